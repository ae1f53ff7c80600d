"""How people write a time by its distance from now: "3 hours ago", "vor 2 Stunden", "gestern", "3時間前".

After Unicode's CLDR (``dates/fields``: relative times and relative days, wide and short), in lower case, with the short
forms that sites print beside them ("3h ago", "vor 5 Min."). What one language writes in several ways, or in several cases
after a number, is joined by "|"; "_" stands for a space within a form.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final, Literal

Unit = Literal["second", "minute", "hour", "day", "week", "month", "year"]

UNITS: Final[tuple[Unit, ...]] = ("second", "minute", "hour", "day", "week", "month", "year")

# Words before the amount, words after it; then a column a unit, from second to year; then "one" in words.
_AGO: Final[dict[str, tuple[str, str, str, str]]] = {
    "en": ("", "ago", "second|seconds|sec|secs|s minute|minutes|min|mins|m hour|hours|hr|hrs|h day|days|d week|weeks|wk|wks|w month|months|mo year|years|yr|yrs|y", "a|an|one"),
    "de": ("vor", "", "sekunde|sekunden|sek minute|minuten|min stunde|stunden|std|h tag|tagen|t woche|wochen|wo monat|monaten|mon jahr|jahren", "einer|einem|ein|eine"),
    "fr": ("il_y_a", "", "seconde|secondes|sec|s minute|minutes|min|mn heure|heures|h jour|jours|j semaine|semaines|sem mois an|ans|année|années", "un|une"),
    "es": ("hace", "", "segundo|segundos|s minuto|minutos|min hora|horas|h día|días|dia|dias semana|semanas|sem mes|meses año|años", "un|una"),
    "it": ("", "fa", "secondo|secondi|sec minuto|minuti|min ora|ore|h giorno|giorni|g settimana|settimane mese|mesi anno|anni", "un|una|un'"),
    "pt": ("há", "atrás", "segundo|segundos|s minuto|minutos|min hora|horas|h dia|dias semana|semanas mês|meses ano|anos", "um|uma"),
    "ca": ("fa", "", "segon|segons minut|minuts|min hora|hores|h dia|dies setmana|setmanes mes|mesos any|anys", "un|una"),
    "nl": ("", "geleden", "seconde|seconden|sec minuut|minuten|min uur|u dag|dagen|d week|weken maand|maanden|mnd jaar|jr", "een|één"),
    "af": ("", "gelede", "sekonde|sekondes minuut|minute|min uur|ure dag|dae week|weke maand|maande jaar", "een|'n"),
    "sv": ("för", "sedan|sen", "sekund|sekunder|sek minut|minuter|min timme|timmar|tim|h dag|dagar|d vecka|veckor|v månad|månader|mån år", "en|ett"),
    "no": ("for", "siden", "sekund|sekunder|sek minutt|minutter|min time|timer|t døgn|dag|dager|d uke|uker|u måned|måneder|md år", "en|et|ett|én"),
    "da": ("for", "siden", "sekund|sekunder|sek minut|minutter|min time|timer|t dag|dage|d uge|uger måned|måneder|md år", "en|et"),
    "fi": ("", "sitten", "sekunti|sekuntia|s minuutti|minuuttia|min tunti|tuntia|t päivä|päivää|pv|vrk viikko|viikkoa|vk kuukausi|kuukautta|kk vuosi|vuotta|v", "yksi"),
    "et": ("", "tagasi", "sekund|sekundi|sekundit minut|minuti|minutit tund|tunni|tundi päev|päeva nädal|nädala|nädalat kuu|kuud aasta|aastat", "üks|ühe"),
    "lv": ("pirms", "", "sekundes|sekundēm minūtes|minūtēm|min stundas|stundām|st dienas|dienām nedēļas|nedēļām mēneša|mēnešiem gada|gadiem", "vienas|viena"),
    "lt": ("prieš", "", "sekundę|sekundes|sekundžių minutę|minutes|minučių|min valandą|valandas|valandų|val dieną|dienas|dienų|d savaitę|savaites|savaičių mėnesį|mėnesius|mėnesių metus|metų", "vieną"),
    "pl": ("", "temu", "sekundę|sekundy|sekund|sek minutę|minuty|minut|min godzinę|godziny|godzin|godz dzień|dni tydzień|tygodnie|tygodni miesiąc|miesiące|miesięcy rok|lata|lat", "jedną|jeden"),
    "cs": ("před", "", "sekundou|sekundami|s minutou|minutami|min hodinou|hodinami|h|hod dnem|dny týdnem|týdny měsícem|měsíci rokem|lety|roky", "jednou|jedním"),
    "sk": ("pred", "", "sekundou|sekundami minútou|minútami|min hodinou|hodinami|h|hod dňom|dňami týždňom|týždňami mesiacom|mesiacmi rokom|rokmi", "jednou|jedným"),
    "sl": ("pred", "", "sekundo|sekundama|sekundami minuto|minutama|minutami|min uro|urama|urami dnem|dnevoma|dnevi tednom|tednoma|tedni mesecem|mesecema|meseci letom|letoma|leti", "eno|enim"),
    "hr": ("prije", "", "sekundu|sekunde|sekundi minutu|minute|minuta|min sat|sata|sati|h dan|dana tjedan|tjedna|tjedana mjesec|mjeseca|mjeseci godinu|godine|godina", "jednu|jedan"),
    "sr": ("pre|пре", "", "sekundu|sekunde|sekundi|секунду|секунде|секунди minut|minuta|minuti|min|минут|минута|мин sat|sata|sati|h|сат|сата|сати dan|dana|дан|дана nedelju|nedelje|nedelja|недељу|недеље|недеља mesec|meseca|meseci|месец|месеца|месеци godinu|godine|godina|годину|године|година", "jednu|jedan|једну|један"),
    "hu": ("", "ezelőtt|-kal_ezelőtt", "másodperccel|másodperce|mp perccel|perce|perc órával|órája|óra nappal|napja héttel|hete hónappal|hónapja évvel|éve", "egy"),
    "ro": ("acum", "în_urmă|urmă", "secundă|secunde|de_secunde|sec minut|minute|de_minute|min oră|ore|de_ore|h zi|zile|de_zile săptămână|săptămâni|de_săptămâni lună|luni|de_luni an|ani|de_ani", "o|un"),
    "tr": ("", "önce", "saniye|sn dakika|dk saat|sa gün hafta|hf ay yıl", "bir"),
    "id": ("", "lalu|yang_lalu", "detik|dtk menit|mnt jam hari|hr minggu|mgg bulan|bln tahun|thn", "satu|se"),
    "ms": ("", "lalu|yang_lalu", "saat minit jam hari minggu bulan tahun", "satu"),
    "sw": ("", "iliyopita|zilizopita|lililopita|yaliyopita|uliopita", "sekunde dakika saa siku wiki mwezi|miezi mwaka|miaka", "moja"),
    "ru": ("", "назад", "секунду|секунды|секунд|сек|с минуту|минуты|минут|мин час|часа|часов|ч день|дня|дней|дн неделю|недели|недель|нед месяц|месяца|месяцев|мес год|года|лет|г", "один|одну"),
    "uk": ("", "тому|тому_назад", "секунду|секунди|секунд|сек|с хвилину|хвилини|хвилин|хв година|годину|години|годин|год день|дні|днів|дн тиждень|тижні|тижнів|тиж місяць|місяці|місяців|міс рік|роки|років", "один|одну"),
    "be": ("", "таму|таму_назад", "секунду|секунды|секунд хвіліну|хвіліны|хвілін гадзіну|гадзіны|гадзін дзень|дні|дзён тыдзень|тыдні|тыдняў месяц|месяцы|месяцаў год|гады|гадоў", "адзін|адну"),
    "bg": ("преди", "", "секунда|секунди|сек минута|минути|мин час|часа|ч ден|дни|дена седмица|седмици месец|месеца година|години", "един|една"),
    "el": ("πριν|πριν_από", "πριν", "δευτερόλεπτο|δευτερόλεπτα|δευτ λεπτό|λεπτά|λεπ ώρα|ώρες ημέρα|ημέρες|μέρα|μέρες εβδομάδα|εβδομάδες μήνα|μήνες χρόνο|χρόνια|έτος|έτη", "ένα|μία|μια|έναν"),
    "ar": ("قبل|منذ", "مضت", "ثانية|ثوان|ثوانٍ|ثواني دقيقة|دقائق|دقيقتين ساعة|ساعات|ساعتين يوم|أيام|ايام|يوما|يومًا|يومين أسبوع|أسابيع|أسبوعين شهر|أشهر|شهرين|شهور|شهرا سنة|سنوات|سنتين|عام|أعوام|عامين", "واحد|واحدة"),
    "fa": ("", "پیش|قبل", "ثانیه دقیقه ساعت روز هفته ماه سال", "یک"),
    "he": ("לפני", "", "שנייה|שניות דקה|דקות|דק' שעה|שעות|שעתיים יום|ימים|יומיים שבוע|שבועות|שבועיים חודש|חודשים|חודשיים שנה|שנים|שנתיים", "אחד|אחת"),
    "hi": ("", "पहले|पूर्व", "सेकंड|सेकेंड मिनट|मि घंटे|घंटा|घं दिन सप्ताह|हफ़्ते|हफ्ते महीने|महीना|माह साल|वर्ष", "एक"),
    "bn": ("", "আগে|পূর্বে", "সেকেন্ড মিনিট ঘণ্টা|ঘন্টা দিন সপ্তাহ মাস বছর", "এক"),
    "th": ("", "ที่แล้ว|ที่ผ่านมา|ก่อน", "วินาที นาที ชั่วโมง|ชม วัน สัปดาห์ เดือน ปี", "หนึ่ง"),
    "vi": ("", "trước", "giây phút giờ|tiếng ngày tuần tháng năm", "một"),
    "ja": ("", "前", "秒 分 時間 日 週間 か月|ヶ月|カ月|ヵ月 年", "一"),
    "zh": ("", "前|之前|以前", "秒|秒钟|秒鐘 分钟|分鐘|分 小时|小時|个小时|個小時 天|日 周|週|星期|个星期|個星期 个月|個月|月 年", "一"),
    "ko": ("", "전", "초 분 시간 일 주|주일 개월|달 년", "한"),
}  # fmt: skip

DUALS: Final = frozenset(
    [
        "دقيقتين",
        "ساعتين",
        "يومين",
        "أسبوعين",
        "شهرين",
        "سنتين",
        "عامين",
        "שעתיים",
        "יומיים",
        "שבועיים",
        "חודשיים",
        "שנתיים",
    ]
)
"""Two of a thing in one word."""

# Today, yesterday, the day before.
_DAYS: Final[dict[str, str]] = {
    "en": "today yesterday the_day_before_yesterday",
    "de": "heute gestern vorgestern",
    "fr": "aujourd'hui|aujourd’hui hier avant-hier",
    "es": "hoy ayer anteayer|antes_de_ayer|antier",
    "it": "oggi ieri l'altro_ieri|l’altro_ieri|altroieri",
    "pt": "hoje ontem anteontem",
    "ca": "avui ahir abans-d'ahir|abans-d’ahir",
    "nl": "vandaag gisteren eergisteren",
    "af": "vandag gister eergister",
    "sv": "idag|i_dag igår|i_går i_förrgår|förrgår",
    "no": "i_dag i_går i_forgårs",
    "da": "i_dag i_går i_forgårs",
    "fi": "tänään eilen toissapäivänä",
    "et": "täna eile üleeile",
    "lv": "šodien vakar aizvakar",
    "lt": "šiandien vakar užvakar",
    "pl": "dzisiaj|dziś wczoraj przedwczoraj",
    "cs": "dnes včera předevčírem",
    "sk": "dnes včera predvčerom",
    "sl": "danes včeraj predvčerajšnjim",
    "hr": "danas jučer prekjučer",
    "sr": "danas|данас juče|јуче prekjuče|прекјуче",
    "hu": "ma tegnap tegnapelőtt",
    "ro": "azi|astăzi ieri alaltăieri",
    "tr": "bugün dün evvelsi_gün",
    "id": "hari_ini kemarin kemarin_lusa",
    "ms": "hari_ini semalam kelmarin",
    "sw": "leo jana juzi",
    "ru": "сегодня вчера позавчера",
    "uk": "сьогодні вчора позавчора",
    "be": "сёння|сення учора|ўчора заўчора|пазаўчора",
    "bg": "днес вчера онзи_ден|завчера",
    "el": "σήμερα χθες|χτες προχθές|προχτές",
    "ar": "اليوم أمس|امس|البارحة أول_أمس|أول_من_أمس",
    "fa": "امروز دیروز پریروز",
    "he": "היום אתמול שלשום",
    "bn": "আজ গতকাল গত_পরশু",
    "th": "วันนี้ เมื่อวาน|เมื่อวานนี้ เมื่อวานซืน",
    "vi": "hôm_nay hôm_qua hôm_kia",
    "ja": "今日|本日 昨日 一昨日|おととい",
    "zh": "今天|今日 昨天|昨日 前天",
    "ko": "오늘 어제 그저께|그제",
}
"""Without Hindi, whose word for yesterday means tomorrow as well."""

JUST_NOW: Final = frozenset(
    (
        "just now", "a moment ago", "moments ago", "gerade eben", "soeben", "à l'instant", "à l’instant", "ahora mismo",
        "adesso", "agora mesmo", "zojuist", "just nu", "akkurat nå", "lige nu", "juuri nyt", "przed chwilą", "právě teď",
        "только что", "щойно", "μόλις τώρα", "az önce", "şimdi", "الآن", "baru saja", "vừa xong", "たった今", "刚刚", "剛剛", "방금",
    )
)  # fmt: skip


def _forms(written: str) -> tuple[str, ...]:
    return tuple(form.replace("_", " ") for form in written.split("|") if form)


def _markers(column: Literal[0, 1]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for language, row in _AGO.items():
        for marker in _forms(row[column]):
            found.setdefault(marker, set()).add(language)
    return {marker: frozenset(languages) for marker, languages in found.items()}


MARKERS_BEFORE: Final = MappingProxyType(_markers(0))
"""Word before an amount → languages that say so: "vor", "il y a", "منذ"."""
MARKERS_AFTER: Final = MappingProxyType(_markers(1))
"""Word behind an amount → languages that say so: "ago", "geleden", "前"."""


@lru_cache
def units(language: str) -> Mapping[str, Unit]:
    """Word for a unit, in every form that follows a number → the unit. Put together when a page needs the language."""
    return {
        form: unit for unit, forms in zip(UNITS, _AGO[language][2].split(" "), strict=True) for form in _forms(forms)
    }


ONE: Final = frozenset(form for row in _AGO.values() for form in _forms(row[3]))
"""One of a thing, in words: "an hour ago", "vor einem Tag"."""

DAYS_BACK: Final = MappingProxyType(
    {form: days for line in _DAYS.values() for days, forms in enumerate(line.split(" ")) for form in _forms(forms)}
)
"""Word for a day → how many days before today it is. No two languages disagree."""
