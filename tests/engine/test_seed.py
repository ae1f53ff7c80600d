"""The example that presscut was asked for, in three markups, wherever it lies beside the checkout.

Its text is not ours to publish; ``tests/pages`` holds pages of the same shape that are.
"""

import html
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from presscut import extract

SEED = Path(__file__).parents[3] / "shared" / "seed"


@pytest.fixture
def lines() -> list[str]:
    """The example's lines of text, none empty: headline twice, caption, three paragraphs, wall, pitch."""
    if not SEED.is_dir():
        pytest.skip("the example lies beside the checkout (../shared/seed), and there is none")
    return [line.strip() for line in (SEED / "article.txt").read_text().splitlines() if line.strip()]


@pytest.fixture
def expected(lines: list[str]) -> dict[str, Any]:
    expectation: dict[str, Any] = json.loads((SEED / "expected.json").read_text())
    assert expectation["headline"] == lines[0]
    return expectation


def cms_with_json_ld(lines: list[str]) -> bytes:
    """A content management system at its richest: head, JSON-LD, figure, marked body, gate, pitch, footer."""
    headline, _, caption, *rest = lines
    paragraphs, wall = rest[:3], rest[3:]
    pitch = [line for line in wall if not line.startswith("•")]
    bullets = [line.removeprefix("•").strip() for line in wall if line.startswith("•")]
    linked = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": headline,
        "datePublished": "2023-03-28T09:00:00-04:00",
        "isAccessibleForFree": False,
        "image": ["https://review.example/images/handshake.jpg"],
        "publisher": {"@type": "Organization", "name": "Review"},
    }

    def escaped(text: str) -> str:
        return html.escape(text, quote=False)

    return f"""<!DOCTYPE html><html lang="en-US"><head><meta charset="utf-8">
<title>{escaped(headline)} | Review</title>
<meta property="og:title" content="{html.escape(headline)}"><meta property="og:site_name" content="Review">
<meta property="og:image" content="https://review.example/images/handshake.jpg">
<script type="application/ld+json">{json.dumps(linked)}</script></head>
<body><header><nav><a href="/">Home</a><a href="/asia">Asia</a><a href="/subscribe">Subscribe</a></nav></header>
<main><article><h1>{escaped(headline)}</h1><h2 class="subtitle">{escaped(headline)}</h2>
<figure><img src="https://review.example/images/handshake.jpg" alt="" width="1200" height="800">
<figcaption>{escaped(caption)}</figcaption></figure>
<div class="article-body">{"".join(f"<p>{escaped(text)}</p>" for text in paragraphs)}</div>
<div class="regwall"><h3>{escaped(pitch[0])}</h3>{"".join(f"<p>{escaped(text)}</p>" for text in pitch[1:4])}</div>
<div class="offer"><h4>{escaped(pitch[4])}</h4><p>{escaped(pitch[5])}</p>
<ul>{"".join(f"<li>{escaped(text)}</li>" for text in bullets)}</ul>
{"".join(f"<p>{escaped(text)}</p>" for text in pitch[6:])}</div>
</article></main><footer><p>Copyright, terms and privacy</p></footer></body></html>""".encode()


def divs_without_a_class(lines: list[str]) -> bytes:
    divs = "".join(f"<div>{html.escape(line, quote=False)}</div>" for line in lines)
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body><div>{divs}</div></body></html>'.encode()


def bare_paragraphs_in_windows_1252(lines: list[str]) -> bytes:
    paragraphs = "\n".join(f"<p>{html.escape(line, quote=False)}" for line in lines)
    return f"<html><title>{html.escape(lines[0], quote=False)}</title><body>{paragraphs}".encode("windows-1252")


@pytest.mark.parametrize("markup", [cms_with_json_ld, divs_without_a_class, bare_paragraphs_in_windows_1252])
def test_the_example_comes_out_as_asked(
    lines: list[str], expected: dict[str, Any], markup: Callable[[list[str]], bytes]
) -> None:
    article = extract(markup(lines))

    assert article.headline == expected["headline"]
    assert [getattr(block, "text", None) for block in article.body] == expected["body_paragraphs"]
    assert article.text == "\n\n".join(expected["body_paragraphs"])
    assert article.main_image is not None
    assert article.main_image.caption == expected["main_image"]["caption"]
    assert article.main_image.credit == expected["main_image"]["credit"]
    assert article.paywall.truncated is expected["paywall"]["truncated"]
    whole = article.model_dump_json()
    assert whole.count(json.dumps(expected["headline"], ensure_ascii=False)) == 1
    for line in expected["never_in_the_body"]:
        assert line not in article.text
