"""How many articles one ingest function stores a second, and where the time goes: ``make bench-throughput``.

One process calls the real handler with batches of ten messages, as Lambda does in one sandbox. The table is DynamoDB
Local's, over HTTP on this machine; S3 is moto's, within the process, and its time is not S3's: *without S3* leaves it out.
The pages lie in the inbox before the clock starts. Every round stores all pages anew, under keys of its own.

A busy machine takes time from all of it, but hardly any CPU: *a second of CPU* counts what this process alone used, moto's part
included, and neither DynamoDB Local's nor any waiting.
"""

from __future__ import annotations

import argparse
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter, process_time
from typing import Any
from unittest.mock import patch

from bench.corpora import CORPORA, AnnotatedPage
from bench.ingest_function import BATCH_SIZE, IngestFunction, ingest_function, pages_of
from presscut import extract


@dataclass(frozen=True, slots=True)
class Round:
    """Seconds."""

    whole: float
    extraction: float
    dynamodb: float
    s3: float
    requests: float
    """To DynamoDB, a page."""
    cpu: float
    extraction_cpu: float


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", nargs="+", choices=CORPORA, default=["article-extraction-benchmark"])
    parser.add_argument("--every", type=int, default=1, metavar="N", help="every N-th page of each corpus alone")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args(arguments)
    pages = pages_of(options.corpus, options.every)
    with ingest_function() as function:
        _round(function, pages, 0)  # what is loaded at first use is no page's cost
        rounds = [_round(function, pages, number) for number in range(1, options.rounds + 1)]
    print(
        f"{len(pages)} pages of {', '.join(options.corpus)}, {options.rounds} rounds, Python {platform.python_version()}"
    )
    print(
        "| | articles a second | without S3 | of time: extraction | DynamoDB | S3 (moto) | the rest "
        "| articles a second of CPU | of CPU: extraction | requests to DynamoDB a page |"
    )
    print("| --- " * 10 + "|")
    print(_row("fastest round", len(pages), min(rounds, key=lambda one: one.whole)))
    middle = median([one.whole for one in rounds])
    print(_row("median round", len(pages), min(rounds, key=lambda one: abs(one.whole - middle))))


def _round(function: IngestFunction, pages: Sequence[AnnotatedPage], number: int) -> Round:
    messages = [function.drop(f"round-{number}/{i}.html", page) for i, page in enumerate(pages)]
    whole = extraction = cpu = extraction_cpu = 0.0
    spent = {"dynamodb": 0.0, "s3": 0.0}
    requests = 0

    def timed_extract(*given: Any, **named: Any) -> Any:
        nonlocal extraction, extraction_cpu
        started, cpu_started = perf_counter(), process_time()
        try:
            return extract(*given, **named)
        finally:
            extraction += perf_counter() - started
            extraction_cpu += process_time() - cpu_started

    with patch("presscut.service.drops.extract", timed_extract):
        for first in range(0, len(messages), BATCH_SIZE):
            batch = messages[first : first + BATCH_SIZE]
            started, cpu_started = perf_counter(), process_time()
            calls = function.invoke(batch)
            whole += perf_counter() - started
            cpu += process_time() - cpu_started
            for call in calls:
                spent[call.service] += call.seconds
                requests += call.service == "dynamodb"
    return Round(whole, extraction, spent["dynamodb"], spent["s3"], requests / len(pages), cpu, extraction_cpu)


def _row(name: str, pages: int, one: Round) -> str:
    rest = one.whole - one.extraction - one.dynamodb - one.s3
    shares = [f"{part / one.whole:.0%}" for part in (one.extraction, one.dynamodb, one.s3, rest)]
    rates = f"{pages / one.whole:.1f} | {pages / (one.whole - one.s3):.1f}"
    of_cpu = f"{pages / one.cpu:.1f} | {one.extraction_cpu / one.cpu:.0%}"
    return f"| {name} | {rates} | {' | '.join(shares)} | {of_cpu} | {one.requests:.1f} |"


if __name__ == "__main__":
    main()
