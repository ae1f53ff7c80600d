"""What the API says of itself: its OpenAPI document, and Swagger UI around it."""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from presscut.service.answers import Answer, document_answer

OPENAPI_PATH: Final = Path(__file__).with_name("openapi.json")
"""Made by :mod:`presscut.service.openapi` and committed."""

# Powertools brings Swagger UI whole, so no other machine is asked for it.
_SWAGGER_UI: Final = "aws_lambda_powertools.event_handler.openapi.swagger_ui"


@cache
def openapi_text(base_path: str) -> str:
    """The document, for callers who reach the API under this path."""
    document = json.loads(OPENAPI_PATH.read_text(encoding="utf-8"))
    document["servers"] = [{"url": base_path or "/"}]
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


@cache
def docs_answer(base_path: str) -> Answer:
    """A page that needs nothing but itself, and may ask nobody but the API it came from."""
    library = _asset("swagger-ui-bundle.min.js").replace("</script", "<\\/script")
    document = openapi_text(base_path).replace("<", "\\u003c")
    start = f'SwaggerUIBundle({{spec: {document}, dom_id: "#swagger-ui", deepLinking: true, filter: true, validatorUrl: null}});'
    page = (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>presscut API</title>\n'
        f"<style>{_asset('swagger-ui.min.css')}</style>\n</head>\n<body>\n"
        f'<main id="swagger-ui"></main>\n<script>{library}</script>\n<script>{start}</script>\n</body>\n</html>\n'
    )
    scripts = f"'{_digest(library)}' '{_digest(start)}'"
    policy = (
        # Swagger UI sets styles of elements, and carries its icons as data.
        f"default-src 'none'; script-src {scripts}; style-src 'unsafe-inline'; img-src data:; font-src data:; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    return document_answer(
        page, headers={"Content-Security-Policy": policy, "Referrer-Policy": "no-referrer"}, media_type="text/html"
    )


def _asset(name: str) -> str:
    return (files(_SWAGGER_UI) / name).read_text(encoding="utf-8")


def _digest(script: str) -> str:
    """As a policy names an inline script: https://www.w3.org/TR/CSP3/#grammardef-hash-source."""
    return f"sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}"
