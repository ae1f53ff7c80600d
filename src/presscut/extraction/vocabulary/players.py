"""Hosts whose frames are shown within pages: what they show, what they are called, and which show nothing of an article."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, Literal, TypeVar

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
        "ok.ru", "weibo.com", "truthsocial.com", "gab.com", "snapchat.com", "threads.com",
    ),
    "map": (
        "openstreetmap.org", "maps.google.com", "mapbox.com", "maptiler.com", "umap.openstreetmap.fr",
        "map.geo.admin.ch", "here.com", "carto.com", "arcgis.com",
        "mapy.cz", "map.baidu.com", "maps.apple.com", "zeemaps.com", "komoot.de", "komoot.com", "wikiloc.com",
    ),
}  # fmt: skip

NAMES: Final[dict[str, tuple[str, ...]]] = {
    "YouTube": ("youtube.com", "youtube-nocookie.com", "youtu.be"),
    "Vimeo": ("vimeo.com",),
    "Dailymotion": ("dailymotion.com", "dai.ly"),
    "Brightcove": ("brightcove.net", "brightcove.com"),
    "JW Player": ("jwplayer.com", "jwplatform.com"),
    "Kaltura": ("kaltura.com",),
    "Vidyard": ("vidyard.com",),
    "Wistia": ("wistia.com", "wistia.net"),
    "Loom": ("loom.com",),
    "Twitch": ("twitch.tv",),
    "Rumble": ("rumble.com",),
    "Odysee": ("odysee.com",),
    "Bitchute": ("bitchute.com",),
    "Streamable": ("streamable.com",),
    "TED": ("ted.com",),
    "Rutube": ("rutube.ru",),
    "VK": ("vk.com", "vkvideo.ru"),
    "OK": ("ok.ru",),
    "Youku": ("youku.com",),
    "Bilibili": ("bilibili.com",),
    "Niconico": ("nicovideo.jp",),
    "NAVER": ("naver.tv",),
    "Glomex": ("glomex.com",),
    "Digiteka": ("digiteka.com", "ultimedia.com"),
    "VideoPress": ("videopress.com",),
    "Ustream": ("video.ibm.com", "ustream.tv"),
    "Livestream": ("livestream.com",),
    "Cloudflare Stream": ("cloudflarestream.com",),
    "bunny.net": ("mediadelivery.net",),
    "3Q": ("3qsdn.com",),
    "SoundCloud": ("soundcloud.com",),
    "Spotify": ("spotify.com",),
    "Apple Podcasts": ("podcasts.apple.com",),
    "Apple Music": ("music.apple.com",),
    "Deezer": ("deezer.com",),
    "Podigee": ("podigee.io", "podigee.com"),
    "Libsyn": ("libsyn.com",),
    "Simplecast": ("simplecast.com",),
    "Megaphone": ("megaphone.fm",),
    "Acast": ("acast.com",),
    "Anchor": ("anchor.fm",),
    "ART19": ("art19.com",),
    "Audioboom": ("audioboom.com",),
    "Audiomack": ("audiomack.com",),
    "Bandcamp": ("bandcamp.com",),
    "Buzzsprout": ("buzzsprout.com",),
    "Captivate": ("captivate.fm",),
    "iVoox": ("ivoox.com",),
    "Mixcloud": ("mixcloud.com",),
    "Omny Studio": ("omny.fm",),
    "Podbean": ("podbean.com",),
    "Spreaker": ("spreaker.com",),
    "Transistor": ("transistor.fm",),
    "TuneIn": ("tunein.com",),
    "Ausha": ("ausha.co",),
    "BeyondWords": ("beyondwords.io", "speechkit.io"),
    "Trinity Audio": ("trinityaudio.ai",),
    "X": ("twitter.com", "x.com"),
    "Instagram": ("instagram.com",),
    "Facebook": ("facebook.com",),
    "TikTok": ("tiktok.com",),
    "Reddit": ("reddit.com", "redditmedia.com"),
    "LinkedIn": ("linkedin.com",),
    "Pinterest": ("pinterest.com",),
    "Tumblr": ("tumblr.com",),
    "Threads": ("threads.net", "threads.com"),
    "Bluesky": ("bsky.app",),
    "Telegram": ("t.me", "telegram.org"),
    "Weibo": ("weibo.com",),
    "Truth Social": ("truthsocial.com",),
    "Gab": ("gab.com",),
    "Snapchat": ("snapchat.com",),
    "OpenStreetMap": ("openstreetmap.org",),
    "uMap": ("umap.openstreetmap.fr",),
    "Google Maps": ("maps.google.com",),
    "Apple Maps": ("maps.apple.com",),
    "Mapbox": ("mapbox.com",),
    "MapTiler": ("maptiler.com",),
    "HERE": ("here.com",),
    "CARTO": ("carto.com",),
    "ArcGIS": ("arcgis.com",),
    "Mapy.com": ("mapy.cz", "mapy.com"),
    "Komoot": ("komoot.de", "komoot.com"),
    "Wikiloc": ("wikiloc.com",),
    "Datawrapper": ("datawrapper.de", "dwcdn.net"),
    "Flourish": ("flourish.studio", "flo.uri.sh"),
    "Infogram": ("infogram.com", "infogr.am"),
    "Tableau": ("public.tableau.com",),
    "Observable": ("observablehq.com",),
    "everviz": ("everviz.com",),
    "Our World in Data": ("ourworldindata.org",),
    "Statista": ("statista.com",),
    "Scribd": ("scribd.com",),
    "Issuu": ("issuu.com",),
    "YUMPU": ("yumpu.com",),
    "SlideShare": ("slideshare.net",),
    "SpeakerDeck": ("speakerdeck.com",),
    "DocumentCloud": ("documentcloud.org",),
    "Google Docs": ("docs.google.com",),
    "Google Drive": ("drive.google.com",),
    "Airtable": ("airtable.com",),
    "Typeform": ("typeform.com",),
    "Getty Images": ("embed.gettyimages.com", "gettyimages.com"),
    "Flickr": ("flickr.com",),
    "Imgur": ("imgur.com",),
    "GIPHY": ("giphy.com",),
    "Tenor": ("tenor.com",),
    "CodePen": ("codepen.io",),
    "CodeSandbox": ("codesandbox.io",),
    "JSFiddle": ("jsfiddle.net",),
    "StackBlitz": ("stackblitz.com",),
    "Figma": ("figma.com",),
    "Sketchfab": ("sketchfab.com",),
    "Knight Lab": ("knightlab.com",),
    "ThingLink": ("thinglink.com",),
    "Genially": ("genial.ly", "genially.com"),
    "Padlet": ("padlet.com",),
    "Miro": ("miro.com",),
    "Kickstarter": ("kickstarter.com",),
    "The New York Times": ("nytimes.com",),
    "Internet Archive": ("archive.org",),
}  # fmt: skip
"""As oEmbed's list writes them (https://oembed.com/providers.json), without what says what kind of firm it is ("Wistia, Inc.",
"Bluesky Social"), and where that list knows none, as the provider itself does."""

_MEDIA_OF: Final[dict[str, Media]] = {host: media for media, hosts in HOSTS.items() for host in hosts}
_NAME_OF: Final = {host: name for name, hosts in NAMES.items() for host in hosts}
_PATHS: Final[tuple[tuple[str, str, Media, str], ...]] = (
    ("facebook.com", "/plugins/video", "video", "Facebook"),
    ("google.", "/maps", "map", "Google Maps"),
    ("docs.google.com", "/forms", "other", "Google Forms"),
    ("vk.com", "/video", "video", "VK"),
    ("ok.ru", "/videoembed", "video", "OK"),
    ("bing.com", "/maps", "map", "Bing Maps"),
    ("yandex.", "/map-widget", "map", "Yandex Maps"),
)
"""(in the host, beginning of the path, what it is, its name): hosts that show several things."""
_SHAPES: Final[tuple[tuple[re.Pattern[str], Media, str], ...]] = (
    (re.compile(r"/@[\w.-]+(?:@[\w.-]+)?/\d+/embed/?"), "post", "Mastodon"),
    (re.compile(r"/videos/embed/(?:[0-9a-f-]{36}|[1-9A-HJ-NP-Za-km-z]{22})"), "video", "PeerTube"),
)
"""Whole paths of software that anybody runs on a host of their own: https://docs.joinmastodon.org/methods/oembed/, https://docs.joinpeertube.org/api/embed-player."""
_OF_TAG: Final[dict[str, Media]] = {
    "video": "video",
    "amp-video": "video",
    "amp-youtube": "video",
    "audio": "audio",
    "amp-audio": "audio",
    "amp-twitter": "post",
}


_WITHOUT_CONTENT: Final[dict[str, str]] = {
    host: kind
    for kind, hosts in {
        "advert": (
            "doubleclick.net", "googlesyndication.com", "googleadservices.com", "amazon-adsystem.com", "adnxs.com", "adsrvr.org",
            "taboola.com", "outbrain.com", "dianomi.com", "criteo.com", "criteo.net", "teads.tv", "revcontent.com", "mgid.com",
            "smartadserver.com", "adform.net", "pubmatic.com", "rubiconproject.com", "openx.net", "media.net", "adition.com",
            "datafeedfile.com", "awin1.com", "tradedoubler.com", "shareasale.com", "buywithprime.amazon.com", "plista.com",
        ),
        "measurement": ("googletagmanager.com", "google-analytics.com", "scorecardresearch.com", "ioam.de", "hotjar.com"),
        "consent": (
            "consensu.org", "consentmanager.net", "privacy-mgmt.com", "sp-prod.net", "cookiebot.com", "onetrust.com", "cookielaw.org",
            "usercentrics.eu", "trustarc.com", "didomi.io", "privacy-center.org",
        ),
        "captcha": ("recaptcha.net", "hcaptcha.com", "challenges.cloudflare.com"),
        "comments": ("disqus.com", "spot.im", "livefyre.com", "viafoura.co", "hyvor.com"),
        "form": (
            "list-manage.com", "mailchi.mp", "hsforms.com", "hsforms.net", "ck.page", "convertkit.com", "klaviyo.com", "pardot.com",
            "sibforms.com", "embeds.beehiiv.com", "mailerlite.com", "getrevue.co",
        ),
    }.items()
    for host in hosts
}  # fmt: skip
"""Whose frames are no part of any text, and why."""
_PATHS_WITHOUT_CONTENT: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("google.", re.compile(r"/recaptcha/")),
    ("facebook.com", re.compile(r"/(?:plugins/(?:like|page|share_button|follow|subscribe|comments|send)\b|tr\b)")),
    ("twitter.com", re.compile(r"/widgets/")),
    ("substack.com", re.compile(r"/embed/?\Z")),
    ("", re.compile(r"/l/\d+/\d{4}-\d\d-\d\d/\w+")),
    ("", re.compile(r".*/(?:affiliates?/|aff_|(?:smartads|adserver|adframe|captcha|newsletter-?(?:sign-?up|form|box|widget))\b)", re.IGNORECASE)),
)  # fmt: skip
"""(in the host, the path's beginning): buttons of networks, forms of newsletters (the bare date is Pardot's, on hosts of its
customers), and adverts by their names."""
GENERIC_TITLE_WORDS: Final = frozenset(
    ("video", "videos", "player", "audio", "embed", "embedded", "embeds", "content", "iframe", "frame", "inline", "media", "post", "map", "external",
     "interactive", "graphic", "the", "of", "an", "a", "in", "from", "by", "for", "with", "on", "this", "widget", "tweet", "twitter", "oembed", "youtube", "facebook", "google",
     "maps", "jw", "untitled", "title", "eingebetteter", "eingebettetes", "externer", "inhalt", "von", "karte", "lecteur", "vidéo", "contenu", "intégré", "externe", "carte",
     "reproductor", "de", "vídeo", "contenido", "insertado", "mapa", "lettore", "contenuto", "incorporato", "mappa", "conteúdo", "incorporado", "leitor", "videospeler",
     "ingesloten", "inhoud", "odtwarzacz", "wideo", "動画", "プレーヤー", "播放器", "视频")
)  # fmt: skip
"""A title of these alone, and the provider's name, is what every frame of the kind is called."""

_SILENCE: Final = re.compile(r"(?:.*/)?(?:blank|silence|silent|empty)\.\w+", re.IGNORECASE)
"""Files that players of pages begin with, before there is something to play."""
_FILES_OF: Final = frozenset(("video", "audio", "amp-video", "amp-audio"))


def media_of(tag: str | None, host: str, path: str) -> Media:
    """What an element with this tag shows whose address has this host (in lower case) and this path."""
    of_tag = _OF_TAG.get(tag or "")
    if of_tag is not None:
        return of_tag
    for in_host, start, media, _ in _PATHS:
        if _is_in(in_host, host) and path.startswith(start):
            return media
    of_host = _by_host(_MEDIA_OF, host)
    if of_host is not None:
        return of_host
    return next((media for shape, media, _ in _SHAPES if shape.fullmatch(path)), "other")


def name_of(host: str, path: str) -> str | None:
    """The proper name of the provider at an address with this host (in lower case) and this path; None: not known."""
    for in_host, start, _, name in _PATHS:
        if _is_in(in_host, host) and path.startswith(start):
            return name
    of_host = _by_host(_NAME_OF, host)
    if of_host is not None or _by_host(_MEDIA_OF, host) is not None:
        return of_host
    return next((name for shape, _, name in _SHAPES if shape.fullmatch(path)), None)


def shows_nothing(tag: str | None, host: str, path: str) -> bool:
    """Whether what is at an address is an advert, a counter, a form or a button: nothing that an article shows."""
    if tag in _FILES_OF:
        return _SILENCE.fullmatch(path) is not None
    return _by_host(_WITHOUT_CONTENT, host) is not None or any(
        _is_in(in_host, host) and beginning.match(path) for in_host, beginning in _PATHS_WITHOUT_CONTENT
    )


def _is_in(in_host: str, host: str) -> bool:
    return f".{in_host}" in f".{host}"


_Value = TypeVar("_Value")


def _by_host(values: Mapping[str, _Value], host: str) -> _Value | None:
    """What stands for a host or for one that it lies below, the longest first."""
    while host:
        if host in values:
            return values[host]
        _, _, host = host.partition(".")
    return None
