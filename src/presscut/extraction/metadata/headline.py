"""The headline, and another one where the page has two.

Strategy: a page shows one headline, in an ``h1``, and says it again in the head: in og:title, in the JSON-LD, in
``<title>``. An ``h1`` that one of those repeats is right in .82 to .92 of the pages that have it. Where the head words
it otherwise, for search engines, the only ``h1`` is still what readers see, and right twice as often (90 articles to
50, over three corpora), if it has words in common with the head; one that has none is a slogan or a section. Only
then does the head speak alone: JSON-LD (.78 to .83), og:title without the site's name (.75 to .79), the title alike.
The site's name is cut off only where it is known: a headline may well hold a dash.

Where no ``h1`` is the headline, a lower heading that a title repeats is: forums and old blogs have it there. A site's start
page is about the site, whose name begins its title and stays: of 17 such pages that show no headline, 12 were marked so.

What an ``h1`` holds beside the headline goes: a kicker in an element of its own, a date, a label. And many an ``h1`` is
no headline: the masthead, which leads home.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final
from urllib.parse import urlsplit

from selectolax.lexbor import LexborNode

from presscut.extraction.addresses import resolve
from presscut.extraction.characters import as_seen
from presscut.extraction.keys import key, key_of
from presscut.extraction.metadata.entities import unescape
from presscut.extraction.metadata.found import Found
from presscut.extraction.metadata.sources import Sources, collapsed, holds_text_alone, is_article, text_of
from presscut.extraction.vocabulary import markup

MAXIMUM_CHARACTERS: Final = 300
MAXIMUM_TITLES: Final = 5
"""Values of og:title that are looked at: a page has one, or two that differ by the site's name."""
LEAST_SHARE_OF_TITLE: Final = 0.2
"""Of a title's letters, in an ``h1`` that the title repeats: less is a word that both happen to use."""
LEAST_SHARE_OF_WORDS: Final = 0.4
"""Of the shorter one's words, that an ``h1`` and a title have in common where they word one headline differently: above
it the only ``h1`` is right in 124 pages and og:title in 87, below it in 19 and 29 (WCXB dev, trafilatura's set, Fundus)."""
LEAST_SHARE_OF_HEADING: Final = 0.4
"""Of an ``h1``'s letters, in the declared title that it holds: a kicker is shorter than its headline."""
LEAST_WORDS_OF_FIRST: Final = 4
"""That the first of several ``h1`` has in common with a title which words it otherwise: of five such pages three were marked
so, none as the title; with any one in common, as where there is one ``h1``, six were marked so and nine as the title."""
LEAST_WORDS_OF_SHOWN: Final = 2
"""That the first ``h1`` of an article has in common with titles which the page shows nowhere: a title for search engines or
shares. Of seven such pages five were marked so (two corpora); where the page shows the title, none of 18."""
LOWER_LEVELS: Final = (2, 3)
LEAST_CUT_LENGTH: Final = 90
"""Of 110 characters, after which developers.google.com/search/docs/appearance/structured-data/article once cut."""
LEAST_LETTERS_BELOW_KICKER: Final = 10
"""Of a headline that stands alone once its kicker is gone."""
_SIGN: Final = r"[|\-–—·•:»«›‹/~]"
# Signs between spaces, strokes and guillemets without, a colon with one behind it. The first character is one of few, so
# that a search looks at no other.
_SEPARATOR: Final = re.compile(rf"[\s|:»«](?:(?<=\s)\s*(?={_SIGN})(?:{_SIGN}+\s+|[|»«]\s*)|(?<=[|»«])\s*|(?<=:)\s+)")
_SIGNS: Final = frozenset("|-–—·•:»«›‹/~")
"""One of these is in every separator."""
_WITH_SEPARATORS: Final = re.compile(f"({_SEPARATOR.pattern})")
_FIRST_UNSPACED: Final = "\u3040"
"""From here on stand the scripts that need no space between words."""
_HAN: Final = r"\u3400-\u9fff"
_GLUED: Final = re.compile(
    rf"(?<=[{_HAN}！？”」』）])(?:(?:\s?_\s?[^_]{{1,12}}){{1,4}}|(?:--?[{_HAN}]{{1,8}})?--?[{_HAN}]{{0,6}}"
    r"(?:网|網|报|報|新闻|新聞|新闻中心|新聞中心|频道|頻道))$"
)
_GLUING_SIGNS: Final = "：:｜－—-"
_LETTERS: Final = re.compile(r"[\W_]+")
_WORDS: Final = re.compile(r"\w+")
_ANCHOR: Final = re.compile(r"\s*[¶§#]+$")
"""The link to a heading itself that Sphinx, mdBook and others put behind it."""
_ANCHOR_SIGNS: Final = ("¶", "§", "#")
_KICKER_TOKENS: Final = frozenset(
    (
        "kicker",
        "overline",
        "eyebrow",
        "topline",
        "dachzeile",
        "label",
        "prefix",
        "pretitle",
        "spitzmarke",
        "surtitle",
        "subtitle",
        "subheadline",
        "roofline",
        "rubric",
        "antetitulo",
        "occhiello",
    )
)
_LABEL_TOKENS: Final = frozenset(("label", "prefix"))
_MASTHEAD_TOKENS: Final = frozenset(("logo", "brand", "branding", "masthead", "sitetitle", "sitename"))
_MASTHEAD_PAIRS: Final = (("site", "title"), ("site", "name"), ("site", "description"), ("menu", "title"))
_TRANSLATORS_TOKENS: Final = frozenset(("skiptranslate",))
"""What a browser's translator puts on a page, and saves with it."""
_UNSEEN_PAIRS: Final = (("visually", "hidden"), ("sr", "only"), ("screen", "reader"))
"""Words in the class of what screen readers alone read: before a headline, what it is ("Collection:")."""
_START_NAMES: Final = frozenset(("home", "homepage", "startseite", "accueil", "inicio"))
"""Keys of what start pages are called in menus, and no page is about."""
_INDEX: Final = re.compile(r"(?:index|default)\.\w+$")


@dataclass(frozen=True, slots=True)
class _Heading:
    """An ``h1`` as readers see it."""

    text: str
    key: str
    node: LexborNode
    without_kicker: str | None
    """Its text without the first element in it, where there is more."""
    has_marked_kicker: bool
    """Whether that element is named as such."""
    has_kicker_alone: bool
    """Whether it is named a line of its own, and not a label."""


def read(sources: Sources, site_names: frozenset[str]) -> Found[str] | None:
    """The headline. ``site_names``: keys (:func:`key_of`) of what the site is called; such a value is none."""
    every = list(_candidates(sources, site_names))
    candidates = [pair for pair in every if _is_headline(pair[0], site_names)]
    if not candidates and _is_start(sources.url):
        candidates = [pair for pair in every if _is_headline(pair[0], frozenset())]
    if not candidates:
        return None
    value, found_in = candidates[0]
    wanted = key_of(value)
    agreeing = dict.fromkeys(other for text, other in candidates[1:] if key_of(text) == wanted and other != found_in)
    return Found(value, found_in, tuple(agreeing))


def alternative(sources: Sources, headline: str | None, site_names: frozenset[str]) -> Found[str] | None:
    """Another headline: the JSON-LD ``alternativeHeadline``, or an og:title that truly differs."""
    thing = sources.main_thing or {}
    for name in ("alternativeHeadline", "alternateName"):
        value = thing.get(name)
        if isinstance(value, str) and _differs(_clean(value), headline) and not _describes(_clean(value), sources):
            return Found(_clean(value), f"json-ld:{name}")
    for title in sources.metas.get("og:title", ()):
        text = without_site(_clean(title), site_names)
        if headline is not None and _is_headline(text, site_names) and _differs(text, headline) and not _is_word(text):
            return Found(text, "meta:og:title")
    return None


def _describes(text: str, sources: Sources) -> bool:
    """Whether a text is the page's description as well, or the beginning of it: systems fill both with the standfirst."""
    wanted = key_of(text)
    described = [*sources.metas.get("og:description", ()), *sources.metas.get("description", ())]
    if isinstance(value := (sources.main_thing or {}).get("description"), str):
        described.append(value)
    return any(key_of(_clean(other)).startswith(wanted) for other in described)


def _is_word(text: str) -> bool:
    """Whether a text is one word alone, where words have spaces: the section's name ("News")."""
    return " " not in text and text.lower() != text.upper()


def _candidates(sources: Sources, site_names: frozenset[str]) -> Iterator[tuple[str, str]]:
    is_start = _is_start(sources.url)
    og_titles = [
        without_site(_clean(title), site_names, keeps_first=is_start)
        for title in sources.metas.get("og:title", ())[:MAXIMUM_TITLES]
    ]
    json_ld = _json_ld(sources, site_names, og_titles)
    declared = [text for text in (*og_titles, json_ld) if text]
    shown, mastheads = _shown(sources, declared)
    title_names = site_names | {heading.key for heading in mastheads}
    title = without_site(_clean(sources.title or ""), title_names, keeps_first=is_start)
    titles = [*declared, title] if title else declared
    title_keys = [key_of(text) for text in titles]
    confirmed = [heading for heading in shown if _is_repeated(heading.key, title_keys)]
    # The longest: a section's name may be an h1 that the title repeats as well.
    confirmed.sort(key=lambda heading: len(heading.key), reverse=True)
    repeated = [spelt for heading in confirmed if _is_headline(spelt := _spelt(heading, declared, title), site_names)]
    if repeated and titles and (lower := _lower_before(confirmed[0], titles[0], sources)):
        yield lower
    for spelt in repeated:
        yield spelt, "dom:h1"
    if not repeated and shown:
        is_only = all(heading.key == shown[0].key for heading in shown)
        site_words = set(_WORDS.findall(" ".join(sources.metas.get("og:site_name", ())).casefold()))
        # The first of several is the one where its markup says so, as it is where it is the only one.
        is_only = is_only or shown[0].node.attributes.get("itemprop") == "headline"
        if text := _reworded(shown[0], titles, 1 if is_only else LEAST_WORDS_OF_FIRST, site_words):
            yield _before_stroke(text), "dom:h1"
        elif _is_alone_shown(shown[0], titles, sources):
            yield _before_stroke(shown[0].text), "dom:h1"
    if json_ld and sources.main_thing is not None and is_article(sources.main_thing):
        yield _before_stroke(json_ld), "json-ld:headline"
    for node in sources.items.get("headline", ()):
        if node.tag != "meta" and (text := _clean(text_of(node))):
            yield text, "microdata:headline"
    if not repeated and titles and (lower := _lower_heading(sources, titles[0])):
        yield lower
    for text in og_titles:
        yield _before_stroke(text), "meta:og:title"
    if len(shown) == 1:
        yield _before_stroke(shown[0].text), "dom:h1"
    for name in ("twitter:title", "parsely-title", "sailthru.title", "dc.title", "citation_title", "headline"):
        for text in sources.metas.get(name, ()):
            yield _before_stroke(without_site(_clean(text), site_names)), f"meta:{name}"
    if title:
        yield _before_stroke(title), "dom:title"
    for heading in (*shown, *mastheads):
        yield heading.text, "dom:h1"


def _lower_heading(sources: Sources, title: str) -> tuple[str, str] | None:
    """The first heading below ``h1`` that is a title or one of its parts: threads and old blogs have their headline there,
    and tell where the title has more than it ("View topic - How do herons sleep?", "The ferry sails / Coast")."""
    whole = key_of(title)
    ends: set[int] | None = None
    for block in sources.blocks.blocks:
        if block.heading_level not in LOWER_LEVELS or len(block.text) > MAXIMUM_CHARACTERS:
            continue
        its = key(block.text)
        if its == whole:
            return title, f"dom:h{block.heading_level}"
        start = whole.find(its)
        if start < 0 or len(its) < LEAST_SHARE_OF_HEADING * len(whole):
            continue
        ends = ends or {0, *accumulate(len(key_of(part)) for part in _SEPARATOR.split(title))}
        text = _clean(block.text)
        is_glued = (
            start == 0 and text[-1:] >= _FIRST_UNSPACED and title.startswith(tuple(text + sign for sign in "-_—|"))
        )
        if is_glued or (start in ends and start + len(its) in ends):
            return text, f"dom:h{block.heading_level}"
    return None


def _lower_before(heading: _Heading, title: str, sources: Sources) -> tuple[str, str] | None:
    """A lower heading that is the title, or its beginning where it ends with the shorter ``h1``: that is the blog's name, or
    what the site is about. Of six such pages that is the headline on five.
    """
    whole = key_of(title)
    if 2 * len(heading.key) >= len(whole):
        return None
    lower = _lower_heading(sources, title)
    its = key_of(lower[0]) if lower is not None else ""
    is_it = its == whole or (whole.startswith(its) and whole.endswith(heading.key) and len(its) > len(heading.key))
    return lower if is_it else None


def _json_ld(sources: Sources, site_names: frozenset[str], og_titles: Sequence[str]) -> str:
    """The JSON-LD headline; where systems cut it to the length that Google once asked for, the og:title that is whole."""
    value = (sources.main_thing or {}).get("headline")
    text = without_site(_clean(value), site_names) if isinstance(value, str) else ""
    if len(text) < LEAST_CUT_LENGTH:
        return text
    start = key_of(text)
    return next((title for title in og_titles if key_of(title).startswith(start)), text)


# --- what is shown ------------------------------------------------------------------------------------------------


def _shown(sources: Sources, declared: Sequence[str]) -> tuple[list[_Heading], list[_Heading]]:
    """Every ``h1`` of the page that may be its headline, and those of its masthead: none that is declared the headline."""
    declared_keys = {key_of(text) for text in declared}
    shown: list[_Heading] = []
    mastheads: list[_Heading] = []
    for node, written in sources.headings:
        text = _clean(written)
        if text.endswith(_ANCHOR_SIGNS):
            text = _ANCHOR.sub("", text) or text
        key = key_of(text)
        if not key:
            continue
        kicker = _first_element(node)
        rest = _clean(text.removeprefix(_clean(text_of(kicker)))).lstrip(" -–—|:/·") if kicker is not None else ""
        has_rest = kicker is not None and rest != text and bool(key_of(rest))
        if has_rest and _tokens(kicker, frozenset(), _UNSEEN_PAIRS):
            text, key, has_rest = rest, key_of(rest), False
        is_marked = has_rest and _tokens(kicker, _KICKER_TOKENS)
        is_masthead = key not in declared_keys and _is_masthead(node, sources)
        is_line = is_marked and not _tokens(kicker, _LABEL_TOKENS)
        heading = _Heading(text, key, node, rest if has_rest else None, is_marked, is_line)
        (mastheads if is_masthead else shown).append(heading)
    return shown, mastheads


def _first_element(heading: LexborNode) -> LexborNode | None:
    """The element that a heading begins with."""
    node = heading.first_child
    while node is not None:
        if node.tag == "-text":
            if (node.text_content or "").strip():
                return None
        elif node.tag not in ("-comment", "br", "wbr"):
            return node if key_of(node.text()) else None
        node = node.next
    return None


def _tokens(node: LexborNode | None, wanted: frozenset[str], pairs: Sequence[tuple[str, str]] = ()) -> bool:
    """Whether the class or id of an element holds one of these words."""
    if node is None:
        return False
    attributes = node.attributes
    for value in (attributes.get("class"), attributes.get("id")):
        for name in (value or "").split():
            tokens = markup.tokens_of(name)
            if not wanted.isdisjoint(tokens) or any(pair in pairwise(tokens) for pair in pairs):
                return True
    return False


def _is_masthead(heading: LexborNode, sources: Sources) -> bool:
    """Whether a heading is the site's (it is called so, or leads to its start, or that of the section it is in), or a
    translator's, who is none of the page."""
    parent = heading.parent
    if any(_tokens(node, _MASTHEAD_TOKENS, _MASTHEAD_PAIRS) for node in (heading, parent)):
        return True
    if _tokens(parent.parent if parent is not None else None, _TRANSLATORS_TOKENS):
        return True
    if parent is not None and parent.tag == "a":
        anchor: LexborNode | None = parent
    else:
        anchor = None if holds_text_alone(heading) else heading.css_first("a[href]")
    if anchor is None:
        return False
    if "home" in (anchor.attributes.get("rel") or "").split():
        return True
    if sources.url is None:
        href = anchor.attributes.get("href") or ""
        return not href.startswith(("#", "?")) and _is_start(href or None)
    address = resolve(anchor.attributes.get("href"), sources.base_url)
    if address is None:
        return False
    start = _INDEX.sub("", address.partition("?")[0].partition("#")[0])
    return start.endswith("/") and sources.url.startswith(start) and sources.url.rstrip("/") != start.rstrip("/")


def _is_repeated(key: str, title_keys: Sequence[str]) -> bool:
    return len(key) > 3 and any(key in other and len(key) >= LEAST_SHARE_OF_TITLE * len(other) for other in title_keys)


def _spelt(heading: _Heading, declared: Sequence[str], title: str) -> str:
    """An ``h1`` that a title repeats, without its kicker if one of them lacks it as well.

    Where it has parts, what stands between them is made by the style sheet ("Live" over "The match"), and a title of the
    same letters writes it out: "Live: The match". With a colon the kicker is part of the headline; a dash, or nothing,
    parts it from one (of pages where the first is called a kicker, annotators kept it on 2 of 2 with a colon and on none of 4
    without). Where og:title or the JSON-LD leave out what stands in front, sign or not, it is no part either: marked so on
    24 pages of three corpora, with it on 3; but where ``<title>`` leaves it out too and one of the others does not, the
    shorter one is worded for search engines (3 of 3). What is called a label is another thing, as forums have it: "Question -
    How do herons sleep?".
    """
    ends = [text for text in declared if _is_end(text, heading)]
    if ends:
        shorter = max(ends, key=len)
        is_titles = key_of(shorter) == key_of(title) and any(key_of(text) == heading.key for text in declared)
        return heading.text if is_titles else shorter
    if heading.without_kicker is None:
        return heading.text
    rest = key_of(heading.without_kicker)
    if heading.has_marked_kicker and any(key_of(text) == rest for text in declared):
        return heading.without_kicker
    spelt = next((text for text in declared if _writes_out(text, heading)), heading.text)
    if heading.has_kicker_alone and ": " not in spelt and len(rest) >= LEAST_LETTERS_BELOW_KICKER:
        return heading.without_kicker
    return spelt


def _writes_out(title: str, heading: _Heading) -> bool:
    """Whether a title has the letters of an ``h1``, and no stars that only a title has: Markdown's emphasis."""
    if title[:1] == "*" != heading.text[:1]:
        return False
    return _LETTERS.sub("", title) == _LETTERS.sub("", heading.text)


def _is_end(title: str, heading: _Heading) -> bool:
    """Whether an ``h1`` is a title with something in front of it: a kicker that no markup names."""
    its = key_of(title)
    if its == heading.key or len(its) < LEAST_SHARE_OF_HEADING * len(heading.key) or not heading.key.endswith(its):
        return False
    words = _WORDS.findall(title.casefold())
    return _WORDS.findall(heading.text.casefold())[-len(words) :] == words


def _is_part(key: str, heading: _Heading) -> bool:
    """Whether a title is one or several of the parts that markup or separators make of a heading, and not just shorter."""
    start = heading.key.find(key)
    if start < 0 or len(key) < LEAST_SHARE_OF_HEADING * len(heading.key):
        return False
    inner = heading.node.traverse(include_text=True)
    marked = [part.text_content or "" for part in inner if part.tag == "-text"]
    ends = {0}
    for parts in (marked, _SEPARATOR.split(heading.text)):
        ends.update(accumulate(len(key_of(part)) for part in parts))
    return start in ends and start + len(key) in ends


def _reworded(heading: _Heading, titles: Sequence[str], least_words: int, site_words: Set[str]) -> str | None:
    """An ``h1`` that no title repeats: the title that is a part of it, else itself, if it is like one.

    ``least_words``: that they have in common, beside a share of the shorter one's. What goes on behind a colon is cut off in
    titles for their length, and marked as part of the headline (3 of 3 pages).
    """
    held = [title for title in titles if _is_part(key_of(title), heading)]
    if held:
        longest = max(held, key=len)
        return heading.text if _goes_on(heading.text, longest) else longest
    if heading.has_marked_kicker:
        return heading.without_kicker
    words = set(_WORDS.findall(heading.text.casefold()))
    if words <= site_words:
        return None  # the site's name, shortened
    for title in titles:
        others = set(_WORDS.findall(title.casefold()))
        if len(words & others) >= max(least_words, LEAST_SHARE_OF_WORDS * min(len(words), len(others))):
            return heading.text
    return None


def _goes_on(text: str, title: str) -> bool:
    """Whether a heading goes on behind a title with a colon: "Ferry sails again: ‘We had to wait’"."""
    return text.startswith(title) and text[len(title) :].lstrip().startswith(":")


def _is_alone_shown(heading: _Heading, titles: Sequence[str], sources: Sources) -> bool:
    """Whether an article shows only this headline, and it is about what the titles are about."""
    says_article = sources.main_thing is not None and is_article(sources.main_thing)
    if not says_article and "article" not in sources.metas.get("og:type", ()):
        return False
    words = set(_WORDS.findall(heading.text.casefold()))
    if all(len(words.intersection(_WORDS.findall(title.casefold()))) < LEAST_WORDS_OF_SHOWN for title in titles):
        return False
    wanted = {key_of(_before_stroke(title)) for title in titles}
    return not any(title in key(block.text) for block in sources.blocks.blocks for title in wanted)


def without_site(title: str, site_names: frozenset[str], *, keeps_first: bool = False) -> str:
    """A title without the parts that are the site's name, at its end or, but for ``keeps_first``, its start."""
    if not title.isascii() and max(title) >= _FIRST_UNSPACED:
        title = _unglued(title, site_names)
    if _SIGNS.isdisjoint(title):  # most titles: to look for separators takes long
        return title.strip()
    pieces = _WITH_SEPARATORS.split(title)
    parts, separators = pieces[::2], pieces[1::2]
    if not separators:
        return title.strip()
    first, last = 0, len(parts)
    while last - first > 1 and key_of(parts[last - 1]) in site_names:
        last -= 1
    while last - first > 1 and key_of(parts[first]) in site_names and not keeps_first:
        first += 1
    kept = [parts[first]]
    for i in range(first + 1, last):
        kept += [separators[i - 1], parts[i]]
    return "".join(kept).strip()


def _unglued(title: str, site_names: frozenset[str]) -> str:
    """A title without what scripts that have no spaces join to it by a sign alone: the site's name ("…：鷺新聞"), in
    Chinese also a section before it, and what ends as names of papers and their sites do ("…_智能_鷺日报", "…-鷺网").
    """
    tail = _GLUED.search(title)
    if tail is not None:
        return title[: tail.start()]
    for sign in _GLUING_SIGNS:
        head, found, name = title.rpartition(sign)
        if found and key_of(name) in site_names:
            return head
    return title


def _before_stroke(title: str) -> str:
    """A title or heading that nothing repeats, without what stands behind a stroke: a section, the site, advertisement.

    Of the pages where nothing else was found, 20 were marked so, 3 with what stands behind it, one with both. Of the
    headings that a title repeats, three were marked so and four as they are.
    """
    first, stroke, _ = title.partition(" | ")
    return first if stroke and " " in first else title


def _clean(text: str) -> str:
    text = unescape(text)
    return collapsed(as_seen(text if text.isascii() else _once_encoded(text))).lstrip("/|•· ")


def _once_encoded(text: str) -> str:
    """UTF-8 that a system took for Latin-1 and encoded again: "Investorâ\x80\x99s". Nothing else decodes strictly."""
    try:
        return text.encode("latin-1").decode() if "Ã" in text or "â" in text or "Â" in text else text
    except UnicodeError:
        return text


def _differs(text: str, headline: str | None) -> bool:
    key, other = key_of(text), key_of(headline or "")
    return bool(key) and key not in other and other not in key


def _is_headline(text: str, site_names: frozenset[str]) -> bool:
    key = key_of(text)
    return bool(key) and len(text) <= MAXIMUM_CHARACTERS and key not in site_names and key not in _START_NAMES


def _is_start(url: str | None) -> bool:
    """Whether an address is that of a site's start page."""
    if url is None:
        return False
    try:
        return urlsplit(url).path in ("", "/")
    except ValueError:
        return False
