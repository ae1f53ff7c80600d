"""A DynamoDB table in plain Python values: rows in, rows out, errors as ours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from presscut.storage.aws_errors import ConditionNotMetError, translated_errors
from presscut.storage.items import deserialized, serialized

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Condition:
    """``expression`` over attribute names written as ``#name`` and values written as ``:name``."""

    expression: str
    values: Mapping[str, Any] = field(default_factory=dict)


def takes_precedence(precedence: str, now: int) -> Condition:
    """Nothing there, or something of lower precedence, or something that has expired (``now`` in Unix seconds)."""
    return Condition(
        "attribute_not_exists(pk) OR #precedence < :precedence OR #expires_at <= :now",
        {":precedence": precedence, ":now": now},
    )


@dataclass(frozen=True, slots=True)
class Table:
    """All reads are consistent. Every method raises a StorageError; those with a condition ConditionNotMetError."""

    dynamodb: DynamoDBClient
    name: str

    def get(self, key: Row, attributes: tuple[str, ...] = ()) -> Row | None:
        with translated_errors(f"reading {_place(key)}"):
            answer = self.dynamodb.get_item(
                TableName=self.name, Key=serialized(key), ConsistentRead=True, **_projection(attributes)
            )
        return deserialized(answer["Item"]) if "Item" in answer else None

    def put(self, row: Row, condition: Condition) -> Row | None:
        """The row that was there before."""
        try:
            with translated_errors(f"writing {_place(row)}"):
                answer = self.dynamodb.put_item(
                    TableName=self.name,
                    Item=serialized(row),
                    ReturnValues="ALL_OLD",
                    ReturnValuesOnConditionCheckFailure="ALL_OLD",
                    **_conditional(condition),
                )
        except ConditionNotMetError as error:
            error.found = deserialized(error.found)
            raise
        return deserialized(answer["Attributes"]) if answer.get("Attributes") else None

    def delete(self, key: Row, condition: Condition) -> None:
        with translated_errors(f"deleting {_place(key)}"):
            self.dynamodb.delete_item(TableName=self.name, Key=serialized(key), **_conditional(condition))

    def set_expiry(self, key: Row, expires_at: int | None, condition: Condition) -> None:
        """Unix seconds; None is never."""
        update = "REMOVE #expires_at" if expires_at is None else "SET #expires_at = :expires_at"
        values = dict(condition.values) if expires_at is None else {**condition.values, ":expires_at": expires_at}
        arguments = _conditional(Condition(condition.expression, values))
        arguments["ExpressionAttributeNames"] = _names(update, condition.expression)
        with translated_errors(f"writing when {_place(key)} expires"):
            self.dynamodb.update_item(TableName=self.name, Key=serialized(key), UpdateExpression=update, **arguments)

    def query(
        self,
        pk: str,
        first: str,
        last: str,
        *,
        newest_first: bool = False,
        page_size: int | None = None,
        attributes: tuple[str, ...] = (),
    ) -> Iterator[Row]:
        """Rows whose sort key lies between the two, both included, page by page as they are asked for.

        ``page_size`` bounds the first page only: whoever goes on wants more.
        """
        arguments: dict[str, Any] = {
            "TableName": self.name,
            "ConsistentRead": True,
            "KeyConditionExpression": "pk = :pk AND sk BETWEEN :first AND :last",
            "ExpressionAttributeValues": serialized({":pk": pk, ":first": first, ":last": last}),
            "ScanIndexForward": not newest_first,
            **_projection(attributes),
        }
        page: dict[str, Any] = {"Limit": page_size} if page_size else {}
        while True:
            with translated_errors(f"reading {first} to {last} of {pk}"):
                answer = self.dynamodb.query(**arguments, **page)
            yield from map(deserialized, answer["Items"])
            if "LastEvaluatedKey" not in answer:
                return
            page = {"ExclusiveStartKey": answer["LastEvaluatedKey"]}

    def count(self, pk: str, first: str, last: str, *, not_expired_at: int) -> int:
        """How many rows lie between the two, both included, of those that have not expired (Unix seconds)."""
        arguments: dict[str, Any] = {
            "TableName": self.name,
            "ConsistentRead": True,
            "KeyConditionExpression": "pk = :pk AND sk BETWEEN :first AND :last",
            "FilterExpression": "attribute_not_exists(#expires_at) OR #expires_at > :now",
            "ExpressionAttributeNames": {"#expires_at": "expires_at"},
            "ExpressionAttributeValues": serialized(
                {":pk": pk, ":first": first, ":last": last, ":now": not_expired_at}
            ),
            "Select": "COUNT",
        }
        total = 0
        page: dict[str, Any] = {}
        while True:
            with translated_errors(f"counting {first} to {last} of {pk}"):
                answer = self.dynamodb.query(**arguments, **page)
            total += answer["Count"]
            if "LastEvaluatedKey" not in answer:
                return total
            page = {"ExclusiveStartKey": answer["LastEvaluatedKey"]}


def _place(key: Row) -> str:
    return f"{key['sk']} of {key['pk']}"


def _conditional(condition: Condition) -> dict[str, Any]:
    arguments: dict[str, Any] = {"ConditionExpression": condition.expression}
    if names := _names(condition.expression):
        arguments["ExpressionAttributeNames"] = names
    if condition.values:
        arguments["ExpressionAttributeValues"] = serialized(dict(condition.values))
    return arguments


def _projection(attributes: tuple[str, ...]) -> dict[str, Any]:
    if not attributes:
        return {}
    return {
        "ProjectionExpression": ", ".join(f"#{name}" for name in attributes),
        "ExpressionAttributeNames": {f"#{name}": name for name in attributes},
    }


def _names(*expressions: str) -> dict[str, str]:
    """Every name is written with #: DynamoDB reserves hundreds of words."""
    words = " ".join(expressions).replace("(", " ").replace(")", " ").split()
    return {word: word[1:] for word in words if word.startswith("#")}
