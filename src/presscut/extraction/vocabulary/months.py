"""How people write dates: names of months, time zones and the words beside a date, by language.

Month names follow Unicode's CLDR (wide and abbreviated forms, and the genitive where a date takes it), in lower case
and without the closing point of an abbreviation.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

# Twelve entries a language, January first; spellings of one month are joined by "|".
_NAMES: Final[dict[str, str]] = {
    "en": "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sep|sept october|oct november|nov december|dec",
    "de": "januar|jan|jänner|jän februar|feb|feber märz|mär|mrz|maerz april|apr mai juni|jun juli|jul august|aug september|sep|sept oktober|okt november|nov dezember|dez",
    "fr": "janvier|janv février|févr|fév|fevrier mars avril|avr mai juin juillet|juil août|aout septembre|sept octobre|oct novembre|nov décembre|déc|decembre",
    "es": "enero|ene febrero|feb marzo|mar abril|abr mayo|may junio|jun julio|jul agosto|ago septiembre|sep|sept|setiembre|set octubre|oct noviembre|nov diciembre|dic",
    "it": "gennaio|gen febbraio|feb marzo|mar aprile|apr maggio|mag giugno|giu luglio|lug agosto|ago settembre|set|sett ottobre|ott novembre|nov dicembre|dic",
    "pt": "janeiro|jan fevereiro|fev março|mar abril|abr maio|mai junho|jun julho|jul agosto|ago setembro|set outubro|out novembro|nov dezembro|dez",
    "nl": "januari|jan februari|feb maart|mrt april|apr mei juni|jun juli|jul augustus|aug september|sep|sept oktober|okt november|nov december|dec",
    "sv": "januari|jan februari|feb mars|mar april|apr maj juni|jun juli|jul augusti|aug september|sep|sept oktober|okt november|nov december|dec",
    "no": "januar|jan februar|feb mars|mar april|apr mai juni|jun juli|jul august|aug september|sep|sept oktober|okt november|nov desember|des",
    "da": "januar|jan februar|feb marts|mar april|apr maj juni|jun juli|jul august|aug september|sep|sept oktober|okt november|nov december|dec",
    "fi": "tammikuuta|tammikuu|tammi helmikuuta|helmikuu|helmi maaliskuuta|maaliskuu|maalis huhtikuuta|huhtikuu|huhti toukokuuta|toukokuu|touko kesäkuuta|kesäkuu|kesä heinäkuuta|heinäkuu|heinä elokuuta|elokuu|elo syyskuuta|syyskuu|syys lokakuuta|lokakuu|loka marraskuuta|marraskuu|marras joulukuuta|joulukuu|joulu",
    "is": "janúar|jan febrúar|feb mars|mar apríl|apr maí júní|jún júlí|júl ágúst|ágú september|sep október|okt nóvember|nóv desember|des",
    "et": "jaanuar|jaan veebruar|veebr märts aprill|apr mai juuni juuli august|aug september|sept oktoober|okt november|nov detsember|dets",
    "lv": "janvāris|janvārī|janv februāris|februārī|febr marts|martā aprīlis|aprīlī|apr maijs|maijā jūnijs|jūnijā|jūn jūlijs|jūlijā|jūl augusts|augustā|aug septembris|septembrī|sept oktobris|oktobrī|okt novembris|novembrī|nov decembris|decembrī|dec",
    "lt": "sausio|sausis vasario|vasaris kovo|kovas balandžio|balandis gegužės|gegužė birželio|birželis liepos|liepa rugpjūčio|rugpjūtis rugsėjo|rugsėjis spalio|spalis lapkričio|lapkritis gruodžio|gruodis",
    "pl": "stycznia|styczeń|sty lutego|luty|lut marca|marzec|mar kwietnia|kwiecień|kwi maja|maj czerwca|czerwiec|cze lipca|lipiec|lip sierpnia|sierpień|sie września|wrzesień|wrz października|październik|paź listopada|listopad|lis grudnia|grudzień|gru",
    "cs": "ledna|leden|led února|únor|úno března|březen|bře dubna|duben|dub května|květen|kvě června|červen|čvn července|červenec|čvc srpna|srpen|srp září|zář října|říjen|říj listopadu|listopad|lis prosince|prosinec|pro",
    "sk": "januára|január|jan februára|február|feb marca|marec|mar apríla|apríl|apr mája|máj júna|jún júla|júl augusta|august|aug septembra|september|sep októbra|október|okt novembra|november|nov decembra|december|dec",
    "sl": "januarja|januar|jan februarja|februar|feb marca|marec|mar aprila|april|apr maja|maj junija|junij|jun julija|julij|jul avgusta|avgust|avg septembra|september|sep oktobra|oktober|okt novembra|november|nov decembra|december|dec",
    "hr": "siječnja|siječanj|sij veljače|veljača|velj ožujka|ožujak|ožu travnja|travanj|tra svibnja|svibanj|svi lipnja|lipanj|lip srpnja|srpanj|srp kolovoza|kolovoz|kol rujna|rujan|ruj listopada|listopad|lis studenoga|studenog|studeni|stu prosinca|prosinac|pro",
    "sr": "januar|januara|jan|јануар|јануара|јан februar|februara|feb|фебруар|фебруара|феб mart|marta|mar|март|марта|мар april|aprila|apr|април|априла|апр maj|maja|мај|маја jun|juna|јун|јуна jul|jula|јул|јула avgust|avgusta|avg|август|августа|авг septembar|septembra|sep|септембар|септембра|сеп oktobar|oktobra|okt|октобар|октобра|окт novembar|novembra|nov|новембар|новембра|нов decembar|decembra|dec|децембар|децембра|дец",
    "hu": "január|jan február|febr|feb március|márc április|ápr május|máj június|jún július|júl augusztus|aug szeptember|szept október|okt november|nov december|dec",
    "ro": "ianuarie|ian februarie|feb martie|mar aprilie|apr mai iunie|iun iulie|iul august|aug septembrie|sept|sep octombrie|oct noiembrie|noi|nov decembrie|dec",
    "ca": "gener|gen febrer|febr març abril|abr maig juny juliol|jul agost|ag setembre|set octubre|oct novembre|nov desembre|des",
    "tr": "ocak|oca şubat|şub mart|mar nisan|nis mayıs|may haziran|haz temmuz|tem ağustos|ağu eylül|eyl ekim|eki kasım|kas aralık|ara",
    "id": "januari|jan februari|feb maret|mar april|apr mei juni|jun juli|jul agustus|agu|ags september|sep oktober|okt november|nov desember|des",
    "ms": "januari|jan februari|feb mac april|apr mei jun julai|jul ogos|ogo september|sep oktober|okt november|nov disember|dis",
    "sw": "januari|jan februari|feb machi|mac aprili|apr mei juni|jun julai|jul agosti|ago septemba|sep oktoba|okt novemba|nov desemba|des",
    "af": "januarie|jan februarie|feb maart|mrt april|apr mei junie|jun julie|jul augustus|aug september|sep oktober|okt november|nov desember|des",
    "ru": "января|январь|янв февраля|февраль|фев|февр марта|март|мар апреля|апрель|апр мая|май июня|июнь|июн июля|июль|июл августа|август|авг сентября|сентябрь|сен|сент октября|октябрь|окт ноября|ноябрь|ноя|нояб декабря|декабрь|дек",
    "uk": "січня|січень|січ лютого|лютий|лют березня|березень|бер квітня|квітень|квіт травня|травень|трав червня|червень|черв липня|липень|лип серпня|серпень|серп вересня|вересень|вер жовтня|жовтень|жовт листопада|листопад|лист грудня|грудень|груд",
    "be": "студзеня|студзень лютага|люты сакавіка|сакавік красавіка|красавік мая|май чэрвеня|чэрвень ліпеня|ліпень жніўня|жнівень верасня|верасень кастрычніка|кастрычнік лістапада|лістапад снежня|снежань",
    "bg": "януари|яну февруари|фев март|мар април|апр май юни юли август|авг септември|сеп октомври|окт ноември|ное декември|дек",
    "el": "ιανουαρίου|ιανουάριος|ιαν φεβρουαρίου|φεβρουάριος|φεβ μαρτίου|μάρτιος|μαρ απριλίου|απρίλιος|απρ μαΐου|μάιος|μαϊ|μαι ιουνίου|ιούνιος|ιουν ιουλίου|ιούλιος|ιουλ αυγούστου|αύγουστος|αυγ σεπτεμβρίου|σεπτέμβριος|σεπ οκτωβρίου|οκτώβριος|οκτ νοεμβρίου|νοέμβριος|νοε δεκεμβρίου|δεκέμβριος|δεκ",
    "ar": "يناير|كانون_الثاني فبراير|شباط مارس|آذار|اذار أبريل|ابريل|إبريل|نيسان مايو|أيار|ايار يونيو|يونيه|حزيران يوليو|يوليه|تموز أغسطس|اغسطس|آب سبتمبر|أيلول|ايلول أكتوبر|اكتوبر|تشرين_الأول نوفمبر|تشرين_الثاني ديسمبر|كانون_الأول",
    "fa": "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر",
    "he": "ינואר|בינואר פברואר|בפברואר מרץ|במרץ|מרס|במרס אפריל|באפריל מאי|במאי יוני|ביוני יולי|ביולי אוגוסט|באוגוסט ספטמבר|בספטמבר אוקטובר|באוקטובר נובמבר|בנובמבר דצמבר|בדצמבר",
    "hi": "जनवरी|जन फ़रवरी|फरवरी|फ़र मार्च अप्रैल मई जून जुलाई|जुल अगस्त|अग सितंबर|सितम्बर|सित अक्टूबर|अक्तूबर|अक्टू नवंबर|नवम्बर|नव दिसंबर|दिसम्बर|दिस",
    "bn": "জানুয়ারি|জানুয়ারী ফেব্রুয়ারি|ফেব্রুয়ারী মার্চ এপ্রিল মে জুন জুলাই আগস্ট|আগষ্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর",
    "th": "มกราคม|ม.ค กุมภาพันธ์|ก.พ มีนาคม|มี.ค เมษายน|เม.ย พฤษภาคม|พ.ค มิถุนายน|มิ.ย กรกฎาคม|ก.ค สิงหาคม|ส.ค กันยายน|ก.ย ตุลาคม|ต.ค พฤศจิกายน|พ.ย ธันวาคม|ธ.ค",
}  # fmt: skip

MONTHS_BY_LANGUAGE: Final = MappingProxyType(
    {
        language: MappingProxyType(
            {
                name.replace("_", " "): number
                for number, names in enumerate(line.split(" "), start=1)
                for name in names.split("|")
            }
        )
        for language, line in _NAMES.items()
    }
)
"""Language → name in lower case → number of the month. Languages disagree on a few: "listopad", "lip", "srp"."""


def _unambiguous() -> dict[str, int]:
    numbers: dict[str, set[int]] = {}
    for names in MONTHS_BY_LANGUAGE.values():
        for name, number in names.items():
            numbers.setdefault(name, set()).add(number)
    return {name: found.pop() for name, found in numbers.items() if len(found) == 1}


MONTHS: Final = MappingProxyType(_unambiguous())
"""Every name that means one month in all languages, whatever the page's own is: its language is often declared
wrongly, and a system prints English months into German pages."""

# RFC 5322 section 4.3 and the names in common use. Left out: those that name several places, for a wrong offset is
# worse than none (CST is China, Cuba and North America; IST India, Ireland and Israel; BST, AST, AMT, MST likewise).
ZONES: Final = MappingProxyType(
    {
        "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "west": 60, "cet": 60, "cest": 120, "mez": 60, "mesz": 120,
        "eet": 120, "eest": 180, "msk": 180, "мск": 180, "est": -300, "edt": -240, "cdt": -300, "mdt": -360,
        "pst": -480, "pdt": -420, "akst": -540, "akdt": -480, "hst": -600, "jst": 540, "kst": 540, "hkt": 480,
        "wib": 420, "wita": 480, "trt": 180, "sast": 120, "nzst": 720, "nzdt": 780, "aest": 600, "aedt": 660,
        "acst": 570, "acdt": 630, "awst": 480, "brt": -180, "art": -180, "pkt": 300, "npt": 345,
    }
)  # fmt: skip
"""Name in lower case → minutes east of UTC."""

MONTH_FIRST: Final = frozenset(("en", "en-us", "en-ph", "es-us", "es-pr", "fil"))
"""Languages in which 03/04/2023 is the fourth of March. "en" alone: most pages in English that name no country are
written in the United States."""

MODIFIED_WORDS: Final = (
    "updated", "last update", "update:", "modified", "last edited", "revised", "reviewed", "refreshed", "aktualisiert", "zuletzt",
    "geändert", "bearbeitet", "stand:", "letzte änderung", "mis à jour", "mise à jour", "modifié", "màj", "maj le",
    "actualizado", "actualizada", "última actualización", "modificado", "aggiornato", "aggiornamento", "ultima modifica",
    "atualizado", "atualizada", "atualização", "bijgewerkt", "gewijzigd", "laatste update", "uppdaterad", "uppdaterat",
    "oppdatert", "sist endret", "opdateret", "sidst", "päivitetty", "muokattu", "uuendatud", "atnaujinta", "aktualizováno",
    "aktualizacja", "aktualizované", "zaktualizowano", "posodobljeno", "ažurirano", "frissítve", "módosítva", "actualizat",
    "güncelle", "diperbarui", "cập nhật", "обновлен", "изменен", "оновлен", "ενημερώθηκε", "ενημέρωση", "τελευταία",
    "آخر تحديث", "تم التحديث", "محدث", "به‌روز", "עודכן", "अपडेट", "अद्यतन", "อัปเดต", "更新", "最終更新", "수정", "업데이트", "최종",
)  # fmt: skip
"""Beside a date in running text: it tells when the page was changed."""

PUBLISHED_WORDS: Final = (
    "published", "posted", "gespeichert von", "soumis par", "enviado por", "inviato da", "ingediend door", "post time", "post date", "submitted", "first published", "publish date", "created", "veröffentlicht", "erschienen", "erstellt", "publié", "paru",
    "posté", "publicado", "publicada", "creado", "pubblicato", "pubblicata", "gepubliceerd", "geplaatst", "publicerad",
    "publicerat", "publisert", "publiceret", "offentliggjort", "julkaistu", "avaldatud", "paskelbta", "publikováno", "vydáno",
    "opublikowano", "data publikacji", "publikované", "objavljeno", "közzétéve", "megjelent", "publicat", "yayın", "giriş",
    "diterbitkan", "опубликован", "опубліковано", "публикува", "δημοσιεύ", "نشر", "نُشر", "منتشر", "פורסם", "प्रकाशित",
    "เผยแพร่", "发布", "發布", "發佈", "公開", "掲載", "配信", "입력", "등록", "게시",
)  # fmt: skip
"""Beside a date in running text: it tells when the page was published."""

ENTRY_WORDS: Final = (
    "this entry was posted", "this entry was published", "this post was published", "this post was posted", "this article was published",
    "this article was posted", "dieser beitrag wurde", "dieser artikel wurde", "dieser eintrag wurde", "cette entrée a été publiée", "cet article a été publié", "ce billet a été publié", "esta entrada fue publicada",
    "questo articolo è stato pubblicato", "esta entrada foi publicada", "este artigo foi publicado", "dit bericht werd geplaatst",
    "dit bericht is geplaatst", "detta inlägg publicerades", "ten wpis został opublikowany", "эта запись была опубликована",
)  # fmt: skip
"""How templates begin the sentence below a text that tells when it was published (WordPress's first ones, translated)."""

OTHER_WORDS: Final = (
    "joined", "join date", "member since", "founded", "registered", "last visit", "last seen", "last active", "deadline",
    "stable release", "initial release", "preview release", "kinostart", "retrieved", "accessed", "abgerufen am", "consulté le", "consultado el", "consultato il", "apply by", "book by", "expires", "expiry", "valid", "available until", "born", "due date", "best before",
    "registriert", "mitglied seit", "dabei seit", "beigetreten", "bewerbungsschluss", "einsendeschluss", "anmeldeschluss",
    "gültig", "geboren", "inscrit", "membre depuis", "date limite", "jusqu’au", "jusqu'au", "valable", "né le", "née le",
    "miembro desde", "se unió", "fecha límite", "plazo", "válido", "nacido", "nacida", "iscritto", "iscrizione",
    "membro dal", "scadenza", "fino al", "nato il", "nata il", "membro desde", "prazo", "nascido", "nascida", "lid sinds",
    "geldig", "uiterlijk", "medlem sedan", "medlem siden", "sista ansökningsdag", "liittynyt", "dołączył", "rejestracja",
    "termin składania", "ważne do", "registrován", "platí do", "csatlakozott", "határidő", "üyelik", "katılım", "son başvuru",
    "зарегистрирован", "регистрация", "на форуме с", "действует до", "реєстрація", "تاريخ التسجيل", "הצטרף",
    "登録日", "有効期限", "締切", "注册", "註冊", "截止", "有效期", "가입", "마감",
)  # fmt: skip
"""Beside a date: it is a member's, an offer's, a person's, and not the page's."""
