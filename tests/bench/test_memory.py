"""The measure of memory: that it sees what a page takes."""

from __future__ import annotations

from bench import memory
from bench.corpora import AnnotatedPage


def test_a_child_takes_more_for_a_larger_page() -> None:
    def page(paragraphs: int) -> AnnotatedPage:
        html = "<title>Rain</title>" + "<p>It rained for three days and three nights on the whole coast." * paragraphs
        return AnnotatedPage(corpus="wcxb", name="1", html=html.encode())

    small, large = (memory.in_a_child(memory.python_peak, page(count)) for count in (100, 1000))

    assert large > 2 * small > 0
