"""Puts finished cases into their files (docs/adr/0310): each in a transaction of its own, soon after it ended."""

from __future__ import annotations

import logging
from uuid import UUID

from runtime.boot import Runtime
from store.errors import StoreUnavailable
from store.queries.filing_plan import cases_to_file
from store.queries.towns import hosts
from workflow.actor import system
from workflow.commands.file_case import FileCase
from workflow.commands.raise_incident import RaiseIncident
from workflow.errors import DomainError

_LOG = logging.getLogger(__name__)
_BATCH = 200


def file_finished(runtime: Runtime) -> int:
    """How many were filed in all towns. A case that cannot be filed is an incident; the others go on."""
    with runtime.database.reading(0) as look:
        municipalities = sorted(set(hosts(look).values()))
    return sum(file_finished_of(runtime, one) for one in municipalities)


def file_finished_of(runtime: Runtime, municipality: int) -> int:
    """The same of one town."""
    done = 0
    while True:
        with runtime.database.reading(municipality) as look:
            batch = cases_to_file(look, _BATCH)
        filed = sum(_filed(runtime, municipality, one) for one in batch)
        done += filed
        # Only what cannot be filed is left: the next round tries it again.
        if filed == 0:
            return done


def _filed(runtime: Runtime, municipality: int, case: UUID) -> int:
    try:
        done = runtime.application.execute(system(municipality), FileCase(case=case))
    except StoreUnavailable:
        raise
    except Exception as error:
        _LOG.exception("case %s could not be filed", case)
        reason = error.code if isinstance(error, DomainError) else type(error).__name__
        runtime.application.execute(
            system(municipality), RaiseIncident(effect=case, case=case, kind="file_case", reason=reason, data={})
        )
        return 0
    return int(bool(done.executed.value["filed"]))
