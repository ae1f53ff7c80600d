"""``python -m presscut.local.desk``: the embedded AWS and the desk over it, until Ctrl-C."""

from __future__ import annotations

import argparse
import errno
import sys
from contextlib import suppress
from pathlib import Path
from threading import Event
from typing import Final

from presscut.local.stack import DEFAULT_TEMPLATE

DEFAULT_PORT: Final = 8000


def main() -> int:
    """Exit status: 0, or 1 where the desk could not be set up."""
    parser = argparse.ArgumentParser(prog="python -m presscut.local.desk", description=__doc__)
    parser.add_argument("--port", type=int, default=DEFAULT_PORT, help="of the desk (default: %(default)s)")
    parser.add_argument(
        "--aws-port", type=int, default=0, help="of its AWS, for other programs (default: any free one)"
    )
    parser.add_argument("--template", type=Path, default=DEFAULT_TEMPLATE, help="default: the checkout's template.yaml")
    arguments = parser.parse_args()

    from presscut.local.desk.serving import served_desk
    from presscut.local.stack import StackError

    try:
        with served_desk(arguments.template, arguments.port, arguments.aws_port) as (url, world):
            print(f"The desk: {url}\n")
            print("Pages dropped from another terminal arrive there too:")
            print("  export AWS_ACCESS_KEY_ID=embedded AWS_SECRET_ACCESS_KEY=embedded AWS_DEFAULT_REGION=us-east-1")
            print(
                f"  aws --endpoint-url {world.aws_url} s3 cp page.html s3://{world.settings.inbox_bucket_name}/page.html"
            )
            print("\nUntil Ctrl-C; then everything in it is gone.", flush=True)
            with suppress(KeyboardInterrupt):
                Event().wait()
    except (StackError, OSError) as error:
        print(f"presscut: {error}", file=sys.stderr)
        if getattr(error, "errno", None) == errno.EADDRINUSE:
            print("Something else answers there; --port (make serve PORT=…) names another.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
