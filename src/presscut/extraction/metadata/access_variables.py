"""What a page tells its own scripts of its wall: variables, data layers, data attributes, metas of its own.

``"isPremium": true``, ``contentRestrictions: 'metered'``, ``<body data-access="metered">``, ``<meta name="adv:premium"
content="yes">``: all are a name, a sign and a value, wherever they stand, so they are looked for in the bytes of the page
around a handful of stems: where the page speaks of a paywall at all, since each search through a page takes 1 % of the time
that its extraction takes. Elsewhere its metas must do. A name that has contrary values tells nothing: it is one of the
cards beside the article.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from presscut.extraction.vocabulary import access as names
from presscut.extraction.vocabulary.markup import tokens_of

Policy = Literal["open", "metered", "registration", "subscription"]

MOST_PLACES: Final = 400
"""Places of a stem that are looked at. The article's own data come before those of cards and translations."""
_BEFORE: Final = 64
_AFTER: Final = 80

# Quotes may be escaped: JSON within a string of a script (\\" or \\u0022) or within an attribute (&quot;). A comment for the
# three ways to write a value: name: value, name = value (an attribute, too), name="…" content="value" (a meta).
_QUOTE: Final = rb"""(?:\\*["']|\\+u0022|&quot;|&#34;)?"""
_PAIR: Final = re.compile(
    rb"(?<![\w.:-])([A-Za-z_][\w.:-]*)"
    rb"""(?=[\\"'&\]\s:=])(?:""" + _QUOTE + rb"""\]?\s{0,3}(?:[:=]|\\+u003[aA])\s{0,3}|["']\s{1,3}content\s?=\s?)"""
    rb"(?:\[\s{0,2})?" + _QUOTE + rb"([\w-]+)(?![\w.:/(-])"
)

# What is set under a condition is of the reader: ``if (reader.paid) { page.isPremium = '1' }``.
_CONDITION: Final = re.compile(rb"\)\s*\{\s*\Z")

_OF_THE_SITE: Final = b"metaSiteId"
"""Right before ``isPremium`` at Wix: whether the site has a paid plan of Wix, said of all its pages."""


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable as it is written, and the policy that it tells."""

    name: str
    value: str
    policy: Policy


@dataclass(frozen=True, slots=True)
class Told:
    """What a page tells: ``variables`` in page order, one of each name; ``mentions``, how often it says "paywall" at all."""

    variables: tuple[Variable, ...] = ()
    mentions: int = 0


def read(utf8: bytes) -> Told:
    """What a page (its bytes, in UTF-8) tells its scripts of its wall."""
    mentions = _places(utf8, names.FIRST_STEM)
    if not mentions:
        return Told()
    places = sorted({*mentions, *(place for stem in names.STEMS[1:] for place in _places(utf8, stem))})
    found: dict[str, Variable | None] = {}
    end = 0
    for place in places[:MOST_PLACES]:
        if place < end:
            continue
        for pair in _PAIR.finditer(utf8, max(end, place - _BEFORE), place + _AFTER):
            if pair.start() > place:
                break
            if pair.end() <= place:
                continue
            end = pair.end()
            if _CONDITION.search(utf8, max(0, pair.start() - _BEFORE), pair.start()) or _is_prose(utf8, pair):
                continue
            if utf8.find(_OF_THE_SITE, max(0, pair.start() - _BEFORE), pair.start()) >= 0:
                continue
            name = pair[1].removeprefix(b"u0022").decode("ascii", "ignore")
            value = pair[2].decode("ascii", "ignore")
            policy = policy_of(name, value)
            if policy is not None:
                known = found.setdefault(name, Variable(name, value, policy))
                if known is not None and (known.policy == "open") != (policy == "open"):
                    found[name] = None
    return Told(tuple(variable for variable in found.values() if variable is not None), len(mentions))


def _is_prose(utf8: bytes, pair: re.Match[bytes]) -> bool:
    """Whether a name ends with a quotation mark that it did not begin with: ``open ? "no paywall" : "paywalled"``."""
    return utf8[pair.end(1)] in b"\"'" and utf8[pair.start(1) - 1] not in b"\"'"


def of_metas(metas: Mapping[str, Sequence[str]]) -> tuple[Variable, ...]:
    """The same of ``<meta>`` by name, for a page where :func:`read` finds nothing. schema.org's and Facebook's are no such."""
    return tuple(
        [
            Variable(name, value, policy)
            for name, values in metas.items()
            if any(stem in name for stem in names.STEMS_OF_METAS)
            for value in values[:1]
            if (policy := policy_of(name, value) or policy_of(_last_two(name), value)) is not None
        ]
    )


def _last_two(name: str) -> str:
    """Of a name in parts the last two as one: ``site.premium.state`` says what ``premiumState`` does."""
    return "-".join(re.split(r"[.:]", name)[-2:])


def _places(utf8: bytes, stem: bytes) -> list[int]:
    places: list[int] = []
    place = utf8.find(stem)
    while place >= 0 and len(places) < MOST_PLACES:
        places.append(place)
        place = utf8.find(stem, place + len(stem))
    return places


def policy_of(name: str, value: str) -> Policy | None:
    """The policy that a variable tells, if it speaks of one."""
    policy = _policy_of(name, value)
    if policy is None or policy == "open" or names.OF_ADVERTS.isdisjoint(tokens_of(name)):
        return policy
    return None


def _policy_of(name: str, value: str) -> Policy | None:
    tokens = tokens_of(re.split(r"[.:]", name)[-1])
    key = "-".join([token for token in tokens if token not in names.NEUTRAL])
    word = value.lower()
    if word == key:
        return None  # {"premium": "Premium"} is a label in a language file
    of_the_text = not names.OF_THE_TEXT.isdisjoint(tokens)
    if key in names.LEVELS or (of_the_text and key in names.LEVELS_OF_THE_TEXT):
        policy = _level(word)
        if policy is not None:
            return policy
    if key in names.FLAGS or (of_the_text and key in names.FLAGS_OF_THE_TEXT):
        if word in names.YES:
            if name.startswith("data-") and key in names.SWITCHES:
                return None
            return "metered" if key == "metered" else "subscription"
        return "open" if word in names.NO else None
    if key in names.EXEMPTIONS:
        return "subscription" if word in names.NO else "open" if word in names.YES else None
    return None


def _level(word: str) -> Policy | None:
    if word in names.METERED:
        return "metered"
    if word in names.REGISTERED:
        return "registration"
    if word in names.PAID:
        return "subscription"
    return "open" if word in names.FREE else None
