"""What importing each handler costs a cold start: fresh interpreters, in turn with an empty one.

``python -m bench.import_time [--rounds N] [--python PATH]``
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from statistics import median

PROGRAMS: dict[str, str] = {
    "nothing": "pass",
    "presscut (the library)": "import presscut",
    "presscut.service.ingest": "import presscut.service.ingest",
    "presscut.service.api": "import presscut.service.api",
    "presscut.service.publish": "import presscut.service.publish",
    "boto3 with clients for s3 and dynamodb": "import boto3; boto3.client('s3'); boto3.client('dynamodb')",
}

# The time inside the interpreter, from its first instruction on: starting the process is not the function's cost. The
# processor's own time is told too: it says the same on a machine that others use as well.
TIMED = (
    "import time; start = time.perf_counter(), time.process_time(); {program}; "
    "print((time.perf_counter() - start[0]) * 1000, (time.process_time() - start[1]) * 1000)"
)

ENVIRONMENT = {
    "PYTHONDONTWRITEBYTECODE": "",  # the first round, which does not count, compiles
    "TABLE_NAME": "articles",
    "ARTICLES_BUCKET_NAME": "articles",
    "INBOX_BUCKET_NAME": "inbox",
    "EVENT_BUS_NAME": "default",
    "PUBLISH_DEAD_LETTER_QUEUE_URL": "https://sqs.eu-central-1.amazonaws.com/123456789012/dead-letters",
    "POWERTOOLS_SERVICE_NAME": "presscut",
    "POWERTOOLS_METRICS_NAMESPACE": "presscut",
    "AWS_DEFAULT_REGION": "eu-central-1",
    # As in Lambda: what a handler does before its first event counts too.
    "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand",
    "AWS_ACCESS_KEY_ID": "none",
    "AWS_SECRET_ACCESS_KEY": "none",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--python", default=sys.executable)
    arguments = parser.parse_args()
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in PROGRAMS}
    for _ in range(arguments.rounds + 1):
        for name, program in PROGRAMS.items():
            answer = subprocess.run(
                [arguments.python, "-c", TIMED.format(program=program)],
                env=os.environ | ENVIRONMENT,
                capture_output=True,
                text=True,
                check=True,
            )
            elapsed, processor = map(float, answer.stdout.split()[-2:])
            times[name].append((elapsed, processor))
    print(f"{arguments.rounds} rounds, milliseconds")
    print(f"{'':42}{'median':>8}{'fastest':>9}{'least processor time':>22}")
    for name, measured in times.items():
        elapsed_times, processor_times = zip(*measured[1:], strict=True)  # the first round writes the .pyc files
        print(f"{name:42}{median(elapsed_times):8.0f}{min(elapsed_times):9.0f}{min(processor_times):22.0f}")


if __name__ == "__main__":
    main()
