"""Credits as Chinese, Japanese and Korean captions write them: without capitals, and often without spaces or a colon.

A credit stands at the end of its caption, in brackets, or behind a full stop, a space, a slash or "＝", and says that
someone took the picture ("李明 摄", "山田花子撮影"), lent it ("항만공사 제공") or that it is one ("图/视觉中国"). A sentence of the
body has a full stop behind it, which no credit has. :func:`may_hold` is the cheap question: most lines hold no such sign.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from presscut.extraction.vocabulary import credits as words

_TAIL_CHARACTERS: Final = 120


def _alternatives(parts: tuple[str, ...]) -> str:
    return "|".join(sorted(map(re.escape, parts), key=len, reverse=True))


_SIGN: Final = re.compile("|".join([*words.EAST_ASIAN_SIGNS, *(name[-2:] for name in words.EAST_ASIAN_AGENCIES)]))
_AGENCY: Final = _alternatives(words.EAST_ASIAN_AGENCIES)
_LABEL: Final = rf"(?:{_alternatives(words.EAST_ASIAN_LABELS)})"
_SLASH: Final = r"\s*[:：=＝/／|｜丨・·]\s*"
_IDEOGRAPHS: Final = r"\u3400-\u9fff々"
_NAME: Final = rf"[{_IDEOGRAPHS}·]{{2,4}}"
_NAMES: Final = rf"{_NAME}(?:[\s、/／]+{_NAME}){{0,3}}"
_NO_PERSON: Final = rf"(?<!{')(?<!'.join(words.JAPANESE_NO_PERSON)})"

# Each is the whole of what stands in brackets, or all that stands behind a border.
_CREDIT: Final = "|".join(
    (
        # "图/视觉中国", "圖／記者王小明攝", "写真・山田花子", "사진=연합뉴스", and "ⓒ 연합뉴스"
        rf"{_LABEL}{_SLASH}[^\s。！？/／|｜][^。！？\n]{{0,60}}",
        r"ⓒ\s*[^\s。][^。\n]{1,40}",
        # "新华社记者 李明 摄", "记者李明、王芳摄影"
        rf"[{_IDEOGRAPHS}]{{0,12}}(?:记者|記者|通讯员|通訊員)[\s/／]*{_NAMES}[\s/／]*(?<!拍)(?:摄影?|攝影?|撮影)",
        # "李明 摄", "李明/摄"
        rf"{_NAMES}[\s/／]*(?<!拍)(?:摄|攝)",
        # "新华社发（李明摄）", "中新社发 李明 摄"
        rf"(?:{_AGENCY})[发發](?:\s*[（(]?{_NAMES}\s*[摄攝][）)]?)?",
        # "港口管理局供图", "网友供图"
        rf"[{_IDEOGRAPHS}A-Za-z]{{2,16}}(?:供图|供圖)",
        # "山田花子撮影", "本社ヘリから、山田花子撮影"
        rf"[{_IDEOGRAPHS}\u30a1-\u30ffA-Za-z\s]{{2,16}}{_NO_PERSON}撮影",
        # "촬영 홍길동", "사진제공 항만공사", "사진 홍길동 기자"
        r"(?:사진\s?(?:제공|출처)|촬영|사진촬영)\s+[^\s.][^.\n]{0,30}",
        r"사진\s+[\uac00-\ud7a3]{2,4}\s*(?:기자|작가)",
    )
)
# What says who made a picture only where brackets or "＝" set it apart; elsewhere it may be the end of a headline.
_SET_APART: Final = "|".join(
    (
        _CREDIT,
        rf"(?:{_AGENCY})",
        r"[^。！？.]{1,30}(?:(?<![でをにも])提供|資料写真|資料照片?|資料圖片|资料图片?)",
        r"[^.。]{1,30}\s?(?:제공|자료\s?사진)(?:\.\s?재판매\s및\sDB\s금지)?",
    )
)


@dataclass(frozen=True, slots=True)
class _Patterns:
    report: re.Pattern[str]
    """Behind a full stop "（共同）" tells whose report it is: the article's last line."""
    of_credits: tuple[re.Pattern[str], ...]
    """In the order in which they are tried; each has the group ``credit``."""
    leading_label: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    """Compiled for the first line that holds a sign of such a credit, which few pages have: it takes about a sixth of what
    importing the library does, and an import is a part of every cold start.
    """
    return _Patterns(
        report=re.compile(rf"(?<=[。！？」])\s*[(\[（【［〈](?:{_AGENCY})[)\]）】］〉]$"),
        of_credits=(
            # "[사진 출처 = 항만공사]": the label and the sign within the brackets are no border.
            re.compile(rf"\s*[\[［](?P<credit>{_LABEL}{_SLASH}[^\[\]［］。！？\n]{{1,60}})[\]］]$"),
            re.compile(
                r"(?:^|(?<=[。！？…」』”）)])|(?<=[.!?]\s)|[\s、，,|｜▲△]\s*|(?<![A-Za-z])\s*[/／]\s*)"
                rf"(?P<credit>{_CREDIT}|(?<=[/／])(?:{_AGENCY}))$"
            ),
            re.compile(rf"\s*[＝=]\s*(?P<credit>{_SET_APART})$"),
            re.compile(rf"\s*[(\[（【［〈]\s*(?P<credit>{_SET_APART})\s*[)\]）】］〉]$"),
        ),
        leading_label=re.compile(rf"(?:{_LABEL}{_SLASH}|사진\s?(?:제공|출처)\s+|ⓒ\s*)"),
    )


def may_hold(text: str) -> bool:
    """Whether there is any sign of such a credit in the end of a text."""
    return not text.isascii() and _SIGN.search(text, max(0, len(text) - _TAIL_CHARACTERS)) is not None


def find(text: str) -> tuple[str, str] | None:
    """Caption (may be empty) and credit of a text, without spaces around it, that :func:`may_hold` one."""
    tail = max(0, len(text) - _TAIL_CHARACTERS)
    patterns = _patterns()
    if patterns.report.search(text, tail):
        return None
    for pattern in patterns.of_credits:
        match = pattern.search(text, tail)
        if match is not None:
            credit = match.group("credit").strip()
            caption = text[: match.start()].rstrip("　 、，|｜/／")
            return caption, patterns.leading_label.sub("", credit, count=1) or credit
    return None
