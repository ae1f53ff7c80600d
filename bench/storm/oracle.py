"""What the table must hold, from what happened to the bucket, in the true order. Knows nothing of how the store works.

Every document is gone through once, from its first happening to its last. What a version says is known by the content that
it was made of, and its article is what the engine makes of its bytes; nothing here compares sequences, precedences or hashes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from bench.storm.history import Happening, OperationKind, Version
from bench.storm.pages import Content
from bench.storm.sandboxes import remembered_extract
from presscut import Article
from presscut.errors import ReasonCode
from presscut.extraction.limits import Limits
from presscut.service.settings import DEFAULT_MAX_HTML_BYTES

Status = Literal["LIVE", "FAILED", "DELETED"]

_LIMITS = Limits(max_bytes=DEFAULT_MAX_HTML_BYTES)


@dataclass(frozen=True, slots=True)
class State:
    """What is true of a document at some time."""

    status: Status
    version: Version | None = None
    """The one that is current, if it is a page."""
    reason: ReasonCode | None = None

    @property
    def content(self) -> Content | None:
        return self.version.content if self.version else None

    def article(self) -> Article | None:
        """What the engine makes of the version's bytes; None where it makes none."""
        if self.status != "LIVE" or self.version is None:
            return None
        return remembered_extract(
            self.version.body, url=None, encoding=None, fetched_at=self.version.fetched_at, limits=_LIMITS
        )


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


@dataclass(frozen=True, slots=True)
class Expected:
    """Of one document; ``steps`` from the first to the last."""

    document_id: str
    key: str
    steps: tuple[Step, ...]

    @property
    def last(self) -> Step:
        return self.steps[-1]


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
    )


def _state(current: Version | None) -> State:
    if current is None or current.content is None:
        return State("DELETED")
    if reason := current.content.reason:
        return State("FAILED", current, reason)
    return State("LIVE", current)


def _document_id(bucket: str, key: str) -> str:
    return hashlib.sha256(bucket.encode() + b"\0" + key.encode()).hexdigest()


def _sequence(sequencer: str) -> str:
    return (sequencer.upper() + "0" * 32)[:32]
