"""Whether the fields beside the body are right: headline, authors, day of publication."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bench.metrics import collapsed

_QUOTES: Final = str.maketrans(dict.fromkeys("“”„‟«»″＂", '"') | dict.fromkeys("‘’‚‛‹›′`´", "'"))


@dataclass(frozen=True, slots=True)
class NameCounts:
    """Names found and marked, found, marked."""

    both: int = 0
    found: int = 0
    marked: int = 0

    def __add__(self, other: NameCounts) -> NameCounts:
        return NameCounts(self.both + other.both, self.found + other.found, self.marked + other.marked)

    @property
    def f1(self) -> float:
        return 2 * self.both / (self.found + self.marked) if self.found + self.marked else 0.0


def same_headline(marked: str, found: str | None) -> bool:
    """Equal but for whitespace, the shape of quotation marks and Unicode's compatible forms. Case counts."""
    return found is not None and _headline(marked) == _headline(found)


def name_counts(marked: Sequence[str], found: Sequence[str]) -> NameCounts:
    """Case, whitespace, accents and what stands around a name do not count; the order of its parts does."""
    marked_names, found_names = {_name(name) for name in marked} - {""}, {_name(name) for name in found} - {""}
    return NameCounts(len(marked_names & found_names), len(found_names), len(marked_names))


def same_day(marked: date, found: str | None) -> bool:
    """Whether ``found`` begins with that day, as it was written, in whatever zone it was."""
    return found is not None and found.startswith(marked.isoformat())


def _headline(text: str) -> str:
    return collapsed(unicodedata.normalize("NFKC", text).translate(_QUOTES))


def _name(text: str) -> str:
    plain = "".join(char for char in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(char))
    return collapsed(plain.translate(_QUOTES)).strip(" .,;:|-–—\"'")
