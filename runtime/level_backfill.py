"""Raises papers that were completed before a time stamping authority was set, or while it was away for longer than a
job is patient. Nothing waits for it; a paper that cannot be raised is passed over and tried in the next round.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from documents.errors import DocumentError
from effects import upgrade_document
from effects.errand import Errand
from effects.errors import EffectFailed
from effects.follow_up_id import follow_up_id
from runtime.boot import Runtime
from store.queries.papers import UnstampedPaper, papers_without_stamp
from store.queries.towns import hosts
from workflow.effect_requests import UpgradeDocument
from workflow.errors import DomainError

_LOG = logging.getLogger(__name__)
_BATCH = 50
SETTLED = timedelta(days=2)
"""By then the job that raises a new paper is done or an incident."""
_AWAY = "timestamp_failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Backfilled:
    """How many papers were raised and how many were not; `away`: the authority did not answer, the rest waits."""

    raised: int = 0
    failed: int = 0
    away: bool = False


class LevelBackfill:
    """Goes round the papers of every town, a batch a time."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
        self._last: dict[int, UUID | None] = {}

    def raise_some(self) -> int:
        """One batch in every town; how many papers were raised."""
        if self._runtime.toolbox.levels is None:
            return 0
        with self._runtime.database.reading(0) as look:
            municipalities = sorted(set(hosts(look).values()))
        before = self._runtime.clock.now() - SETTLED
        return sum(self._batch(municipality, before).raised for municipality in municipalities)

    def raise_all(self, municipality: int) -> Backfilled:
        """Every paper of a town that bears no stamp, once."""
        self._last[municipality] = None
        raised = failed = 0
        while True:
            done = self._batch(municipality, self._runtime.clock.now())
            raised, failed = raised + done.raised, failed + done.failed
            if done.away or self._last[municipality] is None:
                return Backfilled(raised=raised, failed=failed, away=done.away)

    def _batch(self, municipality: int, before: datetime) -> Backfilled:
        with self._runtime.database.reading(municipality) as look:
            due = papers_without_stamp(look, before, self._last.get(municipality), _BATCH)
        self._last[municipality] = due[-1].document if len(due) == _BATCH else None
        raised = failed = 0
        for one in due:
            problem = self._raise(municipality, one)
            if problem is None:
                raised += 1
                continue
            failed += 1
            _LOG.warning("paper %s could not be raised: %s", one.document, problem)
            if problem == _AWAY:
                return Backfilled(raised=raised, failed=failed, away=True)
        return Backfilled(raised=raised, failed=failed)

    def _raise(self, municipality: int, paper: UnstampedPaper) -> str | None:
        identifier = follow_up_id(paper.document, "backfill", "")
        effect = UpgradeDocument(id=identifier, case=paper.case, document=paper.document)
        try:
            upgrade_document.run(
                effect, Errand(municipality=municipality, correlation=identifier), self._runtime.toolbox
            )
        except (EffectFailed, DocumentError, DomainError) as error:
            return error.code
        return None
