"""How sure a field is, by where it was found and by how many other sources said the same.

:data:`TABLE` and the figures below are made by ``make reliability`` (``training/reliability.py`` says how), never by
hand. Each figure is the share of annotated pages on which the field was what people had marked.

By folds of sites, with the table of the others:

- headline: 2051 pages, 0.824 right, 0.827 stated; calibration error 0.021,
  Brier score 0.124 (0.145 if all were stated alike), ranking 0.76
- authors: 1040 pages, 0.897 right, 0.897 stated; calibration error 0.009,
  Brier score 0.092 (0.092 if all were stated alike), ranking 0.57
- date_published: 1203 pages, 0.918 right, 0.914 stated; calibration error 0.013,
  Brier score 0.073 (0.076 if all were stated alike), ranking 0.66
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

Table = Mapping[str, Mapping[str, tuple[float, ...]]]
"""Field → source → rate with 0, 1, 2, and 3 or more agreeing sources; the source ``""`` stands for those not named."""


def confidence(field: str, found_in: str, agreeing: int) -> float | None:
    """0 to 1; None for a field that no corpus marks. ``agreeing``: how many sources said the same."""
    return rate(TABLE, field, source_of(found_in), agreeing)


def source_of(found_in: str) -> str:
    """The first of several sources that were put together."""
    return found_in.partition("+")[0]


def rate(table: Table, field: str, source: str, agreeing: int) -> float | None:
    """What a table says."""
    by_source = table.get(field)
    if by_source is None:
        return None
    rates = by_source.get(source) or by_source[""]
    return rates[min(agreeing, len(rates) - 1)]


TABLE: Final[Table] = {
    "headline": {
        "": (0.60, 0.80, 0.89, 0.95),
        "dom:h1": (0.60, 0.84, 0.92, 0.96),
        "dom:title": (0.56, 0.80, 0.89, 0.95),
        "json-ld:headline": (0.60, 0.81, 0.86, 0.87),
        "meta:og:title": (0.62, 0.72, 0.75, 0.95),
    },
    "authors": {
        "": (0.87, 0.95, 0.91, 0.93),
        "dom:byline": (0.85, 0.95, 0.91, 0.93),
        "dom:rel-author": (0.90, 0.90, 0.91, 0.93),
        "dom:username": (0.91, 0.96, 0.91, 0.93),
        "itemprop:author": (0.90, 0.95, 0.92, 0.93),
        "json-ld:author": (0.89, 0.96, 0.92, 0.94),
        "meta:author": (0.85, 0.96, 0.89, 0.94),
        "text:byline": (0.83, 0.95, 0.91, 0.93),
    },
    "date_published": {
        "": (0.88, 0.94, 0.96, 0.95),
        "dom:time": (0.87, 0.97, 0.96, 0.96),
        "itemprop:datePublished": (0.88, 0.97, 0.88, 0.95),
        "json-ld:datePublished": (0.76, 0.94, 0.97, 0.94),
        "meta:article:published_time": (0.91, 0.93, 0.97, 0.97),
        "meta:datepublished": (0.88, 0.92, 0.97, 0.92),
        "text:dateline": (0.93, 0.92, 0.96, 0.95),
    },
}
