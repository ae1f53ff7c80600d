"""What is measured: presscut with any judge, the bare text of the page, and peers in an environment of their own.

A :class:`System` is a plain value, so that it can be sent to another process; :meth:`System.open` makes a session of
it, which reads pages. A peer's session is a subprocess (``bench/peer_worker.py``) run by the interpreter of
``.venv-peers``, which ``make .venv-peers/.ready`` makes.
"""

from __future__ import annotations

import base64
import importlib
import json
import os
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from time import perf_counter
from typing import Final, Protocol

from selectolax.lexbor import LexborHTMLParser

from bench.corpora import AnnotatedPage
from presscut import ExtractionError, extract
from presscut.extraction.judging import Judge

ROOT: Final = Path(__file__).parents[1]
PEERS_PYTHON: Final = Path(os.environ.get("PEERS_PYTHON", ROOT / ".venv-peers/bin/python"))
WORKER: Final = Path(__file__).with_name("peer_worker.py")

PEERS: Final = {
    "trafilatura": "trafilatura",
    "trafilatura precision": "trafilatura",
    "readability-lxml": "readability-lxml",
    "resiliparse": "resiliparse",
    "newspaper4k": "newspaper4k",
}
"""Name of a peer (as ``peer_worker.PEERS`` has it) → its distribution."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """What a system made of a page. A page that it refused has an ``error`` and no text.

    ``date`` begins with an ISO 8601 day; ``confidence`` runs from 0 to 1, and ``kind`` is the page's, where the system gives one.
    """

    text: str = ""
    headline: str | None = None
    authors: tuple[str, ...] = ()
    date: str | None = None
    confidence: float | None = None
    kind: str | None = None
    milliseconds: float = 0.0
    error: str | None = None


class Session(Protocol):
    def read(self, page: AnnotatedPage) -> Extraction: ...

    def close(self) -> None: ...


class System(Protocol):
    @property
    def name(self) -> str: ...

    @property
    def version(self) -> str | None:
        """What its results may be kept under; ``None``: they may not, since its code may change at any time."""

    def open(self) -> Session: ...


@dataclass(frozen=True, slots=True)
class Presscut:
    """presscut as it stands in this checkout; ``judge`` is ``module:name`` of another judge than its own."""

    name: str = "presscut"
    judge: str | None = None

    @property
    def version(self) -> None:
        return None

    def open(self) -> Session:
        return PresscutSession(_imported(self.judge) if self.judge else None)


@dataclass(frozen=True, slots=True)
class PlainText:
    """The floor: all text of the page, parsed with selectolax."""

    name: str = "plain text"

    @property
    def version(self) -> None:
        return None

    def open(self) -> Session:
        return _PlainTextSession()


@dataclass(frozen=True, slots=True)
class Peer:
    name: str

    @property
    def version(self) -> str:
        """Its distribution's, and a mark of how it is called."""
        return f"{_peer_version(PEERS[self.name])} {sha256(WORKER.read_bytes()).hexdigest()[:8]}"

    def open(self) -> Session:
        return _PeerSession(self.name)


def presscut(judge: str | None = None) -> Presscut:
    """presscut, by its own judge or by the one at ``module:name``, after which the system is called."""
    return Presscut(f"presscut {judge.partition(':')[2]}", judge) if judge else Presscut()


def system(name: str) -> System:
    """By its name on the command line; ``presscut@module:name`` is presscut with that judge."""
    if name == "plain text":
        return PlainText()
    if name in PEERS:
        return Peer(name)
    family, _, judge = name.partition("@")
    if family != "presscut":
        raise SystemExit(
            f"{name}: no such system. There are: {', '.join(NAMES)}, and presscut@module:name for a judge."
        )
    return presscut(judge or None)


NAMES: Final = ("presscut", *PEERS, "plain text")


class PresscutSession:
    def __init__(self, judge: Judge | None) -> None:
        self._extract = partial(extract, judge=judge) if judge else extract

    def read(self, page: AnnotatedPage) -> Extraction:
        start = perf_counter()
        try:
            article = self._extract(page.html, url=page.url)
        except ExtractionError as error:
            return Extraction(milliseconds=(perf_counter() - start) * 1000, error=str(error))
        milliseconds = (perf_counter() - start) * 1000
        return Extraction(
            text=article.text,
            headline=article.headline,
            authors=tuple(author.name for author in article.authors),
            date=article.date_published.isoformat() if article.date_published else None,
            confidence=article.confidence,
            kind=article.kind,
            milliseconds=milliseconds,
        )

    def close(self) -> None:
        pass


class _PlainTextSession:
    def read(self, page: AnnotatedPage) -> Extraction:
        start = perf_counter()
        tree = LexborHTMLParser(page.html)
        tree.strip_tags(["script", "style", "noscript", "template"])
        text = tree.body.text(separator=" ") if tree.body else ""
        return Extraction(text=text, milliseconds=(perf_counter() - start) * 1000)

    def close(self) -> None:
        pass


class _PeerSession:
    def __init__(self, name: str) -> None:
        _require_peers()
        self._name = name
        self._process = subprocess.Popen(
            [PEERS_PYTHON, WORKER, name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )

    def read(self, page: AnnotatedPage) -> Extraction:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        request = {"html": base64.b64encode(page.html).decode(), "url": page.url}
        answer = ""
        with suppress(BrokenPipeError):
            self._process.stdin.write(json.dumps(request) + "\n")
            self._process.stdin.flush()
            answer = self._process.stdout.readline()
        if not answer:
            raise SystemExit(
                f"{self._name} ended at page {page.name} of {page.corpus}, status {self._process.wait()}. What it says: "
                f"{PEERS_PYTHON} {WORKER} {self._name!r} </dev/null"
            )
        fields = json.loads(answer)
        return Extraction(**fields | {"authors": tuple(fields.get("authors", ()))})

    def close(self) -> None:
        with suppress(BrokenPipeError):
            self._process.communicate()


def _imported(path: str) -> Judge:
    module, _, name = path.partition(":")
    judge: Judge = getattr(importlib.import_module(module), name)
    return judge


@cache
def _peer_version(distribution: str) -> str:
    _require_peers()
    program = f"from importlib.metadata import version; print(version({distribution!r}))"
    return subprocess.run([PEERS_PYTHON, "-c", program], capture_output=True, text=True, check=True).stdout.strip()


def _require_peers() -> None:
    if not PEERS_PYTHON.exists():
        raise SystemExit(f"No {PEERS_PYTHON}: run make .venv-peers/.ready first, or name other --systems.")
