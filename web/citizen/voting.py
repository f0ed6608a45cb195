"""One voting: what it is about, how it stands, and a vote by a phone that a code proves (rules.md 15)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import cast

from flask import Response, redirect, request, url_for

from gate.doors import application, reading
from gate.languages import current_language
from gate.limits import STATUS, network, take
from gate.policies import Policy, policy
from gate.problems import GateRefusal
from gate.tenant import current_municipality
from gate.voting import count_code, prove_phone, voter_phone
from store.queries.effect_reads import case_by_reference
from store.queries.votes import tally_of
from web.errors_of import errors_of
from web.form_field import FormField, Option
from web.form_reading import typed
from web.page import page
from web.words import known, words
from workflow.actor import visitor
from workflow.case import Case
from workflow.commands.cast_vote import CastVote
from workflow.commands.request_vote_code import RequestVoteCode
from workflow.commands.withdraw_vote import WithdrawVote
from workflow.definition.model import Definition
from workflow.definition.visibility import is_open_to_all, public_fields, public_states
from workflow.engine.support import open_support
from workflow.errors import DomainError
from workflow.support import Support, Tally

_CODE = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One answer of a poll; `votes` None while the result is hidden."""

    label: str
    votes: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How it stands. `enough` is the threshold, None for a poll; `until` the last day of voting."""

    total: int
    paper: int
    enough: int | None
    until: date | None
    open: bool
    hidden: bool
    choices: tuple[Choice, ...]


@policy(Policy.PUBLIC)
def voting(reference: str) -> Response:
    """What it is about, and where to begin voting."""
    take(STATUS, network(request.remote_addr))
    return _shown(_case(reference))


@policy(Policy.PUBLIC)
def voting_code(reference: str) -> Response:
    """Has a code sent; then the vote and the code are asked for."""
    case = _case(reference)
    phone = typed(request.form, "phone")
    try:
        proved = voter_phone(phone, application().contacts)
        count_code(proved)
        wanted = RequestVoteCode(reference=case.reference, phone=proved, language=current_language())
        application().execute(visitor(current_municipality()), wanted)
    except (DomainError, GateRefusal) as error:
        return _shown(case, phone=phone, wrong=_said(error))
    return _shown(case, phone=phone, code=True)


@policy(Policy.PUBLIC)
def vote(reference: str) -> Response:
    """Votes, or takes the vote back."""
    case = _case(reference)
    phone, code = typed(request.form, "phone"), typed(request.form, "code")
    back = request.form.get("step") == "withdraw"
    choices = tuple(request.form.getlist("choice")[:100])
    command: CastVote | WithdrawVote
    try:
        proved = voter_phone(phone, application().contacts)
        prove_phone(case.id, proved, code)
        identity = f"phone:{proved}"
        if back:
            command = WithdrawVote(reference=case.reference, identity=identity)
        else:
            territory = typed(request.form, "territory") or None
            command = CastVote(reference=case.reference, identity=identity, choices=choices, territory=territory)
        application().execute(visitor(current_municipality()), command)
    except (DomainError, GateRefusal) as error:
        return _shown(case, phone=phone, code=True, wrong=_said(error), chosen=choices)
    said = "withdrawn" if back else "counted"
    return cast("Response", redirect(url_for("web.voting", reference=case.reference, said=said), 303))


def _shown(
    case: Case, *, phone: str = "", code: bool = False, wrong: tuple[str, ...] = (), chosen: tuple[str, ...] = ()
) -> Response:
    language = current_language()
    definition = application().definitions.pinned(case.definition)
    support = _support(case)
    said = request.args.get("said", "")
    return page(
        "citizen/voting.html",
        status=422 if wrong else 200,
        reference=case.reference,
        title=definition.text("title", language) or definition.title,
        state=definition.text(f"states.{case.state}.title", language) or definition.states[case.state].title,
        about=_about(case, definition, language),
        standing=_standing(case, support, definition, language),
        fields=_ballot(support, definition, chosen, language) if code else (),
        withdraws=support.withdraw,
        phone=phone,
        code=code,
        wrong=wrong,
        said=known(f"voting.said.{said}", language) or "",
    )


def _standing(case: Case, support: Support, definition: Definition, language: str) -> Standing:
    hidden = support.hidden and support.closed is None
    with reading() as look:
        tally = support.tally or tally_of(look, case.id, with_choices=bool(support.choices) and not hidden)
    deadline = case.deadline(support.clock)
    return Standing(
        total=tally.total,
        paper=tally.paper,
        enough=support.threshold,
        until=deadline.date if deadline else None,
        open=open_support(case) is not None,
        hidden=hidden,
        choices=_choices(support, definition, tally, hidden, language),
    )


def _choices(support: Support, definition: Definition, tally: Tally, hidden: bool, language: str) -> tuple[Choice, ...]:
    return tuple(
        Choice(label=_label(definition, one, language), votes=None if hidden else tally.choices.get(one, 0))
        for one in support.choices
    )


def _ballot(support: Support, definition: Definition, chosen: tuple[str, ...], language: str) -> tuple[FormField, ...]:
    made = []
    if support.choices:
        made.append(
            FormField(
                name="choice",
                label=words("voting.choose", language),
                widget="checkboxes" if support.several else "radio",
                required=True,
                options=tuple(Option(value=one, label=_label(definition, one, language)) for one in support.choices),
                chosen=chosen,
            )
        )
    if support.territories:
        labels = dict(definition.support.territories) if definition.support else {}
        made.append(
            FormField(
                name="territory",
                label=words("voting.territory", language),
                hint=words("voting.territory_hint", language),
                widget="radio",
                required=True,
                options=tuple(
                    Option(
                        value=one,
                        label=definition.text(f"support.territories.{one}", language) or labels.get(one, one),
                    )
                    for one in support.territories
                ),
                chosen=(request.form.get("territory", ""),),
            )
        )
    made.append(
        FormField(
            name="code",
            label=words("voting.code", language),
            hint=words("voting.code_hint", language),
            required=True,
            inputmode="numeric",
            autocomplete="one-time-code",
            maximum=_CODE,
        )
    )
    return tuple(made)


def _about(case: Case, definition: Definition, language: str) -> list[tuple[str, str]]:
    """(label, text) of the public fields: they stand on the case in the open, nothing personal does."""
    shown = []
    for one in public_fields(definition):
        value = case.values.get(one.name)
        if isinstance(value, str):
            text = definition.text(f"form.{one.name}.options.{value}", language) or dict(one.options).get(value, value)
            shown.append((definition.text(f"form.{one.name}.label", language) or one.label, text))
    return shown


def _label(definition: Definition, choice: str, language: str) -> str:
    labels = dict(definition.support.choices) if definition.support else {}
    return definition.text(f"support.choices.{choice}", language) or labels.get(choice, choice)


def _said(error: DomainError | GateRefusal) -> tuple[str, ...]:
    wrong = errors_of(error, current_language())
    return tuple(dict.fromkeys((*wrong.general, *(one for said in wrong.fields.values() for one in said))))


def _case(reference: str) -> Case:
    """A case that everybody may see and was opened for votes: any other is as if it were not there."""
    with reading() as look:
        case = case_by_reference(look, reference)
    definition = application().definitions.pinned(case.definition)
    if case.support is None or not is_open_to_all(definition) or case.state not in public_states(definition):
        raise GateRefusal("unknown_case")
    return case


def _support(case: Case) -> Support:
    if case.support is None:
        raise GateRefusal("unknown_case")
    return case.support
