"""JSON as pages break it → what can be understood of it.

For text that :mod:`json` refuses: comments, commas too many or missing, values missing, single quotes, quotation marks
within a string that nobody escaped, words without quotes, a beginning that is code, an end that was cut off. A quote
ends its string where what follows could follow a string; what is in doubt is left out, never guessed. One pass.
"""

from __future__ import annotations

import re
from typing import Any, Final

MAXIMUM_CHARACTERS: Final = 300_000
"""A longer script is data of an application, and reading it this way takes a millisecond for 3000 characters."""
MAXIMUM_LEVELS: Final = 40

_BLANK: Final = re.compile(r"(?:[\s;\ufeff]|/\*.*?(?:\*/|\Z)|//[^\n]*(?:\n|\Z)|<!--|-->)*", re.DOTALL)
_BLANK_AND_COMMAS: Final = re.compile(r"(?:[\s;,\ufeff]|/\*.*?(?:\*/|\Z)|//[^\n]*(?:\n|\Z)|<!--|-->)*", re.DOTALL)
_START: Final = re.compile(r"[{\[]")
_BARE: Final = re.compile(r"[^\s,:{}\[\]\"']+")
_NUMBER: Final = re.compile(r"-?\d{1,30}(?:\.\d{1,30})?(?:[eE][+-]?\d{1,2})?")
_IN_STRING: Final = {'"': re.compile(r'[^"\\]*'), "'": re.compile(r"[^'\\]*")}
_FOLLOWING: Final = re.compile(
    r"\s*(?:[:}\]]|\Z|/\*|,\s*(?:[\"'{\[}\],]|-?\d|true\b|false\b|null\b|//|/\*|\Z)|[\"'][\w@:.-]{1,60}[\"']\s*:)"
)
"""What may stand behind a string: the next part, the end, or, where a comma is missing, the next key."""
_ESCAPE: Final = re.compile(r"\\(u[0-9a-fA-F]{4}|.)", re.DOTALL)
_ESCAPED: Final = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
_WORDS: Final[dict[str, Any]] = {"true": True, "false": False}
_NOTHING: Final = object()


def read(text: str) -> list[Any]:
    """The objects and arrays in a text, in its order; empty where there are none, or it is too long."""
    values: list[Any] = []
    if len(text) > MAXIMUM_CHARACTERS:
        return values
    start = _START.search(text)
    while start is not None:
        value, at = _value(text, start.start(), MAXIMUM_LEVELS)
        if value is not _NOTHING and value:
            values.append(value)
        start = _START.search(text, at)
    return values


def _value(text: str, at: int, levels: int) -> tuple[Any, int]:
    """A value (or _NOTHING) that begins here, and where it ends: behind ``at``, but for what closes something else."""
    sign = text[at : at + 1]
    if not levels or not sign:
        return _NOTHING, len(text)
    if sign == "{":
        return _object(text, at + 1, levels - 1)
    if sign == "[":
        return _array(text, at + 1, levels - 1)
    if sign in _IN_STRING:
        return _string(text, at)
    if sign in "},]":
        return _NOTHING, at
    bare = _BARE.match(text, at)
    if bare is None:
        return _NOTHING, at + 1
    word = bare.group()
    if _NUMBER.fullmatch(word):
        return (float(word) if not word.lstrip("-").isdigit() else int(word)), bare.end()
    return _WORDS.get(word, _NOTHING), bare.end()


def _object(text: str, at: int, levels: int) -> tuple[dict[str, Any], int]:
    found: dict[str, Any] = {}
    while True:
        at = _end(_BLANK_AND_COMMAS, text, at)
        sign = text[at : at + 1]
        if sign in ("", "}"):
            return found, at + 1
        if sign == "]":
            return found, at
        if sign in _IN_STRING:
            key, at = _string(text, at)
        elif (bare := _BARE.match(text, at)) is not None:
            key, at = bare.group(), bare.end()
        else:
            key = _NOTHING
            at += 1 if sign == ":" else 0
        at = _end(_BLANK, text, at)
        if key is not _NOTHING and text[at : at + 1] != ":":
            continue
        if key is not _NOTHING:
            at = _end(_BLANK, text, at + 1)
        value, at = _value(text, at, levels)
        if key is not _NOTHING and value is not _NOTHING:
            found[key] = value


def _array(text: str, at: int, levels: int) -> tuple[list[Any], int]:
    found: list[Any] = []
    while True:
        at = _end(_BLANK_AND_COMMAS, text, at)
        sign = text[at : at + 1]
        if sign in ("", "]"):
            return found, at + 1
        if sign == "}":
            return found, at
        value, at = _value(text, at, levels)
        if value is not _NOTHING:
            found.append(value)


def _string(text: str, at: int) -> tuple[Any, int]:
    """What stands between this quote and the one that ends it; _NOTHING where the text ends before."""
    quote = text[at]
    inside = _IN_STRING[quote]
    start = at = at + 1
    while True:
        at = _end(inside, text, at)
        if at >= len(text):
            return _NOTHING, len(text)
        if text[at] == "\\":
            at += 2
        elif _FOLLOWING.match(text, at + 1):
            return _unescaped(text[start:at]), at + 1
        else:
            at += 1


def _unescaped(written: str) -> str:
    if "\\" not in written:
        return written
    text = _ESCAPE.sub(lambda match: _character(match[1]), written)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")  # both halves of a pair are one character


def _character(escape: str) -> str:
    return chr(int(escape[1:], 16)) if len(escape) == 5 else _ESCAPED.get(escape, escape)


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match is not None else at
