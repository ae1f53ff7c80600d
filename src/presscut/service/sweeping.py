"""Objects of the articles bucket that no row points at go; those that a row points at stay, or come back.

An object is written before the row that points at it, so a writer that breaks off in between leaves one behind; others lose
their last pointer when a version is read anew, or when a revision has had its time. The sweep walks through the bucket, asks
for the rows of each document that has something old, and puts a delete marker on what none of them points at. The bucket's
lifecycle destroys it days later.

What happens at the same time, and why nothing is lost:

- *A pointer on its way.* Only objects older than the tombstone's lifetime are looked at: longer than any event may still
  be underway, so whoever wrote the object has written its row, or never will.
- *An old version that arrives again* (a replay, a newer extractor) writes its object anew, before its row. If it does so
  before the sweep's marker, the object is not the one that was listed, and S3 refuses the marker (If-Match); if after, the
  new object lies upon the marker. So whatever a row points at can be read at every moment.
- *Pointers that come by another way*, as with a table restored from a backup: the reading after the marker, or the next
  round, finds a marker upon what a row points at, and takes it away.
- *Two sweeps at once* each take away their own marker alone, and do nothing else that the other could undo.
- *A row that goes in between* leaves an object that the next round finds.

A round that runs out of time notes the last key it looked at, and the next one goes on behind it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Final

from presscut.storage.orphans import Bookmark, ClaimedObject, ClaimedObjects, Pointers

# A function that is killed loses at most this much of its way.
_DOCUMENTS_BETWEEN_BOOKMARKS: Final = 500


@dataclass(slots=True)
class Swept:
    """What a sweep did, in numbers of objects."""

    looked_at: int = 0
    deleted: int = 0
    deleted_bytes: int = 0
    restored: int = 0
    is_complete: bool = False
    """Whether it came to the end of the bucket; else the next one goes on."""


@dataclass(frozen=True, slots=True)
class Sweep:
    objects: ClaimedObjects
    pointers: Pointers
    bookmark: Bookmark
    tombstone_lifetime: timedelta
    now: Callable[[], datetime]

    def run(self, has_time: Callable[[], bool]) -> Swept:
        """From where the last one stopped to the end of the bucket, or until there is no time left.

        Raises a StorageError; what was done until then is done, and noted.
        """
        swept = Swept()
        last_key = noted = self.bookmark.read()
        try:
            documents = groupby(self.objects.after(last_key), key=lambda one: one.document_id)
            for number, (document_id, group) in enumerate(documents, start=1):
                if not has_time():
                    return swept
                of_document = list(group)
                self._sweep_document(document_id, of_document, swept)
                last_key = of_document[-1].key
                if number % _DOCUMENTS_BETWEEN_BOOKMARKS == 0:
                    self.bookmark.write(last_key, self.now())
                    noted = last_key
            last_key = ""
            swept.is_complete = True
        finally:
            if last_key != noted:
                self.bookmark.write(last_key, self.now())
        return swept

    def _sweep_document(self, document_id: str, objects: list[ClaimedObject], swept: Swept) -> None:
        swept.looked_at += len(objects)
        oldest_kept = self.now() - self.tombstone_lifetime
        hidden = {one.key: one.delete_marker for one in objects if one.delete_marker is not None}
        old = {one.key: one for one in objects if one.delete_marker is None and one.last_modified < oldest_kept}
        if not hidden and not old:
            return
        pointed_at = self.pointers.of(document_id)
        orphans = [one for key, one in old.items() if key not in pointed_at]
        hidden_now: dict[str, str] = {}
        for orphan in orphans:
            marker = self.objects.hide(orphan.key, orphan.etag)
            if marker is not None:
                hidden_now[orphan.key] = marker
                swept.deleted += 1
                swept.deleted_bytes += orphan.size
        if hidden_now:
            pointed_at = self.pointers.of(document_id)
        self._bring_back(pointed_at, hidden | hidden_now, swept)

    def _bring_back(self, pointed_at: Iterable[str], markers: dict[str, str], swept: Swept) -> None:
        for key in markers.keys() & frozenset(pointed_at):
            self.objects.bring_back(key, markers[key])
            swept.restored += 1
