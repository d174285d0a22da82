"""What holds for all tests."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# Machines differ, and are busy: no test fails for being slow.
settings.register_profile("newsdesk", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("newsdesk")
