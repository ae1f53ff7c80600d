"""What authors of markup call things: tokens of class and id attributes, and the role that each gives away.

Tokens, not substrings: "shared" is not "share", and "metadata" not "data". A string such as
``"articleBody js-share_tools"`` is split at punctuation and at capitals into ``article body js share tools``.
Counted over the class names of four public corpora and kept where the role held on most sites.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise
from typing import Final

COMMENTS: Final = 1 << 0
RELATED: Final = 1 << 1
SHARE: Final = 1 << 2
NEWSLETTER: Final = 1 << 3
ADVERT: Final = 1 << 4
NAVIGATION: Final = 1 << 5
FOOTER: Final = 1 << 6
SIDEBAR: Final = 1 << 7
AUTHOR_BOX: Final = 1 << 8
BYLINE: Final = 1 << 9
CAPTION: Final = 1 << 10
TAGS: Final = 1 << 11
CONSENT: Final = 1 << 12
GATE: Final = 1 << 13
HIDDEN: Final = 1 << 14
BODY: Final = 1 << 15
STANDFIRST: Final = 1 << 16
FORM: Final = 1 << 17
PULL_QUOTE: Final = 1 << 18
HEADER: Final = 1 << 19
CARD: Final = 1 << 20

ROLE_NAMES: Final = {
    COMMENTS: "comments",
    RELATED: "related",
    SHARE: "share",
    NEWSLETTER: "newsletter",
    ADVERT: "advert",
    NAVIGATION: "navigation",
    FOOTER: "footer",
    SIDEBAR: "sidebar",
    AUTHOR_BOX: "author-box",
    BYLINE: "byline",
    CAPTION: "caption",
    TAGS: "tags",
    CONSENT: "consent",
    GATE: "gate",
    HIDDEN: "hidden",
    BODY: "body",
    STANDFIRST: "standfirst",
    FORM: "form",
    PULL_QUOTE: "pull-quote",
    HEADER: "header",
    CARD: "card",
}

_ROLE_TOKENS: Final[dict[int, str]] = {
    COMMENTS: "comment comments disqus kommentar kommentare commentaires comentarios livefyre respond commentlist",
    RELATED: "related recommended recommendation recommendations recirc recirculation readmore morestories "
    "similar trending popular mostread outbrain taboola also nextup zergnet relacionadas relacionados "
    "verwandt upnext teasers onward relateds alsolike yarpp crp relatedposts",
    SHARE: "share sharing shares social sharedaddy addtoany addthis sharethis socials shareaholic sharebar bookmark",
    NEWSLETTER: "newsletter newsletters signup mailchimp optin mailinglist mailing",
    ADVERT: "advertisement advert adverts advertising sponsored sponsor adsense dfp promo promotion promos ads "
    "adbox adslot adunit banner anzeige werbung publicidad commercial cta",
    NAVIGATION: "nav navbar navigation menu breadcrumb breadcrumbs pagination pager paging skip toolbar topbar "
    "subnav megamenu toc",
    FOOTER: "footer copyright colophon legal disclaimer",
    SIDEBAR: "sidebar rail widget widgets sidebars aside",
    AUTHOR_BOX: "authorbox authorbio saboxplugin molongui bio biography vcard authorinfo aboutauthor contributor contributors",
    BYLINE: "byline dateline timestamp pubdate posted postmeta entrymeta readtime readingtime",
    CAPTION: "caption captions figcaption credit credits imagecaption photocredit legend",
    TAGS: "tags tag taglist tagcloud keywords categories topics hashtags",
    CONSENT: "cookie cookies consent gdpr ccpa onetrust didomi cookiebot usercentrics iubenda cmplz cky borlabs klaro "
    "tarteaucitron axeptio osano truste trustarc cookiescript cookieconsent cookiebanner cmp2 termly",
    GATE: "paywall regwall piano meter metered subscribe subscription registration premiumwall gate gated "
    "barrier regiwall offer",
    BODY: "articlebody storybody postbody entrycontent postcontent articlecontent storycontent storytext "
    "articletext bodytext maintext",
    STANDFIRST: "standfirst dek deck subheadline subtitle strapline summary chapo sapo vorspann teasertext",
    PULL_QUOTE: "pullquote pullout",
    HEADER: "masthead",
    CARD: "card cards teaser",
}

# Neighbouring tokens that mean a role only together.
_ROLE_PAIRS: Final[dict[int, str]] = {
    RELATED: "read-more more-from more-stories you-may most-read most-popular see-also read-next up-next "
    "also-read more-news latest-news more-articles other-articles related-posts further-reading "
    "jp-relatedposts jp-carousel",
    NEWSLETTER: "sign-up mailing-list email-signup mc-embed",
    ADVERT: "ad-container ad-slot ad-unit ad-wrapper google-ad call-out",
    BODY: "article-body story-body post-body entry-content post-content article-content story-content "
    "content-body body-content article-text story-text body-text body-copy article-main main-content "
    "single-content page-content blog-content post-text article-copy rich-text",
    AUTHOR_BOX: "author-box author-bio author-info about-author author-card author-description "
    "author-details author-profile about-the author-block",
    BYLINE: "post-meta entry-meta article-meta post-date meta-data read-time reading-time post-info entry-date "
    "article-date publish-date published-date author-name article-author post-author story-meta by-line",
    CAPTION: "image-caption photo-credit wp-caption image-credit media-caption",
    TAGS: "post-tags article-tags entry-tags tag-list tags-list",
    FOOTER: "site-footer page-footer",
    COMMENTS: "fb-comments",
    PULL_QUOTE: "pull-quote",
    SHARE: "social-media share-buttons follow-us",
}

_TOKEN_ROLES: Final[dict[str, int]] = {}
for _role, _tokens in _ROLE_TOKENS.items():
    for _token in _tokens.split():
        _TOKEN_ROLES[_token] = _TOKEN_ROLES.get(_token, 0) | _role
for _role, _pairs in _ROLE_PAIRS.items():
    for _pair in _pairs.split():
        _TOKEN_ROLES[_pair] = _TOKEN_ROLES.get(_pair, 0) | _role

# A container that says "no-comments" or "has-sidebar" speaks of its layout, not of itself.
_NEGATING: Final = frozenset(("no", "has", "with", "without", "hide", "show", "is", "not"))

_TOKEN: Final = re.compile(r"[A-Z]*[a-z0-9]+|[A-Z]+")
_SPEAKING: Final = frozenset(token.split("-", 1)[0] for token in _TOKEN_ROLES)
"""Tokens that mean something alone or with the next one. Most strings have none."""


def tokens_of(value: str) -> list[str]:
    """Split a class or id string into lower-case tokens, in order."""
    tokens = _TOKEN.findall(value)
    return tokens if value.islower() else [token.lower() for token in tokens]


@lru_cache(maxsize=8192)
def roles_of(value: str) -> int:
    """Bit mask of the roles that a class or id string gives away. Cached: a site has few distinct strings."""
    if _SPEAKING.isdisjoint(tokens_of(value)):
        return 0
    roles = 0
    for word in value.split():
        previous = ""
        for token in tokens_of(word):
            if previous not in _NEGATING:
                roles |= _TOKEN_ROLES.get(token, 0)
            if previous in _SPEAKING:
                roles |= _TOKEN_ROLES.get(f"{previous}-{token}", 0)
            previous = token
    return roles


_AUTHOR_TOKENS_TEXT = (
    "author authors byline bylines autor autoren autores auteur auteurs autore writer verfasser redacteur authorname "
    "authored forfatter skribent username"
)  # fmt: skip
_AUTHOR_TOKENS: Final = frozenset(_AUTHOR_TOKENS_TEXT.split())
_AUTHOR_PAIRS: Final = (("by", "line"), ("written", "by"), ("posted", "by"))
_BESIDE_AUTHOR_TOKENS_TEXT = (
    "bio biography avatar image img photo picture thumbnail icon description desc social follow comment comments "
    "role job "
    "position title related more articles posts twitter email share about box count credit credits"
)  # fmt: skip
_BESIDE_AUTHOR_TOKENS: Final = frozenset(_BESIDE_AUTHOR_TOKENS_TEXT.split())


def is_author_name(value: str) -> bool:
    """Whether a class says, by whole tokens, that its element holds an author's name."""
    if _AUTHOR_HINT.search(value.lower()) is None:  # most names: to take them apart takes three times as long
        return False
    for word in value.split():
        tokens = tokens_of(word)
        if ("name" in tokens or _BESIDE_AUTHOR_TOKENS.isdisjoint(tokens)) and (
            not _AUTHOR_TOKENS.isdisjoint(tokens) or any(pair in pairwise(tokens) for pair in _AUTHOR_PAIRS)
        ):
            return True
    return False


_AUTHOR_HINT: Final = re.compile("aut|by|writ|posted|username|verfasser|redacteur|forfatter|skribent")

_UNSEEN: Final = frozenset(
    ("sr-only", "screen-reader-text", "visually-hidden", "visuallyhidden", "u-visually-hidden", "tooltip-content",
     "tooltip-text", "tooltiptext", "popover", "hovercard", "blind", "a11y-hidden", "a-offscreen", "show-for-sr",
     "element-invisible", "lineno", "linenos", "linenumber",
     "katex-html", "MJX_Assistive_MathML")
)  # fmt: skip
_UNSEEN_TOKENS: Final = frozenset(("rollover", "hovercard", "popover"))


@lru_cache(maxsize=8192)
def is_unseen(value: str) -> bool:
    """Whether an inline element's class says that a sentence is read without it.

    Text for screen readers alone ("opens in a new window"), what comes up when a reader points at a name, the numbers that
    highlighters put before lines of code, and the second of two ways in which a formula is written.
    """
    names = value.split()
    if not _UNSEEN.isdisjoint(names):
        return True
    # "over" is in each of those tokens: the cheap question first.
    return "over" in value.lower() and any(not _UNSEEN_TOKENS.isdisjoint(tokens_of(name)) for name in names)


# Each holds a token of CONSENT, by which alone they are looked for.
_CONSENT_MANAGERS: Final = frozenset(
    ("onetrust-consent-sdk", "onetrust-banner-sdk", "onetrust-pc-sdk", "didomi-host", "CybotCookiebotDialog", "iubenda-cs-banner",
     "qc-cmp2-container", "usercentrics-root", "usercentrics-cmp-ui", "cmplz-cookiebanner-container", "cky-consent-container",
     "cky-modal", "BorlabsCookieBox", "klaro", "tarteaucitronRoot", "axeptio_overlay", "osano-cm-window", "truste-consent-track",
     "cookiescript_injected", "cookie-law-info-bar", "moove_gdpr_cookie_modal", "fc-consent-root",
     "termly-code-snippet-support", "hs-eu-cookie-confirmation", "gdpr-consent-tool-wrapper")
)  # fmt: skip


@lru_cache(maxsize=8192)
def is_consent_manager(value: str) -> bool:
    """Whether a class or id is that of the box which a consent manager puts into every page that uses it."""
    return not _CONSENT_MANAGERS.isdisjoint(value.split())


_WINDOW_TOKENS: Final = frozenset(
    ("modal", "modals", "dialog", "dialogs", "popup", "popups", "lightbox", "overlay", "drawer", "tooltip", "flyout",
     "popover")
)  # fmt: skip
_REVIEW_TOKENS: Final = frozenset(("review", "reviews", "testimonial", "testimonials"))
_BLOG_TOKENS: Final = frozenset(("blog", "blogs"))
_SIGNATURE_TOKENS: Final = frozenset(("signature", "signatures", "sig"))


@lru_cache(maxsize=8192)
def is_signature(value: str) -> bool:
    """Whether a class says that an element holds what a forum puts below all that a member writes."""
    return not _SIGNATURE_TOKENS.isdisjoint(tokens_of(value))


@lru_cache(maxsize=8192)
def is_blog(value: str) -> bool:
    """Whether a class says that an element holds posts of a blog."""
    return not _BLOG_TOKENS.isdisjoint(tokens_of(value))


_BOX_TOKENS_TEXT = (
    "infobox infokasten faktenbox factbox faktaboks faktabox faktaruta kasten encadre registration subscribe subscription "
    "subscriptions login"
)
_BOX_TOKENS: Final = frozenset(_BOX_TOKENS_TEXT.split())
_BOX_PAIRS: Final = frozenset((("info", "box"), ("fact", "box"), ("inline", "textbox"), ("not", "prose")))
"""The last is what Tailwind's typography calls a part that is not to be set as text."""
_BOX_HINT: Final = re.compile("box|kasten|fakta|encadre|prose|registr|subscri|login")


def is_box(value: str) -> bool:
    """Whether a class says that an element is a box beside the text of an article, in whichever language: of facts, or one
    that asks to register."""
    if _BOX_HINT.search(value.lower()) is None:
        return False
    for word in value.split():
        tokens = tokens_of(word)
        if not _BOX_TOKENS.isdisjoint(tokens) or not _BOX_PAIRS.isdisjoint(pairwise(tokens)):
            return True
    return False


@lru_cache(maxsize=8192)
def is_window(value: str) -> bool:
    """Whether a class says that an element opens over the page when asked for."""
    return not _WINDOW_TOKENS.isdisjoint(tokens_of(value))


@lru_cache(maxsize=8192)
def is_review(value: str) -> bool:
    """Whether a class says that an element holds what buyers say."""
    return not _REVIEW_TOKENS.isdisjoint(tokens_of(value))


_POSTS: Final = frozenset(
    (
        "twitter-tweet",
        "instagram-media",
        "fb-post",
        "tiktok-embed",
        "bluesky-embed",
        "reddit-embed-bq",
        "mastodon-embed",
    )
)


def is_post(value: str) -> bool:
    """Whether a class is what a social network's embedding code gives to the element that holds the post."""
    return not _POSTS.isdisjoint(value.split())


ROLES: Final = (1 << len(ROLE_NAMES)) - 1
BOX: Final = 1 << 27
AUTHOR_NAME: Final = 1 << 28
POST: Final = 1 << 29
UNSEEN: Final = 1 << 30


class _Said(dict[str, int]):
    """All that a class says of an element, as one mask that is looked up at once: most classes say nothing."""

    __slots__ = ("_read",)

    def __init__(self, read: Callable[[str], int]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, value: str) -> int:
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        said = self[value] = self._read(value)
        return said


MOST_REMEMBERED: Final = 16_384
"""Classes. A site has few hundred."""


def _said_of_block(value: str) -> int:
    return (
        roles_of(value)
        | (AUTHOR_NAME if is_author_name(value) else 0)
        | (POST if is_post(value) else 0)
        | (BOX if is_box(value) else 0)
    )


def _said_of_inline(value: str) -> int:
    return (UNSEEN if is_unseen(value) else 0) | (AUTHOR_NAME if is_author_name(value) else 0)


SAID_OF_BLOCK: Final = _Said(_said_of_block)
"""Of a block-level element: its roles, :data:`AUTHOR_NAME`, :data:`POST`, :data:`BOX`."""
SAID_OF_INLINE: Final = _Said(_said_of_inline)
"""Of an inline element: :data:`UNSEEN`, :data:`AUTHOR_NAME`."""


def role_names(roles: int) -> str:
    """The roles of a mask, for people."""
    return "+".join(name for role, name in ROLE_NAMES.items() if roles & role)


TAG_ROLES: Final[dict[str, int]] = {
    "nav": NAVIGATION,
    "footer": FOOTER,
    "aside": SIDEBAR,
    "form": FORM,
    "figcaption": CAPTION,
    "header": HEADER,
    "address": BYLINE,
    "dialog": CONSENT,
}

ARIA_ROLES: Final[dict[str, int]] = {
    "navigation": NAVIGATION,
    "menu": NAVIGATION,
    "menubar": NAVIGATION,
    "toolbar": NAVIGATION,
    "search": NAVIGATION,
    "complementary": SIDEBAR,
    "banner": FOOTER,
    "contentinfo": FOOTER,
}
"""What the ``role`` attribute says (WAI-ARIA's landmarks and menus)."""
