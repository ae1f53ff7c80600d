"""What happens to the keys of the inbox, in the true order, and the news that S3 would send of it.

The bucket is a real versioned one (moto's), so that a version is read by its id, is gone once it was destroyed, and a
delete marker hides the versions below it.
"""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, Literal
from urllib.parse import quote_plus

from bench.storm.clock import EPOCH, moment_of
from bench.storm.pages import Content, Kind, content_encoding, page

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

OperationKind = Literal["put", "mark", "destroy", "expire"]
"""A new version; a delete marker; one version (or marker) destroyed by somebody; one destroyed by a lifecycle rule."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One change to one key. ``delays``: seconds until each copy of its news reaches the queue; at least one."""

    at: float
    """Seconds since the storm began."""
    key: str
    kind: OperationKind
    content: Content | None = None
    target: int = 0
    """Which of the versions that are left is destroyed, counted from the newest; "expire" never takes the newest."""
    delays: tuple[float, ...] = (0.0,)
    is_classic: bool = False
    """Whether its news comes as S3's classic notification, not as EventBridge's event."""


@dataclass(slots=True)
class Version:
    version_id: str
    content: Content | None
    """None for a delete marker."""
    body: bytes = b""
    fetched_at: datetime = EPOCH
    is_destroyed: bool = False


@dataclass(frozen=True, slots=True)
class Happening:
    """An operation that took effect."""

    kind: OperationKind
    sequencer: str
    version: Version
    """The one that it made or destroyed."""
    current: Version | None
    """The newest version that was left after it."""
    at: float


@dataclass
class Inbox:
    """The bucket and the truth about it."""

    s3: S3Client
    bucket: str
    versions: dict[str, list[Version]] = field(default_factory=lambda: defaultdict(list))
    """Of each key, from the oldest to the newest, the destroyed ones too."""
    happenings: dict[str, list[Happening]] = field(default_factory=lambda: defaultdict(list))

    def apply(self, operation: Operation) -> str | None:
        """Do it; the body of the message that tells of it, or None where there was nothing to delete."""
        match operation.kind:
            case "put":
                version = self._put(operation)
            case "mark":
                # S3 would put a marker there all the same; moto does nothing.
                if next(self._left(operation.key), None) is None:
                    return None
                version = self._mark(operation.key)
            case _:
                found = self._doomed(operation)
                if found is None:
                    return None
                version = found
                version.is_destroyed = True
                self.s3.delete_object(Bucket=self.bucket, Key=operation.key, VersionId=version.version_id)
        happening = Happening(
            operation.kind,
            self._next_sequencer(operation.key),
            version,
            next(self._left(operation.key), None),
            operation.at,
        )
        self.happenings[operation.key].append(happening)
        return json.dumps(_message(self.bucket, operation, happening), ensure_ascii=False)

    def _put(self, operation: Operation) -> Version:
        assert operation.content is not None
        number = len(self.versions[operation.key])
        body = page(operation.content, number)
        fetched_at = EPOCH + timedelta(hours=number)
        options: dict[str, Any] = {"Metadata": {"fetched-at": fetched_at.isoformat()}, "ContentType": "text/html"}
        if encoding := content_encoding(operation.content):
            options["ContentEncoding"] = encoding
        answer = self.s3.put_object(Bucket=self.bucket, Key=operation.key, Body=body, **options)
        version = Version(answer["VersionId"], operation.content, body, fetched_at)
        self.versions[operation.key].append(version)
        return version

    def _mark(self, key: str) -> Version:
        version = Version(self.s3.delete_object(Bucket=self.bucket, Key=key)["VersionId"], None)
        self.versions[key].append(version)
        return version

    def _left(self, key: str) -> Iterator[Version]:
        """From the newest on."""
        return (version for version in reversed(self.versions[key]) if not version.is_destroyed)

    def _doomed(self, operation: Operation) -> Version | None:
        left = list(self._left(operation.key))[operation.kind == "expire" :]
        return left[operation.target % len(left)] if left else None

    def _next_sequencer(self, key: str) -> str:
        """As S3's: hex digits of varying number and case that grow when the shorter is padded with zeros on the right."""
        before = self.happenings[key]
        number = len(before)
        digits = random.Random(f"{key} {number}")
        base = f"{0x0062F1C4D5 * 16**6 + (number + 1) * 0x35F:016X}"
        tail = "".join(digits.choice("0123456789ABCDEF") for _ in range(digits.choice((0, 0, 2, 3, 6)))).rstrip("0")
        text = base.rstrip("0") if not tail else base + tail
        return text.lower() if digits.random() < 0.2 else text


# --- news ---------------------------------------------------------------------------------------------------------


def _message(bucket: str, operation: Operation, happening: Happening) -> dict[str, Any]:
    time = moment_of(operation.at).isoformat().replace("+00:00", "Z")
    if operation.is_classic:
        return _classic_notification(bucket, operation, happening, time)
    described: dict[str, Any] = {
        "key": operation.key,
        "version-id": happening.version.version_id,
        "sequencer": happening.sequencer,
    }
    detail: dict[str, Any] = {"version": "0", "bucket": {"name": bucket}, "object": described}
    if operation.kind == "put":
        detail |= {"reason": "PutObject"}
        described["size"] = len(happening.version.body)
    else:
        detail |= {
            "reason": "Lifecycle Expiration" if operation.kind == "expire" else "DeleteObject",
            "deletion-type": "Delete Marker Created" if operation.kind == "mark" else "Permanently Deleted",
        }
    return {
        "version": "0",
        "source": "aws.s3",
        "detail-type": "Object Created" if operation.kind == "put" else "Object Deleted",
        "time": time,
        "detail": detail,
    }


_EVENT_NAMES: Final[Mapping[OperationKind, str]] = {
    "put": "ObjectCreated:Put",
    "mark": "ObjectRemoved:DeleteMarkerCreated",
    "destroy": "ObjectRemoved:Delete",
    "expire": "LifecycleExpiration:Delete",
}


def _classic_notification(bucket: str, operation: Operation, happening: Happening, time: str) -> dict[str, Any]:
    described = {
        "key": quote_plus(operation.key, safe="/"),
        "versionId": happening.version.version_id,
        "sequencer": happening.sequencer,
    }
    record = {
        "eventSource": "aws:s3",
        "eventName": _EVENT_NAMES[operation.kind],
        "eventTime": time,
        "s3": {"bucket": {"name": bucket}, "object": described},
    }
    return {"Records": [record]}


# --- made up ------------------------------------------------------------------------------------------------------

_DUPLICATED: Final = 0.3
_CHANGES: Final[Mapping[str, int]] = {
    "changed": 40,
    "unchanged": 20,
    "broken": 9,
    "mark": 15,
    "destroy": 10,
    "expire": 6,
}


def made_up(seed: int, keys: int, events: int, *, large: float = 0.05, per_second: float = 20.0) -> list[Operation]:
    """``events`` operations over ``keys`` keys, in the order in which they happen. ``large``: share of large pages.

    Three of ten are told of more than once, some of them very late: a deletion may be heard of before what it deletes.
    """
    draws = random.Random(seed)
    names = [f"news/{number % 7}/a+b c%25é {number}.html" for number in range(keys)]
    said: dict[str, Content] = {}
    operations = []
    lasts = events / per_second
    for number in range(events):
        # The first round gives every key something; from then on some keys change far more often than others.
        key = names[number] if number < keys else names[int(keys * draws.random() ** 2)]
        kind, content = _change(draws, said.get(key), large)
        if content is not None:
            said[key] = content
        operations.append(
            Operation(
                at=number / per_second,
                key=key,
                kind=kind,
                content=content,
                target=draws.choice((0, 0, 1, 2)),
                delays=tuple(_delay(draws, lasts) for _ in range(_copies(draws))),
                is_classic=draws.random() < 0.15,
            )
        )
    return operations


def _change(draws: random.Random, said: Content | None, large: float) -> tuple[OperationKind, Content | None]:
    if said is None:
        return "put", _new_content(draws, None, large)
    change = draws.choices(list(_CHANGES), list(_CHANGES.values()))[0]
    match change:
        case "changed":
            return "put", _new_content(draws, said, large)
        case "unchanged":
            return "put", said
        case "broken":
            return "put", Content(draws.choice(("pdf", "empty", "deep", "corrupt")))
        case "mark":
            return "mark", None
        case "destroy":
            return "destroy", None
    return "expire", None


def _new_content(draws: random.Random, said: Content | None, large: float) -> Content:
    """Of few headlines, texts and dates, so that an article also comes back to what it said before; mostly a change of one
    of the three.
    """
    if said is None or not said.is_article or draws.random() < 0.3:
        kind: Kind = "large" if draws.random() < large else "small"
        return Content(kind, draws.randrange(9), draws.randrange(4 if kind == "large" else 20), draws.randrange(5))
    match draws.choice(("headline", "body", "date")):
        case "headline":
            return replace(said, headline=(said.headline + draws.randrange(1, 9)) % 9)
        case "body":
            return replace(said, body=(said.body + draws.randrange(1, 4)) % 4)
    return replace(said, date=(said.date + draws.randrange(1, 5)) % 5)


def _copies(draws: random.Random) -> int:
    copies = 1
    while draws.random() < _DUPLICATED and copies < 5:
        copies += 1
    return copies


def _delay(draws: random.Random, lasts: float) -> float:
    """Mostly a second, often a minute, sometimes anything up to the length of the storm and beyond."""
    kind = draws.random()
    if kind < 0.65:
        return draws.expovariate(1.0)
    return draws.uniform(0, 60) if kind < 0.9 else draws.uniform(0, lasts + 600)


def shares(operations: Sequence[Operation]) -> dict[str, int]:
    """How many of each kind, for the report."""
    counts: dict[str, int] = defaultdict(int)
    for operation in operations:
        counts[operation.kind] += 1
    return dict(counts)
