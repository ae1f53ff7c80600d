"""Train the judge's model, and say what it does on sites that it has not seen.

``python -m training [--jobs N] [--skip-cross-validation]`` — writes ``src/presscut/extraction/model.py`` and, from the
cross-validation, ``confidence.py`` beside it and ``docs/model-card.md``. The same corpora give the same files.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import Final

from bench import tables
from bench.scoring import Measured
from training import code, confidence, cross_validation, pages, trees

ROOT: Final = Path(__file__).parents[1]
MODEL: Final = ROOT / "src/presscut/extraction/model.py"
CONFIDENCE: Final = ROOT / "src/presscut/extraction/confidence.py"
CARD: Final = ROOT / "docs/model-card.md"
CARD_TEXT: Final = Path(__file__).with_name("model-card.md")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument(
        "--skip-cross-validation", action="store_true", help="write the model alone, without confidence.py and its card"
    )
    parser.add_argument("--skip-model", action="store_true", help="write nothing, print the figures")
    arguments = parser.parse_args()
    read = pages.read(jobs=arguments.jobs)
    originals = [page for page in read if not page.is_aged]
    print(f"{len(originals)} pages, {sum(len(page.labels) for page in originals)} blocks", flush=True)
    if not arguments.skip_cross_validation:
        models = tuple(cross_validation.sources(read))
        samples = confidence.samples(cross_validation.CrossValidated(models), arguments.jobs)
        measured = []
        for corpus in cross_validation.measured([cross_validation.cross_validated(models, samples)], arguments.jobs):
            print(figures_of(corpus), flush=True)
            measured.append(corpus)
        if not arguments.skip_model:
            CARD.write_text(card(originals, measured), encoding="utf-8")
            CONFIDENCE.write_text(
                confidence.module(confidence.fit(samples), confidence.notes(samples)), encoding="utf-8"
            )
    if not arguments.skip_model:
        MODEL.write_text(code.module(trees.train(read), trees.sampled(read)[0], notes(originals)), encoding="utf-8")


def notes(read: list[pages.LabelledPage]) -> list[str]:
    counts = Counter(page.corpus for page in read)
    return [
        "Gradient-boosted trees over pages of "
        + ", ".join(f"{name} ({count})" for name, count in counts.items())
        + ".",
        "WCXB's annotations are by Murrough Foley, CC BY 4.0. See docs/model-card.md.",
    ]


def card(read: list[pages.LabelledPage], measured: list[Measured]) -> str:
    counts = Counter(page.corpus for page in read)
    return CARD_TEXT.read_text(encoding="utf-8").format(
        pages=", ".join(f"{name} {count}" for name, count in counts.items()),
        blocks=sum(len(page.labels) for page in read),
        seed=trees.SEED,
        block_trees=trees.BLOCK_ROUNDS,
        kind_trees=trees.KIND_ROUNDS,
        kinds=", ".join(trees.KINDS),
        folds=pages.FOLDS,
        figures="\n\n".join(f"```\n{figures_of(corpus)}\n```" for corpus in measured),
    )


def figures_of(corpus: Measured) -> str:
    return "\n".join([*tables.table(corpus), *tables.table_of_kinds(corpus), *tables.table_of_confidence(corpus)])


if __name__ == "__main__":
    main()
