"""The description: what the page says of itself in a sentence or two."""

from __future__ import annotations

import pytest
from snippets import article, meta, sources_of

from presscut.extraction import blocks, metadata
from presscut.extraction.metadata import description, site
from presscut.extraction.metadata.sources import collect
from presscut.extraction.page import parse

TEXT = "The ferry to the islands sails again."


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (meta(og__description=TEXT), TEXT),
        (meta(description=TEXT), TEXT),
        (meta(twitter__description=TEXT), TEXT),
        (article(description=TEXT), TEXT),
        (f'<meta name="DC.description" content="{TEXT}">', TEXT),
        (meta(description="Short.", og__description=TEXT), TEXT),
        (article(description="Short.") + meta(description=TEXT), TEXT),
        (meta(twitter__description=TEXT) + article(description="Said in JSON-LD."), "Said in JSON-LD."),
        # Escaped twice, and markup in it
        (meta(description="Tom &amp;amp; Jerry&amp;#39;s"), "Tom & Jerry's"),
        (meta(description="&lt;p&gt;The ferry &lt;b&gt;sails&lt;/b&gt;.&lt;/p&gt;"), "The ferry sails."),
        (meta(description="One.&lt;br&gt;&lt;a href=x&gt;Two&lt;/a&gt;, three."), "One. Two, three."),
        (meta(description="&amp;lt;p&amp;gt;The ferry sails.&amp;lt;/p&amp;gt;"), "The ferry sails."),
        (meta(description="Tide &lt; 3 m, wind &gt; 5"), "Tide < 3 m, wind > 5"),
        (meta(description=" The ferry \n sails. "), "The ferry sails."),
        # What says nothing
        (meta(og__description="", description=TEXT), TEXT),
        (meta(og__description="…", description=TEXT), TEXT),
        (meta(og__description="Heron", og__site_name="Heron", description=TEXT), TEXT),
        (meta(og__description="Visit the post for more.", description=TEXT), TEXT),
        (article(description=["a", "b"]), None),
        ("<p>Rain.</p>", None),
    ],
)
def test_the_description(html: str, expected: str | None) -> None:
    sources = sources_of(html, None)
    found = description.read(sources, site.names(sources))
    assert (found.value if found else None) == expected


def test_where_it_was_found_and_who_agrees() -> None:
    found = description.read(
        sources_of(meta(og__description=TEXT, description=TEXT.upper(), twitter__description="x")), frozenset()
    )
    assert found is not None
    assert (found.found_in, found.agreeing) == ("meta:og:description", ("meta:description",))


def test_what_repeats_the_headline_describes_nothing() -> None:
    page = parse(meta(og__description="The ferry sails", description=TEXT) + "<h1>The ferry sails</h1>", None)
    found = metadata.read(page, collect(page, blocks.read(page))).description
    assert found is not None
    assert found.value == TEXT
