"""Images: the address that a browser would end up showing, and captions parted from credits.

Pages write the address of a picture that loads late into all sorts of attributes and a placeholder into ``src``
(Readability#544, #748); :func:`image_of` asks each in turn. :func:`split_credit` is asked of every short line above the
text, so a line without any sign of a credit must cost next to nothing, and a sentence must never pass for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final
from urllib.parse import unquote

from selectolax.lexbor import LexborNode

from presscut.article import Image
from presscut.extraction.addresses import resolve
from presscut.extraction.metadata import east_asian_credits
from presscut.extraction.metadata.found import Found
from presscut.extraction.metadata.sources import Sources
from presscut.extraction.vocabulary import credits as words

SMALLEST_SIDE: Final = 50
"""CSS pixels. What is declared smaller is an icon, a counter or an emoji."""
LARGEST_PORTRAIT: Final = 96
"""CSS pixels. A square declared no larger is the portrait beside a byline, or a logo."""
LARGEST_NAMED_PORTRAIT: Final = 128
"""Pixels. The same where the address says the size ("-115x115.png", "resize=40%2C40"), at up to twice the density."""
MAXIMUM_CREDIT_CHARACTERS: Final = 120

_LAZY: Final = (
    "data-src", "data-original", "data-lazy-src", "data-lazy", "data-original-src", "data-image-src", "data-full-src",
    "data-hi-res-src", "data-url", "data-image", "data-large-file", "data-orig-file", "data-echo", "data-raw-src", "data-srcurl",
)  # fmt: skip
_LAZY_NAMES: Final = frozenset(_LAZY)
_SETS: Final = ("srcset", "data-srcset", "data-lazy-srcset", "data-original-set")
# These two begin with what has no capitals, so that only the places where it stands are looked at.
_PLACEHOLDER: Final = re.compile(
    r"[/_.-](?:blank|spacer|pixel|placeholder|transparent|1x1|loading|lazy|grey|gray|clear|empty|dummy|trans)"
    r"(?:[-_.]?\w{0,12}){0,3}\.(?:gif|png|svg|jpe?g|webp)",
    re.IGNORECASE,
)
_NO_PICTURE: Final = re.compile(
    r"[/_.-](?:(?:logo|icon|favicon|sprite|avatar|emoji|gravatar|author)s?(?:[/_.-]|\d|$)|(?<=\.)svg(?:$|\?))",
    re.IGNORECASE,
)
_NUMBERED_LOGO: Final = re.compile(r"logo\d+$")
_NAMED_SQUARE: Final = re.compile(r"[-_=/](\d{2,3})(?:x|%2C|,|&(?:amp;)?h(?:eight)?=)\1(?=[^\dx]|$)", re.IGNORECASE)
# A portrait of the author, a logo, a button: what a class says of the image itself.
_NO_PICTURE_CLASS: Final = re.compile(
    r"(?:^|[\s_-])(?:logo|icon|avatar|gravatar|emoji|cta|author[-_]?(?:img|image|photo|pic|picture|avatar|portrait|thumb))(?=[\s_-]|$)",
    re.IGNORECASE,
)
# Nothing is given back (possessive), so that no megabyte of an attribute is read twice.
_SET_ADDRESS: Final = re.compile(r"[\s,]*+(\S++)")
_SET_SIZE: Final = re.compile(r"(\d{1,6}(?:\.\d{1,6})?)([wx])")
_SET_SIZE_CHARACTERS: Final = 40


# --- one picture ------------------------------------------------------------------------------------------------


def image_of(node: LexborNode, base_url: str | None) -> Image | None:
    """The picture of an ``img`` (or ``amp-img``), in the largest size offered; None for icons, counters, placeholders."""
    attributes = node.attributes
    width, height = _pixels(attributes.get("width")), _pixels(attributes.get("height"))
    if (width is not None and width < SMALLEST_SIDE) or (height is not None and height < SMALLEST_SIDE):
        return None
    if width is not None and width == height and width <= LARGEST_PORTRAIT:
        return None
    class_names = attributes.get("class")
    if class_names and _STEMS.search(class_names) and _NO_PICTURE_CLASS.search(class_names):
        return None
    address = _address(node, attributes, base_url)
    if address is None or _NO_PICTURE.search(address) or (address[-1].isdigit() and _NUMBERED_LOGO.search(address)):
        return None
    square = _NAMED_SQUARE.search(address)
    if square is not None and int(square.group(1)) <= LARGEST_NAMED_PORTRAIT:
        return None
    alt = " ".join((attributes.get("alt") or "").split()) or None
    return Image(url=address, alt=alt, width=width, height=height)


def _address(node: LexborNode, attributes: Mapping[str, str | None], base_url: str | None) -> str | None:
    for written in _written(node, attributes):
        if "{" in written or written.startswith("data:") or _PLACEHOLDER.search(f"/{written}"):
            continue
        address = resolve(written, base_url)
        if address is not None:
            return address
    return None


def _written(node: LexborNode, attributes: Mapping[str, str | None]) -> Iterator[str]:
    yield from _largest_of_each(attributes)
    if not _LAZY_NAMES.isdisjoint(attributes):
        for name in _LAZY:
            value = attributes.get(name)
            if value:
                yield value.strip()
    parent = node.parent
    if parent is not None and parent.tag == "picture":
        for sibling in parent.iter():
            if sibling.tag == "source":
                yield from _largest_of_each(sibling.attributes)
    source_address = attributes.get("src")
    if source_address:
        yield source_address.strip()


def _largest_of_each(attributes: Mapping[str, str | None]) -> Iterator[str]:
    for name in _SETS:
        if name in attributes and (largest := largest_of(attributes[name])):
            yield largest


def largest_of(candidates: str | None) -> str | None:
    """The largest picture of a ``srcset``: by width, else by density. Commas inside addresses are theirs (HTML 4.8.4.2.1)."""
    if not candidates:
        return None
    best, best_size = None, -1.0
    for address, size in _candidates(candidates):
        if not address.startswith("data:") and size > best_size:
            best, best_size = address, size
    return best


def _candidates(written: str) -> Iterator[tuple[str, float]]:
    """Address and size of each, by the steps of HTML 4.8.4.3 ("parse a srcset attribute"): a density counts as 1000 wide,
    none as a density of 1, what is no size as nothing.
    """
    at = 0
    while match := _SET_ADDRESS.match(written, at):
        address, at = match.group(1), match.end()
        described = ""
        if address.endswith(","):
            address = address.rstrip(",")
        else:
            end = written.find(",", at)
            end = len(written) if end < 0 else end
            described, at = written[at : min(end, at + _SET_SIZE_CHARACTERS)].strip(), end + 1
        size = _SET_SIZE.fullmatch(described)
        if size is None and described:
            size = next((size for word in described.split() if (size := _SET_SIZE.fullmatch(word))), None)
        if size is not None:
            yield address, float(size.group(1)) * (1000 if size.group(2) == "x" else 1)
        else:
            yield address, 0.0 if described else 1000.0


_STEMS: Final = re.compile("[Ll]ogo|[Ii]con|vatar|moji|cta|uthor")
"""One of them is in each class that :data:`_NO_PICTURE_CLASS` finds, to ask for it cheaply."""
_PIXELS: Final = re.compile(r"(\d{1,5})(?:\.\d+)?\s*(?:px)?", re.IGNORECASE)


def _pixels(value: Any) -> int | None:
    match = _PIXELS.fullmatch(str(value).strip()) if value is not None else None
    return int(match.group(1)) if match else None


# --- the same picture in another size -------------------------------------------------------------------------------

_SIZES: Final = re.compile(r"[-_.]?\d{2,4}x\d{2,4}|[-_](?:scaled|large|medium|small|thumb(?:nail)?)$|\.0$|[?#].*$")
_IN_QUERY: Final = re.compile(r"[?&](?:url|src|image|img|file)=([^&#]+)")
_NUMBER_OF_PICTURE: Final = re.compile(r"(?<!\d)\d{6,12}(?!\d)")
_DATE: Final = re.compile(r"(?:19|20)\d{6}")
LAST_SEGMENTS: Final = 3
"""Of an address in which the number of a picture stands: what is above is the site's or the year's."""


@lru_cache(maxsize=512)
def file_key(address: str) -> str:
    """The file name of an image without its sizes: the same picture in another resolution has the same key.

    A program that makes pictures smaller (``/_next/image?url=…``, ``image.php?src=…``) is asked for the file in its query.
    """
    path = address
    if "://" in address:  # taken apart by hand: asked for every image, and with urlsplit half of its cost
        path, _, query = address.partition("#")[0].partition("?")
        last = path.rsplit("/", 1)[-1]
        if query and ("." not in last or last.endswith(".php")) and (inner := _IN_QUERY.search(f"?{query}")):
            path = unquote(inner[1]).partition("?")[0]
        elif "://" in path:
            path = path.partition("://")[2].partition("/")[2]
    stem = path.rsplit("/", 1)[-1].rsplit(".", 1)[0].lower()
    return _SIZES.sub("", stem) or address


def same_picture(address: str, among: Sequence[Image]) -> Image | None:
    """Which of the images shows what is at an address: the same file in some size, else the only one with the same number.

    Archives of pictures number them, and cut each for its place: ``68059583_6.jpg`` for the head is ``68059583_605.jpg`` in the
    text. A number that several images share is that of their gallery.
    """
    key = file_key(address)
    for image in among:
        if image.url and file_key(image.url) == key:
            return image
    for number in _numbers(address):
        sharing = [image for image in among if image.url and number in image.url]
        if len(sharing) == 1 and number in _numbers(sharing[0].url or ""):
            return sharing[0]
    return None


def _numbers(address: str) -> list[str]:
    tail = "/".join(address.partition("?")[0].rsplit("/", LAST_SEGMENTS)[-LAST_SEGMENTS:])
    return [number for number in _NUMBER_OF_PICTURE.findall(tail) if not _DATE.fullmatch(number)]


# --- the picture that the head names -------------------------------------------------------------------------------


def main(sources: Sources) -> Found[Image] | None:
    """The picture that stands for the page: og:image, then the JSON-LD of the article, then twitter:image.

    Where JSON-LD tells the caption and the credit of the same picture, they are its.
    """
    for image, found_in in _named(sources):
        if image.url is None or any(sign.search(image.url) for sign in (_NO_PICTURE, _PLACEHOLDER, _NUMBERED_LOGO)):
            continue
        thing = sources.main_thing or {}
        if not found_in.startswith("json-ld") and isinstance(thing.get("image"), (Mapping, list)):
            described = _image_of_thing(thing["image"], sources)
            if (
                described is not None
                and (described.caption or described.credit)
                and same_picture(image.url, [described])
            ):
                image = image.model_copy(update={"caption": described.caption, "credit": described.credit})
        return Found(image, found_in)
    return None


def _named(sources: Sources) -> Iterator[tuple[Image, str]]:
    metas = sources.metas

    def first(*names: str) -> str | None:
        return next((metas[name][0] for name in names if metas.get(name)), None)

    address = resolve(first("og:image:secure_url", "og:image", "og:image:url"), sources.base_url)
    if address is not None:
        yield (
            Image(
                url=address,
                alt=first("og:image:alt"),
                width=_pixels(first("og:image:width")),
                height=_pixels(first("og:image:height")),
            ),
            "meta:og:image",
        )
    thing = sources.main_thing or {}
    for name in ("image", "thumbnailUrl"):
        image = _image_of_thing(thing.get(name), sources)
        if image is not None:
            yield image, f"json-ld:{name}"
    for name in ("twitter:image", "twitter:image:src", "sailthru.image.full", "image", "thumbnail"):
        address = resolve(first(name), sources.base_url)
        if address is not None:
            yield Image(url=address, alt=first("twitter:image:alt")), f"meta:{name}"
    for link in sources.links.get("image_src", ()):
        address = resolve(link, sources.base_url)
        if address is not None:
            yield Image(url=address), "link:image_src"


def _image_of_thing(value: Any, sources: Sources) -> Image | None:
    if isinstance(value, list):
        parts = (part for part in value if not isinstance(part, list))
        return next((image for part in parts if (image := _image_of_thing(part, sources)) is not None), None)
    if isinstance(value, str):
        address = resolve(value, sources.base_url)
        return Image(url=address) if address is not None else None
    if not isinstance(value, Mapping):
        return None
    if "@id" in value and "url" not in value and "contentUrl" not in value:
        value = sources.thing_by_id.get(str(value["@id"]), value)
    written = value.get("url") or value.get("contentUrl")
    address = resolve(written, sources.base_url) if isinstance(written, str) else None
    if address is None:
        return None
    credit = next((text for name in _CREDIT_PROPERTIES if (text := _text(value.get(name)))), None)
    written = _text(value.get("caption"))
    if written is not None and (" " not in written or written in _titles(sources)):
        written = None  # a content management system puts there the name of the file or the title of the page
    caption, credit_of_caption = split_caption(written or "")
    return Image(
        url=address,
        caption=caption,
        credit=bare_credit(credit) if credit else credit_of_caption,
        width=_pixels(_number(value.get("width"))),
        height=_pixels(_number(value.get("height"))),
    )


def _titles(sources: Sources) -> tuple[str, ...]:
    thing = sources.main_thing or {}
    return (
        *sources.metas.get("og:title", ()),
        *(text for name in ("headline", "name") if (text := _text(thing.get(name)))),
    )


_CREDIT_PROPERTIES: Final = ("creditText", "copyrightHolder", "creator", "author", "copyrightNotice")
"""schema.org's, in the order in which they say who is to be named."""


def _text(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, Mapping):
        value = value.get("name")
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _number(value: Any) -> Any:
    return value.get("value") if isinstance(value, Mapping) else value


# --- captions and credits ------------------------------------------------------------------------------------------


def _alternatives(parts: tuple[str, ...] | list[str]) -> str:
    return "|".join(re.escape(part) for part in sorted(set(parts), key=lambda part: (-len(part), part)))


_PREFIX: Final = _alternatives([prefix for prefixes in words.PREFIXES.values() for prefix in prefixes])
_AGENCY: Final = _alternatives(list(words.AGENCIES))
_LONE_AGENCY: Final = _alternatives([name for name in words.AGENCIES if len(name) > 4] + list(words.SHORT_AGENCIES))
_NAME: Final = r"[^\W\d_a-z][^\n()\[\]:;!?]{1,80}"

_TAIL_CHARACTERS: Final = 400
"""All of a text that is looked at for a credit, which has 120 at most; sentences and separators come before it."""
_INITIAL: Final = re.compile(r"[^\W\d_]\.|(?i:dr|jr|mr|mrs|ms|sr|st)\.")
# (…) or […] at the very end, with or without a full stop behind it.
_TRAILING_GROUP: Final = re.compile(r"[\s,.]*[(\[（【]([^()\[\]（）【】]{2,120})[)\]）】]\s*\.?\s*$")
_GROUP_CREDIT: Final = re.compile(
    rf"(?i:^(?:{_PREFIX})(?:\s*[:：=/]|\s[^:]{{1,40}}:\s|\s+by\b|\s+via\b|\s+©|\s*©|$))|(?i:^©|^\(c\)|^copyright\b|^courtesy\b|^via\b|^by\s)"
    rf"|\b(?i:via|courtesy of)\s+[^\W\d_]|[/|,–-]\s*(?:{_AGENCY})(?:$|\s*[/|,–-])|^(?:{_AGENCY})(?:\s*[/|,–-]|\s+(?i:photo))"
    rf"|^(?:{_LONE_AGENCY})$"
    rf"|(?i:\b(?:photo|photograph|photos|foto|fotos|image|images|picture|illustration)\s+(?:by|de|di|von|of)\b)"
    rf"|^[^\Wa-z][^.!?]{{1,60}}\s(?i:(?:{_alternatives(words.TRAILING_WORDS)}))$|^(?i:(?:{_alternatives(words.TRAILING_WORDS)}))$"
    rf"|^[^\W\d_][^\d/\n]{{2,40}}/\s?[^\W\d_][^/\n]{{1,40}}$"
)
# "Photo: Jane Doe/AP" behind a sentence or a dash, up to the end.
_TRAILING_PREFIX: Final = re.compile(
    rf"(?:^|(?<=[.!?…»”\"')])\s*|\s+[|–—•·-]\s*|\s{{2,}}|\n|\s+)(?P<prefix>(?i:{_PREFIX}))\s*(?P<colon>[:：]|/(?=\s?\S)|=|©)\s*"
    rf"(?P<credit>\S[^\n]{{1,{MAXIMUM_CREDIT_CHARACTERS}}})$"
)
_OPENING_LABEL: Final = re.compile(rf"(?i:{_PREFIX})\s*[:：]\s*(?=\S)")
_SENTENCE_WITHIN: Final = re.compile(r"(?<!\b[^\W\d_])[.!?]\s+\S+\s+\S+\s+\S")
_BEHIND_PREFIX: Final = re.compile("[:：/=©]")
_PHOTO_BY: Final = re.compile(
    rf"(?:^|(?<=[.!?…»”\"')])\s*|\s+[|–—•·-]\s*|\n)(?P<credit>(?i:photo(?:graph)?s?|image|images|picture|illustration)\s+"
    rf"(?:(?i:courtesy\s+of)|(?i:by))\s+{_NAME})$"
)
_COPYRIGHT: Final = re.compile(
    r"(?:^|[\s.|–—-])(?:©|\(c\)|Copyright\s*:?\s*©?)\s*(?P<credit>[^\n©]{2,80})$", re.IGNORECASE
)
_COPYRIGHT_SIGN: Final = re.compile("©|[Oo][Pp][Yy][Rr]|\\([Cc]\\)")
# "Jane Doe / Reuters", "Jane Doe via Getty Images", "Getty Images" behind the last sentence.
_TRAILING_AGENCY: Final = re.compile(
    rf"(?:^|(?<=[.!?…»”\"'）)])\s*|\s+[|–—•]\s*|\n)(?P<credit>(?:{_NAME}(?:\s*[/|]\s*|\s+via\s+|\s+for\s+|,\s*|\s*-\s*))?"
    rf"(?:{_AGENCY})(?:\s*[/|,-]\s*\S(?:[^\n.!?]|(?<=\b[^\W\d_])\.){{0,40}}|\s+via\s+\S[^\n.!?]{{0,40}})?)\s*\.?$"
)
_CUES: Final = (
    "photo",
    "foto",
    "image",
    "picture",
    "illustration",
    "courtesy",
    "copyright",
    "(c)",
    " via ",
    "©",
    "：",
    "=",
)
_AGENCY_ENDINGS: Final = tuple({name.split()[-1].split("-")[-1] for name in words.AGENCIES})
_PREFIX_ENDINGS: Final = tuple({prefix.split()[-1] for prefixes in words.PREFIXES.values() for prefix in prefixes})
_AGENCY_BEFORE_SLASH: Final = re.compile(rf"\b(?:{_AGENCY})\s?/")
_WIRE_OPENING: Final = re.compile(rf"\((?:{_AGENCY})\)\s*[-–—]")
"""A dateline, "LONDON (Reuters) - …", names an agency and is no credit."""


def split_credit(caption: str) -> tuple[str | None, str | None]:
    """A caption as written → (caption, credit), either of which may be None.

    >>> split_credit("The bridge on Monday (Harbour Press photo by Jane Doe via AP).")
    ('The bridge on Monday', 'Harbour Press photo by Jane Doe via AP')
    >>> split_credit("“It will open again,” she told Reuters.")
    ('“It will open again,” she told Reuters.', None)
    """
    text = caption.strip()
    if not text:
        return None, None
    if east_asian_credits.may_hold(text) and (parted := east_asian_credits.find(text)) is not None:
        return parted[0] or None, parted[1]
    if not _may_hold_credit(text):
        return text, None
    opening = _OPENING_LABEL.match(text) if len(text) <= MAXIMUM_CREDIT_CHARACTERS and ":" in text[:30] else None
    if opening is not None and _names_someone(text[opening.end() :], ""):
        return None, bare_credit(text)
    tail = max(0, len(text) - _TAIL_CHARACTERS)
    group = _TRAILING_GROUP.search(text, tail)
    if group is not None and _GROUP_CREDIT.search(inner := group.group(1).strip()):
        before = text[: group.start()]
        named = _TRAILING_PREFIX.search(before, tail) if _has_prefix(before) else None
        if named is not None and _names_someone(named.group("credit"), before[: named.start()]):
            return _parted(text[: named.start()], text[named.start("credit") :])  # "Photo: Jane Doe (Getty)"
        return _parted(before, inner)
    if _WIRE_OPENING.search(text[:80]):
        return text, None
    for pattern in (_COPYRIGHT, _TRAILING_AGENCY, _TRAILING_PREFIX, _PHOTO_BY):
        if pattern is _TRAILING_PREFIX and not _has_prefix(text):
            continue
        if pattern is _COPYRIGHT and not _COPYRIGHT_SIGN.search(text, tail):
            continue
        match = pattern.search(text, tail)
        if match is None or len(match.group("credit")) > MAXIMUM_CREDIT_CHARACTERS:
            continue
        if pattern is _TRAILING_AGENCY:
            match = _behind_the_sentence(match)
        credit = match.group("credit")
        if pattern is _TRAILING_PREFIX and not _names_someone(credit, text[: match.start()]):
            continue
        return _parted(text[: match.start()], credit)
    return text, None


def split_caption(caption: str) -> tuple[str | None, str | None]:
    """The same of a text that is known to be a caption, where weaker signs are enough: "Source: …", a name in parentheses
    behind the last sentence, reserved rights.

    >>> split_caption("The bridge on Monday. (Jane Doe)")
    ('The bridge on Monday.', 'Jane Doe')
    """
    text, credit = split_credit(caption)
    if text is None or credit is not None:
        return text, credit
    tail = max(0, len(text) - _TAIL_CHARACTERS)
    # What a search would find has one of these signs; nearly no caption has any.
    patterns = [pattern for signs, pattern in _WEAKER if any(sign in text for sign in signs)]
    if says_rights_reserved(text):
        patterns.append(_RIGHTS)
    for pattern in patterns:
        match = pattern.search(text, tail)
        if match is not None and len(match.group("credit").split()) <= MOST_WORDS_OF_NAMES:
            return _parted(text[: match.start()], match.group("credit"))
    return text, None


MOST_WORDS_OF_NAMES: Final = 14
_SOURCE: Final = re.compile(
    rf"(?:^|(?<=[.!?…»”\"')])\s*|\s+[|–—•·-]\s*|\n|\s*[(\[])(?:{_alternatives(list(words.SOURCE))})\s*[:：]\s*(?P<credit>\S[^\n()\[\]]{{1,80}})[)\]]?$",
    re.IGNORECASE,
)
_CAPITAL_NAME: Final = r"[^\W\d_a-zß-ÿа-яё][^\s()\[\]:;]*"
_NAME_BEHIND_SENTENCE: Final = re.compile(
    rf"(?<=[.!?…»”\"])\s*[(\[](?P<credit>{_CAPITAL_NAME}(?:\s+(?:{_CAPITAL_NAME}|&|and|und|et|y|e|i|och|og|de|del|di|da|von|van|der|of|the|for)){{1,11}})[)\]]\.?$"
)
_RIGHTS: Final = re.compile(
    rf"(?:^|(?<=[.!?…»”\"')])\s*|\s+[|–—•·-]\s*|\n)(?:{_alternatives(list(words.RIGHTS))})[\s.:©|,-]*(?P<credit>\S[^\n]{{1,60}})$",
    re.IGNORECASE,
)


_WEAKER: Final = ((":：", _SOURCE), (")]", _NAME_BEHIND_SENTENCE))


def says_rights_reserved(text: str) -> bool:
    """Whether a line says that rights are reserved: alone at the foot of a page it is the site's and no credit."""
    lowered = text.lower()
    return any(phrase in lowered for phrase in words.RIGHTS)


def is_label(text: str) -> bool:
    """Whether a line is "Photo:" or "Copyright" and nothing else."""
    return len(text) <= LONGEST_LABEL and _LABEL_ALONE.fullmatch(text.strip()) is not None


LONGEST_LABEL: Final = 40
_LABEL_ALONE: Final = re.compile(
    rf"(?:{_PREFIX})\s*[:：]|©|copyright|{_alternatives(list(words.RIGHTS))}", re.IGNORECASE
)


def _behind_the_sentence(match: re.Match[str]) -> re.Match[str]:
    """The shortest of the matches that end alike: a name may hold dots, and so may a caption that begins as names do.

    "Rain in the U.S. Jane Doe / Reuters" is read as one name first. What comes before a dot is a sentence if it has a
    word in small letters, unless the dot is that of an initial.
    """
    at = match.start("credit") + 1
    while shorter := match.re.search(match.string, at):
        at = shorter.start("credit") + 1
        before = match.string[match.start("credit") : shorter.start("credit")].split()
        if not _INITIAL.fullmatch(before[-1]) and any(word[0].islower() for word in before):
            match = shorter
    return match


def _may_hold_credit(text: str) -> bool:
    """The cheap question first: most lines end in a full stop behind a common word and hold no sign of a credit."""
    bare = text.rstrip(" .")
    if bare[-1:] in (")", "]", "）", "】") or bare.endswith(_AGENCY_ENDINGS):
        return True
    if ": " in bare and any(before[-20:].lower().endswith(_PREFIX_ENDINGS) for before in bare.split(": ")[:-1]):
        return True
    if "/" in bare and _AGENCY_BEFORE_SLASH.search(bare) is not None:
        return True
    lowered = text.lower()
    return any(cue in lowered for cue in _CUES)


def _has_prefix(text: str) -> bool:
    """Whether the dearest of the patterns has anything to begin with."""
    return any(before.rstrip()[-20:].lower().endswith(_PREFIX_ENDINGS) for before in _BEHIND_PREFIX.split(text)[:-1])


def _names_someone(credit: str, before: str) -> bool:
    """Whether what follows "Photo:" can be a maker: short, no sentence, beginning as names do."""
    if len(credit.split()) > 14 or _SENTENCE_WITHIN.search(credit):
        return False
    first = credit.lstrip("@©(\"'“ ")[:1]
    is_agency = re.split(r"[\s/|,]", credit, maxsplit=1)[0] in words.AGENCIES  # "dpa", "imago/Jane Doe"
    return bool(first) and (not first.islower() or not before.strip() or is_agency)


def _parted(caption: str, credit: str) -> tuple[str | None, str | None]:
    caption = caption.strip().rstrip("|–—•· \n").removesuffix(" -").rstrip()
    return caption or None, bare_credit(credit)


_LABEL: Final = re.compile(rf"^(?:(?i:{_PREFIX})\s*[:：=]|©|(?i:\(c\)|copyright\b:?\s*©?|via\b))\s*")


def bare_credit(credit: str) -> str:
    """Without its label: "Foto: dpa" → "dpa"; "Harbour Press photo by Jane Doe" stays, since it says more."""
    bare = credit.strip().rstrip(";,")
    if bare[:1] in "([" and bare[-1:] in ")]":
        bare = bare[1:-1].strip()
    for _ in range(2):
        bare = _LABEL.sub("", bare).strip()
    bare = bare.rstrip(".").strip() if not re.search(r"\b(?:Bros|Inc|Ltd|Co|Jr|Sr)\.$", bare) else bare
    return bare or credit.strip()
