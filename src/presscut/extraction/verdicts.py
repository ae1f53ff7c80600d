"""What a judge says of a page's blocks."""

from __future__ import annotations

from dataclasses import dataclass

from presscut.article import Kind
from presscut.extraction.blocks import Container


@dataclass(frozen=True, slots=True)
class Verdict:
    """``reason`` names the rule that decided, for the people who look at it."""

    keep: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """``verdicts`` and ``inherited_roles`` run parallel to the blocks."""

    verdicts: tuple[Verdict, ...]
    inherited_roles: tuple[int, ...]
    root: Container | None
    prose_share: float
    """Of the page's prose, the share that was kept: 0 to 1."""
    kind: Kind | None = None
    """What kind of page it is, where the judge knows kinds."""
    expected_f1: float | None = None
    """The F1 over words that the judge expects of its verdicts, 0 to 1."""

    @property
    def kept(self) -> tuple[bool, ...]:
        return tuple(verdict.keep for verdict in self.verdicts)
