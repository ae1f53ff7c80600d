"""What newsrooms note above and below a text is no part of it; the same words within it are."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from presscut.article import Kind
from presscut.extraction import blocks, corrections, judging
from presscut.extraction.blocks import count_words
from presscut.extraction.page import parse
from presscut.extraction.vocabulary import newsroom


class KeepsAll:
    """A model that takes everything for content."""

    def probability(self, _row: Sequence[float]) -> float:
        return 0.8

    quick_probability = probability

    def kind_of(self, _row: Sequence[float]) -> Kind:
        return "article"


CHINESE = [
    "渡轮星期天早上比计划晚了一个小时离开港口，船上有两百名乘客和一台坏掉的收音机，大雾笼罩着整个小镇。",
    "港务长说，起初谁也没有注意到这件事，因为大雾让镇上的大多数人整天都待在家里，直到傍晚风向才发生变化。",
    "编辑部后来得知，船员们决定在小岛背后等待引航船，引航船在午夜过后才到，乘客们在对岸学校的体育馆里过夜。",
]
KOREAN = [
    "여객선은 일요일 아침 승객 이백 명과 고장 난 무전기를 싣고 예정보다 한 시간 늦게 항구를 떠났다고 항만 관계자가 밝혔다.",
    "처음에는 아무도 이를 알아차리지 못했는데, 안개 때문에 마을 사람들 대부분이 하루 종일 집에 머물렀기 때문이라고 한다.",
    "저녁이 되자 바람의 방향이 바뀌었고 선원들은 섬 뒤에서 도선사의 배를 기다리기로 했으며 배는 자정이 지나서야 도착했다.",
]


def left_of(paragraphs: list[str]) -> list[str]:
    """What is left of these, in this order, by the correction alone."""
    page = blocks.read(parse("".join(f"<p>{paragraph.replace('<', '&lt;')}</p>" for paragraph in paragraphs)))
    verdicts = judging.judge_with(KeepsAll(), (corrections.notes_of_the_newsroom,))(page).verdicts
    return [block.text for block, verdict in zip(page.blocks, verdicts, strict=True) if verdict.keep]


@pytest.mark.parametrize(
    "note",
    [
        "（原标题：渡轮在大雾中迷路了吗？）",
        "原标题：渡轮晚点一小时",
        "本文来源：海港日报",
        "【文/海港日报专栏作者 李明】",
        "海港日报记者 李明 王芳",
        "作者丨李明",
    ],
)
def test_a_note_above_a_chinese_text_is_left_out(note: str) -> None:
    assert left_of([note, *CHINESE]) == CHINESE


@pytest.mark.parametrize(
    "note",
    [
        "（责任编辑：李明 HB001）",
        "编辑 李明 校对 王芳",
        "来源｜海港日报",
        "采写：海港日报记者 李明",
        "海港晚报记者 张三",
        "（原题为《渡轮晚点》）",
        "免责声明：本文仅代表作者个人观点，与本站无关。请读者仅作参考，并自行承担全部责任。",
        "扫描二维码关注我们的公众号",
        "未经授权，不得转载。",
        "图片来自网络",
        "更多海港消息，请关注“海港日报”微信公众号",
        "微信扫一扫\n一键转发",
    ],
)
def test_notes_below_a_chinese_text_are_left_out(note: str) -> None:
    assert left_of([*CHINESE, note, "【编辑：王芳】"]) == CHINESE


@pytest.mark.parametrize(
    "note",
    [
        "홍길동 기자 hong@harbour.example",
        "[항구=홍길동 기자 hong@harbour.example]",
        "ⓒ 항구일보, 무단전재 및 재배포 금지",
        "<저작권자 항구일보, 무단 전재-재배포 금지>",
        "▶ 항구일보 채널 구독하기",
    ],
)
def test_notes_below_a_korean_text_are_left_out(note: str) -> None:
    assert left_of([*KOREAN, note]) == KOREAN


@pytest.mark.parametrize(
    "line",
    [
        "Все права защищены. Портовая газета.",
        "Tüm hakları saklıdır.",
        "© 港湾新聞 無断転載を禁じます",
        "جميع الحقوق محفوظة لصحيفة الميناء",
        "© Port Dziennik. Wszelkie prawa zastrzeżone.",
    ],
)
def test_who_owns_the_rights_is_said_below_a_text(line: str) -> None:
    assert newsroom.ends(line, count_words(line))


@pytest.mark.parametrize(
    "line",
    [
        "记者：您什么时候发现渡轮迷路的？",
        "编辑部星期一收到了一封读者来信。",
        "来源于海港的消息说，船已经到了。",
        "作者认为这次事故可以避免。",
        "港务长：我们会吸取教训。",
        "The ferry was late.",
        "여객선은 자정이 지나서야 항구에 도착했다.",
    ],
)
def test_sentences_are_no_notes(line: str) -> None:
    words = count_words(line)
    assert not newsroom.is_note(line, words)
    assert not newsroom.ends(line, words)


def test_within_a_text_such_a_line_stays() -> None:
    paragraphs = [*CHINESE[:2], "渡轮的名字是海鸥。", "来源：海港日报", CHINESE[2]]
    assert left_of(paragraphs) == paragraphs


def test_headings_below_the_notes_hide_them_not() -> None:
    other = "<h3>Ferries of the north</h3>"
    page = blocks.read(parse("".join(f"<p>{text}</p>" for text in [*CHINESE, "责任编辑：李明"]) + other))
    verdicts = judging.judge_with(KeepsAll(), (corrections.notes_of_the_newsroom,))(page).verdicts
    assert [verdict.keep for verdict in verdicts] == [True, True, True, False, True]


def test_of_a_page_of_nothing_else_all_is_left() -> None:
    assert left_of(["免责声明：本站内容仅供参考。", "版权所有，未经授权不得转载。"]) == [
        "免责声明：本站内容仅供参考。",
        "版权所有，未经授权不得转载。",
    ]
