"""Law packs are live and chosen by date: the version of a definition says which law, the day says which wording."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from tests.given import Play, local, shipped, staff, surroundings
from workflow.case import Deadline
from workflow.definition.law_file import load_laws
from workflow.engine.clocks import redated
from workflow.errors import DefinitionError
from workflow.rehearsal.stage import Stage
from workflow.surroundings import Surroundings

FORM = {"place": {"address": "вул. Лісова, 8", "street": "вул. Лісова"}}
OLENA = {"surname": "Зразкова", "given_name": "Олена", "phone": "+380501234567", "address": "вул. Лісова, 8"}
PACK = """
pack: ua_appeals
title: Про звернення громадян
citation: 393/96-ВР
calendar: ukraine
needs: [name, address]
valid: {from: 1996-10-02}
rules:
  - {rule: art_20, article: "20", title: Розглянути звернення, length: 1, unit: month, valid: {to: 2026-12-31}, confidence: high}
  - {rule: art_20, article: "20", title: Розглянути звернення, length: 20, unit: calendar_day, valid: {from: 2027-01-01, to: 2027-06-30}, confidence: check}
"""


@pytest.fixture
def amended(tmp_path: Path) -> Surroundings:
    """The town after the law was amended from the first of January, and ended in the summer."""
    (tmp_path / "ua_appeals.yaml").write_text(PACK, encoding="utf-8")
    return replace(surroundings(), laws=load_laws(tmp_path))


def filed(around: Surroundings, at: datetime) -> Play:
    play = Play(shipped("road_defect"))
    play.stage = Stage(
        surroundings=around, contacts=play.stage.contacts, staff=play.stage.staff, units=play.stage.units
    )
    play.now = at
    play.open(FORM, OLENA)
    return play


def answer(play: Play) -> Deadline:
    found = play.case.deadline("answer")
    assert found is not None
    return found


def test_a_case_has_the_wording_that_was_in_force_on_its_day(amended: Surroundings) -> None:
    before, after = filed(amended, local("2026-12-31", "16:00")), filed(amended, local("2027-01-01", "09:00"))
    assert before.case.definition == after.case.definition
    assert (answer(before).date, answer(after).date) == (date(2027, 2, 1), date(2027, 1, 21))
    told = [next(one for one in answer(play).steps if "unit" in one.data).data for play in (before, after)]
    assert [(one["length"], one["unit"]) for one in told] == [(1, "month"), (20, "calendar_day")]


def test_a_running_case_keeps_the_wording_of_its_beginning_whatever_is_amended_later(amended: Surroundings) -> None:
    play = filed(surroundings(), local("2026-12-31", "16:00"))
    was = answer(play)
    assert redated(play.definition, play.case, amended) == ()
    play.stage = replace(play.stage, surroundings=amended)
    play.now = local("2027-01-11", "09:00")
    play.do("route", staff("dispatcher"))
    assert answer(play) == was


def test_a_law_that_has_ended_dates_nothing_and_says_so(amended: Surroundings) -> None:
    with pytest.raises(DefinitionError) as ended:
        filed(amended, local("2027-07-01", "09:00"))
    assert (ended.value.code, ended.value.data["law"]) == ("law_not_in_force", "ua_appeals.art_20")
