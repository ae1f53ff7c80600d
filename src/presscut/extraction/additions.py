"""What the model left out and structure keeps: named additions to its selection, one after the other.

Each gives back the indices of the blocks of text that are kept with what it adds, in order. What each is worth on
annotated pages is measured by ``python -m training.ablation``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from presscut.extraction import layout as layouts
from presscut.extraction import rules
from presscut.extraction.blocks import POST, PREFORMATTED, QUOTE, TABLE, Block, Container
from presscut.extraction.situation import Situation
from presscut.extraction.vocabulary import boilerplate
from presscut.extraction.vocabulary import recipes as vocabulary

Addition = Callable[[Situation], Sequence[int]]

IN_DOUBT: Final = 0.1
"""A sentence likelier than this may be filled in between kept ones."""
CODE_IN_DOUBT: Final = 0.35
"""Code between kept text that is likelier than this is of it; at 0.1, ten pages of WCXB's documentation lose 0.03."""
MANY_PARAGRAPHS: Final = 40
"""Paragraphs kept in one container, where a text is long."""
LONG_TEXT: Final = 200
"""Paragraphs kept in one container: with 500, a text of a thousand lost its last two hundred; at 100, no page of four corpora
changes for the worse."""
FEWEST_IN_RUN: Final = 3
"""Kept paragraphs in wrappers of one name."""
IN_DOUBT_IN_RUN: Final = 0.25
"""A sentence likelier than this is of the run; at 0.1, articles of WCXB lose 0.0002."""
LINKED_IN_RUN: Final = 0.3
"""Share of links; a paragraph with more leads to other pages."""
FEWEST_CARDS: Final = 4
KEPT_IN_CARDS: Final = 0.5
"""Share of the blocks in one place of a template's cards; from 0.3 to 0.5, as many pages gain."""
IN_DOUBT_IN_CARDS: Final = 0.15
FEWEST_CELLS: Final = 4
KEPT_IN_TABLE: Final = 0.2
"""Share of a table's cells; from 0.1 to 0.3, the same pages gain: 0.005 of F1 on article-extraction-benchmark."""
LIKELY_TABLE: Final = 0.25
"""Mean of its cells' probabilities; menus that lay out a page in a table have less than a tenth."""
IN_DOUBT_IN_TABLE: Final = 0.05
LONGEST_CELL_WORDS: Final = 30
"""At 60, articles in older markup, which tables lay out, lose 0.0007."""
IN_DOUBT_IN_LIST: Final = 0.15
"""An item likelier than this may be one of a list that was announced."""
IN_DOUBT_ABOVE: Final = 0.3
"""Of the paragraphs above a list's first entry."""
FEWEST_ABOVE: Final = 2
IN_DOUBT_IN_NOTES: Final = 0.05
IN_DOUBT_IN_RECIPE: Final = 0.05
LINES_ABOVE_LIST: Final = 4
"""Blocks between a recipe's heading and its list: for how many it is, buttons to change that."""
POSTS_KEPT: Final = 0.5
"""Share of the words in a forum's posts."""
_KINDS_OF_CARDS: Final = frozenset(("listing", "product", "service"))
_COLONS: Final = (":", "：")
_LISTS: Final = frozenset(("ul", "ol"))
_TABLES: Final = frozenset(("table",))


def contiguous(situation: Situation) -> Sequence[int]:
    """The sentences and code in doubt between kept blocks that belong to the same run of paragraphs.

    What stands in one container with kept paragraphs above and below, in the same kind of element, is of the same text.
    Where hundreds are kept, so are all: no text of that length was learned from, and a book would lose its end.
    """
    every, kept, layout = situation.every, situation.kept, situation.layout
    probabilities = situation.probabilities
    if len(kept) < 2:
        return kept
    places = {i: rules.place(every[i]) for i in kept}
    last_of = {place: i for i, place in places.items()}  # kept is in order: the last one stays
    long_places: set[tuple[int, str, str]] = set()
    if len(kept) >= LONG_TEXT:
        long_places = {place for place, count in Counter(places.values()).items() if count >= LONG_TEXT}
    open_places: set[tuple[int, str, str]] = set()
    filled: list[int] = []
    for i in range(kept[0], (kept[-1] + 1) if not long_places else len(every)):
        place = places.get(i)
        if place is not None:
            open_places.add(place)
            filled.append(i)
            continue
        probability = probabilities.get(i)
        if probability is None or layout.roles[i] & layouts.CUT_ROLES:
            continue
        block = every[i]
        if block.container.within & PREFORMATTED and probability > CODE_IN_DOUBT and i < kept[-1]:
            filled.append(i)  # code between kept text is of it
            continue
        place = rules.place(block)
        if place not in open_places or not rules.is_prose(block) or block.link_density > 0.5:
            continue
        if place in long_places or (probability > IN_DOUBT and last_of[place] > i):
            filled.append(i)
    return filled + _to_the_end(every, filled[-1], places, probabilities)


def _to_the_end(
    every: Sequence[Block],
    last: int,
    places: Mapping[int, tuple[int, str, str]],
    probabilities: Mapping[int, float],
) -> list[int]:
    """The sentences in doubt that go on below a long text as it went, one after the other with nothing in between.

    The longer a text, the less the model believes in its end: it learned from few as long. Comments begin with something
    else than a sentence (a heading, a name, a day), which ends this.
    """
    place = places.get(last)
    if place is None or list(places.values()).count(place) < MANY_PARAGRAPHS:
        return []
    further: list[int] = []
    for i in range(last + 1, len(every)):
        if probabilities.get(i, 0.0) <= IN_DOUBT or rules.place(every[i]) != place or not rules.is_prose(every[i]):
            break
        further.append(i)
    return further


def runs_in_wrappers(situation: Situation) -> Sequence[int]:
    """The sentences in doubt of the run that most kept paragraphs of an article stand in, and the headings right above them.

    Builders of pages set each paragraph, or those between two adverts, in an element of their own. So does the last part
    stand, below an advert or a gallery, where the model is less sure of it. The run is told by the wrapper's name and by what
    stands around all wrappers.
    """
    if situation.kind != "article":
        return situation.kept
    every, kept = situation.every, situation.kept
    is_kept = set(kept)
    if not any(
        probability > IN_DOUBT_IN_RUN and i not in is_kept and every[i].container.tag == "p"
        for i, probability in situation.probabilities.items()
    ):
        return kept
    paragraphs = [i for i in kept if every[i].container.tag == "p" and rules.is_prose(every[i])]
    if len(paragraphs) < FEWEST_IN_RUN:
        return kept
    run, count = Counter([_run(every[i]) for i in paragraphs]).most_common(1)[0]
    around = run[0]
    if around is None or count < FEWEST_IN_RUN:
        return kept
    first = next(i for i in paragraphs if _run(every[i]) == run)
    further: list[int] = []
    heading: int | None = None
    for i in range(first + 1, around.end):
        block = every[i]
        if i in is_kept:
            heading = None
        elif block.heading_level:
            heading = i
        elif (
            block.container.tag == "p"
            and situation.probabilities.get(i, 0.0) > IN_DOUBT_IN_RUN
            and _run(block) == run
            and rules.is_prose(block)
            and block.link_density < LINKED_IN_RUN
            and not situation.layout.roles[i] & layouts.CUT_ROLES
            and not boilerplate.opens(block.text)
        ):
            if heading is not None and not situation.layout.roles[heading] & layouts.CUT_ROLES:
                further.append(heading)
            further.append(i)
            heading = None
    return sorted(is_kept.union(further)) if further else kept


def _run(block: Block) -> tuple[Container | None, str, str]:
    """What holds the wrappers of a paragraph's run, and the wrapper's element and class."""
    wrapper = block.container.parent
    return (None, "", "") if wrapper is None else (wrapper.parent, wrapper.tag, wrapper.class_names)


def whole_tables(situation: Situation) -> Sequence[int]:
    """The other cells of a table of which some are kept.

    The model sees each cell for itself and doubts names that are links, dashes and single figures; a row without them says
    something else. Cells with sentences lay out the page and are not data.
    """
    every, kept, probabilities = situation.every, situation.kept, situation.probabilities
    counts: Counter[Container] = Counter()
    for i in kept:
        if every[i].container.within & TABLE and (table := every[i].container.inherited(_TABLES)) is not None:
            counts[table] += 1
    if not counts:
        return kept
    further: set[int] = set()
    for table, count in counts.items():
        cells = [i for i in range(table.first, table.end) if i in probabilities]
        if (
            FEWEST_CELLS <= len(cells) > count >= KEPT_IN_TABLE * len(cells)
            and sum([probabilities[i] for i in cells]) > LIKELY_TABLE * len(cells)
            and max([every[i].words for i in cells]) <= LONGEST_CELL_WORDS
        ):
            further.update(
                [
                    i
                    for i in cells
                    if probabilities[i] > IN_DOUBT_IN_TABLE and not situation.layout.roles[i] & layouts.CUT_ROLES
                ]
            )
    return sorted(further.union(kept))


def introduced_lists(situation: Situation) -> Sequence[int]:
    """The items in doubt of a list that a kept line announces, and that the text goes on behind: "We tested three:".

    Where they are links the model takes them for a menu, and what is announced would not follow. "Read more:" announces
    other pages, and so may any line at the end.
    """
    every, kept, probabilities = situation.every, situation.kept, situation.probabilities
    last = next((i for i in reversed(kept) if rules.is_prose(every[i])), 0)
    further: set[int] = set()
    for i in kept[:-1]:
        text = every[i].text
        if text[-1] not in _COLONS or boilerplate.opens(text):
            continue
        below = i + 1
        while every[below].kind != "text":
            below += 1
        listed = every[below].container.inherited(_LISTS)
        if listed is not None and i < listed.first and listed.end <= last:
            further.update(
                [
                    j
                    for j in range(listed.first, listed.end)
                    if probabilities.get(j, 0.0) > IN_DOUBT_IN_LIST
                    and not situation.layout.roles[j] & layouts.CUT_ROLES
                ]
            )
    return sorted(further.union(kept)) if further else kept


def openings(situation: Situation) -> Sequence[int]:
    """The paragraphs in doubt right above the first entry of an article that is a list: what it is about, and how it was made.

    Several stand one below the other in one element; a standfirst stands alone.
    """
    if situation.kind != "article" or not situation.kept:
        return situation.kept
    every, kept, probabilities = situation.every, situation.kept, situation.probabilities
    if not every[kept[0]].heading_level:
        return kept
    further: list[int] = []
    place: tuple[int, str, str] | None = None
    for i in range(kept[0] - 1, -1, -1):
        block = every[i]
        if block.kind != "text":
            continue
        if (
            probabilities.get(i, 0.0) <= IN_DOUBT_ABOVE
            or block.container.tag != "p"
            or not rules.is_prose(block)
            or block.link_density > LINKED_IN_RUN
            or situation.layout.roles[i] & layouts.CUT_ROLES
            or (place is not None and rules.place(block) != place)
        ):
            break
        place = rules.place(block)
        further.append(i)
    return [*reversed(further), *kept] if len(further) >= FEWEST_ABOVE else kept


def footnotes(situation: Situation) -> Sequence[int]:
    """The other notes below an article of which some are kept: "Ibid., p. 12" is none to the model, a sentence is."""
    if situation.kind != "article":
        return situation.kept
    every, kept = situation.every, situation.kept
    named = {
        (parent.tag, parent.class_names)
        for i in kept
        if (parent := every[i].container.parent) is not None and "footnote" in parent.class_names
    }
    if not named:
        return kept
    further = [
        i
        for i, probability in situation.probabilities.items()
        if probability > IN_DOUBT_IN_NOTES
        and (parent := every[i].container.parent) is not None
        and (parent.tag, parent.class_names) in named
        and not situation.layout.roles[i] & layouts.CUT_ROLES
    ]
    return sorted({*kept, *further})


def recipes(situation: Situation) -> Sequence[int]:
    """The ingredients and directions of a recipe below its story, with their headings: short lines in boxes of their own.

    Both headings stand there, each with a list right below it; one alone may be of anything.
    """
    if situation.kind != "article" or not situation.kept:
        return situation.kept
    every, probabilities = situation.every, situation.probabilities
    ingredients: list[int] = []
    directions: list[int] = []
    for i in probabilities:
        block = every[i]
        if not block.container.heading or block.words > vocabulary.LONGEST_HEADING_WORDS:
            continue
        if vocabulary.is_of_ingredients(block.text):
            ingredients += _listed_below(situation, i)
        elif vocabulary.is_of_directions(block.text):
            directions += _listed_below(situation, i)
    if not ingredients or not directions:
        return situation.kept
    return sorted({*situation.kept, *ingredients, *directions})


def _listed_below(situation: Situation, heading: int) -> list[int]:
    """A heading and what stands in the list below it; none where no list is close, or a menu."""
    every, probabilities = situation.every, situation.probabilities
    for i in range(heading + 1, min(heading + 1 + LINES_ABOVE_LIST, len(every))):
        listed = every[i].container.inherited(_LISTS)
        if listed is not None and listed.first > heading:
            items = [
                j
                for j in range(listed.first, listed.end)
                if probabilities.get(j, 0.0) > IN_DOUBT_IN_RECIPE
                and every[j].link_density < 1
                and not situation.layout.roles[j] & layouts.CUT_ROLES
            ]
            return [heading, *items] if items else []
    return []


def whole_posts(situation: Situation) -> Sequence[int]:
    """What else an embedded post says of which a block is kept: its text, and who wrote it."""
    every, kept = situation.every, situation.kept
    posts: list[Container] = []
    for i in kept:
        container: Container = every[i].container
        if container.within & POST and not (posts and posts[-1].first <= i < posts[-1].end):
            while container.parent is not None and container.parent.within & POST:
                container = container.parent
            posts.append(container)
    if not posts:
        return kept
    said = {i for post in posts for i in range(post.first, post.end) if every[i].kind == "text"}
    return sorted(said.union(kept))


def alike(situation: Situation) -> Sequence[int]:
    """Blocks in doubt that stand where much is kept in other cards of the template.

    Of thirty products a name or a price should stand in all or none: the model sees each for itself.
    """
    if situation.kind not in _KINDS_OF_CARDS:
        return situation.kept
    every, probabilities = situation.every, situation.probabilities
    places: dict[tuple[str, ...], list[int]] = {}
    for i in probabilities:
        container = every[i].container
        parent = container.parent or container
        outer = parent.parent or parent
        place = (
            container.tag, container.class_names, parent.tag, parent.class_names, outer.tag, outer.class_names
        )  # fmt: skip
        places.setdefault(place, []).append(i)
    is_kept = set(situation.kept)
    for there in places.values():
        if len(there) >= FEWEST_CARDS and sum([i in is_kept for i in there]) >= KEPT_IN_CARDS * len(there):
            is_kept.update(
                [
                    i
                    for i in there
                    if probabilities[i] > IN_DOUBT_IN_CARDS and not situation.layout.roles[i] & layouts.CUT_ROLES
                ]
            )
    return sorted(is_kept)


def posts_in_full(situation: Situation) -> Sequence[int]:
    """What else stands in a forum's posts: "Thanks!" is one as well.

    Posts are what the class stands around that most of the kept words stand in, if most words in it are kept.
    What others are quoted with is left to the model.
    """
    if situation.kind != "forum":
        return situation.kept
    every, kept = situation.every, situation.kept
    inside: dict[tuple[str, str], list[int]] = {}
    words: Counter[tuple[str, str]] = Counter()
    is_kept = set(kept)
    for i in situation.probabilities:
        container: Container | None = every[i].container
        while container is not None and not container.class_names:
            container = container.parent
        if container is None:
            continue
        name = (container.tag, container.class_names)
        inside.setdefault(name, []).append(i)
        if i in is_kept:
            words[name] += every[i].words
    if not words:
        return kept
    name, most = words.most_common(1)[0]
    if most < POSTS_KEPT * sum([every[i].words for i in inside[name]]):
        return kept
    return sorted(is_kept.union([i for i in inside[name] if not every[i].container.within & QUOTE]))


ALL: Final[tuple[Addition, ...]] = (
    contiguous,
    runs_in_wrappers,
    whole_posts,
    whole_tables,
    introduced_lists,
    recipes,
    footnotes,
    openings,
    posts_in_full,
    alike,
)
