"""Pages read with models that have not seen their sites → how the F1 that the judge expects becomes its confidence.

The expected F1 takes blocks for independent, and annotators for agreed on what to keep. Of articles both nearly hold: on
four corpora it is within .02 of the F1 that they have, too high on some and too low on others, and stays as it is. Of
other kinds it is too high, by .02 (forums) to .11 (products), and by more where it found but a few words. So for those::

    logit(confidence) = slope · logit(expected F1) + shift of the kind − few · log(100 / words), if words < 100

which is fitted to F1 by cross entropy (Platt, *Probabilistic outputs for support vector machines*, 1999) over the corpora
whose pages are marked in full. Slopes by kind, the words kept of all, the expectation after the corrections, and boosted
trees over all of these and the page's features were tried: none ranks the bad pages better.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bench import corpora, running, scoring
from bench.corpora import AnnotatedPage
from bench.systems import Extraction, System
from presscut.extraction.blocks import count_words
from training.pages import fold_of

CORPORA: Final = ("article-extraction-benchmark", "wcxb", "fundus")
"""Those with bodies marked in full: by a handful of snippets, the F1 of a page is 0, 1 or a few numbers between."""
KINDS: Final = ("documentation", "forum", "listing", "product", "service")
"""Whose confidence is corrected."""
FEW_WORDS: Final = 100
"""At 50 and at 200 the ranking of these kinds is .005 less."""
_NEVER_SURER: Final = 0.999
_PRIOR: Final = 0.5
"""Weight of the squares of all numbers: some kinds have eighty pages. From 0.1 to 2, ranking and error move by .004."""
_STEPS: Final = 25


@dataclass(frozen=True, slots=True)
class Sample:
    """A page as it was read by a model that had not seen its site. ``expected``: the F1 that the judge expected."""

    kind: str
    expected: float
    words: int
    f1: float
    fold: int


@dataclass(frozen=True, slots=True)
class Correction:
    """``shifts`` in the order of :data:`KINDS`."""

    slope: float
    few: float
    shifts: tuple[float, ...]


def samples(system: System, jobs: int) -> list[Sample]:
    """``system`` gives the expected F1 as its confidence, and reads no page with a model that has seen its site."""
    found: list[Sample] = []
    for corpus in CORPORA:
        pages = list(corpora.read(corpus))
        for page, extraction in zip(pages, running.run(system, pages, jobs), strict=True):
            if extraction.kind in KINDS and extraction.confidence:
                found.append(_sample(page, extraction, extraction.kind, extraction.confidence))
    return found


def _sample(page: AnnotatedPage, extraction: Extraction, kind: str, expected: float) -> Sample:
    f1 = scoring.score(page, extraction).body.f1
    return Sample(kind, expected, count_words(extraction.text), f1, fold_of(page.site))


def fit(samples: Sequence[Sample]) -> Correction:
    """The correction that makes these pages' F1 likeliest, rounded to thousandths; none where there is no page."""
    expected = np.clip([sample.expected for sample in samples], 1 - _NEVER_SURER, _NEVER_SURER)
    words = np.maximum([sample.words for sample in samples], 1)
    f1 = np.array([sample.f1 for sample in samples])
    columns: list[NDArray[np.float64]] = [
        np.log(expected / (1 - expected)),
        -np.maximum(np.log(FEW_WORDS / words), 0.0),
        *(np.array([float(sample.kind == kind) for sample in samples]) for kind in KINDS),
    ]
    rows = np.column_stack(columns)
    none = np.array([1.0, *[0.0] * (1 + len(KINDS))])
    numbers = none.copy()
    for _ in range(_STEPS):  # Newton's, on a convex function: six do
        means = 1 / (1 + np.exp(-rows @ numbers))
        gradient = rows.T @ (means - f1) + 2 * _PRIOR * (numbers - none)
        curvature = (rows.T * (means * (1 - means))) @ rows + 2 * _PRIOR * np.eye(len(numbers))
        numbers = numbers - np.linalg.solve(curvature, gradient)
    slope, few, *shifts = (round(float(number), 3) + 0.0 for number in numbers)
    return Correction(slope, few, tuple(shifts))


def notes(samples: Sequence[Sample]) -> list[str]:
    counts = Counter(sample.kind for sample in samples)
    return [
        "Learned from pages that were read with models that had not seen their sites: "
        + ", ".join(f"{kind} {counts[kind]}" for kind in KINDS[:2])
        + ",",
        ", ".join(f"{kind} {counts[kind]}" for kind in KINDS[2:]) + ".",
    ]


def module(correction: Correction, notes: Sequence[str]) -> str:
    """The source of ``presscut/extraction/confidence.py``."""
    shifts = "\n".join(f'    "{kind}": {shift},' for kind, shift in zip(KINDS, correction.shifts, strict=True))
    return _MODULE.format(
        notes="\n".join(notes), shifts=shifts, slope=correction.slope, few=correction.few, few_words=FEW_WORDS,
        least=round(1 - _NEVER_SURER, 6), most=_NEVER_SURER,
    )  # fmt: skip


_MODULE: Final = '''\
"""Made by ``make train`` (``training/confidence.py`` says how); never edited by hand.

{notes}
"""

from __future__ import annotations

from math import exp, log
from typing import Final

from presscut.article import Kind

SHIFTS: Final[dict[Kind, float]] = {{
{shifts}
}}
SLOPE: Final = {slope}
FEW: Final = {few}
FEW_WORDS: Final = {few_words}


def confidence(kind: Kind, expected_f1: float, words: int) -> float:
    """The F1 that pages had of which as much was expected, 0 to 1. ``words``: those kept."""
    shift = SHIFTS.get(kind)
    if shift is None or not expected_f1:
        return expected_f1
    expected = min(max(expected_f1, {least}), {most})
    score = SLOPE * log(expected / (1 - expected)) + shift
    if words < FEW_WORDS:
        score -= FEW * log(FEW_WORDS / max(words, 1))
    return 1 / (1 + exp(-score))
'''
