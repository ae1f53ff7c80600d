"""What a reader of the store finds, as states of the oracle."""

from __future__ import annotations

from collections.abc import Callable

from bench.storm.oracle import State
from bench.storm.pages import content_in
from presscut.errors import PresscutError
from presscut.storage.ports import StorageError
from presscut.storage.records import Deleted, Failed, Live, Revision


def read(reading: Callable[[], Revision | None]) -> Revision | str:
    """What was found, or why nothing was."""
    try:
        found = reading()
    except (StorageError, PresscutError) as error:
        return f"not readable: {error}"
    return found if found is not None else "not there for readers"


def state_in(revision: Revision) -> State:
    """Of an article that no page of the storm says, the content is missing: such a state equals none of the oracle's."""
    version_id = revision.origin.version_id
    match revision:
        case Live(article=article):
            return State("LIVE", content_in(article), version_id=version_id)
        case Failed(reason=reason):
            return State("FAILED", reason=reason, version_id=version_id)
        case Deleted():
            return State("DELETED")
