"""Stores for tests: one per test over a database of its own, or one per module to be shared."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from runtime.database_urls import DatabaseUrls
from tests.store.given import Store, open_store


@pytest.fixture
def store(fresh_database_urls: DatabaseUrls) -> Iterator[Store]:
    """A store over a database of this test's own."""
    with open_store(fresh_database_urls) as made:
        yield made


@pytest.fixture(scope="module")
def shared_store(database_urls: DatabaseUrls) -> Iterator[Store]:
    """A store over a database of this module's own."""
    with open_store(database_urls) as made:
        yield made
