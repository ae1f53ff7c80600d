"""A queue that hears what presscut tells on a bus, made on whatever AWS boto3 talks to (in practice moto)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final, Self

import boto3

from presscut.article_event import SOURCE

_NAME: Final = "presscut-listener"


@dataclass(frozen=True, slots=True)
class Listener:
    queue_url: str

    @classmethod
    def on(cls, bus: str) -> Self:
        """With a rule for everything that presscut tells there."""
        sqs, events = boto3.client("sqs"), boto3.client("events")
        url = sqs.create_queue(QueueName=_NAME)["QueueUrl"]
        arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
        events.put_rule(Name=_NAME, EventBusName=bus, EventPattern=json.dumps({"source": [SOURCE]}))
        events.put_targets(Rule=_NAME, EventBusName=bus, Targets=[{"Id": _NAME, "Arn": arn}])
        return cls(url)

    def heard(self) -> list[dict[str, Any]]:
        """The events that came since the last time, as EventBridge writes them."""
        sqs = boto3.client("sqs")
        events = []
        while messages := sqs.receive_message(QueueUrl=self.queue_url, MaxNumberOfMessages=10).get("Messages"):
            for message in messages:
                events.append(json.loads(message["Body"]))
                sqs.delete_message(QueueUrl=self.queue_url, ReceiptHandle=message["ReceiptHandle"])
        return events
