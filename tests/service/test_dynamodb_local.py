"""DynamoDB Local starts empty, and ends with whoever started it."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from urllib.parse import urlsplit

import boto3
import pytest

from presscut.local.dynamodb_local import NotInstallableError, dynamodb_local
from presscut.local.stack import DEFAULT_TEMPLATE, Stack, cloudformation_of

_STARTER = """
from presscut.local.dynamodb_local import dynamodb_local
with dynamodb_local() as url:
    print(url, flush=True)
    input()
"""


def test_it_starts_empty_and_ends_with_its_block(dynamodb_url: str, deployed: object) -> None:
    del deployed  # the other server holds a table
    with dynamodb_local() as url:
        assert url != dynamodb_url
        assert boto3.client("dynamodb", endpoint_url=url).list_tables()["TableNames"] == []
    assert _is_silent_soon(url)


def test_it_ends_with_a_process_that_is_killed() -> None:
    command = [sys.executable, "-c", _STARTER]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as starter:
        assert starter.stdout is not None
        url = starter.stdout.readline().strip()
        assert _answers(url)
        starter.send_signal(signal.SIGKILL)
        starter.wait()
        assert _is_silent_soon(url)


@pytest.mark.parametrize("table", ["ArticlesTable", "ReceiptsTable"])
def test_a_table_has_the_indexes_and_the_ttl_of_the_template(deployed: Stack, table: str) -> None:
    dynamodb = boto3.client("dynamodb")
    name = deployed.resources[table]
    described = dynamodb.describe_table(TableName=name)["Table"]
    properties = cloudformation_of(DEFAULT_TEMPLATE)["Resources"][table]["Properties"]
    assert {index["IndexName"] for index in described.get("GlobalSecondaryIndexes", [])} == {
        index["IndexName"] for index in properties.get("GlobalSecondaryIndexes", [])
    }
    ttl = dynamodb.describe_time_to_live(TableName=name)["TimeToLiveDescription"]
    assert ttl["AttributeName"] == properties["TimeToLiveSpecification"]["AttributeName"]
    assert ttl["TimeToLiveStatus"] == "ENABLED"


@pytest.mark.parametrize("missing", ["java", "npm"])
def test_a_missing_program_is_named(monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    monkeypatch.setattr("shutil.which", lambda program: None if program == missing else f"/usr/bin/{program}")
    with pytest.raises(NotInstallableError, match=missing), dynamodb_local():
        pass


def _is_silent_soon(url: str) -> bool:
    for _ in range(100):
        if not _answers(url):
            return True
        time.sleep(0.1)
    return False


def _answers(url: str) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", urlsplit(url).port or 0)) == 0
