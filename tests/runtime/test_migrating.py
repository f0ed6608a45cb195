"""Running cases come under another version on a real database: tried, refused whole, moved, interrupted, taken back."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from click.testing import CliRunner, Result

from runtime.app import build_app
from runtime.cli import main
from runtime.database_urls import DatabaseUrls
from runtime.migrating import Carried, carry_out, watch_migrations
from store.queries.history import HistoryEntry, history_of
from store.queries.migrations import runs_so_far, unfinished_runs
from store.verify_history import verify_history
from tests.another_version import publish_version, shipped_version
from tests.api.given import FiledCase, answering, filed, in_work, moved, routed
from tests.town_hall import TOWN, TownHall, a_town, found
from web.blueprint import plug_pages
from web.problem_page import problem_page
from workflow.actor import system, visitor
from workflow.case import Case
from workflow.commands.migrate_case import MigrateCase
from workflow.commands.open_case import OpenCase
from workflow.commands.start_migration import StartMigration
from workflow.errors import Conflict, InvalidInput, NotAvailable, NotFound, NotPermitted

RENAMED = (("in_work", "doing"), ("answer_letter:", "reply_letter:"), ("document: answer_letter", "document: reply_letter"),
           ("after: answer_letter", "after: reply_letter"))  # fmt: skip
MAP = {"in_work": "doing"}
OLD = shipped_version("road_defect")
NEW = OLD + 1


@pytest.fixture
def hall(fresh_database_urls: DatabaseUrls, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TownHall]:
    with a_town(fresh_database_urls, tmp_path_factory.mktemp("papers")) as made:
        yield made


@pytest.fixture
def migrate(
    hall: TownHall, fresh_database_urls: DatabaseUrls, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Result]:
    monkeypatch.setenv("DATABASE_URL", fresh_database_urls.app)
    monkeypatch.setenv("SPRAVA_DATA", str(hall.runtime.settings.data))
    monkeypatch.setenv("SPRAVA_DEMO", "1")

    def run(*arguments: object) -> Result:
        return CliRunner().invoke(main, ["definitions", "migrate", *map(str, arguments)])

    return run


def case_of(hall: TownHall, one: FiledCase) -> Case:
    return hall.runtime.toolbox.records.case_by_reference(1, one.reference)


def told(hall: TownHall, one: FiledCase) -> list[HistoryEntry]:
    with hall.runtime.database.reading(1) as look:
        entries = history_of(look, case_of(hall, one).id, cursor=None, limit=200).items
    return [each for each in entries if each.type == "DefinitionChanged"]


def start(hall: TownHall, **more: Any) -> UUID:
    command = StartMigration(
        request_type="road_defect", reason="Нові назви станів", **{"to": NEW, "states": MAP, **more}
    )
    return UUID(str(hall.runtime.application.execute(system(1), command).executed.value["id"]))


def sound(hall: TownHall) -> bool:
    with hall.runtime.database.reading(1) as look:
        return verify_history(look, lambda *_: True).breaks == ()


def test_from_a_dry_run_to_the_way_back(hall: TownHall, migrate: Callable[..., Result]) -> None:
    # given: a case in work, one with the director, one whose answer is drafted, and one that is over
    working, _ = in_work(hall)
    waiting = routed(hall)
    drafted, _ = answering(hall)
    withdrawn = filed(hall)
    hall.visitor().post(f"/api/v1/status/{withdrawn.token}/transitions", json={"name": "withdraw"})
    hall.work()
    new = publish_version(
        hall.runtime, "road_defect", NEW, *RENAMED, ("length: 10, unit: working_day", "length: 12, unit: working_day")
    )
    before = {one: case_of(hall, one) for one in (working, waiting, drafted, withdrawn)}
    mapped = ("road_defect", "--to", NEW, "--map", "in_work=doing")

    # when: it is only tried
    tried = migrate(*mapped, "--dry-run", "--json")

    # then: every running case is there, with its dates, and why one cannot
    lines = {one["reference"]: one for one in json.loads(tried.stdout)}
    assert set(lines) == {one.reference for one in (working, waiting, drafted)}
    assert lines[working.reference]["to_state"] == "doing"
    assert lines[working.reference]["clocks"] == [
        {"clock": "service", "law": None, "was": "2026-12-07", "will": "2026-12-09"}
    ]
    assert lines[working.reference]["resolutions"] == [{"number": "1", "due": "2026-11-26"}]
    assert lines[drafted.reference]["papers"] == [{"type": "answer_letter", "status": "draft"}]
    assert [one["code"] for one in lines[drafted.reference]["obstacles"]] == ["document_open"]
    assert tried.exit_code == 1

    # and: one that cannot holds everything back
    refused = migrate(*mapped, "--reason", "Нові назви")
    assert refused.exit_code == 1
    assert f"“answer_letter”, and this one is not complete (1: {drafted.reference})" in refused.stderr
    assert {one: case_of(hall, one) for one in before} == before

    # when: the others go
    done = migrate(*mapped, "--reason", "Нові назви", "--leave-others")
    assert done.exit_code == 0, done.output
    assert "moved 2, left 1, put off 0" in done.output
    assert f"{drafted.reference} stays" in done.output
    run = UUID(done.output.split()[1].rstrip(":"))

    # then: they are under the new version, by name, once; the others are not touched
    for one in (working, waiting):
        after = case_of(hall, one)
        assert (after.definition, after.definition_version) == (new, NEW)
        service = after.deadline("service")
        assert service is not None
        assert service.date.isoformat() == "2026-12-09"
        assert [(each.actor, each.data["run"]) for each in told(hall, one)] == [("system", str(run))]
    assert (case_of(hall, working).state, case_of(hall, working).resolutions[0].into) == ("doing", "doing")
    assert {one: case_of(hall, one) for one in (drafted, withdrawn)} == {
        one: before[one] for one in (drafted, withdrawn)
    }
    assert sound(hall)

    # and: the citizen's page and the official's read on, in the words of their time
    status = hall.visitor().get(f"/api/v1/status/{working.token}").get_json()
    assert [one["title"] for one in status["done"]][-1] == "Призначили роботу"
    pages = replace(hall, app=build_app(hall.runtime, pages=plug_pages, problem_page=problem_page))
    page = pages.signed_in("mayor").client.get(f"/staff/cases/{working.reference}")
    assert page.status_code == 200
    assert f"Справа перейшла на версію {NEW} правил; була {OLD}." in page.text

    # and: the case goes on under its new rules
    hall.clock.advance(timedelta(minutes=5))
    moved(hall, "foreman", working.reference, "finish", input={"report": "Засипали", "why_no_photo": "темно"})

    # when: it is taken back
    back = migrate("--revert", run, "--reason", "Помилилися")
    # then: the one nothing has happened to is what it was; the other says why not
    assert "moved 1, left 1, put off 0" in back.output
    assert f"{working.reference} stays: Something has happened to the case since." in back.output
    again = case_of(hall, waiting)
    assert (again.state, again.definition, again.deadlines) == (
        before[waiting].state,
        before[waiting].definition,
        before[waiting].deadlines,
    )
    assert sound(hall)
    with hall.runtime.database.reading(1) as look:
        runs = runs_so_far(look, "road_defect")
    assert [(one.moved, one.left, one.open, one.run.reason) for one in runs] == [
        (1, 1, 0, "Помилилися"),
        (2, 1, 0, "Нові назви"),
    ]


def test_killed_in_the_middle_it_goes_on_and_nothing_is_done_twice(
    hall: TownHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given
    cases = [filed(hall) for _ in range(6)]
    hall.work()
    new = publish_version(hall.runtime, "road_defect", NEW, *RENAMED)
    found(hall.runtime, replace(TOWN, municipality=2, name="Похоже", host="pohozhe.test"))
    there = hall.runtime.application.execute(
        visitor(2),
        OpenCase(
            request_type="road_defect",
            form={"place": {"address": "вул. Лісова, 8"}},
            applicant={"surname": "Зразкова", "given_name": "Олена", "phone": "050 123 45 67"},
        ),
    ).executed.case
    assert there is not None
    publish_version(hall.runtime, "road_defect", NEW, *RENAMED, municipality=2)
    hall.work()
    late = filed(hall)  # under the new version already, with a message on its way
    execute = hall.runtime.application.execute
    count = 0

    class Killed(BaseException):
        pass

    def dying(actor: Any, command: Any, **more: Any) -> Any:
        nonlocal count
        if isinstance(command, MigrateCase):
            count += 1
            if count == 3:
                raise Killed
        answer = execute(actor, command, **more)
        if isinstance(command, MigrateCase) and count == 5:
            raise Killed  # after the commit
        return answer

    start(hall)
    monkeypatch.setattr(hall.runtime.application, "execute", dying)
    for _ in range(2):
        with pytest.raises(Killed):
            watch_migrations(hall.runtime)
    monkeypatch.setattr(hall.runtime.application, "execute", execute)
    # when: two workers go on at once
    with hall.runtime.database.reading(1) as look:
        (run,) = unfinished_runs(look)
    results: list[Carried] = []
    workers = [threading.Thread(target=lambda: results.append(carry_out(hall.runtime, 1, run))) for _ in range(2)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()
    # then
    assert sum(one.moved for one in results) == 6 - 4
    assert [len(told(hall, one)) for one in cases] == [1] * 6
    assert {case_of(hall, one).definition for one in (*cases, late)} == {new}
    assert told(hall, late) == []
    assert watch_migrations(hall.runtime) == 0
    assert sound(hall)
    other = hall.runtime.toolbox.records.case(2, there.id)
    assert (other.definition_version, other.version) == (OLD, 1)


def test_what_cannot_be_is_refused_in_words(hall: TownHall, migrate: Callable[..., Result]) -> None:
    application = hall.runtime.application
    one = filed(hall)
    publish_version(hall.runtime, "road_defect", NEW, *RENAMED)
    with pytest.raises(NotPermitted):
        application.execute(visitor(1), StartMigration(request_type="road_defect", to=NEW, reason="так"))
    with pytest.raises(NotFound) as unknown:
        start(hall, to=99)
    assert (unknown.value.code, unknown.value.data["known"]) == ("unknown_version", f"{OLD}, {NEW}")
    with pytest.raises(InvalidInput) as wrong:
        start(hall, states={"nowhere": "doing"})
    assert wrong.value.errors == {"states.nowhere": ("unknown_state",)}
    # a message is on its way: the case is put off, and the run waits for it
    run = start(hall)
    with pytest.raises(Conflict) as twice:
        start(hall)
    assert twice.value.code == "migration_running"
    assert watch_migrations(hall.runtime) == 0
    assert case_of(hall, one).definition_version == OLD
    hall.work()
    assert watch_migrations(hall.runtime) == 1
    assert application.execute(system(1), MigrateCase(run=run, case=case_of(hall, one).id)).executed.value == {
        "result": "done"
    }
    # and on the command line
    for arguments, said in (
        (
            ("no_such_type", "--to", 1, "--reason", "так"),
            "no request type no_such_type was ever published here; published: mayor_reception, road_defect,",
        ),
        (
            ("road_defect", "--to", 55, "--reason", "так"),
            f"road_defect has no published version 55; published: {OLD}, {NEW}",
        ),
        (("road_defect", "--to", 55, "--dry-run"), f"no published version 55; published: {OLD}, {NEW}"),
        (("road_defect", "--to", OLD, "--map", "doing", "--dry-run"), "write it as old_state=new_state"),
        (("road_defect", "--to", OLD, "--map", "doing=nowhere", "--dry-run"), "states.doing"),
        (("road_defect", "--to", OLD), "say why"),
        (("road_defect",), "say what"),
        (("--revert", UUID(int=5), "--reason", "так"), "There is no such migration."),
    ):
        result = migrate(*arguments)
        assert result.exit_code in (1, 2), (arguments, result.output)
        assert said in result.output + result.stderr, (arguments, result.output)
        assert "Traceback" not in result.output


def test_reasons_come_all_at_once(hall: TownHall) -> None:
    cases = [in_work(hall)[0], in_work(hall)[0]]
    hall.work()
    publish_version(
        hall.runtime,
        "road_defect",
        NEW,
        *RENAMED,
        ("\n  answer:      {", "\n  other:       {"),
    )
    with pytest.raises(NotAvailable) as refused:
        start(hall, states={})
    assert refused.value.code == "migration_refused"
    assert [one.code for one in refused.value.refusals] == ["state_unmapped", "legal_clock_lost"]
    assert all(case.reference in str(refused.value.refusals[0].data["held"]) for case in cases)
    with hall.runtime.database.reading(1) as look:
        assert unfinished_runs(look) == ()
