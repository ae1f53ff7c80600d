"""What a site says in its own cause, beside a text that has another: that it earns by links, that nobody may copy, that it
needs support, that it sends letters.

Phrases in lower case, searched in the first and last paragraphs of articles. Each names the site itself ("we may earn") or
its reader ("your inbox"), so that a text *about* commissions, copyright or donations has none of them.
"""

from __future__ import annotations

import re
from typing import Final

from presscut.extraction.phrases import Phrases

LONGEST_WORDS: Final = 100
"""A longer paragraph is of the text."""
LONGEST_LETTER_WORDS: Final = 50

DISCLOSURES: Final[dict[str, tuple[str, ...]]] = {
    "en": (
        "we may receive compensation", "we may receive a commission", "we may receive commission", "we may earn",
        "we may get a commission", "we may get commission", "we may make a commission", "we may be compensated", "we earn a commission",
        "we receive a commission", "we occasionally recommend", "may contain affiliate links", "contains affiliate links",
        "as an amazon associate", "may receive a share of", "may earn an affiliate commission", "may earn a commission from",
        "we are not compensated for",
    ),
    "de": ("erhalten wir eine provision", "bekommen wir eine provision", "erhalten wir ggf. eine", "erhalten wir eine kleine provision",
           "sogenannte affiliate-links", "sogenannte provisions-links", "enthält affiliate-links", "als amazon-partner verdien"),
    "fr": ("nous pouvons percevoir une commission", "nous pouvons toucher une commission", "nous touchons une commission",
           "contient des liens affiliés", "contient des liens d'affiliation", "contient des liens d’affiliation"),
    "es": ("podemos recibir una comisión", "podríamos recibir una comisión", "podemos ganar una comisión", "contiene enlaces de afiliado",
           "contiene enlaces afiliados"),
    "it": ("potremmo ricevere una commissione", "possiamo ricevere una commissione", "riceviamo una commissione",
           "contiene link di affiliazione", "contiene link affiliati"),
    "pt": ("podemos receber uma comissão", "poderemos receber uma comissão", "recebemos uma comissão", "contém links de afiliado",
           "contém links afiliados"),
    "nl": ("ontvangen wij een commissie", "ontvangen we een commissie", "krijgen wij een commissie", "krijgen we een commissie",
           "bevat affiliate links", "bevat affiliatelinks"),
}  # fmt: skip

RIGHTS: Final[dict[str, tuple[str, ...]]] = {
    "en": ("document is subject to copyright", "article is subject to copyright", "no part may be reproduced", "not to be reproduced without",
           "may not be reproduced without"),
    "de": ("nachdruck, auch auszugsweise", "nachdruck nur mit genehmigung", "nachdruck verboten", "weiterverwendung nur mit"),
    "fr": ("toute reproduction interdite", "reproduction interdite", "toute reproduction, même partielle"),
    "es": ("prohibida la reproducción", "prohibida su reproducción", "queda prohibida toda reproducción"),
    "it": ("vietata la riproduzione", "riproduzione vietata", "è vietata ogni riproduzione"),
    "pt": ("proibida a reprodução", "reprodução proibida", "proibida a cópia"),
    "nl": ("niets uit deze uitgave mag", "mag niet worden overgenomen zonder"),
}  # fmt: skip

SUPPORT: Final[dict[str, tuple[str, ...]]] = {
    "en": (
        "support our newsroom", "support our journalism", "support our work", "supporting our journalism", "support our reporting",
        "our journalism needs your support", "keep our news free", "keep our stories free", "keep our journalism free",
        "help keep news free", "as little as $", "as little as £", "as little as €", "without your help", "your contribution will go",
        "please consider supporting us", "please consider supporting our", "please consider making a donation to us",
    ),
    "de": ("unterstützen sie unsere arbeit", "unterstütze unsere arbeit", "unterstützen sie unseren journalismus",
           "unterstütze unseren journalismus", "mit ihrer spende", "mit deiner spende"),
    "fr": ("soutenez notre travail", "soutenez notre journalisme", "soutenez notre rédaction", "soutenez-nous", "grâce à vos dons",
           "faites-nous un don"),
    "es": ("apoya nuestro periodismo", "apoye nuestro periodismo", "apoya nuestro trabajo", "con tu donación", "con tu aportación"),
    "it": ("sostieni il nostro", "sostieni la nostra", "sostienici", "con la tua donazione"),
    "pt": ("apoie o nosso jornalismo", "apoie nosso jornalismo", "apoie o nosso trabalho", "com a sua doação", "com a sua contribuição"),
    "nl": ("steun onze journalistiek", "steun ons werk", "met jouw donatie", "met uw donatie"),
}  # fmt: skip

_LETTERS: Final = re.compile(
    r"\b(?:sign(?:ing)? up|subscrib\w+|register)\b[^.!?]*\bnewsletters?\b|\bnewsletter\b.{0,40}\bsign up\b|\byour inbox\b|"
    r"newsletter\b[^.!?]*\b(?:anmelden|abonnieren|bestellen)|\b(?:abonnieren sie|abonniere|melden sie sich|melde dich)\b[^.!?]*newsletter|"
    r"\b(?:inscrivez|abonnez|recevez)\b[^.!?]*(?:newsletter|infolettre|lettre d.information|boîte mail)|"
    r"\b(?:suscríbete|suscríbase|recibe|reciba|inscríbete|apúntate)\b[^.!?]*(?:newsletter|boletín|boletines)|"
    r"\b(?:iscriviti|iscrivetevi|ricevi)\b[^.!?]*newsletter|"
    r"\b(?:inscreva-se|assine|receba|cadastre-se|subscreva)\b[^.!?]*(?:newsletter|boletim)|"
    r"\b(?:schrijf je|meld je|abonneer|schrijf u|meld u)\b[^.!?]*nieuwsbrief"
)
_OF_LETTERS: Final = (
    "newsletter", "inbox", "infolettre", "lettre d", "boîte mail", "boletín", "boletines", "boletim", "nieuwsbrief"
)  # fmt: skip
_SUPPORT: Final = tuple(phrase for phrases in SUPPORT.values() for phrase in phrases)
_STATED: Final = Phrases(
    phrase
    for by_language in (DISCLOSURES, RIGHTS, SUPPORT)
    for of_language in by_language.values()
    for phrase in of_language
)

NETWORK_LINES: Final = (
    "view this post on", "a post shared by", "a photo posted by", "a video posted by", "sieh dir diesen beitrag auf", "ein beitrag geteilt von",
    "voir cette publication sur", "une publication partagée par", "ver esta publicación en", "una publicación compartida",
    "visualizza questo post su", "un post condiviso da", "ver esta publicação no", "ver essa foto no", "uma publicação compartilhada por",
    "uma publicação partilhada por", "dit bericht op instagram bekijken", "een bericht gedeeld door",
)  # fmt: skip
"""What a network's own code says where a post will stand: no words of the post."""


def is_of_support(text: str) -> bool:
    """Whether a paragraph asks readers to support the site."""
    lowered = text.lower()
    return any(phrase in lowered for phrase in _SUPPORT)


def speaks_for_site(lowered: str) -> bool:
    """Whether a text, in lower case, has a phrase in which a site speaks for itself, or a word for the letters it sends."""
    return _STATED.occur_in(lowered) or any(word in lowered for word in _OF_LETTERS)


def is_pitch(text: str, words: int) -> bool:
    """Whether a paragraph speaks for the site: of what it earns and owns, what it asks for or sends."""
    lowered = text.lower()
    return _STATED.occur_in(lowered) or (
        words <= LONGEST_LETTER_WORDS
        and any(word in lowered for word in _OF_LETTERS)
        and _LETTERS.search(lowered) is not None
    )
