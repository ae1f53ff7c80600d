"""Every envelope in which news of an object reaches the function."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import NOON, eventbridge, example_event, notification, sqs

from presscut.errors import InvalidEventError
from presscut.service.events import Drop, DropKind, drops_in, drops_in_message, is_queue_batch

ODD_KEY = "a+b c%25é.html"


def sns(event: dict[str, Any]) -> dict[str, Any]:
    return {"Records": [{"EventSource": "aws:sns", "EventVersion": "1.0", "Sns": {"Message": json.dumps(event)}}]}


def sns_in_queue(event: dict[str, Any]) -> dict[str, Any]:
    return sqs({"Type": "Notification", "TopicArn": "arn:aws:sns:…", "Message": json.dumps(event)})


def classic(key: str, **options: Any) -> dict[str, Any]:
    return {"Records": [notification(key, **options)]}


_SHAPES = {
    "direct S3": classic,
    "S3 in SQS": lambda key, **options: sqs(classic(key, **options)),
    "S3 in SNS": lambda key, **options: sns(classic(key, **options)),
    "S3 in SNS in SQS": lambda key, **options: sns_in_queue(classic(key, **options)),
    "EventBridge": eventbridge,
    "EventBridge in SQS": lambda key, **options: sqs(eventbridge(key, **options)),
    "EventBridge in SNS in SQS": lambda key, **options: sns_in_queue(eventbridge(key, **options)),
}


@pytest.fixture(params=_SHAPES.values(), ids=_SHAPES.keys())
def shaped(request: pytest.FixtureRequest) -> Any:
    return request.param


def test_every_shape_gives_the_same_drop(shaped: Any) -> None:
    assert drops_in(shaped("news/harbour.html", version_id="v1", sequencer="00AB")) == (
        Drop(
            bucket="presscut-inbox",
            key="news/harbour.html",
            version_id="v1",
            etag="b21b84d653bb07b05b1e6b33684dc11b",
            sequencer="00AB",
            size=1024,
            kind="created",
            occurred_at=NOON,
        ),
    )


@pytest.mark.parametrize("key", [ODD_KEY, "a%2Bb.html", "100%.html", "+", "日本/記事 1.html", "x" * 1024])
def test_every_key_arrives_as_it_was_put_in_every_shape(shaped: Any, key: str) -> None:
    (drop,) = drops_in(shaped(key))
    assert drop.key == key


def test_the_key_of_a_classic_notification_is_decoded_once() -> None:
    event = classic("placeholder")
    event["Records"][0]["s3"]["object"]["key"] = "a%2Bb+c%2525%C3%A9.html"
    assert drops_in(event)[0].key == ODD_KEY


def test_the_key_of_an_eventbridge_event_is_never_decoded() -> None:
    event = eventbridge("a%2Bb+c%2525%C3%A9.html")
    assert drops_in(event)[0].key == "a%2Bb+c%2525%C3%A9.html"


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=60))
def test_any_key_arrives_as_it_was_put(key: str) -> None:
    for event in (classic(key), eventbridge(key)):
        assert drops_in(event)[0].key == key


def test_an_unversioned_bucket_without_a_sequencer_is_understood(shaped: Any) -> None:
    (drop,) = drops_in(shaped("a.html", version_id=None, sequencer=None))
    assert (drop.version_id, drop.sequencer, drop.kind) == (None, None, "created")


@pytest.mark.parametrize(
    ("name", "version_id", "kind"),
    [
        ("ObjectCreated:Put", "v1", "created"),
        ("ObjectCreated:Post", None, "created"),
        ("ObjectCreated:Copy", None, "created"),
        ("ObjectCreated:CompleteMultipartUpload", None, "created"),
        ("s3:ObjectCreated:Put", None, "created"),
        ("ObjectRemoved:Delete", None, "deleted"),
        ("ObjectRemoved:Delete", "v1", "version_deleted"),
        ("ObjectRemoved:DeleteMarkerCreated", "v2", "deleted"),
        ("LifecycleExpiration:Delete", None, "deleted"),
        ("LifecycleExpiration:Delete", "v1", "version_expired"),
        ("LifecycleExpiration:DeleteMarkerCreated", "v2", "deleted"),
    ],
)
def test_every_change_that_a_notification_tells_has_its_kind(name: str, version_id: str | None, kind: DropKind) -> None:
    (drop,) = drops_in(classic("a.html", name=name, version_id=version_id))
    assert drop.kind == kind


@pytest.mark.parametrize(
    ("detail_type", "deletion", "version_id", "kind"),
    [
        ("Object Created", None, "v1", "created"),
        ("Object Deleted", "Permanently Deleted", None, "deleted"),
        ("Object Deleted", "Permanently Deleted", "v1", "version_deleted"),
        ("Object Deleted", "Delete Marker Created", "v2", "deleted"),
    ],
)
def test_every_change_that_eventbridge_tells_has_its_kind(
    detail_type: str, deletion: str | None, version_id: str | None, kind: DropKind
) -> None:
    (drop,) = drops_in(eventbridge("a.html", kind=detail_type, deletion=deletion, version_id=version_id))
    assert drop.kind == kind


@pytest.mark.parametrize(
    ("deletion", "version_id", "reason", "kind"),
    [
        ("Permanently Deleted", "v1", "DeleteObject", "version_deleted"),
        ("Permanently Deleted", "v1", "Lifecycle Expiration", "version_expired"),
        ("Permanently Deleted", None, "Lifecycle Expiration", "deleted"),
        ("Delete Marker Created", "v2", "Lifecycle Expiration", "deleted"),
    ],
)
def test_what_a_rule_of_the_lifecycle_destroys_is_told_from_what_somebody_does(
    deletion: str, version_id: str | None, reason: str, kind: DropKind
) -> None:
    event = eventbridge("a.html", kind="Object Deleted", deletion=deletion, version_id=version_id)
    event["detail"]["reason"] = reason
    assert drops_in(event)[0].kind == kind


@pytest.mark.parametrize(
    "event",
    [
        classic("a.html", name="ObjectRestore:Completed"),
        classic("a.html", name="ObjectTagging:Put"),
        classic("a.html", name="LifecycleTransition"),
        eventbridge("a.html", kind="Object Tags Added"),
        eventbridge("a.html", kind="Object Storage Class Changed"),
        {"Records": []},
        {"Service": "Amazon S3", "Event": "s3:TestEvent", "Time": "2024-05-28T12:00:00.000Z", "Bucket": "inbox"},
        sqs({"Service": "Amazon S3", "Event": "s3:TestEvent", "Bucket": "inbox"}),
    ],
    ids=["restore", "tags", "transition", "tags by EventBridge", "class", "no records", "test event", "test in SQS"],
)
def test_news_that_changes_no_object_gives_no_drop(event: dict[str, Any]) -> None:
    assert drops_in(event) == ()


def test_all_records_of_an_event_are_read_in_their_order() -> None:
    both = {"Records": [notification("1.html"), notification("2.html")]}
    assert [drop.key for drop in drops_in(both)] == ["1.html", "2.html"]
    assert [drop.key for drop in drops_in(sqs(both, eventbridge("3.html")))] == ["1.html", "2.html", "3.html"]


@pytest.mark.parametrize(
    "event",
    [
        {},
        {"Records": [{"eventSource": "aws:kinesis"}]},
        {"Records": [{}]},
        {"Records": ["a string"]},
        {"Records": [{"eventSource": "aws:s3", "eventName": "ObjectCreated:Put"}]},
        {"Records": [{"eventSource": "aws:s3", "eventName": "ObjectCreated:Put", "s3": {"object": {"key": "a"}}}]},
        {"Records": [{"eventSource": "aws:s3"}]},
        {"detail-type": "Object Created"},
        {"detail-type": "Object Created", "detail": {"bucket": {"name": "b"}, "object": {"key": ""}}},
        {"detail-type": 7, "detail": {}},
        {"Type": "Notification"},
        sqs("not JSON"),
        sqs('"a string"'),
        sqs("[1]"),
        sqs({"hello": "world"}),
        {"hello": "world"},
    ],
)
def test_what_is_no_event_of_ours_is_told_so(event: dict[str, Any]) -> None:
    with pytest.raises(InvalidEventError) as caught:
        drops_in(event)
    assert caught.value.code == "invalid_event"
    assert len(str(caught.value)) < 400


def test_an_invalid_event_names_what_it_holds_and_not_its_values() -> None:
    with pytest.raises(InvalidEventError, match="Its members are: password") as caught:
        drops_in({"password": "secret"})
    assert "secret" not in str(caught.value)


def test_a_time_without_an_offset_or_none_at_all_is_not_taken() -> None:
    event = classic("a.html")
    for time in ("2024-05-28T12:00:00", "yesterday", "", None, 7):
        event["Records"][0]["eventTime"] = time
        assert drops_in(event)[0].occurred_at is None
    event["Records"][0]["eventTime"] = "2024-05-28T12:00:00.123Z"
    assert drops_in(event)[0].occurred_at == datetime(2024, 5, 28, 12, 0, 0, 123000, UTC)


@pytest.mark.parametrize("written", ["0055aed6dcd90281e5", "F" * 31])
def test_a_sequencer_is_a_hexadecimal_number(written: str) -> None:
    assert drops_in(eventbridge("a.html", sequencer=written))[0].sequencer == written


@pytest.mark.parametrize("written", ["3F-1", "zebra", "0x1A", "٣", " 1A", "1A\n", "F" * 32, "", 7, None])
def test_what_is_no_hexadecimal_number_is_no_sequencer(written: Any) -> None:
    for event in (eventbridge("a.html", sequencer="01"), classic("a.html", sequencer="01")):
        described = (event["detail"] if "detail" in event else event["Records"][0]["s3"])["object"]
        described["sequencer"] = written
        assert drops_in(event)[0].sequencer is None


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.data())
def test_an_event_with_any_member_replaced_gives_drops_or_the_one_error(data: st.DataObject) -> None:
    event = data.draw(st.sampled_from([classic("a.html"), eventbridge("a.html"), sqs(eventbridge("a.html"))]))
    mutated = json.loads(json.dumps(event))
    place = mutated
    while True:
        name = data.draw(st.sampled_from(sorted(place) if isinstance(place, dict) else range(len(place))))
        inner = place[name]
        if not isinstance(inner, dict | list) or not inner or data.draw(st.booleans()):
            place[name] = data.draw(_JSON)
            break
        place = inner
    try:
        drops = drops_in(mutated)
    except InvalidEventError:
        return
    for drop in drops:
        assert isinstance(drop.key, str)
        assert isinstance(drop.version_id, str | None)


def test_only_a_batch_of_sqs_is_one() -> None:
    assert is_queue_batch(sqs(eventbridge("a.html")))
    for event in (classic("a.html"), eventbridge("a.html"), {"Records": []}, {"Records": "x"}, {}):
        assert not is_queue_batch(event)


def test_a_message_is_read_like_the_event_that_it_is() -> None:
    assert drops_in_message(json.dumps(eventbridge("a.html"))) == drops_in(eventbridge("a.html"))


@pytest.mark.parametrize("name", ["s3-direct", "s3-in-sqs", "eventbridge", "eventbridge-in-sqs"])
def test_the_example_events_tell_of_the_same_page_one_after_the_other(name: str) -> None:
    (drop,) = drops_in(example_event(name))
    assert (drop.bucket, drop.key, drop.kind) == ("presscut-inbox", "news/harbour.html", "created")
    (deletion,) = drops_in(example_event("delete"))
    assert deletion.kind == "deleted"
    assert drop.sequencer is not None
    assert deletion.sequencer is not None
    assert drop.sequencer < deletion.sequencer
