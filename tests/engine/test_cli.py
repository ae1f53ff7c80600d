"""The command line tool: pages in, articles out, errors beside them."""

from __future__ import annotations

import gzip
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from presscut.article import Article
from presscut.cli.main import main
from presscut.version import VERSION

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Rain on the whole coast</title></head><body><article>
<h1>Rain on the whole coast</h1>
<p>It rained for three days and three nights on the whole coast, and nobody in the harbour could remember a
March as wet as this one — not even the oldest of the pilots, who has seen sixty of them.</p>
<p>The weather service expects the clouds to move inland by Thursday. Until then the ferries stay where they are,
and the <a href="/market">fish market</a> remains closed for the first time since it was rebuilt.</p>
</article></body></html>
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    path = tmp_path / "paper.pdf"
    path.write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n")
    return path


Captured = pytest.CaptureFixture[str]


def test_a_page_is_printed_as_json_where_standard_output_is_no_terminal(page: Path, capsys: Captured) -> None:
    assert main([str(page)]) == 0
    article = Article.model_validate_json(capsys.readouterr().out)
    assert article.headline == "Rain on the whole coast"
    assert "fish market" in article.text


@pytest.mark.parametrize(
    ("form", "beginning"),
    [
        ("json", '{\n  "schema_version"'),
        ("markdown", "# Rain on the whole coast\n"),
        ("text", "Rain on the whole coast\n"),
        ("html", "<!DOCTYPE html>"),
        ("jsonld", '{\n  "@context": "https://schema.org"'),
        ("terminal", "Rain on the whole coast\n"),
    ],
)
def test_a_page_is_printed_in_the_form_asked_for(page: Path, capsys: Captured, form: str, beginning: str) -> None:
    assert main(["--format", form, str(page)]) == 0
    out = capsys.readouterr().out
    assert out.startswith(beginning)
    assert "oldest of the pilots" in " ".join(out.split())
    assert "\x1b" not in out


def test_a_page_is_read_from_standard_input_as_bytes(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    latin = PAGE.replace("utf-8", "windows-1252").encode("windows-1252")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(latin), encoding="ascii"))
    assert main(["--format", "text", "-"]) == 0
    assert "as this one — not even" in capsys.readouterr().out


def test_a_compressed_page_is_read_by_its_first_bytes(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "page"
    path.write_bytes(gzip.compress(PAGE.encode()))
    assert main([str(path)]) == 0
    assert json.loads(capsys.readouterr().out)["headline"] == "Rain on the whole coast"


def test_a_relative_date_is_read_against_the_time_of_the_fetch(tmp_path: Path, capsys: Captured) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE.replace("</h1>", "</h1><p>3 days ago</p>"), encoding="utf-8")
    assert main(["--fetched-at", "2023-03-21T10:00:00Z", str(page)]) == 0
    assert json.loads(capsys.readouterr().out)["date_published"] == "2023-03-18"
    assert main([str(page)]) == 0
    assert "date_published" not in json.loads(capsys.readouterr().out)


def test_a_time_of_the_fetch_that_is_none_is_wrong_usage(page: Path, capsys: Captured) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["--fetched-at", "yesterday", str(page)])
    assert "--fetched-at wants a time in ISO 8601" in capsys.readouterr().err


def test_links_are_resolved_against_the_url(page: Path, capsys: Captured) -> None:
    assert main(["--url", "https://example.org/a/rain", "--format", "markdown", str(page)]) == 0
    assert "[fish market](https://example.org/market)" in capsys.readouterr().out


def test_the_encoding_of_the_transport_is_believed(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(PAGE.replace('<meta charset="utf-8">', "").replace("oldest", "älteste").encode("windows-1252"))
    assert main(["--encoding", "windows-1252", "--format", "text", str(path)]) == 0
    assert "älteste" in capsys.readouterr().out


def test_several_pages_as_json_are_a_line_each(page: Path, capsys: Captured) -> None:
    assert main([str(page), str(page)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line)["headline"] for line in lines] == ["Rain on the whole coast"] * 2


def test_a_page_that_fails_is_told_with_its_reason_and_the_others_go_on(
    page: Path, pdf: Path, capsys: Captured
) -> None:
    assert main([str(pdf), str(page)]) == 1
    captured = capsys.readouterr()
    assert captured.err.startswith(f"presscut: {pdf}: not_html: ")
    assert captured.err.count("\n") == 1
    assert json.loads(captured.out)["headline"] == "Rain on the whole coast"


def test_a_missing_file_is_told_and_the_others_go_on(page: Path, tmp_path: Path, capsys: Captured) -> None:
    missing = tmp_path / "missing.html"
    assert main(["--format", "text", str(missing), str(page)]) == 1
    captured = capsys.readouterr()
    assert captured.err == f"presscut: {missing}: No such file or directory\n"
    assert captured.out.startswith("Rain")


def test_output_is_written_to_a_file_as_utf_8(page: Path, tmp_path: Path, capsys: Captured) -> None:
    output = tmp_path / "article.md"
    assert main(["--format", "markdown", "--output", str(output), str(page)]) == 0
    assert output.read_text(encoding="utf-8").startswith("# Rain on the whole coast\n")
    assert capsys.readouterr().out == ""


def test_an_output_that_cannot_be_written_is_told(page: Path, tmp_path: Path, capsys: Captured) -> None:
    output = tmp_path / "no" / "such" / "folder.json"
    assert main(["--output", str(output), str(page)]) == 1
    assert capsys.readouterr().err == f"presscut: {output}: No such file or directory\n"


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ([], "required: PAGE"),
        (["--format", "pdf", "page.html"], "invalid choice"),
        (["--url", "https://example.org/", "a.html", "b.html"], "--url is the address of one page"),
        (["--format", "html", "a.html", "b.html"], "a document of html holds one article"),
        (["--format", "jsonld", "a.html", "b.html"], "a document of jsonld holds one article"),
        (["-", "-"], "standard input can be read only once"),
    ],
)
def test_wrong_usage_is_explained_with_status_2(arguments: list[str], complaint: str, capsys: Captured) -> None:
    with pytest.raises(SystemExit) as exit_of:
        main(arguments)
    assert exit_of.value.code == 2
    assert complaint in capsys.readouterr().err


@pytest.mark.parametrize("address", ["heron.example/a", "/a", "ftp://heron.example/a", "javascript:x", ""])
def test_an_address_that_is_none_is_wrong_usage(address: str, page: Path, capsys: Captured) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["--url", address, str(page)])
    assert "--url wants an absolute http or https address" in capsys.readouterr().err


def test_an_encoding_that_does_not_exist_is_told_and_the_page_is_read(page: Path, capsys: Captured) -> None:
    assert main(["--encoding", "klingon", str(page)]) == 0
    captured = capsys.readouterr()
    assert "the web knows no encoding 'klingon'" in captured.err
    assert Article.model_validate_json(captured.out).headline == "Rain on the whole coast"


def test_version_is_that_of_the_package(capsys: Captured) -> None:
    with pytest.raises(SystemExit) as exit_of:
        main(["--version"])
    assert exit_of.value.code == 0
    assert capsys.readouterr().out == f"presscut {VERSION}\n"


def test_help_says_what_several_pages_give(capsys: Captured) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    assert "JSON Lines" in capsys.readouterr().out


class Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("no_color", "styled"), [("", True), ("1", False)])
def test_on_a_terminal_the_terminal_view_is_shown_in_colour_unless_it_is_not_wanted(
    page: Path, monkeypatch: pytest.MonkeyPatch, no_color: str, styled: bool
) -> None:
    screen = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", Terminal(screen, encoding="latin-1", write_through=True))
    monkeypatch.setenv("NO_COLOR", no_color)
    monkeypatch.setenv("TERM", "xterm")
    assert main([str(page)]) == 0
    shown = screen.getvalue().decode("utf-8")
    assert ("\x1b[1mRain on the whole coast" in shown) is styled
    assert "as this one — not" in " ".join(shown.split())


def run(*arguments: str, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "presscut", *arguments], input=data, capture_output=True, check=False)


def test_the_module_runs_as_a_program(tmp_path: Path) -> None:
    result = run("--format", "text", "-", str(tmp_path / "missing.html"), data=PAGE.encode())
    assert result.returncode == 1
    assert result.stdout.decode("utf-8").startswith("Rain on the whole coast\n")
    assert result.stderr.decode().endswith("missing.html: No such file or directory\n")


def test_a_reader_that_leaves_early_is_no_error_to_complain_of(tmp_path: Path) -> None:
    long = tmp_path / "long.html"
    long.write_text(PAGE.replace("</article>", "<p>And it went on raining for days, as all agreed.</p>" * 9000))
    command = [sys.executable, "-m", "presscut", str(long)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) >= 0  # ended by itself, by no signal
