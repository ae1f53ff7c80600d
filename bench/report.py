"""A run as one HTML page that needs nothing else: tables, plots, the worst pages side by side, an ablation.

The plots come ready drawn (:mod:`bench.plots`), so that a page can be made without the library that draws them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from pathlib import Path
from typing import Final

from bench import calibration, differences, tables
from bench.corpora import AnnotatedPage
from bench.metrics import collapsed
from bench.scoring import Measured, PageScore, metric_of

WORST_SHOWN: Final = 10
"""Pages of each corpus that are shown, if nobody says how many."""


@dataclass(frozen=True, slots=True)
class Plot:
    caption: str
    svg: str


@dataclass(frozen=True, slots=True)
class Ablation:
    """A corpus measured with one heuristic switched off; ``heuristic`` is ``None`` for the run with all of them."""

    corpus: str
    heuristic: str | None
    f1: float
    precision: float
    recall: float


def read_ablation(path: Path) -> list[Ablation]:
    """A JSON array of objects with the fields of :class:`Ablation`; each corpus needs one whose heuristic is null."""
    rows = [Ablation(**fields) for fields in json.loads(path.read_text(encoding="utf-8"))]
    whole = {row.corpus for row in rows if row.heuristic is None}
    if lacking := {row.corpus for row in rows} - whole:
        raise SystemExit(f"{path}: no row with heuristic null for {', '.join(sorted(lacking))}.")
    return rows


def write(
    path: Path,
    every: Sequence[Measured],
    *,
    times: bool = False,
    worst: int = WORST_SHOWN,
    ablation: Path | None = None,
) -> None:
    """:func:`page` with the plots, into a file. ``ablation``: the file that :func:`read_ablation` reads."""
    try:
        from bench.plots import draw
    except ImportError as error:
        raise SystemExit(
            f"{error}: the report's plots need bench/requirements.txt, which make bench installs."
        ) from error
    rows = read_ablation(ablation) if ablation else ()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page(every, partial(draw, times=times), times=times, worst=worst, ablation=rows), encoding="utf-8")


def page(
    every: Sequence[Measured],
    draw: Callable[[Measured], Iterable[Plot]],
    *,
    times: bool = False,
    worst: int = 0,
    ablation: Sequence[Ablation] = (),
) -> str:
    """The whole document. ``worst``: how many pages of each corpus are shown, by the first system's F1."""
    body = "\n".join(line for measured in every for line in _corpus(measured, draw(measured), times, worst))
    return _DOCUMENT.format(style=_STYLE, body=body + "\n".join(_ablation(ablation)))


def _corpus(measured: Measured, plots: Iterable[Plot], times: bool, worst: int) -> Iterator[str]:
    yield f"<h2>{escape(measured.corpus)}</h2><p>{len(measured.pages)} pages, counted by {metric_of(measured.corpus)}.</p>"
    heads, lines = tables.columns(measured.rows, times)
    yield _table(("", *heads), ((row.system, *line) for row, line in zip(measured.rows, lines, strict=True)))
    yield "<div class=plots>"
    for plot in plots:
        yield f"<figure>{plot.svg}<figcaption>{escape(plot.caption)}</figcaption></figure>"
    yield "</div>"
    yield from _confidence(measured)
    if worst:
        yield f"<h3>Where {escape(measured.rows[0].system)} does worst</h3>"
        yield "<p><del>missed</del> on the left, <ins>leaked</ins> on the right.</p>"
    for index, score in tables.worst_pages(measured, worst):
        yield _worst_page(measured.pages[index], score, measured.extractions[0][index].text)


def _confidence(measured: Measured) -> Iterator[str]:
    """Whether confidence says the F1, by tenths, and whether the pages that a system doubts are the bad ones."""
    for index, row in enumerate(measured.rows):
        found = calibration.of(measured, index)
        if found is not None:
            yield _table(
                (f"confidence of {row.system}", "pages", "mean confidence", "mean F1"),
                ((held.name, str(held.pages), f"{held.confidence:.3f}", f"{held.f1:.3f}") for held in found.bins),
            )
            yield "".join(f"<p>{escape(remark)}</p>" for remark in tables.remarks_on_confidence(found))


def _worst_page(page: AnnotatedPage, score: PageScore, text: str) -> str:
    if page.gold:
        expected, found = differences.compare(page.gold, text)
        sides = differences.as_html(expected, "del"), differences.as_html(found, "ins")
    else:
        sides = _snippets(page, text), escape(text)
    address = escape(page.url or "")
    return (
        f"<details><summary>F1 {score.body.f1:.3f}, precision {score.body.precision:.3f}, recall {score.body.recall:.3f} "
        f"· {escape(page.kind)} · {escape(page.name)} <small>{address}</small></summary>"
        f"<div class=sides><div>{sides[0]}</div><div>{sides[1]}</div></div></details>"
    )


def _snippets(page: AnnotatedPage, text: str) -> str:
    flat = collapsed(text)
    lines = [
        *((snippet, collapsed(snippet) in flat, "del") for snippet in page.with_snippets),
        *((f"not: {snippet}", collapsed(snippet) not in flat, "ins") for snippet in page.without_snippets),
    ]
    return "\n".join(escape(line) if right else f"<{tag}>{escape(line)}</{tag}>" for line, right, tag in lines)


def _ablation(rows: Sequence[Ablation]) -> Iterator[str]:
    """What each heuristic brings: the loss without it, the greatest first."""
    if rows:
        yield "<h2>Ablation</h2><p>Each heuristic switched off alone; the differences are to the run with all of them.</p>"
    for corpus in dict.fromkeys(row.corpus for row in rows):
        whole = next(row for row in rows if row.corpus == corpus and row.heuristic is None)
        parts = sorted((row for row in rows if row.corpus == corpus and row.heuristic), key=lambda row: row.f1)
        lines = [("all of them", *(f"{figure:.4f}" for figure in (whole.f1, whole.precision, whole.recall)))]
        for row in parts:
            gains = (row.f1 - whole.f1, row.precision - whole.precision, row.recall - whole.recall)
            lines.append((f"without {row.heuristic}", *(f"{gain:+.4f}" for gain in gains)))
        yield _table((corpus, "F1", "precision", "recall"), lines)


def _table(heads: Iterable[str], lines: Iterable[Iterable[str]]) -> str:
    head = "".join(f"<th>{escape(cell)}" for cell in heads)
    return (
        f"<table><tr>{head}"
        + "".join(f"<tr>{''.join(f'<td>{escape(cell)}' for cell in line)}" for line in lines)
        + "</table>"
    )


_STYLE: Final = """
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 76rem; padding: 0 1rem; color: #222 }
table { border-collapse: collapse; margin: 1rem 0 } th, td { padding: .2rem .7rem; border-bottom: 1px solid #ddd }
th, td { text-align: right } th:first-child, td:first-child { text-align: left }
td { font-variant-numeric: tabular-nums } .plots { display: flex; flex-wrap: wrap; gap: 1rem }
figure { margin: 0 } figure svg { max-width: 100%; height: auto } figcaption, small { color: #666 }
.sides { display: grid; grid-template-columns: 1fr 1fr; gap: 1.5rem }
.sides div { white-space: pre-wrap; overflow-wrap: anywhere; max-height: 40rem; overflow-y: auto; font-size: 13px }
del { background: #ffd7d5; text-decoration: none } ins { background: #ffe9a8; text-decoration: none }
summary { cursor: pointer; padding: .3rem 0 }
"""
_DOCUMENT: Final = (
    "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'>"
    "<title>presscut measured</title><style>{style}</style><h1>presscut measured</h1>{body}</html>\n"
)
