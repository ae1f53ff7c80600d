"""Pages, events and revisions that the tests make up."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

from boto3.dynamodb.types import TypeSerializer

from presscut.article import Article, Paragraph
from presscut.storage.records import Deleted, Failed, Live, Origin, Revision, sequence_of_sequencer
from presscut.storage.rows import article_json
from presscut.storage.rows import latest_row as row_of_latest

EXAMPLE_EVENTS = Path(__file__).parents[2] / "events"
BUCKET = "presscut-inbox"
NOON = datetime(2024, 5, 28, 12, 0, tzinfo=UTC)

SENTENCES = (
    "The ferry to the outer islands sailed again on Monday, eleven days after the storm had closed the harbour.",
    "“Nobody here remembers a longer break,” said the harbour master, who had slept in his office for a week.",
    "Two crews took turns to clear the channel, and the first boat carried flour, post and a piano.",
)


def page(headline: str = "The ferry sails again", paragraphs: tuple[str, ...] = SENTENCES, charset: str = "") -> str:
    meta = f'<meta charset="{charset}">' if charset else ""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f"<!DOCTYPE html><html lang=en><head>{meta}<title>{headline}</title></head>"
        f"<body><nav><a href=/>Home</a></nav><article><h1>{headline}</h1>{body}</article></body></html>"
    )


# --- revisions ---------------------------------------------------------------------------------------------------


def article(headline: str = "The ferry sails again", text: str = SENTENCES[0], **fields: Any) -> Article:
    return Article(headline=headline, text=text, body=(Paragraph(text=text),), word_count=len(text.split()), **fields)


def origin(document_id: str = "doc", sequencer: str = "01") -> Origin:
    return Origin(
        document_id,
        sequence_of_sequencer(sequencer),
        arrived_at=NOON,
        bucket=BUCKET,
        key="news/ferry.html",
        version_id=f"version-{sequencer}",
        etag="b21b84d653bb07b05b1e6b33684dc11b",
    )


def live(document_id: str = "doc", sequencer: str = "01", extractor_version: int = 1, **fields: Any) -> Live:
    return Live(origin(document_id, sequencer), article(**fields), extractor_version)


def failed(document_id: str = "doc", sequencer: str = "01", extractor_version: int = 1) -> Failed:
    return Failed(origin(document_id, sequencer), "not_html", "The object is a PDF.", extractor_version)


def deleted(document_id: str = "doc", sequencer: str = "01") -> Deleted:
    return Deleted(origin(document_id, sequencer), expires_at=NOON + timedelta(days=90))


# --- events ------------------------------------------------------------------------------------------------------


def notification(
    key: str,
    *,
    bucket: str = BUCKET,
    name: str = "ObjectCreated:Put",
    sequencer: str | None = "01",
    version_id: str | None = None,
) -> dict[str, Any]:
    """A record of a classic S3 notification; its key is encoded here as S3 does it."""
    described = {"key": quote_plus(key, safe="/"), "size": 1024, "eTag": "b21b84d653bb07b05b1e6b33684dc11b"}
    return {
        "eventVersion": "2.1",
        "eventSource": "aws:s3",
        "awsRegion": "eu-west-1",
        "eventTime": "2024-05-28T12:00:00.000Z",
        "eventName": name,
        "s3": {
            "s3SchemaVersion": "1.0",
            "bucket": {"name": bucket, "arn": f"arn:aws:s3:::{bucket}"},
            "object": described | _given(versionId=version_id, sequencer=sequencer),
        },
    }


def eventbridge(
    key: str,
    *,
    bucket: str = BUCKET,
    kind: str = "Object Created",
    deletion: str | None = None,
    sequencer: str | None = "01",
    version_id: str | None = None,
) -> dict[str, Any]:
    described = {"key": key, "size": 1024, "etag": "b21b84d653bb07b05b1e6b33684dc11b"}
    return {
        "version": "0",
        "id": "17793124-05d4-b198-2fde-7ededc63b103",
        "detail-type": kind,
        "source": "aws.s3",
        "time": "2024-05-28T12:00:00Z",
        "detail": {
            "version": "0",
            "bucket": {"name": bucket},
            "object": described | _given(**{"version-id": version_id, "sequencer": sequencer}),
            **_given(**{"deletion-type": deletion}),
        },
    }


def sqs(*bodies: Any) -> dict[str, Any]:
    """A batch whose messages are ``message-0``, ``message-1``, …; a body that is no string travels as JSON."""
    return {
        "Records": [
            {
                "messageId": f"message-{index}",
                "receiptHandle": "handle",
                "body": body if isinstance(body, str) else json.dumps(body),
                "attributes": {"ApproximateReceiveCount": "1"},
                "messageAttributes": {},
                "eventSource": "aws:sqs",
                "eventSourceARN": "arn:aws:sqs:eu-west-1:123456789012:presscut-drops",
                "awsRegion": "eu-west-1",
            }
            for index, body in enumerate(bodies)
        ]
    }


def _given(**members: str | None) -> dict[str, str]:
    return {name: value for name, value in members.items() if value is not None}


# --- what the functions are called with --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Context:
    """What Lambda tells a function about its invocation."""

    function_name: str = "presscut"
    memory_limit_in_mb: int = 1024
    invoked_function_arn: str = "arn:aws:lambda:eu-west-1:123456789012:function:presscut"
    aws_request_id: str = "52fdfc07-2182-154f-163f-5f0f9a621d72"

    def get_remaining_time_in_millis(self) -> int:
        return 20_000


def example_event(name: str) -> dict[str, Any]:
    """``events/<name>.json``."""
    event: dict[str, Any] = json.loads((EXAMPLE_EVENTS / f"{name}.json").read_text(encoding="utf-8"))
    return event


def http_request(
    method: str,
    path: str,
    body: bytes | str | None = None,
    *,
    query: dict[str, str] | None = None,
    **headers: str,
) -> dict[str, Any]:
    """API Gateway's proxy event. Bytes travel as base64, as with ``BinaryMediaTypes``; text as it is. Underscores in
    the names of headers are hyphens.
    """
    named = {name.replace("_", "-").title(): value for name, value in headers.items()}
    event = example_event("api-extract")
    return event | {
        "resource": path,
        "path": path,
        "httpMethod": method,
        "headers": named,
        "multiValueHeaders": {name: [value] for name, value in named.items()},
        "queryStringParameters": query,
        "multiValueQueryStringParameters": {name: [value] for name, value in query.items()} if query else None,
        "body": base64.b64encode(body).decode() if isinstance(body, bytes) else body,
        "isBase64Encoded": isinstance(body, bytes),
        "requestContext": event["requestContext"]
        | {"resourcePath": path, "path": f"/live{path}", "httpMethod": method},
    }


def counted(output: str) -> dict[str, float]:
    """What the functions counted, out of what they printed: lines in CloudWatch's embedded metric format."""
    lines = [json.loads(line) for line in output.splitlines() if '"_aws"' in line]
    return {
        metric["Name"]: sum(line[metric["Name"]]) if isinstance(line[metric["Name"]], list) else line[metric["Name"]]
        for line in lines
        for directive in line["_aws"]["CloudWatchMetrics"]
        for metric in directive["Metrics"]
    }


# --- changes of the table ----------------------------------------------------------------------------------------


def latest_row(revision: Revision) -> dict[str, Any]:
    """Of the truth, as the store writes it; an article is in the row itself."""
    body = {"article": json.loads(article_json(revision.article))} if isinstance(revision, Live) else {}
    return row_of_latest(revision, body)


def stream_record(
    before: dict[str, Any] | None,
    after: dict[str, Any] | None,
    *,
    number: int = 1,
    user: dict[str, str] | None = None,
) -> dict[str, Any]:
    """A record of the table's stream, of rows that are there before and after a change."""
    images = {
        name: {attribute: _typed(value) for attribute, value in row.items()}
        for name, row in (("OldImage", before), ("NewImage", after))
        if row is not None
    }
    keys = {name: next(iter(images.values()))[name] for name in ("pk", "sk")}
    return {
        "eventID": f"event-{number}",
        "eventName": "INSERT" if before is None else "REMOVE" if after is None else "MODIFY",
        "eventVersion": "1.1",
        "eventSource": "aws:dynamodb",
        "awsRegion": "eu-west-1",
        "dynamodb": {
            "ApproximateCreationDateTime": int(NOON.timestamp()),
            "Keys": keys,
            **images,
            "SequenceNumber": str(4421584500000000017450439000 + number),
            "SizeBytes": 512,
            "StreamViewType": "NEW_AND_OLD_IMAGES",
        },
        "eventSourceARN": "arn:aws:dynamodb:eu-west-1:123456789012:table/articles/stream/2024-05-28T08:00:00.000",
        **({"userIdentity": user} if user else {}),
    }


def stream(*records: dict[str, Any]) -> dict[str, Any]:
    return {"Records": list(records)}


def _typed(value: Any) -> dict[str, Any]:
    """As Lambda's JSON has it: binary values in base64."""
    match value:
        case bytes():
            return {"B": base64.b64encode(value).decode()}
        case float():
            return {"N": str(value)}
        case list():
            return {"L": [_typed(member) for member in value]}
        case dict():
            return {"M": {name: _typed(member) for name, member in value.items()}}
    typed: dict[str, Any] = TypeSerializer().serialize(value)
    return typed
