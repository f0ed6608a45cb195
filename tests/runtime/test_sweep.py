"""Timers wake cases at their moment, each rung once, and one broken case holds up nobody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from runtime.sweep import sweep_due
from store.queries.alarms import alarms_for
from store.queries.incidents import open_incidents
from tests.journeys.stage import Stage, local, raise_curtain
from workflow.commands.wake_case import WakeCase

OLENA = {"surname": "Зразкова", "given_name": "Олена", "phone": "+380501234567", "contact_by": "link"}
PLACE = {"address": "вул. Лісова, 8", "street": "вул. Лісова"}


@pytest.fixture
def stage(fresh_database_urls: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    found = raise_curtain(fresh_database_urls, tmp_path_factory.mktemp("town"), "2026-11-23 08:05")
    yield found
    found.runtime.close()


def test_an_hour_without_routing_is_told_to_the_mayor_once(stage: Stage) -> None:
    # given
    case = stage.open("road_defect", {"place": PLACE}, OLENA)
    # when
    stage.clock.set(local("2026-11-23 09:04"))
    early = sweep_due(stage.runtime)
    stage.clock.set(local("2026-11-23 09:05"))
    due = sweep_due(stage.runtime)
    again = sweep_due(stage.runtime)
    stage.drain()
    # then
    assert (early, due, again) == (0, 1, 0)
    with stage.runtime.database.reading(1) as look:
        told = alarms_for(look, stage.actor("mayor"))
    assert [(one.code, one.reference) for one in told.items] == [("deadline_blown", case.reference)]


def test_a_broken_case_is_an_incident_and_the_others_are_woken(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    # given: two cases due, one of which cannot be woken
    broken = stage.open("road_defect", {"place": PLACE}, OLENA)
    sound = stage.open("road_defect", {"place": PLACE}, OLENA)
    execute = stage.runtime.application.execute

    def failing(actor: Any, command: Any, **more: Any) -> Any:
        if isinstance(command, WakeCase) and command.case == broken.id:
            raise KeyError("a mistake of ours")
        return execute(actor, command, **more)

    monkeypatch.setattr(stage.runtime.application, "execute", failing)
    # when
    stage.clock.set(local("2026-11-23 09:05"))
    woken = [sweep_due(stage.runtime), sweep_due(stage.runtime)]
    # then
    assert woken == [1, 0]
    routing = stage.case(sound.reference).deadline("routing")
    assert routing is not None
    assert routing.rung == 1
    with stage.runtime.database.reading(1) as look:
        incidents = open_incidents(look)
    assert [(one.case, one.kind, one.reason) for one in incidents] == [(broken.id, "wake_case", "KeyError")]
