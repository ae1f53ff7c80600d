"""What users of other extractors complained of, as pages that presscut must read well. Each test names the report."""

import pytest

from presscut import Article, extract
from presscut.article import Embed, Figure, Heading, Paragraph

PROSE = [
    "The observatory on the hill will open to the public for the first time since its founding in the year 1871.",
    "Visitors may look through the great refractor on Fridays, if the sky is clear and the caretaker is in a good mood.",
    "The caretaker, who is also the town's astronomer, has refused every interview and every increase of his salary.",
    "A second telescope, built from parts of a submarine, is to follow next spring on the roof of the swimming pool.",
    "The town council has set aside the money for a staircase, since the old one ends a metre above the ground.",
]
PARAGRAPHS = "".join(f"<p>{text}</p>" for text in PROSE)


def paragraphs(article: Article) -> list[str]:
    return [block.text for block in article.body if isinstance(block, Paragraph)]


def test_the_same_page_gives_the_same_article_every_time() -> None:
    """trafilatura#778: a cache of seen texts changed the results between calls."""
    html = f"<article><h1>Open skies</h1>{PARAGRAPHS}</article>"
    assert len({extract(html).model_dump_json() for _ in range(4)}) == 1


def test_no_paragraph_comes_twice() -> None:
    """trafilatura#634, #768."""
    html = f"<main><article><div><section>{PARAGRAPHS}</section></div></article></main>"
    assert paragraphs(extract(html)) == PROSE


@pytest.mark.parametrize(
    ("inline", "text"),
    [
        ("It is <span>not</span> open<b>.</b>", "It is not open."),
        ("A <a href='/b'>blue</a> <a href='/d'>door</a> leads to it, they say.", "A blue door leads to it, they say."),
        ("The mirror<sup>1</sup> weighs 3<i>kg</i>", "The mirror1 weighs 3kg"),
        ("<font>All of it</font><wbr>, <u>always</u>", "All of it, always"),
    ],
)
def test_no_inline_text_is_dropped(inline: str, text: str) -> None:
    """trafilatura#825, #890."""
    html = f"<article><p>{PROSE[0]}</p><p>{inline}</p>{PARAGRAPHS[len(PROSE[0]) + 7 :]}</article>"
    assert text in paragraphs(extract(html))


def test_subheads_stay() -> None:
    """trafilatura#354, #774."""
    html = f"<article>{PARAGRAPHS}<h2>The staircase</h2><p>{PROSE[0]} That was decided again.</p></article>"
    assert Heading(text="The staircase", level=2) in extract(html).body


def test_text_in_several_articles_of_one_page_is_kept_together() -> None:
    """trafilatura#487."""
    first, second = PROSE[:3], PROSE[3:]
    parts = "".join(
        f"<article>{''.join(f'<p>{text}</p>' for text in part)}</article>" for part in (first * 1, second * 1)
    )
    assert paragraphs(extract(f"<main>{parts}</main>")) == PROSE


def test_recommended_stories_in_the_middle_go() -> None:
    """trafilatura#929."""
    box = "<div class='recommended'><h3>More from the hill</h3><p><a href='/x'>Ten telescopes to see before you die, and three to avoid</a></p></div>"
    html = f"<article><p>{PROSE[0]}</p><p>{PROSE[1]}</p>{box}{''.join(f'<p>{t}</p>' for t in PROSE[2:])}</article>"
    assert paragraphs(extract(html)) == PROSE


def test_the_hero_image_is_the_main_image() -> None:
    """Readability#900."""
    html = f"<article><h1>Open skies</h1><img src='https://hill.example/refractor.jpg' width=1200 height=800>{PARAGRAPHS}</article>"
    article = extract(html)
    assert article.main_image is not None
    assert article.main_image.url == "https://hill.example/refractor.jpg"


@pytest.mark.parametrize(
    "opening", ["<div>{}</div>", "<div><div class='intro'><p>{}</p></div></div>", "<p><strong>{}</strong></p>"]
)
def test_the_opening_paragraph_is_kept(opening: str) -> None:
    """Readability#776, #901, #948."""
    html = f"<article>{opening.format(PROSE[0])}<div>{PARAGRAPHS[len(PROSE[0]) + 7 :]}</div></article>"
    assert paragraphs(extract(html)) == PROSE


def test_a_lede_in_a_subheading_is_kept() -> None:
    """Readability#281."""
    lede = "After a hundred and fifty years of closed doors, the observatory on the hill lets the town look at the stars, on Fridays, weather and caretaker permitting."
    html = f"<article><h1>Open skies</h1><h2>{lede}</h2>{PARAGRAPHS}</article>"
    assert paragraphs(extract(html))[0] == lede


def test_a_paragraph_in_a_link_is_kept() -> None:
    """Readability#878."""
    long = " ".join(PROSE)
    html = f'<article>{PARAGRAPHS}<p><a href="https://hill.example/all">{long}</a></p></article>'
    assert long in paragraphs(extract(html))


def test_declarative_shadow_roots_are_read() -> None:
    """Readability#744, #926."""
    html = f"<main><news-text><template shadowrootmode='open'><article>{PARAGRAPHS}</article></template></news-text></main>"
    assert paragraphs(extract(html)) == PROSE


@pytest.mark.parametrize(
    "image",
    [
        "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw=' data-src='https://hill.example/dome.jpg' width=900 height=600>",
        "<img src='/blank.gif' data-srcset='https://hill.example/dome-s.jpg 300w, https://hill.example/dome.jpg 900w'>",
        "<picture><source srcset='https://hill.example/dome.jpg 900w'><img></picture>",
    ],
)
def test_lazy_images_are_found(image: str) -> None:
    """Readability#544, #748."""
    html = f"<article><p>{PROSE[0]}</p><figure>{image}<figcaption>The dome.</figcaption></figure>{PARAGRAPHS[len(PROSE[0]) + 7 :]}</article>"
    figures = [block.image for block in extract(html).body if isinstance(block, Figure)]
    assert [(figure.url, figure.caption) for figure in figures] == [("https://hill.example/dome.jpg", "The dome.")]


def test_images_stand_where_they_stood() -> None:
    """defuddle#35: images piled up at the end."""
    picture = "<img src='https://hill.example/{}.jpg' width=640 height=480>"
    html = "<article>" + "".join(f"<p>{text}</p>{picture.format(i)}" for i, text in enumerate(PROSE)) + "</article>"
    kinds = [block.type for block in extract(html).body]
    assert kinds[:4] == ["paragraph", "figure", "paragraph", "figure"]


def test_captions_are_not_text() -> None:
    """newspaper4k#201."""
    html = f"<article><p>{PROSE[0]}</p><div><img src='https://hill.example/a.jpg' width=640 height=480><p class='caption'>The dome in May, seen from the swimming pool.</p></div>{PARAGRAPHS[len(PROSE[0]) + 7 :]}</article>"
    assert paragraphs(extract(html)) == PROSE


def test_the_whole_text_is_kept_where_adverts_cut_it_in_two() -> None:
    """newspaper4k#109, #515."""
    half = len(PROSE) // 2
    one, two = (("".join(f"<p>{text}</p>" for text in part)) for part in (PROSE[:half], PROSE[half:]))
    html = f"<main><div class='text'>{one}</div><div class='ad'><iframe src='https://ads.example/'></iframe></div><div class='text'>{two}</div></main>"
    assert paragraphs(extract(html)) == PROSE


def test_videos_between_paragraphs_become_embeds() -> None:
    html = f"<article><p>{PROSE[0]}</p><iframe src='//player.vimeo.example/9'></iframe>{PARAGRAPHS[len(PROSE[0]) + 7 :]}</article>"
    embeds = [block for block in extract(html, url="https://hill.example/").body if isinstance(block, Embed)]
    assert embeds == [Embed(url="https://player.vimeo.example/9", provider="player.vimeo.example")]


def test_a_frame_that_only_a_slash_closes_swallows_nothing() -> None:
    counter = '<noscript><iframe src="https://counter.example/ns.html" height="0" width="0" /></noscript>'
    assert paragraphs(extract(f"<body>{counter}<article>{PARAGRAPHS}</article>")) == PROSE
