"""Rows as text: one table a corpus, one of kinds where it has several, how confidence and F1 agree, the worst pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from bench import calibration
from bench.calibration import Calibration
from bench.scoring import Measured, PageScore, Row, metric_of

_COLUMNS: Final = (
    "F1",
    "precision",
    "recall",
    "exact",
    "accuracy",
    "with",
    "without",
    "headline",
    "headline, sound labels",
    "authors",
    "date",
    "date, sound labels",
    "ms",
)
NOTHING: Final = "–"


def cells(row: Row, times: bool) -> tuple[str, ...]:
    """What stands in ``_COLUMNS``; no times but where they were asked for, since others mean nothing."""
    spread = row.spread
    return (
        _figure(row.body.f1, spread.f1 if spread else None),
        _figure(row.body.precision, spread.precision if spread else None),
        _figure(row.body.recall, spread.recall if spread else None),
        _figure(row.exact),
        _figure(row.accuracy),
        _figure(row.with_rate),
        _figure(row.without_rate),
        _figure(row.headline),
        _figure(row.sound_headline),
        _figure(row.authors),
        NOTHING if row.date_right is None else f"{row.date_right}/{row.date_marked}",
        NOTHING if row.sound_date_right is None else f"{row.sound_date_right}/{row.sound_date_marked}",
        f"{row.milliseconds:.2f}" if times else NOTHING,
    )


def columns(rows: Sequence[Row], times: bool) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Heads and cells, without the columns that have nothing in any row."""
    filled = [cells(row, times) for row in rows]
    used = [i for i in range(len(_COLUMNS)) if any(line[i] != NOTHING for line in filled)]
    return tuple(_COLUMNS[i] for i in used), [tuple(line[i] for i in used) for line in filled]


def table(measured: Measured, times: bool = False) -> Iterator[str]:
    """A head line, the systems, and a remark on the pages that a system refused."""
    heads, lines = columns(measured.rows, times)
    first = f"{measured.corpus}, {len(measured.pages)} pages, {metric_of(measured.corpus)}"
    yield from _aligned(
        [(first, *heads), *((row.system, *line) for row, line in zip(measured.rows, lines, strict=True))]
    )
    for row in measured.rows:
        if row.refused:
            yield f"  {row.system}: no article from {row.refused} of the pages, which count as empty texts"


def table_of_kinds(measured: Measured) -> Iterator[str]:
    """F1 of every system by kind of page; nothing where all pages are of one kind."""
    if len(measured.kinds) > 1:
        heads = ("F1 by kind", "pages", *(row.system for row in measured.rows))
        yield from _aligned(
            [
                heads,
                *((kind, str(rows[0].pages), *(_figure(row.body.f1) for row in rows)) for kind, rows in measured.kinds),
            ]
        )


def table_of_confidence(measured: Measured) -> Iterator[str]:
    """For every system that gives one: how confidence and F1 go together, by tenths, on the whole, and by kind."""
    for index, row in enumerate(measured.rows):
        found = calibration.of(measured, index)
        if found is None:
            continue
        yield from _aligned(
            [
                (f"confidence of {row.system}", *(held.name for held in found.bins)),
                ("pages", *(str(held.pages) for held in found.bins)),
                ("mean confidence", *(_figure(held.confidence) for held in found.bins)),
                ("mean F1", *(_figure(held.f1) for held in found.bins)),
            ]
        )
        yield from (f"  {remark}" for remark in remarks_on_confidence(found))
        kinds = [(kind, of_kind) for kind, _ in measured.kinds if (of_kind := calibration.of(measured, index, kind))]
        if len(kinds) > 1:
            yield from _aligned(
                [
                    (f"confidence of {row.system}", *(kind for kind, _ in kinds)),
                    ("mean confidence", *(_figure(of_kind.confidence) for _, of_kind in kinds)),
                    ("calibration error", *(_figure(of_kind.error) for _, of_kind in kinds)),
                    ("ranking", *(_figure(of_kind.ranking) for _, of_kind in kinds)),
                ]
            )


def remarks_on_confidence(found: Calibration) -> tuple[str, str]:
    """The figures that stand beside the bins."""
    mean = f", mean F1 {_figure(found.doubted_f1)}" if found.doubted else ""
    return (
        f"expected calibration error {_figure(found.error)}, ranking {_figure(found.ranking)}",
        f"confidence below {calibration.LOW}: {found.doubted} pages{mean}; "
        f"F1 below {calibration.LOW}: {found.bad} pages, {found.bad_doubted} of them with a confidence below it",
    )


def worst(measured: Measured, count: int) -> Iterator[str]:
    """The pages where the first system does worst."""
    for index, score in worst_pages(measured, count):
        page = measured.pages[index]
        yield (
            f"{page.name[:24]:24} {page.kind:13} F1 {score.body.f1:.3f} precision {score.body.precision:.3f} "
            f"recall {score.body.recall:.3f}  {page.url or ''}"
        )


def worst_pages(measured: Measured, count: int) -> list[tuple[int, PageScore]]:
    """Indices and scores, by the first system's F1, the lowest first."""
    return sorted(enumerate(measured.scores[0]), key=lambda pair: pair[1].body.f1)[:count]


def _figure(value: float | None, spread: float | None = None) -> str:
    if value is None:
        return NOTHING
    return f"{value:.3f}" + (f" ± {spread:.3f}" if spread is not None else "")


def _aligned(lines: Sequence[Sequence[str]]) -> Iterator[str]:
    """The first column to the left, the others to the right."""
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for first, *others in lines:
        yield "  ".join(
            [f"{first:{widths[0]}}", *(f"{cell:>{width}}" for cell, width in zip(others, widths[1:], strict=True))]
        )
