"""Whether an author is a person or an organisation, in schema.org's words.

By the name where that tells (an agency, "… University", a team, a desk, an address, the site's own name with "The" or a
function): systems call whoever wrote a Person. So is the site's own name of several words, unless it begins with a name that
people are called by: of 40 others that are no organisation by their words, 30 are one all the same. Else by the JSON-LD type of
what bears this name, and a Person that is an Organization as well (as systems declare the owner of a blog) is a person. Else a
single word that is the site's name is an organisation. Whoever is left is a person.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal

from presscut.article import Author
from presscut.extraction.keys import folded, key_of
from presscut.extraction.metadata.found import Found
from presscut.extraction.metadata.names import begins_with_given_name, is_host
from presscut.extraction.metadata.sources import Sources, types_of
from presscut.extraction.vocabulary.bylines import AGENCIES, IMPERSONAL, ORGANISATION_WORDS, SECTIONS

Type = Literal["Person", "Organization"]
_SPEAKING_WORDS: Final = frozenset(
    ("team", "staff", "redaktion", "redazione", "redacción", "rédaction", "redactie", "redakcja", "editors", "newsroom",
     "desk", "онлайн", "редакция", "editorial")
)  # fmt: skip
"""Of a group that writes, wherever in its name: "Team Heron", "Heron Staff"."""
_ORGANISATION_WORDS: Final = ORGANISATION_WORDS - {"co"}
"""Which is a surname as well."""
_KEYS: Final = ("author", "creator", "contributor", "publisher")


def typed(
    found: Found[tuple[Author, ...]] | None, sources: Sources, site_names: frozenset[str]
) -> Found[tuple[Author, ...]] | None:
    """The same authors, each with its type. ``site_names``: keys of what the site is called."""
    if found is None:
        return None
    declared: dict[str, Type] = {}
    for name, kind in _declared(sources):
        if declared.get(name) != "Person":
            declared[name] = kind
    authors = tuple(
        Author(name=author.name, url=author.url, type=_type(author.name, declared, site_names))
        for author in found.value
    )
    return Found(authors, found.found_in, found.agreeing)


def _type(name: str, declared: Mapping[str, Type], site_names: frozenset[str]) -> Type:
    lowered = name.lower()
    words = [word.strip(".,") for word in lowered.split()]
    if (
        lowered in AGENCIES
        or not _SPEAKING_WORDS.isdisjoint(words)
        or not _ORGANISATION_WORDS.isdisjoint(words[1:])
        or all(word in IMPERSONAL for word in words)
        or is_host(name)
        or (len(words) > 1 and key_of(name) in site_names and not begins_with_given_name(name))
        or _is_sites(words, site_names)
    ):
        return "Organization"
    said = declared.get(folded(name))
    if said is not None:
        return said
    return "Organization" if len(words) == 1 and key_of(name) in site_names else "Person"


def _is_sites(words: list[str], site_names: frozenset[str]) -> bool:
    """Whether a name is the site's with an article, a section or a function: "The Heron", "Heron Arts", "Heron Correspondent"."""
    rest = [word for word in words if word not in IMPERSONAL and word not in SECTIONS]
    return 0 < len(rest) < len(words) and key_of(" ".join(rest)) in site_names


def _declared(sources: Sources) -> Iterator[tuple[str, Type]]:
    """(folded name, type) of all that JSON-LD names."""
    for thing in sources.things:
        yield from _of_entry(thing)
    for key in _KEYS:
        value: Any = (sources.main_thing or {}).get(key)
        for entry in value if isinstance(value, list) else (value,):
            if isinstance(entry, Mapping):
                yield from _of_entry(entry)


def _of_entry(entry: Mapping[str, Any]) -> Iterator[tuple[str, Type]]:
    name = entry.get("name")
    if not isinstance(name, str):
        return
    for kind in types_of(entry):
        if kind == "Person":
            yield folded(name), "Person"
        elif kind.endswith("Organization") or kind == "Corporation":
            yield folded(name), "Organization"
