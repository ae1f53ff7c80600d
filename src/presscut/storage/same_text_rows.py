"""The rows that say which documents hold the same text, as plain values: no AWS here.

=============================  ===================================================================================
``DOC#<id>``, ``SIGNATURE``    what the text of a document is compared by, out of which truth it was made, its own
                               version, and under which values of the index it may stand; of a document without a
                               text only that it has none (until ``expires_at``)
``SIM#<value>``, ``DOC#<id>``  the index: version and signature again, so that most candidates are judged where they
                               are found; where the document stands no more, the version alone (until ``expires_at``)
``DOC#<id>``,                  a link, in both documents' partitions alike: the versions of both signatures, how the
``SAME#<other id>``            texts are the same, and what a reader wants to know of the other; of one that is no
                               more, the versions alone (until ``expires_at``)
=============================  ===================================================================================

What is gone stays for a while as its version alone, so that a write which the network held back cannot bring it back.

A signature's version is the time in milliseconds, or the version before it and one where the clock says less. It is not
the truth's precedence: that goes back where somebody removes a row by hand and lets its page come again, or where a
deletion has expired.

None of these rows has ``listed_at``, so no index of articles holds them.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from presscut.storage.claim_check import Claim
from presscut.storage.index_keys import host_key
from presscut.storage.rows import claim_of, latest_key, unix_seconds
from presscut.storage.same_text import SameText
from presscut.storage.similarity import SCHEME, Likeness, TextSignature, index_values, likeness, signature
from presscut.storage.table import Condition, Row

# A link has some 400 bytes beside the address and the headline, so that most stay under the kilobyte of one write unit.
_SHOWN_HEADLINE_LENGTH: Final = 200
_NO_TRUTH: Final = "nothing"
# A page of many texts is the same as none; what its teasers share with an article says nothing.
_NOT_COMPARED: Final = "listing"


@dataclass(frozen=True, slots=True)
class Signed:
    """A document as the index knows it. ``text`` is None where it has no article, or one without words."""

    document_id: str
    version: int
    """Greater than that of every signature that the document had before."""
    source: str
    """The truth that it was made of, and how."""
    text: TextSignature | None = None
    url: str | None = None
    headline: str | None = None
    values: frozenset[str] = frozenset()
    """All under which a row of the index may stand: its own, and until they are cleared those of before."""

    @property
    def own_values(self) -> tuple[str, ...]:
        return index_values(self.text) if self.text is not None else ()


# --- keys ---------------------------------------------------------------------------------------------------


def signature_key(document_id: str) -> Row:
    return {"pk": latest_key(document_id)["pk"], "sk": "SIGNATURE"}


def entry_key(value: str, document_id: str) -> Row:
    return {"pk": f"SIM#{value}", "sk": f"DOC#{document_id}"}


def link_key(document_id: str, other_id: str) -> Row:
    return {"pk": latest_key(document_id)["pk"], "sk": f"SAME#{other_id}"}


# --- signatures ---------------------------------------------------------------------------------------------


def signed_of(
    document_id: str,
    latest: Mapping[str, Any] | None,
    held: Signed | None,
    read_claim: Callable[[Claim], str],
    now: datetime,
) -> Signed:
    """What the index should know by the document's truth; ``held`` itself where that was made of this very truth.

    ``held`` must have been read before ``latest``. Raises a StorageError, a DanglingClaimError among them.
    """
    source = f"{latest['precedence']}#{SCHEME}" if latest is not None else _NO_TRUTH
    if held is not None and held.source == source:
        return held
    version = max(int(now.timestamp() * 1000), held.version + 1 if held is not None else 0)
    before = held.values if held is not None else frozenset[str]()
    text = signature(_text_of(latest, read_claim)) if latest is not None and is_compared(latest) else None
    if latest is None or text is None:
        return Signed(document_id, version, source, values=before)
    headline = latest.get("headline")
    shown = headline[:_SHOWN_HEADLINE_LENGTH] if headline else None
    return Signed(document_id, version, source, text, latest.get("url"), shown, before.union(index_values(text)))


def is_compared(latest: Mapping[str, Any]) -> bool:
    """Whether a truth, of which ``status`` and ``kind`` are known, holds a text that others may hold too."""
    return latest.get("status") == "LIVE" and latest.get("kind") != _NOT_COMPARED


def _text_of(latest: Mapping[str, Any], read_claim: Callable[[Claim], str]) -> str:
    """To make an article of its JSON takes a hundred times as long."""
    article = latest["article"] if "article" in latest else json.loads(read_claim(claim_of(latest)))
    return str(article.get("text", ""))


def signature_row(signed: Signed, expires_at: datetime) -> Row:
    """``expires_at`` holds for a document without a text alone."""
    row = signature_key(signed.document_id) | {
        "version": signed.version,
        "source": signed.source,
        "values": sorted(signed.values),
    }
    if signed.text is None:
        return row | {"expires_at": unix_seconds(expires_at)}
    shown = {"url": signed.url, "headline": signed.headline}
    return row | _packed(signed.text) | {name: value for name, value in shown.items() if value is not None}


def signed_in(row: Mapping[str, Any]) -> Signed:
    """Of a signature's row."""
    return Signed(
        document_id=row["pk"].removeprefix("DOC#"),
        version=int(row["version"]),
        source=row["source"],
        text=_unpacked(row) if "text_hash" in row else None,
        url=row.get("url"),
        headline=row.get("headline"),
        values=frozenset(row["values"]),
    )


def entry_row(value: str, signed: Signed) -> Row:
    assert signed.text is not None
    return entry_key(value, signed.document_id) | {"version": signed.version} | _packed(signed.text)


def cleared_row(value: str, signed: Signed, expires_at: datetime) -> Row:
    """In the place of an entry of before."""
    return entry_key(value, signed.document_id) | {"version": signed.version, "expires_at": unix_seconds(expires_at)}


def candidate_in(entry: Mapping[str, Any]) -> tuple[str, TextSignature] | None:
    """Document id and signature, of a row of the index; None where the document stands there no more."""
    return (entry["sk"].removeprefix("DOC#"), _unpacked(entry)) if "text_hash" in entry else None


def _packed(text: TextSignature) -> Row:
    row: Row = {"scheme": SCHEME, "text_hash": text.text_hash}
    if text.simhash is None:
        return row
    return row | {
        "simhash": f"{text.simhash:016x}",
        "least": struct.pack(f">{len(text.least)}Q", *text.least),
        "sketch": struct.pack(f">{len(text.sketch)}I", *sorted(text.sketch)),
        "rate": text.rate,
    }


def _unpacked(row: Mapping[str, Any]) -> TextSignature:
    """Of another scheme, hashes mean something else, and no text is the same as this."""
    if int(row["scheme"]) != SCHEME:
        return TextSignature(f"scheme {row['scheme']}: {row['text_hash']}")
    if "simhash" not in row:
        return TextSignature(row["text_hash"])
    least, sketch = bytes(row["least"]), bytes(row["sketch"])
    return TextSignature(
        text_hash=row["text_hash"],
        simhash=int(row["simhash"], 16),
        least=struct.unpack(f">{len(least) // 8}Q", least),
        sketch=frozenset(struct.unpack(f">{len(sketch) // 4}I", sketch)),
        rate=int(row["rate"]),
    )


# --- links --------------------------------------------------------------------------------------------------


def are_the_same(one: Signed | None, other: Signed | None) -> bool:
    return _likeness(one, other) is not None


def _likeness(one: Signed | None, other: Signed | None) -> Likeness | None:
    if one is None or other is None or one.text is None or other.text is None:
        return None
    return likeness(one.text, other.text)


def link_row(
    own: Signed | None, other: Signed | None, there: Mapping[str, Any] | None, expires_at: datetime
) -> Row | None:
    """What the row of ``own`` about ``other`` should be; None if no row is needed. ``there`` is the row that is.

    A function of the two signatures alone, but for ``expires_at``: whoever writes it writes the same.
    """
    alike = _likeness(own, other)
    if alike is not None and own is not None and other is not None:
        versions = {"own_version": own.version, "other_version": other.version}
        return link_key(own.document_id, other.document_id) | versions | _shown(other, alike)
    if there is None or not is_link(there):
        return None
    # A signature that is not there has expired, or somebody removed it: nothing newer is known of it.
    return {
        "pk": there["pk"],
        "sk": there["sk"],
        "own_version": own.version if own else there["own_version"],
        "other_version": other.version if other else there["other_version"],
        "expires_at": unix_seconds(expires_at),
    }


def _shown(other: Signed, alike: Likeness) -> Row:
    shown = {"url": other.url, "host": host_key(other.url), "headline": other.headline}
    return {
        "is_exact": alike.is_exact,
        "distance": alike.distance,
        "containment": round(alike.containment * 100),
        **{name: value for name, value in shown.items() if value is not None},
    }


def is_link(row: Mapping[str, Any]) -> bool:
    return "is_exact" in row


def other_in(row: Mapping[str, Any]) -> str:
    return str(row["sk"].removeprefix("SAME#"))


def same_text_in(row: Mapping[str, Any]) -> SameText:
    return SameText(
        document_id=other_in(row),
        is_exact=row["is_exact"],
        distance=int(row["distance"]),
        containment=int(row["containment"]) / 100,
        url=row.get("url"),
        host=row.get("host"),
        headline=row.get("headline"),
    )


# --- conditions ---------------------------------------------------------------------------------------------


def still(held: Signed | None) -> Condition:
    """The signature is the one that was read."""
    if held is None:
        return Condition("attribute_not_exists(pk)")
    return Condition("#version = :version", {":version": held.version})


def no_newer_entry(signed: Signed) -> Condition:
    """Nothing there, or a row of no later signature."""
    return Condition("attribute_not_exists(pk) OR #version <= :version", {":version": signed.version})


def no_newer_link(row: Row) -> Condition:
    """Nothing there, or what was said by signatures neither of which was later."""
    return Condition(
        "attribute_not_exists(pk) OR #own_version <= :own AND #other_version <= :other",
        {":own": row["own_version"], ":other": row["other_version"]},
    )
