"""Time a page takes: presscut beside trafilatura and a bare selectolax parse, interleaved in one process.

``python -m bench.speed [--corpus NAME] [--rounds N]``

Every round reads every page once with every system, in turn, so that a machine that slows down slows all of them. Of a
page's rounds the fastest counts (the rest is other people's noise); the medians are over pages.
"""

from __future__ import annotations

import argparse
import gc
import platform
from collections.abc import Callable
from importlib.metadata import version
from statistics import median
from time import perf_counter_ns

import trafilatura
from selectolax.lexbor import LexborHTMLParser

from bench.corpora import CORPORA, AnnotatedPage, read
from presscut import extract


def read_with_presscut(page: AnnotatedPage) -> None:
    extract(page.html, url=page.url)


def read_with_trafilatura(page: AnnotatedPage) -> None:
    """Its body and its metadata, as presscut gives both."""
    trafilatura.bare_extraction(page.html, url=page.url, include_comments=False, with_metadata=True)


def parse_with_selectolax(page: AnnotatedPage) -> None:
    LexborHTMLParser(page.html)


SYSTEMS: dict[str, Callable[[AnnotatedPage], None]] = {
    "presscut": read_with_presscut,
    "trafilatura": read_with_trafilatura,
    "selectolax parse": parse_with_selectolax,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", choices=CORPORA, default="article-extraction-benchmark")
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    pages = list(read(arguments.corpus))
    fastest = {name: [float("inf")] * len(pages) for name in SYSTEMS}
    for system in SYSTEMS.values():
        system(pages[0])  # what is loaded at first use is no page's cost
    gc.freeze()
    for _ in range(arguments.rounds):
        for i, page in enumerate(pages):
            for name, system in SYSTEMS.items():
                start = perf_counter_ns()
                system(page)
                fastest[name][i] = min(fastest[name][i], (perf_counter_ns() - start) / 1e6)
    print(
        f"{len(pages)} pages of {arguments.corpus}, {arguments.rounds} rounds, Python {platform.python_version()}, "
        f"trafilatura {version('trafilatura')}, selectolax {version('selectolax')}"
    )
    print(f"{'':18}{'median ms':>10}{'mean ms':>10}{'worst ms':>10}   presscut is faster by (median, over pages)")
    ours = fastest["presscut"]
    for name, times in fastest.items():
        ratio = median(theirs / mine for theirs, mine in zip(times, ours, strict=True))
        print(f"{name:18}{median(times):10.2f}{sum(times) / len(times):10.2f}{max(times):10.2f}   {ratio:.2f}")


if __name__ == "__main__":
    main()
