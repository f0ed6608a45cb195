"""Each invariant holds for a town that has lived a little, and each is broken by a bug planted behind its back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

import pytest

from effects.keyring import SEAL
from gate.seal_check import seal_check
from runtime.database_urls import DatabaseUrls
from runtime.sealer import Sealer
from store.queries.effect_reads import certificates_of
from store.reading import Reading
from tests.faults import invariants
from tests.faults.all_seen import all_seen
from tests.journeys.stage import Stage, raise_curtain
from workflow.case import ExecutorRole
from workflow.commands.orders import ExecutorOrder, ResolutionOrder

OLENA = {"surname": "Зразкова", "given_name": "Олена", "phone": "050 123 45 67", "contact_by": "link"}
PLACE = {"address": "вул. Лісова, навпроти 8", "street": "вул. Лісова"}
ORDER = ResolutionOrder(
    text="Ліквідувати яму.",
    executors=(ExecutorOrder(username="foreman", role=ExecutorRole.LEAD),),
    due=date(2026, 11, 26),
)
SLOTS = ("mayor_reception-20261125T1500", "mayor_reception-20261125T1520")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lived:
    """A town with an answered pothole, a fresh one and two visits booked."""

    stage: Stage
    urls: DatabaseUrls
    references: tuple[str, ...]


@pytest.fixture(scope="module")
def lived(database_urls: DatabaseUrls, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lived]:
    stage = raise_curtain(database_urls, tmp_path_factory.mktemp("town"), "2026-11-23 08:05")
    pothole = stage.open("road_defect", {"place": PLACE, "photos": [str(stage.upload())]}, OLENA)
    stage.do(pothole.reference, "route", "dispatcher")
    stage.do(pothole.reference, "instruct", "utility_director", orders=[ORDER])
    stage.do(pothole.reference, "finish", "foreman", {"report": "Зроблено.", "why_no_photo": "Темно."})
    case = stage.do(pothole.reference, "accept", "utility_director", {"about": "Про ремонт дороги"})
    stage.sign("utility_director", case.papers[0].id)
    fresh = stage.open("road_defect", {"place": PLACE}, OLENA)
    visits = [stage.open("mayor_reception", {"slot": slot, "subject": "Дах."}, OLENA) for slot in SLOTS]
    Sealer(stage.runtime).seal_all()
    yield Lived(
        stage=stage,
        urls=database_urls,
        references=(pothole.reference, fresh.reference, *(one.reference for one in visits)),
    )
    stage.runtime.close()


def _histories(lived: Lived, look: Reading) -> list[str]:
    return invariants.histories_verify(look, seal_check(certificates_of(look, SEAL)))


def _acknowledged(lived: Lived, look: Reading) -> list[str]:
    return invariants.acknowledged_once(look, lived.references)


def _settled(lived: Lived, look: Reading) -> list[str]:
    return invariants.jobs_settled(look)


def _implied(lived: Lived, look: Reading) -> list[str]:
    return invariants.jobs_as_history_implies(look, lived.stage.runtime.application.definitions.pinned)


def _told(lived: Lived, look: Reading) -> list[str]:
    return invariants.told_once(look, [{"id": str(one.id)} for one in lived.stage.sender.messages])


def _sold(lived: Lived, look: Reading) -> list[str]:
    return invariants.nothing_sold_twice(look)


def _bytes(lived: Lived, look: Reading) -> list[str]:
    return invariants.papers_have_bytes(look, lived.stage.runtime.toolbox.contents)


Check = Callable[[Lived, Reading], list[str]]
CHECKS: tuple[Check, ...] = (_histories, _acknowledged, _settled, _implied, _told, _sold, _bytes)

_FIRST = "(SELECT id FROM cases ORDER BY reference LIMIT 1)"
_LAST = "(SELECT id FROM cases ORDER BY reference DESC LIMIT 1)"
PLANTED: tuple[tuple[Check, str], ...] = (
    (_histories, "UPDATE history SET data = replace(data, 'registered', 'rEgistered') WHERE type = 'CaseOpened'"),
    (_histories, f"DELETE FROM history WHERE case_id = {_FIRST} AND sequence = 2"),
    (_histories, f"UPDATE cases SET body = jsonb_set(body, '{{state}}', '\"closed\"') WHERE id = {_FIRST}"),
    (
        _histories,
        f"DELETE FROM history WHERE case_id = {_FIRST};DELETE FROM cases WHERE id = {_FIRST}",
    ),
    (_histories, "UPDATE seals SET root = sha256('something else') WHERE number = 1"),
    (_acknowledged, f"DELETE FROM cases WHERE id = {_FIRST}"),
    (_acknowledged, "UPDATE cases SET reference = '26-77777' WHERE reference = (SELECT min(reference) FROM cases)"),
    (_settled, "UPDATE procrastinate_jobs SET status = 'doing' WHERE id = (SELECT min(id) FROM procrastinate_jobs)"),
    (_implied, "DELETE FROM procrastinate_jobs WHERE args->'data'->>'text' = 'registered'"),
    (
        _implied,
        (
            "INSERT INTO procrastinate_jobs (queue_name, task_name, priority, args, status)"
            " SELECT queue_name, task_name, priority, args, status FROM procrastinate_jobs LIMIT 1"
        ),
    ),
    (
        _implied,
        (
            "UPDATE procrastinate_jobs SET args = jsonb_set(args, '{data,case}', to_jsonb(gen_random_uuid()::text))"
            " WHERE id = (SELECT min(id) FROM procrastinate_jobs)"
        ),
    ),
    (_told, "DELETE FROM messages WHERE id = (SELECT id FROM messages LIMIT 1)"),
    (
        _told,
        (
            "INSERT INTO messages SELECT municipality, gen_random_uuid(), case_id, person, channel, recipient, text, parts,"
            " status, NULL, created, changed FROM messages LIMIT 1"
        ),
    ),
    (
        _sold,
        (
            f"UPDATE cases SET body = jsonb_set(body, '{{booking}}', (SELECT body->'booking' FROM cases WHERE id = {_LAST}))"
            f" WHERE id = {_FIRST}"
        ),
    ),
    (_sold, "UPDATE bookings SET starts = (SELECT min(starts) FROM bookings), ends = (SELECT max(ends) FROM bookings)"),
    (
        _sold,
        (
            "ALTER TABLE papers DROP CONSTRAINT uq_papers_municipality_register_year_number;"
            "ALTER TABLE papers DROP CONSTRAINT uq_papers_municipality_code;"
            "INSERT INTO papers SELECT (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid()))).*"
            " FROM papers p WHERE number IS NOT NULL"
        ),
    ),
    (_bytes, "UPDATE attachments SET sha256 = encode(sha256('no such photo'), 'hex')"),
    (_bytes, "DELETE FROM paper_versions"),
    (
        _bytes,
        (
            "UPDATE cases SET body = jsonb_set(body, '{papers,0,signatures}',"
            " (body->'papers'->0->'signatures') || (body->'papers'->0->'signatures'->1))"
            " WHERE jsonb_array_length(body->'papers') > 0"
        ),
    ),
)


@pytest.mark.parametrize("check", CHECKS)
def test_it_holds_for_a_town_that_has_lived(lived: Lived, check: Check) -> None:
    with all_seen(lived.urls) as look:
        assert check(lived, look) == []


@pytest.mark.parametrize(("check", "bug"), PLANTED, ids=range(len(PLANTED)))
def test_a_planted_bug_is_found(lived: Lived, check: Check, bug: str) -> None:
    with all_seen(lived.urls) as look:
        # when
        for statement in bug.split(";"):
            assert look.connection.exec_driver_sql(statement.replace("%", "%%")).rowcount != 0
        # then
        assert check(lived, look)


def test_a_lost_file_and_a_damaged_one_are_found(lived: Lived) -> None:
    # given
    folder = lived.stage.runtime.settings.data / "documents"
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    with all_seen(lived.urls) as look:
        for path in files[:2]:
            kept = path.read_bytes()
            path.unlink()
            assert "not_stored" in str(_bytes(lived, look))
            path.write_bytes(kept[:-1] + b"!")
            assert "storage_damaged" in str(_bytes(lived, look))
            path.write_bytes(kept)


def test_a_transaction_left_open_is_found_once_it_is_old(lived: Lived, monkeypatch: pytest.MonkeyPatch) -> None:
    with all_seen(lived.urls) as hanging, all_seen(lived.urls) as look:
        hanging.connection.exec_driver_sql("SELECT 1 FROM cases")
        assert invariants.nothing_hangs(look) == []
        monkeypatch.setattr(invariants, "_OLD", -invariants._OLD)
        assert invariants.nothing_hangs(look)


def test_a_message_handed_over_twice_is_a_repeat(lived: Lived) -> None:
    lines = [{"id": str(one.id)} for one in lived.stage.sender.messages]
    with all_seen(lived.urls) as look:
        assert invariants.told_once(look, [*lines, lines[0]])
        assert invariants.told_once(look, [*lines, lines[0]], repeats=1) == []
        assert invariants.told_once(look, [*lines, {"id": str(uuid4())}])
