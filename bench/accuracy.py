"""How near the bodies come to what people marked: presscut beside trafilatura and the plain text of the page.

``python -m bench.accuracy [--corpus NAME] [--systems NAME…] [--worst N]``
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor

from selectolax.lexbor import LexborHTMLParser

from bench import metrics
from bench.corpora import CORPORA, AnnotatedPage, read
from presscut import ExtractionError, extract


def presscut_text(page: AnnotatedPage) -> str:
    try:
        return extract(page.html, url=page.url).text
    except ExtractionError:
        return ""


def trafilatura_text(page: AnnotatedPage) -> str:
    import trafilatura

    return trafilatura.extract(page.html, url=page.url, include_comments=False) or ""


def plain_text(page: AnnotatedPage) -> str:
    tree = LexborHTMLParser(page.html)
    tree.strip_tags(["script", "style", "noscript", "template"])
    return tree.body.text(separator=" ") if tree.body else ""


SYSTEMS: dict[str, Callable[[AnnotatedPage], str]] = {
    "presscut": presscut_text,
    "trafilatura": trafilatura_text,
    "plain": plain_text,
}


def measure(page: AnnotatedPage, systems: list[str]) -> list[tuple[metrics.Counts, metrics.Score]]:
    texts = [SYSTEMS[system](page) for system in systems]
    return [(metrics.shingle_counts(page.gold, text), metrics.word_score(page.gold, text)) for text in texts]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", choices=CORPORA, default="article-extraction-benchmark")
    parser.add_argument("--systems", nargs="+", choices=SYSTEMS, default=list(SYSTEMS))
    parser.add_argument("--worst", type=int, default=0, help="list the pages where the first system does worst")
    arguments = parser.parse_args()
    pages = list(read(arguments.corpus))
    with ProcessPoolExecutor() as pool:
        measured = list(pool.map(measure, pages, [arguments.systems] * len(pages), chunksize=8))
    by_kind = defaultdict(list)
    for page, row in zip(pages, measured, strict=True):
        by_kind[page.kind].append(row)
    print(f"{'':15}{'':15}{'pages':>6}   shingles P     R    F1   words P     R    F1")
    for kind, rows in sorted(by_kind.items()):
        for i, system in enumerate(arguments.systems):
            shingles = metrics.shingle_score([row[i][0] for row in rows])
            words = metrics.mean_score([row[i][1] for row in rows])
            print(
                f"{kind:15}{system:15}{len(rows):6}       "
                f"{shingles.precision:.3f} {shingles.recall:.3f} {shingles.f1:.3f}   "
                f"{words.precision:.3f} {words.recall:.3f} {words.f1:.3f}"
            )
    ranked = sorted(zip(measured, pages, strict=True), key=lambda pair: pair[0][0][1].f1)
    for row, page in ranked[: arguments.worst]:
        counts, words = row[0]
        print(
            f"{page.name[:16]:16} {page.kind:14} words F1 {words.f1:.3f} (P {words.precision:.3f} R {words.recall:.3f})"
            f" · leaked {counts.false_positive:.2f} missed {counts.false_negative:.2f} · {page.url}"
        )


if __name__ == "__main__":
    main()
