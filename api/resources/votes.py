"""Votes and support of a case: the public tally, codes that prove a phone, votes, signatures on paper."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response

from api.routes import Answer, Routes
from api.schemas.votes import (
    CodeTaken,
    CountShown,
    ProofTaken,
    SignaturesShown,
    SignaturesTaken,
    TallyShown,
    VoteTaken,
)
from api.writing import perform, reply
from gate.doors import application, reading
from gate.languages import current_language
from gate.policies import Policy
from gate.problems import GateRefusal
from gate.sight import may_touch
from gate.tenant import current_municipality
from gate.voting import count_code, prove_phone, voter_phone
from store.queries.effect_reads import case_by_reference
from store.queries.votes import tally_of
from workflow.actor import visitor
from workflow.case import Case
from workflow.commands.cast_vote import CastVote
from workflow.commands.enter_signatures import EnterSignatures
from workflow.commands.request_vote_code import RequestVoteCode
from workflow.commands.scene import Executed
from workflow.commands.withdraw_vote import WithdrawVote
from workflow.definition.model import Definition
from workflow.engine.support import open_support
from workflow.ports.idempotency import StoredReply
from workflow.support import Support, Tally

routes = Routes("votes", "Votes and support.")

_SENT = StoredReply(status=202, headers={"Content-Type": "application/json"}, body=b"{}\n")


@routes.get("/cases/<reference>/votes", policy=Policy.PUBLIC, answers=TallyShown)
def get_votes(reference: str) -> Answer:
    """How the voting stands; only what everybody may see"""
    with reading() as look:
        case = case_by_reference(look, reference)
        support = _support(case)
        hidden = support.hidden and support.closed is None
        tally = support.tally or tally_of(look, case.id, with_choices=bool(support.choices) and not hidden)
    definition = application().definitions.pinned(case.definition)
    return _shown(case, support, tally, definition, hidden=hidden)


@routes.post("/cases/<reference>/votes/codes", policy=Policy.PUBLIC, takes=CodeTaken, status=202)
def send_code(reference: str, body: Mapping[str, Any]) -> Response:
    """Have a code sent to a phone, to vote with"""
    _open_case(reference)
    phone = voter_phone(body["phone"], application().contacts)
    count_code(phone)
    actor = visitor(current_municipality())
    command = RequestVoteCode(reference=reference, phone=phone, language=current_language())
    return perform(command, lambda _: _SENT, actor=actor)


@routes.post("/cases/<reference>/votes", policy=Policy.PUBLIC, takes=VoteTaken, answers=CountShown, status=201)
def cast_vote(reference: str, body: Mapping[str, Any]) -> Response:
    """Vote once with a proved phone"""
    identity = _proved(reference, body)
    choices = (body["choice"],) if body["choice"] is not None else tuple(body["choices"] or ())
    command = CastVote(reference=reference, identity=identity, choices=choices, territory=body["territory"])
    return perform(command, lambda done: _counted(done, 201), actor=visitor(current_municipality()))


@routes.post("/cases/<reference>/votes/withdrawal", policy=Policy.PUBLIC, takes=ProofTaken, answers=CountShown)
def withdraw_vote(reference: str, body: Mapping[str, Any]) -> Response:
    """Take one's vote back, where the rules of the voting let one"""
    command = WithdrawVote(reference=reference, identity=_proved(reference, body))
    return perform(command, lambda done: _counted(done, 200), actor=visitor(current_municipality()))


@routes.post("/cases/<reference>/votes/paper", policy=Policy.STAFF, takes=SignaturesTaken, answers=SignaturesShown)
def enter_signatures(reference: str, body: Mapping[str, Any]) -> Response:
    """Count signatures given on paper; whoever has voted already counts once"""
    may_touch(reference)
    command = EnterSignatures(reference=reference, unnamed=body["unnamed"], phones=tuple(body["phones"]))
    return perform(command, lambda done: reply(SignaturesShown, dict(done.value)))


def _proved(reference: str, body: Mapping[str, Any]) -> str:
    case = _open_case(reference)
    phone = voter_phone(body["phone"], application().contacts)
    prove_phone(case.id, phone, body["code"])
    return f"phone:{phone}"


def _open_case(reference: str) -> Case:
    with reading() as look:
        case = case_by_reference(look, reference)
    _support(case)
    return case


def _support(case: Case) -> Support:
    # A case nobody was ever asked to support is nobody's business here: the same 404 as for one that is not there.
    if case.support is None:
        raise GateRefusal("unknown_case")
    return case.support


def _counted(executed: Executed, status: int) -> StoredReply:
    return reply(CountShown, dict(executed.value), status=status)


def _shown(case: Case, support: Support, tally: Tally, definition: Definition, *, hidden: bool) -> dict[str, Any]:
    language = current_language()
    deadline = case.deadline(support.clock)
    rule = definition.support
    labels = dict(rule.choices) if rule else {}
    places = rule.territories if rule else ()
    return {
        "reference": case.reference,
        "title": definition.text("title", language) or definition.title,
        "about": _about(case, definition, language),
        "open": open_support(case) is not None,
        "votes": tally.votes,
        "paper": tally.paper,
        "total": tally.total,
        "threshold": support.threshold,
        "reached": support.reached_by(tally),
        "opened": support.opened,
        "until": deadline.date if deadline else None,
        "several": support.several,
        "choices": [
            {
                "value": one,
                "label": definition.text(f"support.choices.{one}", language) or labels.get(one, one),
                "votes": None if hidden else tally.choices.get(one, 0),
            }
            for one in support.choices
        ],
        "territories": [
            {"value": value, "label": definition.text(f"support.territories.{value}", language) or label}
            for value, label in places
        ],
    }


def _about(case: Case, definition: Definition, language: str) -> list[dict[str, str]]:
    """The public fields of the form: they stand on the case in the open, nothing personal does."""
    shown = []
    for one in definition.form:
        value = case.values.get(one.name)
        if one.public and isinstance(value, str):
            text = dict(one.options).get(value, value)
            if one.options:
                text = definition.text(f"form.{one.name}.options.{value}", language) or text
            shown.append({"label": definition.text(f"form.{one.name}.label", language) or one.label, "text": text})
    return shown
