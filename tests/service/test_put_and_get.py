"""``presscut put`` and ``presscut get`` against the resources of template.yaml: files in, results and articles out."""

from __future__ import annotations

import gzip
import io
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError, EndpointConnectionError
from made_up import page

from presscut.article import Article
from presscut.cli import dropping, put
from presscut.cli.aws_sentences import sentence_of
from presscut.cli.main import main
from presscut.local.embedded import embedded_aws
from presscut.local.stack import STACK_NAME, Stack, deploy
from presscut.storage.aws_errors import translated_errors
from presscut.storage.headers import address_for_metadata, address_in_metadata
from presscut.storage.ports import StorageError
from presscut.storage.records import document_id

Captured = pytest.CaptureFixture[str]
pytestmark = pytest.mark.usefixtures("stack")
_delivery: list[Callable[[], int]] = []


@pytest.fixture(scope="module")
def stack() -> Iterator[Stack]:
    with embedded_aws() as deliver:
        _delivery.append(deliver)
        yield deploy()
        _delivery.clear()


@pytest.fixture(autouse=True)
def delivery_while_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the tool would sleep, the events reach their functions; what those log is none of its output."""

    def deliver(_seconds: float) -> None:
        with redirect_stdout(io.StringIO()):
            _delivery[0]()

    monkeypatch.setattr(dropping, "pause", deliver)
    for name in ("STACK", "INBOX_BUCKET", "ARTICLES_TABLE", "ARTICLES_BUCKET"):
        monkeypatch.delenv(f"PRESSCUT_{name}", raising=False)


def written(folder: Path, **pages: str | bytes) -> list[str]:
    paths = [folder / f"{name}.html" for name in pages]
    for path, content in zip(paths, pages.values(), strict=True):
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return [str(path) for path in paths]


def run(*arguments: str, capsys: Captured, stack: str = STACK_NAME) -> tuple[int, str, str]:
    capsys.readouterr()
    status = main([*arguments, "--stack", stack])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def stored(stack: Stack, key: str) -> dict[str, Any]:
    return dict(boto3.client("s3").head_object(Bucket=stack.outputs["InboxBucketName"], Key=key))


def id_of(stack: Stack, key: str) -> str:
    return document_id(stack.outputs["InboxBucketName"], key)


# --- put ---------------------------------------------------------------------------------------------------------


def test_each_file_has_its_line_with_what_became_of_it(stack: Stack, tmp_path: Path, capsys: Captured) -> None:
    files = written(tmp_path, ferry=page("The ferry sails again"), empty=b"", pier=page("The pier is mended"))
    status, out, err = run("put", *files, "--prefix", "news/", capsys=capsys)
    lines = sorted(line.split("\t") for line in out.splitlines())
    assert [line[:3] for line in lines] == [
        ["news/empty.html", "FAILED", id_of(stack, "news/empty.html")],
        ["news/ferry.html", "LIVE", id_of(stack, "news/ferry.html")],
        ["news/pier.html", "LIVE", id_of(stack, "news/pier.html")],
    ]
    assert lines[0][3].startswith("empty: ")
    assert [line[3] for line in lines[1:]] == ["The ferry sails again", "The pier is mended"]
    assert (status, err) == (1, "")


def test_status_0_says_that_all_are_articles(tmp_path: Path, capsys: Captured) -> None:
    status, _, _ = run("put", *written(tmp_path, good=page()), capsys=capsys)
    assert status == 0


def test_json_lines_tell_the_same_to_programs(stack: Stack, tmp_path: Path, capsys: Captured) -> None:
    files = written(tmp_path, **{f"many-{number}": page(f"The {number}th ferry") for number in range(30)})
    status, out, _ = run("put", *files, "--json", "--concurrency", "5", capsys=capsys)
    results = {result["key"]: result for result in map(json.loads, out.splitlines())}
    assert status == 0
    assert set(results) == {f"many-{number}.html" for number in range(30)}
    assert results["many-7.html"] == {
        "file": str(tmp_path / "many-7.html"),
        "key": "many-7.html",
        "status": "LIVE",
        "id": id_of(stack, "many-7.html"),
        "version_id": stored(stack, "many-7.html")["VersionId"],
        "headline": "The 7th ferry",
        "reason": None,
        "message": None,
        "superseded": False,
    }


def test_what_is_said_of_the_page_reaches_its_article(stack: Stack, tmp_path: Path, capsys: Captured) -> None:
    body = page("Die Fähre fährt wieder").encode("windows-1252", errors="xmlcharrefreplace")
    (file,) = written(tmp_path, said=body)
    address = "https://courier.example/fähre/日本?a=1&b=%20"
    arguments = ["--key", "ünï/a+b c%25é.html", "--url", address, "--fetched-at", "Sun, 01 Mar 2026 18:30:00 GMT"]
    status, out, _ = run(
        "put", file, *arguments, "--content-type", "text/html; charset=windows-1252", "--gzip", capsys=capsys
    )
    assert status == 0
    assert "Die Fähre fährt wieder" in out
    there = stored(stack, "ünï/a+b c%25é.html")
    assert (there["ContentType"], there["ContentEncoding"]) == ("text/html; charset=windows-1252", "gzip")
    assert there["Metadata"]["fetched-at"] == "2026-03-01T18:30:00+00:00"
    _, article, _ = run("get", "--key", "ünï/a+b c%25é.html", "--format", "json", capsys=capsys)
    assert Article.model_validate_json(article).url == address


def test_what_is_compressed_already_is_not_compressed_twice(stack: Stack, tmp_path: Path, capsys: Captured) -> None:
    (file,) = written(tmp_path, packed=gzip.compress(page().encode()))
    assert run("put", file, "--gzip", capsys=capsys)[0] == 0
    there = boto3.client("s3").get_object(Bucket=stack.outputs["InboxBucketName"], Key="packed.html")
    assert there["ContentEncoding"] == "gzip"
    assert gzip.decompress(there["Body"].read()) == page().encode()


@pytest.mark.parametrize(
    "address",
    [
        "https://courier.example/a?b=c%20d",
        "https://courier.example/fähre",
        "https://courier.example/=?utf-8?q?x?=",
        "https://courier.example/a b",
        "https://日本.example/",
    ],
)
def test_an_address_survives_being_metadata(address: str) -> None:
    metadata = address_for_metadata(address)
    assert metadata.isascii()
    assert address_in_metadata(metadata) == address


def test_a_new_version_is_waited_for_though_the_old_one_is_there(tmp_path: Path, capsys: Captured) -> None:
    (file,) = written(tmp_path, again=page("The first version"))
    run("put", file, capsys=capsys)
    written(tmp_path, again=page("The second version"))
    _, out, _ = run("put", file, capsys=capsys)
    assert out.rstrip().endswith("\tThe second version")
    # The same bytes once more are a version too, and change nothing.
    status, out, _ = run("put", file, capsys=capsys)
    assert (status, out.rstrip().split("\t")[1:4:2]) == (0, ["LIVE", "The second version"])


def test_a_later_version_of_somebody_else_ends_the_waiting(
    stack: Stack, tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    deliver, overtaken = dropping.pause, []

    def overtake(seconds: float) -> None:
        if not overtaken:
            overtaken.append(1)
            inbox = stack.outputs["InboxBucketName"]
            boto3.client("s3").put_object(Bucket=inbox, Key="overtaken.html", Body=page("Somebody else's").encode())
        deliver(seconds)

    monkeypatch.setattr(dropping, "pause", overtake)
    status, out, _ = run("put", *written(tmp_path, overtaken=page("Mine")), "--json", capsys=capsys)
    result = json.loads(out)
    assert (status, result["headline"], result["superseded"]) == (0, "Somebody else's", True)


def test_what_does_not_come_in_time_is_told_with_where_to_look(
    stack: Stack, tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dropping, "pause", lambda _: None)  # nothing is delivered
    status, out, err = run("put", *written(tmp_path, lost=page()), "--timeout", "0.1", capsys=capsys)
    assert status == 1
    assert out == f"lost.html\tPENDING\t{id_of(stack, 'lost.html')}\n"
    for hint in ("within 0.1 seconds", "IngestQueueUrl", "IngestFunction", "presscut redrive --stack presscut"):
        assert hint in err


def test_nothing_is_waited_for_where_that_is_not_wanted(
    stack: Stack, tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dropping, "pause", lambda _: pytest.fail("it waits"))
    files = written(tmp_path, sent=page())
    inbox = stack.outputs["InboxBucketName"]
    # By name, and with no table at all.
    assert main(["put", *files, "--no-wait", "--inbox", inbox]) == 0
    assert capsys.readouterr().out == f"sent.html\tSENT\t{id_of(stack, 'sent.html')}\n"
    assert stored(stack, "sent.html")["ContentType"] == "text/html"


def test_names_may_come_from_the_environment(
    stack: Stack, tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRESSCUT_INBOX_BUCKET", stack.outputs["InboxBucketName"])
    monkeypatch.setenv("PRESSCUT_ARTICLES_TABLE", stack.outputs["ArticlesTableName"])
    monkeypatch.setenv("PRESSCUT_ARTICLES_BUCKET", stack.outputs["ArticlesBucketName"])
    assert main(["put", *written(tmp_path, named=page())]) == 0
    assert capsys.readouterr().out.startswith("named.html\tLIVE\t")
    monkeypatch.setenv("PRESSCUT_INBOX_BUCKET", "of-another-deployment")
    assert main(["put", *written(tmp_path, named=page()), "--stack", STACK_NAME]) == 0


def test_a_page_comes_through_standard_input(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(page("From a pipe").encode())))
    status, out, _ = run("put", "-", "--key", "piped.html", capsys=capsys)
    assert (status, out.rstrip().split("\t")[3]) == (0, "From a pipe")


def test_folders_are_kept_where_they_tell_pages_apart(tmp_path: Path, capsys: Captured) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "index.html").write_text(page(f"The one in {folder}"))
    files = [str(tmp_path / folder / "index.html") for folder in ("a", "b")]
    with pytest.raises(SystemExit, match="2"):
        run("put", *files, capsys=capsys)
    assert "several pages would be index.html" in capsys.readouterr().err
    status, out, _ = run("put", *files, "--relative-to", str(tmp_path), "--prefix", "x/", capsys=capsys)
    assert status == 0
    assert sorted(line.split("\t")[0] for line in out.splitlines()) == ["x/a/index.html", "x/b/index.html"]


def test_a_headline_sends_no_commands_to_a_terminal(tmp_path: Path, capsys: Captured) -> None:
    body = page("Harmless").replace("Harmless", "Harm&#x9b;31m&#x202e;less")
    _, out, _ = run("put", *written(tmp_path, hostile=body), capsys=capsys)
    assert out.count("\n") == 1
    assert not {"\x1b", "\x9b", "\u202e"} & set(out)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_bar_shows_on_a_terminal_alone(tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    files = written(tmp_path, barred=page("Behind bars"), also=page("Behind them too"))
    terminal = Terminal()
    with monkeypatch.context() as on_terminal:
        on_terminal.setattr(sys, "stderr", terminal)
        assert main(["put", *files, "--stack", STACK_NAME]) == 0
    assert "0/2" in terminal.getvalue()
    assert "2/2" in terminal.getvalue()
    out = capsys.readouterr().out
    assert sorted(line.split("\t")[3] for line in out.splitlines()) == ["Behind bars", "Behind them too"]


def test_an_interrupt_says_how_many_are_open(tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_seconds: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(dropping, "pause", interrupted)
    status, _, err = run("put", *written(tmp_path, one=page(), two=page()), capsys=capsys)
    assert status == 1
    assert err == "presscut put: interrupted; of 2 pages, 2 are not sent or not read yet\n"


def test_a_bucket_without_versions_is_told(tmp_path: Path, capsys: Captured) -> None:
    boto3.client("s3").create_bucket(Bucket="unversioned")
    arguments = ["put", *written(tmp_path, plain=page()), "--inbox", "unversioned", "--stack", STACK_NAME]
    assert main(arguments) == 1
    assert "unversioned keeps no versions" in capsys.readouterr().out
    assert main([*arguments, "--no-wait"]) == 0


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ([], "required: FILE"),
        (["missing.html"], "no such file: missing.html"),
        (["-"], "standard input has no name"),
        (["{page}", "{page}", "--key", "a"], "--key is that of one page"),
        (["{page}", "{page}", "--url", "https://a.example/"], "--url is that of one page"),
        (["{page}", "--key", "a", "--prefix", "b/"], "--key is the whole key"),
        (["{page}", "--key", ""], "a key has 1 to 1024 bytes"),
        (["{page}", "--key", "ä" * 513], "and this one 1026"),
        (["{page}", "--url", "ftp://a.example/"], "--url wants an absolute http or https address"),
        (["{page}", "--fetched-at", "yesterday"], "--fetched-at wants a time"),
        (["{page}", "--timeout", "soon"], "no number of seconds"),
        (["{page}", "--concurrency", "0"], "no number from 1 to 256"),
        (["{page}", "--relative-to", "/nowhere"], "is not below /nowhere"),
        (["{page}"], "Which deployment?"),
        (["{page}", "--inbox", "a"], "--table (or PRESSCUT_ARTICLES_TABLE)"),
    ],
)
def test_wrong_usage_of_put_is_explained(
    tmp_path: Path, capsys: Captured, arguments: list[str], complaint: str
) -> None:
    (file,) = written(tmp_path, usage=page())
    with pytest.raises(SystemExit, match="2"):
        main(["put", *(argument.replace("{page}", file) for argument in arguments)])
    assert complaint in " ".join(capsys.readouterr().err.split())


# --- get ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "beginning"),
    [
        ("json", "{"),
        ("markdown", "# The ferry sails again\n"),
        ("text", "The ferry sails again\n"),
        ("html", "<!DOCTYPE html>"),
        ("jsonld", "{"),
        ("terminal", "The ferry sails again"),
    ],
)
def test_an_article_is_printed_in_the_form_that_is_asked_for(
    stack: Stack, tmp_path: Path, capsys: Captured, form: str, beginning: str
) -> None:
    run("put", *written(tmp_path, shown=page()), capsys=capsys)
    status, out, err = run("get", id_of(stack, "shown.html"), "--format", form, capsys=capsys)
    assert (status, err) == (0, "")
    assert out.lstrip().startswith(beginning)


def test_an_article_is_written_to_a_file(tmp_path: Path, capsys: Captured) -> None:
    run("put", *written(tmp_path, kept=page()), capsys=capsys)
    output = tmp_path / "article.json"
    assert run("get", "--key", "kept.html", "--output", str(output), capsys=capsys) == (0, "", "")
    assert Article.model_validate_json(output.read_text()).headline == "The ferry sails again"


def test_what_is_no_article_is_told_with_the_reason(stack: Stack, tmp_path: Path, capsys: Captured) -> None:
    run("put", *written(tmp_path, blank=b" "), capsys=capsys)
    status, out, err = run("get", "--key", "blank.html", capsys=capsys)
    assert (status, out) == (1, "")
    assert f"presscut get: {id_of(stack, 'blank.html')} is FAILED, empty: " in err
    status, _, err = run("get", "--key", "never.html", capsys=capsys)
    assert (status, "nothing is known of" in err) == (1, True)


def delete(stack: Stack, key: str) -> None:
    """moto tells nobody of deletions in a versioned bucket; this is what EventBridge writes."""
    news = {
        "detail-type": "Object Deleted",
        "source": "aws.s3",
        "time": "2026-03-01T18:30:00Z",
        "detail": {
            "bucket": {"name": stack.outputs["InboxBucketName"]},
            "object": {"key": key, "sequencer": "FF"},
            "deletion-type": "Delete Marker Created",
        },
    }
    boto3.client("sqs").send_message(QueueUrl=stack.resources["IngestQueue"], MessageBody=json.dumps(news))
    dropping.pause(0)


def test_a_deleted_article_is_told_and_what_it_was_can_be_read(stack: Stack, tmp_path: Path, capsys: Captured) -> None:
    (file,) = written(tmp_path, gone=page("As it was at first"))
    run("put", file, capsys=capsys)
    written(tmp_path, gone=page("As it was corrected"))
    run("put", file, capsys=capsys)
    delete(stack, "gone.html")
    status, out, err = run("get", "--key", "gone.html", capsys=capsys)
    assert (status, out) == (1, "")
    assert "is DELETED; its page was deleted at 2026-03-01T18:30:00+00:00" in err

    status, out, _ = run("get", "--key", "gone.html", "--revisions", capsys=capsys)
    newest, corrected, first = (line.split("\t") for line in out.splitlines())
    assert status == 0
    assert [newest[0], newest[2]] == ["3", "DELETED"]
    assert [corrected[0], corrected[2], *corrected[4:]] == ["2", "LIVE", "As it was corrected", "headline"]
    assert datetime.fromisoformat(first[1]).tzinfo == UTC
    _, out, _ = run("get", "--key", "gone.html", "--revision", first[3], "--format", "text", capsys=capsys)
    assert out.startswith("As it was at first\n")


def test_revisions_are_all_listed_for_programs_too(tmp_path: Path, capsys: Captured) -> None:
    for number in range(3):
        run("put", *written(tmp_path, often=page(f"Version {number}")), capsys=capsys)
    _, out, _ = run("get", "--key", "often.html", "--revisions", "--format", "json", capsys=capsys)
    listed = [json.loads(line) for line in out.splitlines()]
    assert [(one["number"], one["headline"]) for one in listed] == [(n + 1, f"Version {n}") for n in (2, 1, 0)]
    assert listed[0]["changes"]["fields"] == [{"field": "headline", "before": "Version 1", "after": "Version 2"}]
    status, _, err = run("get", "--key", "never.html", "--revisions", capsys=capsys)
    assert (status, "nothing is known of" in err) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ([], "by its ID, or by the --key"),
        (["0" * 64, "--key", "a"], "by its ID, or by the --key"),
        (["news/a.html"], "a key goes with --key"),
        (["0" * 64, "--revision", "3"], "a sequence has 32 hex digits"),
        (["0" * 64, "--revisions", "--format", "html"], "text or json, and no html"),
        (["0" * 64], "Which deployment?"),
    ],
)
def test_wrong_usage_of_get_is_explained(capsys: Captured, arguments: list[str], complaint: str) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["get", *arguments])
    assert complaint in " ".join(capsys.readouterr().err.split())


# --- pages that are named like a command -------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["put", "get", "redrive"])
def test_a_page_that_is_named_like_a_command_is_read(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (tmp_path / name).write_text(page())
    monkeypatch.chdir(tmp_path)
    for arguments in ([name], [f"./{name}"], ["--format", "json", name]):
        assert main(arguments) == 0
        assert json.loads(capsys.readouterr().out)["headline"] == "The ferry sails again"
    (tmp_path / name).unlink()
    with pytest.raises(SystemExit, match="2"):
        main([name])
    assert f"usage: presscut {name}" in capsys.readouterr().err


# --- what AWS answers --------------------------------------------------------------------------------------------


def test_a_stack_a_bucket_and_a_profile_that_are_not_there_are_told(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = written(tmp_path, astray=page())
    status, _, err = run("put", *files, capsys=capsys, stack="nowhere")
    assert (status, "reading the stack nowhere: there is no such stack" in err) == (1, True)
    assert main(["put", *files, "--no-wait", "--inbox", "no-such-inbox"]) == 1
    assert "there is no such bucket" in capsys.readouterr().out
    assert main(["put", *files, "--no-wait", "--inbox", "a", "--profile", "nobody"]) == 1
    assert "there is no such AWS profile" in capsys.readouterr().err
    assert main(["get", "0" * 64, "--table", "no-such-table", "--articles-bucket", "none"]) == 1
    assert "there is no such table" in capsys.readouterr().err
    monkeypatch.delenv("AWS_DEFAULT_REGION")
    monkeypatch.delenv("AWS_REGION")
    assert main(["get", "0" * 64, "--stack", STACK_NAME]) == 1
    assert "no AWS region is named" in capsys.readouterr().err


def answered(code: str, operation: str = "PutObject") -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": "said AWS."}}, operation)


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (answered("AccessDenied"), "writing it: AWS denies it: "),
        (answered("ExpiredToken"), "writing it: the credentials have expired"),
        (answered("InvalidAccessKeyId"), "writing it: AWS does not know these credentials"),
        (answered("SlowDown"), "writing it: AWS is asked too much at once"),
        (EndpointConnectionError(endpoint_url="http://aws"), "writing it: AWS does not answer"),
        (answered("NeverHeardOf"), "writing it: An error occurred (NeverHeardOf)"),
    ],
)
def test_aws_is_translated_and_quoted(answer: Exception, sentence: str) -> None:
    with pytest.raises(StorageError) as caught, translated_errors("writing it"):
        raise answer
    told = sentence_of(caught.value)
    assert told.startswith(sentence)
    assert ("said AWS" in told) is isinstance(answer, ClientError)
    assert "\n" not in told


def test_a_type_is_guessed_by_the_name_and_no_charset_is() -> None:
    assert put._content_type("a/b.html.gz") == "text/html"
    assert put._content_type("a/b.xhtml") == "application/xhtml+xml"
    assert put._content_type("no suffix") == "text/html"
