"""Another body answered what was forwarded to it: on record, and the citizen is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from workflow.case import Case, Work
from workflow.commands.may_serve import may_serve
from workflow.commands.scene import Executed, Scene
from workflow.definition.model import Definition
from workflow.effect_requests import EffectRequest, Notify
from workflow.engine.calendar import local_date
from workflow.engine.confide import commitment, personal_value
from workflow.engine.wording import values_of
from workflow.errors import InvalidInput, NotAvailable, Refusal
from workflow.events import Event, OutsideAnswered, WorkAdded

OUTSIDE_ANSWER = "outside_answer"
"""The text of a definition that tells the citizen; without one somebody is asked to ring."""
_WHO_RINGS = "clerk"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordOutsideAnswer:
    """`answered` is the day of their answer, `text` what they wrote or in short, `attachments` their letter."""

    reference: str
    answered: date
    text: str
    attachments: tuple[UUID, ...] = ()


def handle(command: RecordOutsideAnswer, scene: Scene) -> Executed:
    """By whoever serves the whole town or may forward such cases. Raises NotFound, NotPermitted, NotAvailable: not
    forwarded, or answered before; InvalidInput."""
    case = scene.work.case(command.reference)
    definition = scene.definitions.pinned(case.definition)
    forwarders = (role for one in definition.transitions if one.forwarding is not None for role in one.roles)
    absent = may_serve(scene.actor, case, *forwarders)
    if case.forwarding is None or case.forwarding.answered is not None:
        raise NotAvailable([Refusal(code="not_forwarded", data={"state": case.state})])
    _sound(command, case, scene)
    words = personal_value(f"forwarding.{scene.moment.command}.answer", command.text.strip(), scene.moment)
    answered = OutsideAnswered(
        answered=command.answered,
        by=scene.actor.username or "",
        text=words.name,
        commitment=commitment(words),
        attachments=command.attachments,
    )
    asked, told = _telling(case, definition, scene)
    return scene.tell(case, definition, answered, *asked, personal=(words,), effects=told, acting_for=absent)


def _sound(command: RecordOutsideAnswer, case: Case, scene: Scene) -> None:
    mistakes: dict[str, list[str]] = {}
    if not command.text.strip():
        mistakes["text"] = ["required"]
    if command.answered > local_date(scene.moment.now, scene.surroundings.zone):
        mistakes["date"] = ["out_of_range"]
    known = scene.work.attachments(command.attachments)
    if any(one not in known or known[one].case not in (None, case.id) for one in command.attachments):
        mistakes["attachments"] = ["unknown_attachment"]
    if mistakes:
        raise InvalidInput(mistakes)


def _telling(case: Case, definition: Definition, scene: Scene) -> tuple[tuple[Event, ...], tuple[EffectRequest, ...]]:
    identifier = scene.moment.derived_id("outside_answer")
    if OUTSIDE_ANSWER in definition.texts:
        values = values_of(case, scene.surroundings.zone)
        return (), (Notify(id=identifier, case=case.id, to="applicant", text=OUTSIDE_ANSWER, values=values),)
    work = Work(id=identifier, added=scene.moment.now, code=OUTSIDE_ANSWER, role=_WHO_RINGS)
    return (WorkAdded(work=work),), ()
