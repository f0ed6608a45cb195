"""The desk with real keys: a key elsewhere, a ceremony that ends, instructions signed over what was shown."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import text

from documents.errors import SigningFailed
from documents.signing.authority import CertificateKind, issue_key, make_authority
from documents.signing.cms import build_cms
from documents.signing.detached import verify_detached
from runtime.database_urls import DatabaseUrls
from runtime.trust_files import trust_list
from tests.journeys.stage import KYIV, Stage, local, raise_curtain
from workflow.case import Case, ExecutorRole, PaperStatus
from workflow.commands.orders import ExecutorOrder, ResolutionOrder
from workflow.errors import Conflict, InvalidInput, NotFound, NotPermitted

OLENA = {"surname": "Зразкова", "given_name": "Олена", "phone": "+380501234567", "contact_by": "link"}
PLACE = {"address": "вул. Лісова, 8", "street": "вул. Лісова"}


@pytest.fixture(scope="module")
def stage(database_urls: DatabaseUrls, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    found = raise_curtain(database_urls, tmp_path_factory.mktemp("town"), "2026-11-23 08:05")
    yield found
    found.runtime.close()


def refused(stage: Stage) -> Case:
    """A case whose letter waits for the director."""
    case = stage.open("road_defect", {"place": PLACE}, OLENA)
    stage.do(case.reference, "route", "dispatcher")
    return stage.do(case.reference, "refuse", "utility_director", {"grounds": "Дорога приватна."})


def test_a_signature_made_elsewhere_completes_the_paper(stage: Stage) -> None:
    # given: the director's key outside, its certificate known here
    case = refused(stage)
    document = case.papers[0].id
    desk, director = stage.runtime.application.desk, stage.actor("utility_director")
    kept = stage.runtime.toolbox.records.key(1, "utility_director")
    assert kept is not None
    outside = stage.runtime.toolbox.keyring.open(kept, stage.pin("utility_director") or "")
    desk.open(director, document)
    # when
    prepared = desk.prepare(director, document)
    desk.complete(director, document, prepared.session, build_cms(prepared.digest, outside))
    stage.drain()
    # then
    paper = stage.case(case.reference).papers[0]
    assert paper.status is PaperStatus.COMPLETE
    # and: the session is used up
    with pytest.raises(NotFound):
        desk.complete(director, document, prepared.session, b"")


def test_somebody_elses_signature_is_not_taken(stage: Stage) -> None:
    case = refused(stage)
    document = case.papers[0].id
    desk, director = stage.runtime.application.desk, stage.actor("utility_director")
    desk.open(director, document)
    prepared = desk.prepare(director, document)
    authority = make_authority("Чужий центр", stage.clock.now())
    stranger = issue_key(authority, "Петро Типовий", kind=CertificateKind.PERSON, now=stage.clock.now())
    with pytest.raises(SigningFailed):
        desk.complete(director, document, prepared.session, build_cms(prepared.digest, stranger))
    assert stage.case(case.reference).papers[0].signatures[0].at is None


def test_a_ceremony_ends_after_five_minutes_and_serves_nobody_else(stage: Stage) -> None:
    # given
    case = refused(stage)
    document = case.papers[0].id
    desk, director = stage.runtime.application.desk, stage.actor("utility_director")
    shown = desk.open(director, document)
    identifier, secret, expires = desk.begin_session(director, stage.pin("utility_director") or "")
    assert expires - stage.clock.now() == timedelta(minutes=5)
    # then: neither another secret nor another person
    with pytest.raises(NotFound):
        desk.sign(director, document, shown, pin=None, session=(identifier, "a" * 43))
    with pytest.raises(NotFound):
        desk.sign_statement(stage.actor("mayor"), {}, pin=None, session=(identifier, secret))
    # and: not after its time
    stage.clock.advance(timedelta(minutes=5))
    with pytest.raises(NotFound):
        desk.sign(director, document, shown, pin=None, session=(identifier, secret))


def test_a_paper_opened_yesterday_is_opened_anew_before_it_is_signed(stage: Stage) -> None:
    # given
    case = refused(stage)
    document = case.papers[0].id
    desk, director = stage.runtime.application.desk, stage.actor("utility_director")
    shown = desk.open(director, document)
    number = stage.case(case.reference).papers[0].number
    # when
    stage.clock.advance(timedelta(days=1))
    with pytest.raises(Conflict) as stale:
        desk.sign(director, document, shown, pin=stage.pin("utility_director"), session=None)
    again = desk.open(director, document)
    # then: other bytes, today's date, the same number
    assert stale.value.code == "document_changed"
    assert again != shown
    assert stage.case(case.reference).papers[0].number == number


def test_a_number_taken_at_night_is_of_the_day_in_town(stage: Stage) -> None:
    # given: half past midnight in town, the day before in UTC
    case = refused(stage)
    document = case.papers[0].id
    tomorrow = stage.clock.now().astimezone(KYIV).date() + timedelta(days=1)
    stage.clock.set(local(f"{tomorrow} 00:30"))
    # when
    stage.runtime.application.desk.open(stage.actor("utility_director"), document)
    # then
    with stage.runtime.database.reading(1) as look:
        entered = look.connection.execute(
            text("SELECT date FROM journal_entries WHERE paper = :paper"), {"paper": document}
        ).scalar_one()
    assert entered == tomorrow


def test_only_whose_signature_it_is_may_open_a_paper(stage: Stage) -> None:
    case = refused(stage)
    desk = stage.runtime.application.desk
    with pytest.raises(NotPermitted):
        desk.open(stage.actor("foreman"), case.papers[0].id)
    with pytest.raises(NotFound):
        desk.open(stage.actor("utility_director"), UUID(int=1))
    assert stage.case(case.reference).papers[0].number is None


def test_an_instruction_is_signed_over_what_was_shown(stage: Stage) -> None:
    # given
    case = stage.open("road_defect", {"place": PLACE}, OLENA)
    stage.do(case.reference, "route", "dispatcher")
    due = date(2026, 12, 4)
    order = ResolutionOrder(
        text="Ліквідувати яму.", executors=(ExecutorOrder(username="foreman", role=ExecutorRole.LEAD),), due=due
    )
    # when
    case = stage.do(case.reference, "instruct", "utility_director", orders=[order])
    # then
    signed = case.resolutions[0].signed
    assert signed is not None
    contents = stage.runtime.toolbox.contents
    statement, signature = contents.get(1, signed.statement), contents.get(1, signed.signature)
    found = verify_detached(statement, signature, trust_list(stage.runtime.settings.data), stage.clock.now())
    assert found.valid
    assert found.signer == "Петро Типовий"
    told = json.loads(statement)
    assert (told["reference"], told["text"], told["due"]) == (case.reference, "Ліквідувати яму.", "2026-12-04")
    changed = statement.replace(b"2026-12-04", b"2026-12-05")
    assert not verify_detached(changed, signature, trust_list(stage.runtime.settings.data), stage.clock.now()).valid


def test_who_has_no_key_cannot_sign(stage: Stage) -> None:
    with pytest.raises(InvalidInput) as refused_:
        stage.runtime.application.desk.begin_session(stage.actor("foreman"), "246810")
    assert refused_.value.code == "no_key"
