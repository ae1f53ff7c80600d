"""``presscut put``: files into the inbox of a deployment, and what became of them."""

from __future__ import annotations

import argparse
import json
import mimetypes
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from presscut.cli.dropping import Drop, Dropping, Result

STANDARD_INPUT: Final = "-"
MAX_KEY_BYTES: Final = 1024
"""Of UTF-8: https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html"""
MAX_CONCURRENCY: Final = 256

_EPILOG: Final = """\
Each result is a line, as soon as it is there: key, status, id of the article, headline or reason, with tabs between them.
LIVE, FAILED and DELETED are the store's; SENT with --no-wait; PENDING where nothing came of it in time; ERROR where it was
not sent or cannot be looked after. Exit status: 0, 1 where not every page became an article, 2 for wrong usage.

That takes s3:PutObject on the inbox, dynamodb:GetItem and Query on the table, s3:GetObject on the bucket of large articles,
and with --stack cloudformation:DescribeStacks.
"""


def main(argv: Sequence[str]) -> int:
    """``argv`` is what follows "put". Returns the exit status, raises SystemExit for usage."""
    try:
        from botocore.config import Config
        from botocore.exceptions import BotoCoreError

        from presscut.cli.aws_sentences import sentence_of
        from presscut.cli.deployment import NoDeploymentError, deployment_of, session_of
        from presscut.cli.dropping import Dropping
    except ImportError:
        return _fail("boto3 is not there; it comes with presscut[cli]")
    from presscut.storage.ports import StorageError

    parser = _parser()
    arguments = parser.parse_args(argv)
    drops = _drops(arguments, parser)
    needed = ("inbox",) if arguments.no_wait else ("inbox", "table", "articles_bucket")
    # Every thread a connection of its own; pages take long on slow lines.
    config = Config(
        max_pool_connections=2 * arguments.concurrency, retries={"mode": "standard", "total_max_attempts": 5}
    )
    try:
        session = session_of(arguments)
        deployment = deployment_of(arguments, session, *needed)
        dropping = Dropping(
            session.client("s3", config=config),
            deployment.inbox,
            deployment.store(session, config),
            None if arguments.no_wait else arguments.timeout,
            arguments.concurrency,
        )
    except NoDeploymentError as error:
        parser.error(str(error))
    except (BotoCoreError, StorageError) as error:
        return _fail(sentence_of(error))
    return _run(dropping, drops, arguments, deployment.stack)


def _parser() -> argparse.ArgumentParser:
    from presscut.cli.deployment import EPILOG, add_deployment_arguments

    parser = argparse.ArgumentParser(
        prog="presscut put",
        description="Drop pages into the inbox of a deployment, and wait for what becomes of them.",
        epilog=f"{_EPILOG}\n{EPILOG}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("files", metavar="FILE", nargs="+", help="a page; - for standard input, with --key")
    names = parser.add_argument_group("what the object is called")
    names.add_argument("--key", help="of one page; default: the file's name")
    names.add_argument("--prefix", default="", help="before each file's name, as in news/")
    names.add_argument(
        "--relative-to", metavar="FOLDER", type=Path, help="keep the path below this folder, not the name alone"
    )
    page = parser.add_argument_group("what is said of the page")
    page.add_argument("--url", help="the address it was read from, of one page")
    page.add_argument("--fetched-at", metavar="TIME", help="when it was read there, in ISO 8601")
    page.add_argument(
        "--content-type", metavar="TYPE", help='as in "text/html; charset=windows-1252"; default: by the name'
    )
    page.add_argument("--gzip", action="store_true", help="compress it on the way")
    parser.add_argument("--no-wait", action="store_true", help="send and be done")
    parser.add_argument(
        "--timeout", metavar="SECONDS", type=_seconds, default=120.0, help="to wait for each page (default: 120)"
    )
    parser.add_argument(
        "--concurrency", metavar="N", type=_count, default=8, help="requests under way at once (default: 8)"
    )
    parser.add_argument("--json", action="store_true", help="results as JSON Lines")
    add_deployment_arguments(parser)
    return parser


def _seconds(written: str) -> float:
    try:
        number = float(written)
    except ValueError:
        number = 0.0
    if not 0 < number < float("inf"):
        raise argparse.ArgumentTypeError(f"{written} is no number of seconds above 0")
    return number


def _count(written: str) -> int:
    if not written.isdecimal() or not 1 <= int(written) <= MAX_CONCURRENCY:
        raise argparse.ArgumentTypeError(f"{written} is no number from 1 to {MAX_CONCURRENCY}")
    return int(written)


# --- what is dropped ---------------------------------------------------------------------------------------------


def _drops(arguments: argparse.Namespace, parser: argparse.ArgumentParser) -> list[Drop]:
    from presscut.cli.dropping import Drop
    from presscut.storage.headers import is_web_address, moment_in_metadata

    files: list[str] = arguments.files
    for option in ("key", "url"):
        if len(files) > 1 and getattr(arguments, option) is not None:
            parser.error(f"--{option} is that of one page, and several are given")
    if arguments.key is not None and (arguments.prefix or arguments.relative_to):
        parser.error("--key is the whole key; --prefix and --relative-to make one of the file's name")
    if STANDARD_INPUT in files and arguments.key is None:
        parser.error("standard input has no name; give the page one by --key")
    if arguments.url is not None and not is_web_address(arguments.url):
        parser.error(f"--url wants an absolute http or https address, and {arguments.url!r} is none")
    fetched_at = moment_in_metadata(arguments.fetched_at)
    if arguments.fetched_at is not None and fetched_at is None:
        parser.error(f"--fetched-at wants a time in ISO 8601, and {arguments.fetched_at!r} is none")
    missing = [name for name in files if name != STANDARD_INPUT and not Path(name).is_file()]
    if missing:
        parser.error(f"no such file: {', '.join(missing)}")
    keys = [_key(name, arguments, parser) for name in files]
    twice = [key for key, number in Counter(keys).items() if number > 1]
    if twice:
        parser.error(f"several pages would be {twice[0]}; --relative-to keeps the folders that tell them apart")
    return [
        Drop(
            source=sys.stdin.buffer.read() if name == STANDARD_INPUT else Path(name),
            key=key,
            content_type=arguments.content_type or _content_type(key),
            url=arguments.url,
            fetched_at=fetched_at,
            compress=arguments.gzip,
        )
        for name, key in zip(files, keys, strict=True)
    ]


def _key(name: str, arguments: argparse.Namespace, parser: argparse.ArgumentParser) -> str:
    key: str = arguments.key if arguments.key is not None else arguments.prefix + _name_below(name, arguments, parser)
    try:
        size = len(key.encode())
    except UnicodeEncodeError:
        parser.error(f"the name {key!r} is no Unicode, and keys are; give the page another by --key")
    if not 1 <= size <= MAX_KEY_BYTES:
        parser.error(f"a key has 1 to {MAX_KEY_BYTES} bytes, and this one {size}: {key[:60]!r}")
    return key


def _name_below(name: str, arguments: argparse.Namespace, parser: argparse.ArgumentParser) -> str:
    if arguments.relative_to is None:
        return PurePath(name).name
    try:
        return Path(name).resolve().relative_to(arguments.relative_to.resolve()).as_posix()
    except ValueError:
        parser.error(f"{name} is not below {arguments.relative_to}")


def _content_type(key: str) -> str:
    """No charset: it would count as the transport's word, and nobody has given it."""
    guessed, _ = mimetypes.guess_type(key)
    return guessed or "text/html"


# --- what is told ------------------------------------------------------------------------------------------------


def _run(dropping: Dropping, drops: Sequence[Drop], arguments: argparse.Namespace, stack: str | None) -> int:
    from presscut.cli.showing import silence_standard_output

    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    results: list[Result] = []
    try:
        with _progress(len(drops)) as progress:
            for result in dropping.results(drops):
                results.append(result)
                progress.update(1)
                progress.write(_as_json(result) if arguments.json else _as_line(result))
    except KeyboardInterrupt:
        return _fail(f"interrupted; of {len(drops)} pages, {len(drops) - len(results)} are not sent or not read yet")
    except BrokenPipeError:
        silence_standard_output()
        return 1
    if any(result.status == "PENDING" for result in results):
        print(_where_to_look(arguments.timeout, stack), file=sys.stderr)
    return 0 if all(result.status in ("LIVE", "SENT") for result in results) else 1


def _as_line(result: Result) -> str:
    from presscut.rendering.characters import one_line, unspoofed

    said = result.headline or ": ".join(filter(None, (result.reason, result.message)))
    if result.is_superseded:
        said = f"(a later version of it) {said}"
    cells = (result.drop.key, result.status, result.document_id, said)
    # Keys and headlines are other people's, and this may be a terminal.
    return "\t".join(one_line(unspoofed(cell)) for cell in cells).rstrip("\t")


def _as_json(result: Result) -> str:
    members = {
        "file": result.drop.name,
        "key": result.drop.key,
        "status": result.status,
        "id": result.document_id,
        "version_id": result.version_id,
        "headline": result.headline,
        "reason": result.reason,
        "message": result.message,
        "superseded": result.is_superseded,
    }
    return json.dumps(members, ensure_ascii=False)


def _where_to_look(timeout: float, stack: str | None) -> str:
    named = stack or "NAME"
    return (
        f"presscut put: nothing came of the PENDING pages within {timeout:g} seconds each. They are in the inbox, and may "
        "still be read: ask again by presscut get ID. If not, look at the stack's IngestQueueUrl (is it long?), at the log of "
        f"its IngestFunction, and at its dead-letter queue: presscut redrive --stack {named} sends back what lies there."
    )


class _Progress(Protocol):
    def write(self, line: str) -> object: ...

    def update(self, number: int) -> object: ...


class _NoProgress:
    def write(self, line: str) -> None:
        print(line, flush=True)

    def update(self, number: int) -> None:
        """Nobody looks."""


@contextmanager
def _progress(total: int) -> Iterator[_Progress]:
    """A bar on standard error where that is a terminal and tqdm is there; lines of results go around it."""
    try:
        from tqdm import tqdm
    except ImportError:
        tqdm = None
    if tqdm is None or not sys.stderr.isatty():
        yield _NoProgress()
        return
    with tqdm(total=total, unit="page", leave=False, dynamic_ncols=True, file=sys.stderr) as bar:
        yield bar


def _fail(message: str) -> int:
    print(f"presscut put: {message}", file=sys.stderr)
    return 1
