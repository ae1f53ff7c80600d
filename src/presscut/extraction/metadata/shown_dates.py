"""The dates that readers see: in ``<time>``, on the lines beside the headline, alone in a column, below a label.

What is shown belongs to the page only where it stands like a dateline. Dates of code, of prose, of a table's data, of
comments and other articles do not, nor do those that their label calls another thing's: joined, valid until, born.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import Final

from selectolax.lexbor import LexborNode

from presscut.extraction.blocks import Block, Container
from presscut.extraction.metadata.date_candidates import Candidate
from presscut.extraction.metadata.date_reading import DateReading
from presscut.extraction.metadata.found import Dated
from presscut.extraction.metadata.sources import Sources
from presscut.extraction.metadata.surroundings import Surroundings, is_of_the_page, standing_alone
from presscut.extraction.page import Page
from presscut.extraction.vocabulary import markup
from presscut.extraction.vocabulary.months import ENTRY_WORDS, MODIFIED_WORDS, OTHER_WORDS, PUBLISHED_WORDS

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
NEAR_LINES: Final = 6
"""A kicker's, a standfirst's, the author's, the reading time's; behind them other dates than the page's begin."""
NEAR_LINES_ABOVE: Final = 2
"""The dateline and a section's name; above them stand menus."""
MINIMUM_REST: Final = 60
"""Characters from a date to the end of its line that make a sentence of it: no time and no names are as long."""
MAXIMUM_LABEL: Final = 60
"""Characters before a date in which its label ("Updated:") is looked for."""


_Line = tuple[str, str]
"""A line of text, and what stands before it on the page: its label, if it has one."""

_PUBLISHED_TOKENS: Final = frozenset(("published", "publish", "pubdate", "publication", "posted", "created", "pub"))
_MODIFIED_TOKENS: Final = frozenset(("updated", "update", "modified", "lastmod", "revised", "edited"))

_DIGIT: Final = re.compile(r"\d")
_LETTER: Final = re.compile(r"[^\W\d_]")
_NUMBER: Final = re.compile(r"(?<![\d:])\d+(?![\d:])")
"""None of a time."""
_NUMBERS_OF_DAY: Final = re.compile(r"\d{4}|['’]\d\d|\d ?[./-] ?\d")
"""A year, or numbers set together: one of these is in every day that is written out."""
_COPYRIGHT: Final = re.compile(r"©|\bcopyright\b|\(c\)", re.IGNORECASE)
"""A line of a right's owner: its date is that of the site."""
_DASH = "[-‐-―~〜～－−]"
_CLOCK = r"\d{1,2}[:.：]\d\d"
_SPAN: Final = re.compile(
    rf"{_CLOCK}(?:\s?(?:uhr|h|[ap]\.?m\.?))?\s?{_DASH}\s?{_CLOCK}(?![\d.])"  # 13:00 – 16:40
    rf"|(?<![\d.:-])\d{{1,2}}\.?{_DASH}\d{{1,2}}\.?\s?[^\W\d]"  # 14.-20. January
    rf"|\d/\d{{1,2}}{_DASH}\d{{1,2}}(?![\d:/])"  # 2020/7/11-12
    rf"|\d[\d./-]{{5,7}}\d\s{_DASH}\s\d[\d./-]{{5,7}}\d",  # 1.7.20 – 3.8.20
    re.IGNORECASE,
)
"""Of days or hours: that is when something takes place."""
_DATE_CLASSES: Final = (
    "[class*=date],[class*=Date],[class*=publish],[class*=posted],[class*=byline],[class*=meta],[id*=date]"
)


def times(sources: Sources, surroundings: Surroundings, reading: DateReading, *, modified: bool) -> list[Candidate]:
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
        if is_modified is None and _is_of_an_entry(node):
            continue
        if is_modified is None:
            unlabelled.append(Candidate("dom:time", text, dated))
        elif is_modified is modified:
            labelled.append(Candidate("dom:time", text, dated))
    return labelled or ([] if modified else unlabelled[:1])


def lone_time(sources: Sources, reading: DateReading) -> list[Candidate]:
    """The only day that ``<time>`` elements name, where they stand beside the text: in the article's ``aside``, a sidebar.

    Those of comments, cards, other articles and changes are passed over; several days are those of a list.
    """
    candidates: list[Candidate] = []
    for node in sources.times[: MAXIMUM_TIMES + 1]:
        text = (node.attributes.get("datetime") or node.text()).strip()
        dated = reading.written(text)
        if dated is None or dated.precision in ("year", "month") or _tells_modified(node) or _is_of_an_entry(node):
            continue
        if not _stands_with_others(node):
            candidates.append(Candidate("dom:time", text, dated))
    days = {candidate.dated.value for candidate in candidates}
    return candidates[:1] if len(days) == 1 else []


def _stands_with_others(node: LexborNode) -> bool:
    ancestor = node.parent
    while ancestor is not None:
        attributes = ancestor.attributes
        roles = markup.roles_of(f"{attributes.get('class') or ''} {attributes.get('id') or ''}")
        if ancestor.tag == "nav" or roles & (markup.COMMENTS | markup.RELATED | markup.CARD):
            return True
        if ancestor.tag in ("aside", "footer") and is_of_the_page(ancestor):
            return True
        ancestor = ancestor.parent
    return False


def _is_of_an_entry(node: LexborNode) -> bool:
    """Whether a ``<time>`` stands in a list's item with the title of another page: its date is that page's."""
    ancestor = node.parent
    for _ in range(_ENTRY_DEPTH):
        if ancestor is None or ancestor.tag in ("body", "article", "header"):
            return False
        if ancestor.tag == "li":
            return any(len(link.text().strip()) >= _MINIMUM_TITLE for link in ancestor.css("a[href]"))
        ancestor = ancestor.parent
    return False


_ENTRY_DEPTH: Final = 4
_MINIMUM_TITLE: Final = 30
"""Characters of a link that is a title: names of authors and sections are shorter."""


def _tells_modified(node: LexborNode) -> bool | None:
    """Whether a ``<time>`` is said to be of a change (True) or of publication (False), by its markup or label."""
    own = node.text()
    digit = _DIGIT.search(own)
    if digit is not None and (said := _labelled_modified(own[: digit.start()])) is not None:
        return said
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
    label = before[-MAXIMUM_LABEL:].strip().lower()
    return _is_of_change(label) if label else None


@lru_cache(maxsize=512)
def _is_of_change(label: str) -> bool | None:
    """Kept, since labels are few ("by", "posted on", "may"), and the words that one is compared with are many."""
    changed = max((label.rfind(word) for word in MODIFIED_WORDS), default=-1)
    issued = max((label.rfind(word) for word in PUBLISHED_WORDS), default=-1)
    if changed < 0 and issued < 0:
        return None
    return changed > issued


def labelled(sources: Sources, reading: DateReading) -> list[Candidate]:
    """The only day on the page that a label calls its publication, wherever that is: "Posted on 15/12/2025 by" below the text.

    Comments and other articles are passed over, and several days are those of a list.
    """
    candidates: list[Candidate] = []
    above = ""
    for block in sources.blocks.blocks:
        text = block.text
        is_own = text[:_ENTRY_REACH].lower().startswith(ENTRY_WORDS) and not _is_of_change(text.lower()[:MAXIMUM_LINE])
        if is_own:
            text = text[
                :MAXIMUM_LINE
            ]  # "This entry was posted on … and is filed under …": a template's sentence, no prose
        if block.kind in ("text", "heading") and len(text) <= MAXIMUM_LINE:
            if _DIGIT.search(text) is not None and not _COPYRIGHT.search(text) and not _is_of_others(block):
                for before, dated in reading.written_moments(text):
                    label = before or above
                    if len(label) <= MAXIMUM_LABEL and (is_own or _labelled_modified(label) is False):
                        candidates.append(Candidate("text:date", text, dated))
            above = text
        else:
            above = ""
    days = {candidate.dated.value for candidate in candidates}
    return candidates[:1] if len(days) == 1 else []


_ENTRY_REACH: Final = max(map(len, ENTRY_WORDS))


def _is_of_others(block: Block) -> bool:
    container: Container | None = block.container
    while container is not None:
        if container.roles & (markup.COMMENTS | markup.RELATED) or container.tag in ("nav", "blockquote"):
            return True
        if container.tag == "footer" and is_of_the_page(container.node):
            return True
        container = container.parent
    return False


def visible(
    page: Page, surroundings: Surroundings, reading: DateReading, *, modified: bool, near: bool = False
) -> list[Candidate]:
    """A dateline as readers see it: beside the headline, else (but for ``near``) in an element that is named after dates."""
    found = _datelines(_nearest_first(*surroundings.lines()), reading, modified=modified)
    if found or modified or near:
        return found
    # Their own name says "date", whatever else it says ("ArticleHeaderComment_publishDate"), so that those around them tell.
    placed = [
        (distance, node)
        for node in page.tree.css(_DATE_CLASSES)
        if node.parent is not None and (distance := surroundings.distance(node.parent)) is not None
    ]
    placed.sort(key=lambda pair: pair[0])
    lines = [(" ".join(node.text(separator=" ").split()), _label_before(node)) for _, node in placed[:MAXIMUM_TIMES]]
    return _datelines(lines, reading, modified=False)


def _label_before(node: LexborNode) -> str:
    """What the line of an element says before it: ``<i>Last updated</i> <i>on</i> <b class="date">May 3, 2023</b>``."""
    words: list[str] = []
    previous = node.prev
    while previous is not None and len(words) < _LABEL_NODES:
        text = ((previous.text_content if previous.tag == "-text" else previous.text()) or "").strip()
        if len(text) > MAXIMUM_LABEL:
            break
        words.append(text)
        previous = previous.prev
    return " ".join(reversed(words)).strip() or (_words_before(node.parent) if node.parent is not None else "")


_LABEL_NODES: Final = 6


def _nearest_first(after: Sequence[str], before: Sequence[str]) -> list[_Line]:
    """The lines around a headline. Other articles stand below the text, so what is right above goes before all but the first."""
    below = list(zip(after, ("", *after), strict=False))
    above = list(zip(before, (*before[1:], ""), strict=False))
    return [*below[:NEAR_LINES], *above[:NEAR_LINES_ABOVE], *below[NEAR_LINES:], *above[NEAR_LINES_ABOVE:]]


def opening(surroundings: Surroundings, reading: DateReading) -> list[Candidate]:
    """The dateline in which the text itself begins: "BERLIN, 3 May 2023 – The council …", "(3.5.2023) The council …".

    Two of them are those of a chronicle.
    """
    candidates: list[Candidate] = []
    for line in surroundings.lines()[0]:
        head = _OPENING.match(line) if len(line) > MAXIMUM_LINE else None
        for before, dated in reading.written_moments(head[0]) if head is not None else ():
            if not before or before.rstrip().endswith(_OPENING_SIGNS):
                candidates.append(Candidate("text:dateline", line[:MAXIMUM_LINE], dated))
    return candidates if len(candidates) == 1 else []


_OPENING: Final = re.compile(r"[^\d]{0,40}\d[^„“\"«:]{2,22}?\d\d(?!\d)(?=\)|\.\s|\s?[–—|„“\"«]|\s[(-])")
"""Up to what ends a dateline. A colon does not: it is that of a chronicle."""
_OPENING_SIGNS: Final = (",", "(", "–", "—", "-", "|", "mitteilung vom")


def near(surroundings: Surroundings, reading: DateReading, declared: date) -> list[Candidate] | None:
    """The dateline on the first lines below the headline, or right above it. None: one of them has the declared day.

    That is told by its numbers, whatever the month is called: most pages show the day that they declare, and to read it
    takes ten times as long.
    """
    after, before = surroundings.first_lines(NEAR_LINES, 1)
    lines = [
        line for line in (*after, *before) if len(line) <= MAXIMUM_LINE and _NUMBERS_OF_DAY.search(line) is not None
    ]
    year, days = str(declared.year), {str(declared.day), f"{declared.day:02}"}
    if any(
        year in line and not days.isdisjoint(_NUMBER.findall(line)) and not _labelled_modified(line) for line in lines
    ):
        return None
    return _datelines(_nearest_first(after, before), reading, modified=False) if lines else []


def _datelines(lines: Sequence[_Line], reading: DateReading, *, modified: bool) -> list[Candidate]:
    unlabelled = []
    for line, above in lines:
        is_of_another = False
        if (
            len(line) <= MAXIMUM_LINE
            and (reading.reads_relative or _DIGIT.search(line))
            and not _COPYRIGHT.search(line)
        ):
            for before, dated in reading.moments(line):
                label = before if _LETTER.search(before) else above if len(above) <= MAXIMUM_LABEL else ""
                is_modified = _labelled_modified(label)
                if is_modified is None:
                    # "Founded: February 28, 1998 (1998-02-28)": what is said of the first date holds for those behind it.
                    is_of_another = is_of_another or _is_of_another_thing(label) or _SPAN.search(line) is not None
                    if is_of_another or _is_quoted(before) or _is_sentence(line, before) or _is_history(before, dated):
                        continue
                    unlabelled.append(Candidate("text:dateline", line, dated))
                elif is_modified is modified:
                    return [Candidate("text:dateline", line, dated)]
    return [] if modified else unlabelled[:1]


@lru_cache(maxsize=512)
def _is_of_another_thing(label: str) -> bool:
    label = label[-MAXIMUM_LABEL:].lower()
    return any(word in label for word in OTHER_WORDS)


def _is_quoted(before: str) -> bool:
    """Whether a date stands in quotation marks, or goes on a name: ``report_2024-05-17.pdf``."""
    return before.endswith(('"', "'", "“", "„", "«", "‘", "_", "/", "=", "\\"))


def _is_sentence(line: str, before: str) -> bool:
    """Whether a line tells what happened on a day: "On 12 May 2006 I wrote to all members of the council." """
    words = before.split()
    rest = MINIMUM_REST if len(words) < _MANY_WORDS else MAXIMUM_DATE
    return bool(words) and len(line) - len(before) > rest and line.endswith(_SENTENCE_ENDS)


def _is_history(before: str, dated: Dated) -> bool:
    """Whether words lead to a day before there were pages: "The act was signed into law on August 14, 1935". Archives date
    their articles by the day alone, with a label or the author."""
    return dated.value.year < _FIRST_YEAR_OF_PAGES and len(before.split()) >= _MANY_WORDS


_FIRST_YEAR_OF_PAGES: Final = 1991
_MANY_WORDS: Final = 5
"""Before a date they begin a sentence: "The next meeting will be on 3 May 2023 at the town hall." """
_SENTENCE_ENDS: Final = (".", "!", "?", ":", "…", "。")


def alone(page: Page, reading: DateReading) -> list[Candidate]:
    """The only date that stands by itself on a page, wherever that is: in a column beside the article, below it.

    Two of them would be those of a list. What belongs to comments or to other articles is passed over, and a day that a label
    calls another thing's, however often it stands there: "Born (1975-01-28) 28 January 1975".
    """
    body = page.tree.body
    candidates: list[Candidate] = []
    others: set[date] = set()
    if body is None:
        return candidates
    for text, label in islice(standing_alone(body, MAXIMUM_ALONE), MAXIMUM_TEXTS):
        if _COPYRIGHT.search(text) or _SPAN.search(text):
            continue
        for before, dated in reading.written_moments(text):
            called = before if _LETTER.search(before) else label
            if len(before) + MAXIMUM_DATE < len(text) or _labelled_modified(called):
                continue
            if _is_of_another_thing(called) or _is_quoted(before) or _is_history(before, dated):
                others.add(dated.value)
                break
            candidates.append(Candidate("text:date", text, dated))
    candidates = [candidate for candidate in candidates if candidate.dated.value not in others]
    return candidates[:1] if len({candidate.dated.value for candidate in candidates}) == 1 else []
