"""Blocks → which of them are the main content, why, what kind of page it is, and how sure all that is.

Strategy: a learned model gives each block of text the probability that it belongs to the main content; of all
selections, the one with the highest *expected* F1 over words is kept, and that expectation is the confidence, less what
other pages of the kind were found to lack of it (:mod:`presscut.extraction.confidence`). Structure has the last word
where readers would not forgive the model: a run of paragraphs, a table or a post is kept whole
(:mod:`presscut.extraction.additions`); the headline stands once, captions and credits belong to their figures, a heading
needs text below it (:mod:`presscut.extraction.corrections`).

The model (:mod:`presscut.extraction.model`) is code that ``training/`` writes, as is the confidence.
:func:`presscut.extraction.rules.judge` is the judge without either, with the same arguments and result.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, Protocol

from presscut.article import Kind
from presscut.extraction import features, page_features, rules
from presscut.extraction import layout as layouts
from presscut.extraction import model as learned
from presscut.extraction.additions import ALL as ALL_ADDITIONS
from presscut.extraction.additions import Addition
from presscut.extraction.blocks import Block, Blocks
from presscut.extraction.confidence import confidence as learned_confidence
from presscut.extraction.corrections import ALL as ALL_CORRECTIONS
from presscut.extraction.corrections import Correction
from presscut.extraction.declared import NOTHING_DECLARED, Declared
from presscut.extraction.keys import key
from presscut.extraction.situation import Situation
from presscut.extraction.verdicts import Judgement, Verdict
from presscut.extraction.vocabulary import kinds, markup

MANY_BLOCKS: Final = 10_000
"""Blocks of text. Beyond, the first trees decide alone: all of them take 20 µs for a block in doubt. Seen at most over four
public corpora: 2 733."""
FEWEST_PARAGRAPHS: Final = 2
"""Of an article's text, in one place."""
LONG_TEXT_WORDS: Final = 300
"""Of a text with comments. The longest first post outside of what is named comments, on a page that was taken for a thread,
had 192."""
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
    additions: Sequence[Addition] = ALL_ADDITIONS,
) -> Judge:
    """The judge that asks this model, and has its selection added to and corrected, and what it expects of that."""

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
        if (kind == "listing" and _is_one_text(every, kept, declared)) or (
            kind == "forum" and _is_text_with_comments(every, kept, table.page, layout, declared)
        ):
            kind = "article"
        situation = Situation(every, kept, layout, declared, kind, by_index, table.credit_lines)
        for addition in additions:
            added = addition(situation)
            if len(added) != len(situation.kept):
                situation = replace(situation, kept=added)
        cut: dict[int, Verdict] = {}
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


def _kind(kind: Kind, page: Sequence[float], declared: Declared) -> Kind:
    """The model's word, but for three cases that it cannot know well.

    A page of prose that comes without address and types: it learned from none of those. A permalink by date
    (``/2024/05/17/``, ``/20240517/``, ``/2024-05/17/c_1.htm``): all 93 such pages of three public corpora are articles,
    those with long comments as well. And a page that declares a thread: all 43 are one, those that begin with a long post
    as well.
    """
    if page[_PATH_DATE] or (declared.url is not None and _DAY_IN_PATH.search(declared.url) is not None):
        return "article"
    if page[_DECLARES_FORUM] and any(kinds.is_thread(page_type) for page_type in declared.page_types):
        return "forum"
    if declared.url is None and not declared.page_types and page[_PROSE_SHARE] > MOSTLY_PROSE:
        return "article"
    return kind


def _is_one_text(every: Sequence[Block], kept: Sequence[int], declared: Declared) -> bool:
    """Whether what is kept of a dated page with a headline is mostly paragraphs in one place: an article.

    In languages of which the model saw few pages it takes such a page for a list, since no address, type or phrase that it
    learned speaks against that. Of 1 495 annotated pages of all kinds it took 215 for lists; three are as this, and none of
    them is one.
    """
    if not declared.has_date or declared.headline is None:
        return False
    words, paragraphs = Counter[tuple[int, str, str]](), Counter[tuple[int, str, str]]()
    total = 0
    for i in kept:
        block = every[i]
        if block.link_density > layouts.LINK_LINE_DENSITY:
            continue
        total += block.words
        if rules.is_prose(block):
            words[rules.place(block)] += block.words
            paragraphs[rules.place(block)] += 1
    return any(2 * words[place] >= total for place, count in paragraphs.items() if count >= FEWEST_PARAGRAPHS)


def _is_text_with_comments(
    every: Sequence[Block], kept: Sequence[int], page: Sequence[float], layout: layouts.Layout, declared: Declared
) -> bool:
    """Whether what is kept of a dated page with a headline is a long text in one place and comments, which are named so.

    Readers of blogs wrote more than the blog, and the model takes it for a thread. What says of itself that it is one, or by
    its address, is: there the first post may be as long. Of 113 annotated threads none is as this.
    """
    if not declared.has_date or declared.headline is None or page[_DECLARES_FORUM] or page[_ADDRESS_OF_FORUM]:
        return False
    words = Counter[tuple[int, str, str]]()
    has_comments = False
    for i in kept:
        if layout.roles[i] & markup.COMMENTS:
            has_comments = True
        elif rules.is_prose(every[i]):
            words[rules.place(every[i])] += every[i].words
    return has_comments and any(count >= LONG_TEXT_WORDS for count in words.values())


_DAY_IN_PATH: Final = re.compile(r"/(?:19|20)\d\d[-_/]?(?:0[1-9]|1[0-2])[-_/]?(?:0[1-9]|[12]\d|3[01])(?!\d)[/_-]\w")
_PATH_DATE: Final = page_features.NAMES.index("path_date")
_DECLARES_FORUM: Final = page_features.NAMES.index("declares_forum")
_ADDRESS_OF_FORUM: Final = page_features.NAMES.index("address_forum")
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
