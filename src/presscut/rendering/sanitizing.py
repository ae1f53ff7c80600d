"""Markup → the same with nothing left in it that a reader page does not need, by Ammonia (a library) through nh3.

:mod:`html_page` writes only what is allowed here. This is the second look, by a parser that knows HTML as browsers do
(namespaces, mutations, what an attribute may hide), and it does not trust the first.
"""

from __future__ import annotations

from typing import Final

import nh3

from presscut.rendering.addresses import image_source, link_target

LINK_RELATIONS: Final = "nofollow noopener noreferrer"

_FLOWING: Final = {"dir", "class", "lang"}
ATTRIBUTES: Final[dict[str, set[str]]] = {
    "main": set(),
    "article": set(),
    "header": set(),
    "footer": set(),
    **{f"h{level}": {"dir"} for level in range(1, 7)},
    "p": {*_FLOWING, "role"},
    "span": {"class", "lang"},
    "time": {"datetime"},
    "br": set(),
    "a": {"href"},
    "em": set(),
    "strong": set(),
    "code": set(),
    "pre": {"tabindex"},
    "blockquote": {"cite", "dir"},
    "ul": set(),
    "ol": set(),
    "li": {"dir"},
    "div": {"class", "tabindex", "role", "aria-label"},
    "table": set(),
    "caption": {"dir"},
    "tbody": set(),
    "tr": set(),
    "th": {"colspan", "rowspan", "dir"},
    "td": {"colspan", "rowspan", "dir"},
    "figure": set(),
    "figcaption": {"dir"},
    "img": {"src", "alt", "width", "height", "loading", "referrerpolicy"},
}
"""Every element that may stand in a reader page's body, with the attributes that it may have."""

# nh3 looks at the scheme of every address by itself; which one suits which attribute is decided in _attribute.
_SCHEMES: Final = {"http", "https", "mailto", "data"}


def sanitized(markup: str) -> str:
    """Elements and attributes that are not allowed go, scripts and styles with what is in them."""
    return nh3.clean(
        markup,
        tags=set(ATTRIBUTES),
        attributes=ATTRIBUTES,
        attribute_filter=_attribute,
        url_schemes=_SCHEMES,
        link_rel=LINK_RELATIONS,
        clean_content_tags={"script", "style"},
    )


def _attribute(_element: str, name: str, value: str) -> str | None:
    if name in ("href", "cite"):
        return link_target(value)
    if name == "src":
        return image_source(value, inline=True)
    return value
