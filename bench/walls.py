"""How well the wall is seen that a page does not declare: ``make bench-walls``.

Pages whose own JSON-LD or microdata says ``isAccessibleForFree``: false (walled) or true (free), of all corpora that lie
there. That declaration is removed before they are read, wherever it stands: from JSON-LD all scripts, from other scripts and
attributes the name. Found is a state of metered, registration or subscription. Three readings: as declared, *without the
declaration*, and *words alone*, without any script, class, id, data attribute or meta. Below each row the same without the
pages whose declaration their own page disproves.

``--list`` prints the pages where they differ.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bench import label_errors
from bench.corpora import CORPORA, AnnotatedPage, folder, read
from presscut import Article, ExtractionError, extract
from presscut.extraction import blocks, decoding
from presscut.extraction.limits import DEFAULT_LIMITS
from presscut.extraction.metadata import access, sources
from presscut.extraction.page import parse

_WALLS: Final = ("metered", "registration", "subscription")
_NAME: Final = re.compile("isAccessibleForFree", re.IGNORECASE)
_JSON_LD: Final = re.compile(r"<script[^>]*ld\+json[^>]*>.*?</script>", re.IGNORECASE | re.DOTALL)
_SCRIPT: Final = re.compile(r"<script\b.*?</script>|<meta\b[^>]*>", re.IGNORECASE | re.DOTALL)
_NAMING: Final = re.compile(
    r"""\s(?:class|id|itemprop|data-[\w-]+)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)""", re.IGNORECASE | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Reading:
    page: AnnotatedPage
    is_walled: bool
    without_declaration: Article
    words_alone: Article

    @property
    def label_error(self) -> str | None:
        """The code of what is wrong with the declaration by the page itself (:mod:`bench.label_errors`)."""
        return label_errors.reason("wall", self.page.corpus, self.page.name)


def readings(corpora: Sequence[str]) -> Iterator[Reading]:
    """The declared pages of the corpora, read twice. What cannot be read is passed over."""
    for corpus in corpora:
        for page in read(corpus):
            text = decoding.read(page.html, None, DEFAULT_LIMITS.max_bytes).text
            if _NAME.search(text) is None:
                continue
            try:
                is_free = _declared(text)
                if is_free is None:
                    continue
                undeclared = _NAME.sub("x", _JSON_LD.sub("", text))
                bare = _NAMING.sub("", _SCRIPT.sub("", undeclared))
                yield Reading(page, not is_free, extract(undeclared, url=page.url), extract(bare, url=page.url))
            except ExtractionError:
                continue


def _declared(text: str) -> bool | None:
    """What schema.org's term says, whatever else the page has: a tier (``article:content_tier``) is no label here."""
    page = parse(text)
    collected = sources.collect(page, blocks.read(page))
    return access.schema_org_is_free(collected)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.walls", description=__doc__)
    parser.add_argument("--corpus", nargs="+", choices=CORPORA, help="default: all that lie there, but held-out parts")
    parser.add_argument("--list", action="store_true", help="the pages where declaration and reading differ")
    options = parser.parse_args(arguments)
    present = [name for name, (_, part) in CORPORA.items() if name != "wcxb-test" and (folder() / part).is_dir()]
    every = list(readings(options.corpus or present))
    print("| | walled | found | free | false alarms | precision | recall | truncated, walled | truncated, free |")
    print("| --- " * 9 + "|")
    sound = [reading for reading in every if reading.label_error is None]
    for name in ("without_declaration", "words_alone"):
        for ending, those in (("", every), (", sound labels", sound)):
            read_as = [(reading.is_walled, getattr(reading, name)) for reading in those]
            print(_row(name.replace("_", " ") + ending, read_as))
    for reading in every if options.list else ():
        wall = reading.without_declaration.paywall
        if (wall.state in _WALLS) != reading.is_walled:
            label = "walled" if reading.is_walled else "free"
            label += f" ({reading.label_error})" if reading.label_error else ""
            print(
                f"{reading.page.corpus} {reading.page.name}: {label}, read as {wall.state}; {'; '.join(wall.evidence)}"
            )


def _row(name: str, read_as: Sequence[tuple[bool, Article]]) -> str:
    counts = Counter((is_walled, article.paywall.state in _WALLS) for is_walled, article in read_as)
    cut = Counter(is_walled for is_walled, article in read_as if article.paywall.truncated)
    found, alarms = counts[True, True], counts[False, True]
    walled, free = found + counts[True, False], alarms + counts[False, False]
    precision = found / (found + alarms) if found + alarms else 0.0
    recall = found / walled if walled else 0.0
    return f"| {name} | {walled} | {found} | {free} | {alarms} | {precision:.2f} | {recall:.2f} | {cut[True]} | {cut[False]} |"


if __name__ == "__main__":
    main()
