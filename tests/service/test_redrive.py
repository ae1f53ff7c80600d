"""Dead letters go back to the queue: by SQS's own task, or one by one; none is lost on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError, EndpointConnectionError
from moto import mock_aws

from presscut.cli.main import main
from presscut.local.stack import deploy
from presscut.service import redriving
from presscut.service.redriving import Queues, RedriveError, Redriven, queues_of_stack, redrive, redrive_one_by_one
from presscut.storage.ports import StorageRefusedError, TransientStorageError


@pytest.fixture
def queues(monkeypatch: pytest.MonkeyPatch) -> Iterator[Queues]:
    """Those of template.yaml; new ones for every test, since a queue can be purged only once a minute."""
    monkeypatch.setattr(redriving, "_POLL_SECONDS", 0)
    with mock_aws():
        outputs = deploy(only=("IngestQueue", "IngestDeadLetterQueue")).outputs
        yield Queues(outputs["IngestDeadLetterQueueUrl"], outputs["IngestQueueUrl"])


def dead_letters(queues: Queues, number: int) -> list[str]:
    bodies = [f"message {index}" for index in range(number)]
    for body in bodies:
        boto3.client("sqs").send_message(QueueUrl=queues.dead_letters, MessageBody=body)
    return bodies


def bodies_in(url: str) -> list[str]:
    sqs, found = boto3.client("sqs"), []
    while messages := sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages"):
        found += [message["Body"] for message in messages]
    return sorted(found)


@dataclass
class Told:
    numbers: list[tuple[int, int]] = field(default_factory=list)

    def __call__(self, moved: int, of_about: int) -> None:
        self.numbers.append((moved, of_about))


# --- one by one --------------------------------------------------------------------------------------------------


def test_every_message_is_in_the_queue_afterwards_and_none_in_the_other(queues: Queues) -> None:
    bodies, told = dead_letters(queues, 23), Told()
    assert redrive_one_by_one(boto3.client("sqs"), queues, told) == Redriven(moved=23, left=0)
    assert bodies_in(queues.target) == sorted(bodies)
    assert bodies_in(queues.dead_letters) == []
    assert told.numbers == [(10, 23), (20, 23), (23, 23)]


def test_a_message_keeps_its_attributes(queues: Queues) -> None:
    sqs = boto3.client("sqs")
    # As EventBridge writes what it could not deliver.
    attributes: Any = {"ERROR_CODE": {"DataType": "String", "StringValue": "NO_PERMISSIONS"}}
    sqs.send_message(QueueUrl=queues.dead_letters, MessageBody="{}", MessageAttributes=attributes)
    redrive_one_by_one(sqs, queues, Told())
    (message,) = sqs.receive_message(QueueUrl=queues.target, MessageAttributeNames=["All"])["Messages"]
    assert message["MessageAttributes"]["ERROR_CODE"]["StringValue"] == "NO_PERMISSIONS"


def test_an_empty_queue_is_no_error(queues: Queues) -> None:
    assert redrive_one_by_one(boto3.client("sqs"), queues, Told()) == Redriven(moved=0, left=0)


class _Breaking:
    """The real SQS, until the n-th call of an action (from 1)."""

    def __init__(self, action: str, number: int) -> None:
        self._sqs, self._action, self._left = boto3.client("sqs"), action, number

    def __getattr__(self, name: str) -> Any:
        if name == self._action:
            self._left -= 1
            if self._left == 0:
                raise EndpointConnectionError(endpoint_url="https://sqs.eu-west-1.amazonaws.com")
        return getattr(self._sqs, name)


@pytest.mark.parametrize("action", ["send_message", "delete_message"])
def test_what_breaks_off_in_the_middle_loses_nothing(queues: Queues, action: str) -> None:
    bodies = dead_letters(queues, 5)
    with pytest.raises(TransientStorageError, match="moving the dead letter"):
        redrive_one_by_one(_Breaking(action, 3), queues, Told())
    sqs = boto3.client("sqs")
    hidden = sqs.get_queue_attributes(
        QueueUrl=queues.dead_letters, AttributeNames=["ApproximateNumberOfMessagesNotVisible"]
    )["Attributes"]["ApproximateNumberOfMessagesNotVisible"]
    moved = bodies_in(queues.target)
    assert set(moved) <= set(bodies)
    # Before its deletion a message is in both.
    assert (len(moved), int(hidden)) == ((2, 3) if action == "send_message" else (3, 3))


# --- by SQS's task -----------------------------------------------------------------------------------------------


class _WithTasks:
    """SQS as its API reference has it: ``shown`` is what one look after another at the newest task gives."""

    def __init__(self, shown: list[dict[str, Any]], before: dict[str, Any] | None = None, left: int = 0) -> None:
        self._shown = iter(shown)
        self._before, self._left = before, left
        self.started: list[dict[str, str]] = []
        self._is_first_look = True

    def get_queue_attributes(self, QueueUrl: str, AttributeNames: list[str]) -> dict[str, Any]:  # noqa: N803
        if AttributeNames == ["QueueArn"]:
            return {"Attributes": {"QueueArn": f"arn:{QueueUrl}"}}
        return {"Attributes": {AttributeNames[0]: str(self._left), AttributeNames[1]: "0"}}

    def start_message_move_task(self, **arguments: str) -> dict[str, str]:
        self.started.append(arguments)
        return {"TaskHandle": "handle"}

    def list_message_move_tasks(self, SourceArn: str, MaxResults: int) -> dict[str, Any]:  # noqa: N803
        assert (SourceArn, MaxResults) == ("arn:dead", 1)
        if self._is_first_look:
            self._is_first_look = False
            return {"Results": [self._before]} if self._before else {"Results": []}
        return {"Results": [next(self._shown)]}


def task(status: str, moved: int = 0, started: int = 2, **more: Any) -> dict[str, Any]:
    return {
        "Status": status,
        "ApproximateNumberOfMessagesMoved": moved,
        "ApproximateNumberOfMessagesToMove": 400,
        "StartedTimestamp": started,
        **more,
    }


QUEUES = Queues("dead", "live")


def no_sleep(_: float) -> None: ...


def test_a_task_is_started_towards_the_queue_and_followed_to_its_end() -> None:
    sqs, told, slept = (
        _WithTasks([task("RUNNING", 120), task("RUNNING", 390), task("COMPLETED", 400)], left=3),
        Told(),
        [],
    )
    assert redrive(sqs, QUEUES, told, slept.append) == Redriven(moved=400, left=3)
    assert sqs.started == [{"SourceArn": "arn:dead", "DestinationArn": "arn:live"}]
    assert told.numbers == [(120, 400), (390, 400), (400, 400)]
    assert slept == [2.0, 2.0]


def test_the_task_of_last_week_is_not_taken_for_the_new_one() -> None:
    old = task("COMPLETED", 7, started=1)
    sqs = _WithTasks([old, old, task("COMPLETED", 400)], before=old)
    assert redrive(sqs, QUEUES, Told(), no_sleep).moved == 400


def test_a_task_that_is_at_work_already_is_followed_and_no_other_started() -> None:
    sqs = _WithTasks([task("COMPLETED", 400)], before=task("RUNNING", 100))
    assert redrive(sqs, QUEUES, Told(), no_sleep).moved == 400
    assert sqs.started == []


def test_a_task_that_fails_says_why_and_how_far_it_came() -> None:
    sqs = _WithTasks([task("RUNNING", 5), task("FAILED", 12, FailureReason="AccessDenied")])
    with pytest.raises(RedriveError, match=r"FAILED \(AccessDenied\) after 12 messages"):
        redrive(sqs, QUEUES, Told(), no_sleep)


def test_a_task_that_is_never_listed_is_not_waited_for_without_end() -> None:
    old = task("COMPLETED", 7, started=1)
    with pytest.raises(RedriveError, match="does not list it"):
        redrive(_WithTasks([old] * 100, before=old), QUEUES, Told(), no_sleep)


class _Refusing:
    """The real SQS of moto, which answers ``code`` to everything about tasks."""

    def __init__(self, code: str) -> None:
        self._sqs, self._code = boto3.client("sqs"), code

    def __getattr__(self, name: str) -> Any:
        if name.endswith(("move_task", "move_tasks")):
            raise ClientError({"Error": {"Code": self._code, "Message": "no"}}, name)
        return getattr(self._sqs, name)


@pytest.mark.parametrize("code", ["AWS.SimpleQueueService.UnsupportedOperation", "InvalidAction"])
def test_where_there_are_no_tasks_messages_go_one_by_one(queues: Queues, code: str) -> None:
    bodies = dead_letters(queues, 4)
    assert redrive(_Refusing(code), queues, Told(), no_sleep) == Redriven(moved=4, left=0)
    assert bodies_in(queues.target) == bodies


def test_what_is_denied_is_not_done_in_another_way(queues: Queues) -> None:
    bodies = dead_letters(queues, 2)
    with pytest.raises(StorageRefusedError):
        redrive(_Refusing("AccessDeniedException"), queues, Told(), no_sleep)
    assert bodies_in(queues.dead_letters) == bodies


# --- the command -------------------------------------------------------------------------------------------------


def test_the_stack_names_its_queues(queues: Queues) -> None:
    assert queues_of_stack(boto3.client("cloudformation"), "presscut") == queues


Captured = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    "named", [lambda _: ["--stack", "presscut"], lambda queues: ["--from", queues.dead_letters, "--to", queues.target]]
)
def test_the_command_tells_what_it_moved(
    queues: Queues, capsys: Captured, named: Callable[[Queues], list[str]]
) -> None:
    dead_letters(queues, 3)
    assert main(["redrive", *named(queues), "--one-by-one"]) == 0
    captured = capsys.readouterr()
    assert captured.out == "3 moved from the dead-letter queue to be tried again, none left in it.\n"
    assert captured.err == "3 of about 3 moved\n"
    assert len(bodies_in(queues.target)) == 3


def test_a_stack_that_does_not_exist_is_told(queues: Queues, capsys: Captured) -> None:
    del queues
    assert main(["redrive", "--stack", "nowhere"]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("presscut redrive: reading the stack nowhere: ")


@pytest.mark.parametrize(
    "wrong",
    [[], ["--from", "a"], ["--to", "b"], ["--stack", "s", "--from", "a", "--to", "b"], ["page.html"]],
    ids=["nothing", "no target", "no source", "both", "a page"],
)
def test_half_of_the_names_is_wrong_usage(wrong: list[str], capsys: Captured) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["redrive", *wrong])
    assert caught.value.code == 2
    assert "redrive" in capsys.readouterr().err
