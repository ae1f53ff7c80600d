"""What sites tell their visitors rather than their readers: about cookies, scripts, rights.

Consent managers write their text into every page, most without a name that gives it away. Searched in lower case.
"""

from __future__ import annotations

import re
from typing import Final

_COOKIES: Final = (
    "cookie", "クッキー", "쿠키", "куки", "ciasteczk", "çerez", "evästei", "sütik", "ملفات تعريف الارتباط", "קובצי", "kolačić",
)  # fmt: skip
_OF_COOKIES: Final = re.compile(
    r"\b(?:accept|advertis|agree|allow|browser|consent|function|necessary|partner|personal|privacy|site|third.part|track|"
    r"website|akzept|datenschutz|dritt|einwillig|notwendig|nutz|setzen|verwend|werbung|zustimm|confidentialité|consent|"
    r"déposé|navigation|nécessaire|publicit|tiers|utilis|acept|aceit|accett|navega|privacidad|privacidade|propios|utiliz|"
    r"consenso|necessari|toestemming|gebruik|noodzakelijk|zgod|używa|godkänn|använd|samtyk|bruger|bruker|souhlas|souborů|"
    r"согласи|использ|kullan|izin|使用|同意|利用|동의|사용)"
)
_TRACKING: Final = (
    "personalised advertising", "personalized advertising", "targeted advertising", "your activity on this service",
    "legitimate interest", "personenbezogenen daten notwendig", "partners can use this purpose", "trackingtechnologien",
    "publicité personnalisée", "publicidad personalizada", "personalisierte werbung",
)  # fmt: skip
_SCRIPTS: Final = re.compile(
    r"\b(?:enabl|activ|aktivier|disabled|turn(?:ed)? (?:it )?on|switch(?:ed)? on|requir|habilit|abilit|allow|ingeschakeld|"
    r"włącz|включ|erforderlich|nécessaire|有効|启用)"
)
_RIGHTS: Final = re.compile(
    r"^(?:©|\(c\) ?\d|copyright)|all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos|"
    r"tutti i diritti|todos os direitos|terms of (?:use|service)|privacy policy|by (?:subscribing|signing up|opting in)|"
    r"you agree to|datenschutzerklärung|politique de confidentialité|política de privacidad"
)


def is_of_consent(lowered: str) -> bool:
    """Whether a text, in lower case, tells of the site's cookies and what a visitor may consent to."""
    mentions = sum([lowered.count(word) for word in _COOKIES])
    if mentions:
        return mentions > 1 or _OF_COOKIES.search(lowered) is not None
    return any(phrase in lowered for phrase in _TRACKING)


def is_of_scripts(lowered: str) -> bool:
    """Whether a text, in lower case, asks to switch scripts on."""
    return "javascript" in lowered and _SCRIPTS.search(lowered) is not None


def is_of_rights(lowered: str) -> bool:
    """Whether a text, in lower case, is about rights, terms or data."""
    return _RIGHTS.search(lowered) is not None
