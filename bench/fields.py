"""Whether the fields beside the body are right: headline, authors, day of publication."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bench.metrics import collapsed

_QUOTES: Final = str.maketrans(dict.fromkeys("“”„‟«»″＂", '"') | dict.fromkeys("‘’‚‛‹›′`´", "'"))
_SIGNS: Final = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-") | {"…": "..."} | dict.fromkeys("®™©"))
_SPACED: Final = re.compile(r"\s*(-+|:|/|\|)\s*")
_TRAILING: Final = re.compile(r"\s*\.{2,}$")


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
    """Equal as readers see it: words, their order and the other signs count.

    What does not, since style sheets, keyboards and those who mark decide it: letter case, whitespace also around dashes,
    colons and strokes, the shape of quotation marks, dashes and an ellipsis, an ellipsis at the end, soft hyphens and
    other characters without a width, character references, trade marks' signs, Unicode's compatible forms.
    """
    return found is not None and _headline(marked) == _headline(found)


def name_counts(marked: Sequence[str], found: Sequence[str]) -> NameCounts:
    """Case, whitespace, accents and what stands around a name do not count; the order of its parts does."""
    marked_names, found_names = {_name(name) for name in marked} - {""}, {_name(name) for name in found} - {""}
    return NameCounts(len(marked_names & found_names), len(found_names), len(marked_names))


def same_day(marked: date, found: str | None) -> bool:
    """Whether ``found`` begins with that day, as it was written, in whatever zone it was."""
    return found is not None and found.startswith(marked.isoformat())


def _headline(text: str) -> str:
    plain = unicodedata.normalize("NFKC", html.unescape(text).translate(_SIGNS)).translate(_QUOTES)
    plain = "".join(char for char in plain if unicodedata.category(char) != "Cf").casefold()
    return _TRAILING.sub("", collapsed(_SPACED.sub(lambda sign: sign[1][0], plain)))


def _name(text: str) -> str:
    plain = "".join(char for char in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(char))
    return collapsed(plain.translate(_QUOTES)).strip(" .,;:|-–—\"'")
