"""Jobs commit with the decision that wants them, are done by the library's own worker, and survive a killed one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from store.jobs import EffectJob, JobQueue, TryAgain, bring_back
from tests.store.given import Store, fresh_moment
from workflow.effect_requests import EffectRequest, Notify, TellStaff

CASE = UUID(int=5)


def alarm(number: int = 1) -> TellStaff:
    return TellStaff(id=uuid4(), case=CASE, to=("role:mayor",), code="blown", data={"rung": number, "why": "яма"})


def message(to: str = "applicant", **more: object) -> Notify:
    return Notify(id=uuid4(), case=CASE, to=to, text="done", values={"number": "26-00042"}, **more)  # type: ignore[arg-type]


def defer(store: Store, *effects: EffectRequest, commit: bool = True) -> UUID:
    moment = fresh_moment()
    with store.units(1) as work:
        work.defer(effects, moment)
        if commit:
            work.commit()
        else:
            work.staff("nobody")  # sent, then rolled back
    return moment.correlation


def done_by_a_worker(store: Store, perform: object = None) -> list[EffectJob]:
    done: list[EffectJob] = []

    def keep(job: EffectJob) -> None:
        done.append(job)
        if callable(perform):
            perform(job)

    JobQueue(store.urls.app, keep).run(wait=False, signals=False)
    return done


def test_a_deferred_effect_is_done_once_and_arrives_whole(store: Store) -> None:
    # given
    effects = (alarm(1), message())
    correlation = defer(store, *effects)
    # when
    done = done_by_a_worker(store)
    # then
    assert {job.effect.id: job.effect for job in done} == {one.id: one for one in effects}
    assert {(job.municipality, job.correlation, job.attempts) for job in done} == {(1, correlation, 0)}
    assert done_by_a_worker(store) == []
    assert store.rows("SELECT DISTINCT status::text FROM procrastinate_jobs") == [("succeeded",)]


def test_what_is_rolled_back_is_no_job(store: Store) -> None:
    defer(store, alarm(), commit=False)
    assert store.rows("SELECT count(*) FROM procrastinate_jobs") == [(0,)]


def test_each_kind_has_its_queue_and_only_messages_wait_for_each_other(store: Store) -> None:
    defer(store, alarm(), message(), message(), message("person:00000000-0000-0000-0000-000000000001"))
    rows = store.rows("SELECT queue_name, lock FROM procrastinate_jobs ORDER BY id")
    assert [row[0] for row in rows] == ["tell_staff", "notify", "notify", "notify"]
    assert rows[0][1] is None
    assert rows[1][1] == rows[2][1] != rows[3][1]


def test_a_job_that_is_told_to_come_later_waits_until_then(store: Store) -> None:
    # given
    defer(store, alarm())
    later = datetime.now(UTC) + timedelta(hours=2)

    def not_now(_: EffectJob) -> None:
        raise TryAgain(later)

    # when
    assert len(done_by_a_worker(store, not_now)) == 1
    # then
    rows = store.rows("SELECT status::text, scheduled_at, attempts FROM procrastinate_jobs")
    assert rows == [("todo", later, 1)]
    assert done_by_a_worker(store) == []


@pytest.mark.filterwarnings("ignore")
def test_a_mistake_of_ours_never_loses_the_job(store: Store) -> None:
    defer(store, alarm())

    def broken(_: EffectJob) -> None:
        raise RuntimeError("a bug")

    done_by_a_worker(store, broken)
    rows = store.rows("SELECT status::text, scheduled_at > now() + interval '30 seconds' FROM procrastinate_jobs")
    assert rows == [("todo", True)]


def test_jobs_of_a_worker_that_died_come_back(store: Store) -> None:
    # given: one worker silent for a minute, one alive, and a job whose worker row is gone
    defer(store, alarm(1), alarm(2), alarm(3))
    with store.superuser() as connection:
        dead, alive = (
            connection.execute("SELECT worker_id FROM procrastinate_register_worker_v1()").fetchall()[0][0]
            for _ in range(2)
        )
        ids = [row[0] for row in connection.execute("SELECT id FROM procrastinate_jobs ORDER BY id")]
        for job, worker in zip(ids, (dead, alive, None), strict=True):
            connection.execute(
                "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s WHERE id = %s", (worker, job)
            )
        connection.execute(
            "UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 minute' WHERE id = %s", (dead,)
        )
    # when
    assert bring_back(store.database) == 2
    # then
    assert store.rows("SELECT status::text, attempts FROM procrastinate_jobs ORDER BY id") == [
        ("todo", 1),
        ("doing", 0),
        ("todo", 1),
    ]
    assert bring_back(store.database) == 0


def test_no_trigger_notifies_of_a_new_job(store: Store) -> None:
    triggers = store.rows("SELECT tgname FROM pg_trigger WHERE tgrelid = 'procrastinate_jobs'::regclass")
    assert "procrastinate_jobs_notify_queue_job_inserted_v1" not in {row[0] for row in triggers}
