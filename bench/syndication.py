"""How well copies of a text are found, and how seldom others are taken for one: ``make bench-syndication``.

The texts of articles in the corpora, each with made-up copies (``bench/copies.py``), and as many texts that only look
like copies, made of other articles than those. All of them are put under the values of the index, as in the table; a
pair is *met* if it shares a value, *found* if it is then judged the same text. Recall is of the pairs of an original and
its copy; a false pair is any found one of two texts of different origin, whatever they are.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Final

from bench.copies import COPIES, LOOKALIKES, Text
from bench.corpora import CORPORA, folder, read
from presscut import ExtractionError, extract
from presscut.storage import similarity
from presscut.storage.similarity import TextSignature, contained, hamming_distance, index_values, signature

_DISTANCES: Final = (3, 6, 10)
_CONTAINMENTS: Final = (0.4, 0.5, 0.6, 0.7)
_MINIMUM_WORDS: Final = (60, 80, 100, 150)


@dataclass(frozen=True)
class Sample:
    """``origin``: equal for an original and its copies. ``kind``: the copy's or look-alike's name, or "original"."""

    origin: tuple[str, int]
    kind: str
    text: str

    @cached_property
    def signature(self) -> TextSignature:
        found = signature(self.text)
        assert found is not None
        return found

    @cached_property
    def words(self) -> int:
        found, is_unspaced = similarity.tokens(self.text)
        return len(found) // 2 if is_unspaced else len(found)


def texts(corpora: Iterable[str], number: int, chance: random.Random) -> list[Text]:
    """Articles of at least the minimum of words, shuffled; none that shares a least hash with one before it."""
    pages = [page for corpus in corpora for page in read(corpus) if page.kind == "article"]
    chance.shuffle(pages)
    found: list[Text] = []
    known: set[str] = set()
    for page in pages:
        if len(found) == number:
            break
        try:
            text = extract(page.html, url=page.url).text
        except ExtractionError:
            continue
        signed = signature(text)
        if signed is None or signed.simhash is None or not known.isdisjoint(index_values(signed)[4:]):
            continue
        known.update(index_values(signed)[4:])
        found.append([paragraph for paragraph in text.split("\n\n") if paragraph.strip()])
    return found


def samples(originals: Sequence[Text], others: Sequence[Text], number: int) -> Iterator[Sample]:
    for index, text in enumerate(originals):
        yield Sample(("original", index), "original", "\n\n".join(text))
        for name, change in COPIES.items():
            yield Sample(("original", index), name, "\n\n".join(change(random.Random(index), list(text))))
    for name, make in LOOKALIKES.items():
        pool = originals if name == "round-ups" else others
        for index, text in enumerate(make(random.Random(name), pool, number)):
            yield Sample((name, index), name, "\n\n".join(text))


def meetings(every: Sequence[Sample], first: int = 0, last: int | None = None) -> set[tuple[int, int]]:
    """Pairs, by their places, that share one of these values of the index (the first four are the simhash's bands)."""
    buckets: dict[str, list[int]] = defaultdict(list)
    for place, sample in enumerate(every):
        for value in index_values(sample.signature)[first:last]:
            buckets[value].append(place)
    return {pair for bucket in buckets.values() for pair in combinations(bucket, 2)}


def _recall(every: Sequence[Sample]) -> Iterator[str]:
    names = [f"simhash alone, k = {k}" for k in _DISTANCES]
    yield f"| copy | pairs | {' | '.join(names)} | met by bands | met by least hashes | met | **found** | exact |"
    yield "| --- " * (len(names) + 7) + "|"
    originals = {sample.origin: sample for sample in every if sample.kind == "original"}
    totals: Counter[str] = Counter()
    for kind in COPIES:
        pairs = [(originals[sample.origin], sample) for sample in every if sample.kind == kind]
        counts: Counter[str] = Counter()
        for original, copy in pairs:
            one, other = original.signature, copy.signature
            counts["pairs"] += 1
            values = set(index_values(one)), set(index_values(other))
            is_met = not values[0].isdisjoint(values[1])
            is_exact = one.text_hash == other.text_hash
            if one.simhash is not None and other.simhash is not None:
                distance = hamming_distance(one.simhash, other.simhash)
                for k, name in zip(_DISTANCES, names, strict=True):
                    counts[name] += distance <= k
                bands = [set(index_values(each)[: similarity.SIMHASH_BANDS]) for each in (one, other)]
                counts["bands"] += not bands[0].isdisjoint(bands[1])
                counts["least"] += not set(one.least).isdisjoint(other.least)
            counts["met"] += is_met
            counts["found"] += is_met and similarity.likeness(one, other) is not None
            counts["exact"] += is_exact
        totals += counts
        yield _recall_row(kind, counts, names)
    yield _recall_row("**all**", totals, names)


def _recall_row(kind: str, counts: Counter[str], names: Sequence[str]) -> str:
    shares = [counts[name] / max(counts["pairs"], 1) for name in (*names, "bands", "least", "met", "found", "exact")]
    return f"| {kind} | {counts['pairs']} | {' | '.join(f'{share:.3f}' for share in shares)} |"


def _false_pairs(every: Sequence[Sample]) -> Iterator[str]:
    """By what a pair is decided: each threshold with the recall that is left."""
    met = [(every[i], every[j]) for i, j in meetings(every)]
    alike = [
        (one, other, contained(one.signature, other.signature))
        for one, other in met
        if one.signature.simhash is not None and other.signature.simhash is not None
    ]
    kinds = [*LOOKALIKES, "copies of others"]
    yield f"| minimum words | contained | recall | precision | false pairs | {' | '.join(kinds)} |"
    yield "| --- " * (5 + len(kinds)) + "|"
    possible = [sample for sample in every if sample.kind in COPIES]
    for minimum in _MINIMUM_WORDS:
        long = [pair for pair in alike if pair[0].words >= minimum and pair[1].words >= minimum]
        expected = sum(sample.words >= minimum for sample in possible)
        for threshold in _CONTAINMENTS:
            yield _decision_row(minimum, threshold, long, expected, kinds)
    simhash = [
        (one, other, 1.0)
        for one, other, _ in alike
        if hamming_distance(one.signature.simhash or 0, other.signature.simhash or 0) <= similarity.SIMHASH_DISTANCE
    ]
    yield _decision_row(similarity.MINIMUM_WORDS, 0.0, simhash, len(possible), kinds).replace("0.0", "(simhash)", 1)


def _decision_row(
    minimum: int, threshold: float, pairs: Sequence[tuple[Sample, Sample, float]], expected: int, kinds: Sequence[str]
) -> str:
    found = [(one, other) for one, other, share in pairs if share >= threshold]
    right = [pair for pair in found if pair[0].origin == pair[1].origin]
    of_originals = sum("original" in (one.kind, other.kind) for one, other in right)
    wrong = Counter(_kind_of_mistake(one, other) for one, other in found if one.origin != other.origin)
    total = sum(wrong.values())
    recall, precision = of_originals / max(expected, 1), len(right) / max(len(right) + total, 1)
    columns = " | ".join(str(wrong[kind]) for kind in kinds)
    return f"| {minimum} | {threshold} | {recall:.3f} | {precision:.4f} | {total} | {columns} |"


def _kind_of_mistake(one: Sample, other: Sample) -> str:
    return next((sample.kind for sample in (one, other) if sample.kind in LOOKALIKES), "copies of others")


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.syndication", description=__doc__)
    parser.add_argument("--corpus", nargs="+", choices=CORPORA, help="default: all that lie there, but held-out parts")
    parser.add_argument("--originals", type=int, default=400, help="and as many others, for the look-alikes")
    parser.add_argument("--lookalikes", type=int, default=100, help="of each kind")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    present = [name for name, (_, part) in CORPORA.items() if name != "wcxb-test" and (folder() / part).is_dir()]
    if not present:
        print(f"No corpus lies in {folder()}; bench/corpora.py says where they come from. Nothing was measured.")
        return
    found = texts(options.corpus or present, 2 * options.originals, random.Random(options.seed))
    half = len(found) // 2
    every = list(samples(found[:half], found[half:], min(options.lookalikes, half)))
    print(f"{half} originals, {len(COPIES)} copies of each, {sum(s.kind in LOOKALIKES for s in every)} look-alikes.\n")
    print("\n".join(_recall(every)), end="\n\n")
    print("\n".join(_false_pairs(every)))


if __name__ == "__main__":
    main()
