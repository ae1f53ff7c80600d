"""Documents that hold the same text find each other: an index by signatures, and links on both sides.

A document is *settled* after each change of its truth, by whoever follows the table's stream; settling is done by what
the table says then, not by what the change said, so that it may be repeated, overtaken or done twice at once:

1. read the signature that is there, then the truth, and write the signature that the truth should have, if the one that
   is there is still the same;
2. write the signature's rows of the index;
3. look for others in the index, and at the links that are there;
4. with each of these *agree*: read both signatures, write both links as the two say, and again, until a reading of both
   finds nothing to write;
5. clear the index of values that are the document's no more.

Every read is consistent. Why this converges, whatever is done at once and wherever it breaks off:

- *The last truth has the last signature.* A signature is written by one who read the truth after the signature that it
  replaces. Who read an older truth and comes too late finds another signature, and begins again.
- *No pair is missed.* Each document's entries are written (2) before it looks for others (3). Of two documents, the
  one that looks last finds the other.
- *No pair stays wrong.* A link is a function of two signatures. Whoever changes a signature afterwards looks at every
  link of its document (3, 4), and whoever writes a link afterwards reads both signatures again (4). One of the two
  comes later, and sees what the other did.
- *Nothing late undoes it.* Entries and links give way to none of an earlier signature, and where one was taken away a
  row says so for :data:`LATE_WRITES` to come. (What is left: a link written for the first time that the network holds
  back until both documents have changed and settled. It goes at the next change.)
- *Nothing is forgotten.* A signature names the values of before until they are cleared (5). Of the two rows of a link
  the document's own is written first and taken away last, so whoever settles it again finds what was begun.

A text with thousands of copies must not cost thousands of writes each time. So a document settles with at most
:data:`MAXIMUM_LINKS` others that it finds, the most alike first, and only as long as it has fewer; and of each value of
the index it looks at :data:`CANDIDATES_OF_A_VALUE` entries, those that follow its own id in their circle. Ids are
hashes, so each document is chosen by about as many as it chooses, and no one by all: what has more copies than that is
linked to some of them, and these to others. Up to that many, all are linked to all. Who had too many is not settled again
when some of them go.

The same bound holds for what many texts share and no one means, a site's boilerplate under a least hash or the 65 536
values of each band of the simhash: the entries of such a value are spread over the table by their ids, and reading them
costs at most 32 read units. A band holds 100 documents of a table of 6.5 million, if they are spread evenly; beyond that
the bands find near copies only by chance, and it is left to the least hashes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice
from typing import Final

from presscut.storage.aws_errors import ConditionNotMetError
from presscut.storage.claim_check import Claim, DanglingClaimError
from presscut.storage.clock import utc_now
from presscut.storage.ports import TransientStorageError
from presscut.storage.rows import latest_key
from presscut.storage.same_text import DEFAULT_LIMIT, SameTextPage
from presscut.storage.same_text_rows import (
    Signed,
    are_the_same,
    candidate_in,
    cleared_row,
    entry_row,
    is_link,
    link_key,
    link_row,
    no_newer_entry,
    no_newer_link,
    other_in,
    same_text_in,
    signature_key,
    signature_row,
    signed_in,
    signed_of,
    still,
)
from presscut.storage.similarity import likeness
from presscut.storage.table import Condition, Row, Table

MAXIMUM_LINKS: Final = 20
"""That a document makes; others may make more to it."""
CANDIDATES_OF_A_VALUE: Final = 100

LATE_WRITES: Final = timedelta(days=1)
"""How long a write may still take effect after its sender gave it up; nobody has seen one that took minutes."""

# Each reading of the same two documents that finds something new means that somebody else is at work on one of them.
_TRIES: Final = 10


class _OvertakenError(Exception):
    """Somebody else is settling this document, or its truth has changed meanwhile."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What came of it: how many others hold the same text, of those that were looked at; and the rows written."""

    links: int = 0
    written: int = 0


@dataclass(frozen=True, slots=True)
class SameTexts:
    """A :class:`~presscut.storage.ports.SameTextReader`, and its writer. Every method raises a StorageError."""

    table: Table
    read_claim: Callable[[Claim], str]
    now: Callable[[], datetime] = utc_now

    # --- reading -----------------------------------------------------------------------------------------------

    def same_text_as(self, document_id: str, *, after: str | None = None, limit: int = DEFAULT_LIMIT) -> SameTextPage:
        found = filter(is_link, self._links(document_id, after or "", page_size=limit + 1))
        links = [same_text_in(row) for row in islice(found, limit + 1)]
        shown = tuple(links[:limit])
        return SameTextPage(shown, shown[-1].document_id if len(links) > limit else None)

    # --- writing -----------------------------------------------------------------------------------------------

    def settle(self, document_id: str) -> Settled:
        """Raises TransientStorageError also where others keep changing the same documents."""
        for _ in range(_TRIES):
            try:
                return self._settle(document_id)
            except _OvertakenError:
                continue
        raise TransientStorageError(f"Document {document_id} does not come to rest among those of the same text.")

    def _settle(self, document_id: str) -> Settled:
        mine, written = self._sign(document_id)
        for value in mine.own_values:
            self._put(entry_row(value, mine), no_newer_entry(mine))
            written += 1
        linked = [other_in(row) for row in self._links(document_id) if is_link(row)]
        found = islice(self._alike(mine, known=set(linked)), max(0, MAXIMUM_LINKS - len(linked)))
        agreed = [self._agree(document_id, other) for other in (*linked, *found)]
        written += sum(each.written for each in agreed) + self._clear(mine)
        return Settled(sum(each.links for each in agreed), written)

    def _sign(self, document_id: str) -> tuple[Signed, int]:
        """The signature by the truth, and how many rows were written.

        It is written anew also where it says the same of a later truth: else somebody who had read the truth between
        the two could still write what that one said.
        """
        held = self._signed(document_id)
        latest = self.table.get(latest_key(document_id))
        try:
            wanted = signed_of(document_id, latest, held, self.read_claim, self.now())
        except DanglingClaimError as error:
            again = self.table.get(latest_key(document_id))
            if latest is not None and again is not None and again.get("article_key") == latest["article_key"]:
                raise
            raise _OvertakenError from error
        if wanted is held:
            return held, 0
        self._put(signature_row(wanted, self._end()), still(held))
        return wanted, 1

    def _put(self, row: Row, condition: Condition) -> None:
        try:
            self.table.put(row, condition)
        except ConditionNotMetError as error:
            raise _OvertakenError from error

    def _clear(self, mine: Signed) -> int:
        """Takes the index's entries away that are the document's no more. How many rows were written."""
        own = frozenset(mine.own_values)
        cleared = sorted(mine.values - own)
        if not cleared:
            return 0
        for value in cleared:
            self._put(cleared_row(value, mine, self._end()), no_newer_entry(mine))
        self._put(signature_row(replace(mine, values=own), self._end()), still(mine))
        return len(cleared) + 1

    # --- finding -----------------------------------------------------------------------------------------------

    def _alike(self, mine: Signed, known: set[str]) -> Iterator[str]:
        """The ids of others that the index says hold the same text, the most alike first."""
        if mine.text is None:
            return
        found: dict[str, tuple[bool, float]] = {}
        for value in mine.own_values:
            for entry in self._entries(value, mine.document_id):
                candidate = candidate_in(entry)
                if candidate is None or candidate[0] in known or candidate[0] == mine.document_id:
                    continue
                other, text = candidate
                alike = likeness(mine.text, text)
                if alike is not None:
                    found[other] = (not alike.is_exact, -alike.containment)
        yield from sorted(found, key=found.__getitem__)

    def _entries(self, value: str, document_id: str) -> list[Row]:
        """All of a value; of one with too many, those that follow the document's own in the circle of ids."""
        pk = f"SIM#{value}"
        found = self._some(pk, "DOC#", "DOC$", CANDIDATES_OF_A_VALUE + 1)
        if len(found) <= CANDIDATES_OF_A_VALUE:
            return found
        behind = self._some(pk, f"DOC#{document_id}", "DOC$", CANDIDATES_OF_A_VALUE + 1)
        return (behind + found)[: CANDIDATES_OF_A_VALUE + 1]

    def _some(self, pk: str, first: str, last: str, number: int) -> list[Row]:
        return list(islice(self.table.query(pk, first, last, page_size=number), number))

    # --- agreeing ----------------------------------------------------------------------------------------------

    def _agree(self, document_id: str, other_id: str) -> Settled:
        written = 0
        for _ in range(_TRIES):
            own, other = self._signed(document_id), self._signed(other_id)
            is_same = are_the_same(own, other)
            sides = [(document_id, other_id, own, other), (other_id, document_id, other, own)]
            if not is_same:
                sides.reverse()  # by its own row a document that is settled again finds the other
            steps = [self._link(*side) for side in sides]
            if not any(steps):
                return Settled(int(is_same), written)
            written += sum(steps)
        raise TransientStorageError(f"Documents {document_id} and {other_id} do not come to rest.")

    def _link(self, document_id: str, other_id: str, own: Signed | None, other: Signed | None) -> bool:
        """Whether the link of the one to the other was not as it should be."""
        there = self.table.get(link_key(document_id, other_id))
        wanted = link_row(own, other, there, self._end())
        if wanted is None or wanted == there:
            return False
        try:
            self.table.put(wanted, no_newer_link(wanted))
        except ConditionNotMetError:
            return True  # of signatures later than those that were read: read again
        return True

    # --- rows --------------------------------------------------------------------------------------------------

    def _signed(self, document_id: str) -> Signed | None:
        row = self.table.get(signature_key(document_id))
        return signed_in(row) if row is not None else None

    def _links(self, document_id: str, after: str = "", page_size: int | None = None) -> Iterator[Row]:
        """Of the document, by the ids of the others, those behind this one; links that are no more among them."""
        pk = latest_key(document_id)["pk"]
        found = self.table.query(pk, f"SAME#{after}", "SAME$", page_size=page_size)
        return (row for row in found if other_in(row) != after)

    def _end(self) -> datetime:
        return self.now() + LATE_WRITES
