"""Hosts whose frames are shown within pages, by what they show."""

from __future__ import annotations

from typing import Final, Literal

Media = Literal["video", "audio", "post", "map", "other"]

HOSTS: Final[dict[Media, tuple[str, ...]]] = {
    "video": (
        "youtube.com", "youtube-nocookie.com", "youtu.be", "vimeo.com", "dailymotion.com", "dai.ly", "brightcove.net",
        "brightcove.com", "jwplayer.com", "jwplatform.com", "kaltura.com", "vidyard.com", "wistia.com", "wistia.net",
        "loom.com", "twitch.tv", "rumble.com", "odysee.com", "bitchute.com", "streamable.com", "ted.com", "rutube.ru",
        "vkvideo.ru", "youku.com", "bilibili.com", "nicovideo.jp", "naver.tv", "glomex.com", "video.ibm.com",
        "ustream.tv", "livestream.com", "digiteka.com", "ultimedia.com", "videopress.com", "vidible.tv", "veoh.com",
        "metacafe.com", "liveleak.com", "cloudflarestream.com", "mediadelivery.net", "3qsdn.com", "nexx.cloud",
    ),
    "audio": (
        "soundcloud.com", "spotify.com", "podcasts.apple.com", "music.apple.com", "deezer.com", "podigee.io",
        "podigee.com", "libsyn.com", "simplecast.com", "megaphone.fm", "acast.com", "anchor.fm", "art19.com",
        "audioboom.com", "bandcamp.com", "buzzsprout.com", "captivate.fm", "ivoox.com", "mixcloud.com", "omny.fm",
        "podbean.com", "podcaster.de", "spreaker.com", "transistor.fm", "tunein.com", "ausha.co", "blubrry.com",
        "playht.com", "beyondwords.io", "speechkit.io", "trinityaudio.ai",
    ),
    "post": (
        "twitter.com", "x.com", "instagram.com", "facebook.com", "tiktok.com", "reddit.com", "redditmedia.com",
        "linkedin.com", "pinterest.com", "tumblr.com", "threads.net", "bsky.app", "t.me", "telegram.org", "vk.com",
        "ok.ru", "weibo.com", "truthsocial.com", "gab.com", "snapchat.com",
    ),
    "map": (
        "openstreetmap.org", "maps.google.com", "mapbox.com", "maptiler.com", "umap.openstreetmap.fr",
        "map.geo.admin.ch", "here.com", "carto.com", "arcgis.com",
        "mapy.cz", "map.baidu.com", "maps.apple.com", "zeemaps.com", "komoot.de", "komoot.com", "wikiloc.com",
    ),
}  # fmt: skip

_MEDIA_OF: Final[dict[str, Media]] = {host: media for media, hosts in HOSTS.items() for host in hosts}
_PATHS: Final[tuple[tuple[str, str, Media], ...]] = (
    ("facebook.com", "/plugins/video", "video"),
    ("google.", "/maps", "map"),
    ("vk.com", "/video", "video"),
    ("ok.ru", "/videoembed", "video"),
    ("bing.com", "/maps", "map"),
    ("yandex.", "/map-widget", "map"),
)
"""(in the host, beginning of the path, what it is): hosts that show several things."""
_OF_TAG: Final[dict[str, Media]] = {
    "video": "video",
    "amp-video": "video",
    "amp-youtube": "video",
    "audio": "audio",
    "amp-audio": "audio",
    "amp-twitter": "post",
}


def media_of(tag: str | None, host: str, path: str) -> Media:
    """What an element with this tag shows whose address has this host (in lower case) and this path."""
    of_tag = _OF_TAG.get(tag or "")
    if of_tag is not None:
        return of_tag
    for in_host, start, media in _PATHS:
        if f".{in_host}" in f".{host}" and path.startswith(start):
            return media
    labels = host.split(".")
    for count in range(2, len(labels) + 1):
        media_of_host = _MEDIA_OF.get(".".join(labels[-count:]))
        if media_of_host is not None:
            return media_of_host
    return "other"
