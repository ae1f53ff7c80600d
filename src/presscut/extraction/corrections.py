"""What structure knows better than the learned model: named corrections of its selection, one after the other.

Each looks at blocks that the model kept and gives back those that go, with the verdict they get. What each is worth on
annotated pages is measured by ``python -m training.ablation``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Final
from urllib.parse import urlsplit

from presscut.extraction import rules
from presscut.extraction.blocks import ARTICLE, BOX, LIST, PREFORMATTED, QUOTE, TABLE, Block, Container
from presscut.extraction.keys import key
from presscut.extraction.layout import ends_sentence
from presscut.extraction.situation import Situation
from presscut.extraction.verdicts import Verdict
from presscut.extraction.vocabulary import boilerplate, consent, markup, notices

SHORTEST_ARTICLE_WORDS: Final = 30
"""With fewer words beside the comments, the comments are what the page is for."""

SURE: Final = 0.9
"""A model that knows the names around a block and is this sure of it contradicts them: the name is wrong here."""
WHOLLY_LINKED: Final = 0.95
PARTLY_LINKED: Final = 0.3
MOST_OF_THE_TEXT: Final = 0.5
"""Of the words kept: a name that stands around more of them is wrong here."""
SHORTEST_COPY_WORDS: Final = 8
"""A shorter line may well stand twice: a price, an answer, a reply."""
COPIED_WORDS: Final = 100
"""In one go, of an article that a page holds twice; a refrain or an example repeats less."""
WHOLE_TEXT_WORDS: Final = 150
"""A block with fewer is a paragraph."""
COMPARED: Final = 200
"""Other blocks that are looked for in a whole text: as many tell it."""
LEAST_HELD: Final = 3
SHORTEST_CONSENT_WORDS: Final = 6
LONGEST_NOTICE_WORDS: Final = 40
ENOUGH_WORDS: Final = 100
"""Where as many are left, a name may well be right that stands around most: a shop's window lists all languages."""
FEW_WORDS: Final = 60
"""A page without content shows what every page of its site does: rights, terms, an offer of letters."""
FEWEST_WORDS: Final = 8
"""Fewer, and no sentence, are what is left of a page's frame; over four public corpora, no text is as short."""
SHORTEST_SENTENCE_WORDS: Final = 4
LONGEST_ANNOUNCEMENT_WORDS: Final = 8
SHORTEST_BIOGRAPHY_WORDS: Final = 6
LAST_BLOCKS: Final = 3
"""Among which an author is presented: one block for each, and a last line."""
FEWEST_ABOVE: Final = 5
"""Blocks; a page with fewer may be about that person."""
LONGEST_NAME: Final = 60
"""Characters from a block's beginning to the end of a name."""
SHORTEST_QUOTE: Final = 20
"""Letters and digits; fewer may stand anywhere."""
FEWEST_TEASERS: Final = 3
LARGEST_CARD_BLOCKS: Final = 8
VERSE_BREAKS: Final = 3
"""A teaser has its headline, a day and a sentence in as many lines; a verse has more."""
LARGEST_PLACEHOLDER_WORDS: Final = 150
"""Words in the box that stands for an embed; seen: 90. With more, it is the article, and has its own buttons."""
LARGEST_PLACEHOLDER_BLOCKS: Final = 30
LONGEST_BUTTON_WORDS: Final = 10
BOX_LEVELS: Final = 4
"""How far up from a line its box is looked for."""

_BEFORE_NAMES: Final = "*–—-•_ "
_CODE_IN_CELL: Final = TABLE | PREFORMATTED
_CAPTIONS: Final = frozenset(("figcaption",))
_HOLDERS_OF_LINES: Final = LIST | TABLE | PREFORMATTED | QUOTE
_KINDS_OF_LINES: Final = frozenset(("listing", "forum", "product"))
"""Kinds of pages whose main content may be lines rather than sentences."""
_KINDS_THAT_SELL: Final = frozenset(("listing", "product", "service"))


Change = tuple[int, Verdict]
Correction = Callable[[Situation], Iterator[Change]]

_CLUTTER: Final = (
    markup.RELATED
    | markup.NEWSLETTER
    | markup.SHARE
    | markup.ADVERT
    | markup.NAVIGATION
    | markup.CONSENT
    | markup.HIDDEN
    | markup.AUTHOR_BOX
    | markup.CAPTION
    | markup.FOOTER
    | markup.FORM
)
_PULL_QUOTE: Final = Verdict(False, "pull quote")
_CONSENT: Final = Verdict(False, "about cookies")
_NOTICE: Final = Verdict(False, "notice of the site")
_UNSEEN: Final = Verdict(False, "for screen readers")
_BOX_BESIDE: Final = Verdict(False, "in a box beside the text")
_WINDOW: Final = Verdict(False, "in a window")
_REVIEW: Final = Verdict(False, "review")
_SIGNATURE: Final = Verdict(False, "signature")
_NUMBERS: Final = Verdict(False, "numbers of lines")
_POST: Final = Verdict(False, "post of a blog")
_COPY: Final = Verdict(False, "copy")
_BIOGRAPHY: Final = Verdict(False, "about an author")
_ANNOUNCEMENT: Final = Verdict(False, "announces what does not follow")
_COMMENT: Final = Verdict(False, "comment below an article")
_TEASER: Final = Verdict(False, "linked teaser")
_PLACEHOLDER: Final = Verdict(False, "consent placeholder")
_UNLOADED: Final = 'input[type="checkbox"], iframe:not([src]), iframe[data-src], iframe[src="about:blank"]'
"""A box to tick, or an embed that loads once readers agree."""
_ABOVE: Final = Verdict(False, "line above the first sentence")


def comments_below_articles(situation: Situation) -> Iterator[Change]:
    """Readers' comments are not the article, however many they are; on other pages they may be the content."""
    if situation.kind != "article":
        return
    every = situation.every
    comments = _within(situation, [around for around in _around(situation) if around.roles & markup.COMMENTS])
    if comments and sum(every[i].words for i in situation.kept) - sum(every[i].words for i in comments) >= (
        SHORTEST_ARTICLE_WORDS
    ):
        for i in comments:
            yield i, _COMMENT


def named_clutter(situation: Situation) -> Iterator[Change]:
    """What markup calls related, a newsletter, sharing, an advert, an author's box, a caption … is no article.

    Unless so much of the text is called so that nothing would be left: a body in ``class="read-more-content"``.
    """
    if situation.kind != "article":
        return
    roles = situation.layout.roles
    named = [i for i in situation.kept if roles[i] & _CLUTTER and situation.probabilities[i] < SURE]
    if not named:
        return
    words: Counter[int] = Counter()
    for i in named:
        words[roles[i] & _CLUTTER] += situation.every[i].words
    most = MOST_OF_THE_TEXT * sum(situation.every[i].words for i in situation.kept)
    for i in named:
        if words[roles[i] & _CLUTTER] <= most:
            yield i, rules.cut_by_markup(roles[i] & _CLUTTER)


def consent_placeholders(situation: Situation) -> Iterator[Change]:
    """ "To view this content you must accept cookies", where readers can do so: an embed's place, not a sentence.

    The line alone may be one of an article on cookies. Beside it stands a button or a box to tick, or its box is named
    after the embed; what else that box says of the reader's data goes with it.
    """
    every = situation.every
    lines = {
        i: every[i].text.lower()
        for i in situation.kept
        if every[i].words <= consent.MAXIMUM_WORDS and not every[i].container.within & PREFORMATTED
    }
    languages = set(consent.languages("\n".join(lines.values())))
    if not languages:
        return
    kept = set(situation.kept)
    for i, line in lines.items():
        if not consent.asks(line, languages):
            continue
        box = _placeholder(every, i)
        if box is not None:
            inside = [j for j in range(box.first, box.end) if j in kept]
            gone = [j for j in inside if j in lines and _is_of_placeholder(every[j], lines[j])]
            if all(every[j].heading_level for j in inside if j not in gone):
                gone = inside
            for j in gone:
                yield j, _PLACEHOLDER
        elif any(_is_to_agree(block) for block in every[max(i - 1, 0) : i + 3]):
            yield i, _PLACEHOLDER


def _placeholder(every: Sequence[Block], i: int) -> Container | None:
    """The innermost container around a line in which readers can agree to what is not shown, if it is a small one."""
    container: Container | None = every[i].container
    for _ in range(BOX_LEVELS):
        if container is None:
            return None
        inside = every[container.first : min(container.end, container.first + LARGEST_PLACEHOLDER_BLOCKS + 1)]
        if len(inside) > LARGEST_PLACEHOLDER_BLOCKS or sum(block.words for block in inside) > LARGEST_PLACEHOLDER_WORDS:
            return None
        if (
            any(_is_to_agree(block) for block in inside)
            or not consent.HOLDERS.isdisjoint(markup.tokens_of(container.class_names))
            or container.node.css_first(_UNLOADED) is not None
        ):
            return container
        container = container.parent
    return None


def _is_of_placeholder(block: Block, line: str) -> bool:
    return _is_to_agree(block) or consent.asks(line) or consent.speaks_of_data(line)


def _is_to_agree(block: Block) -> bool:
    """Whether a block is a button or a link that shows what readers agree to."""
    return (
        block.words <= LONGEST_BUTTON_WORDS
        and (block.kind == "control" or block.link_density > WHOLLY_LINKED)
        and consent.agrees(block.text.lower())
    )


def repeated_quotes(situation: Situation) -> Iterator[Change]:
    """A pull quote says once more, in large type, what stands in the text."""
    every, roles = situation.every, situation.layout.roles
    marked = [i for i in situation.kept if every[i].container.within & QUOTE or roles[i] & markup.PULL_QUOTE]
    if not marked or len(marked) == len(situation.kept):
        return
    rest = set(situation.kept).difference(marked)
    text = key(" ".join([every[i].text for i in situation.kept if i in rest]))
    for i in marked:
        quote = key(every[i].text)
        if len(quote) >= SHORTEST_QUOTE and quote in text:
            yield i, _PULL_QUOTE


def copies(situation: Situation) -> Iterator[Change]:
    """Shops and forums show a text once more for small screens, in a preview, as the answer that was accepted.

    Articles repeat sentences on purpose, and songs and contracts more than that; there what goes is the article itself, shown a
    second time, in another place. Documentation repeats much more.
    """
    if situation.kind == "documentation":
        return
    is_article = situation.kind == "article"
    seen: dict[str, Container | None] = {}
    run: list[int] = []
    words = 0
    for i in (*situation.kept, None):
        if i is not None:
            block = situation.every[i]
            if block.words < SHORTEST_COPY_WORDS or block.container.within & (TABLE | PREFORMATTED):
                continue
            if block.text in seen:
                if not is_article or seen[block.text] is not block.container.parent:
                    run.append(i)
                    words += block.words
                continue
            seen[block.text] = block.container.parent
        if words >= COPIED_WORDS or not is_article:
            yield from ((copy, _COPY) for copy in run)
        run.clear()
        words = 0


def texts_in_one_block(situation: Situation) -> Iterator[Change]:
    """The whole text once more in a single block: the page as Markdown, for machines to read."""
    every = situation.every
    words_of = [every[i].words for i in situation.kept]
    most = max(words_of, default=0)
    if most < WHOLE_TEXT_WORDS:
        return
    longest = situation.kept[words_of.index(most)]
    text = every[longest].text
    others = [i for i in situation.kept if every[i].words >= SHORTEST_COPY_WORDS and every[i].text != text][:COMPARED]
    whole = key(text)
    held = [i for i in others if key(every[i].text) in whole]
    if len(held) >= LEAST_HELD and 2 * _words(situation, held) >= min(_words(situation, others), most):
        yield longest, _COPY


def consent_texts(situation: Situation) -> Iterator[Change]:
    """What a consent manager writes about cookies, where no name gives it away; a page about cookies keeps its text."""
    if situation.kind == "documentation":
        return
    every, declared = situation.every, situation.declared
    found = [
        i
        for i in situation.kept
        if situation.probabilities[i] < SURE
        and every[i].words >= SHORTEST_CONSENT_WORDS
        and notices.is_of_consent(every[i].text.lower())
    ]
    if not found or notices.is_of_consent(f"{declared.headline or ''} {declared.url or ''} privacy".lower()):
        return
    if _are_few(situation, found):
        for i in found:
            yield i, _CONSENT


def notices_alone(situation: Situation) -> Iterator[Change]:
    """ "You need to enable JavaScript to run this app.": such a line is no content; nor are terms and rights where no article
    and little else is; nor are a few words alone ("Skip navigation links"): pages whose content scripts fetch."""
    every = situation.every
    total = sum(every[i].words for i in situation.kept)
    scripts = [
        i
        for i in situation.kept
        if every[i].words <= LONGEST_NOTICE_WORDS
        and (situation.probabilities[i] < SURE or total < FEW_WORDS)
        and notices.is_of_scripts(every[i].text.lower())
    ]
    for i in scripts:
        yield i, _NOTICE
    rest = [i for i in situation.kept if i not in scripts]
    words = sum(every[i].words for i in rest)
    if situation.kind != "article" and words < FEW_WORDS:
        if words < FEWEST_WORDS and not any(_is_short_sentence(every[i]) for i in rest):
            for i in rest:
                yield i, _NOTICE
            return
        of_rights = [i for i in rest if notices.is_of_rights(every[i].text.lower())]
        if of_rights and 2 * sum(every[i].words for i in of_rights) >= words:
            for i in rest:
                yield i, _NOTICE


def _is_short_sentence(block: Block) -> bool:
    return block.words >= SHORTEST_SENTENCE_WORDS and ends_sentence(block.text)


def footers(situation: Situation) -> Iterator[Change]:
    """What a page's footer says of the firm is no list, product or service. (Articles: :func:`named_clutter`.)"""
    if situation.kind != "article":
        yield from _marked(situation, markup.FOOTER)


def letters_and_consent(situation: Situation) -> Iterator[Change]:
    """Nor are letters that it offers, and what it asks consent to; documentation may be of such things."""
    if situation.kind not in ("article", "documentation"):
        yield from _marked(situation, markup.NEWSLETTER | markup.CONSENT)


def _marked(situation: Situation, wanted: int) -> Iterator[Change]:
    """What has one of these roles, unless that is most of what is kept."""
    roles = situation.layout.roles
    found = [i for i in situation.kept if roles[i] & wanted and situation.probabilities[i] < SURE]
    if _are_few(situation, found):
        for i in found:
            yield i, rules.cut_by_markup(roles[i] & wanted)


def texts_for_screen_readers(situation: Situation) -> Iterator[Change]:
    """ "An image gallery with clickable slides": nobody sees it. (Within a line it is not read at all.)

    Nor does anyone see what a page says to browsers without scripts.
    """
    yield from _named(situation, markup.is_unseen, _UNSEEN, _class_or_unseen)


def _class_or_unseen(container: Container) -> str:
    return "sr-only" if container.tag == "noscript" else container.class_names


def boxes_beside_text(situation: Situation) -> Iterator[Change]:
    """Boxes hold facts, offers and notes on the side, or ask readers to register; code that is shown in one is of the text."""
    if situation.kind != "article":
        return
    every = situation.every
    found = [i for i in situation.kept if every[i].container.within & (BOX | PREFORMATTED) == BOX]
    if found and _are_few(situation, found):
        for i in found:
            yield i, _BOX_BESIDE


def windows_of_shops(situation: Situation) -> Iterator[Change]:
    """What a shop opens over its page when asked for: sizes, how delivery works, whom data go to.

    A start page may open an article so, over the others.
    """
    if situation.kind in _KINDS_THAT_SELL:
        for i, verdict in _named(situation, markup.is_window, _WINDOW, _tag_and_class):
            if not situation.every[i].container.within & ARTICLE or situation.probabilities[i] < SURE:
                yield i, verdict


def _tag_and_class(container: Container) -> str:
    """Elements that scripts define say what they are by their own name: ``<cart-drawer>``."""
    return f"{container.tag} {container.class_names}" if "-" in container.tag else container.class_names


def posts_of_blogs(situation: Situation) -> Iterator[Change]:
    """The last posts of a blog, on other pages of the firm that writes it."""
    if situation.kind in _KINDS_THAT_SELL and "blog" not in (situation.declared.url or ""):
        yield from _named(situation, markup.is_blog, _POST)


def reviews_of_products(situation: Situation) -> Iterator[Change]:
    """What buyers say is no description."""
    if situation.kind == "product":
        yield from _named(situation, markup.is_review, _REVIEW)


def line_numbers(situation: Situation) -> Iterator[Change]:
    """Numbers of lines beside code are not of it: highlighters set both side by side, in the cells of a table."""
    every = situation.every
    for i in situation.kept:
        if every[i].container.within & _CODE_IN_CELL == _CODE_IN_CELL:
            numbers = every[i].text.split()
            first = numbers[0]
            if first.isdecimal() and len(first) <= 5 and numbers == [str(int(first) + n) for n in range(len(numbers))]:
                yield i, _NUMBERS


def signatures(situation: Situation) -> Iterator[Change]:
    """What forums put below all that a member writes, and the figures beside it: joined, posts, likes.

    The latter stand in definition lists, which no forum's posts can hold.
    """
    if situation.kind != "forum":
        return
    yield from _named(situation, markup.is_signature, _SIGNATURE)
    every = situation.every
    found = [i for i in situation.kept if every[i].container.tag in ("dl", "dt", "dd")]
    if _are_few(situation, found):
        for i in found:
            yield i, _SIGNATURE


def _class(container: Container) -> str:
    return container.class_names


def _named(
    situation: Situation,
    is_so: Callable[[str], bool],
    verdict: Verdict,
    name_of: Callable[[Container], str] = _class,
) -> Iterator[Change]:
    """What stands in containers with such a class, unless that is most of what is kept."""
    found = _within(situation, [around for around in _around(situation) if (name := name_of(around)) and is_so(name)])
    if not found:
        return
    left = _words(situation, situation.kept) - _words(situation, found)
    if left >= ENOUGH_WORDS or _are_few(situation, found):
        for i in found:
            yield i, verdict


def _are_few(situation: Situation, found: Sequence[int]) -> bool:
    """Whether these are not most of the words kept."""
    return _words(situation, found) <= MOST_OF_THE_TEXT * _words(situation, situation.kept)


def _words(situation: Situation, indices: Sequence[int]) -> int:
    return sum([situation.every[i].words for i in indices])


def boilerplate_lines(situation: Situation) -> Iterator[Change]:
    """Linked lines that begin as boilerplate does: "Read more:", "Sign up for", in many languages."""
    if situation.kind != "article":
        return
    for i in situation.kept:
        block = situation.every[i]
        if (
            block.link_density > PARTLY_LINKED
            and block.words <= boilerplate.MAXIMUM_WORDS
            and boilerplate.opens(block.text)
        ):
            yield i, rules.BOILERPLATE


def link_lines(situation: Situation) -> Iterator[Change]:
    """A paragraph that is one link leads away from the article; items of lists and cells of tables may well be links, and so
    may the lines of a verse, each to a note on it."""
    if situation.kind != "article":
        return
    for i in situation.kept:
        block = situation.every[i]
        if (
            block.link_density > WHOLLY_LINKED
            and not block.heading_level
            and not block.container.within & _HOLDERS_OF_LINES
            and block.text.count("\n") < VERSE_BREAKS
        ):
            yield i, rules.LINK_LINE


def linked_teasers(situation: Situation) -> Iterator[Change]:
    """Headline and first sentence of other articles, each within one link, and at least three after one another.

    A sentence that is a link alone may be an entry of the article's own list (a change, a source); with a headline to the
    same address above it, or in bold or a line of its own before it, it announces what stands elsewhere. So does a heading
    right above them.
    """
    if situation.kind != "article":
        return
    every = situation.every
    if not any(every[i].link_density > WHOLLY_LINKED for i in situation.kept):
        return
    kept = set(situation.kept)
    for run in _runs_of_links(every):
        addresses = Counter(_address(every[i]) for i in run)
        teasers = [
            i
            for i in run
            if rules.is_prose(every[i]) and (addresses[_address(every[i])] > 1 or _opens_with_headline(every[i]))
        ]
        if len({_address(every[i]) for i in teasers}) >= FEWEST_TEASERS:
            above = next((i for i in range(run[0] - 1, -1, -1) if every[i].kind == "text"), run[0])
            for i in (above, *run) if every[above].heading_level else run:
                if i in kept:
                    yield i, _TEASER


def cards_of_other_articles(situation: Situation) -> Iterator[Change]:
    """Other articles of the site beside or below a text, in cards of one template: a headline that leads there, and a sentence.

    A roundup's own entries lead to other sites, or say more. The headlines go as headings without text.
    """
    if situation.kind != "article":
        return
    every = situation.every
    host = urlsplit(situation.declared.url or "").hostname
    cards: dict[tuple[str, str], list[int]] = {}
    for i in situation.kept:
        above = every[max(i - 1, 0)]
        if not above.container.heading or above.link_density <= WHOLLY_LINKED:
            continue
        card, address = above.container.parent, _address(above)
        if (
            card is not None
            and card is every[i].container.parent
            and card.end - card.first <= LARGEST_CARD_BLOCKS
            and rules.is_prose(every[i])
            and sum(rules.is_prose(block) for block in every[card.first : card.end]) == 1
            and not address.startswith("#")
            and ("//" not in address or (host is not None and host in address))
        ):
            cards.setdefault((card.tag, card.class_names), []).append(i)
    found = [i for alike in cards.values() if len(alike) >= FEWEST_TEASERS for i in alike]
    if found and _words(situation, situation.kept) - _words(situation, found) >= ENOUGH_WORDS:
        for i in found:
            yield i, _TEASER


def _runs_of_links(every: Sequence[Block]) -> Iterator[list[int]]:
    """Indices of blocks of text that are links from their first to their last letter, by runs of such blocks."""
    run: list[int] = []
    for i, block in enumerate(every):
        if block.kind != "text":
            continue
        if block.link_density > WHOLLY_LINKED and not _address(block).startswith("#"):
            run.append(i)
            continue
        yield run
        run = []
    yield run


def _address(block: Block) -> str:
    """Where the first link of a block leads to, as it is written."""
    return next((url for kind, _, _, url in block.marks if kind == "link" and url), "")


def _opens_with_headline(block: Block) -> bool:
    """Whether a block begins with a line of its own, or in bold, that is not all of it."""
    return "\n" in block.text or any(
        kind == "strong" and start == 0 and end < len(block.text) for kind, start, end, _ in block.marks
    )


def repeated_headline(situation: Situation) -> Iterator[Change]:
    """The headline is a field of its own."""
    headline = key(situation.declared.headline or "")
    if not headline:
        return
    for i in situation.kept:
        block = situation.every[i]
        if block.words <= rules.MAXIMUM_HEADLINE_WORDS and rules.says(block.text, headline):
            yield i, rules.REPEATED


def text_of_figures(situation: Situation) -> Iterator[Change]:
    """What stands in a ``<figure>`` beside its image is caption and credit. Elsewhere than in articles cards are marked so too,
    and only a ``<figcaption>`` is one."""
    for i in situation.kept:
        block = situation.every[i]
        if (
            rules.is_caption_text(block)
            and situation.probabilities[i] < SURE
            and (situation.kind == "article" or block.container.inherited(_CAPTIONS) is not None)
        ):
            yield i, rules.IN_FIGURE


def caption_lines(situation: Situation) -> Iterator[Change]:
    """Pages without a ``<figure>`` write captions as paragraphs; the credit at their end gives them away."""
    prose_came = False
    for i in situation.kept:
        if i in situation.credit_lines and (not prose_came or rules.is_beside_image(situation.every, i)):
            yield i, rules.CAPTION_LINE
        elif not prose_came and rules.is_prose(situation.every[i]):
            prose_came = True


def lines_above_prose(situation: Situation) -> Iterator[Change]:
    """Above the first sentence bylines and dates are no body, nor below it where it stands apart from the next one: a
    standfirst. On a page that marks no headline, no line above it is."""
    if situation.kind in _KINDS_OF_LINES:
        return
    every, declared = situation.every, situation.declared
    lines: list[int] = []
    first: Block | None = None
    for i in situation.kept:
        block = every[i]
        if rules.is_prose(block):
            if first is None or rules.place(first) != rules.place(block):
                for line in lines:
                    yield line, _ABOVE
            if first is not None:
                return
            first = block
            lines.clear()
        elif block.heading_level or block.container.within & _HOLDERS_OF_LINES:
            continue
        elif (first is None and declared.headline is None) or rules.says_who_or_when(block, declared.authors):
            lines.append(i)


def headings_without_text(situation: Situation) -> Iterator[Change]:
    """A heading stays where kept text follows it before the next heading of its rank; listings are made of headings."""
    if situation.kind != "article":
        return
    for i in rules.headings_without_text(situation.every, situation.kept):
        yield i, rules.WITHOUT_TEXT


def biographies_at_the_end(situation: Situation) -> Iterator[Change]:
    """A last paragraph that begins with an author's name says who that is; "Name: …" is an answer, and under a heading of its
    own it may be a part of the text ("Why trust us")."""
    if situation.kind != "article" or not situation.declared.authors or len(situation.kept) < FEWEST_ABOVE:
        return
    authors = tuple([name.casefold() for name in situation.declared.authors if " " in name])
    if not authors:
        return
    every = situation.every
    for above, i in pairwise(situation.kept[-LAST_BLOCKS - 1 :]):
        block = every[i]
        if block.words < SHORTEST_BIOGRAPHY_WORDS or block.heading_level or every[above].heading_level:
            continue
        text = block.text[:LONGEST_NAME].casefold().lstrip(_BEFORE_NAMES)
        if any(text.startswith(name) and text[len(name) : len(name) + 1] != ":" for name in authors):
            yield i, _BIOGRAPHY


def announcements_at_the_end(situation: Situation) -> Iterator[Change]:
    """A last line that ends in a colon announces what was left out: "More on this:", "Contact:"."""
    if situation.kind != "article":
        return
    for i in reversed(situation.kept):
        block = situation.every[i]
        if (
            block.words > LONGEST_ANNOUNCEMENT_WORDS
            or not block.text.rstrip().endswith((":", "："))
            or block.container.within & (LIST | TABLE | PREFORMATTED)
        ):
            return
        yield i, _ANNOUNCEMENT


ALL: Final[tuple[Correction, ...]] = (
    comments_below_articles,
    named_clutter,
    consent_placeholders,
    repeated_quotes,
    copies,
    texts_in_one_block,
    consent_texts,
    footers,
    letters_and_consent,
    texts_for_screen_readers,
    boxes_beside_text,
    reviews_of_products,
    windows_of_shops,
    posts_of_blogs,
    line_numbers,
    signatures,
    boilerplate_lines,
    link_lines,
    linked_teasers,
    cards_of_other_articles,
    repeated_headline,
    text_of_figures,
    caption_lines,
    lines_above_prose,
    biographies_at_the_end,
    announcements_at_the_end,
    headings_without_text,
    notices_alone,
)


def _around(situation: Situation) -> set[Container]:
    """All containers around what is kept."""
    around: set[Container] = set()
    for i in situation.kept:
        container: Container | None = situation.every[i].container
        while container is not None and container not in around:
            around.add(container)
            container = container.parent
    return around


def _within(situation: Situation, containers: Sequence[Container]) -> list[int]:
    """What is kept of these containers."""
    if not containers:
        return []
    return [i for i in situation.kept if any(container.first <= i < container.end for container in containers)]
