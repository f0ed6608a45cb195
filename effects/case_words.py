"""Everything about a case that texts and templates may name, as words: fields, inputs, and the language's placeholders.

What each placeholder means is said in `workflow/definition/placeholders.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from effects.paper_names import addressee
from effects.spoken import Length, day_words, spoken
from gate.outcome_words import short_outcome_words
from workflow.case import Case, PersonRole
from workflow.definition.model import Definition
from workflow.definition.placeholders import all_fields
from workflow.engine.calendar import local_date
from workflow.engine.readers import withheld
from workflow.engine.wording import values_of
from workflow.surroundings import Surroundings
from workflow.values import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A case with all that is known around it: `personal` by name as the store keeps it, `unit_name` who holds it.

    `main` is the case it has joined: what officials did and wrote there is told here too, what its author gave is not.
    """

    case: Case
    definition: Definition
    personal: Mapping[str, Json]
    surroundings: Surroundings
    now: datetime
    unit_name: str = ""
    main: Told | None = None

    def value(self, name: str) -> Json:
        """The newest value of a form field or input; None where it was not given or has been erased."""
        own = self.case.values.get(name)
        place = self.case.places.get(name)
        if own is not None and place is not None:
            own = self.personal.get(place)
        if own is not None or self.main is None or name not in _told_by_officials(self.definition):
            return own
        return self.main.value(name)

    @property
    def matter(self) -> Told:
        """The case on which the work was done: the main one, or this."""
        return self.main or self


def words_of(told: Told, length: Length, document: str | None = None) -> dict[str, str]:
    """Words for every field and input (nothing where not given) and every placeholder but `link` and `phone`.

    On a paper of type `document`, else in a message; what is sensitive stays out of both as `withheld` says.
    """
    case, definition = told.case, told.definition
    room = _room(told)
    kept_out = withheld(definition, document)
    words = {
        one.name: "" if one.name in kept_out else spoken(one, told.value(one.name), length)
        for one in all_fields(definition)
    }
    words.update(
        title=definition.title,
        state=definition.states[case.state].title if case.state in definition.states else case.state,
        street=case.street or "",
        unit=told.unit_name,
        applicant=person_name(told.personal, PersonRole.APPLICANT),
        **_of_applicant(told.personal),
        received=day_words(local_date(case.opened, told.surroundings.zone), length),
        today=day_words(local_date(told.now, told.surroundings.zone), length),
    )
    words.update(values_of(case, told.surroundings.zone, room))
    if case.booking is not None:
        # On paper the day of a visit has its year.
        words["slot_date"] = day_words(local_date(case.booking.starts, told.surroundings.zone), length)
    words.update(work_due(told))
    return in_words(words)


def work_due(told: Told) -> dict[str, str]:
    """`{due}` of a joined case: by when the work of its main case is to be done."""
    if told.main is None:
        return {}
    dated = [one.due_date for one in told.main.case.resolutions if one.parent is None and one.due_date is not None]
    return {"due": day_words(dated[-1], Length.MESSAGE)} if dated else {}


def in_words(values: Mapping[str, str]) -> dict[str, str]:
    """What the core left as a code, said in words: the outcome."""
    words = dict(values)
    outcome = words.get("outcome", "")
    if outcome.isascii():
        words["outcome"] = short_outcome_words(outcome or None)
    return words


def person_name(personal: Mapping[str, Json], role: PersonRole) -> str:
    """«Олена Зразкова», or the organisation; nothing when unknown or erased."""
    if personal.get(f"{role.value}.organisation"):
        return str(personal[f"{role.value}.organisation"])
    parts = (personal.get(f"{role.value}.{name}") for name in ("given_name", "surname"))
    return " ".join(str(part) for part in parts if part)


def _of_applicant(personal: Mapping[str, Json]) -> dict[str, str]:
    """The applicant's own words: name forms as papers write them, and where they are reached."""
    forms = addressee(personal, PersonRole.APPLICANT)
    own = {name: str(personal.get(f"applicant.{name}") or "") for name in ("address", "phone", "email")}
    return {
        "applicant_dative": forms["dative"],
        "applicant_greeting": forms["greeting"],
        **{f"applicant_{name}": value for name, value in own.items()},
    }


def _told_by_officials(definition: Definition) -> frozenset[str]:
    return frozenset(
        one.name for move in definition.transitions if "applicant" not in move.roles for one in move.input
    ) - {one.name for one in definition.form}


def _room(told: Told) -> str:
    calendar = told.definition.calendar
    return told.surroundings.calendars.calendar(calendar).room if calendar else ""
