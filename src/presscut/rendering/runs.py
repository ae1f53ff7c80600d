"""A text with marks → runs in reading order, each with everything that is said about it.

Marks are meant to nest. Rendering must not depend on it, nor on their staying within the text, since an article may
come from anywhere as JSON: a flat list of runs has neither question.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from presscut.article import Mark
from presscut.rendering.addresses import link_target
from presscut.rendering.characters import printable


class Marked(Protocol):
    """A paragraph, heading, quote, list item or table cell."""

    @property
    def text(self) -> str: ...
    @property
    def marks(self) -> tuple[Mark, ...]: ...


@dataclass(frozen=True, slots=True)
class Run:
    """``url`` is a safe address; of links within links the outermost holds."""

    text: str
    url: str | None = None
    emphasis: bool = False
    strong: bool = False
    code: bool = False

    def styled_like(self, other: Run) -> bool:
        return replace(self, text="") == replace(other, text="")


def runs_of(marked: Marked) -> list[Run]:
    """The runs of a text, none empty; together they are the text in its printable characters.

    Linear in the text's length, but for sorting the marks.
    """
    text = marked.text
    opening: dict[int, list[int]] = {}
    closing: dict[int, list[int]] = {}
    for number, mark in enumerate(marked.marks):
        start, end = mark.start, min(mark.end, len(text))
        if start < end:
            opening.setdefault(start, []).append(number)
            closing.setdefault(end, []).append(number)
    runs: list[Run] = []
    counts = {"emphasis": 0, "strong": 0, "code": 0, "link": 0}
    links: dict[int, str] = {}  # Those open, outermost first.
    position = 0
    for boundary in sorted({*opening, *closing, len(text)}):
        if boundary > position:
            _add(runs, _run(text[position:boundary], links, counts))
            position = boundary
        for number in closing.get(boundary, ()):
            counts[marked.marks[number].kind] -= 1
            links.pop(number, None)
        for number in opening.get(boundary, ()):
            mark = marked.marks[number]
            counts[mark.kind] += 1
            target = link_target(mark.url) if mark.kind == "link" else None
            if target is not None:
                links[number] = target
    return runs


def lines_of(marked: Marked) -> list[list[Run]]:
    """The runs by line of the text; a line without text is an empty list."""
    lines: list[list[Run]] = [[]]
    for run in runs_of(marked):
        for number, part in enumerate(run.text.split("\n")):
            if number:
                lines.append([])
            if part:
                lines[-1].append(replace(run, text=part))
    return [line if any(run.text.strip() for run in line) else [] for line in lines]


def paragraphs_of(marked: Marked) -> Iterator[list[list[Run]]]:
    """Groups of lines with text, parted in the text by blank ones."""
    group: list[list[Run]] = []
    for line in lines_of(marked):
        if line:
            group.append(line)
        elif group:
            yield group
            group = []
    if group:
        yield group


def by_link(runs: Sequence[Run]) -> Iterator[tuple[str | None, list[Run]]]:
    """Neighbouring runs that lead to the same address, or to none."""
    group: list[Run] = []
    for run in runs:
        if group and group[0].url != run.url:
            yield group[0].url, group
            group = []
        group.append(run)
    if group:
        yield group[0].url, group


def _run(text: str, links: dict[int, str], counts: dict[str, int]) -> Run:
    return Run(
        printable(text),
        url=next(iter(links.values()), None),
        emphasis=counts["emphasis"] > 0,
        strong=counts["strong"] > 0,
        code=counts["code"] > 0,
    )


def _add(runs: list[Run], run: Run) -> None:
    if runs and runs[-1].styled_like(run):
        runs[-1] = replace(run, text=runs[-1].text + run.text)
    elif run.text:
        runs.append(run)
