"""One town per module of API tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from runtime.database_urls import DatabaseUrls
from tests.town_hall import TownHall, a_town


@pytest.fixture(scope="module")
def town_hall(database_urls: DatabaseUrls, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TownHall]:
    """A town whose clock stands at Monday 23.11.2026, 08:05, until a test moves it."""
    with a_town(database_urls, tmp_path_factory.mktemp("papers")) as hall:
        yield hall
