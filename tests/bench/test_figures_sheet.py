"""The reading sheet of pictures: what it asks people, and what it keeps of their answers."""

from __future__ import annotations

from bench.corpora import AnnotatedPage
from bench.figures import lines, unlisted
from presscut import extract

PAGE = AnnotatedPage(
    corpus="wcxb",
    name="1",
    url="https://gazette.example/ferry",
    html=b"<article><h1>The ferry sails</h1><figure><img src=/quay.jpg data-x=1><figcaption>The quay. <small>Foto: Ida Holm</small></figcaption></figure>"
    + b"<p>The ferry left the harbour at six in the morning, and forty people on the quay waved until it was out of sight.</p>"
    * 1
    + b"<p>It will be back on Friday, the harbour master said, unless the wind turns to the north once more before then.</p></article>"
    + b"<aside><figure><img src=/other.jpg><figcaption>Another story</figcaption></figure></aside>",
)


def test_a_line_shows_the_picture_beside_its_markup() -> None:
    (line,) = lines(PAGE, extract(PAGE.html, url=PAGE.url))
    assert line.role == "main"
    assert (line.image.caption, line.image.credit) == ("The quay.", "Ida Holm")
    assert "figcaption" in line.markup
    assert "data-x" not in line.markup


def test_a_key_changes_with_what_was_read() -> None:
    article = extract(PAGE.html, url=PAGE.url)
    assert article.main_image is not None
    other = article.model_copy(update={"main_image": article.main_image.model_copy(update={"credit": None})})
    assert next(lines(PAGE, article)).key != next(lines(PAGE, other)).key
    assert next(lines(PAGE, article)).key == next(lines(PAGE, article)).key


def test_captions_of_pictures_that_are_not_listed_are_shown() -> None:
    (markup,) = unlisted(PAGE, extract(PAGE.html, url=PAGE.url))
    assert "Another story" in markup
