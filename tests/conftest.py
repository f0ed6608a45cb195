"""Fixtures every test has: databases (tests/database.py) and the bans (tests/bans.py). Builders belong to tests/given.py."""

from __future__ import annotations

import pytest

pytest_plugins = ["tests.bans", "tests.database"]


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "slow: minutes, not seconds; left out of `make test`")
