"""How sure a field is, by where it was found and by how many other sources said the same.

:data:`TABLE` and the figures below are made by ``make reliability`` (``training/reliability.py`` says how), never by
hand. Each figure is the share of annotated pages on which the field was what people had marked.

By folds of sites, with the table of the others:

- headline: 2051 pages, 0.839 right, 0.840 stated; calibration error 0.010,
  Brier score 0.114 (0.135 if all were stated alike), ranking 0.77
- authors: 1041 pages, 0.899 right, 0.899 stated; calibration error 0.016,
  Brier score 0.091 (0.091 if all were stated alike), ranking 0.55
- date_published: 1209 pages, 0.930 right, 0.927 stated; calibration error 0.009,
  Brier score 0.064 (0.065 if all were stated alike), ranking 0.62
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
        "": (0.61, 0.82, 0.92, 0.96),
        "dom:h1": (0.60, 0.84, 0.94, 0.96),
        "dom:h2": (0.69, 0.85, 0.94, 0.97),
        "dom:title": (0.54, 0.82, 0.92, 0.96),
        "meta:og:title": (0.56, 0.73, 0.84, 0.96),
    },
    "authors": {
        "": (0.88, 0.94, 0.91, 0.93),
        "dom:byline": (0.85, 0.96, 0.91, 0.93),
        "dom:rel-author": (0.91, 0.89, 0.91, 0.93),
        "dom:username": (0.92, 0.95, 0.91, 0.93),
        "itemprop:author": (0.91, 0.94, 0.92, 0.93),
        "json-ld:author": (0.89, 0.95, 0.92, 0.94),
        "meta:author": (0.87, 0.94, 0.91, 0.94),
        "text:byline": (0.85, 0.95, 0.91, 0.93),
    },
    "date_published": {
        "": (0.90, 0.94, 0.97, 0.95),
        "dom:time": (0.91, 0.97, 0.97, 0.96),
        "itemprop:datePublished": (0.90, 0.97, 0.89, 0.95),
        "json-ld:datePublished": (0.80, 0.94, 0.98, 0.94),
        "meta:article:published_time": (0.93, 0.93, 0.98, 0.97),
        "meta:datepublished": (0.89, 0.92, 0.98, 0.92),
        "text:dateline": (0.94, 0.93, 0.97, 0.95),
    },
}
