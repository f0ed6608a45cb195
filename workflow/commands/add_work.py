"""Puts a line into somebody's queue: an effect found out that a person has to act."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from workflow.case import Case, Work
from workflow.commands.scene import Executed, Scene
from workflow.definition.model import Length
from workflow.engine.work import due_after
from workflow.errors import InvalidInput, NotPermitted
from workflow.events import WorkAdded
from workflow.replacing import replace


@dataclass(frozen=True, slots=True, kw_only=True)
class AddWork:
    """`work` is its id, minted by who asks: asking twice adds one line. One of `title` (words of the town) and `code`
    (worded at the edge, `gate/work_words.py`) is given.

    For `role` (in `unit`, if given), `unit` or `username`; for none of these whoever the case lies with.
    """

    case: UUID
    work: UUID
    title: str = ""
    code: str = ""
    role: str | None = None
    unit: str | None = None
    username: str | None = None
    due: Length | None = None


def handle(command: AddWork, scene: Scene) -> Executed:
    """Raises NotFound(`unknown_case`), NotPermitted (citizens), InvalidInput (neither title nor code)."""
    if scene.actor.kind == "citizen":
        raise NotPermitted("not_permitted")
    if not command.title.strip() and not command.code:
        raise InvalidInput({"title": ["required"]})
    case = scene.work.case_by_id(command.case)
    if case.work(command.work) is not None:
        return Executed(case=case)
    wanted = _for_somebody(
        Work(
            id=command.work,
            added=scene.moment.now,
            title=command.title.strip(),
            code=command.code,
            role=command.role,
            unit=command.unit,
            username=command.username,
            due=due_after(command.due, scene.moment.now, scene.surroundings) if command.due else None,
        ),
        case,
    )
    return scene.tell(case, scene.definitions.pinned(case.definition), WorkAdded(work=wanted))


def _for_somebody(work: Work, case: Case) -> Work:
    if (work.role, work.unit, work.username) != (None, None, None):
        return work
    holder = case.assignment
    if holder is None or (holder.role, holder.unit, holder.username) == (None, None, None):
        # Nobody holds the case: who keeps the town's records finds somebody.
        return replace(work, role="registrar")
    return replace(work, role=holder.role, unit=holder.unit, username=holder.username)
