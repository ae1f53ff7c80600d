"""What may be wrong after a storm."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Fault = Literal["lost", "doubled", "phantom", "stuck"]


@dataclass(frozen=True, slots=True)
class Finding:
    fault: Fault
    where: str
    what: str
