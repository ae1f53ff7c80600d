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
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any, Final
from urllib.parse import SplitResult, urlsplit

from selectolax.lexbor import LexborNode

from presscut.extraction.metadata import script_dates, shown_dates
from presscut.extraction.metadata.bylines import is_thread_page
from presscut.extraction.metadata.date_candidates import Candidate, has_day, same_day
from presscut.extraction.metadata.date_reading import DateReading
from presscut.extraction.metadata.found import Dated, Found
from presscut.extraction.metadata.sources import Sources, Thing, types_of
from presscut.extraction.metadata.surroundings import Nearby, Surroundings
from presscut.extraction.page import Page
from presscut.extraction.vocabulary.months import MONTHS

__all__ = ["modified", "published"]

MAXIMUM_TITLE_DATE: Final = 20
"""Characters of a part of a title that is a date."""


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
_DIGIT: Final = re.compile(r"\d")
_ADDRESS_DAY: Final = re.compile(
    r"(?<![\d])((?:19|20)\d\d)(?:([/_-])(\d{1,2}|[a-z]{3,9})\2(\d{1,2})(?=[/_.+%-]|$)|(\d\d)(\d\d)(?=[/_.+%-]|$)"
    r"|[/-]?(\d\d)/?(\d\d)(?=/))"  # Chinese systems: "/2020-03/16/", "/2020/0316/", "/202003/16/"
)
# "29-10-2021", or "08112021" as a name's beginning: eight digits elsewhere are a number like any other.
_ADDRESS_DAY_FIRST: Final = re.compile(
    r"(?<!\d)(\d\d)([_.-])(\d\d)\2((?:19|20)\d\d)(?!\d)|/([0-3]\d)()([01]\d)((?:19|20)\d\d)(?=[/_.+%-]|$)"
)
_ADDRESS_MONTH: Final = re.compile(r"/((?:19|20)\d\d)[/-](\d\d)/")
# Systems prefix the common names with their own: "w-published-date", "cms.publish_date".
_OWN_NAME: Final = re.compile(
    r"(?<![a-z])(?:publish(?:ed)?|publication|first[-_.]?published)[-_.]?(?:date|time|at|on)$"
)


def published(
    sources: Sources, page: Page, nearby: Nearby | None = None, fetched_at: datetime | None = None
) -> Found[Dated] | None:
    """When the page was first published, or None where nothing says so. ``nearby``: shared with the other fields."""
    reading = DateReading(_languages(sources), fetched_at)
    nearby = nearby or Nearby(sources, page)
    candidates = list(_declared(_PUBLISHED, sources, reading))
    if sources.times or any(name in sources.items for name in _PUBLISHED.items):
        candidates += _marked(_PUBLISHED, sources, nearby.surroundings, reading)
        candidates += shown_dates.times(sources, nearby.surroundings, reading, modified=False)
    if not any(has_day(candidate) for candidate in candidates):
        named = _addressed(sources, reading)
        if not any(has_day(candidate) for candidate in named):
            named = _titled(sources, reading) + named
        vague = list(_metas(_PUBLISHED.vague_metas, sources, reading))
        shown: list[Candidate] = []
        # A system's moment is more than a day that somebody set, and the day of a site's own clock stands on pages too.
        if not any(isinstance(candidate.dated.value, datetime) for candidate in vague):
            shown = shown_dates.visible(page, nearby.surroundings, reading, modified=False, near=bool(vague))
        # What is shown gives the day of an address or title its time, and the day where they have none.
        is_named = any(has_day(candidate) for candidate in named)
        candidates += [*named, *shown, *vague] if is_named else [*shown, *named, *vague]
    else:
        named = _addressed(sources, reading)
        candidates = _first_issue(candidates, sources, reading)
        candidates = _corrected(candidates, named, sources, nearby, reading)
        candidates += _metas(_PUBLISHED.vague_metas, sources, reading)
        candidates += named
    if not any(has_day(candidate) for candidate in candidates):
        candidates += _metas([name for name in sources.metas if _OWN_NAME.search(name)], sources, reading)
    if not any(has_day(candidate) for candidate in candidates if candidate.source != "url"):
        changed = [candidate.dated for candidate in _declared(_MODIFIED, sources, reading)]
        alone = shown_dates.alone(page, reading)
        # Of the day in an address it tells the time, no other day.
        candidates = [
            *(candidate for candidate in candidates if has_day(candidate)),
            *(c for c in alone if not any(same_day(c.dated, other) for other in changed)),
            *(candidate for candidate in candidates if not has_day(candidate)),
        ]
    if sources.times and not any(has_day(candidate) for candidate in candidates):
        candidates = shown_dates.lone_time(sources, reading) + candidates
    if not any(has_day(candidate) for candidate in candidates):
        candidates = shown_dates.labelled(sources, reading) + candidates
    if not any(has_day(candidate) for candidate in candidates):
        candidates = shown_dates.opening(nearby.surroundings, reading) + candidates
    if not any(has_day(candidate) for candidate in candidates):
        candidates = script_dates.stated(sources, page, reading) + candidates
    if any(candidate.source.startswith("text:") for candidate in candidates):
        candidates = _not_after_change(candidates, sources, reading)
    return _decided(candidates, _MODIFIED, sources, reading)


def _not_after_change(candidates: list[Candidate], sources: Sources, reading: DateReading) -> list[Candidate]:
    """Without days that stand on the page and lie behind its declared last change: that of an event, of a newer article."""
    declared = _declared(_MODIFIED, sources, reading)
    changes = [_last_day(candidate.dated.value) for candidate in declared if has_day(candidate)]
    if not changes:
        return candidates
    last = max(changes) + _ONE_DAY
    return [c for c in candidates if not (c.source.startswith("text:") and _first_day(c.dated.value) > last)]


def modified(
    sources: Sources, page: Page, nearby: Nearby | None = None, fetched_at: datetime | None = None
) -> Found[Dated] | None:
    """When the page was last changed, or None where nothing says so. ``nearby``: shared with the other fields."""
    reading = DateReading(_languages(sources), fetched_at)
    candidates = list(_declared(_MODIFIED, sources, reading))
    if not candidates:
        surroundings = (nearby or Nearby(sources, page)).surroundings
        candidates += _marked(_MODIFIED, sources, surroundings, reading)
        candidates += shown_dates.times(sources, surroundings, reading, modified=True)
        candidates = candidates or shown_dates.visible(page, surroundings, reading, modified=True)
    return _decided(candidates, _PUBLISHED, sources, reading)


def _corrected(
    candidates: list[Candidate], named: list[Candidate], sources: Sources, nearby: Nearby, reading: DateReading
) -> list[Candidate]:
    """The candidates, with what the page shows first where what its head declares can only be a later day's.

    Systems that move or rebuild a site stamp its pages anew, with one moment for publication and change alike; the line
    below the headline keeps the day that its author set. Only an earlier day corrects: a later one is that of a change.
    Where a change is declared that is later than the publication, the system tells the two apart, and is believed; where
    none is declared, nothing says that the page was stamped anew. Nor is it where ``<time>`` or the address (``named``) agree.

    A moment in UTC is also written with the offset of its place, if the page shows it so: 02:25Z as "the day before, 9:25 pm".
    """
    declared = next(candidate for candidate in candidates if has_day(candidate))
    day = _first_day(declared.dated.value)
    if declared.source == "dom:time" and is_thread_page(sources):
        # The clock of a forum is a <time> too; the line below its headline tells who began the thread, and when.
        begun = shown_dates.near(nearby.surroundings, reading, _last_day(declared.dated.value)) or []
        return begun + candidates if any(_last_day(c.dated.value) < day - _ONE_DAY for c in begun) else candidates
    if not declared.source.startswith(("meta:", "json-ld:")):
        return candidates
    shown = [candidate for candidate in candidates if candidate.source == "dom:time"]
    if any(same_day(candidate.dated, declared.dated) for candidate in (*shown, *named)):
        return candidates
    if not _is_one_moment(declared.dated, sources, reading):
        return candidates
    near = shown_dates.near(nearby.surroundings, reading, _last_day(declared.dated.value))
    if near is None:
        return candidates
    shown += near
    if not shown or any(_last_day(candidate.dated.value) > day + _ONE_DAY for candidate in shown):
        return candidates
    if is_thread_page(sources):
        return candidates  # what it shows first may be when its author became a member
    local = next((found for c in shown if (found := _in_its_place(declared.dated, c)) is not None), None)
    if local is not None:
        return [local, *candidates]
    if all(_last_day(candidate.dated.value) < day for candidate in shown):
        return [shown[0], *candidates]
    return candidates


def _first_issue(candidates: list[Candidate], sources: Sources, reading: DateReading) -> list[Candidate]:
    """The candidates, with the JSON-LD's first where the meta for publication holds the moment of the last change, and the
    JSON-LD an earlier day: there the system has called the one the other."""
    declared = next(candidate for candidate in candidates if has_day(candidate))
    if not declared.source.startswith("meta:") or not isinstance(declared.dated.value, datetime):
        return candidates
    first = next((candidate for candidate in candidates if candidate.source == "json-ld:datePublished"), None)
    if first is None or not has_day(first) or not _last_day(first.dated.value) < _first_day(declared.dated.value):
        return candidates
    changes = _declared(_MODIFIED, sources, reading)
    is_change = any(candidate.dated.value == declared.dated.value for candidate in changes)
    return [first, *candidates] if is_change else candidates


def _is_one_moment(declared: Dated, sources: Sources, reading: DateReading) -> bool:
    """Whether a change is declared, and none that is later than the publication by more than a page takes to be saved."""
    is_declared = False
    for candidate in _declared(_MODIFIED, sources, reading):
        if _is_later(candidate.dated.value, declared.value):
            return False
        is_declared = True
    return is_declared


def _is_later(change: date | datetime, issue: date | datetime) -> bool:
    if (
        isinstance(change, datetime)
        and isinstance(issue, datetime)
        and (change.tzinfo is None) is (issue.tzinfo is None)
    ):
        return change > issue + _SAVING
    return _last_day(change) > _first_day(issue) + _ONE_DAY


_SAVING: Final = timedelta(minutes=5)
"""Between the two stamps of one import: 13 seconds at most on the pages of three corpora."""
_ONE_DAY: Final = timedelta(days=1)
_QUARTER: Final = timedelta(minutes=15)
"""Offsets are whole quarters of an hour."""
_WEST: Final = timedelta(hours=12)
_EAST: Final = timedelta(hours=14)


def _first_day(value: date | datetime) -> date:
    """The earliest day that a moment is on, anywhere."""
    if not isinstance(value, datetime):
        return value
    return value.date() if value.tzinfo is None else (value.astimezone(UTC) - _WEST).date()


def _last_day(value: date | datetime) -> date:
    return value.date() if isinstance(value, datetime) else value


def _in_its_place(declared: Dated, shown: Candidate) -> Candidate | None:
    """A declared moment in UTC as a page shows it without a zone, on another day: the difference is the place's offset."""
    moment, local = declared.value, shown.dated.value
    if not isinstance(moment, datetime) or not isinstance(local, datetime) or local.tzinfo is not None:
        return None
    if moment.tzinfo is None or moment.utcoffset() or moment.date() == local.date():
        return None
    offset = local.replace(second=0) - moment.replace(tzinfo=None, second=0)
    if not -_WEST <= offset <= _EAST or offset % _QUARTER:
        return None
    return Candidate(shown.source, shown.text, Dated(moment.astimezone(timezone(offset)), declared.precision))


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


def _declared(names: _Names, sources: Sources, reading: DateReading) -> Iterator[Candidate]:
    """What the head and JSON-LD say."""
    yield from _metas(names.trusted_metas, sources, reading)
    main = sources.main_thing
    if main is not None:
        yield from _things(names.json_ld[:1], main, reading)
    yield from _metas(names.other_metas, sources, reading)
    others = [thing for thing in sources.things if thing is not main and _OTHER_THINGS.isdisjoint(types_of(thing))]
    told = [candidate for thing in others for candidate in _things(names.json_ld[:1], thing, reading)]
    if told and all(same_day(candidate.dated, told[0].dated) for candidate in told):
        yield told[0]  # several days are those of a list of articles
    if main is not None:
        yield from _things(names.json_ld[1:], main, reading)


def _metas(names: Sequence[str], sources: Sources, reading: DateReading) -> Iterator[Candidate]:
    metas = sources.metas
    for name in [name for name in names if name in metas]:
        for text in metas[name][:1]:
            dated = reading.written(text)
            if dated is not None:
                yield Candidate(f"meta:{name}", text, dated)


def _things(names: Sequence[str], thing: Thing, reading: DateReading) -> Iterator[Candidate]:
    for name in names:
        text = _text_of(thing.get(name))
        dated = reading.written(text) if text else None
        if dated is not None:
            yield Candidate(f"json-ld:{name}", text, dated)


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


def _marked(names: _Names, sources: Sources, surroundings: Surroundings, reading: DateReading) -> Iterator[Candidate]:
    """Microdata and RDFa in the body, nearest first: the answers to a question are dated as it is."""
    ranks = {name: rank for rank, name in enumerate(names.items)}
    placed = [
        (distance, ranks[name], node)
        for name in names.items
        for node in sources.items.get(name, ())[: shown_dates.MAXIMUM_TIMES]
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
        if told is None and node.tag == "abbr":
            told = attributes.get("title")  # microformats' way, before <time>: the text may be the hour alone
        text = told or node.text()
        dated = reading.written(text) if told else reading.shown(text)
        if dated is not None:
            yield Candidate(f"itemprop:{names.items[rank]}", text, dated)


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


def _addressed(sources: Sources, reading: DateReading) -> list[Candidate]:
    """A date in the page's address: year/month/day; year/month tells the month alone."""
    addresses = (*((sources.url,) if sources.url else ()), *sources.links.get("canonical", ())[:1])
    # Most pages say one address three times.
    for path in dict.fromkeys(_split(one).path for one in (*addresses, *sources.metas.get("og:url", ())[:1])):
        path = path.lower()
        if "19" not in path and "20" not in path:
            continue
        for match in _ADDRESS_DAY.finditer(path):
            year, _, *parts = match.groups()
            month, day = [part for part in parts if part is not None]
            text = f"{year}-{MONTHS.get(month, 0) if month.isalpha() else int(month):02}-{int(day):02}"
            dated = reading.written(text)
            if dated is not None:
                return [Candidate("url", text, dated)]
        for match in _ADDRESS_DAY_FIRST.finditer(path):
            first, _, second, year = [part for part in match.groups() if part is not None]
            text = f"{first}/{second}/{year}"
            dated = reading.written(text)
            if dated is not None:
                return [Candidate("url", text, dated)]
        coarse = _ADDRESS_MONTH.search(path)
        if coarse is not None:
            text = f"{coarse[1]}-{coarse[2]}"
            dated = reading.written(text)
            if dated is not None:
                return [Candidate("url", text, dated)]
    return []


_TITLE_PARTS: Final = re.compile(r"\s+[|–—·•-]\s+|\s*[|·•]\s*")


def _titled(sources: Sources, reading: DateReading) -> list[Candidate]:
    """A day that is a part of the page's title by itself: "23.01.2022 - Ferry resumes", "Ferry resumes | 28.04.2023"."""
    for title in dict.fromkeys((*sources.metas.get("og:title", ()), sources.title or "")):
        if _DIGIT.search(title) is None:
            continue
        parts = _TITLE_PARTS.split(title.strip())
        for before, part in zip(("", *parts), parts if len(parts) > 1 else (), strict=False):
            if before.endswith(".") and before[-2:-1].isdecimal():
                continue  # "Report 14. - 20. January 2022" is of a week
            dated = reading.written(part) if part[:1].isdecimal() and len(part) <= MAXIMUM_TITLE_DATE else None
            if dated is not None and dated.precision not in ("year", "month"):
                return [Candidate("title", part, dated)]
    return []


# --- the choice ---------------------------------------------------------------------------------------------------


def _decided(
    candidates: list[Candidate], other_field: _Names, sources: Sources, reading: DateReading
) -> Found[Dated] | None:
    if not candidates:
        return None
    chosen = next((c for c in candidates if c.dated.precision not in ("year", "month")), candidates[0])
    chosen = _disambiguated(chosen, candidates, other_field, sources, reading)
    agreeing = [c for c in candidates if c is not chosen and same_day(c.dated, chosen.dated)]
    best = chosen
    for candidate in agreeing:
        if _is_local(candidate.dated, best.dated):
            best = candidate
        if _detail(candidate.dated) > _detail(best.dated) and _refines(candidate.dated, best.dated):
            best = candidate
    names = [c.source for c in (chosen, *agreeing) if c.source != best.source]
    return Found(best.dated, best.source, tuple(dict.fromkeys(names)))


def _disambiguated(
    chosen: Candidate,
    candidates: list[Candidate],
    other_field: _Names,
    sources: Sources,
    reading: DateReading,
) -> Candidate:
    """03/04/2023 is read as the page's other dates read, if they tell; the language's order stands otherwise."""
    swapped = reading.other_reading(chosen.text)
    if swapped is None or any(c is not chosen and same_day(c.dated, chosen.dated) for c in candidates):
        return chosen
    others = [c for c in candidates if c is not chosen]
    others += _declared(other_field, sources, reading)
    others += shown_dates.labelled(sources, reading)
    if any(same_day(c.dated, swapped) and reading.other_reading(c.text) is None for c in others):
        return Candidate(chosen.source, chosen.text, swapped)
    return chosen


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
