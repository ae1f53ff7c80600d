"""Whole pages beside what must come of them: ``tests/pages/<name>.html`` and ``<name>.json``.

The pages that ``make run`` shows lie with it, in ``src/presscut/local/pages``; what must come of them lies here.

``article`` holds the fields that must be equal (a nested object: those of its members), ``main_image`` and ``paywall`` members of these two,
``paragraphs`` the whole body as plain paragraphs, ``always`` words that stand in the body in this order, ``never`` words that
stand nowhere in it.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from presscut import extract

PAGES = Path(__file__).parents[1] / "pages"
SAMPLES = Path(__file__).parents[2] / "src" / "presscut" / "local" / "pages"
NAMES = sorted(path.stem for path in PAGES.glob("*.json"))


@pytest.mark.parametrize("name", NAMES)
def test_a_page_gives_what_stands_beside_it(name: str) -> None:
    expected: dict[str, Any] = json.loads((PAGES / f"{name}.json").read_text())
    page = next(path for folder in (PAGES, SAMPLES) if (path := folder / f"{name}.html").exists())
    article = extract(page.read_bytes(), url=expected.get("url"))
    got = json.loads(article.model_dump_json(exclude_none=True))

    assert {field: got.get(field) for field in expected.get("article", {})} == expected.get("article", {})
    for field in ("main_image", "paywall"):
        wanted = expected.get(field, {})
        assert {member: got.get(field, {}).get(member) for member in wanted} == wanted
    if "paragraphs" in expected:
        assert [(block["type"], block.get("text")) for block in got["body"]] == [
            ("paragraph", text) for text in expected["paragraphs"]
        ]
        assert article.text == "\n\n".join(expected["paragraphs"])
    body = article.text.casefold()
    at = 0
    for words in expected.get("always", []):
        found = body.find(words.casefold(), at)
        assert found >= 0, words
        at = found
    assert [words for words in expected.get("never", []) if words.casefold() in body] == []


def test_every_page_has_its_expectations_and_every_expectation_its_page() -> None:
    assert sorted(path.stem for folder in (PAGES, SAMPLES) for path in folder.glob("*.html")) == NAMES
    assert len(NAMES) >= 4
