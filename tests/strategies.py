"""Articles as hypothesis makes them: valid by the contract, hostile in every text and address."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from presscut import article

# Articles are large to generate: fewer of them keep the tests quick (HYPOTHESIS_EXAMPLES=5000 for a long hunt). A
# machine shared with other work is slow at times; that is no failure.
settings.register_profile(
    "presscut",
    settings(),
    max_examples=int(os.environ.get("HYPOTHESIS_EXAMPLES", "40")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("presscut")

# What breaks renderers, mixed with what any page may hold.
_SNIPPETS = (
    "*", "**", "***", "_", "__", "`", "``", "```", "~~~", "~", "#", "##", "-", "--", "---", "+", "=", "===", ">", "1.",
    "12)", "|", "|-|", ":-:", "<", "</", "<b>", "<script>alert(1)</script>", "<!--", "-->", "]]>", "</style>",
    "</title>", "<img src=x onerror=alert(1)>", "&", "&amp;", "&#60;", "&lt", "&lt;", "[", "]", "[a](b)", "![a](b)",
    "](", "!", "!!", "(", ")", "\\", "\\\\", "\"", "'", "\" onclick=\"alert(1)", "<http://example.org>", "«", "»", "€",
    "“", "”", "…", "—", "word", "Word", "snake_case", "3.5", "http://example.org/a_b*c", "you@example.org",
    "雨が降る。", "한국어", "שלום", "مرحبا", "é", "e\u0301", "👩‍🌾", "\u00a0", "\u200b", "\u202e", " ", "  ",
    "\t", "\n", "\n\n",
    "\r\n", "\r", "\x00", "\x1b[31m", "\x1b]0;title\x07", "\x9b31m", "\x07", "\x08", "\u2028", "$", "^", "{", "}", "@",
)  # fmt: skip

# Latin whole, and of every later script a few: hypothesis' own table of all characters takes seconds to build.
_CHARACTERS = "".join(map(chr, [*range(0x250), *range(0x250, 0xD800, 29), *range(0xE000, 0x110000, 1999)]))
any_text = st.text(_CHARACTERS, max_size=12)
hostile_text = st.lists(st.sampled_from(_SNIPPETS) | any_text, max_size=8).map("".join)
optional_text = st.none() | hostile_text

_HOSTILE_URLS = (
    "javascript:alert(1)", "JaVa\nScript:alert(1)", " javascript:alert(1)", "\x01javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>", "data:image/svg+xml;base64,AAAA", "data:image/png;base64,iVBORw0KGgo=",
    "vbscript:x", "file:///etc/passwd", "//example.org/a", "/relative", "", "https://",
    "https://example.org/\" onload=\"x",
    "https://example.org/<script>", "https://example.org/a b", "https://example.org/(a)", "https://example.org/a)b",
    "https://example.org/a(b", "https://example.org/?a=1&amp;b=2&copy;=3", "https://example.org/`a`|*b*_c_\\d[e]",
    "https://example.org/ü/雨", "mailto:you@example.org", "https://example.org/\u202e\u0000", "HTTP://EXAMPLE.ORG/A",
)  # fmt: skip

urls = (
    st.sampled_from(_HOSTILE_URLS)
    | st.builds("https://example.org/{}".format, hostile_text)
    | st.builds("https://example.org/{}".format, st.from_regex(r"[a-z0-9/-]{1,20}", fullmatch=True))
)
optional_urls = st.none() | urls


@st.composite
def marks(draw: st.DrawFn, text: str) -> tuple[article.Mark, ...]:
    """Some within the text, some beyond it, some crossing: the contract does not keep them from it."""
    made = []
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(text) + 1))
        end = draw(st.integers(start, len(text) + 2))
        kind = draw(st.sampled_from(("link", "emphasis", "strong", "code")))
        made.append(article.Mark(kind=kind, start=start, end=end, url=draw(urls) if kind == "link" else None))
    return tuple(made)


def marked(model: Any, **fields: Any) -> st.SearchStrategy[Any]:
    """A model with ``text`` and ``marks`` that belong together."""
    return hostile_text.flatmap(lambda text: st.builds(model, text=st.just(text), marks=marks(text), **fields))


images = st.builds(
    article.Image,
    url=optional_urls,
    alt=optional_text,
    caption=optional_text,
    credit=optional_text,
    width=st.none() | st.integers(-1, 10**9),
    height=st.none() | st.integers(-1, 10**9),
)
paragraphs = marked(article.Paragraph)
headings = marked(article.Heading, level=st.integers(1, 6))
quotes = marked(article.Quote, cite=optional_urls)
codes = st.builds(article.Code, text=hostile_text, language=st.none() | st.sampled_from(("python", "c++", "a`b\n")))
cells = marked(
    article.TableCell,
    header=st.booleans(),
    column_span=st.sampled_from((1, 1, 1, 2, 1000)),
    row_span=st.sampled_from((1, 1, 1, 2, 1000)),
)
tables = st.builds(
    article.Table,
    rows=st.lists(st.lists(cells, max_size=3).map(tuple), max_size=3).map(tuple),
    caption=optional_text,
)
figures = st.builds(article.Figure, image=images)
embeds = st.builds(
    article.Embed,
    url=urls,
    provider=optional_text,
    provider_name=optional_text,
    title=optional_text,
    thumbnail_url=optional_urls,
    media=st.sampled_from(("video", "audio", "post", "map", "other")),
)
media_objects = st.builds(
    article.MediaObject,
    type=st.sampled_from(("VideoObject", "AudioObject")),
    name=optional_text,
    url=optional_urls,
    embed_url=optional_urls,
    thumbnail_url=optional_urls,
    duration=optional_text,
)


def lists(depth: int = 2) -> st.SearchStrategy[article.ListBlock]:
    children = st.lists(lists(depth - 1), max_size=2).map(tuple) if depth else st.just(())
    items = st.lists(marked(article.ListItem, children=children), max_size=3).map(tuple)
    return st.builds(article.ListBlock, ordered=st.booleans(), items=items)


blocks = st.one_of(paragraphs, headings, lists(), quotes, codes, tables, figures, embeds)

# Offsets as people use them: whole minutes, which is what ISO 8601 can write.
_zones = st.none() | st.just(UTC) | st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m)))
_years = {"min_value": datetime(1, 1, 3), "max_value": datetime(9999, 12, 29)}
moments = st.none() | st.datetimes(**_years, timezones=_zones) | st.dates(_years["min_value"].date())
precisions = st.none() | st.sampled_from(("year", "month", "day", "hour", "minute", "second"))

languages = st.none() | st.sampled_from(("en", "zh-Hant-TW", '"><script>', "de\n"))

articles = st.builds(
    article.Article,
    kind=st.sampled_from(("article", "listing", "forum", "product", "documentation", "service", "other")),
    headline=optional_text,
    alternative_headline=optional_text,
    description=optional_text,
    standfirst=optional_text,
    authors=st.lists(
        st.builds(
            article.Author,
            name=hostile_text,
            url=optional_urls,
            type=st.none() | st.sampled_from(("Person", "Organization")),
        ),
        max_size=2,
    ).map(tuple),
    date_published=moments,
    date_published_precision=precisions,
    date_modified=moments,
    date_modified_precision=precisions,
    language=languages,
    declared_language=languages,
    detected_language=languages,
    text_direction=st.none() | st.sampled_from(("ltr", "rtl")),
    url=optional_urls,
    canonical_url=optional_urls,
    site_name=optional_text,
    section=optional_text,
    breadcrumbs=st.lists(st.builds(article.Breadcrumb, name=hostile_text, url=optional_urls), max_size=2).map(tuple),
    keywords=st.lists(hostile_text, max_size=2).map(tuple),
    main_image=st.none() | images,
    images=st.lists(images, max_size=2).map(tuple),
    media=st.lists(media_objects, max_size=2).map(tuple),
    body=st.lists(blocks, max_size=4).map(tuple),
    text=hostile_text,
    word_count=st.integers(0, 10**6),
    paywall=st.builds(
        article.Paywall,
        state=st.sampled_from(("open", "metered", "registration", "subscription", "unknown")),
        truncated=st.booleans(),
        evidence=st.lists(hostile_text, max_size=2).map(tuple),
    ),
    confidence=st.floats(0, 1),
    sources=st.dictionaries(
        st.sampled_from(("headline", "authors", "body")),
        st.builds(
            article.Source,
            found_in=hostile_text,
            agreeing=st.lists(hostile_text, max_size=2).map(tuple),
            confidence=st.none() | st.floats(0, 1),
        ),
        max_size=2,
    ),
    encoding=st.none() | st.just("windows-1252"),
    fingerprint=st.just("0" * 64),
    warnings=st.lists(st.builds(article.ExtractionWarning, code=hostile_text, message=hostile_text), max_size=2).map(
        tuple
    ),
)
