"""How much of a page is parsed: what would keep the parser busy for minutes is refused before it begins.

Lexbor cannot be interrupted, and it is quadratic in some things (selectolax 1.0.2, one core of a shared machine):

- **Depth.** Nearly every block start tag looks through the whole stack of open elements for a ``p`` to close:
  10 000 nested ``div`` 0.1 s, 20 000 0.35 s, 100 000 (half a megabyte) 21 s; 20 000 nested ``ul``, ``li`` 3 s.
- **Attributes of one tag.** Each is compared with all before it: 5 000 different ones 0.03 s, 20 000 0.8 s,
  50 000 8 s. Repeated ``html`` and ``body`` tags add theirs to one element.
- **Formatting left open.** Unclosed ``font``, ``b``, ``i``, … are opened anew in every later block (HTML standard,
  "reconstruct the active formatting elements"); alike ones three times at most, different ones without bound:
  5 000 paragraphs with a ``<font color=…>`` of their own, 100 KB, make 12 million elements in 12 s.
- **Options of one select**: 5 000 0.04 s, 20 000 1 s. **Different tag names**: 20 000 0.02 s, 100 000 1 s.

So a look goes before the parser. Nearly every page is *plain*: it has too few tags and kinds of formatting to do harm,
and no tag with thousands of attributes wherever one may begin. The others (6 of 100 in WCXB) are walked tag by tag, as the
standard's tokenizer tells them apart, and :mod:`presscut.extraction.nesting` follows which elements they leave open;
that takes ten times as long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from presscut.errors import TooDeepError, TooLargeError, TooManyAttributesError
from presscut.extraction.nesting import Nesting


@dataclass(frozen=True, slots=True)
class Limits:
    """What a page may measure at most. "Seen" is the maximum over 2 192 pages of public corpora, 550 MB."""

    max_bytes: int = 32 * 1024 * 1024
    """Of HTML, decompressed. Seen: 5.3 MB."""
    max_depth: int = 2_500
    """Open elements at once. Seen: 56. Lexbor needs 0.01 s for it, and half a second for ten times as many."""
    max_attributes: int = 300
    """Of one tag. Seen: 136. 32 MB made of such tags alone still parse in a second. Asked of every tag where it is set lower
    than this; else some thousands pass in a page that can do no harm otherwise (:data:`PLAIN_COMPARISONS`)."""
    max_tags: int = 1_000_000
    """Opening angle brackets. Seen: 21 646. A million elements take 0.2 s and some hundreds of megabytes."""


DEFAULT_LIMITS: Final = Limits()

MAX_STACK_STEPS: Final = 100_000_000
"""Sum over the start tags of the elements open then, which is what Lexbor looks through: 2 to 4 ns each. Seen: 166 230."""
MAX_REOPENED: Final = 1_000_000
"""Elements and attributes that unclosed formatting makes anew: 0.1 to 0.3 µs and some 200 bytes each. Seen: see the test's page."""
MAX_CLOSING_STEPS: Final = 5_000_000
"""Sum over the tags of the elements looked through by the walk itself, at 0.1 µs each."""
MAX_SELECT_STEPS: Final = 40_000_000
"""Sum over the options of the options before them in their select: 5 ns each. 9 000 options reach it."""
MAX_TAG_NAMES: Final = 20_000
"""Different names of elements. HTML has some 140."""

HARMLESS_BYTES: Final = 16 * 1024
HARMLESS_TAGS: Final = 300
"""No page this short with this few tags can keep Lexbor busy for longer than some hundredths of a second."""

PLAIN_TAGS: Final = 8_000
"""Opening angle brackets of a plain page, whatever they nest: as many ``ul`` and ``li`` take Lexbor half a second. 96 of 100
pages of WCXB have fewer. (That they are not nested deeper than ``max_depth`` is seen by the traversal.)"""
PLAIN_BYTES: Final = 512 * 1024
PLAIN_COMPARISONS: Final = 2**32
"""A page no longer than the one is plain if its length and the longest tag's, multiplied, give no more than the other: 4 000
to 10 000 attributes in one tag, which take Lexbor 0.1 s, and a second if there is nothing else in the page. This is told
from some points alone; the attributes of each tag are not counted."""
MOST_BEGINS: Final = 50
"""Tags that are followed in a part of the page without any ``>``."""
MORE_ATTRIBUTES: Final = 2_000
PLAIN_ATTRIBUTES: Final = 300
"""Of one tag of a longer page that is plain, or of one where that cannot be told so."""
MOST_ROOT_TAGS: Final = 4
"""``html`` and ``body`` tags of a plain page."""

_ATTRIBUTE: Final = (
    r"[^ \t\n\f\r/>][^ \t\n\f\r/>=]*+"
    r"""(?:[ \t\n\f\r]*+=[ \t\n\f\r]*+(?:"[^"]*+"|'[^']*+'|[^ \t\n\f\r>"'][^ \t\n\f\r>]*+|(?=>)))?+"""
)
_TAG: Final = re.compile(
    rf"<(?:(/?)([a-zA-Z][^ \t\n\f\r/>]*+)((?:[ \t\n\f\r]++|/(?!>)|{_ATTRIBUTE})*+)(/?>)?|(!--)|[!?]|/(?!>))"
)
"""A tag as the standard's tokenizer takes it (HTML 13.2.5.6 to 40), or the beginning of a comment."""
_EACH_ATTRIBUTE: Final = re.compile(_ATTRIBUTE.encode())
_COMMENT_END: Final = re.compile(r"(?<=<!--)-?>|--!?>")

_RAW_TEXT_END: Final = {
    name: re.compile(rf"</{name}(?=[ \t\n\f\r/>])", re.IGNORECASE)
    for name in ("style", "title", "textarea", "xmp", "iframe", "noembed", "noframes")
}
"""Elements whose content is no markup, and where it ends. A script is one, too, and odder."""
_SCRIPT_TURN: Final = re.compile(r"<!--|-->|<(/?)script(?=[ \t\n\f\r/>])", re.IGNORECASE)


# From here on patterns of bytes: the page in UTF-8 is half as long as its text where it is not all ASCII, and all that
# the standard's tokenizer tells tags by is ASCII.
_SOME_ATTRIBUTE: Final = rf"(?:[ \t\n\f\r/]++(?:{_ATTRIBUTE})?+|{_ATTRIBUTE})"


def _many_attributes(most: int) -> re.Pattern[bytes]:
    """Finds a ``<`` from which the standard's tokenizer would read a tag with more attributes, or none to its end.

    It looks at each ``<`` before a letter, in scripts and comments as well, as if a tag began there: so no reading of
    the page has a tag that it does not see, and it needs to follow none.
    """
    return re.compile(rf"<[a-zA-Z](?![^ \t\n\f\r/>]*+(?:>|{_SOME_ATTRIBUTE}{{0,{most}}}+>))".encode())


_MANY_ATTRIBUTES: Final = _many_attributes(PLAIN_ATTRIBUTES)


def _few_more(most: int) -> re.Pattern[bytes]:
    """Matches the rest of a tag from somewhere in it, if there are no more attributes in it."""
    return re.compile(rf"{_SOME_ATTRIBUTE}{{0,{most}}}+(?:>|\Z)".encode())


_FEW_MORE: Final = _few_more(MORE_ATTRIBUTES)
_TAG_BEGIN: Final = re.compile(rb"<(?=([a-zA-Z][^ \t\n\f\r/>]*+))")
"""The name is looked ahead to: in another reading a tag may begin in it."""


def _has_short_tags(html: bytes, reach: int, few_more: re.Pattern[bytes] = _FEW_MORE) -> bool:
    """Whether surely the attributes of a tag take ``reach`` bytes at most, and few more come behind these.

    A tag that is longer covers one of the points that are looked at, each right behind a ``>``. There it is within a
    quoted value, or the ``>`` would have ended it: so it goes on behind the next quotation mark of either kind. Where no
    ``>`` comes for long (in a script, mostly), each tag that could begin there is followed as well.
    """
    point = double = single = 0
    while len(html) - point > reach:
        before, point = point, html.rfind(b">", point, point + reach) + 1
        if not point:
            point = html.find(b">", before + reach) + 1 or len(html)
            for count, begin in enumerate(_TAG_BEGIN.finditer(html, before, point), 1):
                if count > MOST_BEGINS or few_more.match(html, begin.end(1)) is None:
                    return False
        if double < point:
            double = html.find(b'"', point) + 1 or len(html)
            if few_more.match(html, double) is None:
                return False
        if single < point:
            single = html.find(b"'", point) + 1 or len(html)
            if few_more.match(html, single) is None:
                return False
    return True


_LINK_ATTRIBUTES: Final = 20
_BARE_FORMATTING: Final = 13
"""Names of formatting elements other than links."""
_REMEMBERED: Final = re.compile(
    (
        # Spelt out, since ignoring case takes twice as long; what is none of the names ("cm") does no harm.
        r"<([bisuceftnhBISUCEFTNH](?:[iI][gG]|[mM][aA][lL][lL]|[tT][rR][iI][kK][eE]|[tT][rR][oO][nN][gG]|[oO][dD][eE]|[mM]"
        r"|[oO][nN][tT]|[tT]|[oO][bB][rR]||[tT][mM][lL]|[oO][dD][yY])(?=[ \t\n\f\r/])"
        r"|[aA](?=[ \t\n\f\r/])"
        rf"""(?!(?:[ \n][^ \t\n\f\r"'=>/]++="[^"]*+"){{0,{_LINK_ATTRIBUTES}}}+ ?>))"""
        rf"((?:[ \t\n\f\r]++|/(?!>)|{_ATTRIBUTE})*+)"
    ).encode()
)
"""Tags with attributes that the parser keeps for later: formatting, links with more attributes than usual or written in
another way, and ``html`` and ``body``, whose later tags add theirs to the first."""
_ENDS_AT_ONCE: Final = re.compile(rb"""<([a-zA-Z]+)[^<>"'=]*+(?:="[^"<>]*+"[^<>"'=]*+)*+>[^<]*+</\1>""")
"""Formatting whose end tag follows with nothing but text between, which closes it in every state of the parser."""


def _is_plain(html: bytes, brackets: int) -> bool:
    """Whether a page surely does no harm. Linear: some 2 ns a byte."""
    if brackets > PLAIN_TAGS:
        return False
    roots = 0
    formatting: set[tuple[bytes, bytes]] = set()
    linked = _LINK_ATTRIBUTES
    for tag in _REMEMBERED.finditer(html):
        name, attributes = tag.groups()
        if name in (b"a", b"A"):
            linked = max(linked, _count_attributes(attributes))
        elif name.lower() in (b"html", b"body"):
            roots += 1
        elif _ENDS_AT_ONCE.match(html, tag.start()) is None:
            formatting.add((name.lower(), attributes))
    if roots > MOST_ROOT_TAGS:
        return False
    # At most three alike are open at once, and one link; each tag of a block can make the next text open them all anew,
    # with their attributes.
    opened = _BARE_FORMATTING + sum(1 + _count_attributes(attributes) for _, attributes in formatting)
    if (3 * opened + 1 + linked) * brackets > MAX_REOPENED:
        return False
    if len(html) <= PLAIN_BYTES and _has_short_tags(html, PLAIN_COMPARISONS // len(html)):
        return True
    return _MANY_ATTRIBUTES.search(html) is None


def _count_attributes(attributes: bytes) -> int:
    return len(_EACH_ATTRIBUTE.findall(attributes))


class Tag(NamedTuple):
    name: str
    """In lower case."""
    attributes: str
    is_end: bool
    is_self_closing: bool


def check(html: bytes, limits: Limits = DEFAULT_LIMITS) -> None:
    """Refuse what Lexbor could not parse in reasonable time: a page in UTF-8. Linear: some 2 ns a byte for plain pages.

    Raises TooDeepError, TooManyAttributesError, TooLargeError (more than ``max_tags``).
    """
    brackets = html.count(b"<")
    if brackets > limits.max_tags:
        raise TooLargeError(
            f"The page has {brackets} tags and presscut reads {limits.max_tags} at most: send the part with the article."
        )
    if len(html) <= HARMLESS_BYTES and brackets <= min(HARMLESS_TAGS, limits.max_depth):
        attributes_at_most = len(html) // 2
        if attributes_at_most <= limits.max_attributes:
            return
    if limits.max_attributes >= PLAIN_ATTRIBUTES and _is_plain(html, brackets):
        return
    _walk(html.decode(), limits)


def _walk(html: str, limits: Limits) -> None:
    nesting = Nesting()
    stack = nesting.stack
    names: set[str] = set()
    root_attributes = stack_steps = select_steps = options = 0
    for tag in _tags(html, nesting):
        name, attributes, is_end, is_self_closing = tag
        if len(attributes) > limits.max_attributes:
            _check_attributes(name, _count_attributes(attributes.encode()), limits)
        if is_end:
            nesting.end(name)
            continue
        nesting.start(name, attributes, is_self_closing)
        depth = len(stack)
        stack_steps += depth
        if (
            depth > limits.max_depth
            or stack_steps > MAX_STACK_STEPS
            or nesting.steps > MAX_CLOSING_STEPS
            or nesting.reopened > MAX_REOPENED
        ):
            raise TooDeepError(
                f"At <{name}> {depth} elements are open, {nesting.reopened} were opened anew for formatting that is "
                f"never closed (limits: {limits.max_depth}, {MAX_REOPENED}). Close them, or send the part with the "
                "article."
            )
        if name == "option":
            options += 1
            select_steps += options
        elif name == "select":
            options = 0
        elif name in ("html", "body"):
            root_attributes += _count_attributes(attributes.encode())
            _check_attributes(name, root_attributes, limits)
        names.add(name)
        if len(names) > MAX_TAG_NAMES or select_steps > MAX_SELECT_STEPS:
            raise TooLargeError(
                f"The page has {len(names)} different elements and {options} options in a list of choices: more than "
                "presscut reads. Send the part with the article."
            )


def _check_attributes(name: str, count: int, limits: Limits) -> None:
    if count > limits.max_attributes:
        raise TooManyAttributesError(
            f"<{name}> has {count} attributes and presscut reads {limits.max_attributes} at most: this is no page."
        )


def _tags(html: str, nesting: Nesting) -> Iterator[Tag]:
    """The tags of a page, without what only looks like one: in comments, scripts and other raw text."""
    at = 0
    while (match := _TAG.search(html, at)) is not None:
        slash, name, attributes, close, comment = match.groups()
        at = match.end()
        if name is None:
            end = _COMMENT_END.search(html, at) if comment else None
            at = end.end() if end else len(html) if comment else html.find(">", at) + 1 or len(html)
            continue
        if close is None:  # The file ends within the tag, which then is none.
            return
        name = name.lower()
        yield Tag(name, attributes, slash == "/", close == "/>")
        if slash or nesting.is_foreign:
            continue
        if name == "plaintext":
            return
        if name == "script":
            at = _script_end(html, at)
        elif name in _RAW_TEXT_END:
            end = _RAW_TEXT_END[name].search(html, at)
            at = end.start() if end else len(html)


def _script_end(html: str, start: int) -> int:
    """Where a script's end tag stands: not the one of a script within a comment in it (HTML 13.2.5.20 to 31)."""
    in_comment = in_inner_script = False
    for turn in _SCRIPT_TURN.finditer(html, start):
        text = turn.group()
        if text == "<!--":
            in_comment = True
        elif text == "-->":
            in_comment = in_inner_script = False
        elif turn.group(1):
            if not in_inner_script:
                return turn.start()
            in_inner_script = False
        elif in_comment:
            in_inner_script = True
    return len(html)
