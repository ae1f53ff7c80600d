"""What the judge knows of a page while structure has its say (:mod:`additions`, :mod:`corrections`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from presscut.article import Kind
from presscut.extraction.blocks import Block
from presscut.extraction.declared import Declared
from presscut.extraction.layout import Layout


@dataclass(frozen=True, slots=True)
class Situation:
    """``kept``: the indices of the blocks of text that are kept so far, in order."""

    every: Sequence[Block]
    kept: Sequence[int]
    layout: Layout
    declared: Declared
    kind: Kind
    probabilities: Mapping[int, float]
    """By index of a block of text: the model's, that it belongs to the main content."""
    credit_lines: frozenset[int]
    """Indices of short blocks beside an image or near the top that end in a credit."""
