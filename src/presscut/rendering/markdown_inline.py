r"""Marked text → CommonMark inlines that every parser reads back as the same text.

Strategy: escape what could mean something, and write only emphasis that the delimiter rules of CommonMark 0.31
(section 6.2) let stand. Emphasis is never nested: a text is a row of runs, strong and emphasised at once is
``***so***``, and a delimiter never touches another, so each closer meets its own opener and no "multiple of three"
arises. Where the rules forbid a delimiter (a quotation mark at the edge of a styled run with a letter outside) the
edge moves inward; what cannot be styled stays plain. Text is never lost, styling may be.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from presscut.rendering.runs import Run, by_link

_SPECIAL: Final = re.compile(r"[\\`*_\[\]<~]|&(?=[#A-Za-z]|$)|!$")
r"""``~`` is GFM's strikethrough; ``!`` makes an image of the link behind it, which only the end of a run can touch,
and an ``&`` there may meet its ``amp;`` in the next run."""
_BLANKS: Final = re.compile(r"[ \t]+")
_LINE_START: Final = re.compile(r"[-+=#>|]|:(?=-)|\d{1,9}(?=[.)](?: |$))")
r"""What opens a heading, list, quote, rule, setext underline or delimiter row where a line starts."""
_BACKTICKS: Final = re.compile(r"`+")
_PARENTHESES: Final = re.compile(r"\([^()]*\)")
_ASCII_PUNCTUATION: Final = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")

HARD_BREAK: Final = "\\\n"


def escaped(text: str) -> str:
    """One line of plain text, for anywhere but the start of a line."""
    return _SPECIAL.sub(lambda found: "\\" + found.group(), text)


def line_started(line: str) -> str:
    """A line of inlines as it may stand at the start of a block's line."""
    found = _LINE_START.match(line)
    if found is None:
        return line
    # A number's delimiter is escaped, since digits cannot be.
    return f"{found.group()}\\{line[found.end() :]}" if found.group()[0].isdigit() else "\\" + line


def inline(lines: Sequence[Sequence[Run]]) -> str:
    """Lines of runs as one block's content, with hard breaks between the lines. Empty where there is no text."""
    written = (line_started(inline_line(line)) for line in lines)
    return HARD_BREAK.join(line for line in written if line)


def inline_line(runs: Sequence[Run]) -> str:
    """One line of runs, not yet fit to start a line of a block."""
    out = ""
    groups = list(by_link(_collapsed(runs)))
    for number, (url, group) in enumerate(groups):
        following = groups[number + 1] if number + 1 < len(groups) else None
        if url is None:
            out += _styled(group, before=out[-1:], after=_first_written(following))
            continue
        text = _styled(group, before="[", after="]")
        # White space belongs outside: a parser may drop it inside, and it reads better.
        core = text.strip(" ")
        if core:
            lead, trail = text[: len(text) - len(text.lstrip(" "))], text[len(text.rstrip(" ")) :]
            out += f"{lead}[{core}]({destination(url)}){trail}"
        else:
            out += text
    return out


def destination(url: str) -> str:
    """An address for ``](…)``: what would end or hide it is percent-encoded, what would be read as markup escaped.

    Code spans and HTML tags bind tighter than links (section 6.3), hence no raw backtick and no ``<``; a raw ``|``
    would end a table's cell.
    """
    encoded = "".join(
        "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "replace"))
        if character in '"<>`{|}' or character.isspace() or not character.isprintable()
        else character
        for character in url
    )
    balanced = not re.search(r"[()]", _PARENTHESES.sub("", encoded))
    special = r"\\|&(?=[#A-Za-z])" if balanced else r"[\\()]|&(?=[#A-Za-z])"
    return re.sub(special, lambda found: "\\" + found.group(), encoded)


def code_span(text: str) -> str:
    """Text as code, between more backticks than it holds in a row (section 6.1)."""
    fence = "`" * (max((len(row) for row in _BACKTICKS.findall(text)), default=0) + 1)
    pad = " " if text[0] in "` " or text[-1] in "` " else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _collapsed(runs: Sequence[Run]) -> list[Run]:
    """White space collapsed to single spaces across the runs, none at either end; code is code and nothing else."""
    out: list[Run] = []
    for run in runs:
        text = _BLANKS.sub(" ", run.text.replace("\n", " "))
        if text.startswith(" ") and (not out or out[-1].text.endswith(" ")):
            text = text[1:]
        if not text:
            continue
        plain = replace(run, text=text, emphasis=False, strong=False) if run.code else replace(run, text=text)
        if out and out[-1].styled_like(plain):
            out[-1] = replace(plain, text=out[-1].text + text)
        else:
            out.append(plain)
    if out and out[-1].text.endswith(" "):
        out[-1] = replace(out[-1], text=out[-1].text[:-1])
        if not out[-1].text:
            out.pop()
    return out


def _first_written(group: tuple[str | None, list[Run]] | None) -> str:
    """The first character that a group will give, as far as delimiters care."""
    if group is None:
        return ""
    url, runs = group
    return "[" if url is not None and not runs[0].text.startswith(" ") else runs[0].text[0]


def _styled(runs: Sequence[Run], before: str, after: str) -> str:
    """Runs of one link, or of none. ``before`` and ``after``: the characters around, empty at the line's ends."""
    out = ""
    touching = False  # Whether the last character written is a delimiter of emphasis.
    for number, run in enumerate(runs):
        following = runs[number + 1].text[0] if number + 1 < len(runs) else after
        previous = out[-1:] or before
        if run.code:
            out += _spaced_code(run.text)
            touching = False
        elif (run.strong or run.emphasis) and not touching:
            delimiter = "***" if run.strong and run.emphasis else "**" if run.strong else "*"
            lead, core, trail = _delimitable(run.text, previous, following)
            out += escaped(lead) + (f"{delimiter}{escaped(core)}{delimiter}" if core else "") + escaped(trail)
            touching = bool(core) and not trail
        else:
            out += escaped(run.text)
            touching = False
    return out


def _spaced_code(text: str) -> str:
    """A code span with its outer white space outside; white space alone is no code."""
    core = text.strip()
    if not core:
        return text
    start = text.index(core)
    return f"{text[:start]}{code_span(core)}{text[start + len(core) :]}"


def _delimitable(text: str, before: str, after: str) -> tuple[str, str, str]:
    """The longest middle of a run that delimiters may enclose, and what stays outside on either side.

    Left-flanking: no white space follows, and no punctuation either unless white space or punctuation precedes;
    right-flanking is its mirror.
    """
    start, end = 0, len(text)
    while start < end and not _may_flank(text[start], text[start - 1] if start else before):
        start += 1
    while end > start and not _may_flank(text[end - 1], text[end] if end < len(text) else after):
        end -= 1
    return text[:start], text[start:end], text[end:]


def _may_flank(inner: str, outer: str) -> bool:
    """Parsers of before and after 0.31 differ on symbols that are not ASCII: neither way is relied upon."""
    if inner.isspace():
        return False
    category = unicodedata.category(inner)
    if inner not in _ASCII_PUNCTUATION and category[0] not in "PS":
        return True
    return (
        not outer
        or outer in _ASCII_PUNCTUATION
        or unicodedata.category(outer)[0] == "P"
        or unicodedata.category(outer) == "Zs"
    )
