"""How letters write the people of a case: as somebody confirmed, on this case or an earlier one, or as proposed."""

from __future__ import annotations

from dataclasses import dataclass

from documents.name_forms import NameForms, confirmed_or_proposed
from documents.people import Name
from gate.doors import reading
from gate.sight import Seen
from store.queries.confirmed_names import confirmed_forms
from workflow.case import Person
from workflow.commands.confirm_name import NAMES


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonForms:
    """`forms` of the person's name; `confirmed`: somebody who can decline has looked at them."""

    person: Person
    forms: NameForms
    confirmed: bool


def people_forms(seen: Seen) -> tuple[PersonForms, ...]:
    """One per person whose name the reader may see; none of organisations."""
    found: list[PersonForms] = []
    for person in seen.case.people:
        named = {name: str(seen.personal.get(f"{person.role.value}.{name}") or "") for name in NAMES}
        if not named["surname"] or seen.personal.get(f"{person.role.value}.organisation"):
            continue
        own = seen.personal.get(person.forms or "")
        with reading() as look:
            kept = confirmed_forms(look, named) if own is None else own
        forms, confirmed = confirmed_or_proposed(
            Name(surname=named["surname"], given_name=named["given_name"], patronymic=named["patronymic"]), kept
        )
        found.append(PersonForms(person=person, forms=forms, confirmed=confirmed))
    return tuple(found)
