"""Extractions against annotations: a :class:`PageScore` a page, a :class:`Row` of a table over many.

Which of :mod:`bench.metrics` counts is the corpus's choice: shingles for article-extraction-benchmark, snippets for
trafilatura's set, words for the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median
from typing import Final, Literal, TypeVar

from bench import fields, label_errors, metrics
from bench.corpora import AnnotatedPage
from bench.metrics import Score
from bench.systems import Extraction

T = TypeVar("T")
Metric = Literal["shingles", "words", "snippets"]

METRICS: Final[dict[str, Metric]] = {"article-extraction-benchmark": "shingles", "trafilatura": "snippets"}
"""Corpus → its metric; the others count words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageScore:
    """A field that is not marked on the page is ``None``."""

    body: Score
    exact: bool | None
    headline: bool | None
    headline_is_mislabelled: bool
    authors: fields.NameCounts | None
    date: bool | None
    date_is_mislabelled: bool
    shingles: metrics.Counts | None
    snippets: metrics.SnippetCounts | None
    same_words: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What a system did on the pages of a corpus. Shares and scores from 0 to 1; ``None``: not to be said here.

    ``exact``: share of pages whose text equals the marked one, whitespace aside. ``accuracy``: the corpus's own.
    ``headline``: share right of those marked; ``authors``: F1 over all names; ``date_right`` of ``date_marked`` days.
    ``sound_headline``, ``sound_date_right`` of ``sound_date_marked``: without those that :mod:`bench.label_errors` lists.
    """

    system: str
    pages: int
    body: Score
    spread: metrics.Spread | None
    exact: float | None
    accuracy: float | None
    with_rate: float | None
    without_rate: float | None
    headline: float | None
    sound_headline: float | None
    authors: float | None
    date_right: int | None
    date_marked: int
    sound_date_right: int | None
    sound_date_marked: int
    milliseconds: float
    refused: int


@dataclass(frozen=True, slots=True)
class Measured:
    """A corpus, read by several systems: ``extractions`` and ``scores`` have a list a system, parallel to the pages.

    ``kinds``: every kind of page with a row a system, the commonest kind first.
    """

    corpus: str
    pages: Sequence[AnnotatedPage]
    extractions: Sequence[Sequence[Extraction]]
    scores: Sequence[Sequence[PageScore]]
    rows: Sequence[Row]
    kinds: Sequence[tuple[str, Sequence[Row]]]


def measure(pages: Sequence[AnnotatedPage], extractions: Mapping[str, Sequence[Extraction]]) -> Measured:
    """Score what every system (by its name) made of the pages of one corpus."""
    scores = {name: [score(*pair) for pair in zip(pages, found, strict=True)] for name, found in extractions.items()}

    def rows(indices: Sequence[int]) -> list[Row]:
        def of(every: Sequence[T]) -> list[T]:
            return [every[i] for i in indices]

        return [summarise(name, of(pages), of(found), of(scores[name])) for name, found in extractions.items()]

    by_kind: dict[str, list[int]] = {}
    for i, page in enumerate(pages):
        by_kind.setdefault(page.kind, []).append(i)
    return Measured(
        pages[0].corpus,
        pages,
        list(extractions.values()),
        list(scores.values()),
        rows(range(len(pages))),
        [(kind, rows(indices)) for kind, indices in sorted(by_kind.items(), key=lambda item: -len(item[1]))],
    )


def metric_of(corpus: str) -> Metric:
    return METRICS.get(corpus, "words")


def score(page: AnnotatedPage, extraction: Extraction) -> PageScore:
    """``body`` is the page's own precision, recall and F1; :func:`summarise` weighs pages as the authors do."""
    metric = metric_of(page.corpus)
    shingles = metrics.shingle_counts(page.gold, extraction.text) if metric == "shingles" else None
    snippets = None
    if page.with_snippets or page.without_snippets:
        snippets = metrics.snippet_counts(extraction.text, page.with_snippets, page.without_snippets)
    if shingles:
        body = metrics.shingle_score([shingles])
    elif metric == "snippets":
        body = (snippets or metrics.SnippetCounts()).score
    else:
        body = metrics.word_score(page.gold, extraction.text)
    return PageScore(
        body=body,
        exact=metrics.collapsed(page.gold) == metrics.collapsed(extraction.text) if page.gold else None,
        headline=fields.same_headline(page.headline, extraction.headline) if page.headline else None,
        headline_is_mislabelled=label_errors.reason("headline", page.corpus, page.name) is not None,
        authors=fields.name_counts(page.authors, extraction.authors) if page.authors else None,
        date=fields.same_day(page.date, extraction.date) if page.date else None,
        date_is_mislabelled=label_errors.reason("date", page.corpus, page.name) is not None,
        shingles=shingles,
        snippets=snippets,
        same_words=metrics.same_words(page.gold, extraction.text),
    )


def summarise(
    system: str, pages: Sequence[AnnotatedPage], extractions: Sequence[Extraction], scores: Sequence[PageScore]
) -> Row:
    """The row of a corpus, or of the pages of one kind in it. All sequences run parallel, and ``pages`` has some."""
    metric = metric_of(pages[0].corpus)
    spread = accuracy = with_rate = without_rate = None
    if metric == "shingles":
        counts = [score.shingles for score in scores if score.shingles]
        accurate = [score.same_words for score in scores]
        body, spread, accuracy = metrics.shingle_score(counts), metrics.bootstrap(counts, accurate), fmean(accurate)
    elif metric == "snippets":
        total = sum((score.snippets for score in scores if score.snippets), metrics.SnippetCounts())
        body, accuracy = total.score, total.accuracy
    else:
        body = metrics.mean_score([score.body for score in scores])
        if any(page.with_snippets for page in pages):
            both = list(zip(pages, extractions, strict=True))
            with_rate = fmean(metrics.share_of_snippets(found.text, page.with_snippets) for page, found in both)
            without_rate = fmean(metrics.share_of_snippets(found.text, page.without_snippets) for page, found in both)
    names = sum((score.authors for score in scores if score.authors), fields.NameCounts())
    days = [score.date for score in scores if score.date is not None]
    sound_days = [score.date for score in scores if score.date is not None and not score.date_is_mislabelled]
    tells_dates = any(found.date for found in extractions)
    marked = [score for score in scores if score.headline is not None]
    sound = [score.headline for score in marked if not score.headline_is_mislabelled]
    tells_headlines = any(found.headline for found in extractions)
    return Row(
        system=system,
        pages=len(pages),
        body=body,
        spread=spread,
        exact=_mean(score.exact for score in scores),
        accuracy=accuracy,
        with_rate=with_rate,
        without_rate=without_rate,
        headline=_mean(score.headline for score in scores) if tells_headlines else None,
        sound_headline=_mean(sound) if len(sound) < len(marked) and tells_headlines else None,
        authors=names.f1 if names.marked and any(found.authors for found in extractions) else None,
        date_right=sum(days) if days and tells_dates else None,
        date_marked=len(days),
        sound_date_right=sum(sound_days) if len(sound_days) < len(days) and tells_dates else None,
        sound_date_marked=len(sound_days),
        milliseconds=median(found.milliseconds for found in extractions),
        refused=sum(found.error is not None for found in extractions),
    )


def _mean(values: Iterable[bool | None]) -> float | None:
    known = [value for value in values if value is not None]
    return fmean(known) if known else None
