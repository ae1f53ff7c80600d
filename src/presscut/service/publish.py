"""The publish function: changes of the table's truth in, events on a bus out.

It follows the table's stream. The answer names the first record that is not done with (``batchItemFailures``), from
which Lambda begins again; see :mod:`presscut.service.publishing` for what that promises.

Powertools' batch processor does record by record and has no place for a call that sends ten events at once, so the batch
is the unit here.
"""

from __future__ import annotations

import os
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit

from presscut.service.publishing import Publishing, Told
from presscut.service.settings import PublishSettings
from presscut.service.stream_records import answer, records_in

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

logger = Logger()
metrics = Metrics()


@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Takes the events of a DynamoDB stream; answers ``{"batchItemFailures": […]}``. Raises InvalidEventError."""
    del context
    told = publishing_of(PublishSettings.from_environment(os.environ)).publish(records_in(event))
    _tell(told)
    return answer(told.begin_again_at)


@lru_cache(maxsize=1)
def publishing_of(settings: PublishSettings) -> Publishing:
    """The way from record to event, over AWS. Clients are made once and live as long as the function's sandbox."""
    import boto3

    from presscut.service.event_bus import EventBridgeBus, SqsDeadLetters
    from presscut.storage.client_config import impatient

    return Publishing(
        bus=EventBridgeBus(boto3.client("events", config=impatient()), settings.event_bus_name),
        dead_letters=SqsDeadLetters(boto3.client("sqs", config=impatient()), settings.dead_letter_queue_url),
    )


# --- what operators see ------------------------------------------------------------------------------------------


def _tell(told: Told) -> None:
    counts = {
        "EventsSent": len(told.sent),
        "RecordsWithoutChange": told.without_change,
        "RecordsPutAside": len(told.put_aside),
        "RecordsReturned": 1 if told.begin_again_at else 0,
    }
    for name, count in counts.items():
        if count:
            metrics.add_metric(name=name, unit=MetricUnit.Count, value=count)
    for event in told.sent:
        logger.info(
            event.detail_type,
            document_id=event.id,
            status=event.status,
            sequence=event.sequence,
            change_id=event.change_id,
        )
    for record, reason in told.put_aside:
        logger.error("A record makes no event and was put aside", event_id=record.event_id, reason=reason)
    if told.begin_again_at is not None:
        logger.error(
            "The stream is read again from a record on",
            event_id=told.begin_again_at.event_id,
            sequence_number=told.begin_again_at.sequence_number,
            trouble=told.trouble,
            known=told.known,
        )


# In Lambda, whatever is missing should fail the start, and clients are made while the start's extra CPU lasts.
if "AWS_LAMBDA_INITIALIZATION_TYPE" in os.environ:
    publishing_of(PublishSettings.from_environment(os.environ))
