"""The commands of the README and of docs/clients.md, run as they stand there: against S3 behind a socket, and the API behind
another."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import Aws
from made_up import page
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
from werkzeug.datastructures import EnvironHeaders

from presscut.local.gateway import Gateway
from presscut.local.served import served
from presscut.local.stack import binary_media_types
from presscut.service import api
from presscut.service.assembly import service_of

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

ROOT = Path(__file__).parents[2]


def blocks_of(page: str) -> list[tuple[str, str]]:
    text = (ROOT / page).read_text(encoding="utf-8")
    found: list[tuple[str, str]] = re.findall(r"^```(sh|python)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return found


BLOCKS = blocks_of("docs/clients.md")
# What else the README has in blocks is no client's.
OF_README = [(language, code) for language, code in blocks_of("README.md") if re.search(r"\$API|INBOX", code)]


def block(language: str, *words: str, among: list[tuple[str, str]] = BLOCKS) -> str:
    """The one that has all these words."""
    (found,) = [code for of, code in among if of == language and all(word in code for word in words)]
    return found


@dataclass(frozen=True, slots=True)
class World:
    aws: Aws
    folder: Path
    environment: dict[str, str]
    signed: list[EnvironHeaders]
    """The headers of each request to the API."""

    def run(self, *command: str) -> str:
        done = subprocess.run(
            command, cwd=self.folder, env=self.environment, capture_output=True, check=False, timeout=120
        )
        assert done.returncode == 0, (done.stdout + done.stderr).decode()
        return done.stdout.decode()

    def shell(self, code: str) -> str:
        for program in ("aws", "curl", "jq"):
            if re.search(rf"^\W*{program} |\({program} ", code, re.MULTILINE) and shutil.which(program) is None:
                pytest.skip(f"There is no {program} on the PATH.")
        return self.run("sh", "-euc", code)

    def python(self, code: str) -> str:
        return self.run(sys.executable, "-c", code)


@pytest.fixture
def world(aws: Aws, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    (tmp_path / "page.html").write_text(page("The ferry sails again"))
    moto = DomainDispatcherApplication(create_backend_app)
    gateway, signed = Gateway(api.handler, binary_media_types()), []

    def noting(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        signed.append(EnvironHeaders(dict(environ)))
        return gateway(environ, start_response)

    with (
        served(moto, "127.0.0.1", request_handler=MotoRequestHandler) as aws_url,
        served(noting, "127.0.0.1") as api_url,
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
        yield World(aws, tmp_path, environment, signed)
    service_of.cache_clear()


def test_the_blocks_that_are_run_are_all_there_are() -> None:
    assert (len(BLOCKS), len(OF_README)) == (8, 3)


def test_the_aws_cli_drops_a_page(world: World) -> None:
    world.shell(block("sh", "aws s3 cp"))
    there = world.aws.s3.head_object(Bucket=world.aws.inbox_bucket, Key="news/page.html")
    assert there["Metadata"] == {"url": "https://courier.example/ferry", "fetched-at": "2026-03-01T18:30:00Z"}
    assert there["ContentType"] == "text/html"


def test_curl_drops_a_page(world: World) -> None:
    world.shell(block("sh", "x-amz-meta-url"))
    there = world.aws.s3.get_object(Bucket=world.aws.inbox_bucket, Key="news/curl.html")
    assert there["Metadata"] == {"url": "https://courier.example/ferry"}
    assert there["ContentType"] == "text/html"
    assert there["Body"].read() == (world.folder / "page.html").read_bytes()


def test_python_drops_a_page(world: World) -> None:
    world.python(block("python", "put_object"))
    there = world.aws.s3.head_object(Bucket=world.aws.inbox_bucket, Key="news/ferry.html")
    assert there["Metadata"]["url"] == "https%3A%2F%2Fcourier.example%2Ff%C3%A4hre"


@pytest.mark.parametrize("token", ["", "the/token+of=="])
def test_curl_signs_what_it_sends_and_extracts(world: World, token: str) -> None:
    world.environment["AWS_SESSION_TOKEN"] = token
    article = json.loads(world.shell(block("sh", "--aws-sigv4", "/v1/extract")))
    assert (article["headline"], article["url"]) == ("The ferry sails again", "https://courier.example/ferry")
    (headers,) = world.signed
    names = re.search("SignedHeaders=([^,]+)", headers["Authorization"])
    assert names is not None
    assert ("x-amz-security-token" in names[1].split(";")) is bool(token)
    assert all(name in headers for name in names[1].split(";"))
    assert headers.get("X-Amz-Security-Token", "") == token


def test_curl_stores_with_a_key(world: World) -> None:
    assert json.loads(world.shell(block("sh", "x-api-key", "/v1/articles")))["headline"] == "The ferry sails again"


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


def test_curl_uploads(world: World) -> None:
    state = json.loads(world.shell(block("sh", "upload.json")))
    assert (state["status"], "received_at" in state) == ("pending", True)
    there = world.aws.s3.get_object(Bucket=world.aws.inbox_bucket, Key=f"uploads/{state['id']}.html")
    assert there["Body"].read() == (world.folder / "page.html").read_bytes()
    assert there["Metadata"]["url"] == "https://courier.example/ferry"


# --- the README ----------------------------------------------------------------------------------------------------


def test_the_readme_drops_and_posts(world: World) -> None:
    world.shell(block("sh", "aws s3 cp", among=OF_README))
    there = world.aws.s3.head_object(Bucket=world.aws.inbox_bucket, Key="news/page.html")
    assert (there["Metadata"], there["ContentType"]) == ({"url": "https://example.org/page"}, "text/html")
    posted = json.loads(world.shell(block("sh", "curl", among=OF_README)))
    assert (posted["headline"], posted["url"]) == ("The ferry sails again", "https://example.org/page")


def test_the_readme_does_both_in_python(world: World) -> None:
    printed = world.python(block("python", "put_object", "SigV4Auth", among=OF_README))
    assert printed.startswith("201 The ferry sails again ")
    assert "/v1/articles/" in printed
    there = world.aws.s3.get_object(Bucket=world.aws.inbox_bucket, Key="news/page.html")
    assert there["Body"].read() == (world.folder / "page.html").read_bytes()
    assert there["Metadata"] == {"url": "https://example.org/page"}
