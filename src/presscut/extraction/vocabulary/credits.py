"""How captions name who made a picture: openings, agencies, and the words in between, by language.

The openings are those seen over four public corpora; Fundus's ``image_author_parsing`` lists many of the same.
"""

from __future__ import annotations

from typing import Final

PREFIXES: Final[dict[str, tuple[str, ...]]] = {
    "en": ("photo", "photos", "photograph", "photographs", "photographer", "picture", "pictures", "image", "images", "credit",
           "credits", "photo credit", "photo credits", "image credit", "image credits", "picture credit", "photo by",
           "photos by", "photograph by", "image by", "images by", "picture by", "photo courtesy of", "image courtesy of",
           "photos courtesy of", "courtesy of", "courtesy", "image source", "photo source", "illustration", "illustration by",
           "illustrations by", "graphic", "graphic by", "artwork by", "video", "screenshot", "file photo", "handout photo"),
    "de": ("foto", "fotos", "fotograf", "fotografin", "bild", "bilder", "bildquelle", "bildrechte", "bildnachweis", "quelle",
           "grafik", "illustration", "archivfoto", "symbolbild", "archivbild", "copyright"),
    "fr": ("photo", "photos", "crédit", "crédits", "crédit photo", "crédits photo", "crédit image", "photographie", "image",
           "photo d'archives", "dessin", "infographie"),
    "es": ("foto", "fotos", "fotografía", "fotografías", "imagen", "imágenes", "crédito", "créditos", "foto de", "fotografía de",
           "imagen de", "fotos de", "fuente", "ilustración", "ilustración de"),
    "it": ("foto", "fotografia", "immagine", "crediti", "credito", "foto di", "fonte", "fonte foto", "illustrazione di"),
    "pt": ("foto", "fotos", "imagem", "crédito", "créditos", "fotografia", "foto de", "reprodução", "divulgação", "fonte"),
    "nl": ("foto", "foto's", "beeld", "bron", "fotograaf", "fotografie"),
    "nordic": ("foto", "bild", "bilde", "billede", "kuva", "kuvat", "fotograf", "ljósmynd", "mynd"),
    "pl": ("fot", "foto", "zdjęcie", "źródło", "autor"),
    "cs": ("foto", "zdroj", "snímek"),
    "hu": ("fotó", "kép", "forrás"),
    "ro": ("foto", "sursa foto", "sursă foto", "sursa"),
    "tr": ("fotoğraf", "foto", "görsel", "kaynak"),
    "id": ("foto", "gambar", "sumber"),
    "vi": ("ảnh", "nguồn"),
    "ru": ("фото", "источник", "источник фото", "снимок", "фотография", "иллюстрация"),
    "uk": ("фото", "джерело"),
    "el": ("φωτό", "φωτογραφία", "πηγή"),
    "ar": ("الصورة", "صورة", "تصوير"),
    "ja": ("写真", "撮影", "画像", "写真提供", "提供", "出典"),
    "zh": ("图", "图片", "图源", "图片来源", "摄影", "来源", "照片", "圖", "圖片來源", "攝影", "圖片", "資料圖片", "资料图"),
    "ko": ("사진", "사진=", "사진제공", "출처"),
    "hi": ("फोटो", "तस्वीर"),
    "bn": ("ছবি",),
    "he": ("צילום", "תצלום", "קרדיט"),
    "fa": ("عکس", "عکاس"),
    "th": ("ภาพ", "ภาพจาก", "เครดิตภาพ"),
}  # fmt: skip

SHORT_AGENCIES: Final = ("AP", "AFP", "dpa", "DPA", "EFE", "ANSA", "MTI", "TASS", "ТАСС", "ANP")
"""Abbreviations that mean the agency even alone in parentheses; "(EPA)" or "(PA)" behind a sentence may be anything."""

AGENCIES: Final = (
    "AP", "Associated Press", "AP Photo", "Reuters", "REUTERS", "AFP", "AFP Photo", "Getty", "Getty Images", "Gettyimages",
    "EPA", "EPA-EFE", "EFE", "dpa", "DPA", "picture alliance", "picture-alliance", "imago", "IMAGO", "imago images", "APA",
    "Keystone", "ANSA", "LaPresse", "Lusa", "LUSA", "PAP", "ČTK", "MTI", "TASS", "ТАСС", "РИА Новости", "Sputnik", "Xinhua",
    "新华社", "共同", "時事", "Kyodo", "Jiji", "Yonhap", "연합뉴스", "뉴스1", "뉴시스", "Bloomberg", "Alamy", "Alamy Stock Photo",
    "Shutterstock", "iStock", "iStockphoto", "Adobe Stock", "Dreamstime", "Depositphotos", "Unsplash", "Pexels", "Pixabay",
    "Flickr", "Wikimedia", "Wikimedia Commons", "Creative Commons", "NurPhoto", "Anadolu", "Anadolu Agency",
    "Zuma", "ZUMA Press", "ZUMAPRESS", "Sipa", "SIPA", "SIPA USA", "Rex", "PA", "PA Media", "PA Images", "PA Wire",
    "Press Association", "AAP", "The Canadian Press", "Canadian Press", "NTB",
    "Scanpix", "Ritzau Scanpix", "Lehtikuva", "Belga", "ANP", "Hollandse Hoogte", "USA TODAY Sports", "Imagn Images", "Icon Sportswire",
    "Europa Press", "Cuartoscuro", "Agência Brasil", "Folhapress", "Estadão Conteúdo", "ddp", "action press", "Corbis",
    "Magnum Photos", "VCG", "Abaca", "MAXPPP", "Hans Lucas", "Photoshot", "Splash News", "BestImage", "Redux", "UPI",
)  # fmt: skip

LINKS: Final = ("via", "/", "for", "courtesy of", "through", "für", "pour", "para", "per")
"""What joins a photographer to an agency: "Jane Doe via AP", "Jane Doe/Reuters", "Jane Doe for The Gazette"."""

TRAILING_WORDS: Final = (
    "photo", "photos", "photograph", "photography", "foto", "image", "images", "picture", "file photo", "archive", "archives",
    "archivo", "archiv", "handout", "screenshot", "screengrab", "supplied", "contributed", "courtesy", "provided", "submitted",
    "publicity photo", "press photo", "staff photo", "staff", "stock photo", "reprodução", "divulgação", "captura de pantalla",
)  # fmt: skip
"""A parenthesis that ends in one of these is a credit: "(City of Halden photo)", "(supplied)"."""

EAST_ASIAN_LABELS: Final = (
    "图", "圖", "图片", "圖片", "图源", "圖源", "图片来源", "圖片來源", "图片提供", "圖片提供", "摄影", "攝影", "文/图", "文／图",
    "图文", "写真", "写真提供", "写真撮影", "文・写真", "撮影", "撮影者", "画像", "画像提供", "提供写真", "사진", "사진제공", "사진 제공",
    "사진출처", "사진 출처", "출처", "촬영", "글·사진", "이미지",
)  # fmt: skip
"""What stands before a colon, a slash or "=" and the name."""

EAST_ASIAN_AGENCIES: Final = (
    "新华社", "新華社", "中新社", "中国新闻社", "中央社", "人民图片", "视觉中国", "視覺中國", "东方IC", "路透社", "路透", "法新社", "美联社",
    "美聯社", "欧新社", "歐新社", "共同", "共同社", "共同通信", "共同通信社", "時事", "時事通信", "ロイター", "AFP時事",
    "ロイター/アフロ", "AP/アフロ", "アフロ", "ゲッティ", "ゲッティイメージズ", "연합뉴스", "뉴시스", "뉴스1", "로이터", "로이터연합뉴스", "로이터=연합뉴스",
    "AP연합뉴스", "AP=연합뉴스", "AFP연합뉴스", "AFP=연합뉴스", "EPA연합뉴스", "EPA=연합뉴스", "게티이미지", "게티이미지뱅크", "게티이미지코리아",
)  # fmt: skip
"""Agencies as they are called there, alone in brackets or behind "＝"."""

EAST_ASIAN_SIGNS: Final = (
    "摄", "攝", "撮影", "写真", "画像", "提供", "图", "圖", "資料照", "사진", "촬영", "제공", "출처", "이미지", "ⓒ",
)  # fmt: skip
"""Without one of these or the end of the name of an agency nothing is a credit."""

JAPANESE_NO_PERSON: Final = (
    "記念", "写真", "動画", "映画", "集合", "空中", "夜間", "屋外", "極秘", "ドラマ", "ロケ", "の", "を", "で",
)  # fmt: skip
"""Words before 撮影 that say what or how, not who: "a commemorative photograph", "a film shoot"."""

RIGHTS: Final = (
    "all rights reserved", "alle rechte vorbehalten", "tous droits réservés", "todos los derechos reservados",
    "tutti i diritti riservati", "todos os direitos reservados", "alle rechten voorbehouden", "alla rättigheter förbehållna",
    "alle rettigheter forbeholdt", "alle rettigheder forbeholdes", "wszelkie prawa zastrzeżone", "všechna práva vyhrazena",
    "minden jog fenntartva", "toate drepturile rezervate", "все права защищены", "усі права захищені", "всі права захищені",
    "tüm hakları saklıdır", "無断転載禁止", "无断转载禁止", "版权所有", "版權所有", "무단전재 및 재배포 금지", "hak cipta dilindungi",
    "με επιφύλαξη παντός δικαιώματος", "جميع الحقوق محفوظة",
)  # fmt: skip
"""Reserved rights: in a caption the owner stands beside them, on a line of its own they are the site's."""

SOURCE: Final = ("source", "sources", "image", "via", "provided by", "supplied by", "cortesía", "cortesía de", "cortesia", "avec l'aimable autorisation de",
                 "mit freundlicher genehmigung von", "bron", "källa", "kilde", "lähde", "heimild")  # fmt: skip
"""Openings that mean the maker only within a caption; above a text "Source:" may say where the text is from."""

NOISE: Final = (
    "share on pinterest", "pin it", "save to pinterest", "click to enlarge", "click image to enlarge", "enlarge this image",
    "enlarge image", "enlarge", "view larger image", "view image in fullscreen", "open image in gallery", "open in gallery",
    "open image modal", "toggle caption", "hide caption", "show caption", "view gallery", "image unavailable", "image caption",
    "this image is no longer available", "image not available", "no image available", "camera icon", "close", "fullscreen",
    "advertisement", "bild vergrößern", "bild in vollansicht öffnen", "vergrößern", "vollbild", "bild nicht verfügbar",
    "agrandir l'image", "agrandir", "voir en plein écran", "ouvrir l'image", "image non disponible", "ampliar foto",
    "ampliar imagen", "ampliar", "imagen no disponible", "ingrandisci", "ingrandisci l'immagine", "ampliar imagem",
    "imagem indisponível", "vergroot afbeelding", "förstora bilden", "öppna bild", "forstørr bildet", "forstør billede",
    "powiększ", "zvětšit", "увеличить", "открыть изображение", "büyüt", "拡大", "画像を拡大する", "クリックで拡大", "拡大する",
    "点击查看大图", "點擊放大", "사진 확대", "이미지 확대", "이미지 크게 보기",
)  # fmt: skip
"""What a template writes beside a picture, in lower case: it stands alone, or before the caption."""

CREDIT_NAMES: Final = frozenset(
    ("credit", "credits", "credito", "creditos", "copyright", "photographer", "source", "attribution", "agency", "fotograf",
     "fotocredit", "photocredit", "imagecredit", "rights", "courtesy", "quelle", "bildquelle", "fuente", "foto")
)  # fmt: skip
"""Last words in the names of elements beside a picture that hold its credit."""
CREDIT_NAME_ENDINGS: Final = ("credit", "credits", "copyright", "agency", "photographer")
"""The same where a name is written in one ("contentcredit", "imgagency")."""
CAPTION_NAMES: Final = frozenset(
    ("caption", "captions", "description", "desc", "text", "title", "legend", "figcaption", "alt")
)
