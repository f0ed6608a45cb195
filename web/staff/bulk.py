"""The same move for many cases at once: first what it would do to each, then each in a transaction of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, request

from gate.actor import current_actor
from gate.doors import application
from gate.languages import current_language
from gate.policies import Policy, policy
from gate.problems import refusal_message
from gate.sight import seen_case
from web.once import form_key, fresh_key, perform_once
from web.page import page
from web.staff.case_page import problem_words
from workflow.case import Case
from workflow.commands.perform_transition import PerformTransition
from workflow.definition.model import Definition
from workflow.engine.available import Offer
from workflow.errors import DomainError

_MOST = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a move would do to one case."""

    reference: str
    version: int
    title: str
    now: str
    then: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """One move: for whom it is possible, and why not for the others, as (reference, reasons)."""

    name: str
    title: str
    cases: tuple[Wanted, ...]
    others: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of it for one case; `wrong` is empty when it was done."""

    reference: str
    wrong: str


@policy(Policy.STAFF)
def bulk() -> Response:
    """What could be done with the chosen ones together, and what it would do to each. Nothing is changed."""
    cases = [seen_case(one) for one in _references()]
    return page("staff/bulk.html", moves=_moves(cases, current_language()), chosen=len(cases), key=fresh_key(), done=())


@policy(Policy.STAFF)
def perform_bulk(name: str) -> Response:
    """Does it. One that is refused holds nobody up; sent twice it is done once."""
    references, done = _references(), []
    for reference in references:
        version = request.form.get(f"version.{reference}", "")
        command = PerformTransition(
            reference=seen_case(reference).reference,
            name=name,
            input={},
            version=int(version) if version.isdecimal() and len(version) < 10 else None,
        )
        try:
            perform_once(current_actor(), command, lambda _: "", part=reference)
        except DomainError as error:
            done.append(Outcome(reference=reference, wrong=problem_words(error)))
        else:
            done.append(Outcome(reference=reference, wrong=""))
    return page("staff/bulk.html", moves=(), chosen=len(references), key=form_key(), done=done)


def _references() -> list[str]:
    return list(dict.fromkeys(request.form.getlist("reference")))[:_MOST]


def _moves(cases: Sequence[Case], language: str) -> list[Together]:
    actor, door = current_actor(), application()
    offers = {one.reference: door.offers(actor, one) for one in cases}
    names = dict.fromkeys(offer.name for found in offers.values() for offer in found if _plain(offer))
    return [
        _together(name, [(one, {each.name: each for each in offers[one.reference]}) for one in cases], language)
        for name in names
    ]


def _plain(offer: Offer) -> bool:
    """What asks for nothing can be done to many; a question has to be answered for each."""
    return offer.allowed and not offer.input and offer.resolution is None and offer.reviews is None


def _together(name: str, cases: Sequence[tuple[Case, dict[str, Offer]]], language: str) -> Together:
    fitting, others, title = [], [], name
    for case, offers in cases:
        definition = application().definitions.pinned(case.definition)
        offer = offers.get(name)
        if offer is not None and _plain(offer):
            title = definition.text(f"transitions.{name}.title", language) or offer.title
            fitting.append(_wanted(case, name, definition, language))
        else:
            reasons = [refusal_message(one, language) for one in offer.refusals] if offer is not None else []
            others.append((case.reference, " ".join(dict.fromkeys(reasons))))
    return Together(name=name, title=title, cases=tuple(fitting), others=tuple(others))


def _wanted(case: Case, name: str, definition: Definition, language: str) -> Wanted:
    move = definition.transition(name, case.state)
    target = move.to if move is not None and move.to is not None else case.state
    title = definition.text("title", language) or definition.title
    return Wanted(
        reference=case.reference,
        version=case.version,
        title=f"{title}, {case.street}" if case.street else title,
        now=_state(definition, case.state, language),
        then=_state(definition, target, language),
    )


def _state(definition: Definition, state: str, language: str) -> str:
    if state not in definition.states:
        return ""
    return definition.text(f"states.{state}.title", language) or definition.states[state].title
