"""Notices changed calendars and dates the running cases of a town anew: each case in a transaction of its own."""

from __future__ import annotations

import logging
from uuid import UUID

from runtime.boot import Runtime
from store.errors import StoreUnavailable
from store.queries.calendar_marks import calendars_noted, running_cases
from store.queries.towns import hosts
from workflow.actor import system
from workflow.commands.note_calendars import NoteCalendars
from workflow.commands.raise_incident import RaiseIncident
from workflow.commands.redate_case import RedateCase
from workflow.errors import DomainError

_LOG = logging.getLogger(__name__)
_BATCH = 200


def watch_calendars(runtime: Runtime) -> int:
    """Looks at every town; how many cases were dated anew."""
    with runtime.database.reading(0) as look:
        municipalities = sorted(set(hosts(look).values()))
    return sum(apply_calendars(runtime, one, force=False) for one in municipalities)


def apply_calendars(runtime: Runtime, municipality: int, *, force: bool) -> int:
    """Dates every running case of a town by today's calendars, unless that was done already (`force`: all the same).

    A case that cannot be dated is an incident; the others go on. What is interrupted begins again: a case whose dates
    stay is not touched.
    """
    digest = runtime.surroundings.calendars_digest(municipality)
    with runtime.database.reading(municipality) as look:
        if calendars_noted(look) == digest and not force:
            return 0
    moved, after = 0, None
    while True:
        with runtime.database.reading(municipality) as look:
            batch = running_cases(look, after, _BATCH)
        if not batch:
            break
        moved += sum(_redated(runtime, municipality, one) for one in batch)
        after = batch[-1]
    runtime.application.execute(system(municipality), NoteCalendars(digest=digest))
    return moved


def _redated(runtime: Runtime, municipality: int, case: UUID) -> int:
    try:
        done = runtime.application.execute(system(municipality), RedateCase(case=case))
    except StoreUnavailable:
        raise
    except Exception as error:
        _LOG.exception("case %s could not be dated anew", case)
        reason = error.code if isinstance(error, DomainError) else type(error).__name__
        runtime.application.execute(
            system(municipality),
            RaiseIncident(effect=case, case=case, kind="redate_case", reason=reason, data={}),
        )
        return 0
    return int(bool(done.executed.value["moved"]))
