"""The traversal: runs of text, their marks, and the containers around them."""

import pytest

from presscut.extraction import blocks
from presscut.extraction.page import parse
from presscut.extraction.vocabulary import markup


def read(html: str) -> blocks.Blocks:
    return blocks.read(parse(html))


def texts(html: str) -> list[str]:
    return [block.text for block in read(html).blocks if block.kind == "text"]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param("<p>One</p><p>Two</p>", ["One", "Two"], id="paragraphs are blocks"),
        pytest.param("<div>Lead<p>Text</p>tail</div>", ["Lead", "Text", "tail"], id="bare text beside blocks is kept"),
        pytest.param("<p>It <b>was</b> <i>not</i> so.</p>", ["It was not so."], id="inline markup breaks no sentence"),
        pytest.param("<p>a  b\n\tc</p>", ["a b c"], id="white space collapses"),
        pytest.param("<p>a <b> b</b> <i> </i>c</p>", ["a b c"], id="around inline markup as well"),
        pytest.param("<p>One<br>Two</p>", ["One\nTwo"], id="one br is a line"),
        pytest.param("<div>One<br><br>Two</div>", ["One", "Two"], id="two br part paragraphs"),
        pytest.param("<pre>a\n  b</pre>", ["a\n  b"], id="pre keeps its white space"),
        pytest.param("<p>soft\u00adware</p>", ["software"], id="soft hyphens go"),
        pytest.param("<p>fu\u0308r die Fa\u0308hre</p>", ["für die Fähre"], id="letters and their marks are one"),
        pytest.param("<p>\u304b\u3099\u3059</p>", ["がす"], id="kana as well"),
        pytest.param("<pre>x = 'u\u0308'</pre>", ["x = 'u\u0308'"], id="code stays as it was written"),
        pytest.param("<p>A<script>x()</script>B<style>p{}</style></p>", ["AB"], id="scripts and styles are no text"),
        pytest.param("<p>Shown<span hidden>not</span></p>", ["Shown"], id="what is hidden inline is not read"),
        pytest.param(
            '<p><a href="/x">Name<span class="sr-only"> opens in a new window</span></a> said</p>',
            ["Name said"],
            id="words for screen readers do not interrupt",
        ),
        pytest.param("<table><tr><td>1</td><td>2</td></tr></table>", ["1", "2"], id="cells are blocks"),
        pytest.param("<p>Before<!-- no -->after</p>", ["Beforeafter"], id="comments are nothing"),
        pytest.param("<p>x <sub>2</sub>y</p>", ["x 2y"], id="sub and sup stay in the line"),
        pytest.param(
            "<p>A <link-to><a href=/x>smaller</a></link-to> ferry.</p>",
            ["A smaller ferry."],
            id="what scripts define stays in the line of a paragraph",
        ),
        pytest.param("<my-text>One<p>Two</p></my-text>", ["One", "Two"], id="and is a block elsewhere"),
    ],
)
def test_text_runs(html: str, expected: list[str]) -> None:
    assert texts(html) == expected


def test_marks_point_at_the_text_they_are_about() -> None:
    block = read('<p>Read <a href="/paper">the <em>whole</em> paper</a>, please.</p>').blocks[0]
    marked = {(kind, block.text[start:end], url) for kind, start, end, url in block.marks}
    assert marked == {("link", "the whole paper", "/paper"), ("emphasis", "whole", None)}


@pytest.mark.parametrize("html", ["Read <a href=/x> it</a>.", "Read <a href=/x>it</a>.", "Read<br> <a href=/x>it</a>."])
def test_a_mark_begins_behind_the_space_before_it(html: str) -> None:
    block = read(f"<p>{html}</p>").blocks[0]
    assert [block.text[start:end] for _, start, end, _ in block.marks] == ["it"]


def test_marks_keep_their_places_where_letters_become_one() -> None:
    block = read('<p>Die Fa\u0308hre <a href="/x">fa\u0308hrt <b>spa\u0308t</b></a> ab.</p>').blocks[0]
    marked = {(kind, block.text[start:end]) for kind, start, end, _ in block.marks}
    assert marked == {("link", "fährt spät"), ("strong", "spät")}
    assert block.link_length <= len("fährt spät")


SOURCE = '<annotation encoding="application/x-tex">a \\ne 0</annotation>'
FORMULA = "<math><semantics><mrow><mi>a</mi><mo>≠</mo><mn>0</mn></mrow>{}</semantics></math>"


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        pytest.param(FORMULA.format(""), "a≠0", id="MathML alone"),
        pytest.param(FORMULA.format(SOURCE), r"a \ne 0", id="with its source"),
        pytest.param(
            f"<span class=katex><span class=katex-mathml>{FORMULA.format(SOURCE)}</span><span class=katex-html>0a=</span></span>",
            r"a \ne 0",
            id="and drawn beside it",
        ),
        pytest.param("<span class=katex><span class=katex-html>a=0</span></span>", "a=0", id="drawn alone"),
        pytest.param(
            "<mjx-container><mjx-math><mjx-utext>0</mjx-utext></mjx-math><mjx-assistive-mml>"
            f"{FORMULA.format('')}</mjx-assistive-mml></mjx-container>",
            "a≠0",
            id="drawn by MathJax, and for screen readers",
        ),
    ],
)
def test_a_formula_is_read_once_and_in_its_line(formula: str, text: str) -> None:
    for block in read(
        f"<div>Where {formula}, two tides come in.</div><p>Where {formula}, two tides come in.</p>"
    ).blocks:
        assert block.text == f"Where {text}, two tides come in."
        is_source = "\\" in text
        assert block.marks == ((("code", 6, 6 + len(text), None),) if is_source else ())


def test_a_headings_id_is_an_address_and_no_role() -> None:
    heading, text = read("<h2 id=nav_social-media>Trends</h2><div id=nav-social>Links</div>").blocks
    assert heading.container.roles == 0
    assert text.container.roles == markup.NAVIGATION | markup.SHARE


def test_letters_that_a_program_drew_are_no_plugins_name() -> None:
    assert markup.roles_of("sc-qOiPt jpYiwZ") == 0
    assert markup.roles_of("jp-relatedposts") == markup.roles_of("jp-carousel-wrap") == markup.RELATED


def test_a_link_over_a_paragraph_break_marks_both_sides() -> None:
    first, second = read('<div><a href="/x">One<br><br>Two</a></div>').blocks
    assert [mark[:3] for mark in first.marks] == [("link", 0, 3)]
    assert [mark[:3] for mark in second.marks] == [("link", 0, 3)]


def test_link_density_counts_characters_within_links() -> None:
    block = read('<p><a href="/x">four</a> more</p>').blocks[0]
    assert block.link_density == pytest.approx(4 / 9)


def test_images_embeds_controls_and_rules_are_blocks_of_their_own() -> None:
    kinds = [b.kind for b in read('<img src="a.jpg"><iframe src="/v"></iframe><button>Go</button><hr>').blocks]
    assert kinds == ["image", "embed", "control", "rule"]


def test_containers_know_their_blocks() -> None:
    page = read("<article><p>One</p><div><p>Two</p><p>Three</p></div></article><section>End</section>")
    spans = {c.tag: [b.text for b in page.blocks[c.first : c.end]] for c in page.containers if c.tag != "p"}
    assert spans == {
        "body": ["One", "Two", "Three", "End"],
        "article": ["One", "Two", "Three"],
        "div": ["Two", "Three"],
        "section": ["End"],
    }


def test_an_inner_block_of_a_heading_is_of_that_heading() -> None:
    assert read("<h2><div>Title</div></h2>").blocks[0].heading_level == 2


def test_a_paragraph_set_as_subheading_is_a_paragraph() -> None:
    lede = "The council voted on Monday night to close the old harbour bridge for a year, " * 2
    assert read(f"<h2>{lede}</h2>").blocks[0].heading_level == 0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("one two  three", 3),
        ("", 0),
        ("今日は雨が降る", 4),
        ("東京 2024", 3),
        ("สวัสดีชาวโลก", 4),
        ("don’t stop", 2),
    ],
)
def test_words_are_counted_as_readers_do(text: str, words: int) -> None:
    assert blocks.count_words(text) == words


def test_a_page_without_a_body_has_no_blocks() -> None:
    assert read("<frameset><frame src=a></frameset>").blocks == ()


@pytest.mark.parametrize(
    "html",
    [
        "<nav><a href=/>Home</a></nav>",
        "<footer>All rights reserved</footer>",
        "<div role=navigation><a href=/>Home</a></div>",
        "<ul class=main-menu><li><a href=/>Home</a></ul>",
        "<dialog open>We use cookies</dialog>",
    ],
)
def test_what_markup_calls_navigation_or_a_footer_is_passed_over(html: str) -> None:
    page = read(f"<p>A ferry was lost in the fog off the harbour.</p>{html}<p>Nobody was hurt.</p>")
    assert [block.text for block in page.blocks] == ["A ferry was lost in the fog off the harbour.", "Nobody was hurt."]
    assert len(page.passed_over) == 1


def test_the_footer_of_a_quotation_is_read() -> None:
    page = read("<p>One.</p><blockquote><p>Fog is a wall.</p><footer>Ann Lee, captain</footer></blockquote>")
    assert [block.text for block in page.blocks] == ["One.", "Fog is a wall.", "Ann Lee, captain"]


def test_navigation_that_nobody_closed_holds_the_page_and_is_read() -> None:
    page = read(f"<nav><a href=/>Home</a><p>{'A ferry was lost in the fog. ' * 20}</p>")
    assert [block.words for block in page.blocks] == [1, 140]
    assert page.passed_over == ()


def test_menus_longer_than_the_page_are_passed_over_all_the_same() -> None:
    menu = "".join(f"<li><a href=/{n}>Ropes, oars and lanterns of kind {n}</a></li>" for n in range(20))
    about = "The harbour shop was founded on a quay by two sisters, and moved twice since."
    page = read(
        f"<nav><ul>{menu}</ul></nav><p>Oars of ash, two metres, the pair for 80 crowns.</p><footer>{about}</footer>"
    )
    assert [block.text for block in page.blocks] == ["Oars of ash, two metres, the pair for 80 crowns."]


@pytest.mark.parametrize(
    "box", ['id="onetrust-consent-sdk"', 'id="CybotCookiebotDialog"', 'class="x qc-cmp2-container"']
)
def test_a_consent_managers_box_is_no_part_of_the_page_however_little_else_there_is(box: str) -> None:
    about = "<p>These technologies are necessary for the website to function and cannot be switched off.</p>" * 20
    assert texts(f"<p>Four socks, two ovens.</p><div {box}><div>{about}</div></div>") == ["Four socks, two ovens."]
    assert len(texts(f"<div class=cookie-policy>{about}</div>")) == 20


def test_every_consent_managers_name_is_one_of_consent() -> None:
    for name in markup._CONSENT_MANAGERS:
        assert markup.roles_of(name) & markup.CONSENT, name


@pytest.mark.parametrize("name", [*sorted(markup._AUTHOR_TOKENS), *("-".join(pair) for pair in markup._AUTHOR_PAIRS)])
def test_every_word_for_an_author_is_found_in_a_class(name: str) -> None:
    assert markup.is_author_name(f"c-{name.title()}")
    assert not markup.is_author_name(f"c-{name}-bio")
