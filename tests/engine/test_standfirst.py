"""What sums a text up between its headline and its first paragraph is a field of its own, and no block of the body."""

from __future__ import annotations

import pytest

from presscut import Article, extract, render
from presscut.article import Paragraph
from presscut.extraction.explaining import explain

SUMMARY = "Three ferries stayed in the harbour, and nobody knows until when."
PARAGRAPHS = tuple(
    f"The ferry left the harbour at {hour} in the morning, and the {count} people on the quay waved until it was out of sight."
    for hour, count in (("six", "forty"), ("seven", "fifty"), ("eight", "sixty"), ("nine", "seventy"))
)
TEXT = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
BYLINE = "<div class=byline>By Ann Author</div><div class=date>1 March 2026</div>"
DESCRIBED = f'<meta name=description content="{SUMMARY}">'


def page(top: str, text: str = TEXT, head: str = "") -> str:
    return (
        f"<html lang=en><head><title>The ferry stays in the harbour</title>{head}</head><body><main><article><h1>The ferry stays in the harbour</h1>{top}"
        f"<div class=text>{text}</div></article></main></body></html>"
    )


def body(article: Article) -> list[str]:
    return [block.text for block in article.body if isinstance(block, Paragraph)]


@pytest.mark.parametrize(
    ("top", "head"),
    [
        (f"<p class=standfirst>{SUMMARY}</p>{BYLINE}", ""),
        (f"<h2 class=article__dek>{SUMMARY}</h2>{BYLINE}", ""),
        (f"{BYLINE}<div class=chapo><p>{SUMMARY}</p></div>", ""),
        (f"<p>{SUMMARY}</p>{BYLINE}", DESCRIBED),
        (f"{BYLINE}<div class=top><p><b>{SUMMARY}</b></p></div>", DESCRIBED),
    ],
    ids=["class", "heading", "around", "above the byline", "in another element"],
)
def test_what_stands_apart_and_sums_up_is_the_standfirst(top: str, head: str) -> None:
    article = extract(page(top, head=head))
    assert article.standfirst == SUMMARY
    assert body(article) == list(PARAGRAPHS)
    assert article.sources["standfirst"].found_in == "dom:standfirst"
    assert article.sources["standfirst"].agreeing == (("meta:description",) if head else ())
    assert article.text in ("\n\n".join(PARAGRAPHS), "\n\n".join((SUMMARY, *PARAGRAPHS)))


@pytest.mark.parametrize(
    ("top", "text", "head"),
    [
        # The head repeats the first paragraph
        (BYLINE, f"<p>{SUMMARY}</p>{TEXT}", DESCRIBED),
        # A box with points
        (f"<div class=summary><p>{SUMMARY}</p><p>The harbour is closed until Monday.</p></div>", TEXT, ""),
        # Called so, and it says who and when
        ("<p class=subtitle>By Ann Author, 1 March 2026</p>", TEXT, ""),
        (f"<p>{SUMMARY}</p>", TEXT, ""),
        ("<h2 class=subtitle>The ferry stays in the harbour</h2>", TEXT, ""),
    ],
    ids=["first paragraph", "summary box", "byline", "nothing says so", "headline"],
)
def test_other_lines_above_a_text_are_none(top: str, text: str, head: str) -> None:
    assert extract(page(top, text, head)).standfirst is None


def test_a_teaser_with_nothing_below_is_the_text() -> None:
    wall = '<div class="paywall-offer"><h3>Subscribe to read on</h3><p>Subscribe now for £1 a week and read it all.</p></div>'
    article = extract(page(f"<p class=standfirst>{SUMMARY}</p>", wall))
    assert article.standfirst is None
    assert SUMMARY in article.text


def test_every_form_shows_it_once() -> None:
    article = extract(page(f"<p class=standfirst>{SUMMARY}</p>{BYLINE}", head=DESCRIBED))
    for form in ("markdown", "html", "text"):
        assert render(article, form).count("Three ferries stayed") == 1, form
    assert f'"abstract": "{SUMMARY}"' in render(article, "jsonld")


def test_an_explanation_calls_it_a_field() -> None:
    explained = explain(page(f"<p>{SUMMARY}</p>{BYLINE}", head=DESCRIBED))
    decision, reason = next((block.decision, block.reason) for block in explained.blocks if block.text == SUMMARY)
    assert decision == "a field"
    assert reason.startswith("standfirst (")
