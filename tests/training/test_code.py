"""Trees as code compute what the trees do."""

from __future__ import annotations

import pytest

lightgbm = pytest.importorskip("lightgbm", reason="needs what training needs: training/requirements.txt")

from dataclasses import replace

import numpy as np

from presscut.extraction import features, page_features
from training import code, cross_validation, trees
from training.pages import LabelledPage, fold_of


def made_up_pages() -> list[LabelledPage]:
    random = np.random.default_rng(1)
    pages = []
    for n in range(60):
        rows = random.normal(size=(40, len(features.NAMES))).astype(np.float32)
        page_row = tuple(float(x) for x in random.normal(size=len(page_features.NAMES)))
        pages.append(
            LabelledPage(
                corpus="wcxb",
                name=str(n),
                site=f"site{n}.example",
                kind=trees.KINDS[0 if page_row[0] < 0 else 1 + n % 5],
                rows=rows,
                labels=(rows[:, 0] + 0.3 * rows[:, 1] > 0).astype(np.float32),
                words=np.full(40, 20, dtype=np.float32),
                easy=np.zeros(40, dtype=bool),
                page_row=page_row,
            )
        )
    return pages


def test_the_code_gives_the_probabilities_and_kinds_of_the_trees() -> None:
    pages = made_up_pages()
    trained = trees.train(pages)
    rows = trees.sampled(pages)[0]
    model = cross_validation.load(code.module(trained, rows, ["Made up."]))

    expected = trained.blocks.predict(rows, num_threads=1)
    found = [model.probability(row.tolist()) for row in rows]
    assert np.mean((expected > 0.5) == (np.array(found) > 0.5)) > 0.998
    assert np.abs(expected - found).mean() < 0.05  # a block that leaves early is scaled, not computed to the end
    page_rows = np.array([page.page_row for page in pages], dtype=np.float32)
    kinds = [trees.KINDS[i] for i in trained.kinds.predict(page_rows, num_threads=1).argmax(axis=1)]
    assert [model.kind_of(page.page_row) for page in pages] == kinds


def test_where_markup_names_little_the_trees_decide_that_know_aged_pages() -> None:
    pages = made_up_pages()
    aged = [replace(page, labels=1 - page.labels, is_aged=True) for page in pages]
    trained = trees.train([*pages, *aged])
    rows = trees.sampled(pages)[0]
    model = cross_validation.load(code.module(trained, rows, ["Made up."]))

    named = features.NAMES.index("named_containers")
    for share, is_bare in ((code.BARE, True), (1.0, False)):
        row = rows[0].tolist()
        row[named] = share
        assert (model.probability(row) == model._bare_probability(row)) is is_bare


def test_the_same_pages_give_the_same_code() -> None:
    first, second = (
        code.module(trees.train(pages), trees.sampled(pages)[0], ["Made up."])
        for pages in (made_up_pages(), made_up_pages())
    )
    assert first == second


def test_pages_of_a_site_are_in_one_fold() -> None:
    assert len({fold_of("example.org") for _ in range(3)}) == 1
    assert {fold_of(f"site{n}.example") for n in range(50)} == set(range(5))
