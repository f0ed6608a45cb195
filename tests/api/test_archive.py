"""A town's files over six years: cases are filed, the year is closed, what fell due goes by an act or by its term."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest

from documents.signing.authority import issue_key, make_authority
from effects.keyring import SEAL
from gate.seal_check import seal_check
from runtime.database_urls import DatabaseUrls, libpq
from runtime.filing_sweep import file_finished
from runtime.housekeeping import Housekeeping
from runtime.publishing import DEFINITIONS
from runtime.retention import fallen_due, retain
from runtime.sealer import Sealer
from store.queries.effect_reads import certificates_of
from store.queries.wanted_content import wanted_content
from store.verify_history import verify_history
from tests.api.given import PERSONAL, answering, filed, moved, routed
from tests.town_hall import CHEAP_HASH, PIN, TOWN, TownHall, a_town
from workflow.actor import system
from workflow.commands.add_key import AddKey
from workflow.commands.add_staff import AddStaff
from workflow.commands.publish_definition import PublishDefinition
from workflow.definition.definition_files import read_folder
from workflow.definition.load import load_files
from workflow.definition.shared_parts import read_shared_parts
from workflow.town import StaffMember

SECRETARY = StaffMember(
    username="executive_secretary",
    name="Тетяна Прикладна",
    position="Керуюча справами",
    roles=frozenset({"executive_secretary"}),
    unit=None,
)
YEAR_END = datetime(2026, 12, 30, 7, 0, tzinfo=UTC)
NEXT_YEAR = datetime(2027, 1, 11, 7, 0, tzinfo=UTC)
DAY_BEFORE = datetime(2031, 12, 31, 7, 0, tzinfo=UTC)
DUE = datetime(2032, 1, 5, 7, 0, tzinfo=UTC)
COMMISSION = ("registrar", "executive_secretary", "mayor")


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The town in 2032: `answered` stands in a journal, `withdrawn` in none, `disputed` was reopened after it was
    filed, `forgotten` was erased when its citizen asked."""

    hall: TownHall
    urls: DatabaseUrls
    answered: str
    withdrawn: str
    disputed: str
    forgotten: str
    seen: dict[str, Any]

    def sql(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """As one whom no wall stops."""
        with psycopg.connect(libpq(self.urls.admin), autocommit=True) as connection:
            return connection.execute(query.encode(), values or None).fetchall()


def answered(hall: TownHall) -> tuple[str, str]:
    """A pothole with a signed and sealed answer: (reference, token)."""
    case, document = answering(hall)
    signed(hall, "utility_director", document)
    hall.work()
    return case.reference, case.token


def refused(hall: TownHall) -> tuple[str, str]:
    """One with a letter that says no: (reference, token)."""
    case = routed(hall)
    body = moved(hall, "utility_director", case.reference, "refuse", input={"grounds": "Дорога приватна."})
    signed(hall, "utility_director", body["documents"][0]["id"])
    hall.work()
    return case.reference, case.token


def signed(hall: TownHall, username: str, document: str) -> None:
    browser = hall.signed_in(username)
    opened = browser.post(f"/documents/{document}/opening")
    assert opened.status_code == 200, opened.text
    answer = browser.post(f"/documents/{document}/signatures", {"pin": PIN, "sha256": opened.get_json()["sha256"]})
    assert answer.status_code == 200, answer.text


def withdrawn(hall: TownHall) -> str:
    case = filed(hall)
    answer = hall.visitor().post(f"/api/v1/status/{case.token}/transitions", json={"name": "withdraw"})
    assert answer.status_code == 200, answer.text
    return case.reference


def by_citizen(hall: TownHall, token: str, name: str, given: dict[str, str]) -> None:
    unlocked = hall.visitor()
    assert unlocked.post(f"/api/v1/status/{token}/unlock", json={"last4": "4567"}).status_code == 200
    answer = unlocked.post(f"/api/v1/status/{token}/transitions", json={"name": name, "input": given})
    assert answer.status_code == 200, answer.text


def give_keys(hall: TownHall) -> None:
    """Certificates do not last six years: everybody who signs gets a new one."""
    keyring, now = hall.runtime.toolbox.keyring, hall.clock.now()
    authority = make_authority("Тестовий центр", now)
    kept = [keyring.keep(issue_key(authority, one, kind="person", now=now), one, PIN) for one in COMMISSION]
    kept.append(keyring.keep_seal(issue_key(authority, TOWN.body, kind="seal", now=now)))
    for one in kept:
        command = AddKey(holder=one.holder, sealed_key=one.sealed_key, certificate=one.certificate)
        hall.runtime.application.execute(system(1), command)


def case_of(hall: TownHall, reference: str) -> dict[str, Any]:
    answer = hall.signed_in("admin").get(f"/cases/{reference}")
    assert answer.status_code == 200, answer.text
    shown: dict[str, Any] = answer.get_json()
    return shown


def keep_house(hall: TownHall) -> None:
    assert hall.runtime.keeper is not None
    Housekeeping(hall.runtime, hall.runtime.keeper).clean_all()


@pytest.fixture(scope="module")
def story(database_urls: DatabaseUrls, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    folder: Path = tmp_path_factory.mktemp("papers")
    with a_town(database_urls, folder, DATABASE_KEEPER_URL=database_urls.keeper) as hall:
        execute = hall.runtime.application.execute
        execute(system(1), AddStaff(member=SECRETARY, password_hash=CHEAP_HASH))
        shared = read_shared_parts(DEFINITIONS / "_shared")
        definition, bundle = load_files(read_folder(DEFINITIONS / "destruction_act"), shared.files)
        execute(system(1), PublishDefinition(definition=definition, bundle=bundle.to_bytes()))
        yield played(hall, database_urls)


def played(hall: TownHall, urls: DatabaseUrls) -> Story:
    seen: dict[str, Any] = {}
    record, _ = answered(hall)
    plain, forgotten = withdrawn(hall), withdrawn(hall)
    disputed, token = answered(hall)
    running = filed(hall).reference
    registrar, admin = hall.signed_in("registrar"), hall.signed_in("admin")
    seen["asked while open"] = admin.post(f"/cases/{running}/erasure", {"reason": "прохання"})
    seen["filed"] = file_finished(hall.runtime)
    seen["filed again"] = file_finished(hall.runtime)
    seen["place before"] = case_of(hall, disputed)["filed"]
    by_citizen(hall, token, "dispute", {"what": "Яма знову"})
    seen["place while open"] = case_of(hall, disputed)["filed"]
    seen["record at request"] = admin.post(f"/cases/{record}/erasure", {"reason": "прохання"})
    seen["by the registrar"] = registrar.post(f"/cases/{forgotten}/erasure", {"reason": "прохання"})
    seen["without a reason"] = admin.post(f"/cases/{forgotten}/erasure", {"reason": "  "})
    seen["erased"] = admin.post(f"/cases/{forgotten}/erasure", {"reason": "прохання від 24.11.2026"})
    seen["erased again"] = admin.post(f"/cases/{forgotten}/erasure", {"reason": "прохання від 24.11.2026"})
    seen["this year"] = registrar.post("/filing-plan/2026/closing")
    keep_house(hall)

    hall.clock.set(YEAR_END)
    again, its_token = refused(hall)
    seen["again"] = again
    file_finished(hall.runtime)
    seen["again before"] = case_of(hall, again)["filed"]

    hall.clock.set(NEXT_YEAR)
    seen["by the mayor"] = hall.signed_in("mayor").post("/filing-plan/2026/closing")
    late = withdrawn(hall)
    seen["closed"] = hall.signed_in("registrar").post("/filing-plan/2026/closing")
    seen["closed again"] = hall.signed_in("registrar").post("/filing-plan/2026/closing")
    file_finished(hall.runtime)
    seen["late"] = case_of(hall, late)["filed"]
    by_citizen(hall, its_token, "dispute", {"what": "Яма знову"})
    seen["again while open"] = case_of(hall, again)["filed"]
    by_citizen(hall, its_token, "withdraw", {})
    seen["again, filed"] = file_finished(hall.runtime)
    seen["again after"] = case_of(hall, again)["filed"]

    hall.clock.set(DAY_BEFORE)
    seen["due the day before"] = fallen_due(hall.runtime, 1)
    seen["act the day before"] = hall.signed_in("registrar").post("/destruction-acts")
    hall.clock.set(DUE)
    give_keys(hall)
    seen["due"] = hall.signed_in("registrar").get("/retention").get_json()
    seen["inventory"] = hall.signed_in("registrar").get("/filing-plan/inventory.csv?year=2026")
    seen["printed"] = hall.signed_in("registrar").get("/filing-plan/inventory.pdf?year=2026")
    seen["one file"] = hall.signed_in("registrar").get("/filing-plan/inventory.csv?year=2026&index=02-21")
    seen["one file printed"] = hall.signed_in("registrar").get("/filing-plan/inventory.pdf?year=2026&index=02-21")
    seen["strange file"] = hall.signed_in("registrar").get("/filing-plan/inventory.csv?year=2026&index=99-99")
    return Story(
        hall=hall, urls=urls, answered=record, withdrawn=plain, disputed=disputed, forgotten=forgotten, seen=seen
    )


def test_finished_cases_are_filed_once_and_show_where(story: Story) -> None:
    seen = story.seen
    assert (seen["filed"], seen["filed again"]) == (4, 0)
    place = seen["place before"]
    assert (place["index"], place["year"], place["volume"]) == ("02-21", 2026, 1)
    assert place["kept_until"] == "2032-01-01"


def test_a_reopened_case_is_taken_out_of_its_file(story: Story) -> None:
    assert story.seen["place while open"] is None
    rows = story.sql("SELECT number FROM filed_cases WHERE taken_out IS NOT NULL ORDER BY number")
    assert rows == [(story.seen[one]["number"],) for one in ("place before", "again before")]


def test_a_case_reopened_after_its_file_was_closed_goes_into_the_open_one_when_it_ends_anew(story: Story) -> None:
    seen = story.seen
    before, after = seen["again before"], seen["again after"]
    assert (before["year"], before["kept_until"]) == (2026, "2032-01-01")
    assert seen["again while open"] is None
    assert seen["again, filed"] == 1
    assert (after["index"], after["year"], after["kept_until"]) == ("02-21", 2027, "2033-01-01")
    # and: the line in the closed file stays, with its remark, and its number is given to nobody
    rows = story.sql(
        "SELECT year, number, taken_out IS NOT NULL FROM filed_cases WHERE case_id ="
        " (SELECT case_id FROM filed_cases WHERE year = 2026 AND number = %s) ORDER BY year",
        before["number"],
    )
    assert rows == [(2026, before["number"], True), (2027, after["number"], False)]


def test_the_year_is_closed_once_it_is_over_by_those_who_keep_the_files(story: Story) -> None:
    seen = story.seen
    assert seen["this year"].status_code == 409
    assert [one["code"] for one in seen["this year"].get_json()["refusals"]] == ["year_runs"]
    assert seen["by the mayor"].status_code == 403
    assert (seen["closed"].get_json(), seen["closed again"].get_json()) == ({"closed": 1}, {"closed": 0})


def test_what_ends_in_the_next_year_goes_into_the_next_years_file(story: Story) -> None:
    assert (story.seen["late"]["year"], story.seen["late"]["kept_until"]) == (2027, "2033-01-01")


@pytest.mark.parametrize(
    ("what", "status", "codes"),
    [
        ("asked while open", 409, ["case_open", "legal_term_runs"]),
        ("record at request", 409, ["keep_term_runs"]),
        ("by the registrar", 403, []),
        ("without a reason", 422, []),
        ("erased", 200, []),
        ("erased again", 200, []),
    ],
)
def test_one_is_erased_at_a_request_with_a_reason_and_only_what_no_law_keeps(
    story: Story, what: str, status: int, codes: list[str]
) -> None:
    answer = story.seen[what]
    assert answer.status_code == status, answer.text
    assert [one["code"] for one in answer.get_json().get("refusals", [])] == codes


def test_nothing_personal_is_left_of_what_was_erased_and_its_history_stands(story: Story) -> None:
    # given
    shown = case_of(story.hall, story.forgotten)
    number = story.sql("SELECT id FROM cases WHERE reference = %s", story.forgotten)[0][0]
    # then
    assert shown["erased"]["ground"] == "request"
    assert not any(one in str(shown) for one in PERSONAL)
    assert story.sql("SELECT count(*) FROM personal_values WHERE case_id = %s", number) == [(0,)]
    assert story.sql("SELECT count(*) FROM search_words WHERE case_id = %s", number) == [(0,)]
    assert story.sql("SELECT DISTINCT recipient, text FROM messages WHERE case_id = %s", number) == [("", "")]
    events = story.hall.signed_in("admin").get(f"/cases/{story.forgotten}/history").get_json()["items"]
    assert [one["type"] for one in events][-1] == "CaseErased"
    assert events[-1]["actor"] == "staff:admin"
    listed = (story.hall.runtime.settings.data / "erasures.jsonl").read_text()
    assert story.forgotten in listed
    assert not any(one in listed for one in PERSONAL)


def test_nothing_falls_due_a_day_early(story: Story) -> None:
    early = story.seen["due the day before"]
    assert (early.cases, early.volumes) == ((), ())
    assert story.seen["act the day before"].status_code == 409


def test_what_fell_due_is_told_with_its_reason(story: Story) -> None:
    due = story.seen["due"]
    assert [(one["index"], one["year"], one["volume"], one["cases"]) for one in due["volumes"]] == [
        ("02-21", 2026, 1, 3)
    ]
    assert [(one["reference"], one["kept_until"]) for one in due["cases"]] == [(story.withdrawn, "2032-01-01")]
    assert [(one["reference"], one["ground"]) for one in due["erasures"]] == [(story.forgotten, "request")]


def test_the_inventory_leaves_as_a_table_and_as_a_paper(story: Story) -> None:
    volumes = list(csv.reader(io.StringIO(story.seen["inventory"].text.lstrip("\ufeff")), delimiter=";"))
    assert [row[:6] for row in volumes[1:]] == [
        ["02-21", "Яма або розбита дорога", "1", "2026-11-23", "2026-11-23", "3"]
    ]
    cases = list(csv.reader(io.StringIO(story.seen["one file"].text.lstrip("\ufeff")), delimiter=";"))
    everything = (story.answered, story.withdrawn, story.forgotten, story.disputed, story.seen["again"])
    assert sorted(row[2] for row in cases[1:]) == sorted(everything)
    assert story.seen["printed"].data.startswith(b"%PDF-")
    assert story.seen["one file printed"].data.startswith(b"%PDF-")
    # and: a case that was filed anew stands here with the day it ended then
    ended, outside = cases[0].index("Завершено"), cases[0].index("Вилучено: розгляд поновлено")
    (line,) = [one for one in cases if one[2] == story.seen["again"]]
    assert (line[ended], line[outside]) == ("2026-12-30", "2027-01-11")
    assert (story.seen["strange file"].status_code, story.seen["strange file"].get_json()["code"]) == (
        404,
        "unknown_file",
    )


def test_what_fell_due_goes_by_its_term_or_by_an_act_that_all_have_signed(story: Story) -> None:
    hall = story.hall
    # when: the run without any act
    assert retain(hall.runtime, 1) == 1
    assert case_of(hall, story.withdrawn)["erased"]["ground"] == "keep_ended"
    assert case_of(hall, story.answered)["erased"] is None
    # when: the act is drawn up, and two of three have signed
    act = hall.signed_in("registrar").post("/destruction-acts")
    assert act.status_code == 201, act.text
    reference, document = act.get_json()["reference"], act.get_json()["documents"][0]["id"]
    assert hall.signed_in("registrar").post("/destruction-acts").status_code == 409
    hall.work()
    for username in COMMISSION[:2]:
        signed(hall, username, document)
        hall.work()
    assert retain(hall.runtime, 1) == 0
    assert case_of(hall, story.answered)["erased"] is None
    # when: the mayor has signed
    signed(hall, "mayor", document)
    hall.work()
    assert case_of(hall, reference)["state"] == "signed"
    assert retain(hall.runtime, 1) == 1
    keep_house(hall)
    # then
    gone = case_of(hall, story.answered)
    assert (gone["erased"]["ground"], gone["erased"]["act"]) == ("act", reference)
    assert story.sql("SELECT year, act IS NOT NULL, destroyed IS NOT NULL FROM volumes ORDER BY year") == [
        (2026, True, True),
        (2027, False, False),
    ]
    assert retain(hall.runtime, 1) == 0
    # then: what the reopened case gave is still there, and what was erased is gone with its bytes
    assert "Зразкова" in str(case_of(hall, story.disputed))
    with hall.runtime.database.reading(1) as look:
        assert all(hall.runtime.toolbox.contents.exists(1, one.sha256) for one in wanted_content(look))
    rows = story.sql(
        "SELECT p.sha256 FROM papers p JOIN cases c ON c.id = p.case_id WHERE c.reference = %s", story.answered
    )
    assert rows
    assert not any(hall.runtime.toolbox.contents.exists(1, row[0]) for row in rows)
    content = hall.signed_in("registrar").get(f"/documents/{paper_of(gone)}/content")
    assert (content.status_code, content.get_json()["code"]) == (404, "erased")
    # then: the chain is whole
    hall.clock.advance(timedelta(seconds=30))
    Sealer(hall.runtime).seal_all()
    with hall.runtime.database.reading(1) as look:
        found = verify_history(look, seal_check(certificates_of(look, SEAL)))
    assert found.breaks == ()


def paper_of(case: dict[str, Any]) -> UUID:
    return UUID(case["documents"][0]["id"])
