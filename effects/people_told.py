"""Who is told about a case, how, and where: cards of its people from what they gave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from notifications.recipients import Contact, ContactBy, Variant, Way, ways_to_reach
from workflow.case import Case, Person, PersonRole
from workflow.values import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Listener:
    """One informed person and the ways to reach them, the chosen first. `by_paper`: they asked for letters only."""

    person: Person
    ways: tuple[Way, ...] = field(repr=False)
    by_paper: bool


def listeners(case: Case, to: str, personal: Mapping[str, Json]) -> tuple[Listener, ...]:
    """Those whom `to` means: `applicant` is everybody informed, `person:UUID` one of them."""
    people = [one for one in case.people if one.informed and one.role is not PersonRole.SUBJECT]
    if to.startswith("person:"):
        people = [one for one in people if str(one.id) == to.removeprefix("person:")]
    return tuple(_listener(one, personal) for one in people)


def card(person: Person, personal: Mapping[str, Json]) -> Contact:
    """The person's card as far as telling goes."""

    def gave(name: str) -> str | None:
        value = personal.get(f"{person.role.value}.{name}")
        return str(value) if value else None

    return Contact(
        contact_by=ContactBy(person.contact_by),
        phone=gave("phone"),
        email=gave("email"),
        address=gave("address"),
    )


def _listener(person: Person, personal: Mapping[str, Json]) -> Listener:
    # Short words never go on paper: who asked for letters gets the papers, and is rung when asked something.
    ways = tuple(way for way in ways_to_reach(card(person, personal)) if not _is_letter(way))
    by_paper = person.contact_by == ContactBy.POST
    return Listener(
        person=person,
        ways=() if by_paper else tuple(_with_link_that_opens(way, person) for way in ways),
        by_paper=by_paper,
    )


def _is_letter(way: Way) -> bool:
    return way.channel == "post"


def _with_link_that_opens(way: Way, person: Person) -> Way:
    if person.link_revoked and way.variant is Variant.LINK:
        return Way(channel=way.channel, variant=Variant.VOICE, to=way.to)
    return way
