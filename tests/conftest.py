"""Fixtures of every test: databases (tests/database.py) and bans (tests/bans.py). Builders belong to tests/given.py."""

from __future__ import annotations

pytest_plugins = ["tests.bans", "tests.database", "tests.object_store", "tests.soft_device"]
