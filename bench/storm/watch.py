"""Who reads between any two steps: an article must be readable from the moment when a row points at it."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from botocore.exceptions import ClientError

from bench.storm.findings import Finding
from bench.storm.oracle import State
from bench.storm.readings import read, state_in
from presscut.storage.claim_check import ClaimCheck
from presscut.storage.items import deserialized
from presscut.storage.rows import revision_of

if TYPE_CHECKING:
    from bench.storm.wire import Effect
    from bench.storm.world import World

_ARTICLES: Final = "/articles/"


@dataclass
class Watch:
    """Looks, after each call of AWS that took effect, at the document that it may have made unreadable, and notes what
    became the truth.
    """

    world: World
    findings: list[Finding] = field(default_factory=list)
    readings: int = 0
    """Of pointers."""
    truths: dict[str, list[tuple[str, State]]] = field(default_factory=lambda: defaultdict(list))
    """By document id, all that was ever written as its truth, with the sequences, in order."""

    def look_after(self, effect: Effect, now: float) -> None:
        self._note_truth(effect)
        pk = _touched(effect)
        if pk is None:
            return
        for key in self._pointed_at(pk):
            self.readings += 1
            if not self._is_there(key):
                self.findings.append(
                    Finding("lost", f"{pk} at {now:.3f}", f"a row points at {key}, and nothing is there")
                )

    def orphans(self) -> list[Finding]:
        """Objects at which no row points. A full look, for when all is quiet."""
        pointed_at = {row["article_key"] for row in map(deserialized, self.world.items()) if "article_key" in row}
        pages = self.world.s3.get_paginator("list_objects_v2").paginate(Bucket=self.world.articles_bucket)
        there = {found["Key"] for page in pages for found in page.get("Contents", ())}
        return [
            *(Finding("phantom", key, "an object that no row points at") for key in sorted(there - pointed_at)),
            *(Finding("lost", key, "a row points there, and nothing is there") for key in sorted(pointed_at - there)),
        ]

    def _note_truth(self, effect: Effect) -> None:
        if effect.operation != "PutItem" or effect.status >= 300 or b'"LATEST"' not in effect.body:
            return
        row = deserialized(json.loads(effect.body)["Item"])
        if row["sk"] == "LATEST":
            found = read(lambda: revision_of(row, ClaimCheck(self.world.s3, self.world.articles_bucket).read))
            state = State(row["status"]) if isinstance(found, str) else state_in(found)
            self.truths[row["document_id"]].append((row["source_seq"], state))

    def _pointed_at(self, pk: str) -> list[str]:
        answer = self.world.dynamodb.query(
            TableName=self.world.table,
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues={":pk": {"S": pk}},
            ProjectionExpression="article_key",
            ConsistentRead=True,
        )
        return [item["article_key"]["S"] for item in answer["Items"] if "article_key" in item]

    def _is_there(self, key: str) -> bool:
        try:
            self.world.s3.head_object(Bucket=self.world.articles_bucket, Key=key)
        except ClientError:
            return False
        return True


def _touched(effect: Effect) -> str | None:
    """The partition of the document whose row may now point at nothing."""
    if effect.status >= 300:
        return None
    match effect.service, effect.operation:
        case "dynamodb", "PutItem" if b'"article_key"' in effect.body:
            item: dict[str, Any] = json.loads(effect.body)["Item"]
            return str(item["pk"]["S"])
        case "s3", "DeleteObject" if _ARTICLES in effect.url:
            return f"DOC#{effect.url.split(_ARTICLES)[1].split('/')[0]}"
    return None
