"""Blocks → which of them are the main content, why, what kind of page it is, and how sure all that is.

Strategy: a learned model gives each block of text the probability that it belongs to the main content; of all
selections, the one with the highest *expected* F1 over words is kept, and that expectation is the confidence, less what
other pages of the kind were found to lack of it (:mod:`presscut.extraction.confidence`). Structure has the last word
where readers would not forgive the model (:mod:`presscut.extraction.corrections`): the headline stands once, captions
and credits belong to their figures, a heading needs text below it.

The model (:mod:`presscut.extraction.model`) is code that ``training/`` writes, as is the confidence.
:func:`presscut.extraction.rules.judge` is the judge without either, with the same arguments and result.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, Protocol

from presscut.article import Kind
from presscut.extraction import features, page_features, rules
from presscut.extraction import layout as layouts
from presscut.extraction import model as learned
from presscut.extraction.blocks import POST, PREFORMATTED, QUOTE, TABLE, Block, Blocks, Container
from presscut.extraction.confidence import confidence as learned_confidence
from presscut.extraction.corrections import ALL as ALL_CORRECTIONS
from presscut.extraction.corrections import Correction, Situation
from presscut.extraction.declared import NOTHING_DECLARED, Declared
from presscut.extraction.keys import key
from presscut.extraction.verdicts import Judgement, Verdict
from presscut.extraction.vocabulary import kinds, markup

MANY_BLOCKS: Final = 10_000
"""Blocks of text. Beyond, the first trees decide alone: all of them take 20 µs for a block in doubt. Seen at most over four
public corpora: 2 733."""
IN_DOUBT: Final = 0.1
"""A sentence likelier than this may be filled in between kept ones."""
OPENING_IN_DOUBT: Final = 0.3
"""A sentence likelier than this may be the opening paragraph."""
CODE_IN_DOUBT: Final = 0.35
"""Code between kept text that is likelier than this is of it; at 0.1, ten pages of WCXB's documentation lose 0.03."""
EXCERPT_BEGINNING: Final = 40
"""Characters that an excerpt has in common with its text."""
MANY_PARAGRAPHS: Final = 40
"""Paragraphs kept in one container, where a text is long."""
LONG_TEXT: Final = 200
"""Paragraphs kept in one container: with 500, a text of a thousand lost its last two hundred; at 100, no page of four corpora
changes for the worse."""
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
POSTS_KEPT: Final = 0.5
"""Share of the words in a forum's posts."""
MOSTLY_PROSE: Final = 0.5
"""Share of a page's words in sentences."""


class Judge(Protocol):
    """What decides over blocks."""

    def __call__(self, blocks: Blocks, declared: Declared = NOTHING_DECLARED) -> Judgement: ...


class Model(Protocol):
    """What was learned; the module :mod:`presscut.extraction.model` is one."""

    def probability(self, row: Sequence[float], /) -> float: ...

    def quick_probability(self, row: Sequence[float], /) -> float: ...

    def kind_of(self, row: Sequence[float], /) -> Kind: ...


class Confidence(Protocol):
    """Expected F1 → the one to be believed; :mod:`presscut.extraction.confidence` has the one that was learned."""

    def __call__(self, kind: Kind, expected_f1: float, words: int, /) -> float: ...


def judge_with(
    model: Model,
    corrections: Sequence[Correction] = ALL_CORRECTIONS,
    confidence: Confidence = learned_confidence,
) -> Judge:
    """The judge that asks this model, and has its selection corrected, and what it expects of that."""

    def judge(blocks: Blocks, declared: Declared = NOTHING_DECLARED) -> Judgement:
        every = blocks.blocks
        if not every:
            return Judgement((), (), None, 0.0)
        layout = layouts.read(blocks)
        table = features.table(blocks, layout, declared)
        kind = _kind(model.kind_of(table.page), table.page, declared)
        probability = model.probability if len(table.indices) <= MANY_BLOCKS else model.quick_probability
        probabilities = [probability(row) for row in table.rows]
        words = [every[i].words for i in table.indices]
        chosen, expected_f1 = select(probabilities, words)
        by_index = dict(zip(table.indices, probabilities, strict=True))
        kept = [i for i, is_chosen in zip(table.indices, chosen, strict=True) if is_chosen]
        kept = whole_posts(every, contiguous(every, opened(every, kept, layout, by_index), layout, by_index))
        kept = whole_tables(every, kept, layout, by_index)
        if kind == "forum":
            kept = posts_in_full(every, kept, table.indices)
        elif kind in _KINDS_OF_CARDS:
            kept = alike(every, kept, layout, by_index)
        cut: dict[int, Verdict] = {}
        situation = Situation(every, kept, layout, declared, kind, by_index, table.credit_lines)
        for correction in corrections:
            changes = dict(correction(situation))
            if changes:
                cut |= changes
                situation = replace(situation, kept=[i for i in situation.kept if i not in changes])
        kept = list(situation.kept)
        for i in table.credit_lines:
            if rules.is_beside_image(every, i):
                cut.setdefault(i, rules.CAPTION_LINE)  # what the model left out is a caption all the same
        verdicts = _verdicts(every, kept, cut, layout, declared)
        total = layout.mass_sums[-1]
        kept_mass = sum([layout.masses[i] for i in kept])
        return Judgement(
            verdicts,
            tuple(layout.roles),
            layout.clean_root,
            kept_mass / total if total else 0.0,
            kind,
            confidence(kind, expected_f1, sum([every[i].words for i in kept])),
        )

    return judge


judge: Final = judge_with(learned)


def select(probabilities: Sequence[float], words: Sequence[int]) -> tuple[list[bool], float]:
    """The blocks to keep, and the F1 over words that this selection may expect, 0 to 1.

    The best selection takes the likeliest blocks down to some probability, which differs by page (Jansche, *A maximum
    expected utility framework for binary sequence labeling*, 2007). Expected F1 is taken as the ratio of expectations:
    twice the right words over those kept and those that should be.
    """
    wanted = sum([p * w for p, w in zip(probabilities, words, strict=True)])
    if not wanted:
        return [False] * len(words), 0.0
    best, cut, right, kept = 0.0, 1.0, 0.0, 0
    for probability, count in sorted(zip(probabilities, words, strict=True), reverse=True):
        right += probability * count
        kept += count
        expected = 2 * right / (kept + wanted)
        if expected > best:
            best, cut = expected, probability
        elif expected < best:
            break  # less likely ones cannot raise it again
    return [probability >= cut for probability in probabilities], best


def contiguous(
    every: Sequence[Block], kept: Sequence[int], layout: layouts.Layout, probabilities: Mapping[int, float]
) -> list[int]:
    """The kept blocks, and the sentences and code in doubt between them that belong to the same run of paragraphs.

    What stands in one container with kept paragraphs above and below, in the same kind of element, is of the same text.
    Where hundreds are kept, so are all: no text of that length was learned from, and a book would lose its end.
    """
    if len(kept) < 2:
        return list(kept)
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


def opened(
    every: Sequence[Block], kept: Sequence[int], layout: layouts.Layout, probabilities: Mapping[int, float]
) -> list[int]:
    """The kept blocks, and a sentence in doubt right above the first: a text's opening paragraph.

    Templates set it apart, in a container and class of its own (Readability#776, #901, #948): inside the root, or outside
    and below the headline. An excerpt says what the text begins with.
    """
    above = kept[0] - 1 if kept else -1
    while above >= 0 and every[above].kind != "text":
        above -= 1
    if above < 0:
        return list(kept)
    block = every[above]
    if (
        probabilities.get(above, 0.0) > OPENING_IN_DOUBT
        and rules.is_prose(block)
        and not layout.roles[above] & layouts.CUT_ROLES
        and not block.heading_level
        and (above >= layout.clean_root.first or any(every[i].heading_level == 1 for i in range(above)))
        and not _is_excerpt(block.text, every[kept[0]].text)
    ):
        return [above, *kept]
    return list(kept)


def whole_tables(
    every: Sequence[Block], kept: Sequence[int], layout: layouts.Layout, probabilities: Mapping[int, float]
) -> list[int]:
    """The kept blocks, and the other cells of a table of which some are kept.

    The model sees each cell for itself and doubts names that are links, dashes and single figures; a row without them says
    something else. Cells with sentences lay out the page and are not data.
    """
    counts: Counter[Container] = Counter()
    for i in kept:
        if every[i].container.within & TABLE and (table := every[i].container.inherited(_TABLES)) is not None:
            counts[table] += 1
    if not counts:
        return list(kept)
    further: set[int] = set()
    for table, count in counts.items():
        cells = [i for i in range(table.first, table.end) if i in probabilities]
        if (
            FEWEST_CELLS <= len(cells) > count >= KEPT_IN_TABLE * len(cells)
            and sum([probabilities[i] for i in cells]) > LIKELY_TABLE * len(cells)
            and max([every[i].words for i in cells]) <= LONGEST_CELL_WORDS
        ):
            further.update(
                [i for i in cells if probabilities[i] > IN_DOUBT_IN_TABLE and not layout.roles[i] & layouts.CUT_ROLES]
            )
    return sorted(further.union(kept))


def whole_posts(every: Sequence[Block], kept: Sequence[int]) -> list[int]:
    """The kept blocks, and what else an embedded post says of which one is kept: its text, and who wrote it."""
    posts: list[Container] = []
    for i in kept:
        container: Container = every[i].container
        if container.within & POST and not (posts and posts[-1].first <= i < posts[-1].end):
            while container.parent is not None and container.parent.within & POST:
                container = container.parent
            posts.append(container)
    if not posts:
        return list(kept)
    said = {i for post in posts for i in range(post.first, post.end) if every[i].kind == "text"}
    return sorted(said.union(kept))


def _is_excerpt(text: str, below: str) -> bool:
    return key(below[: 2 * EXCERPT_BEGINNING]).startswith(key(text[:EXCERPT_BEGINNING]))


def alike(
    every: Sequence[Block], kept: Sequence[int], layout: layouts.Layout, probabilities: Mapping[int, float]
) -> list[int]:
    """The kept blocks, and those in doubt that stand where much is kept in other cards of the template.

    Of thirty products a name or a price should stand in all or none: the model sees each for itself.
    """
    places: dict[tuple[str, ...], list[int]] = {}
    for i in probabilities:
        container = every[i].container
        parent = container.parent or container
        outer = parent.parent or parent
        place = (
            container.tag, container.class_names, parent.tag, parent.class_names, outer.tag, outer.class_names
        )  # fmt: skip
        places.setdefault(place, []).append(i)
    is_kept = set(kept)
    for there in places.values():
        if len(there) >= FEWEST_CARDS and sum([i in is_kept for i in there]) >= KEPT_IN_CARDS * len(there):
            is_kept.update(
                [i for i in there if probabilities[i] > IN_DOUBT_IN_CARDS and not layout.roles[i] & layouts.CUT_ROLES]
            )
    return sorted(is_kept)


def posts_in_full(every: Sequence[Block], kept: Sequence[int], texts: Sequence[int]) -> list[int]:
    """The kept blocks, and what else stands in posts: "Thanks!" is one as well.

    Posts are what the class stands around that most of the kept words stand in, if most words in it are kept.
    What others are quoted with is left to the model.
    """
    inside: dict[tuple[str, str], list[int]] = {}
    words: Counter[tuple[str, str]] = Counter()
    is_kept = set(kept)
    for i in texts:
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
        return list(kept)
    name, most = words.most_common(1)[0]
    if most < POSTS_KEPT * sum([every[i].words for i in inside[name]]):
        return list(kept)
    return sorted(is_kept.union([i for i in inside[name] if not every[i].container.within & QUOTE]))


def _kind(kind: Kind, page: Sequence[float], declared: Declared) -> Kind:
    """The model's word, but for three cases that it cannot know well.

    A page of prose that comes without address and types: it learned from none of those. A permalink by date
    (``/2024/05/17/``): all 93 such pages of three public corpora are articles, those with long comments as well. And a
    page that declares a thread: all 43 are one, those that begin with a long post as well.
    """
    if page[_PATH_DATE]:
        return "article"
    if page[_DECLARES_FORUM] and any(kinds.is_thread(page_type) for page_type in declared.page_types):
        return "forum"
    if declared.url is None and not declared.page_types and page[_PROSE_SHARE] > MOSTLY_PROSE:
        return "article"
    return kind


_TABLES: Final = frozenset(("table",))
_KINDS_OF_CARDS: Final = frozenset(("listing", "product", "service"))
_PATH_DATE: Final = page_features.NAMES.index("path_date")
_DECLARES_FORUM: Final = page_features.NAMES.index("declares_forum")
_PROSE_SHARE: Final = page_features.NAMES.index("prose_share")
_HIDING: Final = layouts.CUT_ROLES & ~markup.CAPTION
_PROSE: Final = Verdict(True, "prose")
_LINE: Final = Verdict(True, "structure in the flow")
_UNLIKELY: Final = Verdict(False, "unlikely")
_SHOWN: Final = {kind: Verdict(True, kind) for kind in ("image", "embed")}
_NOT_SHOWN: Final = {kind: Verdict(False, kind) for kind in ("image", "embed", "control", "rule")}


def _verdicts(
    every: Sequence[Block], kept: Sequence[int], cut: dict[int, Verdict], layout: layouts.Layout, declared: Declared
) -> tuple[Verdict, ...]:
    """Verdicts with reasons. Images and embeds stay where they stand between blocks that do."""
    headline = key(declared.headline or "")
    is_kept = set(kept)
    first, last = (kept[0], kept[-1]) if kept else (0, -1)
    verdicts: list[Verdict] = []
    for i, (block, roles) in enumerate(zip(every, layout.roles, strict=True)):
        if block.kind != "text":
            shown = first < i < last and block.kind in _SHOWN and not roles & _HIDING
            verdicts.append((_SHOWN if shown else _NOT_SHOWN)[block.kind])
        elif i in is_kept:
            verdicts.append(rules.HEADING if block.heading_level else _PROSE if rules.is_prose(block) else _LINE)
        elif i in cut:
            verdicts.append(cut[i])
        elif cutting := roles & layouts.CUT_ROLES:
            verdicts.append(rules.cut_by_markup(cutting))
        else:
            verdicts.append(rules.reason_against(block, roles, headline) or _UNLIKELY)
    return tuple(verdicts)
