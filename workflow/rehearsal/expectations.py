"""Holds what happened against what a scenario expects; each difference becomes one plain sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from workflow.case import Deadline
from workflow.decision import Decision
from workflow.engine.available import available
from workflow.engine.pending import pending
from workflow.engine.readers import hidden_fields
from workflow.engine.reviews import newest
from workflow.errors import DomainError, InvalidInput, NotAvailable, NotPermitted
from workflow.events import Transitioned
from workflow.rehearsal.cast import actor_named
from workflow.rehearsal.play import Play
from workflow.rehearsal.scenario import Expected, Failure
from workflow.rehearsal.spoken import effects_of, event_name, work_line

CASE = "case"
"""How a scenario calls what is reviewed or read when it is no paper."""

NONE = "none"
"""How a scenario says that there is nothing: no outcome, no such deadline."""

_DAY_LENGTH = len("2026-11-23")


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """What a step did: its decisions with those that followed from them, or why it was refused."""

    decisions: tuple[Decision, ...] = ()
    stuck: tuple[str, ...] = ()
    refused: DomainError | None = None

    def joined(self, later: Happened) -> Happened:
        """Both, in order."""
        return Happened(
            decisions=(*self.decisions, *later.decisions),
            stuck=(*self.stuck, *later.stuck),
            refused=later.refused or self.refused,
        )


def compare(expected: Expected, happened: Happened, play: Play) -> list[Failure]:
    """Every difference. A step that should have been refused and was not is one too."""
    return [Failure(line=expected.line, words=words) for check in _CHECKS for words in check(expected, happened, play)]


def refusal_codes(refused: DomainError) -> str:
    """Why a step was refused, for people: codes, with the fields they are about."""
    if isinstance(refused, InvalidInput):
        return "; ".join(f"{name}: {', '.join(codes)}" for name, codes in sorted(refused.errors.items()))
    return ", ".join(_codes(refused))


def _codes(refused: DomainError) -> list[str]:
    """As transitions are offered: somebody else's move is refused for its `role` (api.md)."""
    match refused:
        case NotAvailable(refusals=refusals):
            return [one.code for one in refusals]
        case NotPermitted():
            return ["role"]
    return [refused.code]


def _refusals(expected: Expected, happened: Happened, _play: Play) -> Iterator[str]:
    if not expected.is_refusal:
        return
    refused = happened.refused
    if refused is None:
        yield "expected a refusal, but the step was allowed"
        return
    if expected.refusals is not None:
        yield from _lists("refusals", expected.refusals, _codes(refused))
    if expected.errors is not None:
        errors = refused.errors if isinstance(refused, InvalidInput) else {}
        wanted = [f"{name}: {code}" for name, codes in expected.errors.items() for code in codes]
        came = [f"{name}: {code}" for name, codes in errors.items() for code in codes]
        yield from _lists("errors", wanted, came)


def _state(expected: Expected, _happened: Happened, play: Play) -> Iterator[str]:
    if expected.state is not None and play.opened and play.case.state != expected.state:
        yield _differs("state", expected.state, play.case.state) + _known(expected.state, play.definition.states)
    if expected.outcome is not None and play.opened and (play.case.outcome or NONE) != expected.outcome:
        yield _differs("outcome", expected.outcome, play.case.outcome or NONE)


def _effects(expected: Expected, happened: Happened, _play: Play) -> Iterator[str]:
    if expected.effects is not None:
        came = [spoken for decision in happened.decisions for spoken in effects_of(decision)]
        yield from _lists("effects", expected.effects, came)


def _events(expected: Expected, happened: Happened, _play: Play) -> Iterator[str]:
    came = [event_name(event) for decision in happened.decisions for event in decision.events]
    missing = Counter(expected.events) - Counter(came)
    if missing:
        yield f"events: {', '.join(missing.elements())} did not happen; there were {', '.join(came) or NONE}"


def _stuck(expected: Expected, happened: Happened, _play: Play) -> Iterator[str]:
    came = [one.split(":")[0].split()[-1] for one in happened.stuck]
    if sorted(came) != sorted(expected.stuck):
        yield _differs("stuck", ", ".join(expected.stuck) or NONE, ", ".join(happened.stuck) or NONE)


def _deadlines(expected: Expected, _happened: Happened, play: Play) -> Iterator[str]:
    for clock, wanted in expected.deadlines.items():
        if clock not in play.definition.clocks:
            yield f"deadlines: there is no clock {clock}" + _known(clock, play.definition.clocks)
            continue
        deadline = play.case.deadline(clock) if play.opened else None
        for one in wanted:
            came = _dated(deadline, one, play)
            if came != one:
                yield _differs(f"deadlines, {clock}", one, came)


def _dated(deadline: Deadline | None, wanted: str, play: Play) -> str:
    """The deadline in the terms the scenario asks: its day, its local moment, or where it stands."""
    if deadline is None:
        return NONE
    if not wanted[:1].isdigit():
        return deadline.state.value
    if len(wanted) == _DAY_LENGTH:
        return deadline.date.isoformat()
    return f"{deadline.deadline.astimezone(play.stage.surroundings.zone):%Y-%m-%d %H:%M}"


def _documents(expected: Expected, _happened: Happened, play: Play) -> Iterator[str]:
    for name, wanted in expected.documents.items():
        if name not in play.definition.documents:
            yield f"documents: there is no document {name}" + _known(name, play.definition.documents)
            continue
        papers = [one.status.value for one in play.case.papers if one.type == name] if play.opened else []
        came = papers[-1] if papers else NONE
        if came != wanted:
            yield _differs(f"documents, {name}", wanted, came)


def _resolutions(expected: Expected, _happened: Happened, play: Play) -> Iterator[str]:
    there = {one.number: one.status.value for one in play.case.resolutions} if play.opened else {}
    for number, wanted in expected.resolutions.items():
        came = there.get(number, NONE)
        if came != wanted:
            yield _differs(f"resolutions, {number}", wanted, came)


def _children(expected: Expected, _happened: Happened, play: Play) -> Iterator[str]:
    there = {one.request_type: one.status.value for one in play.case.children} if play.opened else {}
    for name, wanted in expected.children.items():
        came = there.get(name, NONE)
        if came != wanted:
            yield _differs(f"children, {name}", wanted, came)


def _reviews(expected: Expected, _happened: Happened, play: Play) -> Iterator[str]:
    there = {one.document or CASE: one.status.value for one in newest(play.case)} if play.opened else {}
    for about, wanted in expected.reviews.items():
        came = there.get(about, NONE)
        if came != wanted:
            yield _differs(f"reviews, {about}", wanted, came)


def _registration(expected: Expected, _happened: Happened, play: Play) -> Iterator[str]:
    card = play.case.registration if play.opened else None
    came = card.index if card else NONE
    if expected.registration is not None and came != expected.registration:
        yield _differs("registration", expected.registration, came)


def _told(expected: Expected, _happened: Happened, play: Play) -> Iterator[str]:
    """The short words of the status page, as the definition has them."""
    if not play.opened:
        return
    case, states = play.case, play.definition.states
    if expected.done is not None:
        moves = [one for decision in play.decisions for one in decision.events if isinstance(one, Transitioned)]
        move = next((one for one in play.definition.transitions if moves and one.name == moves[-1].name), None)
        came = (move.done if move else "") or states[case.state].done or states[case.state].title
        if came != expected.done:
            yield _differs("done", expected.done, came)
    if expected.check is not None:
        asked = states[case.state].check.get(case.outcome or "") or NONE
        if asked != expected.check:
            yield _differs("check", expected.check, asked)


def _fee(expected: Expected, _happened: Happened, play: Play) -> Iterator[str]:
    if expected.fee is not None:
        fee = play.case.fee if play.opened else None
        came = fee.status.value if fee else NONE
        if came != expected.fee:
            yield _differs("fee", expected.fee, came)


def _work(expected: Expected, _happened: Happened, play: Play) -> Iterator[str]:
    if expected.work is not None:
        came = [work_line(item) for item in pending(play.definition, play.case)] if play.opened else []
        yield from _lists("work", expected.work, came)


def _moves(expected: Expected, _happened: Happened, play: Play) -> Iterator[str]:
    for name, wanted in expected.moves.items():
        try:
            actor = actor_named(name, play)
        except LookupError:
            yield f"moves: nobody here is called {name}"
            continue
        offers = available(play.definition, play.case, actor, play.now, play.stage.surroundings) if play.opened else ()
        yield from _lists(f"moves, {name}", wanted, [one.name for one in offers if one.allowed])


def _votes(expected: Expected, _happened: Happened, play: Play) -> Iterator[str]:
    if expected.votes is not None:
        came = str(play.memory.tally(play.case.id).total) if play.opened else NONE
        if came != expected.votes:
            yield _differs("votes", expected.votes, came)


def _standing(expected: Expected, _happened: Happened, play: Play) -> Iterator[str]:
    case = play.case if play.opened else None
    held = case.position if case else None
    booked = case.booking if case else None
    for what, wanted, came in (
        ("position", expected.position, (held.category or held.register) if held else NONE),
        ("place", expected.place, booked.slot if booked else NONE),
    ):
        if wanted is not None and came != wanted:
            yield _differs(what, wanted, came)


def _hidden(expected: Expected, _happened: Happened, play: Play) -> Iterator[str]:
    for name, wanted in expected.hidden.items():
        try:
            actor = actor_named(name, play)
        except LookupError:
            yield f"hidden: nobody here is called {name}"
            continue
        yield from _lists(f"hidden, {name}", wanted, sorted(hidden_fields(play.definition, actor)))


_CHECKS: tuple[Callable[[Expected, Happened, Play], Iterator[str]], ...] = (
    _refusals,
    _state,
    _effects,
    _events,
    _stuck,
    _deadlines,
    _documents,
    _resolutions,
    _children,
    _reviews,
    _registration,
    _fee,
    _told,
    _work,
    _moves,
    _votes,
    _standing,
    _hidden,
)


def _lists(what: str, wanted: Sequence[str], came: Sequence[str]) -> Iterator[str]:
    if Counter(wanted) != Counter(came):
        yield _differs(what, ", ".join(wanted) or NONE, ", ".join(came) or NONE)


def _differs(what: str, wanted: str, came: str) -> str:
    return f"{what}: expected {wanted}, came {came}"


def _known(name: str, names: Iterable[str]) -> str:
    known = tuple(names)
    return "" if name in known else f" (known: {' '.join(known)})"
