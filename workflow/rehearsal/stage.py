"""Where a case is played: a made-up town with real laws and calendars, and the people who may be named in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from workflow.definition.calendar_book import CalendarBook
from workflow.definition.calendar_file import load_calendars
from workflow.definition.law_file import load_laws
from workflow.definition.model import Definition
from workflow.definition.plain_language import load_plain_language
from workflow.engine.opening import Contacts
from workflow.errors import DefinitionError
from workflow.surroundings import Surroundings
from workflow.town import Addressee, StaffMember, Town, Unit

JURISDICTION = "ukraine"
"""The jurisdiction of the rehearsal town where definitions share more than one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """`staff` by username, `units` by id: nobody else can be named in an instruction."""

    surroundings: Surroundings
    contacts: Contacts
    staff: Mapping[str, StaffMember] = field(default_factory=dict)
    units: Mapping[str, Unit] = field(default_factory=dict)

    def with_people(self, staff: Mapping[str, StaffMember], units: Mapping[str, Unit]) -> Stage:
        """The same town with these people and units too."""
        return replace(self, staff={**self.staff, **staff}, units={**self.units, **units})

    def knowing_bodies_of(self, definition: Definition) -> Stage:
        """The same town with the bodies outside that a definition forwards to, by their ids."""
        town = self.surroundings.town
        named = {body for one in definition.transitions if one.forwarding for body, _when in one.forwarding.bodies}
        missing = tuple(Addressee(id=one, name=one) for one in sorted(named) if town.addressee(one) is None)
        if not missing:
            return self
        knowing = replace(town, addressees=(*town.addressees, *missing))
        return replace(self, surroundings=replace(self.surroundings, town=knowing))


def read_stage(shared: Path) -> Stage:
    """The rehearsal town with the laws and calendars of a `_shared` folder.

    Raises DefinitionError where one of them is unreadable or there is no jurisdiction (`calendar_missing`), OSError.
    """
    calendars = load_calendars(shared / "calendars")
    return Stage(
        surroundings=Surroundings(
            town=_town(calendars),
            laws=load_laws(shared / "law"),
            calendars=calendars,
            plain=load_plain_language(shared / "plain_language"),
        ),
        contacts=Contacts(phone=_phone, email=_email),
    )


def staff_for(definition: Definition) -> dict[str, StaffMember]:
    """One official per role, whose username is the role."""
    return {role: staff_member(role, frozenset({role})) for role in definition.roles}


def staff_member(username: str, roles: frozenset[str], unit: str | None = None) -> StaffMember:
    """An official of the rehearsal town."""
    return StaffMember(
        username=username, name=username.replace("_", " ").title(), position=username, roles=roles, unit=unit
    )


def _town(calendars: CalendarBook) -> Town:
    jurisdictions = [one for one in calendars.calendars.values() if one.jurisdiction is None and one.office]
    if not jurisdictions:
        raise DefinitionError("calendar_missing", wanted="a jurisdiction that names an office")
    chosen = next((one for one in jurisdictions if one.id == JURISDICTION), jurisdictions[0])
    return Town(
        municipality=1,
        name="Репетиційне",
        host="sprava.test",
        zone=chosen.zone.key,
        phone="1580",
        jurisdiction=chosen.id,
        office=chosen.office or chosen.id,
        population=42_000,
    )


def _phone(text: str) -> str | None:
    # Which numbers a provider takes is the edge's knowledge: here digits are a phone.
    digits = text.replace(" ", "")
    return digits if digits.removeprefix("+").isdigit() else None


def _email(text: str) -> str | None:
    return text if "@" in text.strip("@") else None
