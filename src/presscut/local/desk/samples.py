"""Pages to begin with: those that come with presscut, and in a checkout those of its tests."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from presscut.local.stack import DEFAULT_TEMPLATE

_FOLDERS: Final = (
    Path(__file__).parents[1] / "pages",
    DEFAULT_TEMPLATE.parent / "tests" / "pages",
)


@dataclass(frozen=True, slots=True)
class Sample:
    name: str
    """Its file's, which becomes its key in the inbox."""
    path: Path

    @property
    def label(self) -> str:
        label = self.path.stem.replace("-", " ") if self.path.suffix == ".html" else self.name
        return label[0].upper() + label[1:]


def samples() -> dict[str, Sample]:
    """By name, those of the package first."""
    paths = [
        path for folder in _FOLDERS if folder.is_dir() for path in sorted(folder.iterdir()) if path.suffix != ".json"
    ]
    return {path.name: Sample(path.name, path) for path in paths}
