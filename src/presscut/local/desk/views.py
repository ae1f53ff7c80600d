"""What the desk's page is told, as JSON: a document, its item in the table, its history, and what came of late."""

from __future__ import annotations

import base64
import json
from dataclasses import asdict
from math import ceil
from typing import Any, Final

from presscut.article import Article
from presscut.errors import PresscutError
from presscut.extraction import decoding
from presscut.extraction.explaining import ExplainedBlock, Explanation, explain
from presscut.extraction.limits import Limits
from presscut.formats.compression import decompress
from presscut.local.desk.annotated import PASSED_OVER
from presscut.local.desk.world import World
from presscut.service.problems import ProblemError, problem_of
from presscut.storage import rows
from presscut.storage.items import deserialized
from presscut.storage.records import Deleted, Failed, Live, Revision, status
from presscut.storage.sizes import item_size

MOST_RECENT: Final = 100
MOST_REVISIONS: Final = 50
LONGEST_TEXT: Final = 600
"""Characters of a block that a list shows."""
_OF_A_LINE: Final = "document_id key url status headline kind word_count paywall_state arrived_at precedence reason"
# What an article says beside its body and the plain text of that.
_FIELDS: Final = tuple(
    name for name in Article.model_fields if name not in ("schema_version", "body", "text", "sources")
)

Json = dict[str, Any]


def recent(world: World) -> list[Json]:
    """What is true now, newest first."""
    latest = [deserialized(row) for row in world.rows(f"{_OF_A_LINE} sk") if row["sk"]["S"] == "LATEST"]
    latest.sort(key=lambda row: (row["arrived_at"], row["precedence"]), reverse=True)
    return [_json(row | {"id": row["document_id"]}) for row in latest[:MOST_RECENT]]


def document(world: World, identifier: str) -> Json:
    """Raises ProblemError where nothing is known."""
    revision = world.known(identifier)
    origin = revision.origin
    told: Json = {
        "id": identifier,
        "status": status(revision),
        "bucket": origin.bucket,
        "key": origin.key,
        "version_id": origin.version_id,
        "sequence": origin.sequence,
        "arrived_at": origin.arrived_at.isoformat(),
        "url": None,
        "headline": None,
        "problem": _problem_of(revision),
        "article": None,
        "fields": [],
        "blocks": [],
        "original_problem": None,
    }
    if isinstance(revision, Live):
        article = revision.article
        told |= {
            "url": article.url,
            "headline": article.headline,
            "article": article.model_dump(mode="json", exclude={"text"}),
            "fields": _fields(article),
        }
        try:
            told["blocks"] = _blocks(explanation_of(world, revision))
        except (PresscutError, ProblemError) as error:
            told["original_problem"] = _told(problem_of(error))
    return told


def explanation_of(world: World, revision: Revision) -> Explanation:
    """The stored page, read once more as the ingest function reads it. Raises what that would, and ProblemError of posts."""
    page = world.page_of(revision)
    max_bytes = world.settings.max_html_bytes
    return explain(
        decompress(page.body, page.content_encoding, max_bytes=max_bytes),
        url=page.url,
        encoding=page.encoding,
        fetched_at=page.fetched_at or page.last_modified,
        limits=Limits(max_bytes=max_bytes),
    )


def item(world: World, identifier: str) -> list[Json]:
    """The document's rows in DynamoDB's own JSON with what they weigh, the truth first.

    ``bytes``: names and values as DynamoDB counts them; ``write_units`` of a write without those of the indexes.
    """
    world.known(identifier)
    told = [
        {
            "sort_key": row["sk"]["S"],
            "bytes": item_size(row),
            "write_units": ceil(item_size(row) / 1024),
            "json": json.dumps(row, ensure_ascii=False, indent=2, default=_binary),
        }
        for row in world.rows_of(identifier)
    ]
    return sorted(told, key=lambda row: (row["sort_key"] != "LATEST", row["sort_key"]))


def revisions(world: World, identifier: str) -> list[Json]:
    """The history, newest first, with what each revision changed."""
    world.known(identifier)
    page = world.store.revisions(identifier, limit=MOST_REVISIONS)
    return [asdict(revision) | {"arrived_at": revision.arrived_at.isoformat()} for revision in page.revisions]


def source(world: World, identifier: str) -> Json:
    """The page as text and the address that was dropped with it, to be changed and dropped again."""
    page = world.page_of(world.known(identifier))
    max_bytes = world.settings.max_html_bytes
    html = decompress(page.body, page.content_encoding, max_bytes=max_bytes)
    return {"html": decoding.read(html, page.encoding, max_bytes).text, "url": page.url}


def _problem_of(revision: Revision) -> Json | None:
    match revision:
        case Failed():
            return {"code": revision.reason, "detail": revision.message}
        case Deleted():
            return {"code": "deleted", "detail": "This page was deleted from the inbox."}
    return None


def _told(problem: ProblemError) -> Json:
    return {"code": problem.code, "detail": problem.detail}


def _fields(article: Article) -> list[Json]:
    """In the contract's order; those that stay empty as well, since that too is an answer."""
    form = article.model_dump(mode="json")
    told = []
    for name in _FIELDS:
        source = article.sources.get(name)
        told.append(
            {
                "name": name,
                "value": form[name],
                "found_in": source.found_in if source else None,
                "agreeing": source.agreeing if source else [],
                "confidence": source.confidence if source else None,
            }
        )
    return told


def _blocks(explanation: Explanation) -> list[Json]:
    passed = [
        {
            "anchor": f"passed-{i}",
            "kind": "text",
            "text": _shortened(" ".join(node.text(separator=" ").split())),
            "decision": "passed over",
            "reason": PASSED_OVER,
            "place": node.tag,
        }
        for i, node in enumerate(explanation.passed_over)
    ]
    return [*(_block(i, block) for i, block in enumerate(explanation.blocks)), *passed]


def _block(index: int, block: ExplainedBlock) -> Json:
    return {
        "anchor": f"block-{index}" if block.nodes else None,
        "kind": block.kind,
        "text": _shortened(block.text),
        "words": block.words,
        "link_density": round(block.link_density, 2),
        "decision": block.decision,
        "reason": block.reason,
        "place": block.place,
    }


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT]}…"


def _binary(value: Any) -> str:
    return base64.b64encode(bytes(value)).decode()


def _json(row: rows.Row) -> Json:
    """Numbers as JSON has them."""
    form: Json = json.loads(json.dumps(row, default=lambda number: int(number) if number % 1 == 0 else float(number)))
    return form
