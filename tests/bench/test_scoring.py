"""Systems, scores and tables, over pages written here."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bench import __main__ as command
from bench import fields, label_errors, running, systems, tables
from bench.corpora import AnnotatedPage
from bench.fields import NameCounts
from bench.scoring import measure, score
from bench.systems import Extraction, Session, presscut, system
from presscut.extraction import judging
from presscut.extraction.blocks import Blocks
from presscut.extraction.declared import NOTHING_DECLARED, Declared
from presscut.extraction.verdicts import Judgement

RAIN = "It rained for three days and three nights on the whole coast, and nobody went out to sea."
HTML = f"<title>Rain</title><body><h1>Rain</h1><p>{RAIN}</p>".encode()


def annotated(name: str = "1", **given: Any) -> AnnotatedPage:
    return AnnotatedPage(**{"corpus": "wcxb", "name": name, "html": HTML, "gold": RAIN} | given)


@pytest.mark.parametrize(
    ("marked", "found", "same"),
    [
        ("“Rain”  falls", '"Rain" falls', True),
        ("It’s raining", "It's raining\n", True),
        ("RAIN FALLS", "Rain falls", True),
        ("Rain – again", "Rain—again", True),
        ("Rain:Again", "Rain: Again", True),
        ("Rain falls…", "Rain falls", True),
        ("Rain ... again", "Rain … again", True),
        ("Rain\u00adfall", "Rainfall", True),
        ("Rain &amp; hail", "Rain & hail", True),
        ("Rain® falls", "Rain falls", True),
        ("Rain falls?", "Rain falls", False),
        ("Rain: again", "Rain - again", False),
        ("Rain-fall", "Rainfall", False),
        ("Rain", "Rain | The Paper", False),
        ("Rain", None, False),
    ],
)
def test_headlines_are_equal_if_readers_see_no_difference(marked: str, found: str | None, same: bool) -> None:
    assert fields.same_headline(marked, found) is same


@pytest.mark.parametrize(
    ("marked", "found", "counts"),
    [
        (["Ann Lee", "Bo Xu"], ["ann  lee"], NameCounts(1, 1, 2)),
        (["José Núñez"], ["Jose Nunez,"], NameCounts(1, 1, 1)),
        (["Ann Lee"], ["Lee Ann", "The Paper"], NameCounts(0, 2, 1)),
        (["Ann Lee"], [], NameCounts(0, 0, 1)),
    ],
)
def test_names_are_compared_without_case_and_accents(
    marked: Sequence[str], found: Sequence[str], counts: NameCounts
) -> None:
    assert fields.name_counts(marked, found) == counts


def test_a_day_is_compared_as_it_was_written() -> None:
    assert fields.same_day(date(2025, 1, 2), "2025-01-02T23:59:00-05:00")
    assert not fields.same_day(date(2025, 1, 2), "2025-01-03")
    assert not fields.same_day(date(2025, 1, 2), None)


def test_what_is_not_marked_is_not_scored() -> None:
    scored = score(annotated(), Extraction(text=RAIN, headline="Rain", authors=("Ann Lee",), date="2025-01-02"))

    assert scored.exact
    assert scored.body.f1 == 1
    assert (scored.headline, scored.authors, scored.date) == (None, None, None)


def test_dates_are_counted_over_all_labels_and_beside_it_over_the_sound_ones() -> None:
    disproved = next(iter(json.loads(label_errors.PATH.read_text(encoding="utf-8"))["date"]["wcxb"]))
    pages = [annotated(name, date=date(2025, 1, 2)) for name in (disproved, "sound")]
    row = measure(pages, {"presscut": [Extraction(text=RAIN, date=day) for day in ("2025-01-03", "2025-01-02")]}).rows[
        0
    ]

    assert (row.date_right, row.date_marked) == (1, 2)
    assert (row.sound_date_right, row.sound_date_marked) == (1, 1)
    all_sound = measure(pages[1:], {"presscut": [Extraction(text=RAIN, date="2025-01-02")]}).rows[0]
    assert (all_sound.date_right, all_sound.sound_date_right) == (1, None)


def test_headlines_are_counted_over_all_labels_and_beside_it_over_the_sound_ones() -> None:
    disproved = next(iter(json.loads(label_errors.PATH.read_text(encoding="utf-8"))["headline"]["wcxb"]))
    pages = [annotated(name, headline="Rain") for name in (disproved, "sound")]
    row = measure(pages, {"presscut": [Extraction(text=RAIN, headline=text) for text in ("Snow", "Rain")]}).rows[0]

    assert (row.headline, row.sound_headline) == (0.5, 1.0)
    all_sound = measure(pages[1:], {"presscut": [Extraction(text=RAIN, headline="Rain")]}).rows[0]
    assert (all_sound.headline, all_sound.sound_headline) == (1.0, None)


def test_every_disproved_label_has_a_reason_that_is_explained() -> None:
    written = json.loads(label_errors.PATH.read_text(encoding="utf-8"))
    fields_of = [written[field] for field in written if field != "reasons"]
    given = {reason for corpora in fields_of for pages in corpora.values() for reason in pages.values()}
    assert given == set(written["reasons"])


def test_every_corpus_is_counted_by_its_own_metric() -> None:
    said = Extraction(text="Rain fell all day. Log in")
    shingles = score(annotated(corpus="article-extraction-benchmark", gold="Rain fell all day."), said)
    words = score(annotated(corpus="fundus", gold="Rain fell all day."), said)
    snippets = score(
        annotated(corpus="trafilatura", gold="", with_snippets=("all day",), without_snippets=("Log in",)), said
    )

    assert shingles.body.precision == pytest.approx(1 / 3)
    assert words.body.precision == pytest.approx(4 / 6)
    assert (snippets.body.precision, snippets.exact) == (0.5, None)


def test_a_table_has_the_columns_that_say_something_and_a_row_for_every_kind() -> None:
    pages = [annotated(headline="Rain"), annotated("2", kind="forum", headline="Snow")]
    right = Extraction(text=RAIN, headline="Rain", milliseconds=2.0)
    measured = measure(pages, {"good": [right, right], "bad": [Extraction(error="broken"), right]})

    head, good, bad, remark = tables.table(measured)
    kinds = [line.split() for line in tables.table_of_kinds(measured)]

    assert head.split()[-5:] == ["F1", "precision", "recall", "exact", "headline"]
    assert good.split()[-5:] == ["1.000", "1.000", "1.000", "1.000", "0.500"]
    assert bad.split()[-5:] == ["0.500", "0.500", "0.500", "0.500", "0.000"]
    assert "no article from 1" in remark
    assert kinds[1:] == [["article", "1", "1.000", "0.000"], ["forum", "1", "1.000", "1.000"]]
    assert "ms" in next(tables.table(measured, times=True))


class CountingSystem:
    """A system that says how many pages it has read."""

    name = "counting"

    def __init__(self, version: str | None) -> None:
        self.version = version
        self.count = 0

    def open(self) -> Session:
        return self

    def read(self, _: AnnotatedPage) -> Extraction:
        self.count += 1
        return Extraction(text=f"page {self.count}", authors=("Ann",), milliseconds=10.0 - self.count)

    def close(self) -> None:
        pass


def test_what_a_peer_gave_is_kept_by_version_and_page(tmp_path: Path) -> None:
    # Given a run over one page
    first = CountingSystem("1.0")
    kept = running.run(first, [annotated()], cache=tmp_path)

    # When the page comes again with another, and when the version changes
    again = running.run(first, [annotated(), annotated("2", html=HTML + b"<p>New")], cache=tmp_path)
    newer = CountingSystem("1.1")
    running.run(newer, [annotated()], cache=tmp_path)

    # Then only what is new was read
    assert again[0] == kept[0]
    assert (first.count, newer.count) == (2, 1)


def test_an_error_is_not_kept(tmp_path: Path) -> None:
    class Failing(CountingSystem):
        def read(self, page: AnnotatedPage) -> Extraction:
            return replace(super().read(page), error="a package is missing")

    failing = Failing("1.0")
    running.run(failing, [annotated()], cache=tmp_path)
    running.run(failing, [annotated()], cache=tmp_path)

    assert failing.count == 2


def test_what_has_no_version_is_read_every_time(tmp_path: Path) -> None:
    counting = CountingSystem(None)
    running.run(counting, [annotated()], cache=tmp_path)
    running.run(counting, [annotated()], cache=tmp_path)

    assert counting.count == 2
    assert not list(tmp_path.iterdir())


def test_of_several_rounds_the_fastest_time_counts() -> None:
    ((extraction,),) = running.timed([CountingSystem(None)], [annotated()], rounds=3)

    assert (extraction.text, extraction.milliseconds) == ("page 2", 6.0)


judge_that_was_called: list[str | None] = []


def remembering_judge(blocks: Blocks, declared: Declared = NOTHING_DECLARED) -> Judgement:
    judge_that_was_called.append(declared.headline)
    return judging.judge(blocks, declared)


def test_presscut_is_measured_with_any_judge() -> None:
    own, other = presscut(), system(f"presscut@{__name__}:remembering_judge")

    extraction = other.open().read(annotated())

    assert (own.name, other.name) == ("presscut", "presscut remembering_judge")
    assert judge_that_was_called == ["Rain"]
    assert extraction.text == own.open().read(annotated()).text == RAIN


def test_a_page_that_is_refused_has_an_error_and_no_text() -> None:
    refused = presscut().open().read(annotated(html=b""))

    assert refused.text == ""
    assert refused.error


def test_a_peer_that_cannot_start_is_named_with_the_way_to_see_why(monkeypatch: pytest.MonkeyPatch) -> None:
    # Given an interpreter that lacks it: this one
    monkeypatch.setattr(systems, "PEERS_PYTHON", Path(sys.executable))
    session = system("resiliparse").open()

    with closing(session), pytest.raises(SystemExit, match="resiliparse ended at page 1 of wcxb, status 1"):
        session.read(annotated())


def test_a_folder_is_for_one_corpus(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        command.main(["--folder", "somewhere"])

    assert "name that one with --corpus" in capsys.readouterr().err


def test_an_unknown_system_is_named_with_those_there_are() -> None:
    with pytest.raises(SystemExit, match="plain text"):
        system("nonesuch")


def test_the_command_prints_tables_and_writes_results(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    corpus = tmp_path / "corpus"
    (corpus / "tests/eval").mkdir(parents=True)
    (corpus / "tests/eval/1.html").write_bytes(HTML)
    item = {"file": "1.html", "with": ["three nights"], "without": ["Cookies"], "title": "Rain"}
    (corpus / "tests/evaldata.json").write_text(json.dumps({"https://a.example/1": item}))
    results = tmp_path / "results.json"

    options = f"--corpus trafilatura --folder {corpus} --worst 1 --results {results}".split()
    command.main([*options, "--systems", "presscut", "plain text"])

    head, presscut_row, *_ = capsys.readouterr().out.splitlines()
    assert head.startswith("trafilatura, 1 pages, snippets")
    assert presscut_row.split() == ["presscut", "1.000", "1.000", "1.000", "1.000", "1.000"]
    (written,) = json.loads(results.read_text(encoding="utf-8"))
    assert written["pages"][0]["systems"]["presscut"]["headline"] is True
