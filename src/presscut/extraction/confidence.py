"""Made by ``make train`` (``training/confidence.py`` says how); never edited by hand.

Learned from pages that were read with models that had not seen their sites: documentation 77, forum 95,
listing 209, product 99, service 159.
"""

from __future__ import annotations

from math import exp, log
from typing import Final

from presscut.article import Kind

SHIFTS: Final[dict[Kind, float]] = {
    "documentation": 0.517,
    "forum": 0.613,
    "listing": 0.089,
    "product": 0.146,
    "service": 0.49,
}
SLOPE: Final = 0.639
FEW: Final = 0.674
FEW_WORDS: Final = 100


def confidence(kind: Kind, expected_f1: float, words: int) -> float:
    """The F1 that pages had of which as much was expected, 0 to 1. ``words``: those kept."""
    shift = SHIFTS.get(kind)
    if shift is None or not expected_f1:
        return expected_f1
    expected = min(max(expected_f1, 0.001), 0.999)
    score = SLOPE * log(expected / (1 - expected)) + shift
    if words < FEW_WORDS:
        score -= FEW * log(FEW_WORDS / max(words, 1))
    return 1 / (1 + exp(-score))
