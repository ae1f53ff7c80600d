"""The day of publication in what a page tells its own scripts: the state of a framework, a data layer, a shop's product.

``"first_publication_date":"2025-08-04T11:55:39+0000"``, ``dataLayer.push({'publishDate': '20250804'})``: a name and a date,
in JSON or in JavaScript, quoted once or twice. Such data hold related articles too, and those of the menu. So they are
read only where head and page name no day, and only if all of them that are of one age agree: the one of the object with
the page's own headline, else the only day that there is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from presscut.extraction.keys import folded
from presscut.extraction.metadata.date_candidates import Candidate, has_day, same_day
from presscut.extraction.metadata.date_reading import DateReading
from presscut.extraction.metadata.sources import Sources
from presscut.extraction.page import Page

MAXIMUM_CHARACTERS: Final = 2_000_000
"""Of all scripts together; the state of a page comes with the page, the rest is the program."""
MAXIMUM_DATES: Final = 100
"""A state with more of them is that of a list."""
MINIMUM_HEADLINE: Final = 12
"""Characters of a headline that no menu has by chance."""
HEADLINE_REACH: Final = 400
"""Characters between a date and the headline of the same object."""

NAMES: Final = frozenset(
    (
        "firstpublicationdate", "firstpublisheddate", "firstpublishedat", "firstpublished", "datefirstpublished",
        "originalpublicationdate", "publicationdate", "publicationtime", "publisheddate", "publishedtime", "publishedat",
        "publishedon", "publishdate", "publishtime", "datepublished", "datepublish", "dateposted", "pubdate", "pubtime",
        "articlepublicationdate", "articlepublisheddate", "articlepublishdate", "articledatepublished",
        "contentpublicationdate", "contentpublisheddate", "contentpublishdate", "pagepublishdate", "postpublishdate",
    )
)  # fmt: skip
"""In lower case without ``_`` and ``-``: what Prismic, Contentful, Strapi, Ghost, Shopify and Tealium call it."""

_VALUE: Final = re.compile(r"""[:=]\s?\\*["'](\d[^"'\\<>\n]{7,32})\\*["']""")
_NAME: Final = re.compile(r"""([A-Za-z][A-Za-z_-]{6,30})\\*["']?\s?\Z""")
_NAME_REACH: Final = 40


def stated(sources: Sources, page: Page, reading: DateReading) -> list[Candidate]:
    """The day of publication that the page's scripts are told, if that is one; none otherwise."""
    headlines = _headlines(sources)
    every: list[Candidate] = []
    own: list[Candidate] = []
    characters = 0
    for node in page.tree.css("script:not([src])"):
        script = node.text() or ""
        characters += len(script)
        if characters > MAXIMUM_CHARACTERS:
            break
        if "ld+json" in (node.attributes.get("type") or ""):
            continue  # read already, and what is typed there as another thing stays one
        for start, end, candidate in _dates(script, reading):
            every.append(candidate)
            around = folded(script[max(0, start - HEADLINE_REACH) : end + HEADLINE_REACH])
            if any(headline in around for headline in headlines):
                own.append(candidate)
        if len(every) > MAXIMUM_DATES:
            break
    return _one_day(own) or ([] if own else _one_day(every))


def _headlines(sources: Sources) -> set[str]:
    titles = (*(text for _, text in sources.headings[:1]), *sources.metas.get("og:title", ())[:1])
    return {key for title in titles if len(key := folded(title)) >= MINIMUM_HEADLINE}


def _dates(script: str, reading: DateReading) -> Iterator[tuple[int, int, Candidate]]:
    for match in _VALUE.finditer(script):
        name = _NAME.search(script, max(0, match.start() - _NAME_REACH), match.start())
        if name is None or name[1].lower().replace("_", "").replace("-", "") not in NAMES:
            continue
        dated = reading.written(match[1])
        if dated is not None:
            candidate = Candidate(f"script:{name[1]}", match[1], dated)
            if has_day(candidate):
                yield match.start(), match.end(), candidate


def _one_day(candidates: list[Candidate]) -> list[Candidate]:
    if not candidates or not all(same_day(candidate.dated, candidates[0].dated) for candidate in candidates):
        return []
    return candidates[:1]
