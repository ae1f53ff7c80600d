"""Bodies that stand in a page's data alone."""

from __future__ import annotations

import json
from typing import Any

import pytest

from presscut import extract
from presscut.extraction import data_bodies
from presscut.extraction.page import parse

PROSE = [
    "The ferry left the harbour an hour late on Sunday, with two hundred passengers and a broken radio on board.",
    "Nobody noticed at first, the harbour master said, because the fog had kept most of the town indoors all day.",
    "By the evening the wind had turned, and the crew decided to wait for the pilot boat behind the island.",
    "It arrived after midnight, and the passengers slept in the gymnasium of the school on the other shore.",
    "On Monday the company said that the radio would be replaced, and that nobody had been in danger at any time.",
]
SHELL = "<title>Ferry lost in fog</title><div id=root></div>"


def paragraphs(html: str) -> list[str]:
    found = data_bodies.find(parse(html), None)
    return [block.text for block in found.body if block.type in ("paragraph", "heading")] if found else []


def next_data(props: Any) -> str:
    return f'{SHELL}<script id="__NEXT_DATA__" type="application/json">{json.dumps({"props": {"pageProps": props}})}</script>'


OTHERS = {
    "title": "Ferry lost in fog",
    "description": "A ferry was lost in the fog on Sunday, and its passengers slept in a school. " * 6,
    "related": [{"headline": "Ten harbours that you should see before you die.", "text": " ".join(PROSE * 3)}],
    "image": {"url": "https://harbour.example/ferry.jpg", "caption": " ".join(PROSE * 3)},
}


@pytest.mark.parametrize(
    "article",
    [
        pytest.param({"body": [{"type": "p", "text": text} for text in PROSE]}, id="a list of blocks"),
        pytest.param({"content": {"html": "".join(f"<p>{text}</p>" for text in PROSE)}}, id="HTML in one string"),
        pytest.param({"text": "\n\n".join(PROSE)}, id="plain text"),
        pytest.param({"sections": [{"paragraphs": [{"content": text}]} for text in PROSE]}, id="nested lists"),
        pytest.param(
            {"a": {"b": {"rich": [{"children": [{"value": text}]} for text in PROSE]}}}, id="a rich-text tree"
        ),
    ],
)
def test_the_body_is_found_wherever_the_state_keeps_it(article: Any) -> None:
    assert paragraphs(next_data(OTHERS | {"article": article})) == PROSE


@pytest.mark.parametrize(
    "script",
    [
        pytest.param("<script>window.__PRELOADED_STATE__ = {};\nother()</script>", id="assigned"),
        pytest.param("<script>window['__INITIAL_STATE__']={};</script>", id="assigned by key"),
        pytest.param("<script>window.__NUXT__={};</script>", id="Nuxt"),
        pytest.param('<script type="application/json" id="page-data">{}</script>', id="JSON alone"),
    ],
)
def test_states_are_found_by_the_names_that_frameworks_give_them(script: str) -> None:
    state = json.dumps({"article": {"paragraphs": PROSE}})
    assert paragraphs(SHELL + script.replace("{}", state)) == PROSE


@pytest.mark.parametrize(
    "html",
    [
        pytest.param(next_data({"title": "Ferry lost in fog", "description": OTHERS["description"]}), id="a teaser"),
        pytest.param(SHELL + "<script>window.__DATA__ = {broken" + "x" * 600 + "</script>", id="broken JSON"),
        pytest.param(SHELL + "<script>var ga = {a: 1};" + "/* long */" * 100 + "</script>", id="no state"),
        pytest.param(next_data("[" * 600), id="deep"),
        pytest.param(SHELL, id="nothing"),
    ],
)
def test_what_is_no_body_is_none(html: str) -> None:
    assert data_bodies.find(parse(html), None) is None


def test_json_nested_too_deep_for_the_parser_is_passed_over() -> None:
    html = f'{SHELL}<script type="application/json">{"[" * 100_000}</script>'
    assert data_bodies.find(parse(html), None) is None


def test_a_page_without_text_gives_the_body_of_its_state_and_says_so() -> None:
    article = extract(next_data(OTHERS | {"article": {"html": "".join(f"<p>{text}</p>" for text in PROSE)}}))

    assert article.text == "\n\n".join(PROSE)
    assert article.sources["body"].found_in == "state:__NEXT_DATA__"


def test_json_ld_goes_before_a_state() -> None:
    json_ld = json.dumps({"@type": "NewsArticle", "articleBody": "\n\n".join(PROSE)})
    html = f'<script type="application/ld+json">{json_ld}</script>' + next_data({"body": list(reversed(PROSE))})
    article = extract(html)

    assert article.text == "\n\n".join(PROSE)
    assert article.sources["body"].found_in == "json-ld:articleBody"


SHORT_CHINESE = [
    "江口市港务局17日宣布，受大雾影响，往返两岸的渡轮当天全部停航，约三千名乘客改乘公共汽车过江。",
    "这是渡轮今年首次停航。",
    "港务局负责人说，能见度不足两百米时渡轮不得离港。“安全永远排在第一位，我们请乘客理解。”",
    "气象台预计，大雾将在18日上午逐渐散去，届时渡轮有望恢复正常，不过早班仍可能晚点。",
    "住在北岸的王女士每天乘渡轮上班。她说：「这么大的雾，十年没有见过了。」",
]


def test_a_short_article_without_spaces_is_measured_in_words() -> None:
    body = "\n".join(SHORT_CHINESE)
    assert len(body) < 250
    found = data_bodies.find(parse(SHELL), body)

    assert found is not None
    assert [block.text for block in found.body if block.type == "paragraph"] == SHORT_CHINESE
    assert paragraphs(next_data({"article": {"paragraphs": SHORT_CHINESE}})) == SHORT_CHINESE


def test_a_teaser_in_json_ld_is_no_body() -> None:
    assert data_bodies.find(parse(SHELL), " ".join(PROSE[:2])) is None
    assert data_bodies.find(parse(SHELL), SHORT_CHINESE[0]) is None


SENTENCES_ELSEWHERE = {
    "Urdu": "وزیر نے کہا کہ بندرگاہ کل صبح تک بند رہے گی۔",
    "Hindi": "मंत्री ने कहा कि बंदरगाह कल सुबह तक बंद रहेगा।",
    "Amharic": "ሚኒስትሩ ወደቡ እስከ ነገ ጠዋት ድረስ ዝግ ሆኖ እንደሚቆይ ተናግረዋል።",
    "Khmer": "រដ្ឋមន្ត្រីបានប្រាប់ថា កំពង់ផែនឹងបិទរហូតដល់ព្រឹកថ្ងៃស្អែក។",
    "Khmer, the last": "រដ្ឋមន្ត្រីបានប្រាប់ថា កំពង់ផែនឹងបិទរហូតដល់ព្រឹកថ្ងៃស្អែក៕",
    "Burmese": "ဆိပ်ကမ်းကို မနက်ဖြန်နံနက်အထိ ပိတ်ထားမည်ဟု ဝန်ကြီးက ပြောကြားသည်။",
    "Armenian": "Նախարարն ասաց, որ նավահանգիստը փակ կլինի մինչև վաղը առավոտ։",
    "Greek, a question": "Γιατί έμεινε κλειστό το λιμάνι μέχρι το επόμενο πρωί;",
    "Thai, without a stop": "รัฐมนตรีกล่าวว่าท่าเรือจะปิดจนถึงเช้าวันพรุ่งนี้เนื่องจากหมอกหนาและทัศนวิสัยต่ำกว่าสองร้อยเมตร",
    "Japanese, in brackets": "大臣は「港は明日の朝まで閉鎖される。」",
    "Chinese, in quotation marks": "部长说：“港口将关闭到明天早上。”",
}


@pytest.mark.parametrize("sentence", SENTENCES_ELSEWHERE.values(), ids=SENTENCES_ELSEWHERE)
def test_sentences_end_as_their_script_ends_them(sentence: str) -> None:
    texts = [f"{n} {sentence}" for n in range(20)]
    assert paragraphs(next_data({"article": {"paragraphs": texts}})) == texts


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("display: block; margin: 0 auto; padding: 1em;", id="a style"),
        pytest.param("ท่าเรือปิดถึงเช้าพรุ่งนี้เพราะหมอก", id="a headline in Thai"),
        pytest.param("大雾封港 渡轮停航一日", id="a headline in Chinese"),
    ],
)
def test_strings_that_are_no_sentences_make_no_body(text: str) -> None:
    assert paragraphs(next_data({"things": [f"{n} {text}" for n in range(30)]})) == []


def test_markup_within_json_ld_is_read_as_such() -> None:
    body = "".join(f"<p>{text}</p>" for text in PROSE)
    found = data_bodies.find(parse(SHELL), body)

    assert found is not None
    assert [block.text for block in found.body if block.type == "paragraph"] == PROSE


def test_a_body_in_the_tree_goes_before_any_data() -> None:
    tree = "".join(f"<p>{text}</p>" for text in PROSE)
    article = extract(f"<article><h1>Ferry lost in fog</h1>{tree}</article>" + next_data({"body": ["Else. " * 200]}))

    assert article.sources["body"].found_in == "dom"
