"""What a change of a document's truth means to others. Pure: a record of the stream in, an event or nothing out.

A document is in one of these states, and an event is sent when it goes from one to another:

=======================  ==========================================================================================
state                    told apart by
=======================  ==========================================================================================
live                     ``content_hash``. Rows of an earlier layout have none: then by what they list
                         (:data:`_CONTENT_OF_EARLIER_LAYOUT`), and rather one event too many than one too few
failed                   ``reason``
gone                     nothing: a tombstone, no row yet and no row any more are the same to a reader. So no event
                         tells of a tombstone that its time to live removes, nor of a deletion that came first
=======================  ==========================================================================================

A document that failed and is then deleted is told as deleted though there was no article last: one that cares for no
failures still holds the article from before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from pydantic import ValidationError

from presscut.article_event import ArticleEvent, EventStatus
from presscut.service.stream_records import Image, StreamRecord, UnreadableRecordError
from presscut.storage.rows import latest_key

# The fingerprint covers headline and text; the others are what else of the content a listing has always shown.
_CONTENT_OF_EARLIER_LAYOUT: Final = ("fingerprint", "kind", "date_published", "language", "paywall_state")

# Lambda's filter lets nothing else through; who reads the stream by hand and calls the function has no filter.
_TRUTH: Final = latest_key("")["sk"]

# A row that is removed by hand has no newer version. What follows a precedence sorts behind it, and before all newer.
_REMOVED: Final = "#removed"


@dataclass(frozen=True, slots=True)
class _State:
    status: Literal["LIVE", "FAILED"]
    content_hash: str | None = None
    listed: tuple[Any, ...] = ()
    reason: str | None = None


_UNKNOWN: Final = _State("FAILED", reason="")
"""No reason is empty: it is the same as no other state."""


def event_of(record: StreamRecord) -> ArticleEvent | None:
    """None for a change of any row but ``LATEST``, or of one that changed nothing for a reader.

    Raises UnreadableRecordError for what the row is now. What it was before, if that is unreadable, is another state.
    """
    if record.key.get("sk") != _TRUTH:
        return None
    before, after = _state_before(record.before), _state(record.after)
    if _same(before, after):
        return None
    newest = record.after if record.after is not None else record.before
    assert newest is not None  # else both states were "gone", and the same
    status: EventStatus = after.status if after is not None else "DELETED"
    # Only a live row says of which kind it is and where; its successors do not.
    described: Mapping[str, Any] = newest if status == "LIVE" else (record.before or {})
    precedence = _text(newest, "precedence")
    try:
        return ArticleEvent(
            id=_text(newest, "document_id"),
            url=described.get("url"),
            kind=described.get("kind"),
            status=status,
            reason=after.reason if after else None,
            sequence=_text(newest, "source_seq"),
            precedence=precedence if record.after is not None else precedence + _REMOVED,
            change_id=record.event_id,
        )
    except ValidationError as error:
        raise UnreadableRecordError(f"The row makes no event: {error}") from error


def _state_before(image: Image | None) -> _State | None:
    try:
        return _state(image)
    except UnreadableRecordError:
        return _UNKNOWN


def _state(image: Image | None) -> _State | None:
    """None: gone."""
    if image is None:
        return None
    match _text(image, "status"):
        case "LIVE":
            return _State(
                "LIVE",
                content_hash=image.get("content_hash"),
                listed=tuple(image.get(name) for name in _CONTENT_OF_EARLIER_LAYOUT),
            )
        case "FAILED":
            return _State("FAILED", reason=_text(image, "reason"))
        case "DELETED":
            return None
        case other:
            raise UnreadableRecordError(f"No row has the status {other!r}.")


def _same(before: _State | None, after: _State | None) -> bool:
    if before is None or after is None or before.status != after.status:
        return before is after
    if before.content_hash and after.content_hash:
        return before.content_hash == after.content_hash
    return (before.listed, before.reason) == (after.listed, after.reason)


def _text(image: Mapping[str, Any], name: str) -> str:
    value = image.get(name)
    if not isinstance(value, str):
        raise UnreadableRecordError(f"The row has no {name} that is a text.")
    return value
