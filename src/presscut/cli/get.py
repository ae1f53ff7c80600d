"""``presscut get``: an article of a deployment, as it is or as it was."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from presscut.cli.showing import FORMS, form_for, output_to, rendered, silence_standard_output

if TYPE_CHECKING:
    from presscut.storage.ports import ArticleStore
    from presscut.storage.records import Deleted, Failed
    from presscut.storage.revisions import RevisionSummary

_ID: Final = re.compile("[0-9a-f]{64}")
_SEQUENCE: Final = re.compile("[0-9A-F]{32}")

_EPILOG: Final = """\
Revisions are listed newest first: number, time of arrival, status, sequence, headline or reason, and what changed, with
tabs between them; with --format json as JSON Lines. Exit status: 0, 1 where there is no article (nothing known, failed,
deleted) or AWS did not answer, 2 for wrong usage.

That takes dynamodb:GetItem and Query on the table, s3:GetObject on the bucket of large articles, and with --stack
cloudformation:DescribeStacks.
"""


def main(argv: Sequence[str]) -> int:
    """``argv`` is what follows "get". Returns the exit status, raises SystemExit for usage."""
    try:
        from botocore.exceptions import BotoCoreError

        from presscut.cli.aws_sentences import sentence_of
        from presscut.cli.deployment import NoDeploymentError, deployment_of, session_of
    except ImportError:
        return _fail("boto3 is not there; it comes with presscut[cli]")
    from presscut.storage.client_config import impatient
    from presscut.storage.ports import StorageError
    from presscut.storage.records import document_id

    parser = _parser()
    arguments = parser.parse_args(argv)
    _check(arguments, parser)
    needed = ("table", "articles_bucket") if arguments.id else ("inbox", "table", "articles_bucket")
    try:
        session = session_of(arguments)
        deployment = deployment_of(arguments, session, *needed)
        identifier: str = arguments.id or document_id(deployment.inbox, arguments.key)
        return _print(deployment.store(session, impatient()), identifier, arguments)
    except NoDeploymentError as error:
        parser.error(str(error))
    except BrokenPipeError:
        silence_standard_output()
        return 1
    except OSError as error:
        return _fail(f"{error.filename or 'output'}: {error.strerror or error}")
    except (BotoCoreError, StorageError) as error:
        return _fail(sentence_of(error))


def _parser() -> argparse.ArgumentParser:
    from presscut.cli.deployment import EPILOG, add_deployment_arguments

    parser = argparse.ArgumentParser(
        prog="presscut get",
        description="Print an article of a deployment.",
        epilog=f"{_EPILOG}\n{EPILOG}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("id", metavar="ID", nargs="?", help="of the article: 64 hex digits")
    parser.add_argument("--key", help="of the object of the inbox, instead of ID")
    parser.add_argument("--format", choices=FORMS, help="default: terminal on a terminal, json elsewhere")
    parser.add_argument("--output", metavar="FILE", type=Path, help="write there instead of to standard output")
    history = parser.add_mutually_exclusive_group()
    history.add_argument("--revisions", action="store_true", help="list what it was, instead of printing what it is")
    history.add_argument("--revision", metavar="SEQUENCE", help="as it was then; the list tells the sequences")
    add_deployment_arguments(parser)
    return parser


def _check(arguments: argparse.Namespace, parser: argparse.ArgumentParser) -> None:
    if (arguments.id is None) == (arguments.key is None):
        parser.error("name the article by its ID, or by the --key of its page")
    if arguments.id is not None and not _ID.fullmatch(arguments.id):
        parser.error(f"an ID has 64 hex digits, and {arguments.id!r} has not; a key goes with --key")
    if arguments.revision is not None and not _SEQUENCE.fullmatch(arguments.revision):
        parser.error(f"a sequence has 32 hex digits in upper case, and {arguments.revision!r} has not")
    if arguments.revisions and arguments.format not in (None, "json", "text", "terminal"):
        parser.error(f"a list of revisions is text or json, and no {arguments.format}")


def _print(store: ArticleStore, identifier: str, arguments: argparse.Namespace) -> int:
    from presscut.storage.records import Live

    if arguments.revisions:
        return _print_revisions(store, identifier, arguments)
    found = store.article_at(identifier, arguments.revision) if arguments.revision else store.get(identifier)
    if not isinstance(found, Live):
        return _fail(_why_not(found, identifier))
    with output_to(arguments.output) as output:
        output.write(rendered(found.article, form_for(output, arguments.format), output))
    return 0


def _why_not(found: Failed | Deleted | None, identifier: str) -> str:
    from presscut.storage.records import Failed

    if found is None:
        return f"nothing is known of {identifier}; is it of this deployment, and has its page been read yet?"
    if isinstance(found, Failed):
        return f"{identifier} is FAILED, {found.reason}: {found.message}"
    return f"{identifier} is DELETED; its page was deleted at {found.origin.arrived_at.isoformat()}"


# --- revisions ---------------------------------------------------------------------------------------------------


def _print_revisions(store: ArticleStore, identifier: str, arguments: argparse.Namespace) -> int:
    is_empty = True
    with output_to(arguments.output) as output:
        for one in _revisions(store, identifier):
            output.write((_as_json(one) if arguments.format == "json" else _as_line(one)) + "\n")
            is_empty = False
    return _fail(_why_not(None, identifier)) if is_empty else 0


def _revisions(store: ArticleStore, identifier: str) -> Iterator[RevisionSummary]:
    page = store.revisions(identifier)
    yield from page.revisions
    while page.next_before is not None:
        page = store.revisions(identifier, before=page.next_before)
        yield from page.revisions


def _as_line(one: RevisionSummary) -> str:
    from presscut.rendering.characters import one_line, unspoofed

    said = one.headline or one.reason or ""
    cells = (str(one.number), one.arrived_at.isoformat(), one.status, one.sequence, said, _changes(one))
    return "\t".join(one_line(unspoofed(cell)) for cell in cells).rstrip("\t")


def _changes(one: RevisionSummary) -> str:
    if one.changes is None:
        return ""
    fields = ", ".join(change.field for change in one.changes.fields)
    body = one.changes.body
    lines = f"body (+{body.lines_added} −{body.lines_removed} lines)" if body is not None else ""
    return ", ".join(filter(None, (fields, lines)))


def _as_json(one: RevisionSummary) -> str:
    members = {
        "number": one.number,
        "sequence": one.sequence,
        "status": one.status,
        "reason": one.reason,
        "arrived_at": one.arrived_at.isoformat(),
        "version_id": one.version_id,
        "content_hash": one.content_hash,
        "extractor_version": one.extractor_version,
        "headline": one.headline,
        "compared_with": one.compared_with,
        "changes": one.changes.as_json() if one.changes is not None else None,
    }
    return json.dumps(members, ensure_ascii=False)


def _fail(message: str) -> int:
    print(f"presscut get: {message}", file=sys.stderr)
    return 1
