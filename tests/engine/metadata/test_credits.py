"""Captions parted from credits: the words that name who made a picture, and the sentences that only look so."""

from __future__ import annotations

import pytest
from snippets import within_two_seconds

from presscut.extraction.metadata.images import MAXIMUM_CREDIT_CHARACTERS, split_credit
from presscut.extraction.vocabulary import credits as words

CAPTION = "The ferry leaves the harbour on Monday"


@pytest.mark.parametrize(
    ("written", "caption", "credit"),
    [
        # In parentheses
        (f"{CAPTION} (Jane Doe/AP)", CAPTION, "Jane Doe/AP"),
        (f"{CAPTION}. (AP Photo/Jane Doe)", CAPTION, "AP Photo/Jane Doe"),
        (f"{CAPTION} (Photo: Jane Doe)", CAPTION, "Jane Doe"),
        (f"{CAPTION} (Photo by Jane Doe)", CAPTION, "Photo by Jane Doe"),
        (f"{CAPTION} (Foto: dpa)", CAPTION, "dpa"),
        (f"{CAPTION} [Jane Doe via AP]", CAPTION, "Jane Doe via AP"),
        (f"{CAPTION} (supplied)", CAPTION, "supplied"),
        (f"{CAPTION} (City of Halden photo)", CAPTION, "City of Halden photo"),
        (f"{CAPTION} (© Jane Doe)", CAPTION, "Jane Doe"),
        (f"{CAPTION} (Reuters)", CAPTION, "Reuters"),
        (f"{CAPTION} (AP)", CAPTION, "AP"),
        (f"{CAPTION}（写真：山田太郎）", CAPTION, "山田太郎"),
        # Behind the sentence
        (f"{CAPTION}. Photo: Jane Doe", f"{CAPTION}.", "Jane Doe"),
        (f"{CAPTION}. Photo by Jane Doe", f"{CAPTION}.", "Photo by Jane Doe"),
        (f"{CAPTION}. Jane Doe/Reuters", f"{CAPTION}.", "Jane Doe/Reuters"),
        (f"{CAPTION}. Jane Doe / Getty Images", f"{CAPTION}.", "Jane Doe / Getty Images"),
        (f"{CAPTION}. Jane Doe via AP", f"{CAPTION}.", "Jane Doe via AP"),
        (f"{CAPTION}. Getty Images", f"{CAPTION}.", "Getty Images"),
        (f"{CAPTION} | Foto: Anna Muster", CAPTION, "Anna Muster"),
        (f"{CAPTION} – Bild: imago/Anna Muster", CAPTION, "imago/Anna Muster"),
        (f"{CAPTION}. © Anna Muster", f"{CAPTION}.", "Anna Muster"),
        (f"{CAPTION}. Crédit photo : Jeanne Dupont", f"{CAPTION}.", "Jeanne Dupont"),
        (f"{CAPTION}. Фото: Анна Иванова", f"{CAPTION}.", "Анна Иванова"),
        # A caption that begins as names do, with dots of its own
        ("Rain falls in the U.S. Jane Doe / Reuters", "Rain falls in the U.S.", "Jane Doe / Reuters"),
        ("Fans wait in St. Paul. Jane Doe / AP", "Fans wait in St. Paul.", "Jane Doe / AP"),
        ("Trains stop at 5 p.m. each day. Jane Doe / AFP", "Trains stop at 5 p.m. each day.", "Jane Doe / AFP"),
        ("Rain. More rain in the north. Jane Doe / AFP", "Rain. More rain in the north.", "Jane Doe / AFP"),
        # Names with dots of their own
        ("J. R. Doe / Reuters", None, "J. R. Doe / Reuters"),
        (f"{CAPTION}. Jane A. Doe / Reuters", f"{CAPTION}.", "Jane A. Doe / Reuters"),
        (f"{CAPTION}. Dr. Jane Doe / Reuters", f"{CAPTION}.", "Dr. Jane Doe / Reuters"),
        ("Photo by J. Doe / Reuters", None, "Photo by J. Doe / Reuters"),
        # The credit alone
        ("Photo: Jane Doe", None, "Jane Doe"),
        ("Photo by Jane Doe", None, "Photo by Jane Doe"),
        ("Foto: dpa/Anna Muster", None, "dpa/Anna Muster"),
        ("Credit: NASA", None, "NASA"),
        ("© 2024 Jane Doe", None, "2024 Jane Doe"),
        ("Jane Doe / AP", None, "Jane Doe / AP"),
        ("Getty Images", None, "Getty Images"),
        ("Courtesy of the Halden Museum", "Courtesy of the Halden Museum", None),
        # None
        (CAPTION, CAPTION, None),
        (f"{CAPTION}.", f"{CAPTION}.", None),
        (f"{CAPTION} (left)", f"{CAPTION} (left)", None),
        (f"{CAPTION} (file)", f"{CAPTION} (file)", None),
        ("The second movement [MP3 / FLAC]", "The second movement [MP3 / FLAC]", None),
        ("“It will open again,” she told Reuters.", "“It will open again,” she told Reuters.", None),
        ("The image of the party: it suffers", "The image of the party: it suffers", None),
        ("HALDEN (Reuters) - The ferry sails again", "HALDEN (Reuters) - The ferry sails again", None),
        ("He showed us a photo of the ferry.", "He showed us a photo of the ferry.", None),
        ("  ", None, None),
        ("", None, None),
    ],
)
def test_a_caption_and_its_credit(written: str, caption: str | None, credit: str | None) -> None:
    assert split_credit(written) == (caption, credit)


@pytest.mark.parametrize(
    ("written", "caption", "credit"),
    [
        # Who took it
        ("新华社記者 李明 摄", None, "新华社記者 李明 摄"),
        ("渡轮离开港口。新华社记者 李明 摄", "渡轮离开港口。", "新华社记者 李明 摄"),
        ("港口的渡轮（新华社记者李明摄）", "港口的渡轮", "新华社记者李明摄"),
        ("渡轮离开港口。新华社发（李明摄）", "渡轮离开港口。", "新华社发（李明摄）"),
        ("渡轮离开港口。李明 摄", "渡轮离开港口。", "李明 摄"),
        ("渡輪離開港口。（記者王小明攝）", "渡輪離開港口。", "記者王小明攝"),
        ("山田花子撮影", None, "山田花子撮影"),
        ("霧の中のフェリー＝港町で、山田花子撮影", "霧の中のフェリー＝港町で", "山田花子撮影"),
        ("霧の中のフェリー（撮影・山田花子）", "霧の中のフェリー", "山田花子"),
        ("안개 속의 여객선 [촬영 홍길동]", "안개 속의 여객선", "촬영 홍길동"),
        ("안개 속의 여객선. 사진 홍길동 기자", "안개 속의 여객선.", "사진 홍길동 기자"),
        # Labels
        ("图/视觉中国", None, "视觉中国"),
        ("渡轮离开港口 图/视觉中国", "渡轮离开港口", "视觉中国"),
        ("渡轮离开港口。图片来源：视觉中国", "渡轮离开港口。", "视觉中国"),
        ("渡輪離開港口。（圖／翻攝自臉書）", "渡輪離開港口。", "翻攝自臉書"),
        ("写真：ロイター/アフロ", None, "ロイター/アフロ"),
        ("霧の中のフェリー（写真：港町提供）", "霧の中のフェリー", "港町提供"),
        ("사진=연합뉴스", None, "연합뉴스"),
        ("안개 속의 여객선 /사진=연합뉴스", "안개 속의 여객선", "연합뉴스"),
        ("안개 속의 여객선. 사진 | 연합뉴스", "안개 속의 여객선.", "연합뉴스"),
        ("사진 제공 항만공사", None, "항만공사"),
        ("안개 속의 여객선. 사진 제공=항만공사", "안개 속의 여객선.", "항만공사"),
        ("안개 속의 여객선 ⓒ 연합뉴스", "안개 속의 여객선", "연합뉴스"),
        # Who lent it
        ("渡轮离开港口。港口管理局供图", "渡轮离开港口。", "港口管理局供图"),
        ("霧の中のフェリー＝港町提供", "霧の中のフェリー", "港町提供"),
        ("안개 속의 여객선 [항만공사 제공]", "안개 속의 여객선", "항만공사 제공"),
        ("안개 속의 여객선 [연합뉴스 자료사진]", "안개 속의 여객선", "연합뉴스 자료사진"),
        # Agencies alone
        ("渡輪離開港口（中央社）", "渡輪離開港口", "中央社"),
        ("霧の中のフェリー＝共同", "霧の中のフェリー", "共同"),
        ("안개 속의 여객선. /연합뉴스", "안개 속의 여객선.", "연합뉴스"),
    ],
)
def test_a_caption_and_its_credit_in_east_asia(written: str, caption: str | None, credit: str) -> None:
    assert split_credit(written) == (caption, credit)


@pytest.mark.parametrize(
    "text",
    [
        # Sentences, and headlines without a full stop
        "他说，这张照片是他自己拍摄的。",
        "记者在现场拍摄",
        "图为港口的渡轮",
        "图文无关",
        "下图：港口",
        "他们免费提供图片。",
        "映画は来月から撮影",
        "卒業式で、記念撮影",
        "人気俳優、極秘撮影",
        "港町が無料で提供",
        "港町の祭り（無料で提供）",
        "写真展、来月から 港町が作品を募集",
        "사진을 찍었다",
        "무료 서비스 제공",
        "여객선 회사가 사진을 제공했다.",
        # Whose report it is, or who wrote it
        "政府は17日に発表した。（共同）",
        "渡輪離開港口。（路透社）",
        "記者李明／報導",
        "안개 속의 여객선 (서울=연합뉴스)",
        "안개 속의 여객선. 홍길동 기자",
    ],
)
def test_what_is_no_credit_in_east_asia(text: str) -> None:
    assert split_credit(text) == (text, None)


@pytest.mark.parametrize("label", words.EAST_ASIAN_LABELS)
def test_every_east_asian_label_is_known_before_a_slash_and_a_colon(label: str) -> None:
    for sign in ("/", "／", "：", "="):
        assert split_credit(f"霧中的渡輪 {label}{sign}王小明") == ("霧中的渡輪", "王小明")


@pytest.mark.parametrize("agency", words.EAST_ASIAN_AGENCIES)
def test_every_east_asian_agency_is_known_alone_in_brackets(agency: str) -> None:
    assert split_credit(f"霧中的渡輪（{agency}）") == ("霧中的渡輪", agency)


@pytest.mark.parametrize("language", words.PREFIXES)
def test_every_opening_of_every_language_is_known(language: str) -> None:
    for prefix in words.PREFIXES[language]:
        opening = prefix.rstrip("=")
        assert split_credit(f"{opening}: Ann Ortega")[1] == "Ann Ortega", prefix
        assert split_credit(f"{CAPTION} ({opening}: Ann Ortega)") == (CAPTION, "Ann Ortega"), prefix


@pytest.mark.parametrize("agency", words.AGENCIES)
def test_every_agency_is_known_behind_a_name(agency: str) -> None:
    assert split_credit(f"{CAPTION}. Ann Ortega/{agency}") == (f"{CAPTION}.", f"Ann Ortega/{agency}")
    assert split_credit(f"{CAPTION} (Ann Ortega/{agency})") == (CAPTION, f"Ann Ortega/{agency}")


@pytest.mark.parametrize("word", words.TRAILING_WORDS)
def test_every_trailing_word_makes_a_parenthesis_a_credit(word: str) -> None:
    assert split_credit(f"{CAPTION} (Halden Ferries {word})") == (CAPTION, f"Halden Ferries {word}")


@pytest.mark.parametrize(
    "text",
    [
        "photo " + "." * 1_000_000 + "x",
        "photo " + "." * 1_000_000 + " (Reuters)",
        "(" * 1_000_000 + "x)",
        ". Photo by A" * 80_000 + ";",
        "Photo: Jane Doe " * 60_000 + ".",
        " Copyright " * 90_000 + ";",
        "©" * 1_000_000,
        "A" * 1_000_000 + "/AP",
        "A. a " * 200_000 + "Doe / AP",
        "photo\n" * 160_000,
        "记者李明" * 250_000,
        "、山田花子撮影" * 140_000 + "は",
        "사진" + " " * 1_000_000 + "제공한",
    ],
    ids=range(13),
)
def test_a_megabyte_of_caption_is_looked_at_in_time(text: str) -> None:
    with within_two_seconds():
        caption, credit = split_credit(text)
    assert credit is None or len(credit) <= MAXIMUM_CREDIT_CHARACTERS
    assert caption or credit
