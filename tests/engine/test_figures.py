"""Pictures with their captions and credits: what the markup beside them says, each once, and none of other stories."""

from __future__ import annotations

import json

import pytest

from presscut import Article, extract
from presscut.extraction.metadata.images import file_key, same_picture, split_caption

URL = "https://gazette.example/coast/ferry"
PARAGRAPHS = "".join(
    f"<p>The ferry left the harbour at {hour} in the morning, and the {count} people on the quay waved until it was out of sight.</p>"
    for hour, count in (("six", "forty"), ("seven", "fifty"), ("eight", "sixty"), ("nine", "seventy"))
)


def page(beside: str, *, above: str = "", head: str = "", end: str = "") -> Article:
    """An article with this markup between its second and its third paragraph."""
    first, second, third, fourth = (f"{text}</p>" for text in PARAGRAPHS.split("</p>")[:4])
    return extract(
        f"<html lang=en><head><title>The ferry sails</title>{head}</head><body>{above}<article><h1>The ferry sails</h1>"
        f"{first}{second}{beside}{third}{fourth}{end}</article></body></html>",
        url=URL,
    )


@pytest.mark.parametrize(
    ("beside", "caption", "credit"),
    [
        # An element says that it is the credit, with no space before it
        ("<figcaption><span>The quay.</span><span class=credit>Ida Holm</span></figcaption>", "The quay.", "Ida Holm"),
        (
            "<figcaption>The quay<span class='c-caption__source'>Quelle: Ida P. Holm/dpa</span></figcaption>",
            "The quay",
            "Ida P. Holm/dpa",
        ),
        (
            "<figcaption>The quay<span class='article__credit'>Credit: Ida Holm</span></figcaption>",
            "The quay",
            "Ida Holm",
        ),
        (
            "<figcaption>The quay <span itemprop=copyrightHolder>(Image credit: Ida Holm)</span></figcaption>",
            "The quay",
            "Ida Holm",
        ),
        ("<figcaption>The quay<small>Bild: Ida Holm/dpa</small></figcaption>", "The quay", "Ida Holm/dpa"),
        (
            "<figcaption><p class=credit>Ida Holm | Harbour Press</p><p>The quay.</p></figcaption>",
            "The quay.",
            "Ida Holm | Harbour Press",
        ),
        # … beside the caption
        (
            "<figcaption>The quay.</figcaption><div class=contentcredit>Foto: Ida Holm (Getty)</div>",
            "The quay.",
            "Ida Holm (Getty)",
        ),
        ("<figcaption>The quay.<div class=credit>Foto: <p>Ida Holm</p></div></figcaption>", "The quay.", "Ida Holm"),
        (
            "<figcaption>The quay <i>Copyright</i> <i class=credit>Ida Holm/AP</i></figcaption>",
            "The quay",
            "Ida Holm/AP",
        ),
        # The last element is a credit and nothing else
        ("<figcaption><span>The quay.</span><span>Getty Images</span></figcaption>", "The quay.", "Getty Images"),
        (
            "<figcaption><span>The quay.</span><span>Unsplash/Ida Holm</span></figcaption>",
            "The quay.",
            "Unsplash/Ida Holm",
        ),
        # What looks so and is not
        ("<figcaption>A scene from <cite>The Ferry</cite></figcaption>", "A scene from The Ferry", None),
        ("<figcaption class=credit-caption>The quay</figcaption>", "The quay", None),
        # What a reader is to do, and numbers
        ("<div>Share on Pinterest</div><figcaption>The quay</figcaption>", "The quay", None),
        ("<span>6</span><figcaption>The quay</figcaption>", "The quay", None),
        ("<figcaption>This image is no longer available</figcaption>", None, None),
    ],
)
def test_caption_and_credit_by_the_elements_around_them(beside: str, caption: str | None, credit: str | None) -> None:
    (image,) = page(f"<figure><img src=/quay.jpg alt=quay>{beside}</figure>").images
    assert (image.caption, image.credit) == (caption, credit)


@pytest.mark.parametrize(
    ("written", "caption", "credit"),
    [
        ("The quay. (Ida Holm)", "The quay", "Ida Holm"),
        (
            "The quay. (Harbour Court, Eastern District of Halden)",
            "The quay",
            "Harbour Court, Eastern District of Halden",
        ),
        ("The quay. (Foto Gazette: Ida Holm)", "The quay", "Foto Gazette: Ida Holm"),
        ("Source: Harbour Institute", None, "Harbour Institute"),
        ("The quay. Source: Harbour Institute", "The quay.", "Harbour Institute"),
        ("Tous droits réservés Harbour Press", None, "Harbour Press"),
        ("Officer on the quay - Copyright Ida Holm/AP", "Officer on the quay", "Ida Holm/AP"),
        ("El muelle. EFE/ J.J. Holm", "El muelle.", "EFE/ J.J. Holm"),
        ("El muelle. EFE/EPA/IDA HOLM", "El muelle.", "EFE/EPA/IDA HOLM"),
        ("항구의 아침. [사진 출처 = 항만공사]", "항구의 아침.", "항만공사"),
        # A remark, a place and a sentence in parentheses
        ("The quay. (It was closed.)", "The quay. (It was closed.)", None),
        ("The quay (Halden Harbour)", "The quay (Halden Harbour)", None),
        ("The quay. (left)", "The quay. (left)", None),
    ],
)
def test_what_is_known_to_be_a_caption_needs_weaker_signs(
    written: str, caption: str | None, credit: str | None
) -> None:
    found = split_caption(written)
    assert (found[0].rstrip(".") if found[0] and caption and not caption.endswith(".") else found[0], found[1]) == (
        caption,
        credit,
    )


def test_a_line_beside_an_image_in_a_box_of_their_own_is_its_caption() -> None:
    box = "<div class=box><div><img src=/quay.jpg></div><p>The quay on Monday</p></div>"
    article = extract(
        f"<meta property=og:type content=article><article><h1>The ferry sails</h1>{box}<div>{PARAGRAPHS}</div></article>",
        url=URL,
    )
    (image,) = article.images
    assert image.caption == "The quay on Monday"


def test_the_sign_of_a_lens_in_a_figure_has_no_caption() -> None:
    (image,) = page(
        "<figure><img src=/quay.jpg><img src=/icon_scale.svg><figcaption>The quay</figcaption></figure>"
    ).images
    assert image.caption == "The quay"


@pytest.mark.parametrize(
    "card",
    [
        "<div class=x><a href=/other><img src=/other.jpg></a><h4><a href=/other>The other ferry of the town</a></h4></div>",
        "<a href=/other><span><img src=/other.jpg></span>The other ferry of the town</a>",
        "<div class=sidebar><img src=/other.jpg></div>",
        "<img src=/hill.jpg class=author-img>",
        "<img src='/hill.jpg?w=105&h=105'>",
        "<img src=/institutionlogo29539>",
    ],
)
def test_an_image_of_another_page_or_of_a_person_is_none_of_the_article(card: str) -> None:
    assert page(card).images == ()


def test_a_link_to_the_picture_itself_is_no_card() -> None:
    (image,) = page("<div><a href=/large.jpg><img src=/quay.jpg>The quay on Monday</a></div>").images
    assert image.url == "https://gazette.example/quay.jpg"


def test_the_portrait_of_an_author_is_no_main_image() -> None:
    head = "<meta name=author content='Ida Holm'>"
    article = page("", end="", head=head, above="")
    assert article.authors[0].name == "Ida Holm"
    article = page(
        "<figure><img src=/ida.jpg alt='Ida Holm'><figcaption>By Ida Holm, editor</figcaption></figure>", head=head
    )
    assert article.images == ()


def test_the_same_picture_in_two_sizes_is_listed_once_with_the_caption_of_either() -> None:
    head = "<meta property=og:image content=https://gazette.example/68059583_6.jpg>"
    article = page("<figure><img src=/68059583_605.jpg><figcaption>The quay</figcaption></figure>", head=head)
    assert [image.url for image in article.images] == ["https://gazette.example/68059583_605.jpg"]
    assert article.main_image == article.images[0]
    assert article.main_image.caption == "The quay"


def test_of_two_sizes_the_wider_is_kept() -> None:
    article = page("<img src=/quay-small.jpg width=300><p>.</p><img src=/quay-large.jpg width=900>")
    assert [(image.url, image.width) for image in article.images] == [("https://gazette.example/quay-large.jpg", 900)]


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("https://a.example/x/quay-640x480.jpg?w=1", "quay"),
        ("https://a.example/GettyImages_1180855514.0.jpg", "gettyimages_1180855514"),
        ("https://a.example/_next/image?url=%2Fmedia%2Fquay.jpg&w=640", "quay"),
        ("https://a.example/image.php?w=640&src=/media/quay.jpg", "quay"),
        ("https://a.example/quay.jpg?url=https://b.example/other.jpg", "quay"),
    ],
)
def test_the_key_of_a_picture(address: str, key: str) -> None:
    assert file_key(address) == key


def test_a_number_that_several_share_is_of_their_gallery() -> None:
    images = [image for n in (1, 2) for image in page(f"<img src=/1538123681_{n}.jpg>").images]
    assert same_picture("https://gazette.example/1538123681_9.jpg", images) is None
    assert same_picture("https://gazette.example/1538123681_2.jpg", images) is images[1]


def test_the_head_names_the_main_image_where_the_one_on_top_is_small() -> None:
    head = "<meta property=og:image content=https://gazette.example/ferry.jpg>"
    lead = "<figure><img src=/partner.jpg width=200 height=67><figcaption>This story also appeared in The Partner</figcaption></figure>"
    first, rest = PARAGRAPHS.split("</p>", 1)
    article = extract(f"<head>{head}</head><article><h1>The ferry sails</h1>{lead}{first}</p>{rest}</article>", url=URL)
    assert article.main_image is not None
    assert article.main_image.url == "https://gazette.example/ferry.jpg"


def test_json_ld_tells_caption_and_credit_of_the_picture_that_the_head_names() -> None:
    thing = {
        "@type": "NewsArticle",
        "headline": "The ferry sails",
        "image": {
            "@type": "ImageObject",
            "url": "/ferry-1200x630.jpg",
            "caption": "The quay on Monday.",
            "creator": {"name": "Ida Holm"},
        },
    }
    head = f"<meta property=og:image content=/ferry.jpg><script type=application/ld+json>{json.dumps(thing)}</script>"
    image = page("", head=head).main_image
    assert image is not None
    assert (image.url, image.caption, image.credit) == (
        "https://gazette.example/ferry.jpg",
        "The quay on Monday.",
        "Ida Holm",
    )


@pytest.mark.parametrize("caption", ["Sylvester2020", "The ferry sails"])
def test_a_caption_in_json_ld_that_is_a_file_or_the_title_is_none(caption: str) -> None:
    thing = {
        "@type": "NewsArticle",
        "headline": "The ferry sails",
        "image": {"@type": "ImageObject", "url": "/a.jpg", "caption": caption},
    }
    image = page("", head=f"<script type=application/ld+json>{json.dumps(thing)}</script>").main_image
    assert image is not None
    assert image.caption is None


def test_a_figure_above_the_headline_is_the_articles() -> None:
    above = "<figure class=featured><img src=/quay.jpg><figcaption class=caption>The quay</figcaption></figure>"
    article = page("", above=above, head="<meta property=og:image content=/quay.jpg>")
    assert article.main_image is not None
    assert article.main_image.caption == "The quay"


def test_reserved_rights_at_the_top_of_a_page_are_no_credit_of_the_picture() -> None:
    article = page(
        "",
        above="<p>© 2000-2018 Gazette, Inc. All Rights Reserved</p>",
        head="<meta property=og:image content=/quay.jpg>",
    )
    assert article.main_image is not None
    assert article.main_image.credit is None
