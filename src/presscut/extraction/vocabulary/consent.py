"""What stands where an embed would, until readers agree to it: "To view this content you must accept cookies."

By language, in lower case: words for what is not shown, and how readers are asked for it. A line has one of each. That
it stands where a reader can agree is for structure to say, since articles on cookies may say the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

MAXIMUM_WORDS: Final = 80
"""Of a line; seen: 45."""

THINGS: Final[dict[str, tuple[str, ...]]] = {
    "en": ("content", "embed", "cookie"),
    "de": ("inhalt",),
    "fr": ("contenu",),
    "es": ("contenido",),
    "it": ("contenut",),
    "pt": ("conteúdo",),
    "ca": ("contingut",),
    "nl": ("inhoud",),
    "sv": ("innehåll",),
    "no": ("innhold",),
    "da": ("indhold",),
    "fi": ("sisäl", "upotu"),
    "pl": ("treś",),
    "cs": ("obsah",),
    "ro": ("conținut", "conţinut"),
    "hu": ("tartalom", "tartalm"),
    "el": ("περιεχόμενο", "περιεχομένου"),
    "ru": ("контент", "содержим"),
    "uk": ("контент", "вміст"),
    "tr": ("içeri",),
    "he": ("תוכן", "התוכן"),
    "ar": ("المحتوى", "محتوى"),
    "ja": ("コンテンツ",),
    "ko": ("콘텐츠", "컨텐츠"),
    "zh": ("内容", "內容"),
}  # fmt: skip
"""Any of these must stand in a page's short lines before anything else is asked."""

ASKING: Final[dict[str, tuple[str, ...]]] = {
    "en": (
        "you must accept", "you need to accept", "you have to accept", "please accept", "please enable", "please allow",
        "accept cookies to", "enable cookies to", "allow cookies to", "due to your cookie", "because of your cookie",
        "your cookie settings", "your cookie preferences", "your consent preferences", "we need your consent",
        "need your permission", "requires your consent", "ask for your permission", "with your consent",
        "i agree to be shown", "i agree that external", "i agree to external", "you agree that external", "click to load",
        "click the allow", "by loading the", "by loading this", "by clicking on the button", "has been blocked because",
        "external content", "at this point you will find", "at this point you'll find",
    ),
    "de": (
        "an dieser stelle find", "an dieser stelle würd", "an dieser stelle steh", "mit einem klick", "einverstanden, dass",
        "einverstanden, das", "ihre zustimmung", "deine zustimmung", "deiner zustimmung", "ihrer zustimmung", "ihre einwilligung", "ihrer einwilligung",
        "deine einwilligung", "deiner einwilligung", "widerrufliche einwilligung", "wir benötigen", "wir brauchen ihre",
        "klicken sie", "klicke auf", "klicke hier", "um diesen inhalt", "um diese inhalte", "inhalt laden", "inhalte laden",
        "inhalt anzeigen", "inhalte anzeigen", "empfohlener externer inhalt", "empfohlener redaktioneller inhalt",
        "inhalt von youtube", "inhalt von instagram", "inhalt von facebook", "inhalt von twitter", "inhalt von tiktok",
        "externer inhalt", "externe inhalte", "durch das laden", "mit dem laden", "beim laden des", "zustimmen und",
    ),
    "fr": (
        "vous devez accepter", "veuillez accepter", "acceptez les cookies", "accepter les cookies", "accepter pour",
        "acceptez pour", "accepter et afficher", "votre consentement", "votre accord", "vos préférences", "vos choix en matière",
        "en cliquant", "cliquez sur", "cliquez pour", "vous avez refusé", "j'accepte que", "j’accepte que",
        "j'accepte d'afficher", "bloqué car", "bloqué parce que", "est bloqué", "vous permet d'afficher",
    ),
    "es": (
        "contenido externo", "contenido incrustado", "debes aceptar", "debe aceptar", "tienes que aceptar", "tiene que aceptar", "necesitas aceptar", "acepta las cookies",
        "acepte las cookies", "aceptar las cookies", "aceptar cookies", "está bloqueado", "ha sido bloqueado", "tu consentimiento", "su consentimiento",
        "tus preferencias", "sus preferencias", "haz clic", "haga clic", "al hacer clic", "acepto que se",
    ),
    "it": (
        "contenuto esterno", "contenuti esterni", "devi accettare", "è necessario accettare", "accetta i cookie", "accettare i cookie", "accettare cookie",
        "il tuo consenso", "il suo consenso", "tue preferenze", "tue scelte", "è bloccato", "è stato bloccato", "clicca su", "clicca qui",
        "clicca per", "cliccando", "fai clic", "acconsento a", "per visualizzare questo", "per vedere questo",
    ),
    "pt": (
        "precisa aceitar", "precisa de aceitar", "deve aceitar", "tem de aceitar", "aceite os cookies", "aceitar os cookies",
        "aceitar cookies", "está bloqueado", "foi bloqueado", "seu consentimento", "sua permissão", "suas preferências",
        "clique em", "clique para", "ao clicar", "para ver este", "para visualizar este",
    ),
    "ca": ("has d'acceptar", "heu d'acceptar", "accepta les galetes", "acceptar les galetes", "està bloquejat", "el teu consentiment",
           "el vostre consentiment", "fes clic", "feu clic", "per veure aquest"),
    "nl": (
        "externe inhoud", "accepteer cookies", "accepteer de cookies", "cookies accepteren", "cookies te accepteren", "moet je", "moet u",
        "jouw toestemming", "je toestemming", "uw toestemming", "toestemming nodig", "toestemming geven", "geef toestemming",
        "klik op", "klik hier", "door op", "is geblokkeerd", "je cookie", "uw cookie", "ga akkoord",
    ),
    "sv": ("godkänna cookies", "acceptera cookies", "godkänna kakor", "måste du", "behöver du", "ditt samtycke", "ditt godkännande",
           "dina cookie", "dina inställningar", "klicka på", "klicka här", "jag godkänner att", "för att se", "för att visa"),
    "no": ("godta informasjonskapsler", "godta cookies", "må du", "ditt samtykke", "samtykke til", "dine innstillinger", "klikk på",
           "klikk her", "jeg godtar at", "for å se", "for å vise"),
    "da": ("acceptere cookies", "accepterer cookies", "accepter cookies", "skal du", "dit samtykke", "dine cookie", "klik på", "klik her",
           "jeg accepterer, at", "for at se", "for at vise"),
    "fi": ("hyväksy evästeet", "hyväksyä evästeet", "hyväksymällä", "suostumuksesi", "suostumustasi", "evästeasetuk", "salli", "sinun on",
           "klikkaa", "nähdäksesi", "näyttääksesi"),
    "pl": ("zaakceptuj", "zaakceptować", "twojej zgody", "twoja zgoda", "wyrazić zgodę", "wyraź zgodę", "wyrażam zgodę", "została zablokowana",
           "jest zablokowana", "kliknij", "klikając", "aby zobaczyć", "aby wyświetlić"),
    "cs": ("je nutné povolit", "musíte povolit", "musíte souhlasit", "váš souhlas", "vašeho souhlasu", "souhlasím se", "souhlas s",
           "je blokován", "byl zablokován", "klikněte", "kliknutím", "pro zobrazení"),
    "ro": ("trebuie să accept", "acceptați cookie", "acceptă cookie", "consimțământul", "este blocat", "a fost blocat", "faceți clic",
           "dă click", "pentru a vedea", "pentru a vizualiza"),
    "hu": ("el kell fogadni", "fogadja el", "fogadd el", "hozzájárulás", "engedélyez", "kattints", "megtekintéséhez", "megjelenítéséhez"),
    "el": ("αποδεχτείτε", "αποδεχθείτε", "να αποδεχ", "συγκατάθεσή σας", "συγκατάθεση σας", "πατήστε", "κάντε κλικ", "για να δείτε"),
    "ru": ("примите", "принять файлы cookie", "ваше согласие", "вашего согласия", "необходимо согласие", "заблокирован", "нажмите",
           "чтобы увидеть", "чтобы просмотреть", "чтобы посмотреть"),
    "uk": ("прийміть", "ваша згода", "вашої згоди", "заблоковано", "натисніть", "щоб побачити", "щоб переглянути"),
    "tr": ("kabul etmeniz", "kabul etmelisiniz", "kabul edin", "onayınız", "izninize", "izin vermeniz", "izin verin", "tıklayın", "engellendi",
           "görüntülemek için", "görmek için"),
    "he": ("יש לאשר", "עליך לאשר", "הסכמתך", "לחצו", "לחץ כאן", "כדי לצפות", "לצפייה", "חסום"),
    "ar": ("يجب قبول", "يجب الموافقة", "يرجى قبول", "يرجى الموافقة", "موافقتك", "موافقتكم", "انقر", "اضغط", "لعرض هذا", "لمشاهدة هذا"),
    "ja": ("同意が必要", "同意してください", "同意する必要", "許可してください", "有効にしてください", "クリックして", "クリックすると", "表示するには",
           "ブロックされ"),
    "ko": ("동의가 필요", "동의해야", "동의해 주", "허용해 주", "허용해야", "클릭", "차단되", "보려면", "표시하려면"),
    "zh": ("需要您的同意", "需要你的同意", "您的同意", "请接受", "請接受", "请允许", "請允許", "点击", "點擊", "點選", "被阻止", "被屏蔽",
           "查看此", "檢視此"),
}  # fmt: skip

DATA: Final = (
    "datenschutz", "personenbezogene", "drittplattform", "drittanbieter", "privacy", "personal data", "third part", "third-party",
    "données personnelles", "confidentialité", "datos personales", "privacidad", "dati personali", "dados pessoais", "privacidade",
    "dades personals", "persoonsgegevens", "personuppgift", "personopplysning", "personoplysning", "henkilötie", "tietosuoj",
    "danych osobowych", "dane osobowe", "prywatności", "osobní údaje", "osobních údajů", "soukromí", "cookie", "datele personale",
    "confidențialitate", "személyes adat", "adatvédel", "προσωπικά δεδομένα", "απορρήτου", "персональн", "персональні",
    "конфиденциальност", "конфіденційн", "kişisel veri", "gizlilik", "פרטיות", "الخصوصية", "個人情報", "プライバシー", "개인정보", "个人信息",
    "個人資料", "隐私", "隱私",
)  # fmt: skip
"""What else such a box says: where the readers' data would go."""

AGREEING: Final = (
    "accept", "allow", "enable", "agree", "consent", "load", "show", "view", "manage", "settings", "cookie",
    "akzept", "zustimm", "einverstanden", "erlaub", "anzeigen", "laden", "aktivier", "einblenden", "freigeben",
    "afficher", "autoris", "activer", "paramétr", "acept", "mostrar", "permitir", "activar", "accett", "mostra",
    "visualizza", "consent", "aceit", "exibir", "ativar", "mostra", "permet", "toestaan", "akkoord", "laad", "toon", "weergeven",
    "godkänn", "visa ", "tillåt", "godta", "vis ", "tillat", "tillad", "hyväksy", "näytä", "salli", "zaakceptuj", "akceptuj", "pokaż",
    "wyświetl", "zgadzam", "povolit", "souhlas", "zobrazit", "acceptă", "permite", "afișe", "elfogad", "engedély", "megjelenít",
    "αποδοχή", "συμφων", "εμφάνιση", "принять", "согла", "показать", "разреш", "прийняти", "показати", "дозвол", "kabul", "izin ver",
    "göster", "אישור", "מאשר", "הצג", "قبول", "موافق", "عرض", "同意", "許可", "表示", "동의", "허용", "보기", "允许", "允許", "接受", "显示", "顯示",
)  # fmt: skip
"""Parts of words that stand on the button."""

HOLDERS: Final = frozenset(
    ("embed", "embeds", "embedded", "oembed", "iframe", "external", "extern", "placeholder", "platzhalter",
     "consent", "optin", "gdpr", "dsgvo", "thirdparty")
)  # fmt: skip
"""Tokens of the class or id of what is built around an embed."""

_THINGS: Final = [(language, max(thing), thing) for language, things in THINGS.items() for thing in things]
"""With the letter of each that fewest texts have: looking for one letter takes a tenth of the time."""


def languages(lowered: str) -> list[str]:
    """Languages in which a text, in lower case, has a word for what such lines speak of: most texts in none."""
    return [language for language, letter, thing in _THINGS if letter in lowered and thing in lowered]


def asks(lowered: str, languages: Iterable[str] = tuple(THINGS)) -> bool:
    """Whether a line, in lower case, asks the reader to agree to something that is not shown."""
    return any(
        any(thing in lowered for thing in THINGS[language]) and any(phrase in lowered for phrase in ASKING[language])
        for language in languages
    )


def agrees(lowered: str) -> bool:
    """Whether what stands on a button or link, in lower case, is to agree or to be shown something."""
    return any(part in lowered for part in AGREEING)


def speaks_of_data(lowered: str) -> bool:
    """Whether a line, in lower case, says where the reader's data go."""
    return any(word in lowered for word in DATA)
