"""The ingest function: news of the inbox in, articles in the table.

A batch of SQS is answered record by record (``batchItemFailures``), so one message that must be tried again does not
take the others with it. Any other event, as ``sam local invoke`` or a direct trigger sends it, is done as a whole, and
what must be tried again is raised.
"""

from __future__ import annotations

import os
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools import Logger, Metrics, single_metric
from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response

from presscut.service.drops import Ingested, Ingestion
from presscut.service.events import Drop, drops_in, drops_in_message, is_queue_batch
from presscut.service.settings import Settings
from presscut.storage.records import Failed, Outcome, Status, status

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
    from aws_lambda_powertools.utilities.typing import LambdaContext

logger = Logger()
metrics = Metrics()

# Raising when every record failed would count as an error of the function; the answer says the same.
_processor = BatchProcessor(event_type=EventType.SQS, raise_on_entire_batch_failure=False)


@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Takes every shape that :mod:`presscut.service.events` knows; answers ``{"batchItemFailures": […]}``.

    Raises InvalidEventError and StorageError, for events that are no batch of SQS.
    """
    ingestion = ingestion_of(Settings.from_environment(os.environ))
    if not is_queue_batch(event):
        _ingest_all(ingestion, drops_in(event))
        return {"batchItemFailures": []}

    def ingest_record(record: SQSRecord) -> None:
        _ingest_all(ingestion, drops_in_message(record.body))

    answer = process_partial_response(event, ingest_record, _processor, context)
    for _, failure, _ in _processor.exceptions:
        metrics.add_metric(name="RecordsReturned", unit=MetricUnit.Count, value=1)
        logger.error("A record goes back to the queue", exc_info=failure)
    return dict(answer)


@lru_cache(maxsize=1)
def ingestion_of(settings: Settings) -> Ingestion:
    """The way from drop to table, over AWS. Clients are made once and live as long as the function's sandbox."""
    import boto3

    from presscut.storage.claim_check import ClaimCheck
    from presscut.storage.client_config import impatient
    from presscut.storage.dynamodb import DynamoArticleStore
    from presscut.storage.pages import S3Inbox

    s3 = boto3.client("s3", config=impatient())
    return Ingestion(
        pages=S3Inbox(s3, settings.max_html_bytes),
        store=DynamoArticleStore(
            boto3.client("dynamodb", config=impatient()),
            settings.table_name,
            ClaimCheck(s3, settings.articles_bucket_name),
            sighting_lifetime=settings.tombstone_lifetime,
            revision_retention=settings.revision_retention,
        ),
        max_html_bytes=settings.max_html_bytes,
        tombstone_lifetime=settings.tombstone_lifetime,
    )


def _ingest_all(ingestion: Ingestion, drops: tuple[Drop, ...]) -> None:
    for drop in drops:
        _tell(drop, ingestion.ingest(drop))


# --- what operators see ------------------------------------------------------------------------------------------

_METRIC_OF_STORED: dict[Status, str] = {
    "LIVE": "ArticlesStored",
    "FAILED": "DropsFailed",
    "DELETED": "ArticlesDeleted",
}
_METRIC_OF_OTHERS: dict[Outcome, str] = {
    "unchanged": "ArticlesUnchanged",
    "duplicate": "ArticlesDuplicate",
    "stale": "ArticlesStale",
}


def _tell(drop: Drop, ingested: Ingested) -> None:
    """One count and one line a drop; a failure is counted by its reason as well."""
    revision, outcome = ingested.revision, ingested.outcome
    name = _METRIC_OF_OTHERS.get(outcome) or _METRIC_OF_STORED[status(revision)]
    metrics.add_metric(name=name, unit=MetricUnit.Count, value=1)
    reason = None
    if isinstance(revision, Failed):
        reason = revision.reason
        if outcome == "stored":
            with single_metric(name="DropsFailedByReason", unit=MetricUnit.Count, value=1) as metric:
                metric.add_dimension(name="reason", value=reason)
    logger.info(
        "Drop ingested",
        bucket=drop.bucket,
        key=drop.key,
        version_id=drop.version_id,
        size=drop.size,
        document_id=revision.origin.document_id,
        status=status(revision),
        outcome=outcome,
        reason=reason,
    )


# In Lambda, whatever is missing should fail the start, and clients are made while the start's extra CPU lasts.
if "AWS_LAMBDA_INITIALIZATION_TYPE" in os.environ:
    ingestion_of(Settings.from_environment(os.environ))
