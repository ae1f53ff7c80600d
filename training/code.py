"""Trees → a Python module that computes the same, with no library and no data file.

A tree becomes one conditional expression over a row, ``(0.12 if r[3] <= 4.5 else -0.07)``, and trees are added up
within one function: CPython runs that several times faster than any walk over arrays, and loads it as byte code. Most
blocks are clear after the first trees, so the sum is taken in stages; a block whose score is far enough from zero
leaves, its score scaled to what the rest would have made of it.

A column of whole numbers is compared with a whole number and any other with a fraction, since CPython compares an ``int``
with a ``float`` the slow way: a third of all the time of the trees.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import lightgbm
import numpy as np
from numpy.typing import NDArray

from presscut.extraction import features, page_features
from training.trees import KINDS, Trees

BARE: Final = 0.3
"""Share of a page's containers that have a class. Up to this the trees decide that learned from older markup as well: the
others know class names and semantic elements around every article, and are right for nineteen pages of twenty today."""
_NAMED: Final = features.NAMES.index("named_containers")
STAGES: Final = (8, 24)
"""After how many trees a clear block may leave."""
TOLERATED: Final = 0.001
"""Share of the blocks leaving at a stage that the remaining trees would have turned over."""


@dataclass(frozen=True, slots=True)
class Exit:
    """Scores beyond ``low`` and ``high`` leave, times ``scale``."""

    low: float
    high: float
    scale: float


def module(trees: Trees, rows: NDArray[np.float32], notes: Sequence[str]) -> str:
    """The source of ``model.py``. ``rows``: blocks that the exits are set by."""
    parts = [_HEADER.format(notes="\n".join(notes))]
    is_bare = rows[:, _NAMED] <= BARE
    whole = [bool(is_whole) for is_whole in (rows == np.floor(rows)).all(axis=0)]
    for prefix, booster, seen in (("", trees.blocks, rows[~is_bare]), ("_bare", trees.bare, rows[is_bare])):
        structures = booster.dump_model()["tree_info"]
        cuts = [0, *STAGES, len(structures)]
        parts += [
            _function(f"{prefix}_stage_{n}", structures[cuts[n] : cuts[n + 1]], whole) for n in range(len(cuts) - 1)
        ]
        exits = _exits(booster, seen)
        parts += [_probability(prefix, exits), _quick_probability(prefix, exits)]
    kind_structures = trees.kinds.dump_model()["tree_info"]
    whole_of_page = whole[-len(page_features.NAMES) :]
    for n, kind in enumerate(KINDS):
        parts.append(_function(f"_{kind}", kind_structures[n :: len(KINDS)], whole_of_page))
    parts.append(_kind_of())
    return "\n\n\n".join(parts)


def _exits(booster: lightgbm.Booster, rows: NDArray[np.float32]) -> list[Exit]:
    final = _scores(booster, rows)
    exits = []
    for stage in STAGES:
        score = _scores(booster, rows, stage)
        low = -_threshold(-score, -final)
        high = _threshold(score, final)
        leaving = (score < low) | (score > high)
        scale = float((final[leaving] * score[leaving]).sum() / (score[leaving] ** 2).sum()) if leaving.any() else 1.0
        exits.append(Exit(round(low, 3), round(high, 3), round(scale, 3)))
    return exits


def _scores(booster: lightgbm.Booster, rows: NDArray[np.float32], trees: int | None = None) -> NDArray[np.float64]:
    return np.asarray(booster.predict(rows, raw_score=True, num_iteration=trees, num_threads=1), dtype=np.float64)


def _threshold(score: NDArray[np.float64], final: NDArray[np.float64]) -> float:
    """The least positive score from which on fewer than :data:`TOLERATED` end up negative."""
    order = np.argsort(-score)
    turned = np.cumsum(final[order] < 0) / np.arange(1, len(order) + 1)
    good = np.flatnonzero((turned < TOLERATED) & (score[order] > 0))
    return float(score[order][good[-1]]) if len(good) else float(score.max()) + 1.0


def _function(name: str, structures: Sequence[dict[str, Any]], whole: Sequence[bool]) -> str:
    body = "\n        + ".join(_expression(structure["tree_structure"], whole) for structure in structures)
    return f"def {name}(r: Row) -> float:\n    return (\n        {body}\n    )"


def _expression(node: dict[str, Any], whole: Sequence[bool]) -> str:
    """``whole``: by column, whether it holds whole numbers alone."""
    if "leaf_value" in node:
        return _number(node["leaf_value"], 4)
    left, right = _expression(node["left_child"], whole), _expression(node["right_child"], whole)
    column = node["split_feature"]
    threshold = _rounded(node["threshold"], 6)
    return f"({left} if r[{column}] <= {math.floor(threshold) if whole[column] else threshold} else {right})"


def _number(value: float, digits: int) -> str:
    rounded = _rounded(value, digits)
    return str(int(rounded)) if rounded == int(rounded) and abs(rounded) < 1e15 else repr(rounded)


def _rounded(value: float, digits: int) -> float:
    return 0.0 if 0 < value < 1e-30 else float(f"{value:.{digits}g}")  # LightGBM's threshold above zero


def _probability(prefix: str, exits: Sequence[Exit]) -> str:
    lines = [
        f"def {prefix}{'_' if prefix else ''}probability(row: Row) -> float:",
        '    """That a block belongs to the main content, 0 to 1."""',
        *_turn_to_bare(prefix, "probability"),
        f"    score = {prefix}_stage_0(row)",
    ]
    for n, exit_ in enumerate(exits):
        lines.append(f"    if score < {exit_.low} or score > {exit_.high}:")
        lines.append(f"        return 1.0 / (1.0 + exp(-{exit_.scale} * score))")
        lines.append(f"    score += {prefix}_stage_{n + 1}(row)")
    lines.append("    return 1.0 / (1.0 + exp(-score))")
    return "\n".join(lines)


def _quick_probability(prefix: str, exits: Sequence[Exit]) -> str:
    lines = [
        f"def {prefix}{'_' if prefix else ''}quick_probability(row: Row) -> float:",
        '    """The same by the first trees alone."""',
        *_turn_to_bare(prefix, "quick_probability"),
        f"    return 1.0 / (1.0 + exp(-{exits[0].scale} * {prefix}_stage_0(row)))",
    ]
    return "\n".join(lines)


def _turn_to_bare(prefix: str, function: str) -> list[str]:
    return [] if prefix else [f"    if row[{_NAMED}] <= {BARE}:", f"        return _bare_{function}(row)"]


def _kind_of() -> str:
    lines = [
        "def kind_of(row: Row) -> Kind:",
        '    """The likeliest kind of a page."""',
        "    scores: dict[Kind, float] = {",
    ]
    lines += [f'        "{kind}": _{kind}(row),' for kind in KINDS]
    lines += ["    }", "    return max(scores, key=lambda kind: scores[kind])", ""]
    return "\n".join(lines)


_HEADER: Final = '''\
"""Made by ``make train``; never edited by hand.

{notes}

``r[i]`` is the i-th of :data:`presscut.extraction.features.NAMES`, for kinds of
:data:`presscut.extraction.page_features.NAMES`.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp
from typing import Literal

Row = Sequence[float]
Kind = Literal["article", "documentation", "forum", "listing", "product", "service"]
'''
