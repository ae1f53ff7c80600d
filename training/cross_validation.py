"""What the model does on sites that it has not seen: trained on four fifths of them, measured on the fifth.

Measured is the whole of ``extract()`` with the judge of the fold, by ``bench``'s own metrics.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from types import ModuleType
from typing import Any

from bench import corpora, running, scoring, systems
from bench.systems import Extraction, PresscutSession, Session
from presscut.article import Kind
from presscut.extraction import additions, corrections, judging
from training import ageing, code, confidence, trees
from training.confidence import Sample
from training.pages import CORPORA, FOLDS, LabelledPage, fold_of


@dataclass(frozen=True, slots=True)
class CrossValidated:
    """presscut with one model a fold, each given as source; a page is read by the one that has not seen its site.

    ``confidences``: by fold, sources of what corrects the expected F1; without any, it is the confidence as it is.
    ``without``: the name of an addition or a correction that is left out.
    """

    sources: tuple[str, ...]
    confidences: tuple[str, ...] = ()
    name: str = "presscut, cross-validated"
    without: str | None = None

    @property
    def version(self) -> None:
        return None

    def open(self) -> Session:
        corrected = tuple(correction for correction in corrections.ALL if correction.__name__ != self.without)
        added = tuple(addition for addition in additions.ALL if addition.__name__ != self.without)
        confidences = [load(source).confidence for source in self.confidences] or [_as_expected] * len(self.sources)
        return _Session(
            [
                PresscutSession(judging.judge_with(load(source), corrected, confidence, added))
                for source, confidence in zip(self.sources, confidences, strict=True)
            ]
        )


@dataclass(frozen=True, slots=True)
class _Session:
    sessions: Sequence[PresscutSession]

    def read(self, page: corpora.AnnotatedPage) -> Extraction:
        return self.sessions[fold_of(page.site)].read(page)

    def close(self) -> None:
        pass


def _as_expected(_kind: Kind, expected_f1: float, _words: int) -> float:
    return expected_f1


def load(source: str) -> Any:
    """A module from its source."""
    module = ModuleType("learned")
    exec(compile(source, "learned.py", "exec"), module.__dict__)
    return module


def sources(pages: Sequence[LabelledPage]) -> Iterator[str]:
    """A model for each fold, trained on the others."""
    for fold in range(FOLDS):
        seen = [page for page in pages if page.fold != fold]
        yield code.module(trees.train(seen), trees.sampled(seen)[0], [f"Without fold {fold}."])


def cross_validated(models: Sequence[str], samples: Sequence[Sample]) -> CrossValidated:
    """These models, each with the confidence that the samples of the other folds teach."""
    others = [[sample for sample in samples if sample.fold != fold] for fold in range(FOLDS)]
    return CrossValidated(
        tuple(models),
        tuple(confidence.module(confidence.fit(seen), [f"Without fold {fold}."]) for fold, seen in enumerate(others)),
    )


def measured(every: Sequence[systems.System], jobs: int) -> Iterator[scoring.Measured]:
    """By corpus; and at last the articles with a body marked in full, all in older markup."""
    articles: list[corpora.AnnotatedPage] = []
    for corpus in CORPORA:
        annotated = list(corpora.read(corpus))
        articles += [ageing.aged_page(page) for page in annotated if page.gold and page.kind == "article"]
        yield _measured(annotated, every, jobs)
    aged = [replace(page, corpus="articles in older markup", name=f"{page.corpus} {page.name}") for page in articles]
    yield _measured(aged, every, jobs)


def _measured(
    annotated: Sequence[corpora.AnnotatedPage], every: Sequence[systems.System], jobs: int
) -> scoring.Measured:
    return scoring.measure(annotated, {system.name: running.run(system, annotated, jobs) for system in every})
