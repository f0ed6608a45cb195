"""What made-up people write down: forms, inputs and instructions that a definition would take, chosen by dice."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from random import Random
from uuid import UUID

from workflow.actor import Actor
from workflow.case import ExecutorRole, SignedStatement
from workflow.commands.orders import ExecutorOrder, ResolutionOrder
from workflow.commands.perform_transition import PerformTransition
from workflow.definition.model import Definition, Field, FieldType, ResolutionRule, ReviewRule, Transition
from workflow.engine.calendar import local_date
from workflow.engine.days_ahead import days_ahead
from workflow.engine.slots import bookable_slots
from workflow.ports.attachment import Attachment
from workflow.rehearsal.made_up import made_up_applicant, made_up_value
from workflow.rehearsal.play import Play
from workflow.values import Json

_GIVES_WHAT_IS_OPTIONAL = 0.7
_ONE_UPLOAD = (FieldType.PHOTO, FieldType.FILE)
_UPLOADS = (FieldType.PHOTOS, FieldType.FILES)
_LONGEST_TERM_DAYS = 10


def applicant_for(definition: Definition, dice: Random) -> dict[str, Json]:
    """Somebody who gives what is asked, and now and then all that may be given."""
    return made_up_applicant(definition, with_all=dice.random() < _GIVES_WHAT_IS_OPTIONAL)


def values_for(fields: Iterable[Field], play: Play, dice: Random, *, all_of_them: bool = False) -> dict[str, Json]:
    """Values for a form or an input: what is required, and most of the rest."""
    given: dict[str, Json] = {}
    for field in fields:
        if all_of_them or field.required or dice.random() < _GIVES_WHAT_IS_OPTIONAL:
            value = _value(field, play, dice)
            if value is not None:
                given[field.name] = value
    return given


def transition_command(
    transition: Transition, play: Play, actor: Actor, dice: Random, *, all_of_them: bool = False
) -> PerformTransition:
    """The command of somebody who performs `transition`, with input and instruction."""
    rule = transition.resolution
    orders = (_order(rule, play, dice),) if rule is not None and rule.executors != "none" else ()
    signed = tuple(
        SignedStatement(statement="s", signature="s", certificate="c", by=actor.username or "", at=play.now)
        for _ in orders
    )
    return PerformTransition(
        reference=play.case.reference,
        name=transition.name,
        input=values_for(transition.input, play, dice, all_of_them=all_of_them),
        resolutions=orders,
        signed=signed if rule is not None and rule.signed else (),
        reviewers=_reviewers(transition.reviews, play, actor, dice),
    )


def _reviewers(rule: ReviewRule | None, play: Play, actor: Actor, dice: Random) -> tuple[str, ...]:
    """People named to review, where they have to be: as many as must agree, and not whoever asks."""
    if rule is None or rule.people != "required":
        return ()
    others = [one for one in sorted(play.stage.staff) if one != actor.username]
    wanted = int(rule.complete) if rule.complete.isdecimal() else 2
    return tuple(dice.sample(others, min(wanted, len(others))))


def _order(rule: ResolutionRule, play: Play, dice: Random) -> ResolutionOrder:
    today = local_date(play.now, play.stage.surroundings.zone)
    lead = dice.choice(sorted(play.stage.staff))
    return ResolutionOrder(
        text="Виконати.",
        executors=(ExecutorOrder(username=lead, role=ExecutorRole.LEAD),),
        due=None if rule.due == "none" else today + timedelta(days=dice.randint(1, _LONGEST_TERM_DAYS)),
    )


def _value(field: Field, play: Play, dice: Random) -> Json:
    if field.type in _ONE_UPLOAD:
        return _upload(play, dice)
    if field.type in _UPLOADS:
        return [_upload(play, dice) for _ in range(max(1, field.minimum or 1))]
    if field.type is FieldType.SLOT:
        return _slot(play, dice)
    if field.type is FieldType.DATE and (field.earliest or field.latest):
        return _day(field, play)
    return made_up_value(field, dice.randrange(10_000))


def _day(field: Field, play: Play) -> str:
    """The first day that the field allows, or the last."""
    ahead = days_ahead(play.now, play.stage.surroundings)
    bound = field.earliest or field.latest
    return ahead(bound.days, bound.unit).isoformat() if bound else ""


def _upload(play: Play, dice: Random) -> str:
    identifier = UUID(int=dice.getrandbits(128), version=4)
    play.memory.files[identifier] = Attachment(
        id=identifier, media_type="image/jpeg", sha256="0" * 64, size=1, place=None, case=None
    )
    return str(identifier)


def _slot(play: Play, dice: Random) -> str | None:
    if play.definition.calendar is None:
        return None
    calendar = play.stage.surroundings.calendars.calendar(play.definition.calendar)
    today = local_date(play.now, calendar.zone)
    horizon = timedelta(days=calendar.slots.horizon_days if calendar.slots else 0)
    slots = bookable_slots(calendar, today, today + horizon, play.now)
    return dice.choice(slots).id if slots else None
