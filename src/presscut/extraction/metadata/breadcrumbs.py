"""The way from the site's start to the page: names and addresses.

Strategy: schema.org's BreadcrumbList in JSON-LD, ordered by ``position``, else in microdata or RDFa, else the element
that is called so by its class, its id or its ``aria-label``: its list items, or where there are none its links and what
stands behind the last of them. The page itself stays the last crumb where the site has it so: the list is "typically
ending with the current page" (schema.org/BreadcrumbList).

Blocks passes navigation over, so that the element is looked for among what was passed over first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from selectolax.lexbor import LexborNode

from presscut.article import Breadcrumb
from presscut.extraction.addresses import resolve
from presscut.extraction.characters import as_seen
from presscut.extraction.keys import key_of
from presscut.extraction.metadata.entities import unescape
from presscut.extraction.metadata.found import Found
from presscut.extraction.metadata.sources import Sources, Thing, collapsed, text_of, types_of
from presscut.extraction.vocabulary import markup

MAXIMUM_CRUMBS: Final = 20
"""Longer ones are menus: sitemaps three levels deep have five."""
MAXIMUM_CHARACTERS: Final = 200
"""Of a name; the page itself is called by its headline."""
MAXIMUM_ABOVE: Final = 6
"""Levels between a ListItem and its BreadcrumbList."""
_EDGES: Final = " \t/\\|>»›→<«‹·•:–—-"
"""What parts crumbs, as text."""
_NAMES: Final = frozenset(("breadcrumb", "breadcrumbs"))
_LABELS: Final = frozenset(
    ("breadcrumb", "breadcrumbs", "brotkrumen", "brotkrumennavigation", "brotkrümelnavigation", "fildariane",
     "migasdepan", "rutadenavegación", "migalhasdepão", "kruimelpad", "brödsmulor", "brødsmulesti", "briciole")
)  # fmt: skip
"""Of ``aria-label``, as keys."""
_HERE: Final = re.compile(
    r"^(?:you are here|you're here|sie sind hier|sie befinden sich hier|vous êtes ici|usted está aquí|estás en|"
    r"você está aqui|ti trovi in|sei qui|u bevindt zich hier|du är här|du er her|jesteś tutaj|вы здесь)\s*:?\s*",
    re.IGNORECASE,
)

Crumbs = tuple[Breadcrumb, ...]


def read(sources: Sources) -> Found[Crumbs] | None:
    """The first source that has some; those that name the same way agree, with or without the page at its end."""
    candidates = [pair for pair in _candidates(sources) if pair[0]]
    if not candidates:
        return None
    value, found_in = candidates[0]
    agreeing = dict.fromkeys(other for crumbs, other in candidates[1:] if other != found_in and _agree(crumbs, value))
    return Found(value, found_in, tuple(agreeing))


def _agree(one: Crumbs, other: Crumbs) -> bool:
    length = min(len(one), len(other))
    same = [key_of(a.name) == key_of(b.name) for a, b in zip(one, other, strict=False)]
    return all(same) and abs(len(one) - len(other)) <= 1 and length > 0


def _candidates(sources: Sources) -> Iterator[tuple[Crumbs, str]]:
    for thing in sources.things:
        if "BreadcrumbList" in types_of(thing):
            yield _of_thing(thing, sources), "json-ld:BreadcrumbList"
    breadcrumb = (sources.main_thing or {}).get("breadcrumb")
    if isinstance(breadcrumb, Mapping) and breadcrumb.get("itemListElement"):
        yield _of_thing(breadcrumb, sources), "json-ld:breadcrumb"
    items = _marked_items(sources)
    if items:
        yield _sane(_of_item(item, sources) for item in items), "itemprop:itemListElement"
    element = _element(sources)
    if element is not None:
        yield _of_element(element, sources), "dom:breadcrumb"


# --- JSON-LD ------------------------------------------------------------------------------------------------------


def _of_thing(thing: Thing, sources: Sources) -> Crumbs:
    elements = thing.get("itemListElement")
    entries = [
        entry for entry in (elements if isinstance(elements, list) else [elements]) if isinstance(entry, Mapping)
    ]
    positions = [_position(entry) for entry in entries]
    if None not in positions:
        entries = [entries[at] for at in sorted(range(len(entries)), key=lambda at: positions[at] or 0)]
    return _sane(_of_entry(entry, sources) for entry in entries)


def _position(entry: Thing) -> float | None:
    try:
        return float(entry["position"])
    except (KeyError, TypeError, ValueError, OverflowError):
        return None


def _of_entry(entry: Thing, sources: Sources) -> tuple[str, str | None]:
    item: Any = entry.get("item")
    inner: Thing = item if isinstance(item, Mapping) else {}
    name = next((text for text in (entry.get("name"), inner.get("name")) if isinstance(text, str)), "")
    address = item if isinstance(item, str) else inner.get("@id") or inner.get("url") or entry.get("url")
    return name, resolve(address, sources.base_url) if isinstance(address, str) else None


# --- microdata and RDFa -------------------------------------------------------------------------------------------


def _marked_items(sources: Sources) -> list[LexborNode]:
    """The list items of the first BreadcrumbList that is marked in the body."""
    groups: dict[int, list[LexborNode]] = {}
    for node in sources.items.get("itemListElement", ())[: 5 * MAXIMUM_CRUMBS]:
        above = node.parent
        for _ in range(MAXIMUM_ABOVE):
            if above is None:
                break
            attributes = above.attributes
            kind = attributes.get("itemtype") or attributes.get("typeof") or ""
            if kind:
                if kind.strip().endswith("BreadcrumbList"):
                    groups.setdefault(above.mem_id, []).append(node)
                break
            above = above.parent
    return next(iter(groups.values()), [])


def _of_item(item: LexborNode, sources: Sources) -> tuple[str, str | None]:
    named = item.css_first("[itemprop=name], [property=name]")
    link = item.css_first("[itemprop=item][href], [property=item][href], a[href]")
    name = (named.attributes.get("content") or text_of(named)) if named is not None else text_of(item)
    if link is None and item.tag == "a":
        link = item
    return name, resolve(link.attributes.get("href"), sources.base_url) if link is not None else None


# --- the element that is called so --------------------------------------------------------------------------------


def _element(sources: Sources) -> LexborNode | None:
    for node in sources.blocks.passed_over:
        attributes = node.attributes
        if _is_called_so(attributes.get("class")) or _is_called_so(attributes.get("id")):
            return node
        label = attributes.get("aria-label")
        if label and key_of(label) in _LABELS:
            return node
    for container in sources.blocks.containers:
        # The name is one of those of navigation, and to ask for a bit is cheap.
        if container.roles & markup.NAVIGATION and _is_called_so(container.class_names):
            return container.node
    return None


def _is_called_so(names: str | None) -> bool:
    """Whether a class or id calls its element the breadcrumbs, and not one of them: "breadcrumb-item"."""
    if not names or "crumb" not in names.lower():
        return False
    for name in names.split():
        tokens = markup.tokens_of(name)
        if not _NAMES.isdisjoint(tokens) and _PARTS.isdisjoint(tokens):
            return True
    return False


_PARTS: Final = frozenset(("item", "link", "separator", "title", "last", "current", "home", "list-item", "text"))


def _of_element(element: LexborNode, sources: Sources) -> Crumbs:
    entries = [item for item in element.css("li") if item.css_first("li") is None][: 2 * MAXIMUM_CRUMBS]
    if len(entries) > 1:
        return _sane(_of_item(item, sources) for item in entries)
    links = [link for link in element.css("a[href]") if text_of(link)][: 2 * MAXIMUM_CRUMBS]
    if not links:
        return ()
    crumbs: list[tuple[str, str | None]] = [
        (text_of(link), resolve(link.attributes.get("href"), sources.base_url)) for link in links
    ]
    whole, last = text_of(element), crumbs[-1][0]
    crumbs.append((whole[whole.rfind(last) + len(last) :], None))
    return _sane(crumbs)


def _sane(entries: Iterator[tuple[str, str | None]] | Sequence[tuple[str, str | None]]) -> Crumbs:
    """Without empty names, separators, what opens the line, and a crumb twice in a row; none at all of a menu."""
    crumbs: list[Breadcrumb] = []
    for written, url in entries:
        name = _HERE.sub("", collapsed(as_seen(unescape(written)))).strip(_EDGES)
        if not key_of(name) or len(name) > MAXIMUM_CHARACTERS:
            continue
        if crumbs and key_of(crumbs[-1].name) == key_of(name):
            continue
        crumbs.append(Breadcrumb(name=name, url=url))
    return tuple(crumbs) if len(crumbs) <= MAXIMUM_CRUMBS else ()
