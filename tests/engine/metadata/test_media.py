"""Videos and recordings that a page declares."""

from __future__ import annotations

from typing import Any

import pytest
from snippets import article, json_ld, meta, sources_of

from presscut.article import MediaObject
from presscut.extraction.metadata import media

FILE = "https://cdn.heron.example/ferry.mp4"
PLAYER = "https://player.example/embed/1"
VIDEO: dict[str, Any] = {"@type": "VideoObject", "name": "The ferry &amp; the fog", "contentUrl": FILE}


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (article(video=VIDEO), [MediaObject(type="VideoObject", name="The ferry & the fog", url=FILE)]),
        (json_ld(VIDEO), [MediaObject(type="VideoObject", name="The ferry & the fog", url=FILE)]),
        (
            json_ld(
                VIDEO | {"embedUrl": "/embed/1", "thumbnailUrl": ["/a.jpg", "/b.jpg"], "duration": "PT2M30S"}
            ),
            [
                MediaObject(
                    type="VideoObject",
                    name="The ferry & the fog",
                    url=FILE,
                    embed_url="https://www.heron.example/embed/1",
                    thumbnail_url="https://www.heron.example/a.jpg",
                    duration="PT2M30S",
                )
            ],
        ),
        (
            article(audio={"@type": "AudioObject", "contentUrl": "/ferry.mp3", "duration": "2:30"}),
            [MediaObject(type="AudioObject", url="https://www.heron.example/ferry.mp3")],
        ),
        (meta(og__video=FILE), [MediaObject(type="VideoObject", url=FILE)]),
        (meta(og__video__url=PLAYER), [MediaObject(type="VideoObject", embed_url=PLAYER)]),
        (meta(og__audio="/a.mp3?x"), [MediaObject(type="AudioObject", url="https://www.heron.example/a.mp3?x")]),
        (
            json_ld(VIDEO, VIDEO | {"name": "Again"}) + meta(og__video=FILE),
            [MediaObject(type="VideoObject", name="The ferry & the fog", url=FILE)],
        ),
        (json_ld({"@type": "VideoObject", "name": "Nowhere"}), None),
        (json_ld({"@type": "VideoObject", "contentUrl": ["javascript:x"], "embedUrl": {"url": 7}}), None),
        (meta(og__video="about:blank"), None),
        ("", None),
    ],
)  # fmt: skip
def test_the_media(html: str, expected: list[MediaObject] | None) -> None:
    found = media.read(sources_of(html))
    assert (list(found.value) if found else None) == expected


def test_a_list_of_videos_is_cut_off() -> None:
    things = [{"@type": "VideoObject", "contentUrl": f"https://cdn.heron.example/{at}.mp4"} for at in range(50)]
    found = media.read(sources_of(json_ld(*things)))
    assert found is not None
    assert len(found.value) == media.MAXIMUM_OBJECTS
