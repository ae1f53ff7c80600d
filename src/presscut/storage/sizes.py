"""What a row weighs, by DynamoDB's own count (developer guide, "DynamoDB item sizes and formats")."""

from __future__ import annotations

from typing import Any


def item_size(item: dict[str, Any]) -> int:
    """Bytes of a row in DynamoDB's own form: names and values in UTF-8."""
    return sum(len(name.encode()) + _value_size(value) for name, value in item.items())


def _value_size(typed: dict[str, Any]) -> int:
    ((kind, value),) = typed.items()
    match kind:
        case "S":
            return len(value.encode())
        case "B":
            return len(value)
        case "N":
            # About a byte for two significant digits, and one more.
            return (len(value.strip("-").replace(".", "").strip("0")) + 1) // 2 + 1
        case "BOOL" | "NULL":
            return 1
        case "L":
            return 3 + sum(1 + _value_size(inner) for inner in value)
        case "M":
            return 3 + sum(1 + len(name.encode()) + _value_size(inner) for name, inner in value.items())
        case _:
            return sum(_value_size({kind[0]: inner}) for inner in value)
