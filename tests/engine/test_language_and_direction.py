"""What an article says of its language: declared, detected, decided; and which way it reads."""

from __future__ import annotations

import pytest

from presscut import extract
from presscut.extraction import languages

GERMAN = (
    "<h1>Die Fähre</h1><p>Die Stadt hat am Montag erklärt, dass sie die Bibliothek nicht schließen wird und dass das "
    "Geld für den Betrieb gefunden ist, wie es im Haus am Hafen heißt.</p>"
) * 2
ARABIC = (
    "<h1>المنارة</h1><p>قالت المدينة يوم الاثنين إنها لن تغلق المكتبة وإن المال الذي تحتاج إليه موجود في الميزانية "
    "هذا العام كما كان من قبل، وقال رئيس البلدية إن ذلك من أجل الجميع.</p>"
) * 2


@pytest.mark.parametrize(
    ("attribute", "declared", "detected", "decided", "warnings", "agreeing"),
    [
        ("", None, "de", "de", [], ()),
        ("lang=de-AT", "de-AT", "de", "de-AT", [], ("text:detected",)),
        ("lang=en", "en", "de", "de", ["language_mismatch"], ()),
        ("lang=eo", "eo", "de", "eo", ["language_mismatch"], ()),
    ],
)
def test_declared_and_detected_stand_beside_what_was_decided(
    attribute: str, declared: str | None, detected: str, decided: str, warnings: list[str], agreeing: tuple[str, ...]
) -> None:
    article = extract(f"<html {attribute}><body><article>{GERMAN}</article>")
    assert (article.declared_language, article.detected_language, article.language) == (declared, detected, decided)
    assert [warning.code for warning in article.warnings] == warnings
    assert article.sources["language"].agreeing == agreeing
    assert article.sources["detected_language"].found_in == "text:detected"


def test_a_text_too_short_to_tell_has_the_declared_language_alone() -> None:
    article = extract("<html lang=fr><body><h1>Oui</h1><p>Non.</p>")
    assert (article.declared_language, article.detected_language, article.language) == ("fr", None, "fr")


@pytest.mark.parametrize(
    ("html", "expected", "found_in"),
    [
        (f"<body>{GERMAN}", "ltr", "text:letters"),
        (f"<html dir=ltr><body>{GERMAN}", "ltr", "dom:dir"),
        (f"<html><body dir=LTR>{GERMAN}", "ltr", "dom:dir"),
        (f"<html dir=auto><body>{GERMAN}", "ltr", "text:letters"),
        (f"<body>{ARABIC}", "rtl", "text:letters"),
        (f"<html dir=rtl><body>{ARABIC}", "rtl", "dom:dir"),
        (f"<html dir=ltr><body><div dir=rtl>{ARABIC}</div>", "rtl", "dom:dir"),
        (f"<html dir=ltr><body>{ARABIC}", "rtl", "text:letters"),
        (f"<html dir=rtl><body><article dir=ltr>{GERMAN}</article>", "ltr", "dom:dir"),
    ],
)
def test_the_direction_of_the_text(html: str, expected: str, found_in: str) -> None:
    article = extract(html)
    assert article.text_direction == expected
    assert article.sources["text_direction"].found_in == found_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", None),
        ("12 – 14 €", None),
        ("Rain", "ltr"),
        ("Rain، Regen and Fähren", "ltr"),
        ("גשם על כל החוף, and Regen", "rtl"),
        ("雨", "ltr"),
    ],
)
def test_the_direction_of_letters(text: str, expected: str | None) -> None:
    assert languages.direction(text) == expected
