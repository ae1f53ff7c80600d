"""A page's blocks and the text that people marked → how much of each block is marked.

Annotators mark text, not elements, so the two are aligned: the longest common subsequence of their words says which
words of the page are the marked ones. Order decides between a paragraph and the teaser that repeats it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain
from typing import Final

from rapidfuzz.distance import LCSseq

# Each sign of a script without spaces stands for itself.
_WORD: Final = re.compile(
    r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+"
)


def words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def marked_shares(texts: Sequence[str], gold: str) -> list[float]:
    """For each text, in the page's order: the share of its words that ``gold`` marks, 0 to 1."""
    words_of = [words(text) for text in texts]
    numbers: dict[str, int] = {}
    page = [numbers.setdefault(word, len(numbers)) for word in chain.from_iterable(words_of)]
    marked = [numbers.setdefault(word, len(numbers)) for word in words(gold)]
    owners = [i for i, own in enumerate(words_of) for _ in own]
    found = [0] * len(texts)
    for operation in LCSseq.opcodes(page, marked):
        if operation.tag == "equal":
            for position in range(operation.src_start, operation.src_end):
                found[owners[position]] += 1
    return [count / len(own) if own else 0.0 for count, own in zip(found, words_of, strict=True)]


def snippet_labels(texts: Sequence[str], wanted: Sequence[str], unwanted: Sequence[str]) -> list[float | None]:
    """Where only snippets were marked: 1.0 for a text with a wanted one, 0.0 with an unwanted one, else unknown."""
    return [
        1.0
        if any(snippet in text for snippet in wanted)
        else 0.0
        if any(snippet in text for snippet in unwanted)
        else None
        for text in texts
    ]
