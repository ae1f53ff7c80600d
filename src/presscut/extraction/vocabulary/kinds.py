"""What gives away the kind of a page, as data: schema.org types, words in addresses, words on buttons and in lines."""

from __future__ import annotations

from typing import Final

TYPES: Final[dict[str, frozenset[str]]] = {
    kind: frozenset(names.split())
    for kind, names in {
        "article": "newsarticle article blogposting reportagenewsarticle analysisnewsarticle opinionnewsarticle "
        "liveblogposting scholarlyarticle recipe review backgroundnewsarticle",
        "product": "product og:product product.item productgroup product.group individualproduct offer",
        "forum": "discussionforumposting qapage question socialmediaposting",
        "documentation": "techarticle apireference howto",
        "listing": "collectionpage itemlist searchresultspage offercatalog",
        "service": "service professionalservice localbusiness organization corporation homeandconstructionbusiness "
        "legalservice medicalbusiness financialservice",
        "page": "webpage website faqpage aboutpage contactpage",
    }.items()
}
"""In lower case, without their address."""

_THREADS: Final = frozenset(("discussionforumposting", "qapage"))


def is_thread(page_type: str) -> bool:
    """Whether a type is of what members of a forum write to one another. (Questions stand on many pages.)"""
    return page_type.rsplit("/", 1)[-1].lower() in _THREADS


ADDRESS_TOKENS: Final[dict[str, frozenset[str]]] = {
    kind: frozenset(names.split())
    for kind, names in {
        "article": "blog blogs article articles news story stories post posts guide guides magazine tips how best top",
        "forum": "forum forums thread threads topic topics viewtopic showthread discussion discussions questions question "
        "community comments t r boards board answers",
        "documentation": "docs doc documentation api reference manual wiki latest stable tutorial tutorials help support "
        "guide started introduction developer developers readthedocs learn",
        "product": "product products p dp item items pd prod sku store shop buy itm",
        "listing": "collections collection category categories c browse search tag tags shop archive jobs catalog list "
        "department collectible all",
        "service": "service services solutions solution consulting repair pricing about company contact agency",
    }.items()
}

PHRASES: Final[dict[str, tuple[str, ...]]] = {
    "product": ("add to cart", "add to basket", "add to bag", "in stock", "out of stock", "buy now", "free shipping",
                "in den warenkorb", "ajouter au panier", "añadir al carrito", "sku", "reviews", "quantity"),
    "forum": ("reply", "replies", "posted", "joined", "upvote", "points", "quote", "posts:", "answered", "asked",
              "solution", "likes received", "member", "thread"),
    "listing": ("sort by", "filter", "showing", "results", "load more", "next page", "view all", "per page", "items"),
    "service": ("get a quote", "free quote", "contact us", "book now", "call us", "testimonials", "our services",
                "schedule", "request a", "get started", "free consultation"),
    "documentation": ("on this page", "table of contents", "edit this page", "edit on github", "copy", "example",
                      "parameters", "returns", "was this page helpful", "previous", "next"),
    "article": ("min read", "minute read", "by ", "updated", "published", "share", "related", "comments", "written by"),
}  # fmt: skip
"""Looked for in short lines, in lower case."""

PHRASE_KINDS: Final = {phrase: kind for kind, phrases in PHRASES.items() for phrase in phrases}
