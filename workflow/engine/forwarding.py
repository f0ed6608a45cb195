"""Forwarding outside one's competence: to whom, in time or too late, by when they answer. Pure.

Too late is not refused: a letter that leaves late is better than one that does not; it is on record.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from workflow.case import Case, Forwarding
from workflow.definition.condition import holds
from workflow.definition.implied_inputs import ADDRESSEE
from workflow.definition.law import Rule
from workflow.definition.model import Definition, ForwardingRule
from workflow.engine import deadlines
from workflow.engine.calendar import local_date
from workflow.engine.facts import facts_of
from workflow.engine.term import term_of
from workflow.errors import InvalidInput
from workflow.events import Forwarded
from workflow.moment import Moment
from workflow.surroundings import Surroundings
from workflow.values import Json

REASON, THEIR_DUE = "reason", "their_due"


def addressed(
    rule: ForwardingRule, case: Case, given: Mapping[str, Json], surroundings: Surroundings
) -> dict[str, Json]:
    """The input with the body that fits where nobody named one, by its id. No bare "forwarded": InvalidInput where to
    whom or why is missing, or the town's register has no such body."""
    found = dict(given)
    facts = facts_of(case, given)
    if not found.get(ADDRESSEE):
        body = next((body for body, when in rule.bodies if holds(when, facts)), None)
        if body is not None and surroundings.town.addressee(body) is None:
            raise InvalidInput({ADDRESSEE: ["unknown_addressee"]})
        found[ADDRESSEE] = body
    lacking = {name: ["required"] for name in (ADDRESSEE, REASON) if not found.get(name)}
    if lacking:
        raise InvalidInput(lacking)
    return found


def filled(
    rule: ForwardingRule, definition: Definition, given: Mapping[str, Json], moment: Moment, surroundings: Surroundings
) -> dict[str, Json]:
    """The input with the addressee by its name, and the day by which they answer if nobody said it."""
    found = dict(given)
    body = surroundings.town.addressee(str(given.get(ADDRESSEE) or ""))
    if body is not None:
        found[ADDRESSEE] = body.name
    if not found.get(THEIR_DUE):
        due = their_due(rule, definition, moment.now, surroundings)
        if due is not None:
            found[THEIR_DUE] = due.isoformat()
    return found


def their_due(rule: ForwardingRule, definition: Definition, now: datetime, surroundings: Surroundings) -> date | None:
    """The last day on which they may answer: under `rule.answer`, else the law of the case's own answer."""
    law = rule.answer or _own_law(rule, definition)
    return None if law is None else _last_day(law, now, surroundings)


def forwarded(
    rule: ForwardingRule,
    case: Case,
    chosen: Mapping[str, Json],
    given: Mapping[str, Json],
    moment: Moment,
    surroundings: Surroundings,
) -> Forwarded:
    """What happened: `chosen` is the input as it came, `given` as `filled` made it."""
    law, allowed = allowed_until(rule, case, moment.now, surroundings)
    due = given.get(THEIR_DUE)
    body = surroundings.town.addressee(str(chosen.get(ADDRESSEE) or ""))
    return Forwarded(
        forwarding=Forwarding(
            at=moment.now,
            law=law.id if law else None,
            article=law.article if law else None,
            allowed=allowed.date if allowed else None,
            late=allowed is not None and moment.now >= allowed.deadline,
            their_due=date.fromisoformat(due) if isinstance(due, str) else None,
            addressee=body.id if body else None,
        )
    )


def allowed_until(
    rule: ForwardingRule, case: Case, now: datetime, surroundings: Surroundings
) -> tuple[Rule | None, deadlines.Deadline | None]:
    """The law that sets the days for forwarding, and when they end for this case; None, None: no law sets any."""
    if rule.law is None:
        return None, None
    law = surroundings.laws.rule(rule.law, local_date(now, surroundings.zone))
    pair = surroundings.pair()
    return law, deadlines.compute(term_of(law), case.opened, calendar=pair.days, office=pair.hours)


def _own_law(rule: ForwardingRule, definition: Definition) -> str | None:
    if rule.law is None:
        return next((one.law for one in definition.clocks.values() if one.law is not None), None)
    pack = rule.law.partition(".")[0]
    return next(
        (one.law for one in definition.clocks.values() if one.law is not None and one.law.partition(".")[0] == pack),
        None,
    )


def _last_day(law: str, now: datetime, surroundings: Surroundings) -> date:
    rule = surroundings.laws.rule(law, local_date(now, surroundings.zone))
    pair = surroundings.pair()
    return deadlines.compute(term_of(rule), now, calendar=pair.days, office=pair.hours).date
