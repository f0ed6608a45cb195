"""Raises the level of a complete paper's signatures, as far as the services outside allow today.

Nothing where no time stamping authority is set. What was reached is kept; what is missing is tried again, and after
the last try somebody sees it. The paper itself was signed and sent long before: nothing waits for this.
"""

from __future__ import annotations

from documents.model import SignatureLevel
from effects.errand import Errand
from effects.errors import TryAgain
from effects.toolbox import Toolbox
from workflow.actor import system
from workflow.case import PaperStatus
from workflow.commands.record_upgrade import RecordUpgrade
from workflow.effect_requests import UpgradeDocument


def run(effect: UpgradeDocument, errand: Errand, toolbox: Toolbox) -> None:
    """Raises TryAgain (`timestamp_failed`, `clocks_differ`, `revocation_unknown`), LevelFailed."""
    if toolbox.levels is None:
        return
    case = toolbox.records.case_of_paper(errand.municipality, effect.document)
    paper = case.paper(effect.document)
    if paper is None or paper.sha256 is None or paper.status is not PaperStatus.COMPLETE:
        return
    before = toolbox.contents.get(errand.municipality, paper.sha256)
    raised = toolbox.levels.raised(before, toolbox.clock.now())
    # Signed under a time stamp already, a paper may stand higher than anybody has written down.
    if raised.pdf != before or raised.level != (paper.level or SignatureLevel.BASIC):
        toolbox.application.execute(
            system(errand.municipality),
            RecordUpgrade(
                document=paper.id,
                previous=paper.sha256,
                sha256=toolbox.contents.put(errand.municipality, raised.pdf),
                level=raised.level.value,
                good_until=raised.good_until,
            ),
            correlation=errand.correlation,
        )
    if raised.failure is not None:
        raise TryAgain(raised.failure.code)
