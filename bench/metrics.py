"""How near an extracted text comes to the marked one, by each corpus's own rule.

*Shingles* (article-extraction-benchmark, ``evaluate.py``): runs of four words, case kept, as multisets. A page's true
positives, false positives and false negatives are divided by their sum, so that a long text weighs no more than a
short one. Precision and recall are means over pages (of those where they are defined), F1 is theirs, not a mean of
F1s. *Accuracy* is the share of pages with all words equal and in order. The spread is the standard deviation over
bootstrap samples of the pages.

*Words* (WCXB, ``evaluate.py``): precision, recall and F1 of the multisets of lower-case words, averaged over pages;
besides, the share of a page's ``with`` and ``without`` snippets found in the text, case ignored, again averaged. A
page without snippets counts as 1 in either, as its authors have it. For Fundus too: its authors compare texts for
equality in tests, which no general extractor can pass.

*Snippets* (trafilatura, ``tests/eval_common.py``): ``with`` snippets found are true positives, ``without`` snippets
found false ones, whitespace collapsed and case kept; summed over pages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random
from statistics import fmean, stdev
from typing import Final

SHINGLE_WORDS: Final = 4
BOOTSTRAP_SAMPLES: Final = 1000

_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Score:
    precision: float
    recall: float
    f1: float


# --- shingles ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Counts:
    """Shares of a page that sum up to 1 (or are all 0): found and marked, found only, marked only."""

    true_positive: float
    false_positive: float
    false_negative: float

    @property
    def precision(self) -> float | None:
        """``None`` where nothing was found: such a page has no say in the mean."""
        found = self.true_positive + self.false_positive
        return self.true_positive / found if found else None

    @property
    def recall(self) -> float | None:
        expected = self.true_positive + self.false_negative
        return self.true_positive / expected if expected else None


@dataclass(frozen=True, slots=True)
class Spread:
    """Standard deviations over bootstrap samples."""

    precision: float
    recall: float
    f1: float
    accuracy: float


def shingle_counts(gold: str, text: str) -> Counts:
    expected, found = _shingles(gold), _shingles(text)
    both = (expected & found).total()
    only_found, only_expected = (found - expected).total(), (expected - found).total()
    total = both + only_found + only_expected
    return Counts(both / total, only_found / total, only_expected / total) if total else Counts(0.0, 0.0, 0.0)


def shingle_score(counts: Iterable[Counts]) -> Score:
    counts = list(counts)
    precision = fmean([count.precision for count in counts if count.precision is not None] or [0.0])
    recall = fmean([count.recall for count in counts if count.recall is not None] or [0.0])
    return Score(precision, recall, _harmonic(precision, recall))


def same_words(gold: str, text: str) -> bool:
    """Equal but for what stands between the words."""
    return _WORD.findall(gold) == _WORD.findall(text)


def bootstrap(counts: Sequence[Counts], accurate: Sequence[bool], samples: int = BOOTSTRAP_SAMPLES) -> Spread:
    """The spread over samples drawn with replacement; the same at every call."""
    if len(counts) < 2 or samples < 2:
        return Spread(0.0, 0.0, 0.0, 0.0)
    random = Random(0)
    scores, accuracies = [], []
    for _ in range(samples):
        drawn = random.choices(range(len(counts)), k=len(counts))
        scores.append(shingle_score(counts[i] for i in drawn))
        accuracies.append(fmean(accurate[i] for i in drawn))
    return Spread(
        stdev(score.precision for score in scores),
        stdev(score.recall for score in scores),
        stdev(score.f1 for score in scores),
        stdev(accuracies),
    )


# --- words ------------------------------------------------------------------------------------------------------


def word_score(gold: str, text: str) -> Score:
    expected, found = Counter(_WORD.findall(gold.lower())), Counter(_WORD.findall(text.lower()))
    if not expected and not found:
        return Score(1.0, 1.0, 1.0)
    both = (expected & found).total()
    precision, recall = _ratio(both, found.total()), _ratio(both, expected.total())
    return Score(precision, recall, _harmonic(precision, recall))


def mean_score(scores: Sequence[Score]) -> Score:
    if not scores:
        return Score(0.0, 0.0, 0.0)
    return Score(
        fmean(score.precision for score in scores),
        fmean(score.recall for score in scores),
        fmean(score.f1 for score in scores),
    )


def share_of_snippets(text: str, snippets: Sequence[str]) -> float:
    lower = text.lower()
    return _ratio(sum(snippet.lower() in lower for snippet in snippets), len(snippets)) if snippets else 1.0


# --- snippets ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SnippetCounts:
    true_positive: int = 0
    false_positive: int = 0
    false_negative: int = 0
    true_negative: int = 0

    def __add__(self, other: SnippetCounts) -> SnippetCounts:
        return SnippetCounts(
            self.true_positive + other.true_positive,
            self.false_positive + other.false_positive,
            self.false_negative + other.false_negative,
            self.true_negative + other.true_negative,
        )

    @property
    def score(self) -> Score:
        precision = _ratio(self.true_positive, self.true_positive + self.false_positive)
        recall = _ratio(self.true_positive, self.true_positive + self.false_negative)
        return Score(precision, recall, _harmonic(precision, recall))

    @property
    def accuracy(self) -> float:
        right = self.true_positive + self.true_negative
        return _ratio(right, right + self.false_positive + self.false_negative)


def snippet_counts(text: str, with_snippets: Sequence[str], without_snippets: Sequence[str]) -> SnippetCounts:
    flat = collapsed(text)
    found = sum(collapsed(snippet) in flat for snippet in with_snippets)
    leaked = sum(collapsed(snippet) in flat for snippet in without_snippets)
    return SnippetCounts(found, leaked, len(with_snippets) - found, len(without_snippets) - leaked)


# --- what they share --------------------------------------------------------------------------------------------


def collapsed(text: str) -> str:
    """Every run of whitespace as one space, none at the ends."""
    return " ".join(text.split())


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _harmonic(precision: float, recall: float) -> float:
    return _ratio(2 * precision * recall, precision + recall)


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    """Runs of four words; a text of fewer is one run."""
    words = _WORD.findall(text)
    count = max(len(words) - SHINGLE_WORDS + 1, 1) if words else 0
    return Counter(tuple(words[i : i + SHINGLE_WORDS]) for i in range(count))
