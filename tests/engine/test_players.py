"""What an embed shows."""

from __future__ import annotations

import pytest

from presscut import extract
from presscut.article import Embed
from presscut.extraction.vocabulary.players import HOSTS, NAMES, name_of, shows_nothing

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


def test_no_host_has_two_names() -> None:
    hosts = [host for hosts in NAMES.values() for host in hosts]
    assert sorted(set(hosts)) == sorted(hosts)


@pytest.mark.parametrize(
    ("host", "path", "name"),
    [
        ("youtube-nocookie.com", "/embed/1", "YouTube"),
        ("player.vimeo.com", "/video/1", "Vimeo"),
        ("platform.twitter.com", "/embed/Tweet.html", "X"),
        ("google.co.uk", "/maps/embed", "Google Maps"),
        ("docs.google.com", "/forms/d/e/1/viewform", "Google Forms"),
        ("docs.google.com", "/presentation/d/1/embed", "Google Docs"),
        ("umap.openstreetmap.fr", "/de/map/1", "uMap"),
        ("datawrapper.dwcdn.net", "/z8ELA/2/", "Datawrapper"),
        ("mastodon.example", "/@heron/112000000000000001/embed", "Mastodon"),
        ("truthsocial.com", "/@heron/112000000000000001/embed", "Truth Social"),
        ("video.heron.example", "/videos/embed/9c9de5e8-0a1e-484a-b099-e80766180a6d", "PeerTube"),
        ("kaltura.com", "/videos/embed/9c9de5e8-0a1e-484a-b099-e80766180a6d", "Kaltura"),
        ("heron.example", "/@heron/embed", None),
        ("notyoutube.com", "/embed/1", None),
        ("charts.example", "/1", None),
        ("", "", None),
    ],
)
def test_a_provider_is_called_by_its_name(host: str, path: str, name: str | None) -> None:
    assert name_of(host, path) == name


@pytest.mark.parametrize(
    ("tag", "host", "path", "nothing"),
    [
        ("iframe", "dianomi.com", "/smartads.epl", True),
        ("iframe", "ads.heron.example", "/smartads.epl", True),
        ("iframe", "cars.example", "/widget/affiliate/v2/", True),
        ("iframe", "consent.cookiebot.com", "/1", True),
        ("iframe", "google.com", "/recaptcha/api2/anchor", True),
        ("iframe", "facebook.com", "/plugins/like.php", True),
        ("iframe", "go.heron.example", "/l/930393/2023-04-04/312zt", True),
        ("iframe", "heron.substack.com", "/embed", True),
        ("iframe", "heron.example", "/boxes/newsletter-signup.html", True),
        ("audio", "heron.example", "/static/blank.mp3", True),
        # What they are not to be taken for
        ("iframe", "heron.substack.com", "/embed/p/the-ferry", False),
        ("iframe", "facebook.com", "/plugins/post.php", False),
        ("iframe", "heron.example", "/affairs/embed/", False),
        ("iframe", "heron.example", "/2024/affiliate-marketing/embed/", False),
        ("iframe", "heron.example", "/newsletter-of-may/embed/", False),
        ("iframe", "heron.example", "/l/2023/", False),
        ("video", "heron.example", "/affiliate/ferry.mp4", False),
        ("audio", "heron.example", "/blanket.mp3", False),
    ],
)
def test_adverts_forms_and_counters_show_nothing(tag: str, host: str, path: str, nothing: bool) -> None:
    assert shows_nothing(tag, host, path) is nothing
