"""The inventory of accepted papers: what somebody left at the counter, twice and in large print (journey B1)."""

from __future__ import annotations

from collections.abc import Mapping

from documents.people import Name, paper_form
from gate.doors import application, doors
from gate.tenant import current_municipality
from workflow.actor import Actor
from workflow.case import Case, PersonRole
from workflow.definition.model import Definition, FieldType
from workflow.engine.calendar import local_date
from workflow.engine.deadline_lines import is_own
from workflow.values import Json

_UPLOADS = frozenset({FieldType.PHOTO, FieldType.PHOTOS, FieldType.FILE, FieldType.FILES})
_MONTHS = (
    "січня", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня", "вересня", "жовтня", "листопада",
    "грудня",
)  # fmt: skip


def print_accepted_papers(case: Case, definition: Definition, personal: Mapping[str, Json], clerk: Actor) -> bytes:
    """The PDF. `personal` are the values the reader may see."""
    now = application().clock.now()
    around = application().surroundings(current_municipality())
    received = case.opened.astimezone(around.zone)
    own = (one for one in case.deadlines if one.stopped is None and is_own(case, one))
    ready = min((one.date for one in own), default=None)
    values = {
        "town": around.town.body or around.town.name,
        "phone": around.town.phone,
        "reference": case.reference,
        "title": definition.title,
        "received": f"{received:%d.%m.%Y, %H:%M}",
        "clerk": f"{clerk.position} {_signed_name(clerk.name)}".strip(),
        "people": [{"role": role, "name": name} for role, name in _people(case, personal) if name],
        "papers": _papers(case, definition),
        "ready": f"{ready.day} {_MONTHS[ready.month - 1]} {ready.year} року" if ready else "",
        "printed": f"{local_date(now, around.zone):%d.%m.%Y}",
        "copies": ("заявнику", "до картки"),
    }
    return doors().printing.printed("accepted_papers.html", values, now)


def _people(case: Case, personal: Mapping[str, Json]) -> list[tuple[str, str]]:
    words = {
        PersonRole.APPLICANT: "Заявник, заявниця",
        PersonRole.REPRESENTATIVE: "Подає представник",
        PersonRole.SUBJECT: "Кого стосується",
    }
    return [(words[one.role], _name(personal, one.role.value)) for one in case.people]


def _name(personal: Mapping[str, Json], role: str) -> str:
    parts = (personal.get(f"{role}.{one}") for one in ("surname", "given_name", "patronymic"))
    found = " ".join(str(one) for one in parts if one)
    return found or str(personal.get(f"{role}.organisation") or "")


def _papers(case: Case, definition: Definition) -> list[str]:
    """The application itself, then every kind of paper with how many files of it there are."""
    found = ["Заява"]
    for one in definition.form:
        if one.type in _UPLOADS and (value := case.values.get(one.name)):
            count = len(value) if isinstance(value, list | tuple) else 1
            found.append(f"{one.label or one.name} – файлів: {count}")
    return found


def _signed_name(name: str) -> str:
    given, _, surname = name.strip().partition(" ")
    return paper_form(Name(given_name=given, surname=surname))
