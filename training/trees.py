"""Labelled pages → gradient-boosted trees, one model for blocks and one for kinds of page.

LightGBM with a fixed seed, one thread and ``deterministic``: the same pages give the same trees.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import lightgbm
import numpy as np
from numpy.typing import NDArray

from training.pages import LabelledPage

SEED: Final = 7
BLOCK_ROUNDS: Final = 80
KIND_ROUNDS: Final = 40
_BINS: Final = 63

_BLOCK_PARAMETERS: Final[dict[str, Any]] = {
    "objective": "binary",
    "learning_rate": 0.15,
    "num_leaves": 31,
    "min_data_in_leaf": 80,
    "max_depth": 14,
    "feature_fraction": 0.3,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
}
_KIND_PARAMETERS: Final[dict[str, Any]] = {
    "objective": "multiclass",
    "learning_rate": 0.1,
    "num_leaves": 8,
    "min_data_in_leaf": 10,
    "feature_fraction": 0.5,
    "lambda_l2": 2.0,
}
_ALWAYS: Final[dict[str, Any]] = {
    "max_bin": _BINS,
    "seed": SEED,
    "num_threads": 1,
    "deterministic": True,
    "force_row_wise": True,
    "verbose": -1,
}

CORPUS_WEIGHTS: Final = {"article-extraction-benchmark": 3.0, "fundus": 2.0, "trafilatura": 3.0}
"""The small corpora count for more, so that WCXB's conventions alone do not decide. Between 1 and 4 the figures move
by less than their noise."""
AGED_WEIGHT: Final = 0.5
"""Of a page's aged copy, beside the page."""
EASY_SHARE: Final = 0.25
"""Share of the easy blocks that training sees, each standing for four."""

KINDS: Final = ("article", "documentation", "forum", "listing", "product", "service")


@dataclass(frozen=True, slots=True)
class Trees:
    """``bare``: for pages whose markup names little, learned from aged pages as well."""

    blocks: lightgbm.Booster
    bare: lightgbm.Booster
    kinds: lightgbm.Booster


def train(pages: Sequence[LabelledPage]) -> Trees:
    return Trees(_train_blocks([page for page in pages if not page.is_aged]), _train_blocks(pages), _train_kinds(pages))


def _train_blocks(pages: Sequence[LabelledPage]) -> lightgbm.Booster:
    rows, labels, weights = sampled(pages)
    data = lightgbm.Dataset(rows, labels, weight=weights, params={**_ALWAYS})
    return lightgbm.train({**_ALWAYS, **_BLOCK_PARAMETERS}, data, BLOCK_ROUNDS)


def sampled(pages: Sequence[LabelledPage]) -> tuple[NDArray[np.float32], NDArray[np.int8], NDArray[np.float32]]:
    """Rows, labels (0 or 1) and weights: long blocks count for more, by the root of their words."""
    random = np.random.default_rng(SEED)
    rows, labels, weights = [], [], []
    for page in pages:
        taken = ~np.isnan(page.labels) & (~page.easy | (random.random(len(page.labels)) < EASY_SHARE))
        weight = np.sqrt(page.words) * CORPUS_WEIGHTS.get(page.corpus, 1.0) * (AGED_WEIGHT if page.is_aged else 1.0)
        rows.append(page.rows[taken])
        labels.append((page.labels[taken] >= 0.5).astype(np.int8))
        weights.append(np.where(page.easy, weight / EASY_SHARE, weight)[taken])
    return np.concatenate(rows), np.concatenate(labels), np.concatenate(weights)


def _train_kinds(pages: Sequence[LabelledPage]) -> lightgbm.Booster:
    known = [page for page in pages if page.kind is not None and not page.is_aged]
    rows = np.array([page.page_row for page in known], dtype=np.float32)
    labels = np.array([KINDS.index(page.kind) for page in known if page.kind is not None])
    data = lightgbm.Dataset(rows, labels, params={**_ALWAYS})
    return lightgbm.train({**_ALWAYS, **_KIND_PARAMETERS, "num_class": len(KINDS)}, data, KIND_ROUNDS)
