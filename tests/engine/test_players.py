"""What an embed shows."""

from __future__ import annotations

import pytest

from presscut import extract
from presscut.article import Embed
from presscut.extraction.vocabulary.players import HOSTS

PROSE = "<p>The ferry sailed for the islands on Monday, and the whole harbour had come to see it off in the rain.</p>"


@pytest.mark.parametrize(
    ("markup", "media"),
    [
        ("<iframe src='https://www.youtube.com/embed/1'></iframe>", "video"),
        ("<iframe src='https://player.vimeo.com/video/1'></iframe>", "video"),
        ("<iframe src='https://www.facebook.com/plugins/video.php?href=1'></iframe>", "video"),
        ("<video src='https://cdn.heron.example/ferry.mp4'></video>", "video"),
        ("<audio src='https://cdn.heron.example/ferry.mp3'></audio>", "audio"),
        ("<iframe src='https://w.soundcloud.com/player/?url=1'></iframe>", "audio"),
        ("<iframe src='https://open.spotify.com/embed/episode/1'></iframe>", "audio"),
        ("<iframe src='https://www.instagram.com/p/1/embed'></iframe>", "post"),
        ("<iframe src='https://www.facebook.com/plugins/post.php?href=1'></iframe>", "post"),
        ("<iframe src='https://www.google.com/maps/embed?pb=1'></iframe>", "map"),
        ("<iframe src='https://www.openstreetmap.org/export/embed.html'></iframe>", "map"),
        ("<iframe src='https://charts.example/1'></iframe>", "other"),
        ("<iframe src='https://notyoutube.com/embed/1'></iframe>", "other"),
        ("<iframe src='https://youtube.com.example/embed/1'></iframe>", "other"),
    ],
)
def test_an_embed_says_what_it_shows(markup: str, media: str) -> None:
    body = extract(f"<article><h1>Ferry</h1>{PROSE}{PROSE}{markup}{PROSE}{PROSE}</article>").body
    assert [block.media for block in body if isinstance(block, Embed)] == [media]


def test_no_host_shows_two_things() -> None:
    hosts = [host for hosts in HOSTS.values() for host in hosts]
    assert sorted(set(hosts)) == sorted(hosts)
