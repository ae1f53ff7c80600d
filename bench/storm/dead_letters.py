"""The dead-letter queue as ``presscut redrive`` meets it: SQS's API over the queue of the storm.

It knows no message move tasks, as emulators do not, so that the command moves message by message, which can break off in
between; where SQS moves them itself there is nothing of ours that could.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from bench.storm.queue import Queue
from bench.storm.strands import Timeline
from presscut.service.redriving import Queues

_HOST: Final = "https://sqs.us-east-1.amazonaws.com/123456789012/"
QUEUES: Final = Queues(dead_letters=f"{_HOST}dead-letters", target=f"{_HOST}ingest")

Answer = tuple[int, dict[str, Any]]
"""HTTP status and JSON."""


@dataclass
class DeadLetterApi:
    queue: Queue
    timeline: Timeline

    def answer(self, operation: str, asked: dict[str, Any]) -> Answer:
        match operation:
            case "GetQueueAttributes":
                return 200, {"Attributes": self._attributes(asked)}
            case "ReceiveMessage":
                return 200, {"Messages": self._receive(asked["MaxNumberOfMessages"], asked["VisibilityTimeout"])}
            case "SendMessage":
                return 200, {"MessageId": self.queue.send(asked["MessageBody"]).message_id, "MD5OfMessageBody": ""}
            case "DeleteMessage":
                letters = self.queue.dead_letters
                letters[:] = [letter for letter in letters if letter.message_id != asked["ReceiptHandle"]]
                return 200, {}
        return 400, {"__type": "com.amazonaws.sqs#UnsupportedOperation", "message": "storm"}

    def _attributes(self, asked: dict[str, Any]) -> dict[str, str]:
        waiting = len(self.queue.dead_letters) if asked["QueueUrl"] == QUEUES.dead_letters else 0
        known = {
            "QueueArn": f"arn:aws:sqs:us-east-1:123456789012:{asked['QueueUrl'].removeprefix(_HOST)}",
            "ApproximateNumberOfMessages": str(waiting),
            "ApproximateNumberOfMessagesNotVisible": "0",
        }
        return {name: known[name] for name in asked["AttributeNames"]}

    def _receive(self, at_most: int, hidden_for: float) -> list[dict[str, Any]]:
        visible = [letter for letter in self.queue.dead_letters if letter.visible_at <= self.timeline.now][:at_most]
        for letter in visible:
            letter.visible_at = self.timeline.now + hidden_for
        return [
            {"MessageId": letter.message_id, "ReceiptHandle": letter.message_id, "Body": letter.body}
            for letter in visible
        ]
