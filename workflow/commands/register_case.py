"""Enters a case in its journal: the card takes the next number, gapless per municipality, journal and year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workflow.actor import Actor
from workflow.case import Case
from workflow.commands.scene import Executed, Scene
from workflow.definition.model import Definition
from workflow.engine import registering
from workflow.engine.calendar import local_date
from workflow.engine.permitted import Standing
from workflow.errors import InvalidInput, NotFound
from workflow.events import AnswerRegistered, CaseRegistered
from workflow.registration import Answer, Registration
from workflow.values import Json, PersonalValue


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterCase:
    """`card` as in `registering.read_card`, and `answers: {journal, index, year?}`, a paper of ours it answers."""

    reference: str
    card: Mapping[str, Json]


def handle(command: RegisterCase, scene: Scene) -> Executed:
    """Raises NotFound(`unknown_case`), NotAvailable(`no_registration`), NotPermitted, Conflict(`already_registered`),
    InvalidInput with every mistake."""
    case = scene.work.case(command.reference)
    definition = scene.definitions.pinned(case.definition)
    entry = entered(scene, definition, case, scene.work.personal(case.id), command.card)
    absent = entry.standing.acting_for
    executed = scene.tell(
        case, definition, entry.event, personal=entry.personal, acting_for=absent.username if absent else None
    )
    tell_answered(scene, case, entry)
    return executed


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A card with its number; `answered` is the case whose paper it answers."""

    event: CaseRegistered
    personal: tuple[PersonalValue, ...]
    standing: Standing
    answered: Case | None


def entered(
    scene: Scene, definition: Definition, case: Case, personal: Mapping[str, Json], given: Mapping[str, Json]
) -> Entry:
    """Reads the card and takes its number. Raises as `handle`."""
    actor: Actor = scene.actor
    rule, found = registering.may_register(definition, case, actor)
    zone = scene.surroundings.zone
    today, came = local_date(scene.moment.now, zone), local_date(case.opened, zone)
    card = registering.read_card(rule, given, case, personal, today, came)
    answers, answered = _answered(scene, case, given.get("answers"), today.year)
    # The journal's counter is locked last of all, so that no one waits for it longer than this commit.
    number = scene.work.next_number(rule.journal.value, today.year)
    event, kept = registering.registered(
        definition, rule, case, card, number, actor, scene.moment, scene.surroundings, answers
    )
    return Entry(event=event, personal=kept, standing=found, answered=answered)


def tell_answered(scene: Scene, case: Case, entry: Entry) -> None:
    """The case that is answered learns of it: the link goes both ways."""
    if entry.answered is None:
        return
    registration: Registration = entry.event.registration
    answer = Answer(
        journal=registration.journal,
        index=registration.index,
        date=registration.day,
        reference=case.reference,
    )
    definition = scene.definitions.pinned(entry.answered.definition)
    scene.tell(entry.answered, definition, AnswerRegistered(answer=answer))


def _answered(scene: Scene, case: Case, given: Json, this_year: int) -> tuple[Answer | None, Case | None]:
    if given is None:
        return None, None
    if not isinstance(given, Mapping) or set(given) - {"journal", "index", "year"}:
        raise InvalidInput({"registration.answers": ["unknown_field"]})
    journal, index, year = given.get("journal"), given.get("index"), given.get("year", this_year)
    if not isinstance(journal, str) or not isinstance(index, str) or not isinstance(year, int):
        raise InvalidInput({"registration.answers": ["required"]})
    try:
        entry = scene.work.journal_entry(journal, year, index)
        other = scene.work.case_by_id(entry.case)
    except NotFound:
        raise InvalidInput({"registration.answers": ["unknown_index"]}) from None
    answer = Answer(journal=journal, index=index, date=entry.date, reference=other.reference)
    return answer, None if other.id == case.id else other
