"""How many kills a run makes, and a town served by real processes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from runtime.database_urls import DatabaseUrls
from tests.faults.running_town import RunningTown, running_town


@pytest.fixture(params=[3, pytest.param(100, marks=pytest.mark.prove)])
def kills(request: pytest.FixtureRequest) -> int:
    """Three in the quick run; a hundred in the long one (`make prove`)."""
    count: int = request.param
    return count


@pytest.fixture
def town(fresh_database_urls: DatabaseUrls, tmp_path: Path) -> Iterator[RunningTown]:
    """A founded town over a database of this test's own; nothing is served yet."""
    with running_town(fresh_database_urls, tmp_path / "var") as made:
        yield made
