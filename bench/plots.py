"""The report's plots, as SVG to stand inside a page. Drawn with matplotlib (``bench/requirements.txt``)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Final

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from bench import calibration
from bench.calibration import Calibration
from bench.report import Plot
from bench.scoring import Measured

FAR: Final = 0.15
"""Below the best F1: no system of some use is, and the plain text of a page is."""
COLOURS: Final = ("#b3261e", "#0b57a4", "#5b8ec4", "#2e7d32", "#8a5a00", "#6a3fa0", "#777777")


def draw(measured: Measured, times: bool) -> Iterator[Plot]:
    """All plots of a corpus that its figures allow; ``times``: they were measured, in turn and with nothing beside."""
    yield precision_against_recall(measured)
    if times:
        yield time_against_accuracy(measured)
    if len(measured.kinds) > 1:
        yield by_kind(measured)
    for i in range(len(measured.rows)):
        found = calibration.of(measured, i)
        if found is not None:
            yield calibration_curve(measured, i, found)


def precision_against_recall(measured: Measured) -> Plot:
    """Systems far below the best are named in the caption instead of pressing the others into a corner."""
    best = max(row.body.f1 for row in measured.rows)
    far = [row.system for row in measured.rows if row.body.f1 < best - FAR]
    figure, axes = _canvas("recall", "precision")
    low = 1.0
    for i, row in enumerate(measured.rows):
        if row.system not in far:
            low = min(low, row.body.precision, row.body.recall)
            axes.plot(row.body.recall, row.body.precision, "o", color=_colour(i), label=row.system)
    low = max(low - 0.02, 0.0)
    for f1 in (0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.92, 0.94, 0.96, 0.98):
        recalls = [low + i * (1 - low) / 200 for i in range(201)]
        curve = [(recall, f1 * recall / (2 * recall - f1)) for recall in recalls if 2 * recall > f1]
        inside = [(recall, precision) for recall, precision in curve if low <= precision <= 1]
        if inside:
            axes.plot(*zip(*inside, strict=True), color="#cccccc", linewidth=0.8, zorder=0)
            axes.annotate(f"F1 {f1}", inside[-1], color="#999999", fontsize=7)
    axes.set_xlim(low, 1.0)
    axes.set_ylim(low, 1.0)
    _legend(figure)
    caption = "Precision against recall" + (f"; far below: {', '.join(far)}" if far else "")
    return Plot(caption, _svg(figure, f"{measured.corpus} precision"))


def time_against_accuracy(measured: Measured) -> Plot:
    figure, axes = _canvas("median time of a page, ms", "F1")
    axes.set_xscale("log")
    for i, row in enumerate(measured.rows):
        axes.plot(row.milliseconds, row.body.f1, "o", color=_colour(i), label=row.system)
    _legend(figure)
    return Plot("Time against accuracy", _svg(figure, f"{measured.corpus} time"))


def by_kind(measured: Measured) -> Plot:
    figure, axes = _canvas("", "F1", width=9.0)
    width = 0.8 / len(measured.rows)
    for i, row in enumerate(measured.rows):
        heights = [rows[i].body.f1 for _, rows in measured.kinds]
        places = [kind + (i - (len(measured.rows) - 1) / 2) * width for kind in range(len(heights))]
        axes.bar(places, heights, width, label=row.system, color=_colour(i))
    axes.set_xticks(range(len(measured.kinds)), [f"{kind}\n{rows[0].pages}" for kind, rows in measured.kinds])
    axes.set_ylim(0, 1)
    _legend(figure)
    return Plot("F1 by kind of page", _svg(figure, f"{measured.corpus} kinds"))


def calibration_curve(measured: Measured, index: int, found: Calibration) -> Plot:
    """Mean confidence and F1 of the pages in each tenth, and how many they are. On the diagonal, confidence is F1."""
    figure, axes = _canvas("mean confidence of the pages", "their mean F1")
    axes.plot([0, 1], [0, 1], color="#cccccc", linewidth=0.8, zorder=0)
    axes.plot([held.confidence for held in found.bins], [held.f1 for held in found.bins], "o-", color=_colour(index))
    for held in found.bins:
        axes.annotate(
            str(held.pages),
            (held.confidence, held.f1),
            xytext=(0, -13),
            textcoords="offset points",
            fontsize=8,
            ha="center",
        )
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1.05)
    system = measured.rows[index].system
    return Plot(f"Calibration of {system}; beside a point, its pages", _svg(figure, f"{measured.corpus} {system}"))


def _canvas(x: str, y: str, width: float = 5.6) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(width, 4.0), layout="constrained")
    axes = figure.subplots()
    axes.set_xlabel(x)
    axes.set_ylabel(y)
    axes.spines[["top", "right"]].set_visible(False)
    return figure, axes


def _legend(figure: Figure) -> None:
    figure.legend(fontsize=8, ncols=4, loc="outside upper center", frameon=False)


def _colour(index: int) -> str:
    return COLOURS[index % len(COLOURS)]


def _svg(figure: Figure, salt: str) -> str:
    """To stand in a page beside others: no prologue, no names of groups, and ids that ``salt`` keeps apart."""
    file = io.StringIO()
    with matplotlib.rc_context({"svg.hashsalt": salt, "svg.fonttype": "none"}):
        figure.savefig(file, format="svg", metadata={"Date": None})
    text = file.getvalue()
    return re.sub(r'<g id="[^"]*"', "<g", text[text.index("<svg") :])
