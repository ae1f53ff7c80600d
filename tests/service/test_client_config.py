"""Whatever AWS does, a function gives its answer before Lambda ends it."""

from __future__ import annotations

from typing import Any

import pytest

from presscut.local.stack import DEFAULT_TEMPLATE, cloudformation_of
from presscut.storage.client_config import impatient


def functions() -> dict[str, Any]:
    resources = cloudformation_of(DEFAULT_TEMPLATE)["Resources"]
    return {name: it["Properties"] for name, it in resources.items() if it["Type"] == "AWS::Lambda::Function"}


@pytest.mark.parametrize(
    "name", ["IngestFunction", "ApiFunction", "PublishFunction", "SyndicationFunction", "SweepFunction"]
)
def test_a_call_that_hangs_is_given_up_within_the_function_s_time(name: str) -> None:
    config: Any = impatient()
    longest = config.retries["total_max_attempts"] * (config.connect_timeout + config.read_timeout)
    assert longest < functions()[name]["Timeout"]
