"""Everything personal of a case is to be deleted: said in its history and put on the keeper's list, in one commit.

The keeper deletes afterwards, as often as it takes, and again after a restore (rules.md 24).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from workflow.actor import ActorKind
from workflow.case import Case, DeadlineState
from workflow.commands.may_administer import may_administer
from workflow.commands.scene import Executed, Scene
from workflow.engine.calendar import local_date
from workflow.engine.filing import is_record
from workflow.errors import InvalidInput, NotAvailable, NotPermitted, Refusal
from workflow.events import CaseErased
from workflow.filing import Erased, Ground

LONGEST_REASON = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class EraseCase:
    """`reason` in the words of who asks, without names; `act` is the case of the act that listed it.

    `again`: the list of erasures says so after a restore, and what was weighed then is not weighed anew.
    """

    reference: str
    ground: Ground = Ground.REQUEST
    reason: str = ""
    act: UUID | None = None
    again: bool = False


def handle(command: EraseCase, scene: Scene) -> Executed:
    """At a request: administrators only, and with a reason. A case erased already is not touched.

    Raises NotFound, NotPermitted, InvalidInput, NotAvailable with `case_open`, `legal_term_runs`, `keep_term_runs`,
    `act_needed`, `not_on_act`.
    """
    reason = " ".join(command.reason.split())
    # Looked up first: what is not there is told so to whoever asks, before any word about roles.
    case = scene.work.case(command.reference)
    act = _may(command, reason, scene)
    if case.erased is not None:
        return Executed(case=case, value={"erased": False})
    refusals = () if command.again else tuple(_refusals(command, case, scene))
    if refusals:
        raise NotAvailable(refusals)
    erased = Erased(at=scene.moment.now, ground=command.ground.value, by=scene.actor.label, act=act)
    executed = scene.tell(case, scene.definitions.pinned(case.definition), CaseErased(erased=erased))
    scene.work.add_erasure(case.id, erased, reason)
    return Executed(case=executed.case, value={"erased": True})


def _may(command: EraseCase, reason: str, scene: Scene) -> str | None:
    """Who may; the reference of the act, if one lists it."""
    if command.ground is Ground.REQUEST:
        may_administer(scene.actor)
        if not reason:
            raise InvalidInput({"reason": ["required"]})
        if len(reason) > LONGEST_REASON:
            raise InvalidInput({"reason": ["too_long"]})
    elif scene.actor.kind is not ActorKind.SYSTEM:
        raise NotPermitted("not_permitted")
    return scene.work.case_by_id(command.act).reference if command.act is not None else None


def _refusals(command: EraseCase, case: Case, scene: Scene) -> Iterator[Refusal]:
    if case.closed is None:
        yield Refusal(code="case_open", data={"state": case.state})
    for one in case.deadlines:
        if one.law is not None and one.state in (DeadlineState.RUNNING, DeadlineState.PAUSED):
            yield Refusal(code="legal_term_runs", data={"law": one.law, "date": one.date.isoformat()})
    record = is_record(case)
    if command.ground is Ground.ACT:
        if command.act is None or not scene.work.on_act(command.act, case.id):
            yield Refusal(code="not_on_act")
    elif record and command.ground is Ground.KEEP_ENDED:
        yield Refusal(code="act_needed")
    if (record or command.ground is not Ground.REQUEST) and not _term_over(case, scene):
        until = case.filed.kept_until if case.filed is not None else None
        yield Refusal(code="keep_term_runs", data={"until": until.isoformat() if until is not None else None})


def _term_over(case: Case, scene: Scene) -> bool:
    until = case.filed.kept_until if case.filed is not None else None
    return until is not None and until <= local_date(scene.moment.now, scene.surroundings.zone)
