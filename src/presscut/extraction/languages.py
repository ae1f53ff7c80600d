"""The language of a text, by its script and its most common words; for pages that do not say, or say it wrongly.

Stop words are each language's most frequent function words; a text of fifty words holds a dozen of them. A script
that one language alone uses decides by itself.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final, Literal

MINIMUM_WORDS: Final = 12
"""Shorter texts have too few function words to tell kin languages apart."""
SAMPLE_CHARACTERS: Final = 3000
LEAST_SHARE: Final = 0.08
"""Of a text's words, the share that a language's function words have in it at least."""

FIRST_CHARACTERS: Final = 1000
"""The sample that is asked first: four texts of five are clear from it. Over four corpora (2192 pages) none that is clear by
the next two numbers has another language in :data:`SAMPLE_CHARACTERS`; with 800, or a share of 0.18, one has."""
CLEAR_SHARE: Final = 0.2
CLEAR_LEAD: Final = 1.5
"""How many times as many function words the best language has as the next: Danish is no clear text before Norwegian."""

_JOINTS: Final = ("'", "’", "-", "/")
"""What joins two words: "l'homme", "est-il"."""
_SIGNS: Final = '.,;:!?…$€£%&#@+=<>_~·•"“”„«»‹›()[]{}/|*–—0123456789،؛؟。、！？，：'

_SCRIPTS: Final[tuple[tuple[re.Pattern[str], str], ...]] = (
    (re.compile("[\u3040-\u30ff]"), "ja"),
    (re.compile("[\uac00-\ud7af]"), "ko"),
    (re.compile("[\u4e00-\u9fff]"), "zh"),
    (re.compile("[\u0e00-\u0e7f]"), "th"),
    (re.compile("[\u0590-\u05ff]"), "he"),
    (re.compile("[\u0370-\u03ff]"), "el"),
    (re.compile("[\u0530-\u058f]"), "hy"),
    (re.compile("[\u10a0-\u10ff]"), "ka"),
    (re.compile("[\u0980-\u09ff]"), "bn"),
    (re.compile("[\u0b80-\u0bff]"), "ta"),
    (re.compile("[\u0c00-\u0c7f]"), "te"),
    (re.compile("[\u0900-\u097f]"), "hi"),
)
SCRIPT_SHARE: Final = 0.25
"""Of a text's letters, the share in one script from which on the script decides (Japanese has many Chinese signs)."""

KANA_SHARE: Final = 0.05
_NOT_LATIN: Final = re.compile("[^\x00-\u02ff\u1e00-\u20ff]")
"""Neither Latin letters nor punctuation: texts with few of these, as most are, need not be asked about each script."""

_STOP_WORDS: Final[dict[str, frozenset[str]]] = {
    language: frozenset(words.split())
    for language, words in {
        "en": "the of and to in a is that for it was on with as he be by at are this have from his not but they",
        "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden",
        "fr": "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont",
        "es": "de la que el en y a los del se las por un para con no una su al lo como más pero sus le ha",
        "it": "di e il la che in a per è un del non con una le si da i sono al della come dei ha gli anche",
        "pt": "de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao",
        "nl": "de van een het en in is dat op te zijn met voor niet die aan er om ook als bij door naar maar",
        "sv": "och i att det som en på är av för med till den har de inte om ett han men var jag sig från",
        "no": "og i det er på som en til av for at med har de ikke den et om var fra men han vi skal ble",
        "da": "og i at det er en til på af for som den med der de har ikke et om var men fra han kan blev",
        "fi": "ja on ei se että oli mutta hän kun ovat myös kuin joka sen tai ole jos mukaan hänen nyt vuonna",
        "pl": "w i na z się nie do że to jest o po jak ale za od przez co są tym dla jego który już był",
        "cs": "a se v na je že s z o do i to k ve pro za by ale si po jako jsou která bylo podle nebo",
        "sk": "a v sa na je že s z o do to k ako pre by aj ale si po sú ktorý bol podľa alebo čo",
        "hu": "a az és hogy nem is egy ez de meg csak már van még el volt ki mint azt be vagy sem lesz",
        "ro": "de și în a la cu că pe care nu din o mai un se pentru este au fost prin ale lui sunt",
        "tr": "ve bir bu da de için ile olarak çok daha gibi ne o olan en var kadar sonra ama ise",
        "id": "yang dan di dengan untuk itu dari ini dalam tidak pada akan ke juga ada mereka telah oleh bisa",
        "vi": "và của là các có trong được cho không với một người những này đã khi để từ theo trên",
        "hr": "i u je se na da su za od s koji o ne što kako to iz bi kao ali će nije bio",
        "ca": "de la i el que a en les els per un del amb una és no al més es com va són",
        "et": "ja on ei et see ta kui oli mis ka oma aga või siis seda nii nende olid tema mida",
        "lt": "ir į kad yra iš su o kaip bet tai už apie jis buvo ne dėl savo taip nuo tik",
        "lv": "un ir ar no par uz kas ka tas kā bet arī pie tika lai nav gan bija pēc vai",
        "ru": "и в не на что с по как это он но из за к у от его так для было же бы мы все",
        "uk": "і в не на що з та до як це у він але за від його так для було й про які ми",
        "bg": "и на в да се от за не е са с че по като това ще до при който има бе но",
        "sr": "и у је се на да су за од са који о не што како то из би као али ће није",
        "ar": "في من على أن إلى التي عن مع هذا الذي لا ما كان هذه بعد كما بين أو لم قد وقال",
        "fa": "و در به از که این را با است برای آن یک خود تا کرد بر هم نیز شد می های",
        "ur": "کے کی میں ہے اور سے کا کو اس نے کہ ہیں پر یہ بھی ایک ہو تھا کر",
    }.items()
}


_LANGUAGES_OF_WORD: Final[dict[str, list[str]]] = {}
for _language, _words in _STOP_WORDS.items():
    for _word in _words:
        _LANGUAGES_OF_WORD.setdefault(_word, []).append(_language)


def detect(text: str) -> str | None:
    """The language (ISO 639-1) that a text is written in, or None where too little of it is there to tell."""
    if len(text) > FIRST_CHARACTERS:
        language = _of_sample(text[:FIRST_CHARACTERS], CLEAR_SHARE, CLEAR_LEAD)
        if language is not None:
            return language
    return _of_sample(text[:SAMPLE_CHARACTERS], LEAST_SHARE, 1)


def _of_sample(sample: str, least_share: float, least_lead: float) -> str | None:
    sample = sample.lower()
    for joint in _JOINTS:
        sample = sample.replace(joint, " ")
    words = [bare for word in sample.split() if (bare := word.strip(_SIGNS))]
    letters = len("".join(words))
    if letters < 20:
        return None
    if not _is_latin(sample, letters):
        for pattern, language in _SCRIPTS:
            share = len(pattern.findall(sample)) / letters
            if share > (SCRIPT_SHARE if language != "ja" else KANA_SHARE):
                return language
    if len(words) < MINIMUM_WORDS:
        return None
    scores = dict.fromkeys(_STOP_WORDS, 0)
    for word, count in Counter(filter(_LANGUAGES_OF_WORD.__contains__, words)).items():
        for language in _LANGUAGES_OF_WORD[word]:
            scores[language] += count
    best = max(scores, key=scores.__getitem__)
    *_, next_score, score = sorted(scores.values())
    return best if score / len(words) > least_share and score >= least_lead * next_score else None


def _is_latin(sample: str, letters: int) -> bool:
    """Whether next to none of the letters are of another script; what Latin-1 has is counted first, being quicker."""
    most = KANA_SHARE * letters
    return len(sample) - len(sample.encode("latin-1", "ignore")) <= most or len(_NOT_LATIN.findall(sample)) <= most


def decide(declared: str | None, detected: str | None) -> tuple[str | None, str]:
    """(language, which of the two won). The declared tag's region survives where both name the same language.

    Tags lie more often than function words do: a template's ``lang="en"`` stands over pages of every language.
    """
    if detected is None:
        return declared, "declared"
    if declared is None:
        return detected, "detected"
    if are_kin(declared, detected) or _primary(declared) not in _KNOWN:
        return declared, "declared"
    return detected, "detected"


def are_kin(declared: str, detected: str) -> bool:
    """Whether a tag names the language that was detected, or one that has the same function words."""
    primary = _primary(declared)
    return primary == detected or frozenset((primary, detected)) in _KIN


def _primary(tag: str) -> str:
    return tag.split("-", 1)[0].lower()


_KIN: Final = frozenset(
    map(frozenset, (("no", "nb"), ("no", "nn"), ("hr", "bs"), ("id", "ms"), ("he", "iw"), ("id", "in")))
)


def direction(text: str) -> Literal["ltr", "rtl"] | None:
    """The direction of most of a text's letters at its beginning; None of a text without letters."""
    sample = text[:FIRST_CHARACTERS]
    turned = 0 if sample.isascii() else len(_RIGHT_TO_LEFT.findall(sample))
    if turned and 2 * turned > sum(map(str.isalpha, sample)):
        return "rtl"
    return "ltr" if turned or any(map(str.isalpha, sample)) else None


_RIGHT_TO_LEFT: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
"""Hebrew, Arabic, Syriac, Thaana, N'Ko, Samaritan, Mandaic, and the compatible forms of the first two."""


_KNOWN: Final = frozenset(_STOP_WORDS) | {language for _, language in _SCRIPTS} | {"nb", "nn"}
