"""What can be done with a case now, as forms, and why the rest cannot, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from gate.problems import refusal_message
from web.errors_of import Wrong
from web.form_field import FormField, Mistake, Option, form_fields, mistakes_of
from web.slot_choice import visiting_days
from web.staff.forwarding_form import forwarding_fields
from web.staff.order_form import Hall, Proposal, latest_day, order_fields
from web.staff.plain_advice import plain_advice
from web.words import words
from workflow.case import Case, DeadlineState
from workflow.commands.orders import ResolutionOrder
from workflow.definition.model import Definition, EffectKind, FieldType, Transition
from workflow.definition.standing_names import RESOLUTION
from workflow.engine.available import Offer
from workflow.engine.calendar import local_date
from workflow.ports.signing_desk import PaperAhead, ShownStatements
from workflow.surroundings import Surroundings
from workflow.values import Json

_MOST_REVIEWERS = 4
_NOT_MENDED = frozenset({FieldType.SLOT, FieldType.PHOTO, FieldType.PHOTOS, FieldType.FILE, FieldType.FILES})


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveForm:
    """One transition as a form; `pin` when its resolution is signed; `proposed` when somebody drafted the resolution;
    `open` then too, and when it was just filled in wrongly; `papers` when it makes some that can be looked at before;
    `held` when it waits a moment in which it can be taken back: what goes to another body cannot be.
    """

    name: str
    title: str
    key: str
    fields: tuple[FormField, ...]
    mistakes: tuple[Mistake, ...]
    pin: FormField | None
    proposed: bool
    open: bool
    papers: bool
    held: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """One transition that is not possible now."""

    title: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What somebody just sent for one transition, and what was wrong with it; `shown` when they only look at what they
    would sign, `ahead` when at the papers the move would make."""

    name: str
    given: Mapping[str, Json]
    wrong: Wrong
    orders: tuple[ResolutionOrder, ...] = ()
    shown: ShownStatements | None = None
    ahead: tuple[PaperAhead, ...] = ()


def move_forms(
    offers: Sequence[Offer],
    case: Case,
    definition: Definition,
    hall: Hall,
    surroundings: Surroundings,
    now: datetime,
    language: str,
    *,
    proposal: Proposal,
    tried: Tried | None,
    personal: Mapping[str, Json],
) -> tuple[MoveForm, ...]:
    """Forms of everything that is allowed; `personal` values fill in what a move would write anew."""
    return tuple(
        _form(
            one,
            case,
            definition,
            hall,
            surroundings,
            now,
            language,
            proposal,
            tried if tried is not None and tried.name == one.name else None,
            personal,
        )
        for one in offers
        if one.allowed
    )


def refused_moves(offers: Sequence[Offer], definition: Definition, language: str) -> tuple[Refused, ...]:
    """The others, each with every reason. Moves of the applicant alone are not staff's to wonder about."""
    outsiders = {one.name for one in definition.transitions if set(one.roles) <= {"applicant", "system"}}
    return tuple(
        Refused(
            title=_title(one, definition, language),
            reasons=tuple(dict.fromkeys(refusal_message(refusal, language) for refusal in one.refusals)),
        )
        for one in offers
        if not one.allowed and one.name not in outsiders
    )


def _form(
    offer: Offer,
    case: Case,
    definition: Definition,
    hall: Hall,
    surroundings: Surroundings,
    now: datetime,
    language: str,
    proposal: Proposal,
    tried: Tried | None,
    personal: Mapping[str, Json],
) -> MoveForm:
    wrong = tried.wrong if tried is not None else Wrong(fields={}, general=())
    books = any(one.type is FieldType.SLOT for one in offer.input)
    fields = list(
        form_fields(
            offer.input,
            definition,
            path=f"transitions.{offer.name}.input",
            prefix=f"{offer.name}.input",
            language=language,
            given=tried.given if tried is not None else _draft(offer, case, definition, personal),
            errors=wrong.fields,
            days=visiting_days(definition, language) if books else (),
        )
    )
    move = definition.transition(offer.name, case.state)
    if move is not None and move.forwarding is not None:
        fields = forwarding_fields(fields, move.forwarding, case, definition, surroundings, now, language)
    pin = None
    if offer.resolution is not None:
        fields += order_fields(
            offer.resolution,
            hall,
            local_date(now, surroundings.zone),
            language,
            latest=_legal_day(case, surroundings),
            proposal=proposal,
            errors=wrong.fields,
            prefix=f"{offer.name}.order",
        )
        if offer.resolution.signed:
            pin = pin_field(language, wrong.fields.get("pin", ()), name=f"{offer.name}.pin")
    fields = [replace(one, standing=_standing(one, offer)) for one in fields]
    if tried is not None and move is not None and _writes(move):
        fields = [
            replace(one, advice=plain_advice(one.value, surroundings.plain, language))
            if one.widget == "textarea"
            else one
            for one in fields
        ]
    fields += _reviewer_fields(offer, hall, language, wrong.fields.get("reviewers", ()))
    known = {one.name.rpartition(".")[2] for one in fields} | {"pin", "text", "executors", "due", "reviewers"}
    stray = [
        said for name, messages in wrong.fields.items() if name.partition(".")[0] not in known for said in messages
    ]
    shown = [*fields, *([pin] if pin is not None else [])]
    return MoveForm(
        name=offer.name,
        title=_title(offer, definition, language),
        key=offer.key,
        fields=tuple(fields),
        mistakes=(*(Mistake(message=one) for one in (*wrong.general, *stray)), *mistakes_of(shown)),
        pin=pin,
        proposed=offer.resolution is not None and bool(proposal.text),
        open=tried is not None or (offer.resolution is not None and bool(proposal.text)),
        papers=move is not None and pin is None and _writes(move),
        held=move is not None and move.forwarding is not None,
    )


def _writes(move: Transition) -> bool:
    """Whether a paper with these words in it goes to somebody."""
    return any(one.kind is EffectKind.DOCUMENT for one in move.effects)


def _standing(one: FormField, offer: Offer) -> tuple[str, ...]:
    """Ready sentences for a box: by the input's name, or those for an instruction's words."""
    if one.widget != "textarea":
        return ()
    prefix, _, name = one.name.rpartition(".")
    return offer.standing_texts.get(RESOLUTION if prefix.startswith(f"{offer.name}.order.") else name, ())


def _draft(offer: Offer, case: Case, definition: Definition, personal: Mapping[str, Json]) -> Mapping[str, Json]:
    """What a move that stays where it is would write anew, as it stands: a text is mended, not typed again."""
    move = definition.transition(offer.name, case.state)
    if move is None or move.to is not None:
        return {}
    return {
        one.name: personal.get(case.places[one.name]) if one.name in case.places else case.values.get(one.name)
        for one in offer.input
        if one.type not in _NOT_MENDED
    }


def reviewer_names(name: str) -> tuple[str, ...]:
    """The fields in which whoever asks for reviews names the people."""
    return tuple(f"{name}.reviewers.{number}" for number in range(1, _MOST_REVIEWERS + 1))


def _reviewer_fields(offer: Offer, hall: Hall, language: str, errors: Sequence[str]) -> list[FormField]:
    rule = offer.reviews
    if rule is None or rule.people == "none":
        return []
    people = tuple(Option(value=one.username, label=f"{one.name}, {one.position}") for one in hall.staff)
    return [
        FormField(
            name=name,
            label=words("review.people", language, number=number),
            widget="select",
            required=rule.people == "required" and number == 1,
            options=people,
            errors=tuple(errors) if number == 1 else (),
        )
        for number, name in enumerate(reviewer_names(offer.name), 1)
    ]


def pin_field(language: str, errors: Sequence[str], name: str = "pin") -> FormField:
    """Where the six digits of the signing key go; never filled in for anybody."""
    return FormField(
        name=name,
        label=words("pin.label", language),
        hint=words("pin.hint", language),
        widget="password",
        required=True,
        inputmode="numeric",
        autocomplete="off",
        maximum=64,
        errors=tuple(errors),
    )


def _title(offer: Offer, definition: Definition, language: str) -> str:
    return definition.text(f"transitions.{offer.name}.title", language) or offer.title


def _legal_day(case: Case, surroundings: Surroundings) -> date | None:
    """An instruction is never due after the legal clock."""
    legal = [
        one
        for one in case.deadlines
        if one.law is not None and one.stopped is None and one.state is DeadlineState.RUNNING
    ]
    first = min(legal, key=lambda one: one.deadline, default=None)
    return latest_day(surroundings, first.deadline, first.date) if first is not None else None
