"""Kept blocks → typed blocks: what holds items or data, and what only places things on the page."""

import pytest

from presscut import extract
from presscut.article import Code

PROSE = [
    "The ferry left the harbour an hour late on Sunday, with two hundred passengers and a broken radio on board.",
    "Nobody noticed at first, the harbour master said, because the fog had kept most of the town indoors all day.",
    "By the evening the wind had turned, and the crew decided to wait for the pilot boat behind the island.",
]
CODE = "wind = read()\nif wind > 12:\n    stay()"


@pytest.mark.parametrize(
    "shown",
    [
        f"<pre><code>{CODE}</code></pre>",
        f"<table><tr><td class=gutter><pre>1\n2\n3</pre></td><td><pre>{CODE}</pre></td></tr></table>",
        f"<figure><table><tr><td><pre>&nbsp;9\n10\n11</pre></td><td><pre>{CODE}\n</pre></td></tr></table></figure>",
        "<pre>"
        + "\n".join(f"<span class=lineno>{n} </span>{line}" for n, line in enumerate(CODE.split("\n"), 1))
        + "</pre>",
    ],
)
def test_code_is_shown_by_its_lines_and_without_their_numbers(shown: str) -> None:
    html = f"<article><h1>How the ferry waits</h1><p>{PROSE[0]}</p>{shown}<p>{PROSE[1]}</p><p>{PROSE[2]}</p></article>"
    body = extract(html, url="https://harbour.example/docs/ferry").body
    assert [block.text for block in body if isinstance(block, Code)] == [CODE]
