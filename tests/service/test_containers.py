"""The program that runs every example event in a container, with functions called in this process in their place."""

from __future__ import annotations

import importlib
import json
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from made_up import EXAMPLE_EVENTS, Context
from moto import mock_aws

from presscut.local import containers
from presscut.local.containers import InvocationError, Outcome, SamLocal, run_all, set_up, variables_of
from presscut.local.served import served_aws
from presscut.local.stack import Stack

MODULE = {
    "IngestFunction": "presscut.service.ingest",
    "ApiFunction": "presscut.service.api",
    "PublishFunction": "presscut.service.publish",
}


@pytest.fixture
def stack(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stack]:
    with mock_aws():
        made = set_up()
        for name, value in variables_of(made, "").items():
            monkeypatch.setenv(name, value)
        monkeypatch.delenv("AWS_ENDPOINT_URL")
        yield made


def invoke_here(function: str, event: Path) -> Any:
    return importlib.import_module(MODULE[function]).handler(json.loads(event.read_text()), Context())


def outcomes_of(stack: Stack, invoke: Callable[[str, Path], Any], events: Path = EXAMPLE_EVENTS) -> dict[str, Outcome]:
    return {outcome.event: outcome for outcome in run_all(stack, invoke, events)}


def test_every_example_event_does_what_it_should(stack: Stack) -> None:
    outcomes = outcomes_of(stack, invoke_here)
    assert [outcome for outcome in outcomes.values() if not outcome.is_right] == []
    assert set(outcomes) == {path.stem for path in EXAMPLE_EVENTS.glob("*.json")}
    assert outcomes["s3-direct"].told.startswith("LIVE Night Trains")
    assert outcomes["delete"].told == "DELETED news/harbour.html"
    assert outcomes["dynamodb-stream"].told == "ArticleExtracted, ArticleDeleted"
    assert outcomes["api-articles-post"].told == "201 application/json"


def test_a_function_that_does_nothing_is_told(stack: Stack) -> None:
    outcomes = outcomes_of(stack, lambda *_: {"batchItemFailures": []})
    assert not any(outcome.is_right for outcome in outcomes.values())
    assert "no row in the table, and LIVE was expected" in outcomes["s3-direct"].told
    assert outcomes["dynamodb-stream"].told == "ArticleExtracted did not come on the bus"


def test_a_row_that_another_event_has_made_does_not_count(stack: Stack) -> None:
    def invoke(function: str, event: Path) -> Any:
        return invoke_here(function, event) if event.stem == "s3-direct" else {"batchItemFailures": []}

    outcomes = outcomes_of(stack, invoke)
    assert outcomes["s3-direct"].is_right
    assert "of another event" in outcomes["eventbridge"].told
    assert "LIVE in the table, and DELETED was expected" in outcomes["delete"].told


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ({"batchItemFailures": [{"itemIdentifier": "c80e8021"}]}, "c80e8021"),
        ({"statusCode": 500, "body": "internal_error"}, "200 was expected"),
        (None, "answered null"),
    ],
)
def test_a_wrong_answer_is_told(stack: Stack, answer: Any, told: str) -> None:
    outcomes = outcomes_of(stack, lambda *_: answer)
    assert not any(outcome.is_right for outcome in outcomes.values())
    assert any(told in outcome.told for outcome in outcomes.values())


@pytest.mark.parametrize("event", ["no JSON", "[]", "{}", '{"httpMethod": "PATCH", "resource": "/v1/articles"}'])
def test_an_event_that_nobody_knows_is_no_success(stack: Stack, tmp_path: Path, event: str) -> None:
    (tmp_path / "odd.json").write_text(event)
    (outcome,) = run_all(stack, lambda *_: {"batchItemFailures": []}, tmp_path)
    assert not outcome.is_right


# --- what starts the containers ----------------------------------------------------------------------------------


def sam_that(tmp_path: Path, does: str) -> SamLocal:
    script = tmp_path / "sam"
    script.write_text(f"#!/bin/sh\n{does}\n")
    script.chmod(0o755)
    return SamLocal((str(script),), ("--env-vars", "variables.json"))


def test_the_last_line_of_sams_output_is_the_answer(tmp_path: Path) -> None:
    sam = sam_that(tmp_path, "echo START >&2; echo a line of the function; echo '{\"statusCode\": 200}'")
    assert sam("ApiFunction", tmp_path / "event.json") == {"statusCode": 200}


@pytest.mark.parametrize(
    "does",
    [
        "echo no such image >&2; exit 1",
        "echo no such image >&2",
        "echo no such image",
        """echo '{"errorMessage": "no such image", "errorType": "Error"}'""",
    ],
)
def test_what_sam_says_of_a_failure_is_told(tmp_path: Path, does: str) -> None:
    with pytest.raises(InvocationError, match="no such image"):
        sam_that(tmp_path, does)("ApiFunction", tmp_path / "event.json")


def test_without_sam_its_name_is_told(tmp_path: Path) -> None:
    with pytest.raises(InvocationError, match="no-such-sam"):
        SamLocal(("no-such-sam",), ())("ApiFunction", tmp_path / "event.json")


def test_without_a_container_engine_the_message_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DOCKER_HOST", "unix:///no/such/socket")
    assert containers.main([]) == 1
    assert "No container engine answers at unix:///no/such/socket. Start Docker" in capsys.readouterr().err


def test_the_aws_that_containers_reach_is_the_one_of_this_process() -> None:
    with served_aws("127.0.0.1") as url:
        s3 = boto3.client("s3", region_name="us-east-1")
        s3.create_bucket(Bucket="inbox")
        s3.put_object(Bucket="inbox", Key="a.txt", Body=b"The ferry sails again.", ACL="public-read")
        assert urllib.request.urlopen(f"{url}/inbox/a.txt", timeout=5).read() == b"The ferry sails again."
