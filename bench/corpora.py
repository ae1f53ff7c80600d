"""Readers of public annotated corpora in the layouts that they are published in.

The pages belong to their publishers and lie beside the checkout, never in it: each corpus is a folder of its own
within ``CORPORA`` (an environment variable) or ``../shared/corpora``. A clone of a corpus's repository is read as it
is, and so is a part of one: what the annotations name and the folder lacks is passed over.

========================================  ====================================================================
article-extraction-benchmark  (MIT)       github.com/scrapinghub/article-extraction-benchmark: the body alone
wcxb, wcxb-test  (CC BY 4.0)              github.com/Murrough-Foley/web-content-extraction-benchmark: all fields,
                                          seven kinds of page
fundus  (MIT)                             github.com/flairNLP/fundus: its parsers' test cases, all fields, many
                                          countries
trafilatura  (Apache 2.0)                 github.com/adbar/trafilatura: its evaluation set, snippets and fields
article-extraction-dataset  (Apache 2.0)  github.com/AndyTheFactory/article-extraction-dataset: all fields, news of 212
                                          sites by the author of newspaper4k
========================================  ====================================================================
"""

from __future__ import annotations

import gzip
import json
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from publicsuffixlist import PublicSuffixList


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotatedPage:
    """A page as it was fetched, and what people marked on it.

    ``name`` is unique within its ``corpus``. A field that nobody marked is ``None`` or empty, which says nothing of
    the page. ``gold`` is the body as plain text; where only ``with_snippets`` (must be in the body) and
    ``without_snippets`` (must not) were marked, it is empty. ``site`` is the registered domain: split by it, since
    pages of a site share their template.
    """

    corpus: str
    name: str
    html: bytes
    url: str | None = None
    gold: str = ""
    with_snippets: tuple[str, ...] = ()
    without_snippets: tuple[str, ...] = ()
    kind: str = "article"
    headline: str | None = None
    authors: tuple[str, ...] = ()
    date: date | None = None
    language: str | None = None
    country: str | None = None

    @property
    def site(self) -> str:
        return registered_domain(self.url) or self.name


def folder() -> Path:
    """Where the corpora lie."""
    return Path(os.environ.get("CORPORA", Path(__file__).parents[2] / "shared" / "corpora"))


def read(corpus: str, root: Path | None = None) -> Iterator[AnnotatedPage]:
    """The pages of a corpus in a steady order; ``root`` is the corpus's own folder, if it is not among the others."""
    reader, directory = CORPORA[corpus]
    root = root or folder() / directory
    if not root.is_dir():
        raise SystemExit(f"{corpus}: no folder {root}. Clone the corpus there, or say where with CORPORA or --folder.")
    return reader(root)


def article_extraction_benchmark(root: Path) -> Iterator[AnnotatedPage]:
    """``ground-truth.json``: id → ``articleBody``, ``url``; ``html/<id>.html.gz``."""
    for name, annotation in _json(root / "ground-truth.json").items():
        html = _page(root / "html" / f"{name}.html.gz")
        if html is not None:
            yield AnnotatedPage(
                corpus="article-extraction-benchmark",
                name=name,
                html=html,
                url=annotation.get("url"),
                gold=annotation.get("articleBody") or "",
            )


def wcxb(root: Path, split: str = "dev") -> Iterator[AnnotatedPage]:
    """``<split>/ground-truth/<id>.json``, ``<split>/html/<id>.html.gz``; ``metadata.json`` has the kinds."""
    kinds = _json(root / "metadata.json")["files"]
    for path in sorted((root / split / "ground-truth").glob("*.json")):
        html = _page(root / split / "html" / f"{path.stem}.html.gz")
        if html is None:
            continue
        annotation = _json(path)
        truth = annotation["ground_truth"]
        yield AnnotatedPage(
            corpus="wcxb" if split == "dev" else f"wcxb-{split}",
            name=path.stem,
            html=html,
            url=annotation.get("url") or truth.get("url"),
            gold=truth.get("main_content") or "",
            with_snippets=tuple(truth.get("with") or ()),
            without_snippets=tuple(truth.get("without") or ()),
            kind=kinds[path.stem]["page_type"],
            headline=truth.get("title") or None,
            authors=split_authors(truth.get("author")),
            date=_date(truth.get("publish_date")),
        )


def wcxb_test(root: Path) -> Iterator[AnnotatedPage]:
    """The held-out split, which a full clone has. 139 of its 511 pages also stand in dev, byte for byte."""
    return wcxb(root, "test")


def fundus(root: Path) -> Iterator[AnnotatedPage]:
    """``tests/resources/parser/test_data/<country>/``: ``<Publisher>_<day>.html.gz``, ``<Publisher>.json``, ``meta.info``.

    The JSON holds a case for each version of the publisher's parser (``V1``, ``V1_1``, ``V2``) and the folder a page
    for each, without saying which is whose: a later version reads a later page, so both are taken in order. The body
    is summary, section headings and paragraphs, as ``str(ArticleBody)`` joins them.
    """
    for path in sorted((root / "tests/resources/parser/test_data").glob("*/*.json")):
        addresses = _json(path.with_name("meta.info"))
        cases = sorted(_json(path).items(), key=lambda case: [int(part) for part in case[0].strip("V").split("_")])
        pages = sorted(path.parent.glob(f"{path.stem}_*.html.gz"))
        if len(cases) != len(pages):
            raise ValueError(f"{path}: {len(cases)} cases for {len(pages)} pages, so their order does not pair them.")
        for page, (_, case) in zip(pages, cases, strict=True):
            yield AnnotatedPage(
                corpus="fundus",
                name=f"{path.parent.name}/{page.name.removesuffix('.html.gz')}",
                html=gzip.decompress(page.read_bytes()),
                url=addresses.get(page.name, {}).get("url"),
                gold=_fundus_text(case["body"]),
                headline=case.get("title") or None,
                authors=tuple(case.get("authors") or ()),
                date=_date(case.get("publishing_date")),
                country=path.parent.name,
            )


def trafilatura(root: Path) -> Iterator[AnnotatedPage]:
    """``tests/evaldata.json``: address → ``file``, snippets, fields; the pages are in ``tests/eval`` or ``tests/cache``."""
    tests = root / "tests"
    for url, item in _json(tests / "evaldata.json").items():
        paths = [tests / place / f"{item['file']}{ending}" for place in ("cache", "eval") for ending in ("", ".gz")]
        html = next((html for html in map(_page, paths) if html is not None), None)
        if html is None:
            continue
        yield AnnotatedPage(
            corpus="trafilatura",
            name=item["file"],
            html=html,
            url=url,
            with_snippets=tuple(item["with"]),
            without_snippets=tuple(item["without"]),
            headline=item.get("title") or None,
            authors=split_authors(item.get("author")),
            date=_date(item.get("date")),
            country=(item.get("region") or "").lower() or None,
        )


def article_extraction_dataset(root: Path) -> Iterator[AnnotatedPage]:
    """``news_articles.json``: ``title``, ``authors``, ``date``, ``text``, ``link``, ``html_file`` of each; the pages in ``html``.

    Some 40 of the texts stop after a page's first part, and many days are those of the last change.
    """
    for item in _json(root / "news_articles.json"):
        html = _page(root / "html" / f"{item['html_file']}.html")
        if html is not None:
            yield AnnotatedPage(
                corpus="article-extraction-dataset",
                name=item["html_file"],
                html=html,
                url=item.get("link"),
                gold=item.get("text") or "",
                headline=item.get("title") or None,
                authors=split_authors(item.get("authors")),
                date=_date(item.get("date")),
            )


Reader = Callable[[Path], Iterator[AnnotatedPage]]

CORPORA: Final[dict[str, tuple[Reader, str]]] = {
    "article-extraction-benchmark": (article_extraction_benchmark, "article-extraction-benchmark"),
    "wcxb": (wcxb, "wcxb"),
    "wcxb-test": (wcxb_test, "wcxb"),
    "fundus": (fundus, "fundus"),
    "trafilatura": (trafilatura, "trafilatura"),
    "article-extraction-dataset": (article_extraction_dataset, "article-extraction-dataset"),
}
"""Name → its reader and its folder."""

_BETWEEN_AUTHORS: Final = re.compile(r"\s*;\s*|\s+(?:and|und|et|y|e|&|\|)\s+|\s*,\s+(?:and|und|et|y|e|&)\s+")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


def split_authors(value: str | list[str] | None) -> tuple[str, ...]:
    """The names in a line of authors: ``Ann Lee, Ph.D., and Bo Xu`` → ``Ann Lee``, ``Bo Xu``.

    After a comma, one word alone or a digit is a degree or a number, not a name, unless the first name is one word.
    """
    if not value:
        return ()
    names: list[str] = []
    for group in _BETWEEN_AUTHORS.split(", ".join(value) if isinstance(value, list) else value):
        first, *others = re.split(r"\s*,\s*", group.strip())
        names.append(first)
        names += [other for other in others if " " not in first or (" " in other and not re.search(r"\d", other))]
    return tuple(dict.fromkeys(name for name in names if name))


def registered_domain(url: str | None) -> str | None:
    """``https://news.bbc.co.uk/1`` → ``bbc.co.uk``, by the Public Suffix List."""
    host = urlsplit(url).hostname if url else None
    return (_public_suffixes().privatesuffix(host) or host) if host else None


@cache
def _public_suffixes() -> PublicSuffixList:
    return PublicSuffixList()


def _fundus_text(body: dict[str, Any]) -> str:
    parts = list(body["summary"])
    for section in body["sections"]:
        parts += [*section["headline"], *section["paragraphs"]]
    return "\n\n".join(parts)


def _date(value: str | None) -> date | None:
    day = _DAY.match(value or "")
    try:
        return date.fromisoformat(day[0]) if day else None
    except ValueError:
        return None


def _page(path: Path) -> bytes | None:
    if not path.exists():
        return None
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
