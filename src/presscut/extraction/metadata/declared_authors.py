"""The authors that a page declares: JSON-LD and metas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from presscut.extraction.metadata import names
from presscut.extraction.metadata.bylines import (
    Byline,
    Named,
    address,
    are_agencies,
    byline,
    from_texts,
    is_article_page,
)
from presscut.extraction.metadata.names import Names, Site
from presscut.extraction.metadata.sources import Sources, Thing, resolved, types_of
from presscut.extraction.vocabulary.bylines import AGENCIES

_METAS: Final = (
    "citation_author", "parsely-author", "sailthru.author", "article:author_name", "article:author:name",
    "cxenseparse:author",
    "byl", "author", "article:author", "article.author", "authors", "byline", "dc.creator",
    "dcterms.creator", "dc.contributor.author", "og:author",
    "og:article:author", "citation_authors", "article_author", "articleauthor", "rbauthors",
    "mediator_author", "author_name", "author-name", "dc.author", "creator",
    "shareaholic:article_author_name", "bt:author", "content_author", "page.author", "post_author",
    "vr:author", "twitter:misc:written by",
)  # fmt: skip

# Types whose author is another thing's than the page's.
_OTHER_THINGS_TEXT = (
    "Person Organization Product Review Comment ImageObject VideoObject Book Movie Quotation Answer "
    "ListItem Event"
)  # fmt: skip
_OTHER_THINGS: Final = frozenset(_OTHER_THINGS_TEXT.split())
_PERSON_KEYS: Final = ("author", "creator")
_ORGANISATIONS: Final = frozenset(("Organization", "NewsMediaOrganization", "Corporation"))


def read(sources: Sources, site: Site) -> Iterator[Byline]:
    """JSON-LD's authors, then those of the metas."""
    yield from _from_things(sources, site)
    yield from _from_metas(sources, site)


def own(sources: Sources, site: Site) -> Byline | None:
    """The site or its staff ("Heron Newsroom"), where the article declares it its author.

    Of the pages that do, name no one else and have marked authors, 58 names are marked so and 17 are another's, whom
    nothing declares (WCXB dev 47 and 8, Fundus 7 and 4, trafilatura's set 4 and 5).
    """
    if not is_article_page(sources):
        return None
    main = sources.main_thing
    value = main.get("author") if main is not None else None
    for entry in value if isinstance(value, list) else [value]:
        entry = resolved(entry, sources)
        for name in _names_of(entry) if isinstance(entry, Mapping) else [entry] if isinstance(entry, str) else []:
            if found := names.read_own(name, site):
                url = address(entry.get("url"), sources) if isinstance(entry, Mapping) else None
                return byline(
                    "json-ld:author", (), (), [Named(found, url, is_organisation=not names.is_persons(found))]
                )
    for name in sources.metas.get("author", ()):
        if found := names.read_own(name, site):
            return byline("meta:author", (), (), [Named(found, is_organisation=True)])
    return None


def owner(sources: Sources, site: Site) -> Byline | None:
    """Who keeps a site under their own name and says so in the meta, where no article declares itself.

    Companies are left out: their shop's pages name them as well, and nobody has written those.
    """
    for name in sources.metas.get("author", ()):
        if (found := names.read_own(name, site)) and names.is_persons(found):
            return byline("meta:author", [Named(found)], ())
    return None


# --- JSON-LD ------------------------------------------------------------------------------------------------------


def _from_things(sources: Sources, site: Site) -> Iterator[Byline]:
    main = sources.main_thing
    if main is not None:
        yield from _of_thing(main, sources, site)
    others = [thing for thing in sources.things if thing is not main and _OTHER_THINGS.isdisjoint(types_of(thing))]
    told = [found for thing in others for found in _of_thing(thing, sources, site)]
    if len({(found.persons, found.organisations) for found in told}) == 1:
        yield told[0]  # several are those of a list of articles


_THREADS: Final = frozenset(("DiscussionForumPosting", "Question"))


def _of_thing(thing: Thing, sources: Sources, site: Site) -> Iterator[Byline]:
    for key in _PERSON_KEYS:
        value = thing.get(key)
        is_thread = not _THREADS.isdisjoint(types_of(thing))
        found = _from_json_ld(f"json-ld:{key}", value, sources, site, is_thread=is_thread) if value else None
        if found is not None:
            yield found


def _from_json_ld(source: str, value: Any, sources: Sources, site: Site, *, is_thread: bool) -> Byline | None:
    persons: list[Named] = []
    organisations: list[Named] = []
    for entry in value if isinstance(value, list) else [value]:
        entry = resolved(entry, sources)
        if isinstance(entry, str):
            found = names.read(entry, site, "declared")
            url = None
        elif isinstance(entry, Mapping):
            is_organisation = not _ORGANISATIONS.isdisjoint(types_of(entry))
            found = Names((), ())
            for name in _names_of(entry):
                found = names.read(name, site, "declared", whole=is_organisation and _is_one(name))
            url = address(entry.get("url"), sources)
        else:
            continue
        if len(found.persons) + len(found.organisations) != 1:
            url = None
        # An agency that is declared beside the persons is one of the authors (trafilatura#24), in its place.
        joint = found.organisations if isinstance(value, list) and _is_agency(found) else ()
        persons += [Named(name, url) for name in found.persons]
        persons += [Named(name, url, is_organisation=True) for name in joint]
        organisations += [Named(name, url, is_organisation=True) for name in found.organisations]
    return byline(source, persons, organisations, is_thread=is_thread)


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


# --- metas --------------------------------------------------------------------------------------------------------


def _from_metas(sources: Sources, site: Site) -> Iterator[Byline]:
    for key in _METAS:
        values = sources.metas.get(key)
        if values:
            found = from_texts(f"meta:{key}", values, site, "declared")
            if found is not None and (found.persons or are_agencies(found.organisations)):
                yield found
    # Slack's preview cards, as Yoast fills them: label "Written by", data the name.
    for number in ("1", "2"):
        label = sources.metas.get(f"twitter:label{number}", ("",))[0]
        values = sources.metas.get(f"twitter:data{number}", ())
        if values and names.is_opening(label):
            found = from_texts(f"meta:twitter:data{number}", values, site, "declared")
            if found is not None:
                yield found
