"""What the page declares of its wall."""

from __future__ import annotations

from typing import Any

import pytest
from snippets import article, json_ld, meta, sources_of

from presscut.extraction.metadata import access


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (True, True), (False, False), ("True", True), ("False", False), ("false", False), (" FALSE ", False), ("no", False),
        ("http://schema.org/True", True), ("https://schema.org/False", False), (["False"], False), ("0", False), ("yes", True),
        ("", None), ("maybe", None), (None, None), ([], None), ({}, None), (0, None),
    ],
)  # fmt: skip
def test_is_accessible_for_free_as_it_is_written(value: Any, expected: bool | None) -> None:
    assert access.is_free(sources_of(article(isAccessibleForFree=value))) is expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (meta(article__content_tier="free"), True),
        (meta(article__content_tier="Locked"), False),
        (meta(article__content_tier="metered"), False),
        (meta(article__content_tier="gold"), None),
        (article(isAccessibleForFree=False) + meta(article__content_tier="free"), False),
        (article(headline="x") + json_ld({"@type": "WebPage", "isAccessibleForFree": "False"}), False),
        (json_ld({"@type": "WebPage", "isAccessibleForFree": False}) + article(isAccessibleForFree=True), True),
        ("<article><meta itemprop='isAccessibleForFree' content='False'></article>", False),
        (meta(article__content_tier="locked") + "<p><meta itemprop='isAccessibleForFree' content='true'></p>", False),
        ("", None),
    ],
)
def test_which_word_counts(html: str, expected: bool | None) -> None:
    assert access.is_free(sources_of(html)) is expected


GATED = {"@type": "WebPageElement", "isAccessibleForFree": "False", "cssSelector": ".paywall"}


@pytest.mark.parametrize(
    ("parts", "selectors"),
    [
        (GATED, (".paywall",)),
        ([GATED], (".paywall",)),
        ([GATED, GATED], (".paywall",)),
        ([GATED, GATED | {"cssSelector": " #rest "}], (".paywall", "#rest")),
        (GATED | {"cssSelector": [".a", ".b", 7, ""]}, (".a", ".b")),
        (GATED | {"isAccessibleForFree": "True"}, ()),
        (GATED | {"cssSelector": None}, ()),
        ({"cssSelector": ".a"}, ()),
        ([None, 7, [], "x"], ()),
    ],
)
def test_the_parts_behind_the_wall(parts: Any, selectors: tuple[str, ...]) -> None:
    assert access.gated_selectors(sources_of(article(hasPart=parts))) == selectors
