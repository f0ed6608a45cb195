"""One pothole from the bus to the post office, through everything that is real: database, rendering, signing, jobs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from documents.model import KnownMarks, StoredPaper, Verdict
from documents.signing.verification import verify
from runtime.database_urls import DatabaseUrls
from runtime.trust_files import trust_list
from tests.journeys.stage import KYIV, Stage, raise_curtain
from workflow.case import DeadlineState, ExecutorRole, PaperStatus, ResolutionStatus
from workflow.commands.orders import ExecutorOrder, ResolutionOrder
from workflow.commands.report_resolution import ReportResolution
from workflow.errors import Conflict, InvalidInput

OLENA = {
    "surname": "Зразкова",
    "given_name": "Олена",
    "phone": "050 123 45 67",
    "address": "вул. Лісова, 8, кв. 4",
    "contact_by": "link",
}
PLACE = {"address": "вул. Лісова, навпроти 8", "street": "вул. Лісова"}
ORDER = ResolutionOrder(
    text="Ліквідувати яму на вул. Лісовій, навпроти буд. 8. Фото до і після.",
    executors=(
        ExecutorOrder(username="foreman", role=ExecutorRole.LEAD),
        ExecutorOrder(username="sign_worker", role=ExecutorRole.CO, due=datetime(2026, 11, 23, 12, 0, tzinfo=KYIV)),
    ),
    due=date(2026, 11, 26),
)


@pytest.fixture
def stage(fresh_database_urls: DatabaseUrls, tmp_path: Path) -> Iterator[Stage]:
    found = raise_curtain(fresh_database_urls, tmp_path, "2026-11-23 08:05")
    yield found
    found.runtime.close()


def test_a_pothole_goes_from_the_bus_to_a_signed_and_sealed_answer(stage: Stage) -> None:
    # given: Olena files with a photo
    before = stage.upload("dimgray")
    case = stage.open("road_defect", {"place": PLACE, "photos": [str(before)], "note": "Глибока яма."}, OLENA)
    number = case.reference
    assert stage.texts() == [f"{number}: отримали. Стежити: https://sprava.test/s/…"]

    # when: it is routed, instructed and signed by the director's own PIN
    stage.at("2026-11-23 08:14")
    stage.do(number, "route", "dispatcher")
    stage.at("2026-11-23 08:41")
    case = stage.do(number, "instruct", "utility_director", orders=[ORDER])
    assert case.resolutions[0].signed is not None
    assert stage.texts() == [f"{number}: роботи до 26.11. https://sprava.test/s/…"]

    # and: done, accepted, answered
    stage.at("2026-11-23 11:30")
    stage.runtime.application.execute(
        stage.actor("sign_worker"), ReportResolution(resolution=case.resolutions[0].id, text="Огороджено.")
    )
    stage.at("2026-11-25 15:52")
    after = stage.upload("black")
    stage.do(
        number,
        "finish",
        "foreman",
        {"report": "Вирізали старий асфальт 2×1,5 м, поклали новий.", "photo": str(after)},
    )
    stage.at("2026-11-25 16:05")
    case = stage.do(number, "accept", "utility_director", {"about": "Про ремонт дороги на вул. Лісовій"})
    assert case.resolutions[0].status is ResolutionStatus.ACCEPTED
    assert case.papers[0].status is PaperStatus.DRAFT
    assert case.papers[0].number is None
    assert stage.texts() == []

    # then: the paper is opened, signed with one key, sealed with another, and only then the citizen is told
    stage.sign("utility_director", case.papers[0].id)
    case = stage.case(number)
    paper = case.papers[0]
    assert paper.status is PaperStatus.COMPLETE
    assert paper.number == "1/02-21"
    assert paper.date == date(2026, 11, 25)
    assert [one.role for one in paper.signatures] == ["utility_director", "seal"]
    assert case.state == "answered"
    assert case.outcome == "satisfied"
    assert stage.texts() == [f"{number}: зроблено. Перевірте: https://sprava.test/s/…"]
    answer = case.deadline("answer")
    assert answer is not None
    assert answer.state is DeadlineState.STOPPED

    # and: a stranger who trusts only the authority finds both signatures good
    pdf = stage.runtime.toolbox.contents.get(1, paper.sha256 or "")
    found = verify(
        pdf,
        stored=StoredPaper(sha256=paper.sha256 or "", complete=True),
        known_marks=KnownMarks(),
        trust=trust_list(stage.runtime.settings.data),
        now=stage.clock.now(),
    )
    assert found.verdict is Verdict.AUTHENTIC


def test_the_same_day_and_the_same_case_give_the_same_bytes(stage: Stage) -> None:
    # given: a refusal waiting for its letter
    case = stage.open("road_defect", {"place": PLACE}, OLENA)
    stage.do(case.reference, "route", "dispatcher")
    case = stage.do(case.reference, "refuse", "utility_director", {"grounds": "Дорога приватна."})
    desk, director = stage.runtime.application.desk, stage.actor("utility_director")
    # when
    first = desk.open(director, case.papers[0].id)
    second = desk.open(director, case.papers[0].id)
    # then
    assert first == second
    assert stage.case(case.reference).papers[0].number is not None


def test_a_wrong_pin_is_counted_and_the_sixth_try_is_locked_out(stage: Stage) -> None:
    # given
    case = stage.open("road_defect", {"place": PLACE}, OLENA)
    stage.do(case.reference, "route", "dispatcher")
    case = stage.do(case.reference, "refuse", "utility_director", {"grounds": "Дорога приватна."})
    document = case.papers[0].id
    desk, director = stage.runtime.application.desk, stage.actor("utility_director")
    shown = desk.open(director, document)
    right = stage.credentials["utility_director"].pin or ""
    wrong = "000000" if right != "000000" else "111111"
    # when
    codes = []
    for _ in range(5):
        with pytest.raises(InvalidInput) as refused:
            desk.sign(director, document, shown, pin=wrong, session=None)
        codes.append((refused.value.code, refused.value.data.get("left")))
    with pytest.raises(InvalidInput) as locked:
        desk.sign(director, document, shown, pin=right, session=None)
    # then
    assert codes == [("wrong_pin", left) for left in (4, 3, 2, 1, 0)]
    assert locked.value.code == "pin_locked"
    assert stage.case(case.reference).papers[0].signatures[0].at is None
    # and: a quarter of an hour later the right one opens again
    stage.clock.advance(timedelta(minutes=20))
    desk.sign(director, document, shown, pin=right, session=None)
    assert stage.case(case.reference).papers[0].signatures[0].at is not None


def test_bytes_that_were_not_shown_are_not_signed(stage: Stage) -> None:
    # given
    case = stage.open("road_defect", {"place": PLACE}, OLENA)
    stage.do(case.reference, "route", "dispatcher")
    case = stage.do(case.reference, "refuse", "utility_director", {"grounds": "Дорога приватна."})
    desk, director = stage.runtime.application.desk, stage.actor("utility_director")
    desk.open(director, case.papers[0].id)
    # when
    with pytest.raises(Conflict) as refused:
        desk.sign(director, case.papers[0].id, "0" * 64, pin="any", session=None)
    # then
    assert refused.value.code == "document_changed"
