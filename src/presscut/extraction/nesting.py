"""Which elements a run of tags leaves open, after the standard's tree construction (HTML 13.2.6), without a tree.

The rules that close elements are followed only as far as they surely apply: in doubt an element is held for open.
So the depth told is never less than the parser's by more than what the standard adds itself (``tbody``, ``body``),
and may be more on odd markup; pages stay far enough below the limit for that not to matter.
"""

from __future__ import annotations

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


VOID: Final = _words(
    "area base basefont bgsound br col embed frame hr image img input keygen link meta param source track wbr"
)
FORMATTING: Final = _words("a b big code em font i nobr s small strike strong tt u")
FOREIGN_ROOTS: Final = _words("svg math")
_INTEGRATION_POINTS: Final = _words("foreignobject desc title annotation-xml mi mo mn ms mtext")
_BREAKOUTS: Final = _words(
    "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta "
    "nobr ol p pre ruby s small span strong strike sub sup table tt u ul var"
)
"""Tags that end foreign content (13.2.6.5)."""
_MARKERS: Final = _words("applet object marquee template td th caption")
"""Formatting does not reach into these, nor out of them."""
_SCOPE_ENDS: Final = _MARKERS | FOREIGN_ROOTS | _INTEGRATION_POINTS | _words("table select")
_SPECIAL: Final = _SCOPE_ENDS | _words(
    "address article aside blockquote button center dd details dialog dir div dl dt fieldset figcaption figure footer "
    "form frameset h1 h2 h3 h4 h5 h6 header hgroup iframe li listing main menu nav noembed noframes noscript ol p "
    "plaintext pre script search section style summary tbody textarea tfoot thead tr ul xmp"
)
_P: Final = _words("p")
_BUTTON_SCOPE_ENDS: Final = _SCOPE_ENDS | {"button"}
_LIST_SCOPE_ENDS: Final = _SCOPE_ENDS | {"ul", "ol"}
_CLOSES_P: Final = _words(
    "address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hgroup hr li listing main menu nav ol p pre search section summary ul xmp"
)
_HEADINGS: Final = _words("h1 h2 h3 h4 h5 h6")
_TABLE_PARTS: Final = _words("td th tr tbody thead tfoot caption")
_TABLE_ENDS: Final = _words("table template select svg math") | _INTEGRATION_POINTS
_CELLS: Final = _words("td th")
_ROW_GROUPS: Final = _words("tbody thead tfoot")
_ITEM_ENDS: Final = _SPECIAL - _words("address div p")

_CLOSED_BY_START: Final = {
    "li": (_words("li"), _ITEM_ENDS),
    "dd": (_words("dd dt"), _ITEM_ENDS),
    "dt": (_words("dd dt"), _ITEM_ENDS),
    "option": (_words("option"), _SPECIAL),
    "optgroup": (_words("option"), _SPECIAL),
    "td": (_CELLS, _TABLE_ENDS),
    "th": (_CELLS, _TABLE_ENDS),
    "tr": (_words("tr"), _TABLE_ENDS),
    "tbody": (_ROW_GROUPS, _TABLE_ENDS),
    "thead": (_ROW_GROUPS, _TABLE_ENDS),
    "tfoot": (_ROW_GROUPS, _TABLE_ENDS),
}
"""Optional end tags: start tag → the elements it closes, and the elements beyond which it does not look."""

_CLOSED_BY_END: Final = {
    **{name: (_words(name), _SCOPE_ENDS) for name in _SPECIAL},
    **dict.fromkeys(_HEADINGS, (_HEADINGS, _SCOPE_ENDS)),
    **{name: (_words(name), _TABLE_ENDS) for name in ("table", *_TABLE_PARTS)},
    **{name: (_words(name), _SPECIAL) for name in ("svg", "math", *_INTEGRATION_POINTS)},
    "p": (_words("p"), _BUTTON_SCOPE_ENDS),
    "li": (_words("li"), _LIST_SCOPE_ENDS),
}
"""The same for end tags. All other names do not look beyond a special element ("any other end tag")."""

_IGNORED: Final = _words("html head body")
_ADOPTIONS: Final = 8
"""The adoption agency moves a formatting element through this many blocks at most, and leaves it open in the last."""
_ALIKE: Final = 3
"""As many formatting elements alike are kept for opening anew ("Noah's Ark clause")."""


class _Formatting:
    """A formatting element that the parser may open anew."""

    __slots__ = ("attributes", "is_active", "name", "weight")

    def __init__(self, name: str, attributes: str) -> None:
        self.name = name
        self.attributes = attributes
        self.weight = 1 + len(attributes) // 4
        self.is_active = True


class Nesting:
    """The stack of open elements and the list of active formatting elements."""

    __slots__ = ("_active", "_count", "_foreign", "_formatting", "reopened", "stack", "steps")

    def __init__(self) -> None:
        self.stack: list[str] = []
        """Names, outermost first."""
        self.steps = 0
        """Elements looked through so far to find what a tag closes."""
        self.reopened = 0
        """Elements and (at most) attributes that the parser makes anew for formatting left open."""
        self._formatting: list[_Formatting | None] = []  # beside the stack
        self._active: list[_Formatting | None] = []  # None is a marker
        self._count: dict[str, int] = {}  # how many of each name are on the stack
        self._foreign = 0

    @property
    def is_foreign(self) -> bool:
        """Inside svg or math, where no element's content is raw text."""
        return self._foreign > 0

    def start(self, name: str, attributes: str, self_closing: bool) -> None:
        """Take a start tag; ``name`` in lower case."""
        if name in _IGNORED:
            return
        if self._foreign and (name in _BREAKOUTS or (name == "font" and attributes)):
            self._leave_foreign()
        if self._foreign or name in FOREIGN_ROOTS:
            if self_closing:
                return
        elif name in _TABLE_PARTS and not (self._count.get("table") or self._count.get("template")):
            return
        closed = _CLOSED_BY_START.get(name)
        if closed is not None:
            self._close(*closed)
        if name in _CLOSES_P and self._count.get("p"):
            self._close(_P, _BUTTON_SCOPE_ENDS)
        if name in VOID and not self._foreign:
            return
        formatting = None
        if name in FORMATTING and not self._foreign:
            if name == "a":
                self._end_formatting("a")
            formatting = self._activate(name, attributes)
        elif name in _MARKERS:
            self._active.append(None)
        elif name in FOREIGN_ROOTS:
            self._foreign += 1
        self._push(name, formatting)

    def end(self, name: str) -> None:
        """Take an end tag; ``name`` in lower case, without its slash."""
        stack = self.stack
        if stack and stack[-1] == name and name not in FORMATTING:
            self._pop_from(len(stack) - 1)
        elif name in FORMATTING and self._end_formatting(name):
            return
        elif name == "form":
            self._remove_form()
        else:
            self._close(*(_CLOSED_BY_END.get(name) or (frozenset((name,)), _SPECIAL)))

    def _push(self, name: str, formatting: _Formatting | None) -> None:
        self.stack.append(name)
        self._formatting.append(formatting)
        self._count[name] = self._count.get(name, 0) + 1

    def _close(self, names: frozenset[str], ends: frozenset[str]) -> None:
        """Pop through the innermost of ``names``, unless one of ``ends`` stands inside it."""
        count = self._count
        if not any(count.get(name) for name in names):
            return
        stack = self.stack
        for i in range(len(stack) - 1, -1, -1):
            name = stack[i]
            if name in names:
                self.steps += len(stack) - i
                self._pop_from(i)
                return
            if name in ends:
                break
        self.steps += len(stack) - i

    def _pop_from(self, index: int) -> None:
        """Pop the element at ``index`` and all inside it; formatting among these opens anew at once.

        (The parser waits for the next text or inline tag, which nearly always follows.)
        """
        again: list[_Formatting] = []
        while len(self.stack) > index:
            name = self.stack.pop()
            formatting = self._formatting.pop()
            self._count[name] -= 1
            if formatting is not None:
                if formatting.is_active:
                    again.append(formatting)
            elif name in _MARKERS:
                while self._active and (dropped := self._active.pop()) is not None:
                    dropped.is_active = False
            elif name in FOREIGN_ROOTS:
                self._foreign -= 1
        for formatting in reversed(again):
            if formatting.is_active:
                self.reopened += formatting.weight
                self._push(formatting.name, formatting)

    def _leave_foreign(self) -> None:
        """Pop the innermost svg or math, unless an integration point inside it takes HTML."""
        stack = self.stack
        for i in range(len(stack) - 1, -1, -1):
            if stack[i] in _INTEGRATION_POINTS:
                return
            if stack[i] in FOREIGN_ROOTS:
                self.steps += len(stack) - i
                self._pop_from(i)
                return

    def _activate(self, name: str, attributes: str) -> _Formatting:
        alike = 0
        for i in range(len(self._active) - 1, -1, -1):
            other = self._active[i]
            self.steps += 1
            if other is None:
                break
            if other.name == name and other.attributes == attributes:
                alike += 1
                if alike == _ALIKE:
                    other.is_active = False
                    del self._active[i]
                    break
        formatting = _Formatting(name, attributes)
        self._active.append(formatting)
        return formatting

    def _end_formatting(self, name: str) -> bool:
        """The adoption agency (13.2.6.4.7), as far as it takes elements off the stack. False: not its case."""
        active = self._active
        for i in range(len(active) - 1, -1, -1):
            formatting = active[i]
            self.steps += 1
            if formatting is None:
                return False
            if formatting.name == name:
                break
        else:
            return False
        stack = self.stack
        blocks = 0
        for at in range(len(stack) - 1, -1, -1):
            self.steps += 1
            if self._formatting[at] is formatting:
                break
            if stack[at] in _SPECIAL:
                blocks += 1
                if blocks == _ADOPTIONS:
                    return True
        del active[i]
        formatting.is_active = False
        if blocks:
            self._remove(at)
        else:
            self._pop_from(at)
        return True

    def _remove_form(self) -> None:
        """A form's end tag takes the form off the stack and leaves open what is open inside it."""
        if not self._count.get("form"):
            return
        for at in range(len(self.stack) - 1, -1, -1):
            self.steps += 1
            if self.stack[at] == "form":
                self._remove(at)
                return
            if self.stack[at] in _SCOPE_ENDS:
                return

    def _remove(self, at: int) -> None:
        self._count[self.stack[at]] -= 1
        del self.stack[at]
        del self._formatting[at]
