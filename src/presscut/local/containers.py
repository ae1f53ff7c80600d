"""``python -m presscut.local.containers``: every event of events/, in containers, by ``sam local invoke``.

An AWS is served to the containers, with buckets and table from template.yaml. The page that the events name is dropped, each
event is sent to its function, and what should have come of it is looked up: the row in the table, the events on the bus,
or the status.
With ``--serve`` that AWS stays up instead, for commands by hand.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shlex
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import boto3

from presscut.errors import InvalidEventError
from presscut.local.listening import Listener
from presscut.local.served import EngineError, address_for_containers, served_aws
from presscut.local.stack import DEFAULT_TEMPLATE, Stack, StackError, deploy
from presscut.service.changes import event_of
from presscut.service.events import Drop, drops_in
from presscut.service.stream_records import records_in
from presscut.storage.records import document_id, sequence_of_sequencer
from presscut.storage.rows import latest_key

CHECKOUT: Final = DEFAULT_TEMPLATE.parent
EVENTS: Final = CHECKOUT / "events"
PAGE: Final = Path(__file__).parent / "pages" / "english-cms-with-a-wall.html"
VARIABLES_FILE: Final = Path(".aws-sam") / "containers.json"

NAMES: Final = {
    "InboxBucket": "presscut-inbox",  # the one that the events name
    "ArticlesBucket": "presscut-articles",
    "ArticlesTable": "presscut-articles",
    "ReceiptsTable": "presscut-receipts",
    "PublishDeadLetterQueue": "presscut-publish-dead-letters",
    "SyndicationDeadLetterQueue": "presscut-syndication-dead-letters",
}
BUS: Final = "default"
STATUS_OF_ANSWER: Final = {"POST /v1/extract": 200, "POST /v1/articles": 201, "GET /v1/articles/{id}": 200}
"""The GET asks for what the POST before it has made."""
SECONDS: Final = 180
"""For one event: a container's start on a slow machine, far beyond a function's own."""

Event = Mapping[str, Any]
Invoke = Callable[[str, Path], Any]
"""Function and event → what the function answers. Raises InvocationError."""


class InvocationError(Exception):
    """The function was not reached or failed; the message says what it printed."""


class _WrongError(Exception):
    """The function did not do what it should; the message says what it did."""


@dataclass(frozen=True, slots=True)
class Outcome:
    event: str
    function: str
    is_right: bool
    told: str


# --- what each event should do -----------------------------------------------------------------------------------


def run_all(stack: Stack, invoke: Invoke, events: Path = EVENTS) -> Iterator[Outcome]:
    """Invoke each event of a folder once, creations before deletions, posts before what reads them."""
    listener = Listener.on(BUS)
    for path, event in _in_order(events):
        function = _function_of(event)
        try:
            answer = invoke(function, path)
            if _is_request(event):
                told = _of_request(event, answer)
            elif _is_of_a_stream(event):
                told = _of_changes(listener, event, answer)
            else:
                told = _of_news(stack, event, answer)
            yield Outcome(path.stem, function, True, told)
        except (InvocationError, _WrongError) as error:
            yield Outcome(path.stem, function, False, str(error))


def _in_order(events: Path) -> list[tuple[Path, Event]]:
    read = [(path, _event_in(path)) for path in sorted(events.glob("*.json"))]
    return sorted(read, key=lambda pair: _order(pair[1]))


def _event_in(path: Path) -> Event:
    """Empty where it is none: what the function says of it will be told."""
    try:
        event = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        return {}
    return event if isinstance(event, dict) else {}


def _is_request(event: Event) -> bool:
    return "httpMethod" in event


def _is_of_a_stream(event: Event) -> bool:
    match event:
        case {"Records": [{"eventSource": "aws:dynamodb"}, *_]}:
            return True
    return False


def _function_of(event: Event) -> str:
    if _is_request(event):
        return "ApiFunction"
    return "PublishFunction" if _is_of_a_stream(event) else "IngestFunction"


def _drops(event: Event) -> tuple[Drop, ...]:
    try:
        return () if _is_request(event) or _is_of_a_stream(event) else drops_in(event)
    except InvalidEventError:
        return ()


def _order(event: Event) -> tuple[bool, str]:
    if _is_request(event):
        return True, "2" if event["httpMethod"] == "GET" else "1"
    return False, max((drop.sequencer or "" for drop in _drops(event)), default="")


def _of_request(event: Event, answer: Any) -> str:
    request = f"{event['httpMethod']} {event['resource']}"
    expected = STATUS_OF_ANSWER.get(request)
    _require(expected is not None, f"what {request} should answer is not known here")
    status = answer.get("statusCode") if isinstance(answer, dict) else None
    _require(status == expected, f"answered {json.dumps(answer)[:300]}, and {expected} was expected")
    _require(bool(answer["body"].strip()), f"answered {status} with nothing in it")
    return f"{status} {answer['multiValueHeaders']['Content-Type'][0]}"


def _of_news(stack: Stack, event: Event, answer: Any) -> str:
    _require(answer == {"batchItemFailures": []}, f"answered {json.dumps(answer)[:300]}")
    _require(bool(_drops(event)), "names no object that was put or deleted")
    told = []
    for drop in _drops(event):
        row = _latest_row(stack, document_id(drop.bucket, drop.key))
        status = row.get("status", {}).get("S", "no row")
        expected = "LIVE" if drop.kind == "created" else "DELETED"
        _require(status == expected, f"{drop.key}: {status} in the table, and {expected} was expected")
        sequence = sequence_of_sequencer(drop.sequencer or "")
        _require(row["source_seq"]["S"] == sequence, f"{drop.key}: the row in the table is of another event")
        told.append(f"{status} {row['headline']['S'] if 'headline' in row else drop.key}")
    return ", ".join(told)


def _of_changes(listener: Listener, event: Event, answer: Any) -> str:
    _require(answer == {"batchItemFailures": []}, f"answered {json.dumps(answer)[:300]}")
    expected = [change for record in records_in(event) if (change := event_of(record))]
    _require(bool(expected), "changes nothing that anybody would be told")
    heard = {message["detail"]["change_id"]: message["detail-type"] for message in listener.heard()}
    for change in expected:
        _require(heard.get(change.change_id) == change.detail_type, f"{change.detail_type} did not come on the bus")
    return ", ".join(change.detail_type for change in expected)


def _require(is_so: bool, otherwise: str) -> None:
    if not is_so:
        raise _WrongError(otherwise)


def _latest_row(stack: Stack, identifier: str) -> dict[str, Any]:
    key = {name: {"S": value} for name, value in latest_key(identifier).items()}
    table = stack.outputs["ArticlesTableName"]
    return dict(boto3.client("dynamodb").get_item(TableName=table, Key=key).get("Item", {}))


# --- the world around the functions -------------------------------------------------------------------------------


def set_up(template: Path = DEFAULT_TEMPLATE) -> Stack:
    """Buckets and table, and the page of the events in the inbox. Raises StackError."""
    stack = deploy(template, only=tuple(NAMES), names=NAMES)
    s3 = boto3.client("s3")
    for key in sorted({drop.key for path in EVENTS.glob("*.json") for drop in _drops(_event_in(path))}):
        s3.put_object(Bucket=stack.outputs["InboxBucketName"], Key=key, Body=PAGE.read_bytes(), ContentType="text/html")
    return stack


def variables_of(stack: Stack, endpoint_url: str) -> dict[str, str]:
    """What ``sam local`` cannot know of the functions' environment."""
    return {
        "TABLE_NAME": stack.outputs["ArticlesTableName"],
        "RECEIPTS_TABLE_NAME": stack.outputs["ReceiptsTableName"],
        "ARTICLES_BUCKET_NAME": stack.outputs["ArticlesBucketName"],
        "INBOX_BUCKET_NAME": stack.outputs["InboxBucketName"],
        "EVENT_BUS_NAME": BUS,
        "PUBLISH_DEAD_LETTER_QUEUE_URL": stack.resources["PublishDeadLetterQueue"],
        "SYNDICATION_DEAD_LETTER_QUEUE_URL": stack.resources["SyndicationDeadLetterQueue"],
        "AWS_ENDPOINT_URL": endpoint_url,
    }


@dataclass(frozen=True, slots=True)
class SamLocal:
    """``sam local invoke``, from the checkout, over what ``make build`` has built there."""

    command: tuple[str, ...]
    flags: tuple[str, ...]

    def arguments(self, function: str, event: Path) -> list[str]:
        return [*self.command, "local", "invoke", function, "--event", str(event), *self.flags]

    def __call__(self, function: str, event: Path) -> Any:
        try:
            run = subprocess.run(
                self.arguments(function, event),
                cwd=CHECKOUT,
                env=os.environ | {"SAM_CLI_TELEMETRY": "0"},
                capture_output=True,
                text=True,
                timeout=SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise InvocationError(str(error)) from error
        return _answer_in(run)


def _answer_in(run: subprocess.CompletedProcess[str]) -> Any:
    """The last line of what sam printed; the lines before are the function's own."""
    lines = run.stdout.strip().splitlines()
    try:
        answer = json.loads(lines[-1])
    except (IndexError, ValueError):
        raise InvocationError(
            f"exit status {run.returncode}:\n{run.stdout[-1000:]}{run.stderr[-3000:]}".rstrip()
        ) from None
    if isinstance(answer, dict) and "errorMessage" in answer:
        raise InvocationError(f"raised {answer.get('errorType')}: {answer['errorMessage']}")
    return answer


def main(argv: Sequence[str] | None = None) -> int:
    """Exit status: 0, 1 where an event did not do what it should or nothing could be started."""
    parser = argparse.ArgumentParser(prog="python -m presscut.local.containers", description=__doc__)
    parser.add_argument("--serve", action="store_true", help="keep the AWS up and show the commands instead")
    parser.add_argument("--sam", default="sam", help="default: %(default)s")
    parser.add_argument("--flags", default="", help="more flags of sam local invoke, as --skip-pull-image")
    parser.add_argument("--address", help="of this machine, for its containers (default: the engine's bridge)")
    parser.add_argument("--port", type=int, default=0, help="default: any free one")
    parser.add_argument("--region", default="us-east-1", help="default: %(default)s")
    parser.add_argument("--events", type=Path, default=EVENTS, help="the folder (default: the checkout's)")
    arguments = parser.parse_args(argv)
    try:
        address = arguments.address or address_for_containers()
        with served_aws(address, arguments.port) as url:
            stack = set_up()
            sam = _sam_local(arguments, variables_of(stack, url))
            return _serve(stack, sam, url) if arguments.serve else _run(stack, sam, arguments.events.resolve())
    except (EngineError, StackError, OSError) as error:
        print(f"presscut: {error}", file=sys.stderr)
        return 1


def _sam_local(arguments: argparse.Namespace, variables: dict[str, str]) -> SamLocal:
    variables_file = CHECKOUT / VARIABLES_FILE
    variables_file.parent.mkdir(exist_ok=True)
    variables_file.write_text(json.dumps({"Parameters": variables}, indent=2) + "\n", encoding="utf-8")
    architecture = "arm64" if platform.machine() in ("aarch64", "arm64") else "x86_64"
    flags = [
        *("--env-vars", str(VARIABLES_FILE)),
        *("--region", arguments.region),
        # The endpoint's value does not matter: with one, the variable exists, and --env-vars can set it.
        *("--parameter-overrides", f"Architecture={architecture} AwsEndpointUrl={variables['AWS_ENDPOINT_URL']}"),
        *shlex.split(arguments.flags),
    ]
    return SamLocal(tuple(shlex.split(arguments.sam)), tuple(flags))


def _run(stack: Stack, sam: SamLocal, events: Path) -> int:
    total = right = 0
    for outcome in run_all(stack, sam, events):
        total += 1
        right += outcome.is_right
        print(
            f"{'ok  ' if outcome.is_right else 'FAIL'} {outcome.event:20} {outcome.function:15} {outcome.told}",
            flush=True,
        )
    print(f"{right} of {total} events did in a container what they should")
    return 0 if total and right == total else 1


def _serve(stack: Stack, sam: SamLocal, url: str) -> int:
    credentials = " ".join(f"{name}=embedded" for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"))
    print(
        f"An AWS is at {url} until Ctrl-C, with {', '.join(sorted(set(stack.resources.values())))}. By hand, from {CHECKOUT}:\n"
    )
    print(f"export SAM_CLI_TELEMETRY=0 {credentials}")
    for path, event in _in_order(EVENTS):
        function = _function_of(event)
        print(shlex.join(sam.arguments(function, path.relative_to(CHECKOUT))))
    print(
        f"\nInto the inbox: aws --endpoint-url {url} s3 cp page.html s3://{stack.outputs['InboxBucketName']}/news/harbour.html"
    )
    print("What becomes the truth in the table is told here:", flush=True)
    told: set[tuple[str, str]] = set()
    try:
        while True:
            _tell_news(stack, told)
            time.sleep(1)
    except KeyboardInterrupt:
        return 0


def _tell_news(stack: Stack, told: set[tuple[str, str]]) -> None:
    for row in boto3.client("dynamodb").scan(TableName=stack.outputs["ArticlesTableName"])["Items"]:
        version = row["pk"]["S"], row["precedence"]["S"]
        if row["sk"]["S"] == "LATEST" and version not in told:
            told.add(version)
            shown = row.get("headline") or row.get("reason") or {"S": ""}
            print(f"{row['status']['S']:8} {row['pk']['S']} {shown['S']}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
