"""The few calls of DynamoDB and S3 that the store makes, over dictionaries: some hundred times as fast as moto.

For tests that must try thousands of orders. What conditions mean is taken from DynamoDB's documentation, and the same
contract runs against moto, so that a mistake in here shows as a difference there.
"""

# The arguments are named as AWS names them.
# ruff: noqa: N803
from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from typing import Any

from boto3.dynamodb.types import TypeDeserializer
from botocore.exceptions import ClientError
from made_up import NOON

from presscut.storage.claim_check import ClaimCheck
from presscut.storage.dynamodb import DynamoArticleStore

Item = dict[str, Any]

# https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html
_FUNCTION = re.compile(r"(attribute_exists|attribute_not_exists)\((\S+)\)")
_COMPARISON = re.compile(r"(\S+) (=|<|<=|>) (:\S+)")
_PAGE_ITEMS = 100


@dataclass
class DictDynamoDB:
    items: dict[tuple[str, str], Item] = field(default_factory=dict)

    def get_item(self, *, Key: Item, **arguments: Any) -> dict[str, Any]:
        assert arguments["ConsistentRead"]
        item = self.items.get(_key(Key))
        return {"Item": _projected(item, arguments)} if item is not None else {}

    def put_item(self, *, Item: Item, **arguments: Any) -> dict[str, Any]:
        before = self._checked(_key(Item), arguments)
        self.items[_key(Item)] = Item
        return {"Attributes": before} if before else {}

    def delete_item(self, *, Key: Item, **arguments: Any) -> dict[str, Any]:
        self._checked(_key(Key), arguments)
        self.items.pop(_key(Key), None)
        return {}

    def update_item(self, *, Key: Item, UpdateExpression: str, **arguments: Any) -> dict[str, Any]:
        item = dict(self._checked(_key(Key), arguments) or Key)
        action, name, *value = UpdateExpression.replace(" =", "").split()
        attribute = arguments["ExpressionAttributeNames"][name]
        if action == "SET":
            item[attribute] = arguments["ExpressionAttributeValues"][value[0]]
        else:
            item.pop(attribute, None)
        self.items[_key(Key)] = item
        return {}

    def query(self, **arguments: Any) -> dict[str, Any]:
        assert arguments["ConsistentRead"]
        assert arguments["KeyConditionExpression"] == "pk = :pk AND sk BETWEEN :first AND :last"
        values = {name: value["S"] for name, value in arguments["ExpressionAttributeValues"].items() if "S" in value}
        is_descending = not arguments.get("ScanIndexForward", True)
        keys = sorted(
            (key for key in self.items if key[0] == values[":pk"] and values[":first"] <= key[1] <= values[":last"]),
            reverse=is_descending,
        )
        if "ExclusiveStartKey" in arguments:  # That item itself may be gone by now.
            start = _key(arguments["ExclusiveStartKey"])
            keys = [key for key in keys if (key < start if is_descending else key > start)]
        page = keys[: arguments.get("Limit", _PAGE_ITEMS)]
        found = [self.items[key] for key in page]
        if expression := arguments.get("FilterExpression"):
            found = [item for item in found if _holds(expression, item, arguments)]
        answer: dict[str, Any] = {"Items": [_projected(item, arguments) for item in found], "Count": len(found)}
        if len(page) < len(keys):
            answer["LastEvaluatedKey"] = {"pk": {"S": page[-1][0]}, "sk": {"S": page[-1][1]}}
        return answer

    def _checked(self, key: tuple[str, str], arguments: dict[str, Any]) -> Item | None:
        item = self.items.get(key)
        if not _holds(arguments["ConditionExpression"], item or {}, arguments):
            code = "ConditionalCheckFailedException"
            found = {"Item": item} if item and arguments.get("ReturnValuesOnConditionCheckFailure") else {}
            raise ClientError({"Error": {"Code": code, "Message": "No."}} | found, "Write")
        return item


def _key(item: Item) -> tuple[str, str]:
    return item["pk"]["S"], item["sk"]["S"]


def _projected(item: Item, arguments: dict[str, Any]) -> Item:
    expression = arguments.get("ProjectionExpression")
    if expression is None:
        return item
    names = [arguments["ExpressionAttributeNames"][alias] for alias in expression.split(", ")]
    return {name: item[name] for name in names if name in item}


def _holds(expression: str, item: Item, arguments: dict[str, Any]) -> bool:
    return any(
        all(_term_holds(term, item, arguments) for term in part.split(" AND ")) for part in expression.split(" OR ")
    )


def _term_holds(term: str, item: Item, arguments: dict[str, Any]) -> bool:
    names = arguments.get("ExpressionAttributeNames", {})
    if function := _FUNCTION.fullmatch(term):
        there = names.get(function[2], function[2]) in item
        return there if function[1] == "attribute_exists" else not there
    comparison = _COMPARISON.fullmatch(term)
    assert comparison is not None, term
    attribute = names.get(comparison[1], comparison[1])
    if attribute not in item:
        return False
    left, right = (
        TypeDeserializer().deserialize(value)
        for value in (item[attribute], arguments["ExpressionAttributeValues"][comparison[3]])
    )
    match comparison[2]:
        case "=":
            return bool(left == right)
        case "<":
            return bool(left < right)
        case "<=":
            return bool(left <= right)
    return bool(left > right)


@dataclass
class DictS3:
    objects: dict[str, bytes] = field(default_factory=dict)

    def put_object(self, *, Key: str, Body: bytes, **_: Any) -> dict[str, Any]:
        self.objects[Key] = Body
        return {}

    def get_object(self, *, Key: str, **_: Any) -> dict[str, Any]:
        if Key not in self.objects:
            raise ClientError({"Error": {"Code": "NoSuchKey", "Message": "No."}}, "GetObject")
        return {"Body": io.BytesIO(self.objects[Key])}

    def list_objects_v2(self, *, Prefix: str, **_: Any) -> dict[str, Any]:
        return {"Contents": [{"Key": key} for key in sorted(self.objects) if key.startswith(Prefix)]}

    def delete_object(self, *, Key: str, **_: Any) -> dict[str, Any]:
        self.objects.pop(Key, None)
        return {}


def dictionary_store(
    dynamodb: DictDynamoDB | None = None, s3: DictS3 | None = None, **options: Any
) -> DynamoArticleStore:
    """The real store, at noon of the day when all that the tests make up happened."""
    clients: tuple[Any, Any] = (dynamodb or DictDynamoDB(), s3 or DictS3())
    return DynamoArticleStore(
        clients[0], "articles", ClaimCheck(clients[1], "bucket"), **{"now": lambda: NOON} | options
    )
