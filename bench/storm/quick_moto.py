"""moto's DynamoDB, made quick enough for storms: it goes through the whole table for every Query, and looks for each part of an
answer under a dozen names. What it answers stays the same; the traces of storms with and without this are equal.
"""

from __future__ import annotations

import copy
import inspect
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final
from unittest.mock import patch

from moto.core.serialize import AttributePicker
from moto.dynamodb.models.table import Table

_TYPES: Final = frozenset({"S", "N", "B", "SS", "NS", "BS", "M", "L", "NULL", "BOOL"})
"""Members of DynamoDB's AttributeValue, of which a value has one."""


@contextmanager
def quick_moto() -> Iterator[None]:
    query, pick, asked = Table.query, AttributePicker.__call__, inspect.signature(Table.query).bind

    def query_of_partition(self: Table, hash_key: Any, *arguments: Any, **options: Any) -> Any:
        partition = copy.copy(self)
        if asked(self, hash_key, *arguments, **options).arguments.get("index_name") is None:
            partition.items = defaultdict(dict, {hash_key: self.items[hash_key]} if hash_key in self.items else {})
        return query(partition, hash_key, *arguments, **options)

    def pick_quickly(self: AttributePicker, context: Any) -> Any:
        if context.key in _TYPES and type(context.obj) is dict:
            return context.obj.get(context.key)
        return pick(self, context)

    with patch.object(Table, "query", query_of_partition), patch.object(AttributePicker, "__call__", pick_quickly):
        yield
