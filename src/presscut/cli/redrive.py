"""``presscut redrive``: what lies in a stack's dead-letter queue is tried again."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

_EPILOG = """\
Credentials and region are AWS's usual ones. On the dead-letter queue that takes sqs:StartMessageMoveTask,
ListMessageMoveTasks, GetQueueAttributes, ReceiveMessage and DeleteMessage, on the other GetQueueAttributes and SendMessage,
and for --stack cloudformation:DescribeStacks. Exit status: 0, 1 where not all was moved, 2 for wrong usage.
"""


def main(argv: Sequence[str]) -> int:
    """``argv`` is what follows "redrive". Returns the exit status, raises SystemExit for usage."""
    parser = _parser()
    arguments = parser.parse_args(argv)
    by_url = (arguments.dead_letters is not None, arguments.to is not None)
    if any(by_url) == (arguments.stack is not None) or any(by_url) != all(by_url):
        parser.error("name either --stack, or both queues by --from and --to")
    try:
        import boto3
        from botocore.exceptions import BotoCoreError
    except ImportError:
        return _fail("boto3 is not there; it comes with presscut[cli]")

    from presscut.cli.aws_sentences import sentence_of
    from presscut.errors import PresscutError
    from presscut.service.redriving import Queues, RedriveError, queues_of_stack, redrive, redrive_one_by_one
    from presscut.storage.ports import StorageError

    try:
        session = boto3.Session(region_name=arguments.region)
        queues = (
            queues_of_stack(session.client("cloudformation"), arguments.stack)
            if arguments.stack is not None
            else Queues(arguments.dead_letters, arguments.to)
        )
        move = redrive_one_by_one if arguments.one_by_one else redrive
        redriven = move(session.client("sqs"), queues, _tell_progress)
    except (BotoCoreError, PresscutError, RedriveError, StorageError) as error:
        return _fail(sentence_of(error))
    left = redriven.left or "none"
    print(f"{redriven.moved} moved from the dead-letter queue to be tried again, {left} left in it.")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="presscut redrive",
        description="Move the messages of the dead-letter queue back to the queue of the ingest function.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--stack", metavar="NAME", help="the CloudFormation stack whose outputs name the queues")
    parser.add_argument("--from", dest="dead_letters", metavar="URL", help="the dead-letter queue, instead of --stack")
    parser.add_argument("--to", metavar="URL", help="the queue that the messages go to, with --from")
    parser.add_argument("--region", help="default: as AWS's tools find it")
    parser.add_argument(
        "--one-by-one",
        action="store_true",
        help="receive, send and delete each message here, where SQS has no task for it (emulators)",
    )
    return parser


def _tell_progress(moved: int, of_about: int) -> None:
    print(f"{moved} of about {of_about} moved", file=sys.stderr)


def _fail(message: str) -> int:
    print(f"presscut redrive: {message}", file=sys.stderr)
    return 1
