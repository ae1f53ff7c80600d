"""The sweep function, on a schedule: objects of the articles bucket that no row points at are deleted."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit

from presscut.service.settings import Settings
from presscut.service.sweeping import Sweep
from presscut.storage.clock import utc_now

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

logger = Logger()
metrics = Metrics()

# Enough for the document at hand, retries of boto3 included, and for the note where it stopped.
_MARGIN_MILLISECONDS = 60_000


@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Whatever the event: goes on where the last sweep stopped, as long as there is time. Raises a StorageError."""
    del event
    sweep = sweep_of(Settings.from_environment(os.environ))
    swept = sweep.run(lambda: context.get_remaining_time_in_millis() > _MARGIN_MILLISECONDS)
    counts: dict[str, int] = {
        "ObjectsSwept": swept.looked_at,
        "OrphansDeleted": swept.deleted,
        "ObjectsRestored": swept.restored,
        "SweepsCompleted": int(swept.is_complete),
    }
    for name, count in counts.items():
        metrics.add_metric(name=name, unit=MetricUnit.Count, value=count)
    metrics.add_metric(name="OrphanBytesDeleted", unit=MetricUnit.Bytes, value=swept.deleted_bytes)
    told = {**counts, "OrphanBytesDeleted": swept.deleted_bytes}
    logger.info("Articles bucket swept", swept=told)
    return told


@lru_cache(maxsize=1)
def sweep_of(settings: Settings) -> Sweep:
    """Over AWS. Clients are made once and live as long as the function's sandbox."""
    import boto3

    from presscut.storage.client_config import impatient
    from presscut.storage.orphans import Bookmark, ClaimedObjects, Pointers

    dynamodb = boto3.client("dynamodb", config=impatient())
    return Sweep(
        objects=ClaimedObjects(boto3.client("s3", config=impatient()), settings.articles_bucket_name),
        pointers=Pointers(dynamodb, settings.table_name, settings.articles_bucket_name),
        bookmark=Bookmark(dynamodb, settings.table_name),
        tombstone_lifetime=settings.tombstone_lifetime,
        now=utc_now,
    )


# In Lambda, whatever is missing should fail the start.
if "AWS_LAMBDA_INITIALIZATION_TYPE" in os.environ:
    sweep_of(Settings.from_environment(os.environ))
