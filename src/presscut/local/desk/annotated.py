"""A page as people saw it, with each of its blocks marked by what was decided of it; safe to open.

The marks go into the tree that was judged. Then Ammonia (through nh3) leaves only what shows text: nothing that runs,
submits, embeds or loads. Pictures and players are told in words. Of the page's own styles those without any address
stay, for people to recognise it. A Content-Security-Policy (:data:`CONTENT_SECURITY_POLICY`) holds should all that fail.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Final

import nh3
from selectolax.lexbor import LexborHTMLParser, LexborNode

from presscut.extraction.explaining import ExplainedBlock, Explanation

_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""What counts in a meta element too; the rest does as a header alone."""
CONTENT_SECURITY_POLICY: Final = f"{_POLICY}; frame-ancestors 'self'; sandbox"
MARK: Final = "presscut-block"
PASSED_OVER: Final = "navigation or a footer, by its markup"

_ATTRIBUTES: Final[dict[str, set[str]]] = {
    "*": {"class", "id", "style", "dir", "lang", "align", "valign", "width", "height", "bgcolor"},
    MARK: {"title", "data-decision", "data-reason"},
    "font": {"color", "face", "size"},
    "ol": {"start", "type", "reversed"},
    "table": {"border", "cellpadding", "cellspacing"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "details": {"open"},
}
_TAGS: Final = {
    MARK, "a", "abbr", "acronym", "address", "article", "aside", "b", "bdi", "bdo", "big", "blockquote", "br", "caption",
    "center", "cite", "code", "col", "colgroup", "data", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "fieldset",
    "figcaption", "figure", "font", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "i", "ins",
    "kbd", "label", "legend", "li", "main", "mark", "nav", "nobr", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp",
    "section", "small", "span", "strike", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead",
    "time", "tr", "tt", "u", "ul", "var", "wbr",
}  # fmt: skip
_WITH_THEIR_CONTENT: Final = {
    "applet", "audio", "canvas", "datalist", "iframe", "math", "noembed", "noframes", "object", "script", "select", "style",
    "svg", "template", "textarea", "title", "video",
}  # fmt: skip
# What may name an address in CSS, or hide one by an escape.
_LOADING: Final = re.compile(
    r"url\s*\(|image-set|image\s*\(|@import|@font-face|src\s*\(|\\|expression|</", re.IGNORECASE
)
_ADDRESS: Final = re.compile(r"""url\(\s*(?:"[^"]*"|'[^']*'|[^)"']*)\s*\)""", re.IGNORECASE)
_IMPORTS: Final = re.compile(r"@(?:import|charset|namespace)[^;{}]*;", re.IGNORECASE)
_FONTS: Final = re.compile(r"@font-face\s*\{[^{}]*\}", re.IGNORECASE)
_PARTS: Final = re.compile(r"(?<=[;{}])|(?=[{}])")
_COMMENTS: Final = re.compile(r"/\*.*?(?:\*/|$)", re.DOTALL)

_STYLE: Final = f"""
{MARK} {{ border-radius: 2px; scroll-margin: 35vh 1rem; }}
{MARK}[data-decision="kept"] {{ background: #d9f2df !important; color: #10361c !important; }}
{MARK}[data-decision="a field"] {{ background: #e0ebfb !important; color: #133a73 !important; }}
{MARK}[data-decision="cut"], {MARK}[data-decision="passed over"] {{ color: #636363 !important;
  background: #f3f3f3 !important; }}
{MARK}[data-decision="behind the wall"] {{ color: #6b4a00 !important; background: #fff0cf !important; }}
{MARK}:hover, {MARK}:target {{ outline: 2px solid #1f5fbf !important; outline-offset: 2px !important; cursor: help; }}
{MARK}:hover::after {{ content: attr(data-decision) ": " attr(data-reason); position: fixed; inset: auto auto .5rem .5rem;
  max-width: calc(100vw - 1rem); padding: .3rem .6rem; border-radius: 4px; background: #1b2733; color: #fff;
  font: 500 13px/1.4 system-ui, sans-serif; letter-spacing: 0; text-transform: none; z-index: 2147483647; }}
.presscut-picture {{ font-style: italic; font-size: .9em; }}
"""
_PLAIN: Final = """
body { max-width: 44rem; margin: 1rem auto; padding: 0 1rem 3rem; font: 15px/1.55 system-ui, sans-serif; }
"""
_BASE: Final = ":root { color-scheme: light; background: #fff; color: #1b1b1b; } body { overflow-wrap: break-word; }\n"


def annotated(explanation: Explanation, *, own_styles: bool = True) -> str:
    """A complete document. Each block's first piece has the id ``block-<index>``, what was passed over ``passed-<index>``."""
    tree = explanation.tree
    tree.unwrap_tags(
        [MARK, "noscript"]
    )  # a page may know the name; and without scripts, browsers show what is in there
    for i, block in enumerate(explanation.blocks):
        _mark(tree, i, block)
    for i, node in enumerate(explanation.passed_over):
        _mark_all(tree, node, f"passed-{i}")
    styles = "" if not own_styles else "\n".join(map(harmless_style, (node.text() for node in tree.css("style"))))
    root, body = tree.root, tree.body
    return "\n".join(
        [
            "<!DOCTYPE html>",
            f"<html{_kept_attributes(root, own_styles)}>",
            '<head><meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="referrer" content="no-referrer">',
            "<title>The page with its blocks marked</title>",
            f"<style>{_BASE}{styles}{_PLAIN if not styles.strip() else ''}</style>",
            f"<style>{_STYLE}</style></head>",
            f"<body{_kept_attributes(body, own_styles)}>",
            _sanitized(body.inner_html or "" if body is not None else "", own_styles),
            "</body></html>",
        ]
    )


def harmless_style(css: str) -> str:
    """A style sheet without what loads something, and without what could end its element."""
    without = _ADDRESS.sub("none", _FONTS.sub("", _IMPORTS.sub("", _COMMENTS.sub("", css))))
    return "".join("" if _LOADING.search(part) else part for part in _PARTS.split(without))


def _mark(tree: LexborHTMLParser, index: int, block: ExplainedBlock) -> None:
    for place, node in enumerate(block.nodes):
        wrapper = _wrapped(tree, node, block.decision, block.reason)
        if place == 0:
            wrapper.attrs["id"] = f"block-{index}"
        if block.kind in ("image", "embed"):
            wrapper.attrs["class"] = "presscut-picture"
            wrapper.insert_child(_told(block.kind, node))
        elif block.kind == "control":
            wrapper.insert_child(block.text)
        else:
            wrapper.insert_child(node)
        node.decompose()


def _mark_all(tree: LexborHTMLParser, root: LexborNode, identity: str) -> None:
    texts = [node for node in root.traverse(include_text=True) if node.is_text_node and not node.is_empty_text_node]
    for place, node in enumerate(texts):
        wrapper = _wrapped(tree, node, "passed over", PASSED_OVER)
        if place == 0:
            wrapper.attrs["id"] = identity
        wrapper.insert_child(node)
        node.decompose()


def _wrapped(tree: LexborHTMLParser, node: LexborNode, decision: str, reason: str) -> LexborNode:
    """A mark right before a node, empty yet. The parser inserts copies, so the one in the tree is asked for."""
    wrapper = tree.create_node(MARK)
    wrapper.attrs["data-decision"] = decision
    wrapper.attrs["data-reason"] = reason
    wrapper.attrs["title"] = f"{decision}: {reason}"
    node.insert_before(wrapper)
    inserted = node.prev
    assert inserted is not None
    return inserted


def _told(kind: str, node: LexborNode) -> str:
    label = " ".join((node.attributes.get("alt") or node.attributes.get("title") or "").split())
    return f"[{kind}: {label}]" if label else f"[{kind}]"


def _sanitized(markup: str, own_styles: bool) -> str:
    def checked(_element: str, name: str, value: str) -> str | None:
        if name == "style":
            return value if own_styles and not _LOADING.search(value) else None
        return value

    return nh3.clean(
        markup,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=checked,
        clean_content_tags=_WITH_THEIR_CONTENT,
        url_schemes=set(),
        link_rel=None,
    )


def _kept_attributes(node: LexborNode | None, own_styles: bool) -> str:
    return "".join(_attributes(node, own_styles)) if node is not None else ""


def _attributes(node: LexborNode, own_styles: bool) -> Iterator[str]:
    """Of ``html`` and ``body``, which rules of the page's styles may begin with."""
    for name in ("class", "id", "dir", "lang", "style"):
        value = node.attributes.get(name)
        if value and not (name == "style" and (not own_styles or _LOADING.search(value))):
            yield f' {name}="{html.escape(value)}"'
