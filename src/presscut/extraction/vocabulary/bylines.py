"""How people write who wrote: what opens a byline, joins its names, follows them, and what is no name at all.

All in lower case. Openings and joints match as whole words only: "Abby" does not begin with "by", nor "Byrne".
"""

from __future__ import annotations

from typing import Final

OPENINGS: Final[dict[str, tuple[str, ...]]] = {
    "en": (
        "written and reported by", "written by", "words by", "words and photos", "words & photos", "story and photos by", "story by", "stories by", "text by", "text and photos by", "text and photos", "text & photos", "article by", "post by",
        "this article was written by", "this post was written by", "this article is by", "article written by", "posted by", "published by", "reported by", "report by", "reporting by", "review by", "reviewed by", "analysis by",
        "opinion by", "interview by", "submitted by", "started by", "contributed by", "created by", "compiled by", "authored by", "a guest post by",
        "guest post by", "from", "by", "author", "authors", "author(s)", "about the authors", "writer", "reporter", "about the author", "byline", "recipe by", "contributors", "more about", "view all posts by",
        "all posts by", "see all posts by", "posts by",
    ),
    "de": (
        "ein gastbeitrag von", "gastbeitrag von", "ein gastkommentar von", "gastkommentar von", "ein kommentar von",
        "kommentar von", "eine analyse von", "analyse von", "ein essay von", "eine kolumne von", "kolumne von", "ein interview von", "interview von",
        "interview", "eine reportage von", "reportage von", "ein artikel von", "artikel von", "ein beitrag von", "beitrag von", "ein rezept von", "rezept von",
        "ein bericht von", "bericht von", "text von", "text und fotos", "text und bilder", "text und bild", "text & fotos", "text & bilder", "geschrieben von", "verfasst von", "veröffentlicht von", "erstellt von", "zeige alle beiträge von", "alle beiträge von", "alles von",
        "eingestellt von", "pressemitteilung von", "im wortlaut von", "aus", "von", "vom", "text",
        "über den autor", "über die autorin", "autorin/autor", "autor/autorin", "autor", "autorin", "autoren", "autor*in", "autor:in", "autor/in", "verfasser", "redaktion",
    ),
    "fr": ("un article de", "article de", "écrit par", "rédigé par", "publié par", "posté par", "propos recueillis par", "recueilli par", "texte et photos", "texte par", "par", "auteur", "auteurs", "auteure"),
    "es": ("escribe", "escrito por", "publicado por", "redactado por", "texto de", "por", "autor", "autora", "autores"),
    "pt": ("escrito por", "publicado por", "postado por", "texto de", "por", "autor", "autora", "autores"),
    "it": ("scritto da", "pubblicato da", "a cura di", "articolo di", "testo e foto", "testo di", "di", "da", "autore", "autrice", "autori"),
    "nl": ("geschreven door", "gepubliceerd door", "door", "auteur", "auteurs", "tekst"),
    "nordic": ("skrivet av", "publicerad av", "skrevet av", "skrevet af", "av", "af", "tekst", "text", "kirjoittanut", "kirjoittaja", "teksti", "journalist"),
    "pl": ("napisał", "napisała", "opracował", "opracowała", "tekst", "autor", "autorka", "autorzy"),
    "cs": ("napsal", "napsala", "autor", "autorka", "autoři", "redaktor"),
    "hu": ("írta", "szerző", "szerzők"),
    "ro": ("scris de", "publicat de", "de", "autor"),
    "hr": ("piše", "napisao", "napisala", "autor", "autorica"),
    "tr": ("yazan", "yazar", "haber", "muhabir", "editör"),
    "id": ("ditulis oleh", "oleh", "penulis", "reporter"),
    "vi": ("tác giả", "bởi"),
    "ru": ("автор статьи", "автор текста", "автор", "авторы", "текст", "написал", "написала"),
    "uk": ("автор", "автори", "текст", "автор статті"),
    "bg": ("автор", "текст", "от"),
    "el": ("γράφει ο", "γράφει η", "γράφουν οι", "γράφει", "συντάκτης", "του", "της", "από"),
    "ar": ("بقلم", "كتب", "كتبت", "تحرير", "إعداد", "الكاتب"),
    "fa": ("نویسنده", "نوشته"),
    "he": ("מאת", "כתב"),
    "ja": ("文・写真", "取材・文", "文", "執筆", "執筆者", "著者", "筆者", "ライター", "記者", "質問者"),
    "zh": ("作者", "记者", "記者", "文", "撰文", "撰稿", "本报记者", "文字"),
    "ko": ("글", "기자", "작성자", "글쓴이", "저자"),
    "hi": ("द्वारा", "लेखक"),
}  # fmt: skip

_SURNAME_PARTICLES_TEXT = (
    "von da di de del della dos das du van der den ter ten la le el al bin ibn ben abu san st af av zu zum"
)  # fmt: skip
SURNAME_PARTICLES: Final = frozenset(_SURNAME_PARTICLES_TEXT.split())
"""Lower-case parts of names. "Di Stefano" and "Von Trapp" begin with what opens bylines in Italian and German."""

GLUED_OPENINGS: Final = (
    "作者：",
    "作者:",
    "文／",
    "文/",
    "文：",
    "记者：",
    "記者：",
    "取材・文：",
    "執筆：",
    "著者：",
    "撰文：",
    "글 ",
    "글·사진 ",
)
"""Scripts without spaces put no blank behind the opening."""
GLUED_ENDINGS: Final = (" 기자", "기자", " 특파원", "记者", "記者", " 선임기자", " 논설위원")
"""Korean, Chinese and Japanese put "journalist" behind the name."""

GLUED_TITLES: Final = ("记者", "記者")
"""The same, in front of the name: "記者王小明". Each has two characters."""
IMPERSONAL_ENDINGS: Final = ("編集部", "编辑部", "編輯部", "報導", "报道", "報道", "快訊", "快讯")
"""Of what is no person in these scripts: an editorial office, its desk, and where a report is from ("台北報導")."""

JOINTS: Final = (
    "and", "und", "et", "y", "e", "ed", "en", "och", "og", "ja", "i", "oraz", "a", "és", "și", "şi", "ve", "dan", "và", "и", "і", "та", "και", "und von", "and by", "as told to",
    "with", "mit", "avec", "con", "com", "met", "및",
)  # fmt: skip
"""Words between two names."""

CLOSINGS: Final = (
    "photos by", "photo by", "photograph by", "photographs by", "photography by", "pictures by", "illustration by", "illustration von", "fotos von", "foto von", "bilder von", "illustrated by", "illustrations by", "video by",
    "graphics by", "edited by", "editing by", "editor:", "medically reviewed", "reviewed by", "fact checked", "fact-checked", "additional reporting", "translated by", "read by", "narrated by",
    "published", "updated", "posted on", "posted", "last updated", "modified", "min read", "minute read", "minutes read", "share", "follow", "for the ", "special to ",
    "fotos:", "foto:", "foto ", "bild:", "veröffentlicht", "aktualisiert", "stand:", "lesezeit", "photos :", "photo :", "publié", "mis à jour", "publicado", "actualizado", "fotos de",
    "pubblicato", "aggiornato", "gepubliceerd", "publicerad", "uppdaterad", "publisert", "oppdatert", "photo:", "read more", "view all", "view bio", "see all", "more by", "bio ", "biography",
    "contributing", "contributor", "dated", "on behalf of", "view in ", "keine kommentare", "ein kommentar", "no comments", "leave a comment", "leave a reply", "developed by", "designed by", "powered by", "quelle:", "source:", "datum:", "date:", "fuente:", "写真", "撮影", "編集", "翻訳", "翻译", "译者", "譯者", "イラスト", "責任編輯", "责任编辑", "图：", "圖：", "图/", "圖/", "發表在", "發表於", "发表于", "发表在",
)  # fmt: skip
"""What follows the names in a line: everything from here on is not of them."""

_BEFORE_DATES_TEXT = (
    "am pm on at le el il den vom vor ago hace há fa il on, mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday "
    "montag dienstag mittwoch donnerstag freitag samstag sonntag mo di mi do fr sa so lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo "
    "lunedì martedì mercoledì giovedì venerdì sabato domenica segunda terça quarta quinta sexta maandag dinsdag woensdag donderdag vrijdag zaterdag zondag "
    "gmt utc cet cest bst est edt cst cdt pst pdt ist jst kst hkt sgt myt wib aest aedt"
)  # fmt: skip
BEFORE_DATES: Final = frozenset(_BEFORE_DATES_TEXT.split())
"""Words between a name and the date behind it."""

AFTER_DATES: Final = ("by", "von", "par", "por", "da", "di", "door", "av", "af", "oleh")
"""What stands between a date and the name behind it: "Posted on March 3, 2015 by Jane Roe"."""

CREDIT_LABELS: Final = (
    "reviewed by", "fact checked by", "fact-checked by", "checked by", "verified by", "edited by", "editor", "photos by", "photo by", "photography by", "photographs by", "photographed by", "styled by", "styling by", "video by",
    "illustrated by", "illustrations by", "translated by", "hosted by", "produced by", "geprüft von", "redigiert von", "übersetzt von", "fotos von", "foto von",
    "relu par", "vérifié par", "traduit par", "photos de", "revisado por", "verificado por", "traducido por", "fotos de", "revisto por",
)  # fmt: skip
"""What ends the words before a name that is not the author's."""

_ROLES_TEXT = (
    "technical vp svp evp trending parliamentary leitender leitende corresponding principal guest "
    "editor editors editor-in-chief reporter reporters correspondent correspondents writer writers staff journalist journalists columnist "
    "columnists contributor contributors contributing producer producers director directors manager president vice chief chair chairman chairwoman officer "
    "ceo cto cfo coo cmo founder co-founder cofounder owner partner professor lecturer fellow researcher scientist analyst analysts economist consultant specialist expert strategist "
    "reviewer reviewers associate assistant senior junior deputy executive managing political business sports sport sports culture science health technology tech economics "
    "investigative freelance freelancer author authors blogger photographer videographer critic host anchor intern trainee graduate student attorney lawyer dietitian nutritionist physician nurse "
    "counsel head lead team desk bureau news content marketing digital social media engineer engineering developer designer advocate evangelist "
    "redakteur redakteurin redaktion redaktor redaktorin redaktionsleiter chefredakteur chefredakteurin chefredaktor korrespondent korrespondentin volontär volontärin "
    "reporterin journalistin autor autorin gastautor gastautorin leiter leiterin ressortleiter ressortleiterin wirtschaft politik kultur sport "
    "journaliste rédacteur rédactrice rédaction correspondant correspondante chroniqueur grand-reporter reportrice envoyé envoyée spécial spéciale chef service "
    "redactor redactora periodista corresponsal colaborador colaboradora enviado especial giornalista redattore redattrice corrispondente inviato "
    "repórter jornalista redator redatora editora colunista journalisten verslaggever redacteur correspondente "
    "dziennikarz dziennikarka redaktorka reporterka redaktorin журналист корреспондент редактор обозреватель кореспондент muhabir editör muhabiri"
)  # fmt: skip
ROLES: Final = frozenset(_ROLES_TEXT.split())
"""A part of a byline that holds one of these words tells what its author is or where, not another author."""

_SUFFIXES_TEXT = (
    "jr sr ii iii iv md dds dmd do dvm phd mph mba ma msc ms bs ba jd llm llb esq cpa cfa cfp rn rd rdn ldn np pa pa-c pharmd psyd edd lcsw lmft lpc obe mbe cbe frcp facs faap "
    "pe aia leed cissp pmp ceng dr prof ne cpt cscs rdms bsc mfa mbbs frs mp dnp aprn fnp-bc dpt cdces faclm vmd dacvb lvt bsn msn drph facp fache lmhc lcpc ccc-slp ibclc"
)  # fmt: skip
SUFFIXES: Final = frozenset(_SUFFIXES_TEXT.split())
"""Behind a comma these belong to whom is named before it: "Robert Jones, Jr.", "Jane Smith, MD"."""

GENERATIONS: Final = frozenset(("jr", "sr", "ii", "iii", "iv"))
"""Those of them that are of the name; the others are degrees and offices."""

DEGREES: Final = SUFFIXES - GENERATIONS - {"ma", "do", "ne", "pe", "pa", "mp", "dr", "prof", "bs", "ba", "np", "jd"}
"""Those that are no surname or initials, so that they need no comma before them."""

_IMPERSONAL_TEXT = (
    "staff admin administrator administrators editor editors editorial editorials team desk newsroom news newsdesk webdesk web online digital report reports reporter reporters writer writers "
    "correspondent correspondents contributor contributors author authors guest user unknown anonymous anonym none null undefined n/a na webmaster root superuser super site website "
    "moderator system default test demo redaktion onlineredaktion redaktionsteam redaktionsnetzwerk redakteur redaktör redaksjonen redaktionen redaktionell redactie redakcja redakce redakcia redazione redacción redaccion redação redacao "
    "rédaction la le die das der the our from by von und of agencia agencias agency agencies agenturen wire wires service services feed rss press release pressemitteilung presse pressestelle "
    "marketing content media blog blogger company office communications bureau board toimitus szerkesztőség редакция редакція haber merkezi tim redaksi 编辑部 編集部 편집부 온라인뉴스팀 디지털뉴스팀 未知 佚名 匿名 "
    "authorname author-name post posts view all more read bio profile login subscribe sponsored partner partners paid promoted advertorial self brand studio full name bio about "
    "privacy policy terms conditions account twitter facebook instagram linkedin whatsapp youtube email mail e-mail share follow comment comments kommentare archive archiv anzeigen move wordpressadmin publisher no"
)  # fmt: skip
IMPERSONAL: Final = frozenset(_IMPERSONAL_TEXT.split())
"""A name made of these words alone (and of the site's own) is a function, not a person."""

SECTIONS: Final = frozenset(
    ("arts", "books", "business", "culture", "entertainment", "football", "health", "kultur", "lifestyle", "money", "music", "opinion", "politics", "politik",
     "science", "sport", "sports", "technology", "travel", "weather", "wirtschaft", "wissen", "world")
)  # fmt: skip
"""Beside the site's name one of these makes that of a desk: "Heron Arts"."""

STAFF: Final = frozenset(
    (
        "staff", "redaktion", "die redaktion", "redaktionsteam", "onlineredaktion", "redazione", "la redazione", "redacción", "la redacción", "redação", "rédaction", "la rédaction", "redakcja", "redakce",
        "redactie", "de redactie", "redaktionen", "redaksjonen", "toimitus", "редакция", "редакція", "newsdesk", "news desk", "newsroom", "web desk", "editorial staff", "staff writer", "staff reporter",
        "editorial team", "the team", "the editors", "editors", "marketing team", "editor", "haber merkezi", "tim redaksi", "编辑部", "編集部", "편집부",
    )
)  # fmt: skip
"""What those who work for a site sign as, without its name."""

LATE_OPENINGS: Final = (
    "written by", "reporting by", "article written by", "this article was written by", "this post was written by", "this article is by", "article by", "words by", "text by", "story by", "posted by", "post by",
    "authored by", "about the author", "about the author:", "author", "author:", "authors:", "byline:", "geschrieben von", "verfasst von", "ein beitrag von", "ein gastbeitrag von",
    "autor:", "autorin:", "autoren:", "autorin/autor", "text:", "redaktion:", "über den autor", "über die autorin", "von autor", "écrit par", "rédigé par", "auteur", "auteur :", "auteur:", "publié par",
    "escrito por", "redactado por", "autor", "autora:", "escribe", "scritto da", "autore:", "articolo di", "postado por", "publicado por", "geschreven door", "skrivet av", "skrevet av", "skrevet af", "tekst:", "napisał", "napisała",
)  # fmt: skip
"""What opens a byline wherever it stands: "by" and "von" begin sentences as well, these hardly."""

_AGENCIES_TEXT = (
    "ap|associated press|the associated press|reuters|thomson reuters|afp|agence france-presse|agence france presse|dpa|dpa-afx|deutsche presse-agentur|epd|kna|sid|apa|sda|keystone-sda|ats|efe|"
    "europa press|ansa|adnkronos|agi|lusa|belga|anp|tt|ntb|ritzau|stt|pap|čtk|ctk|mti|tass|тасс|interfax|интерфакс|риа новости|ukrinform|укрінформ|xinhua|新华社|新華社|kyodo|kyodo news|jiji|jiji press|"
    "共同通信|時事通信|yonhap|연합뉴스|뉴시스|뉴스1|pti|press trust of india|ani|ians|uni|antara|vna|ttxvn|bernama|aap|australian associated press|pa|pa media|press association|upi|bloomberg|"
    "bloomberg news|the canadian press|canadian press|la presse canadienne|spa|wam|mena|anadolu ajansı|anadolu agency|aa|dha|iha|afx|ots|pr newswire|business wire|globe newswire|globenewswire|stnn|snap|"
    "sapa|nan|caj news|the conversation|propublica|kaiser health news|kff health news|axel springer|getty images|ddp|dapd|rnd"
)  # fmt: skip
AGENCIES: Final = frozenset(_AGENCIES_TEXT.split("|"))
"""Names of news agencies: they write, without being persons."""

_ORGANISATION_WORDS_TEXT = (
    "inc llc ltd gmbh ag kg ev e.v. corp corporation company co plc group gruppe foundation stiftung institute institut university universität université universidad college school agency agentur "
    "association verband verein council ministry ministerium department office bureau press news times post media network magazine journal society union committee center centre zentrum "
    "nachrichtenagentur presseagentur verlag gesellschaft report "
    "team staff desk redaktion redazione redacción rédaction services solutions academy hospital clinic library museum bank partners consulting studio studios"
)  # fmt: skip
ORGANISATION_WORDS: Final = frozenset(_ORGANISATION_WORDS_TEXT.split())
"""A name that holds one of these is an organisation's."""
