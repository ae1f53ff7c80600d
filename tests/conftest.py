"""How much hypothesis tries, in all tests."""

import os

from hypothesis import HealthCheck, settings

# Articles are large to generate: fewer of them keep the tests quick (HYPOTHESIS_EXAMPLES=5000 for a long hunt). A
# machine shared with other work is slow at times; that is no failure.
settings.register_profile(
    "presscut",
    settings(),
    max_examples=int(os.environ.get("HYPOTHESIS_EXAMPLES", "40")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("presscut")
