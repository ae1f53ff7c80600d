"""Copies of the ingest function: each has its own module, as each Lambda sandbox is a process of its own.

What one invocation leaves in the module (the batch processor's lists, the cached store) is met by the next of the same
sandbox and by nobody else. A sandbox whose process was killed is replaced by a new one.
"""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from functools import cache
from types import ModuleType, SimpleNamespace
from typing import Any, Final, Literal
from unittest.mock import patch

import boto3
from botocore.config import Config

import presscut.service.drops
import presscut.service.ingest
import presscut.service.publish
import presscut.service.sweep
from bench.storm.pages import CRASHING
from presscut import Article, extract
from presscut.extraction.limits import Limits
from presscut.service.settings import PublishSettings, Settings

Retries = Literal["on", "off", "mixed"]

_ENVIRONMENT: Final = {
    "POWERTOOLS_SERVICE_NAME": "presscut",
    "POWERTOOLS_METRICS_NAMESPACE": "presscut",
    "POWERTOOLS_LOG_LEVEL": "CRITICAL",
    "EVENT_BUS_NAME": "storm",
    "PUBLISH_DEAD_LETTER_QUEUE_URL": "https://sqs.us-east-1.amazonaws.com/123456789012/aside",
}
_real_client: Callable[..., Any] = boto3.client


class CrashError(RuntimeError):
    """What nobody foresaw."""


class _Copy:
    """Of a function's module, with clients of its own."""

    def __init__(self, module: ModuleType, *, sdk_retries: bool) -> None:
        self._sdk_retries = sdk_retries
        with self._clients():
            self.module = _copy_of(module)

    @contextmanager
    def _clients(self) -> Iterator[None]:
        with patch.object(boto3, "client", _client_factory(self._sdk_retries)):
            yield


class Sandbox(_Copy):
    """Of the ingest function."""

    def __init__(self, *, sdk_retries: bool) -> None:
        super().__init__(presscut.service.ingest, sdk_retries=sdk_retries)

    def handle(self, event: dict[str, Any]) -> dict[str, Any]:
        answer: dict[str, Any] = self.module.handler(
            event, SimpleNamespace(get_remaining_time_in_millis=lambda: 60_000)
        )
        return answer

    def warm_up(self) -> None:
        """Make the clients, as the function does while it starts."""
        with self._clients():
            self.module.ingestion_of(Settings.from_environment(os.environ))


class SweepSandbox(_Copy):
    """Of the sweep function; ``counts_as_old`` in the place of the tombstone's lifetime, which no storm lasts."""

    def __init__(self, *, sdk_retries: bool, counts_as_old: timedelta) -> None:
        super().__init__(presscut.service.sweep, sdk_retries=sdk_retries)
        with self._clients():
            sweep = self.module.sweep_of(Settings.from_environment(os.environ))
        sweep = replace(sweep, tombstone_lifetime=counts_as_old)
        vars(self.module)["sweep_of"] = lambda _: sweep

    def handle(self) -> dict[str, Any]:
        answer: dict[str, Any] = self.module.handler({}, SimpleNamespace(get_remaining_time_in_millis=lambda: 900_000))
        return answer


class PublishSandbox(_Copy):
    """Of the publish function; ``wait`` takes the time of the storm."""

    def __init__(self, *, sdk_retries: bool, wait: Callable[[float], None]) -> None:
        super().__init__(presscut.service.publish, sdk_retries=sdk_retries)
        with self._clients():
            publishing = self.module.publishing_of(PublishSettings.from_environment(os.environ))
        publishing.wait = wait
        vars(self.module)["publishing_of"] = lambda _: publishing

    def handle(self, event: dict[str, Any]) -> list[str]:
        """The sequence numbers that it names."""
        answer = self.module.handler(event, SimpleNamespace())
        return [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]


@contextmanager
def function_environment(names: dict[str, str]) -> Iterator[None]:
    """What the functions find there: ``names`` of table and buckets; and the engine with a memory.

    Extraction is pure, so the same bytes are truly extracted once and remembered: most deliveries bring bytes that were
    read before. On a page that says so, the engine breaks.
    """
    with (
        patch.dict(os.environ, _ENVIRONMENT | names),
        patch.object(presscut.service.drops, "extract", remembered_extract),
    ):
        yield


def remembered_extract(html: bytes, **options: Any) -> Article:
    """As :func:`presscut.extract`. Raises what that raises; and CrashError."""
    if CRASHING in html:
        raise CrashError("The engine broke on a page.")
    limits: Limits = options.pop("limits")
    result = _extracted(html, limits, tuple(sorted(options.items())))
    if isinstance(result, Exception):
        raise result.with_traceback(None)
    return result


@cache
def _extracted(html: bytes, limits: Limits, options: tuple[tuple[str, Any], ...]) -> Article | Exception:
    try:
        return extract(html, limits=limits, **dict(options))
    except Exception as error:  # noqa: BLE001 - kept, and raised to whoever asks
        return error


def _copy_of(module: ModuleType) -> ModuleType:
    assert module.__spec__ is not None
    assert module.__spec__.origin is not None
    spec = importlib.util.spec_from_file_location(module.__name__, module.__spec__.origin)
    assert spec is not None
    assert spec.loader is not None
    copy = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(copy)
    return copy


@cache
def _client_factory(sdk_retries: bool) -> Callable[..., Any]:
    """``boto3.client``, but each made once: they hold nothing but connections, and reading AWS's models takes long."""
    made: dict[str, Any] = {}

    def client(service: str, *arguments: Any, **options: Any) -> Any:
        key = repr((service, arguments, sorted(options)))
        if key not in made:
            if not sdk_retries:
                config = options.pop("config", None) or Config()
                options["config"] = config.merge(Config(retries={"total_max_attempts": 1}))
            made[key] = _real_client(service, *arguments, **options)
        return made[key]

    return client
