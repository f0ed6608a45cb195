"""The worker: does jobs, wakes cases, seals histories, brings back lost jobs, keeps house. SIGTERM lets what is
under way finish.

Any number of workers may run on any number of machines: jobs are taken by one, a case is woken once per rung.
"""

from __future__ import annotations

import logging
import threading

from documents.storage.mirrored import MirroredStore
from runtime.boot import Runtime
from runtime.calendar_watch import watch_calendars
from runtime.filing_sweep import file_finished
from runtime.housekeeping import Housekeeping
from runtime.idle_alarms import raise_idle_alarms
from runtime.level_backfill import LevelBackfill
from runtime.loops import Loop, run_loops
from runtime.migrating import watch_migrations
from runtime.publishing import show_shipped
from runtime.retention import retain_all
from runtime.sealer import Sealer
from runtime.settings import SmsProvider
from runtime.silent_messages import expire_silent
from runtime.stamp_renewal import StampRenewal
from runtime.sweep import sweep_due
from runtime.text_reading import read_texts
from runtime.weekly_report import make_weekly_reports
from store.jobs import bring_back

_LOG = logging.getLogger(__name__)
SWEEP_SECONDS = 15.0
BRING_BACK_SECONDS = 10.0
SEAL_SECONDS = 8.0
DEFINITIONS_SECONDS = 3600.0
HOUSEKEEPING_SECONDS = 300.0
CALENDARS_SECONDS = 300.0
MIGRATIONS_SECONDS = 5.0
SILENCE_SECONDS = 300.0
REPORTS_SECONDS = 60.0
IDLE_SECONDS = 3600.0
STAMPS_SECONDS = 3600.0
FILING_SECONDS = 60.0
RETENTION_SECONDS = 3600.0
ARCHIVE_SECONDS = 3600.0
TEXTS_SECONDS = 15.0
_JOBS_AT_ONCE = 2


def work(runtime: Runtime) -> None:
    """Works until SIGTERM or SIGINT. Must run in the main thread, which gets the signals."""
    stop = threading.Event()
    loops = threading.Thread(target=run_loops, args=(_loops(runtime), stop), name="loops")
    loops.start()
    try:
        runtime.job_queue().run(concurrency=_JOBS_AT_ONCE)
    finally:
        stop.set()
        loops.join()
        runtime.close()
    _LOG.info("worker has stopped")


def _loops(runtime: Runtime) -> list[Loop]:
    sealer = Sealer(runtime)
    loops = [
        Loop(name="definitions", every=DEFINITIONS_SECONDS, run=lambda: show_shipped(runtime)),
        Loop(name="seals", every=SEAL_SECONDS, run=sealer.seal_all),
        Loop(
            name="calendars",
            every=CALENDARS_SECONDS,
            run=lambda: _note("cases dated anew", watch_calendars(runtime)),
        ),
        Loop(
            name="weekly reports",
            every=REPORTS_SECONDS,
            run=lambda: _note("weekly reports made", make_weekly_reports(runtime)),
        ),
        Loop(name="idle cases", every=IDLE_SECONDS, run=lambda: _note("idle cases told", raise_idle_alarms(runtime))),
        Loop(
            name="migrations",
            every=MIGRATIONS_SECONDS,
            run=lambda: _note("cases brought under another version", watch_migrations(runtime)),
        ),
        Loop(name="timers", every=SWEEP_SECONDS, run=lambda: _note("cases woken", sweep_due(runtime))),
        Loop(name="filing", every=FILING_SECONDS, run=lambda: _note("cases filed", file_finished(runtime))),
        Loop(name="texts", every=TEXTS_SECONDS, run=lambda: _note("texts read", read_texts(runtime))),
        Loop(name="retention", every=RETENTION_SECONDS, run=lambda: _note("cases erased", retain_all(runtime))),
        Loop(
            name="lost jobs",
            every=BRING_BACK_SECONDS,
            run=lambda: _note("jobs of dead workers brought back", bring_back(runtime.database)),
        ),
    ]
    if runtime.toolbox.levels is not None:
        renewal, backfill = StampRenewal(runtime), LevelBackfill(runtime)
        loops.append(
            Loop(
                name="stamps",
                every=STAMPS_SECONDS,
                run=lambda: _note("papers stamped anew", renewal.renew_due()),
            )
        )
        loops.append(
            Loop(
                name="levels",
                every=STAMPS_SECONDS,
                run=lambda: _note("older papers raised", backfill.raise_some()),
            )
        )
    if runtime.settings.sms is SmsProvider.KANNEL:
        # Only a gateway reports; of a file or a console nothing is ever heard.
        loops.append(
            Loop(
                name="silent messages",
                every=SILENCE_SECONDS,
                run=lambda: _note("messages nobody reported on", expire_silent(runtime)),
            )
        )
    contents = runtime.toolbox.contents
    if isinstance(contents, MirroredStore):
        loops.append(
            Loop(
                name="archive",
                every=ARCHIVE_SECONDS,
                run=lambda: _note("documents copied to the archive", contents.copy_missing()),
            )
        )
    if runtime.keeper is None:
        _LOG.warning("DATABASE_KEEPER_URL is not set: what has expired is never deleted")
        return loops
    house = Housekeeping(runtime, runtime.keeper)
    loops.append(
        Loop(
            name="housekeeping",
            every=HOUSEKEEPING_SECONDS,
            run=lambda: _note("contents nobody needs removed", house.clean_all()),
        )
    )
    return loops


def _note(what: str, count: int) -> None:
    if count:
        _LOG.info("%s: %d", what, count)
