"""The language of a text: by its script, by its commonest words, and against what the page declares."""

import pytest

from presscut.extraction import languages

SENTENCES = {
    "en": "The council said on Monday that it would not close the library, and that the money for it had been found in the budget.",
    "de": "Die Stadt hat am Montag erklärt, dass sie die Bibliothek nicht schließen wird und dass das Geld für den Betrieb gefunden ist.",
    "fr": "La ville a déclaré lundi qu'elle ne fermerait pas la bibliothèque et que les fonds pour cela se trouvent dans le budget.",
    "es": "La ciudad dijo el lunes que no va a cerrar la biblioteca y que el dinero para ello se encuentra en los presupuestos del año.",
    "it": "La città ha detto lunedì che non chiuderà la biblioteca e che il denaro per il suo uso è stato trovato nel bilancio.",
    "pt": "A cidade disse na segunda-feira que não vai fechar a biblioteca e que o dinheiro para isso foi encontrado no orçamento.",
    "nl": "De stad zei maandag dat ze de bibliotheek niet zal sluiten en dat het geld voor het werk in de begroting is gevonden.",
    "sv": "Staden sade på måndagen att den inte kommer att stänga biblioteket och att pengarna för det har hittats i budgeten.",
    "pl": "Miasto powiedziało w poniedziałek, że nie zamknie biblioteki i że pieniądze na to są już w budżecie, jak co roku.",
    "ru": "Город сообщил в понедельник, что не закроет библиотеку и что деньги на это уже есть в бюджете, как и в прошлом году.",
    "uk": "Місто повідомило в понеділок, що не закриє бібліотеку і що гроші на це вже є в бюджеті, як і в минулому році.",
    "ja": "市は月曜日、図書館を閉鎖しないと発表した。必要な資金はすでに予算に計上されているという。",
    "zh": "市政府星期一表示，不会关闭图书馆，所需资金已经列入今年的预算之中。",
    "ko": "시는 월요일 도서관을 폐쇄하지 않을 것이며 필요한 자금은 이미 예산에 있다고 밝혔다.",
    "ar": "قالت المدينة يوم الاثنين إنها لن تغلق المكتبة وإن المال الذي تحتاج إليه موجود في الميزانية هذا العام كما كان من قبل.",
    "el": "Ο δήμος ανακοίνωσε τη Δευτέρα ότι δεν θα κλείσει τη βιβλιοθήκη και ότι τα χρήματα υπάρχουν στον προϋπολογισμό.",
}


@pytest.mark.parametrize(("language", "text"), SENTENCES.items(), ids=SENTENCES.keys())
def test_a_sentence_tells_its_language(language: str, text: str) -> None:
    assert languages.detect(text) == language


@pytest.mark.parametrize("text", ["", "Ok", "12:30 – 14:00", "XKCD 327 DROP TABLE students"])
def test_too_little_text_tells_nothing(text: str) -> None:
    assert languages.detect(text) is None


@pytest.mark.parametrize(
    ("declared", "detected", "decided"),
    [
        ("en-GB", "en", ("en-GB", "declared")),
        ("en", "de", ("de", "detected")),
        (None, "fr", ("fr", "detected")),
        ("nb-NO", "no", ("nb-NO", "declared")),
        ("sw", "en", ("sw", "declared")),
        ("pt-BR", None, ("pt-BR", "declared")),
        (None, None, (None, "declared")),
    ],
    ids=str,
)
def test_a_tag_is_believed_unless_the_text_belies_it(
    declared: str | None, detected: str | None, decided: tuple[str | None, str]
) -> None:
    assert languages.decide(declared, detected) == decided
