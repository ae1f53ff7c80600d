"""The committed OpenAPI document, and the page that lists every code: up to date, valid, and what the code does."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, get_args

import pytest
from openapi_spec_validator import validate

from presscut.errors import ReasonCode
from presscut.service import openapi
from presscut.service.documentation import OPENAPI_PATH
from presscut.service.operations import OPERATIONS
from presscut.service.problems import GATEWAY_CODES, GATEWAY_DEFAULTS, STATUS_OF_CODE, ProblemCode

ERRORS = Path(__file__).parents[2] / "docs" / "errors.md"
ROW = re.compile(r"^\| `(\w+)` \| (\d{3}|[45]xx) \| (.+) \| (.+) \|$", re.MULTILINE)


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    written: dict[str, Any] = json.loads(OPENAPI_PATH.read_text(encoding="utf-8"))
    return written


def test_the_committed_document_is_up_to_date() -> None:
    written = openapi.text_of(openapi.openapi_document())
    assert OPENAPI_PATH.read_text(encoding="utf-8") == written, "run python -m presscut.service.openapi"


def test_the_document_is_openapi_3_1(document: dict[str, Any]) -> None:
    assert document["openapi"] == "3.1.0"
    validate(document)


def test_the_document_has_every_operation_and_no_other(document: dict[str, Any]) -> None:
    described = {
        (path, method.upper(), operation["operationId"])
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    }
    assert described == {(operation.path, operation.method, operation.name) for operation in OPERATIONS}


def test_every_answer_that_is_a_problem_has_the_schema_of_one(document: dict[str, Any]) -> None:
    for methods in document["paths"].values():
        for operation in methods.values():
            for status, response in operation["responses"].items():
                if int(status) >= 400:
                    assert list(response["content"]) == ["application/problem+json"]
                    assert response["content"]["application/problem+json"]["schema"]["$ref"].endswith("/Problem")


def test_no_operation_is_described_as_open(document: dict[str, Any]) -> None:
    assert document["security"] == [{"AWS_IAM": []}, {"API_KEY": []}, {"COGNITO": []}]
    assert set(document["components"]["securitySchemes"]) == {"AWS_IAM", "API_KEY", "COGNITO"}
    # An empty list, or an empty alternative in it, would let anybody in; without one, the document's own counts.
    operations = [operation for methods in document["paths"].values() for operation in methods.values()]
    assert len(operations) == len(OPERATIONS)
    assert not any("security" in operation for operation in operations)


def test_every_code_has_a_status() -> None:
    codes = {code for part in get_args(ProblemCode) for code in (get_args(part) or (part,))}
    assert codes == set(STATUS_OF_CODE)
    assert set(get_args(ReasonCode)) <= codes


def test_the_page_of_errors_lists_every_code_with_its_status_and_what_to_do() -> None:
    rows = ROW.findall(ERRORS.read_text(encoding="utf-8"))
    statuses = {code: str(status.value) for code, status in (STATUS_OF_CODE | GATEWAY_CODES).items()} | GATEWAY_DEFAULTS
    assert {code: status for code, status, _, _ in rows} == statuses
    assert len(rows) == len(statuses)
    assert all(len(meaning) > 15 and len(advice) > 10 for _, _, meaning, advice in rows)


def test_check_fails_on_a_stale_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "openapi.json"
    assert openapi.main(["--check", str(path)]) == 1
    assert openapi.main([str(path)]) == 0
    assert openapi.main(["--check", str(path)]) == 0
    assert "is stale" in capsys.readouterr().err
