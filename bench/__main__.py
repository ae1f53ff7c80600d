"""How near presscut and its peers come to what people marked: one table a corpus.

``python -m bench`` (or ``make bench``), with options; for instance

    python -m bench --corpus wcxb --systems presscut trafilatura --jobs 2 --worst 20
    python -m bench --systems presscut presscut@training.judge:judge   # two judges side by side
    python -m bench --corpus article-extraction-benchmark --time --rounds 5
    python -m bench --report out/report.html --results out/results.json
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import Any

from bench import report, running, tables
from bench.corpora import CORPORA, folder, read
from bench.scoring import Measured, measure
from bench.systems import NAMES, System, system


def main(arguments: Sequence[str] | None = None) -> None:
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.folder and len(options.corpus or ()) != 1:
        parser.error("--folder is where one corpus lies: name that one with --corpus.")
    systems = [system(name) for name in dict.fromkeys(options.systems)]
    every = []
    for corpus in options.corpus or _present():
        measured = _measured(corpus, systems, options)
        every.append(measured)
        for line in (
            *tables.table(measured, options.time),
            *tables.table_of_kinds(measured),
            *tables.table_of_confidence(measured),
        ):
            print(line)
        for line in tables.worst(measured, options.worst):
            print(line)
        print(flush=True)
    if options.report:
        worst = options.worst or report.WORST_SHOWN
        report.write(options.report, every, times=options.time, worst=worst, ablation=options.ablation)
        print(f"written: {options.report}")
    if options.results:
        plain = json.dumps([_plain(measured) for measured in every], ensure_ascii=False, indent=1)
        options.results.parent.mkdir(parents=True, exist_ok=True)
        options.results.write_text(plain, encoding="utf-8")
        print(f"written: {options.results}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("--corpus", nargs="+", choices=CORPORA, help="default: all that lie there, but held-out parts")
    add("--folder", type=Path, help="where the one --corpus named lies, if not among the others (CORPORA)")
    add(
        "--systems", nargs="+", default=list(NAMES), metavar="NAME", help=f"of {', '.join(NAMES)}, presscut@module:name"
    )
    add("--pages", type=int, help="only so many of each corpus, for a quick look")
    add("--jobs", type=int, default=1, help="processes")
    add("--fresh", action="store_true", help="run the peers again instead of taking what they gave before")
    add("--time", action="store_true", help="measure times: every system in turn on every page, one at a time")
    add("--rounds", type=int, default=3, help="with --time: the fastest of so many counts")
    add("--worst", type=int, default=0, metavar="N", help="list the pages where the first system does worst")
    add("--report", type=Path, metavar="FILE", help="write an HTML page with plots and the worst pages")
    add("--ablation", type=Path, metavar="FILE", help="for the report: figures without one heuristic each, as JSON")
    add("--results", type=Path, metavar="FILE", help="write rows and page scores as JSON")
    return parser


def _present() -> list[str]:
    """The corpora to measure if none is named; a held-out part is measured by its name alone."""
    return [name for name, (_, directory) in CORPORA.items() if name != "wcxb-test" and (folder() / directory).is_dir()]


def _measured(corpus: str, systems: Sequence[System], options: argparse.Namespace) -> Measured:
    pages = list(islice(read(corpus, options.folder), options.pages))
    names = [system.name for system in systems]
    if options.time:
        return measure(pages, dict(zip(names, running.timed(systems, pages, options.rounds), strict=True)))
    cache = None if options.fresh else running.CACHE
    return measure(pages, {system.name: running.run(system, pages, options.jobs, cache) for system in systems})


def _plain(measured: Measured) -> dict[str, Any]:
    """For ``--results``: rows, rows by kind, and of every page each system's scores, but no texts."""
    return {
        "corpus": measured.corpus,
        "rows": [asdict(row) for row in measured.rows],
        "kinds": {kind: [asdict(row) for row in rows] for kind, rows in measured.kinds},
        "pages": [
            {
                "name": page.name,
                "url": page.url,
                "kind": page.kind,
                "systems": {
                    row.system: asdict(scores[i]) | {"confidence": found[i].confidence, "error": found[i].error}
                    for row, scores, found in zip(measured.rows, measured.scores, measured.extractions, strict=True)
                },
            }
            for i, page in enumerate(measured.pages)
        ],
    }


if __name__ == "__main__":
    main()
