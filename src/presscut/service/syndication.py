"""The syndication function: changes of the table's truth in, links between documents of the same text out.

It follows the table's stream, off the way of ingest, where hashing a text and a dozen writes would make every page wait.
A record says only which document to settle; :mod:`presscut.storage.syndication` does it by what the table says by then.
So records that come twice, late or in another order do no harm, and several of one document are done with once.

The answer names the first record that is not done with, from which Lambda begins again. What can never be settled is
put aside with its reason, so that it does not block its shard.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit

from presscut.service.event_bus import DeadLetters
from presscut.service.settings import Settings, SyndicationSettings
from presscut.service.stream_records import Image, StreamRecord, answer, records_in
from presscut.storage.ports import StorageError, StorageRefusedError, TransientStorageError
from presscut.storage.same_text_rows import is_compared
from presscut.storage.syndication import SameTexts

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

logger = Logger()
metrics = Metrics()


@dataclass(slots=True)
class Settling:
    """What became of a batch."""

    settled: int = 0
    links: int = 0
    put_aside: list[tuple[StreamRecord, str]] = field(default_factory=list)
    """With the reason."""
    begin_again_at: StreamRecord | None = None
    trouble: str | None = None


@dataclass(frozen=True, slots=True)
class Syndication:
    texts: SameTexts
    dead_letters: DeadLetters

    def settle(self, records: Sequence[StreamRecord]) -> Settling:
        """Of one batch, in the order of its shard. What fails for now is told, not raised."""
        done = Settling()
        settled: set[str] = set()
        for record in records:
            try:
                self._settle(record, settled, done)
            except StorageError as error:
                done.begin_again_at, done.trouble = record, str(error)
                break
        return done

    def _settle(self, record: StreamRecord, settled: set[str], done: Settling) -> None:
        """Raises a StorageError where trying again may help."""
        try:
            document_id = document_to_settle(record)
            if document_id is None or document_id in settled:
                return
            done.links += self.texts.settle(document_id).links
            settled.add(document_id)
            done.settled += 1
        except (TransientStorageError, StorageRefusedError):
            raise
        except Exception as error:  # noqa: BLE001 - a record that finds a defect of ours must not block its shard either
            self.dead_letters.put_aside(record.raw, repr(error))
            done.put_aside.append((record, repr(error)))


def document_to_settle(record: StreamRecord) -> str | None:
    """The id of a document whose text, or what others show of it, may have changed. Raises UnreadableRecordError.

    An article that was written anew without a change is passed over: whoever was told of it before is done with it.
    """
    pk = record.key.get("pk")
    if record.key.get("sk") != "LATEST" or not isinstance(pk, str):
        return None
    before, after = _shown(record.before), _shown(record.after)
    if before == after and (before is None or before[0] is not None):
        return None
    return pk.removeprefix("DOC#")


def _shown(image: Image | None) -> tuple[Any, ...] | None:
    """What an article's links depend on, its content hash first; None of what is none. Early rows have no such hash."""
    if image is None or not is_compared(image):
        return None
    return image.get("content_hash"), image.get("url")


@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Takes the events of a DynamoDB stream; answers ``{"batchItemFailures": […]}``. Raises InvalidEventError."""
    del context
    syndication = syndication_of(
        Settings.from_environment(os.environ), SyndicationSettings.from_environment(os.environ)
    )
    done = syndication.settle(records_in(event))
    _tell(done)
    return answer(done.begin_again_at)


@lru_cache(maxsize=1)
def syndication_of(settings: Settings, own: SyndicationSettings) -> Syndication:
    """Over AWS. Clients are made once and live as long as the function's sandbox."""
    import boto3

    from presscut.service.event_bus import SqsDeadLetters
    from presscut.storage.claim_check import ClaimCheck
    from presscut.storage.client_config import impatient
    from presscut.storage.table import Table

    claim_check = ClaimCheck(boto3.client("s3", config=impatient()), settings.articles_bucket_name)
    table = Table(boto3.client("dynamodb", config=impatient()), settings.table_name)
    return Syndication(
        texts=SameTexts(table, claim_check.read),
        dead_letters=SqsDeadLetters(boto3.client("sqs", config=impatient()), own.dead_letter_queue_url),
    )


# --- what operators see ------------------------------------------------------------------------------------------


def _tell(done: Settling) -> None:
    counts = {
        "TextsSettled": done.settled,
        "SameTextLinks": done.links,
        "RecordsPutAside": len(done.put_aside),
        "RecordsReturned": 1 if done.begin_again_at else 0,
    }
    for name, count in counts.items():
        if count:
            metrics.add_metric(name=name, unit=MetricUnit.Count, value=count)
    for record, reason in done.put_aside:
        logger.error("A document could not be settled and was put aside", event_id=record.event_id, reason=reason)
    if done.begin_again_at is not None:
        logger.error(
            "The stream is read again from a record on",
            event_id=done.begin_again_at.event_id,
            sequence_number=done.begin_again_at.sequence_number,
            trouble=done.trouble,
        )


# In Lambda, whatever is missing should fail the start, and clients are made while the start's extra CPU lasts.
if "AWS_LAMBDA_INITIALIZATION_TYPE" in os.environ:
    syndication_of(Settings.from_environment(os.environ), SyndicationSettings.from_environment(os.environ))
