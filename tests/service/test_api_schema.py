"""What schemathesis makes up from the OpenAPI document, sent through the gateway of this machine to the real handler.

Bounded here; ``make test-api-schema`` asks for more. Requests that fit the document and are refused all the same stand
below, each with the reason: OpenAPI has no words for it.
"""

from __future__ import annotations

import os
from functools import cache
from typing import Any, Final

import pytest
import schemathesis
import werkzeug
from conftest import Aws
from hypothesis import HealthCheck, settings
from made_up import failed, live
from schemathesis.config import SchemathesisConfig

from presscut.local.gateway import Gateway
from presscut.local.stack import binary_media_types
from presscut.service import api
from presscut.service.documentation import OPENAPI_PATH
from presscut.storage.claim_check import ClaimCheck
from presscut.storage.syndication import SameTexts
from presscut.storage.table import Table

EXAMPLES: Final = int(os.environ.get("PRESSCUT_SCHEMA_EXAMPLES", "20"))


def refused(operation: str, *statuses: str) -> dict[str, Any]:
    expected = ["2xx", "304", "404", "410", *statuses]
    return {
        "include-operation-id": operation,
        "checks": {"positive_data_acceptance": {"expected-statuses": expected}},
    }


CONFIG: Final = SchemathesisConfig.from_dict(
    {
        # Who may call is the gateway's to decide, by the template (tests/contract/test_api_is_closed.py).
        "checks": {"ignored_auth": {"enabled": False}},
        "output": {"sanitization": {"enabled": False}},
        "operations": [
            # Random text is no page, or no address; and which of the types of a page it has, nobody says.
            refused("extract_page", "400", "415", "422"),
            refused("store_page", "400", "415", "422"),
            # Exactly one of three parameters; a host or an address that is none; a cursor that no page has given.
            refused("list_articles", "400"),
            refused("list_revisions", "400"),
            refused("list_same_text", "400", "422"),
            # The largest size is a setting. What is an address is said better by the parser than by a pattern.
            refused("open_upload", "413", "422"),
            refused("show_article", "422"),
            refused("show_revision", "422"),
        ],
    }
)


@cache
def gateway() -> Gateway:
    return Gateway(api.handler, binary_media_types())


def app(environ: Any, start_response: Any) -> Any:
    """The gateway; the document comes without it, since it is read before there is any world to ask."""
    if environ["PATH_INFO"] == "/committed":
        return werkzeug.Response(OPENAPI_PATH.read_bytes(), content_type="application/json")(environ, start_response)
    return gateway()(environ, start_response)


schema = schemathesis.openapi.from_wsgi("/committed", app, config=CONFIG)


@pytest.fixture
def some_articles(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("API_DOCS", "on")
    for number in range(1, 4):
        aws.store().put(live("a" * 64, f"0{number}", headline=f"Part {number}", url="https://courier.example/ferry"))
    aws.store().put(failed("b" * 64))
    aws.store().put(live("c" * 64, url="https://gazette.example/boats"))
    for character in "ac":
        SameTexts(Table(aws.dynamodb, aws.table), ClaimCheck(aws.s3, aws.articles_bucket).read).settle(character * 64)


@pytest.mark.usefixtures("some_articles")
@schema.parametrize()
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=EXAMPLES <= 20)
def test_the_api_does_what_its_document_says(case: Any) -> None:
    case.call_and_validate()
