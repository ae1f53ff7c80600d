"""Readers of public annotated corpora in the layouts that they are published in.

The pages belong to their publishers and lie beside the checkout, never in it: ``CORPORA`` or ``../shared/corpora``.
"""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class AnnotatedPage:
    """A page as it was fetched and the text of its body as people marked it."""

    name: str
    html: bytes
    url: str | None
    gold: str
    kind: str = "article"


def folder() -> Path:
    """Where the corpora lie."""
    return Path(os.environ.get("CORPORA", Path(__file__).parents[2] / "shared" / "corpora"))


def article_extraction_benchmark() -> Iterator[AnnotatedPage]:
    """github.com/scrapinghub/article-extraction-benchmark (MIT): ``ground-truth.json``, ``html/<id>.html.gz``."""
    root = folder() / "article-extraction-benchmark"
    truth = json.loads((root / "ground-truth.json").read_text())
    for name, annotation in truth.items():
        html = gzip.decompress((root / "html" / f"{name}.html.gz").read_bytes())
        yield AnnotatedPage(name, html, annotation.get("url"), annotation["articleBody"])


def wcxb() -> Iterator[AnnotatedPage]:
    """Web Content Extraction Benchmark (CC BY 4.0), its dev part: ``dev/ground-truth``, ``dev/html``, all kinds."""
    root = folder() / "wcxb"
    kinds = json.loads((root / "metadata.json").read_text())["files"]
    for path in sorted((root / "dev" / "ground-truth").glob("*.json")):
        page = root / "dev" / "html" / f"{path.stem}.html.gz"
        if page.exists():
            annotation = json.loads(path.read_text())
            yield AnnotatedPage(
                path.stem,
                gzip.decompress(page.read_bytes()),
                annotation.get("url"),
                annotation["ground_truth"].get("main_content") or "",
                kinds[path.stem]["page_type"],
            )


CORPORA: dict[str, Callable[[], Iterator[AnnotatedPage]]] = {
    "article-extraction-benchmark": article_extraction_benchmark,
    "wcxb": wcxb,
}
