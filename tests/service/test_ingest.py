"""The ingest function as Lambda calls it, over buckets and table of moto."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError
from conftest import Aws
from made_up import SENTENCES, Context, counted, eventbridge, example_event, notification, page, sqs

from presscut.errors import InvalidEventError
from presscut.service.ingest import handler, ingestion_of
from presscut.service.settings import Settings
from presscut.storage.ports import StorageRefusedError, TransientStorageError
from presscut.storage.records import Deleted, Failed, Live, Revision, document_id

KEY = "news/harbour.html"
NOTHING_FAILED: dict[str, Any] = {"batchItemFailures": []}


def ingest(event: dict[str, Any]) -> dict[str, Any]:
    return handler(event, Context())


def truth(aws: Aws, key: str = KEY) -> Revision | None:
    return aws.store().get(document_id(aws.inbox_bucket, key))


def live(aws: Aws, key: str = KEY) -> Live:
    revision = truth(aws, key)
    assert isinstance(revision, Live)
    return revision


# --- the examples of events/ -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["s3-direct", "s3-in-sqs", "eventbridge", "eventbridge-in-sqs"])
def test_each_example_event_makes_an_article_of_the_object_it_names(aws: Aws, name: str) -> None:
    aws.drop(KEY, page("The harbour opens").encode(), ContentType="text/html; charset=utf-8")

    assert ingest(example_event(name)) == NOTHING_FAILED

    article = live(aws).article
    assert article.headline == "The harbour opens"
    assert article.text == "\n\n".join(SENTENCES)


def test_the_example_of_a_deletion_deletes_what_any_other_example_made(aws: Aws) -> None:
    aws.drop(KEY, page().encode())
    for name in ("s3-direct", "s3-in-sqs", "eventbridge", "eventbridge-in-sqs"):
        ingest(example_event(name))
    assert ingest(example_event("delete")) == NOTHING_FAILED
    assert isinstance(truth(aws), Deleted)

    ingest(example_event("eventbridge-in-sqs"))
    assert isinstance(truth(aws), Deleted)


# --- one page, in every way --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "shape", [lambda **o: {"Records": [notification(**o)]}, eventbridge], ids=["classic", "bridge"]
)
@pytest.mark.parametrize("key", ["a+b c%25é.html", "100%.html", "日本/記事.html"])
def test_an_odd_key_is_found(aws: Aws, key: str, shape: Callable[..., dict[str, Any]]) -> None:
    version_id = aws.drop(key, page().encode())
    ingest(sqs(shape(key=key, version_id=version_id)))
    assert live(aws, key).origin.key == key


def test_address_and_charset_come_from_the_objects_headers(aws: Aws) -> None:
    html = page("Über die Brücke", ("Die Brücke über den Fluß ist seit Dienstag wieder für alle Fußgänger geöffnet.",))
    aws.drop(
        KEY,
        gzip.compress(html.encode("windows-1252")),
        ContentType="text/html; charset=windows-1252",
        ContentEncoding="gzip",
        Metadata={"url": "https://courier.example/bruecke"},
    )
    ingest(sqs(eventbridge(KEY)))
    article = live(aws).article
    assert (article.headline, article.url) == ("Über die Brücke", "https://courier.example/bruecke")
    assert aws.latest_row(document_id(aws.inbox_bucket, KEY))["host"] == {"S": "courier.example"}


def test_the_version_that_the_event_names_is_read(aws: Aws) -> None:
    first = aws.drop(KEY, page("First").encode())
    second = aws.drop(KEY, page("Second").encode())
    ingest(sqs(eventbridge(KEY, version_id=second, sequencer="02")))
    ingest(sqs(eventbridge(KEY, version_id=first, sequencer="01")))
    assert live(aws).article.headline == "Second"
    assert {row["headline"]["S"] for row in aws.rows() if "headline" in row} == {"First", "Second"}


def test_destroying_the_newest_version_brings_back_the_one_before(aws: Aws) -> None:
    first = aws.drop(KEY, page("First").encode())
    second = aws.drop(KEY, page("Second").encode())
    ingest(sqs(eventbridge(KEY, version_id=first, sequencer="01")))
    ingest(sqs(eventbridge(KEY, version_id=second, sequencer="02")))
    aws.s3.delete_object(Bucket=aws.inbox_bucket, Key=KEY, VersionId=second)
    gone = {"kind": "Object Deleted", "deletion": "Permanently Deleted"}
    ingest(sqs(eventbridge(KEY, version_id=second, sequencer="03", **gone)))
    assert live(aws).article.headline == "First"


def test_a_duplicate_writes_nothing_and_is_counted(aws: Aws, capsys: pytest.CaptureFixture[str]) -> None:
    aws.drop(KEY, page().encode())
    ingest(sqs(eventbridge(KEY)))
    rows = aws.rows()
    capsys.readouterr()

    assert ingest(sqs(eventbridge(KEY))) == NOTHING_FAILED

    assert aws.rows() == rows
    assert counted(capsys.readouterr().out) == {"ArticlesDuplicate": 1}


# --- batches -----------------------------------------------------------------------------------------------------


def test_permanent_failures_are_acknowledged_stored_and_counted(aws: Aws, capsys: pytest.CaptureFixture[str]) -> None:
    aws.drop("good.html", page().encode())
    aws.drop("empty.html", b"")
    aws.drop("image.html", b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    keys = ["good.html", "empty.html", "image.html", "never-there.html"]

    assert ingest(sqs(*(eventbridge(key) for key in keys))) == NOTHING_FAILED

    assert isinstance(truth(aws, "good.html"), Live)
    reasons = [revision.reason for key in keys[1:] if isinstance(revision := truth(aws, key), Failed)]
    assert reasons == ["empty", "not_html", "object_gone"]
    assert counted(capsys.readouterr().out) == {"ArticlesStored": 1, "DropsFailed": 3, "DropsFailedByReason": 1}


def test_the_log_tells_what_became_of_a_drop(aws: Aws, caplog: pytest.LogCaptureFixture) -> None:
    version_id = aws.drop(KEY, b"")
    with caplog.at_level("INFO", logger="presscut"):
        ingest(sqs(eventbridge(KEY, version_id=version_id)))
    (line,) = [record.__dict__ for record in caplog.records if record.message == "Drop ingested"]
    assert {name: line[name] for name in ("bucket", "key", "version_id", "status", "outcome", "reason")} == {
        "bucket": aws.inbox_bucket,
        "key": KEY,
        "version_id": version_id,
        "status": "FAILED",
        "outcome": "stored",
        "reason": "empty",
    }


@pytest.mark.parametrize(
    ("module", "variable"), [("ingest", "TABLE_NAME"), ("api", "TABLE_NAME"), ("publish", "EVENT_BUS_NAME")]
)
def test_in_lambda_a_function_with_an_incomplete_environment_fails_at_its_start(module: str, variable: str) -> None:
    environment = {name: value for name, value in os.environ.items() if name not in (variable, "PYTHONPATH")}
    started = subprocess.run(
        [sys.executable, "-c", f"import presscut.service.{module}"],
        env=environment
        | {"AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        capture_output=True,
        text=True,
        check=False,
    )
    assert started.returncode != 0
    assert f"The environment variable {variable} is not set." in started.stderr


def test_a_batch_of_nothing_but_permanent_failures_is_acknowledged_whole(aws: Aws) -> None:
    assert ingest(sqs(eventbridge("gone-1.html"), eventbridge("gone-2.html"))) == NOTHING_FAILED
    assert len(aws.rows()) == 6


@pytest.mark.parametrize(("code", "http_status"), [("AccessDenied", 403), ("SlowDown", 503), ("InternalError", 500)])
def test_only_the_record_that_must_be_tried_again_goes_back_to_the_queue(
    aws: Aws, monkeypatch: pytest.MonkeyPatch, code: str, http_status: int
) -> None:
    for key in ("1.html", "2.html", "3.html"):
        aws.drop(key, page().encode())
    with monkeypatch.context() as trouble:
        _refuse(trouble, "get_object", lambda arguments: arguments["Key"] == "2.html", code, http_status)
        answer = ingest(sqs(*(eventbridge(f"{number}.html") for number in (1, 2, 3))))
    assert answer == {"batchItemFailures": [{"itemIdentifier": "message-1"}]}
    assert isinstance(truth(aws, "1.html"), Live)
    assert truth(aws, "2.html") is None
    assert isinstance(truth(aws, "3.html"), Live)

    assert ingest(sqs(eventbridge("2.html"))) == NOTHING_FAILED
    assert isinstance(truth(aws, "2.html"), Live)


def test_a_throttled_table_sends_the_record_back_even_if_it_is_the_only_one(
    aws: Aws, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    aws.drop(KEY, page().encode())
    _refuse(monkeypatch, "put_item", lambda _: True, "ProvisionedThroughputExceededException", 400)
    assert ingest(sqs(eventbridge(KEY))) == {"batchItemFailures": [{"itemIdentifier": "message-0"}]}
    assert counted(capsys.readouterr().out) == {"RecordsReturned": 1}


def test_a_message_that_is_no_event_goes_back_and_the_others_are_done(aws: Aws) -> None:
    aws.drop(KEY, page().encode())
    answer = ingest(sqs("not JSON", eventbridge(KEY), {"hello": "world"}))
    assert answer == {"batchItemFailures": [{"itemIdentifier": "message-0"}, {"itemIdentifier": "message-2"}]}
    assert isinstance(truth(aws), Live)


def test_a_defect_of_ours_sends_only_its_record_back(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> None:
    from presscut.service import drops

    def extract(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError

    aws.drop("1.html", page().encode())
    with monkeypatch.context() as broken:
        broken.setattr(drops, "extract", extract)
        answer = ingest(sqs(eventbridge("1.html"), eventbridge("gone.html")))
    assert answer == {"batchItemFailures": [{"itemIdentifier": "message-0"}]}
    assert isinstance(truth(aws, "gone.html"), Failed)


@pytest.mark.usefixtures("aws")
def test_nothing_is_carried_over_from_one_batch_to_the_next() -> None:
    assert ingest(sqs("not JSON"))["batchItemFailures"]
    assert ingest(sqs(eventbridge("gone.html"))) == NOTHING_FAILED


# --- events that are no batch ------------------------------------------------------------------------------------


def test_outside_of_a_queue_what_must_be_tried_again_is_raised(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> None:
    aws.drop(KEY, page().encode())
    with monkeypatch.context() as trouble:
        _refuse(trouble, "get_object", lambda _: True, "AccessDenied", 403)
        with pytest.raises(StorageRefusedError):
            ingest(eventbridge(KEY))
    _refuse(monkeypatch, "put_item", lambda _: True, "ThrottlingException", 400)
    with pytest.raises(TransientStorageError):
        ingest({"Records": [notification(KEY)]})


@pytest.mark.usefixtures("aws")
def test_outside_of_a_queue_an_unknown_event_is_raised() -> None:
    with pytest.raises(InvalidEventError):
        ingest({"hello": "world"})


def test_several_records_of_a_direct_notification_are_all_done(aws: Aws) -> None:
    aws.drop("1.html", page("One").encode())
    aws.drop("2.html", page("Two").encode())
    ingest({"Records": [notification("1.html"), notification("2.html")]})
    assert [live(aws, key).article.headline for key in ("1.html", "2.html")] == ["One", "Two"]


def test_the_limit_of_the_environment_holds(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAX_HTML_BYTES", "100")
    aws.drop(KEY, page().encode())
    ingest(sqs(eventbridge(KEY)))
    revision = truth(aws)
    assert isinstance(revision, Failed)
    assert revision.reason == "too_large"


def _refuse(
    monkeypatch: pytest.MonkeyPatch,
    operation: str,
    applies: Callable[[dict[str, Any]], bool],
    code: str,
    http_status: int,
) -> None:
    """AWS answers an operation of the function's clients with an error, where it applies."""
    ingestion = ingestion_of(Settings.from_environment(os.environ))
    client: Any = ingestion.pages.s3 if operation == "get_object" else ingestion.store.dynamodb
    answer = getattr(client, operation)

    def refusing(**arguments: Any) -> Any:
        if not applies(arguments):
            return answer(**arguments)
        error = {"Error": {"Code": code, "Message": "No."}, "ResponseMetadata": {"HTTPStatusCode": http_status}}
        raise ClientError(error, operation)

    monkeypatch.setattr(client, operation, refusing)
