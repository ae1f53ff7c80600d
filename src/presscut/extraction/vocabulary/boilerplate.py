"""Lines that stand inside articles but are not of them: they open in a few fixed ways in every language.

Each entry is in lower case and matched at the start of a block, and only blocks of at most
:data:`MAXIMUM_WORDS` words are looked at: a paragraph of prose may well begin with "read more".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

MAXIMUM_WORDS: Final = 40

LINE_STARTS: Final[dict[str, tuple[str, ...]]] = {
    "en": (
        "read more", "read also", "also read", "read next", "read:", "more:", "related:", "related article",
        "related stories", "related content", "related reading", "related links", "related topics", "related posts", "see also", "see more", "watch:", "watch more", "listen:",
        "more from", "more on this", "you may also", "you might also", "recommended", "don't miss", "up next",
        "share this", "share on", "share via", "share:", "share article", "tweet this", "follow us", "follow @",
        "follow me on", "like us on", "find us on", "join us on", "join the conversation", "join our",
        "sign up for", "sign up to", "subscribe to", "subscribe now", "get our newsletter", "get the latest",
        "click here", "tap here", "download the", "download our", "advertisement", "sponsored", "story continues",
        "article continues", "continue reading", "scroll down", "scroll to continue", "loading", "photo:", "photos:",
        "image:", "image source", "photo credit", "picture:", "pictured:", "view gallery", "view comments",
        "leave a comment", "comments are", "post a comment", "0 comments", "tags:", "tagged", "filed under", "topics:",
        "posted in", "categories:", "category:", "copyright ©", "copyright 20", "© 20", "all rights reserved",
        "the associated press contributed", "reporting by", "editing by", "contact the", "contact us", "to contact the reporter", "to contact the editor", "to contact the author", "email the",
        "e-mail the", "email us", "have a tip", "got a tip", "send tips", "for more information", "for more news",
        "for the latest", "about the author", "this article was originally", "this story was originally",
        "originally published", "print this", "printer friendly", "printer-friendly",
        "last updated", "updated:", "published:", "first published",
        "reprinted with", "click to", "support our", "support us", "donate", "buy now", "back to top", "next article",
        "previous article", "next post", "previous post", "we use cookies", "this site uses cookies",
        "your email address will not", "required fields", "skip to", "jump to", "by continuing", "minute read",
        "min read", "editor's note:", "correction:", "save article", "save this", "read the original",
        "top stories", "most popular", "most read", "trending", "latest news", "more stories", "what to read next",
        "report a typo", "report an error", "have you got a story", "thanks for reading", "thank you for reading",
        "written by", "image caption", "media caption", "video caption", "enter your email", "by submitting",
        "by signing up", "by clicking", "explore more", "discover more", "find out more", "keep reading", "view all", "see all",
        "watch next", "stay up to date", "stay connected", "reviewed by", "medically reviewed", "more about", "related coverage",
        "was this article", "posted by", "if you liked", "if you enjoyed", "this article contains affiliate",
        "this post contains affiliate", "this post may contain", "this article may contain", "you can unsubscribe", "check your inbox", "learn more about how we",
    ),
    "de": (
        "lesen sie auch", "lesen sie hier", "lesen sie mehr", "mehr zum thema", "mehr zu", "mehr dazu", "auch interessant",
        "das könnte sie", "das könnte dich", "weiterlesen", "zum thema", "anzeige", "werbung", "teilen", "artikel teilen",
        "folgen sie", "newsletter", "kommentare", "kommentieren", "quelle:", "foto:", "bild:", "bildquelle", "schlagworte",
        "themen:", "© ", "alle rechte", "empfehlungen", "empfohlen", "zur startseite", "zurück zu", "startseite",
        "hier klicken", "drucken", "merken", "jetzt abonnieren", "lies auch", "lies hier", "lies mehr", "lesetipp", "lesen sie dazu",
        "lesen sie jetzt", "passend zum thema", "passend dazu", "ebenfalls interessant", "auch spannend", "mehr lesen",
        "mehr von", "mehr über", "mehr aus", "mehr infos", "mehr informationen", "weitere infos", "weitere informationen",
        "weitere artikel", "weitere themen", "ähnliche artikel", "verwandte", "siehe auch", "zum newsletter", "melde dich hier",
        "melden sie sich hier", "abonnieren sie", "abonniere", "folge uns", "folgt uns", "hier geht es zu", "hier geht's zu",
        "hier geht’s zu", "nächster artikel", "vorheriger artikel", "autor:", "text:", "fotos:", "schlagwörter", "kategorie", "meistgelesen",
        "das könnte euch", "das könnte ihnen", "ansprechpartner", "pressekontakt", "unterstützen sie uns", "schreiben sie uns",
        "ihre meinung", "diskutieren sie", "lesezeit", "zur übersicht", "aktualisiert am", "veröffentlicht am", "stand:",
    ),
    "fr": (
        "lire aussi", "à lire aussi", "lire également", "à lire également", "lire la suite", "à lire", "voir aussi",
        "sur le même sujet", "partager", "partagez", "suivez-nous", "publicité", "abonnez-vous", "inscrivez-vous",
        "newsletter", "commentaires", "crédit photo", "photo :", "mots-clés", "tous droits", "pour aller plus loin",
        "recevez", "imprimer", "lire :", "voir :", "vous aimerez aussi", "en savoir plus", "découvrez aussi", "retrouvez", "publié le",
        "mis à jour", "faire un don", "envoyer par", "la rédaction vous conseille", "contenus sponsorisés", "vidéo :",
    ),
    "es": (
        "lee también", "lea también", "leer más", "leer también", "te puede interesar", "te recomendamos", "le puede interesar",
        "ver también", "relacionado", "noticias relacionadas", "compartir", "comparte", "síguenos", "sígueno", "publicidad",
        "suscríbete", "suscríbase", "comentarios", "foto:", "etiquetas", "archivado en", "más información", "mira también",
        "todos los derechos", "puedes seguir a", "también te puede", "más noticias", "lea más", "lee más", "lea:", "lee:",
        "lea además", "lee además", "lea aquí", "lee aquí", "vea también", "vea:", "mire:", "mira:", "puede leer",
        "puedes leer", "además lea", "sigue leyendo", "únete a",
    ),
    "it": (
        "leggi anche", "leggi tutto", "leggi di più", "ti potrebbe interessare", "potrebbe interessarti", "condividi",
        "seguici", "pubblicità", "iscriviti", "commenti", "foto:", "tag:", "argomenti", "tutti i diritti", "vedi anche",
        "per approfondire", "leggi:", "scopri di più", "guarda anche", "abbonati", "riproduzione riservata", "© riproduzione",
    ),
    "pt": (
        "leia também", "leia mais", "leia a seguir", "veja também", "saiba mais", "compartilhe", "compartilhar", "partilhar",
        "siga-nos", "siga o", "publicidade", "assine", "inscreva-se", "comentários", "foto:", "tags:", "relacionadas",
        "todos os direitos", "leia:", "veja:", "veja mais", "confira", "clique aqui", "acesse", "continua depois da", "continua após a", "receba",
    ),
    "nl": (
        "lees ook", "lees meer", "lees verder", "bekijk ook", "deel dit", "delen", "volg ons", "advertentie",
        "schrijf je in", "lees hier", "bekijk hier", "luister ook", "reacties", "foto:", "gerelateerd", "meer over", "alle rechten",
    ),
    "nordic": (
        "läs också", "läs även", "läs mer", "les også", "les mer", "læs også", "læs mere", "dela artikel", "dela på", "del artikel", "annons",
        "annonse", "följ oss", "følg oss", "følg os", "foto:", "lue myös", "lue lisää", "jaa artikkeli", "jaa:", "mainos", "kuva:", "se også", "sjekk også", "hør også",
        "katso myös",
           "prenumerera på", "läs vidare", "seuraa meitä", "tilaa uutiskirje", "følg med på", "abonner på", "abonnér på"),
    "pl": ("czytaj też", "czytaj także", "czytaj więcej", "czytaj również", "zobacz też", "zobacz także", "zobacz również",
           "przeczytaj też", "przeczytaj także", "czytaj dalej", "czytaj:", "zobacz:", "więcej na ten temat", "wesprzyj", "polecamy", "udostępnij", "reklama", "komentarze", "fot.", "źródło:", "tagi:",
           "obserwuj nas", "śledź nas", "dołącz do nas", "zapisz się", "subskrybuj", "autor zdjęcia"),
    "ru": ("читайте также", "читать далее", "читайте нас", "подписывайтесь", "подпишитесь", "поделиться", "смотрите также",
           "по теме", "реклама", "комментарии", "фото:", "теги:", "источник:", "самое читаемое", "подробнее:", "следите за", "ещё по теме", "еще по теме",
           "подпишись", "подписаться", "следите за нами", "мы в telegram", "наш telegram", "читать также", "читайте:", "читай также", "смотрите:", "нашли ошибку", "материалы по теме", "другие новости", "не пропустите", "новости по теме", "все новости"),
    "uk": ("читайте також", "читати далі", "підписуйтесь", "поділитися", "реклама", "фото:", "дивіться також",
           "підписуйтеся", "підпишіться", "підписатися", "стежте за", "слідкуйте за", "читайте:", "джерело:", "за темою", "більше новин", "помітили помилку", "читати також"),
    "tr": ("ilgili haberler", "ayrıca okuyun", "reklam", "paylaş", "yorumlar", "etiketler", "bizi takip",
           "ayrıca bakınız", "ayrıca oku", "ilginizi çekebilir", "bunlar da ilginizi", "haberin devamı", "devamını oku", "abone ol", "kaynak:", "fotoğraf:", "google news", "google haberler", "benzer haberler", "önerilen haberler", "yorum yap"),
    "id": ("baca juga", "baca:", "baca selengkapnya", "simak juga", "bagikan", "ikuti", "lihat juga", "dapatkan update",
           "baca artikel", "simak berita", "artikel terkait", "berita terkait", "sumber:", "foto:", "gabung di", "editor:"),
    "vi": ("xem thêm", "đọc thêm", "chia sẻ", "bình luận",
           "theo dõi chúng tôi", "theo dõi kênh", "tin liên quan", "bài liên quan", "đăng ký nhận", "nguồn:", "ảnh:", "mời bạn đọc"),
    "el": ("διαβάστε επίσης", "διαβάστε ακόμα", "δείτε επίσης", "ακολουθήστε", "σχετικά άρθρα",
           "διαβάστε περισσότερα", "διαβάστε:", "διαβάστε ολόκληρο", "σχετικά θέματα", "σχετικές ειδήσεις", "όλες οι ειδήσεις", "πηγή:", "φωτογραφία:"),
    "hu": ("olvassa el", "ez is érdekelheti", "kapcsolódó", "hirdetés", "megosztás", "kövesse",
           "kövess", "kapcsolódó cikk", "ajánljuk", "iratkozz", "iratkozzon", "forrás:", "fotó:", "olvasta már", "borítókép"),
    "cs": ("čtěte také", "čtěte více", "přečtěte si", "mohlo by vás", "související", "reklama", "sdílet", "foto:", "zdroj:",
           "sledujte nás", "další články", "další zprávy", "autor fotografie", "přihlaste se", "odebírejte", "více k tématu", "přečtěte", "čtěte i"),
    "ro": ("citește și", "citeşte şi", "citiți și", "citeste si", "vezi și", "distribuie", "publicitate", "urmărește",
           "urmăriți", "abonați-vă", "abonează", "sursa:", "sursă:", "te-ar putea interesa", "știri similare", "articole similare"),
    "ar": ("اقرأ أيضا", "اقرأ أيضًا", "اقرأ المزيد", "شارك", "تابعونا", "إعلان", "مواضيع ذات صلة",
           "اقرأ أيضاً", "اقرأ ايضا", "اقرأ أكثر", "إقرأ أيض", "اقرأ:", "إقرأ:", "اقرؤوا أيضا", "شاهد أيض", "شاهد:", "تابع القراءة", "تابعنا", "تابعوا", "أخبار ذات صلة", "مقالات ذات صلة", "للمزيد من الأخبار", "اشتركوا", "المصدر:", "حمّل تطبيق", "ذات صلة"),
    "ja": ("関連記事", "関連リンク", "関連ニュース", "関連：", "続きを読む", "あわせて読みたい", "広告", "シェア", "この記事を", "おすすめ",
           "関連する記事", "続きは", "この続き", "フォローする", "【関連", "［関連", "▼関連", "■関連", "あわせて読む", "こちらもおすすめ", "人気記事", "新着記事", "次の記事", "前の記事", "もっと見る", "ニュースレター", "メルマガ", "公式アカウント", "写真："),
    "zh": ("相关阅读", "相关新闻", "延伸阅读", "推荐阅读", "相關新聞", "相關報導", "延伸閱讀", "推薦閱讀", "更多新聞", "更多", "分享", "广告", "责任编辑", "版权", "來源", "来源：", "編輯", "编辑：",
           "【延伸阅读】", "【相关阅读】", "相关文章", "相关链接", "相关推荐", "相关报道", "推荐文章", "猜你喜欢", "你可能喜欢", "你可能还喜欢", "热门推荐", "热门文章", "热门新闻", "点击查看", "点击进入", "点击阅读", "扫码", "扫描二维码", "关注我们", "欢迎关注", "更多精彩", "阅读原文", "展开全文", "上一篇", "下一篇", "標籤：", "标签：", "关键词：", "延伸閱讀：", "相關文章", "推薦文章", "熱門文章", "熱門新聞", "分享至", "責任編輯", "免责声明", "未经授权", "返回首页", "返回列表"),
    "ko": ("관련기사", "관련 기사", "관련뉴스", "관련 뉴스", "무단전재", "저작권자", "기자 ", "공유하기", "광고", "더 보기",
           "관련 글", "관련 영상", "▶", "☞", "추천 기사", "인기 기사", "주요 뉴스", "많이 본", "채널 구독", "구독하기", "ⓒ", "사진=", "사진제공", "[관련"),
    "sk": ("prečítajte si", "čítajte aj", "čítajte tiež", "čítajte viac", "súvisiace", "zdieľať", "viac k téme"),
    "balkan": (
        "pročitajte", "čitajte", "pročitaj", "povezane vijesti", "povezani članci", "povezano:", "pratite nas", "izvor:", "podijeli", "preberite tudi",
        "preberite še", "прочитајте", "читајте", "пратите нас", "повезане вести", "повезано:", "извор:", "прочетете", "прочети", "четете още", "вижте още",
        "вижте също", "още по темата", "последвайте ни", "следете ни", "свързани статии", "свързани новини", "прочитајте и", "lexoni", "lexo edhe",
    ),
    "baltic": ("loe ka", "loe lähemalt", "lasi arī", "lasi vēl", "lasīt vairāk", "skaitykite taip pat", "taip pat skaitykite", "skaityti daugiau", "susiję straipsniai", "sekite mus"),
    "fa": ("بیشتر بخوانید", "بیشتر بدانید", "همچنین بخوانید", "مطالب مرتبط", "اخبار مرتبط", "خبرهای مرتبط", "ما را دنبال", "ارسال نظر", "منبع:", "اشتراک گذاری", "برچسب"),
    "he": ("קראו גם", "קראו עוד", "קרא גם", "קרא עוד", "לקריאה נוספת", "כתבות נוספות", "עוד בנושא", "עקבו אחרינו", "הצטרפו לקבוצת", "הצטרפו לערוץ", "פרסומת"),
    "bn": ("আরও পড়ুন", "আরো পড়ুন", "আমাদের অনুসরণ", "সম্পর্কিত খবর"),
    "ur": ("یہ بھی پڑھیں", "مزید پڑھیں", "ہمیں فالو", "متعلقہ خبریں"),
    "ta": ("மேலும் படிக்க", "இதையும் படி", "தொடர்புடைய"),
    "th": ("อ่านเพิ่มเติม", "อ่านต่อ", "อ่านข่าว", "ข่าวที่เกี่ยวข้อง", "บทความที่เกี่ยวข้อง", "ติดตามเรา", "ติดตามข่าว", "ที่มา :", "ที่มา:"),
    "hi": ("यह भी पढ़ें", "ये भी पढ़ें", "और पढ़ें",
           "इसे भी पढ़ें", "इसे भी देखें", "यह भी देखें", "संबंधित खबर", "और देखें", "हमें फॉलो", "फॉलो करें", "शेयर करें"),
}  # fmt: skip

STARTS: Final = tuple(start for starts in LINE_STARTS.values() for start in starts)
"""All of them, for one ``str.startswith``: a page's language is often declared wrongly, and none collides."""

CLOSING_HEADINGS: Final = (
    "related", "comments", "comment", "recommended", "more from", "more on", "more stories", "read more", "you may also",
    "you might also", "leave a reply", "leave a comment", "about the author", "share this", "latest", "most read",
    "most popular", "trending", "popular", "recent posts", "join the conversation", "responses", "top stories",
    "see also", "also on", "up next", "subscribe", "newsletter", "follow us", "sponsored", "promoted", "around the web",
    "mehr zum thema", "kommentare", "das könnte", "auch interessant", "lire aussi", "sur le même sujet", "commentaires",
    "à lire aussi", "te puede interesar", "relacionad", "comentarios", "noticias relacionadas", "leggi anche", "commenti",
    "leia também", "veja também", "comentários", "lees ook", "reacties", "læs også", "les også", "läs mer", "читайте также",
    "комментари", "関連記事", "相关", "관련", "discussion", "what others are reading", "tags", "categories",
)  # fmt: skip
"""Openings of headings after which an article does not go on."""

COMMENTS_HEADINGS: Final[frozenset[str]] = frozenset(
    (
        "comments", "leave a comment", "leave a reply", "post a comment", "add a comment", "write a comment", "your comment",
        "reader comments", "join the conversation", "join the discussion", "no comments", "no comments yet", "comments are closed", "leave your comment",
        "kommentare", "kommentieren", "leserkommentare", "ihr kommentar", "kommentar schreiben", "schreiben sie einen kommentar", "schreibe einen kommentar",
        "keine kommentare", "diskutieren sie mit", "commentaires", "laisser un commentaire", "vos commentaires", "réagissez", "vos réactions",
        "comentarios", "deja un comentario", "deja tu comentario", "comentários", "deixe um comentário", "deixe seu comentário",
        "commenti", "lascia un commento", "i commenti", "geef een reactie", "plaats een reactie", "reageer", "comentaris",
        "kommentarer", "lämna en kommentar", "skriv en kommentar", "kommentera", "legg igjen en kommentar", "skriv kommentar", "kommentit", "kommentoi", "jätä kommentti", "kommentid",
        "komentarze", "dodaj komentarz", "skomentuj", "napisz komentarz", "komentáře", "přidat komentář", "napsat komentář", "diskuse", "diskuze",
        "komentáre", "diskusia", "pridať komentár", "hozzászólások", "kommentek", "comentarii", "lasă un comentariu", "lasă un răspuns",
        "comentează", "komentari", "ostavi komentar", "komentiraj", "komentarji", "коментари", "остави коментар", "коментирај", "добави коментар", "комментарии",
        "оставить комментарий", "добавить комментарий", "комментировать", "коментарі", "залишити коментар", "додати коментар", "каментары",
        "σχόλια", "αφήστε ένα σχόλιο", "γράψτε ένα σχόλιο", "yorumlar", "yorum yap", "yorum yaz", "yorumlarınız", "bir yorum yazın", "şərhlər",
        "التعليقات", "تعليقات", "أضف تعليق", "أضف تعليقا", "أضف تعليقك", "اترك تعليقا", "اكتب تعليقك", "نظرات", "نظر شما", "نظرات کاربران", "ارسال نظر", "دیدگاه", "دیدگاه ها", "تبصرے", "تبصرہ",
        "תגובות", "הוסף תגובה", "הוספת תגובה", "टिप्पणियाँ", "कमेंट", "মন্তব্য", "கருத்துகள்", "ความคิดเห็น", "แสดงความคิดเห็น", "komentar anda", "tinggalkan komentar", "tulis komentar",
        "bình luận", "ý kiến bạn đọc", "gửi bình luận", "コメント", "コメントを書く", "コメントする", "みんなのコメント", "コメント一覧", "读者评论", "评论", "評論", "网友评论", "发表评论", "最新评论", "热门评论",
        "全部评论", "我要评论", "我来说两句", "留言", "發表留言", "发表回复", "發佈留言", "댓글", "전체 댓글", "댓글 쓰기",
    )
)  # fmt: skip
"""Headings of what readers say, whole, in lower case and without the number of those who did. Not those that articles have
themselves: a commentary, the reactions of others, a discussion of what was found."""


LABELS: Final[dict[str, tuple[str, ...]]] = {
    "en": ("related stories", "related articles", "related posts", "related content", "related coverage", "related news",
           "related links", "related reading", "editor's pick", "editor's picks", "editors' pick", "editors' picks", "editors picks",
           "editors' recommendations", "editor's recommendations", "you might like", "you may like", "you might also like",
           "you may also like", "recommended for you", "recommended stories", "recommended reading", "what to read next",
           "trending now", "read next"),
    "de": ("auch interessant", "das könnte sie auch interessieren", "das könnte dich auch interessieren", "mehr zum thema",
           "lesen sie auch", "lies auch", "empfehlungen der redaktion", "ähnliche artikel", "verwandte artikel", "meistgelesen"),
    "fr": ("à lire aussi", "lire aussi", "à lire également", "sur le même sujet", "articles liés", "vous aimerez aussi",
           "la rédaction vous conseille", "les plus lus"),
    "es": ("te puede interesar", "noticias relacionadas", "artículos relacionados", "lee también", "lea también", "te recomendamos",
           "lo más leído", "más leídas"),
    "it": ("leggi anche", "articoli correlati", "ti potrebbe interessare", "potrebbe interessarti", "i più letti"),
    "pt": ("leia também", "veja também", "notícias relacionadas", "matérias relacionadas", "artigos relacionados", "mais lidas"),
    "nl": ("lees ook", "gerelateerde artikelen", "meest gelezen"),
}  # fmt: skip
"""Whole lines that stand above links to other articles, in lower case; where the links are gone they announce nothing."""

LONGEST_LABEL_WORDS: Final = 5
_LABELS: Final = frozenset(label for labels in LABELS.values() for label in labels)
_MORE_FROM: Final = "more from "


def is_label(text: str, host: str | None) -> bool:
    """Whether a line is nothing but what stands above links to other articles; "More from …" says the site's name."""
    line = text.lower().replace("\u2019", "'").strip(" :…*")
    if line in _LABELS:
        return True
    return host is not None and line.startswith(_MORE_FROM) and line[len(_MORE_FROM) :].replace(" ", "") in host


def _by_head(starts: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    heads: dict[str, list[str]] = {}
    for start in starts:
        heads.setdefault(start[:_HEAD], []).append(start)
    return {head: tuple(tails) for head, tails in heads.items()}


_HEAD: Final = 2
_STARTS_BY_HEAD: Final = _by_head(STARTS)
_CLOSING_BY_HEAD: Final = _by_head(CLOSING_HEADINGS)


def opens(text: str) -> bool:
    """Whether a line begins as boilerplate does."""
    return _begins(text, _STARTS_BY_HEAD)


def closes(text: str) -> bool:
    """Whether a heading says that the article is over."""
    return _begins(text, _CLOSING_BY_HEAD)


def heads_comments(text: str) -> bool:
    """Whether a line is nothing but the heading of readers' comments, and how many there are."""
    return len(text) <= LONGEST_COMMENTS_HEADING and _NO_LETTERS.sub(" ", text).strip().lower() in COMMENTS_HEADINGS


LONGEST_COMMENTS_HEADING: Final = 50
"""Characters."""
_NO_LETTERS: Final = re.compile(r"[^\w\u0300-\u036f\u0900-\u0dff\u0e00-\u0eff]+|[\d_]+")
"""Signs and digits; the marks above and below the letters of India and Thailand are no signs."""


def _begins(text: str, starts_by_head: Mapping[str, tuple[str, ...]]) -> bool:
    """By its first two letters, since there are hundreds of openings, and of most texts nothing more is read."""
    starts = starts_by_head.get(text[:_HEAD].lower())
    return starts is not None and text[:_LONGEST].lower().startswith(starts)


_LONGEST: Final = max(len(start) for start in (*STARTS, *CLOSING_HEADINGS))
"""Characters of a text that an opening stands in: in lower case they may become more, never fewer."""
