"""The README's table of the API says what the table of operations says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from presscut.service.operations import OPERATIONS, Operation
from presscut.service.problems import STATUS_OF_CODE

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def row(operation: Operation) -> str:
    query = "&".join(f"{parameter.name}=" for parameter in operation.parameters if parameter.place == "query")
    address = operation.path + (f"?{query}" if query else "")
    refusals = sorted({STATUS_OF_CODE[code].value for code in operation.problems} - set(operation.successes))
    statuses = f"{_listed(sorted(operation.successes))}; {_listed(refusals)}"
    return f"| `{operation.method} {address}` | {operation.summary} | {statuses} |"


def _listed(statuses: list[int]) -> str:
    return ", ".join(map(str, statuses))


def rows() -> Iterator[str]:
    """Of the one table whose first column is a call."""
    (table,) = re.findall(r"^\| call \|.*\n\| --- .*\n((?:\|.*\n)+)", README, re.MULTILINE)
    yield from table.splitlines()


def test_every_operation_has_its_row_and_there_is_no_other() -> None:
    assert list(rows()) == [row(operation) for operation in OPERATIONS]


def test_it_leads_to_the_pages_that_say_more() -> None:
    for page in ("docs/errors.md", "docs/clients.md", "src/presscut/service/openapi.json"):
        assert f"]({page})" in README
        assert (Path(__file__).parents[2] / page).is_file()
