"""Which encoding bytes are in that declare none, or lie: by what text each candidate would make of them.

UTF-8 proves itself: other encodings hardly ever make a valid sequence by chance. UTF-16 shows in its NULs. A legacy
encoding is told by plausibility: every candidate decodes a sample, and each character outside ASCII earns or loses
points. A letter that its languages use often earns most, one that they never use costs, and so does a capital in the
middle of a word (koi8-r and windows-1251 hold each other's letters with the case swapped). Western windows-1252 is
what remains, as in the standard's default (HTML 13.2.3.2).
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Final

from presscut.extraction.vocabulary.encodings import CODECS, MULTI_BYTE

SAMPLE_BYTES: Final = 64 * 1024
"""Of the page from its first byte outside ASCII on: some thousand letters, enough for one language."""
LANGUAGE_BONUS: Final = 0.25
"""For a candidate whose language the page declares: decides between neighbours, never against the letters."""
MINIMUM_SCORE: Final = 0.15

_WESTERN = "éèàçêùîôïâëûäöüßñóíáúãõåæøœìòÉÈÀÇÊÎÔÄÖÜÑÓÍÁÚÃÕÅÆØŒ"
_CENTRAL = "ąęłóśżźćńĄĘŁÓŚŻŹĆŃáéíýěščřžůúťďňôľĺŕäÁÉÍÝĚŠČŘŽŮÚŤĎŇőűöüŐŰÖÜđĐăâîşţĂÂÎŞŢë"
_TURKISH = "ışğçöüâîûİŞĞÇÖÜ"
_BALTIC = "āčēģīķļņšūžąęėįųõäöüĀČĒĢĪĶĻŅŠŪŽĄĘĖĮŲÕÄÖÜ"
_ICELANDIC = "áéíóúýþæöðÁÉÍÓÚÝÞÆÖÐøåØÅ"
_CYRILLIC = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфёіїєґўјљњћђџъ"
_GREEK = "αοιετσνηυρπκμλςωδγθχφβξζψάέήίόύώϊϋΐΰ"
_HEBREW = "יוהלאמרתבשנםדפעקחגצכטסזךץןף"
_ARABIC = "اليمونرتبسدعفهكحقةجشصطخأإىذضئثغزءظؤآگچپژیک"
_THAI = "านรอกเงมยลวดทสตะปบคหแจพชขใไโผศัิีึืุูุ็่้์ำ"
_CHINESE = "的一是不了在人有我他中上大和地到以要就出可也你生能而子那得下自之年作日月"
_SIMPLIFIED = _CHINESE + "这个们来为国说时会对于着过发后里学经网关报"
_TRADITIONAL = _CHINESE + "這個們來為國說時會對於著過發後裡學經網關報"
_KANA = "".join(map(chr, range(0x3041, 0x30FD)))
_HANGUL = "이다는에의을를한가고하지로은도기사어자리시인나대서해일정수아있들그전"

_PUNCTUATION: Final = frozenset("\xa0«»‹›„“”‚‘’–—…•·©®™°€£§´¨¡¿、。，「」（）：！？　・ー《》；")


@dataclass(frozen=True, slots=True)
class _Candidate:
    encoding: str
    letters: frozenset[str]
    languages: frozenset[str]
    script_letters: tuple[int, int] | None = None
    """Code points that are at least the right script, for scripts with too many letters to list."""


def _candidate(encoding: str, letters: str, languages: str, script: tuple[int, int] | None = None) -> _Candidate:
    return _Candidate(encoding, frozenset(letters), frozenset(languages.split()), script)


_CANDIDATES: Final = (
    _candidate("windows-1252", _WESTERN, "de fr es pt it nl sv da no nb nn fi en ca eu gl ga"),
    _candidate("windows-1250", _CENTRAL, "pl cs sk hu ro hr sl bs sq"),
    _candidate("iso-8859-2", _CENTRAL, "pl cs sk hu ro hr sl bs sq"),
    _candidate("windows-1254", _TURKISH, "tr az"),
    _candidate("windows-1257", _BALTIC, "lv lt et"),
    _candidate("windows-1251", _CYRILLIC, "ru uk bg sr mk be kk"),
    _candidate("koi8-r", _CYRILLIC, "ru"),
    _candidate("koi8-u", _CYRILLIC, "uk"),
    _candidate("iso-8859-5", _CYRILLIC, "ru bg sr"),
    _candidate("ibm866", _CYRILLIC, "ru"),
    _candidate("x-mac-cyrillic", _CYRILLIC, "ru uk"),
    _candidate("windows-1253", _GREEK, "el"),
    _candidate("iso-8859-7", _GREEK, "el"),
    _candidate("windows-1255", _HEBREW, "he iw yi"),
    _candidate("windows-1256", _ARABIC, "ar fa ur"),
    _candidate("iso-8859-6", _ARABIC, "ar"),
    _candidate("windows-874", _THAI, "th"),
    _candidate("gbk", _SIMPLIFIED, "zh", (0x4E00, 0x9FFF)),
    _candidate("big5", _TRADITIONAL, "zh", (0x4E00, 0x9FFF)),
    _candidate("shift_jis", _KANA, "ja", (0x4E00, 0x9FFF)),
    _candidate("euc-jp", _KANA, "ja", (0x4E00, 0x9FFF)),
    _candidate("euc-kr", _HANGUL, "ko", (0xAC00, 0xD7A3)),
)
_ICELAND: Final = _candidate("windows-1252", _ICELANDIC, "is fo")

_LANGUAGE: Final = re.compile(rb"<html[^>]{0,500}?\slang\s*=\s*[\"']?([a-zA-Z]{2,3})", re.IGNORECASE)
_BEHIND_CONTENT: Final = re.compile(rb"<(script|style)\b.*?</\1|<[^>]*>", re.IGNORECASE | re.DOTALL)


def utf16_without_mark(data: bytes) -> str | None:
    """``utf-16le`` or ``utf-16be`` where every other byte of the markup at the top is NUL; else None."""
    head = data[: 1024 - 1024 % 2]
    if len(head) < 4 or b"\0" not in head:
        return None
    half = len(head) // 2
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 0.6 * half and even < 0.1 * half:
        return "utf-16le"
    if even > 0.6 * half and odd < 0.1 * half:
        return "utf-16be"
    return None


def legacy_encoding(data: bytes) -> str:
    """The most plausible encoding of bytes that are not Unicode: a name of the standard, never "utf-8"."""
    sample = _sample(data)
    match = _LANGUAGE.search(data[:4096])
    language = match.group(1).decode("ascii").lower() if match else ""
    candidates = (*_CANDIDATES, _ICELAND) if language in _ICELAND.languages else _CANDIDATES
    best, best_score = "windows-1252", MINIMUM_SCORE
    for candidate in candidates:
        score = _score(sample, candidate)
        if score is None:
            continue
        if language in candidate.languages:
            score += LANGUAGE_BONUS
        if score > best_score:
            best, best_score = candidate.encoding, score
    return best


def _sample(data: bytes) -> bytes:
    """Text outside markup around the first bytes outside ASCII."""
    first = re.search(rb"[\x80-\xff]", data)
    start = first.start() if first else 0
    start = max(data.rfind(b">", 0, start), 0)
    return _BEHIND_CONTENT.sub(b" ", data[start : start + 4 * SAMPLE_BYTES])[:SAMPLE_BYTES]


def _score(sample: bytes, candidate: _Candidate) -> float | None:
    """Mean points of the characters outside ASCII, -1 to 1; None where the bytes cannot be in this encoding."""
    codec = CODECS[candidate.encoding]
    if candidate.encoding in MULTI_BYTE:
        decoder = codecs.getincrementaldecoder(codec)("strict")
        try:
            text = decoder.decode(sample, final=False)
        except UnicodeDecodeError:
            return None
    else:
        text = sample.decode(codec, "replace")
    points = 0.0
    count = 0
    before = " "
    for character in text:
        if character >= "\x80":
            count += 1
            points += _points(character, before, candidate)
        before = character
    return points / count if count else None


def _points(character: str, before: str, candidate: _Candidate) -> float:
    if character in candidate.letters:
        return 1.0
    if character in _PUNCTUATION:
        return 0.4
    if character.isupper() and character.lower() in candidate.letters:
        return -0.5 if before.islower() else 0.6
    if candidate.script_letters and candidate.script_letters[0] <= ord(character) <= candidate.script_letters[1]:
        return 0.0 if candidate.encoding in ("gbk", "big5") else 0.2
    return -1.0
