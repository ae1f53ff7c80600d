"""Listings, revisions, deletions and what the API says of itself, as API Gateway calls the function."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any

import pytest
from conftest import Aws
from made_up import Context, eventbridge, failed, live, page
from test_api import HTML, URL, Answered, assert_problem, id_at, request

from presscut.service import ingest
from presscut.service.documentation import OPENAPI_PATH
from presscut.storage.claim_check import ClaimCheck
from presscut.storage.cursors import cursor_of
from presscut.storage.records import Revision, document_id
from presscut.storage.syndication import SameTexts
from presscut.storage.table import Table

pytestmark = pytest.mark.usefixtures("aws")

ID = "a" * 64


def listed(**query: str) -> Answered:
    return request("GET", "/v1/articles", query=query)


def post(headline: str, url: str = URL) -> str:
    answered = request("POST", "/v1/articles", page(headline).encode(), content_type=HTML, x_presscut_url=url)
    return answered.headers["location"]


# --- GET /v1/articles ----------------------------------------------------------------------------------------------


def test_a_host_is_listed_in_pages_that_lead_to_each_other() -> None:
    locations = {post(f"The ferry sails again, part {number}") for number in range(5)}
    seen, address, pages = [], "/v1/articles?host=www.courier.example&limit=2", 0
    while address:
        path, _, query = address.partition("?")
        answered = request("GET", path, query=dict(part.split("=") for part in query.split("&")))
        assert answered.status == HTTPStatus.OK
        seen += answered.json()["articles"]
        pages += 1
        link = answered.headers.get("link", "")
        assert ("next_cursor" in answered.json()) == bool(link)
        address = link.removesuffix('>; rel="next"').removeprefix("<")
    assert pages == 3
    assert {article["link"] for article in seen} == locations
    assert len(seen) == 5
    assert {article["id"] for article in seen} == {id_at(location) for location in locations}
    assert {article["url"] for article in seen} == {URL}


def test_an_address_and_a_fingerprint_are_listed() -> None:
    location = post("The ferry sails again")
    fingerprint = request("GET", location).article().fingerprint
    for query in ({"url": URL}, {"fingerprint": fingerprint}, {"fingerprint": fingerprint.upper()}):
        assert [article["link"] for article in listed(**query).json()["articles"]] == [location]
    assert listed(url="https://courier.example/other").json() == {"articles": []}


def test_days_bound_a_listing() -> None:
    dated = page(paragraphs=("Published 2026-03-01",)).replace(
        "<head>", '<head><meta property="article:published_time" content="2026-03-01T10:00:00Z">'
    )
    request("POST", "/v1/articles", dated.encode(), content_type=HTML, x_presscut_url=URL)
    for days, number in (
        ({}, 1),
        ({"from": "2026-03-01", "to": "2026-03-01"}, 1),
        ({"from": "2026-03-02"}, 0),
        ({"to": "2026-02-28"}, 0),
    ):
        assert len(listed(host="courier.example", **days).json()["articles"]) == number


@pytest.mark.parametrize(
    ("query", "code", "named"),
    [
        ({"form": "2026-03-01", "host": "a.example"}, "unknown_parameter", "'form'"),
        ({"host": "a.example", "from": "yesterday"}, "invalid_parameter", "from"),
        ({"host": "a.example", "from": "20260301"}, "invalid_parameter", "from"),
        ({"host": "a.example", "to": "2026-02-30"}, "invalid_parameter", "to"),
        ({"host": "a.example", "limit": "0"}, "invalid_parameter", "limit"),
        ({"host": "a.example", "limit": "101"}, "invalid_parameter", "limit"),
        ({"host": "a.example", "limit": "٣"}, "invalid_parameter", "limit"),
        ({"host": "a.example", "limit": "1e1"}, "invalid_parameter", "limit"),
        ({"host": "a.example", "from": "2026-03-02", "to": "2026-03-01"}, "invalid_query", "2026-03-02"),
        ({}, "invalid_query", "exactly one"),
        ({"host": "a.example", "url": URL}, "invalid_query", "exactly one"),
        ({"url": URL, "from": "2026-03-02"}, "invalid_query", "host"),
        ({"url": "ferry"}, "invalid_query", "ferry"),
        ({"host": "not a host"}, "invalid_query", "not a host"),
        ({"fingerprint": "abc"}, "invalid_query", "64"),
        ({"host": "a.example", "cursor": "made_up"}, "invalid_cursor", "cursor"),
    ],
)
def test_a_query_that_cannot_be_is_refused_and_named(query: dict[str, str], code: str, named: str) -> None:
    answered = listed(**query)
    assert_problem(answered, 400, code)
    assert named in answered.json()["detail"]


def test_a_cursor_of_another_query_is_refused() -> None:
    for number in range(2):
        post(f"The ferry sails again, part {number}")
    cursor = listed(host="courier.example", limit="1").json()["next_cursor"]
    assert_problem(listed(host="other.example", cursor=cursor), 400, "foreign_cursor")


def test_a_parameter_that_is_given_twice_is_refused() -> None:
    from made_up import http_request
    from test_api import call

    event = http_request("GET", "/v1/articles", query={"host": "a.example"})
    event["multiValueQueryStringParameters"] = {"host": ["a.example", "b.example"]}
    assert_problem(call(event), 400, "invalid_parameter")


def test_unknown_parameters_are_refused_everywhere() -> None:
    for method, path in (("POST", "/v1/extract"), ("GET", f"/v1/articles/{ID}"), ("DELETE", f"/v1/articles/{ID}")):
        assert_problem(request(method, path, query={"pretty": "1"}), 400, "unknown_parameter")


# --- all reads -----------------------------------------------------------------------------------------------------


def test_every_read_has_a_validator_and_knows_it_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("API_DOCS", "on")
    location = post("The ferry sails again")
    reads: list[tuple[str, dict[str, Any]]] = [
        (location, {}),
        ("/v1/articles", {"query": {"host": "courier.example"}}),
        (f"{location}/revisions", {}),
        (request("GET", f"{location}/revisions").json()["revisions"][0]["link"], {}),
        (f"{location}/same-text", {}),
        ("/v1/openapi.json", {}),
        ("/v1/docs", {}),
    ]
    for path, options in reads:
        first = request("GET", path, **options)
        assert first.status == HTTPStatus.OK, path
        again = request("GET", path, if_none_match=first.headers["etag"], **options)
        assert (again.status, again.body) == (HTTPStatus.NOT_MODIFIED, ""), path
        assert again.headers["etag"] == first.headers["etag"]
        for known in (f"W/{first.headers['etag']}", f'"other", {first.headers["etag"]}', "*"):
            head = request("HEAD", path, if_none_match=known, **options)
            assert (head.status, head.body, head.headers) == (HTTPStatus.NOT_MODIFIED, "", again.headers), path
        head = request("HEAD", path, **options)
        assert (head.status, head.body, head.headers) == (HTTPStatus.OK, "", first.headers), path


@pytest.mark.parametrize(
    "path",
    [
        "/v1/articles?host=a.example",
        f"/v1/articles/{ID}/revisions",
        f"/v1/articles/{ID}/same-text",
        f"/v1/uploads/{ID}",
    ],
)
def test_what_comes_as_json_alone_is_406_for_who_takes_none(path: str) -> None:
    address, _, query = path.partition("?")
    parameters = {"query": dict([query.split("=")])} if query else {}
    assert_problem(request("GET", address, accept="text/markdown", **parameters), 406, "not_acceptable")


# --- DELETE --------------------------------------------------------------------------------------------------------


def test_a_deleted_article_is_gone_from_everywhere_but_its_history() -> None:
    location = post("The ferry sails again")
    assert (deleted := request("DELETE", location)).status == HTTPStatus.NO_CONTENT
    assert deleted.body == ""
    assert_problem(request("GET", location), 410, "deleted")
    assert_problem(request("DELETE", location), 410, "deleted")
    assert listed(host="courier.example").json()["articles"] == []
    statuses = [revision["status"] for revision in request("GET", f"{location}/revisions").json()["revisions"]]
    assert statuses == ["DELETED", "LIVE"]


def test_what_was_never_there_cannot_be_deleted() -> None:
    assert_problem(request("DELETE", f"/v1/articles/{ID}"), 404, "not_found")
    assert_problem(request("DELETE", "/v1/articles/no-id"), 404, "not_found")


def test_a_deleted_drop_comes_back_with_a_later_drop_and_with_no_repetition(aws: Aws) -> None:
    version = aws.drop("news/ferry.html", page().encode())
    news = eventbridge("news/ferry.html", sequencer="0055AED6DCD90281E5", version_id=version)
    ingest.handler(news, Context())
    path = f"/v1/articles/{document_id(aws.inbox_bucket, 'news/ferry.html')}"
    assert request("DELETE", path).status == HTTPStatus.NO_CONTENT

    ingest.handler(news, Context())
    assert_problem(request("GET", path), 410, "deleted")

    later = aws.drop("news/ferry.html", page("The ferry stays in port").encode())
    ingest.handler(eventbridge("news/ferry.html", sequencer="0055AED6DCD90281E6", version_id=later), Context())
    assert request("GET", path).article().headline == "The ferry stays in port"


def test_a_failed_drop_can_be_deleted(aws: Aws) -> None:
    aws.store().put(failed(ID))
    assert request("DELETE", f"/v1/articles/{ID}").status == HTTPStatus.NO_CONTENT
    assert_problem(request("GET", f"/v1/articles/{ID}"), 410, "deleted")


@pytest.mark.parametrize("sequencer", ["not-hex", "F" * 32])
def test_an_article_after_whose_sequence_there_is_no_number_can_be_deleted_as_well(aws: Aws, sequencer: str) -> None:
    """Not from an event any more; but whoever writes to the table may have written one."""
    aws.store().put(live(ID, sequencer))
    path = f"/v1/articles/{ID}"
    assert request("DELETE", path).status == HTTPStatus.NO_CONTENT
    assert_problem(request("GET", path), 410, "deleted")
    statuses = [revision["status"] for revision in request("GET", f"{path}/revisions").json()["revisions"]]
    assert statuses == ["DELETED", "LIVE"]


def test_a_drop_whose_sequencer_is_no_number_is_ordered_by_its_time_and_can_be_deleted(aws: Aws) -> None:
    version = aws.drop("news/ferry.html", page().encode())
    ingest.handler(eventbridge("news/ferry.html", sequencer="x-7", version_id=version), Context())
    path = f"/v1/articles/{document_id(aws.inbox_bucket, 'news/ferry.html')}"
    (revision,) = request("GET", f"{path}/revisions").json()["revisions"]
    assert request("GET", revision["link"]).status == HTTPStatus.OK
    assert request("DELETE", path).status == HTTPStatus.NO_CONTENT
    assert_problem(request("GET", path), 410, "deleted")


# --- revisions -----------------------------------------------------------------------------------------------------


def test_the_history_is_listed_newest_first_with_what_changed_and_each_article_is_shown(aws: Aws) -> None:
    for number in range(1, 5):
        aws.store().put(live(ID, f"0{number}", headline=f"The ferry sails again, part {number}"))
    aws.store().put(failed(ID, "05"))

    first = request("GET", f"/v1/articles/{ID}/revisions", query={"limit": "2"})
    second = request("GET", f"/v1/articles/{ID}/revisions", query={"limit": "4", "cursor": first.json()["next_cursor"]})

    revisions = first.json()["revisions"] + second.json()["revisions"]
    assert [revision["number"] for revision in revisions] == [5, 4, 3, 2, 1]
    assert (revisions[0]["status"], revisions[0]["reason"]) == ("FAILED", "not_html")
    change = {"field": "headline", "before": "The ferry sails again, part 3", "after": "The ferry sails again, part 4"}
    assert change in revisions[1]["changes"]["fields"]
    assert "changes" not in revisions[4]
    assert "next_cursor" not in second.json()

    for revision in revisions[1:]:
        shown = request("GET", revision["link"])
        assert shown.article().headline == revision["headline"]
        assert shown.headers["content-location"] == revision["link"]
    assert_problem(request("GET", revisions[0]["link"]), 422, "not_html")
    assert request("GET", revisions[1]["link"], accept="text/html").headers["content-type"].startswith("text/html")


def test_there_is_no_revision_but_those_listed(aws: Aws) -> None:
    aws.store().put(live(ID, "02"))
    for sequence in ("F" * 32, "0" * 32, "02", "x", "02".ljust(32, "0").lower() + "0"):
        assert_problem(request("GET", f"/v1/articles/{ID}/revisions/{sequence}"), 404, "not_found")
    for path in (f"/v1/articles/{'b' * 64}/revisions", "/v1/articles/x/revisions"):
        assert_problem(request("GET", path), 404, "not_found")
    assert_problem(request("GET", f"/v1/articles/{ID}/revisions", query={"cursor": "x"}), 400, "invalid_cursor")


def test_a_cursor_of_another_document_is_refused(aws: Aws) -> None:
    for identifier in (ID, "b" * 64):
        for number in (1, 2):
            aws.store().put(live(identifier, f"0{number}", headline=f"Part {number}"))
    cursor = request("GET", f"/v1/articles/{ID}/revisions", query={"limit": "1"}).json()["next_cursor"]
    assert_problem(
        request("GET", f"/v1/articles/{'b' * 64}/revisions", query={"cursor": cursor}), 400, "foreign_cursor"
    )


# --- the same text elsewhere ---------------------------------------------------------------------------------------


def put_and_settle(aws: Aws, *revisions: Revision) -> None:
    texts = SameTexts(Table(aws.dynamodb, aws.table), ClaimCheck(aws.s3, aws.articles_bucket).read)
    for revision in revisions:
        aws.store().put(revision)
        texts.settle(revision.origin.document_id)


def test_where_the_same_text_stands_is_listed_page_by_page_and_changes_nothing_of_the_article(aws: Aws) -> None:
    put_and_settle(aws, live(ID))
    alone = request("GET", f"/v1/articles/{ID}")
    assert request("GET", f"/v1/articles/{ID}/same-text").json() == {"same_text_as": []}
    others = [character * 64 for character in "ecbd"]
    put_and_settle(
        aws, *(live(other, url=f"https://www.{other[0]}.example/a", headline=f"Boats, {other[0]}") for other in others)
    )

    first = request("GET", f"/v1/articles/{ID}/same-text", query={"limit": "3"})
    second = request("GET", f"/v1/articles/{ID}/same-text", query={"cursor": first.json()["next_cursor"]})

    shown = first.json()["same_text_as"] + second.json()["same_text_as"]
    assert [article["id"] for article in shown] == sorted(others)
    assert "next_cursor" not in second.json()
    assert f'cursor={first.json()["next_cursor"]}>; rel="next"' in first.headers["link"]
    assert shown[0] == {
        "id": "b" * 64,
        "link": f"/live/v1/articles/{'b' * 64}",
        "kind": "exact",
        "containment": 1,
        "distance": 0,
        "url": "https://www.b.example/a",
        "host": "b.example",
        "headline": "Boats, b",
    }
    assert request("GET", shown[0]["link"]).article().headline == "Boats, b"
    assert request("GET", f"/v1/articles/{ID}").headers["etag"] == alone.headers["etag"]


def test_a_text_that_is_nearly_the_same_is_listed_as_such(aws: Aws) -> None:
    text = " ".join(f"word{number}" for number in range(200))
    put_and_settle(aws, live(ID, text=text), live("b" * 64, text=f"Berlin (dpa) {text} More to come."))
    (near,) = request("GET", f"/v1/articles/{ID}/same-text").json()["same_text_as"]
    assert near["kind"] == "near"
    assert 0.7 <= near["containment"] <= 1
    assert 0 < near["distance"] < 64
    assert "url" not in near


def test_only_an_article_has_the_same_text_as_others(aws: Aws) -> None:
    put_and_settle(aws, live(ID), live("b" * 64), live("c" * 64))
    assert request("DELETE", f"/v1/articles/{ID}").status == HTTPStatus.NO_CONTENT
    aws.store().put(failed("b" * 64, "02"))
    assert_problem(request("GET", f"/v1/articles/{ID}/same-text"), 410, "deleted")
    assert_problem(request("GET", f"/v1/articles/{'b' * 64}/same-text"), 422, "not_html")
    for path in (f"/v1/articles/{'d' * 64}/same-text", "/v1/articles/x/same-text"):
        assert_problem(request("GET", path), 404, "not_found")


def test_a_cursor_of_the_same_text_is_its_document_s_and_names_an_article(aws: Aws) -> None:
    put_and_settle(aws, *(live(character * 64) for character in "abc"))
    cursor = request("GET", f"/v1/articles/{ID}/same-text", query={"limit": "1"}).json()["next_cursor"]
    path = f"/v1/articles/{'b' * 64}/same-text"
    assert_problem(request("GET", path, query={"cursor": cursor}), 400, "foreign_cursor")
    assert_problem(request("GET", path, query={"cursor": "x"}), 400, "invalid_cursor")
    made_up = cursor_of(("same-text", "b" * 64), ("LATEST",))
    assert_problem(request("GET", path, query={"cursor": made_up}), 400, "invalid_cursor")


# --- what the API says of itself -----------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/v1/openapi.json", "/v1/docs"])
def test_documentation_is_shown_only_where_the_deployment_says_so(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert_problem(request("GET", path), 404, "not_found")
    monkeypatch.setenv("API_DOCS", "on")
    assert request("GET", path).status == HTTPStatus.OK


def test_the_document_is_the_committed_one_for_the_address_of_the_caller(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("API_DOCS", "on")
    shown = request("GET", "/v1/openapi.json").json()
    committed = json.loads(OPENAPI_PATH.read_text(encoding="utf-8"))
    assert shown["servers"] == [{"url": "/live"}]
    assert shown | {"servers": committed["servers"]} == committed


def test_swagger_ui_comes_whole_and_may_ask_nobody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("API_DOCS", "on")
    answered = request("GET", "/v1/docs")
    assert answered.headers["content-type"] == "text/html; charset=utf-8"
    assert "SwaggerUIBundle" in answered.body
    assert "<script src" not in answered.body
    assert "<link" not in answered.body.partition("<script>")[0]
    policy = answered.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "http" not in policy
