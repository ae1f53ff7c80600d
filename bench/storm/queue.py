"""SQS by its rules, in the time of the storm.

A message that was received is hidden until its visibility timeout ends or it is deleted; whoever receives it counts; when
it would be received more often than the queue allows it goes to the dead letters instead. The order is nobody's promise.
https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bench.storm.fate import Fate


@dataclass(frozen=True, slots=True)
class QueueRules:
    visibility_timeout: float
    """Seconds."""
    max_receive_count: int
    batch_size: int
    batching_window: float
    """Seconds that Lambda's poller waits for a batch to become full."""


@dataclass(slots=True)
class Message:
    message_id: str
    body: str
    is_poison: bool = False
    visible_at: float = 0.0
    receive_count: int = 0


@dataclass
class Queue:
    rules: QueueRules
    fate: Fate
    dead_letters: list[Message] = field(default_factory=list)
    received: int = 0
    received_again: int = 0
    _visible: dict[str, Message] = field(default_factory=dict)
    _hidden: dict[str, Message] = field(default_factory=dict)
    _sent: int = 0
    _poison: set[str] = field(default_factory=set)

    def send(self, body: str, *, is_poison: bool = False) -> Message:
        """What was poison once is so when it is sent again."""
        if is_poison:
            self._poison.add(body)
        self._sent += 1
        message = Message(f"message-{self._sent}", body, body in self._poison)
        self._visible[message.message_id] = message
        return message

    def visible(self, now: float) -> int:
        """How many could be received."""
        for message in [message for message in self._hidden.values() if message.visible_at <= now]:
            del self._hidden[message.message_id]
            self._visible[message.message_id] = message
        return len(self._visible)

    def next_visible_at(self) -> float | None:
        """When one of those that are hidden comes back."""
        return min((message.visible_at for message in self._hidden.values()), default=None)

    def receive(self, now: float, at_most: int, *, poisoned_by: Callable[[], str] | None) -> list[Message]:
        """Up to ``at_most`` visible messages, in no order. ``poisoned_by`` makes the body of one that is put among them
        where no poison lies in the queue, since every batch is to have some.
        """
        self.visible(now)
        self._bury()
        sound = [message for message in self._visible.values() if not message.is_poison]
        batch = self.fate.some_of(sound, at_most if poisoned_by is None else at_most - 1)
        if batch and poisoned_by is not None and len(sound) == len(self._visible):
            self.send(poisoned_by(), is_poison=True)
        poison = [message for message in self._visible.values() if message.is_poison]
        batch = self.fate.some_of([*batch, *self.fate.some_of(poison, at_most - len(batch))], at_most)
        for message in batch:
            del self._visible[message.message_id]
            self._hidden[message.message_id] = message
            message.receive_count += 1
            message.visible_at = now + self.rules.visibility_timeout
            self.received += 1
            self.received_again += message.receive_count > 1
        return batch

    def delete(self, message: Message) -> None:
        self._hidden.pop(message.message_id, None)
        self._visible.pop(message.message_id, None)

    def waiting(self) -> list[Message]:
        return [*self._visible.values(), *self._hidden.values()]

    def _bury(self) -> None:
        for message in list(self._visible.values()):
            if message.receive_count >= self.rules.max_receive_count:
                del self._visible[message.message_id]
                self.dead_letters.append(message)


def lambda_event(batch: list[Message]) -> dict[str, Any]:
    """What Lambda's poller makes of a batch."""
    return {
        "Records": [
            {
                "messageId": message.message_id,
                "receiptHandle": f"{message.message_id}#{message.receive_count}",
                "body": message.body,
                "attributes": {"ApproximateReceiveCount": str(message.receive_count)},
                "messageAttributes": {},
                "md5OfBody": "",
                "eventSource": "aws:sqs",
                "eventSourceARN": "arn:aws:sqs:us-east-1:123456789012:presscut-storm",
                "awsRegion": "us-east-1",
            }
            for message in batch
        ]
    }
