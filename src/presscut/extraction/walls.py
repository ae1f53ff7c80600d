"""The wall: what was seen of it, where the teaser ends, and which policy it enforces.

Strategy: four kinds of evidence, told apart since each is wrong in its own way. *Declared* (schema.org's
``isAccessibleForFree``) is the site's policy and says nothing of this very HTML; *data* is the policy as the page tells it to
its own scripts (:mod:`metadata.access_variables`); *markup* (a container named paywall) may be the gate or the gated text;
*words* are what a reader sees: after the last paragraph an offer that speaks of the rest of the article and of what to do
about it. Only words, or a wall with a text that breaks off, say "truncated". Text is never cut by a class name, nor by a
selector.

The state: what an offer says, else what is declared, else the data, else the markup. Data that contradict each other say
nothing. A page without any of these whose text is here is *open*, also where it mentions subscriptions: a reader meets
no wall. Where there is little text (:data:`WHOLE_WORDS`) nobody knows, and the state is unknown.
"""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final, Literal

from presscut.extraction.blocks import Block, Container
from presscut.extraction.metadata.access_variables import Variable
from presscut.extraction.phrases import Phrases
from presscut.extraction.vocabulary import access as access_names
from presscut.extraction.vocabulary import markup
from presscut.extraction.vocabulary import walls as cues

State = Literal["open", "metered", "registration", "subscription", "unknown"]
Flow = tuple[str, str, str, str]
"""What the paragraphs of one flow share: the tag and class of their element and its parent's."""

MAXIMUM_OFFER_WORDS: Final = 60
"""A longer block is prose that mentions subscriptions. The longest offers in the corpora have about 50 words."""
OFFER_LOOKAHEAD: Final = 8
"""Blocks that belong together as one offer; a benefit list may go on for longer, the offer itself does not."""
PROSE_WORDS: Final = 22
"""From here on a block without any cue is the article going on; lines of a pitch are shorter. Where the paragraphs above
are short themselves, :data:`SHORT_PARAGRAPH_SHARE` of their median is enough."""
SHORT_PARAGRAPH_SHARE: Final = 0.6
SHORTEST_PROSE_WORDS: Final = 12
TEXT_WORDS: Final = 9
"""A kept block of this length is text that an offer can stand below."""
RESUMED_WORDS: Final = 45
"""Less prose than this after an offer is its small print."""
RESUMED_IN_ANY_FLOW_WORDS: Final = 150
"""Kept prose of any template: where a page builder wraps every section anew, an article's paragraphs are not alike. Behind
the walls of four public corpora the judge keeps 126 words at most."""
GATE_WITHIN: Final = 3
"""Blocks among which the gate must come; and after it, what to do about it."""
LINES_ABOVE_OFFER: Final = 6
WORDS_ABOVE_OFFER: Final = 60
"""What may stand between the text and the offer: share buttons, an advert, a photo's caption."""
WHOLE_WORDS: Final = 100
"""With fewer, a page that shows no wall may be a teaser, a video or a list."""
WHOLE_TEXT_WORDS: Final = 1000
"""The longest text above a wall in four public corpora has 530 words; below 1 500 and more stand invitations to register."""
MOST_VARIABLES_TOLD: Final = 5
LINES_BESIDE_HEADLINE: Final = 3
BOX_GROUPS: Final = 3
"""Groups of words in a box named as a wall that make it one; a lone log-in has two."""
LONGEST_BADGE: Final = 45
"""Characters."""
TEASER_WORDS: Final = 600
"""A wall told by the page with less body than this, ending in an ellipsis, is a teaser: as the longest text above an offer."""
LEAST_MENTIONS: Final = 2
"""Of the word "paywall" in a page whose text stands in a container of that name: with the name alone, and neither a script nor
a style for it, four pages of four corpora had no wall and two nobody knows of."""
LINKED_IN_PROSE: Final = 0.3
"""Share of links, below which a paragraph says more than where to go."""
PLUGIN_REACH: Final = 3
"""Paragraphs at the end of the text, and levels of containers, among which the box of a plugin is looked for."""

_WEAK_GATES: Final = frozenset((cues.CONTINUE, cues.ALREADY, cues.METER))
"""Said by offers of other things too, so they want two more groups beside them."""
_IGNORED_ROLES: Final = markup.NAVIGATION | markup.COMMENTS | markup.CONSENT | markup.HIDDEN


@dataclass(frozen=True, slots=True)
class Wall:
    """``cut`` are the indices of blocks that are the offer or stand behind it."""

    state: State
    truncated: bool
    evidence: tuple[str, ...]
    cut: frozenset[int] = frozenset()


def cues_of(text: str, phrases: dict[str, tuple[str, ...]] = cues.PHRASES) -> frozenset[str]:
    """The groups of :mod:`vocabulary.walls` that a text speaks of."""
    lowered = _lowered(text)
    found = {group for group, group_phrases in phrases.items() if any(p in lowered for p in group_phrases)}
    if cues.PRICE not in found and cues.AMOUNT.search(text):
        found.add(cues.PRICE)
    return frozenset(found)


def find(
    blocks: Sequence[Block],
    inherited_roles: Sequence[int],
    kept: Sequence[bool],
    *,
    declared_free: bool | None,
    gated_selectors: Sequence[str] = (),
    variables: Sequence[Variable] = (),
    mentions: int | None = None,
) -> Wall:
    """Find the wall of a page.

    ``inherited_roles`` and ``kept`` run parallel to ``blocks``; ``declared_free`` is ``isAccessibleForFree``,
    ``gated_selectors`` the parts that are not free, ``variables`` what the page tells its scripts, ``mentions`` how often it
    says "paywall" anywhere, if that is known.
    """
    evidence = []
    if declared_free is not None:
        evidence.append(f"declared: isAccessibleForFree is {str(declared_free).lower()}")
    policy = _policy(declared_free, variables)
    evidence += [f"data: {variable.name} is {variable.value}" for variable in variables[:MOST_VARIABLES_TOLD]]
    first_prose = next((i for i, keep in enumerate(kept) if keep and blocks[i].words >= TEXT_WORDS), None)
    if first_prose is None:
        return Wall(policy or "unknown", False, tuple(evidence))
    prose = [i for i, keep in enumerate(kept) if keep and blocks[i].words >= TEXT_WORDS]
    evidence += [_told_of(selector, blocks, prose) for selector in gated_selectors]
    named = _named_as_wall(blocks, inherited_roles, kept, prose, is_told=mentions is None or mentions >= LEAST_MENTIONS)
    if named is not None:
        what, of_the_name = named
        evidence.append(f"markup: {what}")
        policy = policy or of_the_name

    candidates = [
        i
        for i, block in enumerate(blocks[first_prose + 1 : _reach(blocks, kept)], first_prose + 1)
        if block.words <= MAXIMUM_OFFER_WORDS
        and block.kind in ("text", "control")
        and not inherited_roles[i] & _IGNORED_ROLES
    ]
    lowered = _lowered("\n".join([blocks[i].text for i in candidates]))
    phrases = _present(lowered) if _GATES.occur_in(lowered) else {}
    said = {i: cues_of(blocks[i].text, phrases) for i in candidates} if phrases else {}

    cut: set[int] = set()
    state: State | None = None
    truncated = False
    above = _TextAbove(blocks, kept)
    for position, start in enumerate(candidates) if said else ():
        if start in cut or not said.get(start) or not _stands_below_the_text(blocks, kept, start):
            continue
        above.read_to(start)
        prose_words = above.prose_words()
        offer = _offer(candidates[position : position + OFFER_LOOKAHEAD], blocks, said, prose_words)
        if not offer:
            continue
        invites = _merely_invites(offer, said, above.words) and not _ends_with_heading(blocks, start)
        above.read_to(offer[-1])
        if invites or _goes_on(blocks, kept, said, offer[-1], prose_words, above.flows(prose_words)):
            # an offer in the middle, where the article goes on, or below a text that is whole
            cut.update([i for i in offer if not _merely_mentions(blocks[i], said[i])])
            continue
        cut.update(range(start, len(blocks)))
        truncated = True
        state = _state(frozenset().union(*(said[i] for i in offer)))
        evidence.append(f"words: {_shorten(blocks[start].text)}")
        if inherited_roles[start] & markup.GATE:
            evidence.append("markup: the offer stands in a container named as a wall")
        break

    words = sum([blocks[i].words for i in prose])
    if not truncated and (gate := _gate_of_plugin(blocks, kept, prose)) is not None:
        start, name = gate
        cut.update(range(start, len(blocks)))
        truncated = True
        policy = policy if policy not in (None, "open") else "subscription"
        evidence.append(f"markup: in place of the rest stands a box named {name}")
    if not truncated and policy not in (None, "open") and _breaks_off(blocks, kept, prose):
        truncated = True
        evidence.append("text: the last paragraph of a teaser breaks off")
    if state is None:
        state = policy
    if state is None:
        state = "open" if words >= WHOLE_WORDS and not variables else "unknown"
        if state == "open":
            evidence.append("text: whole, and nothing tells of a wall")
    return Wall(state, truncated, tuple(evidence), frozenset(cut))


def _policy(declared_free: bool | None, variables: Sequence[Variable]) -> State | None:
    """What the page tells of its policy: the declaration, and which kind of wall it is from the data."""
    told = [variable.policy for variable in variables]
    walls = [policy for policy in told if policy != "open"]
    if declared_free is None:
        if not told or (walls and len(walls) < len(told)):
            return None
    elif declared_free:
        return "open"
    elif not walls:
        return "subscription"
    return "open" if not walls else "subscription" if "subscription" in walls else walls[0]


def _told_of(selector: str, blocks: Sequence[Block], prose: Sequence[int]) -> str:
    """What a selector of ``hasPart`` is for this page: it may name the text, the gate, or nothing that is here."""
    name = selector.strip().lstrip(".#")
    holds = any(name in container.class_names.split() for container in _around(blocks, prose))
    return f"declared: the part that is not free is {selector}" + (", which holds the text" if holds else "")


def _around(blocks: Sequence[Block], prose: Sequence[int]) -> Iterator[Container]:
    """The containers around the middle and the end of the text: what is behind a wall comes last."""
    seen: set[int] = set()
    for i in (prose[len(prose) // 2], prose[-1]) if prose else ():
        container: Container | None = blocks[i].container
        while container is not None and id(container) not in seen:
            seen.add(id(container))
            yield container
            container = container.parent


def _breaks_off(blocks: Sequence[Block], kept: Sequence[bool], prose: Sequence[int]) -> bool:
    """Whether a text is short enough for a teaser and ends as one."""
    last = next((i for i in range(len(blocks) - 1, -1, -1) if kept[i] and blocks[i].kind == "text"), None)
    if last is None or not blocks[last].text.rstrip().endswith(("…", "...", "[…]")):
        return False
    return sum([blocks[i].words for i in prose]) < TEASER_WORDS


def _gate_of_plugin(blocks: Sequence[Block], kept: Sequence[bool], prose: Sequence[int]) -> tuple[int, str] | None:
    """Where the box of a plugin begins that stands in the text's own container and in place of its rest, and its name."""
    near = prose[-PLUGIN_REACH:]
    for i in (*near, *range(near[-1] + 1, min(len(blocks), near[-1] + 1 + LINES_ABOVE_OFFER))):
        container: Container | None = blocks[i].container
        for _ in range(PLUGIN_REACH):
            if container is None:
                break
            name = _plugin_of(container.class_names)
            if name is not None and _holds_text_above(container, blocks, kept, i):
                return i, name
            container = container.parent
    return None


@lru_cache(maxsize=4096)
def _plugin_of(class_names: str) -> str | None:
    return min(access_names.GATES_OF_PLUGINS.intersection(class_names.split()), default=None)


def _holds_text_above(box: Container, blocks: Sequence[Block], kept: Sequence[bool], start: int) -> bool:
    """Whether the paragraph above a box stands in what the box stands in: not in a card of another article."""
    above = next((i for i in range(start - 1, -1, -1) if kept[i] and blocks[i].words >= TEXT_WORDS), None)
    if above is None:
        return False
    text = blocks[above].container.parent
    container = box.parent
    while container is not None and container is not text:
        container = container.parent
    return container is not None


def _named_as_wall(
    blocks: Sequence[Block],
    inherited_roles: Sequence[int],
    kept: Sequence[bool],
    prose: Sequence[int],
    *,
    is_told: bool,
) -> tuple[str, State] | None:
    """What the markup calls the text, or says beside the headline, or keeps for the offer; and the wall that it is.

    ``is_told``: something else tells of the wall as well, so that the name is no left-over of a template. So does a text that
    breaks off.
    """
    for container in _around(blocks, prose):
        names = container.class_names
        if not any(stem in names for stem in access_names.IN_NAMES_OF_GATED_TEXT) or not _is_gated_text(names):
            continue
        if is_told or "aywall" not in names or _breaks_off(blocks, kept, prose):
            return f"the text stands in a container named {_shorten(names)}", "subscription"
    box = _box_named_as_wall(blocks, inherited_roles, prose)
    if box is not None:
        name, state = box
        return f"apart from the text an offer or a frame for one stands in a container named {_shorten(name)}", state
    headline = next((i for i in range(prose[0]) if blocks[i].heading_level == 1), None)
    if headline is not None:
        for i in range(max(0, headline - LINES_BESIDE_HEADLINE), min(prose[0], headline + LINES_BESIDE_HEADLINE + 1)):
            text = blocks[i].text
            if len(text) < LONGEST_BADGE and i != headline and text.strip(" +:|").lower() in access_names.BADGES:
                return f"beside the headline stands {text}", "subscription"
    return None


def _box_named_as_wall(
    blocks: Sequence[Block], inherited_roles: Sequence[int], prose: Sequence[int]
) -> tuple[str, State] | None:
    """The name and the wall of a box for the offer, which scripts show when its time has come.

    It is named as a wall and has the words of one. A frame in such a box loads the words from elsewhere.
    """
    boxes: dict[str, list[str]] = {}
    gates = [i for i, roles in enumerate(inherited_roles) if roles & markup.GATE]
    around_text = [id(container) for container in _around(blocks, prose)] if gates else []
    for i in gates:
        name = ""
        container: Container | None = blocks[i].container
        while container is not None:
            if "wall" in container.class_names and id(container) not in around_text:
                name = container.class_names
            container = container.parent
        if not name:
            continue
        if blocks[i].kind == "embed":
            return name, "subscription"
        if blocks[i].words <= MAXIMUM_OFFER_WORDS:
            boxes.setdefault(name, []).append(blocks[i].text)
    for name, texts in boxes.items():
        said = cues_of("\n".join(texts))
        if len(said) >= BOX_GROUPS and said & (cues.GATE_GROUPS | {cues.PRICE}) and said & cues.ACTION_GROUPS:
            return name, _state(said)
    return None


def _is_gated_text(names: str) -> bool:
    for name in names.split():
        if name.startswith(access_names.AROUND_ANY_TEXT):
            continue
        tokens = markup.tokens_of(name)
        if _NEGATING.isdisjoint(tokens) and (
            not access_names.GATED_TEXT.isdisjoint(tokens)
            or not access_names.GATED_TEXT_PAIRS.isdisjoint(pairwise(tokens))
        ):
            return True
    return False


_NEGATING: Final = frozenset(("no", "non", "not", "without", "off", "disabled", "free", "exempt"))


_GATES: Final = Phrases(phrase for group in cues.GATE_GROUPS for phrase in cues.PHRASES[group])
"""One of them stands on one page in twenty."""


def _lowered(text: str) -> str:
    """As the phrases are written."""
    return text.lower().replace("’", "'")


def _present(lowered: str) -> dict[str, tuple[str, ...]]:
    """Of all phrases those that occur in a text from :func:`_lowered`, so that asking each block is cheap.

    A phrase is looked for only where a word begins as it does. In scripts without spaces words begin anywhere.
    """
    heads = _HEADS.intersection(_heads(lowered))
    if lowered.encode("utf-8", "replace").translate(None, _OTHER_BYTES):
        heads |= {""}
    present: dict[str, tuple[str, ...]] = {}
    for head in heads:
        for group, phrase in _BY_HEAD[head]:
            if phrase in lowered:
                present[group] = (*present.get(group, ()), phrase)
    return present


_HEAD: Final = 4
_JOINTS: Final = ("'", "-", "–", "—", "/", "…", "...")
_SIGNS: Final = '.,;:!?"“”„«»‹›()[]{}|*•·_0123456789¿¡$€£#@+'
# The first bytes, in UTF-8, of the scripts below. The others are taken away to see whether one is there.
_OTHER_BYTES: Final = bytes(set(range(256)) - {0xE0, *range(0xE3, 0xEE)})
_SPACELESS: Final = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def _heads(lowered: str) -> set[str]:
    """How the words of a text begin."""
    for joint in _JOINTS:
        lowered = lowered.replace(joint, " ")
    return {head for word in set(lowered.split()) if (head := word.strip(_SIGNS)[:_HEAD])}


def _by_head() -> dict[str, list[tuple[str, str]]]:
    index: dict[str, list[tuple[str, str]]] = {"": []}
    for group, phrases in cues.PHRASES.items():
        for phrase in phrases:
            first = phrase.replace("'", " ").replace("-", " ").split()[0]
            head = "" if _SPACELESS.search(phrase) else min(_heads(first) or _heads(phrase))
            index.setdefault(head, []).append((group, phrase))
    return index


_BY_HEAD: Final = _by_head()
_HEADS: Final = frozenset(_BY_HEAD) - {""}


def _reach(blocks: Sequence[Block], kept: Sequence[bool]) -> int:
    """Where an offer below the last kept text can end: what stands further down is a footer's, and dear to read."""
    last = next((i for i in range(len(blocks) - 1, -1, -1) if kept[i] and blocks[i].kind == "text"), -1)
    lines = 0
    for i in range(last + 1, len(blocks)):
        if blocks[i].kind == "text":
            lines += 1
            if lines > LINES_ABOVE_OFFER + 1 + OFFER_LOOKAHEAD:
                return i
    return len(blocks)


def _stands_below_the_text(blocks: Sequence[Block], kept: Sequence[bool], start: int) -> bool:
    """Whether body text ends right above: newsletters in a footer and log-ins in a menu stand elsewhere."""
    lines = words = 0
    for i in range(start - 1, -1, -1):
        if blocks[i].kind != "text":
            continue
        if kept[i]:
            return True
        lines += 1
        words += blocks[i].words
        if lines > LINES_ABOVE_OFFER or words > WORDS_ABOVE_OFFER:
            return False
    return False


class _TextAbove:
    """The kept text above a place that moves down the page; read once, however many offers stand in it."""

    def __init__(self, blocks: Sequence[Block], kept: Sequence[bool]) -> None:
        self.words = 0
        self._blocks, self._kept = blocks, kept
        self._read = 0
        self._paragraphs: list[int] = []
        self._longest: dict[Flow, int] = {}

    def read_to(self, end: int) -> None:
        for i in range(self._read, end):
            if not self._kept[i]:
                continue
            block = self._blocks[i]
            self.words += block.words
            if block.words >= TEXT_WORDS:
                insort(self._paragraphs, block.words)
                flow = _flow(block)
                self._longest[flow] = max(block.words, self._longest.get(flow, 0))
        self._read = max(self._read, end)

    def prose_words(self) -> int:
        """How long a block must be to count as a paragraph of this article."""
        if not self._paragraphs:
            return PROSE_WORDS
        share = int(self._paragraphs[len(self._paragraphs) // 2] * SHORT_PARAGRAPH_SHARE)
        return max(SHORTEST_PROSE_WORDS, min(PROSE_WORDS, share))

    def flows(self, prose_words: int) -> set[Flow]:
        """Those with a paragraph of so many words."""
        return {flow for flow, words in self._longest.items() if words >= prose_words}


def _offer(
    ahead: Sequence[int], blocks: Sequence[Block], said: dict[int, frozenset[str]], prose_words: int
) -> list[int]:
    """Of the blocks ahead those that shut the reader out together; none where they merely invite.

    The first must say something of its own (a gate or an action, not merely a benefit). A gate comes at once, and what
    to do about it right after. An article that mentions subscriptions has one group, in prose; newsletters have no gate.
    """
    own = said[ahead[0]]
    if not own & (cues.GATE_GROUPS | cues.ACTION_GROUPS):
        return []
    if not own & cues.GATE_GROUPS and blocks[ahead[0]].words > PROSE_WORDS:
        return []
    window: list[int] = []
    for i in ahead:
        if not said[i] and blocks[i].words >= prose_words:
            break
        if window and any(blocks[between].words > MAXIMUM_OFFER_WORDS for between in range(window[-1] + 1, i)):
            break  # a paragraph too long for any offer stands between
        window.append(i)
    gate = next((place for place, i in enumerate(window[:GATE_WITHIN]) if said[i] & cues.GATE_GROUPS), None)
    if gate is None:
        return []
    if any(phrase in _lowered(blocks[i].text) for i in window for phrase in cues.GOODS):
        return []
    groups = frozenset().union(*(said[i] for i in window[: gate + 1 + GATE_WITHIN]))
    gates = groups & cues.GATE_GROUPS
    actions = groups & cues.ACTION_GROUPS
    if gates == {cues.EXCLUSIVE}:
        actions -= {cues.PRICE}  # a museum's "members only on Monday, tickets $20"
    if not actions:
        return []
    needed = 3 if gates <= _WEAK_GATES else 2
    if len(groups) < needed:
        return []
    last = max(place for place, i in enumerate(window) if said[i])
    offer = window[: last + 1]
    if len(offer) > 1 and min([blocks[i].words for i in offer]) >= PROSE_WORDS:
        return []  # an article about walls, paragraph after paragraph: an offer has a short line, its button at the least
    return offer


def _merely_mentions(block: Block, groups: frozenset[str]) -> bool:
    """Whether a paragraph that an offer follows is of the text: "it helps them to continue dreaming" says one thing of a wall,
    and so does a link "Read the full story" at the end of what a letter to readers tells of it.
    """
    return (
        block.words >= PROSE_WORDS
        and len(groups) == 1
        and block.container.tag == "p"
        and block.link_density < LINKED_IN_PROSE
    )


def _merely_invites(offer: Sequence[int], said: dict[int, frozenset[str]], words_above: int) -> bool:
    """Whether an offer shuts nobody out: it has nothing but a way in for members, as each form to sign up has (forums,
    newsletters, the start page of a service), or stands below a text that no site gives away and does not speak of its rest.
    """
    gates = frozenset().union(*(said[i] for i in offer)) & cues.GATE_GROUPS
    if gates <= {cues.ALREADY}:
        return True
    return words_above >= WHOLE_TEXT_WORDS and gates.isdisjoint((cues.REST, cues.METER))


def _ends_with_heading(blocks: Sequence[Block], start: int) -> bool:
    """Whether what stands above an offer is the heading of a section that is not there."""
    above = next((blocks[i] for i in range(start - 1, -1, -1) if blocks[i].kind == "text"), None)
    return above is not None and above.heading_level in (2, 3, 4)


def _goes_on(
    blocks: Sequence[Block],
    kept: Sequence[bool],
    said: dict[int, frozenset[str]],
    end: int,
    prose_words: int,
    flows: Set[Flow],
) -> bool:
    """Whether the article goes on behind an offer in its middle: in paragraphs of the flows above it, or in many.

    A paragraph may speak of subscriptions too, as in an article about walls; an offer's small print says more than one thing.
    """
    words = others = 0
    for i in range(end + 1, len(blocks)):
        block = blocks[i]
        groups = said.get(i, frozenset())
        if not kept[i] or block.words < prose_words or block.container.tag in ("li", "dd", "dt"):
            continue
        if len(groups) > 1 or (groups and block.words < PROSE_WORDS):
            continue
        if _flow(block) in flows:
            words += block.words
        elif block.words >= PROSE_WORDS:
            others += block.words
        if words >= RESUMED_WORDS or words + others >= RESUMED_IN_ANY_FLOW_WORDS:
            return True
    return False


def _flow(block: Block) -> Flow:
    container = block.container
    parent = container.parent
    return (
        container.tag,
        container.class_names,
        parent.tag if parent else "",
        parent.class_names if parent else "",
    )


def _state(groups: frozenset[str]) -> State:
    if cues.METER in groups:
        return "metered"
    if cues.SUBSCRIBE in groups or cues.PRICE in groups or cues.EXCLUSIVE in groups:
        return "subscription"
    return "registration"


def _shorten(text: str) -> str:
    return text if len(text) <= 80 else text[:79] + "…"
