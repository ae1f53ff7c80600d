"""The learned judge: how it selects, and what structure corrects of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from presscut.article import Kind
from presscut.extraction import additions, blocks, corrections, features, judging, layout, model, page_features
from presscut.extraction.confidence import SHIFTS, confidence
from presscut.extraction.declared import Declared
from presscut.extraction.page import parse
from presscut.extraction.situation import Situation

PROSE = [
    "The ferry left the harbour an hour late on Sunday, with two hundred passengers and a broken radio on board.",
    "Nobody noticed at first, the harbour master said, because the fog had kept most of the town indoors all day.",
    "By the evening the wind had turned, and the crew decided to wait for the pilot boat behind the island.",
    "It arrived after midnight, and the passengers slept in the gymnasium of the school on the other shore.",
]
PARAGRAPHS = "".join(f"<p>{text}</p>" for text in PROSE)


LONG_TEXTS = [f"Part {n}. {text}" for n in range(3) for text in PROSE]
LONG = "".join(f"<p>{text}</p>" for text in LONG_TEXTS)
MARKDOWN = "# Ferry lost in fog " + " ".join(LONG_TEXTS)


class KeepsAll:
    """A model that takes everything for content, so that what goes is the corrections' doing."""

    def __init__(self, kind: Kind = "article") -> None:
        self.kind = kind

    def probability(self, _row: Sequence[float]) -> float:
        return 0.8

    quick_probability = probability

    def kind_of(self, _row: Sequence[float]) -> Kind:
        return self.kind


def cut_by(
    correction: corrections.Correction,
    html: str,
    kind: Kind = "article",
    headline: str | None = "Ferry lost in fog",
    url: str = "https://harbour.example/ferry",
    authors: tuple[str, ...] = (),
) -> dict[str, str]:
    """Text → reason of what one correction cuts."""
    page = blocks.read(parse(html))
    declared = Declared(headline=headline, url=url, authors=authors)
    judgement = judging.judge_with(KeepsAll(kind), (correction,))(page, declared)
    return {
        block.text: verdict.reason
        for block, verdict in zip(page.blocks, judgement.verdicts, strict=True)
        if block.kind == "text" and not verdict.keep
    }


class KeepsTexts(KeepsAll):
    """A model that is sure of everything but blocks of few words, which it doubts."""

    def __init__(self, kind: Kind, doubted: float) -> None:
        super().__init__(kind)
        self.doubted = doubted

    def probability(self, row: Sequence[float]) -> float:
        return self.doubted if row[WORDS] <= FEW else 0.8


WORDS = features.NAMES.index("words")
FEW = 3


def kept_of(html: str, kind: Kind, doubted: float) -> list[str]:
    """The texts that are kept without any correction."""
    page = blocks.read(parse(html))
    judgement = judging.judge_with(KeepsTexts(kind, doubted), ())(page, Declared(url="https://harbour.example/ferry"))
    return [block.text for block, verdict in zip(page.blocks, judgement.verdicts, strict=True) if verdict.keep]


def test_a_short_post_is_a_post() -> None:
    posts = [*PROSE, "Thanks!"]
    html = "".join(
        f"<div class=post><p class=name>Mate {n}</p><div class=text><blockquote>Lost?</blockquote><p>{text}</p></div></div>"
        for n, text in enumerate(posts)
    )
    assert kept_of(html, "forum", 0.01) == posts
    assert kept_of(html, "article", 0.01) == PROSE


def test_of_few_words_kept_in_posts_nothing_follows() -> None:
    html = f"<div class=post><p>{PROSE[0]}</p></div>" + "<div class=post><p>Thanks!</p></div>" * 40
    assert kept_of(html, "forum", 0.01) == [PROSE[0]]


def test_what_stands_where_most_is_kept_in_other_cards_is_kept() -> None:
    names = ["Oars of ash, 2 metres", "Lantern with a red glass", "Rope of hemp, 20 metres", "Anchor"]
    html = "".join(f"<li class=card><h3>{name}</h3><p class=more>Show me</p></li>" for name in names)
    assert kept_of(html, "listing", 0.3) == names
    assert kept_of(html, "listing", 0.1) == names[:3], "clearly none"
    assert kept_of(html, "article", 0.3) == names[:3]


def rows(*rows: tuple[str, ...]) -> str:
    return "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)


@pytest.mark.parametrize("kind", ["article", "product"])
def test_a_table_is_kept_with_all_its_cells(kind: Kind) -> None:
    names = ("The old ferry of the island", "The new ferry of the island")
    html = f"{PARAGRAPHS}<table>{rows((names[0], '1987', 'Ash'), (names[1], '2024', '–'))}</table>"
    assert kept_of(html, kind, 0.3) == [*PROSE, names[0], "1987", "Ash", names[1], "2024", "–"]
    assert kept_of(html, kind, 0.03) == [*PROSE, *names], "clearly none of it"


def cards(address: str, more: str = "") -> str:
    return "".join(
        f"<li><h3><a href='{address}{n}'>Headline {n}</a></h3><p>Card {n}. {text}</p>{more}</li>"
        for n, text in enumerate(PROSE)
    )


@pytest.mark.parametrize(
    ("above", "below", "gone"),
    [
        pytest.param(LONG, cards("/ferries/"), len(PROSE), id="of the site"),
        pytest.param(LONG, cards("https://harbour.example/ferries/"), len(PROSE), id="of the site, in full"),
        pytest.param(LONG, cards("https://lighthouse.example/"), 0, id="of other sites: a roundup"),
        pytest.param(LONG, cards("/ferries/", f"<p>{PROSE[0]}</p>"), 0, id="with more to say of each"),
        pytest.param(LONG, cards("#part-"), 0, id="of the text itself"),
        pytest.param(f"<p>{PROSE[0]}</p>", cards("/ferries/"), 0, id="with no text beside them"),
    ],
)
def test_cards_of_other_articles_go(above: str, below: str, gone: int) -> None:
    cut = cut_by(corrections.cards_of_other_articles, f"{above}<ul>{below}</ul>")
    assert list(cut.values()) == ["linked teaser"] * gone
    assert all(text.startswith("Card") for text in cut)


@pytest.mark.parametrize(
    ("line", "goes"),
    [
        ("<h3>Editors\u2019 Picks</h3>", True),
        ("<p>RELATED STORIES:</p>", True),
        ("<h3>More from Harbour</h3>", True),
        ("<h3>À lire aussi</h3>", True),
        ("<h3>More from the fog</h3>", False),
        ("<h3>Related by fog</h3>", False),
        ("<ul><li>Read next</li></ul>", False),
    ],
)
def test_a_line_above_links_that_are_gone_goes(line: str, goes: bool) -> None:
    assert (
        list(cut_by(corrections.labels_of_links, f"{PARAGRAPHS}{line}{PARAGRAPHS}").values())
        == ["boilerplate line"] * goes
    )


@pytest.mark.parametrize("line", ["[Related: {}]", "(READ MORE: {})", "*Read also: {}"])
def test_a_linked_line_in_brackets_is_one(line: str) -> None:
    html = f"{PARAGRAPHS}<p>{line.format('<a href=/fog>The fog that came twice</a>')}</p>{PARAGRAPHS}"
    assert list(cut_by(corrections.boilerplate_lines, html)) == [line.format("The fog that came twice")]


def looser_cards(address: str) -> str:
    return "".join(
        f"<li><div><a href='{address}{n}'>The headline of card {n}</a></div><div>20 May, by Jane Doe</div>"
        f"<p>Card {n}. {text}</p></li>"
        for n, text in enumerate(PROSE)
    )


@pytest.mark.parametrize(
    ("html", "gone"),
    [
        pytest.param(f"{LONG}<ul>{looser_cards('/ferries/')}</ul>", len(PROSE), id="below the text"),
        pytest.param(f"<ul>{looser_cards('/ferries/')}</ul>{LONG}", 0, id="above the text: a review's picks"),
        pytest.param(f"{LONG}<ul>{looser_cards('https://lighthouse.example/')}</ul>", 0, id="of other sites"),
    ],
)
def test_cards_with_a_line_between_headline_and_sentence_go_from_below_a_text(html: str, gone: int) -> None:
    cut = cut_by(corrections.cards_of_other_articles, html)
    assert list(cut.values()) == ["linked teaser"] * gone
    assert all(text.startswith("Card") for text in cut)


def test_the_parts_of_a_gallery_that_can_be_shared_are_no_cards() -> None:
    parts = "".join(
        f"<div><a href='/ferry?share={n}'>Click to share this picture</a><h2>Part {n}</h2><p>{text}</p></div>"
        for n, text in enumerate(PROSE)
    )
    assert cut_by(corrections.cards_of_other_articles, f"{LONG}{parts}") == {}


def test_a_list_that_a_line_announces_is_kept() -> None:
    links = "".join(f"<li><a href=/{name}>{name}</a></li>" for name in ("Oars", "Lanterns"))
    html = "{}<p>{}</p><ul>{}</ul>{}"
    announced = html.format(PARAGRAPHS, "On board there was, besides the radio:", links, f"<p>{PROSE[0]} Or so.</p>")
    assert "Oars" in kept_of(announced, "article", 0.3)
    assert "Oars" not in kept_of(announced, "article", 0.1), "clearly none"
    for line, end in (
        ("On board there was the radio.", f"<p>{PROSE[0]} Or so.</p>"),
        ("Read more on the ferry and its crew:", f"<p>{PROSE[0]} Or so.</p>"),
        ("On board there was, besides the radio:", ""),
        ("More news of the sea and the island:", "<p>The harbour is on the air, too.</p>"),
    ):
        assert "Oars" not in kept_of(html.format(PARAGRAPHS, line, links, end), "article", 0.3)


def test_a_table_that_lays_out_the_page_is_judged_cell_by_cell() -> None:
    long = " ".join(PROSE)
    html = f"<table>{rows(('Harbours', 'Ferries', long), ('Tides', 'Contact', long))}</table>"
    assert kept_of(html, "article", 0.3) == [long, long]


class DoubtsWhatIsLong(KeepsAll):
    """A model that believes less and less in what a long text goes on with, as one does that has seen few of them."""

    def __init__(self, believed: int) -> None:
        super().__init__()
        self.left = believed

    def probability(self, _row: Sequence[float]) -> float:
        self.left -= 1
        return 0.9 if self.left >= 0 else 0.15

    quick_probability = probability


@pytest.mark.parametrize(
    ("paragraphs", "between", "kept"),
    [
        pytest.param(90, "", 90, id="a long text to its end"),
        pytest.param(90, "<h2>Comments</h2>", 80, id="not what stands below something else"),
        pytest.param(90, "<p>Ann, 3 May</p>", 80, id="nor below a line that is no sentence"),
        pytest.param(
            additions.MANY_PARAGRAPHS - 5, "", additions.MANY_PARAGRAPHS - 15, id="nor below a text of usual length"
        ),
    ],
)
def test_a_long_text_is_kept_to_its_end(paragraphs: int, between: str, kept: int) -> None:
    believed = paragraphs - 10
    texts = [f"<p>Part {n}: {PROSE[n % len(PROSE)]}</p>" for n in range(paragraphs)]
    html = "<article>" + "".join([*texts[:believed], between, *texts[believed:]]) + "</article>"
    page = blocks.read(parse(html))

    judgement = judging.judge_with(DoubtsWhatIsLong(believed), ())(page, Declared(url="https://harbour.example/ferry"))

    assert [verdict.keep for verdict in judgement.verdicts].count(True) == kept


@pytest.mark.parametrize(
    ("page_types", "kind"),
    [
        (("DiscussionForumPosting",), "forum"),
        (("https://schema.org/QAPage",), "forum"),
        (("FAQPage", "Question"), "article"),
    ],
)
def test_a_page_that_declares_a_thread_is_one(page_types: tuple[str, ...], kind: Kind) -> None:
    declared = Declared(page_types=page_types, url="https://harbour.example/ferry")
    assert judging.judge_with(KeepsAll("article"), ())(blocks.read(parse(PARAGRAPHS)), declared).kind == kind


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("2024/05/17/ferry", "article"),
        ("2024-05/17/c_1125.htm", "article"),
        ("c/2024-05-17/doc-1.shtml", "article"),
        ("politics/2024_05_17_5.shtml", "article"),
        ("a/20240517/14.shtml", "article"),
        ("archive/2024-05-17", "listing"),
        ("product/20249917/x", "listing"),
        ("p/2024051/x", "listing"),
    ],
)
def test_a_permalink_by_the_day_is_of_an_article(path: str, kind: Kind) -> None:
    declared = Declared(url=f"https://harbour.example/{path}")
    assert judging.judge_with(KeepsAll("listing"), ())(blocks.read(parse(PARAGRAPHS)), declared).kind == kind


ANOTHER_DAY = "".join(f"<li><a href=/{n}>{text}</a></li>" for n, text in enumerate(PROSE))


@pytest.mark.parametrize(
    ("html", "headline", "has_date", "kind"),
    [
        (f"<div>{PARAGRAPHS}</div><ul>{ANOTHER_DAY}</ul>", "Ferry lost in fog", True, "article"),
        (f"<div>{PARAGRAPHS}</div>", "Ferry lost in fog", False, "listing"),
        (f"<div>{PARAGRAPHS}</div>", None, True, "listing"),
        ("".join(f"<div><p>{text}</p></div>" for text in PROSE), "Ferries", True, "listing"),
    ],
)
def test_a_dated_page_of_paragraphs_in_one_place_is_no_list(
    html: str, headline: str | None, has_date: bool, kind: Kind
) -> None:
    declared = Declared(headline=headline, url="https://harbour.example/ferry", has_date=has_date)
    assert judging.judge_with(KeepsAll("listing"), ())(blocks.read(parse(html)), declared).kind == kind


VERY_LONG = "".join(f"<p>Part {n}. {text}</p>" for n in range(5) for text in PROSE)
REPLIES = f"<div class=comments>{LONG}</div>"


@pytest.mark.parametrize(
    ("html", "path", "page_types", "kind"),
    [
        (f"<article>{VERY_LONG}</article>{REPLIES}", "ferry", (), "article"),
        (f"<article>{PARAGRAPHS}</article>{REPLIES}", "ferry", (), "forum"),
        (f"<article>{VERY_LONG}</article>", "ferry", (), "forum"),
        (f"<article>{VERY_LONG}</article>{REPLIES}", "forum/ferry", (), "forum"),
        (f"<article>{VERY_LONG}</article>{REPLIES}", "ferry", ("QAPage",), "forum"),
    ],
)
def test_a_long_text_with_long_comments_is_no_thread(
    html: str, path: str, page_types: tuple[str, ...], kind: Kind
) -> None:
    declared = Declared(
        headline="Ferry lost in fog", url=f"https://harbour.example/{path}", has_date=True, page_types=page_types
    )
    assert judging.judge_with(KeepsAll("forum"), ())(blocks.read(parse(html)), declared).kind == kind


def test_the_best_selection_by_expected_f1_is_kept() -> None:
    # Both likely blocks: 2 · 19.5 / (20 + 23.5). With the doubtful one of 40 words it would be 2 · 23.5 / (60 + 23.5).
    chosen, expected_f1 = judging.select([0.98, 0.1, 0.97], [10, 40, 10])

    assert chosen == [True, False, True]
    assert expected_f1 == pytest.approx(2 * 19.5 / (20 + 23.5))


def test_a_selection_among_doubtful_blocks_takes_more_than_half_likely_ones() -> None:
    chosen, expected_f1 = judging.select([0.4, 0.4, 0.01], [10, 10, 10])

    assert chosen == [True, True, False]
    assert expected_f1 < 0.6


def test_nothing_likely_is_nothing_kept() -> None:
    assert judging.select([0.0, 0.0], [10, 10]) == ([False, False], 0.0)
    assert judging.select([], []) == ([], 0.0)


def test_confidence_is_told_the_kind_what_is_expected_and_the_words_kept() -> None:
    told: list[tuple[Kind, float, int]] = []

    def confidence(kind: Kind, expected_f1: float, words: int) -> float:
        told.append((kind, expected_f1, words))
        return 0.25

    judge = judging.judge_with(KeepsAll("product"), (), confidence)
    judgement = judge(blocks.read(parse(PARAGRAPHS)), Declared(url="https://harbour.example/ferry"))

    # All words are as likely, so all are kept: 2 · 0.8 / (1 + 0.8).
    assert told == [("product", pytest.approx(1.6 / 1.8), sum(len(text.split()) for text in PROSE))]
    assert judgement.expected_f1 == 0.25


EXPECTATIONS = [n / 50 for n in range(51)]


def test_an_article_is_believed_what_it_expects() -> None:
    assert [confidence("article", expected, 30) for expected in EXPECTATIONS] == EXPECTATIONS


@pytest.mark.parametrize("kind", SHIFTS)
def test_who_expects_more_is_believed_more_and_who_found_little_less(kind: Kind) -> None:
    for words in (1, 50, 1000):
        believed = [confidence(kind, expected, words) for expected in EXPECTATIONS]
        assert believed[0] == 0
        assert believed == sorted(believed)
        assert believed[-1] <= 1
    assert confidence(kind, 0.8, 20) < confidence(kind, 0.8, 60) < confidence(kind, 0.8, 100)
    assert confidence(kind, 0.8, 100) == confidence(kind, 0.8, 5000)


def test_nothing_kept_is_no_error() -> None:
    assert 0 < confidence("listing", 0.8, 0) < 0.2


def test_a_page_without_blocks_is_judged_empty() -> None:
    assert judging.judge(blocks.read(parse("<p></p>"))).verdicts == ()


@pytest.mark.parametrize(
    ("correction", "html", "cut"),
    [
        pytest.param(
            corrections.comments_below_articles,
            f"<article>{PARAGRAPHS}</article><ol class=commentlist><li>I was there and it was cold.</li></ol>",
            {"I was there and it was cold.": "comment below an article"},
            id="comments below an article",
        ),
        pytest.param(
            corrections.comments_below_articles,
            f"<p>Open thread!</p><div id=comments>{PARAGRAPHS}</div>",
            {},
            id="comments are all there is",
        ),
        pytest.param(
            corrections.named_clutter,
            f"<article>{PARAGRAPHS}<div class=author-bio>Jane Doe has a boat.</div><div class=related>More</div></article>",
            {"Jane Doe has a boat.": "markup: author-box", "More": "markup: related"},
            id="an author's box and a related line",
        ),
        pytest.param(
            corrections.repeated_quotes,
            f"{PARAGRAPHS}<aside class=pullquote>the fog had kept most of the town indoors</aside>"
            "<blockquote><p>We waited all night, and nobody complained.</p></blockquote>",
            {"the fog had kept most of the town indoors": "pull quote"},
            id="a pull quote, not another quote",
        ),
        pytest.param(
            corrections.boilerplate_lines,
            f"{PARAGRAPHS}<p>Read more: <a href=/a>Ten harbours</a></p><p>Read more about it in the library.</p>",
            {"Read more: Ten harbours": "boilerplate line"},
            id="a linked line of boilerplate",
        ),
        pytest.param(
            corrections.boilerplate_lines,
            f"{PARAGRAPHS}<p>Lea más: <a href=/a>Diez puertos</a></p><p>Weitere Infos unter <a href=/b>hafen.example</a></p>"
            "<p>Delayed ferries to <a href=/c>Delaware harbour</a></p>",
            dict.fromkeys(("Lea más: Diez puertos", "Weitere Infos unter hafen.example"), "boilerplate line"),
            id="the same in other languages, and words that only begin so",
        ),
        pytest.param(
            corrections.link_lines,
            f"{PARAGRAPHS}<p><a href=/a>Ten harbours</a></p><ul><li><a href=/b>The list</a></li></ul>",
            {"Ten harbours": "link line"},
            id="a paragraph that is a link, not a list of them",
        ),
        pytest.param(
            corrections.link_lines,
            f"{PARAGRAPHS}<p><a href=/1>Oh, the ferry lay in the fog,<br>and nobody was to blame,</a><br>"
            "<a href=/2>for the fog had been there before,<br>and the ferry only came.</a></p>",
            {},
            id="a verse whose lines lead to notes on them",
        ),
        pytest.param(
            corrections.repeated_headline,
            f"<h1>Ferry lost in fog</h1><div>FERRY LOST IN FOG!</div>{PARAGRAPHS}",
            {"Ferry lost in fog": "headline repeated", "FERRY LOST IN FOG!": "headline repeated"},
            id="the headline once more",
        ),
        pytest.param(
            corrections.text_of_figures,
            f"<figure><img src=a.jpg><figcaption>The ferry in the fog.</figcaption></figure>{PARAGRAPHS}",
            {"The ferry in the fog.": "in a figure"},
            id="a caption",
        ),
        pytest.param(
            corrections.text_of_figures,
            f"<figure><table><tr><td>Island</td><td>Ferries a day</td></tr></table><figcaption>By the port.</figcaption></figure>"
            f"<figure><pre>wind = 12</pre></figure><figure><blockquote>We waited.</blockquote></figure>{PARAGRAPHS}",
            {"By the port.": "in a figure"},
            id="a caption, not the table, code or quotation that the figure shows",
        ),
        pytest.param(
            corrections.copies,
            f"<article>{LONG}</article><div class=print-version>{LONG}</div>",
            dict.fromkeys(LONG_TEXTS, "copy"),
            id="an article that the page holds twice",
        ),
        pytest.param(
            corrections.copies,
            f"{PARAGRAPHS}<p>{PROSE[0]}</p>",
            {},
            id="a sentence that an article repeats",
        ),
        pytest.param(
            corrections.copies,
            f"<article>{LONG}<h2>Once more</h2>{LONG}</article>",
            {},
            id="a long refrain",
        ),
        pytest.param(
            corrections.texts_in_one_block,
            f"<p>{MARKDOWN}</p>" * 4,
            {},
            id="a long paragraph that stands four times is not made of the others",
        ),
        pytest.param(
            corrections.texts_in_one_block,
            f"{LONG}<div>{MARKDOWN}</div>",
            {MARKDOWN: "copy"},
            id="the page as Markdown",
        ),
        pytest.param(
            corrections.consent_texts,
            f"{PARAGRAPHS}<p>This website uses cookies to improve your experience.</p>"
            "<p>Wir nutzen Cookies auf unserer Website. Einige von ihnen sind notwendig.</p>"
            "<p>She baked a tin of oat cookies for the passengers.</p>",
            {
                "This website uses cookies to improve your experience.": "about cookies",
                "Wir nutzen Cookies auf unserer Website. Einige von ihnen sind notwendig.": "about cookies",
            },
            id="what a consent manager says, not what one bakes",
        ),
        pytest.param(
            corrections.texts_for_screen_readers,
            f"{PARAGRAPHS}<div class='sr-only'><p>This is a gallery with clickable slides.</p></div>",
            {"This is a gallery with clickable slides.": "for screen readers"},
            id="what is written for screen readers alone",
        ),
        pytest.param(
            corrections.texts_for_screen_readers,
            f"{PARAGRAPHS}<noscript><div><p>The harbour processes data in the state of Maine.</p></div></noscript>",
            {"The harbour processes data in the state of Maine.": "for screen readers"},
            id="what is written for browsers without scripts",
        ),
        pytest.param(
            corrections.notices_alone,
            f"{PARAGRAPHS}<p>You need to enable JavaScript to run this app.</p><p>JavaScript is twenty years old.</p>",
            {"You need to enable JavaScript to run this app.": "notice of the site"},
            id="a request to switch scripts on",
        ),
        pytest.param(
            corrections.line_numbers,
            f"{PARAGRAPHS}<table><tr><td><pre>8\n9\n10</pre></td><td><pre>a = 1\nb = 2\nprint(a)</pre></td></tr></table>"
            "<pre>1\n2\n3</pre><table><tr><td><pre>1\n3</pre></td><td>1</td></tr></table>",
            {"8\n9\n10": "numbers of lines"},
            id="the numbers of lines beside code, not numbers that it prints",
        ),
        pytest.param(
            corrections.boxes_beside_text,
            f"{PARAGRAPHS}<div class='article-infobox'><h3>The ferry</h3><p>Built in 1987.</p></div>"
            "<div class='not-prose my-4'><p>Book a crossing.</p><pre>wind = 12</pre></div><div class=box>Stay.</div>",
            dict.fromkeys(("The ferry", "Built in 1987.", "Book a crossing."), "in a box beside the text"),
            id="boxes beside the text, not the code shown in one",
        ),
        pytest.param(
            corrections.boxes_beside_text,
            f"{PARAGRAPHS}<div class='c-registration__intro'><p>Create an account to read on.</p></div>"
            "<h2 id=subscription>What a season ticket costs</h2><p>Forty crossings.</p>",
            {"Create an account to read on.": "in a box beside the text"},
            id="a box that asks to register",
        ),
        pytest.param(
            corrections.named_clutter,
            f"{PARAGRAPHS}<form><p>Your name is too short.</p></form><div class=page-footer><p>A firm of 1902.</p></div>",
            {"Your name is too short.": "markup: form", "A firm of 1902.": "markup: footer"},
            id="what a form and a footer say",
        ),
        pytest.param(
            corrections.boxes_beside_text,
            f"<div class=infobox>{PARAGRAPHS}</div>",
            {},
            id="a box around the text",
        ),
        pytest.param(
            corrections.announcements_at_the_end,
            f"<p>What it said:</p>{PARAGRAPHS}<p>More on this:</p><p>Contact:</p>",
            {"More on this:": "announces what does not follow", "Contact:": "announces what does not follow"},
            id="last lines that announce what was left out",
        ),
        pytest.param(
            corrections.caption_lines,
            f"<img src=a.jpg><p>The ferry in the fog (Photo: Jane Doe)</p>{PARAGRAPHS}",
            {"The ferry in the fog (Photo: Jane Doe)": "caption line"},
            id="a caption without a figure",
        ),
        pytest.param(
            corrections.lines_above_prose,
            f"<div>Von Marten Sievers</div><div>12. Februar 2024, 17:45 Uhr</div><div>Altenwiek</div>{PARAGRAPHS}",
            {
                "Von Marten Sievers": "line above the first sentence",
                "12. Februar 2024, 17:45 Uhr": "line above the first sentence",
            },
            id="byline and date, not the place",
        ),
        pytest.param(
            corrections.headings_without_text,
            f"<h2>The night</h2>{PARAGRAPHS}<h2>More</h2><h2>Even more</h2>",
            {"More": "heading without text", "Even more": "heading without text"},
            id="headings with nothing below",
        ),
    ],
)
def test_a_correction_cuts_what_it_names_and_nothing_else(
    correction: corrections.Correction, html: str, cut: dict[str, str]
) -> None:
    assert cut_by(correction, html) == cut


def about_authors(html: str) -> list[str]:
    page = blocks.read(parse(html))
    judge = judging.judge_with(KeepsAll(), (corrections.biographies_at_the_end,))
    verdicts = judge(page, Declared(authors=("Jane Doe", "Harbour"), url="https://harbour.example/ferry")).verdicts
    return [block.text for block, verdict in zip(page.blocks, verdicts, strict=True) if not verdict.keep]


@pytest.mark.parametrize("end", ["", "<p>She likes the fog.</p>"])
def test_who_an_author_is_stands_behind_the_article(end: str) -> None:
    biography = "— Jane Doe writes on ships, and has a boat."
    assert about_authors(f"{LONG}<p>{biography}</p>{end}") == [biography]


@pytest.mark.parametrize(
    "html",
    [
        pytest.param(f"<p>Jane Doe waited at the pier all night.</p>{LONG}", id="not at the end"),
        pytest.param(f"{LONG}<p>Jane Doe: Nobody on board complained at all.</p>", id="an answer"),
        pytest.param(f"{LONG}<h2>Why trust us</h2><p>Jane Doe has seen forty ferries.</p>", id="under a heading"),
        pytest.param(f"{LONG}<p>Harbour pilots will be asked in March again.</p>", id="a single word"),
    ],
)
def test_an_authors_name_in_the_text_stays(html: str) -> None:
    assert about_authors(html) == []


def test_a_shop_shows_a_description_once() -> None:
    html = f"<div class=desktop><p>{PROSE[0]}</p><p>$ 12</p></div><div class=mobile><p>{PROSE[0]}</p><p>$ 12</p></div>"
    assert cut_by(corrections.copies, html, kind="product") == {PROSE[0]: "copy"}


def test_a_shop_is_read_without_its_windows_and_what_buyers_say() -> None:
    html = (
        f"{PARAGRAPHS}<div class='size-modal'><p>Measure your foot from heel to toe.</p></div>"
        "<div class='c-reviews'><div><p>Fits well, dries fast.</p></div></div>"
    )
    assert cut_by(corrections.windows, html, kind="product") == {"Measure your foot from heel to toe.": "in a window"}
    assert cut_by(corrections.reviews_of_products, html, kind="product") == {"Fits well, dries fast.": "review"}
    assert cut_by(corrections.reviews_of_products, html, kind="service") == {}
    assert cut_by(corrections.windows, f"<div class=modal>{PARAGRAPHS}</div>", kind="product") == {}


def test_an_article_is_read_without_the_windows_of_its_site() -> None:
    line = "Choose what we may store, and see how we recommend oars."
    window = f"<div class='privacy-modal'><p>{line}</p></div>"
    assert cut_by(corrections.windows, f"{PARAGRAPHS}{window}") == {line: "in a window"}
    assert cut_by(corrections.windows, f"<div class='site-overlay'>{PARAGRAPHS}</div>") == {}, "the text itself"


class IsSure(KeepsAll):
    def probability(self, _row: Sequence[float]) -> float:
        return 0.95


def test_an_article_that_a_start_page_opens_over_itself_is_kept() -> None:
    html = f"{LONG}<div class=modal>{{}}</div>"
    judge = judging.judge_with(IsSure("listing"), (corrections.windows,))
    for window, is_kept in ((f"<article>{PARAGRAPHS}</article>", True), (PARAGRAPHS, False)):
        page = blocks.read(parse(html.format(window)))
        assert judge(page, Declared(url="https://harbour.example/")).verdicts[-1].keep is is_kept


def test_an_element_that_scripts_define_is_a_window_by_its_own_name() -> None:
    html = f"{PARAGRAPHS}<cart-drawer><p>Your bag is empty, but the sea is full.</p></cart-drawer><my-text><p>Oars.</p></my-text>"
    assert cut_by(corrections.windows, html, kind="listing") == {
        "Your bag is empty, but the sea is full.": "in a window"
    }


def test_a_description_in_a_window_stays_where_little_but_reviews_stands_beside_it() -> None:
    reviews = "".join(f"<p>Buyer {n}. {text}</p>" for n in range(2) for text in PROSE)
    html = f"<p>Oars, the pair.</p><div class=details-modal>{LONG}</div><div class=reviews>{reviews}</div>"
    page = blocks.read(parse(html))
    judgement = judging.judge_with(KeepsAll("product"))(
        page, Declared(headline="Oars", url="https://harbour.example/oars")
    )
    kept = [block.text for block, verdict in zip(page.blocks, judgement.verdicts, strict=True) if verdict.keep]
    assert kept == ["Oars, the pair.", *LONG_TEXTS]


def test_a_firms_blog_is_read_on_its_own_pages_alone() -> None:
    html = f"{PARAGRAPHS}<div class=blog-posts><p>How to read the fog: five signs that it will lift.</p></div>"
    assert cut_by(corrections.posts_of_blogs, html, kind="service") == {
        "How to read the fog: five signs that it will lift.": "post of a blog"
    }
    assert cut_by(corrections.posts_of_blogs, html, kind="article") == {}
    assert cut_by(corrections.posts_of_blogs, f"<div class=blog>{PARAGRAPHS}</div>", kind="listing") == {}
    assert cut_by(corrections.posts_of_blogs, html, kind="listing", url="https://harbour.example/blog/") == {}


def test_a_list_is_read_without_letters_and_what_it_asks_consent_to() -> None:
    html = (
        f"{PARAGRAPHS}<div class=newsletter><p>Tides and timetables, once a week.</p></div>"
        "<div class=consent><p>I agree that the harbour writes to me.</p></div>"
    )
    cut = {
        "Tides and timetables, once a week.": "markup: newsletter",
        "I agree that the harbour writes to me.": "markup: consent",
    }
    assert cut_by(corrections.letters_and_consent, html, kind="listing") == cut
    assert cut_by(corrections.letters_and_consent, html, kind="documentation") == {}


def test_what_forums_put_beside_and_below_posts_is_none() -> None:
    html = (
        f"<div class=post><dl class=profile><dt>Joined</dt><dd>12 May 2014</dd></dl>{PARAGRAPHS}"
        "<div class=sig_text><p>Sent from the lighthouse</p></div></div>"
    )
    assert cut_by(corrections.signatures, html, kind="forum") == {
        "Joined": "signature",
        "12 May 2014": "signature",
        "Sent from the lighthouse": "signature",
    }
    assert cut_by(corrections.signatures, html, kind="documentation") == {}


def test_a_footer_is_none_of_a_shops_goods() -> None:
    html = f"{PARAGRAPHS}<div class=LegalFooter><p>The firm was founded on a quay.</p></div>"
    assert cut_by(corrections.footers, html, kind="listing") == {"The firm was founded on a quay.": "markup: footer"}
    assert cut_by(corrections.footers, f"<div class=footer>{PARAGRAPHS}</div>", kind="listing") == {}


def test_documentation_repeats_itself() -> None:
    assert cut_by(corrections.copies, LONG * 2, kind="documentation") == {}


def test_a_page_about_cookies_keeps_its_text() -> None:
    html = f"{PARAGRAPHS}<p>A website may set cookies in your browser.</p>"
    assert cut_by(corrections.consent_texts, html, headline="How cookies work") == {}


def test_a_page_of_terms_and_rights_alone_has_no_content() -> None:
    html = "<p>By subscribing, you agree to our terms.</p><p>© 2024 Harbour Shop</p><p>Free returns</p>"
    assert len(cut_by(corrections.notices_alone, html, kind="listing")) == 3
    assert cut_by(corrections.notices_alone, html, kind="article") == {}
    assert cut_by(corrections.notices_alone, f"{html}{PARAGRAPHS}", kind="listing") == {}


def test_a_few_words_alone_are_no_content() -> None:
    html = "<p>Skip navigation links</p><p>Harbour Shop</p>"
    assert len(cut_by(corrections.notices_alone, html, kind="listing")) == 2
    assert cut_by(corrections.notices_alone, html, kind="article") == {}
    assert cut_by(corrections.notices_alone, f"{html}<p>It rained for a day.</p>", kind="product") == {}


def test_a_name_around_most_of_the_kept_text_is_wrong() -> None:
    hidden = "".join(f"<p>Picture {n}. {text}</p>" for n in range(4) for text in PROSE)
    html = f"<div class=read-more>{PARAGRAPHS}</div><p>{PROSE[0]}</p><div hidden>{hidden}</div>"
    every = blocks.read(parse(html))
    read = layout.read(every)
    kept = range(len(PROSE) + 1)  # the model left the pictures out
    probabilities = dict.fromkeys(kept, 0.8)

    def cut(kept: Sequence[int]) -> list[int]:
        situation = Situation(every.blocks, kept, read, Declared(), "article", probabilities, credit_lines=frozenset())
        return [i for i, _ in corrections.named_clutter(situation)]

    assert cut(kept) == []
    assert cut(kept[-3:]) == [], "two of three paragraphs"
    assert cut([0, 4]) == [0]


TEASERS = [(f"/{n}", f"Headline {n}", f"{text[:60]} {n}.") for n, text in enumerate(PROSE)]


@pytest.mark.parametrize(
    "teaser",
    [
        pytest.param('<div><a href="{}"><h3>{}</h3><p>{}</p></a></div>', id="one link"),
        pytest.param('<div><h3><a href="{0}">{1}</a></h3><p><a href="{0}">{2}</a></p></div>', id="two links"),
        pytest.param('<ul><li><a href="{}"><div>{}</div><div>{}</div></a></li></ul>', id="a list"),
        pytest.param('<ul><li><a href="{}">{}<br>{}</a></li></ul>', id="two lines"),
        pytest.param('<ul><li><a href="{}"><strong>{}</strong> {}</a></li></ul>', id="bold"),
    ],
)
def test_headlines_with_their_first_sentences_as_links_are_teasers(teaser: str) -> None:
    run = "".join(teaser.format(*parts) for parts in TEASERS)
    html = f"{PARAGRAPHS}<h2>More of the harbour</h2><div>{run}</div>{PARAGRAPHS}"
    judge = judging.judge_with(KeepsAll(), (corrections.linked_teasers,))
    page = blocks.read(parse(html))
    judgement = judge(page, Declared(headline="Ferry lost in fog"))

    assert [b.text for b, v in zip(page.blocks, judgement.verdicts, strict=True) if v.keep] == PROSE * 2


@pytest.mark.parametrize(
    "html",
    [
        pytest.param("".join(f"<ul><li><a href={url}>{text}</a></li></ul>" for url, _, text in TEASERS), id="changes"),
        pytest.param(
            "".join(f"<ul><li><a href=#{n}><b>{n}</b> {text}</a></li></ul>" for n, text in enumerate(PROSE)),
            id="contents",
        ),
        pytest.param("".join(f"<h3><a href={url}>{name}</a></h3><p>{text}</p>" for url, name, text in TEASERS), id="a list of the best"),
        pytest.param(
            "".join(f"<h3><a href={url}>{name}</a></h3><p><a href={url}>{text}</a></p>" for url, name, text in TEASERS[:2]),
            id="two only",
        ),
        pytest.param("".join(f"<ul><li><a href={url}><b>{n}</b>, {n}</a></li></ul>" for url, n, _ in TEASERS), id="names"),
    ],
)  # fmt: skip
def test_links_of_an_articles_own_are_no_teasers(html: str) -> None:
    assert cut_by(corrections.linked_teasers, PARAGRAPHS + html + PARAGRAPHS) == {}


PLACEHOLDERS = {
    "en": "To view this content you must accept cookies.",
    "en, of the reader's choice": "This content isn't visible due to your cookie preferences.",
    "de": "An dieser Stelle finden Sie externen Inhalt von X, der den Artikel ergänzt. Sie können ihn sich mit einem Klick anzeigen lassen.",
    "de, to be ticked": "Ich bin damit einverstanden, dass mir externe Inhalte angezeigt werden.",
    "fr": "Ce contenu intégré est bloqué. Pour l'afficher, vous devez accepter les cookies.",
    "es": "Este contenido está bloqueado. Acepte las cookies de redes sociales para verlo.",
    "it": "Per visualizzare questo contenuto devi accettare i cookie.",
    "pt": "Para ver este conteúdo precisa de aceitar os cookies.",
    "ca": "Per veure aquest contingut has d'acceptar les galetes.",
    "nl": "Om deze inhoud te zien moet je cookies accepteren.",
    "sv": "För att se det här innehållet måste du godkänna cookies.",
    "no": "For å se dette innholdet må du godta informasjonskapsler.",
    "da": "For at se dette indhold skal du acceptere cookies.",
    "fi": "Hyväksy evästeet nähdäksesi tämän sisällön.",
    "pl": "Aby zobaczyć tę treść, zaakceptuj pliki cookie.",
    "cs": "Pro zobrazení tohoto obsahu je nutné povolit cookies.",
    "ro": "Pentru a vedea acest conținut trebuie să acceptați cookie-urile.",
    "hu": "A tartalom megtekintéséhez el kell fogadni a sütiket.",
    "el": "Για να δείτε αυτό το περιεχόμενο, αποδεχτείτε τα cookies.",
    "ru": "Чтобы увидеть этот контент, примите файлы cookie.",
    "uk": "Щоб побачити цей контент, прийміть файли cookie.",
    "tr": "Bu içeriği görüntülemek için çerezleri kabul edin.",
    "he": "כדי לצפות בתוכן זה עליך לאשר קובצי עוגיות.",
    "ar": "لعرض هذا المحتوى يجب قبول ملفات تعريف الارتباط.",
    "ja": "このコンテンツを表示するには、クッキーに同意してください。",
    "ko": "이 콘텐츠를 보려면 쿠키에 동의해야 합니다.",
    "zh": "查看此内容需要您的同意。",
}  # fmt: skip


@pytest.mark.parametrize(
    "box",
    [
        pytest.param("<div><p>{}</p><button>Accept</button></div>", id="a button"),
        pytest.param("<div><p>{}</p><p><a href=#>Show</a></p></div>", id="a link"),
        pytest.param('<div><input type="checkbox"><div><label>{}</label></div></div>', id="a box to tick"),
        pytest.param('<div><iframe data-src="https://video.example/1"></iframe><p>{}</p></div>', id="an embed to come"),
        pytest.param('<div class="embed-placeholder"><div><p>{}</p></div></div>', id="a name"),
        pytest.param("<p>{}</p><button>Show content</button>", id="a button among paragraphs"),
    ],
)
@pytest.mark.parametrize("line", PLACEHOLDERS.values(), ids=PLACEHOLDERS)
def test_what_stands_where_an_embed_would_goes(line: str, box: str) -> None:
    html = f"{PARAGRAPHS}{PARAGRAPHS}{box.format(line)}{PARAGRAPHS}"
    cut = cut_by(corrections.consent_placeholders, html)
    assert set(cut) - {"Show"} == {line}
    assert set(cut.values()) == {"consent placeholder"}


def test_what_the_box_says_of_the_readers_data_goes_with_it() -> None:
    data = "Damit können personenbezogene Daten an Drittplattformen übermittelt werden."
    box = f"<div><p>{PLACEHOLDERS['de']}</p><button>Anzeigen</button><p>{data}</p><p>Der Hafen am Montag.</p></div>"
    assert set(cut_by(corrections.consent_placeholders, PARAGRAPHS + box)) == {PLACEHOLDERS["de"], data}


@pytest.mark.parametrize(
    "html",
    [
        pytest.param(f"<p>{PLACEHOLDERS['en']}</p>", id="a line without a button"),
        pytest.param(f"<p>The banner says: “{PLACEHOLDERS['en']}”</p><button>Share</button>", id="a quoted line"),
        pytest.param(
            "<div><p>The court said that sites may not ask for your consent before they show content.</p>"
            "<iframe src=https://video.example/1></iframe></div>",
            id="a sentence beside a video that is there",
        ),
        pytest.param(
            "<p>Publishers set cookies without consent, the regulator found.</p><button>Accept</button>",
            id="a sentence beside a button to accept",
        ),
        pytest.param(
            f"<div><button>Accept</button><p>{PLACEHOLDERS['en']} {PROSE[0]} {PROSE[1]} {PROSE[2]} {PROSE[3]}</p></div>",
            id="a paragraph",
        ),
        pytest.param(
            "<div class=embed><p>Der Inhalt des Briefes blieb geheim, sagte die Ministerin.</p></div>", id="a post"
        ),
    ],
)
def test_sentences_on_cookies_and_consent_stay(html: str) -> None:
    assert cut_by(corrections.consent_placeholders, PARAGRAPHS + html + PARAGRAPHS) == {}


def test_comments_stay_on_a_forum() -> None:
    html = f"<div>{PARAGRAPHS}</div><div class=comments>{PARAGRAPHS}</div>"
    assert cut_by(corrections.comments_below_articles, html, kind="forum") == {}


def test_lines_above_the_first_sentence_go_where_no_headline_is_known() -> None:
    html = f"<p>Ferry lost in fog</p><p>Our town</p>{PARAGRAPHS}"
    assert set(cut_by(corrections.lines_above_prose, html, headline=None)) == {"Ferry lost in fog", "Our town"}


def test_a_line_above_the_first_sentence_that_is_an_authors_name_goes() -> None:
    html = f"<div>Hanna Lis</div><div>Old Harbour</div>{PARAGRAPHS}"
    assert set(cut_by(corrections.lines_above_prose, html, authors=("Hanna Lis",))) == {"Hanna Lis"}


def test_who_and_when_go_between_a_standfirst_and_the_text() -> None:
    line = "<div>The ferry was lost for three hours, and nobody knew.</div><div>Von Marten Sievers</div><div>12. Februar 2024</div>"
    gone = {"Von Marten Sievers", "12. Februar 2024"}
    assert set(cut_by(corrections.lines_above_prose, f"{line}<div class=text>{PARAGRAPHS}</div>")) == gone


def test_a_day_between_the_first_two_paragraphs_of_a_diary_stays() -> None:
    html = PARAGRAPHS.replace("</p>", "</p><p>12 February 2024</p>", 1)
    assert cut_by(corrections.lines_above_prose, html) == {}


LISTED = "<ul><li><a href=/1>Ten harbours to see</a></li><li><a href=/2>How fog is made</a></li></ul>"


@pytest.mark.parametrize(
    "announcement",
    [
        "<h3>Read also</h3>", "<p><b>Lesen Sie auch:</b></p>", "<div>Читайте также:</div>", "<p>یہ بھی پڑھیں</p>", "<h4>Прочетете още</h4>",
        "<p>อ่านเพิ่มเติม</p>", "<p>▼関連記事</p>", "<p>קראו גם:</p>", "<h3>Pročitajte i</h3>",
    ],
)  # fmt: skip
def test_linked_items_below_a_line_that_says_they_lead_elsewhere_go(announcement: str) -> None:
    html = f"<p>{PROSE[0]}</p><p>{PROSE[1]}</p>{announcement}{LISTED}<p>{PROSE[2]}</p><p>{PROSE[3]}</p>"
    assert set(cut_by(corrections.links_announced, html)) == {"Ten harbours to see", "How fog is made"}


def test_linked_items_below_another_line_stay() -> None:
    html = f"<p>{PROSE[0]}</p><p>Three harbours are worth a journey:</p>{LISTED}<p>{PROSE[1]}</p>"
    assert cut_by(corrections.links_announced, html) == {}


@pytest.mark.parametrize("line", ["Follow us on", "Подписывайтесь на наш канал в", "Seuraa meitä palvelussa"])
def test_at_the_end_one_linked_word_is_enough_for_boilerplate(line: str) -> None:
    linked = f"<p>{line} the harbour channel at <a href=//x.example>X</a></p>"
    assert len(cut_by(corrections.boilerplate_lines, f"{LONG}{linked}")) == 1
    assert cut_by(corrections.boilerplate_lines, f"{linked}{LONG}") == {}


@pytest.mark.parametrize(
    "heading",
    [
        "Comments",
        "3 Kommentare",
        "Reageer",
        "Комментарии (12)",
        "コメント",
        "التعليقات",
        "टिप्पणियाँ",
        "ความคิดเห็น",
        "Leave a Reply",
        "댓글 0",
    ],
)
def test_below_the_heading_of_comments_the_article_is_over(heading: str) -> None:
    below = f"<h3>{heading}</h3><p>Nobody said anything yet.</p>"
    assert set(cut_by(corrections.below_the_comments_heading, f"{LONG}{below}")) == {
        heading,
        "Nobody said anything yet.",
    }


def test_a_text_below_the_heading_of_comments_that_is_more_than_what_stands_above_stays() -> None:
    assert cut_by(corrections.below_the_comments_heading, f"{PARAGRAPHS}<h3>Comments</h3>{LONG}") == {}
    for heading in ("Comments of the mayor", "Kommentar", "Réactions", "Комментарий"):
        assert cut_by(corrections.below_the_comments_heading, f"{LONG}<h3>{heading}</h3>{PARAGRAPHS}") == {}


def test_a_day_as_a_heading_above_the_headline_is_no_text_and_one_below_it_is() -> None:
    day, headline = "<h2>Monday, 12 February 2024</h2>", "<h3>Ferry lost in fog</h3>"
    gone = {"Monday, 12 February 2024": "line above the first sentence"}
    assert cut_by(corrections.lines_above_prose, f"{day}{headline}{PARAGRAPHS}") == gone
    assert cut_by(corrections.lines_above_prose, f"{headline}{day}{PARAGRAPHS}") == {}


def test_a_list_loses_captions_and_keeps_its_cards_in_figures() -> None:
    caption = "<figure><img src=a.jpg><figcaption>The quay on Monday</figcaption></figure>"
    card = "<figure><img src=b.jpg><h3>Oars of ash, the pair</h3></figure>"
    assert set(cut_by(corrections.text_of_figures, f"{caption}{card}{PARAGRAPHS}", kind="listing")) == {
        "The quay on Monday"
    }


def test_items_of_a_shop_may_stand_above_the_first_sentence() -> None:
    html = f"<p>By Jane Doe</p>{PARAGRAPHS}"
    assert cut_by(corrections.lines_above_prose, html, kind="product") == {}


CLUTTER: dict[str, str] = {
    "related": '<div class="related"><h3>Related</h3><ul><li><a href=/a>Ten harbours to see</a></li><li><a href=/b>How fog is made</a></li></ul></div>',
    "newsletter": '<div id="newsletter-signup"><p>Get the best of our harbour news every morning by mail.</p><button>Sign up</button></div>',
    "a line of links": '<p><a href="/b">Ten harbours that you should see before you die</a></p>',
    "share bar": '<ul class="share-buttons"><li><a href=#>Facebook</a></li><li><a href=#>Twitter</a></li></ul>',
}


@pytest.mark.parametrize("clutter", CLUTTER.values(), ids=CLUTTER)
def test_the_learned_judge_keeps_the_article_and_not_what_stands_within_it(clutter: str) -> None:
    first, *rest = PROSE * 2
    html = (
        "<nav><ul><li><a href=/>Home</a></li><li><a href=/news>News</a></li></ul></nav>"
        f"<main><article><h1>Ferry lost in fog</h1><p>{first}</p><p>{rest[0]}</p>{clutter}"
        f"{''.join(f'<p>{text}</p>' for text in rest[1:])}</article></main>"
        "<footer><p>Copyright 2024 Harbour News. All rights reserved.</p><a href=/privacy>Privacy</a></footer>"
    )
    page = blocks.read(parse(html, "https://harbour.example/news/2024/ferry-lost-in-fog"))
    judgement = judging.judge(page, Declared(headline="Ferry lost in fog", has_date=True, page_types=("NewsArticle",)))

    kept = [b.text for b, v in zip(page.blocks, judgement.verdicts, strict=True) if v.keep and b.kind == "text"]
    assert kept == PROSE * 2
    assert judgement.kind == "article"
    assert judgement.expected_f1 is not None
    assert judgement.expected_f1 > 0.7


def test_every_verdict_has_a_reason() -> None:
    page = blocks.read(parse(f"<nav><a href=/>Home</a></nav><article>{PARAGRAPHS}<img src=a.jpg></article>"))
    assert all(verdict.reason for verdict in judging.judge(page).verdicts)


def test_a_row_has_a_number_for_every_name() -> None:
    page = blocks.read(parse(f"<h1>Ferry</h1><ul><li>One</li></ul>{PARAGRAPHS}"))
    table = features.table(page, layout.read(page), Declared(url="https://harbour.example/a?b=c"))

    rows = list(table.rows)
    assert len(rows) == len(table.indices) == len(PROSE) + 2
    assert {len(row) for row in rows} == {len(features.NAMES)}
    assert len(table.page) == len(page_features.NAMES)


def test_the_neighbours_numbers_are_those_of_the_blocks_beside() -> None:
    page = blocks.read(parse(f"<h1>Ferry</h1><p><a href=/>Home</a></p><p>{PROSE[0]}</p><h2>Fog</h2>"))
    table = features.table(page, layout.read(page), Declared())
    rows = list(table.rows)

    def column(name: str) -> list[float]:
        return [row[features.NAMES.index(name)] for row in rows]

    assert column("previous_density") == [0.0, 0.0, 1.0, 0.0]
    assert column("link_lines_around") == [1, 1, 1, 1]
    assert column("heading_level") == [0, 1, 1, 1]
    assert column("since_h1") == [0, 1, 2, 3]
    assert column("share_before") == [0.0, 0.0, 0.0, 1.0]


def test_the_model_was_trained_on_the_features_that_there_are() -> None:
    source = Path(model.__file__).read_text()
    blocks_part, kinds_part = source.split("def _article", 1)
    for part, names in ((blocks_part, features.NAMES), (kinds_part, page_features.NAMES)):
        assert max(map(int, re.findall(r"r\[(\d+)\]", part))) < len(names)


class Doubts(KeepsAll):
    """A model that is sure of long blocks alone."""

    def probability(self, row: Sequence[float]) -> float:
        return 0.95 if row[features.NAMES.index("words")] > 15 else 0.15


def kept_by_doubts(html: str) -> list[str]:
    page = blocks.read(parse(html))
    judgement = judging.judge_with(Doubts(), ())(page, Declared(url="https://harbour.example/ferry"))
    return [b.text for b, v in zip(page.blocks, judgement.verdicts, strict=True) if v.keep]


DOUBTFUL = "The boat was, they say, a little late this time."


def test_a_doubtful_sentence_between_kept_ones_of_its_container_stays() -> None:
    assert DOUBTFUL in kept_by_doubts(f"<div><p>{PROSE[0]}</p><p>{DOUBTFUL}</p><p>{PROSE[1]}</p></div>")


@pytest.mark.parametrize(
    "html",
    [
        pytest.param(
            f"<div><p>{PROSE[0]}</p><div><p>{DOUBTFUL}</p></div><p>{PROSE[1]}</p></div>", id="another container"
        ),
        pytest.param(f"<div><p>{PROSE[0]}</p><p>{PROSE[1]}</p><p>{DOUBTFUL}</p></div>", id="behind the last"),
        pytest.param(f"<div><p>{PROSE[0]}</p><p class=ad>{DOUBTFUL}</p><p>{PROSE[1]}</p></div>", id="another class"),
    ],
)
def test_a_doubtful_sentence_elsewhere_does_not(html: str) -> None:
    assert DOUBTFUL not in kept_by_doubts(html)


@pytest.mark.parametrize("within", ["social-media-embed", "story-embed"])
def test_a_post_that_is_kept_in_part_is_kept_whole(within: str) -> None:
    post = "<p>{}</p>— Jane Doe (@jane) <a href=/1>May 17, 2024</a>"
    html = (
        f"<div><p>{PROSE[0]}</p><p>{PROSE[1]}</p><div class={within}><blockquote class=twitter-tweet>"
        f"{post.format(PROSE[2])}</blockquote></div></div><blockquote class=twitter-tweet>{post.format('Fog again.')}</blockquote>"
    )
    assert kept_by_doubts(html) == [*PROSE[:3], "— Jane Doe (@jane) May 17, 2024"]


def test_a_text_of_hundreds_of_paragraphs_is_kept_to_its_end() -> None:
    html = f"<div>{''.join(f'<p>{n}. {PROSE[n % 4]}</p>' for n in range(250))}<p>{DOUBTFUL}</p></div>"
    assert kept_by_doubts(html)[-1] == DOUBTFUL


def test_prose_without_address_and_types_is_an_article() -> None:
    page = blocks.read(parse(f"<div>{PARAGRAPHS}</div>"))
    assert judging.judge_with(KeepsAll("service"))(page).kind == "article"
    assert judging.judge_with(KeepsAll("service"))(page, Declared(url="https://harbour.example/")).kind == "service"


def test_a_permalink_by_date_is_an_articles() -> None:
    page = blocks.read(parse(f"<div>{PARAGRAPHS}</div>"))
    dated, undated = (
        Declared(url=f"https://harbour.example/{path}") for path in ("2024/05/17/open-thread", "thread/17")
    )
    assert judging.judge_with(KeepsAll("forum"))(page, dated).kind == "article"
    assert judging.judge_with(KeepsAll("forum"))(page, undated).kind == "forum"


class DoubtsTheEnd(Doubts):
    """A model that is half sure of the short sentences with which a text ends."""

    def probability(self, row: Sequence[float]) -> float:
        return 0.95 if row[features.NAMES.index("words")] > 15 else 0.28


WRAPPED = "".join(f"<div class=part><p>{text}</p></div>" for text in PROSE)
SLIDES = "<section><div>View 50 photos</div></section>"


@pytest.mark.parametrize(
    ("end", "kept"),
    [
        pytest.param(f"{SLIDES}<div class=part><p>{DOUBTFUL}</p></div>", [DOUBTFUL], id="below a gallery"),
        pytest.param(
            f"<div class=part><h2>And then</h2><p>{DOUBTFUL}</p></div>", ["And then", DOUBTFUL], id="with its heading"
        ),
        pytest.param(f"<div class=card><p>{DOUBTFUL}</p></div>", [], id="not in a wrapper of another name"),
        pytest.param(f"<div class=part><p><a href=/1>{DOUBTFUL}</a></p></div>", [], id="not a link"),
    ],
)
def test_the_last_paragraph_in_a_wrapper_of_its_own_is_of_the_run(end: str, kept: list[str]) -> None:
    page = blocks.read(parse(f"<article>{WRAPPED}{end}</article>"))
    judge = judging.judge_with(DoubtsTheEnd(), (), additions=(additions.runs_in_wrappers,))

    judgement = judge(page, Declared(url="https://harbour.example/ferry"))

    texts = [b.text for b, v in zip(page.blocks, judgement.verdicts, strict=True) if v.keep]
    assert texts == PROSE + kept


def test_a_heading_that_the_table_of_contents_lists_is_no_navigation() -> None:
    html = f"<h2 class=toc>The boats</h2>{PARAGRAPHS}<div class=toc><h2 class=toc>Contents</h2></div><p>{PROSE[0]}</p>"
    assert cut_by(corrections.named_clutter, html) == {"Contents": "markup: navigation"}


RECIPE = (
    f"<div>{PARAGRAPHS}</div><div class=box1><h2>{{}}</h2><ul><li>2 cups flour</li><li>1 egg</li></ul></div>"
    "<div class=box2><h2>{}</h2><ol><li>Mix it all.</li><li>Bake for an hour.</li></ol></div>"
)


@pytest.mark.parametrize(
    ("ingredients", "directions"),
    [("Ingredients", "Directions"), ("Zutaten:", "Zubereitung"), ("Ingrédients", "Préparation")],
)
def test_a_recipe_below_its_story_is_kept(ingredients: str, directions: str) -> None:
    kept = kept_by_doubts(RECIPE.format(ingredients, directions))
    assert kept == [
        *PROSE, ingredients, "2 cups flour", "1 egg", directions, "Mix it all.", "Bake for an hour."
    ]  # fmt: skip


def test_a_list_below_either_heading_alone_is_no_recipe() -> None:
    assert kept_by_doubts(RECIPE.format("Ingredients", "Our shops")) == PROSE


def test_the_notes_below_an_article_are_kept_all_or_none() -> None:
    note = "<div class=footnote><a href=#1>1</a><div class=footnote-content><p>{}</p></div></div>"
    notes = [PROSE[3], "Harbours, 12"]
    html = f"<div>{''.join(f'<p>{text}</p>' for text in PROSE[:3])}{''.join(map(note.format, notes))}</div>"
    assert kept_by_doubts(html) == PROSE[:3] + notes
    assert kept_by_doubts(html.replace(PROSE[3], "Ferries, 3")) == PROSE[:3]


@pytest.mark.parametrize(
    ("above", "doubt", "added"),
    [
        pytest.param(f"<div><p>{PROSE[0]}</p><p>{PROSE[1]}</p></div>", 0.4, PROSE[:2], id="two paragraphs in doubt"),
        pytest.param(f"<div><p>{PROSE[0]}</p><p>{PROSE[1]}</p></div>", 0.1, [], id="not unlikely ones"),
        pytest.param(f"<div><p>{PROSE[0]}</p></div>", 0.4, [], id="nor a standfirst"),
        pytest.param(f"<p>{PROSE[0]}</p><div><p>{PROSE[1]}</p></div>", 0.4, [], id="nor what stands in two places"),
    ],
)
def test_the_paragraphs_above_the_first_entry_of_a_list_are_of_the_article(
    above: str, doubt: float, added: list[str]
) -> None:
    page = blocks.read(parse(f"<article>{above}<section><h3>A boat</h3><p>{PROSE[2]}</p></section></article>"))
    every = page.blocks
    first = next(i for i, block in enumerate(every) if block.heading_level)
    kept = range(first, len(every))
    probabilities = dict.fromkeys(range(first), doubt) | dict.fromkeys(kept, 0.9)

    situation = Situation(
        every, kept, layout.read(page), Declared(), "article", probabilities, credit_lines=frozenset()
    )

    assert [every[i].text for i in additions.openings(situation)] == [*added, "A boat", PROSE[2]]
