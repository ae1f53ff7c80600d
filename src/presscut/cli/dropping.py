"""Files into the inbox, many at once, and what became of each.

A drop is known by the version id that S3 gives it. It is read when the truth about its key is of that version, or of a
later one: then nothing more will be told of it.
"""

from __future__ import annotations

import gzip
import io
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ALL_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final, Literal

from presscut.storage.aws_errors import translated_errors
from presscut.storage.headers import address_for_metadata
from presscut.storage.ports import ArticleStore, StorageError, TransientStorageError
from presscut.storage.records import Deleted, Failed, Live, Revision, document_id

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

Status = Literal["LIVE", "FAILED", "DELETED", "SENT", "PENDING", "ERROR"]
"""The store's own, or: sent and not waited for; sent and nothing known of it yet; not sent, or not to be looked after."""

_GZIP: Final = b"\x1f\x8b"
_FIRST_PAUSE: Final = 0.25
_LONGEST_PAUSE: Final = 3.0
_PAUSE_GROWS_BY: Final = 1.4


@dataclass(frozen=True, slots=True)
class Drop:
    """A page to be dropped. ``source`` is a file, or the bytes themselves where they came through standard input."""

    source: Path | bytes
    key: str
    content_type: str
    url: str | None = None
    fetched_at: datetime | None = None
    compress: bool = False

    @property
    def name(self) -> str:
        return str(self.source) if isinstance(self.source, Path) else "-"


@dataclass(frozen=True, slots=True)
class Result:
    drop: Drop
    document_id: str
    status: Status
    version_id: str | None = None
    headline: str | None = None
    reason: str | None = None
    """A reason code, where the status is FAILED."""
    message: str | None = None
    is_superseded: bool = False
    """Whether what is told is of a later version of the same key, which has come in the meantime."""


@dataclass(frozen=True, slots=True)
class _Sent:
    drop: Drop
    document_id: str
    version_id: str
    at: datetime
    """By S3's clock, at the end of the request: the object's own time is not later."""
    wait_until: float


def pause(seconds: float) -> None:
    time.sleep(seconds)


@dataclass(frozen=True, slots=True)
class Dropping:
    """``timeout``: seconds that each drop is waited for after it was sent; None waits for none. ``concurrency``: requests
    under way at once, of sending and of looking each.
    """

    s3: S3Client
    bucket: str
    store: ArticleStore
    timeout: float | None
    concurrency: int

    def results(self, drops: Sequence[Drop]) -> Iterator[Result]:
        """One of each drop, as they come. Raises nothing: what goes wrong is the result of that drop."""
        with ThreadPoolExecutor(self.concurrency) as senders, ThreadPoolExecutor(self.concurrency) as lookers:
            try:
                yield from self._results([senders.submit(self._send, drop) for drop in drops], lookers)
            finally:
                # Whoever leaves early (an interrupt) sends no more than what is on its way.
                senders.shutdown(wait=False, cancel_futures=True)
                lookers.shutdown(wait=False, cancel_futures=True)

    def _results(self, sending: list[Future[_Sent | Result]], lookers: ThreadPoolExecutor) -> Iterator[Result]:
        waiting: list[_Sent] = []
        length = _FIRST_PAUSE
        while sending or waiting:
            if waiting:
                pause(length)
                length = min(length * _PAUSE_GROWS_BY, _LONGEST_PAUSE)
            wait(sending, timeout=0 if waiting else _FIRST_PAUSE, return_when=ALL_COMPLETED)
            for future in [future for future in sending if future.done()]:
                sending.remove(future)
                sent = future.result()
                if isinstance(sent, Result):
                    yield sent
                else:
                    waiting.append(sent)
                    length = _FIRST_PAUSE
            still: list[_Sent] = []
            for sent, result in zip(waiting, lookers.map(self._look, waiting), strict=True):
                if result is None:
                    still.append(sent)
                else:
                    yield result
            waiting = still

    # --- sending -----------------------------------------------------------------------------------------------

    def _send(self, drop: Drop) -> _Sent | Result:
        identifier = document_id(self.bucket, drop.key)
        try:
            with _opened(drop) as body, translated_errors(f"writing s3://{self.bucket}/{drop.key}"):
                answer = self.s3.put_object(Bucket=self.bucket, Key=drop.key, Body=body, **_headers(drop, body))
        except OSError as error:
            return Result(drop, identifier, "ERROR", message=error.strerror or str(error))
        except StorageError as error:
            return Result(drop, identifier, "ERROR", message=_told(error))
        version_id = answer.get("VersionId")
        if self.timeout is None:
            return Result(drop, identifier, "SENT", version_id)
        if version_id is None:
            message = (
                f"sent, but {self.bucket} keeps no versions, so what became of this very page cannot be told: it is no "
                "inbox of template.yaml, or somebody has changed it. Use --no-wait."
            )
            return Result(drop, identifier, "ERROR", message=message)
        written = answer["ResponseMetadata"]["HTTPHeaders"].get("date")
        at = parsedate_to_datetime(written) if written else datetime.now(UTC)
        return _Sent(drop, identifier, version_id, at, time.monotonic() + self.timeout)

    # --- looking -----------------------------------------------------------------------------------------------

    def _look(self, sent: _Sent) -> Result | None:
        """None as long as there is nothing to tell."""
        is_last_look = time.monotonic() >= sent.wait_until
        waited = Result(sent.drop, sent.document_id, "PENDING", sent.version_id)
        try:
            truth = self.store.get(sent.document_id)
            if truth is not None and self._is_of_or_after(truth, sent):
                return _of(truth, waited)
        except TransientStorageError as error:
            return replace(waited, message=_told(error)) if is_last_look else None
        except StorageError as error:
            return replace(waited, status="ERROR", message=f"sent, but {_told(error)}")
        return waited if is_last_look else None

    def _is_of_or_after(self, truth: Revision, sent: _Sent) -> bool:
        origin = truth.origin
        if origin.version_id == sent.version_id or origin.arrived_at > sent.at:
            return True
        # S3's times have seconds alone. Within the same one, the history knows whether this version came before.
        if origin.arrived_at < sent.at.replace(microsecond=0):
            return False
        return any(one.version_id == sent.version_id for one in self.store.revisions(sent.document_id).revisions)


def _opened(drop: Drop) -> IO[bytes]:
    if isinstance(drop.source, bytes):
        body: IO[bytes] = io.BytesIO(drop.source)
    else:
        body = drop.source.open("rb")
    if drop.compress and not _is_gzip(body):
        with body:
            return io.BytesIO(gzip.compress(body.read(), mtime=0))
    return body


def _is_gzip(body: IO[bytes]) -> bool:
    beginning = body.read(len(_GZIP))
    body.seek(0)
    return beginning == _GZIP


def _headers(drop: Drop, body: IO[bytes]) -> Any:
    headers: dict[str, Any] = {"ContentType": drop.content_type}
    metadata = {}
    if drop.url is not None:
        metadata["url"] = address_for_metadata(drop.url)
    if drop.fetched_at is not None:
        metadata["fetched-at"] = drop.fetched_at.isoformat()
    if metadata:
        headers["Metadata"] = metadata
    if _is_gzip(body):
        headers["ContentEncoding"] = "gzip"
    return headers


def _of(truth: Revision, waited: Result) -> Result:
    result = replace(waited, is_superseded=truth.origin.version_id != waited.version_id)
    match truth:
        case Live():
            return replace(result, status="LIVE", headline=truth.article.headline)
        case Failed():
            return replace(result, status="FAILED", reason=truth.reason, message=truth.message)
        case Deleted():
            return replace(result, status="DELETED", message="it was deleted again")


def _told(error: StorageError) -> str:
    from presscut.cli.aws_sentences import sentence_of

    return sentence_of(error)
