"""``presscut PAGE``: an article from a file or from standard input, in the form that is asked for.

The commands of :data:`COMMANDS` are for those who have a deployment, each with a module of its own. A page of such a name is
``./put``; alone on the command line it is the page, since no command does anything without arguments.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Final, TextIO

from presscut.article import Article
from presscut.cli.showing import FORMS, form_for, output_to, rendered, silence_standard_output
from presscut.errors import PresscutError
from presscut.extraction.limits import DEFAULT_LIMITS
from presscut.version import VERSION

COMMANDS: Final = ("get", "put", "redrive")
STANDARD_INPUT: Final = "-"

_SEPARATORS: Final = {"json": "", "markdown": "\n---\n\n", "text": "\n\n", "terminal": "\n\n"}
"""What stands between several pages. Documents of HTML and JSON-LD cannot follow one another."""

_EPILOG: Final = """\
With several pages, json is JSON Lines: an article a line. A page that cannot be read is told on standard error with
its reason code, and the others go on. Exit status: 0, 1 where a page failed, 2 for wrong usage.

With a deployment: presscut put --help, presscut get --help; for its operators: presscut redrive --help. A page whose file is
named like one of these is ./put.
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the tool; ``argv`` is without the program's name. Returns the exit status, raises SystemExit for usage."""
    given = sys.argv[1:] if argv is None else list(argv)
    if given and given[0] in COMMANDS and (given[1:] or not Path(given[0]).is_file()):
        return _run_command(given[0], given[1:])
    parser = _parser()
    arguments = parser.parse_args(given)
    pages: list[str] = arguments.pages
    if len(pages) > 1 and arguments.url is not None:
        parser.error("--url is the address of one page, and several are given")
    if len(pages) > 1 and arguments.format in ("html", "jsonld"):
        parser.error(f"a document of {arguments.format} holds one article, and several pages are given")
    if pages.count(STANDARD_INPUT) > 1:
        parser.error("standard input can be read only once")
    if arguments.url is not None and not _is_web_address(arguments.url):
        parser.error(f"--url wants an absolute http or https address, and {arguments.url!r} is none")
    if arguments.fetched_at is not None:
        moment = _moment(arguments.fetched_at)
        if moment is None:
            parser.error(f"--fetched-at wants a time in ISO 8601, and {arguments.fetched_at!r} is none")
        arguments.fetched_at = moment
    if arguments.encoding is not None and not _is_encoding(arguments.encoding):
        # Transports name charsets that do not exist; the page is read all the same, as a browser would.
        _fail("--encoding", f"the web knows no encoding {arguments.encoding!r}; each page decides by itself")
    try:
        with output_to(arguments.output) as output:
            return _print_all(arguments, output)
    except BrokenPipeError:
        silence_standard_output()
        return 1
    except OSError as error:
        return _fail(error.filename or "output", error.strerror or str(error))


def _run_command(name: str, argv: Sequence[str]) -> int:
    module = import_module(f"presscut.cli.{name}")
    status: int = module.main(argv)
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="presscut",
        description="Raw HTML in, clean structured articles out.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("pages", metavar="PAGE", nargs="+", help="an HTML file, also compressed; - for standard input")
    parser.add_argument("--url", help="the address the page was read from; relative links are resolved against it")
    parser.add_argument("--encoding", help="the charset that the page's transport named (HTTP's Content-Type)")
    parser.add_argument(
        "--fetched-at",
        metavar="TIME",
        help='when the page was read, in ISO 8601; "3 hours ago" is read against it, and not without it',
    )
    parser.add_argument("--format", choices=FORMS, help="default: terminal on a terminal, json elsewhere")
    parser.add_argument("--output", metavar="FILE", type=Path, help="write there instead of to standard output")
    parser.add_argument("--version", action="version", version=f"presscut {VERSION}")
    return parser


def _is_web_address(address: str) -> bool:
    from presscut.storage.headers import is_web_address

    return is_web_address(address)


def _moment(written: str) -> datetime | None:
    from presscut.storage.headers import moment_in_metadata

    return moment_in_metadata(written)


def _is_encoding(label: str) -> bool:
    from presscut.extraction.decoding import encoding_of_label

    return encoding_of_label(label) is not None


def _print_all(arguments: argparse.Namespace, output: TextIO) -> int:
    form = form_for(output, arguments.format)
    several = len(arguments.pages) > 1
    status = 0
    separator = ""
    for page in arguments.pages:
        try:
            article = _extracted(page, arguments.url, arguments.encoding, arguments.fetched_at)
        except PresscutError as error:
            status = _fail(page, f"{error.code}: {error}")
            continue
        except OSError as error:
            status = _fail(page, error.strerror or str(error))
            continue
        output.write(separator + rendered(article, form, output, in_stream=several))
        separator = _SEPARATORS.get(form, "")
    return status


def _extracted(page: str, url: str | None, encoding: str | None, fetched_at: datetime | None) -> Article:
    from presscut.extraction.pipeline import extract
    from presscut.formats.compression import decompress

    # One byte more than is allowed tells that there is more, without reading it all.
    if page == STANDARD_INPUT:
        data = sys.stdin.buffer.read(DEFAULT_LIMITS.max_bytes + 1)
    else:
        with Path(page).open("rb") as file:
            data = file.read(DEFAULT_LIMITS.max_bytes + 1)
    return extract(decompress(data, None, max_bytes=DEFAULT_LIMITS.max_bytes), url, encoding, fetched_at=fetched_at)


def _fail(subject: object, message: str) -> int:
    print(f"presscut: {subject}: {message}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
