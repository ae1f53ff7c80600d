"""How near an extracted text comes to the marked one.

*Shingles*: runs of four words as multisets, each page's true and false counts divided by their sum, then summed over
pages (article-extraction-benchmark's ``evaluate.py``). *Words*: F1 of the multisets of words, averaged over pages
(WCXB).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

SHINGLE_WORDS = 4

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Counts:
    """Shares of a page that sum up to 1: found and marked, found only, marked only."""

    true_positive: float
    false_positive: float
    false_negative: float


@dataclass(frozen=True, slots=True)
class Score:
    precision: float
    recall: float
    f1: float


def shingle_counts(gold: str, text: str) -> Counts:
    expected, found = _shingles(gold), _shingles(text)
    both = (expected & found).total()
    only_found, only_expected = (found - expected).total(), (expected - found).total()
    total = both + only_found + only_expected
    return Counts(both / total, only_found / total, only_expected / total) if total else Counts(1.0, 0.0, 0.0)


def shingle_score(counts: Sequence[Counts]) -> Score:
    true_positive = sum(count.true_positive for count in counts)
    found = true_positive + sum(count.false_positive for count in counts)
    expected = true_positive + sum(count.false_negative for count in counts)
    return _score(true_positive, found, expected)


def word_score(gold: str, text: str) -> Score:
    expected, found = Counter(_words(gold)), Counter(_words(text))
    if not expected and not found:
        return Score(1.0, 1.0, 1.0)
    return _score((expected & found).total(), found.total(), expected.total())


def mean_score(scores: Sequence[Score]) -> Score:
    count = len(scores) or 1
    return Score(
        sum(score.precision for score in scores) / count,
        sum(score.recall for score in scores) / count,
        sum(score.f1 for score in scores) / count,
    )


def _score(both: float, found: float, expected: float) -> Score:
    precision = both / found if found else 0.0
    recall = both / expected if expected else 0.0
    return Score(precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    count = max(len(words) - SHINGLE_WORDS + 1, 1) if words else 0
    return Counter(tuple(words[i : i + SHINGLE_WORDS]) for i in range(count))
