"""The readers, each over a corpus of a page or two written here in its public layout."""

from __future__ import annotations

import gzip
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bench import corpora

HTML = b"<title>Rain</title><p>It rained for three days.</p>"


def write(path: Path, content: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".gz":
        path.write_bytes(gzip.compress(content))
    else:
        path.write_text(json.dumps(content), encoding="utf-8")


def test_article_extraction_benchmark_is_read_and_what_is_absent_is_passed_over(tmp_path: Path) -> None:
    write(
        tmp_path / "ground-truth.json",
        {"a1": {"articleBody": "It rained.", "url": "https://news.example.co.uk/1"}, "b2": {"articleBody": "Gone."}},
    )
    write(tmp_path / "html/a1.html.gz", HTML)

    (page,) = corpora.read("article-extraction-benchmark", tmp_path)

    assert (page.name, page.html, page.gold, page.site) == ("a1", HTML, "It rained.", "example.co.uk")


def test_wcxb_gives_kinds_snippets_and_fields_of_either_split(tmp_path: Path) -> None:
    truth = {
        "title": "Rain",
        "author": "Ann Lee, Ph.D., and Bo Xu",
        "publish_date": "2025-02-03",
        "main_content": "It rained.",
        "with": ["rained"],
        "without": ["Cookies"],
    }
    write(tmp_path / "metadata.json", {"files": {"0001": {"page_type": "forum"}, "0002": {"page_type": "article"}}})
    write(tmp_path / "dev/ground-truth/0001.json", {"url": "https://a.example.org", "ground_truth": truth})
    write(tmp_path / "dev/html/0001.html.gz", HTML)
    write(tmp_path / "test/ground-truth/0002.json", {"url": None, "ground_truth": {"title": None}})
    write(tmp_path / "test/html/0002.html.gz", HTML)

    (page,) = corpora.read("wcxb", tmp_path)
    (held_out,) = corpora.read("wcxb-test", tmp_path)

    assert (page.corpus, page.kind, page.headline) == ("wcxb", "forum", "Rain")
    assert (page.authors, page.date) == (("Ann Lee", "Bo Xu"), date(2025, 2, 3))
    assert (page.with_snippets, page.without_snippets) == (("rained",), ("Cookies",))
    assert (held_out.corpus, held_out.gold, held_out.headline, held_out.site) == ("wcxb-test", "", None, "0002")


def test_fundus_pairs_the_versions_of_a_parser_with_the_days_of_its_pages(tmp_path: Path) -> None:
    country = tmp_path / "tests/resources/parser/test_data/de"

    def case(title: str) -> dict[str, Any]:
        body = {"summary": ["S."], "sections": [{"headline": ["H"], "paragraphs": ["P1.", "P2."]}]}
        return {"title": title, "authors": ["Ann Lee"], "publishing_date": "2024-01-02 00:30:00+01:00", "body": body}

    write(country / "Paper.json", {"V2": case("third"), "V1": case("first"), "V1_1": case("second")})
    for day in ("2023_01_01", "2023_06_01", "2024_01_01"):
        write(country / f"Paper_{day}.html.gz", HTML)
    write(country / "meta.info", {"Paper_2023_01_01.html.gz": {"url": "https://paper.example/1"}})

    pages = list(corpora.read("fundus", tmp_path))

    assert [(page.name, page.headline) for page in pages] == [
        ("de/Paper_2023_01_01", "first"),
        ("de/Paper_2023_06_01", "second"),
        ("de/Paper_2024_01_01", "third"),
    ]
    assert pages[0].gold == "S.\n\nH\n\nP1.\n\nP2."
    assert (pages[0].authors, pages[0].date, pages[0].country) == (("Ann Lee",), date(2024, 1, 2), "de")


def test_trafilaturas_set_is_read_from_either_folder_zipped_or_not(tmp_path: Path) -> None:
    item = {"with": ["rained"], "without": ["Cookies"], "title": "Rain", "author": "Ann und Bo Lee", "date": ""}
    write(
        tmp_path / "tests/evaldata.json",
        {"https://a.example/1": {"file": "1.html"} | item, "https://b.example/2": {"file": "2.html"} | item},
    )
    write(tmp_path / "tests/eval/1.html.gz", HTML)
    (tmp_path / "tests/cache").mkdir()
    (tmp_path / "tests/cache/2.html").write_bytes(HTML)

    first, second = corpora.read("trafilatura", tmp_path)

    assert first.html == second.html == HTML
    assert (first.url, first.authors, first.date, first.gold) == ("https://a.example/1", ("Ann", "Bo Lee"), None, "")


def test_article_extraction_dataset_is_read_by_its_list_of_articles(tmp_path: Path) -> None:
    item = {
        "title": "Rain",
        "authors": "Ann Lee, Bo Xu",
        "date": "2023-12-17",
        "text": "It rained.",
        "link": "https://a.example/1",
    }
    write(tmp_path / "news_articles.json", [item | {"html_file": "a1"}, item | {"html_file": "b2"}])
    (tmp_path / "html").mkdir()
    (tmp_path / "html/a1.html").write_bytes(HTML)

    (page,) = corpora.read("article-extraction-dataset", tmp_path)

    assert (page.name, page.html, page.gold, page.url) == ("a1", HTML, "It rained.", "https://a.example/1")
    assert (page.headline, page.authors, page.date) == ("Rain", ("Ann Lee", "Bo Xu"), date(2023, 12, 17))


@pytest.mark.parametrize(
    ("line", "names"),
    [
        (None, ()),
        ("Ann Lee", ("Ann Lee",)),
        ("Ann Lee, Bo Xu & Cy Day", ("Ann Lee", "Bo Xu", "Cy Day")),
        ("Ann Lee, MS, RD", ("Ann Lee",)),
        ("Ann Lee, E-RYT 200", ("Ann Lee",)),
        ("Maria & Katerina", ("Maria", "Katerina")),
        ("Anderson Sandy", ("Anderson Sandy",)),
        (["Ann Lee", "Bo Xu"], ("Ann Lee", "Bo Xu")),
    ],
)
def test_a_line_of_authors_is_split_into_names(line: str | list[str] | None, names: tuple[str, ...]) -> None:
    assert corpora.split_authors(line) == names


def test_a_corpus_that_is_not_there_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="CORPORA"):
        corpora.read("wcxb", tmp_path / "nowhere")
