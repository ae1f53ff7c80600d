"""The JSON Schema of what presscut writes: ``python -m presscut.schema [--check] [path]``.

``article.schema.json`` is made from :mod:`presscut.article` and committed, so that other languages can validate and
generate from it. It describes documents as they are emitted: nulls are left out, everything else is always there.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from presscut.article import SCHEMA_VERSION, Article

SCHEMA_PATH: Final = Path(__file__).with_name("article.schema.json")


def article_schema() -> dict[str, Any]:
    """JSON Schema 2020-12 of an article as :func:`presscut.render` writes it."""
    generated = Article.model_json_schema(mode="serialization")
    definitions = generated.pop("$defs")
    for definition in (generated, *definitions.values()):
        _require_what_is_always_written(definition)
    generated.pop("title", None)
    description = generated.pop("description")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:presscut:article:{SCHEMA_VERSION}",
        "title": "Article",
        "description": description,
        **generated,
        "$defs": definitions,
    }


def schema_text() -> str:
    """The file's content."""
    return json.dumps(article_schema(), indent=2, ensure_ascii=False) + "\n"


def main(argv: Sequence[str] | None = None) -> int:
    """Write the schema file, or with ``--check`` tell whether it is up to date. The exit status: 0, or 1 if stale."""
    parser = argparse.ArgumentParser(
        prog="python -m presscut.schema", description="Write the JSON Schema of an article."
    )
    parser.add_argument("path", nargs="?", type=Path, default=SCHEMA_PATH, help="the file (default: the committed one)")
    parser.add_argument("--check", action="store_true", help="write nothing; fail if the file is stale")
    arguments = parser.parse_args(argv)
    path: Path = arguments.path
    if not arguments.check:
        path.write_text(schema_text(), encoding="utf-8")
        return 0
    if path.is_file() and path.read_text(encoding="utf-8") == schema_text():
        return 0
    sys.stderr.write(f"{path} is stale: run python -m presscut.schema and commit it.\n")
    return 1


def _require_what_is_always_written(definition: dict[str, Any]) -> None:
    """pydantic requires what has no default; a reader may rely on more: on every field that cannot be null."""
    properties: dict[str, dict[str, Any]] = definition["properties"]
    definition["required"] = [
        name for name, schema in properties.items() if {"type": "null"} not in schema.get("anyOf", ())
    ]


if __name__ == "__main__":
    sys.exit(main())
