"""How long a case is kept and under which line of the plan; reopening takes it out; nothing moves once it is erased."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from tests.given import MONDAY_0805, Play, shipped, staff, surroundings
from workflow.case import Case, Paper, PaperStatus
from workflow.codec import case_from_json, case_to_json
from workflow.definition.model import Period
from workflow.engine.available import available
from workflow.engine.evolve import evolve
from workflow.engine.filing import is_record, kept_until, planned_file, sheets_of
from workflow.events import CaseErased, CaseFiled, Transitioned
from workflow.filing import Erased, Filed
from workflow.filing_plan import WITHOUT_INDEX, PlannedFile
from workflow.registration import Registration

AT = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
FILED = Filed(index="02-21", year=2026, volume=1, number=7, sheets=3, at=AT, kept_until=date(2032, 1, 1))


@pytest.fixture
def case() -> Case:
    play = Play(definition=shipped("road_defect"))
    return play.open(form={"place": {"address": "вул. Лісова, 8"}, "note": "Яма"}).case


@pytest.mark.parametrize(
    ("terms", "first_day"),
    [
        ([Period(length=5, unit="year")], date(2032, 1, 1)),
        ([Period(length=18, unit="month")], date(2028, 7, 1)),
        ([Period(length=30, unit="day")], date(2027, 1, 31)),
        ([Period(length=3, unit="year"), Period(length=5, unit="year")], date(2032, 1, 1)),
        ([Period(length=5, unit="year"), None], None),
        ([None], None),
        ([], None),
    ],
)
def test_a_term_counts_from_the_new_year_after_the_file_and_the_longest_wins(
    terms: list[Period | None], first_day: date | None
) -> None:
    assert kept_until(2026, *terms) == first_day


def test_the_towns_own_line_of_the_plan_goes_before_what_the_definition_says() -> None:
    # given
    definition = shipped("road_defect")
    town = surroundings().town
    line = PlannedFile(index="02-21", title="Дороги", keep=Period(length=7, unit="year"), unit="utility")
    # then
    assert planned_file(town, definition).title == definition.title
    assert planned_file(replace(town, files=(line,)), definition) == line


def test_a_case_without_a_file_lies_in_one_that_is_kept_for_ever() -> None:
    definition = replace(shipped("road_defect"), filing=None)
    found = planned_file(surroundings().town, definition)
    assert (found.index, found.keep) == (WITHOUT_INDEX, None)


def test_sheets_are_those_of_letters_papers_and_uploads(case: Case) -> None:
    # given
    card = Registration(
        id=UUID(int=1), journal="incoming", year=2026, number=1, index="1/02-21", day=AT.date(), received=AT.date(),
        by="registrar", place="registration.1", sheets=4, enclosures=2,
    )  # fmt: skip
    paper = Paper(id=UUID(int=2), type="answer_letter", status=PaperStatus.COMPLETE, drafted=AT, signatures=())
    # then
    assert sheets_of(case) == 1
    full = replace(case, registrations=(card,), papers=(paper,), attachments=(UUID(int=3),))
    assert sheets_of(full) == 4 + 2 + 1 + 1
    assert sheets_of(replace(full, registrations=(replace(card, voided=AT),))) == 2


def test_what_stands_in_a_journal_is_a_record(case: Case) -> None:
    draft = Paper(id=UUID(int=2), type="answer_letter", status=PaperStatus.DRAFT, drafted=AT, signatures=())
    assert not is_record(case)
    assert not is_record(replace(case, papers=(draft,)))
    assert is_record(replace(case, papers=(replace(draft, number="1/02-21"),)))


def test_reopening_takes_a_case_out_of_its_file(case: Case) -> None:
    # given
    filed = evolve(case, CaseFiled(filed=FILED), AT, "system")
    assert filed.filed == FILED
    # when
    again = evolve(
        filed, Transitioned(name="dispute", from_state="answered", to_state="routed", reopened=True), AT, "citizen"
    )
    # then
    assert again.filed is None


def test_a_filed_and_erased_case_is_stored_and_read_back_whole(case: Case) -> None:
    erased = CaseErased(erased=Erased(at=AT, ground="act", by="system", act="26-00140"))
    told = evolve(evolve(case, CaseFiled(filed=FILED), AT, "system"), erased, AT, "system")
    assert case_from_json(case_to_json(told)) == told
    assert case_from_json(case_to_json(case)).filed is None


def test_an_erased_case_moves_no_more() -> None:
    # given
    play = Play(definition=shipped("road_defect"))
    case = play.open(form={"place": {"address": "вул. Лісова, 8"}, "note": "Яма"}).case
    gone = replace(case, erased=Erased(at=MONDAY_0805, ground="request", by="staff:admin"))
    # when
    offers = available(play.definition, gone, staff("dispatcher", "dispatcher"), MONDAY_0805, surroundings())
    # then
    assert offers
    assert all("erased" in [one.code for one in offer.refusals] for offer in offers)
