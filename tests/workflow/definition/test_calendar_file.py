"""Calendar files: the switch of martial law, decreed days, and what a bad file is told."""

from __future__ import annotations

from datetime import date, time, timedelta
from pathlib import Path

import pytest

from tests.workflow.terms_given import CALENDARS, SHARED, UKRAINE
from workflow.definition.calendar_file import load_calendars
from workflow.definition.office_calendar import Calendar, Hours
from workflow.engine.calendar import day_kind, is_working_day
from workflow.errors import DefinitionError

COUNTRY = (SHARED / "calendars" / "ukraine.yaml").read_text(encoding="utf-8").replace("office: town_hall\n", "")
OFFICE = "calendar: desk\njurisdiction: ukraine\ntitle: Стіл\nversion: 1\n"


def _loaded(folder: Path, **files: str) -> dict[str, Calendar]:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return dict(load_calendars(folder).calendars)


def _refused(folder: Path, **files: str) -> list[str]:
    with pytest.raises(DefinitionError) as refused:
        _loaded(folder, **files)
    assert refused.value.code == "calendar_file_invalid"
    mistakes = refused.value.data["mistakes"]
    assert isinstance(mistakes, list)
    return [str(mistake) for mistake in mistakes]


def test_the_shipped_calendars_are_there() -> None:
    assert {
        "ukraine",
        "russia",
        "service_centre",
        "town_hall",
        "utility",
        "mayor_reception",
        "around_the_clock",
    } <= set(CALENDARS.calendars)


def test_when_martial_law_ends_holidays_are_days_off_again_with_their_weekend_moves(tmp_path: Path) -> None:
    # given
    ended = COUNTRY.replace("to: null", "to: 2027-06-30")
    # when
    country = _loaded(tmp_path, ukraine=ended)["ukraine"]
    # then
    assert day_kind(country, date(2027, 6, 28)).reason == "working_holiday"
    assert day_kind(country, date(2027, 8, 24)).reason == "holiday"
    assert day_kind(country, date(2027, 12, 25)).reason == "holiday"  # a Saturday
    assert day_kind(country, date(2027, 12, 27)).name == "Різдво Христове (вихідний)"


def test_a_decreed_day_off_and_a_decreed_working_day_are_heeded(tmp_path: Path) -> None:
    # given
    decreed = COUNTRY.replace("days_off: []", "days_off:\n  - {day: 2026-12-31, name: За указом}").replace(
        "working_days: []", "working_days:\n  - {day: 2026-12-19, name: За 31 грудня}"
    )
    # when
    country = _loaded(tmp_path, ukraine=decreed)["ukraine"]
    # then
    assert not is_working_day(country, date(2026, 12, 31))
    assert is_working_day(country, date(2026, 12, 19))
    assert is_working_day(UKRAINE, date(2026, 12, 31))
    assert not is_working_day(UKRAINE, date(2026, 12, 19))


def test_an_office_inherits_zone_and_holidays_and_adds_its_own(tmp_path: Path) -> None:
    # given
    desk = (
        f"{OFFICE}hours:\n  mon: ['08:00-12:00', '13:00-24:00']\n"
        "special_days:\n  - {day: 2026-12-28, hours: []}\ndays_off:\n  - {day: 2026-12-21, name: Переїзд}\n"
    )
    # when
    office = _loaded(tmp_path, ukraine=COUNTRY, desk=desk)["desk"]
    # then
    assert office.zone.key == "Europe/Kyiv"
    assert office.hours[0] == (Hours(opens=time(8), closes=time(12)), Hours(opens=time(13), closes=time(0)))
    assert office.holidays[date(2026, 12, 21)] == "Переїзд"
    assert office.special_hours[date(2026, 12, 28)] == ()
    assert date(2021, 8, 24) in office.holidays


def test_slots_have_notice_and_horizon() -> None:
    # when
    plan = CALENDARS.calendar("mayor_reception").slots
    # then
    assert plan is not None
    assert (plan.length, plan.notice, plan.horizon_days) == (timedelta(minutes=20), timedelta(hours=2), 30)


def test_a_name_brings_both_days_and_hours() -> None:
    assert CALENDARS.pair("service_centre").days is UKRAINE
    assert CALENDARS.pair("ukraine").hours.id == "town_hall"
    assert CALENDARS.pair("russia").hours.id == "russia"


@pytest.mark.parametrize(
    ("tail", "told"),
    [
        ("", "needs opening hours"),
        ("hours:\n  mon: ['17:00-08:00']\n", "closes before it opens"),
        ("hours:\n  mon: ['8-17']\n", "is not an opening"),
        ("hours:\n  mon: ['08:00-25:00']\n", "closes after midnight"),
        ("hours:\n  monday: ['08:00-17:00']\n", "Must be one of"),
        ("hours:\n  mon: ['08:00-17:00']\nzone: Europe/Kyiv\n", "belongs to a jurisdiction"),
        ("hours:\n  mon: ['08:00-17:00']\ncolour: red\n", "line 7, colour"),
        ("hours:\n  mon: ['08:00-17:00']\nslots: {length: 0, unit: minute}\n", "slots.length"),
        ("hours:\n  mon: ['08:00-17:00']\nspecial_days: [{day: 2026-02-30, hours: []}]\n", "is not a day"),
    ],
)
def test_a_bad_office_is_told_what_is_wrong(tmp_path: Path, tail: str, told: str) -> None:
    assert any(told in mistake for mistake in _refused(tmp_path, ukraine=COUNTRY, desk=OFFICE + tail))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("zone: Europe/Kyiv", "zone: Europe/Atlantis", "is no time zone"),
        ("valid: {from: 1996-01-01, to: 2060-12-31}\n", "", "a jurisdiction needs it"),
        ("version: 1", "version: 0", "version"),
        ("calendar: ukraine", "calendar: moon", "is not the file's name"),
        ("days_off: []", "office: nowhere", "there is no calendar nowhere"),
    ],
)
def test_a_bad_jurisdiction_is_told_what_is_wrong(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert old in COUNTRY
    assert any(told in mistake for mistake in _refused(tmp_path, ukraine=COUNTRY.replace(old, new)))


def test_an_office_of_an_unknown_country_is_refused(tmp_path: Path) -> None:
    desk = f"{OFFICE.replace('ukraine', 'atlantis')}hours:\n  mon: ['08:00-17:00']\n"
    assert _refused(tmp_path, desk=desk) == ["jurisdiction: there is no jurisdiction atlantis"]
