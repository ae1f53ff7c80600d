"""The bench's report over sites that the model has not seen: tables, plots, calibration and the worst pages.

``python -m training.report [--output FILE] [--ablation FILE] [--beside NAME …]`` — ``python -m bench --report`` draws the
same of the shipped model, which was trained on these very pages. ``--ablation``: what :mod:`training.ablation` wrote.
``--beside``: peers of ``bench``, whose rows stand below presscut's.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from bench import report
from bench.systems import PEERS, system
from training import confidence, cross_validation, pages


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", type=Path, default=Path("out/report.html"))
    parser.add_argument("--ablation", type=Path)
    parser.add_argument("--beside", nargs="+", choices=PEERS, default=(), metavar="NAME", help=", ".join(PEERS))
    parser.add_argument("--worst", type=int, default=report.WORST_SHOWN, metavar="N", help="pages shown of each corpus")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args(arguments)
    models = tuple(cross_validation.sources(pages.read(jobs=options.jobs)))
    samples = confidence.samples(cross_validation.CrossValidated(models), options.jobs)
    systems = [cross_validation.cross_validated(models, samples), *map(system, options.beside)]
    every = list(cross_validation.measured(systems, options.jobs))
    report.write(options.output, every, worst=options.worst, ablation=options.ablation)
    print(f"written: {options.output}")


if __name__ == "__main__":
    main()
