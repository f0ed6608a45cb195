"""Builders for tests of the core: a town, a moment, people, a definition, and a case played without a database."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from workflow.actor import Actor, ActorKind, system, visitor
from workflow.case import Case, ExecutorRole, PersonRole
from workflow.commands.orders import ExecutorOrder, ResolutionOrder
from workflow.decision import Decision
from workflow.definition import schema, yaml_source
from workflow.definition.calendar_file import load_calendars
from workflow.definition.law_file import load_laws
from workflow.definition.model import Definition
from workflow.engine.decide import Wish, decide
from workflow.engine.opening import Contacts, Filing, decide_opening
from workflow.engine.resolutions import Hall
from workflow.engine.timers import timers
from workflow.engine.waking import woken
from workflow.moment import Moment
from workflow.ports import Attachment
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


@dataclass
class Play:
    """A case played through the pure core, one decision after another, with everything it decided kept."""

    definition: Definition
    now: datetime = MONDAY_0805
    case: Case = field(init=False)
    decisions: list[Decision] = field(default_factory=list)
    instants: list[tuple[datetime, str]] = field(default_factory=list)
    _number: int = 0

    def moment(self) -> Moment:
        """The next command's."""
        self._number += 1
        return moment(self.now, self._number)

    def open(
        self,
        form: Mapping[str, Json],
        applicant: Mapping[str, Json] = APPLICANT,
        actor: Actor | None = None,
        uploads: Mapping[UUID, Attachment] | None = None,
        **more: Any,
    ) -> Decision:
        """Files the case."""
        filing = Filing(
            reference=more.pop("reference", "26-00042"),
            form=form,
            applicant=applicant,
            representative=more.pop("representative", None),
            subject=more.pop("subject", None),
            channel="page",
            urgent=more.pop("urgent", False),
            uploads=uploads or {},
            booking=more.pop("booking", None),
            main=None,
        )
        by = actor or visitor(1)
        return self._kept(
            decide_opening(self.definition, filing, by, self.moment(), surroundings(), CONTACTS), by.label
        )

    def do(
        self,
        name: str,
        actor: Actor,
        given: Mapping[str, Json] | None = None,
        orders: Sequence[ResolutionOrder] = (),
        **more: Any,
    ) -> Decision:
        """Performs a transition."""
        wish = Wish(name=name, input=given or {}, orders=orders, **more)
        return self._kept(
            decide(self.definition, self.case, actor, wish, self.moment(), surroundings(), HALL), actor.label
        )

    def wake(self, until: datetime) -> list[Decision]:
        """Lets time pass to `until`: every timer in order, at its moment."""
        done: list[Decision] = []
        while True:
            due = sorted((one for one in timers(self.case) if one.due <= until), key=lambda one: (one.due, one.rung))
            if not due:
                self.now = until
                return done
            first = due[0]
            self.now = max(self.now, first.due)
            by = system(1)
            decision = woken(self.definition, self.case, by, first.clock, first.rung, self.moment(), surroundings())
            assert decision is not None
            done.append(self._kept(decision, by.label))

    def later(self, **more: float) -> None:
        """Moves the clock on without waking anything."""
        self.now += timedelta(**more)

    def _kept(self, decision: Decision, label: str) -> Decision:
        self.case = decision.case
        self.decisions.append(decision)
        self.instants.append((self.now, label))
        return decision
