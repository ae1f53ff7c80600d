"""Bodies that stand in a page's data alone."""

from __future__ import annotations

import json
from typing import Any

import pytest

from presscut import extract
from presscut.extraction import data_bodies
from presscut.extraction.page import parse

PROSE = [
    "The ferry left the harbour an hour late on Sunday, with two hundred passengers and a broken radio on board.",
    "Nobody noticed at first, the harbour master said, because the fog had kept most of the town indoors all day.",
    "By the evening the wind had turned, and the crew decided to wait for the pilot boat behind the island.",
    "It arrived after midnight, and the passengers slept in the gymnasium of the school on the other shore.",
    "On Monday the company said that the radio would be replaced, and that nobody had been in danger at any time.",
]
SHELL = "<title>Ferry lost in fog</title><div id=root></div>"


def paragraphs(html: str) -> list[str]:
    found = data_bodies.find(parse(html), None)
    return [block.text for block in found.body if block.type in ("paragraph", "heading")] if found else []


def next_data(props: Any) -> str:
    return f'{SHELL}<script id="__NEXT_DATA__" type="application/json">{json.dumps({"props": {"pageProps": props}})}</script>'


OTHERS = {
    "title": "Ferry lost in fog",
    "description": "A ferry was lost in the fog on Sunday, and its passengers slept in a school. " * 6,
    "related": [{"headline": "Ten harbours that you should see before you die.", "text": " ".join(PROSE * 3)}],
    "image": {"url": "https://harbour.example/ferry.jpg", "caption": " ".join(PROSE * 3)},
}


@pytest.mark.parametrize(
    "article",
    [
        pytest.param({"body": [{"type": "p", "text": text} for text in PROSE]}, id="a list of blocks"),
        pytest.param({"content": {"html": "".join(f"<p>{text}</p>" for text in PROSE)}}, id="HTML in one string"),
        pytest.param({"text": "\n\n".join(PROSE)}, id="plain text"),
        pytest.param({"sections": [{"paragraphs": [{"content": text}]} for text in PROSE]}, id="nested lists"),
        pytest.param(
            {"a": {"b": {"rich": [{"children": [{"value": text}]} for text in PROSE]}}}, id="a rich-text tree"
        ),
    ],
)
def test_the_body_is_found_wherever_the_state_keeps_it(article: Any) -> None:
    assert paragraphs(next_data(OTHERS | {"article": article})) == PROSE


@pytest.mark.parametrize(
    "script",
    [
        pytest.param("<script>window.__PRELOADED_STATE__ = {};\nother()</script>", id="assigned"),
        pytest.param("<script>window['__INITIAL_STATE__']={};</script>", id="assigned by key"),
        pytest.param("<script>window.__NUXT__={};</script>", id="Nuxt"),
        pytest.param('<script type="application/json" id="page-data">{}</script>', id="JSON alone"),
    ],
)
def test_states_are_found_by_the_names_that_frameworks_give_them(script: str) -> None:
    state = json.dumps({"article": {"paragraphs": PROSE}})
    assert paragraphs(SHELL + script.replace("{}", state)) == PROSE


@pytest.mark.parametrize(
    "html",
    [
        pytest.param(next_data({"title": "Ferry lost in fog", "description": OTHERS["description"]}), id="a teaser"),
        pytest.param(SHELL + "<script>window.__DATA__ = {broken" + "x" * 600 + "</script>", id="broken JSON"),
        pytest.param(SHELL + "<script>var ga = {a: 1};" + "/* long */" * 100 + "</script>", id="no state"),
        pytest.param(next_data("[" * 600), id="deep"),
        pytest.param(SHELL, id="nothing"),
    ],
)
def test_what_is_no_body_is_none(html: str) -> None:
    assert data_bodies.find(parse(html), None) is None


def test_json_nested_too_deep_for_the_parser_is_passed_over() -> None:
    html = f'{SHELL}<script type="application/json">{"[" * 100_000}</script>'
    assert data_bodies.find(parse(html), None) is None


def test_a_page_without_text_gives_the_body_of_its_state_and_says_so() -> None:
    article = extract(next_data(OTHERS | {"article": {"html": "".join(f"<p>{text}</p>" for text in PROSE)}}))

    assert article.text == "\n\n".join(PROSE)
    assert article.sources["body"].found_in == "state:__NEXT_DATA__"


def test_json_ld_goes_before_a_state() -> None:
    json_ld = json.dumps({"@type": "NewsArticle", "articleBody": "\n\n".join(PROSE)})
    html = f'<script type="application/ld+json">{json_ld}</script>' + next_data({"body": list(reversed(PROSE))})
    article = extract(html)

    assert article.text == "\n\n".join(PROSE)
    assert article.sources["body"].found_in == "json-ld:articleBody"


def test_markup_within_json_ld_is_read_as_such() -> None:
    body = "".join(f"<p>{text}</p>" for text in PROSE)
    found = data_bodies.find(parse(SHELL), body)

    assert found is not None
    assert [block.text for block in found.body if block.type == "paragraph"] == PROSE


def test_a_body_in_the_tree_goes_before_any_data() -> None:
    tree = "".join(f"<p>{text}</p>" for text in PROSE)
    article = extract(f"<article><h1>Ferry lost in fog</h1>{tree}</article>" + next_data({"body": ["Else. " * 200]}))

    assert article.sources["body"].found_in == "dom"
