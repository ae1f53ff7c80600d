"""The words of walls: how pages say that the rest costs money, an account or an e-mail address.

Cues are grouped by what they say. One group alone proves nothing (every site says "subscribe" somewhere); an offer
is a short run of blocks that says several of these things, one of :data:`GATE_GROUPS` among them. Phrases are
compared in lower case, with straight apostrophes.
"""

from __future__ import annotations

import re
from typing import Final

CONTINUE: Final = "continue reading"
REST: Final = "the rest of the article"
EXCLUSIVE: Final = "for subscribers only"
ALREADY: Final = "already a subscriber"
METER: Final = "metered"
SUBSCRIBE: Final = "subscribe"
REGISTER: Final = "register"
LOG_IN: Final = "log in"
EMAIL: Final = "e-mail address"
PRICE: Final = "price"
BENEFIT: Final = "benefit"

GOODS: Final = (
    "add to cart", "add to basket", "see price", "members-only price", "members-only deal", "in den warenkorb",
    "ajouter au panier", "añadir al carrito", "agregar al carrito", "aggiungi al carrello", "adicionar ao carrinho",
    "in winkelwagen", "lägg i varukorgen", "do koszyka", "добавить в корзину", "sepete ekle", "カートに入れる", "加入购物车",
    "장바구니",
)  # fmt: skip
"""Said of goods: a shop's prices for its members shut nobody out of a text."""

GATE_GROUPS: Final = frozenset((CONTINUE, REST, EXCLUSIVE, ALREADY, METER))
"""Groups that speak of this very article's rest, or to its reader as to one shut out."""

ACTION_GROUPS: Final = frozenset((SUBSCRIBE, REGISTER, LOG_IN, EMAIL, PRICE, METER))
"""Groups that say what the reader is to do about it."""

PHRASES: Final[dict[str, tuple[str, ...]]] = {
    CONTINUE: (
        "keep reading", "continue reading", "read on", "to read the full", "to read this", "read the full", "read full",
        "to continue", "weiterlesen", "weiter lesen", "um den artikel", "lire la suite", "poursuivre la lecture",
        "poursuivez votre lecture", "continuer la lecture", "pour lire la suite", "sigue leyendo", "seguir leyendo",
        "continuar leyendo", "continúa leyendo", "siga leyendo", "continua a leggere", "per continuare", "continue lendo",
        "continuar lendo", "continuar a ler", "continue a ler", "lees verder", "verder lezen", "läs vidare", "fortsätt läsa",
        "läsa vidare", "les videre", "lese videre", "læs videre", "læse videre", "fortsett å lese", "jatka lukemista",
        "lue koko", "czytaj dalej", "czytać dalej", "číst dál", "pokračovat ve čtení", "olvass tovább", "tovább olvas",
        "citește mai departe", "читать дальше", "продолжить чтение", "дочитать", "читати далі", "okumaya devam",
        "続きを読む", "続きをお読み", "继续阅读", "繼續閱讀", "계속 읽", "συνεχίστε την ανάγνωση", "متابعة القراءة",
        "आगे पढ़ें", "पूरी खबर पढ़ें", "lanjutkan membaca", "untuk membaca selengkapnya", "đọc tiếp", "tiếp tục đọc",
        "להמשך קריאה", "המשך קריאה", "nastavi čitati", "nastavite čitati", "nastavi s čitanjem", "чети още",
        "прочетете още", "continua llegint", "seguir llegint", "pokračovať v čítaní", "čítať ďalej",
        "halda áfram að lesa", "ادامه مطلب", "อ่านต่อ",
    ),
    REST: (
        "rest of this article", "rest of the article", "rest of this story", "rest of the story", "rest of this post",
        "unlock this", "unlock the full article", "unlock the full story", "unlock full access", "access to this article", "access to this story",
        "access this article", "access the full article", "access the full story", "reading this article", "reading this post",
        "reading this story", "to view this article", "ganzen artikel",
        "vollständigen artikel", "restlichen artikel", "artikel freischalten", "artikel ist kostenpflichtig",
        "la suite de cet article", "l'intégralité de cet article", "l'intégralité de l'article", "de cet article à lire",
        "de cet article", "resto del artículo", "resto de este artículo", "artículo completo", "nota completa",
        "noticia completa", "resto dell'articolo", "l'articolo completo", "l'intero articolo", "restante do artigo",
        "artigo completo", "matéria completa", "hele artikel", "rest van dit artikel", "hela artikeln", "resten av artikeln",
        "hele artikkelen", "hele saken", "resten af artiklen", "hele artiklen", "koko artikkeli", "pozostało do przeczytania",
        "cały artykuł", "celý článek", "teljes cikk", "articolul complet", "полный текст", "полную версию", "残り",
        "全文を読む", "全文をお読み", "閱讀全文", "阅读全文", "기사 전문",
        "पूरा लेख", "पूरी खबर", "artikel lengkap", "toàn bộ bài viết", "המאמר המלא", "לכתבה המלאה", "ostatak članka",
        "cijeli članak", "ceo članak", "цялата статия", "la resta de l'article", "l'article complet", "celý článok",
        "alla greinina", "متن کامل", "บทความฉบับเต็ม",
    ),
    EXCLUSIVE: (
        "for subscribers", "subscribers only", "subscriber-only", "subscriber only", "subscriber exclusive",
        "exclusive to subscribers", "available to subscribers", "available only to", "reserved for subscribers", "members only",
        "member-only", "members-only", "is for members", "are for members", "only for members", "exclusively for members",
        "for paying members", "for our members", "premium content", "premium article", "registered users",
        "exklusiv für", "nur für abonnenten", "für abonnenten", "abonnenten vorbehalten", "plus-artikel", "plus-abonnenten",
        "réservé aux abonnés", "réservée aux abonnés", "réservé à nos abonnés", "réservée à nos abonnés", "pour les abonnés",
        "exclusivo para suscriptores", "exclusiva para suscriptores", "sólo para suscriptores", "solo para suscriptores", "para suscriptores",
        "exclusivo para socios", "riservato agli abbonati", "riservata agli abbonati", "solo per gli abbonati",
        "per gli abbonati", "exclusivo para assinantes", "exclusiva para assinantes", "exclusivas para assinantes", "só para assinantes", "exclusivo a assinantes",
        "reservado a assinantes", "alleen voor abonnees", "exclusief voor abonnees", "voor abonnees", "för prenumeranter",
        "endast för prenumeranter", "för dig som är prenumerant", "for abonnenter", "kun for abonnenter", "forbeholdt abonnenter",
        "tilaajille", "vain tilaajille", "dla subskrybentów", "dla prenumeratorów", "dla abonentów", "pro předplatitele",
        "jen pro předplatitele", "előfizetőknek", "csak előfizetők", "pentru abonați", "только для подписчиков",
        "доступен подписчикам", "для подписчиков", "для передплатників", "aboneler için", "abonelere özel", "会員限定",
        "有料会員", "有料記事", "付费内容", "会员专享", "訂閱會員", "유료회원", "συνδρομητές", "للمشتركين",
        "केवल सब्सक्राइबर", "केवल सदस्यों", "सिर्फ प्रीमियम", "khusus pelanggan", "hanya untuk pelanggan",
        "dành cho thành viên", "dành riêng cho", "למנויים בלבד", "לקריאה למנויים", "samo za pretplatnike",
        "za pretplatnike", "само за абонати", "за абонати", "només per a subscriptors", "per a subscriptors",
        "exclusiu per a", "len pre predplatiteľov", "pre predplatiteľov", "fyrir áskrifendur", "ویژه مشترکان",
        "สำหรับสมาชิก",
    ),
    ALREADY: (
        "already a subscriber", "already a member", "already subscribe", "already have an account", "already registered",
        "existing subscriber", "existing customer", "bereits abonnent", "schon abonnent", "bereits ein abo", "bereits registriert",
        "bereits kunde", "bereits digital", "sie sind bereits", "schon registriert", "déjà abonné", "vous êtes abonné",
        "déjà inscrit", "déjà un compte", "ya eres suscriptor", "ya es suscriptor", "ya soy suscriptor", "ya estás suscrito",
        "ya tienes una cuenta", "ya tienes cuenta", "ya soy usuario", "ya eres socio", "sei già abbonato", "già abbonato",
        "hai già un account", "sei già registrato", "já é assinante", "já sou assinante", "já tem conta", "já é registado",
        "al abonnee", "reeds abonnee", "heb je al een", "heeft u al een", "bent u al abonnee", "redan prenumerant",
        "är du prenumerant", "har du redan", "allerede abonnent", "er du abonnent", "har du allerede", "oletko jo tilaaja",
        "jos olet jo tilaaja", "jo tilaaja", "masz już", "jesteś już", "máte už", "už máte", "már előfizető", "ești deja abonat",
        "уже подписаны", "уже есть подписка", "уже подписчик", "уже зарегистрированы", "zaten abone", "会員の方", "已是会员",
        "已經是", "已有帐号", "已有账号", "이미 회원", "είστε ήδη",
        "पहले से सदस्य", "पहले से सब्सक्राइबर", "sudah berlangganan", "sudah punya akun", "đã có tài khoản",
        "כבר מנוי", "כבר רשומים", "već ste pretplatnik", "već imate račun", "već ste pretplaćeni", "вече сте абонат",
        "ja ets subscriptor", "ja ets subscriptora", "už ste predplatiteľ", "máte už predplatné", "ertu áskrifandi",
        "é assinante?", "já possui cadastro", "قبلاً ثبت نام", "เป็นสมาชิกอยู่แล้ว",
    ),
    METER: (
        "articles left", "articles remaining", "free articles", "free article", "articles of your choice each month",
        "articles each month", "articles per month", "articles a month", "stories left", "reached your limit",
        "reached your article limit", "reached the limit", "your last free", "articles this month", "gratis-artikel",
        "kostenlose artikel", "freie artikel", "articles gratuits", "articles offerts", "artículos gratis",
        "artículos gratuitos", "articoli gratuiti", "artigos grátis", "artigos gratuitos", "gratis artikelen",
        "gratis artiklar", "gratis artikler", "darmowych artykułów", "бесплатных статей", "無料で読める", "免费文章",
    ),
    SUBSCRIBE: (
        "subscribe", "subscription", "become a member", "membership", "start your trial", "free trial", "abonnieren", "abo ",
        "abos", "abonnement", "probeabo", "probemonat", "testmonat", "s'abonner", "abonnez-vous", "je m'abonne", "abonnés",
        "suscríbete", "suscríbase", "suscribirse", "suscripción", "suscribite", "hazte socio", "abbonati", "abbonamento",
        "assine", "assinatura", "torne-se assinante", "word abonnee", "abonneer", "neem een abonnement", "bli prenumerant",
        "prenumerera", "prenumeration", "bli abonnent", "abonner", "abonnér", "tilaa ", "tilaus", "subskrypcj", "prenumerat",
        "wykup dostęp", "předplatné", "předplaťte", "előfizet", "abonează", "abonare", "подписаться", "подписку",
        "подписка", "оформите подписку", "передплат", "abone ol", "abonelik", "購読", "有料プラン", "订阅", "訂閱", "구독",
        "συνδρομή", "اشترك", "اشتراك",
        "सब्सक्राइब", "सदस्यता", "berlangganan", "đăng ký gói", "mua gói", "הצטרפו למנוי", "רכישת מנוי", "מינוי",
        "pretplat", "абонамент", "абонирай", "subscriu-t", "subscripció", "predplatné", "predplaťte", "áskrift",
        "اشتراک", "สมัครสมาชิก",
    ),
    REGISTER: (
        "register", "create an account", "create a free account", "create your account", "create your free", "sign up",
        "registrieren", "kostenlos registrieren", "konto erstellen", "créer un compte", "créez un compte", "inscrivez-vous",
        "inscription gratuite", "regístrate", "regístrese", "crear cuenta", "crea una cuenta", "registrati", "crea un account",
        "cadastre-se", "registe-se", "crie sua conta", "criar conta", "maak een account", "registreer", "account aanmaken",
        "skapa konto", "skapa ett konto", "registrera dig", "opprett konto", "opret en", "registrer deg", "rekisteröidy",
        "luo tili", "zarejestruj", "załóż konto", "registrujte", "zaregistrujte", "regisztrál", "înregistrează",
        "зарегистрир", "зареєстру", "kayıt ol", "üye ol", "会員登録", "無料登録", "注册", "註冊", "회원가입", "εγγραφή", "سجل ",
        "रजिस्टर", "daftar sekarang", "buat akun", "đăng ký tài khoản", "הרשמה", "הירשמו", "registrirajte se",
        "registrujte se", "регистрирай", "registra't", "nýskráning", "ثبت نام", "ลงทะเบียน",
    ),
    LOG_IN: (
        "log in", "login", "sign in", "log on", "anmelden", "einloggen", "connectez-vous", "se connecter", "je me connecte",
        "identifiez-vous", "inicia sesión", "iniciar sesión", "inicie sesión", "ingresa aquí", "accedi", "effettua il login",
        "faça login", "faça o login", "iniciar sessão", "inicie sessão", "entre aqui", "inloggen", "logga in", "logg inn",
        "log ind", "kirjaudu", "zaloguj", "přihlaste", "přihlásit", "jelentkezz", "bejelentkez", "autentifică", "войти",
        "войдите", "авторизу", "увійти", "увійдіть", "giriş yap", "oturum aç", "ログイン", "登录", "登錄", "登入", "로그인",
        "σύνδεση", "συνδεθείτε", "تسجيل الدخول",
        "लॉग इन", "लॉगिन", "masuk ke akun", "đăng nhập", "התחברו", "התחברות", "prijavite se", "prijavi se", "влезте",
        "inicia sessió", "prihláste", "prihlásiť", "innskrá", "وارد شوید", "เข้าสู่ระบบ",
    ),
    EMAIL: (
        "email address", "e-mail address", "your email", "your e-mail", "e-mail-adresse", "ihre e-mail", "adresse e-mail",
        "votre e-mail", "votre email", "adresse mail", "correo electrónico", "tu correo", "tu email", "indirizzo email",
        "indirizzo e-mail", "la tua email", "seu e-mail", "seu email", "endereço de e-mail", "e-mailadres", "din e-post",
        "e-postadress", "din e-mail", "din mail", "sähköposti", "adres e-mail", "e-mailovou", "e-mail-cím", "адрес электронной",
        "e-posta adres", "メールアドレス", "邮箱", "이메일",
    ),
    PRICE: (
        "per month", "/month", "a month", "per week", "/week", "per year", "a year", "cancel anytime", "cancel any time",
        "pro monat", "im monat", "€/monat", "monatlich kündbar", "jederzeit kündbar", "par mois", "/mois", "sans engagement",
        "al mes", "por mes", "/mes", "cancela cuando", "sin permanencia", "al mese", "/mese", "disdici quando", "por mês",
        "/mês", "cancele quando", "per maand", "/maand", "maandelijks opzegbaar", "i månaden", "kr/mån", "per måned",
        "pr. måned", "kr/md", "om måneden", "kuukaudessa", "€/kk", "miesięcznie", "zł/mies", "měsíčně", "havonta", "pe lună",
        "в месяц", "руб.", "грн", "aylık", "月額", "円/月", "每月", "월 ",
        "प्रति माह", "प्रति महीने", "per bulan", "mỗi tháng", "לחודש", "mjesečno", "mesečno", "на месец", "mesačne",
        "á mánuði", "در ماه", "ต่อเดือน", "cancela quando",
    ),
    BENEFIT: (
        "unlimited", "ad-free", "instant access", "all-access", "full access", "digital access", "access to", "newsletter",
        "you'll get", "you will get", "you get", "our app", "delivered to you", "your inbox", "available to you", "the app",
        "unbegrenzt", "werbefrei", "zugriff auf", "zugang zu", "accès illimité", "en illimité", "sans publicité",
        "accès à", "acceso ilimitado", "sin publicidad", "sin límites", "acceso a", "accesso illimitato", "senza pubblicità",
        "accesso a", "acesso ilimitado", "sem anúncios", "acesso a", "onbeperkt", "toegang tot", "obegränsad", "tillgång till",
        "ubegrenset", "tilgang til", "ubegrænset", "adgang til", "rajaton", "nieograniczony", "bez reklam", "dostęp do",
        "neomezený", "korlátlan", "acces nelimitat", "неограниченный", "без рекламы", "доступ к", "sınırsız", "無制限", "无限",
        "무제한",
        "असीमित", "tanpa iklan", "không giới hạn", "ללא הגבלה", "neograničen", "без ограничения", "accés il·limitat",
        "neobmedzený", "ótakmark", "نامحدود", "ไม่จำกัด",
    ),
}  # fmt: skip

AMOUNT: Final = re.compile(r"[$€£¥₹₽]\s?\d|\d\s?(?:[$€£¥₹₽]|kr\b|zł|Kč|Ft\b|лв)")
"""A price in figures: the cue :data:`PRICE` as well."""
