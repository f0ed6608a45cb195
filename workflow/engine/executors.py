"""Executors of an instruction: whose part an actor does, and another one put in somebody's place. Pure."""

from __future__ import annotations

from workflow.actor import Actor
from workflow.case import Executor, ExecutorRole, Resolution, ResolutionStatus
from workflow.engine.confide import commitment, personal_value
from workflow.engine.permitted import turned_away
from workflow.errors import InvalidInput, NotAvailable, NotFound, Refusal
from workflow.events import ExecutorChanged
from workflow.moment import Moment
from workflow.replacing import replace
from workflow.town import StaffMember, Unit
from workflow.values import PersonalValue


def own_part(resolution: Resolution, actor: Actor) -> Executor:
    """The executor `actor` is, by name or unit, or stands in for. Raises NotPermitted."""
    own = _part(resolution, {actor.username}, actor.unit)
    if own is not None:
        return own
    absent = {one.username for one in actor.substitutes}
    found = _part(resolution, absent, None)
    if found is None:
        raise turned_away(actor, lambda ended: _part(resolution, {ended.username}, None) is not None)
    return found


def _part(resolution: Resolution, names: set[str | None] | set[str], unit: str | None) -> Executor | None:
    for one in resolution.executors:
        if one.role is ExecutorRole.INFORMED:
            continue
        if one.username in names or (one.username is None and unit is not None and one.unit == unit):
            return one
    return None


def executing_for(resolution: Resolution, actor: Actor) -> str | None:
    """The absent executor `actor` stands in for; None where the part is their own. Raises NotPermitted."""
    executor = own_part(resolution, actor)
    return executor.username if acting_executor(executor, actor) is not None else None


def acting_executor(executor: Executor, actor: Actor) -> str | None:
    """Who acts, where the executor is somebody else who is absent; None where they act themselves."""
    return actor.username if executor.username not in (None, actor.username) else None


def change_executor(
    resolution: Resolution,
    instead_of: str | None,
    new: StaffMember | Unit,
    reason: str,
    actor: Actor,
    moment: Moment,
) -> tuple[ExecutorChanged, PersonalValue]:
    """`new` in the place of the executor `instead_of` (a username or a unit's id; None: the lead), with a reason.

    The date stays. Raises NotFound(`unknown_executor`), NotAvailable(`wrong_state`), InvalidInput. Whether the actor
    may is asked before.
    """
    if resolution.status is not ResolutionStatus.OPEN:
        raise NotAvailable([Refusal(code="wrong_state", data={"status": resolution.status.value})])
    ordinal = _ordinal(resolution, instead_of)
    username = new.username if isinstance(new, StaffMember) else None
    unit = new.id if isinstance(new, Unit) else None
    mistakes: dict[str, list[str]] = {}
    if any(one.username == username and one.unit == unit for one in resolution.executors):
        mistakes["user" if username else "unit"] = ["twice"]
    if not reason.strip():
        mistakes["reason"] = ["required"]
    if mistakes:
        raise InvalidInput(mistakes)
    before = resolution.executors[ordinal]
    status = "informed" if before.role is ExecutorRole.INFORMED else "pending"
    words = personal_value(f"resolution.{resolution.id}.executor.{moment.command}", reason.strip(), moment)
    changed = ExecutorChanged(
        resolution=resolution.id,
        ordinal=ordinal,
        executor=replace(before, username=username, unit=unit, name=new.name, status=status),
        by=actor.username or "",
        reason=words.name,
        commitment=commitment(words),
    )
    return changed, words


def _ordinal(resolution: Resolution, instead_of: str | None) -> int:
    for ordinal, one in enumerate(resolution.executors):
        if (one.role is ExecutorRole.LEAD) if instead_of is None else instead_of in (one.username, one.unit):
            return ordinal
    raise NotFound("unknown_executor")
