"""The desk behind a socket of this machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from presscut.local.desk.app import Desk
from presscut.local.desk.world import World, embedded_world, without_metrics
from presscut.local.gateway import Gateway
from presscut.local.served import served
from presscut.local.stack import DEFAULT_TEMPLATE, binary_media_types, gateway_answers

ADDRESS: Final = "127.0.0.1"
"""Nobody else's: whoever reaches the desk may drop pages and read all that is in it."""


@contextmanager
def served_desk(template: Path = DEFAULT_TEMPLATE, port: int = 0, aws_port: int = 0) -> Iterator[tuple[str, World]]:
    """Its address and what is behind it. ``port`` 0: any free one. Raises StackError and OSError."""
    with (
        embedded_world(template, ADDRESS, aws_port) as world,
        served(desk_over(world, template), ADDRESS, port) as url,
    ):
        yield url, world


def desk_over(world: World, template: Path = DEFAULT_TEMPLATE) -> Desk:
    """With the API's own handler, imported here: its module reads the environment of the world."""
    from presscut.service import api

    return Desk(world, Gateway(without_metrics(api.handler), binary_media_types(template), gateway_answers(template)))
