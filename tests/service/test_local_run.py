"""``make run``, as a person sees it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from presscut.article import Article
from presscut.local.__main__ import SAMPLES, main

PAGE = SAMPLES / "english-cms-with-a-wall.html"


def run(monkeypatch: pytest.MonkeyPatch, output: Path, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["presscut.local", "--output", str(output), *arguments])
    return main()


def test_a_page_is_shown_with_its_row_and_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, tmp_path, "--url", "https://valley.example/night-trains", str(PAGE)) == 0
    shown = capsys.readouterr().out
    assert "Night Trains Return to the Valley" in shown
    assert "1 page dropped, 1 article stored" in shown
    written = (tmp_path / f"{PAGE.name}.json").read_text(encoding="utf-8")
    assert Article.model_validate_json(written).url == "https://valley.example/night-trains"


def test_a_page_that_failed_is_told_with_its_reason_and_nothing_that_is_for_machines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, tmp_path, str(SAMPLES / "minutes.pdf"), str(PAGE)) == 0
    shown = capsys.readouterr().out
    assert "FAILED · not_html: This looks like a PDF document" in shown
    assert "2 pages dropped, 1 article stored" in shown
    assert "_aws" not in shown


def test_nothing_but_failures_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(monkeypatch, tmp_path, str(SAMPLES / "minutes.pdf")) == 1


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [(("/no/such/page.html",), "no such file: /no/such/page.html"), (("--url", "valley", str(PAGE)), "absolute http")],
)
def test_wrong_usage_is_explained(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    complaint: str,
) -> None:
    with pytest.raises(SystemExit, match="2"):
        run(monkeypatch, tmp_path, *arguments)
    assert complaint in capsys.readouterr().err
