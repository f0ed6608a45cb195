"""What happens to a job: done, later, or an incident that people see."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from documents.errors import StorageUnavailable, TemplateFailed
from effects import effect_table, perform
from effects.effect_table import EFFECTS
from effects.errors import GiveUp, TryAgain
from effects.patience import PATIENCE, patience
from store import jobs
from store.errors import StoreUnavailable
from tests.effects.fakes import toolbox
from tests.effects.given import Filed, filed
from tests.given import MONDAY_0805
from workflow.codec import effect_to_json
from workflow.commands.raise_incident import RaiseIncident
from workflow.effect_requests import EFFECT_REQUESTS, Notify
from workflow.errors import Conflict, NotAvailable


def job(given: Filed, attempts: int = 0) -> jobs.EffectJob:
    return jobs.EffectJob(id=1, municipality=1, effect=given.wanted, correlation=UUID(int=9), attempts=attempts)


def failing(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def run(*_: Any) -> None:
        raise error

    monkeypatch.setattr(perform, "EFFECTS", {**effect_table.EFFECTS, Notify: run})


def test_every_wanted_effect_has_a_row_and_a_patience() -> None:
    assert set(EFFECTS) == set(EFFECT_REQUESTS)
    assert set(PATIENCE) == {one.kind for one in EFFECT_REQUESTS}


def test_a_done_job_is_settled() -> None:
    given = filed()
    perform.perform(job(given), toolbox(given.town))
    assert given.town.given(RaiseIncident) == []


@pytest.mark.parametrize("error", [TryAgain("busy"), Conflict("stale_version"), RuntimeError("a mistake of ours")])
def test_what_may_pass_is_tried_again_after_a_pause_that_grows(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    # given
    given = filed()
    failing(monkeypatch, error)
    pauses = []
    # when
    for attempts in (0, 1, 2):
        with pytest.raises(jobs.TryAgain) as again:
            perform.perform(job(given, attempts), toolbox(given.town))
        pauses.append(again.value.at - MONDAY_0805)
    # then
    assert pauses == sorted(pauses)
    assert len(set(pauses)) == 3
    assert given.town.given(RaiseIncident) == []


@pytest.mark.parametrize("error", [GiveUp("no_seal_key"), NotAvailable([]), TemplateFailed("template_error")])
def test_what_cannot_pass_is_an_incident_at_once(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    # given
    given = filed()
    failing(monkeypatch, error)
    # when
    perform.perform(job(given), toolbox(given.town))
    # then
    incident = given.town.given(RaiseIncident)[0]
    kind, data = effect_to_json(given.wanted)
    assert (incident.effect, incident.case, incident.kind, incident.data) == (
        given.wanted.id,
        given.case.id,
        kind,
        data,
    )
    assert incident.reason == getattr(error, "code", None)


def test_patience_ends_in_an_incident(monkeypatch: pytest.MonkeyPatch) -> None:
    given = filed()
    failing(monkeypatch, TryAgain("busy"))
    perform.perform(job(given, attempts=patience("notify").tries - 1), toolbox(given.town))
    assert [one.reason for one in given.town.given(RaiseIncident)] == ["busy"]


@pytest.mark.parametrize("error", [StoreUnavailable("connect"), StorageUnavailable()])
def test_an_outage_uses_up_no_tries(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    given = filed()
    failing(monkeypatch, error)
    with pytest.raises(jobs.TryAgain) as again:
        perform.perform(job(given, attempts=1000), toolbox(given.town))
    assert again.value.at == MONDAY_0805 + timedelta(seconds=15)
    assert given.town.commands == []


def test_a_wait_somebody_asked_for_uses_up_no_tries(monkeypatch: pytest.MonkeyPatch) -> None:
    given = filed()
    failing(monkeypatch, TryAgain("quiet_hours", wait_seconds=3600))
    with pytest.raises(jobs.TryAgain) as again:
        perform.perform(job(given, attempts=1000), toolbox(given.town))
    assert again.value.at == MONDAY_0805 + timedelta(hours=1)


def test_an_incident_that_cannot_be_written_keeps_the_job(monkeypatch: pytest.MonkeyPatch) -> None:
    given = filed()
    failing(monkeypatch, GiveUp("no_seal_key"))
    given.town.refuse[RaiseIncident] = StoreUnavailable("connect")
    with pytest.raises(jobs.TryAgain):
        perform.perform(job(given), toolbox(given.town))
