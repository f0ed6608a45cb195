"""What happens outside right after a decision, played at once: people sign, seals are set, fired transitions come.

Stands in for the worker (`effects`), which does the same with real keys, papers and retries.
"""

from __future__ import annotations

import hashlib
from collections import deque
from dataclasses import dataclass, field

from workflow.actor import Actor, system
from workflow.case import Paper, PaperStatus
from workflow.commands.find_place import FindPlace
from workflow.commands.offer_next import OfferNext
from workflow.commands.open_document import OpenDocument
from workflow.commands.perform_transition import PerformTransition
from workflow.commands.record_copy import RecordCopy
from workflow.commands.record_opening import RecordOpening
from workflow.commands.record_seal import RecordSeal
from workflow.commands.record_signature import RecordSignature
from workflow.decision import Decision
from workflow.effect_requests import CopyScan, FireTransition, OfferPlace, SealDocument, SeekPlace
from workflow.engine.calendar import local_date
from workflow.engine.signers import next_signer
from workflow.errors import DomainError
from workflow.rehearsal.play import Play


@dataclass(slots=True)
class Aftermath:
    """`decisions` that followed, and `stuck`: what the system could not do (a worker would raise an incident)."""

    decisions: list[Decision] = field(default_factory=list)
    stuck: list[str] = field(default_factory=list)


def settle(play: Play, decision: Decision | None) -> Aftermath:
    """Does what a decision wants of the system itself, and what that wants, until nothing is left."""
    aftermath = Aftermath()
    waiting = deque([decision] if decision is not None else [])
    while waiting:
        for effect in waiting.popleft().effects:
            try:
                match effect:
                    case SealDocument(document=document):
                        followed = _seal(play, play.case.paper(document))
                    case CopyScan(document=document):
                        followed = _copy(play, play.case.paper(document))
                    case FireTransition(name=name, from_state=state) if play.case.state == state:
                        command = PerformTransition(reference=play.case.reference, name=name, version=play.case.version)
                        followed = play.execute(command, system(play.municipality))
                    case SeekPlace(case=identifier):
                        followed = play.execute(FindPlace(case=identifier), system(play.municipality))
                    case OfferPlace(request_type=request_type, group=group):
                        offer = OfferNext(request_type=request_type, group=group)
                        followed = play.execute(offer, system(play.municipality))
                    case _:
                        continue
            except DomainError as refused:
                aftermath.stuck.append(f"{effect.kind} {getattr(effect, 'name', '')}".strip() + f": {refused.code}")
                continue
            if followed is not None:
                aftermath.decisions.append(followed)
                waiting.append(followed)
    return aftermath


def sign(play: Play, paper: Paper, actor: Actor) -> Decision | None:
    """An official opens a paper, reads its bytes and signs them. Raises the errors of the three commands."""
    play.execute(OpenDocument(document=paper.id), actor)
    shown = paper.sha256 if paper.scan is not None or any(one.at for one in paper.signatures) else None
    if shown is None:
        day = local_date(play.now, play.stage.surroundings.zone)
        shown = _digest(paper, f"opened {play.now.isoformat()}")
        play.execute(RecordOpening(document=paper.id, day=day, sha256=shown), actor)
    signed = RecordSignature(
        document=paper.id, shown=shown, sha256=_digest(paper, f"signed by {actor.label}"), certificate="rehearsal"
    )
    return play.execute(signed, actor)


def _seal(play: Play, paper: Paper | None) -> Decision | None:
    if paper is None or paper.sha256 is None or paper.status is not PaperStatus.TO_SIGN:
        return None
    if next_signer(paper) != "seal":
        return None
    sealed = RecordSeal(
        document=paper.id,
        shown=paper.sha256,
        sha256=_digest(paper, "sealed"),
        certificate="rehearsal",
        holder=play.stage.surroundings.town.name,
    )
    return play.execute(sealed, system(play.municipality))


def _copy(play: Play, paper: Paper | None) -> Decision | None:
    if paper is None or paper.scan is None:
        return None
    copied = RecordCopy(document=paper.id, sha256=_digest(paper, f"copied {play.now}"), scanned=paper.scan.at)
    return play.execute(copied, system(play.municipality))


def _digest(paper: Paper, what: str) -> str:
    # No bytes are made in a rehearsal: only that they differ matters.
    return hashlib.sha256(f"{paper.id} {what}".encode()).hexdigest()
