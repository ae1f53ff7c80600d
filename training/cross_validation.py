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
from presscut.extraction import corrections, judging
from training import ageing, code, trees
from training.pages import CORPORA, FOLDS, LabelledPage, fold_of


@dataclass(frozen=True, slots=True)
class CrossValidated:
    """presscut with one model a fold, each given as source; a page is read by the one that has not seen its site.

    ``without``: the name of a correction that is left out.
    """

    sources: tuple[str, ...]
    name: str = "presscut, cross-validated"
    without: str | None = None

    @property
    def version(self) -> None:
        return None

    def open(self) -> Session:
        kept = tuple(correction for correction in corrections.ALL if correction.__name__ != self.without)
        return _Session([PresscutSession(judging.judge_with(load(source), kept)) for source in self.sources])


@dataclass(frozen=True, slots=True)
class _Session:
    sessions: Sequence[PresscutSession]

    def read(self, page: corpora.AnnotatedPage) -> Extraction:
        return self.sessions[fold_of(page.site)].read(page)

    def close(self) -> None:
        pass


def load(source: str) -> Any:
    """A model from its source."""
    module = ModuleType("model")
    exec(compile(source, "model.py", "exec"), module.__dict__)
    return module


def sources(pages: Sequence[LabelledPage]) -> Iterator[str]:
    """A model for each fold, trained on the others."""
    for fold in range(FOLDS):
        seen = [page for page in pages if page.fold != fold]
        yield code.module(trees.train(seen), trees.sampled(seen)[0], [f"Without fold {fold}."])


def measured(
    pages: Sequence[LabelledPage], jobs: int, beside: Sequence[systems.System] = ()
) -> Iterator[scoring.Measured]:
    """By corpus; and at last the articles with a body marked in full, all in older markup.

    ``beside``: what is measured on the same pages, below presscut.
    """
    every = (CrossValidated(tuple(sources(pages))), *beside)
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
