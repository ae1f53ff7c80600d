"""The OpenAPI 3.1 document of the API, out of its table of operations: ``python -m presscut.service.openapi [--check]``.

``openapi.json`` is committed, so that clients can be generated from it and a change of the API shows in review. Schemas are
those of the models that read and write the documents; an article's is ``article.schema.json``.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final

from presscut.schema import article_schema
from presscut.service.documentation import OPENAPI_PATH
from presscut.service.negotiation import MEDIA_TYPES
from presscut.service.operations import COMMON_PROBLEMS, OPERATIONS, Content, Operation, Success
from presscut.service.parameters import Parameter
from presscut.service.posted import PAGE_TYPES
from presscut.service.problems import GATEWAY_CODES, GATEWAY_DEFAULTS, STATUS_OF_CODE, ProblemCode, title
from presscut.service.representations import (
    ListingPage,
    Problem,
    RevisionListing,
    SameTextListing,
    Upload,
    UploadOrder,
    described,
)

Node = dict[str, Any]

API_VERSION: Final = "1.0.0"

_DESCRIPTION: Final = (
    "Raw HTML in, clean structured articles out. Articles come as JSON, Markdown, text, an HTML page or schema.org's JSON-LD, by "
    "Accept. Whatever goes wrong comes as application/problem+json with a code; docs/errors.md says of each what to do. "
    "Callers are known by their signature (SigV4, the service execute-api), by an API key or by a token of a user pool, as the "
    "deployment has it."
)

_HEADERS: Final[dict[str, Node]] = {
    "ETag": {"description": "Names these very bytes; for If-None-Match.", "schema": {"type": "string"}},
    "Location": {"description": "Of what was made.", "schema": {"type": "string"}},
    "Content-Location": {"description": "Of the article.", "schema": {"type": "string"}},
    "Link": {"description": 'The next page, with rel="next"; not there on the last one.', "schema": {"type": "string"}},
    "Allow": {"description": "The methods that this address takes.", "schema": {"type": "string"}},
    "Retry-After": {"description": "Seconds.", "schema": {"type": "integer"}},
}
_EXAMPLE_OF_A_PAGE: Final = (
    '<html lang="en"><head><title>The ferry sails again</title></head><body><article><h1>The ferry sails again</h1>'
    "<p>By Ada Quill</p><p>The ferry to the outer islands sailed again on Monday, eleven days after the storm.</p>"
    "</article></body></html>"
)
_RETRIED: Final = {HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.CONFLICT}


def openapi_document() -> Node:
    """OpenAPI 3.1.0, as https://spec.openapis.org/oas/v3.1.0 has it."""
    paths: Node = defaultdict(dict)
    for operation in OPERATIONS:
        paths[operation.path][operation.method.lower()] = _operation(operation)
    return {
        "openapi": "3.1.0",
        "info": {"title": "presscut", "version": API_VERSION, "description": _DESCRIPTION},
        "servers": [{"url": "/"}],
        "tags": [{"name": name} for name in dict.fromkeys(operation.tag for operation in OPERATIONS)],
        "security": [{"AWS_IAM": []}, {"API_KEY": []}, {"COGNITO": []}],
        "paths": dict(paths),
        "components": {
            "schemas": _schemas(),
            "headers": _HEADERS,
            "securitySchemes": {
                "AWS_IAM": {
                    "type": "apiKey",
                    "in": "header",
                    "name": "Authorization",
                    "description": "Signature version 4 of AWS, for the service execute-api.",
                },
                "API_KEY": {"type": "apiKey", "in": "header", "name": "x-api-key"},
                "COGNITO": {
                    "type": "http",
                    "scheme": "bearer",
                    "bearerFormat": "JWT",
                    "description": "An ID token of the user pool that the deployment names.",
                },
            },
        },
    }


def text_of(document: Node) -> str:
    """The file's content."""
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def main(argv: Sequence[str] | None = None) -> int:
    """Write the document, or with ``--check`` tell whether it is stale. The exit status: 0, or 1 if it is."""
    parser = argparse.ArgumentParser(
        prog="python -m presscut.service.openapi", description="Write the OpenAPI document."
    )
    parser.add_argument("path", nargs="?", type=Path, default=OPENAPI_PATH, help="default: the committed one")
    parser.add_argument("--check", action="store_true", help="write nothing; fail if the file is stale")
    arguments = parser.parse_args(argv)
    path: Path = arguments.path
    written = text_of(openapi_document())
    if not arguments.check:
        path.write_text(written, encoding="utf-8")
    elif not (path.is_file() and path.read_text(encoding="utf-8") == written):
        sys.stderr.write(f"{path} is stale: run python -m presscut.service.openapi and commit it.\n")
        return 1
    return 0


# --- operations ----------------------------------------------------------------------------------------------------


def _operation(operation: Operation) -> Node:
    described_operation: Node = {
        "operationId": operation.name,
        "tags": [operation.tag],
        "summary": operation.summary,
        "description": operation.description,
    }
    if operation.parameters:
        described_operation["parameters"] = [_parameter(parameter) for parameter in operation.parameters]
    if operation.body is not None:
        described_operation["requestBody"] = _body(operation.body)
    successes = {str(status): _success(success) for status, success in operation.successes.items()}
    return described_operation | {"responses": successes | _problems(operation)}


def _parameter(parameter: Parameter) -> Node:
    described_parameter: Node = {
        "name": parameter.name,
        "in": parameter.place,
        "description": parameter.description,
        "required": parameter.place == "path",
        "schema": dict(parameter.schema),
    }
    return described_parameter | ({"example": parameter.example} if parameter.example is not None else {})


def _body(body: str) -> Node:
    if body == "page":
        return {"required": True, "content": {media_type: _page_of(media_type) for media_type in PAGE_TYPES}}
    return {"required": True, "content": {"application/json": {"schema": _reference(body)}}}


def _page_of(media_type: str) -> Node:
    """Bytes as they are have no schema (section 4.8.14.2); of text a document says that it is one, and tools let it be typed."""
    return {"schema": {"type": "string"}, "example": _EXAMPLE_OF_A_PAGE} if "html" in media_type else {}


def _success(success: Success) -> Node:
    response: Node = {"description": success.description}
    if success.headers:
        response["headers"] = {name: {"$ref": f"#/components/headers/{name}"} for name in success.headers}
    if success.content is not None:
        response["content"] = _content(success.content)
    return response


def _content(content: Content) -> Node:
    match content:
        case "article":
            return {media_type: {"schema": _schema_of_form(form)} for form, media_type in MEDIA_TYPES.items()}
        case "openapi":
            return {"application/json": {"schema": {"type": "object"}}}
        case "docs":
            return {"text/html": {"schema": {"type": "string"}}}
    return {"application/json": {"schema": _reference(content)}}


def _schema_of_form(form: str) -> Node:
    if form == "json":
        return _reference("Article")
    if form == "jsonld":
        return {"type": "object", "description": "An Article of https://schema.org."}
    return {"type": "string"}


def _problems(operation: Operation) -> Node:
    """By status; the description names the codes."""
    codes: dict[HTTPStatus, list[str]] = defaultdict(list)
    for code in dict.fromkeys((*COMMON_PROBLEMS, *operation.problems)):
        codes[STATUS_OF_CODE[code]].append(code)
    for gateway_code, status in GATEWAY_CODES.items():
        codes[status].append(gateway_code)
    return {str(status.value): _problem(status, codes[status]) for status in sorted(codes)}


def _problem(status: HTTPStatus, codes: Sequence[str]) -> Node:
    response: Node = {
        "description": f"{title(status)}: {', '.join(codes)}.",
        "content": {"application/problem+json": {"schema": _reference("Problem")}},
    }
    if status in _RETRIED:
        response["headers"] = {"Retry-After": {"$ref": "#/components/headers/Retry-After"}}
    return response


# --- schemas -------------------------------------------------------------------------------------------------------


def _reference(name: str) -> Node:
    return {"$ref": f"#/components/schemas/{name}"}


def _schemas() -> Node:
    schemas: Node = {}
    for model in (ListingPage, RevisionListing, SameTextListing, UploadOrder, Upload, Problem):
        schema = described(model)
        schemas |= schema.pop("$defs", {})
        schemas[model.__name__] = schema
    article = json.loads(json.dumps(article_schema()).replace("#/$defs/", "#/components/schemas/"))
    schemas |= article.pop("$defs")
    schemas["Article"] = {name: value for name, value in article.items() if name not in ("$schema", "$id")}
    schemas["Problem"]["properties"]["code"]["enum"] = _codes()
    return dict(sorted(schemas.items()))


def _codes() -> list[ProblemCode | str]:
    return sorted({*STATUS_OF_CODE, *GATEWAY_CODES, *GATEWAY_DEFAULTS})


if __name__ == "__main__":
    sys.exit(main())
