"""What each addition to the judge's selection and each correction is worth: cross-validated, with all and without each.

``python -m training.ablation [--output FILE]`` prints the table; FILE is what ``python -m bench --ablation`` draws.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from bench import corpora, running, scoring
from presscut.extraction import additions, corrections
from training import pages
from training.cross_validation import CrossValidated, sources


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", type=Path)
    parser.add_argument("--jobs", type=int, default=2)
    arguments = parser.parse_args()
    models = tuple(sources(pages.read(jobs=arguments.jobs)))
    rows = []
    for corpus in pages.CORPORA:
        annotated = list(corpora.read(corpus))
        for left_out in (None, *(heuristic.__name__ for heuristic in (*additions.ALL, *corrections.ALL))):
            system = CrossValidated(models, without=left_out)
            measured = scoring.measure(annotated, {system.name: running.run(system, annotated, arguments.jobs)})
            body = measured.rows[0].body
            print(
                f"{corpus:30} {f'without {left_out}' if left_out else 'all':36} F1 {body.f1:.4f} precision "
                f"{body.precision:.4f} recall {body.recall:.4f}",
                flush=True,
            )
            rows.append(
                {
                    "corpus": corpus,
                    "heuristic": left_out,
                    "f1": body.f1,
                    "precision": body.precision,
                    "recall": body.recall,
                }
            )
    if arguments.output is not None:
        arguments.output.write_text(json.dumps(rows, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
