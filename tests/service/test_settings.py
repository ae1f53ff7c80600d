"""The environment of the functions."""

from __future__ import annotations

from datetime import timedelta

import pytest

from presscut.service.settings import DEFAULT_MAX_HTML_BYTES, Settings, SettingsError

REQUIRED = {"TABLE_NAME": "table", "ARTICLES_BUCKET_NAME": "articles", "INBOX_BUCKET_NAME": "inbox"}


def test_limits_have_defaults() -> None:
    settings = Settings.from_environment(REQUIRED)
    assert settings == Settings("table", "articles", "inbox", DEFAULT_MAX_HTML_BYTES, timedelta(days=90))


def test_limits_can_be_set() -> None:
    settings = Settings.from_environment(REQUIRED | {"MAX_HTML_BYTES": "1000", "TOMBSTONE_TTL_DAYS": "7"})
    assert (settings.max_html_bytes, settings.tombstone_lifetime) == (1000, timedelta(days=7))


@pytest.mark.parametrize("name", REQUIRED)
def test_a_missing_name_is_told(name: str) -> None:
    with pytest.raises(SettingsError, match=name):
        Settings.from_environment(REQUIRED | {name: ""})


@pytest.mark.parametrize("value", ["0", "-1", "many", "1.5", "٣"])
def test_a_limit_that_is_no_positive_number_is_told(value: str) -> None:
    with pytest.raises(SettingsError, match="MAX_HTML_BYTES"):
        Settings.from_environment(REQUIRED | {"MAX_HTML_BYTES": value})


@pytest.mark.parametrize(("days", "retention"), [("", None), ("0", None), ("30", timedelta(days=30))])
def test_revisions_are_kept_for_ever_unless_a_number_of_days_is_set(days: str, retention: timedelta | None) -> None:
    assert Settings.from_environment(REQUIRED | {"REVISION_RETENTION_DAYS": days}).revision_retention == retention


@pytest.mark.parametrize("days", ["-1", "many", "1.5"])
def test_a_retention_that_is_no_number_is_told(days: str) -> None:
    with pytest.raises(SettingsError, match="REVISION_RETENTION_DAYS"):
        Settings.from_environment(REQUIRED | {"REVISION_RETENTION_DAYS": days})
