"""Opens a case: a citizen files it, or a clerk for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

from workflow.actor import ActorKind
from workflow.case_channel import CITIZENS_OWN, FROM_AFAR, CaseChannel
from workflow.commands.hall import readers_for
from workflow.commands.register_case import entered, tell_answered
from workflow.commands.scene import Executed, Scene
from workflow.commands.slot_lookup import booking_for, walk_in
from workflow.definition.model import Definition, FieldType
from workflow.engine.calendar import local_date
from workflow.engine.catching_up import catching_up, told_on_the_way, without_notices
from workflow.engine.evolve import evolve
from workflow.engine.opening import Filing, decide_opening
from workflow.engine.pending import pending
from workflow.errors import InvalidInput
from workflow.events import FollowerJoined
from workflow.values import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCase:
    """`form` by field; people as in api.md; `join` the reference of an earlier case about the same matter.

    `channel` is a `CaseChannel` or a way of the town's own; of a visitor's word only what a visitor can know of counts,
    else it is the page.
    `registration` is a card as in `register_case`: the case is entered in its journal at once.
    """

    request_type: str
    form: Mapping[str, Json]
    applicant: Mapping[str, Json] = field(default_factory=dict)
    representative: Mapping[str, Json] | None = None
    subject: Mapping[str, Json] | None = None
    channel: str = "page"
    join: str | None = None
    urgent: bool = False
    registration: Mapping[str, Json] | None = None


def handle(command: OpenCase, scene: Scene) -> Executed:
    """Raises NotFound(`unknown_request_type`), InvalidInput with every mistake, Conflict(`slot_taken`)."""
    definition = scene.definitions.current(scene.actor.municipality, command.request_type)
    main = scene.work.case(command.join) if command.join else None
    if main is not None and main.request_type != definition.request_type:
        raise InvalidInput({"join": ["other_request_type"]})
    if main is not None and (main.closed is not None or main.main is not None):
        raise InvalidInput({"join": ["not_open"]})
    channel = _channel(command.channel, by_staff=scene.actor.kind is ActorKind.STAFF)
    form = {name: value for name, value in command.form.items() if name != "hold"}
    booking = booking_for(scene, definition, definition.form, command.form)
    if booking is None and _came_without_appointment(scene, definition, command):
        booking = walk_in(scene, definition)
    if booking is not None:
        slot_field = next(one.name for one in definition.form if one.type is FieldType.SLOT)
        form[slot_field] = booking.slot
    year = local_date(scene.moment.now, scene.surroundings.zone).year
    filing = Filing(
        reference=scene.work.next_reference(year),
        form=form,
        applicant=command.applicant,
        representative=command.representative,
        subject=command.subject,
        channel=channel,
        urgent=command.urgent,
        uploads=scene.work.attachments(_identifiers(form)),
        booking=booking,
        main=main,
        readers=readers_for(scene, definition.on_start),
    )
    decision = decide_opening(
        definition,
        filing,
        scene.actor,
        scene.moment,
        scene.surroundings,
        scene.contacts,
    )
    if main is not None:
        moves = catching_up(definition, decision.case, main, scene.moment)
        # Who joins is told where the matter stands, not that a message was received.
        told = told_on_the_way(definition, decision.case, main)
        first = without_notices(decision.effects) if told else decision.effects
        decision = replace(decision, effects=(*first, *moves))
    entry = None
    if command.registration is not None:
        known = {one.name: one.value for one in decision.personal}
        entry = entered(scene, definition, decision.case, known, command.registration)
        case = evolve(decision.case, entry.event, scene.moment.now, scene.actor.label)
        decision = replace(
            decision,
            case=case,
            events=(*decision.events, entry.event),
            personal=(*decision.personal, *entry.personal),
            work=pending(definition, case),
        )
    executed = scene.record(None, decision)
    if entry is not None:
        tell_answered(scene, decision.case, entry)
    if main is not None:
        pinned = scene.definitions.pinned(main.definition)
        joined = FollowerJoined(follower=decision.case.id, follower_reference=decision.case.reference)
        scene.tell(main, pinned, joined)
    return executed


def _came_without_appointment(scene: Scene, definition: Definition, command: OpenCase) -> bool:
    """Staff say so by the channel: who rings and names no slot is not at the door."""
    may_be_here = scene.actor.kind is ActorKind.STAFF and command.channel not in FROM_AFAR
    return may_be_here and not _names_a_slot(definition, command.form)


def _names_a_slot(definition: Definition, form: Mapping[str, Json]) -> bool:
    slots = [one.name for one in definition.form if one.type is FieldType.SLOT]
    return any(form.get(name) for name in ("hold", *slots))


def _channel(said: str, *, by_staff: bool) -> str:
    return said if by_staff or said in CITIZENS_OWN else CaseChannel.PAGE.value


def _identifiers(form: Mapping[str, Json]) -> list[UUID]:
    found: list[UUID] = []
    for value in form.values():
        for one in value if isinstance(value, list | tuple) else (value,):
            try:
                found.append(UUID(str(one)))
            except ValueError:
                continue
    return found
