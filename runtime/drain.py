"""Does every job that is due, here and now, until none is left: for the demo loader and for tests."""

from __future__ import annotations

from effects.perform import perform
from runtime.boot import Runtime
from store.jobs import EffectJob, JobQueue
from store.queries.machinery import jobs_by_status


def drain(runtime: Runtime) -> int:
    """How many jobs were settled. Jobs put off until later stay in the queue."""
    assert runtime.settings.database_url is not None
    settled = 0

    def counted(job: EffectJob) -> None:
        nonlocal settled
        perform(job, runtime.toolbox)
        settled += 1

    queue = JobQueue(runtime.settings.database_url, counted)
    while _waiting(runtime):
        before = settled
        # One pass ends when nothing is due; what its jobs have wanted themselves comes in the next.
        queue.run(wait=False, signals=False, concurrency=1)
        if settled == before:
            break
    return settled


def _waiting(runtime: Runtime) -> bool:
    with runtime.database.reading(0) as look:
        return jobs_by_status(look).get("todo", 0) > 0
