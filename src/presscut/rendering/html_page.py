"""Article → a small HTML document, safe to open and pleasant to read.

It is written anew from the article's values: no markup of the page is passed through. Text is escaped, addresses are
checked by :mod:`addresses`, nothing is embedded but images, and a Content-Security-Policy holds should any of that
ever fail: no scripts, no frames, no forms, and of styles only the one below, by its hash.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from presscut import article
from presscut.rendering import head
from presscut.rendering.addresses import image_source, link_target
from presscut.rendering.characters import one_line, printable
from presscut.rendering.runs import Marked, Run, by_link, lines_of, paragraphs_of

_STYLE: Final = """
:root { color-scheme: light dark; }
body { margin: 0 auto; max-width: 42rem; padding: 2rem 1.25rem 4rem; font: 1.125rem/1.6 Georgia, serif; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; text-wrap: balance; }
h1 { font-size: 2rem; margin: 0 0 .75rem; }
header { margin-bottom: 2rem; }
.standfirst { font-size: 1.25rem; }
.byline, figcaption, caption, footer { color: #666; font: .9rem/1.5 system-ui, sans-serif; }
figure { margin: 1.75rem 0; }
img { display: block; height: auto; max-width: 100%; }
blockquote { border-inline-start: .2rem solid #999; margin-inline: 0; padding-inline-start: 1.25rem; }
pre { overflow-x: auto; padding: 1rem; background: #8882; font-size: .9rem; }
table { border-collapse: collapse; display: block; overflow-x: auto; font-size: 1rem; }
th, td { border: 1px solid #8886; padding: .35rem .6rem; text-align: start; vertical-align: top; }
@media (prefers-color-scheme: dark) { .byline, figcaption, caption, footer { color: #aaa; } }
"""
_STYLE_HASH: Final = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_POLICY: Final = (
    f"default-src 'none'; img-src https: http: data:; style-src 'sha256-{_STYLE_HASH}'; "
    "base-uri 'none'; form-action 'none'"
)
_LANGUAGE_TAG: Final = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_MAXIMUM_SIZE: Final = 10_000
"""CSS pixels; a larger declared size is an error of the page."""


def rendered(document: article.Article) -> str:
    """A complete document. Links are absolute http, https or mailto; embeds are links."""
    language = _LANGUAGE_TAG.fullmatch(document.language or "")
    lines = [
        "<!DOCTYPE html>",
        f"<html{_named('lang', language and language.group())}{_named('dir', document.text_direction)}>",
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{_line(document.headline or document.site_name or 'Article')}</title>",
        f"<style>{_STYLE}</style>",
        "</head>",
        "<body>",
        "<article>",
        *_header(document),
        *(_block(block) for block in document.body),
        *_footer(document),
        "</article>",
        "</body>",
        "</html>",
    ]
    return "\n".join(line for line in lines if line) + "\n"


def _named(attribute: str, value: str | None) -> str:
    return f' {attribute}="{value}"' if value else ""


def _header(document: article.Article) -> Iterator[str]:
    yield "<header>"
    if document.headline:
        yield f'<h1 dir="auto">{_line(document.headline)}</h1>'
    standfirst = head.standfirst(document)
    if standfirst:
        yield f'<p class="standfirst" dir="auto">{_line(standfirst)}</p>'
    byline = head.SEPARATOR.join(filter(None, (_authors(document), _date(document), _site(document))))
    if byline:
        yield f'<p class="byline" dir="auto">{byline}</p>'
    lead = head.lead_image(document)
    if lead is not None:
        yield _figure(lead)
    yield "</header>"


def _authors(document: article.Article) -> str:
    return ", ".join(
        _linked(_line(author.name), link_target(author.url)) for author in document.authors if one_line(author.name)
    )


def _date(document: article.Article) -> str:
    moment = document.date_published
    written = head.written_date(moment, document.date_published_precision)
    if moment is None:
        return ""
    machine = moment.isoformat() if isinstance(moment, datetime) and len(written) > len("2026-03-01") else written
    return f'<time datetime="{machine}">{written}</time>'


def _site(document: article.Article) -> str:
    return _linked(_line(document.site_name or ""), link_target(document.canonical_url or document.url))


def _footer(document: article.Article) -> Iterator[str]:
    if document.paywall.truncated:
        yield f"<footer>{_line(head.WALL_LINE)}</footer>"


def _block(block: article.Block) -> str:
    match block:
        case article.Paragraph():
            return _paragraphs(block)
        case article.Heading():
            level = max(block.level, 2)
            text = _flowing(block)
            return f'<h{level} dir="auto">{text}</h{level}>' if text else ""
        case article.ListBlock():
            return _list(block)
        case article.Quote():
            cite = link_target(block.cite)
            attribute = f' cite="{_attribute(cite)}"' if cite else ""
            return f'<blockquote{attribute} dir="auto">{_paragraphs(block)}</blockquote>'
        case article.Code():
            # The parser drops one new line behind <pre>, so that one is given.
            return f"<pre>\n<code>{_escaped(printable(block.text))}</code></pre>"
        case article.Table():
            return _table(block)
        case article.Figure():
            return _figure(block.image)
        case article.Embed():
            target = link_target(block.url)
            name = one_line(block.provider or "") or target or ""
            return f'<p dir="auto">{_linked(_line(name), target)}</p>' if target else ""


def _paragraphs(marked: Marked) -> str:
    return "\n".join(
        f'<p dir="auto">{"<br>".join(_runs(line) for line in lines)}</p>' for lines in paragraphs_of(marked)
    )


def _flowing(marked: Marked) -> str:
    return "<br>".join(_runs(line) for line in lines_of(marked) if line)


def _runs(runs: Sequence[Run]) -> str:
    return "".join(_linked("".join(map(_run, group)), url) for url, group in by_link(runs))


def _run(run: Run) -> str:
    text = _escaped(run.text)
    for applies, tag in ((run.code, "code"), (run.emphasis, "em"), (run.strong, "strong")):
        if applies:
            text = f"<{tag}>{text}</{tag}>"
    return text


def _linked(content: str, target: str | None) -> str:
    if target is None or not content:
        return content
    return f'<a href="{_attribute(target)}" rel="nofollow noopener noreferrer">{content}</a>'


def _list(block: article.ListBlock) -> str:
    tag = "ol" if block.ordered else "ul"
    items = "\n".join(
        f'<li dir="auto">{_flowing(item)}{"".join(map(_list, item.children))}</li>' for item in block.items
    )
    return f"<{tag}>\n{items}\n</{tag}>"


def _table(block: article.Table) -> str:
    caption = f'<caption dir="auto">{_line(block.caption)}</caption>\n' if block.caption else ""
    rows = "\n".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in block.rows)
    return f"<table>\n{caption}<tbody>\n{rows}\n</tbody>\n</table>"


def _cell(cell: article.TableCell) -> str:
    tag = "th" if cell.header else "td"
    # HTML's own limits (section 4.9.11); a browser clamps to them, other readers may not.
    columns = f' colspan="{min(cell.column_span, 1000)}"' if cell.column_span > 1 else ""
    rows = f' rowspan="{min(cell.row_span, 65534)}"' if cell.row_span > 1 else ""
    return f'<{tag}{columns}{rows} dir="auto">{_flowing(cell)}</{tag}>'


def _figure(image: article.Image) -> str:
    source = image_source(image.url, inline=True)
    size = "".join(
        f' {name}="{value}"'
        for name, value in (("width", image.width), ("height", image.height))
        if value is not None and 0 < value <= _MAXIMUM_SIZE
    )
    picture = (
        f'<img src="{_attribute(source)}" alt="{_attribute(one_line(image.alt or ""))}"{size} loading="lazy"'
        ' referrerpolicy="no-referrer">'
        if source
        else ""
    )
    caption = head.caption_line(image)
    written = f'<figcaption dir="auto">{_line(caption)}</figcaption>' if caption else ""
    return f"<figure>{picture}{written}</figure>" if picture or written else ""


def _line(text: str) -> str:
    return _escaped(one_line(text))


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)


def _attribute(text: str) -> str:
    return html.escape(printable(text), quote=True)
