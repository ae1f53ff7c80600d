"""Where the API is reached: under its stage, under a domain of one's own, and under a base path there."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from conftest import Aws
from made_up import http_request, live, page
from test_api import HTML, URL, Answered, assert_problem, call

from presscut.service.operations import ROUTES, allowed_methods
from presscut.service.requests import without_base_path

pytestmark = pytest.mark.usefixtures("aws")

ID = "a" * 64
UPLOAD = "0190163d-8694-739b-aea5-966c26f8ad91"
EXAMPLES = {"{sequence}": "0" * 32, "{id}": ID}


@dataclass(frozen=True, slots=True)
class Place:
    """``path`` and ``requestContext.path`` of an event begin with these."""

    in_path: str
    in_whole: str

    def event(self, method: str, address: str, body: bytes | str | None = None, **headers: Any) -> dict[str, Any]:
        """``address`` as a caller writes it, as answers have it."""
        parts = urlsplit(address)
        assert parts.path.startswith(self.in_whole)
        route = parts.path.removeprefix(self.in_whole)
        (resource,) = {
            template for template in ROUTES if re.fullmatch(re.sub(r"{\w+}", "[^/]+", template) + "/*", route)
        }
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        event = http_request(method, self.in_path + route, body, query=query or None, **headers)
        event["resource"] = event["requestContext"]["resourcePath"] = resource
        event["requestContext"]["path"] = parts.path
        return event

    def request(self, method: str, address: str, body: bytes | str | None = None, **headers: Any) -> Answered:
        return call(self.event(method, address, body, **headers))

    def at(self, route: str) -> str:
        return self.in_whole + route


PLACES = {
    "the stage": Place("", "/prod"),
    "a domain of one's own": Place("", ""),
    "a base path": Place("/press", "/press"),
    "a base path of two parts": Place("/news/press", "/news/press"),
    "a base path like a version": Place("/v1", "/v1"),
    "a base path like a route": Place("/v1/articles", "/v1/articles"),
}


@pytest.fixture(params=PLACES.values(), ids=PLACES.keys())
def place(request: pytest.FixtureRequest) -> Place:
    found: Place = request.param
    return found


def test_every_route_is_found_and_every_method_it_lacks_is_405(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("API_DOCS", "on")
    for route in ROUTES:
        path = route
        for name, example in EXAMPLES.items():
            path = path.replace(name, UPLOAD if route == "/v1/uploads/{id}" else example)
        for slash in ("", "/"):
            told = place.request("OPTIONS", place.at(path + slash))
            assert told.headers["allow"] == ", ".join(allowed_methods(route)), path
            assert_problem(place.request("PATCH", place.at(path + slash)), 405, "method_not_allowed")
            for method in allowed_methods(route):
                answered = place.request(method, place.at(path + slash))
                assert answered.status != HTTPStatus.METHOD_NOT_ALLOWED
                assert "There is nothing at this address" not in answered.body


def test_every_link_leads_on(place: Place, aws: Aws) -> None:
    posted = place.request("POST", place.at("/v1/articles"), page().encode(), content_type=HTML, x_presscut_url=URL)
    assert posted.status == HTTPStatus.CREATED
    location = posted.headers["location"]
    assert location.startswith(place.at("/v1/articles/"))
    shown = place.request("GET", location)
    assert shown.article() == posted.article()
    assert shown.headers["content-location"] == location

    (revision,) = place.request("GET", f"{location}/revisions").json()["revisions"]
    assert place.request("GET", revision["link"]).article() == posted.article()

    for number in (1, 2):
        aws.store().put(live(str(number) * 64, url=URL, headline=f"Part {number}"))
    address, links = place.at("/v1/articles?host=courier.example&limit=1"), []
    while address:
        listed = place.request("GET", address)
        links += [article["link"] for article in listed.json()["articles"]]
        address = listed.headers.get("link", "").removesuffix('>; rel="next"').removeprefix("<")
    assert len(links) == 3
    assert all(place.request("GET", link).status == HTTPStatus.OK for link in links)


def test_an_upload_is_asked_for_and_found_again(place: Place) -> None:
    opened = place.request("POST", place.at("/v1/uploads"), json.dumps({"size": 4}), content_type="application/json")
    assert opened.headers["location"] == opened.json()["link"]
    assert opened.json()["link"].startswith(place.at("/v1/uploads/"))
    assert place.request("GET", opened.json()["link"]).json()["status"] == "pending"


def test_the_document_and_its_page_say_where_they_were_asked_for(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("API_DOCS", "on")
    servers = [{"url": place.in_whole or "/"}]
    assert place.request("GET", place.at("/v1/openapi.json")).json()["servers"] == servers
    written = json.dumps(servers[0])[1:-1]
    assert written in place.request("GET", place.at("/v1/docs")).body


def test_the_same_post_with_the_same_key_is_the_same_wherever_it_is_sent_to() -> None:
    answers = [
        place.request("POST", place.at("/v1/articles"), page().encode(), content_type=HTML, idempotency_key="key-1")
        for place in PLACES.values()
    ]
    assert {answered.status for answered in answers} == {HTTPStatus.CREATED}
    assert [answered.headers["location"].partition("/v1/articles/")[0] for answered in answers[:3]] == [
        "/prod",
        "",
        "/press",
    ]


def test_events_of_other_hands_are_taken_as_they_are() -> None:
    for resource in ("/{proxy+}", "/v1/other", None):
        event = {"resource": resource, "path": "/press/v1/articles", "httpMethod": "GET"}
        assert without_base_path(event, ROUTES) == event
    event = {"resource": "/v1/articles", "path": "/v1/extract"}
    assert without_base_path(event, ROUTES) == event
