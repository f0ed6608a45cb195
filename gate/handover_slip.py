"""The slip that whoever collects a paper signs at the counter, in large print (journey B5)."""

from __future__ import annotations

from collections.abc import Mapping

from gate.doors import application, doors
from gate.tenant import current_municipality
from workflow.actor import Actor
from workflow.case import Case, Paper, Person, PersonRole
from workflow.definition.model import Definition
from workflow.engine.calendar import local_date
from workflow.values import Json

_NAMES = ("surname", "given_name", "patronymic")


def papers_to_hand_over(case: Case) -> tuple[Paper, ...]:
    """What lies ready: complete, and neither void nor replaced."""
    return tuple(one for one in case.papers if one.goes_out)


def receivers(case: Case, personal: Mapping[str, Json]) -> tuple[tuple[str, Person], ...]:
    """Who may collect, by name: the applicant, and a representative whose basis still holds today."""
    now = application().clock.now()
    today = local_date(now, application().surroundings(current_municipality()).zone)
    return tuple(
        (name, one)
        for one in case.people
        if one.role in (PersonRole.APPLICANT, PersonRole.REPRESENTATIVE)
        and (one.basis_until is None or one.basis_until >= today)
        and (name := _name(personal, one.role.value))
    )


def print_handover_slip(case: Case, definition: Definition, personal: Mapping[str, Json], clerk: Actor) -> bytes:
    """The PDF: one slip, kept with the case. `personal` are the values the reader may see."""
    now = application().clock.now()
    around = application().surroundings(current_municipality())
    values = {
        "town": around.town.body or around.town.name,
        "phone": around.town.phone,
        "reference": case.reference,
        "title": definition.title,
        "papers": [_paper(one, definition) for one in papers_to_hand_over(case)],
        "people": [{"name": name, "basis": _basis(one)} for name, one in receivers(case, personal)],
        "clerk": f"{clerk.position} {clerk.name}".strip(),
        "printed": f"{local_date(now, around.zone):%d.%m.%Y}",
    }
    return doors().printing.printed("handover_slip.html", values, now)


def _paper(one: Paper, definition: Definition) -> str:
    rule = definition.documents.get(one.type)
    title = (rule.title if rule is not None else "") or one.type
    dated = f" від {one.date:%d.%m.%Y}" if one.date is not None else ""
    return f"{title} № {one.number}{dated}" if one.number else f"{title}{dated}"


def _basis(one: Person) -> str:
    if one.role is PersonRole.APPLICANT:
        return ""
    until = f", дійсна до {one.basis_until:%d.%m.%Y}" if one.basis_until is not None else ""
    return f"представник: {one.basis}{until}" if one.basis else "представник"


def _name(personal: Mapping[str, Json], role: str) -> str:
    parts = (personal.get(f"{role}.{one}") for one in _NAMES)
    found = " ".join(str(one) for one in parts if one)
    return found or str(personal.get(f"{role}.organisation") or "")
