"""What kind of page it is, and how far its extraction can be trusted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from presscut.article import Kind
from presscut.extraction.blocks import Block
from presscut.extraction.judging import Judgement

_KINDS_BY_TYPE: Final[dict[str, Kind]] = {
    "newsarticle": "article",
    "article": "article",
    "blogposting": "article",
    "reportagenewsarticle": "article",
    "analysisnewsarticle": "article",
    "opinionnewsarticle": "article",
    "liveblogposting": "article",
    "scholarlyarticle": "article",
    "recipe": "article",
    "review": "article",
    "product": "product",
    "og:product": "product",
    "product.item": "product",
    "productgroup": "product",
    "discussionforumposting": "forum",
    "qapage": "forum",
    "question": "forum",
    "techarticle": "documentation",
    "apireference": "documentation",
    "collectionpage": "listing",
    "itemlist": "listing",
    "searchresultspage": "listing",
    "service": "service",
    "professionalservice": "service",
    "localbusiness": "service",
}
# Where a page names several types, the more telling first: a shop's page is a WebPage with a Product and an ItemList.
_PRECEDENCE: Final[tuple[Kind, ...]] = ("forum", "product", "article", "documentation", "service", "listing")

ARTICLE_WORDS: Final = 120
"""A body of this many words in sentences is an article where nothing else is declared."""
LISTING_LINK_BLOCKS: Final = 0.75
"""Share of text blocks that are links alone, above which a page with little prose is a listing."""


def kind_of(page_types: Sequence[str], blocks: Sequence[Block], judgement: Judgement) -> Kind:
    """The kind by what the page declares (schema.org types, og:type), else by how its text is spread."""
    declared = {kind for page_type in page_types if (kind := _KINDS_BY_TYPE.get(page_type.rsplit("/", 1)[-1].lower()))}
    words = sum(block.words for block, verdict in zip(blocks, judgement.verdicts, strict=True) if verdict.keep)
    for kind in _PRECEDENCE:
        if kind in declared and not (kind == "article" and words < 10):
            return kind
    text_blocks = [block for block in blocks if block.kind == "text"]
    if not text_blocks:
        return "other"
    linked = sum(block.link_density > 0.66 for block in text_blocks) / len(text_blocks)
    if words >= ARTICLE_WORDS and judgement.prose_share > 0.4:
        return "article"
    return "listing" if linked > LISTING_LINK_BLOCKS and words < ARTICLE_WORDS else "other"


def confidence_of(kind: Kind, words: int, judgement: Judgement, *, has_headline: bool, described: bool) -> float:
    """How far the body can be trusted, 0 to 1.

    A weighted sum of what goes with a good body: most of the page's prose was kept, there is enough of it, the page
    says that it is an article, and the description stands in the body. The weights are chosen by hand, not fitted.
    """
    if not words:
        return 0.0
    share = min(judgement.prose_share / 0.8, 1.0)
    length = min(words / 250, 1.0)
    score = 0.15 + 0.35 * share + 0.25 * length + 0.1 * (kind == "article") + 0.1 * has_headline + 0.05 * described
    return round(min(score, 1.0), 3)
