"""The commands of docs/clients.md, run as they stand there: against S3 behind a socket, and the API behind another."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import Aws
from made_up import page
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app

from presscut.local.gateway import Gateway
from presscut.local.served import served
from presscut.local.stack import binary_media_types
from presscut.service import api
from presscut.service.assembly import service_of

TEXT = (Path(__file__).parents[2] / "docs" / "clients.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(sh|python)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)


def block(language: str, *words: str) -> str:
    """The one that has all these words."""
    (found,) = [code for of, code in BLOCKS if of == language and all(word in code for word in words)]
    return found


@dataclass(frozen=True, slots=True)
class World:
    aws: Aws
    folder: Path
    environment: dict[str, str]

    def run(self, *command: str) -> str:
        done = subprocess.run(
            command, cwd=self.folder, env=self.environment, capture_output=True, check=False, timeout=120
        )
        assert done.returncode == 0, (done.stdout + done.stderr).decode()
        return done.stdout.decode()

    def shell(self, code: str) -> str:
        (program,) = {word for word in ("aws", "curl") if code.startswith(word)}
        if shutil.which(program) is None:
            pytest.skip(f"There is no {program} on the PATH.")
        return self.run("sh", "-euc", code)

    def python(self, code: str) -> str:
        return self.run(sys.executable, "-c", code)


@pytest.fixture
def world(aws: Aws, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    (tmp_path / "page.html").write_text(page("The ferry sails again"))
    moto = DomainDispatcherApplication(create_backend_app)
    with (
        served(moto, "127.0.0.1", request_handler=MotoRequestHandler) as aws_url,
        served(Gateway(api.handler, binary_media_types()), "127.0.0.1") as api_url,
        monkeypatch.context() as signing,
    ):
        signing.setenv("AWS_ENDPOINT_URL_S3", aws_url)  # what the function signs leads there
        service_of.cache_clear()
        environment = os.environ | {
            "AWS_ENDPOINT_URL": aws_url,
            "AWS_REGION": "eu-west-1",
            "INBOX": aws.inbox_bucket,
            "API": api_url,
            "API_KEY": "a key",
            "PATIENCE": "0.5",
        }
        yield World(aws, tmp_path, environment)
    service_of.cache_clear()


def test_the_blocks_that_are_run_are_all_there_are() -> None:
    assert len(BLOCKS) == 6


def test_the_aws_cli_drops_a_page(world: World) -> None:
    world.shell(block("sh", "aws s3 cp"))
    there = world.aws.s3.head_object(Bucket=world.aws.inbox_bucket, Key="news/page.html")
    assert there["Metadata"] == {"url": "https://courier.example/ferry", "fetched-at": "2026-03-01T18:30:00Z"}
    assert there["ContentType"] == "text/html"


def test_python_drops_a_page(world: World) -> None:
    world.python(block("python", "put_object"))
    there = world.aws.s3.head_object(Bucket=world.aws.inbox_bucket, Key="news/ferry.html")
    assert there["Metadata"]["url"] == "https%3A%2F%2Fcourier.example%2Ff%C3%A4hre"


def test_curl_signs_and_extracts(world: World) -> None:
    article = json.loads(world.shell(block("sh", "--aws-sigv4")))
    assert (article["headline"], article["url"]) == ("The ferry sails again", "https://courier.example/ferry")


def test_curl_stores_with_a_key(world: World) -> None:
    assert json.loads(world.shell(block("sh", "x-api-key")))["headline"] == "The ferry sails again"


def test_python_signs_and_stores(world: World) -> None:
    printed = world.python(block("python", "SigV4Auth"))
    assert printed.startswith("201 The ferry sails again\n# The ferry sails again\n")


def test_python_uploads(world: World) -> None:
    printed = world.python(block("python", "/v1/uploads"))
    # Nothing reads the inbox here.
    assert printed == "pending None\n"
    (version,) = world.aws.s3.list_object_versions(Bucket=world.aws.inbox_bucket)["Versions"]
    there = world.aws.s3.get_object(Bucket=world.aws.inbox_bucket, Key=version["Key"])
    assert there["Body"].read() == (world.folder / "page.html").read_bytes()
    assert there["Metadata"]["url"] == "https://courier.example/ferry"
