"""Who wrote it.

Strategy: what is declared first (JSON-LD is right in 80 to 92 % of the pages that have it), then metas, microdata,
links and classes beside the headline, then a line that begins as bylines do. The first source that names a person
wins, where one that names a person more surely does not; one that names the same persons and more completes it. Only
where no person was found is the rest of the page searched. An organisation stands only where no person does; the site
itself and its staff ("The Heron Team") only where nobody else does and the article declares or shows them as its
author: else it is the publisher.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urlsplit

from presscut.article import Author
from presscut.extraction.keys import folded
from presscut.extraction.metadata import declared_authors, names, shown_authors
from presscut.extraction.metadata.bylines import Byline, Named, address, keys
from presscut.extraction.metadata.found import Found
from presscut.extraction.metadata.names import Site
from presscut.extraction.metadata.sources import Sources, resolved, types_of
from presscut.extraction.metadata.surroundings import Nearby
from presscut.extraction.page import Page


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
    bylines = list(_plausible(declared_authors.read(sources, site), headline))
    chosen = _surest(bylines)
    if chosen is None or (chosen.source.startswith("meta:") and not chosen.is_surely_a_persons):
        nearby = nearby or Nearby(sources, page)
        declared = len(bylines)
        _add_until_full(bylines, shown_authors.read(sources, site, nearby.surroundings), headline)
        # An organisation that the page shows beside its headline is its author, one that it declares often its publisher.
        is_shown = any(found.organisations or found.own for found in bylines[declared:])
        if not is_shown and not any(found.persons for found in bylines):
            _add_until_full(bylines, shown_authors.elsewhere(sources, site, nearby.surroundings, headline), headline)
        chosen = _surest(bylines) or next((found for found in bylines if found.persons), None)
    elif sources.blocks.author_nodes and (found := shown_authors.together(sources, site, keys(chosen.persons))):
        bylines.append(found)
    if chosen is not None:
        chosen = _completed(chosen, bylines)
        persons = chosen.persons
        if len(persons) > 1 and chosen.source.startswith(("json-ld:", "meta:")) and sources.blocks.author_nodes:
            others = shown_authors.credited(sources, site)
            persons = tuple(person for person in persons if folded(person.name) not in others) or persons
        authors = _with_addresses(persons, sources, bylines)
    else:
        chosen = next((found for found in bylines if found.organisations), None)
        if chosen is not None:
            authors = chosen.organisations
        else:
            chosen = (
                declared_authors.own(sources, site)
                or next((found for found in bylines if found.own), None)
                or declared_authors.owner(sources, site)
            )
            if chosen is None:
                return None
            authors = chosen.own or chosen.persons
    return Found(
        tuple([Author(name=author.name, url=author.url) for author in authors]),
        chosen.source,
        _agreeing(chosen, authors, bylines),
    )


def _surest(bylines: Sequence[Byline]) -> Byline | None:
    """The first that names somebody in full, or one behind it where that is surer to be a person.

    A meta may name the publisher or who put the article in. Of fourteen pages where such a one and another source
    differ, the other names the author on twelve.
    """
    full = [found for found in bylines if found.is_full]
    return next((found for found in full if found.is_surely_a_persons), full[0] if full else None)


def _add_until_full(bylines: list[Byline], more: Iterable[Byline], headline: str | None) -> None:
    for found in _plausible(more, headline):
        bylines.append(found)
        if found.is_full:
            return


def _site(sources: Sources, site_name: str | None) -> Site:
    """The names of the site, less those of the persons who publish their own."""
    publishers = dict.fromkeys((site_name or "", *sources.metas.get("og:site_name", ())))
    persons = set()
    for thing in sources.things:
        types = types_of(thing)
        publisher = resolved(thing.get("publisher"), sources)
        for value in (publisher, thing if "WebSite" in types else None):
            if isinstance(value, dict) and isinstance(name := value.get("name"), str):
                publishers[name] = None
                if "Person" in types_of(value):
                    persons.add(folded(name))
    try:
        host = urlsplit(sources.url or "").hostname
    except ValueError:  # "http://[::1"
        host = None
    return names.site_of([name for name in publishers if not persons or folded(name) not in persons], host)


def _plausible(bylines: Iterable[Byline], headline: str | None) -> Iterator[Byline]:
    title = folded(headline) if headline else ""
    return (found for found in bylines if not any(folded(author.name) == title for author in found.persons))


def _completed(chosen: Byline, bylines: Sequence[Byline]) -> Byline:
    """A source that names the same persons and more is the whole of it (trafilatura#24)."""
    known = keys(chosen.persons)
    for found in bylines:
        named = keys(found.persons)
        if known < named:
            chosen, known = found, named
    return chosen


def _with_addresses(authors: tuple[Named, ...], sources: Sources, bylines: Sequence[Byline]) -> tuple[Named, ...]:
    """Addresses that other sources give to the same names; ``article:author`` as an address tells a single one's."""
    known = {folded(a.name): a.url for found in bylines for a in found.persons if a.url}
    if len(authors) == 1 and authors[0].url is None:
        publisher = sources.metas.get("article:publisher", ())
        for value in sources.metas.get("article:author", ()):
            if names.is_address(value) and value not in publisher:
                known.setdefault(folded(authors[0].name), address(value, sources) or "")
    return tuple(
        Named(a.name, a.url or known.get(folded(a.name)) or None, is_organisation=a.is_organisation) for a in authors
    )


def _agreeing(chosen: Byline, authors: Sequence[Named], bylines: Sequence[Byline]) -> tuple[str, ...]:
    wanted = keys(authors)
    others = (
        found.source
        for found in bylines
        if found.source != chosen.source and wanted & keys((*found.persons, *found.organisations))
    )
    return tuple(dict.fromkeys(others))
