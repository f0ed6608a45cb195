"""The demo town: its days, its stories, and the file that tells how to sign in."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from runtime.demo.counter_stories import CERTIFICATES, RECEPTIONS, Certificate, certificate_to_sign
from runtime.demo.credentials import fresh_credentials
from runtime.demo.hands import Hands
from runtime.demo.load import load_demo, write_demo_file
from runtime.demo.past_days import PastDays
from runtime.demo.road_stories import ROADS, Road, confirmed, joined
from runtime.demo.telling import tell
from runtime.demo.town import PEOPLE, UNITS
from runtime.demo_file import announce
from store.queries.incidents import open_incidents
from tests.journeys.stage import Stage, raise_curtain

KYIV = ZoneInfo("Europe/Kyiv")
MONDAY_MORNING = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)
ROLES = {
    "operator", "clerk", "dispatcher", "utility_director", "foreman", "specialist", "executive_secretary",
    "registrar", "deputy_mayor", "mayor", "admin",
}  # fmt: skip


@pytest.fixture
def stage(fresh_database_urls: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    found = raise_curtain(fresh_database_urls, tmp_path_factory.mktemp("town"), "2026-11-02 07:30")
    yield found
    found.runtime.close()


def test_days_are_counted_over_working_days() -> None:
    days = PastDays(now=MONDAY_MORNING, zone=KYIV)
    assert [days.day(back).isoformat() for back in (0, 4, 5)] == ["2026-11-20", "2026-11-16", "2026-11-13"]
    assert days.at(0, "09:05").isoformat() == "2026-11-20T09:05:00+02:00"
    assert (days.wednesday(0).isoformat(), days.wednesday(-1).isoformat()) == ("2026-11-18", "2026-11-25")


def test_the_town_has_somebody_for_every_role_in_a_department_that_exists() -> None:
    assert {one.username for one in PEOPLE} >= ROLES
    assert {role for one in PEOPLE for role in one.roles} >= ROLES
    assert {one.unit for one in PEOPLE} <= {one.id for one in UNITS}
    assert len(ROADS) + len(CERTIFICATES) + len(RECEPTIONS) == 30


def test_passwords_and_pins_are_never_the_same_twice() -> None:
    first, second = fresh_credentials(), fresh_credentials()
    assert len({one.password for one in (*first, *second)}) == 2 * len(PEOPLE)
    assert all(len(one.password) >= 15 for one in first)
    assert all((one.pin is not None) == one.person.signs for one in first)


def test_stories_are_lived_by_the_real_commands_and_told_in_a_file(stage: Stage) -> None:
    # given
    days = PastDays(now=MONDAY_MORNING, zone=KYIV)
    hands = Hands(runtime=stage.runtime, credentials=stage.credentials, days=days)
    stories = [
        confirmed(Road(hands, 0, 8)),
        joined(Road(hands, 1, 2)),
        certificate_to_sign(Certificate(hands, 100, 3)),
    ]
    steps: list[datetime] = []
    # when
    tell(stage.runtime, stage.clock, stories, until=MONDAY_MORNING, step=steps.append)
    write_demo_file(stage.runtime, tuple(stage.credentials.values()), hands.opened)
    # then
    states = sorted((stage.case(one).request_type, stage.case(one).state) for one in hands.opened)
    assert states == [
        ("road_defect", "answered"),
        ("road_defect", "in_work"),
        ("road_defect", "in_work"),
        ("street_renaming_certificate", "signing"),
    ]
    assert steps == sorted(steps)
    with stage.runtime.database.reading(1) as look:
        assert open_incidents(look) == ()
    path = stage.runtime.settings.data / "demo.json"
    assert not path.exists()
    announce(stage.runtime.settings.data)
    content = json.loads(path.read_text(encoding="utf-8"))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert set(content) == {"url", "accounts", "cases"}
    assert set(content["accounts"][0]) == {"username", "password", "pin", "name", "roles", "unit"}
    assert [one["reference"] for one in content["cases"]] == hands.opened
    token = content["cases"][0]["status_url"].rpartition("/")[2]
    assert stage.browser().get(f"/status/{token}")["reference"] == hands.opened[0]
    # and: where there is a town, nothing is loaded; only its addresses follow
    said: list[str] = []
    assert load_demo(stage.runtime.settings, said.append) is False
    assert said == []
    assert len(json.loads(path.read_text(encoding="utf-8"))["cases"]) == 4
