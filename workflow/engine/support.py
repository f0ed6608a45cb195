"""When voting on a case opens and closes, and whether a vote may be given now. Pure: who voted, the store knows."""

from __future__ import annotations

from datetime import datetime

from workflow.case import Case
from workflow.definition.model import Definition, SupportRule
from workflow.errors import DefinitionError, InvalidInput, NotAvailable, NotFound, Refusal
from workflow.events import Event, SupportClosed, SupportOpened
from workflow.support import Support, Tally
from workflow.surroundings import Surroundings

LEVELS = ("phone", "eid")
"""How well a voter is known, weakest first."""


def on_entry(
    definition: Definition, case: Case, left: str | None, now: datetime, surroundings: Surroundings
) -> tuple[Event, ...]:
    """Voting opens where the case has just come into its state; the rules are frozen as they are now.

    Raises DefinitionError `population_unknown` for a threshold by population in a town without one.
    """
    rule = definition.support
    if rule is None or case.state != rule.opens or left == case.state:
        return ()
    opened = Support(
        state=rule.opens,
        clock=rule.clock,
        identity=rule.identity,
        opened=now,
        threshold=_threshold(rule, surroundings),
        law=rule.law,
        at_threshold=rule.at_threshold,
        at_end=rule.at_end,
        choices=tuple(value for value, _label in rule.choices),
        several=rule.several,
        hidden=rule.hidden,
        withdraw=rule.withdraw,
        territories=tuple(value for value, _label in rule.territories),
    )
    return (SupportOpened(support=opened),)


def on_leaving(case: Case, target: str, tally: Tally | None, now: datetime) -> tuple[Event, ...]:
    """Voting closes where the case leaves its state, whoever moves it; `tally` is how it stands under its lock."""
    support = open_support(case)
    if support is None or target == support.state:
        return ()
    return closed(support, tally or Tally(), now)


def closed(support: Support, tally: Tally, now: datetime) -> tuple[Event, ...]:
    """The end of a voting."""
    return (SupportClosed(at=now, tally=tally, reached=support.reached_by(tally)),)


def open_support(case: Case) -> Support | None:
    """The voting that is open on the case, by its history; its clock may have rung since."""
    return case.support if case.support is not None and case.support.closed is None else None


def may_vote(case: Case, level: str, now: datetime) -> Support:
    """The voting that takes votes now from people known so well.

    Raises NotFound(`unknown_case`) where there never was one, NotAvailable with `voting_closed` or `identity`.
    """
    if case.support is None:
        raise NotFound("unknown_case")
    support = open_support(case)
    deadline = case.deadline(case.support.clock)
    if support is None or (deadline is not None and now >= deadline.deadline):
        raise NotAvailable([Refusal(code="voting_closed")])
    if LEVELS.index(level) < LEVELS.index(support.identity):
        raise NotAvailable([Refusal(code="identity", data={"argument": support.identity})])
    return support


def sound_choice(support: Support, choices: tuple[str, ...], territory: str | None) -> None:
    """Raises InvalidInput with every mistake of a vote."""
    mistakes: dict[str, list[str]] = {}
    if support.choices and not choices:
        mistakes["choice"] = ["required"]
    elif set(choices) - set(support.choices):
        mistakes["choice"] = ["not_one_of"]
    elif len(choices) > 1 and (not support.several or len(set(choices)) < len(choices)):
        mistakes["choice"] = ["too_many"]
    if support.territories and territory is None:
        mistakes["territory"] = ["required"]
    elif territory is not None and territory not in support.territories:
        mistakes["territory"] = ["not_one_of"]
    if mistakes:
        raise InvalidInput(mistakes)


def due_move(support: Support) -> str:
    """What the system does when the time is over: as the tally, closed by now, says."""
    tally = support.tally or Tally()
    return (support.at_threshold if support.reached_by(tally) else None) or support.at_end or ""


def _threshold(rule: SupportRule, surroundings: Surroundings) -> int | None:
    if rule.law is None:
        return rule.threshold
    if surroundings.town.population is None:
        raise DefinitionError("population_unknown", law=rule.law)
    return surroundings.laws.threshold(rule.law).votes(surroundings.town.population)
