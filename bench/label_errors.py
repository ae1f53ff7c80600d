"""Annotations that their own page disproves, so that a rate over the rest can stand beside the rate over all, never instead.

``label_errors.json``: ``reasons`` by code, and by field the pages of each corpus with the code of theirs. A page is there only
where it shows the error itself; that a system says otherwise is no reason.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Final, Literal

Field = Literal["date", "headline", "wall"]

PATH: Final = Path(__file__).with_name("label_errors.json")


@cache
def _errors() -> dict[str, dict[str, dict[str, str]]]:
    written: dict[str, dict[str, dict[str, str]]] = json.loads(PATH.read_text(encoding="utf-8"))
    return written


def reason(field: Field, corpus: str, page: str) -> str | None:
    """The code of what is wrong with the annotation of a field, or None."""
    return _errors().get(field, {}).get(corpus, {}).get(page)
