"""The API function as API Gateway calls it, over buckets and table of moto."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import pytest
from botocore.exceptions import ClientError
from conftest import Aws
from made_up import SENTENCES, Context, counted, eventbridge, example_event, failed, http_request, page

from presscut.article import Article
from presscut.errors import ReasonCode
from presscut.service import answers, api, ingest
from presscut.service.problems import STATUS_OF_CODE
from presscut.storage.records import Deleted, Live, Origin, document_id

URL = "https://courier.example/ferry"
HTML = "text/html; charset=utf-8"
FORMS = ["application/json", "text/markdown", "text/plain", "text/html", "application/ld+json"]


class Answered:
    """What API Gateway makes of the function's answer."""

    def __init__(self, answer: dict[str, Any]) -> None:
        json.dumps(answer)
        assert not answer["isBase64Encoded"]
        self.status: int = answer["statusCode"]
        self.body: str = answer["body"]
        self.headers: dict[str, str] = {
            name.lower(): ", ".join(values) for name, values in answer["multiValueHeaders"].items()
        }

    def json(self) -> Any:
        return json.loads(self.body)

    def article(self) -> Article:
        return Article.model_validate_json(self.body)


def call(event: dict[str, Any]) -> Answered:
    return Answered(api.handler(event, Context()))


def request(method: str, path: str, body: bytes | str | None = None, **headers: Any) -> Answered:
    """``path`` with or without the stage, as answers have it."""
    return call(http_request(method, path.removeprefix("/live"), body, **headers))


def id_at(location: str) -> str:
    return location.removeprefix("/live/v1/articles/")


def assert_problem(answered: Answered, status: int, code: str) -> None:
    assert answered.status == status
    assert answered.headers["content-type"] == "application/problem+json"
    problem = answered.json()
    assert problem["status"] == status
    assert problem["code"] == code
    assert problem["title"]
    assert 5 < len(problem["detail"]) < 600
    assert "Traceback" not in answered.body
    assert "presscut/" not in answered.body


pytestmark = pytest.mark.usefixtures("aws")


# --- the examples of events/ -------------------------------------------------------------------------------------


def test_the_example_of_an_extraction_gives_the_article_of_its_page() -> None:
    answered = call(example_event("api-extract"))
    assert answered.status == HTTPStatus.OK
    article = answered.article()
    assert article.headline == "The harbour café reopens"
    assert "£41,000 in all" in article.text
    assert "“We counted ninety people before eight,”" in article.text
    assert article.url == "https://courier.example/coast/harbour-cafe"


def test_the_examples_of_storing_and_getting_belong_together() -> None:
    stored = call(example_event("api-articles-post"))
    assert stored.status == HTTPStatus.CREATED
    wanted = example_event("api-article-get")
    assert stored.headers["location"] == wanted["requestContext"]["path"]

    shown = call(wanted)
    assert shown.status == HTTPStatus.OK
    assert shown.headers["content-type"] == "text/markdown; charset=utf-8"
    assert "The harbour café reopens" in shown.body


# --- POST /v1/extract --------------------------------------------------------------------------------------------

_JAPANESE = (
    "港のカフェが火曜日に再開した。二年前の嵐で屋根を失っていた店である。",
    "朝の船は乗組員の朝食のために遅れた。",
)


@pytest.mark.parametrize(
    ("charset", "headline", "paragraphs"),
    [
        ("utf-8", "Über die Brücke – heute", SENTENCES),
        ("windows-1252", "Über die Brücke – heute", SENTENCES),
        ("shift_jis", "港のカフェ再開", _JAPANESE),
        ("gb18030", "港口咖啡馆重新开业", SENTENCES),
    ],
)
@pytest.mark.parametrize("declared_in", ["the header", "the page", "both"])
def test_a_page_in_any_charset_is_read_wherever_that_is_declared(
    charset: str, headline: str, paragraphs: tuple[str, ...], declared_in: str
) -> None:
    html = page(headline, paragraphs, charset="" if declared_in == "the header" else charset)
    content_type = "text/html" if declared_in == "the page" else f"text/html; charset={charset}"
    answered = request("POST", "/v1/extract", html.encode(charset), content_type=content_type)
    assert answered.status == HTTPStatus.OK
    assert answered.article().headline == headline
    assert answered.article().text == "\n\n".join(paragraphs)


def test_an_address_beyond_ascii_may_be_percent_encoded_as_a_whole() -> None:
    encoded = quote("https://courier.example/küste?a=1", safe="")
    answered = request("POST", "/v1/extract", page().encode(), content_type=HTML, x_presscut_url=encoded)
    assert answered.article().url in ("https://courier.example/küste?a=1", "https://courier.example/k%C3%BCste?a=1")


@pytest.mark.parametrize("headers", [{}, {"content_encoding": "utf-8"}, {"content_encoding": "identity"}])
def test_text_that_the_gateway_has_decoded_is_taken_as_text_whatever_it_declares(headers: dict[str, str]) -> None:
    html = page("Über die Brücke", charset="windows-1252")
    answered = request("POST", "/v1/extract", html, content_type="text/html; charset=windows-1252", **headers)
    assert answered.article().headline == "Über die Brücke"


def test_a_compressed_page_is_read() -> None:
    answered = request(
        "POST", "/v1/extract", gzip.compress(page().encode()), content_type=HTML, content_encoding="gzip"
    )
    assert answered.article().headline == "The ferry sails again"


@pytest.mark.parametrize(
    "where",
    [{"query": {"url": URL}}, {"x_presscut_url": URL}, {"content_location": URL}],
    ids=lambda at: next(iter(at)),
)
def test_the_address_of_the_page_is_taken_from_query_or_headers(where: dict[str, Any]) -> None:
    assert request("POST", "/v1/extract", page().encode(), content_type=HTML, **where).article().url == URL


@pytest.mark.parametrize(
    "where",
    [
        {"query": {"fetched_at": "2024-05-28T12:00:00Z"}},
        {"x_presscut_fetched_at": "2024-05-28T14:00:00+02:00"},
        {"x_presscut_fetched_at": "Tue, 28 May 2024 12:00:00 GMT"},
    ],
    ids=("query", "header", "as HTTP's Date"),
)
def test_a_relative_date_is_read_against_the_time_of_the_fetch(where: dict[str, Any]) -> None:
    html = page(paragraphs=("Published 2 days ago", *SENTENCES)).encode()
    article = request("POST", "/v1/extract", html, content_type=HTML, **where).article()
    assert str(article.date_published) == "2024-05-26"


def test_a_relative_date_is_read_against_the_time_of_the_request_where_no_fetch_is_named() -> None:
    html = page(paragraphs=("Published 3 minutes ago", *SENTENCES)).encode()
    published = request("POST", "/v1/extract", html, content_type=HTML).article().date_published
    assert isinstance(published, datetime)
    assert timedelta(minutes=2) < datetime.now(UTC) - published < timedelta(minutes=6)


@pytest.mark.parametrize("path", ["/v1/extract", "/v1/articles"])
@pytest.mark.parametrize("accept", FORMS)
def test_an_article_comes_in_the_form_asked_for(path: str, accept: str) -> None:
    answered = request("POST", path, page().encode(), content_type=HTML, accept=accept)
    assert answered.status in (HTTPStatus.OK, HTTPStatus.CREATED)
    assert answered.headers["content-type"].partition(";")[0] == accept
    assert answered.headers["vary"] == "Accept"
    assert answered.headers["x-content-type-options"] == "nosniff"
    assert "The ferry to the outer islands" in answered.body


@pytest.mark.parametrize("path", ["/v1/extract", "/v1/articles"])
def test_the_reader_page_may_not_run_or_load_anything(path: str) -> None:
    hostile = page(paragraphs=(*SENTENCES, '<script>alert(1)</script><img src=x onerror="alert(1)">The end of it all.'))
    answered = request("POST", path, hostile.encode(), content_type=HTML, accept="text/html")
    policy = answered.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "alert(1)" not in answered.body
    assert "onerror" not in answered.body


def test_extracting_keeps_nothing(aws: Aws) -> None:
    assert request("POST", "/v1/extract", page().encode(), content_type=HTML).status == HTTPStatus.OK
    assert aws.rows() == []


# --- POST /v1/articles -------------------------------------------------------------------------------------------


def test_a_new_page_is_stored_where_its_location_says(aws: Aws, capsys: pytest.CaptureFixture[str]) -> None:
    answered = request("POST", "/v1/articles", page().encode(), content_type=HTML, x_presscut_url=URL)
    assert answered.status == HTTPStatus.CREATED
    identifier = id_at(answered.headers["location"])
    assert aws.latest_row(identifier)["host"] == {"S": "courier.example"}
    assert counted(capsys.readouterr().out) == {"ArticlesStored": 1}

    shown = request("GET", answered.headers["location"])
    assert shown.article() == answered.article()
    assert shown.headers["etag"] == answered.headers["etag"]


def test_the_same_page_again_is_the_same_article(aws: Aws, capsys: pytest.CaptureFixture[str]) -> None:
    first = request("POST", "/v1/articles", page().encode(), content_type=HTML)
    rows = aws.rows()
    capsys.readouterr()

    again = request("POST", "/v1/articles", gzip.compress(page().encode()), content_type=HTML)

    assert again.status == HTTPStatus.OK
    assert again.body == first.body
    assert again.headers["content-location"] == first.headers["location"]
    assert "location" not in again.headers
    assert aws.rows() == rows
    assert counted(capsys.readouterr().out) == {"ArticlesDuplicate": 1}


def test_another_address_or_charset_makes_another_article() -> None:
    answers_ = [
        request("POST", "/v1/articles", page().encode(), content_type=content_type, **headers)
        for content_type, headers in [(HTML, {}), ("text/html", {}), (HTML, {"x_presscut_url": URL})]
    ]
    assert [answered.status for answered in answers_] == [HTTPStatus.CREATED] * 3
    assert len({answered.headers["location"] for answered in answers_}) == 3


def test_an_article_of_an_older_extractor_is_read_anew(aws: Aws) -> None:
    first = request("POST", "/v1/articles", page().encode(), content_type=HTML)
    identifier = id_at(first.headers["location"])
    stored = aws.store().get(identifier)
    assert isinstance(stored, Live)
    aws.dynamodb.delete_item(TableName=aws.table, Key={"pk": {"S": f"DOC#{identifier}"}, "sk": {"S": "LATEST"}})
    worse = stored.article.model_copy(update={"headline": "Badly read"})
    aws.store().put(replace(stored, article=worse, extractor_version=stored.extractor_version - 1))

    again = request("POST", "/v1/articles", page().encode(), content_type=HTML)

    assert again.status == HTTPStatus.OK
    assert again.article().headline == "The ferry sails again"
    assert request("GET", first.headers["location"]).article().headline == "The ferry sails again"


def test_a_deleted_page_comes_back_when_it_is_posted_again(aws: Aws) -> None:
    first = request("POST", "/v1/articles", page().encode(), content_type=HTML)
    identifier = id_at(first.headers["location"])
    aws.store().put(Deleted(Origin(identifier, "00" * 16, datetime.now(UTC)), datetime.now(UTC) + timedelta(days=90)))
    assert_problem(request("GET", first.headers["location"]), 410, "deleted")

    assert request("POST", "/v1/articles", page().encode(), content_type=HTML).status == HTTPStatus.CREATED
    assert request("GET", first.headers["location"]).status == HTTPStatus.OK


def test_a_large_article_is_stored_and_shown_like_any_other(aws: Aws) -> None:
    paragraphs = tuple(f"{number}. {SENTENCES[number % 3]}" for number in range(2500))
    stored = request("POST", "/v1/articles", page(paragraphs=paragraphs).encode(), content_type=HTML)
    assert stored.status == HTTPStatus.CREATED
    assert "article_key" in aws.latest_row(id_at(stored.headers["location"]))
    assert request("GET", stored.headers["location"]).body == stored.body


# --- GET /v1/articles/{id} ---------------------------------------------------------------------------------------


@pytest.fixture
def location() -> str:
    return request("POST", "/v1/articles", page().encode(), content_type=HTML).headers["location"]


def test_every_form_has_a_strong_validator_of_its_own(location: str) -> None:
    etags = [request("GET", location, accept=accept).headers["etag"] for accept in FORMS]
    assert len(set(etags)) == len(FORMS)
    assert all(etag.startswith('"') and etag.endswith('"') for etag in etags)
    assert etags == [request("GET", location, accept=accept).headers["etag"] for accept in FORMS]


@pytest.mark.parametrize("accept", FORMS)
def test_a_client_that_has_this_form_already_gets_304_without_a_body(location: str, accept: str) -> None:
    etag = request("GET", location, accept=accept).headers["etag"]
    for known in (etag, f'"other", {etag}', f"W/{etag}", "*"):
        answered = request("GET", location, accept=accept, if_none_match=known)
        assert (answered.status, answered.body) == (HTTPStatus.NOT_MODIFIED, "")
        assert answered.headers["etag"] == etag
        assert answered.headers["vary"] == "Accept"
    assert request("GET", location, accept=accept, if_none_match='"other"').status == HTTPStatus.OK


def test_the_validator_of_another_form_does_not_count(location: str) -> None:
    etag = request("GET", location, accept="text/markdown").headers["etag"]
    assert request("GET", location, accept="text/html", if_none_match=etag).status == HTTPStatus.OK


def test_a_header_sent_twice_counts_as_one(location: str) -> None:
    event = http_request("GET", location.removeprefix("/live"), accept="text/markdown;q=0.5")
    event["multiValueHeaders"]["Accept"] = ["text/plain", "text/markdown;q=0.5"]
    assert call(event).headers["content-type"] == "text/plain; charset=utf-8"


def test_head_is_get_without_the_body(location: str) -> None:
    answered = request("HEAD", location, accept="text/plain")
    assert (answered.status, answered.body) == (HTTPStatus.OK, "")
    assert answered.headers == request("GET", location, accept="text/plain").headers


def test_a_dropped_page_is_shown_like_a_posted_one(aws: Aws) -> None:
    aws.drop("news/ferry.html", page().encode())
    ingest.handler(eventbridge("news/ferry.html"), Context())
    identifier = document_id(aws.inbox_bucket, "news/ferry.html")
    assert request("GET", f"/v1/articles/{identifier}").article().headline == "The ferry sails again"


def test_a_drop_that_failed_tells_why(aws: Aws) -> None:
    aws.store().put(failed("a" * 64))
    answered = request("GET", f"/v1/articles/{'a' * 64}")
    assert_problem(answered, 422, "not_html")
    assert answered.json()["detail"] == "The object is a PDF."


@pytest.mark.parametrize("identifier", ["0" * 64, "F" * 64, "no-id", "..", "a" * 65, "a%2Fb", "ä"])
def test_an_unknown_or_impossible_id_is_not_found(identifier: str) -> None:
    assert_problem(request("GET", f"/v1/articles/{identifier}"), 404, "not_found")


# --- problems ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/", "/v1", "/v2/extract", "/v1/articles/a/b", "/v1/extract/x"])
def test_an_unknown_address_is_not_found(path: str) -> None:
    assert_problem(request("GET", path), 404, "not_found")


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/v1/extract", "POST, OPTIONS"),
        ("/v1/articles", "POST, GET, HEAD, OPTIONS"),
        (f"/v1/articles/{'0' * 64}", "GET, DELETE, HEAD, OPTIONS"),
        (f"/v1/articles/{'0' * 64}/revisions", "GET, HEAD, OPTIONS"),
        (f"/v1/articles/{'0' * 64}/revisions/{'0' * 32}", "GET, HEAD, OPTIONS"),
        (f"/v1/articles/{'0' * 64}/same-text", "GET, HEAD, OPTIONS"),
        ("/v1/uploads", "POST, OPTIONS"),
        ("/v1/uploads/0190163d-8694-739b-aea5-966c26f8ad91", "GET, HEAD, OPTIONS"),
        ("/v1/openapi.json", "GET, HEAD, OPTIONS"),
        ("/v1/docs", "GET, HEAD, OPTIONS"),
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_a_method_that_an_address_does_not_have_is_405_and_names_those_it_has(
    path: str, allowed: str, method: str
) -> None:
    answered = request(method, path, page().encode() if method == "POST" else None, content_type=HTML)
    if method == "OPTIONS":
        assert (answered.status, answered.body, answered.headers["allow"]) == (HTTPStatus.NO_CONTENT, "", allowed)
    elif method in allowed.split(", "):
        assert answered.status != HTTPStatus.METHOD_NOT_ALLOWED
    elif method == "HEAD":
        assert (answered.status, answered.body) == (HTTPStatus.METHOD_NOT_ALLOWED, "")
    else:
        assert_problem(answered, 405, "method_not_allowed")
        assert answered.headers["allow"] == allowed


@pytest.mark.parametrize("path", ["/v1/extract", "/v1/articles"])
@pytest.mark.parametrize(
    ("body", "headers", "status", "code"),
    [
        (None, {}, 422, "empty"),
        (b"  \n ", {}, 422, "empty"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + b"\x00\x9c\xff" * 500, {}, 422, "not_html"),
        (b"<html><body>" + b"<div>" * 200_000, {}, 422, "too_deep"),
        (page().encode(), {"content_type": "application/json"}, 415, "unsupported_media_type"),
        (page().encode(), {"content_encoding": "compress"}, 415, "unsupported_compression"),
        (gzip.compress(page().encode())[:-20], {"content_encoding": "gzip"}, 400, "corrupt_compression"),
        (page().encode(), {"query": {"url": "courier.example/ferry"}}, 400, "invalid_url"),
        (page().encode(), {"x_presscut_url": "javascript:alert(1)"}, 400, "invalid_url"),
        (page().encode(), {"query": {"url": ""}}, 400, "invalid_url"),
        (page().encode(), {"x_presscut_fetched_at": "yesterday"}, 400, "invalid_fetched_at"),
        (page().encode(), {"query": {"fetched_at": ""}}, 400, "invalid_fetched_at"),
        (page().encode(), {"accept": "image/png"}, 406, "not_acceptable"),
        (gzip.compress(b"<p>rain</p>" * 1_000_000), {}, 413, "too_large"),
    ],
    ids=(
        "no body",
        "white space",
        "a PDF",
        "too deep",
        "a wrong type",
        "a wrong coding",
        "a broken coding",
        "a relative address",
        "a script's address",
        "an empty address",
        "no time of a fetch",
        "an empty time of a fetch",
        "a form we lack",
        "a page too large",
    ),
)
def test_each_bad_request_has_its_status_and_code(
    aws: Aws, path: str, body: bytes | None, headers: dict[str, Any], status: int, code: str
) -> None:
    answered = request("POST", path, body, **({"content_type": HTML} | headers))
    assert_problem(answered, status, code)
    assert aws.rows() == []


def test_what_is_marked_as_base64_and_is_not_is_a_bad_request() -> None:
    event = http_request("POST", "/v1/extract", b"", content_type=HTML) | {"body": "<p>rain", "isBase64Encoded": True}
    assert_problem(call(event), 400, "invalid_base64")


@pytest.mark.parametrize("name", ["accept", "accept-encoding"])
def test_a_415_tells_what_would_have_been_taken(name: str) -> None:
    headers = {"content_type": "image/png"} if name == "accept" else {"content_type": HTML, "content_encoding": "lzma"}
    answered = request("POST", "/v1/extract", page().encode(), **headers)
    assert answered.status == HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    assert ("text/html" if name == "accept" else "gzip") in answered.headers[name]


def test_a_page_too_large_for_a_post_is_sent_to_the_inbox(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAX_HTML_BYTES", "200")
    answered = request("POST", "/v1/extract", page().encode(), content_type=HTML)
    assert_problem(answered, 413, "too_large")
    assert "POST /v1/uploads" in answered.json()["detail"]
    assert "inbox bucket" in answered.json()["detail"]
    assert "s3://presscut-inbox" in answered.json()["detail"]


@pytest.mark.parametrize("path", ["/v1/extract", "/v1/articles"])
def test_an_answer_that_lambda_could_not_carry_is_refused_and_nothing_is_kept(
    aws: Aws, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    # A quote takes two bytes in transit: 3.2 million of them are too many.
    monkeypatch.setattr(answers, "render", lambda *_: '"' * 3_200_000)
    answered = request("POST", path, page().encode(), content_type=HTML)
    assert_problem(answered, 413, "answer_too_large")
    assert aws.rows() == []


def test_the_largest_answer_fits_into_lambdas_quota(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "render", lambda *_: "ü" * ((answers.MAX_ANSWER_BYTES - 16 * 1024) // 2 - 1))
    answer = api.handler(http_request("POST", "/v1/extract", page().encode(), content_type=HTML), Context())
    assert answer["statusCode"] == HTTPStatus.OK
    assert len(json.dumps(answer, ensure_ascii=False).encode()) <= 6 * 1024 * 1024


def test_an_article_too_large_for_this_form_is_refused_when_it_is_asked_for(
    location: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "render", lambda *_: "x" * 7_000_000)
    assert_problem(request("GET", location), 413, "answer_too_large")


def test_a_busy_store_asks_to_come_back(location: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _refuse_reading(monkeypatch, "ThrottlingException")
    answered = request("GET", location)
    assert_problem(answered, 503, "temporarily_unavailable")
    assert int(answered.headers["retry-after"]) > 0


def test_a_fault_of_the_deployment_is_ours_and_its_details_stay_here(
    location: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _refuse_reading(monkeypatch, "AccessDeniedException")
    capsys.readouterr()
    answered = request("GET", location)
    assert_problem(answered, 500, "internal_error")
    assert "AccessDenied" not in answered.body
    assert counted(capsys.readouterr().out) == {"RequestsFailed": 1, "ProblemsByCode": 1}


def test_a_defect_is_answered_without_a_word_about_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> None:
        raise ZeroDivisionError("the secret of line 7")

    monkeypatch.setattr(answers, "render", broken)
    answered = request("POST", "/v1/extract", page().encode(), content_type=HTML)
    assert_problem(answered, 500, "internal_error")
    assert "secret" not in answered.body
    assert "ZeroDivision" not in answered.body


def test_a_refusal_is_counted_by_its_code(capsys: pytest.CaptureFixture[str]) -> None:
    request("POST", "/v1/extract", b" ", content_type=HTML)
    output = capsys.readouterr().out
    assert counted(output) == {"RequestsRefused": 1, "ProblemsByCode": 1}
    assert '"code":"empty"' in output.replace(" ", "")


def test_every_reason_has_a_status_of_a_client() -> None:
    assert all(400 <= STATUS_OF_CODE[reason] < 500 for reason in ReasonCode.__args__)


def _refuse_reading(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    store: Any = api.service().store

    def refusing(**_: Any) -> None:
        raise ClientError({"Error": {"Code": code, "Message": "No."}}, "GetItem")

    monkeypatch.setattr(store.dynamodb, "get_item", refusing)
