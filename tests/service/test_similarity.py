"""Which texts are taken for the same: made-up ones, and properties of the hashes."""

from __future__ import annotations

import random
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.copies import COPIES, EXACT
from presscut.storage import similarity
from presscut.storage.similarity import (
    MAXIMUM_WORDS,
    MINIMUM_SAMPLE,
    MINIMUM_WORDS,
    SIMHASH_BANDS,
    SIMHASH_DISTANCE,
    SKETCH_SIZE,
    TextSignature,
    contained,
    hamming_distance,
    index_values,
    likeness,
    shingle_hashes,
    signature,
    simhash_of,
    sketch_of,
)

BITS_64 = st.integers(0, 2**64 - 1)
SYLLABLES = ("ka", "lo", "mi", "ter", "van", "su", "dro", "pel", "ish", "or", "ent", "gra")


def prose(seed: int, paragraphs: int = 12, words: int = 40) -> list[str]:
    chance = random.Random(seed)

    def word() -> str:
        return "".join(chance.choices(SYLLABLES, k=chance.randint(1, 3)))

    return [" ".join(word() for _ in range(words)).capitalize() + "." for _ in range(paragraphs)]


def signed(text: str | list[str]) -> TextSignature:
    found = signature(text if isinstance(text, str) else "\n\n".join(text))
    assert found is not None
    return found


def meet(one: TextSignature, other: TextSignature) -> bool:
    return not set(index_values(one)).isdisjoint(index_values(other))


# --- what is the same --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("copy", sorted(set(COPIES) - {"5 % of words replaced"}))
@pytest.mark.parametrize("seed", range(5))
def test_a_copy_is_met_in_the_index_and_taken_for_the_same_text(copy: str, seed: int) -> None:
    original, changed = signed(prose(seed)), signed(COPIES[copy](random.Random(seed), prose(seed)))
    assert meet(original, changed)
    alike = likeness(original, changed)
    assert alike is not None
    assert alike.is_exact == (copy in EXACT)


def test_another_text_is_not() -> None:
    every = [signed(prose(seed)) for seed in range(30)]
    assert not any(likeness(one, other) for one, other in combinations(every, 2))


def test_a_text_that_quotes_two_paragraphs_of_twelve_is_not() -> None:
    original = prose(1)
    assert likeness(signed(original), signed([*original[3:5], *prose(2, paragraphs=10)])) is None


def test_a_short_text_is_the_same_only_word_for_word() -> None:
    text = prose(1, paragraphs=1, words=MINIMUM_WORDS - 1)[0]
    other = f"{text} Indeed."[len("Ka") :]
    assert signed(text).simhash is None
    assert likeness(signed(text), signed(text.upper())) is not None
    assert meet(signed(text), signed(text.upper()))
    assert likeness(signed(text), signed(other)) is None


def test_what_a_text_shares_with_one_many_times_as_long_is_too_little_to_tell() -> None:
    """Two paragraphs of boilerplate behind a report of three and behind one of three hundred: often a shingle of them is
    the only one of the report's that is left in a sketch so coarse."""
    boilerplate = prose(999, paragraphs=2)
    long = signed([*prose(1, paragraphs=300), *boilerplate])
    reports = [signed([*prose(seed, paragraphs=3), *boilerplate]) for seed in range(2, 60)]
    assert not any(likeness(report, long) for report in reports)


def test_of_a_text_without_end_the_beginning_is_compared() -> None:
    words = [f"word{number}" for number in range(MAXIMUM_WORDS)]
    one, other = signed(" ".join(words)), signed(" ".join([*words, "and", "another"]))
    assert (one.simhash, one.sketch, one.least) == (other.simhash, other.sketch, other.least)
    assert one.text_hash != other.text_hash


@pytest.mark.parametrize("text", ["", " \n ", "—!…", "\u200b"])
def test_nothing_is_the_same_as_nothing(text: str) -> None:
    assert signature(text) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“Don’t panic,” he said – twice.", '"Don\'t panic" he said - twice'),
        ("ﬁnal straße", "FINAL STRASSE"),
        ("co\u00adoperate now", "cooperate now"),
        ("Ame\u0301lie", "AMÉLIE"),
        ("１２ 人", "12人"),
    ],
)
def test_typography_does_not_count(one: str, other: str) -> None:
    assert signed(one).text_hash == signed(other).text_hash


@pytest.mark.parametrize(("one", "other"), [("a bc", "ab c"), ("कि", "की"), ("ten men", "men ten"), ("は", "ば")])
def test_words_and_their_order_count(one: str, other: str) -> None:
    assert signed(one).text_hash != signed(other).text_hash


def test_a_text_without_spaces_is_compared_by_its_characters() -> None:
    chance = random.Random(1)
    text = "".join(chr(chance.randrange(0x4E00, 0x5E00)) for _ in range(400))
    other = "".join(chr(chance.randrange(0x4E00, 0x5E00)) for _ in range(400))
    alike = likeness(signed(text), signed("新华社北京电" + text[:150] + text[200:]))
    assert alike is not None
    assert not alike.is_exact
    assert meet(signed(text), signed(text[:200]))
    assert likeness(signed(text), signed(other)) is None
    assert signed(text[: 2 * MINIMUM_WORDS - 1]).simhash is None


# --- the hashes --------------------------------------------------------------------------------------------------


def test_the_hashes_are_the_same_on_every_machine() -> None:
    found = signed("the quick brown fox jumps over the lazy dog " * 8)
    assert found.text_hash == "ebfc25d4a766aa55d68a18568aa199ce"
    assert found.simhash == 0xE7E34A20CCB99180


@settings(deadline=None)
@given(BITS_64, st.sets(st.integers(0, 63), max_size=SIMHASH_DISTANCE))
def test_every_pair_within_the_distance_meets_in_a_band(simhash: int, flipped: set[int]) -> None:
    other = simhash
    for bit in flipped:
        other ^= 1 << bit
    one, two = TextSignature("a", simhash), TextSignature("b", other)
    assert hamming_distance(simhash, other) == len(flipped) <= SIMHASH_DISTANCE
    assert meet(one, two)
    assert len(index_values(one)) == SIMHASH_BANDS


@settings(deadline=None)
@given(st.sets(BITS_64, min_size=1, max_size=40))
def test_a_bit_of_the_simhash_is_that_of_most_hashes(hashes: set[int]) -> None:
    expected = sum(1 << bit for bit in range(64) if 2 * sum(each >> bit & 1 for each in hashes) > len(hashes))
    assert simhash_of(hashes) == expected


@settings(deadline=None)
@given(st.integers(0, 400), st.integers(0, 900), st.integers(0, 900))
def test_sketches_of_any_rates_share_what_the_coarser_of_them_keeps_of_both(both: int, first: int, second: int) -> None:
    """Of real hashes: some that differ above the bits that a sketch keeps alone are not told apart."""
    words = [f"word {number}" for number in range(both + first + second)]
    hashes = [shingle_hashes([word], 1).pop() for word in words]
    sets = set(hashes[: both + first]), set(hashes[:both] + hashes[both + first :])
    rates = [sketch_of(each)[0] for each in sets]
    one, other = (TextSignature("", 0, (), sketch, rate) for rate, sketch in map(sketch_of, sets))
    assert all(len(each.sketch) <= SKETCH_SIZE for each in (one, other))
    kept = [{each for each in every if each % 2 ** max(rates) == 0} for every in sets]
    smaller = min(map(len, kept))
    assert contained(one, other) == (len(kept[0] & kept[1]) / smaller if smaller >= MINIMUM_SAMPLE else 0)


@settings(deadline=None)
@given(st.integers(0, 50), st.sampled_from(sorted(COPIES)), st.integers(0, 50))
def test_likeness_is_symmetric(seed: int, copy: str, other_seed: int) -> None:
    one, other = signed(prose(seed)), signed(COPIES[copy](random.Random(other_seed), prose(other_seed)))
    assert likeness(one, other) == likeness(other, one)


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    found = signature(text)
    assert found is None or found.text_hash == signed(f" {text}\n").text_hash
    assert all(token == token.casefold() for token in similarity.tokens(text)[0])
