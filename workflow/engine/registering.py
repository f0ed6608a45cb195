"""Enters a case in its journal: reads the card somebody wrote, and makes the event once it has its number. Pure.

Mistakes are InvalidInput with paths as `registration.their_date`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from workflow.actor import Actor
from workflow.case import Case
from workflow.definition.model import Definition, RegistrationRule
from workflow.engine.calendar import local_date
from workflow.engine.confide import commitment, personal_value
from workflow.engine.permitted import Standing, standing
from workflow.errors import Conflict, InvalidInput, NotAvailable, NotFound, NotPermitted, Refusal
from workflow.events import CaseRegistered, RegistrationVoided
from workflow.moment import Moment
from workflow.registration import Answer, Delivery, Occurrence, Registration
from workflow.surroundings import Surroundings
from workflow.values import Json, PersonalValue

LONGEST = {"correspondent": 300, "summary": 1000, "their_number": 100, "reason": 1000}
MOST_SHEETS = 100_000
_KNOWN = frozenset(
    {*LONGEST, "kind", "their_date", "received", "delivery", "sheets", "enclosures", "occurrence", "category"}
    | {"answers"}
) - {"reason"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What a card says before it has a number."""

    correspondent: str
    summary: str
    kind: str
    their_number: str | None
    their_date: date | None
    received: date
    delivery: str | None
    sheets: int | None
    enclosures: int | None
    occurrence: str
    category: str | None


def may_register(definition: Definition, case: Case, actor: Actor) -> tuple[RegistrationRule, Standing]:
    """The definition's rule and as whom the actor acts.

    Raises NotAvailable(`no_registration`), NotPermitted, Conflict(`already_registered`).
    """
    rule = definition.registration
    if rule is None:
        raise NotAvailable([Refusal(code="no_registration")])
    found = standing(actor, case, rule.roles)
    if found is None:
        raise NotPermitted("not_permitted")
    if case.registration is not None:
        raise Conflict("already_registered", index=case.registration.index)
    return rule, found


def read_card(
    rule: RegistrationRule, given: Mapping[str, Json], case: Case, personal: Mapping[str, Json], today: date, day: date
) -> Card:
    """`given` as a card; whoever applied is the correspondent if nobody else is named. `day` is when the case came.

    InvalidInput with every mistake.
    """
    reading = _Card(given)
    correspondent = reading.text("correspondent") or _applicant(personal)
    card = Card(
        correspondent=correspondent,
        summary=reading.text("summary"),
        kind=reading.one_of("kind", ("person", "organisation")) or _kind(case, personal, correspondent),
        their_number=reading.text("their_number") or None,
        their_date=reading.day("their_date", today),
        received=reading.day("received", today) or day,
        delivery=reading.one_of("delivery", tuple(Delivery)),
        sheets=reading.count("sheets"),
        enclosures=reading.count("enclosures"),
        occurrence=reading.one_of("occurrence", tuple(Occurrence)) or Occurrence.FIRST.value,
        category=reading.one_of("category", tuple(key for key, _ in rule.categories)),
    )
    for name in sorted(rule.required - {"occurrence"}):
        if getattr(card, name) in (None, ""):
            reading.mistake(name, "required")
    if "occurrence" in rule.required and given.get("occurrence") in (None, ""):
        reading.mistake("occurrence", "required")
    reading.done()
    return card


def registered(
    definition: Definition,
    rule: RegistrationRule,
    case: Case,
    card: Card,
    number: int,
    actor: Actor,
    moment: Moment,
    surroundings: Surroundings,
    answers: Answer | None,
) -> tuple[CaseRegistered, tuple[PersonalValue, ...]]:
    """The entry under `number` of this year, and what of it is kept apart."""
    today = local_date(moment.now, surroundings.zone)
    place = f"registration.{len(case.registrations) + 1}"
    kept = tuple(
        personal_value(f"{place}.{name}", value, moment)
        for name, value in (("correspondent", card.correspondent), ("summary", card.summary))
        if value
    )
    registration = Registration(
        id=moment.derived_id("registration"),
        journal=rule.journal.value,
        year=today.year,
        number=number,
        index=f"{number}/{definition.filing.index}" if definition.filing else str(number),
        day=today,
        received=card.received,
        by=actor.username or "",
        place=place,
        kind=card.kind,
        their_number=card.their_number,
        their_date=card.their_date,
        delivery=card.delivery,
        sheets=card.sheets,
        enclosures=card.enclosures,
        occurrence=card.occurrence,
        category=card.category,
        answers=answers,
        commitments={one.name: commitment(one) for one in kept},
    )
    return CaseRegistered(registration=registration), kept


def voided(
    definition: Definition, case: Case, reason: str, actor: Actor, moment: Moment
) -> tuple[RegistrationVoided, PersonalValue, Standing]:
    """The card in force loses its force. Raises NotFound(`not_registered`), NotPermitted, InvalidInput(`reason`)."""
    rule, card = definition.registration, case.registration
    if rule is None or card is None:
        raise NotFound("not_registered")
    found = standing(actor, case, rule.roles)
    if found is None:
        raise NotPermitted("not_permitted")
    words = " ".join(reason.split())
    if not words or len(words) > LONGEST["reason"]:
        raise InvalidInput({"reason": ["too_long" if words else "required"]})
    kept = personal_value(f"{card.place}.void_reason", words, moment)
    event = RegistrationVoided(
        registration=card.id,
        by=actor.username or "",
        at=moment.now,
        reason=kept.name,
        commitment=commitment(kept),
    )
    return event, kept, found


class _Card:
    """Reads what was written, collecting mistakes."""

    def __init__(self, given: Mapping[str, Json]) -> None:
        self._given = given
        self._mistakes: dict[str, list[str]] = {}
        for name in sorted(set(given) - _KNOWN):
            self.mistake(name, "unknown_field")

    def mistake(self, name: str, code: str) -> None:
        self._mistakes.setdefault(f"registration.{name}", []).append(code)

    def done(self) -> None:
        if self._mistakes:
            raise InvalidInput(self._mistakes)

    def text(self, name: str) -> str:
        value = self._given.get(name)
        if value is None:
            return ""
        if not isinstance(value, str):
            self.mistake(name, "not_a_text")
            return ""
        if len(value) > LONGEST[name]:
            self.mistake(name, "too_long")
        return " ".join(value.split())

    def one_of(self, name: str, known: tuple[str, ...]) -> str | None:
        value = self._given.get(name)
        if value is None or value == "":
            return None
        if not isinstance(value, str) or value not in known:
            self.mistake(name, "not_a_choice")
            return None
        return str(value)

    def day(self, name: str, today: date) -> date | None:
        value = self._given.get(name)
        if value is None or value == "":
            return None
        try:
            found = date.fromisoformat(str(value))
        except ValueError:
            self.mistake(name, "not_a_date")
            return None
        if found > today:
            self.mistake(name, "in_the_future")
        return found

    def count(self, name: str) -> int | None:
        value = self._given.get(name)
        if value is None or value == "":
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            self.mistake(name, "not_a_whole_number")
            return None
        if not 0 <= value <= MOST_SHEETS:
            self.mistake(name, "out_of_range")
        return value


def _applicant(personal: Mapping[str, Json]) -> str:
    organisation = personal.get("applicant.organisation")
    if organisation:
        return str(organisation)
    names = (personal.get(f"applicant.{name}") for name in ("surname", "given_name", "patronymic"))
    return " ".join(str(one) for one in names if one)


def _kind(case: Case, personal: Mapping[str, Json], correspondent: str) -> str:
    own = correspondent == _applicant(personal)
    return next((one.kind for one in case.people if own and one.role == "applicant"), "person")
