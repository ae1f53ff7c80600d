"""Peak memory that reading a page takes, in multiples of the page's bytes.

``python -m bench.memory [--corpus NAME] [--worst N]``. Needs Linux, whose kernel can be told to forget a peak.

What the process holds at its peak is the honest figure: ``tracemalloc`` does not see what libraries allocate for
themselves, and counts what is asked for and never touched. It is taken like this. The interpreter runs with
``PYTHONMALLOC=malloc``, so that what is freed can be given back to the system (``malloc_trim`` of glibc): else a page
fills the holes that others left and seems to take nothing. A parent imports presscut and forks a child for each page.
The child first reads a page of some lines, which brings in code and tables that are no page's cost, gives back what is
free, resets the peak of its resident size (5 into ``/proc/self/clear_refs``, proc(5)), reads the page, and takes the
peak (``VmHWM``) less what it held before. The page's own bytes are there before and not counted; the article that
comes out is.

More children put that figure in its place. One parses the page with selectolax alone: the floor. One reads under
``tracemalloc``: the most that is asked for through Python, without its own book-keeping; selectolax hands Lexbor
Python's allocator, so the tree is in it, and so is the megabyte that Lexbor asks for with every tree, in arenas that a
small page hardly touches. One makes strings of ten times the page's bytes instead of reading it: what it shows beside
10 is the method's error.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import gc
import multiprocessing
import os
import sys
import tracemalloc
from collections.abc import Callable, Sequence
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median, quantiles
from typing import Final, Literal

from selectolax.lexbor import LexborHTMLParser

from bench.corpora import CORPORA, AnnotatedPage, read
from presscut import ExtractionError, extract

AIM: Final = 10.0
"""Times the page's bytes, at most."""
STRING_BYTES: Final = 1000
PARAGRAPH: Final = (
    "<p>It rained for <a href='/three'>three</a> days, “and ½ a night”, on the whole coast, said the mayor…</p>"
)
SMALL_PAGE: Final = f"""<!DOCTYPE html><html lang="en"><title>Rain on the coast – The Gazette</title>
<meta property="og:image" content="https://gazette.example/rain.jpg">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Rain on the coast",
"datePublished": "2024-05-01T10:00:00Z", "author": {{"@type": "Person", "name": "Jane Doe"}}}}</script>
<article><h1>Rain on the coast</h1><p class="byline">By Jane Doe, 1 May 2024</p>
<figure><img src="/coast.jpg" srcset="/coast.jpg 300w" alt="Rain"><figcaption>The coast. (Photo: Jane Doe/AP)</figcaption></figure>
{PARAGRAPH * 8}<ul><li>Wind<li>Hail</ul></article>""".encode()
"""Has a little of what most pages have, so that what reads it is in memory: the tables of Unicode alone are 130 KB."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", choices=CORPORA, default="article-extraction-benchmark")
    parser.add_argument("--pages", type=int, help="only so many, for a quick look")
    parser.add_argument("--worst", type=int, default=5, metavar="N", help="list the pages that take most")
    options = parser.parse_args()
    if os.environ.get("PYTHONMALLOC") != "malloc":
        os.execve(
            sys.executable,
            [sys.executable, "-m", "bench.memory", *sys.argv[1:]],
            os.environ | {"PYTHONMALLOC": "malloc"},
        )
    pages = list(islice(read(options.corpus), options.pages))
    resident = [in_a_child(resident_peak, page) for page in pages]
    print(f"{len(pages)} pages of {options.corpus}, peak memory in multiples of the page's bytes; aim: {AIM:.0f}")
    print(f"{'':34}{'median':>8}{'95 %':>8}{'most':>8}{'MB, most':>10}")
    _print_row("presscut, resident", pages, resident)
    _print_row("bare selectolax parse, resident", pages, [in_a_child(bare_parse_peak, page) for page in pages])
    _print_row("presscut, asked for (tracemalloc)", pages, [in_a_child(python_peak, page) for page in pages])
    _print_row("ten times the page, as a check", pages, [in_a_child(known_peak, page) for page in pages])
    multiples = [peak / len(page.html) for page, peak in zip(pages, resident, strict=True)]
    print(f"{sum(multiple > AIM for multiple in multiples)} pages over the aim")
    for multiple, page in sorted(zip(multiples, pages, strict=True), key=lambda pair: -pair[0])[: options.worst]:
        print(f"  {multiple:6.1f} times {len(page.html) / 1e6:6.2f} MB  {page.name[:24]}  {page.url or ''}")


def resident_peak(page: AnnotatedPage) -> int:
    """Bytes by which the process's peak grows."""
    return _growth(lambda: _read(page.html, page.url))


def bare_parse_peak(page: AnnotatedPage) -> int:
    """The same for the tree alone."""
    return _growth(lambda: LexborHTMLParser(page.html))


def known_peak(page: AnnotatedPage) -> int:
    """The same for ten times the page's bytes, in strings of a thousand characters."""
    return _growth(lambda: ["x" * (STRING_BYTES - i % 2) for i in range(10 * len(page.html) // STRING_BYTES)])


def python_peak(page: AnnotatedPage) -> int:
    _read(SMALL_PAGE)
    tracemalloc.start()
    _read(page.html, page.url)
    return tracemalloc.get_traced_memory()[1]


def _growth(action: Callable[[], object]) -> int:
    _read(SMALL_PAGE)
    _give_back()
    Path("/proc/self/clear_refs").write_text("5")
    before = _resident("VmRSS")
    result = action()
    growth = _resident("VmHWM") - before
    del result
    return growth


def _give_back() -> None:
    gc.collect()
    with contextlib.suppress(AttributeError):  # the C library is another than glibc
        ctypes.CDLL(None).malloc_trim(0)


def in_a_child(measure: Callable[[AnnotatedPage], int], page: AnnotatedPage) -> int:
    """What ``measure`` gives in a fresh fork of this process."""
    _give_back()
    context = multiprocessing.get_context("fork")
    receiving, sending = context.Pipe(duplex=False)
    child = context.Process(target=_send, args=(sending, measure, page))
    child.start()
    sending.close()
    measured: int = receiving.recv()
    child.join()
    return measured


def _send(sending: Connection, measure: Callable[[AnnotatedPage], int], page: AnnotatedPage) -> None:
    sending.send(measure(page))


def _read(html: bytes, url: str | None = None) -> None:
    with contextlib.suppress(ExtractionError):
        extract(html, url=url)


def _resident(field: Literal["VmRSS", "VmHWM"]) -> int:
    """Bytes that this process holds in memory, now or at its peak."""
    return next(
        int(line.split()[1]) * 1024
        for line in Path("/proc/self/status").read_text().splitlines()
        if line.startswith(f"{field}:")
    )


def _print_row(name: str, pages: Sequence[AnnotatedPage], peaks: Sequence[int]) -> None:
    multiples = [peak / len(page.html) for page, peak in zip(pages, peaks, strict=True)]
    high = quantiles(multiples, n=20)[-1] if len(multiples) > 1 else multiples[0]
    print(f"{name:34}{median(multiples):8.1f}{high:8.1f}{max(multiples):8.1f}{max(peaks) / 1e6:10.1f}")


if __name__ == "__main__":
    main()
