"""Do these metrics give the figures that article-extraction-benchmark's authors print?

``python -m bench.published CLONE``

Recomputes, from a clone's ``ground-truth.json`` and ``output/*.json``, every row of the tables in its README that has
such an output, and says which rows differ. Exit status 1 if one does. Of a system in several tables the output of one
version alone is kept; the others' rows are named and not counted. F1, precision, recall and accuracy must be equal
to the three digits printed; the spread is drawn at random there and here, so it may be off by a thousandth or two.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any, Final

from bench.metrics import Counts, bootstrap, same_words, shingle_counts, shingle_score

SPREAD_TOLERANCE: Final = 0.0025

_ROW: Final = re.compile(r"^ {4}(\S+) +(\S.*?) {2,}" + r" +".join([r"(\d\.\d{3}) ± (\d\.\d{3})"] * 4) + r"\s*$", re.M)

OUTPUTS: Final = {"readability-lxml": "readability", "newspaper4k": "newspaper"}
"""Where the tables call a system otherwise than its file."""


@dataclass(frozen=True, slots=True)
class PublishedRow:
    """``figures`` and ``spreads``: F1, precision, recall, accuracy."""

    system: str
    version: str
    figures: tuple[str, ...]
    spreads: tuple[str, ...]


def published_rows(readme: str) -> Iterator[PublishedRow]:
    """The rows of every table, in order; a system may stand in several, in different versions."""
    for row in _ROW.finditer(readme):
        system, version, *numbers = row.groups()
        yield PublishedRow(system, version, tuple(numbers[::2]), tuple(numbers[1::2]))


def recomputed(truth: dict[str, dict[str, Any]], output: dict[str, dict[str, Any]]) -> tuple[list[float], list[float]]:
    """Figures and spreads, in a row's order."""
    counts: list[Counts] = []
    accurate: list[bool] = []
    for name, annotation in truth.items():
        gold, text = annotation.get("articleBody") or "", output[name].get("articleBody") or ""
        counts.append(shingle_counts(gold, text))
        accurate.append(same_words(gold, text))
    score, spread = shingle_score(counts), bootstrap(counts, accurate)
    return (
        [score.f1, score.precision, score.recall, fmean(accurate)],
        [spread.f1, spread.precision, spread.recall, spread.accuracy],
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("clone", type=Path, help="a folder with README.rst, ground-truth.json and output/")
    clone = parser.parse_args().clone
    truth = json.loads((clone / "ground-truth.json").read_text(encoding="utf-8"))
    equal = different = 0
    confirmed: set[Path] = set()
    for row in published_rows((clone / "README.rst").read_text(encoding="utf-8")):
        path = clone / "output" / f"{OUTPUTS.get(row.system, row.system)}.json"
        if not path.exists():
            print(f"no output  {row.system} {row.version}")
            continue
        content = json.loads(path.read_text(encoding="utf-8"))
        versioned = set(content) == {"version", "output"}
        version = str(content["version"]) if versioned else None
        figures, spreads = recomputed(truth, content["output"] if versioned else content)
        ours = tuple(f"{figure:.3f}" for figure in figures)
        near = all(
            abs(mine - float(theirs)) <= SPREAD_TOLERANCE for mine, theirs in zip(spreads, row.spreads, strict=True)
        )
        if ours == row.figures and near:
            equal += 1
            confirmed.add(path)
            print(f"equal      {row.system} {row.version}: {' '.join(ours)}")
        elif path in confirmed or version not in (None, row.version):
            print(f"other run  {row.system} {row.version}: the output kept is of another version")
        else:
            different += 1
            print(f"different  {row.system} {row.version}: printed {' '.join(row.figures)}, here {' '.join(ours)}")
    print(f"{equal} rows equal, {different} different")
    sys.exit(1 if different or not equal else 0)


if __name__ == "__main__":
    main()
