"""`sprava tokens`: a machine's token is printed once, works, and ends."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from runtime.cli import main
from runtime.database_urls import DatabaseUrls
from tests.town_hall import TownHall, a_town


def sprava(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, words)
    return result.exit_code, result.output.strip()


def who(hall: TownHall, token: str) -> int:
    return hall.visitor().get("/api/v1/session", headers={"Authorization": f"Bearer {token}"}).status_code


def test_a_token_is_added_used_and_ended(
    fresh_database_urls: DatabaseUrls, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", fresh_database_urls.app)
    monkeypatch.setenv("SPRAVA_DATA", str(tmp_path))
    monkeypatch.setenv("SPRAVA_DEMO", "1")
    with a_town(fresh_database_urls, tmp_path) as hall:
        status, token = sprava("tokens", "add", "robot", "--user", "dispatcher")
        twice, complaint = sprava("tokens", "add", "robot", "--user", "dispatcher")
        nobody, _ = sprava("tokens", "add", "other", "--user", "ghost")
        short, second = sprava("tokens", "add", "dispatcher")
        nameless, _ = sprava("tokens", "add")
        works = who(hall, token)
        ended, _ = sprava("tokens", "end", "robot")

        assert (status, works, ended) == (0, 200, 0)
        assert (twice, complaint) == (1, "There is a token of that name already.")
        assert nobody == 1
        # The username alone is enough.
        assert (short, who(hall, second), nameless) == (0, 200, 2)
        assert who(hall, token) == 401
