"""What the table must hold, from what happened to the bucket, in the true order. Knows nothing of how the store works.

Every document is gone through once, from its first happening to its last. What a version says is known by the labels that
its page was made of (:class:`~bench.storm.pages.Content`); nothing here extracts, hashes, or compares precedences.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from bench.storm.history import Happening, OperationKind, Version
from bench.storm.pages import Content
from presscut.errors import ReasonCode

Status = Literal["LIVE", "FAILED", "DELETED"]


@dataclass(frozen=True, slots=True)
class State:
    """What is true of a document at some time. Two are equal if they say the same to a reader."""

    status: Status
    content: Content | None = None
    """Of a live one."""
    reason: ReasonCode | None = None
    """Of a failed one."""
    version_id: str | None = field(default=None, compare=False)
    """Of the version that is current."""

    def __str__(self) -> str:
        return f"{self.status} {self.content or self.reason or ''}".rstrip()


GONE = State("DELETED")


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happened to a document, and what was true from then on."""

    sequence: str
    """As the table writes it."""
    kind: OperationKind
    version_id: str | None
    """Of what was made or destroyed."""
    state: State
    is_kept: bool
    """Whether the version that was made can still be read in the end."""
    at: float | None = None
    """Seconds since the storm began."""


@dataclass(frozen=True, slots=True)
class Expected:
    """Of one document; ``steps`` from the first to the last."""

    document_id: str
    key: str
    steps: tuple[Step, ...]

    @property
    def last(self) -> Step:
        return self.steps[-1]

    def erased_at(self, version_id: str | None) -> str:
        """The sequence at which somebody destroyed this version by hand; empty if nobody did."""
        return next(
            (step.sequence for step in self.steps if (step.kind, step.version_id) == ("destroy", version_id)), ""
        )

    def may_say(self, position: int) -> list[State]:
        """What may have been read when news of a step came: of a put its page, or that it was gone already.

        Where a version was destroyed, only the bucket itself can be asked what is current now, and that later: so any state
        that came after it is right.
        """
        step = self.steps[position]
        if step.kind in ("destroy", "expire"):
            return [later.state for later in self.steps[position:]]
        if step.is_kept:
            return [step.state]
        return [step.state, State("FAILED", reason="object_gone", version_id=step.version_id)]


def expected_documents(
    bucket: str,
    happenings: Mapping[str, Sequence[Happening]],
    keys_that_never_were: Iterable[str],
    their_sequencer: str,
) -> dict[str, Expected]:
    """By document id."""
    documents = [
        Expected(_document_id(bucket, key), key, tuple(_step(happening) for happening in of_key))
        for key, of_key in happenings.items()
    ]
    never_was = Step(_sequence(their_sequencer), "put", None, State("FAILED", reason="object_gone"), is_kept=True)
    documents += [Expected(_document_id(bucket, key), key, (never_was,)) for key in keys_that_never_were]
    return {document.document_id: document for document in documents}


def _step(happening: Happening) -> Step:
    return Step(
        _sequence(happening.sequencer),
        happening.kind,
        happening.version.version_id,
        _state(happening.current),
        is_kept=not happening.version.is_destroyed,
        at=happening.at,
    )


def _state(current: Version | None) -> State:
    if current is None or current.content is None:
        return GONE
    if reason := current.content.reason:
        return State("FAILED", reason=reason, version_id=current.version_id)
    return State("LIVE", current.content, version_id=current.version_id)


def _document_id(bucket: str, key: str) -> str:
    return hashlib.sha256(bucket.encode() + b"\0" + key.encode()).hexdigest()


def _sequence(sequencer: str) -> str:
    return (sequencer.upper() + "0" * 32)[:32]
