"""An AWS in this process. moto stores and routes; its Lambda, which would want containers, calls the real handlers."""

from __future__ import annotations

import importlib
import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any, Final
from unittest.mock import patch

from moto import mock_aws
from moto.awslambda.models import LambdaBackend
from moto.awslambda.utils import get_backend
from moto.awslambda_simple.models import LambdaSimpleBackend
from moto.events.models import Rule

from presscut.local.streams import Streams

REGION: Final = "us-east-1"
_ACCOUNT: Final = {
    "AWS_ACCESS_KEY_ID": "embedded",
    "AWS_SECRET_ACCESS_KEY": "embedded",
    "AWS_SESSION_TOKEN": "embedded",
    "AWS_DEFAULT_REGION": REGION,
    "AWS_REGION": REGION,
    # No way out: without these, boto3 may ask a machine's own credentials or an endpoint that someone configured.
    "AWS_EC2_METADATA_DISABLED": "true",
}
_SEQUENCER_OF_MOTO: Final = "617f08299329d189"


@contextmanager
def own_account() -> Iterator[None]:
    """Within it, the environment names an account that exists nowhere."""
    cleared = {
        name: value
        for name, value in os.environ.items()
        if name != "AWS_PROFILE" and not name.startswith("AWS_ENDPOINT_URL")  # _S3, _DYNAMODB, …: of one service alone
    }
    with patch.dict(os.environ, cleared | _ACCOUNT, clear=True):
        yield


@contextmanager
def embedded_aws() -> Iterator[Callable[[], int]]:
    """Within it, boto3 talks to an empty AWS of this process alone.

    What it gives is called to let the events of what was done so far reach their functions; it returns how many did. moto
    fires an object's event before it has stored the object's metadata, so a function called at once would not see them.
    Functions that follow a table's stream are called when the others are done: see :mod:`presscut.local.streams`.
    """
    waiting: list[Callable[[], bytes]] = []

    def invoke(
        backend: LambdaSimpleBackend,
        function_name: str,
        qualifier: str | None,
        body: Any,
        headers: Any,
        response_headers: Any,
    ) -> bytes:
        del headers, response_headers  # of moto's HTTP; no handler sees them
        waiting.append(lambda: _call(backend, function_name, qualifier, body))
        return b"null"

    def call(arn: str, event: dict[str, Any]) -> Any:
        _, _, _, region, account, *_ = arn.split(":")
        return json.loads(_call(get_backend(account, region), arn, None, json.dumps(event)))

    send_to_targets, last_moment = Rule.send_to_targets, 0

    def send(rule: Rule, event: Any, transform_input: bool = True) -> None:
        """moto gives every object's event the same sequencer, and a page's second version would be its first once more."""
        nonlocal last_moment
        told = event.get("detail", {}).get("object", {}) if event.get("source") == "aws.s3" else {}
        if told.get("sequencer") == _SEQUENCER_OF_MOTO:  # another rule may have had this event before
            last_moment = max(last_moment + 1, time.time_ns() // 1000)
            told["sequencer"] = f"{last_moment // 10**6:010X}{last_moment % 10**6:05X}0"
        send_to_targets(rule, event, transform_input)

    streams = Streams(call)

    def deliver() -> int:
        delivered = 0
        while waiting or (followed := streams.deliver()):
            if waiting:
                waiting.pop(0)()
                delivered += 1
            else:
                delivered += followed
        return delivered

    with (
        own_account(),
        patch.object(LambdaSimpleBackend, "invoke", invoke),
        patch.object(Rule, "send_to_targets", send),
        patch.object(LambdaBackend, "send_dynamodb_items", lambda *_: None),
        mock_aws(config={"lambda": {"use_docker": False}}),
    ):
        yield deliver


def _call(backend: LambdaBackend, function_name: str, qualifier: str | None, body: Any) -> bytes:
    """Call the handler that the function names, in the environment that the template gives it."""
    function = backend.get_function(function_name, qualifier)
    module, _, name = str(function.handler).rpartition(".")
    variables = {key: str(value) for key, value in (function.environment_vars or {}).items()}
    context = SimpleNamespace(
        function_name=function.function_name,
        memory_limit_in_mb=function.memory_size,
        invoked_function_arn=function.function_arn,
        aws_request_id="embedded",
        get_remaining_time_in_millis=lambda: function.timeout * 1000,
    )
    with patch.dict(os.environ, variables):
        handler = getattr(importlib.import_module(module), name)
        return json.dumps(handler(json.loads(body or "{}"), context)).encode()
