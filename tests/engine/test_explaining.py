"""Blocks with what was decided of each, why, and where they stand in the tree."""

from __future__ import annotations

from pathlib import Path

import pytest

from presscut import ExtractionError, extract
from presscut.extraction.explaining import ExplainedBlock, Explanation, explain

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    [*(ROOT / "tests" / "pages").glob("*.html"), *(ROOT / "src" / "presscut" / "local" / "pages").glob("*.html")]
)
ADDRESS = "https://harbour.example/a"


def block(explanation: Explanation, beginning: str) -> ExplainedBlock:
    (found,) = [block for block in explanation.blocks if block.text.startswith(beginning)]
    return found


def spelled(block: ExplainedBlock) -> str:
    return "".join("".join((node.text_content or "").split()) for node in block.nodes)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_article_is_the_one_that_is_extracted_and_every_block_is_found_in_the_tree(path: Path) -> None:
    html = path.read_bytes()
    explanation = explain(html, ADDRESS)
    assert explanation.article == extract(html, ADDRESS)
    for one in explanation.blocks:
        if one.kind == "text":
            assert spelled(one) == "".join(one.text.split())
        elif one.kind != "rule":
            assert len(one.nodes) == 1


def test_a_block_says_what_was_decided_and_by_which_rule() -> None:
    explanation = explain((ROOT / "src/presscut/local/pages/english-cms-with-a-wall.html").read_bytes())
    kept = block(explanation, "On Friday evening")
    assert (kept.decision, kept.reason) == ("kept", "prose")
    assert kept.place.endswith("article.post > div.entry-content > p")
    cut = block(explanation, "Share on Facebook")
    assert (cut.decision, cut.reason) == ("cut", "markup: share")
    assert block(explanation, "Keep reading for free").decision == "behind the wall"
    assert "headline" in block(explanation, "Night Trains Return").reason
    fields = {one.text[:10]: one.reason.split()[0] for one in explanation.blocks if one.decision == "a field"}
    assert fields == {"Night Trai": "headline", "By Ines Ca": "authors", "Passengers": "images"}
    assert [node.tag for node in explanation.passed_over] == ["nav", "footer"]


def test_what_is_kept_is_what_the_body_says() -> None:
    explanation = explain((ROOT / "tests/pages/rich-body.html").read_bytes())
    kept = [one.text.split()[0] for one in explanation.blocks if one.kind == "text" and one.decision == "kept"]
    assert kept
    assert all(word in explanation.article.text for word in kept)


def test_runs_within_one_element_are_told_apart_and_what_is_skipped_between_is_in_none() -> None:
    explanation = explain(
        "<body>One run <b>in bold</b> here.<script>x()</script><div>A block.</div>One run <i hidden>unseen</i>there.<br><br>"
        "A third, after lines.</body>"
    )
    texts = {one.text: [node.text_content for node in one.nodes] for one in explanation.blocks}
    assert texts == {
        "One run in bold here.": ["One run ", "in bold", " here."],
        "A block.": ["A block."],
        "One run there.": ["One run ", "there."],
        "A third, after lines.": ["A third, after lines."],
    }


def test_what_cannot_be_read_raises_what_extract_does() -> None:
    with pytest.raises(ExtractionError) as raised:
        explain(b"%PDF-1.7")
    assert raised.value.code == "not_html"
