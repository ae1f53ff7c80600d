"""Time a page takes: presscut beside trafilatura and bare selectolax, interleaved in one process.

``make bench-speed``, which is ``.venv-peers/bin/python -m bench.speed [--corpus NAME] [--rounds N]``: that environment
has both presscut and trafilatura.

Every round reads every page once with every system, in turn, so that a machine that slows down slows all of them. Of a
page's rounds the fastest counts (the rest is other people's noise); the medians are over pages. A ratio is taken page
by page: how many times presscut's time the other one takes.
"""

from __future__ import annotations

import argparse
import gc
import platform
from collections.abc import Callable
from contextlib import suppress
from importlib.metadata import version
from itertools import islice
from statistics import fmean, median
from time import perf_counter_ns
from typing import Final

import trafilatura
from selectolax.lexbor import LexborHTMLParser

from bench.corpora import CORPORA, AnnotatedPage, read
from presscut import ExtractionError, extract


def read_with_presscut(page: AnnotatedPage) -> None:
    with suppress(ExtractionError):
        extract(page.html, url=page.url)


def read_with_trafilatura(page: AnnotatedPage) -> None:
    """Its body and its metadata, as presscut gives both."""
    trafilatura.bare_extraction(page.html, url=page.url, include_comments=False, with_metadata=True)


def parse_with_selectolax(page: AnnotatedPage) -> None:
    LexborHTMLParser(page.html)


def read_text_with_selectolax(page: AnnotatedPage) -> None:
    LexborHTMLParser(page.html).text()


SYSTEMS: Final[dict[str, Callable[[AnnotatedPage], None]]] = {
    "presscut": read_with_presscut,
    "trafilatura": read_with_trafilatura,
    "selectolax parse": parse_with_selectolax,
    "selectolax parse and .text()": read_text_with_selectolax,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", choices=CORPORA, default="article-extraction-benchmark")
    parser.add_argument("--pages", type=int, help="only so many, for a quick look")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    pages = list(islice(read(options.corpus), options.pages))
    times = fastest_times(pages, options.rounds)
    print(
        f"{len(pages)} pages of {options.corpus}, {options.rounds} rounds, Python {platform.python_version()}, "
        f"trafilatura {version('trafilatura')}, selectolax {version('selectolax')}"
    )
    print(f"{'':30}{'median ms':>10}{'mean ms':>10}{'worst ms':>10}   times presscut's: median, least, most")
    for name, theirs in times.items():
        ratios = [other / ours for other, ours in zip(theirs, times["presscut"], strict=True)]
        print(
            f"{name:30}{median(theirs):10.2f}{fmean(theirs):10.2f}{max(theirs):10.2f}   "
            f"{median(ratios):.2f}, {min(ratios):.2f}, {max(ratios):.2f}"
        )


def fastest_times(pages: list[AnnotatedPage], rounds: int) -> dict[str, list[float]]:
    """System → milliseconds of each page."""
    fastest = {name: [float("inf")] * len(pages) for name in SYSTEMS}
    for system in SYSTEMS.values():
        system(pages[0])  # what is loaded at first use is no page's cost
    gc.freeze()
    for _ in range(rounds):
        for i, page in enumerate(pages):
            for name, system in SYSTEMS.items():
                start = perf_counter_ns()
                system(page)
                fastest[name][i] = min(fastest[name][i], (perf_counter_ns() - start) / 1e6)
    return fastest


if __name__ == "__main__":
    main()
