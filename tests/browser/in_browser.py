"""A real browser, as a user has one: Debian's chromium, driven by playwright. Whoever lacks either is told so.

Test modules name it in ``pytest_plugins``.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# Powertools and boto3 read these when the handlers are imported; nothing here may ever reach a real account.
os.environ.update(
    AWS_ACCESS_KEY_ID="testing",
    AWS_SECRET_ACCESS_KEY="testing",
    AWS_SESSION_TOKEN="testing",
    AWS_DEFAULT_REGION="eu-west-1",
    POWERTOOLS_SERVICE_NAME="presscut",
    POWERTOOLS_METRICS_NAMESPACE="presscut",
)
os.environ.pop("AWS_PROFILE", None)

# The image of a container runs as root, where chromium's own sandbox does not start; the rest keeps it from asking its
# maker for news, which are requests that no page made.
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]

# Milliseconds until what a page should come to show is missed: no speed is tested here, and the machine may be busy.
_PATIENCE = 30_000


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: make test-browser")
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("There is no chromium on this machine; install it, or let CHROMIUM name one.")
    playwright.expect.set_options(timeout=_PATIENCE)
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=path, args=_FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def screenshots() -> Path:
    """The folder where pictures of what was tested are kept for people."""
    folder = Path(os.environ.get("OUTPUT", "out")) / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
