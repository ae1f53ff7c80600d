"""Units of writes whose condition failed are reckoned by the size of rows, as DynamoDB's developer guide gives it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from bench import corpora
from bench.ingest_function import Call, pages_of
from bench.write_units import Cost, units_of_write
from presscut.storage.sizes import item_size

KEY: dict[str, Any] = {"pk": {"S": "DOC#1"}, "sk": {"S": "V#01"}}


@pytest.mark.parametrize(
    ("value", "size"),
    [
        ({"S": "ü"}, 2),
        ({"B": b"\x00\xff\x00"}, 3),
        ({"N": "12"}, 2),
        ({"N": "-123456"}, 4),
        ({"N": "0.100"}, 2),
        ({"BOOL": True}, 1),
        ({"NULL": True}, 1),
        ({"L": []}, 3),
        ({"L": [{"S": "ab"}, {"BOOL": False}]}, 3 + 3 + 2),
        ({"M": {}}, 3),
        ({"M": {"name": {"S": "ab"}}}, 3 + 1 + 4 + 2),
        ({"SS": ["a", "bc"]}, 3),
    ],
)
def test_a_row_has_the_size_of_its_names_and_values(value: dict[str, Any], size: int) -> None:
    assert item_size({"x": value}) == 1 + size


def test_a_refused_write_costs_what_the_larger_row_would() -> None:
    refused = {"Error": {"Code": "ConditionalCheckFailedException"}, "Item": KEY | {"text": {"S": "x" * 2500}}}
    small, large = KEY | {"text": {"S": "x"}}, KEY | {"text": {"S": "x" * 4500}}
    assert units_of_write(Call("dynamodb", "PutItem", {"Item": small}, refused, 0.1)) == {"V#, refused": 3}
    assert units_of_write(Call("dynamodb", "PutItem", {"Item": large}, refused, 0.1)) == {"V#, refused": 5}


def test_a_write_costs_what_dynamodb_says_and_its_indexes_apart() -> None:
    consumed = {
        "CapacityUnits": 5.0,
        "Table": {"CapacityUnits": 3.0},
        "GlobalSecondaryIndexes": {"by_host": {"CapacityUnits": 2.0}},
    }
    call = Call("dynamodb", "PutItem", {"Item": KEY | {"sk": {"S": "LATEST"}}}, {"ConsumedCapacity": consumed}, 0.1)
    assert units_of_write(call) == {"LATEST": 3, "index by_host": 2}


def test_a_million_of_one_unit_costs_the_price_of_a_million() -> None:
    one = Cost(Counter({"LATEST": 1}), read=0, puts=0, gets=0)
    assert one.dollars * 1e6 == pytest.approx(0.625)


def test_missing_corpora_are_said_to_be_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CORPORA", str(tmp_path))
    with pytest.raises(SystemExit, match=f"No corpus lies in {corpora.folder()}"):
        pages_of(None, 1)
