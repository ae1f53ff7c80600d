"""What pages call the policy of a text where they tell it to their own scripts: names of variables, and their values.

A name is compared by its tokens (``page_is_premium``, ``pageIsPremium``), without those of :data:`NEUTRAL`: what is left must
be one of the names below as a whole. So ``isPremium`` counts, and ``isPremiumLabelEnabled`` or ``premium_newsletter``, which
say what a site has, do not.
"""

from __future__ import annotations

from typing import Final

NEUTRAL: Final = frozenset(
    ("is", "has", "page", "article", "artikel", "content", "post", "story", "item", "asset", "entity", "news", "data", "og",
     "dc", "cm", "wp", "dimension", "the", "current", "node", "document", "object", "cms")
)  # fmt: skip
"""What the variable is of, or that it is one."""
OF_THE_TEXT: Final = frozenset(("page", "article", "artikel", "content", "post", "story", "asset"))

OF_ADVERTS: Final = frozenset(("ad", "ads", "adv", "advert", "adverts", "advertising", "adunit", "gam", "gpt", "dfp"))
"""A premium place for adverts is no premium text; what is not even that is none."""

FLAGS: Final = frozenset(("premium", "premium-state", "premium-status", "paywall", "paywalled", "metered", "behind-paywall", "paid-only", "subscriber-only",
                          "subscribers-only", "members-only", "paywall-enabled"))  # fmt: skip
"""Yes: the text is behind a wall."""
SWITCHES: Final = frozenset(("paywall", "paywall-enabled"))
"""As an attribute of an element these turn on the wall's script for a part of the page: the comments, a video."""
FLAGS_OF_THE_TEXT: Final = frozenset(("locked", "restricted", "gated", "protected"))
"""The same where the name also says that it speaks of the text (``contentLocked``): players and forms are locked as well."""
EXEMPTIONS: Final = frozenset(("paywall-exempt", "exempt-from-paywall", "exclude-from-paywall", "paywall-excluded"))
"""No: the text has no exemption from the wall that the site has."""
LEVELS: Final = frozenset(("access", "access-level", "access-type", "access-status", "access-mode", "access-policy", "accesslevel",
                           "paywall", "paywall-type", "paywall-status", "paywall-state", "premium", "payed",
                           "visibility-level"))  # fmt: skip
"""Their value is a word for the level."""
LEVELS_OF_THE_TEXT: Final = frozenset(("tier", "code", "restriction", "restrictions", "protection-state", "protection", "status",
                                       "paid"))  # fmt: skip

YES: Final = frozenset(("true", "yes", "1", "y", "on", "ja", "oui", "si"))
NO: Final = frozenset(("false", "no", "0", "n", "off", "nein", "non"))
METERED: Final = frozenset(("metered", "meter", "metering"))
REGISTERED: Final = frozenset(("registered", "registration", "register", "regwall", "registrationwall", "login"))
PAID: Final = frozenset(
    ("premium", "locked", "paid", "subscriber", "subscribers", "subscription", "paywall", "paywalled", "plus", "abo", "abonnes",
     "abonne", "restricted", "premium-plus", "subscriberonly", "payant", "members", "hard")
)  # fmt: skip
FREE: Final = frozenset(("free", "open", "public", "unlocked", "none", "gratuit", "gratis", "frei", "freemium-free"))

IN_NAMES_OF_GATED_TEXT: Final = ("aywall", "remium", "poool", "egwall", "gated", "etered", "ubscriber")
"""One of them is in each class below, to ask for it cheaply."""
GATED_TEXT: Final = frozenset(("paywall", "paywalled", "regwall", "premiumwall"))
"""Tokens of a class around the text of an article behind a wall."""
GATED_TEXT_PAIRS: Final = frozenset(
    (first, second)
    for kind in ("premium", "poool", "gated", "metered", "subscriber", "subscribers")
    for text in ("content", "article", "body", "text", "story", "post")
    for first, second in ((kind, text), (text, kind))
)
AROUND_ANY_TEXT: Final = ("steady-paywall-container", "elementor-widget")
"""How classes begin that plugins put around every text of a site. Of eight pages with the first one has a wall."""
GATES_OF_PLUGINS: Final = frozenset(
    ("wc-memberships-restriction-message", "pmpro_content_message", "mepr-unauthorized-message",
     "leaky_paywall_message_wrap", "leaky_paywall_message", "gh-post-upgrade-cta")
)  # fmt: skip
"""Classes of the box that WooCommerce Memberships, Paid Memberships Pro, MemberPress, Leaky Paywall and Ghost
send in place of what a reader may not read, in any language and wording: the text that is not sent is no longer there."""
BADGES: Final = frozenset(
    ("premium", "abo", "plus", "premium article", "premium content", "subscriber only", "subscribers only", "subscriber exclusive",
     "for subscribers", "exclusive for subscribers", "members only", "member exclusive", "nur für abonnenten", "für abonnenten",
     "exklusiv für abonnenten", "plus-artikel", "abo-artikel", "réservé aux abonnés", "article réservé aux abonnés", "abonnés",
     "article abonné", "para suscriptores", "solo suscriptores", "sólo suscriptores", "solo para suscriptores",
     "exclusivo suscriptores", "exclusivo para suscriptores", "contenido exclusivo para suscriptores", "riservato agli abbonati",
     "solo per abbonati", "per gli abbonati", "exclusivo para assinantes", "só para assinantes", "alleen voor abonnees",
     "voor abonnees", "för prenumeranter", "for abonnenter", "kun for abonnenter", "tilaajille", "vain tilaajille",
     "dla prenumeratorów", "tylko dla prenumeratorów", "dla subskrybentów", "pro předplatitele", "csak előfizetőknek",
     "только для подписчиков", "для подписчиков", "会員限定", "有料会員限定", "有料記事", "付费内容", "会员专享")
)  # fmt: skip
"""The whole of a line beside the headline, in lower case, that says that the text is for those who pay."""

STEMS: Final = (b"aywall", b"remium", b"etered", b"REMIUM", b"estrict", b"locked")
"""One of them is in the name or in the value of all that was seen, without letters that may be capitals."""
FIRST_STEM: Final = STEMS[0]
"""On 31 of the 35 pages of the corpora that declare a wall, on 48 of 80 that declare to be free (of sites that have one), and on
24 of 500 others."""
STEMS_OF_METAS: Final = ("paywall", "premium", "metered", "restrict", "locked", "access")
