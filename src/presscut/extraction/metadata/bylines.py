"""What one source says of who wrote a page: the names in it, each a person's or an organisation's, with its address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from presscut.extraction.addresses import resolve
from presscut.extraction.keys import folded
from presscut.extraction.metadata import names
from presscut.extraction.metadata.names import Site, Trust
from presscut.extraction.metadata.sources import Sources, is_article, types_of
from presscut.extraction.vocabulary.bylines import AGENCIES


@dataclass(frozen=True, slots=True)
class Named:
    """An author as a source names them."""

    name: str
    url: str | None = None
    """Absolute: the author's page, where the source gives one."""
    is_organisation: bool = False


@dataclass(frozen=True, slots=True)
class Byline:
    """The authors that one source names. All tuples are in its order and without doubles."""

    source: str
    persons: tuple[Named, ...]
    """With the agencies that are declared beside persons (trafilatura#24)."""
    organisations: tuple[Named, ...]
    own: tuple[Named, ...] = field(default=())
    """The site itself, or those who work for it ("Redaktion", "The Heron Team"): asked for last."""
    is_thread: bool = field(default=False)
    """Whether it names the user who began a thread: a log-in name is all that there is."""

    @property
    def is_full(self) -> bool:
        """Whether it names a person in full: "jdoe" is a log-in name, and the page may show a better one."""
        return any(
            (self.is_thread or " " in author.name or author.name.lower() == author.name.upper())
            and author.name.lower() not in AGENCIES
            for author in self.persons
        )

    @property
    def is_surely_a_persons(self) -> bool:
        """Whether it says of nobody what may be a company's name, or the account's that an article was put in with."""
        return not self.source.startswith("meta:twitter:data") and any(
            names.begins_with_given_name(author.name) or author.name.lower() == author.name.upper()
            for author in self.persons
        )


def byline(
    source: str,
    persons: Sequence[Named],
    organisations: Sequence[Named],
    own: Sequence[Named] = (),
    *,
    is_thread: bool = False,
) -> Byline | None:
    """Put together what was found, or None where that is nothing."""
    if not persons and not organisations and not own:
        return None
    return Byline(source, _distinct(persons), _distinct(organisations), _distinct(own), is_thread)


def from_texts(source: str, texts: Sequence[str], site: Site, trust: Trust) -> Byline | None:
    """The names in texts that are bylines, each of which may hold several."""
    found = [names.read(text, site, trust) for text in texts]
    persons = [Named(name) for part in found for name in part.persons]
    organisations = [Named(name, is_organisation=True) for part in found for name in part.organisations]
    return byline(source, persons, organisations)


def _distinct(authors: Sequence[Named]) -> tuple[Named, ...]:
    by_name: dict[str, Named] = {}
    for author in authors:
        key = names.spelled(author.name)
        if key not in by_name or (by_name[key].url is None and author.url):
            by_name[key] = author
    return tuple(by_name.values())


def keys(authors: Sequence[Named]) -> set[str]:
    """The names as they are compared."""
    return {folded(author.name) for author in authors}


def are_agencies(organisations: Sequence[Named]) -> bool:
    """Whether one is a news agency. Of a company that is named in a meta or below a text, as much may be said as that it built
    the site."""
    return any(organisation.name.lower() in AGENCIES for organisation in organisations)


def address(value: object, sources: Sources) -> str | None:
    """An author's address as it was written (one, or a list of several) → absolute, or None where it is none."""
    if isinstance(value, list):
        value = value[0] if value else None
    if not isinstance(value, str) or not value.strip():
        return None
    return resolve(names.encodable(value.strip()), sources.base_url)


def is_article_page(sources: Sources) -> bool:
    """Whether the page says that it is an article."""
    main = sources.main_thing
    return (main is not None and is_article(main)) or "article" in sources.metas.get("og:type", ())


_THREADS: Final = frozenset(("DiscussionForumPosting", "QAPage"))
_THREAD_ADDRESS: Final = re.compile(
    r"//(?:forums?|bbs|boards?|discuss(?:ions?)?|community)\.|/(?:forums?|threads?|topics?|discussions?|viewtopic|showthread|viewthread)(?:[/.]|$)"
    r"|[?&](?:topic|thread|threadid|showtopic)=|/questions/\d",
    re.IGNORECASE,
)


def is_thread_page(sources: Sources) -> bool:
    """Whether the page says, or its address, that it is a forum's thread or a question with answers."""
    return (
        (sources.url is not None and _THREAD_ADDRESS.search(sources.url) is not None)
        or any(not _THREADS.isdisjoint(types_of(thing)) for thing in sources.things)
        or any(
            (node.attributes.get("itemtype") or "").endswith("Question") for node in sources.items.get("mainEntity", ())
        )
    )
