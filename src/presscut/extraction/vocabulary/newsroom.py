"""What newsrooms note above and below a text, as parts of it: who edited it, where it came from, who may print it again.

Chinese, Japanese and Korean sites write such notes as paragraphs of the text, in a few fixed ways: a label and a name
("责任编辑：…", "来源｜…"), a disclaimer, a request to scan or to subscribe. Elsewhere mostly the owner of the rights stands
there. That a line stands first or last is for structure to say: within a text all of it may be said of something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

LONGEST_NOTE_WORDS: Final = 30
"""Of a label and what it names; two characters are about a word."""
LONGEST_NOTE_CHARACTERS: Final = 200
"""What has no spaces may be few words and very long; a pattern reads no more."""
LONGEST_DISCLAIMER_WORDS: Final = 120

ROLES: Final[dict[str, tuple[str, ...]]] = {
    "zh": (
        "责任编辑", "責任編輯", "责编", "編輯", "编辑", "本文编辑", "值班编辑", "值班主编", "主编", "编审", "审核", "审校", "校对", "校對",
        "监制", "总监制", "终审", "排版", "美编", "制图", "设计", "视觉", "策划", "统筹", "出品", "作者", "本文作者", "文章作者", "记者",
        "記者", "通讯员", "实习生", "实习记者", "见习记者", "特约撰稿人", "采写", "采访", "撰文", "撰稿", "文字", "执笔", "整理", "翻译", "编译", "译者", "文", "图",
        "文/图", "图/文", "图文", "摄影",
    ),
    "ja": ("文", "取材・文", "取材", "執筆", "構成", "編集", "編集・構成", "撮影", "文・写真", "記者", "翻訳", "監修"),
    "ko": ("글", "글·사진", "편집", "취재", "정리", "번역", "감수", "기자"),
}  # fmt: skip
"""Who did what; a name follows."""

TITLES: Final = ("原标题", "原標題", "本文原标题", "本文原標題", "原题", "原题为", "原題", "原文标题", "原文標題")
"""What a text was called where it came from; that may be a sentence."""

SOURCES: Final[dict[str, tuple[str, ...]]] = {
    "zh": (
        "来源", "來源", "本文来源", "文章来源", "稿件来源", "资料来源", "资料来自",
        "新闻来源", "消息来源", "信息来源", "综合来源", "转自", "转载自", "原载", "原文链接", "原文", "关键词", "标签", "相关阅读", "延伸阅读",
        "相关新闻", "相关链接", "推荐阅读",
    ),
    "ja": ("出典", "引用元", "配信", "提供", "参考", "関連記事", "あわせて読みたい", "元記事"),
    "ko": ("출처", "자료출처", "자료 출처", "원문", "관련기사", "관련 기사"),
}  # fmt: skip
"""What was taken from where, or leads elsewhere."""

DISCLAIMERS: Final = (
    "声明", "聲明", "免责声明", "免責聲明", "版权声明", "版權聲明", "特别声明", "郑重声明", "重要声明", "版权说明", "风险提示", "投稿邮箱",
)  # fmt: skip
"""Labels of what may be several sentences."""

ENDINGS: Final[dict[str, tuple[str, ...]]] = {
    "zh": (
        "本文仅代表作者", "本文不代表", "本文为作者", "本文系作者", "本文系", "本文首发", "本文转载", "本文由", "本文经", "以上内容仅", "以上内容为", "未经授权",
        "未经许可", "转载请", "转载须", "如需转载", "欢迎转载", "版权归", "版权所有", "图片均来", "图片来自", "图片来源于", "图片源于", "图源网络", "图来自网络",
        "文中图片", "部分图片", "微信扫一扫", "综合整理自", "综合自", "整理自", "扫描二维码", "扫描下方", "扫一扫", "扫码", "长按", "点击阅读原文", "点击下方", "点击“阅读原文", "点击进入", "点击查看",
        "更多精彩", "更多内容", "更多资讯", "更多新闻", "欢迎关注", "关注我们", "请关注", "敬请关注", "相关资讯请关注", "返回", "觉得不错",
        "更多精彩內容", "未經授權", "歡迎關注", "點擊",
    ),
    "ja": ("無断転載", "本記事の無断", "記事の無断", "記事・写真の無断", "続きを読む", "会員登録", "この続きは", "フォローは", "公式アカウント"),
    "ko": ("저작권자", "무단전재", "무단 전재", "ⓒ", "copyright ⓒ", "copyrights ⓒ", "▶", "☞", "기사제보", "기사 제보", "제보하기"),
}  # fmt: skip
"""How last lines begin, in lower case."""

ACCOUNTS: Final = ("公众号", "公眾號", "公式アカウント")
TO_FOLLOW: Final = ("关注", "關注", "扫", "掃", "フォロー")
"""A line that has one of each asks readers to follow an account."""

RIGHTS: Final = (
    "alle rechte vorbehalten", "tous droits réservés",
    "todos los derechos reservados", "tutti i diritti riservati", "riproduzione riservata", "todos os direitos reservados",
    "alle rechten voorbehouden", "wszelkie prawa zastrzeżone", "wszystkie prawa zastrzeżone", "všechna práva vyhrazena",
    "toate drepturile rezervate", "minden jog fenntartva", "kaikki oikeudet pidätetään", "tüm hakları saklıdır", "все права защищены",
    "всі права захищені", "με την επιφύλαξη παντός", "כל הזכויות שמורות", "جميع الحقوق محفوظة", "تمامی حقوق", "सर्वाधिकार सुरक्षित",
    "bản quyền thuộc", "无断转载", "版权所有", "版權所有", "严禁转载", "禁止转载", "禁止转载或摘编", "無断転載", "無断複製", "無断転用",
    "무단전재", "무단 전재", "재배포 금지", "재배포금지", "무단복제", "무단 복제",
)  # fmt: skip
"""Who says this of a text says it below it; in lower case. Not in English: annotators keep the line of an American agency as
often as not, and the model weighs it."""

_EAST_ASIAN: Final = re.compile(r"[\u3400-\u9fff가-힣ぁ-ヿ]")
_BORDER: Final = r"\s*[:：/／|｜丨]\s*"
_STARTS: Final = tuple(ending for of_language in ENDINGS.values() for ending in of_language)
_BRACKETS: Final = "【[［（(〔<〈《 \u3000*※◎■●▲△▌—-"
_CLOSING_BRACKETS: Final = "】]］）)〕>〉》 \u3000"
_SENTENCE_ENDS: Final = ("。", "！", "？", "!", "?", "」", "”", ".")


@dataclass(frozen=True, slots=True)
class _Patterns:
    titled: re.Pattern[str]
    labelled: re.Pattern[str]
    signed: re.Pattern[str]
    """ "海港晚报记者 张三", "编辑 李明 校对 王芳": nothing but roles and names."""
    reporter: re.Pattern[str]
    """ "홍길동 기자 hong@harbour.example"."""
    disclaiming: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    """Compiled for the first East Asian line that is asked about: most processes read none."""
    roles = _any_of(role for of_language in ROLES.values() for role in of_language)
    sources = _any_of(source for of_language in SOURCES.values() for source in of_language)
    name = r"[\u3400-\u9fff々ぁ-んァ-ヶー가-힣A-Za-z0-9_.·]{2,12}"
    names = rf"{name}(?:[\s、，,/／&]+(?!{roles}){name}){{0,4}}"
    return _Patterns(
        titled=re.compile(rf"(?:{_any_of(TITLES)})(?:{_BORDER}|\s*《)"),
        labelled=re.compile(rf"(?:{roles}|{sources}){_BORDER}"),
        signed=re.compile(rf"(?:[\u3400-\u9fffA-Za-z0-9]{{0,12}}(?:{roles})(?:{_BORDER}|\s+){names}\s*){{1,4}}$"),
        reporter=re.compile(
            r"[가-힣A-Za-z·\s=/,]{2,30}(?:기자|특파원|논설위원|위원|인턴|리포터|에디터)?\s*[=/]?\s*\(?[\w.+-]+@[\w-]+(?:\.[\w-]+)+\)?$"
        ),
        disclaiming=re.compile(rf"(?:{_any_of(DISCLAIMERS)})(?:{_BORDER}|[】\]])"),
    )


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, set(words)), key=len, reverse=True))


def is_note(text: str, words: int) -> bool:
    """Whether a line names who made a text, what it was called before or where it came from, and says nothing more."""
    if words > LONGEST_NOTE_WORDS or len(text) > LONGEST_NOTE_CHARACTERS or not _is_east_asian(text):
        return False
    line = text.lstrip(_BRACKETS)
    inner = line.rstrip(_CLOSING_BRACKETS)
    patterns = _patterns()
    if patterns.titled.match(line) is not None or patterns.reporter.match(inner) is not None:
        return True
    if len(line) == len(text) and inner.endswith(_SENTENCE_ENDS):
        return False
    return patterns.labelled.match(line) is not None or patterns.signed.match(inner) is not None


def ends(text: str, words: int) -> bool:
    """Whether a line below a text says who may print it, whose opinion it is, or what readers should do next."""
    if words > LONGEST_DISCLAIMER_WORDS:
        return False
    lowered = text.lower()
    is_short = words <= 2 * LONGEST_NOTE_WORDS
    if is_short and any(phrase in lowered for phrase in RIGHTS):
        return True
    if not _is_east_asian(text):
        return False
    first, break_, _ = text.partition("\n")
    if break_ and is_note(first, 0):
        return True
    line = lowered.lstrip(_BRACKETS)
    if words <= LONGEST_NOTE_WORDS and any(account in line for account in ACCOUNTS):
        return any(word in line for word in TO_FOLLOW)
    return (is_short and line.startswith(_STARTS)) or _patterns().disclaiming.match(line) is not None


def _is_east_asian(text: str) -> bool:
    return not text.isascii() and _EAST_ASIAN.search(text) is not None
