"""Everything somebody could do with a case now: transitions, signatures, reports, acceptances; and what is held."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from random import Random

from workflow.actor import Actor
from workflow.case import ExecutorRole, Resolution, ResolutionStatus
from workflow.commands.accept_resolution import AcceptResolution
from workflow.commands.command_table import Command
from workflow.commands.give_visa import GiveVisa
from workflow.commands.record_payment import RecordPayment
from workflow.commands.record_reading import RecordReading
from workflow.commands.register_case import RegisterCase
from workflow.commands.report_resolution import ReportResolution
from workflow.commands.waive_fee import WaiveFee
from workflow.decision import Decision
from workflow.definition.graph import PREVIOUS
from workflow.definition.model import Outcome, Transition
from workflow.definition.placeholders import all_fields
from workflow.engine.available import Offer, available
from workflow.engine.calendar import local_date
from workflow.engine.reviews import newest
from workflow.engine.signers import next_signers
from workflow.engine.support import open_support
from workflow.errors import InvalidInput
from workflow.rehearsal.cast import APPLICANT, actor_named
from workflow.rehearsal.child_cases import child_ends, open_children
from workflow.rehearsal.improvise import transition_command
from workflow.rehearsal.made_up import made_up_card, made_up_value
from workflow.rehearsal.others import others_have
from workflow.rehearsal.outside import sign
from workflow.rehearsal.play import Play
from workflow.rehearsal.scenario import Step, StepKind
from workflow.rehearsal.voters import vote
from workflow.review import Verdict

_AWAITED = 6.0
_USUAL = 4.0
_RARE = 1.0
_MANY = 30.0

_VERDICTS = (6, 2, 2)
"""How often reviewers agree, agree with remarks, and do not agree."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Something that could be done. `weight`: how often against the others. `act` raises the six errors."""

    what: str
    weight: float
    act: Callable[[], Decision | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Possible:
    """What could be done, and `held_back`: `TRANSITION: CODE` where something but the role holds a move back."""

    candidates: tuple[Candidate, ...]
    held_back: frozenset[str]


def possible(play: Play, dice: Random) -> Possible:
    """In a fixed order, so that the same dice choose the same."""
    offers = _offers(play)
    return Possible(
        candidates=(
            *_transitions(offers, play, dice),
            *_signatures(play),
            *_resolutions(play),
            *_children(play),
            *_visas(play, dice),
            *_readings(play),
            *_votes(play, dice),
            *_others(play, dice),
            *_registration(play),
            *_fee(play),
        ),
        held_back=frozenset(
            f"{offer.name}: {refusal.code}"
            for _, offer in offers
            for refusal in offer.refusals
            if not any(one.code == "role" for one in offer.refusals)
        ),
    )


def _offers(play: Play) -> list[tuple[Actor, Offer]]:
    actors = [actor_named(name, play) for name in (APPLICANT, *sorted(play.stage.staff))]
    case, now, around = play.case, play.now, play.stage.surroundings
    return [(actor, offer) for actor in actors for offer in available(play.definition, case, actor, now, around)]


def _transitions(offers: list[tuple[Actor, Offer]], play: Play, dice: Random) -> Iterator[Candidate]:
    able: dict[str, list[Actor]] = {}
    for actor, offer in offers:
        if offer.allowed:
            able.setdefault(offer.name, []).append(actor)
    for name, actors in able.items():
        transition = play.definition.transition(name, play.case.state)
        if transition is not None:
            yield Candidate(
                what=name,
                weight=_weight(transition, play),
                act=partial(_perform, transition, play, dice.choice(actors), dice),
            )


def _weight(transition: Transition, play: Play) -> float:
    state = play.definition.states[play.case.state]
    target = play.definition.states.get(transition.to or state.name, state)
    if target is state and transition.to != PREVIOUS:
        return _RARE
    if target.final or (APPLICANT in transition.roles and state.waits_for != APPLICANT):
        return _RARE
    return _USUAL


def _perform(transition: Transition, play: Play, actor: Actor, dice: Random) -> Decision | None:
    try:
        return play.execute(transition_command(transition, play, actor, dice), actor)
    except InvalidInput:
        # Something needed was left out: a person is told so and fills it in.
        return play.execute(transition_command(transition, play, actor, dice, all_of_them=True), actor)


def _signatures(play: Play) -> Iterator[Candidate]:
    for paper in play.case.papers:
        for role in next_signers(paper):
            if role == "seal" or role not in play.stage.staff:
                continue
            actor = actor_named(role, play)
            yield Candidate(what=f"sign {paper.type}", weight=_AWAITED, act=partial(sign, play, paper, actor))


def _resolutions(play: Play) -> Iterator[Candidate]:
    for one in play.case.resolutions:
        if one.into is not None:
            continue
        if one.status is ResolutionStatus.OPEN:
            yield from _reports(one, play)
        elif one.status is ResolutionStatus.REPORTED and one.controller is not None:
            who = one.controller.removeprefix("role:")
            yield _command("accept an instruction", AcceptResolution(resolution=one.id), who, play)


def _votes(play: Play, dice: Random) -> Iterator[Candidate]:
    support = open_support(play.case)
    if support is None:
        return
    step = Step(
        line=0,
        kind=StepKind.VOTE,
        name=str(dice.randint(1, 1 + (support.threshold or 6) // 6)),
        choices=(dice.choice(support.choices),) if support.choices else (),
        territory=dice.choice(support.territories) if support.territories else None,
    )
    yield Candidate(what="vote", weight=_MANY, act=partial(vote, step, play, actor_named(APPLICANT, play)))


def _others(play: Play, dice: Random) -> Iterator[Candidate]:
    """Elsewhere somebody takes a place, or gives one back."""
    rule = play.definition.places
    if rule is not None and play.case.state in (rule.wanted, rule.waiting):
        most = max((places for _, places in rule.capacity), default=0)
        yield Candidate(what="others", weight=_USUAL, act=partial(others_have, dice.choice((most, most - 1)), play))


def _reports(one: Resolution, play: Play) -> Iterator[Candidate]:
    for executor in one.executors:
        waits = executor.status in ("pending", "returned") and executor.role is not ExecutorRole.INFORMED
        if executor.username is not None and waits:
            report = ReportResolution(resolution=one.id, text="Виконано.")
            yield _command("report on an instruction", report, executor.username, play)


def _visas(play: Play, dice: Random) -> Iterator[Candidate]:
    for review in newest(play.case):
        for seat in review.asked if play.case.closed is None else ():
            who = seat.username or seat.role or ""
            if who in play.stage.staff:
                verdict = dice.choices(tuple(Verdict), _VERDICTS)[0]
                visa = GiveVisa(
                    reference=play.case.reference, review=review.id, verdict=verdict, remark="Уточнити дату."
                )
                yield _command("give a visa", visa, who, play)


def _readings(play: Play) -> Iterator[Candidate]:
    for listed in play.case.acquaintances:
        for reader in listed.waiting:
            read = RecordReading(reference=play.case.reference, acquaintance=listed.id)
            yield _command("read", read, reader.username, play)


def _registration(play: Play) -> Iterator[Candidate]:
    rule = play.definition.registration
    if rule is not None and play.case.registration is None and play.case.closed is None:
        command = RegisterCase(reference=play.case.reference, card=made_up_card(rule))
        yield _command("register", command, rule.roles[0], play)


def _command(what: str, command: Command, who: str, play: Play) -> Candidate:
    return Candidate(what=what, weight=_AWAITED, act=partial(play.execute, command, actor_named(who, play)))


def _children(play: Play) -> Iterator[Candidate]:
    fields = {one.name: one for one in all_fields(play.definition)}
    for child in open_children(play):
        values = {theirs: made_up_value(fields[ours], 1) for ours, theirs in child.returns.items() if ours in fields}
        act = partial(child_ends, play, child, Outcome.SATISFIED.value, values)
        yield Candidate(what=f"end child {child.request_type}", weight=_AWAITED, act=act)


def _fee(play: Play) -> Iterator[Candidate]:
    """Somebody pays what is due, or is let off."""
    fee, rule = play.case.fee, play.definition.fee
    if fee is None or rule is None or fee.settled:
        return
    actor = actor_named(rule.roles[0], play)
    today = local_date(play.now, play.stage.surroundings.zone)
    payment = RecordPayment(reference=play.case.reference, amount=fee.amount, day=today, document="П-1")
    yield Candidate(what="pay", weight=_AWAITED, act=partial(play.execute, payment, actor))
    waiver = WaiveFee(reference=play.case.reference, reason="Звільнено.")
    yield Candidate(what="waive", weight=_RARE, act=partial(play.execute, waiver, actor))
