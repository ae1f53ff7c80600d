"""Whether ``confidence`` says the F1 of a page before anybody marked it.

Three questions, since none answers another. Over tenths of confidence, how far is its mean from the pages' mean F1
(*expected calibration error*, weighed by pages: Naeini et al., *Obtaining well calibrated probabilities using Bayesian
binning*, 2015)? Of a bad page and another, how often has the bad one less of it (*ranking*: the area under the ROC
curve)? And who takes pages below a half for bad ones: how many of these are, and how many bad ones are missed?
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Final

from bench.scoring import Measured

TENTHS: Final = 10
LOW: Final = 0.5
"""Below it a confidence is a doubt, and an F1 that of a bad page."""


@dataclass(frozen=True, slots=True)
class Bin:
    """The pages whose confidence lies in ``[start, start + 0.1)``, the last one's 1 included; no bin is empty."""

    start: float
    pages: int
    confidence: float
    f1: float

    @property
    def name(self) -> str:
        return f"{self.start:.1f}–{self.start + 1 / TENTHS:.1f}"


@dataclass(frozen=True, slots=True)
class Calibration:
    """``doubted``: pages of low confidence; ``bad``: of low F1. ``ranking`` is ``None`` where all are bad or none is."""

    bins: tuple[Bin, ...]
    confidence: float
    error: float
    ranking: float | None
    doubted: int
    doubted_f1: float | None
    bad: int
    bad_doubted: int


def of(measured: Measured, system: int, kind: str | None = None) -> Calibration | None:
    """Of a system by its index, on all pages or those of a kind; ``None`` where it gives no confidence."""
    pairs = [
        (found.confidence, score.body.f1)
        for page, found, score in zip(
            measured.pages, measured.extractions[system], measured.scores[system], strict=True
        )
        if found.confidence is not None and kind in (None, page.kind)
    ]
    return calibration(pairs) if pairs else None


def calibration(pairs: Sequence[tuple[float, float]]) -> Calibration:
    """Of at least one page's confidence and F1."""
    binned: list[list[tuple[float, float]]] = [[] for _ in range(TENTHS)]
    for confidence, f1 in pairs:
        binned[min(int(confidence * TENTHS), TENTHS - 1)].append((confidence, f1))
    bins = tuple(
        Bin(i / TENTHS, len(held), fmean(confidence for confidence, _ in held), fmean(f1 for _, f1 in held))
        for i, held in enumerate(binned)
        if held
    )
    doubted = [f1 for confidence, f1 in pairs if confidence < LOW]
    bad = [confidence for confidence, f1 in pairs if f1 < LOW]
    return Calibration(
        bins=bins,
        confidence=fmean(confidence for confidence, _ in pairs),
        error=sum(held.pages * abs(held.confidence - held.f1) for held in bins) / len(pairs),
        ranking=_ranking(bad, [confidence for confidence, f1 in pairs if f1 >= LOW]),
        doubted=len(doubted),
        doubted_f1=fmean(doubted) if doubted else None,
        bad=len(bad),
        bad_doubted=sum(confidence < LOW for confidence in bad),
    )


def _ranking(bad: Sequence[float], others: Sequence[float]) -> float | None:
    """Share of all pairs of the two whose bad page has the lower confidence; equal ones count a half."""
    if not bad or not others:
        return None
    others = sorted(others)
    above = sum(2 * len(others) - bisect_left(others, one) - bisect_right(others, one) for one in bad)
    return above / (2 * len(bad) * len(others))
