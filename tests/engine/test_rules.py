"""The rules of the judge, each seen at work on a small page."""

import pytest

from presscut.extraction import blocks, rules
from presscut.extraction.declared import Declared
from presscut.extraction.page import parse
from presscut.extraction.verdicts import Verdict

PROSE = [
    "The ferry left the harbour an hour late on Sunday, with two hundred passengers and a broken radio on board.",
    "Nobody noticed at first, the harbour master said, because the fog had kept most of the town indoors all day.",
    "By the evening the wind had turned, and the crew decided to wait for the pilot boat behind the island.",
    "It arrived after midnight, and the passengers slept in the gymnasium of the school on the other shore.",
]
PARAGRAPHS = "".join(f"<p>{text}</p>" for text in PROSE)


def verdicts(html: str, headline: str | None = None) -> dict[str, Verdict]:
    page = blocks.read(parse(html))
    judgement = rules.judge(page, Declared(headline=headline))
    return {b.text: v for b, v in zip(page.blocks, judgement.verdicts, strict=True) if b.kind == "text"}


def kept(html: str, headline: str | None = None) -> list[str]:
    return [text for text, verdict in verdicts(html, headline).items() if verdict.keep]


def test_prose_is_kept_and_what_stands_around_the_root_is_not() -> None:
    html = f"<nav><a href=/>Home</a></nav><div><div>{PARAGRAPHS}</div></div><footer>Impressum</footer>"
    assert kept(html) == PROSE


@pytest.mark.parametrize(
    "clutter",
    [
        pytest.param('<div class="related"><p>Ten harbours that you should see before you die, in our list.</p></div>'),
        pytest.param(
            '<div id="newsletter-signup"><p>Get the best of our harbour news every morning by mail.</p></div>'
        ),
        pytest.param(
            "<aside><p>Elsewhere, a lighthouse was painted red again after a vote of the citizens.</p></aside>"
        ),
        pytest.param('<div class="author-bio"><p>Jane Doe writes about harbours and has a boat of her own.</p></div>'),
        pytest.param('<p><a href="/b">Ten harbours that you should see before you die</a></p>', id="a line of links"),
        pytest.param("<p>Read more: Ten harbours that you should see before you die</p>", id="a boilerplate line"),
        pytest.param("<p>Lesen Sie auch: Zehn Häfen, die man gesehen haben muss</p>", id="another language's line"),
        pytest.param('<p style="display:none">A hidden sentence that no reader of the page will ever see.</p>'),
        pytest.param("<figure><img src=a.jpg><figcaption>The ferry in the fog.</figcaption></figure>"),
    ],
)
def test_clutter_between_paragraphs_goes_and_the_paragraphs_stay(clutter: str) -> None:
    first, *rest = PROSE
    html = f"<article><p>{first}</p>{clutter}{''.join(f'<p>{text}</p>' for text in rest)}</article>"
    assert kept(html) == PROSE


def test_a_sentence_with_a_link_stays() -> None:
    linked = 'The owner, <a href="/s">Seaways Limited</a>, did not answer our questions on Monday morning.'
    text = "The owner, Seaways Limited, did not answer our questions on Monday morning."
    assert text in kept(f"<article>{PARAGRAPHS}<p>{linked}</p></article>")


def test_a_paragraph_that_is_one_long_link_stays() -> None:
    """Readability#878."""
    long = " ".join(PROSE) + " " + PROSE[0]
    assert len(long.split()) >= 60
    assert long in kept(f'<article>{PARAGRAPHS}<p><a href="/x">{long}</a></p></article>')


def test_the_headline_is_not_body() -> None:
    html = f"<article><h1>Ferry lost in fog</h1><p>Ferry lost in fog</p>{PARAGRAPHS}</article>"
    assert kept(html, headline="Ferry lost in fog") == PROSE


def test_subheads_with_text_stay_and_those_without_go() -> None:
    """trafilatura#354, #774."""
    html = f"<article>{PARAGRAPHS}<h2>The night</h2><p>{PROSE[0]} Again.</p><h2>Gallery</h2></article>"
    assert "The night" in kept(html)
    assert "Gallery" not in kept(html)


def test_what_little_follows_a_closing_heading_goes() -> None:
    """trafilatura#929."""
    long = [f"{text} That was in the year {year}." for year in (1951, 1962, 1973) for text in PROSE]
    paragraphs = "".join(f"<p>{text}</p>" for text in long)
    html = f"<article>{paragraphs}<h3>Related stories</h3><p>{PROSE[0]}</p></article>"
    assert kept(html) == long


def test_a_heading_with_much_of_the_article_below_it_does_not_close_it() -> None:
    html = f"<article><p>{PROSE[0]}</p><h2>Comments of the crew</h2>{PARAGRAPHS}</article>"
    assert kept(html) == [PROSE[0], "Comments of the crew", *PROSE[1:]]


def test_short_lines_stay_between_prose_only() -> None:
    first, *rest = PROSE
    tail = "".join(f"<p>{text}</p>" for text in rest)
    html = f"<article><p>Harbour news</p><p>{first}</p><p>“Oh well.”</p>{tail}<p>Harbour desk</p></article>"
    assert kept(html) == [first, "“Oh well.”", *rest]


def test_short_lines_at_the_end_stay_where_markup_marks_the_body() -> None:
    html = f'<div class="article-body">{PARAGRAPHS}<p>And that was all</p></div>'
    assert kept(html)[-1] == "And that was all"


def test_a_list_below_the_last_paragraph_belongs_to_it() -> None:
    html = f"<article>{PARAGRAPHS}<ul><li>Ferries: 3</li><li>Pilots: 1</li></ul></article>"
    assert kept(html)[-2:] == ["Ferries: 3", "Pilots: 1"]


def test_parts_of_an_article_that_adverts_pull_apart_are_all_kept() -> None:
    """trafilatura#487."""
    part = "".join(f"<p>{text}</p>" for text in PROSE[:2])
    other = "".join(f"<p>{text}</p>" for text in PROSE[2:])
    html = f'<main><div class="part">{part}</div><div class="ad-slot"><p>Buy now.</p></div><div class="part">{other}</div></main>'
    assert kept(html) == PROSE


def test_sections_of_a_page_builder_are_all_kept() -> None:
    sections = "".join(
        f'<section><div class="elementor-widget"><div class="elementor-widget-container"><p>{text}</p></div></div></section>'
        for text in PROSE
    )
    assert kept(f"<body><div><div>{sections}</div></div></body>") == PROSE


def test_a_name_that_stands_around_the_whole_text_is_not_believed() -> None:
    assert kept(f'<div class="sidebar-left-content">{PARAGRAPHS}</div>') == PROSE
    assert kept(f"<form>{PARAGRAPHS}</form>") == PROSE


def test_comments_go_even_where_they_are_longer_than_the_article() -> None:
    comments = "".join(f"<div><p>{text} I said so, and I say it again.</p></div>" for text in PROSE * 3)
    html = f'<article>{PARAGRAPHS}</article><div id="comments">{comments}</div>'
    assert kept(html) == PROSE


def test_a_line_that_ends_in_a_credit_above_the_text_is_a_caption() -> None:
    line = "The ferry in the fog on Sunday (Harbour Press photo by Jane Doe via AP)."
    html = f"<p>{line}</p>{PARAGRAPHS}"
    assert verdicts(html)[line] is rules.CAPTION_LINE
    assert kept(html) == PROSE


def test_quoted_posts_stay() -> None:
    post = "We are still out here, the tea is cold, and the captain is telling stories of the war."
    html = f'<article>{PARAGRAPHS[:-4]}</p><blockquote class="social-embed"><p>{post}</p></blockquote>{PARAGRAPHS}</article>'
    assert post in kept(html)


def test_every_verdict_names_its_reason() -> None:
    reasons = {v.reason for v in verdicts(f'<div class="nav">Home</div><article>{PARAGRAPHS}</article>').values()}
    assert all(reasons)


def test_a_page_without_text_is_judged_too() -> None:
    assert rules.judge(blocks.read(parse("<p></p>"))).verdicts == ()
