"""Pages through systems: in parallel for accuracy, in turn for time, and what peers gave is kept.

A peer's extractions lie in ``.cache/bench/<system> <version>.jsonl``, a line each under the SHA-256 of address and
page, so that a run after a change of presscut runs presscut alone. presscut's own are never kept, nor are errors.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import asdict, replace
from hashlib import sha256
from pathlib import Path
from typing import Final

from bench.corpora import AnnotatedPage
from bench.systems import ROOT, Extraction, Session, System

CACHE: Final = ROOT / ".cache" / "bench"


def run(system: System, pages: Sequence[AnnotatedPage], jobs: int = 1, cache: Path | None = CACHE) -> list[Extraction]:
    """What ``system`` makes of every page, in ``jobs`` processes. Its times are those of a busy machine."""
    path = cache / f"{system.name} {system.version}.jsonl" if cache and system.version else None
    known = dict(_kept(path)) if path else {}
    keys = [_key(page) for page in pages]
    missing = [i for i, key in enumerate(keys) if key not in known]
    found = _fresh(system, [pages[i] for i in missing], jobs)
    if path and missing:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            for i, extraction in zip(missing, found, strict=True):
                known[keys[i]] = extraction
                if extraction.error is None:  # an error may be the environment's, and is tried again
                    file.write(json.dumps({"page": keys[i]} | asdict(extraction)) + "\n")
    else:
        known |= zip([keys[i] for i in missing], found, strict=True)
    return [known[key] for key in keys]


def timed(systems: Sequence[System], pages: Sequence[AnnotatedPage], rounds: int) -> list[list[Extraction]]:
    """For every system what :func:`run` gives, with the fastest time of ``rounds``.

    Each round reads every page once with every system in turn, one at a time, so that a machine that slows down slows
    all of them. The first page is read once more before: what is loaded at first use is no page's cost.
    """
    with ExitStack() as stack:
        sessions = [stack.enter_context(closing(system.open())) for system in systems]
        for session in sessions:
            session.read(pages[0])
        best = [[session.read(page) for session in sessions] for page in pages]
        for _ in range(rounds - 1):
            for row, page in zip(best, pages, strict=True):
                for i, session in enumerate(sessions):
                    milliseconds = min(row[i].milliseconds, session.read(page).milliseconds)
                    row[i] = replace(row[i], milliseconds=milliseconds)
    return [[row[i] for row in best] for i in range(len(systems))]


def _fresh(system: System, pages: Sequence[AnnotatedPage], jobs: int) -> Iterator[Extraction]:
    if not pages:
        return
    if jobs == 1:
        with closing(system.open()) as session:
            yield from map(session.read, pages)
        return
    with ProcessPoolExecutor(jobs, initializer=_open, initargs=(system,)) as pool:
        yield from pool.map(_read, pages, chunksize=4)


_session: Session | None = None  # of this process, opened as it starts: a peer takes a second to load


def _open(system: System) -> None:
    global _session
    _session = system.open()


def _read(page: AnnotatedPage) -> Extraction:
    assert _session is not None
    return _session.read(page)


def _kept(path: Path) -> Iterator[tuple[str, Extraction]]:
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            fields = json.loads(line)
            yield fields.pop("page"), Extraction(**fields | {"authors": tuple(fields["authors"])})


def _key(page: AnnotatedPage) -> str:
    return sha256((page.url or "").encode() + b"\n" + page.html).hexdigest()
