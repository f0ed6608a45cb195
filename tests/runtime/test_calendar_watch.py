"""A holiday is decreed: running cases are dated anew, once, and one broken case holds up nobody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from runtime.calendar_watch import watch_calendars
from runtime.database_urls import DatabaseUrls
from runtime.sweep import sweep_due
from store.queries.incidents import open_incidents
from tests.journeys.stage import Stage, local, raise_curtain
from workflow.commands.redate_case import RedateCase
from workflow.definition.calendar_book import CalendarBook
from workflow.surroundings import Surroundings

OLENA = {
    "surname": "Зразкова",
    "given_name": "Олена",
    "phone": "+380501234567",
    "address": "вул. Лісова, 8",
    "contact_by": "link",
}
PLACE = {"address": "вул. Лісова, 8", "street": "вул. Лісова"}
DECREED = date(2026, 12, 4)


@pytest.fixture
def stage(fresh_database_urls: DatabaseUrls, tmp_path: Path) -> Iterator[Stage]:
    found = raise_curtain(fresh_database_urls, tmp_path, "2026-11-23 08:05")
    yield found
    found.runtime.close()


class Decreed:
    """The surroundings of a town after a holiday was decreed."""

    def __init__(self, before: Any) -> None:
        self._before = before

    def __call__(self, municipality: int) -> Surroundings:
        found: Surroundings = self._before(municipality)
        calendars = dict(found.calendars.calendars)
        ukraine = calendars["ukraine"]
        calendars["ukraine"] = replace(ukraine, holidays={**ukraine.holidays, DECREED: "День міста"})
        return replace(found, calendars=CalendarBook(calendars=calendars))

    def calendars_digest(self, _municipality: int) -> str:
        return "decreed"


def decree(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    after = Decreed(stage.runtime.surroundings)
    monkeypatch.setattr(stage.runtime.application, "surroundings", after)
    monkeypatch.setattr(type(stage.runtime), "surroundings", after, raising=False)


def test_three_cases_follow_a_decreed_holiday_once_and_the_history_says_why(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = [stage.open("road_defect", {"place": PLACE}, OLENA) for _ in range(3)]
    assert watch_calendars(stage.runtime) == 0
    before = stage.case(cases[0].reference).deadline("service")
    assert before is not None
    assert before.date == date(2026, 12, 7)
    broken, execute = cases[1].id, stage.runtime.application.execute

    def failing(actor: Any, command: Any, **more: Any) -> Any:
        if isinstance(command, RedateCase) and command.case == broken:
            raise KeyError("a mistake of ours")
        return execute(actor, command, **more)

    decree(stage, monkeypatch)
    monkeypatch.setattr(stage.runtime.application, "execute", failing)
    assert watch_calendars(stage.runtime) == 2
    assert watch_calendars(stage.runtime) == 0
    for one in (cases[0], cases[2]):
        moved = stage.case(one.reference)
        after = moved.deadline("service")
        assert after is not None
        assert (after.date, after.deadline > before.deadline) == (date(2026, 12, 8), True)
        told = stage.browser("mayor").get(f"/cases/{one.reference}/history?limit=200")["items"]
        assert [each["data"]["why"] for each in told if each["data"].get("why") == "calendar"] != []
        law = moved.deadline("answer")
        assert law is not None
        assert law.date == date(2026, 12, 23)
    stands = stage.case(cases[1].reference).deadline("service")
    assert stands is not None
    assert stands.date == date(2026, 12, 7)
    with stage.runtime.database.reading(1) as look:
        assert [(one.kind, one.reference) for one in open_incidents(look)] == [("redate_case", cases[1].reference)]
    # and the sweep goes by the new dates: the warning is two working days before 08.12
    stage.clock.set(local("2026-12-03 08:00"))
    assert sweep_due(stage.runtime) > 0
