"""Everything about a case that texts and templates may name, as words: fields, inputs, and the language's placeholders.

What each placeholder means is said in `workflow/definition/placeholders.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from effects.outcome_words import outcome_words
from effects.spoken import Length, day_words, spoken
from workflow.case import Case, PersonRole
from workflow.definition.model import Definition
from workflow.definition.placeholders import all_fields
from workflow.engine.calendar import local_date
from workflow.engine.wording import values_of
from workflow.surroundings import Surroundings
from workflow.values import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A case with all that is known around it: `personal` by name as the store keeps it, `unit_name` who holds it."""

    case: Case
    definition: Definition
    personal: Mapping[str, Json]
    surroundings: Surroundings
    now: datetime
    unit_name: str = ""

    def value(self, name: str) -> Json:
        """The newest value of a form field or input; None where it was not given or has been erased."""
        place = self.case.places.get(name)
        return self.personal.get(place) if place is not None else self.case.values.get(name)


def words_of(told: Told, length: Length) -> dict[str, str]:
    """Words for every field and input (nothing where not given) and every placeholder but `link` and `phone`."""
    case, definition = told.case, told.definition
    room = _room(told)
    words = {one.name: spoken(one, told.value(one.name), length) for one in all_fields(definition)}
    words.update(
        title=definition.title,
        state=definition.states[case.state].title if case.state in definition.states else case.state,
        street=case.street or "",
        unit=told.unit_name,
        applicant=person_name(told.personal, PersonRole.APPLICANT),
        received=day_words(local_date(case.opened, told.surroundings.zone), length),
        today=day_words(local_date(told.now, told.surroundings.zone), length),
    )
    words.update(values_of(case, told.surroundings.zone, room))
    return in_words(words)


def in_words(values: Mapping[str, str]) -> dict[str, str]:
    """What the core left as a code, said in words: the outcome."""
    words = dict(values)
    outcome = words.get("outcome", "")
    if outcome.isascii():
        words["outcome"] = outcome_words(outcome or None)
    return words


def person_name(personal: Mapping[str, Json], role: PersonRole) -> str:
    """«Олена Зразкова», or the organisation; nothing when unknown or erased."""
    if personal.get(f"{role.value}.organisation"):
        return str(personal[f"{role.value}.organisation"])
    parts = (personal.get(f"{role.value}.{name}") for name in ("given_name", "surname"))
    return " ".join(str(part) for part in parts if part)


def _room(told: Told) -> str:
    calendar = told.definition.calendar
    return told.surroundings.calendars.calendar(calendar).room if calendar else ""
