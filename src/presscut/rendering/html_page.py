"""Article → the reader page: a small HTML document, safe to open, pleasant to read, good to print.

It is written anew from the article's values: no markup of the page is passed through. Text is escaped, addresses are
checked by :mod:`addresses`, nothing is embedded but images. Then it goes through a sanitizer (:mod:`sanitizing`), so
that a mistake here stays a mistake of looks, and a Content-Security-Policy holds should both ever fail: no scripts, no
frames, no forms, and of styles only the one below, by its hash.

Accessible by WCAG 2.2 AA: contrasts of 4.5 and more in both colour schemes, landmarks, language and direction of the
text and of our own words, and what scrolls sideways (tables, code) can be reached by the keyboard.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Final

from presscut import article
from presscut.rendering import head
from presscut.rendering.addresses import image_source, link_target
from presscut.rendering.characters import one_line, printable
from presscut.rendering.runs import Marked, Run, by_link, lines_of, paragraphs_of
from presscut.rendering.sanitizing import sanitized

_STYLE: Final = """
:root { color-scheme: light dark; --text: #1b1b1b; --quiet: #5a5a5a; --line: #c9c9c9; --page: #fffdf9; --tint: #f2eee6;
  --link: #0b4f9e; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e6e3dc; --quiet: #aca79d; --line: #4a4741; --page: #181715; --tint: #24221f; --link: #8fbcf5; }
}
* { box-sizing: border-box; }
html { background: var(--page); -webkit-text-size-adjust: 100%; }
body { margin: 0 auto; max-width: 38.5rem; padding: 2.5rem 1.25rem 4rem; color: var(--text);
  font: 1.1875rem/1.6 "Iowan Old Style", "Charter", "Source Serif 4", Georgia, serif;
  overflow-wrap: break-word; hanging-punctuation: first; }
a { color: var(--link); text-underline-offset: .15em; text-decoration-thickness: .06em; }
:focus-visible { outline: .15rem solid var(--link); outline-offset: .15rem; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; text-wrap: balance; margin: 2.25rem 0 .75rem; }
h1 { font-size: clamp(1.75rem, 1.3rem + 2vw, 2.5rem); line-height: 1.15; margin: 0 0 1rem; }
h2 { font-size: 1.5rem; } h3 { font-size: 1.25rem; } h4, h5, h6 { font-size: 1.1rem; }
p, ul, ol, pre, blockquote, .wide { margin: 0 0 1.15rem; }
header { margin-bottom: 2rem; padding-bottom: 1.25rem; border-bottom: 1px solid var(--line); }
.site, .byline, .dates, figcaption, caption, .embed, .wall, footer {
  color: var(--quiet); font: .9375rem/1.5 system-ui, "Segoe UI", Roboto, sans-serif; }
.site { margin-bottom: .5rem; } .byline, .dates { margin: 0; }
.byline { color: var(--text); }
.standfirst { font-size: 1.3125rem; line-height: 1.45; }
figure { margin: 1.9rem 0; } header figure { margin-bottom: 0; }
img { display: block; height: auto; max-width: 100%; max-height: 90vh; background: var(--tint); }
figcaption { margin-top: .5rem; }
.credit { font-style: italic; }
blockquote { border-inline-start: .2rem solid var(--line); margin-inline: 0; padding-inline-start: 1.25rem; }
li { margin-bottom: .35rem; } li > ul, li > ol { margin: .35rem 0 0; }
pre, .wide { overflow-x: auto; }
pre, code { font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; font-size: .875em; }
pre { padding: 1rem; background: var(--tint); line-height: 1.45; } pre code { font-size: inherit; }
table { border-collapse: collapse; font-size: 1rem; line-height: 1.4; }
caption { text-align: start; padding-bottom: .4rem; }
th, td { border: 1px solid var(--line); padding: .4rem .65rem; text-align: start; vertical-align: top; }
th { background: var(--tint); }
.wall { margin: 2.25rem 0 0; padding: 1rem 1.25rem; border: 1px solid var(--line); background: var(--tint);
  color: var(--text); }
footer { margin-top: 2.5rem; padding-top: 1rem; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
@media print {
  :root { color-scheme: light; --text: #000; --quiet: #333; --line: #999; --page: #fff; --tint: #fff; --link: #000; }
  @page { margin: 2cm; }
  html { font-size: 10pt; } body { max-width: none; padding: 0; font-size: 11pt; line-height: 1.45; }
  h1, h2, h3, h4, h5, h6 { break-after: avoid; } h1 { font-size: 22pt; }
  figure, blockquote, tr, .wall { break-inside: avoid; } p { orphans: 3; widows: 3; }
  img { max-height: 12cm; } pre { white-space: pre-wrap; border: 1px solid var(--line); } .wide { overflow: visible; }
}
"""
_STYLE_HASH: Final = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
CONTENT_SECURITY_POLICY: Final = (
    f"default-src 'none'; img-src https: http: data:; style-src 'sha256-{_STYLE_HASH}'; "
    "base-uri 'none'; form-action 'none'"
)
"""Of this page, as it says itself; whoever serves it says the same in a header and may add what only a header can say."""

_LABELS_OF_MEDIA: Final = {"video": "Video", "audio": "Audio", "post": "Post", "map": "Map", "other": "Embedded"}
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
        f'<meta http-equiv="Content-Security-Policy" content="{CONTENT_SECURITY_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{_line(document.headline or document.site_name or 'Article')}</title>",
        f"<style>{_STYLE}</style>",
        "</head>",
        "<body>",
        # The language of the text is that of the document; our own words say theirs.
        sanitized("\n".join(_main(document))),
        "</body>",
        "</html>",
    ]
    return "\n".join(line for line in lines if line) + "\n"


def _main(document: article.Article) -> Iterator[str]:
    yield "<main>"
    yield "<article>"
    yield from _header(document)
    yield from filter(None, map(_block, document.body))
    yield from _wall(document)
    yield from _footer(document)
    yield "</article>"
    yield "</main>"


def _named(attribute: str, value: str | None) -> str:
    return f' {attribute}="{value}"' if value else ""


def _header(document: article.Article) -> Iterator[str]:
    yield "<header>"
    place = head.SEPARATOR.join(filter(None, (_site(document), _line(document.section or ""))))
    if place:
        yield f'<p class="site" dir="auto">{place}</p>'
    if document.headline:
        yield f'<h1 dir="auto">{_line(document.headline)}</h1>'
    standfirst = head.standfirst(document)
    if standfirst:
        yield f'<p class="standfirst" dir="auto">{_line(standfirst)}</p>'
    authors = _authors(document)
    if authors:
        yield f'<p class="byline" dir="auto">{authors}</p>'
    dates = head.SEPARATOR.join(_dates(document))
    if dates:
        yield f'<p class="dates" dir="auto">{dates}</p>'
    lead = head.lead_image(document)
    if lead is not None:
        yield _figure(lead)
    yield "</header>"


def _authors(document: article.Article) -> str:
    return ", ".join(
        _linked(_line(author.name), link_target(author.url)) for author in document.authors if one_line(author.name)
    )


def _dates(document: article.Article) -> Iterator[str]:
    published = _time(document.date_published, document.date_published_precision)
    modified = _time(document.date_modified, document.date_modified_precision)
    if published:
        yield published
    if modified and modified != published:
        yield f"{_ours('Updated')} {modified}"


def _time(moment: datetime | date | None, precision: article.DatePrecision | None) -> str:
    written = head.written_date(moment, precision)
    if moment is None:
        return ""
    machine = moment.isoformat() if isinstance(moment, datetime) and len(written) > len("2026-03-01") else written
    return f'<time datetime="{machine}">{written}</time>'


def _site(document: article.Article) -> str:
    return _linked(_line(document.site_name or ""), link_target(document.canonical_url or document.url))


def _wall(document: article.Article) -> Iterator[str]:
    """Where the text stops, and what stands there; a wall that kept nothing back is nothing that a reader must know."""
    if document.paywall.truncated:
        yield f'<p class="wall" role="note" lang="en" dir="ltr">{_line(head.wall_notice(document.paywall))}</p>'


def _footer(document: article.Article) -> Iterator[str]:
    original = link_target(document.canonical_url or document.url)
    if original:
        yield f"<footer>{_ours('Original:')} {_linked(_line(original), original)}</footer>"


def _ours(words: str) -> str:
    """Words of presscut's own, which are English whatever the article's language."""
    return f'<span lang="en">{_line(words)}</span>'


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
            return f'<pre tabindex="0">\n<code>{_escaped(printable(block.text))}</code></pre>'
        case article.Table():
            return _table(block)
        case article.Figure():
            return _figure(block.image)
        case article.Embed():
            target = link_target(block.url)
            name = head.embed_name(block) or target or ""
            label = _ours(f"{_LABELS_OF_MEDIA[block.media]}:")
            return f'<p class="embed" dir="auto">{label} {_linked(_line(name), target)}</p>' if target else ""


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
    # A table may be wider than the page. Then this box scrolls, which a keyboard must be able to do as well.
    name = _attribute(one_line(block.caption)) if block.caption else ""
    region = f' role="region" aria-label="{name}"' if name else ""
    return f'<div class="wide" tabindex="0"{region}>\n<table>\n{caption}<tbody>\n{rows}\n</tbody>\n</table>\n</div>'


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
    caption, credit = _line(image.caption or ""), _line(image.credit or "")
    parts = " ".join(filter(None, (caption, f'<span class="credit">{credit}</span>' if credit else "")))
    written = f'<figcaption dir="auto">{parts}</figcaption>' if parts else ""
    return f"<figure>{picture}{written}</figure>" if picture or written else ""


def _line(text: str) -> str:
    return _escaped(one_line(text))


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)


def _attribute(text: str) -> str:
    return html.escape(printable(text), quote=True)
