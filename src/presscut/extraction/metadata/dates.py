"""When the page was published and when it was changed.

Strategy: every source that names a date is read, in the order of how often each was right over three corpora:
the article's own Open Graph time, JSON-LD, other metas and microdata, ``<time>`` beside the headline, the
address. The first decides the day; a source of the same day that is more precise gives the time. Running text
is read only when nothing else speaks. A date of modification never stands in for one of publication: it would
be right in 50 to 88 % of pages only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any, Final
from urllib.parse import SplitResult, urlsplit

from selectolax.lexbor import LexborNode

from presscut.extraction.blocks import Block, Container
from presscut.extraction.metadata.date_reading import DateReading
from presscut.extraction.metadata.found import Dated, Found
from presscut.extraction.metadata.sources import Sources, Thing, types_of
from presscut.extraction.metadata.surroundings import Nearby, Surroundings, standing_alone
from presscut.extraction.page import Page
from presscut.extraction.vocabulary import markup
from presscut.extraction.vocabulary.months import MODIFIED_WORDS, MONTHS, PUBLISHED_WORDS

__all__ = ["modified", "published"]

MAXIMUM_TIMES: Final = 12
"""``<time>`` elements looked at; a page with more lists other articles, and its own comes early."""
MAXIMUM_LINE: Final = 120
"""Characters of a visible line that may be a dateline; prose mentions dates of its own."""
MAXIMUM_ALONE: Final = 60
"""Characters of a text that is a date and little else: "Posted on Monday, 3 May 2023 at 10:15 am by"."""
MAXIMUM_TEXTS: Final = 200
"""Of that length and with a digit: a page with more of them before its prose is a table."""
MAXIMUM_DATE: Final = 40
"""Characters of a date with its time."""
MAXIMUM_TITLE_DATE: Final = 20
"""Characters of a part of a title that is a date."""
MAXIMUM_LABEL: Final = 60
"""Characters before a date in which its label ("Updated:") is looked for."""


@dataclass(frozen=True, slots=True)
class _Names:
    """What one field is called in each kind of source, best first."""

    trusted_metas: tuple[str, ...]
    other_metas: tuple[str, ...]
    vague_metas: tuple[str, ...]
    """Names that do not say which date: of the page, of its last change, of the day that it was printed."""
    json_ld: tuple[str, ...]
    items: tuple[str, ...]


_PUBLISHED: Final = _Names(
    trusted_metas=("article:published_time", "og:article:published_time"),
    other_metas=(
        "datepublished", "parsely-pub-date", "sailthru.date", "og:published_time", "og:pubdate",
        "og:publish_date",
        "article:published", "article.published", "article_date_original", "article:post_date", "pubdate",
        "publishdate", "publish-date",
        "publish_date", "publication_date", "publication-date", "publicationdate", "published",
        "published_date",
        "published-date", "publisheddate", "published_time", "date_published", "date.published",
        "dateposted", "originalpublicationdate",
        "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "citation_online_date",
        "citation_publication_date",
        "citation_date", "dcterms.issued", "dc.date.issued", "dc.issued", "dcterms.available",
        "dcterms.created",
        "dc.date.created", "dc.created", "prism.publicationdate",
        "rnews:datepublished",
        "bt:pubdate", "article.created", "article:created", "creation_date", "datecreated", "date.created",
        "created",
        "release_date", "displaydate", "shareaholic:article_published_time", "ptime",
    ),
    vague_metas=("dc.date", "dcterms.date", "date", "ms.date"),
    json_ld=("datePublished", "dateCreated", "uploadDate"),
    items=("datePublished", "dateCreated", "article:published_time", "dc:date", "dc:created", "uploadDate"),
)  # fmt: skip
_MODIFIED: Final = _Names(
    trusted_metas=("article:modified_time", "og:article:modified_time"),
    other_metas=(
        "datemodified", "og:updated_time", "og:modified_time", "article:updated_time", "article:updated",
        "article.updated",
        "last-modified", "last_modified", "lastmodified", "lastmod", "modified", "modified_time",
        "modified_date", "date_modified",
        "dcterms.modified", "dc.date.modified", "dc.modified", "dc.date.x-metadatalastmodified", "revised",
        "revision_date",
        "last-updated", "last_updated", "updated", "updated_time", "date.updated",
        "shareaholic:article_modified_time", "utime",
    ),
    vague_metas=(),
    json_ld=("dateModified",),
    items=("dateModified",),
)  # fmt: skip

# Types whose date is another thing's than the page's.
_OTHER_THINGS_TEXT = (
    "Person Organization Product Review Comment Event Offer ImageObject VideoObject Book Movie Place Answer Question "
    "ListItem BreadcrumbList ItemList"
)  # fmt: skip
_OTHER_THINGS: Final = frozenset(_OTHER_THINGS_TEXT.split())
_PUBLISHED_TOKENS: Final = frozenset(("published", "publish", "pubdate", "publication", "posted", "created", "pub"))
_MODIFIED_TOKENS: Final = frozenset(("updated", "update", "modified", "lastmod", "revised", "edited"))

_COPYRIGHT: Final = re.compile(r"©|\bcopyright\b|\(c\)", re.IGNORECASE)
"""A line of a right's owner: its date is that of the site."""
_DIGIT: Final = re.compile(r"\d")
_ADDRESS_DAY: Final = re.compile(
    r"(?<![\d])((?:19|20)\d\d)(?:([/_-])(\d{1,2}|[a-z]{3,9})\2(\d{1,2})(?=[/_.+%-]|$)|(\d\d)(\d\d)(?=[/_.+%-]|$))"
)
# "29-10-2021", or "08112021" as a name's beginning: eight digits elsewhere are a number like any other.
_ADDRESS_DAY_FIRST: Final = re.compile(
    r"(?<!\d)(\d\d)([_.-])(\d\d)\2((?:19|20)\d\d)(?!\d)|/([0-3]\d)()([01]\d)((?:19|20)\d\d)(?=[/_.+%-]|$)"
)
_ADDRESS_MONTH: Final = re.compile(r"/((?:19|20)\d\d)[/-](\d\d)/")
_DATE_CLASSES: Final = (
    "[class*=date],[class*=Date],[class*=publish],[class*=posted],[class*=byline],[class*=meta],[id*=date]"
)

# Systems prefix the common names with their own: "w-published-date", "cms.publish_date".
_OWN_NAME: Final = re.compile(
    r"(?<![a-z])(?:publish(?:ed)?|publication|first[-_.]?published)[-_.]?(?:date|time|at|on)$"
)


@dataclass(frozen=True, slots=True)
class _Candidate:
    source: str
    text: str
    dated: Dated


def published(
    sources: Sources, page: Page, nearby: Nearby | None = None, fetched_at: datetime | None = None
) -> Found[Dated] | None:
    """When the page was first published, or None where nothing says so. ``nearby``: shared with the other fields."""
    reading = DateReading(_languages(sources), fetched_at)
    nearby = nearby or Nearby(sources, page)
    candidates = list(_declared(_PUBLISHED, sources, reading))
    if sources.times or any(name in sources.items for name in _PUBLISHED.items):
        candidates += _marked(_PUBLISHED, sources, nearby.surroundings, reading)
        candidates += _times(sources, nearby.surroundings, reading, modified=False)
    if not any(_has_day(candidate) for candidate in candidates):
        named = _addressed(sources, reading)
        if not any(_has_day(candidate) for candidate in named):
            named = _titled(sources, reading) + named
        vague = list(_metas(_PUBLISHED.vague_metas, sources, reading))
        shown: list[_Candidate] = []
        # A system's moment is more than a day that somebody set, and the day of a site's own clock stands on pages too.
        if not any(isinstance(candidate.dated.value, datetime) for candidate in vague):
            shown = _visible(page, nearby.surroundings, reading, modified=False, near=bool(vague))
        # What is shown gives the day of an address or title its time, and the day where they have none.
        is_named = any(_has_day(candidate) for candidate in named)
        candidates += [*named, *shown, *vague] if is_named else [*shown, *named, *vague]
    else:
        candidates += _metas(_PUBLISHED.vague_metas, sources, reading)
        candidates += _addressed(sources, reading)
    if not any(_has_day(candidate) for candidate in candidates):
        candidates += _metas([name for name in sources.metas if _OWN_NAME.search(name)], sources, reading)
    if not any(_has_day(candidate) for candidate in candidates):
        changed = [candidate.dated for candidate in _declared(_MODIFIED, sources, reading)]
        alone = _alone(page, reading)
        candidates = [c for c in alone if not any(_same_day(c.dated, other) for other in changed)] + candidates
    if not any(_has_day(candidate) for candidate in candidates):
        candidates = _labelled(sources, reading) + candidates
    return _decided(candidates, _MODIFIED, sources, reading)


def modified(
    sources: Sources, page: Page, nearby: Nearby | None = None, fetched_at: datetime | None = None
) -> Found[Dated] | None:
    """When the page was last changed, or None where nothing says so. ``nearby``: shared with the other fields."""
    reading = DateReading(_languages(sources), fetched_at)
    candidates = list(_declared(_MODIFIED, sources, reading))
    if not candidates:
        surroundings = (nearby or Nearby(sources, page)).surroundings
        candidates += _marked(_MODIFIED, sources, surroundings, reading)
        candidates += _times(sources, surroundings, reading, modified=True)
        candidates = candidates or _visible(page, surroundings, reading, modified=True)
    return _decided(candidates, _PUBLISHED, sources, reading)


def _has_day(candidate: _Candidate) -> bool:
    return candidate.dated.precision not in ("year", "month")


def _languages(sources: Sources) -> tuple[str, ...]:
    """The page's language; English gets the country of the host, which decides between 3/4 and 4/3."""
    language = (sources.html_language or next(iter(sources.metas.get("og:locale", ())), "")).replace("_", "-")
    if not language:
        return ()
    if language.lower() == "en" and sources.url:
        domain = (_split(sources.url).hostname or "").rpartition(".")[2]
        if len(domain) == 2 and domain not in ("us", "io", "co", "ai", "tv", "me"):
            return (f"en-{domain}",)
    return (language,)


def _split(address: str) -> SplitResult:
    """An address in its parts; of one that is malformed ("http://[::1"), nothing."""
    try:
        return urlsplit(address)
    except ValueError:
        return SplitResult("", "", "", "", "")


# --- candidates, source by source -------------------------------------------------------------------------------


def _declared(names: _Names, sources: Sources, reading: DateReading) -> Iterator[_Candidate]:
    """What the head and JSON-LD say."""
    yield from _metas(names.trusted_metas, sources, reading)
    main = sources.main_thing
    if main is not None:
        yield from _things(names.json_ld[:1], main, reading)
    yield from _metas(names.other_metas, sources, reading)
    others = [thing for thing in sources.things if thing is not main and _OTHER_THINGS.isdisjoint(types_of(thing))]
    told = [candidate for thing in others for candidate in _things(names.json_ld[:1], thing, reading)]
    if told and all(_same_day(candidate.dated, told[0].dated) for candidate in told):
        yield told[0]  # several days are those of a list of articles
    if main is not None:
        yield from _things(names.json_ld[1:], main, reading)


def _metas(names: Sequence[str], sources: Sources, reading: DateReading) -> Iterator[_Candidate]:
    metas = sources.metas
    for name in [name for name in names if name in metas]:
        for text in metas[name][:1]:
            dated = reading.written(text)
            if dated is not None:
                yield _Candidate(f"meta:{name}", text, dated)


def _things(names: Sequence[str], thing: Thing, reading: DateReading) -> Iterator[_Candidate]:
    for name in names:
        text = _text_of(thing.get(name))
        dated = reading.written(text) if text else None
        if dated is not None:
            yield _Candidate(f"json-ld:{name}", text, dated)


def _text_of(value: Any) -> str:
    """A JSON-LD value as text: itself, a number, the first of a list, a typed literal's ``@value``."""
    if isinstance(value, str):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(int(value))
    if isinstance(value, list) and value:
        return _text_of(value[0])
    if isinstance(value, dict):
        return _text_of(value.get("@value"))
    return ""


def _marked(names: _Names, sources: Sources, surroundings: Surroundings, reading: DateReading) -> Iterator[_Candidate]:
    """Microdata and RDFa in the body, nearest first: the answers to a question are dated as it is."""
    ranks = {name: rank for rank, name in enumerate(names.items)}
    placed = [
        (distance, ranks[name], node)
        for name in names.items
        for node in sources.items.get(name, ())[:MAXIMUM_TIMES]
        if (distance := surroundings.distance(node)) is not None and not _is_of_a_reply(node)
    ]
    placed.sort(key=lambda entry: entry[:2])
    seen: set[int] = set()
    for _, rank, node in placed:
        if rank in seen:
            continue
        seen.add(rank)
        attributes = node.attributes
        told = attributes.get("content") or attributes.get("datetime")
        text = told or node.text()
        dated = reading.written(text) if told else reading.shown(text)
        if dated is not None:
            yield _Candidate(f"itemprop:{names.items[rank]}", text, dated)


_REPLIES: Final = frozenset(("acceptedAnswer", "suggestedAnswer", "answer", "comment", "review"))
_REPLY_DEPTH: Final = 24
"""Ancestors looked at; an answer's date stands in its signature."""


def _is_of_a_reply(node: LexborNode) -> bool:
    """Whether an item within the page's own is what a date belongs to: an answer, a comment, a review."""
    ancestor = node.parent
    for _ in range(_REPLY_DEPTH):
        if ancestor is None:
            return False
        if (ancestor.attributes.get("itemprop") or "").split(" ")[0] in _REPLIES:
            return True
        ancestor = ancestor.parent
    return False


def _times(sources: Sources, surroundings: Surroundings, reading: DateReading, *, modified: bool) -> list[_Candidate]:
    """``<time>`` elements of the article itself: those marked as publication first, then the nearest."""
    labelled = []
    unlabelled = []
    for node in surroundings.nearest(sources.times[:MAXIMUM_TIMES]):
        text = (node.attributes.get("datetime") or "").strip()
        dated = reading.written(text) if text else None
        if dated is None:
            text = node.text().strip()
            dated = reading.shown(text)
        if dated is None or dated.precision in ("year", "month"):
            continue
        is_modified = _tells_modified(node)
        if is_modified is None:
            unlabelled.append(_Candidate("dom:time", text, dated))
        elif is_modified is modified:
            labelled.append(_Candidate("dom:time", text, dated))
    return labelled or ([] if modified else unlabelled[:1])


def _tells_modified(node: LexborNode) -> bool | None:
    """Whether a ``<time>`` is said to be of a change (True) or of publication (False), by its markup or label."""
    attributes = node.attributes
    if "pubdate" in attributes:
        return False
    tokens = set(markup.tokens_of(f"{attributes.get('class') or ''} {attributes.get('itemprop') or ''}"))
    if tokens & _PUBLISHED_TOKENS:  # WordPress: "entry-date published updated" is both
        return False
    if tokens & _MODIFIED_TOKENS:
        return True
    parent = node.parent
    if parent is None:
        return None
    tokens = set(markup.tokens_of(parent.attributes.get("class") or ""))
    if tokens & _MODIFIED_TOKENS and not tokens & _PUBLISHED_TOKENS:
        return True
    return _labelled_modified(_words_before(node) or _words_before(parent))


def _words_before(node: LexborNode) -> str:
    """The text right before an element: its label, if it has one."""
    previous = node.prev
    for _ in range(3):
        if previous is None:
            return ""
        text = (previous.text_content if previous.tag == "-text" else previous.text()) or ""
        if text.strip():
            return text.strip()
        previous = previous.prev
    return ""


def _labelled_modified(before: str) -> bool | None:
    """What the words before a date call it; of two labels the later counts."""
    label = before[-MAXIMUM_LABEL:].lower()
    if not label or label.isspace():
        return None
    changed = max((label.rfind(word) for word in MODIFIED_WORDS), default=-1)
    issued = max((label.rfind(word) for word in PUBLISHED_WORDS), default=-1)
    if changed < 0 and issued < 0:
        return None
    return changed > issued


def _addressed(sources: Sources, reading: DateReading) -> list[_Candidate]:
    """A date in the page's address: year/month/day; year/month tells the month alone."""
    addresses = (*((sources.url,) if sources.url else ()), *sources.links.get("canonical", ())[:1])
    # Most pages say one address three times.
    for path in dict.fromkeys(_split(one).path for one in (*addresses, *sources.metas.get("og:url", ())[:1])):
        path = path.lower()
        if "19" not in path and "20" not in path:
            continue
        for match in _ADDRESS_DAY.finditer(path):
            year, _, month, day, compact_month, compact_day = match.groups()
            if month and month.isalpha():
                month = str(MONTHS.get(month, 0))
            text = f"{year}-{int(month or compact_month):02}-{int(day or compact_day):02}"
            dated = reading.written(text)
            if dated is not None:
                return [_Candidate("url", text, dated)]
        for match in _ADDRESS_DAY_FIRST.finditer(path):
            first, _, second, year = [part for part in match.groups() if part is not None]
            text = f"{first}/{second}/{year}"
            dated = reading.written(text)
            if dated is not None:
                return [_Candidate("url", text, dated)]
        coarse = _ADDRESS_MONTH.search(path)
        if coarse is not None:
            text = f"{coarse[1]}-{coarse[2]}"
            dated = reading.written(text)
            if dated is not None:
                return [_Candidate("url", text, dated)]
    return []


_TITLE_PARTS: Final = re.compile(r"\s+[|–—·•-]\s+|\s*[|·•]\s*")


def _titled(sources: Sources, reading: DateReading) -> list[_Candidate]:
    """A day that is a part of the page's title by itself: "23.01.2022 - Ferry resumes", "Ferry resumes | 28.04.2023"."""
    for title in dict.fromkeys((*sources.metas.get("og:title", ()), sources.title or "")):
        if _DIGIT.search(title) is None:
            continue
        parts = _TITLE_PARTS.split(title.strip())
        for part in parts if len(parts) > 1 else ():
            dated = reading.written(part) if part[:1].isdecimal() and len(part) <= MAXIMUM_TITLE_DATE else None
            if dated is not None and dated.precision not in ("year", "month"):
                return [_Candidate("title", part, dated)]
    return []


def _labelled(sources: Sources, reading: DateReading) -> list[_Candidate]:
    """The only day on the page that a label calls its publication, wherever that is: "Posted on 15/12/2025 by" below the text.

    Comments and other articles are passed over, and several days are those of a list.
    """
    candidates: list[_Candidate] = []
    above = ""
    for block in sources.blocks.blocks:
        text = block.text
        if block.kind in ("text", "heading") and len(text) <= MAXIMUM_LINE:
            if _DIGIT.search(text) is not None and not _COPYRIGHT.search(text) and not _is_of_others(block):
                for before, dated in reading.written_moments(text):
                    label = before or above
                    if len(label) <= MAXIMUM_LABEL and _labelled_modified(label) is False:
                        candidates.append(_Candidate("text:date", text, dated))
            above = text
        else:
            above = ""
    days = {candidate.dated.value for candidate in candidates}
    return candidates[:1] if len(days) == 1 else []


def _is_of_others(block: Block) -> bool:
    container: Container | None = block.container
    while container is not None:
        if container.roles & (
            markup.COMMENTS | markup.RELATED | markup.NAVIGATION | markup.FOOTER
        ) or container.tag in (
            "footer",
            "nav",
            "blockquote",
        ):
            return True
        container = container.parent
    return False


def _visible(
    page: Page, surroundings: Surroundings, reading: DateReading, *, modified: bool, near: bool = False
) -> list[_Candidate]:
    """A dateline as readers see it: beside the headline, else (but for ``near``) in an element that is named after dates."""
    after, before = surroundings.lines()
    found = _datelines((*after, *before), reading, modified=modified)
    if found or modified or near:
        return found
    nodes = surroundings.nearest(page.tree.css(_DATE_CLASSES))
    lines = (" ".join(node.text(separator=" ").split()) for node in nodes[:MAXIMUM_TIMES])
    return _datelines(tuple(lines), reading, modified=False)


def _datelines(lines: Sequence[str], reading: DateReading, *, modified: bool) -> list[_Candidate]:
    unlabelled = []
    label_above = ""
    for line in lines:
        if (
            len(line) <= MAXIMUM_LINE
            and not _COPYRIGHT.search(line)
            and (reading.reads_relative or _DIGIT.search(line))
        ):
            for before, dated in reading.moments(line):
                is_modified = _labelled_modified(before or label_above)
                if is_modified is None:
                    unlabelled.append(_Candidate("text:dateline", line, dated))
                elif is_modified is modified:
                    return [_Candidate("text:dateline", line, dated)]
        label_above = line if len(line) <= MAXIMUM_LABEL else ""
    return [] if modified else unlabelled[:1]


def _alone(page: Page, reading: DateReading) -> list[_Candidate]:
    """The only date that stands by itself on a page, wherever that is: in a column beside the article, below it.

    Two of them would be those of a list. What belongs to comments or to other articles is passed over.
    """
    body = page.tree.body
    candidates: list[_Candidate] = []
    if body is None:
        return candidates
    for text, label in islice(standing_alone(body, MAXIMUM_ALONE), MAXIMUM_TEXTS):
        if _COPYRIGHT.search(text):
            continue
        for before, dated in reading.written_moments(text):
            if len(before) + MAXIMUM_DATE < len(text) or _labelled_modified(before or label):
                continue
            candidates.append(_Candidate("text:date", text, dated))
    days = {candidate.dated.value for candidate in candidates}
    return candidates[:1] if len(days) == 1 else []


# --- the choice ---------------------------------------------------------------------------------------------------


def _decided(
    candidates: list[_Candidate], other_field: _Names, sources: Sources, reading: DateReading
) -> Found[Dated] | None:
    if not candidates:
        return None
    chosen = next((c for c in candidates if c.dated.precision not in ("year", "month")), candidates[0])
    chosen = _disambiguated(chosen, candidates, other_field, sources, reading)
    agreeing = [c for c in candidates if c is not chosen and _same_day(c.dated, chosen.dated)]
    best = chosen
    for candidate in agreeing:
        if _is_local(candidate.dated, best.dated):
            best = candidate
        if _detail(candidate.dated) > _detail(best.dated) and _refines(candidate.dated, best.dated):
            best = candidate
    names = [c.source for c in (chosen, *agreeing) if c.source != best.source]
    return Found(best.dated, best.source, tuple(dict.fromkeys(names)))


def _disambiguated(
    chosen: _Candidate,
    candidates: list[_Candidate],
    other_field: _Names,
    sources: Sources,
    reading: DateReading,
) -> _Candidate:
    """03/04/2023 is read as the page's other dates read, if they tell; the language's order stands otherwise."""
    swapped = reading.other_reading(chosen.text)
    if swapped is None or any(c is not chosen and _same_day(c.dated, chosen.dated) for c in candidates):
        return chosen
    others = [c for c in candidates if c is not chosen]
    others += _declared(other_field, sources, reading)
    if any(_same_day(c.dated, swapped) and reading.other_reading(c.text) is None for c in others):
        return _Candidate(chosen.source, chosen.text, swapped)
    return chosen


def _same_day(one: Dated, other: Dated) -> bool:
    """Whether two dates name the same day, in their own offsets or in UTC; a month agrees with its days not."""
    if one.precision in ("year", "month") or other.precision in ("year", "month"):
        return one.precision == other.precision and one.value == other.value
    return one.value == other.value or bool(_days(one.value) & _days(other.value))


def _days(value: date | datetime) -> set[date]:
    if not isinstance(value, datetime):
        return {value}
    if value.tzinfo is None:
        return {value.date()}
    return {value.date(), value.astimezone(UTC).date()}


def _detail(dated: Dated) -> int:
    """How much a value tells beyond its day. Midnight on the second is a day in a system that knows no days."""
    value = dated.value
    if not isinstance(value, datetime):
        return 0
    if value.hour == value.minute == value.second == 0:
        return 1
    return 3 if value.tzinfo is not None else 2


def _is_local(candidate: Dated, best: Dated) -> bool:
    """Whether a value is the same moment in the offset of the place where it was written, and not in UTC."""
    one, other = candidate.value, best.value
    return (
        isinstance(one, datetime)
        and isinstance(other, datetime)
        and one.tzinfo is not None
        and other.tzinfo is not None
        and one == other
        and bool(one.utcoffset())
        and not other.utcoffset()
    )


def _refines(candidate: Dated, best: Dated) -> bool:
    """A finer date gives a day its time; a time is replaced by the same time with its offset alone."""
    if _detail(best) < 2:
        return True
    one, other = candidate.value, best.value
    return (
        isinstance(one, datetime)
        and isinstance(other, datetime)
        and (one.minute, one.second) == (other.minute, other.second)
    )
