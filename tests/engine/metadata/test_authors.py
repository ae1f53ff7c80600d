"""Authors: what a byline says, and whose bylines a page shows."""

from __future__ import annotations

from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from presscut.article import Author
from presscut.extraction import blocks
from presscut.extraction.metadata import authors, names
from presscut.extraction.metadata.found import Found
from presscut.extraction.metadata.sources import Sources
from presscut.extraction.page import Page

SITE = names.site_of(("The Daily Heron",), "www.dailyheron.example")


def page_of(
    body: str = "",
    *,
    metas: dict[str, str | tuple[str, ...]] | None = None,
    thing: dict[str, Any] | None = None,
    things: tuple[dict[str, Any], ...] = (),
    url: str | None = "https://www.dailyheron.example/ferry",
) -> tuple[Sources, Page]:
    """A page with the given body, and the candidates that its head is said to hold."""
    html = f"<html><body>{body}</body></html>"
    tree = LexborHTMLParser(html)
    page = Page(tree, html, url, url)
    items: dict[str, list[Any]] = {}
    for node in tree.css("[itemprop]"):
        items.setdefault(node.attributes["itemprop"] or "", []).append(node)
    every = ((thing,) if thing else ()) + things
    sources = Sources(
        url=url,
        base_url=url,
        metas={key: (value,) if isinstance(value, str) else value for key, value in (metas or {}).items()},
        title=None,
        html_language="en",
        links={},
        things=every,
        main_thing=thing,
        thing_by_id={entry["@id"]: entry for entry in every if "@id" in entry},
        headings=tuple((node, node.text().strip()) for node in tree.css("h1")),
        times=(),
        items={name: tuple(nodes) for name, nodes in items.items()},
        blocks=blocks.read(page),
        saved_from=None,
    )
    return sources, page


def names_of(found: Found[tuple[Author, ...]] | None) -> list[str]:
    return [] if found is None else [author.name for author in found.value]


# --- one byline ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("Jane Roe", ["Jane Roe"]),
        ("By Jane Roe", ["Jane Roe"]),
        ("BY JANE ROE", ["Jane Roe"]),
        ("Written by: Jane Roe", ["Jane Roe"]),
        ("Von Anna Muster", ["Anna Muster"]),
        ("Ein Gastbeitrag von Anna Muster", ["Anna Muster"]),
        ("Par Jeanne Dupont", ["Jeanne Dupont"]),
        ("Por Ana Pérez y Luis Gil", ["Ana Pérez", "Luis Gil"]),
        ("di Maria Rossi", ["Maria Rossi"]),
        ("作者：王小明", ["王小明"]),
        ("홍길동 기자", ["홍길동"]),
        ("Автор: Анна Иванова", ["Анна Иванова"]),
        # Names that begin as bylines do
        ("Abby Roe", ["Abby Roe"]),  # newspaper4k#83
        ("Byrne Hobart", ["Byrne Hobart"]),  # metascraper#352
        ("By Byrne Hobart", ["Byrne Hobart"]),
        ("Di Stefano", ["Di Stefano"]),
        ("Von Trapp", ["Von Trapp"]),
        ("Da Costa Lima", ["Da Costa Lima"]),
        ("Ursula von der Heide", ["Ursula von der Heide"]),
        ("Dan Poe", ["Dan Poe"]),
        ("Theo James Smith", ["Theo James Smith"]),
        # Several
        ("Jane Roe and Tom Poe", ["Jane Roe", "Tom Poe"]),
        ("Jane Roe, Tom Poe and Ann Doe", ["Jane Roe", "Tom Poe", "Ann Doe"]),
        ("Jane Roe, Tom Poe, and Ann Doe", ["Jane Roe", "Tom Poe", "Ann Doe"]),
        ("Jane Roe & Tom Poe", ["Jane Roe", "Tom Poe"]),
        ("Jane Roe &amp; Tom Poe", ["Jane Roe", "Tom Poe"]),
        ("Jane Roe; Tom Poe", ["Jane Roe", "Tom Poe"]),
        ("Jane Roe And Tom Poe", ["Jane Roe", "Tom Poe"]),
        ("Anna Muster und Jan Meier", ["Anna Muster", "Jan Meier"]),
        ("Jeanne Dupont et Paul Petit", ["Jeanne Dupont", "Paul Petit"]),
        ("山田太郎、鈴木花子", ["山田太郎", "鈴木花子"]),
        ("Jane Roe, JANE ROE", ["Jane Roe"]),
        # One, though it looks like several
        ("José Ortega y Gasset", ["José Ortega y Gasset"]),
        ("Robert Jones, Jr.", ["Robert Jones, Jr."]),
        ("Jane Smith, MD", ["Jane Smith"]),  # a degree is none of the name
        ("Jane Smith, M.D., Tom Poe, PhD", ["Jane Smith", "Tom Poe"]),
        ("Jane Smith, MS, RD", ["Jane Smith"]),
        ("Doe, Jane", ["Jane Doe"]),
        ("Doe, Jane M.", ["Jane M. Doe"]),
        ("Doe, Jane; Poe, Tom", ["Jane Doe", "Tom Poe"]),
        ("Boer, Anna de", ["Anna de Boer"]),
        # What stands beside names
        ("Jane Roe, Political Editor", ["Jane Roe"]),
        ("Jane Roe, London", ["Jane Roe"]),
        ("Jane Roe | Reuters", ["Jane Roe"]),
        ("Jane Roe | Political Editor", ["Jane Roe"]),
        ("Jane Roe (Reuters)", ["Jane Roe"]),
        ("Jane Roe jane.roe@example.org @janeroe", ["Jane Roe"]),
        ("By Jane Roe March 21, 2023", ["Jane Roe"]),
        ("By Jane Roe Updated March 21, 2023", ["Jane Roe"]),
        ("By Jane Roe Photos by Tom Poe", ["Jane Roe"]),
        ("Jane Roe +1 (555) 010-9999", ["Jane Roe"]),
        ("Jane Roe https://example.org/jane", ["Jane Roe"]),
        ("Anna Muster, Redakteurin", ["Anna Muster"]),
        ("Jane Roe for dailyheron.example.co.uk", ["Jane Roe"]),
        ("Jane Roe For The Daily Heron", ["Jane Roe"]),
        ("Recueilli par Jeanne DUPONT.", ["Jeanne DUPONT"]),
        ("Jane Roe, Developed by Pixelwerk", ["Jane Roe"]),
        # Capitals
        ("SEAN MCDONALD", ["Sean McDonald"]),
        ("PAT O'BRIEN", ["Pat O'Brien"]),
        ("ANNE-MARIE ROE", ["Anne-Marie Roe"]),
        ("VINCENT VAN DER BERG", ["Vincent van der Berg"]),
        ("J.R. ROE III", ["J.R. Roe III"]),
        # Nobody
        ("Staff", []),
        ("admin", []),
        ("Redaktion", []),
        ("Editorial Team", []),
        ("Web Desk", []),
        ("No Author", []),
        ("publisher", []),
        ("Associate Editor", []),
        ("By", []),
        ("https://www.facebook.com/jane.roe", []),
        ("The Daily Heron", []),
        ("Daily Heron Staff", []),
        ("dailyheron.example", []),
        ("Photos by Tom Poe", []),
        ("null", []),
        ("", []),
    ],
)
def test_a_declared_byline_gives_its_persons(text: str, persons: list[str]) -> None:
    assert list(names.read(text, SITE, "declared").persons) == persons


@pytest.mark.parametrize(
    ("text", "organisations"),
    [("dpa", ["dpa"]), ("Associated Press", ["Associated Press"]), ("By Reuters", ["Reuters"])],
)
def test_an_agency_is_no_person(text: str, organisations: list[str]) -> None:
    assert names.read(text, SITE, "declared") == names.Names((), tuple(organisations))


@pytest.mark.parametrize(
    "text", ["By the sea", "By clicking you agree to our terms", "From the archive", "by 2030", "Share this story"]
)
def test_running_text_is_no_byline(text: str) -> None:
    assert names.read(text, SITE, "text").persons == ()


def test_posted_on_a_day_by_somebody() -> None:
    assert names.read("Posted on March 3, 2015 by Jane Roe", SITE, "marked").persons == ("Jane Roe",)


def test_a_role_behind_a_visible_name_is_dropped() -> None:
    assert names.read("Jane Roe Senior Political Correspondent", SITE, "marked").persons == ("Jane Roe",)


# --- JSON-LD ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("Jane Roe", [Author(name="Jane Roe")]),
        (
            {"@type": "Person", "name": "Jane Roe", "url": "/people/jane"},
            [Author(name="Jane Roe", url="https://www.dailyheron.example/people/jane")],
        ),
        # trafilatura#24: all of them
        (
            [{"@type": "Person", "name": "Jane Roe"}, {"@type": "Person", "name": "Tom Poe"}, "Ann Doe"],
            [Author(name="Jane Roe"), Author(name="Tom Poe"), Author(name="Ann Doe")],
        ),
        # trafilatura#362: without additionalName
        ({"@type": "Person", "givenName": "Jane", "familyName": "Roe"}, [Author(name="Jane Roe")]),
        (
            {"@type": "Person", "givenName": "Jane", "additionalName": "M.", "familyName": "Roe"},
            [Author(name="Jane M. Roe")],
        ),
        ({"@type": "Person", "name": ["Jane Roe", "Tom Poe"]}, [Author(name="Jane Roe"), Author(name="Tom Poe")]),
        ({"@type": "Person", "name": "Jane Roe, Tom Poe"}, [Author(name="Jane Roe"), Author(name="Tom Poe")]),
        ({"@id": "#jane"}, [Author(name="Jane Roe")]),
        (
            [{"@type": "Person", "name": "Jane Roe"}, {"@type": "Organization", "name": "Reuters"}],
            [Author(name="Jane Roe"), Author(name="Reuters")],
        ),
        ({"@type": "Organization", "name": "Associated Press"}, [Author(name="Associated Press")]),
        (
            {"@type": "Organization", "name": "Centers for Disease Control and Prevention"},
            [Author(name="Centers for Disease Control and Prevention")],
        ),
    ],
)
def test_json_ld_authors_come_in_many_shapes(author: Any, expected: list[Author]) -> None:
    sources, page = page_of(
        thing={"@type": "NewsArticle", "author": author},
        things=({"@type": "Person", "@id": "#jane", "name": "Jane Roe"},),
    )
    found = authors.read(sources, page)
    assert found is not None
    assert (list(found.value), found.found_in) == (expected, "json-ld:author")


@pytest.mark.parametrize("author", ["", {}, [], {"@type": "Person", "name": ""}, {"@id": "#gone"}, 7, None])
def test_an_empty_json_ld_author_is_none(author: Any) -> None:
    sources, page = page_of(thing={"@type": "NewsArticle", "author": author})
    assert authors.read(sources, page) is None


def test_half_a_surrogate_pair_in_a_name_is_dropped() -> None:
    sources, page = page_of(thing={"@type": "Article", "author": {"name": "Jane Roe \ud83d", "url": "//[x"}})
    assert authors.read(sources, page) == Found((Author(name="Jane Roe"),), "json-ld:author")


@pytest.mark.parametrize("url", ["http://[::1", "", "about:blank", None])
def test_a_malformed_address_does_no_harm(url: str | None) -> None:
    sources, page = page_of(metas={"author": "Jane Roe"}, url=url)
    assert names_of(authors.read(sources, page)) == ["Jane Roe"]


def test_the_creator_stands_in_for_the_author() -> None:
    sources, page = page_of(thing={"@type": "NewsArticle", "creator": ["Jane Roe"]})
    assert names_of(authors.read(sources, page)) == ["Jane Roe"]


def test_the_site_is_not_its_own_author_beside_a_person() -> None:  # newspaper4k#346, #405
    thing = {"@type": "NewsArticle", "author": {"@type": "Person", "name": "The Daily Heron"}}
    sources, page = page_of("<h1>Ferry</h1><p>By Jane Roe</p>", thing=thing, metas={"og:site_name": "Daily Heron"})
    assert names_of(authors.read(sources, page)) == ["Jane Roe"]
    alone, page = page_of(metas={"author": "Daily Heron"})
    assert authors.read(alone, page, site_name="The Daily Heron") is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("The Daily Heron", ["The Daily Heron"]),
        ("Daily Heron Newsroom", ["Daily Heron Newsroom"]),
        ("Editorial Staff", ["Editorial Staff"]),
        ("Staff", []),
        ("admin", []),
        ("Super User", []),
        ("https://www.dailyheron.example/", []),
        ("desk@dailyheron.example", []),
    ],
)
def test_the_site_is_the_author_where_the_article_declares_it_and_names_nobody(name: str, expected: list[str]) -> None:
    thing = {"@type": "NewsArticle", "author": {"@type": "Organization", "name": name}}
    metas = {"og:site_name": "Daily Heron"}
    assert names_of(authors.read(*page_of("<h1>Ferry</h1>", thing=thing, metas=metas))) == expected
    metas |= {"og:type": "article", "author": name}
    assert names_of(authors.read(*page_of("<h1>Ferry</h1>", metas=metas))) == expected


def test_a_person_who_publishes_a_site_of_their_own_name_is_its_author() -> None:
    person = {"@type": ["Person", "Organization"], "@id": "#me", "name": "Jane Roe"}
    thing = {"@type": "BlogPosting", "author": {"@id": "#me"}, "publisher": {"@id": "#me"}}
    sources, page = page_of(thing=thing, things=(person,), metas={"og:site_name": "Jane Roe"}, url=None)
    assert names_of(authors.read(sources, page)) == ["Jane Roe"]


def test_the_author_of_a_comment_or_review_is_not_the_pages() -> None:
    sources, page = page_of(things=({"@type": "Review", "author": "Ann Reader"},))
    assert authors.read(sources, page) is None


def test_the_authors_of_a_list_of_articles_are_not_the_pages() -> None:
    listed = tuple({"@type": "BlogPosting", "author": name} for name in ("Jane Roe", "Tom Poe"))
    sources, page = page_of(things=listed)
    assert authors.read(sources, page) is None
    sources, page = page_of(things=({"@type": "WebPage", "author": "Jane Roe"},))
    assert names_of(authors.read(sources, page)) == ["Jane Roe"]


# --- metas --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl", "citation_author"]
)
def test_metas_name_the_author(name: str) -> None:
    sources, page = page_of(metas={name: "By Jane Roe"})
    assert authors.read(sources, page) == Found((Author(name="Jane Roe"),), f"meta:{name}")


def test_a_repeated_meta_names_several() -> None:
    sources, page = page_of(metas={"citation_author": ("Roe, Jane", "Poe, Tom")})
    assert names_of(authors.read(sources, page)) == ["Jane Roe", "Tom Poe"]


def test_an_address_gives_the_url_and_no_name() -> None:
    sources, page = page_of(metas={"author": "Jane Roe", "article:author": "https://social.example/jane.roe"})
    found = authors.read(sources, page)
    assert found is not None
    assert found.value == (Author(name="Jane Roe", url="https://social.example/jane.roe"),)


def test_the_publishers_address_is_not_the_authors() -> None:
    address = "https://social.example/dailyheron"
    sources, page = page_of(metas={"author": "Jane Roe", "article:author": address, "article:publisher": address})
    found = authors.read(sources, page)
    assert found is not None
    assert found.value == (Author(name="Jane Roe"),)


def test_a_card_labelled_written_by_names_the_author() -> None:
    sources, page = page_of(metas={"twitter:label1": "Written by", "twitter:data1": "Jane Roe"})
    assert names_of(authors.read(sources, page)) == ["Jane Roe"]
    sources, page = page_of(metas={"twitter:label1": "Est. reading time", "twitter:data1": "Four minutes"})
    assert authors.read(sources, page) is None


@pytest.mark.parametrize(
    ("metas", "shown"),
    [
        ({"author": "Reiher Média", "article:author": "Stephen Roe"}, ""),
        ({"author": "Reiher Média"}, "<p class='byline'>By Stephen Roe</p>"),
        ({"twitter:label1": "Written by", "twitter:data1": "Julia Poe"}, "<p class='byline'>By Stephen Roe</p>"),
    ],
)
def test_a_person_beats_what_a_meta_may_call_a_publisher_or_an_account(metas: dict[str, str], shown: str) -> None:
    sources, page = page_of(f"<main><h1>Ferry resumes</h1>{shown}<p>Text.</p></main>", metas=metas)
    assert names_of(authors.read(sources, page)) == ["Stephen Roe"]


def test_a_company_in_a_meta_built_the_site() -> None:
    sources, page = page_of(metas={"author": "Pixelwerk GmbH"})
    assert authors.read(sources, page) is None


def test_a_source_that_names_more_completes_the_first() -> None:  # trafilatura#24
    sources, page = page_of(thing={"@type": "NewsArticle", "author": "Jane Roe"}, metas={"author": "Jane Roe, Tom Poe"})
    assert names_of(authors.read(sources, page)) == ["Jane Roe", "Tom Poe"]


def test_a_full_name_is_better_than_a_log_in_name() -> None:
    sources, page = page_of(
        "<h1>Ferry</h1><span class='byline'>By Jane Roe</span>", thing={"@type": "Article", "author": "jroe"}
    )
    assert names_of(authors.read(sources, page)) == ["Jane Roe"]


def test_a_log_in_name_is_better_than_nothing() -> None:
    sources, page = page_of("<h1>Ferry</h1>", thing={"@type": "Article", "author": "jroe"})
    assert names_of(authors.read(sources, page)) == ["jroe"]


def test_the_sources_that_agree_are_told() -> None:
    sources, page = page_of(thing={"@type": "Article", "author": "Jane Roe"}, metas={"author": "JANE ROE"})
    assert authors.read(sources, page) == Found((Author(name="Jane Roe"),), "json-ld:author", ("meta:author",))


def test_the_headline_is_no_author() -> None:
    sources, page = page_of(metas={"author": "Ferry Resumes"})
    assert authors.read(sources, page, headline="Ferry resumes") is None


# --- what readers see ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("<a rel='author' href='/jane'>Jane Roe</a>", ["Jane Roe"]),
        ("<span itemprop='author'><span itemprop='name'>Jane Roe</span>, editor</span>", ["Jane Roe"]),
        (
            "<p class='byline'>By <a href='/jane'>Jane Roe</a> and <a href='/tom'>Tom Poe</a></p>",
            ["Jane Roe", "Tom Poe"],
        ),
        ("<div class='post-author-name'>Jane Roe</div>", ["Jane Roe"]),
        ("<ul><li class='author'>Jane Roe</li><li class='author'>Tom Poe</li></ul>", ["Jane Roe", "Tom Poe"]),
        ("<p class='byline'>VON <a>ANNA MUSTER</a> am 21. April 2020</p>", ["Anna Muster"]),
        ("<p class='byline'>von Heiko</p>", ["Heiko"]),
        ("<p>By Jane Roe</p>", ["Jane Roe"]),
        ("<p>By <b>Jane Roe</b> and Tom Poe, Political Editor</p>", ["Jane Roe", "Tom Poe"]),
        ("<div>Written by</div><div>Jane Roe</div>", ["Jane Roe"]),
        ("<div class='author'><a href='/jane'>Jane Roe</a><div>Games of the Coast</div></div>", ["Jane Roe"]),
        ("<div class='author'><div>Jane Roe</div><div>Stephen Poe</div></div>", ["Jane Roe", "Stephen Poe"]),
        (
            "<div itemprop='author'><span itemprop='name'>Jane Roe</span><span itemprop='name'>Tom Poe</span></div>",
            ["Jane Roe", "Tom Poe"],
        ),
        ("<p>Published 21 March 2023 by Jane Roe</p>", ["Jane Roe"]),
        ("<p class='authority'>Harbour Authority</p>", []),
        ("<p>Text about boats.</p>", []),
    ],
)
def test_a_visible_byline_is_read(byline: str, expected: list[str]) -> None:
    sources, page = page_of(f"<main><h1>Ferry resumes</h1>{byline}<p>The ferry sails again.</p></main>")
    assert names_of(authors.read(sources, page)) == expected


def test_a_link_gives_the_authors_address() -> None:
    sources, page = page_of("<h1>Ferry</h1><a rel='author' href='/people/jane'>Jane Roe</a>")
    found = authors.read(sources, page)
    assert found is not None
    assert found.value == (Author(name="Jane Roe", url="https://www.dailyheron.example/people/jane"),)


CARD = "<article class='card'><h3><a href='/x'>Another story</a></h3><span class='author'>{}</span></article>"


@pytest.mark.parametrize(
    "distraction",
    [
        CARD.format("Ann Doe") + CARD.format("Ed Noe"),
        "<aside><span class='author'>Ann Doe</span></aside>",
        "<div class='comments'><span class='author'>Ann Doe</span></div>",
        "<div class='related'><p class='byline'>By Ann Doe</p></div>",
    ],
)
def test_authors_of_cards_comments_and_sidebars_are_not_the_pages(distraction: str) -> None:  # defuddle#135, #295
    article = "<main><h1>Ferry resumes</h1><p class='byline'>By Jane Roe</p><p>Text.</p></main>"
    sources, page = page_of(distraction + article + distraction)
    assert names_of(authors.read(sources, page)) == ["Jane Roe"]
    alone, page = page_of("<main><h1>Ferry resumes</h1><p>Text.</p></main>" + distraction)
    assert authors.read(alone, page) is None


def test_who_alone_is_marked_as_an_author_is_one_wherever_that_stands() -> None:
    aside = "<aside><address><a rel='author'>Jane Roe</a> and <a rel='author'>Tom Poe</a></address></aside>"
    sources, page = page_of(f"<main><h1>Ferry resumes</h1><p>Text.</p></main>{aside}")
    assert names_of(authors.read(sources, page)) == ["Jane Roe", "Tom Poe"]
    other = "<aside><p><a rel='author'>Ann Doe</a></p></aside>"
    sources, page = page_of(f"<main><h1>Ferry resumes</h1><p>Text.</p></main>{aside}{other}")
    assert authors.read(sources, page) is None


def test_a_name_above_the_headline_stands_behind_its_by_and_not_in_front_of_it() -> None:
    above = "<p>Summer Tales</p><p>by</p><p>Jane Roe</p>"
    sources, page = page_of(f"<main>{above}<h1>Ferry resumes</h1><p>Text.</p></main>")
    assert names_of(authors.read(sources, page)) == ["Jane Roe"]


def test_many_names_in_different_places_are_testimonials() -> None:
    quotes = "".join(
        f"<div><div><p>Good.</p></div><div><span class='author'>{name}</span></div></div>"
        for name in ("Ann Doe", "Ed Noe", "Jo Moe", "Al Coe")
    )
    sources, page = page_of(f"<h1>Our boats</h1><div>{quotes}</div>")
    assert authors.read(sources, page) is None


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("<p>Written by <a href='/blog/author/jane-roe'>Jane Roe</a></p>", ["Jane Roe"]),
        ("<p><a href='/autor/anna-muster/'>Anna Muster</a></p>", ["Anna Muster"]),
        ("<p><a href='/author/jane-roe/ferries'>Her Other Ferries</a></p>", []),
        (
            "<div class='author-box'><img alt=x><b>JR</b><span class='author-name'>Jane Roe</span><i>Gardener</i></div>",
            ["Jane Roe"],
        ),
        (
            "<p><i>Reviewed by</i> <span class='author'>Ann Doe</span></p><p>By <span class='author'>Jane Roe</span></p>",
            ["Jane Roe"],
        ),
        ("<p>Medically reviewed by: <b><span class='author'>Ann Doe</span></b></p>", []),
    ],
)
def test_who_is_linked_as_author_is_one_and_who_reviewed_it_is_not(byline: str, expected: list[str]) -> None:
    sources, page = page_of(f"<main><h1>Ferry resumes</h1>{byline}<p>The ferry sails again.</p></main>")
    assert names_of(authors.read(sources, page)) == expected


POST = "<div><dl><dt><a class='username' href='/u/{0}'>{0}</a></dt></dl><div><p>It sails at noon.</p></div></div>"


def test_a_thread_is_its_first_users() -> None:
    posts = "".join(POST.format(name) for name in ("gull7", "jroe", "tpoe", "ann_d", "heron"))
    sources, page = page_of(f"<h1>When does the ferry sail?</h1><div>{posts}</div>")
    assert names_of(authors.read(sources, page)) == ["gull7"]
    sources, page = page_of(f"<h1>When does the ferry sail?</h1><div>{posts}</div>", metas={"og:type": "article"})
    assert authors.read(sources, page) is None
    sources, page = page_of(f"<h1>When?</h1><p>Started by <a class='username'>tpoe</a></p><div>{posts}</div>")
    assert names_of(authors.read(sources, page)) == ["tpoe"]
    sources, page = page_of("<h1>Boat</h1><p><a class='username'>tpoe</a></p>", thing={"@type": "Product"})
    assert authors.read(sources, page) is None


def test_a_byline_in_the_footer_of_an_article_counts_and_in_that_of_the_page_does_not() -> None:
    html = (
        "<article><h1>Ferry resumes</h1><p>It sails again.</p><footer>By <span class='author'>Jane Roe</span></footer>"
        "</article><footer><span class='author'>Tom Poe</span></footer>"
    )
    assert names_of(authors.read(*page_of(html))) == ["Jane Roe"]


def test_what_only_style_sheets_part_is_parted_in_a_byline() -> None:
    html = "<div><h1>Ferry resumes</h1><p><b>By Jane Roe</b><i>3 May 2024</i></p><p>It sails.</p></div>"
    assert names_of(authors.read(*page_of(html)))[:1] == ["Jane Roe"]


def test_a_paper_beside_a_name_is_no_part_of_it_where_another_element_holds_the_name_alone() -> None:
    html = (
        "<h1>Ferry resumes</h1><div class='byline'><span class='author'><a href='/jane'>Jane Roe</a></span> "
        "<span>Birds Gazette &amp; Post</span></div><p>It sails.</p>"
    )
    assert names_of(authors.read(*page_of(html))) == ["Jane Roe"]


def test_authors_in_boxes_of_their_own_within_one_byline_belong_together() -> None:
    one = "<address><div><b>By</b><p><a itemprop='author'><i itemprop='name'>{}</i></a></p></div></address>"
    byline = "".join(one.format(name) for name in ("Jane Roe, Associated Press", "Tom Poe, Associated Press"))
    html = f"<h1>Ferry resumes</h1><section>{byline}</section><p>It sails.</p>"
    assert names_of(authors.read(*page_of(html))) == ["Jane Roe", "Tom Poe"]
    far = "".join(f"<div><p>{'It sails. ' * 40}</p>{one.format(name)}</div>" for name in ("Jane Roe", "Tom Poe"))
    assert names_of(authors.read(*page_of(f"<h1>Ferry resumes</h1><section>{far}</section>"))) == ["Jane Roe"]


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("By <b>Jane Roe</b> and Stephen Poe, Heron News", ["Jane Roe", "Stephen Poe"]),
        ("By <b>Jane Roe</b> and Master Gardener", ["Jane Roe"]),
        ("By <b>Ann Doe</b> and Stephen Poe", ["Jane Roe"]),
    ],
)
def test_a_byline_that_names_others_beside_the_declared_author_is_the_whole_of_it(
    byline: str, expected: list[str]
) -> None:
    thing = {"@type": "Article", "author": {"@type": "Person", "name": "Jane Roe"}}
    html = f"<h1>Ferry resumes</h1><div class='byline'>{byline}</div><p>It sails.</p>"
    assert names_of(authors.read(*page_of(html, thing=thing))) == expected


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Photography by ", ["Jane Roe"]),
        ("Edited by", ["Jane Roe"]),
        ("Medically reviewed by:", ["Jane Roe"]),
        ("and", ["Jane Roe", "Stephen Poe"]),
    ],
)
def test_whom_the_page_shows_as_editor_or_photographer_is_declared_an_author_in_vain(
    label: str, expected: list[str]
) -> None:
    thing = {"@type": "Article", "author": [{"name": "Jane Roe"}, {"name": "Stephen Poe"}]}
    html = (
        "<h1>Ferry resumes</h1><p>By <a rel='author' href='/a/jane'>Jane Roe</a></p>"
        f"<p><span>{label}</span><a rel='author' href='/a/stephen'>Stephen Poe</a></p><p>It sails.</p>"
    )
    assert names_of(authors.read(*page_of(html, thing=thing))) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("by BirdWatcher, Dec 19th 2023", ["BirdWatcher"]),
        ("Written by gull 3 May 2024", ["gull"]),
        ("By Monday, May 3", []),
        ("by boat", []),
        ("From Birds, 3 May 2024", []),
    ],
)
def test_one_word_between_by_and_a_date_is_what_somebody_is_called(line: str, expected: list[str]) -> None:
    assert names_of(authors.read(*page_of(f"<h1>Ferry resumes</h1><div>{line}</div><p>It sails.</p>"))) == expected


# --- the site, its staff, and who keeps it ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("<p>By <a rel='author' href='/author/heron'>The Daily Heron</a></p>", ["The Daily Heron"]),
        ("<span class='author vcard'>Redaktion</span>", ["Redaktion"]),
        ("<p class='byline'>By the Heron Team</p>", ["the Heron Team"]),
        ("<p>March 15, 2022 | 3 min read | By Heron Staff</p>", ["Heron Staff"]),
        ("<p class='byline'>By dailyheron.example Staff</p>", ["dailyheron.example Staff"]),
        ("<p class='byline'>About the Author</p>", []),
        ("<span class='username'>Account</span>", []),
        ("<span class='author'>admin</span>", []),
        ("<span class='author'>von wordpressadmin</span>", []),
        ("<span class='author'>The Daily Heron</span><p>By Jane Roe</p>", ["Jane Roe"]),
    ],
)
def test_a_byline_that_shows_the_site_or_its_staff_counts_where_no_person_does(
    byline: str, expected: list[str]
) -> None:
    sources, page = page_of(
        f"<h1>Ferry resumes</h1>{byline}<p>It sails.</p>", metas={"og:site_name": "The Daily Heron"}
    )
    assert names_of(authors.read(sources, page)) == expected


def test_where_a_wikis_page_is_from_is_no_byline() -> None:
    sources, page = page_of("<h1>Ferry</h1><p>From The Daily Heron</p><p>It sails.</p>")
    assert authors.read(sources, page, site_name="The Daily Heron") is None


def test_a_persons_own_site_names_a_person_and_a_shop_nobody() -> None:
    body = "<h1>A small introduction</h1><p>Text.</p>"
    sources, page = page_of(body, metas={"og:site_name": "Helga Muster", "author": "Helga Muster"})
    assert names_of(authors.read(sources, page)) == ["Helga Muster"]
    sources, page = page_of(body, metas={"og:site_name": "Heron Boats", "author": "Heron Boats"})
    assert authors.read(sources, page) is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Jane Roe", True),
        ("Dr. Anna Muster", True),
        ("Jane Roe Consulting", False),
        ("Heron Boats", False),
        ("Anna", False),
    ],
)
def test_a_persons_name_is_told_from_an_organisations(name: str, expected: bool) -> None:
    assert names.is_persons(name) is expected


# --- below the text, and beside the date --------------------------------------------------------------------------

PROSE = "<p>" + "The ferry sails again, at noon and at six, and takes bicycles as well as dogs. " * 4 + "</p>"


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        ("<h3>Written by Jane Roe</h3>", ["Jane Roe"]),
        ("<div>Article written by:</div><h3>Jane Roe, MD</h3>", ["Jane Roe"]),
        ("<p>This post was written by Jane Roe, Head of Ferries</p>", ["Jane Roe"]),
        ("<p><b>Autorin: Anna Muster, Leiterin der Fähre.</b></p>", ["Anna Muster"]),
        ("<p>Auteur : Jeanne Dupont</p>", ["Jeanne Dupont"]),
        ("<aside><h3>Author</h3><p>Jane D. Roe</p></aside>", ["Jane D. Roe"]),
        ("<p><i>Reporting by The Associated Press.</i></p>", ["The Associated Press"]),
        ("<p>Reporting by Jane Roe in Birds; editing by Tom Poe</p>", ["Jane Roe"]),
        ("<p>Written by The Ferry Company.</p>", []),
        ("<div class='related'><p>Written by Ann Doe</p></div>", []),
        ("".join(f"<div><h4>Boats</h4><p>Written by {n}</p></div>" for n in ("Ann Doe", "Ed Noe", "Jo Moe")), []),
        ("<p>By noon the ferry had left.</p>", []),
        ("<p>Author of the week</p>", []),
    ],
)
def test_a_byline_below_the_text_is_read_where_none_stands_above(below: str, expected: list[str]) -> None:
    sources, page = page_of(f"<main><h1>Ferry resumes</h1>{PROSE * 3}{below}</main>")
    assert names_of(authors.read(sources, page)) == expected


@pytest.mark.parametrize(
    ("beside", "expected"),
    [
        ("<div>Juliane Muster</div><div>3 May 2024</div>", ["Juliane Muster"]),
        ("<p>Stephen Roe | Senior Writer | July 2, 2025</p>", ["Stephen Roe"]),
        ("<p>25.10.2022 - Reiner Muster</p>", ["Reiner Muster"]),
        ("<p>Dec 17, 2025 Julia K. Roe</p>", ["Julia K. Roe"]),
        ("<p>Julia Roe, @julia</p><p>1h ago</p>", ["Julia Roe"]),
        ("<p>Daily Boats</p><p>3 May 2024</p>", []),
        ("<p>Juliane Muster</p><p>The ferry.</p>", []),
        ("<p>– George Poe, 1984</p><p>3 May 2024</p>", []),
        ("<p>Julia Roe</p><p>3 May 2024</p><p>Stephen Poe</p><p>4 May 2024</p>", []),
    ],
)
def test_a_name_alone_beside_the_date_is_the_authors_if_people_are_called_so(beside: str, expected: list[str]) -> None:
    sources, page = page_of(f"<main><h1>Ferry resumes</h1>{beside}{PROSE}</main>")
    assert names_of(authors.read(sources, page)) == expected


def test_who_the_page_is_about_is_no_author() -> None:
    sources, page = page_of(f"<main><h1>Juliane Muster wins</h1><p>Juliane Muster</p><p>3 May 2024</p>{PROSE}</main>")
    assert authors.read(sources, page, headline="Juliane Muster wins") is None


def test_a_person_whom_the_page_shows_beats_an_organisation_that_it_declares() -> None:
    thing = {"@type": "Article", "author": {"@type": "Organization", "name": "Ferry Association"}}
    sources, page = page_of(f"<h1>Ferry resumes</h1>{PROSE}<p>Written by Jane Roe</p>", thing=thing)
    assert names_of(authors.read(sources, page)) == ["Jane Roe"]


# --- threads ------------------------------------------------------------------------------------------------------

ANSWER = (
    "<div itemscope itemtype='https://schema.org/Answer'><p>At noon.</p>"
    "<div itemprop='author' itemscope><a href='/users/1/gull' itemprop='url'>Gull Poe</a></div></div>"
)


def test_who_asked_is_the_author_and_who_answered_is_not() -> None:
    asker = "<div itemprop='author' itemscope><a>user447</a><meta itemprop='name' content='user447'><b>193</b></div>"
    question = f"<div itemscope itemtype='https://schema.org/Question'><p>When?</p>{asker}</div>"
    assert names_of(authors.read(*page_of(f"<h1>When does it sail?</h1>{question}{ANSWER}"))) == ["user447"]
    assert authors.read(*page_of(f"<h1>When does it sail?</h1><p>When?</p>{ANSWER}")) is None


THREAD = "https://forum.heron.example/showthread.php?t=3"


def test_a_threads_first_user_is_found_by_the_link_to_their_profile() -> None:
    body = "<h1>When does it sail?</h1>" + "".join(
        f"<table><tr><td><a href='member.php?u={number}'>{name}</a> Senior Member</td><td>It sails.</td></tr></table>"
        for number, name in ((7, "gull7"), (8, "Jane Roe"))
    )
    assert names_of(authors.read(*page_of(body, url=THREAD))) == ["gull7"]


def test_a_log_in_name_is_all_that_a_thread_has() -> None:
    thing = {"@type": "DiscussionForumPosting", "author": {"@type": "Person", "name": "Kevin"}}
    body = "<h1>Ferries</h1><p>By Jane Roe for the Gazette: ferries are back.</p>"
    assert names_of(authors.read(*page_of(body, thing=thing))) == ["Kevin"]


def test_an_address_in_a_threads_first_place_makes_nobody_elses_of_it() -> None:
    users = "<a class='username'>tom@heron.example</a><p>When?</p><a class='username'>gull7</a>"
    assert authors.read(*page_of(f"<h1>When does it sail?</h1><div>{users}</div>", url=THREAD)) is None


# --- what is no part of a name ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("By Jane Roe, DVM .", ["Jane Roe"]),
        ("By Jane Roe RN", ["Jane Roe"]),
        ("By Jane Roe, MD*", ["Jane Roe"]),
        ("Datum: 19.11.2021 Autor: Anna Muster Quelle: Reiher", ["Anna Muster"]),
        ("By Anna & Tom", ["Anna", "Tom"]),
        ("By Marks & Spencer", ["Marks & Spencer"]),
        ("By José Núñez and JOSE NUNEZ", ["José Núñez"]),
        ("Por Ana Ruiz y Luis Gómez", ["Ana Ruiz", "Luis Gómez"]),
        ("Par Jeanne Dupont et Luc Martin", ["Jeanne Dupont", "Luc Martin"]),
        ("Av Anna Lind och Per Berg", ["Anna Lind", "Per Berg"]),
        ("Af Anna Lind og Per Berg", ["Anna Lind", "Per Berg"]),
        ("Door Anna de Vries en Jan Bakker", ["Anna de Vries", "Jan Bakker"]),
        ("Von Anna Muster mit Tom Beispiel", ["Anna Muster", "Tom Beispiel"]),
        ("By Jane Roe with Tom Poe", ["Jane Roe", "Tom Poe"]),
        ("Автор: Анна Иванова и Пётр Сидоров", ["Анна Иванова", "Пётр Сидоров"]),
        ("Autor: Anna Nowak i Jan Kowal", ["Anna Nowak", "Jan Kowal"]),
        ("By Jane Roe, Tom Poe and Ann Doe", ["Jane Roe", "Tom Poe", "Ann Doe"]),
        ("Written by Jane Roe in Herons on 1 June 2019", ["Jane Roe"]),
        ("Text & Fotos: Anna Muster", ["Anna Muster"]),
        ("Alles von Anna Muster", ["Anna Muster"]),
        ("Wednesday, 08 Apr 2020 05:52 PM MYT", []),
        ("Anna Muster Keine Kommentare", ["Anna Muster"]),
        ("Rezept von", []),
        ("Jane Roe, Head of Ferries, Heron Lines", ["Jane Roe"]),
        ("Jane Roe, Political Editor, and Stephen Poe", ["Jane Roe", "Stephen Poe"]),
        ("Jane Roe The Associated Press", ["Jane Roe"]),
        ("By Jane Roe AP", ["Jane Roe"]),
        ("Jane Roe, of The Associated Press", ["Jane Roe"]),
        ("Ana Maria Belga", ["Ana Maria Belga"]),
        ("JANE ANN SID", ["Jane Ann Sid"]),
        ("Jane Roe | WXYZ", ["Jane Roe"]),
        ("Jane Roe, DAILY HERON", ["Jane Roe"]),
        ("Jane Roe, DailyHeron Ferry Diva", ["Jane Roe"]),
        ("Jane Roe | Heron Report", ["Jane Roe"]),
        ("Ann Doe as told to Jane Roe", ["Ann Doe", "Jane Roe"]),
        # Scripts without spaces and capitals
        ("王明 中国鹭鸟大学河流研究院执行院长", ["王明"]),
        ("王明 李四", ["王明 李四"]),
        ("未知", []),
        ("記者王小明／台北報導", ["王小明"]),
        ("鷺報快訊／王小明", ["王小明"]),
        ("文● 山田太郎／新聞編集部", ["山田太郎"]),
        ("［山田太郎］", ["山田太郎"]),
        ("著者：山田花子 翻訳：鈴木太郎", ["山田花子"]),
        ("文：李明 图：王芳", ["李明"]),
        ("李明 发表于 2019", ["李明"]),
    ],
)
def test_degrees_labels_and_joints_are_no_part_of_a_name(text: str, persons: list[str]) -> None:
    assert list(names.read(text, SITE, "marked").persons) == persons


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("heron.in", names.Names((), ("heron.in",))),
        ("jane.roe.1232", names.NOBODY),
        ("Heron Arts", names.Names(("Heron Arts",), ())),
        ("Jane Arts", names.Names(("Jane Arts",), ())),
        ("Daily Heron Arts", names.NOBODY),
        ("The Daily Heron Sports", names.NOBODY),
    ],
)
def test_sites_accounts_and_desks_are_no_persons(text: str, expected: names.Names) -> None:
    assert names.read(text, SITE, "declared") == expected


def test_what_a_meta_labels_is_no_name() -> None:
    assert names.read("design: Jane Roe", SITE, "declared") == names.NOBODY
