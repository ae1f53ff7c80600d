"""The whole way of a page, in one screen."""

from __future__ import annotations

import gc
from dataclasses import dataclass, replace
from datetime import datetime

from presscut.article import Article
from presscut.extraction import assembly, blocks, decoding, judging, walls
from presscut.extraction import metadata as metadata_room
from presscut.extraction.blocks import Blocks
from presscut.extraction.declared import Declared
from presscut.extraction.decoding import Decoded
from presscut.extraction.limits import DEFAULT_LIMITS, Limits
from presscut.extraction.metadata import Metadata, access_variables, sources
from presscut.extraction.page import Page, parse
from presscut.extraction.verdicts import Judgement
from presscut.extraction.walls import Wall


@dataclass(frozen=True, slots=True)
class Reading:
    """A page with all that was found out about it, in the order in which it was: what an article is put together from."""

    page: Page
    metadata: Metadata
    blocks: Blocks
    judgement: Judgement
    wall: Wall
    decoded: Decoded

    def article(self) -> Article:
        return assembly.assemble(self.page, self.metadata, self.blocks, self.judgement, self.wall, self.decoded)


def extract(
    html: bytes | str,
    url: str | None = None,
    encoding: str | None = None,
    *,
    fetched_at: datetime | None = None,
    limits: Limits = DEFAULT_LIMITS,
    judge: judging.Judge = judging.judge,
) -> Article:
    """Read one page.

    ``html``: the page as it came, or as text. ``url``: the address it was read from; relative links are resolved
    against it. ``encoding``: the charset that its transport named (HTTP's ``Content-Type``), if any; a byte order
    mark beats it. ``fetched_at``: when it was read from there (UTC where it has no offset). "3 hours ago" is read
    against it, and only where it is given, since the engine knows no clock; a date more than a day after it is not the
    page's. Raises :class:`presscut.errors.ExtractionError`: the page is empty, not HTML, too large, too deep, or no
    encoding makes text of it.

    Python's garbage collector rests meanwhile (and is left as it was found): a page is many objects and no cycle, and
    looking for one took a fifth of the time of a page of 50 000 paragraphs.
    """
    if not gc.isenabled():
        return read(html, url, encoding, fetched_at=fetched_at, limits=limits, judge=judge).article()
    gc.disable()
    try:
        return read(html, url, encoding, fetched_at=fetched_at, limits=limits, judge=judge).article()
    finally:
        gc.enable()


def read(
    html: bytes | str,
    url: str | None = None,
    encoding: str | None = None,
    *,
    fetched_at: datetime | None = None,
    limits: Limits = DEFAULT_LIMITS,
    judge: judging.Judge = judging.judge,
) -> Reading:
    """All of :func:`extract` but the last step."""
    decoded = decoding.read(html, encoding, limits.max_bytes)
    utf8 = decoded.text.encode(errors="ignore") if decoded.utf8 is None else decoded.utf8
    decoded = replace(decoded, text="", utf8=None)  # up to twice the page's bytes, and the tree is made without it
    page = parse(utf8, url, limits)
    told = access_variables.read(utf8)
    del utf8
    page_blocks = blocks.read(page, limits.max_depth)
    collected = sources.collect(page, page_blocks)
    metadata = metadata_room.read(page, collected, fetched_at)
    judgement = judge(page_blocks, declared(page, metadata))
    wall = walls.find(
        page_blocks.blocks,
        judgement.inherited_roles,
        judgement.kept,
        declared_free=metadata.is_accessible_for_free,
        gated_selectors=metadata.gated_selectors,
        variables=told.variables or access_variables.of_metas(collected.metas),
        mentions=told.mentions,
    )
    return Reading(page, metadata, page_blocks, judgement, wall, decoded)


def declared(page: Page, metadata: Metadata) -> Declared:
    """What the head says, for the judge."""
    return Declared(
        headline=metadata.headline.value if metadata.headline else None,
        description=metadata.description.value if metadata.description else None,
        page_types=metadata.page_types,
        url=page.url,
        authors=tuple([author.name for author in metadata.authors.value]) if metadata.authors else (),
        has_date=metadata.date_published is not None,
    )
