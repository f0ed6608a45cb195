"""The job queue: the only import of procrastinate. Effects become jobs in the transaction that wants them.

Jobs are written by procrastinate's own SQL function on our connection, so they commit with the decision and travel in
its pipeline. A job carries municipality, effect and correlation, nothing personal. There is no lock per case: a job in
retry would hold up all later ones of that case. A message waits only for earlier ones to the same person.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, LiteralString
from uuid import UUID

import procrastinate
import psycopg
from procrastinate import BaseRetryStrategy, JobContext, RetryDecision
from procrastinate.jobs import Job

from store.refusals import meaning
from store.row_json import TableRow
from store.session import Database
from workflow.codec import effect_from_json, effect_to_json
from workflow.effect_requests import EffectRequest, Notify
from workflow.values import Json

TASK = "effect"
POLL_SECONDS = 1.0
HEARTBEAT_SECONDS = 10.0
SILENCE_SECONDS = 30.0

DEFER: LiteralString = """
SELECT procrastinate_defer_jobs_v1(array_agg(j))
FROM json_populate_recordset(NULL::procrastinate_job_to_defer_v1, %(rows)s::json) AS j
"""
# A worker that died leaves its jobs in «doing»; its row goes first (which unties them), then they wait again. This
# covers jobs whose worker row is long gone, which procrastinate's own look for stalled jobs passes by (its issue 1518).
BRING_BACK: LiteralString = """
WITH pruned AS MATERIALIZED (SELECT worker_id FROM procrastinate_prune_stalled_workers_v1(%(silence)s::float))
SELECT count(procrastinate_retry_job_v2(j.id, now(), NULL, NULL, NULL)) FROM procrastinate_jobs j
WHERE j.status = 'doing' AND (j.worker_id IS NULL OR j.worker_id IN (SELECT worker_id FROM pruned))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectJob:
    """One job taken from the queue; `attempts` counts earlier tries."""

    id: int
    municipality: int
    effect: EffectRequest
    correlation: UUID
    attempts: int


class TryAgain(Exception):
    """Not now: the job goes back to the queue until `at` (aware)."""

    def __init__(self, at: datetime) -> None:
        super().__init__(at.isoformat())
        self.at = at


def job_rows(municipality: int, effects: Sequence[EffectRequest], correlation: UUID) -> list[TableRow]:
    """Rows of `procrastinate_job_to_defer_v1`: a queue per kind of effect."""
    rows: list[TableRow] = []
    for effect in effects:
        kind, data = effect_to_json(effect)
        args: dict[str, Json] = {
            "municipality": municipality,
            "kind": kind,
            "data": data,
            "correlation": str(correlation),
        }
        rows.append(
            {
                "queue_name": kind,
                "task_name": TASK,
                "priority": 0,
                "lock": _lock(municipality, effect),
                "queueing_lock": None,
                "args": args,
                "scheduled_at": None,
            }
        )
    return rows


class JobQueue:
    """The worker's side. `perform` does one effect; it raises TryAgain to be asked later.

    Anything else it raises is a mistake of ours: the job is kept and tried again every few minutes, never lost.
    """

    def __init__(self, url: str, perform: Callable[[EffectJob], None], *, connections: int = 4) -> None:
        self._perform = perform
        connector = procrastinate.PsycopgConnector(
            # Only the scheme is changed: SQLAlchemy writes a space in a folder as a plus, which libpq does not know.
            conninfo=f"postgresql://{url.partition('://')[2]}",
            min_size=1,
            max_size=connections,
            kwargs={"options": "-c statement_timeout=15000 -c timezone=UTC", "connect_timeout": 5},
        )
        self._app = procrastinate.App(connector=connector)
        self._app.task(name=TASK, pass_context=True, retry=_Retry())(self._run_one)

    def run(self, *, concurrency: int = 2, wait: bool = True, signals: bool = True, queues: Sequence[str] = ()) -> None:
        """Works until told to stop (SIGTERM, SIGINT), or with `wait` False until nothing is due; no `queues`: all."""
        self._app.run_worker(
            queues=list(queues) or None,
            concurrency=concurrency,
            wait=wait,
            fetch_job_polling_interval=POLL_SECONDS,
            listen_notify=False,
            install_signal_handlers=signals,
            update_heartbeat_interval=HEARTBEAT_SECONDS,
            stalled_worker_timeout=SILENCE_SECONDS,
        )

    def _run_one(self, context: JobContext, /, **args: Any) -> None:
        job = context.job
        assert job.id is not None
        self._perform(
            EffectJob(
                id=job.id,
                municipality=args["municipality"],
                effect=effect_from_json(args["kind"], args["data"]),
                correlation=UUID(args["correlation"]),
                attempts=job.attempts,
            )
        )


def bring_back(database: Database) -> int:
    """Lets the jobs of dead workers wait again; how many they were. Each worker may do so at any time."""
    checkout = database.check_out()
    try:
        rows = checkout.wire.say([(BRING_BACK, {"silence": SILENCE_SECONDS})])
    except psycopg.Error as error:
        checkout.discard()
        raise meaning(error) from error
    checkout.give_back()
    return int(rows[0][0])


class _Retry(BaseRetryStrategy):
    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision:
        if isinstance(exception, TryAgain):
            return RetryDecision(retry_at=exception.at.astimezone(UTC))
        wait = timedelta(minutes=min(2**job.attempts, 60))
        return RetryDecision(retry_in={"seconds": int(wait.total_seconds())})


def _lock(municipality: int, effect: EffectRequest) -> str | None:
    if not isinstance(effect, Notify):
        return None
    # «applicant» and roles are people of one case; their messages keep their order.
    recipient = effect.to if effect.to.startswith("person:") else f"{effect.case}:{effect.to}"
    return f"notify:{municipality}:{effect.channel or 'any'}:{recipient}"
