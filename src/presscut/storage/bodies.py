"""An article as it lies in the table: as a map that the console shows, compressed, or in a bucket where it is large."""

from __future__ import annotations

from dataclasses import dataclass

from presscut.storage import rows
from presscut.storage.claim_check import Claim, ClaimCheck
from presscut.storage.records import Live, Revision
from presscut.storage.revisions import Sighting, sighting_of


@dataclass(frozen=True, slots=True)
class Body:
    """``claim`` where the article does not fit into a row, else ``inline``; of what is no article, neither."""

    json_text: str = ""
    inline: rows.Row | None = None
    claim: Claim | None = None

    def of_latest(self) -> rows.Row:
        if self.claim is not None:
            return rows.claimed_body(self.claim)
        return rows.article_body(self.inline) if self.inline is not None else {}

    def of_revision(self) -> rows.Row:
        """Versions of the past are read seldom, and a write costs a unit a KB: so compressed."""
        if self.claim is not None:
            return rows.claimed_body(self.claim)
        return rows.compressed_body(self.json_text) if self.inline is not None else {}


@dataclass(frozen=True, slots=True)
class Version:
    """A revision with all that the rows say of it, made once."""

    revision: Revision
    sighting: Sighting
    body: Body


def prepared(revision: Revision, claim_check: ClaimCheck) -> Version:
    """Writes the object, where the article needs one. Raises a StorageError."""
    return Version(revision, sighting_of(revision), _body(revision, claim_check))


def _body(revision: Revision, claim_check: ClaimCheck) -> Body:
    if not isinstance(revision, Live):
        return Body()
    json_text = rows.article_json(revision.article)
    inline = rows.inline_form(json_text)
    if inline is not None:
        return Body(json_text, inline)
    origin = revision.origin
    return Body(json_text, claim=claim_check.write(origin.document_id, origin.sequence, json_text))
