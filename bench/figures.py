"""How well pictures are found, and captions and credits parted: ``python -m bench.figures`` prints a sheet to be read.

No corpus labels them, so people must: of a sample of pages, the same each time, each picture that was found stands with
its caption and credit beside the markup that it came from, the main one first, then what shows a caption and was not listed.
Who has read it says which are wrong:

    python -m bench.figures > sheet.txt
    python -m bench.figures --wrong 1f0c22aa 9b33d0e1   # all the others that nobody judged yet are right

Judgements are kept in ``figure_judgements.json`` by a hash of page, picture, caption and credit, so that nothing of the pages
is kept, and what a change alters is unread again; ``--count`` prints the counts alone, ``--unread`` only what wants reading.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bench.corpora import CORPORA, AnnotatedPage, folder, read
from presscut import Article, ExtractionError, extract
from presscut.article import Embed, Image
from presscut.extraction import decoding
from presscut.extraction.limits import DEFAULT_LIMITS
from presscut.extraction.metadata.images import file_key, image_of

PAGES: Final = 150
SEED: Final = 4
MOST_PICTURES: Final = 6
"""Of a page; the rest of a gallery is like these."""
MOST_MARKUP: Final = 620
"""Characters that are printed of the markup of a picture."""
MOST_TEXT: Final = 500
"""Characters of text in what is taken for a picture's surroundings; with more it is the article."""
JUDGEMENTS: Final = Path(__file__).with_name("figure_judgements.json")

Judgement = Literal["right", "wrong"]

_ATTRIBUTES: Final = re.compile(
    r"""\s(?!class=|itemprop=|alt=|src=|id=)[\w:@.-]+(?:=(?:"[^"]*"|'[^']*'|[^\s>]+))?(?=[^<]*>)""", re.DOTALL
)
_LONG_VALUE: Final = re.compile(r'="([^"]{60})[^"]{20,}"')
_PICTURES: Final = "img, amp-img"


@dataclass(frozen=True, slots=True)
class Line:
    """A picture of a page as it was read; ``key`` names it for :data:`JUDGEMENTS`."""

    key: str
    role: str
    image: Image
    markup: str


def sample(pages: int = PAGES) -> list[AnnotatedPage]:
    """As many articles of each corpus that lies there, chosen by chance, the same each time."""
    present = [name for name, (_, part) in CORPORA.items() if name != "wcxb-test" and (folder() / part).is_dir()]
    chosen = []
    for corpus in present:
        articles = [page for page in read(corpus) if page.kind == "article" and b"<img" in page.html]
        count = min(len(articles), -(-pages // len(present)))
        chosen += random.Random(SEED).sample(articles, count)
    return chosen[:pages]


def lines(page: AnnotatedPage, article: Article) -> Iterator[Line]:
    """The pictures of an article, the main one first."""
    tree = LexborHTMLParser(decoding.read(page.html, None, DEFAULT_LIMITS.max_bytes).text)
    nodes: dict[str, LexborNode] = {}
    for element in tree.css(_PICTURES):
        picture = image_of(element, page.url)
        if picture is not None and picture.url is not None:
            nodes.setdefault(file_key(picture.url), element)
    main = [("main", article.main_image)] if article.main_image is not None else []
    for role, image in [*main, *(("image", image) for image in article.images if image != article.main_image)]:
        node = nodes.get(file_key(image.url)) if image.url else None
        markup = _markup(_surroundings(node)) if node is not None else "(not in the page's body)"
        yield Line(_key(page, role, image), role, image, markup)


def unlisted(page: AnnotatedPage, article: Article) -> Iterator[str]:
    """Markup of figures with a caption whose picture is not among the article's: mostly those of other stories."""
    tree = LexborHTMLParser(decoding.read(page.html, None, DEFAULT_LIMITS.max_bytes).text)
    listed = {file_key(image.url) for image in article.images if image.url}
    for figure in tree.css("figure"):
        image = next((found for node in figure.css(_PICTURES) if (found := image_of(node, page.url))), None)
        if figure.css_first("figcaption") and (image is None or file_key(image.url or "") not in listed):
            yield _markup(figure)


def _key(page: AnnotatedPage, role: str, image: Image) -> str:
    parts = (page.corpus, page.name, role, image.url or "", image.caption or "", image.credit or "")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:8]


def _surroundings(node: LexborNode) -> LexborNode:
    """The figure around a picture, else the largest of the four elements around it that is not the article itself."""
    chosen: LexborNode = node
    around: LexborNode | None = node.parent
    for _ in range(4):
        if around is None or around.tag == "body" or len(around.text()) > MOST_TEXT:
            break
        chosen = around
        if around.tag == "figure":
            break
        around = around.parent
    return chosen


def _markup(node: LexborNode) -> str:
    html = " ".join(_ATTRIBUTES.sub("", node.html or "").split())
    html = re.sub(r"<(source|svg|path|noscript)\b.*?(?:</\1>|/?>)", "", html)
    html = _LONG_VALUE.sub(r'="\1…"', html)
    return html if len(html) <= MOST_MARKUP else f"{html[: MOST_MARKUP // 2]} ⋯ {html[-MOST_MARKUP // 2 :]}"


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.figures", description=__doc__)
    parser.add_argument("--pages", type=int, default=PAGES)
    parser.add_argument("--unread", action="store_true", help="only what was not judged yet")
    parser.add_argument("--count", action="store_true", help="the counts alone")
    parser.add_argument("--wrong", nargs="*", metavar="KEY", help="judge: these are wrong, all others unread are right")
    options = parser.parse_args(arguments)
    judgements: dict[str, Judgement] = json.loads(JUDGEMENTS.read_text()) if JUDGEMENTS.exists() else {}
    counts: Counter[tuple[str, str]] = Counter()
    for page in sample(options.pages):
        try:
            article = extract(page.html, url=page.url)
        except ExtractionError:
            continue
        shown = [line for at, line in enumerate(lines(page, article)) if at < MOST_PICTURES]
        for line in shown:
            if options.wrong is not None:
                judgements.setdefault(line.key, "wrong" if line.key in options.wrong else "right")
            counts[line.role, judgements.get(line.key, "unread")] += 1
        if not options.count and options.wrong is None:
            _print(page, article, [line for line in shown if not options.unread or line.key not in judgements])
    if options.wrong is not None:
        JUDGEMENTS.write_text(json.dumps(judgements, indent=0, sort_keys=True) + "\n")
    print("| | right | wrong | unread |\n| --- | --- | --- | --- |")
    for role in ("main", "image"):
        print(f"| {role} | " + " | ".join(str(counts[role, judged]) for judged in ("right", "wrong", "unread")) + " |")


def _print(page: AnnotatedPage, article: Article, shown: Sequence[Line]) -> None:
    others = list(unlisted(page, article))[:2]
    embeds = [block for block in article.body if isinstance(block, Embed)]
    if not shown and not others and not embeds:
        return
    print(f"\n=== {page.corpus} {page.name} {page.url or ''}")
    for line in shown:
        image = line.image
        print(f"--- {line.key} {line.role} {image.url}\n  caption: {image.caption}\n  credit:  {image.credit}")
        print(f"  {line.markup}")
    for embed in embeds[:MOST_PICTURES]:
        print(f"--- embed {embed.media} {embed.provider} {embed.url}")
    for markup in others:
        print(f"--- not listed: {markup}")


if __name__ == "__main__":
    main()
