"""Which texts are the same, word for word or nearly: pure functions over a text, no AWS.

An agency's text appears on many sites, each with its own headline, a dateline before it, a paragraph less, a notice
behind it. So headlines play no part here, and a text is compared in three ways:

*Exactly*, by ``text_hash``: of its words alone, so that quotes, punctuation, case and spacing do not count.

*By simhash*, 64 bits over its shingles (runs of words), as Charikar (2002) and Manku et al. (2007, "Detecting
near-duplicates for web crawling") have it: texts that share nearly all shingles differ in few bits. Every pair within
:data:`SIMHASH_DISTANCE` bits meets in one of :data:`SIMHASH_BANDS` bands, since so few changes cannot touch them all.

*By a sketch*, Broder's (1997, "On the resemblance and containment of documents"): the hashes that 2^rate divides. Unlike
a simhash it tells how much of a text is *contained* in another, which is what a wall leaves of a copy, or a notice behind
it. It alone decides (:func:`likeness`).

:func:`index_values` gives the values under which an index holds a text: the bands of the simhash, and the least hashes of
its shingles and of those in its first hundred words. Two texts share a least hash the likelier the more they have in
common (the same paper's min-wise sampling), and a copy that is cut short keeps its beginning. Numbers here were set by
``make bench-syndication``; ``docs/reliability.md`` has its tables. Edited copies are mostly beyond the simhash's reach.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from typing import Final

SCHEME: Final = 1
"""Of all that follows here: signatures of different schemes cannot be compared."""
SHINGLE_WORDS: Final = 4
MINIMUM_WORDS: Final = 60
"""Texts with fewer are only ever the same when they are exactly the same."""
SIMHASH_WORDS: Final = 2
"""Of its shingles: short ones suffer less from a word that is replaced, and need not tell texts apart alone."""
SIMHASH_DISTANCE: Final = 3
SIMHASH_BANDS: Final = SIMHASH_DISTANCE + 1
LEAST_HASHES: Final = 4
LEAST_HASHES_OF_LEAD: Final = 2
LEAD_WORDS: Final = 100
SKETCH_SIZE: Final = 96
"""At most so many hashes of four bytes."""
MINIMUM_CONTAINMENT: Final = 0.7
"""Of the shingles of the shorter text, the share that the longer one must have for both to be the same text."""
MINIMUM_SAMPLE: Final = 8
"""So many hashes of the shorter text must be left to tell that share by: of two texts that have three tenths in common,
eight of the shorter one's shingles tell otherwise once in a hundred times (binomial), a single one every third time. It
bounds how much longer a text may be of which another is a part: six to twelve times."""
MAXIMUM_WORDS: Final = 50_000
"""That are compared, from the beginning; the exact hash is over all. Books have as many: a page that has more would cost
seconds and hundreds of megabytes, and can be made up by anybody."""

_BITS: Final = 64
_BAND_BITS: Final = _BITS // SIMHASH_BANDS
_HASH_BYTES: Final = 8
_SKETCH_MASK: Final = (1 << 32) - 1

# Soft hyphens, zero-width spaces and joiners, marks of direction: nobody sees them.
_INVISIBLE: Final = dict.fromkeys((0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, 0xFEFF))
# Vowel signs and accents are part of a word, though Python's \w lacks them: Hebrew, Arabic, Indic, and what NFKC leaves.
_MARKS: Final = "\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff"
# Scripts that do not part words: Thai, Lao, Burmese, Khmer, kana, Han (extensions and compatibility forms too).
_UNSPACED: Final = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_TOKEN: Final = re.compile(f"[{_UNSPACED}]|(?:[^\\W_{_UNSPACED}]|[{_MARKS}])+")
_ASCII_TOKEN: Final = re.compile("[a-z0-9]+")
_UNSPACED_TOKEN: Final = re.compile(f"[{_UNSPACED}]")
# A word of Chinese or Japanese has about two characters.
_CHARACTERS_OF_A_WORD: Final = 2

# For each byte the counts that its bits add, in eight lanes of 32 bits, so that one addition of integers counts eight bits.
_LANE_BITS: Final = 32
_LANES: Final = tuple(sum((byte >> bit & 1) << (_LANE_BITS * bit) for bit in range(8)) for byte in range(256))
_LANE: Final = (1 << _LANE_BITS) - 1


@dataclass(frozen=True, slots=True)
class TextSignature:
    """What is kept of a text to compare it. A short one has a ``text_hash`` alone."""

    text_hash: str
    """Hex of 128 bits; equal for texts of the same words."""
    simhash: int | None = None
    """64 bits."""
    least: tuple[int, ...] = ()
    """The least hashes of its shingles and of its first ones, 64 bits each."""
    sketch: frozenset[int] = frozenset()
    """The shingles' hashes that 2^rate divides, without the zeros at their end: 32 bits each."""
    rate: int = 0


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two texts are the same. Without a simhash (short texts) there is no distance but 0."""

    is_exact: bool
    distance: int
    """Bits in which the simhashes differ, 0 to 64."""
    containment: float
    """Estimated share of the shorter text's shingles that the other has: 0 to 1."""


def signature(text: str) -> TextSignature | None:
    """None for a text without any word: nothing is the same as nothing."""
    found, is_unspaced = tokens(text)
    if not found:
        return None
    scale = _CHARACTERS_OF_A_WORD if is_unspaced else 1
    text_hash = hashlib.blake2b(" ".join(found).encode("utf-8", "replace"), digest_size=16).hexdigest()
    if len(found) < MINIMUM_WORDS * scale:
        return TextSignature(text_hash)
    del found[MAXIMUM_WORDS * scale :]
    hashes = shingle_hashes(found, SHINGLE_WORDS * scale)
    of_lead = shingle_hashes(found[: LEAD_WORDS * scale], SHINGLE_WORDS * scale)
    least = dict.fromkeys((*nsmallest(LEAST_HASHES, hashes), *nsmallest(LEAST_HASHES_OF_LEAD, of_lead)))
    rate, sketch = sketch_of(hashes)
    simhash = simhash_of(shingle_hashes(found, SIMHASH_WORDS * scale))
    return TextSignature(text_hash, simhash, tuple(least), sketch, rate)


def index_values(of: TextSignature) -> tuple[str, ...]:
    """The values under which an index holds a text; two texts that share none are not compared.

    A short one stands under its exact hash alone. Longer copies of the same words share all values anyway.
    """
    if of.simhash is None:
        return (f"text#{of.text_hash}",)
    bands = [
        f"{band}#{of.simhash >> band * _BAND_BITS & (1 << _BAND_BITS) - 1:0{_BAND_BITS // 4}x}"
        for band in range(SIMHASH_BANDS)
    ]
    return (*bands, *(f"least#{each:016x}" for each in of.least))


def likeness(one: TextSignature, other: TextSignature) -> Likeness | None:
    """None where they are not the same text. It is symmetric, and depends on nothing else."""
    if one.text_hash == other.text_hash:
        return Likeness(is_exact=True, distance=0, containment=1.0)
    if one.simhash is None or other.simhash is None:
        return None
    containment = contained(one, other)
    if containment < MINIMUM_CONTAINMENT:
        return None
    return Likeness(is_exact=False, distance=hamming_distance(one.simhash, other.simhash), containment=containment)


def contained(one: TextSignature, other: TextSignature) -> float:
    """The estimated share of the shorter text's shingles that the longer one has, by the coarser of their sketches; 0
    where that holds too little of the shorter one to tell.
    """
    rate = max(one.rate, other.rate)
    first, second = _at_rate(one, rate), _at_rate(other, rate)
    smaller = min(len(first), len(second))
    return len(first & second) / smaller if smaller >= MINIMUM_SAMPLE else 0.0


def hamming_distance(one: int, other: int) -> int:
    return (one ^ other).bit_count()


def tokens(text: str) -> tuple[list[str], bool]:
    """The words of a text, case folded, without anything between them; and whether most of it is written without spaces.

    What is written without spaces comes character by character.

    >>> tokens("“Don’t panic” — 42!")
    (['don', 't', 'panic', '42'], False)
    """
    if text.isascii():
        return _ASCII_TOKEN.findall(text.lower()), False
    plain = unicodedata.normalize("NFKC", text).translate(_INVISIBLE).casefold()
    found = _TOKEN.findall(plain)
    unspaced = len(_UNSPACED_TOKEN.findall(plain))
    return found, unspaced * 2 > len(found)


def shingle_hashes(found: Sequence[str], width: int) -> set[int]:
    """Of every run of so many tokens: 64 bits each, the same on every machine."""
    width = min(width, len(found))
    packed = [token.encode("utf-8", "replace") for token in found]
    return {
        int.from_bytes(hashlib.blake2b(b" ".join(packed[i : i + width]), digest_size=_HASH_BYTES).digest())
        for i in range(len(packed) - width + 1)
    }


def simhash_of(hashes: Collection[int]) -> int:
    """A bit is 1 where most hashes have it."""
    joined = b"".join(each.to_bytes(_HASH_BYTES) for each in hashes)
    result = 0
    for place in range(_HASH_BYTES):
        counts = sum(map(_LANES.__getitem__, joined[place::_HASH_BYTES]))
        for bit in range(8):
            if 2 * (counts >> (_LANE_BITS * bit) & _LANE) > len(hashes):
                result |= 1 << (8 * (_HASH_BYTES - 1 - place) + bit)
    return result


def sketch_of(hashes: Collection[int]) -> tuple[int, frozenset[int]]:
    """The rate, the least that leaves no more than SKETCH_SIZE hashes, and the low 32 bits of them behind its zeros."""
    rate, kept = 0, list(hashes)
    while len(kept) > SKETCH_SIZE:
        rate += 1
        kept = [each for each in kept if not each & (1 << rate) - 1]
    return rate, frozenset(each >> rate & _SKETCH_MASK for each in kept)


def _at_rate(of: TextSignature, rate: int) -> frozenset[int]:
    """A sketch as it were at a rate that is no less than its own: bits above those kept differ with the rate, and go."""
    further = rate - of.rate
    mask = _SKETCH_MASK >> rate
    return frozenset(each >> further & mask for each in of.sketch if not each & (1 << further) - 1)
