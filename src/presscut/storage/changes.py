"""What changed from one version of a document to the next, for people to read.

Fields as before → after; the body as counts and a unified difference over its lines. Everything is bounded: texts are
clipped, and bodies that would take long to compare are told as "all of this went, all of that came".
"""

from __future__ import annotations

import difflib
import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import chain
from typing import Any

from presscut.storage.content import Content, content_of
from presscut.storage.records import Deleted, Failed, Live, Revision, status

MAX_VALUE_CHARACTERS = 2000
MAX_DIFF_CHARACTERS = 20_000
CONTEXT_LINES = 1
# difflib's matcher is quadratic at best and cubic at worst; beyond this many pairs of lines (about 500 changed lines on
# either side) nobody reads the result as a correction of the text before.
MAX_LINE_PAIRS = 250_000


@dataclass(frozen=True, slots=True)
class FieldChange:
    """``status`` and ``reason``, or a field of the content; None where there was, or is, nothing."""

    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class BodyChange:
    blocks_before: int
    blocks_after: int
    lines_removed: int
    lines_added: int
    diff: str
    """Unified, a paragraph a line, without file headers."""
    is_clipped: bool
    """Whether ``diff`` breaks off; the counts are of the whole."""


@dataclass(frozen=True, slots=True)
class Changes:
    fields: tuple[FieldChange, ...]
    body: BodyChange | None
    """None where the body stayed, or where one of the two versions is no article."""
    extractor_changed: bool
    """Whether another version of the extractor read them: then the page itself may be the same."""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def changes_between(before: Revision, after: Revision) -> Changes:
    states = [
        FieldChange("status", status(before), status(after)),
        FieldChange("reason", _reason(before), _reason(after)),
    ]
    fields = [change for change in states if change.before != change.after]
    body = None
    if isinstance(before, Live) and isinstance(after, Live):
        old, new = content_of(before.article), content_of(after.article)
        fields += _field_changes(old, new)
        body = body_change(old, new)
    return Changes(tuple(fields), body, _extractors_differ(before, after))


def _reason(revision: Revision) -> str | None:
    return revision.reason if isinstance(revision, Failed) else None


def _extractors_differ(before: Revision, after: Revision) -> bool:
    """Deletions are not read, and so by no other extractor."""
    if isinstance(before, Deleted) or isinstance(after, Deleted):
        return False
    return before.extractor_version != after.extractor_version


def _field_changes(old: Content, new: Content) -> list[FieldChange]:
    names = dict.fromkeys(chain(old.fields, new.fields))
    return [
        FieldChange(name, _clipped(old.fields.get(name)), _clipped(new.fields.get(name)))
        for name in names
        if old.fields.get(name) != new.fields.get(name)
    ]


def _clipped(text: str | None) -> str | None:
    if text is None or len(text) <= MAX_VALUE_CHARACTERS:
        return text
    return text[: MAX_VALUE_CHARACTERS - 1] + "…"


# --- the body -----------------------------------------------------------------------------------------------


def body_change(old: Content, new: Content) -> BodyChange | None:
    """None where the bodies are equal."""
    if old.lines == new.lines:
        return None
    lines = list(_unified(old.lines, new.lines))
    diff = "\n".join(lines)
    return BodyChange(
        blocks_before=old.block_count,
        blocks_after=new.block_count,
        lines_removed=sum(line.startswith("-") for line in lines),
        lines_added=sum(line.startswith("+") for line in lines),
        diff=diff[:MAX_DIFF_CHARACTERS],
        is_clipped=len(diff) > MAX_DIFF_CHARACTERS,
    )


def _unified(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    """Hunks of a unified difference. Only what lies between the common start and the common end is compared."""
    start = _common_prefix(old, new)
    end = _common_prefix(old[start:][::-1], new[start:][::-1])
    offset = max(0, start - CONTEXT_LINES)
    before = old[offset : len(old) - max(0, end - CONTEXT_LINES)]
    after = new[offset : len(new) - max(0, end - CONTEXT_LINES)]
    if len(before) * len(after) > MAX_LINE_PAIRS:
        yield _header(offset, 0, len(before), 0, len(after))
        yield from (f"-{line}" for line in before)
        yield from (f"+{line}" for line in after)
        return
    for hunk in difflib.SequenceMatcher(None, before, after).get_grouped_opcodes(CONTEXT_LINES):
        yield _header(offset, hunk[0][1], hunk[-1][2], hunk[0][3], hunk[-1][4])
        for tag, from_before, to_before, from_after, to_after in hunk:
            if tag == "equal":
                yield from (f" {line}" for line in before[from_before:to_before])
                continue
            yield from (f"-{line}" for line in before[from_before:to_before])
            yield from (f"+{line}" for line in after[from_after:to_after])


def _header(offset: int, from_before: int, to_before: int, from_after: int, to_after: int) -> str:
    """Ranges as POSIX's diff -u writes them: the first line, counted from 1, and how many; 0 before the first."""
    ranges = [
        f"{sign}{offset + start + (length > 0)},{length}"
        for sign, start, length in (
            ("-", from_before, to_before - from_before),
            ("+", from_after, to_after - from_after),
        )
    ]
    return f"@@ {' '.join(ranges)} @@"


def _common_prefix(one: Sequence[str], other: Sequence[str]) -> int:
    length = 0
    for mine, its in zip(one, other, strict=False):
        if mine != its:
            break
        length += 1
    return length


# --- in a row -----------------------------------------------------------------------------------------------


def packed_changes(changes: Changes) -> bytes:
    """As gzip JSON."""
    return gzip.compress(json.dumps(changes.as_json(), ensure_ascii=False).encode(errors="surrogatepass"), mtime=0)


def unpacked_changes(packed: bytes) -> Changes:
    written = json.loads(gzip.decompress(packed).decode(errors="surrogatepass"))
    body = BodyChange(**written["body"]) if written["body"] else None
    return Changes(tuple(FieldChange(**field) for field in written["fields"]), body, written["extractor_changed"])
