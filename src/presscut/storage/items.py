"""Rows as DynamoDB's client wants and gives them: every value with its type."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, SupportsBytes, cast

from boto3.dynamodb.types import Binary, TypeDeserializer, TypeSerializer

_SERIALIZER = TypeSerializer()
_DESERIALIZER = TypeDeserializer()


def serialized(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _SERIALIZER.serialize(value) for name, value in row.items()}


def deserialized(item: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _plain(_DESERIALIZER.deserialize(value)) for name, value in item.items()}


def _plain(value: Any) -> Any:
    return cast("SupportsBytes", value).__bytes__() if isinstance(value, Binary) else value
