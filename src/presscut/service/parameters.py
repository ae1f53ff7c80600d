"""Parameters of an address: what each may be, as data, and strict reading by that very data.

The schema that the OpenAPI document shows is the one that decides, so the two cannot differ. What an operation does not
know is refused by name: a misspelt ``form=`` that is passed over looks like a listing that has no more to show.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, Literal

from presscut.service.problems import ProblemError

Place = Literal["query", "path", "header"]

_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_INTEGER: Final = re.compile(r"0|[1-9]\d{0,8}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Parameter:
    name: str
    place: Place
    description: str
    schema: Mapping[str, Any]
    """JSON Schema: ``string`` (with ``format: date``, ``pattern``, ``minLength``, ``maxLength``) or ``integer`` (with
    ``minimum``, ``maximum``). Nothing else is read."""
    example: str | int | None = None
    is_read_here: bool = True
    """False where another part reads it, which says better what is wrong."""


@dataclass(frozen=True, slots=True)
class Arguments:
    """The values of a request's query, each as its parameter wants it."""

    values: Mapping[str, str | int | date] = field(default_factory=dict)

    def text(self, name: str) -> str | None:
        value = self.values.get(name)
        return value if isinstance(value, str) else None

    def number(self, name: str) -> int | None:
        value = self.values.get(name)
        return value if isinstance(value, int) else None

    def day(self, name: str) -> date | None:
        value = self.values.get(name)
        return value if isinstance(value, date) else None


def arguments_of(query: Mapping[str, Sequence[str]], parameters: Iterable[Parameter]) -> Arguments:
    """Raises ProblemError for what is unknown, given twice, or not as its parameter says."""
    known = {parameter.name: parameter for parameter in parameters if parameter.place == "query"}
    unknown = [name for name in query if name not in known]
    if unknown:
        taken = f"it takes {', '.join(known)}" if known else "it takes none"
        named = ", ".join(repr(name[:50]) for name in unknown[:5])
        raise ProblemError("unknown_parameter", f"This address knows no parameter {named}; {taken}.")
    twice = [name for name, values in query.items() if len(values) > 1]
    if twice:
        raise ProblemError("invalid_parameter", f"The parameter {', '.join(twice)} is given more than once.")
    return Arguments({name: value_of(known[name], values[0]) for name, values in query.items()})


def value_of(parameter: Parameter, written: str) -> str | int | date:
    """Raises ProblemError."""
    if not parameter.is_read_here:
        return written
    schema = parameter.schema
    match schema.get("type"), schema.get("format"):
        case "integer", _:
            number = int(written) if _INTEGER.fullmatch(written) else None
            if number is None or not schema.get("minimum", 0) <= number <= schema.get("maximum", number):
                raise _invalid(parameter, f"a number from {schema.get('minimum', 0)} to {schema.get('maximum')}")
            return number
        case _, "date":
            day = _day(written)
            if day is None:
                raise _invalid(parameter, "a day, as in 2026-03-01")
            return day
    if not schema.get("minLength", 0) <= len(written) <= schema.get("maxLength", len(written)):
        raise _invalid(parameter, f"{schema.get('minLength', 0)} to {schema.get('maxLength')} characters")
    if not re.search(schema.get("pattern", ""), written):
        raise _invalid(parameter, f"a text like {schema['pattern']}")
    return written


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written) if _DATE.fullmatch(written) else None
    except ValueError:
        return None


def _invalid(parameter: Parameter, wanted: str) -> ProblemError:
    return ProblemError("invalid_parameter", f"The parameter {parameter.name} should be {wanted}.")
