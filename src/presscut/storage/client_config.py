"""How long the functions wait for AWS, and how often they ask again."""

from __future__ import annotations

from botocore.config import Config


def impatient() -> Config:
    """For every client of a function.

    botocore waits a minute for an answer, which is as long as the ingest function lives: one connection that hangs would
    cost its whole batch the queue's visibility timeout. S3 and DynamoDB answer in milliseconds, so five seconds of silence
    are a broken connection, and three tries of at most seven seconds end before any function's timeout does.
    """
    return Config(connect_timeout=2, read_timeout=5, retries={"mode": "standard", "total_max_attempts": 3})
