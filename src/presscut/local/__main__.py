"""``python -m presscut.local``: pages dropped into an embedded AWS, and the articles that come out shown."""

from __future__ import annotations

import argparse
import io
import os
import shutil
import sys
import time
from collections.abc import Mapping
from contextlib import redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Final

from presscut.local.stack import DEFAULT_TEMPLATE, Stack, StackError
from presscut.storage.headers import is_web_address

if TYPE_CHECKING:
    from presscut.storage.records import Revision

SAMPLES: Final = Path(__file__).parent / "pages"
READABLE_WIDTH: Final = 100


def main() -> int:
    """Exit status: 0, 1 where no article came out, 2 for wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m presscut.local", description=__doc__)
    parser.add_argument("pages", metavar="PAGE", nargs="*", type=Path, help="your own pages; without any, samples")
    parser.add_argument("--url", help="the address of the page, as its metadata in S3 would give it")
    parser.add_argument("--output", type=Path, default=Path("out"), help="where the JSON goes (default: %(default)s)")
    parser.add_argument("--template", type=Path, default=DEFAULT_TEMPLATE, help="default: the checkout's template.yaml")
    arguments = parser.parse_args()
    pages: list[Path] = arguments.pages or sorted(SAMPLES.iterdir())
    missing = [str(page) for page in pages if not page.is_file()]
    if missing:
        parser.error(f"no such file: {', '.join(missing)}")
    if arguments.url is not None and not is_web_address(arguments.url):
        parser.error(f"--url wants an absolute http or https address, and {arguments.url!r} is none")

    from presscut.local.embedded import embedded_aws
    from presscut.local.listening import Listener
    from presscut.local.stack import deploy

    with embedded_aws() as deliver:
        started = time.perf_counter()
        try:
            stack = deploy(arguments.template)
        except StackError as error:
            print(f"presscut: {error}", file=sys.stderr)
            return 1
        print(f"{len(stack.resources)} resources from {arguments.template.name}, {_since(started)}\n")
        listener = Listener.on("default")
        dropped = time.perf_counter()
        _drop(stack, pages, arguments.url)
        # A function's log and metrics go to standard output and are for machines; here a person looks.
        with redirect_stdout(io.StringIO()):
            deliver()
        told = {event["detail"]["id"]: event["detail-type"] for event in listener.heard()}
        articles = sum(_show(stack, page, told, arguments.output) for page in pages)
        print(f"{_counted(len(pages), 'page')} dropped, {_counted(articles, 'article')} stored, {_since(dropped)}")
    return 0 if articles else 1


def _drop(stack: Stack, pages: list[Path], url: str | None) -> None:
    """Put each page into the inbox; EventBridge, queue and handler do the rest."""
    import boto3

    s3 = boto3.client("s3")
    for page in pages:
        s3.put_object(
            Bucket=stack.outputs["InboxBucketName"],
            Key=page.name,
            Body=page.read_bytes(),
            Metadata={"url": url} if url else {},
        )


def _show(stack: Stack, page: Path, told: Mapping[str, str], output: Path) -> bool:
    """``told``: the types of the events on the bus, by document."""
    from presscut.rendering import render
    from presscut.rendering.terminal import show
    from presscut.storage.records import Failed, Live, document_id

    identifier = document_id(stack.outputs["InboxBucketName"], page.name)
    revision = _read(stack, identifier)
    row = f"Row:   DOC#{identifier} LATEST\nEvent: {told.get(identifier, 'none')}"
    columns = min(shutil.get_terminal_size().columns, READABLE_WIDTH)
    print(f"━━ {page.name} ".ljust(columns, "━"))
    if isinstance(revision, Live):
        output.mkdir(parents=True, exist_ok=True)
        path = output / f"{page.name}.json"
        path.write_text(render(revision.article, "json"), encoding="utf-8")
        color = sys.stdout.isatty() and "NO_COLOR" not in os.environ
        print(show(revision.article, width=columns, color=color))
        print(f"JSON:  {path}\n{row}\n")
        return True
    if isinstance(revision, Failed):
        print(f"FAILED · {revision.reason}: {revision.message}\n{row}\n")
    else:
        print("Nothing was stored: the handler's error is in the dead-letter queue.\n")
    return False


def _read(stack: Stack, identifier: str) -> Revision | None:
    import boto3

    from presscut.storage.claim_check import ClaimCheck
    from presscut.storage.dynamodb import DynamoArticleStore

    store = DynamoArticleStore(
        boto3.client("dynamodb"),
        stack.outputs["ArticlesTableName"],
        ClaimCheck(boto3.client("s3"), stack.outputs["ArticlesBucketName"]),
    )
    return store.get(identifier)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _since(start: float) -> str:
    return f"{time.perf_counter() - start:.1f} s"


if __name__ == "__main__":
    sys.exit(main())
