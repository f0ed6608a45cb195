"""Papers in a signing ceremony: who may open and sign which, in order; what completion brings. Pure."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from workflow.actor import Actor
from workflow.case import Case, Paper, PaperStatus, ResolutionStatus
from workflow.definition.model import Definition
from workflow.effect_requests import DispatchDocument, EffectRequest, FireTransition, UpgradeDocument
from workflow.engine import clocks, reviews
from workflow.engine.calendar import local_date
from workflow.engine.handed_over import handed_to
from workflow.engine.pending import its_turn
from workflow.engine.permitted import Standing, standing, turned_away
from workflow.engine.signers import has_signed, named_next, next_signers
from workflow.errors import Conflict, NotAvailable, NotFound, Refusal
from workflow.events import DocumentCompleted, Event
from workflow.identifier import UUID
from workflow.moment import Moment


def to_open(case: Case, document: UUID) -> Paper:
    """The paper, if it still waits for a signature. Raises NotFound, NotAvailable(`wrong_state`)."""
    paper = case.paper(document)
    if paper is None:
        raise NotFound("unknown_document")
    if paper.status not in (PaperStatus.DRAFT, PaperStatus.TO_SIGN):
        raise NotAvailable([Refusal(code="wrong_state", data={"status": paper.status.value})])
    return paper


def signer(case: Case, paper: Paper, actor: Actor) -> Standing:
    """How the actor may sign next. Raises NotPermitted when the next signature is not theirs (order holds)."""
    roles = next_signers(paper)
    if not roles:
        raise NotAvailable([Refusal(code="wrong_state", data={"status": paper.status.value})])
    found = standing(actor, case, roles) if roles != ("seal",) else None
    if found is None:
        raise turned_away(actor, lambda ended: bool(ended.roles.intersection(roles)), role=roles[0])
    if has_signed(actor, paper):
        raise NotAvailable([Refusal(code="already_signed")])
    handed_to(case, f"sign:{paper.id}:{found.role}", actor)
    return found


def signing_roles(paper: Paper) -> tuple[str, ...]:
    """Every role that signs the paper, in order; seals are no role."""
    return tuple(role for one in paper.signatures if one.role != "seal" for role in one.of or (one.role,))


def any_signer(definition: Definition, case: Case, paper: Paper, actor: Actor) -> Standing:
    """How the actor belongs to those who sign the paper, or may scan it in. Raises NotPermitted."""
    rule = definition.documents.get(paper.type)
    roles = (*signing_roles(paper), *(rule.scan if rule is not None else ()))
    found = standing(actor, case, roles)
    if found is None:
        raise turned_away(actor, lambda ended: bool(ended.roles.intersection(roles)))
    return found


def free_to_sign(case: Case, paper: Paper, actor: Actor) -> None:
    """As `nothing_open_above`, but for a copy of a paper signed by hand, which answers nothing."""
    if paper.scan is None:
        nothing_open_above(case, actor)


def nothing_open_above(case: Case, actor: Actor) -> None:
    """An answer is not signed while a controlled instruction on its case is open (journey C7).

    Instructions that led into a state are settled by the moves around it. Raises NotAvailable(`open_resolutions`).
    """
    still = [
        one.number
        for one in case.resolutions
        if one.into is None
        and one.id not in case.overridden
        and one.controller is not None
        and one.status in (ResolutionStatus.OPEN, ResolutionStatus.REPORTED)
    ]
    if still:
        raise NotAvailable(
            [
                Refusal(
                    code="open_resolutions",
                    data={"numbers": list(still), "actor": actor.label},
                )
            ]
        )


def agreed_to(definition: Definition, case: Case, paper: Paper) -> None:
    """A paper goes to signature with the visas of its present text. Raises NotAvailable(`all_reviews_in`)."""
    if not reviews.in_for(definition, case, paper.type):
        raise NotAvailable([Refusal(code="all_reviews_in")])


def in_turn(definition: Definition, case: Case, paper: Paper) -> None:
    """A paper that a transition waits for is signed where that one leaves. Raises NotAvailable(`wrong_state`)."""
    if not its_turn(definition, case, paper):
        raise NotAvailable([Refusal(code="wrong_state", data={"state": case.state})])


def named_here(paper: Paper, actor: Actor) -> None:
    """Once the first signature is on it, a paper is signed by the people whose names stand on it.

    Raises NotAvailable(`another_is_named`); whoever else may sign can return it, and it is made anew.
    """
    named = named_next(paper)
    if not anyone_signed(paper) or not named:
        return
    here = named[0]
    me = (actor.username, actor.name, actor.position)
    if me not in [(one.username, one.name, one.position) for one in named]:
        raise NotAvailable([Refusal(code="another_is_named", data={"name": here.name, "position": here.position})])


def anyone_signed(paper: Paper) -> bool:
    """Whether the first signature is already on it: from then on its bytes only grow."""
    return any(one.at is not None for one in paper.signatures)


def opened_today(paper: Paper, now: datetime, zone: ZoneInfo) -> None:
    """The date on paper is the day of the (first) signature; a copy bears that of its registration. Raises
    Conflict(`document_changed`)."""
    if paper.scan is None and not anyone_signed(paper) and paper.date != local_date(now, zone):
        raise Conflict("document_changed", sha256=paper.shown, opened=str(paper.date))


def completed(
    definition: Definition, case: Case, paper: Paper, sha256: str, moment: Moment
) -> tuple[tuple[Event, ...], tuple[EffectRequest, ...]]:
    """What follows when nothing more is wanted on a paper: clocks stop, it is sent, a waiting transition fires."""
    events = (
        DocumentCompleted(document=paper.id, at=moment.now, sha256=sha256),
        *clocks.on_document(definition, case, paper.type, moment.now),
    )
    effects: list[EffectRequest] = []
    if paper.scan is None:
        effects.append(DispatchDocument(id=moment.derived_id(f"dispatch.{paper.id}"), case=case.id, document=paper.id))
    effects.append(UpgradeDocument(id=moment.derived_id(f"upgrade.{paper.id}"), case=case.id, document=paper.id))
    waiting = next(
        (one for one in definition.transitions_from(case.state) if one.after == paper.type),
        None,
    )
    if waiting is not None:
        effects.append(
            FireTransition(
                id=moment.derived_id(f"fire.{waiting.name}.{paper.id}"),
                case=case.id,
                name=waiting.name,
                from_state=case.state,
            )
        )
    return events, tuple(effects)
