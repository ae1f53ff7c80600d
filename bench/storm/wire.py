"""The way between botocore and the AWS of this process, on which every call may meet a fault.

moto answers where botocore would send (its ``before-send`` event); the faults are put around that. All above is botocore's
own: it signs, parses the errors, and tries again or not, as it does in production.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from types import SimpleNamespace
from typing import Any, Final
from unittest.mock import patch

import botocore.endpoint
from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.exceptions import ConnectionClosedError, EndpointConnectionError, ReadTimeoutError
from moto.core.botocore_stubber import BotocoreStubber
from urllib3.exceptions import ProtocolError

from bench.storm.bus import Bus
from bench.storm.dead_letters import Answer, DeadLetterApi
from bench.storm.fate import Fate, Fault
from bench.storm.strands import Strand, Timeline, current_strand

# Seconds until a client gives up on an answer. botocore's own 60 would leave Lambda no time to see the error.
_READ_TIMEOUT: Final = 3.0

# https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
# https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
_ERRORS: Final[dict[str, dict[Fault, tuple[tuple[int, str], ...]]]] = {
    "dynamodb": {
        "throttled": (
            (400, "ProvisionedThroughputExceededException"),
            (400, "ThrottlingException"),
            (400, "RequestLimitExceeded"),
        ),
        "server_error": ((500, "InternalServerError"),),
        "unavailable": ((503, "ServiceUnavailable"),),
        "denied": ((400, "AccessDeniedException"),),
    },
    "s3": {
        "throttled": ((503, "SlowDown"),),
        "server_error": ((500, "InternalError"),),
        "unavailable": ((503, "ServiceUnavailable"), (400, "RequestTimeout"), (409, "OperationAborted")),
        "denied": ((403, "AccessDenied"),),
    },
    "sqs": {
        "throttled": ((400, "ThrottlingException"),),
        "server_error": ((500, "InternalError"),),
        "unavailable": ((503, "ServiceUnavailable"),),
        "denied": ((400, "AccessDeniedException"),),
    },
    "eventbridge": {
        "throttled": ((400, "ThrottlingException"),),
        "server_error": ((500, "InternalException"),),
        "unavailable": ((503, "ServiceUnavailable"),),
        "denied": ((400, "AccessDeniedException"),),
    },
}

# By the storm's own bus and queue, not by moto.
_ANSWERED_HERE: Final = ("eventbridge", "sqs")

_WRITING: Final = ("Put", "Delete", "Update", "BatchWrite", "Transact")


class _BrokenBody(BytesIO):
    """The connection breaks off in the middle of what is read."""

    def read(self, size: int | None = -1) -> bytes:
        del size
        raise ProtocolError("Connection broken: IncompleteRead")

    def stream(self, **options: Any) -> Iterator[bytes]:
        del options
        yield self.read()


@dataclass(frozen=True, slots=True)
class Effect:
    """A call that AWS has answered, whether or not anybody hears of it."""

    service: str
    operation: str
    url: str
    body: bytes
    status: int


class Wire:
    """``faults`` and ``calls`` count what was met, and what was asked for by "service.Operation"; ``effects`` are those of
    which nobody has taken notice yet.
    """

    def __init__(self, fate: Fate, timeline: Timeline, dead_letters: DeadLetterApi) -> None:
        self.faults: Counter[Fault] = Counter()
        self.calls: Counter[str] = Counter()
        self.effects: list[Effect] = []
        self.bus = Bus()
        self._fate = fate
        self._timeline = timeline
        self._dead_letters = dead_letters

    @contextmanager
    def laid(self) -> Iterator[None]:
        """Within it, whatever a strand asks of AWS goes this way, and botocore's waits take the storm's time."""
        answered = BotocoreStubber.__call__

        def send(stubber: Any, event_name: str, request: AWSPreparedRequest, **options: Any) -> AWSResponse | None:
            def answer(refused_from: int | None = None) -> AWSResponse | None:
                body = _body_of(request)
                _, service, operation = event_name.split(".")
                if service in _ANSWERED_HERE:
                    return _response(request, *self._answer_here(operation, json.loads(body), refused_from))
                response = answered(stubber, event_name, request, **options)
                if response is not None:
                    self.effects.append(Effect(service, operation, request.url, body, response.status_code))
                return response

            strand = current_strand()
            if strand is None:  # somebody looks on, and nothing befalls them
                return answered(stubber, event_name, request, **options)
            return self._send(strand, event_name, request, answer)

        with (
            patch.object(BotocoreStubber, "__call__", send),
            patch.object(botocore.endpoint, "time", SimpleNamespace(**vars(time) | {"sleep": sleep})),
        ):
            yield

    def _send(
        self, strand: Strand, event_name: str, request: AWSPreparedRequest, answer: Callable[..., AWSResponse | None]
    ) -> AWSResponse | None:
        strand.stay_dead()
        _, service, operation = event_name.split(".")
        number = self.calls.total()
        self.calls[f"{service}.{operation}"] += 1
        fault = self._fate.fault(number)
        if fault is not None and not _can_befall(fault, service, operation):
            fault = None
        if fault is not None:
            self.faults[fault] += 1
        strand.pause(self._fate.latency())
        self._fail_before(fault, strand, request, number)
        if fault == "takes_effect_late":
            self._answer_late(request, answer)
            strand.pause(_READ_TIMEOUT)
            raise ReadTimeoutError(endpoint_url=request.url)
        if fault in _ERRORS.get(service, {}):
            assert fault is not None
            return _error(request, service, fault, number)
        answered = answer(number) if fault == "partly_taken" else answer()
        self._fail_after(fault, strand, request)
        if fault == "error_after":
            return _error(request, service, "server_error", number)
        if fault == "broken_body" and answered is not None and answered.status_code == 200:
            answered.raw = _BrokenBody()
        strand.pause(self._fate.latency())
        return answered

    def _answer_here(self, operation: str, asked: dict[str, Any], refused_from: int | None) -> Answer:
        if operation == "PutEvents":
            return 200, self.bus.put_events(asked, refused_from=refused_from)
        if str(asked.get("QueueUrl")).endswith("/aside"):
            return 200, self.bus.keep_aside(asked["MessageBody"])
        return self._dead_letters.answer(operation, asked)

    def _fail_before(self, fault: Fault | None, strand: Strand, request: AWSPreparedRequest, number: int) -> None:
        match fault:
            case "killed_before":
                strand.die("killed_before")
            case "connection_failed":
                raise (EndpointConnectionError if number % 2 else ConnectionClosedError)(endpoint_url=request.url)
            case "timed_out_before":
                strand.pause(_READ_TIMEOUT)
                raise ReadTimeoutError(endpoint_url=request.url)

    def _fail_after(self, fault: Fault | None, strand: Strand, request: AWSPreparedRequest) -> None:
        match fault:
            case "killed_after":
                strand.die("killed_after")
            case "timed_out_after":
                strand.pause(_READ_TIMEOUT)
                raise ReadTimeoutError(endpoint_url=request.url)

    def _answer_late(self, request: AWSPreparedRequest, answer: Callable[[], AWSResponse | None]) -> None:
        """AWS gets to it when nobody waits any more. What is sent is kept, since the client may send its stream again."""
        request.body = _body_of(request)
        self._timeline.after(_READ_TIMEOUT + self._fate.lateness(), answer)


def _body_of(request: AWSPreparedRequest) -> bytes:
    """Streams are wound back, as before each sending."""
    body: Any = request.body
    if not hasattr(body, "read"):
        return body.encode() if isinstance(body, str) else bytes(body or b"")
    content = bytes(body.read())
    body.seek(0)
    return content


def _can_befall(fault: Fault, service: str, operation: str) -> bool:
    match fault:
        case "takes_effect_late":
            return operation.startswith(_WRITING)
        case "broken_body":
            return operation == "GetObject"
        case "partly_taken":
            return operation == "PutEvents"
        case "throttled" | "server_error" | "unavailable" | "denied" | "error_after":
            return service in _ERRORS
    return True


def _error(request: AWSPreparedRequest, service: str, fault: Fault, number: int) -> AWSResponse:
    codes = _ERRORS[service][fault]
    status, code = codes[number % len(codes)]
    if service == "s3":
        headers, body = (
            {"Content-Type": "application/xml"},
            f"<Error><Code>{code}</Code><Message>storm</Message></Error>",
        )
    else:
        headers = {"Content-Type": "application/x-amz-json-1.0"}
        body = f'{{"__type": "com.amazonaws.{service}.v20120810#{code}", "message": "storm"}}'
    return AWSResponse(request.url, status, headers, _Body(body.encode()))  # type: ignore[arg-type]


def _response(request: AWSPreparedRequest, status: int, answer: dict[str, Any]) -> AWSResponse:
    headers = {"Content-Type": "application/x-amz-json-1.1"}
    return AWSResponse(request.url, status, headers, _Body(json.dumps(answer).encode()))  # type: ignore[arg-type]


class _Body(BytesIO):
    def stream(self, **options: Any) -> Iterator[bytes]:
        del options
        yield self.read()


def sleep(seconds: float) -> None:
    """In the time of the storm."""
    strand = current_strand()
    if strand is None:
        time.sleep(seconds)
    else:
        strand.pause(seconds)
