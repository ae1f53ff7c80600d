"""The authors that a page shows: elements marked as such, lines that begin as bylines do, users of a thread.

Two questions, the second only where nothing has answered the first. :func:`read` looks beside the headline.
:func:`elsewhere` looks at the whole page for what is no byline by its place or markup: "Written by Jane Roe" below the
text, a name alone beside the date, the first post of a forum that marks nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from typing import Final

from selectolax.lexbor import LexborNode

from presscut.extraction.blocks import Block
from presscut.extraction.keys import folded
from presscut.extraction.metadata import names
from presscut.extraction.metadata.bylines import (
    Byline,
    Named,
    address,
    are_agencies,
    byline,
    from_texts,
    is_article_page,
    is_thread_page,
    keys,
)
from presscut.extraction.metadata.names import Names, Site
from presscut.extraction.metadata.sources import PARTING, WITHOUT_TEXT, Sources, collapsed, holds_text_alone, types_of
from presscut.extraction.metadata.surroundings import Surroundings

_ITEMS: Final = ("author", "creator", "article:author", "schema:author")
_NAME_WITHIN: Final = (
    "[itemprop=name],[property=name],[class*=uthor-name],[class*=uthorName],[class*=uthor__name],[class*=uthor_name],"
    "[class*=uthor-meta--name]"
)
MAXIMUM_NODES: Final = 40
MAXIMUM_CONTAINERS: Final = 3
"""More places than this that name different authors are cards or testimonials."""
MAXIMUM_BYLINE: Final = 200
"""Characters of a visible byline; a biography is longer."""
MAXIMUM_LEVELS: Final = 2
"""Of elements around a name, between it and its label."""
MAXIMUM_LEVELS_WITHIN: Final = 20


def read(sources: Sources, site: Site, surroundings: Surroundings) -> Iterator[Byline]:
    """From the surest to the least sure; a reader of this stops when it has a full name."""
    is_thread = is_thread_page(sources)
    items = [node for key in _ITEMS for node in sources.items.get(key, ())][:MAXIMUM_NODES]
    found = _from_nodes("itemprop:author", [n for n in items if not _is_anothers(n)], surroundings, sources, site)
    if found is not None:
        yield found
    marked = list(sources.blocks.author_nodes[:MAXIMUM_NODES])
    if _is_product_page(sources):  # its users are buyers, and who is logged in
        marked = [node for node in marked if not _is_user(node)]
    users = [node for node in marked if _is_user(node)]
    if users and "@" in _text(users[0]) and (is_thread or not is_article_page(sources)):
        return  # who began the thread has an address for a name, and the next user is another
    if is_thread:
        found = _from_nodes("dom:username", marked, surroundings, sources, site)
        if found is not None:
            yield found
    linked = [node for node in marked if "author" in (node.attributes.get("rel") or "")]
    for source, nodes in (("dom:rel-author", linked), ("dom:byline", marked)):
        found = _from_nodes(source, nodes, surroundings, sources, site)
        if found is not None:
            yield found
    if not is_thread and not is_article_page(sources):
        found = _from_nodes("dom:username", users, surroundings, sources, site)
        if found is not None:
            yield found
    found = _from_lines(surroundings, site)
    if found is not None:
        yield found


def together(sources: Sources, site: Site, known: Set[str]) -> Byline | None:
    """The byline that names all of these persons and others beside them, in one element: systems declare who has an account."""
    for node in sources.blocks.author_nodes[:MAXIMUM_NODES_TOGETHER]:
        if holds_text_alone(node):
            continue
        written = node.text(separator=" ")
        if len(written) > 2 * MAXIMUM_BYLINE or _TOGETHER.search(written) is None:
            continue
        found = from_texts("dom:byline", (_lines_of(node),), site, "marked")
        if found is None or not known < keys(found.persons):
            continue
        if all(names.is_persons(other.name) or folded(other.name) in known for other in found.persons):
            return found
    return None


def credited(sources: Sources, site: Site) -> set[str]:
    """Keys of those whom the page shows as who reviewed, edited or photographed: systems declare them beside the author."""
    items = [node for key in _ITEMS for node in sources.items.get(key, ())]
    found: list[Named] = []
    for node in (*items, *sources.blocks.author_nodes)[:MAXIMUM_NODES]:
        if names.is_credit(_words_before(node)):
            said = from_texts("dom:byline", (_text(node),), site, "marked")
            found += said.persons if said is not None else ()
    return keys(found)


MAXIMUM_NODES_TOGETHER: Final = 10
"""The byline of the article stands before those of its cards."""
_TOGETHER: Final = re.compile(r"\s(?:and|und|et|y|e|en|och|og|i|&)\s")
"""What stands between two names in most pages; a comma stands between a name and an office as well."""


def _from_lines(surroundings: Surroundings, site: Site) -> Byline | None:
    """The first line beside the headline that begins as bylines do."""
    after, before = surroundings.lines()
    own: Named | None = None
    for lines, following in ((after, 1), (before, -1)):  # those before it are nearest first
        for position, line in enumerate(lines):
            if len(line) > MAXIMUM_BYLINE:
                continue
            if names.is_opening(line) and 0 <= position + following < len(lines):
                line = f"{line} {lines[position + following]}"
            if names.opens_byline(line):
                found = from_texts("text:byline", (line,), site, "text")
                if found is not None:
                    return found
                user = names.read_before_date(line, site)
                if user.persons:
                    return byline("text:byline", [Named(user.persons[0])], ())
                # "From Heron Wiki" stands on every page of a wiki.
                if own is None and line[:5] != "From " and (name := names.read_shown_own(line, site)):
                    own = Named(name, is_organisation=not names.is_persons(name))
    if own is None:
        return None
    return byline("text:byline", (), (), [own]) if own.is_organisation else byline("text:byline", [own], ())


def _is_product_page(sources: Sources) -> bool:
    return any("Product" in types_of(thing) for thing in sources.things) or any(
        "product" in kind for kind in sources.metas.get("og:type", ())
    )


def _is_user(node: LexborNode) -> bool:
    return "username" in (node.attributes.get("class") or "")


_OTHERS: Final = ("Answer", "Comment", "Review", "UserComments", "Product")


def _is_anothers(node: LexborNode) -> bool:
    """Whether an author by microdata is that of an answer or a comment, or of what the page writes about."""
    ancestor = node.parent
    while ancestor is not None:
        written = ancestor.attributes.get("itemtype")
        if written and not written.endswith("Person"):
            return written.rstrip("/").endswith(_OTHERS)
        ancestor = ancestor.parent
    return False


def _from_nodes(
    source: str, nodes: Sequence[LexborNode], surroundings: Surroundings, sources: Sources, site: Site
) -> Byline | None:
    """The names of the nearest elements; those in the same container belong together (defuddle#135, #295)."""
    groups: dict[int, _Group] = {}
    holders: list[LexborNode] = []
    own: list[Named] = []
    nearest: int | None = None
    for node in nodes:
        distance = surroundings.distance(node)
        if distance is None or (nearest is not None and distance > nearest) or names.is_credit(_words_before(node)):
            continue
        text = _text(_linked(node) if source == "dom:username" else node)
        found = names.read(text, site, "marked") if len(text) <= MAXIMUM_BYLINE else names.NOBODY
        if not found.persons and not found.organisations:
            if own or not (name := names.read_shown_own(text, site)):
                continue
            if not names.is_persons(name):
                own.append(Named(name, address(_link(node), sources), is_organisation=True))
                continue
            found = Names((name,), ())  # who writes under their own name
        if nearest is None or distance < nearest:
            nearest = distance
            groups.clear()
            holders.clear()
        holder = (node.parent.parent if node.parent is not None else None) or node
        if holder.mem_id not in groups:
            groups[holder.mem_id] = ([], [])
            holders.append(holder)
        persons, organisations = groups[holder.mem_id]
        url = address(_link(node), sources) if len(found.persons) + len(found.organisations) == 1 else None
        persons += [Named(name, url) for name in found.persons]
        organisations += [Named(name, url, is_organisation=True) for name in found.organisations]
    named = {frozenset(keys(persons)) for persons, _ in groups.values() if persons}
    # A thread has many users, and is its first one's.
    if source in ("dom:rel-author", "dom:byline") and len(named) > MAXIMUM_CONTAINERS:
        return None
    if not groups:
        return byline(source, (), (), own)
    if source in ("itemprop:author", "dom:rel-author") and len(holders) > 1:
        _join_in_one_box(groups, holders)
    persons, organisations = _innermost([group for group in groups.values() if group[0]] or [*groups.values()])
    if source == "dom:username":
        persons = persons[:1]
    elif any(" " in person.name for person in persons):
        # Beside full names, one word is a section or a place; where there are no spaces, it is a name.
        persons = [person for person in persons if " " in person.name or person.name.lower() == person.name.upper()]
    return byline(source, persons, organisations, own, is_thread=source == "dom:username")


_Group = tuple[list[Named], list[Named]]
"""The persons and organisations that are named in one place."""


def _join_in_one_box(groups: dict[int, _Group], holders: Sequence[LexborNode]) -> None:
    """Put together what stands in boxes of their own within one that holds no more than a byline."""
    box = holders[0]
    for _ in range(MAXIMUM_LEVELS):
        if box.parent is None or len(collapsed(box.parent.text(separator=" "))) > MAXIMUM_BYLINE:
            break
        box = box.parent
    persons, organisations = groups[holders[0].mem_id]
    for holder in holders[1:]:
        parent = holder.parent
        above = (holder, parent, parent.parent if parent is not None else None)
        if any(node is not None and node.mem_id == box.mem_id for node in above):
            persons += groups[holder.mem_id][0]
            organisations += groups[holder.mem_id][1]


def _innermost(groups: Sequence[_Group]) -> _Group:
    """The first, or the one whose names its names begin with: in "Jane Roe Heron Gazette" another element holds "Jane Roe",
    and beside it stands her paper, her office, a link to the comments.
    """
    chosen = groups[0]
    for name in [person.name for person in chosen[0] if person.name.count(" ") > 1]:
        for group in groups[1:]:
            if any(" " in person.name and name.startswith(f"{person.name} ") for person in group[0]):
                return group
    return chosen


def _words_before(node: LexborNode) -> str:
    """The text right before an element, in its own line: a label, if it has one."""
    for _ in range(MAXIMUM_LEVELS):
        previous = node.prev
        while previous is not None:
            text = (previous.text_content if previous.tag == "-text" else previous.text()) or ""
            if text.strip():
                return text.strip()[-MAXIMUM_BYLINE:]
            previous = previous.prev
        if node.parent is None:
            break
        node = node.parent
    return ""


def _text(node: LexborNode) -> str:
    content = node.attributes.get("content")
    if content:
        return content
    if holds_text_alone(node):
        return collapsed(node.text())
    named = node.css(_NAME_WITHIN)
    written = "\n".join(dict.fromkeys(map(_lines_of, named)))
    return written if named and len(written) <= MAXIMUM_BYLINE else _lines_of(named[0] if named else node)


def _lines_of(node: LexborNode) -> str:
    """The text of an element, what it holds in blocks in lines of their own: a name, an office, a place."""
    content = node.attributes.get("content")
    written = collapsed(content or node.text(separator=" "))
    if content or len(written) > MAXIMUM_BYLINE or " " not in written:
        return written
    parts: list[str] = []
    _add_lines(node, parts, MAXIMUM_LEVELS_WITHIN)
    return "\n".join(filter(None, map(collapsed, "".join(parts).split("\n")))) or written


def _add_lines(node: LexborNode, parts: list[str], levels: int) -> None:
    child = node.first_child if levels else None
    while child is not None:
        tag = child.tag or ""
        if tag == "-text":
            parts.append((child.text_content or "").replace("\n", " "))
        elif tag not in WITHOUT_TEXT:
            border = "\n" if tag in PARTING else " "
            parts.append(border)
            _add_lines(child, parts, levels - 1)
            parts.append(border)
        child = child.next


def _linked(node: LexborNode) -> LexborNode:
    """The link to a user, without the ranks, badges and numbers of posts that forums show beside."""
    return next((link for link in node.css("a[href]") if link.text(strip=True)), node)


def _link(node: LexborNode) -> str | None:
    anchor = node if node.tag == "a" else None if holds_text_alone(node) else node.css_first("a[href]")
    return anchor.attributes.get("href") if anchor is not None else None


# --- elsewhere on the page ----------------------------------------------------------------------------------------


def elsewhere(sources: Sources, site: Site, surroundings: Surroundings, headline: str | None) -> Iterator[Byline]:
    """A person whom no markup and no opening beside the headline tells, from the surest to the least sure."""
    found = _from_late_lines(sources.blocks.blocks, surroundings, site)
    if found is not None:
        yield found
    found = _alone(surroundings, site, headline)
    if found is not None:
        yield found
    found = _in_one_place(sources, site)
    if found is not None:
        yield found
    is_marked = any(_is_user(node) for node in sources.blocks.author_nodes)
    if not is_marked and (is_thread_page(sources) or not is_article_page(sources)):
        found = _first_user(sources, site, surroundings)
        if found is not None:
            yield found


def _in_one_place(sources: Sources, site: Site) -> Byline | None:
    """Whom the page marks by ``rel=author`` or microdata in one element alone: then it is no list's, wherever it stands.

    Papers tell of an article in an ``aside`` beside it.
    """
    items = [node for key in _ITEMS for node in sources.items.get(key, ()) if not _is_anothers(node)]
    marked = [*items, *(n for n in sources.blocks.author_nodes if "author" in (n.attributes.get("rel") or ""))]
    holders = {node.parent.mem_id for node in marked if node.parent is not None}
    if len(holders) != 1 or names.is_credit(_words_before(marked[0])):
        return None
    return from_texts("itemprop:author" if items else "dom:rel-author", [*map(_text, marked)], site, "marked")


_PROFILE: Final = re.compile(
    r"member\.php\?(?:.*[?&])?u=\d|action=profile;.*\bu=\d|mode=viewprofile|/profile\.php\?id=\d|/u/[\w.-]+/?$|/users?/\d+"
    r"|/members?/[\w-]+\.\d+/?$|/user-\d+\.html$|/~\w+/?$"
)
"""Addresses of users as vBulletin, SMF, phpBB, FluxBB, Discourse and Flarum, StackExchange, XenForo and MyBB write them."""
_PROFILES: Final = "a[href*='member'],a[href*=profile],a[href*='/u/'],a[href*='/user'],a[href*='user-'],a[href*='/~']"


def _first_user(sources: Sources, site: Site, surroundings: Surroundings) -> Byline | None:
    """Who began a thread, on a page that marks no name: the first link to a user's profile that is in no menu."""
    root = sources.blocks.containers[0].node
    for link in root.css(_PROFILES):
        href = link.attributes.get("href") or ""
        text = link.text(strip=True)
        if not text or _PROFILE.search(href) is None or surroundings.distance(link) is None or _is_anothers(link):
            continue
        found = names.read(text, site, "marked")
        if not found.persons:
            return None
        return byline("dom:username", [Named(found.persons[0], address(href, sources))], (), is_thread=True)
    return None


MAXIMUM_LATE_LINE: Final = 160


def _from_late_lines(blocks: Sequence[Block], surroundings: Surroundings, site: Site) -> Byline | None:
    """ "Written by Jane Roe" or "Autor: Max Muster" in a line of its own, wherever it stands but in another's box.

    Where several say it, of different persons, they are a list's.
    """
    found: dict[frozenset[str], Byline] = {}
    lines = [(block, line) for block in blocks if block.kind == "text" for line in block.text.split("\n")]
    for position, (block, line) in enumerate(lines):
        if len(line) > MAXIMUM_LATE_LINE or not names.opens_late_byline(line):
            continue
        if names.is_opening(line):
            if position + 1 == len(lines):
                break
            line = f"{line} {lines[position + 1][1]}"
        if surroundings.distance(block.container.node) is None and block.container.inherited(_ASIDES) is None:
            continue
        said = from_texts("text:byline", (line,), site, "text")
        if said is not None and (said.persons or are_agencies(said.organisations)):
            found.setdefault(frozenset(keys((*said.persons, *said.organisations))), said)
            if len(found) > MAXIMUM_LATE_BYLINES:
                return None
    return next(iter(found.values()), None)


_ASIDES: Final = frozenset(("aside",))
MAXIMUM_LATE_BYLINES: Final = 2

MAXIMUM_ALONE: Final = 80
MAXIMUM_DATE_LINE: Final = 60
ALONE_AFTER: Final = 8
ALONE_BEFORE: Final = 4
"""Lines from the headline in which a name may stand alone, beside the date."""
_DASHES: Final = ("-", "–", "—")
_DATE: Final = re.compile(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}|\b(?:19|20)\d\d\b|\d+\s*min|\b(?:ago|updated|published)\b", re.IGNORECASE
)


def _alone(surroundings: Surroundings, site: Site, headline: str | None) -> Byline | None:
    """A line that is a name and nothing else but a date or an office, beside a date: "Juliane Muster · 3 May 2024".

    Sections and tags stand there as well, so the first word must be one that people are called by. Several lines of
    different names are a list's, and a dash before a name is a quotation's.
    """
    title = folded(headline or "")
    found: dict[frozenset[str], Byline] = {}
    after, before = surroundings.lines()
    for lines in (after[:ALONE_AFTER], before[:ALONE_BEFORE]):
        for position, line in enumerate(lines):
            if len(line) > MAXIMUM_ALONE or line.startswith(_DASHES):
                continue
            if not (_DATE.search(line) or names.begins_with_given_name(line)):
                continue
            beside = lines[max(0, position - 2) : position + 3]
            if not any(len(other) <= MAXIMUM_DATE_LINE and _DATE.search(other) for other in beside):
                continue
            said = from_texts("text:beside-date", (line,), site, "text")
            if said is None or not said.persons:
                continue
            if all(names.begins_with_given_name(a.name) and folded(a.name) not in title for a in said.persons):
                found[frozenset(keys(said.persons))] = said
    return next(iter(found.values())) if len(found) == 1 else None
