"""The JSON Schemas of what presscut writes: ``python -m presscut.schema [--check] [folder]``.

``article.schema.json`` is made from :mod:`presscut.article`, ``article_event.schema.json`` from
:mod:`presscut.article_event`; both are committed, so that other languages can validate and generate from them. They
describe documents as they are emitted: nulls are left out, everything else is always there.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel

from presscut.article import SCHEMA_VERSION, Article
from presscut.article_event import EVENT_SCHEMA_VERSION, ArticleEvent

SCHEMA_PATH: Final = Path(__file__).with_name("article.schema.json")
EVENT_SCHEMA_PATH: Final = Path(__file__).with_name("article_event.schema.json")


def article_schema() -> dict[str, Any]:
    """JSON Schema 2020-12 of an article as :func:`presscut.render` writes it."""
    return _schema(Article, f"urn:presscut:article:{SCHEMA_VERSION}")


def event_schema() -> dict[str, Any]:
    """JSON Schema 2020-12 of an event's ``detail``."""
    return _schema(ArticleEvent, f"urn:presscut:article-event:{EVENT_SCHEMA_VERSION}")


SCHEMAS: Final[dict[Path, Callable[[], dict[str, Any]]]] = {
    SCHEMA_PATH: article_schema,
    EVENT_SCHEMA_PATH: event_schema,
}


def text_of(schema: dict[str, Any]) -> str:
    """A file's content."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def main(argv: Sequence[str] | None = None) -> int:
    """Write the schema files, or with ``--check`` tell which are stale. The exit status: 0, or 1 if one is stale."""
    parser = argparse.ArgumentParser(prog="python -m presscut.schema", description="Write the JSON Schemas.")
    parser.add_argument(
        "folder", nargs="?", type=Path, default=SCHEMA_PATH.parent, help="of the files (default: the committed ones)"
    )
    parser.add_argument("--check", action="store_true", help="write nothing; fail if a file is stale")
    arguments = parser.parse_args(argv)
    stale = 0
    for committed, schema in SCHEMAS.items():
        path: Path = arguments.folder / committed.name
        if not arguments.check:
            path.write_text(text_of(schema()), encoding="utf-8")
        elif not (path.is_file() and path.read_text(encoding="utf-8") == text_of(schema())):
            sys.stderr.write(f"{path} is stale: run python -m presscut.schema and commit it.\n")
            stale += 1
    return 1 if stale else 0


def _schema(model: type[BaseModel], identifier: str) -> dict[str, Any]:
    generated = model.model_json_schema(mode="serialization")
    definitions = generated.pop("$defs", None)
    for definition in (generated, *(definitions or {}).values()):
        _require_what_is_always_written(definition)
    title, description = generated.pop("title"), generated.pop("description")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": identifier,
        "title": title,
        "description": description,
        **generated,
        **({"$defs": definitions} if definitions else {}),
    }


def _require_what_is_always_written(definition: dict[str, Any]) -> None:
    """pydantic requires what has no default; a reader may rely on more: on every field that cannot be null."""
    properties: dict[str, dict[str, Any]] = definition["properties"]
    definition["required"] = [
        name for name, schema in properties.items() if {"type": "null"} not in schema.get("anyOf", ())
    ]


if __name__ == "__main__":
    sys.exit(main())
