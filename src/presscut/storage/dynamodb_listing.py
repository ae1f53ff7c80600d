"""Listings out of DynamoDB: Query over the table's indexes, never Scan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from presscut.storage.aws_errors import translated_errors
from presscut.storage.index_keys import PARTITION_KEY
from presscut.storage.items import deserialized, serialized
from presscut.storage.listing import (
    DEFAULT_PAGE_SIZE,
    IndexRange,
    Listed,
    ListingQuery,
    Page,
    Position,
    listed_of,
    page_of,
)
from presscut.storage.rows import latest_key

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


@dataclass(frozen=True, slots=True)
class DynamoArticleListing:
    """An :class:`~presscut.storage.ports.ArticleListing`."""

    dynamodb: DynamoDBClient
    table_name: str

    def page(self, query: ListingQuery, limit: int = DEFAULT_PAGE_SIZE, cursor: str | None = None) -> Page:
        return page_of(query, limit, cursor, self._read)

    def _read(self, part: IndexRange, after: Position | None, number: int) -> list[Listed]:
        """An answer of Query ends after a megabyte, whatever its limit; the rest is asked for."""
        found: list[Listed] = []
        start = _start(part, after) if after is not None else None
        while len(found) < number:
            items, start = self._query(part, start, number - len(found))
            found += [listed_of(deserialized(item)) for item in items]
            if start is None:
                break
        return found

    def _query(
        self, part: IndexRange, start: dict[str, Any] | None, number: int
    ) -> tuple[list[dict[str, Any]], dict[str, Any] | None]:
        asked: dict[str, Any] = {
            "TableName": self.table_name,
            "IndexName": part.index,
            "KeyConditionExpression": "#partition = :key AND listed_at BETWEEN :first AND :last",
            "ExpressionAttributeNames": {"#partition": PARTITION_KEY[part.index]},
            "ExpressionAttributeValues": serialized({":key": part.key, ":first": part.first, ":last": part.last}),
            "ScanIndexForward": False,
            "Limit": number,
        }
        if start is not None:
            asked["ExclusiveStartKey"] = start
        with translated_errors(f"listing {part.index}"):
            answer = self.dynamodb.query(**asked)
        return answer["Items"], answer.get("LastEvaluatedKey")


def _start(part: IndexRange, after: Position) -> dict[str, Any]:
    """The key of an entry; DynamoDB begins behind it also where that entry has gone."""
    return serialized(
        latest_key(after.document_id) | {PARTITION_KEY[part.index]: part.key, "listed_at": after.listed_at}
    )
