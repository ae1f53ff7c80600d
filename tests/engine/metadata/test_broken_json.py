"""What is understood of JSON that is none."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from snippets import within_two_seconds

from presscut.extraction.metadata import broken_json

VALUES = st.recursive(
    st.booleans() | st.integers(-(10**20), 10**20) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=15,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"a": 1 "b": [1 2, 3,], "c": -2.5}', [{"a": 1, "b": [1, 2, 3], "c": -2.5}]),
        ('{"a": "he said "no" twice", "b": true}', [{"a": 'he said "no" twice', "b": True}]),
        ('{"a": "cut off', []),
        ('{"a": 1, "b": "cut off', [{"a": 1}]),
        ('{"a": null, "b": NaN, "c": false}', [{"c": False}]),
        (r'{"a": "\ud83d\ude00 \u00e4 \/ \n \q",}', [{"a": "😀 ä / \n q"}]),
        ("{a: 'b'} {c: 'd'}", [{"a": "b"}, {"c": "d"}]),
        ('{"a": [1, {"b": 2]}', [{"a": [1, {"b": 2}]}]),
        ("no braces", []),
        ("{}[]", []),
        ("{:::}", []),
        ("{" * 500, []),
    ],
)
def test_what_is_understood(text: str, expected: list[Any]) -> None:
    assert broken_json.read(text) == expected


@given(st.dictionaries(st.text(max_size=8), st.booleans() | st.integers(-(10**20), 10**20), min_size=1, max_size=4))
def test_json_that_is_whole_is_read_as_it_is(value: Any) -> None:
    assert broken_json.read(json.dumps(value)) == [value]


@given(VALUES, st.integers(0, 200), st.sampled_from(["", '"', "'", ",", "{", "]", "\\", "/*", "//", ":"]))
def test_nothing_makes_it_fail(value: Any, at: int, sign: str) -> None:
    text = json.dumps({"@type": "x", "value": value})
    broken_json.read(text[:at] + sign + text[at:])
    broken_json.read(text[:at] + sign)


@pytest.mark.parametrize(
    "part", ["/* ", "[", "{", '"', "'", "\\", ', "', '" ', "{,", ":", "a ", '{"a":', "-1 ", "//", "\n\n"]
)
def test_the_longest_text_is_read_in_time(part: str) -> None:
    text = "{" + part * ((broken_json.MAXIMUM_CHARACTERS - 1) // len(part))
    with within_two_seconds():
        broken_json.read(text)
    assert broken_json.read(text + "x" * broken_json.MAXIMUM_CHARACTERS) == []
