"""The candidates: what is collected from the head, JSON-LD and marked elements, however badly it is written."""

from __future__ import annotations

import pytest
from snippets import article, json_ld, meta, sources_of, within_two_seconds

from presscut import extract

THING = '{"@type": "NewsArticle", "headline": "Rain"}'


@pytest.mark.parametrize(
    "script",
    [
        THING,
        f"\n\n  {THING}\n",
        f"<!-- {THING} -->",
        f"<!--\n{THING}\n//-->".replace("//-->", "-->"),
        f"<![CDATA[{THING}]]>",
        f"//<![CDATA[\n{THING}\n//]]>",
        f"// <![CDATA[\n{THING}\n// ]]>",
        f"/* <![CDATA[ */{THING}/* ]]> */",
        f"{THING};",
        f"<!-- {THING} -->;",
        '{"@type": "NewsArticle", "headline": "Rain",}',
        '{"@type": ["NewsArticle",], "headline": "Rain", \n}',
        "{&quot;@type&quot;: &quot;NewsArticle&quot;, &quot;headline&quot;: &quot;Rain&quot;}",
        f'[{{"@type": "WebPage"}}, {THING}]',
        f'{{"@graph": [{{"@type": "WebPage"}}, {THING}]}}',
        f'{{"@type": "WebPage", "mainEntity": {THING}}}',
        f'{{"@type": "WebPage", "name": "x"}} {THING}',
        f'{{"@type": "WebPage", "name": "x"}},\n{THING}',
        f"{THING} trailing rubbish",
        '{"@type": "https://schema.org/NewsArticle", "headline": "Rain"}',
        '{"@type": "schema:NewsArticle", "headline": "Rain"}',
        '{"@type": ["Thing", "NewsArticle"], "headline": "Rain"}',
        '{"@type": "NewsArticle", "headline": "Rain", "articleBody": "two\nlines\tand a tab"}',
        # Broken
        f"\ufeff{THING}",
        f"window.data = {THING}",
        f"{THING}}}",
        f'{{"@type": WebPage}}\n{THING}',
        '{\n// the type\n"@type": "NewsArticle", /* and */ "headline": "Rain"}',
        '{"@type": "NewsArticle", "url": "https://heron.example/a", /* kept */ "headline": "Rain"}',
        "{'@type': 'NewsArticle', 'headline': 'Rain'}",
        "{'@type': 'NewsArticle', 'name': 'the ship\\'s \"bell\"', 'headline': 'Rain'}",
        '{"@type": "NewsArticle", "description": "the "old" ship", "headline": "Rain"}',
        '{"@type": "NewsArticle" "headline": "Rain"}',
        '{"@type": "NewsArticle",, "headline": "Rain"}',
        '{"@type": "NewsArticle", "wordCount": , "headline": "Rain"}',
        '{"@type": "NewsArticle", "wordCount": undefined, "headline": "Rain"}',
        '{"@type": "NewsArticle", "name": "a\\\'b", "headline": "Rain"}',
        "{&quot;@type&quot;: &quot;NewsArticle&quot;, &quot;headline&quot;: &quot;Rain&quot;,}",
        '{"@type": "NewsArticle", "headline": "Rain", "articleBody": "It rai',
        '{"@graph": [{"@type": "NewsArticle", "headline": "Rain", "author": {"name": "Ja',
        '{"@graph": [{"@type": "NewsArticle", "headline": "Rain"}]',
        '{@type: "NewsArticle", "headline": "Rain"}',
    ],
)
def test_json_ld_is_understood_however_it_is_wrapped(script: str) -> None:
    thing = sources_of(f'<script type="application/ld+json">{script}</script>').main_thing
    assert thing is not None
    assert thing["headline"] == "Rain"


@pytest.mark.parametrize(
    "script", ["", "null", "7", '"text"', "[[]]", "{", "function() {}", '{"headline": "Rain"}', "[" * 5000]
)
def test_what_is_no_thing_is_left_out(script: str) -> None:
    sources = sources_of(f'<script type="application/ld+json">{script}</script><p>Rain.')
    assert sources.things == ()
    assert sources.main_thing is None


@pytest.mark.parametrize("kind", ["application/ld+json", "application/LD+JSON", "application/ld+json; charset=utf-8"])
def test_the_type_of_the_script_may_be_written_in_any_way(kind: str) -> None:
    assert sources_of(f'<script type="{kind}">{THING}</script>').main_thing


def test_the_article_with_the_headline_of_the_page_is_the_main_one() -> None:
    things = [
        {"@type": "NewsArticle", "headline": f"Card {i}", "author": "x", "datePublished": "2024"} for i in range(3)
    ]
    page = json_ld(*things, {"@type": "NewsArticle", "headline": "The ferry sails"}) + "<h1>The ferry sails</h1>"
    thing = sources_of(page).main_thing
    assert thing is not None
    assert thing["headline"] == "The ferry sails"


def test_the_article_with_the_address_of_the_page_is_the_main_one() -> None:
    things = [{"@type": "NewsArticle", "url": f"https://www.heron.example/{i}"} for i in ("a", "coast/ferry", "b")]
    thing = sources_of(json_ld(*things)).main_thing
    assert thing is not None
    assert thing["url"] == "https://www.heron.example/coast/ferry"


def test_without_an_article_the_page_itself_is_the_main_thing() -> None:
    thing = sources_of(json_ld({"@type": "Organization"}, {"@type": "WebPage", "name": "Ferry"})).main_thing
    assert thing is not None
    assert thing["name"] == "Ferry"


@pytest.mark.parametrize(
    ("html", "name", "values"),
    [
        ('<meta name="Description" content=" a \n b ">', "description", ("a b",)),
        ('<meta property="og:title" content="a"><meta property="og:title" content="b">', "og:title", ("a", "b")),
        ('<meta property="og:title" content="a"><meta name="og:title" content="a">', "og:title", ("a",)),
        ('<meta property="og:title twitter:title" content="a">', "twitter:title", ("a",)),
        ('<meta itemprop="datePublished" content="2024">', "datepublished", ("2024",)),
        ('<meta http-equiv="Content-Language" content="de">', "content-language", ("de",)),
        ('<meta name="x" value="a">', "x", ("a",)),
        ('<meta name="x" content="">', "x", ()),
        ('<meta content="a">', "x", ()),
        ('<body><meta name="x" content="late">', "x", ("late",)),
    ],
)
def test_metas_by_name(html: str, name: str, values: tuple[str, ...]) -> None:
    assert sources_of(html).metas.get(name, ()) == values


@pytest.mark.parametrize(
    ("html", "rel", "addresses"),
    [
        ("<link rel=canonical href=/a>", "canonical", ("https://www.heron.example/a",)),
        ("<link rel='Canonical nofollow' href='//cdn.example/a'>", "canonical", ("https://cdn.example/a",)),
        ("<link rel=canonical href=/a><link rel=canonical href=/a>", "canonical", ("https://www.heron.example/a",)),
        ("<link rel=canonical href='javascript:void(0)'>", "canonical", ()),
        ("<link rel=canonical href='https://[::1'>", "canonical", ()),
        ("<link rel=stylesheet href=/a.css>", "stylesheet", ()),  # no field reads it
        (
            "<base href='https://other.example/b/'><link rel=canonical href=c>",
            "canonical",
            ("https://other.example/b/c",),
        ),
    ],
)
def test_links_by_their_relation(html: str, rel: str, addresses: tuple[str, ...]) -> None:
    assert sources_of(html).links.get(rel, ()) == addresses


def test_the_pages_title_comes_before_that_of_a_drawing() -> None:
    assert sources_of("<title>Rain</title><svg><title>Icon</title></svg>").title == "Rain"
    assert sources_of("<title> </title><body><svg><title>Icon</title></svg>").title == "Icon"


@pytest.mark.parametrize(
    ("comment", "address"),
    [
        ("<!-- saved from url=(0026)https://heron.example/a -->", "https://heron.example/a"),
        ("<!-- Mirrored from heron.example/a by HTTrack Website Copier/3.x -->", "http://heron.example/a"),
        (
            "<!--\n Page saved with SingleFile \n url: https://heron.example/a \n saved date: today -->",
            "https://heron.example/a",
        ),
        (
            "<!-- saved from url=(0060)https://web.archive.org/web/20200101000000/https://heron.example/a -->",
            "https://heron.example/a",
        ),
        ("<!-- saved by hand -->", None),
    ],
)
def test_the_note_of_a_program_that_saved_the_page(comment: str, address: str | None) -> None:
    assert sources_of(f"{comment}<html><p>Rain.", None).saved_from == address


def test_half_a_surrogate_pair_does_not_get_into_an_article() -> None:
    """JSON can escape what UTF-8 cannot write; the row of such an article could never be stored."""
    halves = r"\ud83d rain \ude00 and \ud83d\ude00 whole"
    fields = ("headline", "description", "articleSection", "keywords", "author", "image", "url", "articleBody")
    script = ",".join(f'"{name}": "https://heron.example/{halves}"' for name in fields)
    page = f'<script type="application/ld+json">{{"@type":"NewsArticle",{script},"publisher":{{"name":"{halves}"}}}}</script>'
    found = extract(page + "<p>It rained for a day.</p>")
    assert found.model_dump_json().encode()
    assert found.site_name == "\ufffd rain \ufffd and 😀 whole"


ABSURD = "&amp;#" + "9" * 5000 + ";"


@pytest.mark.parametrize(
    "html",
    [
        f"<title>Rain {ABSURD}</title>",
        f"<meta name=description content='Rain {ABSURD}'>",
        f"<meta name=keywords content='Rain {ABSURD}'>",
        f"<meta name=author content='Jane {ABSURD} Doe'>",
        f"<meta property=article:section content='Rain {ABSURD}'>",
        f"<script type=application/ld+json>{{{ABSURD.replace('amp;', '')}</script>",
        article(image=[[[["https://heron.example/a.jpg"]]]]).replace("[[[[", "[" * 900).replace("]]]]", "]" * 900),
        json_ld({"@type": ["NewsArticle", 1, None], "headline": ["x"], "image": [None, {"url": 7}], "author": [None, [1]],
                 "publisher": [[]], "keywords": [1, {"name": 2}], "articleSection": {"name": ["x"]}, "url": {"@id": [1]},
                 "mainEntityOfPage": {"@id": {"a": 1}}, "inLanguage": ["en"], "isAccessibleForFree": [{}],
                 "hasPart": [[], {"isAccessibleForFree": "False", "cssSelector": {"a": 1}}], "datePublished": {"a": 1}}),
    ],
    ids=range(8),
)  # fmt: skip
def test_nothing_that_a_page_says_of_itself_makes_reading_it_fail(html: str) -> None:
    assert "It rained" in extract(f"{html}<h1>Rain</h1><p>It rained for a day.</p>").text


MEGABYTE = 1_000_000
LONG: dict[str, str] = {
    "white space behind a wrapping's end": f"{{}}]]>{' ' * MEGABYTE}x",
    "openings of comments": "/* " * (MEGABYTE // 3),
    "ends of comments": "--> " * (MEGABYTE // 4),
    "a comma and white space": f"[1,{' ' * MEGABYTE}x",
    "commas": ", " * (MEGABYTE // 2),
    "brackets": "[" * MEGABYTE,
    "numbers": "1 " * (MEGABYTE // 2),
    "one number": "1" * MEGABYTE,
    "references": "&amp;" * (MEGABYTE // 5),
    "halves of pairs": '{"@type": "' + r"\ud800" * (MEGABYTE // 6) + '"}',
}


@pytest.mark.parametrize("script", LONG.values(), ids=LONG.keys())
def test_a_megabyte_of_broken_json_is_read_in_time(script: str) -> None:
    with within_two_seconds():
        sources_of(f"<script type=application/ld+json>{script}</script>")


CROWDS: dict[str, str] = {
    "titles": "".join(f"<meta property=og:title content='title {i}'>" for i in range(40_000)),
    "descriptions": "".join(f"<meta name=description content='text {i}'>" for i in range(40_000)),
    "titles and headings": "".join(
        f"<meta property=og:title content='title {i}'><h1>line {i}</h1>" for i in range(15_000)
    ),
    "articles and headings": json_ld(
        [{"@type": "NewsArticle", "headline": f"the headline of card {i}"} for i in range(500)]
    )
    + "".join(f"<h1>the headline of line {i}</h1>" for i in range(15_000)),
    "canonical addresses": "".join(f"<link rel=canonical href=https://e{i}.example/>" for i in range(15_000)),
    "images": "".join(f"<meta property=og:image content=/{i}.jpg>" for i in range(40_000)),
    "authors": "".join(f"<meta name=author content='Jane Doe{i}'>" for i in range(20_000)),
}


@pytest.mark.parametrize("html", CROWDS.values(), ids=CROWDS.keys())
@pytest.mark.parametrize(
    "url", [None, "https://www.heron.example/coast/ferry"], ids=["without address", "with address"]
)
def test_thousands_of_candidates_are_weighed_in_time(html: str, url: str | None) -> None:
    with within_two_seconds():
        extract(f"{html}<p>It rained for a day.</p>", url=url)


def test_a_paper_keeps_its_hundred_authors() -> None:
    page = "".join(meta(citation_author=f"Doe{i}, Jane") for i in range(400))
    assert len(sources_of(page).metas["citation_author"]) == 400
