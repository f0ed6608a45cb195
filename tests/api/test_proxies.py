"""Whose address counts: only what our own proxies say of it (rules.md 15)."""

from __future__ import annotations

from pathlib import Path

from runtime.database_urls import DatabaseUrls
from tests.town_hall import TownHall, a_town


def guesses(hall: TownHall, *forwarded: str) -> list[int]:
    """Statuses of wrong sign-ins, each with that `X-Forwarded-For`."""
    return [
        hall.visitor()
        .post(
            "/api/v1/session",
            json={"username": "mayor", "password": "wrong"},
            headers={"X-Forwarded-For": addresses},
        )
        .status_code
        for addresses in forwarded
    ]


def test_without_a_proxy_a_made_up_address_changes_nothing(fresh_database_urls: DatabaseUrls, tmp_path: Path) -> None:
    with a_town(fresh_database_urls, tmp_path) as hall:
        statuses = guesses(hall, *(f"198.51.100.{number}" for number in range(11)))

    assert statuses[-1] == 429


def test_behind_one_proxy_only_its_own_entry_counts(fresh_database_urls: DatabaseUrls, tmp_path: Path) -> None:
    with a_town(fresh_database_urls, tmp_path, SPRAVA_PROXY_HOPS="1") as hall:
        spoofed = guesses(hall, *(f"198.51.100.{number}, 203.0.113.1" for number in range(11)))
        another = guesses(hall, "203.0.113.1, 203.0.113.2")

    assert spoofed[-1] == 429, "the entry before the proxy's is the client's own invention"
    assert another == [401], "another customer is not locked out"


def test_a_forwarded_host_is_not_believed_without_a_proxy(fresh_database_urls: DatabaseUrls, tmp_path: Path) -> None:
    with a_town(fresh_database_urls, tmp_path) as hall:
        answer = hall.visitor().get("/api/v1/request-types", headers={"X-Forwarded-Host": "evil.example"})

    assert answer.status_code == 200
