"""What an article costs in the table: ``make bench-write-units``.

Every page is dropped three times, through the real ingest function: as it is; once more, byte for byte; and with one word of
its text replaced. After the first and the third the syndication function settles the document, since its text is new;
the second it passes over. The write units are those that DynamoDB Local tells (``ConsumedCapacity``), which are the service's own
(tests/service/test_dynamodb_rules.py). It tells none of a write whose condition failed; that costs what the larger of both
rows would (DynamoDB developer guide, "DynamoDB read and write operations"), by their sizes ("DynamoDB item sizes and
formats").

Prices: ``bench/list_prices.json``. Not in them: the function's time, storage, the queue, and the inbox's own requests.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from statistics import median, quantiles
from typing import Any, Final

from bench.corpora import CORPORA, AnnotatedPage
from bench.ingest_function import Call, IngestFunction, ingest_function, pages_of
from presscut import Article, ExtractionError, extract
from presscut.storage.sizes import item_size

PRICES: Final[dict[str, Any]] = json.loads(Path(__file__).with_name("list_prices.json").read_text())
DROPS: Final = ("first", "unchanged", "changed")
SETTLED: Final = ("first, settled", "changed, settled")
_WORD: Final = re.compile(r"[a-zA-Z]{7,}")
_WORDS_TRIED: Final = 20


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one drop of one page, or of what the syndication function did about it."""

    written: Counter[str]
    """Write request units by the kind of row; those of the indexes under their name."""
    read: float
    """Read request units."""
    puts: int
    gets: int
    """Requests to S3."""

    @property
    def dollars(self) -> float:
        return float(
            self.written.total() * PRICES["dynamodb_per_million_write_request_units"] / 1e6
            + self.read * PRICES["dynamodb_per_million_read_request_units"] / 1e6
            + self.puts * PRICES["s3_per_thousand_put_requests"] / 1e3
            + self.gets * PRICES["s3_per_thousand_get_requests"] / 1e3
        )


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", nargs="+", choices=CORPORA, help="default: all that lie there, but held-out parts")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="every N-th page of each corpus alone")
    options = parser.parse_args(arguments)
    pages = pages_of(options.corpus, options.every)
    costs: dict[str, list[Cost]] = defaultdict(list)
    unread = unchangeable = 0
    with ingest_function() as function:
        for number, page in enumerate(pages):
            article = _read(page.html, page.url)
            if article is None:
                unread += 1
                continue
            changed = _changed(page, article)
            unchangeable += changed is None
            key = f"{page.corpus}/{number}.html"
            costs["first"].append(_cost(function, key, page, page.html))
            costs["first, settled"].append(_cost_of(function.settled(key)))
            costs["unchanged"].append(_cost(function, key, page, page.html))
            if changed is not None:
                costs["changed"].append(_cost(function, key, page, changed))
                costs["changed, settled"].append(_cost_of(function.settled(key)))
    print(f"{len(pages)} pages, {unread} of them without an article, {unchangeable} in which no word could be replaced")
    for line in (*_tables(costs, DROPS), *_tables(costs, SETTLED)):
        print(line)
    print(f"\nPrices of {PRICES['region']}, looked up {PRICES['looked_up']}; the mean article, not the median one.")


def _cost(function: IngestFunction, key: str, page: AnnotatedPage, html: bytes) -> Cost:
    return _cost_of(function.invoke([function.drop(key, page, html)]))


def _cost_of(calls: Sequence[Call]) -> Cost:
    written: Counter[str] = Counter()
    read = 0.0
    for call in calls:
        if call.service != "dynamodb":
            continue
        if call.operation in ("Query", "GetItem"):
            read += call.answer["ConsumedCapacity"]["CapacityUnits"]
        else:
            written += units_of_write(call)
    operations = Counter(call.operation for call in calls if call.service == "s3")
    return Cost(written, read, puts=operations["PutObject"], gets=operations["GetObject"])


# --- a page of which one word changed ----------------------------------------------------------------------------


def _changed(page: AnnotatedPage, article: Article) -> bytes | None:
    """The page with one word of its text spelled backwards, such that the article differs; None where none is found."""
    for word in list(dict.fromkeys(_WORD.findall(article.text)))[:_WORDS_TRIED]:
        html = page.html.replace(word.encode(), word[::-1].encode())
        other = _read(html, page.url)
        if other is not None and other.fingerprint != article.fingerprint:
            return html
    return None


def _read(html: bytes, url: str | None) -> Article | None:
    with suppress(ExtractionError):
        return extract(html, url=url)
    return None


# --- what a write costs ------------------------------------------------------------------------------------------


def units_of_write(call: Call) -> Counter[str]:
    """By the kind of row; those of the indexes under their name. Raises ValueError for a write that tells none."""
    consumed = call.answer.get("ConsumedCapacity")
    if call.answer.get("Error", {}).get("Code") == "ConditionalCheckFailedException":
        there, new = call.answer.get("Item", {}), call.arguments.get("Item", {})
        return Counter({f"{_kind(call)}, refused": ceil(max(item_size(there), item_size(new), 1) / 1024)})
    if not isinstance(consumed, dict):
        raise ValueError(f"{call.operation} tells no units: {call.answer}")
    units = Counter({_kind(call): consumed["Table"]["CapacityUnits"]})
    for name, index in consumed.get("GlobalSecondaryIndexes", {}).items():
        units[f"index {name}"] += index["CapacityUnits"]
    return units


def _kind(call: Call) -> str:
    """``LATEST``, ``V#``, …: the row's sort key up to what tells one row from another, and its partition where it is none
    of a document."""
    key = call.arguments.get("Item") or call.arguments["Key"]
    partition, sort_key = key["pk"]["S"].split("#")[0], key["sk"]["S"]
    kind = sort_key.split("#")[0] + ("#" if "#" in sort_key else "")
    return kind if partition == "DOC" else f"{partition}#"


# --- the tables --------------------------------------------------------------------------------------------------


def _tables(costs: dict[str, list[Cost]], drops: Sequence[str]) -> Iterator[str]:
    yield ""
    yield "| drop | articles | write units: median | p95 | most | read units: median | p95 | S3 puts, mean | $ per million |"
    yield "| --- " * 9 + "|"
    for drop in drops:
        of_drop = costs[drop]
        if not of_drop:
            continue
        written = [cost.written.total() for cost in of_drop]
        read = [cost.read for cost in of_drop]
        puts = sum(cost.puts for cost in of_drop) / len(of_drop)
        dollars = sum(cost.dollars for cost in of_drop) / len(of_drop) * 1e6
        yield (
            f"| {drop} | {len(of_drop)} | {median(written):g} | {_p95(written):g} | {max(written):g} | {median(read):g} | "
            f"{_p95(read):g} | {puts:.3f} | {dollars:.2f} |"
        )
    yield ""
    kinds = sorted({kind for drop in drops for cost in costs[drop] for kind in cost.written})
    yield "| write units by row: mean, median, p95 | " + " | ".join(drops) + " |"
    yield "| --- " * (1 + len(drops)) + "|"
    for kind in kinds:
        cells = [_cell([cost.written[kind] for cost in costs[drop]]) for drop in drops]
        yield f"| {kind} | " + " | ".join(cells) + " |"


def _cell(units: Sequence[float]) -> str:
    if not any(units):
        return "–"
    return f"{sum(units) / len(units):.2f}, {median(units):g}, {_p95(units):g}"


def _p95(values: Sequence[float]) -> float:
    return quantiles(values, n=20, method="inclusive")[-1] if len(values) > 1 else values[0]


if __name__ == "__main__":
    main()
