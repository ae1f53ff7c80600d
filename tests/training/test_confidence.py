"""What is learned of confidence, from pages made up."""

from __future__ import annotations

import pytest

pytest.importorskip("lightgbm", reason="needs what training needs: training/requirements.txt")

from collections.abc import Sequence
from math import exp, log
from statistics import fmean

from bench import corpora
from bench.corpora import AnnotatedPage
from bench.systems import Extraction
from training import confidence, cross_validation
from training.confidence import Correction, Sample

TOO_SURE = {"documentation": 0.0, "forum": -0.2, "listing": -0.6, "product": -0.9, "service": 0.1}


def true_f1(kind: str, expected: float, words: int) -> float:
    score = 0.8 * log(expected / (1 - expected)) + TOO_SURE[kind] - 0.7 * max(log(confidence.FEW_WORDS / words), 0)
    return 1 / (1 + exp(-score))


def made_up(copies: int = 20) -> list[Sample]:
    return [
        Sample(kind, expected, words, true_f1(kind, expected, words), fold)
        for fold in range(copies)
        for kind in confidence.KINDS
        for expected in (0.4, 0.6, 0.8, 0.95)
        for words in (20, 100, 900)
    ]


def test_what_pages_lack_of_the_expected_f1_is_found() -> None:
    found = confidence.fit(made_up())

    assert found.slope == pytest.approx(0.8, abs=0.03)
    assert found.few == pytest.approx(0.7, abs=0.03)
    assert found.shifts == pytest.approx([TOO_SURE[kind] for kind in confidence.KINDS], abs=0.05)


def test_without_pages_the_expected_f1_is_believed() -> None:
    assert confidence.fit([]) == Correction(1.0, 0.0, (0.0,) * len(confidence.KINDS))


def test_a_kind_without_pages_keeps_near_what_it_expects() -> None:
    samples = [sample for sample in made_up() if sample.kind != "forum"]

    assert confidence.fit(samples).shifts[confidence.KINDS.index("forum")] == 0


def test_the_code_gives_what_was_fitted() -> None:
    samples = made_up()
    learned = cross_validation.load(confidence.module(confidence.fit(samples), ["Made up."])).confidence

    assert fmean(abs(learned(s.kind, s.expected, s.words) - s.f1) for s in samples) < 0.01


def test_the_same_pages_give_the_same_code() -> None:
    first, second = (confidence.module(confidence.fit(made_up()), confidence.notes(made_up())) for _ in range(2))

    assert first == second
    assert "forum 240" in first


def test_learned_from_are_pages_of_the_corrected_kinds_of_which_something_was_expected(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Given a forum, an article, and a page of which nothing was found
    found = [
        Extraction(text="it rained all day", confidence=0.7, kind="forum"),
        Extraction(text="it rained all day", confidence=0.7, kind="article"),
        Extraction(confidence=0.0, kind="forum"),
    ]

    class Reading:
        name, version = "reading", None

        def open(self) -> Reading:
            return self

        def read(self, page: AnnotatedPage) -> Extraction:
            return found[int(page.name)]

        def close(self) -> None:
            pass

    def read(corpus: str) -> Sequence[AnnotatedPage]:
        return [
            AnnotatedPage(corpus=corpus, name=str(n), html=str(n).encode(), gold="it rained all night")
            for n in range(len(found))
        ]

    monkeypatch.setattr(confidence, "CORPORA", ("fundus",))
    monkeypatch.setattr(corpora, "read", read)

    (sample,) = confidence.samples(Reading(), jobs=1)

    assert (sample.kind, sample.expected, sample.words, sample.f1) == ("forum", 0.7, 4, pytest.approx(0.75))
