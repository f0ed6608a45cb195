"""Builders for tests of the core: a town, a moment, people, a definition, and a case played without a database."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from workflow.actor import Actor, ActorKind, visitor
from workflow.case import Case, ExecutorRole, PersonRole, SignedStatement
from workflow.commands.command_table import Command
from workflow.commands.open_case import OpenCase
from workflow.commands.orders import ExecutorOrder, ResolutionOrder
from workflow.commands.perform_transition import PerformTransition
from workflow.decision import Decision
from workflow.definition import schema, yaml_source
from workflow.definition.calendar_file import load_calendars
from workflow.definition.definition_files import read_folder
from workflow.definition.law_file import load_laws
from workflow.definition.load import load_files
from workflow.definition.model import Definition
from workflow.definition.shared_parts import read_shared_parts
from workflow.engine.opening import Contacts
from workflow.engine.resolutions import Hall
from workflow.moment import Moment
from workflow.ports.attachment import Attachment
from workflow.rehearsal import play as rehearsal
from workflow.rehearsal.stage import Stage
from workflow.surroundings import Surroundings
from workflow.town import StaffMember, Town, Unit
from workflow.values import Json

DEFINITIONS = Path(__file__).parent.parent / "definitions"
KYIV = ZoneInfo("Europe/Kyiv")
MONDAY_0805 = datetime(2026, 11, 23, 8, 5, tzinfo=KYIV).astimezone(UTC)
"""Olena on the bus: the beginning of journey A."""

CONTACTS = Contacts(
    phone=lambda text: text.replace(" ", "") if text.replace(" ", "").lstrip("+").isdigit() else None,
    email=lambda text: text if "@" in text else None,
)


def local(day: str, at: str) -> datetime:
    """`2026-11-23`, `08:05` in Kyiv, as UTC."""
    return datetime.fromisoformat(f"{day}T{at}").replace(tzinfo=KYIV).astimezone(UTC)


def moment(now: datetime = MONDAY_0805, number: int = 1) -> Moment:
    """A command's moment: the same number gives the same ids."""
    return Moment(
        now=now,
        command=UUID(int=(7 << 76) | (2 << 62) | number),
        correlation=UUID(int=number),
        seed=hashlib.sha256(str(number).encode()).digest(),
    )


@cache
def surroundings() -> Surroundings:
    """The reference town with the shipped laws and calendars."""
    return Surroundings(
        town=Town(
            municipality=1,
            name="Кузнецовськ",
            host="sprava.test",
            zone="Europe/Kyiv",
            phone="1580",
            jurisdiction="ukraine",
            office="town_hall",
            population=42_000,
        ),
        laws=load_laws(DEFINITIONS / "_shared" / "law"),
        calendars=load_calendars(DEFINITIONS / "_shared" / "calendars"),
    )


def definition_of(text: str) -> Definition:
    """A definition from YAML text; a mistake in it fails the test."""
    reading = schema.read(yaml_source.load(text).tree)
    assert not reading.mistakes, reading.mistakes
    return replace(reading.definition, digest=hashlib.sha256(text.encode()).hexdigest())


@cache
def shipped(name: str) -> Definition:
    """A definition of the product by its folder's name."""
    return definition_of((DEFINITIONS / name / "request_type.yaml").read_text(encoding="utf-8"))


@cache
def whole(name: str) -> Definition:
    """The same with its papers and its words in other languages."""
    definition, _ = load_files(read_folder(DEFINITIONS / name), read_shared_parts(DEFINITIONS / "_shared").files)
    return definition


def staff(username: str, *roles: str, unit: str | None = "utility", **more: Any) -> Actor:
    """An official who holds `roles` (their username's role when none is given)."""
    return Actor(
        kind=ActorKind.STAFF,
        municipality=1,
        username=username,
        name=more.pop("name", username.title()),
        position=more.pop("position", username),
        roles=frozenset(roles or (username,)),
        unit=unit,
        **more,
    )


def citizen(case: Case) -> Actor:
    """The applicant of a case, by their status link."""
    person = case.person(PersonRole.APPLICANT)
    assert person is not None
    return Actor(kind=ActorKind.CITIZEN, municipality=1, case=case.id, person=person.id)


HALL = Hall(
    staff={
        name: StaffMember(username=name, name=name.title(), position=name, roles=frozenset({name}), unit="utility")
        for name in ("foreman", "sign_worker", "utility_director", "deputy_mayor", "specialist")
    },
    units={"housing_office": Unit(id="housing_office", name="ЖЕК-2")},
)

APPLICANT: Mapping[str, Json] = {
    "surname": "Зразкова",
    "given_name": "Олена",
    "phone": "+380501234567",
    "address": "вул. Лісова, 8, кв. 4",
}


def order(
    text: str = "Ліквідувати яму.", due: date | datetime | None = date(2026, 11, 26), **more: Any
) -> ResolutionOrder:
    """An instruction to the foreman, as lead."""
    executors = more.pop("executors", (ExecutorOrder(username="foreman", role=ExecutorRole.LEAD),))
    return ResolutionOrder(text=text, executors=executors, due=due, **more)


class Play(rehearsal.Play):
    """A case played through the real commands, said shortly."""

    def __init__(self, definition: Definition, now: datetime = MONDAY_0805) -> None:
        stage = Stage(surroundings=surroundings(), contacts=CONTACTS, staff=HALL.staff, units=HALL.units)
        super().__init__(definition=definition, stage=stage, now=now)

    def open(
        self,
        form: Mapping[str, Json],
        applicant: Mapping[str, Json] = APPLICANT,
        actor: Actor | None = None,
        uploads: Mapping[UUID, Attachment] | None = None,
        reference: str = "26-00042",
        **more: Any,
    ) -> Decision:
        """Files the case."""
        self.memory.files.update(uploads or {})
        self.memory.reference = reference
        command = OpenCase(request_type=self.definition.request_type, form=form, applicant=applicant, **more)
        return self._decided(command, actor or visitor(1))

    def do(
        self,
        name: str,
        actor: Actor,
        given: Mapping[str, Json] | None = None,
        orders: Sequence[ResolutionOrder] = (),
        signed: Sequence[SignedStatement] = (),
        override: str = "",
    ) -> Decision:
        """Performs a transition."""
        command = PerformTransition(
            reference=self.case.reference,
            name=name,
            input=given or {},
            resolutions=tuple(orders),
            signed=tuple(signed),
            override=override,
        )
        return self._decided(command, actor)

    def _decided(self, command: Command, actor: Actor) -> Decision:
        decision = self.execute(command, actor)
        assert decision is not None, f"{command} changed nothing"
        return decision
