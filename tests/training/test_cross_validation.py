"""Results of cross-validation, and the report over them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("lightgbm", reason="needs what training needs: training/requirements.txt")

from bench.corpora import AnnotatedPage
from training import confidence, cross_validation, pages, report
from training.confidence import Sample
from training.pages import FOLDS, fold_of

PROSE = "The ferry left the harbour an hour late on Sunday, with two hundred passengers and a broken radio on board."
HTML = f"<title>Ferry</title><body><h1>Ferry</h1><p>{PROSE}</p>".encode()
MODEL = """
def probability(row): return {probability}
quick_probability = probability
def kind_of(row): return "article"
"""


def probability_of(fold: int) -> float:
    return (fold + 1) / 10


def annotated() -> list[AnnotatedPage]:
    addresses = [f"https://site{n}.example/ferry" for n in range(12)]
    return [
        AnnotatedPage(corpus="fundus", name=str(n), html=HTML, url=url, gold=PROSE) for n, url in enumerate(addresses)
    ]


@pytest.fixture(autouse=True)
def small_corpus(monkeypatch: pytest.MonkeyPatch) -> None:
    """One corpus of a few pages, and models that tell which fold they are of."""

    def sources(_: Sequence[pages.LabelledPage]) -> list[str]:
        return [MODEL.format(probability=probability_of(fold)) for fold in range(FOLDS)]

    monkeypatch.setattr(cross_validation, "CORPORA", ("fundus",))
    monkeypatch.setattr(confidence, "CORPORA", ("fundus",))
    monkeypatch.setattr(cross_validation.corpora, "read", lambda _: iter(annotated()))
    monkeypatch.setattr(cross_validation, "sources", sources)
    monkeypatch.setattr(pages, "read", lambda jobs: [])  # noqa: ARG005


def test_every_page_is_measured_with_the_model_that_has_not_seen_its_site() -> None:
    system = cross_validation.CrossValidated(tuple(cross_validation.sources([])))

    first, aged = cross_validation.measured([system], jobs=1)

    assert (first.corpus, aged.corpus) == ("fundus", "articles in older markup")
    confidences = [found.confidence for found in first.extractions[0]]
    likelihoods = [probability_of(fold_of(page.site)) for page in annotated()]
    # Where all words are equally likely, all are kept, and that is the F1 to expect.
    assert confidences == [pytest.approx(2 * p / (1 + p), abs=0.001) for p in likelihoods]
    assert len(set(confidences)) == FOLDS


def test_the_confidence_of_a_fold_is_learned_from_the_others() -> None:
    samples = [Sample("forum", 0.8, 300, 0.2 + 0.1 * fold, fold) for fold in range(FOLDS) for _ in range(50)]
    changed = [replace(sample, f1=0.9) if sample.fold == 2 else sample for sample in samples]

    before, after = (cross_validation.cross_validated(["model"] * FOLDS, given) for given in (samples, changed))

    assert [one == other for one, other in zip(before.confidences, after.confidences, strict=True)] == [
        fold == 2 for fold in range(FOLDS)
    ]


def test_the_report_shows_the_cross_validated_rows_and_the_ablation(tmp_path: Path) -> None:
    pytest.importorskip("bench.plots", reason="drawing needs bench/requirements.txt", exc_type=ImportError)
    ablation = tmp_path / "ablation.json"
    figures = '"f1": 0.9, "precision": 0.9, "recall": 0.9'
    ablation.write_text(
        f'[{{"corpus": "fundus", "heuristic": null, {figures}}}, {{"corpus": "fundus", "heuristic": "captions", {figures}}}]'
    )
    output = tmp_path / "out" / "report.html"

    report.main(["--output", str(output), "--ablation", str(ablation), "--jobs", "1", "--worst", "2"])

    document = output.read_text(encoding="utf-8")
    assert document.count("<h2>fundus") == 1
    assert "Where presscut, cross-validated does worst" in document
    assert "Calibration of presscut, cross-validated" in document
    assert document.count("<summary>") == 4  # two pages, as they are and in older markup
    assert "without captions" in document
