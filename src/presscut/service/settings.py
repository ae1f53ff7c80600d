"""The environment of the functions, typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

DEFAULT_MAX_HTML_BYTES = 32 * 1024 * 1024
DEFAULT_TOMBSTONE_TTL_DAYS = 90
DEFAULT_REVISION_RETENTION_DAYS = 0


class SettingsError(Exception):
    """A variable of the environment is missing or makes no sense; the message names it."""


@dataclass(frozen=True, slots=True)
class Settings:
    table_name: str
    articles_bucket_name: str
    inbox_bucket_name: str
    max_html_bytes: int
    """Of one page: as stored, and after decompression."""
    tombstone_lifetime: timedelta
    revision_retention: timedelta | None = None
    """How long a revision is kept after the next one arrived; None is for ever."""
    receipts_table_name: str = ""
    """Of requests with an ``Idempotency-Key``; of the API alone."""
    shows_api_docs: bool = False
    upload_endpoint_url: str | None = None
    """Where the API's callers reach S3, if that is not where its own requests go; of emulators alone."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Settings:
        """Raises SettingsError."""
        return cls(
            table_name=_required(environment, "TABLE_NAME"),
            articles_bucket_name=_required(environment, "ARTICLES_BUCKET_NAME"),
            inbox_bucket_name=_required(environment, "INBOX_BUCKET_NAME"),
            max_html_bytes=_positive(environment, "MAX_HTML_BYTES", DEFAULT_MAX_HTML_BYTES),
            tombstone_lifetime=timedelta(days=_positive(environment, "TOMBSTONE_TTL_DAYS", DEFAULT_TOMBSTONE_TTL_DAYS)),
            revision_retention=timedelta(days=days)
            if (days := _number(environment, "REVISION_RETENTION_DAYS", DEFAULT_REVISION_RETENTION_DAYS))
            else None,
            receipts_table_name=environment.get("RECEIPTS_TABLE_NAME", ""),
            shows_api_docs=_switch(environment, "API_DOCS"),
            upload_endpoint_url=environment.get("UPLOAD_ENDPOINT_URL") or None,
        )


@dataclass(frozen=True, slots=True)
class PublishSettings:
    event_bus_name: str
    dead_letter_queue_url: str

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> PublishSettings:
        """Raises SettingsError."""
        return cls(
            event_bus_name=_required(environment, "EVENT_BUS_NAME"),
            dead_letter_queue_url=_required(environment, "PUBLISH_DEAD_LETTER_QUEUE_URL"),
        )


@dataclass(frozen=True, slots=True)
class SyndicationSettings:
    dead_letter_queue_url: str

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> SyndicationSettings:
        """Raises SettingsError."""
        return cls(dead_letter_queue_url=_required(environment, "SYNDICATION_DEAD_LETTER_QUEUE_URL"))


def _required(environment: Mapping[str, str], name: str) -> str:
    value = environment.get(name, "")
    if not value:
        raise SettingsError(f"The environment variable {name} is not set.")
    return value


def _positive(environment: Mapping[str, str], name: str, default: int) -> int:
    number = _number(environment, name, default)
    if number == 0:
        raise SettingsError(f"The environment variable {name} should be a positive number; it is 0.")
    return number


def _number(environment: Mapping[str, str], name: str, default: int) -> int:
    value = environment.get(name, "")
    if not value:
        return default
    if not (value.isascii() and value.isdigit()):
        raise SettingsError(f"The environment variable {name} should be a whole number; it is {value!r}.")
    return int(value)


def _switch(environment: Mapping[str, str], name: str) -> bool:
    value = environment.get(name, "")
    if value not in ("", "off", "on"):
        raise SettingsError(f"The environment variable {name} should be on or off; it is {value!r}.")
    return value == "on"
