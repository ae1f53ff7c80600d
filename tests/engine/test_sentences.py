"""Where a sentence ends, in scripts that have a full stop of their own as well."""

from __future__ import annotations

import pytest

from presscut.extraction.layout import ends_sentence


@pytest.mark.parametrize(
    "text",
    [
        "The ferry was late.",
        "渡轮晚点了。",
        "（渡轮晚点了。）",
        "船员们说：“我们在等。”",
        "港务长表示：",
        "नौका देर से पहुँची।",
        "فیری دیر سے پہنچی۔",
        "وصلت العبارة متأخرة؟",
        "ጀልባው ዘግይቶ ደረሰ።",
        "သင်္ဘော နောက်ကျသည်။",
        "សាឡាងមកយឺត។",
    ],
)
def test_a_sentence_ends_with_the_full_stop_of_its_script(text: str) -> None:
    assert ends_sentence(text)


@pytest.mark.parametrize("text", ["Ferry late", "渡轮晚点", "فیری", "（完）"])
def test_a_headline_ends_no_sentence(text: str) -> None:
    assert not ends_sentence(text)
