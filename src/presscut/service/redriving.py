"""Messages of the dead-letter queue go back to the queue they came from, to be tried again.

SQS does it itself (StartMessageMoveTask), and is only told where to: what EventBridge could not deliver lies in the same
queue and has no source that SQS would know. Where there is no such task, as in emulators, messages are moved one by one:
sent first, deleted then. Whatever breaks off in between leaves a message in both queues, which is one event twice and
changes nothing in the table; the other order would lose it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from botocore.exceptions import ClientError

from presscut.service.stack_outputs import outputs_of_stack
from presscut.storage.aws_errors import translated_errors

if TYPE_CHECKING:
    from mypy_boto3_cloudformation import CloudFormationClient
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_sqs.type_defs import ListMessageMoveTasksResultEntryTypeDef, MessageTypeDef

# Of the answers to StartMessageMoveTask: this queue, or whoever plays SQS, has no such thing.
_NO_TASKS: Final = frozenset(
    {
        "AWS.SimpleQueueService.UnsupportedOperation",
        "InvalidAction",
        "UnknownOperationException",
        "UnsupportedOperation",
    }
)
_AT_WORK: Final = frozenset({"RUNNING", "CANCELLING"})
_SECONDS_BETWEEN_LOOKS: Final = 2.0
_LOOKS_IN_VAIN: Final = 30
# Longer than sending and deleting ten messages takes, retries included.
_HIDDEN_SECONDS: Final = 120
# Long polling asks all of SQS's servers; a short one may miss what is there (SQS's developer guide).
_POLL_SECONDS: Final = 2
_PER_RECEIVE: Final = 10

_DEAD_LETTERS_OUTPUT: Final = "IngestDeadLetterQueueUrl"
_QUEUE_OUTPUT: Final = "IngestQueueUrl"

Progress = Callable[[int, int], None]
"""Called with the numbers of messages moved so far and, about, to be moved in all."""


class RedriveError(Exception):
    """The messages were not all moved; the message says what is known. Nothing is lost: it may be done again."""


@dataclass(frozen=True, slots=True)
class Queues:
    """By their URLs."""

    dead_letters: str
    target: str


@dataclass(frozen=True, slots=True)
class Redriven:
    moved: int
    """As SQS counts, which is nearly exact."""
    left: int
    """Still, or already again, in the dead-letter queue: waiting, and being looked at by somebody. Nearly exact too."""


def queues_of_stack(cloudformation: CloudFormationClient, stack_name: str) -> Queues:
    """By the outputs of the stack. Raises RedriveError and StorageError."""
    outputs = outputs_of_stack(cloudformation, stack_name)
    dead_letters, target = outputs.get(_DEAD_LETTERS_OUTPUT), outputs.get(_QUEUE_OUTPUT)
    if not dead_letters or not target:
        raise RedriveError(
            f"The stack {stack_name} has no outputs {_DEAD_LETTERS_OUTPUT} and {_QUEUE_OUTPUT}; name the queues by URL."
        )
    return Queues(dead_letters, target)


def redrive(
    sqs: SQSClient, queues: Queues, progress: Progress, sleep: Callable[[float], None] = time.sleep
) -> Redriven:
    """By a task of SQS, or one by one where it knows none. A task that is at work already is followed to its end.

    Raises RedriveError where the task failed, and StorageError.
    """
    with translated_errors("reading about the queues"):
        source_arn, target_arn = (
            sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
            for url in (queues.dead_letters, queues.target)
        )
    task = _started(sqs, source_arn, target_arn)
    if task is None:
        return redrive_one_by_one(sqs, queues, progress)
    moved = _followed(sqs, task, progress, sleep)
    return Redriven(moved, _waiting(sqs, queues.dead_letters))


def redrive_one_by_one(sqs: SQSClient, queues: Queues, progress: Progress) -> Redriven:
    """Each message with its attributes, until the dead-letter queue gives none. Raises StorageError."""
    expected = _waiting(sqs, queues.dead_letters)
    moved = 0
    while messages := _received(sqs, queues.dead_letters):
        for message in messages:
            _move(sqs, queues, message)
            moved += 1
        progress(moved, max(expected, moved))
    return Redriven(moved, _waiting(sqs, queues.dead_letters))


@dataclass(frozen=True, slots=True)
class _Task:
    """SQS tells a task's handle only while it runs, but there is one at a time and the newest is listed first."""

    source_arn: str
    previous_start: int | None
    """When the task before it started: as long as that one is the newest, this one is not listed yet."""


def _started(sqs: SQSClient, source_arn: str, target_arn: str) -> _Task | None:
    """The task that is at work, or a new one; None where there are none."""
    with translated_errors("moving the dead letters"):
        try:
            newest = _newest_task(sqs, source_arn)
            if newest.get("Status") in _AT_WORK:
                return _Task(source_arn, None)
            sqs.start_message_move_task(SourceArn=source_arn, DestinationArn=target_arn)
        except ClientError as error:
            if error.response.get("Error", {}).get("Code") in _NO_TASKS:
                return None
            raise
    return _Task(source_arn, newest.get("StartedTimestamp"))


def _followed(sqs: SQSClient, task: _Task, progress: Progress, sleep: Callable[[float], None]) -> int:
    """The number of messages that it moved."""
    looks_in_vain = 0
    while looks_in_vain < _LOOKS_IN_VAIN:
        with translated_errors("following the task that moves the dead letters"):
            newest = _newest_task(sqs, task.source_arn)
        if newest.get("StartedTimestamp") in (None, task.previous_start):
            looks_in_vain += 1
        else:
            moved = newest.get("ApproximateNumberOfMessagesMoved", 0)
            progress(moved, max(newest.get("ApproximateNumberOfMessagesToMove", 0), moved))
            status = newest.get("Status")
            if status == "COMPLETED":
                return moved
            if status not in _AT_WORK:
                reason = newest.get("FailureReason", "no reason given")
                raise RedriveError(
                    f"SQS's task is {status} ({reason}) after {moved} messages; the others are where they were."
                )
        sleep(_SECONDS_BETWEEN_LOOKS)
    raise RedriveError("SQS has taken the task and does not list it; look at the queue in a while.")


def _newest_task(sqs: SQSClient, source_arn: str) -> ListMessageMoveTasksResultEntryTypeDef:
    tasks = sqs.list_message_move_tasks(SourceArn=source_arn, MaxResults=1).get("Results", [])
    return tasks[0] if tasks else {}


def _received(sqs: SQSClient, queue_url: str) -> list[MessageTypeDef]:
    with translated_errors("receiving dead letters"):
        answer = sqs.receive_message(
            QueueUrl=queue_url,
            MaxNumberOfMessages=_PER_RECEIVE,
            VisibilityTimeout=_HIDDEN_SECONDS,
            WaitTimeSeconds=_POLL_SECONDS,
            MessageAttributeNames=["All"],
        )
    return answer.get("Messages", [])


def _move(sqs: SQSClient, queues: Queues, message: MessageTypeDef) -> None:
    attributes: Any = message.get("MessageAttributes", {})
    with translated_errors(f"moving the dead letter {message['MessageId']}"):
        sqs.send_message(QueueUrl=queues.target, MessageBody=message["Body"], MessageAttributes=attributes)
        sqs.delete_message(QueueUrl=queues.dead_letters, ReceiptHandle=message["ReceiptHandle"])


def _waiting(sqs: SQSClient, queue_url: str) -> int:
    with translated_errors("counting the dead letters"):
        counts = sqs.get_queue_attributes(
            QueueUrl=queue_url,
            AttributeNames=["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"],
        )["Attributes"]
    return sum(map(int, counts.values()))
