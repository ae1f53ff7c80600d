"""Documents of the same text are linked: as the table has it, in any order, interleaved and broken off anywhere."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from conftest import Aws
from made_up import NOON, deleted, failed, live
from test_similarity import prose

from presscut.storage import syndication
from presscut.storage.aws_errors import ConditionNotMetError
from presscut.storage.claim_check import Claim, ClaimCheck, DanglingClaimError
from presscut.storage.ports import TransientStorageError
from presscut.storage.same_text_rows import is_link
from presscut.storage.syndication import MAXIMUM_LINKS, SameTexts
from presscut.storage.table import Condition, Row, Table

PROSE = "\n\n".join(prose(1))
EDITED = "\n\n".join(["LONDON (AP) " + prose(1)[0], *prose(1)[1:9], *prose(1)[10:]])
OTHER = "\n\n".join(prose(2))
# Short texts: they stand in the index under one value, so there are fewer steps, and the same ones.
SHORT = "The ferry sails again."
ANOTHER = "The bridge is closed."


class KilledError(BaseException):
    """The process is gone: nothing catches it."""


@dataclass(frozen=True, slots=True)
class SteppedTable(Table):
    """``before`` is called before every call of AWS with its number."""

    before: Callable[[int], None] = lambda _: None
    calls: list[str] = field(default_factory=list)

    def _step(self, name: str) -> None:
        self.calls.append(name)
        self.before(len(self.calls))

    def get(self, key: Row, attributes: tuple[str, ...] = ()) -> Row | None:
        self._step("get")
        return Table.get(self, key, attributes)

    def put(self, row: Row, condition: Condition) -> Row | None:
        self._step("put")
        return Table.put(self, row, condition)

    def delete(self, key: Row, condition: Condition) -> None:
        self._step("delete")
        Table.delete(self, key, condition)

    def query(self, *arguments: Any, **named: Any) -> Iterator[Row]:
        self._step("query")
        return Table.query(self, *arguments, **named)


def texts(aws: Aws, before: Callable[[int], None] | None = None) -> SameTexts:
    read = ClaimCheck(aws.s3, aws.articles_bucket).read
    if before is None:
        return SameTexts(Table(aws.dynamodb, aws.table), read)
    return SameTexts(SteppedTable(aws.dynamodb, aws.table, before), read)


def put(aws: Aws, document_id: str, text: str, sequencer: str = "01", **fields: Any) -> None:
    url = f"https://www.{document_id}.example/a"
    aws.store().put(live(document_id, sequencer, text=text, **({"url": url} | fields)))


def publish(aws: Aws, document_id: str, text: str, sequencer: str = "01", **fields: Any) -> None:
    put(aws, document_id, text, sequencer, **fields)
    texts(aws).settle(document_id)


def linked(aws: Aws, document_id: str) -> dict[str, bool]:
    """The others of the same text; whether they are exactly the same."""
    return {link.document_id: link.is_exact for link in texts(aws).same_text_as(document_id).links}


def rows_of_the_index(aws: Aws) -> set[tuple[str, str]]:
    """Without those that only say that a document stands there no more."""
    rows = [row for row in aws.rows() if row["pk"]["S"].startswith("SIM#") and "expires_at" not in row]
    return {(row["pk"]["S"], row["sk"]["S"]) for row in rows}


def values_of(aws: Aws, document_id: str) -> tuple[set[str], set[str]]:
    """Of the index: under which the document stands, and under which it stands by its signature."""
    standing = {value for value, document in rows_of_the_index(aws) if document == f"DOC#{document_id}"}
    key = {"pk": {"S": f"DOC#{document_id}"}, "sk": {"S": "SIGNATURE"}}
    signature = aws.dynamodb.get_item(TableName=aws.table, Key=key)["Item"]
    return standing, {f"SIM#{value['S']}" for value in signature["values"]["L"]}


# --- what is linked ----------------------------------------------------------------------------------------------


def test_copies_are_linked_on_both_sides_and_tell_of_the_other(aws: Aws) -> None:
    publish(aws, "one", PROSE, headline="Ferries sail")
    publish(aws, "two", EDITED, headline="Boats go again")
    publish(aws, "three", PROSE.upper(), headline="Ships")
    publish(aws, "alone", OTHER)
    exact, near = texts(aws).same_text_as("one").links
    assert (exact.document_id, exact.is_exact, exact.distance, exact.containment) == ("three", True, 0, 1.0)
    assert (near.document_id, near.is_exact, near.host, near.url) == (
        "two",
        False,
        "two.example",
        "https://www.two.example/a",
    )
    assert near.headline == "Boats go again"
    assert 0 < near.distance < 64
    assert 0.7 <= near.containment <= 1
    assert linked(aws, "two") == {"one": False, "three": False}
    assert linked(aws, "three") == {"one": True, "two": False}
    assert linked(aws, "alone") == linked(aws, "unknown") == {}


def test_short_texts_are_linked_only_word_for_word(aws: Aws) -> None:
    for name, text in {
        "one": "The ferry sails again.",
        "two": "“The ferry sails again”",
        "three": "The ferry sails",
    }.items():
        publish(aws, name, text)
    assert linked(aws, "one") == {"two": True}
    assert linked(aws, "three") == {}


def test_a_text_in_the_articles_bucket_is_compared_too(aws: Aws) -> None:
    long = PROSE + "\n\n" + "\n\n".join(prose(3, paragraphs=1500))
    publish(aws, "one", long)
    publish(aws, "two", long.replace(prose(3)[0], ""))
    assert "article_key" in aws.latest_row("one")
    assert linked(aws, "two") == {"one": False}


def test_a_listing_is_compared_with_nothing(aws: Aws) -> None:
    publish(aws, "one", PROSE)
    publish(aws, "two", PROSE, kind="listing")
    assert linked(aws, "one") == {}


def test_links_come_in_pages(aws: Aws) -> None:
    for number in range(6):
        publish(aws, f"copy-{number}", PROSE)
    publish(aws, "copy-2", OTHER, "02")
    reader = texts(aws)
    first = reader.same_text_as("copy-0", limit=2)
    assert ([link.document_id for link in first.links], first.next_after) == (["copy-1", "copy-3"], "copy-3")
    second = reader.same_text_as("copy-0", limit=2, after=first.next_after)
    assert ([link.document_id for link in second.links], second.next_after) == (["copy-4", "copy-5"], None)
    assert reader.same_text_as("copy-0", limit=2, after="copy-5").links == ()


# --- what changes ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("change", ["another text", "too short", "failed", "deleted", "removed by hand"])
def test_links_go_with_the_text_and_the_index_forgets_it(aws: Aws, change: str) -> None:
    publish(aws, "stays", EDITED)
    before = rows_of_the_index(aws)
    publish(aws, "one", PROSE)
    assert linked(aws, "stays") == {"one": False}
    match change:
        case "another text":
            put(aws, "one", OTHER, "02")
        case "too short":
            put(aws, "one", "Gone.", "02")
        case "failed":
            aws.store().put(failed("one", "02"))
        case "deleted":
            aws.store().put(deleted("one", "02"))
        case _:
            key = {"pk": {"S": "DOC#one"}, "sk": {"S": "LATEST"}}
            aws.dynamodb.delete_item(TableName=aws.table, Key=key)
    texts(aws).settle("one")
    assert linked(aws, "one") == linked(aws, "stays") == {}
    left = {sk for _, sk in rows_of_the_index(aws) - before}
    assert left == ({"DOC#one"} if change in ("another text", "too short") else set())
    publish(aws, "one", PROSE, "03")
    assert linked(aws, "stays") == {"one": False}


def test_a_new_headline_reaches_the_others(aws: Aws) -> None:
    publish(aws, "one", PROSE)
    publish(aws, "two", PROSE)
    publish(aws, "one", PROSE, "02", headline="Corrected")
    (link,) = texts(aws).same_text_as("two").links
    assert link.headline == "Corrected"


def test_settling_again_changes_nothing(aws: Aws) -> None:
    publish(aws, "one", PROSE)
    publish(aws, "two", EDITED)
    before = sorted(map(str, aws.rows()))
    texts(aws).settle("one")
    texts(aws).settle("two")
    assert sorted(map(str, aws.rows())) == before


def test_a_version_that_comes_again_after_its_row_was_removed_by_hand_is_linked_again(aws: Aws) -> None:
    publish(aws, "stays", PROSE)
    publish(aws, "one", PROSE)
    aws.dynamodb.delete_item(TableName=aws.table, Key={"pk": {"S": "DOC#one"}, "sk": {"S": "LATEST"}})
    texts(aws).settle("one")
    assert linked(aws, "stays") == {}
    publish(aws, "one", PROSE)
    assert linked(aws, "stays") == {"one": True}


def test_a_clock_that_goes_back_holds_nothing_up(aws: Aws) -> None:
    read = ClaimCheck(aws.s3, aws.articles_bucket).read
    table = Table(aws.dynamodb, aws.table)
    publish(aws, "two", SHORT)
    put(aws, "one", SHORT)
    SameTexts(table, read, now=lambda: NOON + timedelta(days=9)).settle("one")
    put(aws, "one", ANOTHER, "02")
    SameTexts(table, read, now=lambda: NOON).settle("one")
    assert linked(aws, "one") == linked(aws, "two") == {}


def test_what_is_gone_is_remembered_for_a_day_and_no_longer(aws: Aws) -> None:
    publish(aws, "two", SHORT)
    publish(aws, "one", SHORT)
    aws.store().put(deleted("one", "02"))
    SameTexts(Table(aws.dynamodb, aws.table), ClaimCheck(aws.s3, aws.articles_bucket).read, lambda: NOON).settle("one")
    end = {"N": str(int((NOON + timedelta(days=1)).timestamp()))}
    left = {row["sk"]["S"]: row.get("expires_at") for row in aws.rows() if row["sk"]["S"] != "LATEST"}
    assert [left["SIGNATURE"], left["SAME#one"], left["SAME#two"], left["DOC#one"]].count(end) >= 3
    assert left["DOC#two"] is None


def test_an_article_whose_object_is_replaced_meanwhile_is_read_again(aws: Aws) -> None:
    long = PROSE + "\n\n" + "\n\n".join(prose(3, paragraphs=1500))
    publish(aws, "two", PROSE)
    put(aws, "one", long)
    claims = ClaimCheck(aws.s3, aws.articles_bucket)

    def replaced(claim: Claim) -> str:
        put(aws, "one", PROSE, "02")
        raise DanglingClaimError(claim.key)

    SameTexts(Table(aws.dynamodb, aws.table), replaced).settle("one")
    assert linked(aws, "one") == {"two": True}
    put(aws, "one", long, "03")
    aws.s3.delete_object(Bucket=aws.articles_bucket, Key=aws.latest_row("one")["article_key"]["S"])
    with pytest.raises(DanglingClaimError):
        SameTexts(Table(aws.dynamodb, aws.table), claims.read).settle("one")


def test_thousands_of_copies_cost_no_more_than_some(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(syndication, "MAXIMUM_LINKS", 3)
    monkeypatch.setattr(syndication, "CANDIDATES_OF_A_VALUE", 5)
    written = []
    for number in random.Random(1).sample(range(1000), 14):
        put(aws, f"{number:03}", SHORT)
        written.append(texts(aws).settle(f"{number:03}").written)
    assert max(written) <= 1 + 1 + 2 * 3  # signature, index, links on both sides
    assert MAXIMUM_LINKS == 20
    links = [len(linked(aws, document[4:])) for _, document in rows_of_the_index(aws)]
    assert min(links) >= 3
    assert max(links) <= 12


# --- at once, and broken off -------------------------------------------------------------------------------------


CHANGES: dict[str, Callable[[Aws], None]] = {
    "the other text comes": lambda aws: put(aws, "two", SHORT, "02"),
    "the other text changes": lambda aws: put(aws, "two", ANOTHER, "02"),
    "the other text goes": lambda aws: aws.store().put(deleted("two", "02")),
    "the text itself changes": lambda aws: put(aws, "one", ANOTHER, "03"),
}


def expected(change: str) -> dict[str, bool]:
    return {"two": True} if change == "the other text comes" else {}


def scene(aws: Aws, change: str) -> None:
    """``one`` is to be settled, for what it says in its second version."""
    publish(aws, "two", ANOTHER if change == "the other text comes" else SHORT)
    publish(aws, "one", "Another short one" if change == "the other text comes" else ANOTHER)
    put(aws, "one", SHORT, "02")


def steps(aws: Aws, change: str) -> int:
    scene(aws, change)
    counted: list[int] = []
    texts(aws, counted.append).settle("one")
    aws.empty()
    return len(counted)


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_that_is_settled_between_any_two_steps_is_seen(aws: Aws, change: str) -> None:
    for step in range(1, steps(aws, change) + 1):

        def meanwhile(number: int, step: int = step) -> None:
            if number == step:
                CHANGES[change](aws)
                texts(aws).settle("one" if change == "the text itself changes" else "two")

        scene(aws, change)
        texts(aws, meanwhile).settle("one")
        assert linked(aws, "one") == expected(change), step
        assert linked(aws, "two") == {other: True for other in ("one",) if expected(change)}, step
        for document in ("one", "two"):
            standing, signed = values_of(aws, document)
            assert standing == signed, (step, document)
        aws.empty()


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_broken_off_at_any_step_is_healed_by_doing_it_again(aws: Aws, change: str) -> None:
    for step in range(1, steps(aws, change) + 1):

        def killed(number: int, step: int = step) -> None:
            if number == step:
                raise KilledError

        scene(aws, change)
        with pytest.raises(KilledError):
            texts(aws, killed).settle("one")
        CHANGES[change](aws)
        if change != "the text itself changes":
            texts(aws).settle("two")
        texts(aws).settle("one")
        assert linked(aws, "one") == expected(change), step
        assert linked(aws, "two") == {other: True for other in ("one",) if expected(change)}, step
        standing, signed = values_of(aws, "one")
        assert standing == signed, step
        aws.empty()


@pytest.mark.parametrize("kills", [1, 2])
def test_links_that_go_while_the_process_dies_at_any_step_go_on_both_sides(aws: Aws, kills: int) -> None:
    def linked_and_changed() -> None:
        publish(aws, "two", SHORT)
        publish(aws, "one", SHORT)
        put(aws, "one", ANOTHER, "02")

    linked_and_changed()
    counted: list[int] = []
    texts(aws, counted.append).settle("one")
    for step in counted:
        aws.empty()
        linked_and_changed()

        def killed(number: int, step: int = step) -> None:
            if number == step:
                raise KilledError

        for _ in range(kills):
            with suppress(KilledError):
                texts(aws, killed).settle("one")
        texts(aws).settle("one")
        assert linked(aws, "one") == linked(aws, "two") == {}, step
        standing, signed = values_of(aws, "one")
        assert standing == signed, step


def test_where_others_never_rest_it_is_left_to_another_try(aws: Aws) -> None:
    publish(aws, "two", EDITED)
    put(aws, "one", PROSE)
    sequencer = iter(range(0x1000, 0x10000))

    def restless(number: int) -> None:
        publish(aws, "one", PROSE, f"{next(sequencer):04X}", headline=f"Take {number}")

    with pytest.raises(TransientStorageError):
        texts(aws, restless).settle("one")
    texts(aws).settle("one")
    assert linked(aws, "one") == {"two": False}


@dataclass(frozen=True, slots=True)
class SlowNetwork(Table):
    """Keeps writes of links back, and lets them think that they failed."""

    kept_back: list[tuple[Row, Condition]] = field(default_factory=list)

    def put(self, row: Row, condition: Condition) -> Row | None:
        if row["sk"].startswith("SAME#"):
            self.kept_back.append((row, condition))
            raise TransientStorageError("No answer.")
        return Table.put(self, row, condition)


def test_a_link_that_the_network_kept_back_does_not_come_again_after_it_went(aws: Aws) -> None:
    publish(aws, "two", SHORT)
    publish(aws, "one", SHORT)
    network = SlowNetwork(aws.dynamodb, aws.table)
    put(aws, "one", SHORT, "02", headline="Corrected")
    with pytest.raises(TransientStorageError):
        SameTexts(network, ClaimCheck(aws.s3, aws.articles_bucket).read).settle("one")
    publish(aws, "two", ANOTHER, "02")
    texts(aws).settle("one")
    ((row, condition),) = network.kept_back
    assert is_link(row)
    with pytest.raises(ConditionNotMetError):
        Table(aws.dynamodb, aws.table).put(row, condition)
    assert linked(aws, "one") == linked(aws, "two") == {}
