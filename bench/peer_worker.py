"""The other end of :class:`bench.systems.Peer`: one peer in its own environment, a page a line.

``.venv-peers/bin/python bench/peer_worker.py NAME``

In: lines of JSON with ``html`` (base64) and ``url``. Out, for each: a line with ``text``, ``headline``, ``authors``,
``date`` (as the peer gave it), ``milliseconds`` and ``error``. The time is the peer's own, from bytes to what it gives,
its fields included where it has them. Nothing of presscut or of this package is imported.

Each peer is called as its documentation or article-extraction-benchmark's runner calls it, with its defaults. What
readability-lxml gives is HTML, so its text is taken with block elements on lines of their own, outside the time.
"""

from __future__ import annotations

import base64
import json
import os
import sys
import warnings
from collections.abc import Callable
from time import perf_counter
from typing import Any

Fields = dict[str, Any]
Reader = Callable[[bytes, str | None], Callable[[], Fields]]
"""Reads a page, which is timed; what it returns makes plain fields of it, which is not."""


def trafilatura(**options: bool) -> Reader:
    from trafilatura import bare_extraction

    def read(html: bytes, url: str | None) -> Callable[[], Fields]:
        document = bare_extraction(html, url=url, include_comments=False, with_metadata=True, **options)
        if document is None:
            return dict
        authors = [name.strip() for name in (document.author or "").split(";")]
        return lambda: {
            "text": document.text or "",
            "headline": document.title,
            "authors": [name for name in authors if name],
            "date": document.date,
        }

    return read


def readability() -> Reader:
    from lxml.html import fromstring
    from readability import Document

    lines = {"p", "div", "li", "br", "tr", "blockquote", "pre", "section", "h1", "h2", "h3", "h4", "h5", "h6"}

    def text(summary: str) -> str:
        root = fromstring(summary)
        for element in root.iter():
            if element.tag in lines:
                element.tail = "\n" + (element.tail or "")
                if element.tag != "br":
                    element.text = "\n" + (element.text or "")
        return str(root.text_content()).strip()

    def read(html: bytes, url: str | None) -> Callable[[], Fields]:
        document = Document(html, url=url)
        summary, title = document.summary(html_partial=True), document.short_title()
        return lambda: {"text": text(summary), "headline": title}

    return read


def resiliparse() -> Reader:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding
    from resiliparse.parse.html import HTMLTree

    def read(html: bytes, _: str | None) -> Callable[[], Fields]:
        tree = HTMLTree.parse(bytes_to_str(html, detect_encoding(html)))
        text, title = extract_plain_text(tree, main_content=True, alt_texts=False), tree.title
        return lambda: {"text": text, "headline": title}

    return read


def newspaper() -> Reader:
    import newspaper

    configuration = newspaper.Config()
    configuration.fetch_images = False  # its default asks the page's hosts for them

    def read(html: bytes, url: str | None) -> Callable[[], Fields]:
        article = newspaper.Article(url or "https://example.org/", config=configuration)
        article.download(input_html=html)
        article.parse()
        published = article.publish_date
        return lambda: {
            "text": article.text,
            "headline": article.title,
            "authors": list(article.authors),
            "date": published.isoformat() if hasattr(published, "isoformat") else published or None,
        }

    return read


PEERS: dict[str, Callable[[], Reader]] = {
    "trafilatura": trafilatura,
    "trafilatura precision": lambda: trafilatura(favor_precision=True),
    "readability-lxml": readability,
    "resiliparse": resiliparse,
    "newspaper4k": newspaper,
}


def main() -> None:
    # What a library prints must not come between the answers.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    warnings.simplefilter("ignore")
    read = PEERS[sys.argv[1]]()
    for line in sys.stdin:
        page = json.loads(line)
        html = base64.b64decode(page["html"])
        start = perf_counter()
        try:
            fields = read(html, page["url"])
            milliseconds = (perf_counter() - start) * 1000
            answer: Fields = fields() | {"milliseconds": milliseconds}
        except Exception as error:  # noqa: BLE001 - a page that breaks a peer is a page without text, not the end
            answer = {"milliseconds": (perf_counter() - start) * 1000, "error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), file=answers, flush=True)


if __name__ == "__main__":
    main()
