"""Videos and recordings that the head or JSON-LD declares as the page's own.

Those of the article's JSON-LD (``video``, ``audio``, ``associatedMedia``) come first, then VideoObject and AudioObject
that stand for themselves, then og:video and og:audio of what nothing else named. What is shown in the body is an embed
of the body, and may be the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal

from presscut.article import MediaObject
from presscut.extraction.addresses import resolve
from presscut.extraction.characters import as_seen
from presscut.extraction.metadata.entities import unescape
from presscut.extraction.metadata.found import Found
from presscut.extraction.metadata.sources import Sources, Thing, collapsed, types_of

MAXIMUM_OBJECTS: Final = 20
"""A page of that many is a list of videos."""
_KEYS: Final = ("video", "audio", "associatedMedia")
_TYPES: Final[dict[str, Literal["VideoObject", "AudioObject"]]] = {
    "VideoObject": "VideoObject",
    "AudioObject": "AudioObject",
    "PodcastEpisode": "AudioObject",
}
_FILE: Final = re.compile(r"\.(?:mp4|m4v|webm|ogv|ogg|mov|m3u8|mpd|mp3|m4a|aac|wav|opus)(?:$|[?#])", re.IGNORECASE)
_DURATION: Final = re.compile(r"P(?=.)(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?")


def read(sources: Sources) -> Found[tuple[MediaObject, ...]] | None:
    """All of them in this order, none twice; None where there are none."""
    kept: dict[str, MediaObject] = {}
    first = ""
    for found, found_in in _candidates(sources):
        addresses = {address for address in (found.url, found.embed_url) if address is not None}
        if addresses and addresses.isdisjoint(kept):
            first = first or found_in
            kept.update(dict.fromkeys(addresses, found))
    distinct = tuple({id(found): found for found in kept.values()}.values())
    return Found(distinct[:MAXIMUM_OBJECTS], first) if distinct else None


def _candidates(sources: Sources) -> Iterator[tuple[MediaObject, str]]:
    for key in _KEYS:
        value: Any = (sources.main_thing or {}).get(key)
        for entry in value if isinstance(value, list) else (value,):
            if isinstance(entry, Mapping) and (found := _of_thing(entry, sources)) is not None:
                yield found, f"json-ld:{key}"
    for thing in sources.things:
        if (found := _of_thing(thing, sources)) is not None:
            yield found, f"json-ld:{found.type}"
    for name, kind in (("og:video", "VideoObject"), ("og:audio", "AudioObject")):
        found = _of_metas(sources, name, _TYPES[kind])
        if found is not None:
            yield found, f"meta:{name}"


def _of_thing(thing: Thing, sources: Sources) -> MediaObject | None:
    kind = next((_TYPES[name] for name in types_of(thing) if name in _TYPES), None)
    if kind is None:
        return None
    url = _address(thing.get("contentUrl"), sources)
    embed_url = _address(thing.get("embedUrl"), sources)
    name = thing.get("name") or thing.get("headline")
    duration = thing.get("duration")
    return MediaObject(
        type=kind,
        name=collapsed(as_seen(unescape(name))) or None if isinstance(name, str) else None,
        url=url,
        embed_url=embed_url,
        thumbnail_url=_address(thing.get("thumbnailUrl") or thing.get("thumbnail"), sources),
        duration=duration if isinstance(duration, str) and _DURATION.fullmatch(duration) else None,
    )


def _of_metas(sources: Sources, name: str, kind: Literal["VideoObject", "AudioObject"]) -> MediaObject | None:
    """The first of its addresses; ogp.me's ``og:video`` is a file or, as ``text/html``, a player."""
    metas = sources.metas
    for member in (f"{name}:secure_url", f"{name}:url", name):
        for written in metas.get(member, ()):
            address = resolve(written, sources.base_url)
            if address is None:
                continue
            if _FILE.search(address):
                return MediaObject(type=kind, url=address)
            return MediaObject(type=kind, embed_url=address)
    return None


def _address(value: Any, sources: Sources) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, Mapping):
        value = value.get("url") or value.get("@id")
    return resolve(value, sources.base_url) if isinstance(value, str) else None
