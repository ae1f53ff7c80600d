"""An article as the command line prints it, and where it goes."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, TextIO

from presscut.article import Article

FORMS: Final = ("json", "markdown", "text", "html", "jsonld", "terminal")
READABLE_WIDTH: Final = 100
"""Columns; longer lines are hard to read, however wide the terminal."""


def form_for(output: TextIO, wanted: str | None) -> str:
    return wanted or ("terminal" if output.isatty() else "json")


@contextmanager
def output_to(path: Path | None) -> Iterator[TextIO]:
    """UTF-8 whatever the locale says: it is what JSON is, and what the HTML form declares."""
    if path is not None:
        with path.open("w", encoding="utf-8", newline="\n") as file:
            yield file
        return
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    yield sys.stdout
    sys.stdout.flush()


def silence_standard_output() -> None:
    """After a BrokenPipeError: whoever read us has enough. The interpreter would complain once more when it flushes
    standard output at its exit (Python's documentation of SIGPIPE), so that goes nowhere.
    """
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def rendered(article: Article, form: str, output: TextIO, *, in_stream: bool = False) -> str:
    """``in_stream``: as one of several, JSON is a line."""
    if form == "terminal":
        from presscut.rendering.terminal import show

        width = min(shutil.get_terminal_size().columns, READABLE_WIDTH)
        # https://no-color.org: set and not empty.
        color = output.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        return show(article, width=width, color=color)
    if form == "json" and in_stream:
        from presscut.rendering.json_form import line

        return line(article)
    from presscut.rendering import render

    return render(article, form)  # type: ignore[arg-type]
