"""Whether an author is a person or an organisation."""

from __future__ import annotations

from typing import Any

import pytest
from snippets import article, json_ld, sources_of

from presscut.article import Author
from presscut.extraction.metadata import author_types
from presscut.extraction.metadata.found import Found


@pytest.mark.parametrize(
    ("name", "declared", "expected"),
    [
        ("Jane Roe", None, "Person"),
        ("Jane Roe", {"@type": "Person"}, "Person"),
        ("Fog Signal Works", {"@type": "Organization"}, "Organization"),
        ("Fog Signal Works", {"@type": "NewsMediaOrganization"}, "Organization"),
        ("Fog Signal Works", {"@type": "https://schema.org/Corporation"}, "Organization"),
        ("Jane Roe", {"@type": ["Person", "Organization"]}, "Person"),
        # Systems call every author a person
        ("Reuters", {"@type": "Person"}, "Organization"),
        ("Associated Press", {"@type": "Person"}, "Organization"),
        ("Heron Staff", {"@type": "Person"}, "Organization"),
        ("Team Heron", {"@type": "Person"}, "Organization"),
        ("Redaktion", None, "Organization"),
        ("Coast University", None, "Organization"),
        ("Heron", None, "Organization"),
        ("Heron", {"@type": "Person"}, "Person"),
        ("Jane Roe Heron", None, "Person"),
        ("Emily Co", None, "Person"),
        ("The Heron", {"@type": "Person"}, "Organization"),
        ("Ferry Herald", {"@type": "Person"}, "Organization"),
        ("Gull Coast", {"@type": "Person"}, "Person"),
        ("Heron Arts", None, "Organization"),
        ("Heron Correspondent", {"@type": "Person"}, "Organization"),
        ("The Gull", {"@type": "Person"}, "Person"),
        ("gull.in", {"@type": "Person"}, "Organization"),
    ],
)
def test_the_type_of_an_author(name: str, declared: dict[str, Any] | None, expected: str) -> None:
    thing = article(author=declared | {"name": name}) if declared is not None else ""
    found = Found((Author(name=name, url="https://heron.example/a"),), "meta:author", ("dom:byline",))
    typed = author_types.typed(found, sources_of(thing), frozenset(("heron", "janeroeheron", "ferryherald")))
    assert typed == Found(
        (Author(name=name, url="https://heron.example/a", type=expected),),  # type: ignore[arg-type]
        "meta:author",
        ("dom:byline",),
    )


def test_a_person_who_publishes_her_own_site_stays_one() -> None:
    things = json_ld({"@type": "Organization", "name": "Jane Roe"}, {"@type": "Person", "name": "Jane Roe"})
    typed = author_types.typed(Found((Author(name="Jane Roe"),), "x"), sources_of(things), frozenset())
    assert typed is not None
    assert typed.value[0].type == "Person"


def test_no_authors_have_no_types() -> None:
    assert author_types.typed(None, sources_of(""), frozenset()) is None
