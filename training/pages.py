"""Annotated pages → rows of numbers with labels, by the same functions that run over a user's page."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bench import corpora
from presscut import ExtractionError
from presscut.extraction import blocks, decoding, features, layout, pipeline
from presscut.extraction import metadata as metadata_room
from presscut.extraction.limits import DEFAULT_LIMITS
from presscut.extraction.metadata import sources
from presscut.extraction.page import parse
from training import ageing, labels

CORPORA: Final = ("article-extraction-benchmark", "wcxb", "fundus", "trafilatura")
FOLDS: Final = 5

KINDS: Final = {"collection": "listing"}
"""WCXB's kinds are ours but for this one."""

_WHOLLY_LINKED: Final = 0.9
_LINK_WORDS: Final = 5
_MOST_WORDS: Final = 60


@dataclass(frozen=True, slots=True)
class LabelledPage:
    """``rows``: blocks × features. ``labels``: marked share of each block, NaN where nobody said.

    ``kind`` is ``None`` where nobody said. ``easy``: short link lines outside the marked text, of which there are so
    many that a part is enough.
    """

    corpus: str
    name: str
    site: str
    kind: str | None
    rows: NDArray[np.float32]
    labels: NDArray[np.float32]
    words: NDArray[np.float32]
    easy: NDArray[np.bool_]
    page_row: tuple[float, ...]
    is_aged: bool = False
    """A copy in the markup of an older page: :mod:`training.ageing`."""

    @property
    def fold(self) -> int:
        return fold_of(self.site)


def fold_of(site: str) -> int:
    """By site, never by page: pages of a site share their template."""
    return zlib.crc32(site.encode()) % FOLDS


def read(names: Iterable[str] = CORPORA, jobs: int = 2) -> list[LabelledPage]:
    """All pages of these corpora that can be read, in a steady order, and then an aged copy of each article.

    Shops, forums and listings as aged lost 0.01 to 0.03 on their like as they are.
    """
    pages = [page for name in names for page in corpora.read(name)]
    articles = [page for page in pages if page.kind == "article"]
    with ProcessPoolExecutor(jobs) as pool:
        read = [
            *pool.map(labelled, pages, chunksize=8),
            *pool.map(partial(labelled, is_aged=True), articles, chunksize=8),
        ]
    return [page for page in read if page is not None]


def labelled(page: corpora.AnnotatedPage, is_aged: bool = False) -> LabelledPage | None:
    if is_aged:
        page = ageing.aged_page(page)
    try:
        decoded = decoding.read(page.html, None, DEFAULT_LIMITS.max_bytes)
        parsed = parse(decoded.text, page.url)
        page_blocks = blocks.read(parsed)
    except ExtractionError:
        return None
    if not page_blocks.blocks:
        return None
    metadata = metadata_room.read(parsed, sources.collect(parsed, page_blocks))
    table = features.table(page_blocks, layout.read(page_blocks), pipeline.declared(parsed, metadata))
    texts = [page_blocks.blocks[i] for i in table.indices]
    shares: list[float | None]
    if page.gold:
        shares = list(labels.marked_shares([block.text for block in texts], page.gold))
    elif page.with_snippets or page.without_snippets:
        shares = labels.snippet_labels([block.text for block in texts], page.with_snippets, page.without_snippets)
    else:
        shares = [0.0] * len(texts)  # annotated, and nothing of it is content
    values = np.array([np.nan if share is None else share for share in shares], dtype=np.float32)
    return LabelledPage(
        corpus=page.corpus,
        name=page.name,
        site=page.site,
        kind=KINDS.get(page.kind, page.kind) if page.corpus != "trafilatura" else None,
        rows=np.array(list(table.rows), dtype=np.float32).reshape(len(texts), len(features.NAMES)),
        labels=values,
        words=np.array([min(block.words, _MOST_WORDS) for block in texts], dtype=np.float32),
        easy=np.array(
            [
                block.link_density > _WHOLLY_LINKED and block.words <= _LINK_WORDS and not (share or 0.0) >= 0.5
                for block, share in zip(texts, shares, strict=True)
            ],
            dtype=bool,
        ),
        page_row=table.page,
        is_aged=is_aged,
    )
