"""What the store leans on in DynamoDB, as DynamoDB Local does it, which is Amazon's own.

The table is the template's. Where moto does otherwise the test must fail there (``strict``), so that it tells when it no
longer does.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError
from conftest import DYNAMODB, Aws

from presscut.storage import rows

Item = dict[str, Any]

LARGEST_ROW = 400 * 1024
"""Bytes of names and values (DynamoDB developer guide, "Quotas": item size)."""


def otherwise_in_moto(reason: str) -> pytest.MarkDecorator:
    return pytest.mark.xfail(DYNAMODB == "moto", strict=True, reason=f"moto {reason}")


def s(value: str) -> Item:
    return {"S": value}


def key(pk: str, sk: str = "LATEST") -> Item:
    return {"pk": s(pk), "sk": s(sk)}


def put(aws: Aws, pk: str, sk: str = "LATEST", attributes: Item | None = None, **options: Any) -> Any:
    return aws.dynamodb.put_item(TableName=aws.table, Item=key(pk, sk) | (attributes or {}), **options)


def query(aws: Aws, pk: str, condition: str = "pk = :pk", values: Item | None = None, **options: Any) -> Any:
    return aws.dynamodb.query(
        TableName=aws.table,
        KeyConditionExpression=condition,
        ExpressionAttributeValues={":pk": s(pk)} | (values or {}),
        **options,
    )


def sort_keys(answer: Any) -> list[str]:
    return [row["sk"]["S"] for row in answer["Items"]]


def refusal(call: Callable[[], object]) -> str:
    """The code of the error; what is answered instead of one fails the test."""
    with pytest.raises(ClientError) as raised:
        call()
    return raised.value.response["Error"]["Code"]


# --- conditions --------------------------------------------------------------------------------------------------


def test_a_condition_that_fails_shows_the_row_that_is_there_whole(aws: Aws) -> None:
    there = {"precedence": s("5"), "article": {"M": {"n": {"N": "1"}, "l": {"L": []}}}, "packed": {"B": b"\x00\xff"}}
    put(aws, "doc", attributes=there)
    options: Item = {
        "ConditionExpression": "attribute_not_exists(pk) OR precedence < :p",
        "ExpressionAttributeValues": {":p": s("5")},
        "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
    }
    for write in (
        lambda: put(aws, "doc", **options),
        lambda: aws.dynamodb.delete_item(TableName=aws.table, Key=key("doc"), **options),
    ):
        with pytest.raises(ClientError) as raised:
            write()
        assert raised.value.response["Error"]["Code"] == "ConditionalCheckFailedException"
        assert raised.value.response["Item"] == key("doc") | there  # type: ignore[typeddict-item]


def test_a_condition_that_fails_where_nothing_is_shows_no_row(aws: Aws) -> None:
    with pytest.raises(ClientError) as raised:
        aws.dynamodb.delete_item(
            TableName=aws.table,
            Key=key("doc"),
            ConditionExpression="precedence = :p",
            ExpressionAttributeValues={":p": s("5")},
            ReturnValuesOnConditionCheckFailure="ALL_OLD",
        )
    assert raised.value.response["Error"]["Code"] == "ConditionalCheckFailedException"
    assert "Item" not in raised.value.response


def test_an_attribute_that_is_missing_is_not_less_than_anything(aws: Aws) -> None:
    put(aws, "doc")
    assert _refusal_under(aws, "precedence < :p", {":p": s("9")}) == "ConditionalCheckFailedException"


@otherwise_in_moto("raises a TypeError of Python")
def test_a_number_is_not_less_than_a_string(aws: Aws) -> None:
    put(aws, "doc", attributes={"precedence": {"N": "5"}})
    assert _refusal_under(aws, "precedence < :p", {":p": s("9")}) == "ConditionalCheckFailedException"


def test_strings_are_compared_by_their_bytes_in_utf_8_in_conditions_and_in_keys(aws: Aws) -> None:
    in_order = ["Z", "a", "~", "é", "\uffee", "𝒳"]
    for text in reversed(in_order):
        put(aws, "sorted", text)
    assert sort_keys(query(aws, "sorted")) == in_order

    put(aws, "doc", attributes={"precedence": s("\uffee")})
    put(aws, "doc", ConditionExpression="precedence < :p", ExpressionAttributeValues={":p": s("𝒳")})


@otherwise_in_moto("passes over what no expression uses")
def test_a_value_that_no_expression_uses_is_refused(aws: Aws) -> None:
    assert _refusal_under(aws, "attribute_not_exists(pk)", {":p": s("1")}) == "ValidationException"


@pytest.mark.parametrize("word", ["status", "key", "bucket", "url", "language"])
def test_a_reserved_word_needs_an_alias(aws: Aws, word: str) -> None:
    values = {":v": s("1")}
    assert _refusal_under(aws, f"attribute_not_exists(pk) OR {word} = :v", values) == "ValidationException"
    put(
        aws,
        "doc",
        ConditionExpression="attribute_not_exists(pk) OR #word = :v",
        ExpressionAttributeNames={"#word": word},
        ExpressionAttributeValues=values,
    )


def test_a_transaction_fails_whole_and_says_which_condition_did(aws: Aws) -> None:
    put(aws, "there", attributes={"precedence": s("5")})
    guarded: Item = {
        "TableName": aws.table,
        "Item": key("there"),
        "ConditionExpression": "attribute_not_exists(pk)",
        "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
    }
    with pytest.raises(ClientError) as raised:
        aws.dynamodb.transact_write_items(
            TransactItems=[
                {"Put": {"TableName": aws.table, "Item": key("other")}},
                {"Put": guarded},  # type: ignore[typeddict-item]
            ]
        )
    reasons: list[Item] = raised.value.response["CancellationReasons"]  # type: ignore[typeddict-item]
    assert [reason["Code"] for reason in reasons] == ["None", "ConditionalCheckFailed"]
    assert reasons[1]["Item"] == key("there") | {"precedence": s("5")}
    assert [row["pk"]["S"] for row in aws.rows()] == ["there"]


# --- what a row may hold -----------------------------------------------------------------------------------------


def test_empty_strings_bytes_lists_and_maps_are_kept(aws: Aws) -> None:
    empty: Item = {"a": s(""), "b": {"B": b""}, "c": {"L": []}, "d": {"M": {}}}
    put(aws, "doc", attributes=empty)
    assert aws.rows() == [key("doc") | empty]


@pytest.mark.parametrize(
    "row",
    [
        key(""),
        key("doc", ""),
        key("doc") | {"host": s(""), "listed_at": s("2024")},
        key("doc") | {"host": s("courier.example"), "listed_at": s("")},
        key("doc") | {"host": {"NULL": True}, "listed_at": s("2024")},
        key("doc") | {"set": {"SS": []}},
    ],
    ids=["key", "sort key", "index's key", "index's sort key", "null in an index's key", "set"],
)
def test_empty_keys_and_sets_are_refused(aws: Aws, row: Item) -> None:
    assert refusal(lambda: aws.dynamodb.put_item(TableName=aws.table, Item=row)) == "ValidationException"


@otherwise_in_moto("looks at no type of an index's key")
def test_a_number_in_an_indexs_key_is_refused(aws: Aws) -> None:
    attributes = {"host": {"N": "1"}, "listed_at": s("2024")}
    assert refusal(lambda: put(aws, "doc", attributes=attributes)) == "ValidationException"


def test_keys_end_at_2048_and_sort_keys_at_1024_bytes_in_an_index_too(aws: Aws) -> None:
    put(aws, "p" * 2048, "s" * 1024, {"host": s("h" * 2048), "listed_at": s("l" * 1024)})
    for pk, sk, host, listed_at in (
        ("p" * 2049, "s", "h", "l"),
        ("p", "s" * 1025, "h", "l"),
        ("p", "é" * 513, "h", "l"),
        ("p", "s", "h" * 2049, "l"),
        ("p", "s", "h", "l" * 1025),
    ):
        attributes = {"host": s(host), "listed_at": s(listed_at)}
        assert refusal(lambda: put(aws, pk, sk, attributes)) == "ValidationException"  # noqa: B023 (called at once)


@otherwise_in_moto("ends a row some bytes earlier")
@pytest.mark.parametrize("of_bytes", [True, False], ids=["bytes", "text"])
def test_a_row_may_have_400_kb_and_no_byte_more(aws: Aws, of_bytes: bool) -> None:
    room = LARGEST_ROW - len("pkdocskLATESTx")

    def filled(size: int) -> Item:
        return {"x": {"B": b"x" * size} if of_bytes else s("x" * size)}

    put(aws, "doc", attributes=filled(room))
    assert refusal(lambda: put(aws, "doc", attributes=filled(room + 1))) == "ValidationException"


@otherwise_in_moto("nests without end")
def test_a_row_may_nest_32_levels_and_an_article_in_it_as_many_as_the_store_says(aws: Aws) -> None:
    put(aws, "doc", attributes={"article": _nested(rows.MAX_INLINE_DEPTH)})
    put(aws, "doc", attributes={"article": _nested(31)})
    assert refusal(lambda: put(aws, "doc", attributes={"article": _nested(32)})) == "ValidationException"


def test_numbers_of_38_digits_are_kept_to_the_last_one(aws: Aws) -> None:
    numbers = {"a": {"N": "1" * 38}, "b": {"N": "0." + "1" * 38}, "c": {"N": "0.30000000000000004"}}
    put(aws, "doc", attributes=numbers)
    assert aws.rows() == [key("doc") | numbers]


@otherwise_in_moto("keeps numbers as they were written")
def test_numbers_are_written_in_one_way(aws: Aws) -> None:
    put(aws, "doc", attributes={"a": {"N": "1.50"}, "b": {"N": "1E+2"}, "c": {"N": "-0"}, "d": {"N": "007"}})
    (row,) = aws.rows()
    assert [row[name]["N"] for name in "abcd"] == ["1.5", "100", "0", "7"]


@otherwise_in_moto("keeps numbers of any length")
@pytest.mark.parametrize("value", [{"N": "1" * 39}, {"M": {"width": {"L": [{"N": "1" * 39}]}}}], ids=["top", "nested"])
def test_numbers_of_39_digits_are_refused(aws: Aws, value: Item) -> None:
    assert refusal(lambda: put(aws, "doc", attributes={"x": value})) == "ValidationException"


def test_numbers_nearer_to_nothing_than_10_to_the_minus_130_are_refused(aws: Aws) -> None:
    put(aws, "doc", attributes={"x": {"N": "1E-130"}})
    assert refusal(lambda: put(aws, "doc", attributes={"x": {"N": "1E-131"}})) == "ValidationException"


def test_bytes_come_back_as_they_were(aws: Aws) -> None:
    put(aws, "doc", attributes={"packed": {"B": bytes(range(256))}})
    assert aws.rows()[0]["packed"]["B"] == bytes(range(256))


def test_a_row_whose_time_has_come_is_read_until_it_is_removed(aws: Aws) -> None:
    put(aws, "doc", attributes={"expires_at": {"N": "1700000000"}})
    assert len(query(aws, "doc", ConsistentRead=True)["Items"]) == 1


@otherwise_in_moto("takes more than 25")
def test_a_batch_of_writes_has_25_at_most(aws: Aws) -> None:
    requests = [{"PutRequest": {"Item": key(f"doc-{number}")}} for number in range(26)]
    batch: Any = {aws.table: requests}
    assert refusal(lambda: aws.dynamodb.batch_write_item(RequestItems=batch)) == "ValidationException"


# --- queries -----------------------------------------------------------------------------------------------------


@otherwise_in_moto("leaves out the row that crosses the line")
@pytest.mark.parametrize("projection", [{}, {"ProjectionExpression": "pk, sk"}], ids=["whole rows", "projected"])
def test_a_page_ends_with_the_row_that_reaches_a_megabyte_whatever_is_shown_of_it(aws: Aws, projection: Item) -> None:
    for number in range(6):
        put(aws, "doc", f"V#{number}", {"x": s("x" * 300_000)})
    first = query(aws, "doc", **projection)
    assert sort_keys(first) == ["V#0", "V#1", "V#2", "V#3"]
    assert first["LastEvaluatedKey"] == key("doc", "V#3")
    second = query(aws, "doc", ExclusiveStartKey=first["LastEvaluatedKey"], **projection)
    assert sort_keys(second) == ["V#4", "V#5"]
    assert "LastEvaluatedKey" not in second


@otherwise_in_moto("looks one row ahead")
def test_a_full_page_names_its_last_key_although_nothing_comes_after_it(aws: Aws) -> None:
    _put_versions(aws, 2)
    full = query(aws, "doc", Limit=2)
    assert full["LastEvaluatedKey"] == key("doc", "V#1")
    after = query(aws, "doc", Limit=2, ExclusiveStartKey=full["LastEvaluatedKey"])
    assert after["Items"] == []
    assert "LastEvaluatedKey" not in after


def test_a_limit_counts_what_was_read_and_not_what_the_filter_left(aws: Aws) -> None:
    _put_versions(aws, 3)
    answer = query(
        aws, "doc", values={":r": s("none")}, FilterExpression="reason = :r", Limit=2, ScanIndexForward=False
    )
    assert (answer["Count"], answer["ScannedCount"]) == (0, 2)
    assert answer["LastEvaluatedKey"] == key("doc", "V#1")


@pytest.mark.parametrize(
    ("is_forward", "after"), [(True, ["V#2", "V#3"]), (False, ["V#1", "V#0"])], ids=["ascending", "descending"]
)
def test_a_start_key_whose_row_is_gone_still_marks_its_place(aws: Aws, is_forward: bool, after: list[str]) -> None:
    _put_versions(aws, 4)
    answer = query(aws, "doc", ScanIndexForward=is_forward, ExclusiveStartKey=key("doc", "V#1x"))
    assert sort_keys(answer) == after


@otherwise_in_moto("takes them, or raises a TypeError of Python")
@pytest.mark.parametrize(
    "start",
    [
        key("another", "V#1"),
        key("doc", "V#0"),
        {"pk": s("doc")},
        key("doc", "V#2") | {"x": s("1")},
        {"pk": s("doc"), "sk": {"N": "2"}},
    ],
    ids=["other document", "outside of the range", "part missing", "part too many", "other type"],
)
def test_start_keys_of_another_query_are_refused(aws: Aws, start: Item) -> None:
    _put_versions(aws, 4)

    def ask() -> object:
        return query(aws, "doc", "pk = :pk AND sk > :sk", {":sk": s("V#1")}, ExclusiveStartKey=start)

    assert refusal(ask) == "ValidationException"


@otherwise_in_moto("finds nothing, or raises a TypeError of Python")
@pytest.mark.parametrize(
    "start",
    [
        {"host": s("other.example"), "listed_at": s("2024-05-01")} | key("DOC#1"),
        {"host": s("courier.example"), "listed_at": s("2024-05-01")},
    ],
    ids=["other host", "part missing"],
)
def test_start_keys_of_another_query_of_an_index_are_refused(aws: Aws, start: Item) -> None:
    _put_listed(aws, 4)
    assert refusal(lambda: _listed(aws, ExclusiveStartKey=start)) == "ValidationException"


@otherwise_in_moto("finds nothing")
def test_a_range_from_a_later_to_an_earlier_key_is_refused(aws: Aws) -> None:
    values = {":from": s("V#2"), ":to": s("V#1")}
    condition = "pk = :pk AND sk BETWEEN :from AND :to"
    assert refusal(lambda: query(aws, "doc", condition, values)) == "ValidationException"


@otherwise_in_moto("takes both")
def test_two_conditions_on_the_sort_key_are_refused(aws: Aws) -> None:
    values = {":from": s("V#1"), ":to": s("V#2")}
    condition = "pk = :pk AND sk >= :from AND sk <= :to"
    assert refusal(lambda: query(aws, "doc", condition, values)) == "ValidationException"


@otherwise_in_moto("filters by keys")
def test_a_filter_on_a_key_is_refused(aws: Aws) -> None:
    def ask() -> object:
        return query(aws, "doc", values={":sk": s("V#")}, FilterExpression="begins_with(sk, :sk)")

    assert refusal(ask) == "ValidationException"


# --- the index ---------------------------------------------------------------------------------------------------


def test_an_index_is_never_read_consistently(aws: Aws) -> None:
    assert refusal(lambda: _listed(aws, ConsistentRead=True)) == "ValidationException"


def test_an_index_gives_what_it_projects_and_refuses_all_attributes(aws: Aws) -> None:
    _put_listed(aws, 1)
    (row,) = _listed(aws)["Items"]
    assert row["headline"] == s("Headline 0")
    assert "article" not in row
    assert refusal(lambda: _listed(aws, Select="ALL_ATTRIBUTES")) == "ValidationException"


def test_pages_of_an_index_give_rows_of_one_moment_once_each(aws: Aws) -> None:
    _put_listed(aws, 7)
    assert sorted(_listed_by_twos(aws)) == [f"DOC#{number}" for number in range(7)]


def test_pages_of_an_index_lose_none_when_the_row_where_one_ended_is_deleted(aws: Aws) -> None:
    _put_listed(aws, 7)
    first = _listed(aws, Limit=3)
    ended_at = first["LastEvaluatedKey"]
    aws.dynamodb.delete_item(TableName=aws.table, Key={"pk": ended_at["pk"], "sk": ended_at["sk"]})
    rest = _listed(aws, ExclusiveStartKey=ended_at)
    found = [row["pk"]["S"] for row in (*first["Items"], *rest["Items"])]
    assert sorted(found) == [f"DOC#{number}" for number in range(7)]


# --- what a write costs ------------------------------------------------------------------------------------------


@otherwise_in_moto("counts one unit for every write")
def test_a_write_costs_a_unit_a_kilobyte_of_the_larger_row_and_the_index_only_where_it_changes(aws: Aws) -> None:
    def row(text_bytes: int, listed_at: str = "2024-05-01") -> Item:
        listed = {"host": s("courier.example"), "listed_at": s(listed_at), "headline": s("y" * 1500)}
        return listed | {"text": s("x" * text_bytes)}

    # Rows of some 6.6 KB and, in the index, some 1.6 KB.
    assert _units(put(aws, "doc", attributes=row(5000), ReturnConsumedCapacity="INDEXES")) == (7, 2)
    assert _units(put(aws, "doc", attributes=row(4000), ReturnConsumedCapacity="INDEXES")) == (7, 0)
    # The entry of the index is taken out at its old place and put in at the new one.
    moved = put(aws, "doc", attributes=row(100, "2024-05-02"), ReturnConsumedCapacity="INDEXES")
    assert _units(moved) == (6, 4)


def _units(answer: Any) -> tuple[float, float]:
    """Of the table, and of its indexes."""
    consumed = answer["ConsumedCapacity"]
    indexes = consumed.get("GlobalSecondaryIndexes", {})
    return consumed["Table"]["CapacityUnits"], sum(index["CapacityUnits"] for index in indexes.values())


# --- what these ask with -----------------------------------------------------------------------------------------


def _refusal_under(aws: Aws, condition: str, values: Item) -> str:
    return refusal(lambda: put(aws, "doc", ConditionExpression=condition, ExpressionAttributeValues=values))


def _nested(levels: int) -> Item:
    value = s("innermost")
    for level in range(levels):
        value = {"M": {"a": value}} if level % 2 else {"L": [value]}
    return value


def _put_versions(aws: Aws, count: int) -> None:
    for number in range(count):
        put(aws, "doc", f"V#{number}")


def _put_listed(aws: Aws, count: int) -> None:
    for number in range(count):
        listed = {"host": s("courier.example"), "listed_at": s("2024-05-01"), "headline": s(f"Headline {number}")}
        put(aws, f"DOC#{number}", attributes=listed | {"article": {"M": {}}})


def _listed(aws: Aws, **options: Any) -> Any:
    return aws.dynamodb.query(
        TableName=aws.table,
        IndexName="by_host",
        KeyConditionExpression="host = :host",
        ExpressionAttributeValues={":host": s("courier.example")},
        **options,
    )


def _listed_by_twos(aws: Aws) -> list[str]:
    found: list[str] = []
    start: Item = {}
    for _ in range(10):
        answer = _listed(aws, Limit=2, **start)
        found += [row["pk"]["S"] for row in answer["Items"]]
        if "LastEvaluatedKey" not in answer:
            break
        start = {"ExclusiveStartKey": answer["LastEvaluatedKey"]}
    return found
