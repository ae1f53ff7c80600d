"""A byline as it was written → the names in it.

Strategy: what is surely no name goes first (addresses, handles, whatever follows "photos by" or a date), then what
opens the line ("Von", "Written by"), then it is parted at what joins names, and each part is a name, a role or place
of the one before it, or nothing. All of that by whole words: the words are data in :mod:`vocabulary.bylines`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from presscut.extraction.metadata.entities import unescape
from presscut.extraction.vocabulary.bylines import (
    AFTER_DATES,
    AGENCIES,
    BEFORE_DATES,
    CLOSINGS,
    CREDIT_LABELS,
    DEGREES,
    GENERATIONS,
    GLUED_ENDINGS,
    GLUED_OPENINGS,
    GLUED_TITLES,
    IMPERSONAL,
    IMPERSONAL_ENDINGS,
    JOINTS,
    LATE_OPENINGS,
    OPENINGS,
    ORGANISATION_WORDS,
    ROLES,
    SECTIONS,
    STAFF,
    SUFFIXES,
    SURNAME_PARTICLES,
)
from presscut.extraction.vocabulary.given_names import GIVEN_NAMES
from presscut.extraction.vocabulary.months import MONTHS

_ACCOUNTS: Final = frozenset(("admin", "administrator", "webmaster", "wordpressadmin"))
_NOBODYS: Final = _ACCOUNTS | {"user", "super", "guest", "unknown", "anonymous", "undefined", "none", "null", "default"}
MAXIMUM_LENGTH: Final = 400
"""Longer texts are biographies or data; a list of twenty authors has about 350 characters."""
MAXIMUM_NAME_LENGTH: Final = 70
MAXIMUM_WORDS: Final = 6
"""Of a person. "Maria del Carmen de la Fuente Ruiz" has seven, and nobody signs like that."""
MAXIMUM_PERSONS_WORDS: Final = 4
"""Of a person whom nothing but the words tells as one."""
MAXIMUM_ORGANISATION_WORDS: Final = 10
LONGEST_ABBREVIATION: Final = 5
"""Of what ends with a full stop in a name: "Jr.", "Corp."; behind a longer word it is a sentence's."""


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_OPENING_WORDS: Final = frozenset(opening for openings in OPENINGS.values() for opening in openings)
# What opens a line and may as well be part of a name or a word of its own: more is asked of what follows.
_DOUBTFUL_OPENINGS: Final = SURNAME_PARTICLES | {"from", "text", "tekst", "interview", "aus", "текст"}
# Lists of words are looked for in a text in lower case (:func:`_lowered`): to ignore the case takes three times as long.
_OPENING: Final = re.compile(rf"(?P<opening>{_alternatives(_OPENING_WORDS)})(?:(?P<colon>\s*[:：]\s*)|\s+)")
_LABEL: Final = re.compile(rf"(?<!\w)(?:{_alternatives(_OPENING_WORDS)})\s*[:：]\s*")
_CLOSING: Final = re.compile(rf"(?<!\w)(?:{_alternatives(CLOSINGS)})")
_FIRST_WORD: Final = re.compile(r"[^\s:：]+")
_ENDS_OF_OPENINGS: Final = frozenset(opening.split()[-1] for opening in _OPENING_WORDS if " " in opening)
_FIRST_WORDS: Final = frozenset(_FIRST_WORD.match(opening)[0] for opening in _OPENING_WORDS)  # type: ignore[index]
_LATE_OPENING: Final = re.compile(rf"(?:{_alternatives(LATE_OPENINGS)})(?:\s*[:：]|\s|$)")
_LATE_FIRST_WORDS: Final = frozenset(_FIRST_WORD.match(opening)[0] for opening in LATE_OPENINGS)  # type: ignore[index]
_TITLES: Final = frozenset(("dr", "prof", "professor", "mr", "mrs", "ms", "sir", "dipl", "ing", "med"))
_DIGIT: Final = re.compile(r"\d")
_NOISE: Final = re.compile(
    r"<[^>]*>|\S+@\S+|(?<!\w)@\w+|https?://\S+|www\.\S+|\([^)]*\)|\[[^\]]*\]|\+?\d[\d\s()./-]{6,}\d"
)
_NOISE_SIGN: Final = re.compile(r"[<@/.(\[\d]")
"""One of these is in every noise."""
_DATE_BEFORE_NAME: Final = re.compile(
    rf"^\W*(?:[^\W\d_]+\W+){{0,3}}\d.{{0,50}}?\s(?:{_alternatives(AFTER_DATES)})\s+(?=\S)", re.IGNORECASE
)
_DOMAIN: Final = re.compile(r"\b[\w-]+\.(?:com?(?:\.\w\w)?|net|org|de|io|fr|es|it|ch|at|uk|eu|info)\b", re.IGNORECASE)
_PARTS: Final = re.compile(r"\s*(?:[;|•·⋅∙●、，/／\n\u2028]|\s[-–—]\s|\s\+\s)\s*")
# In small letters or in capitals, but ("And" aside) never as a name is written: "dan" joins in Indonesian, "Dan" is Daniel.
_LONG_JOINTS: Final = _alternatives(
    ["And", *(spelling for joint in JOINTS if len(joint) > 1 for spelling in (joint, joint.upper()))]
)
_JOINT_WORDS: Final = frozenset(
    ["And", *(word for joint in JOINTS for word in (joint.split()[0], joint.split()[0].upper()))]
)
_LONG_JOINT: Final = re.compile(rf"\s+(?:{_LONG_JOINTS})\s+|\s*&\s*")
_LEADING_JOINT: Final = re.compile(rf"^(?:{_LONG_JOINTS}|&)\s+")
_SHORT_JOINT: Final = re.compile(rf"\s+(?:{_alternatives(j for j in JOINTS if len(j) == 1)})\s+")
_ADDRESS: Final = re.compile(r"(?:https?:)?//|www\.|^/|^[\w.-]+\.(?:com|org|net|html?|php)(?:[/?#]|$)", re.IGNORECASE)
_HOST: Final = re.compile(
    r"(?:[\w-]{2,}\.)+(?:com?|net|org|info|news|de|at|ch|fr|es|it|uk|eu|us|ca|in|au|nz|br|ar|mx|pt|pl|cz|nl|be|se|no|dk|fi|ru|ua|tr|jp|kr|cn|tw)",
    re.IGNORECASE,
)
"""What signs as its address ("heron.in") is a site."""
_ACCOUNT_NAME: Final = re.compile(r"[a-z]+(?:\.[a-z]+)+\.\d+")
"""How a network calls the second who has a name: "jane.roe.1232"."""
_AGENCY_ENDS: Final = frozenset(agency.split()[-1] for agency in AGENCIES)
_MOST_AGENCY_WORDS: Final = max(len(agency.split()) for agency in AGENCIES)
_FOR_AGENCIES: Final = frozenset(("for", "of", "at", "with"))
_HAN_NAME_AND_OFFICE: Final = re.compile(r"([\u4e00-\u9fff]{2,4})\s+[\u4e00-\u9fff]{6,}")
"""Nobody's name is that long, and nobody signs with two."""
_COMMA: Final = re.compile(r"\s*,\s*")
_WITHIN_TITLES: Final = frozenset(("the", "of"))
"""In small letters also in what a column or a body signs as: "Ask the Doctors"."""
_WRITTEN_DATE: Final = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\W*$")
_LABELLED: Final = re.compile(r"\w+: ")
_EDGES: Final = ' \t\r\n,:;-–—|*•·⋅∙●→›←✉©"“”„«»()[]<>/_~［］【】'
_WORD: Final = re.compile(r"[^\W_]+(?:[.'’*:/-][^\W_]+)*\.?")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_ROMAN: Final = frozenset(("II", "III", "IV"))
_SURNAME_START: Final = re.compile(r"\b(Mc|O['’]|D['’])([a-z])")


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one byline, in its order."""

    persons: tuple[str, ...]
    organisations: tuple[str, ...]
    """Agencies and other bodies that are not the site itself."""


NOBODY: Final = Names((), ())


@dataclass(frozen=True, slots=True)
class Site:
    """What the site calls itself, folded: it is no author of its own articles."""

    keys: frozenset[str]
    host_keys: frozenset[str]
    """From the address alone. Many people call their host after themselves, so two words are a name still."""
    words: frozenset[str]

    def owns(self, name: str) -> bool:
        key = _folded(name)
        keys = {key, key.removeprefix("the")} - {""}
        return not self.keys.isdisjoint(keys) or (" " not in name and not self.host_keys.isdisjoint(keys))


def site_of(names: Iterable[str | None], host: str | None) -> Site:
    """Gather a site's names and what its host says: ``www.theguardian.com`` is also "The Guardian"."""
    keys: set[str] = set()
    host_keys: set[str] = set()
    words: set[str] = set()
    for name in names:
        if name:
            key = _folded(name)
            keys.update((key, key.removeprefix("the")))
            words.update(_words(name))
    labels = (host or "").lower().removeprefix("www.").split(".")
    if len(labels) > 1:
        label = max(labels[:-1], key=len)
        key = _folded(label)
        host_keys.update((_folded("".join(labels)), key, key.removeprefix("the")))
        host_keys.add(_folded("".join(labels[-2:])))
        words.update((label, label.removeprefix("the"), ".".join(labels), ".".join(labels[-2:])))
    return Site(frozenset(keys - {""}), frozenset(host_keys - {""}), frozenset(words))


def encodable(text: str) -> str:
    """A text without the lone surrogates that JSON's escapes can write and UTF-8 cannot."""
    return text if text.isascii() else text.encode("utf-8", "ignore").decode("utf-8")


def is_address(text: str) -> bool:
    """Whether a value that should be a name is a link instead."""
    return _ADDRESS.match(text.strip()) is not None


def opens_byline(text: str) -> bool:
    """Whether a line begins as bylines do: "By Jane Roe", "Von …", "作者：…"."""
    if text.startswith(GLUED_OPENINGS):
        return True
    opening = _opening_of(text)
    if opening is None:
        return _DIGIT.search(text) is not None and _DATE_BEFORE_NAME.match(text) is not None
    return _is_opening(opening, text, "text")


def _opening_of(text: str) -> re.Match[str] | None:
    """What a line begins with, if that opens bylines. Most lines begin with another word than any of those do."""
    first = _FIRST_WORD.match(text)
    return _OPENING.match(_lowered(text)) if first is not None and _lowered(first[0]) in _FIRST_WORDS else None


def _lowered(text: str) -> str:
    """In lower case, each character in its place: of all there are, İ alone would become two."""
    return text.replace("İ", "i").lower()


def is_opening(text: str) -> bool:
    """Whether a text is nothing but what stands before a name: "Written by", "Autor:"."""
    return text.strip().rstrip(":： ").lower() in _OPENING_WORDS


def is_credit(text: str) -> bool:
    """Whether words that stand before a name say that it is another's than the author's: "Medically reviewed by"."""
    return text.rstrip(":： ").lower().endswith(CREDIT_LABELS)


Trust = Literal["declared", "marked", "text"]
"""Where a byline stands: in a field for authors (odd names are believed), in an element that is named after authors
(one word will do), or in running text (it must look like the name of a person)."""


def read(text: str, site: Site, trust: Trust, *, whole: bool = False) -> Names:
    """Read a byline. ``whole``: it is one name by declaration (an organisation's), never a list."""
    text = unescape(text)
    text = encodable(text).replace("\xa0", " ")
    return NOBODY if len(text) > MAXIMUM_LENGTH or is_address(text) else _read(text, site, trust, whole)


@lru_cache(maxsize=32)
def _read(text: str, site: Site, trust: Trust, whole: bool) -> Names:
    """Kept, since a page names its author in several places."""
    if whole:
        return _sorted([" ".join(text.split())], site, trust, is_organisation=True)
    text = _without_noise(text, trust)
    return _sorted(_parted(text, trust), site, trust)


def spelled(name: str) -> str:
    """A name as doubles are found: without accents, case and punctuation ("José Núñez", "JOSE NUNEZ")."""
    key = _folded(name)
    if key.isascii():
        return key
    parts = unicodedata.normalize("NFKD", key)
    return "".join([char for char in parts if not unicodedata.combining(char)])


def begins_with_given_name(text: str) -> bool:
    """Whether the first word of a text is one that people are called by, and another with a capital follows."""
    words = text[:MAXIMUM_NAME_LENGTH].split()
    while len(words) > 2 and words[0].lower().rstrip(".") in _TITLES:
        del words[0]
    return len(words) > 1 and words[1][:1].isupper() and spelled(words[0].split("-")[0]) in GIVEN_NAMES


def is_persons(name: str) -> bool:
    """Whether a name is surely a person's: a given name, a surname, and nothing that organisations are called."""
    words = name.split()
    return (
        begins_with_given_name(name)
        and len(words) <= MAXIMUM_PERSONS_WORDS
        and _is_name(name, "text")
        and not _is_organisation(name)
        and not _is_role(name)
    )


def opens_late_byline(text: str) -> bool:
    """Whether a line far from the headline begins as only bylines do: "Written by Jane Roe", "Autorin: …"."""
    first = _FIRST_WORD.match(text)
    if first is None or _lowered(first[0]) not in _LATE_FIRST_WORDS:
        return False
    return _LATE_OPENING.match(_lowered(text)) is not None


def read_shown_own(text: str, site: Site) -> str | None:
    """The site's name or that of its staff ("By the Heron Team", "Redaktion") in a byline as the page shows it."""
    if len(text) > MAXIMUM_NAME_LENGTH + 40:
        return None
    text = encodable(unescape(text)).replace("\xa0", " ")
    for written in (_without_opening(text.strip(_EDGES), "marked"), _without_noise(text, "marked")):
        for part in _PARTS.split(written):
            name = _without_opening(_without_date(part).strip(_EDGES), "marked")
            if name.lower() in STAFF or read_own(name, site):
                return cased(name)
    return None


def read_before_date(text: str, site: Site) -> Names:
    """Who is named in one word between an opening and a date: "by BirdWatcher, Dec 19th 2023".

    In running text one word is anything; in such a line it is what somebody is called.
    """
    opening = _opening_of(text)
    if opening is None or opening["opening"] in _DOUBTFUL_OPENINGS:
        return NOBODY
    rest = text[opening.end() :].strip(_EDGES)
    name = _without_date(rest).strip(_EDGES)
    return read(name, site, "marked") if name and " " not in name and name != rest else NOBODY


def read_own(text: str, site: Site) -> str | None:
    """The site's own name or that of its staff, if a text is that: no account's ("admin"), no bare function ("Staff")."""
    name = " ".join(encodable(unescape(text)).split()).strip(_EDGES)
    words = _words(name)
    if (
        not words
        or is_opening(name)
        or len(name) > MAXIMUM_NAME_LENGTH
        or is_address(name)
        or "@" in name
        or not _NOBODYS.isdisjoint(words)
    ):
        return None
    return name if site.owns(name) or (len(words) > 1 and is_impersonal(name, site)) else None


def _sorted(parts: Sequence[str], site: Site, trust: Trust, *, is_organisation: bool = False) -> Names:
    persons: dict[str, str] = {}
    organisations: dict[str, str] = {}
    for part in parts:
        name = _once(part.strip(_EDGES))
        if not is_organisation:
            name = _without_agency(name)
        name = cased(_without_degrees(_without_site(name, site)))
        if not _is_name(name, trust) or site.owns(name) or is_impersonal(name, site):
            continue
        kind = organisations if is_organisation or _is_organisation(name) else persons
        if kind is persons and (len(name.split()) > MAXIMUM_WORDS or (persons and _is_at_site(name, site))):
            continue
        kind.setdefault(spelled(name), name)
    return Names(tuple(persons.values()), tuple(organisations.values()))


def _is_at_site(name: str, site: Site) -> bool:
    """Whether what follows a person is her paper by its host, or her office there: "Jane Roe, THE HERON", "…, Heron Ferry Diva"."""
    if begins_with_given_name(name):
        return False
    return _folded(name) in site.host_keys or (" " in name and site.owns(name.split()[0]))


def _once(name: str) -> str:
    """Without what a card repeats: the name twice, or the initials that stand in for a picture."""
    words = name.split()
    half = len(words) // 2
    if half and words[:half] == words[half:]:
        return " ".join(words[:half])
    if len(words) > 2 and len(words[0]) > 1 and words[0] == "".join(word[0] for word in words[1:]):
        return " ".join(words[1:])
    return name


def _without_degrees(name: str) -> str:
    """ "Cara Muster RN", "Jane Roe, M.D.": what people write behind their name in capitals."""
    words = name.split()
    while (
        len(words) > 2
        and words[-1].strip(".,*").isupper()
        and words[-1].lower().replace(".", "").strip(",*") in DEGREES
    ):
        words.pop()
    return " ".join(words).rstrip(",*") if len(words) > 1 else name


def _without_site(name: str, site: Site) -> str:
    """ "Jane Doe USA TODAY", "Jane Doe for USA TODAY" on the site of that name."""
    words = name.split()
    count = next((count for count in range(1, len(words) - 1) if site.owns(" ".join(words[-count:]))), 0)
    kept = words[: len(words) - count]
    if len(kept) > 2 and kept[-1].lower() == "for":  # also where an address stood behind it
        kept.pop()
    return " ".join(kept) if len(kept) < len(words) else name


def _without_agency(name: str) -> str:
    """ "Jane Roe The Associated Press", "Jane Roe AP": whom she writes for, in the same line.

    An agency of one word needs capitals that the name has not: "Ana Belga" and "R. T. Bloomberg" are names.
    """
    words = name.split()
    if len(words) < 3 or words[-1].lower() not in _AGENCY_ENDS:
        office = _HAN_NAME_AND_OFFICE.fullmatch(name)
        return office[1] if office is not None else name
    for count in range(min(_MOST_AGENCY_WORDS, len(words) - 2), 0, -1):
        if " ".join(words[-count:]).lower() not in AGENCIES:
            continue
        if count == 1 and (not words[-1].isupper() or name.isupper()):
            return name
        kept = words[:-count]
        return " ".join(kept[:-1] if len(kept) > 2 and kept[-1].lower() in _FOR_AGENCIES else kept)
    return name


# --- from a line to its parts -------------------------------------------------------------------------------------


def _without_noise(text: str, trust: Trust) -> str:
    if _NOISE_SIGN.search(text):
        text = _NOISE.sub(" ", text)
    text = text.strip(_EDGES)
    if " " in text:
        if "." in text:
            text = _DOMAIN.sub(" ", text) if _DOMAIN.sub("", text).strip(_EDGES) else text
        if _DIGIT.search(text):
            text = _DATE_BEFORE_NAME.sub("", text, count=1)
    if trust != "declared" and (":" in text or "：" in text):
        label = _LABEL.search(_lowered(text))
        text = text[label.end() :] if label else text  # "Date: … Author: Jane Roe Source: …"
    text = _without_opening(text, trust)
    closing = _CLOSING.search(_lowered(text))
    text = text if closing is None else text[: closing.start()]
    return text if trust == "declared" else _without_place(text)


def _without_place(text: str) -> str:
    """ "Jane Roe in Birds": a section, a category, a city."""
    named, word, _ = text.partition(" in ")
    return named if word and " " in named else text


def _without_opening(text: str, trust: Trust) -> str:
    for _ in range(2):  # "Text: Von Anna Muster"
        if text.startswith(GLUED_OPENINGS):
            glued = next(opening for opening in GLUED_OPENINGS if text.startswith(opening))
            text = text[len(glued) :].strip(_EDGES)
            continue
        opening = _opening_of(text)
        if opening is None or not _is_opening(opening, text, trust):
            break
        text = text[opening.end() :].strip(_EDGES)
    return text


def _is_opening(opening: re.Match[str], text: str, trust: Trust) -> bool:
    rest = text[opening.end() :]
    if opening["colon"] or opening["opening"] not in _DOUBTFUL_OPENINGS:
        return bool(rest.strip())
    written = text[: opening.end("opening")]
    if trust == "marked" and rest[:1].isupper():
        return True  # "von Heiko": a byline gives a surname alone less often than a first name
    if trust == "declared" and not (written.islower() or written == "Von"):
        return False  # "Da Costa Lima"
    # "Von Anna Muster", but "Von Trapp" and "von der Leyen" are names; "From the archive" is none.
    words = rest.split()
    return len(words) >= 2 and words[0][:1].isupper() and words[1].strip(",").lower() not in JOINTS


def _without_date(text: str) -> str:
    """Cut at the first word with a digit, with the month or weekday before it, unless that is the name itself."""
    if not any(map(str.isdigit, text)):
        return text
    words = text.split()
    if len(words) == 1:
        return text  # a user name
    kept: list[str] = []
    for word in words:
        if word[0].isdigit():
            while kept and _goes_with_date(kept[-1].lower().strip(".,:(")):
                kept.pop()
            break
        kept.append(word)
    if kept:
        return " ".join(kept)
    behind = next((at for at, word in enumerate(words) if not _is_of_date(word)), len(words))
    is_date = behind > 2 or (behind == 1 and _WRITTEN_DATE.match(words[0]) is not None)  # "Dec 17, 2025 Jane Roe"
    return _without_date(" ".join(words[behind:])) if is_date else ""


def _is_of_date(word: str) -> bool:
    return any(map(str.isdigit, word)) or _goes_with_date(word.lower().strip(".,:("))


def _goes_with_date(word: str) -> bool:
    return word in MONTHS or word in BEFORE_DATES or not _LETTERS.search(word)


def _parted(text: str, trust: Trust) -> list[str]:
    names: list[str] = []
    for line in text.split("\n") if trust == "marked" else (text,):
        if names and not begins_with_given_name(line.strip(_EDGES)):
            continue  # of what stands below a name, most is an office, a place, a section
        for segment in _PARTS.split(line):
            listed = _listed(_without_date(segment).strip(_EDGES), trust)
            if names and (not listed or _is_role(segment) or _is_station(segment, names[-1])):
                continue  # "Jane Doe | Political Editor"
            names.extend(listed)
    return names


def _is_station(segment: str, name: str) -> bool:
    """Whether what follows a name is one word in capitals, and no agency: "Jane Roe | WXYZ" writes for a radio."""
    return (
        " " in name
        and " " not in segment
        and segment.isupper()
        and not name.isupper()
        and segment.lower() not in AGENCIES
    )


def _listed(segment: str, trust: Trust) -> list[str]:
    """Names joined by commas and joints; roles, places and degrees go to the name that they follow."""
    pieces: list[str] = []
    for piece in _joined(segment):
        for position, part in enumerate(_COMMA.split(piece) if "," in piece else (piece,)):
            part = _without_opening(_LEADING_JOINT.sub("", part.strip(_EDGES), count=1), trust)
            if not part:
                continue
            suffix = part.lower().replace(".", "").rstrip("* ")
            if position and pieces and suffix in GENERATIONS:
                pieces[-1] = f"{pieces[-1]}, {part}"
            elif not position or not pieces or suffix not in SUFFIXES:
                pieces.append(part)
    if _is_inverted(segment, pieces):
        return [f"{pieces[1]} {pieces[0]}"]
    names: list[str] = []
    is_behind_role = False
    for piece in pieces:
        is_after_name = bool(names) and " " in names[-1]
        is_place = is_after_name and " " not in piece and _is_cased(piece) and piece.lower() not in AGENCIES
        if names and (_is_role(piece) or is_place):
            is_behind_role = True
            continue
        if is_behind_role and trust != "declared" and not begins_with_given_name(piece):
            continue  # "Jane Roe, Head of Ferries, Heron Lines"
        names.append(_without_role(piece, trust))
    return names


def _joined(segment: str) -> list[str]:
    """Part at words that join names, unless both sides are one compound: "Ortega y Gasset", "Marks & Spencer"."""
    words = segment.split()
    if ("&" not in segment and _JOINT_WORDS.isdisjoint(words)) or "of" in words or "for" in words:
        return [segment]  # "Centers for Disease Control and Prevention"
    pieces: list[str] = []
    for piece in _LONG_JOINT.split(segment) if len(words) != 3 else _three(segment):
        sides = _SHORT_JOINT.split(piece)
        pieces += sides if all(" " in side for side in sides) else [piece]
    return pieces


def _three(segment: str) -> list[str]:
    """One word on each side: "Anna und Tom", "Anna & Tom" are two, "Marks & Spencer" is one."""
    if "&" not in segment or "," in segment:
        return _LONG_JOINT.split(segment)
    sides = _LONG_JOINT.split(segment)
    return sides if all(spelled(side) in GIVEN_NAMES for side in sides) else [segment]


def _is_inverted(segment: str, pieces: Sequence[str]) -> bool:
    """ "Doe, Jane M.", "Boer, Anna de": a surname, one comma, given names; as libraries write them."""
    if len(pieces) != 2 or segment.count(",") != 1:
        return False
    surname, given = pieces
    words = given.split()
    return (
        " " not in surname
        and (len(words) == 1 or (len(words) == 2 and (len(words[1].strip(".")) == 1 or words[1] in SURNAME_PARTICLES)))
        and surname[:1].isupper()
        and given[:1].isupper()
        and not any(_is_role(piece) or _is_organisation(piece) for piece in pieces)
    )


def _is_role(part: str) -> bool:
    return any(word in ROLES for word in _words(part))


def _without_role(part: str, trust: Trust) -> str:
    """ "Senior Reporter Jane Doe", "Jane Doe Staff Writer": the role beside a name of two words or more."""
    words = part.split()
    if trust == "declared" or _is_organisation(part):
        return part
    start, end = 0, len(words)
    while end - start > 2 and words[start].lower().strip(".,") in ROLES:
        start += 1
    end = next((i for i in range(start + 2, end) if words[i].lower().strip(".,") in ROLES), end)
    if end - start == 2 and all(word.lower() in ROLES for word in words[start:end]):
        return part
    return " ".join(words[start:end])


# --- what a part is -----------------------------------------------------------------------------------------------


def _is_name(name: str, trust: Trust) -> bool:
    written = name.replace(" ", "")
    letters = len(written) if written.isalpha() else sum(map(len, _LETTERS.findall(name)))
    words = name.split()
    is_user = trust == "marked" and name[:1].isalpha() and name.replace("_", "").isalnum()  # "user447274"
    if letters < 2 or len(name) > MAXIMUM_NAME_LENGTH or (letters < 0.6 * len(written) and not is_user):
        return False
    if trust == "declared" and len(words) == 1 and "." in name and _ACCOUNT_NAME.fullmatch(name) is not None:
        return False
    if len(words) > MAXIMUM_ORGANISATION_WORDS or is_opening(name):
        return False
    if trust != "declared" and len(words) > 1 and words[-1] in _ENDS_OF_OPENINGS:
        return False  # "Rezept von"
    if _LABELLED.match(name):
        return False  # "design: Jane Roe"
    if trust == "declared" or name.lower() in AGENCIES or (trust == "marked" and len(words) == 1 and ":" not in name):
        return True
    if ":" in name or any(map(str.isdigit, name)) or name[-1] in "!?…" or (". " in name[3:] and len(words) > 4):
        return False
    if len(words) == 1 and _is_cased(name):
        return False  # in running text one word is anything
    capital = sum(1 for word in words if not _is_cased(word) or word[:1].isupper() or not word[:1].isalpha())
    return capital >= 1 and all(
        not _is_cased(word)
        or word[0].isupper()
        or word.lower() in SURNAME_PARTICLES
        or (trust == "marked" and word in _WITHIN_TITLES)
        or word[:2] in ("d'", "d’", "l'")
        for word in words
    )


def _is_cased(word: str) -> bool:
    """Whether a word is of a script that has capitals."""
    return word.lower() != word.upper()


def is_impersonal(name: str, site: Site) -> bool:
    """Whether a name is a function ("Staff", "Web Desk", "Associate Editor"), with or without the site's own name."""
    if name.endswith(IMPERSONAL_ENDINGS):
        return True
    words = _words(name)
    rest = [word for word in words if word not in IMPERSONAL]
    if ROLES.issuperset(rest) or not _ACCOUNTS.isdisjoint(words):
        return True
    if len(rest) < len(words) and (site.owns(" ".join(rest)) or all(word in site.words for word in rest)):
        return True
    sections = [word for word in rest if word in SECTIONS]
    return bool(sections) and site.owns(" ".join(word for word in rest if word not in SECTIONS))


def is_host(name: str) -> bool:
    """Whether a name is a site's address: "heron.in"."""
    return "." in name and _HOST.fullmatch(name) is not None


def _is_organisation(name: str) -> bool:
    lowered = name.lower()
    return lowered in AGENCIES or any(word in ORGANISATION_WORDS for word in _words(lowered)[1:]) or is_host(name)


def cased(name: str) -> str:
    """A name in capitals as it is written elsewhere; one word may be an acronym and stays."""
    for ending in GLUED_ENDINGS:
        name = name.removesuffix(ending)
    if name.startswith(GLUED_TITLES):
        name = name[2:].strip() or name
    words = name.split()
    if words and len(words[-1]) > LONGEST_ABBREVIATION and words[-1][:-1].isalpha():
        words[-1] = words[-1].rstrip(".")
    if len(words) < 2 or not name.isupper() or name.lower() in AGENCIES:
        return " ".join(words)
    return " ".join(_cased_word(word, position) for position, word in enumerate(words))


def _cased_word(word: str, position: int) -> str:
    if word in _ROMAN or "." in word or not _is_cased(word):
        return word
    if position and word.lower() in SURNAME_PARTICLES:
        return word.lower()
    titled = "-".join(part.capitalize() for part in word.split("-"))
    return _SURNAME_START.sub(lambda match: match[1] + match[2].upper(), titled)


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    return tuple(word.rstrip(".") for word in _WORD.findall(text.lower()))


def _folded(name: str) -> str:
    lowered = name.lower()
    letters = lowered.replace(" ", "")
    return letters if letters.isalpha() else "".join(_LETTERS.findall(lowered)) or lowered
