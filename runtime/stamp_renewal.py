"""Stamps papers anew before the certificates of their newest time stamp end, so that archives stay provable for ever.

Begins ninety days ahead and tries every round; when only thirty days are left and it still fails, staff see it.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from uuid import UUID

from documents.errors import DocumentError
from documents.signing.levels import RENEW_BEFORE
from effects import upgrade_document
from effects.errand import Errand
from effects.errors import EffectFailed
from effects.follow_up_id import follow_up_id
from runtime.boot import Runtime
from store.queries.papers import PaperToStamp, papers_to_stamp
from store.queries.towns import hosts
from workflow.actor import system
from workflow.codec import effect_to_json
from workflow.commands.raise_incident import RaiseIncident
from workflow.effect_requests import UpgradeDocument
from workflow.errors import DomainError

_LOG = logging.getLogger(__name__)
_BATCH = 50
TELL_BEFORE = timedelta(days=30)


class StampRenewal:
    """Goes round all papers, a batch a time: one that fails does not hold up those behind it."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
        self._last: dict[int, UUID | None] = {}

    def renew_due(self) -> int:
        """One batch in every town; how many papers were stamped anew."""
        if self._runtime.toolbox.levels is None:
            return 0
        with self._runtime.database.reading(0) as look:
            municipalities = sorted(set(hosts(look).values()))
        return sum(self._renew(municipality) for municipality in municipalities)

    def _renew(self, municipality: int) -> int:
        before = self._runtime.clock.now() + RENEW_BEFORE
        with self._runtime.database.reading(municipality) as look:
            due = papers_to_stamp(look, before, self._last.get(municipality), _BATCH)
        self._last[municipality] = due[-1].document if len(due) == _BATCH else None
        return sum(self._stamp(municipality, one) for one in due)

    def _stamp(self, municipality: int, paper: PaperToStamp) -> bool:
        identifier = follow_up_id(paper.document, "renewal", paper.good_until.isoformat())
        effect = UpgradeDocument(id=identifier, case=paper.case, document=paper.document)
        try:
            upgrade_document.run(
                effect, Errand(municipality=municipality, correlation=identifier), self._runtime.toolbox
            )
        except (EffectFailed, DocumentError, DomainError) as error:
            _LOG.warning("paper %s could not be stamped anew: %s", paper.document, error.code)
            if paper.good_until - self._runtime.clock.now() < TELL_BEFORE:
                self._tell(municipality, effect, error.code)
            return False
        return True

    def _tell(self, municipality: int, effect: UpgradeDocument, reason: str) -> None:
        kind, data = effect_to_json(effect)
        self._runtime.application.execute(
            system(municipality),
            RaiseIncident(effect=effect.id, case=effect.case, kind=kind, reason=reason, data=data),
            correlation=effect.id,
        )
