"""Who wrote it.

Strategy: what is declared first (JSON-LD is right in 80 to 92 % of the pages that have it), then metas, microdata,
links and classes beside the headline, last a line that begins as bylines do. The first source that names a person
wins; one that names the same persons and more completes it. An organisation stands only where no person does; the
site itself and its staff only where nobody else does and the article declares them its author: else it is the publisher.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborNode

from presscut.article import Author
from presscut.extraction.metadata import names
from presscut.extraction.metadata.found import Found
from presscut.extraction.metadata.keys import folded
from presscut.extraction.metadata.names import Names, Site, Trust
from presscut.extraction.metadata.sources import Sources, Thing, holds_text_alone, is_article
from presscut.extraction.metadata.surroundings import Nearby, Surroundings
from presscut.extraction.page import Page
from presscut.extraction.vocabulary.bylines import AGENCIES

_METAS: Final = (
    "citation_author", "parsely-author", "sailthru.author", "article:author_name", "article:author:name",
    "cxenseparse:author",
    "byl", "author", "article:author", "article.author", "authors", "byline", "dc.creator",
    "dcterms.creator", "dc.contributor.author", "og:author",
    "og:article:author", "citation_authors", "article_author", "articleauthor", "rbauthors",
    "mediator_author", "author_name", "author-name", "dc.author", "creator",
    "shareaholic:article_author_name", "bt:author", "content_author", "page.author", "post_author",
    "vr:author",
)  # fmt: skip
_ITEMS: Final = ("author", "creator", "article:author", "schema:author")
_NAME_WITHIN: Final = (
    "[itemprop=name],[property=name],[class*=uthor-name],[class*=uthorName],[class*=uthor__name],[class*=uthor_name],"
    "[class*=uthor-meta--name]"
)
MAXIMUM_NODES: Final = 40
MAXIMUM_CONTAINERS: Final = 3
"""More places than this that name different authors are cards or testimonials."""
MAXIMUM_BYLINE: Final = 200
"""Characters of a visible byline; a biography is longer."""

# Types whose author is another thing's than the page's.
_OTHER_THINGS_TEXT = (
    "Person Organization Product Review Comment ImageObject VideoObject Book Movie Quotation Answer "
    "ListItem Event"
)  # fmt: skip
_OTHER_THINGS: Final = frozenset(_OTHER_THINGS_TEXT.split())
_PERSON_KEYS: Final = ("author", "creator")


@dataclass(frozen=True, slots=True)
class _Byline:
    source: str
    persons: tuple[Author, ...]
    organisations: tuple[Author, ...]


def read(
    sources: Sources,
    page: Page,
    headline: str | None = None,
    site_name: str | None = None,
    nearby: Nearby | None = None,
) -> Found[tuple[Author, ...]] | None:
    """All authors of the page in its own order, or None where nothing names one.

    ``headline`` and ``site_name`` are values already found: neither is taken for an author. ``nearby`` is shared with the
    other fields.
    """
    site = _site(sources, site_name)
    declared = [*_declared(sources, site), *_from_metas(sources, site)]
    bylines = list(_plausible(declared, headline))
    if not any(_is_full(byline) for byline in bylines):
        for byline in _plausible(_visible(sources, site, nearby or Nearby(sources, page)), headline):
            bylines.append(byline)
            if _is_full(byline):
                break
    chosen = next((b for b in bylines if _is_full(b)), None) or next((b for b in bylines if b.persons), None)
    if chosen is None:
        chosen = next((byline for byline in bylines if byline.organisations), None)
        if chosen is None:
            return _own(sources, site)
        return Found(chosen.organisations, chosen.source, _agreeing(chosen, chosen.organisations, bylines))
    chosen = _completed(chosen, bylines)
    authors = _with_addresses(chosen.persons, sources, bylines)
    return Found(authors, chosen.source, _agreeing(chosen, authors, bylines))


def _site(sources: Sources, site_name: str | None) -> Site:
    """The names of the site, less those of the persons who publish their own."""
    publishers = dict.fromkeys((site_name or "", *sources.metas.get("og:site_name", ())))
    persons = set()
    for thing in sources.things:
        for publisher in (_resolved(thing.get("publisher"), sources), thing if "WebSite" in _types(thing) else None):
            if isinstance(publisher, dict) and isinstance(name := publisher.get("name"), str):
                publishers[name] = None
                if "Person" in _types(publisher):
                    persons.add(folded(name))
    try:
        host = urlsplit(sources.url or "").hostname
    except ValueError:  # "http://[::1"
        host = None
    return names.site_of([name for name in publishers if not persons or folded(name) not in persons], host)


# --- declared: JSON-LD and metas ----------------------------------------------------------------------------------


def _declared(sources: Sources, site: Site) -> Iterator[_Byline]:
    main = sources.main_thing
    if main is not None:
        yield from _of_thing(main, sources, site)
    others = [thing for thing in sources.things if thing is not main and not _types(thing) & _OTHER_THINGS]
    told = [byline for thing in others for byline in _of_thing(thing, sources, site)]
    if len({(byline.persons, byline.organisations) for byline in told}) == 1:
        yield told[0]  # several are those of a list of articles


def _of_thing(thing: Thing, sources: Sources, site: Site) -> Iterator[_Byline]:
    for key in _PERSON_KEYS:
        value = thing.get(key)
        byline = _from_json_ld(f"json-ld:{key}", value, sources, site) if value else None
        if byline is not None:
            yield byline


def _from_json_ld(source: str, value: Any, sources: Sources, site: Site) -> _Byline | None:
    persons: list[Author] = []
    organisations: list[Author] = []
    for entry in value if isinstance(value, list) else [value]:
        entry = _resolved(entry, sources)
        if isinstance(entry, str):
            found = names.read(entry, site, "declared")
            address = None
        elif isinstance(entry, Mapping):
            is_organisation = bool(_types(entry) & {"Organization", "NewsMediaOrganization", "Corporation"})
            found = Names((), ())
            for name in _names_of(entry):
                found = names.read(name, site, "declared", whole=is_organisation and _is_one(name))
            address = _address(entry.get("url"), sources)
        else:
            continue
        count = len(found.persons) + len(found.organisations)
        # An agency that is declared beside the persons is one of the authors (trafilatura#24), in its place.
        joint = found.organisations if isinstance(value, list) and _is_agency(found) else ()
        persons += [Author(name=name, url=address if count == 1 else None) for name in (*found.persons, *joint)]
        organisations += [Author(name=name, url=address if count == 1 else None) for name in found.organisations]
    return _byline(source, persons, organisations)


def _is_agency(found: Names) -> bool:
    return not found.persons and len(found.organisations) == 1 and found.organisations[0].lower() in AGENCIES


def _is_one(name: str) -> bool:
    """Whether an organisation's name is really one: systems call any author an organisation."""
    return "," not in name and " and " not in name


def _names_of(entry: Mapping[str, Any]) -> list[str]:
    """The name of a Person or Organization; ``additionalName`` may be absent (trafilatura#362)."""
    name = entry.get("name")
    if isinstance(name, list):
        return [", ".join(part for part in name if isinstance(part, str))]
    if isinstance(name, Mapping):
        name = name.get("@value")
    if isinstance(name, str) and name.strip():
        return [name]
    parts = [entry.get(key) for key in ("givenName", "additionalName", "familyName")]
    joined = " ".join(part for part in parts if isinstance(part, str) and part)
    return [joined] if joined else []


def _resolved(value: Any, sources: Sources) -> Any:
    """A reference by ``@id`` is replaced by the thing that it names."""
    if isinstance(value, dict) and "name" not in value and isinstance(value.get("@id"), str):
        return sources.thing_by_id.get(value["@id"], value)
    return value


def _types(thing: Thing) -> set[str]:
    written = thing.get("@type")
    return {name for name in (written if isinstance(written, list) else [written]) if isinstance(name, str)}


def _address(value: Any, sources: Sources) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if not isinstance(value, str) or not value.strip():
        return None
    address = names.encodable(value.strip())
    if not address.startswith(("http://", "https://")):
        try:
            address = urljoin(sources.base_url or "", address)
        except ValueError:  # "//[x"
            return None
    return address if address.startswith(("http://", "https://")) else None


def _from_metas(sources: Sources, site: Site) -> Iterator[_Byline]:
    for key in _METAS:
        values = sources.metas.get(key)
        if values:
            byline = _from_texts(f"meta:{key}", values, site, "declared")
            if byline is not None and (byline.persons or _are_agencies(byline.organisations)):
                yield byline
    # Slack's preview cards, as Yoast fills them: label "Written by", data the name.
    for number in ("1", "2"):
        label = sources.metas.get(f"twitter:label{number}", ("",))[0]
        values = sources.metas.get(f"twitter:data{number}", ())
        if values and names.is_opening(label):
            byline = _from_texts(f"meta:twitter:data{number}", values, site, "declared")
            if byline is not None:
                yield byline


def _are_agencies(organisations: Sequence[Author]) -> bool:
    """A meta that names a company names who built the site as often as who wrote."""
    return any(organisation.name.lower() in AGENCIES for organisation in organisations)


def _from_texts(source: str, texts: Sequence[str], site: Site, trust: Trust) -> _Byline | None:
    found = [names.read(text, site, trust) for text in texts]
    persons = [Author(name=name) for part in found for name in part.persons]
    organisations = [Author(name=name) for part in found for name in part.organisations]
    return _byline(source, persons, organisations)


def _byline(source: str, persons: Sequence[Author], organisations: Sequence[Author]) -> _Byline | None:
    if not persons and not organisations:
        return None
    return _Byline(source, _distinct(persons), _distinct(organisations))


def _distinct(authors: Sequence[Author]) -> tuple[Author, ...]:
    by_name: dict[str, Author] = {}
    for author in authors:
        key = folded(author.name)
        if key not in by_name or (by_name[key].url is None and author.url):
            by_name[key] = author
    return tuple(by_name.values())


def _own(sources: Sources, site: Site) -> Found[tuple[Author, ...]] | None:
    """The site or its staff ("Heron Newsroom"), where the article declares it its author and names no one else.

    Of the pages that do and have marked authors, 58 names are marked so and 17 are another's, whom nothing declares
    (WCXB dev 47 and 8, Fundus 7 and 4, trafilatura's set 4 and 5).
    """
    main = sources.main_thing
    is_article_page = _is_article_page(sources)
    value = main.get("author") if main is not None else None
    for entry in value if isinstance(value, list) else [value]:
        entry = _resolved(entry, sources)
        for name in _names_of(entry) if isinstance(entry, Mapping) else [entry] if isinstance(entry, str) else []:
            if is_article_page and (own := names.read_own(name, site)):
                return Found((Author(name=own, url=_own_address(entry, sources)),), "json-ld:author")
    for name in sources.metas.get("author", ()) if is_article_page else ():
        if own := names.read_own(name, site):
            return Found((Author(name=own),), "meta:author")
    return None


def _is_article_page(sources: Sources) -> bool:
    main = sources.main_thing
    return (main is not None and is_article(main)) or "article" in sources.metas.get("og:type", ())


def _is_product_page(sources: Sources) -> bool:
    return any("Product" in _types(thing) for thing in sources.things) or any(
        "product" in kind for kind in sources.metas.get("og:type", ())
    )


def _own_address(entry: Any, sources: Sources) -> str | None:
    return _address(entry.get("url"), sources) if isinstance(entry, Mapping) else None


# --- visible: markup and lines beside the headline ----------------------------------------------------------------


def _visible(sources: Sources, site: Site, nearby: Nearby) -> Iterator[_Byline]:
    """From the surest to the least sure; a reader of this stops when it has a full name."""
    surroundings = nearby.surroundings
    items = [node for key in _ITEMS for node in sources.items.get(key, ())]
    byline = _from_nodes("itemprop:author", items[:MAXIMUM_NODES], surroundings, sources, site)
    if byline is not None:
        yield byline
    marked = list(sources.blocks.author_nodes[:MAXIMUM_NODES])
    if _is_product_page(sources):  # its users are buyers, and who is logged in
        marked = [node for node in marked if not _is_user(node)]
    linked = [node for node in marked if "author" in (node.attributes.get("rel") or "")]
    for source, nodes in (("dom:rel-author", linked), ("dom:byline", marked)):
        byline = _from_nodes(source, nodes, surroundings, sources, site)
        if byline is not None:
            yield byline
    if not _is_article_page(sources):
        users = [node for node in marked if _is_user(node)]
        byline = _from_nodes("dom:username", users, surroundings, sources, site)
        if byline is not None:
            yield byline
    after, before = surroundings.lines()
    lines = (*after, *before)
    for position, line in enumerate(lines):
        if len(line) > MAXIMUM_BYLINE:
            continue
        if names.is_opening(line) and position + 1 < len(lines):
            line = f"{line} {lines[position + 1]}"
        if names.opens_byline(line):
            byline = _from_texts("text:byline", (line,), site, "text")
            if byline is not None:
                yield byline
                return


def _is_user(node: LexborNode) -> bool:
    return "username" in (node.attributes.get("class") or "")


def _from_nodes(
    source: str,
    nodes: Sequence[LexborNode],
    surroundings: Surroundings,
    sources: Sources,
    site: Site,
) -> _Byline | None:
    """The names of the nearest elements; those in the same container belong together (defuddle#135, #295)."""
    groups: dict[int, tuple[list[Author], list[Author]]] = {}
    nearest: int | None = None
    for node in nodes:
        distance = surroundings.distance(node)
        if distance is None or (nearest is not None and distance > nearest) or names.is_credit(_words_before(node)):
            continue
        text = _text(node)
        found = names.read(text, site, "marked") if len(text) <= MAXIMUM_BYLINE else names.NOBODY
        if not found.persons and not found.organisations:
            continue
        if nearest is None or distance < nearest:
            nearest = distance
            groups.clear()
        holder = node.parent.parent if node.parent is not None else None
        persons, organisations = groups.setdefault(holder.mem_id if holder is not None else 0, ([], []))
        url = _address(_link(node), sources) if len(found.persons) + len(found.organisations) == 1 else None
        persons += [Author(name=name, url=url) for name in found.persons]
        organisations += [Author(name=name, url=url) for name in found.organisations]
    named = {frozenset(folded(author.name) for author in persons) for persons, _ in groups.values() if persons}
    # A thread has many users, and is its first one's.
    if not groups or (source in ("dom:rel-author", "dom:byline") and len(named) > MAXIMUM_CONTAINERS):
        return None
    persons, organisations = next((group for group in groups.values() if group[0]), next(iter(groups.values())))
    if any(" " in person.name for person in persons):
        # Beside full names, one word is a section or a place; where there are no spaces, it is a name.
        persons = [person for person in persons if " " in person.name or person.name.lower() == person.name.upper()]
    return _byline(source, persons, organisations)


def _words_before(node: LexborNode) -> str:
    """The text right before an element, in its own line: a label, if it has one."""
    for _ in range(MAXIMUM_LEVELS):
        previous = node.prev
        while previous is not None:
            text = (previous.text_content if previous.tag == "-text" else previous.text()) or ""
            if text.strip():
                return text.strip()[-MAXIMUM_BYLINE:]
            previous = previous.prev
        if node.parent is None:
            break
        node = node.parent
    return ""


MAXIMUM_LEVELS: Final = 2
"""Of elements around a name, between it and its label."""


def _text(node: LexborNode) -> str:
    content = node.attributes.get("content")
    if content:
        return content
    inner = None if holds_text_alone(node) else node.css_first(_NAME_WITHIN)
    node = inner if inner is not None else node
    return " ".join((node.attributes.get("content") or node.text(separator=" ")).split())


def _link(node: LexborNode) -> str | None:
    anchor = node if node.tag == "a" else None if holds_text_alone(node) else node.css_first("a[href]")
    return anchor.attributes.get("href") if anchor is not None else None


# --- the choice ---------------------------------------------------------------------------------------------------


def _plausible(bylines: Iterable[_Byline], headline: str | None) -> Iterator[_Byline]:
    title = folded(headline) if headline else ""
    return (b for b in bylines if not any(folded(author.name) == title for author in b.persons))


def _is_full(byline: _Byline) -> bool:
    """Whether it names a person in full: "jdoe" is a log-in name, and the page may show a better one."""
    return any(
        (" " in author.name or author.name.lower() == author.name.upper()) and author.name.lower() not in AGENCIES
        for author in byline.persons
    )


def _completed(chosen: _Byline, bylines: Sequence[_Byline]) -> _Byline:
    """A source that names the same persons and more is the whole of it (trafilatura#24)."""
    known = {folded(author.name) for author in chosen.persons}
    for byline in bylines:
        named = {folded(author.name) for author in byline.persons}
        if known < named:
            chosen, known = byline, named
    return chosen


def _with_addresses(authors: tuple[Author, ...], sources: Sources, bylines: Sequence[_Byline]) -> tuple[Author, ...]:
    """Addresses that other sources give to the same names; ``article:author`` as an address tells a single one's."""
    known = {folded(a.name): a.url for byline in bylines for a in byline.persons if a.url}
    if len(authors) == 1 and authors[0].url is None:
        publisher = sources.metas.get("article:publisher", ())
        for value in sources.metas.get("article:author", ()):
            if names.is_address(value) and value not in publisher:
                known.setdefault(folded(authors[0].name), _address(value, sources) or "")
    return tuple(Author(name=a.name, url=a.url or known.get(folded(a.name)) or None) for a in authors)


def _agreeing(chosen: _Byline, authors: Sequence[Author], bylines: Sequence[_Byline]) -> tuple[str, ...]:
    wanted = {folded(author.name) for author in authors}
    others = (
        byline.source
        for byline in bylines
        if byline.source != chosen.source
        and wanted & {folded(author.name) for author in (*byline.persons, *byline.organisations)}
    )
    return tuple(dict.fromkeys(others))
