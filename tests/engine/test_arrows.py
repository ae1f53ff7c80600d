"""Which room may import which: the arrows point one way, and the engine knows no AWS, no clock and no network."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "presscut"

# What each room may import of ours; itself, the contracts, errors and version always.
ROOMS: dict[str, set[str]] = {
    "extraction": set(),
    "rendering": {"extraction"},
    "formats": {"extraction"},
    "storage": {"extraction", "rendering", "formats"},
    "service": {"extraction", "rendering", "formats", "storage"},
    "cli": {"extraction", "rendering", "formats", "storage", "service"},
    "local": {"extraction", "rendering", "formats", "storage", "service"},
}
EVERYWHERE = {"article", "article_event", "errors", "schema", "version"}
FOREIGN_TO_THE_ENGINE = {
    "asyncio", "aws_lambda_powertools", "boto3", "botocore", "http", "os", "random", "requests", "socket", "subprocess",
    "threading", "time", "uuid",
}  # fmt: skip
# ``from presscut import extract, render``: the public face itself.
FACE = {"extract": "extraction", "render": "rendering", "Article": "article", "ExtractionError": "errors"}


def imports_of(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            if node.module == "presscut":
                names |= {f"presscut.{FACE.get(alias.name, alias.name)}" for alias in node.names}
            else:
                names.add(node.module)
    return names


FILES = [path for room in ROOMS for path in sorted((SOURCE / room).rglob("*.py"))]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_room_imports_only_rooms_below_it(path: Path) -> None:
    room = path.relative_to(SOURCE).parts[0]
    rooms = {name.split(".")[1] for name in imports_of(path) if name.startswith("presscut.")}
    assert rooms - EVERYWHERE - {room} <= ROOMS[room]


@pytest.mark.parametrize(
    "path", [path for path in FILES if "extraction" in path.parts], ids=lambda path: str(path.relative_to(SOURCE))
)
def test_the_engine_knows_no_aws_no_clock_and_no_network(path: Path) -> None:
    assert {name.split(".")[0] for name in imports_of(path)} & FOREIGN_TO_THE_ENGINE == set()
    assert ".now(" not in path.read_text()


def test_there_are_rooms_to_look_into() -> None:
    assert {path.relative_to(SOURCE).parts[0] for path in FILES} == set(ROOMS)
