"""`clocks explain`: a rule, a start and pauses as texts."""

from __future__ import annotations

from datetime import date

import pytest

from tests.workflow.terms_given import CALENDARS, LAWS, kyiv
from workflow.engine.explain import Explanation, explain
from workflow.errors import DefinitionError, InvalidInput


def _explained(rule: str, start: str, *pauses: str, calendar: str | None = None) -> Explanation:
    return explain(rule, start, pauses=pauses, calendar=calendar, laws=LAWS, calendars=CALENDARS)


@pytest.mark.parametrize(
    "start", ["2026-11-23T08:05", "2026-11-23 08:05", "2026-11-23T06:05:00Z", "2026-11-23T08:05+02:00"]
)
def test_a_start_without_offset_is_local(start: str) -> None:
    # when
    found = _explained("ua_appeals.art_20", start)
    # then
    assert found.start == kyiv("2026-11-23T08:05")
    assert found.deadline.date == date(2026, 12, 23)


def test_a_start_without_time_is_the_days_beginning() -> None:
    assert _explained("ua_publicinfo.art_20_urgent", "2026-11-25").deadline.deadline == kyiv("2026-11-27T00:00")


def test_the_laws_own_country_decides_days_and_zone() -> None:
    # when
    found = _explained("moscow_nashgorod.answer", "2026-12-25T23:30")
    # then
    assert found.zone.key == "Europe/Moscow"
    assert found.deadline.date == date(2027, 1, 15)  # 31 December and the New Year's week are off


def test_a_named_office_brings_its_hours_and_its_countrys_days() -> None:
    # when
    found = _explained("ua_publicinfo.art_20", "2026-11-24T10:19", calendar="service_centre")
    # then
    assert found.deadline.date == date(2026, 12, 1)


def test_a_pause_is_reckoned_as_asked_and_the_law_is_told() -> None:
    # when
    found = _explained("ua_publicinfo.art_20", "2026-11-24T10:19", "2026-11-24T15:30..2026-11-26T11:00")
    # then
    assert found.deadline.date == date(2026, 12, 3)
    assert found.deadline.steps[-1].why == "pause_not_provided"


def test_a_pause_that_the_law_provides_is_not_remarked_on() -> None:
    # when
    found = _explained("ua_adminservice.art_10", "2026-11-23", "2026-11-25..2026-12-01")
    # then
    assert found.deadline.date == date(2026, 12, 29)
    assert "pause_not_provided" not in [step.why for step in found.deadline.steps]


def test_an_open_pause_leaves_the_term_standing() -> None:
    assert _explained("ua_adminservice.art_10", "2026-11-23", "2026-11-25..").deadline.paused


def test_a_rule_not_in_force_yet_is_told() -> None:
    # when
    step = _explained("ua_publicinfo.art_20", "2010-05-11").deadline.steps[-1]
    # then
    assert step.why == "rule_not_in_force"
    assert step.data["valid_from"] == "2011-05-09"


@pytest.mark.parametrize("rule", ["ua_appeals.art_99", "nothing", "ua_adminproc.art_42", "ua_appeals.art_8"])
def test_a_name_without_a_term_is_refused(rule: str) -> None:
    with pytest.raises(DefinitionError) as refused:
        _explained(rule, "2026-11-23")
    assert refused.value.code == "unknown_law"


def test_an_unknown_calendar_is_refused() -> None:
    with pytest.raises(DefinitionError) as refused:
        _explained("ua_appeals.art_20", "2026-11-23", calendar="atlantis")
    assert refused.value.code == "unknown_calendar"


@pytest.mark.parametrize("start", ["", "yesterday", "2026-02-30", "2026-11-23T25:00", "23.11.2026"])
def test_a_start_that_is_no_moment_is_refused(start: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        _explained("ua_appeals.art_20", start)
    assert refused.value.errors == {"start": ("not_a_moment",)}


@pytest.mark.parametrize("text", ["2026-11-24", "..", "2026-11-24..x", "2026-11-26..2026-11-24"])
def test_a_pause_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        _explained("ua_appeals.art_20", "2026-11-23", text)
    assert list(refused.value.errors) == ["pause"]
