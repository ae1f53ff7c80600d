"""What the desk answers: drops through the whole way, the page with its reasons, the item, the history."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
import requests
from selectolax.lexbor import LexborHTMLParser
from werkzeug.test import Client

from presscut.local.desk.samples import samples
from presscut.local.desk.serving import desk_over
from presscut.local.desk.world import World, embedded_world

WALL = "english-cms-with-a-wall.html"
STATIC = Path(__file__).parents[2] / "src" / "presscut" / "local" / "desk" / "static"


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with embedded_world() as world:
        yield world


@pytest.fixture(scope="module")
def desk(world: World) -> Client:
    return Client(desk_over(world))


def dropped(
    desk: Client, key: str, html: str | bytes, url: str = "", content_type: str = "text/html; charset=utf-8"
) -> str:
    answer = desk.post("/desk/drops", query_string={"key": key, "url": url}, data=html, content_type=content_type)
    assert answer.status_code == 201
    identifier: str = answer.json["id"]
    return identifier


def read(desk: Client, identifier: str, part: str = "") -> Any:
    answer = desk.get(f"/desk/documents/{identifier}{part}")
    assert answer.status_code == 200
    return answer.json


@pytest.fixture(scope="module")
def night_trains(desk: Client) -> str:
    answer = desk.post("/desk/drops", query_string={"sample": WALL})
    assert answer.status_code == 201
    return str(answer.json["id"])


def test_a_sample_goes_the_whole_way_into_the_table(desk: Client, night_trains: str) -> None:
    told = read(desk, night_trains)
    assert (told["status"], told["key"], told["problem"]) == ("LIVE", WALL, None)
    assert told["article"]["headline"] == "Night Trains Return to the Valley, but the Old Stations Do Not"
    assert desk.get(f"/v1/articles/{night_trains}", headers={"Accept": "text/plain"}).status_code == 200
    (line,) = [one for one in desk.get("/desk/documents").json["documents"] if one["id"] == night_trains]
    assert (line["key"], line["status"], line["word_count"]) == (WALL, "LIVE", told["article"]["word_count"])


def test_a_page_is_uploaded_to_this_aws_and_read(desk: Client, world: World) -> None:
    page = samples()[WALL].path.read_bytes()
    order = {"size": len(page), "url": "https://valley.example/trains"}
    upload = desk.post("/v1/uploads", json=order).json
    link = upload["request"]
    assert link["url"].startswith(f"{world.aws_url}/{world.settings.inbox_bucket_name}/uploads/")

    sent = requests.request(link["method"], link["url"], data=page, headers=link["headers"], timeout=30)
    assert sent.status_code == 200

    state = desk.get(upload["link"]).json
    assert state["status"] == "done"
    assert desk.get(state["article"]).json["url"] == "https://valley.example/trains"
    assert read(desk, state["article_id"])["key"] == f"uploads/{upload['id']}.html"


@pytest.mark.parametrize("name", sorted(samples()))
def test_every_sample_is_shown_or_its_failure_is_told(desk: Client, name: str) -> None:
    told = read(desk, desk.post("/desk/drops", query_string={"sample": name}).json["id"])
    if name.endswith(".html"):
        original = desk.get(f"/desk/documents/{told['id']}/original")
        assert original.status_code == 200
        assert all(f'id="{block["anchor"]}"' in original.text for block in told["blocks"] if block["kind"] != "rule")
    else:
        assert told["problem"]["code"] == "not_html"
        assert desk.get(f"/desk/documents/{told['id']}/original").json["code"] == "not_html"


def test_blocks_carry_the_decision_its_rule_and_their_place(desk: Client, night_trains: str) -> None:
    blocks = read(desk, night_trains)["blocks"]
    share = next(block for block in blocks if block["text"] == "Share on Facebook")
    assert (share["decision"], share["reason"]) == ("cut", "markup: share")
    original = desk.get(f"/desk/documents/{night_trains}/original").text
    mark = re.search(rf'<presscut-block[^>]*id="{share["anchor"]}"[^>]*>([^<]*)', original)
    assert mark is not None
    assert mark[1] == "Share on Facebook"
    assert 'data-reason="markup: share"' in mark[0]
    assert {block["decision"] for block in blocks} == {"kept", "a field", "cut", "behind the wall", "passed over"}


def test_fields_carry_their_sources_and_how_often_those_are_right(desk: Client, night_trains: str) -> None:
    fields = {field["name"]: field for field in read(desk, night_trains)["fields"]}
    headline = fields["headline"]
    assert headline["found_in"] == "dom:h1"
    assert "meta:og:title" in headline["agreeing"]
    assert 0.5 < headline["confidence"] <= 1
    assert fields["alternative_headline"] == {
        "name": "alternative_headline", "value": None, "found_in": None, "agreeing": [], "confidence": None,
    }  # fmt: skip


def test_the_item_is_told_as_dynamodb_has_it(desk: Client, world: World, night_trains: str) -> None:
    latest, *others = read(desk, night_trains, "/item")["rows"]
    assert latest["sort_key"] == "LATEST"
    row = json.loads(latest["json"])
    key = {"pk": {"S": f"DOC#{night_trains}"}, "sk": {"S": "LATEST"}}
    assert row == world.dynamodb.get_item(TableName=world.settings.table_name, Key=key)["Item"]
    assert latest["write_units"] == -(-latest["bytes"] // 1024)
    kinds = {row["sort_key"].split("#")[0] for row in others}
    assert kinds - {"SAME"} == {"S", "SIGNATURE", "V"}  # others drop the same sample under keys of their own


def test_a_page_dropped_again_is_a_revision_with_its_changes(desk: Client) -> None:
    page = "<title>Tides</title><h1>Tides</h1><p>The tide came in at noon, and the whole harbour stood and watched it come.</p>"
    first = dropped(desk, "tides.html", page)
    second = dropped(desk, "tides.html", page.replace("noon", "one").replace("Tides", "Tides, again"))
    assert first == second
    newest, oldest = read(desk, first, "/revisions")["revisions"]
    assert (newest["number"], oldest["number"], oldest["changes"]) == (2, 1, None)
    headline = {"field": "headline", "before": "Tides", "after": "Tides, again"}
    assert newest["changes"]["fields"] == [headline]
    assert "+The tide came in at one" in newest["changes"]["body"]["diff"]


def test_the_page_can_be_taken_up_again_whatever_its_charset(desk: Client) -> None:
    page = "<title>Café</title><h1>Café</h1><p>Der Kaffee kam spät, und alle haben trotzdem gewartet.</p>"
    url = "https://hafen.example/straße"
    identifier = dropped(desk, "cafe.html", page.encode("windows-1252"), url, "text/html; charset=windows-1252")
    assert read(desk, identifier, "/source") == {"html": page, "url": url}


def test_a_drop_from_another_program_arrives(desk: Client, world: World) -> None:
    s3 = boto3.client("s3", endpoint_url=world.aws_url)
    page = (
        b"<title>From afar</title><h1>From afar</h1><p>Somebody else has dropped this, by the AWS CLI or by boto3.</p>"
    )
    s3.put_object(
        Bucket=world.settings.inbox_bucket_name, Key="afar.html", Body=page, Metadata={"url": "https://a.example/afar"}
    )
    newest = desk.get("/desk/documents").json["documents"][0]
    assert (newest["key"], newest["headline"], newest["url"]) == ("afar.html", "From afar", "https://a.example/afar")


def test_a_posted_article_is_shown_without_its_page(desk: Client) -> None:
    page = "<title>Posted</title><h1>Posted</h1><p>This page was posted, and the service keeps the article alone.</p>"
    answer = desk.post("/v1/articles", data=page, content_type="text/html; charset=utf-8")
    assert answer.status_code == 201
    told = read(desk, answer.headers["Location"].rsplit("/", 1)[1])
    assert (told["key"], told["original_problem"]["code"]) == (None, "not_found")
    assert told["article"]["headline"] == "Posted"


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"key": ""}, "invalid_query"),
        ({"key": "k" * 1025}, "invalid_query"),
        ({"key": "a.html", "url": "harbour.example"}, "invalid_url"),
        ({"sample": "../conftest.py"}, "not_found"),
    ],
)
def test_a_drop_that_cannot_be_is_told_in_words(desk: Client, query: dict[str, str], code: str) -> None:
    answer = desk.post("/desk/drops", query_string=query, data="<p>x</p>")
    assert answer.content_type == "application/problem+json"
    assert answer.json["code"] == code
    assert answer.json["detail"]


@pytest.mark.parametrize(
    "path", ["/desk/documents/none", "/desk/documents/none/original", "/desk/static/..", "/desk/static/x.js"]
)
def test_what_is_not_there_is_told(desk: Client, path: str) -> None:
    assert desk.get(path).status_code == 404


def test_other_sites_get_nothing(desk: Client) -> None:
    assert desk.get("/desk/documents", headers={"Host": "elsewhere.example"}).status_code == 400
    for path in ("/desk/drops?key=a", "/v1/articles"):
        assert desk.post(path, data="<p>x</p>", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403


def test_the_page_loads_nothing_from_elsewhere_and_has_no_code_of_its_own(desk: Client) -> None:
    answer = desk.get("/")
    assert "default-src 'none'; script-src 'self'; style-src 'self'" in answer.headers["Content-Security-Policy"]
    assert re.findall(r'(?:src|href)="([^"#]+)"', answer.text) == [
        *(f"/desk/static/{name}" for name in ("icon.svg", "desk.css", "desk.js")),
        "/v1/docs",
    ]
    assert not re.search(r"<script(?![^>]* src=)|<style|\son\w+=|\sstyle=", answer.text)
    for path in STATIC.iterdir():
        assert desk.get(f"/desk/static/{path.name}").status_code == 200


HOSTILE = """<html onload="alert(1)"><head><base href="https://evil.example/"><meta http-equiv="refresh" content="0;url=https://evil.example">
<link rel="stylesheet" href="https://evil.example/a.css"><style>@import "https://evil.example/b.css"; p { color: red; background: url(https://evil.example/c.png) }
</style><style></style><script>alert(2)</script></style></head><body onpageshow="alert(3)" style="background:u\\72l(https://evil.example/d.png)">
<presscut-block data-decision="kept" onclick="alert(4)">Forged</presscut-block>
<h1>Harbour <img src=x onerror="alert(5)"> <svg onload="alert(6)"><style><img src=x onerror=alert(7)></style></svg></h1>
<p title="x" onmouseover="alert(8)">The harbour was quiet that night, and nobody who lived there had expected anything else of it.</p>
<form action="javascript:alert(9)"><button formaction="javascript:alert(10)">Send</button><input autofocus onfocus="alert(11)"></form>
<a href="javascript:alert(16)">A link that runs.</a>
<noscript><p title="</noscript><img src=x onerror=alert(12)>">Without scripts.</p></noscript><math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(13)&gt;">
</table></mtext></math><iframe srcdoc="<script>alert(14)</script>"></iframe><object data="javascript:alert(15)"></object>
</body></html>"""


def test_nothing_of_a_hostile_page_is_left_but_its_text(desk: Client) -> None:
    answer = desk.get(f"/desk/documents/{dropped(desk, 'hostile.html', HOSTILE)}/original")
    assert "The harbour was quiet that night" in answer.text
    assert "A link that runs." in answer.text
    # In the title of a mark, or as text, words stay words: what counts are the elements and attributes of the parsed page.
    tree = LexborHTMLParser(answer.text)
    names = {node.tag for node in tree.root.traverse()}  # type: ignore[union-attr]
    assert names.isdisjoint(
        {"script", "img", "svg", "math", "iframe", "object", "form", "input", "button", "base", "link"}
    )
    allowed = {"class", "id", "style", "dir", "lang", "title", "data-decision", "data-reason"}
    for node in tree.css("body, body *"):
        assert set(node.attributes) <= allowed
        assert "evil" not in (node.attributes.get("style") or "")
    assert "evil.example" not in "".join(node.text() for node in tree.css("style"))
    assert "sandbox" in answer.headers["Content-Security-Policy"].split("; ")
    assert "script-src" not in answer.headers["Content-Security-Policy"]


def test_a_page_without_its_styles_is_plain(desk: Client) -> None:
    page = "<style>p { color: teal }</style><p style='color: navy'>A sentence about the harbour that is long enough to be kept.</p>"
    identifier = dropped(desk, "styled.html", page)
    with_styles, without = (
        desk.get(f"/desk/documents/{identifier}/original?styles={value}").text for value in ("on", "off")
    )
    assert "teal" in with_styles
    assert "navy" in with_styles
    assert "teal" not in without
    assert "navy" not in without
