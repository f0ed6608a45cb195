"""A clerk confirms, or corrects, the forms of somebody's name that letters use; asked once per name, not per letter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from workflow.case import Person
from workflow.commands.scene import Executed, Scene
from workflow.engine.confide import commitment, personal_value
from workflow.engine.permitted import standing, turned_away
from workflow.errors import InvalidInput, NotAvailable, NotFound, Refusal
from workflow.events import NameConfirmed
from workflow.values import Json

NAMES = ("surname", "given_name", "patronymic")
"""What of a person their name is made of."""

_FORMS = ("dative", "full_dative", "greeting")
_LONGEST = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmName:
    """`dative` as letters write it («Олені ЗРАЗКОВІЙ»), `full_dative` with the patronymic as certificates do;
    `greeting` is a whole line."""

    reference: str
    person: UUID
    dative: str
    full_dative: str
    greeting: str


def handle(command: ConfirmName, scene: Scene) -> Executed:
    """By whoever has a role in the definition. Raises NotFound(`unknown_person`), NotPermitted, NotAvailable(`erased`),
    InvalidInput with every mistake."""
    case = scene.work.case(command.reference)
    definition = scene.definitions.pinned(case.definition)
    found = standing(scene.actor, case, tuple(one for one in definition.roles if one not in ("applicant", "system")))
    if found is None:
        raise turned_away(scene.actor, lambda ended: bool(ended.roles.intersection(definition.roles)))
    person = next((one for one in case.people if one.id == command.person), None)
    if person is None:
        raise NotFound("unknown_person")
    if case.erased is not None:
        raise NotAvailable([Refusal(code="wrong_state", data={"state": case.state})])
    forms = _read(command)
    named = _named(person, scene.work.personal(case.id))
    value = personal_value(
        f"forms.{case.sequence + 1}", {**named, **forms, "at": scene.moment.now.isoformat()}, scene.moment
    )
    event = NameConfirmed(
        person=person.id, by=scene.actor.username or "", forms=value.name, commitment=commitment(value)
    )
    absent = found.acting_for.username if found.acting_for else None
    return scene.tell(case, definition, event, personal=(value,), acting_for=absent)


def _read(command: ConfirmName) -> dict[str, str]:
    forms = {name: " ".join(str(getattr(command, name)).split()) for name in _FORMS}
    mistakes = {
        name: ["too_long" if text else "required"] for name, text in forms.items() if not text or len(text) > _LONGEST
    }
    if mistakes:
        raise InvalidInput(mistakes)
    return forms


def _named(person: Person, personal: Mapping[str, Json]) -> dict[str, Json]:
    """The name these are the forms of. InvalidInput where the person gave none, as an organisation does."""
    named: dict[str, Json] = {name: str(personal.get(f"{person.role.value}.{name}") or "") for name in NAMES}
    if not named["surname"]:
        raise InvalidInput({"person": ["unknown_person"]})
    return named
