"""Fees: what a case costs, who records what came of it, and what goes on once nothing is owed. Pure."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation

from workflow.actor import Actor
from workflow.case import Case
from workflow.definition.condition import Facts, holds
from workflow.definition.fees import AFTER_FEE
from workflow.definition.model import Definition, FeeRule
from workflow.effect_requests import EffectRequest, FireTransition
from workflow.engine.calendar import local_date
from workflow.engine.confide import commitment, personal_value
from workflow.engine.permitted import standing, turned_away
from workflow.errors import InvalidInput, NotAvailable, Refusal
from workflow.events import FeeAsked, FeePaid, FeeRefunded, FeeWaived
from workflow.fee import Fee, Payment, Refund
from workflow.moment import Moment
from workflow.surroundings import Surroundings
from workflow.values import PersonalValue

_CENT = Decimal("0.01")
_MOST = Decimal(10**9)


def asked(rule: FeeRule | None, facts: Facts) -> tuple[FeeAsked, ...]:
    """What a case costs whose form says what `facts` say; waived by itself where a ground of the definition fits."""
    if rule is None:
        return ()
    chosen = facts.fields(rule.by) if rule.by is not None else None
    amount = dict(rule.amounts).get(str(chosen), "0.00") if rule.by is not None else rule.amount
    ground = next((ground for ground, when in rule.waived if holds(when, facts)), None)
    return (FeeAsked(fee=Fee(amount=amount, ground=ground if Decimal(amount) else None)),)


def paid(
    definition: Definition,
    case: Case,
    actor: Actor,
    amount: str,
    day: date,
    document: str,
    moment: Moment,
    surroundings: Surroundings,
) -> FeePaid | None:
    """Money that came; None where this very document is on record already (an import runs twice).

    Raises NotPermitted, NotAvailable(`no_fee`, `fee_settled`), InvalidInput.
    """
    fee = _of(case)
    may_record(definition, case, actor)
    mistakes = _mistakes(amount, day, document, moment, surroundings)
    if mistakes:
        raise InvalidInput(mistakes)
    known = next((one for one in fee.payments if one.document == document.strip()), None)
    if known is not None:
        if Decimal(known.amount) != _money(amount):
            raise InvalidInput({"document": ["other_amount"]})
        return None
    if fee.settled:
        raise NotAvailable([Refusal(code="fee_settled", data={"status": fee.status.value})])
    return FeePaid(
        payment=Payment(
            amount=_text(amount), day=day, document=document.strip(), by=actor.username or actor.label, at=moment.now
        )
    )


def waived(
    definition: Definition, case: Case, actor: Actor, reason: str, moment: Moment
) -> tuple[FeeWaived, PersonalValue]:
    """An official waives what is still due, with a reason. Raises NotPermitted, NotAvailable, InvalidInput."""
    fee = _of(case)
    may_record(definition, case, actor)
    if fee.settled:
        raise NotAvailable([Refusal(code="fee_settled", data={"status": fee.status.value})])
    words = _reason("waived", reason, moment)
    return FeeWaived(by=actor.username or actor.label, reason=words.name, commitment=commitment(words)), words


def refunded(
    definition: Definition,
    case: Case,
    actor: Actor,
    amount: str,
    day: date,
    document: str,
    reason: str,
    moment: Moment,
    surroundings: Surroundings,
) -> tuple[FeeRefunded, PersonalValue]:
    """Money given back: never more than came. Raises NotPermitted, NotAvailable(`no_fee`), InvalidInput."""
    fee = _of(case)
    may_record(definition, case, actor)
    mistakes = _mistakes(amount, day, document, moment, surroundings)
    if "amount" not in mistakes and _money(amount) > fee.received:
        mistakes["amount"] = ["more_than_paid"]
    if not reason.strip():
        mistakes["reason"] = ["required"]
    if mistakes:
        raise InvalidInput(mistakes)
    words = _reason("refund", reason, moment)
    refund = Refund(
        amount=_text(amount),
        day=day,
        document=document.strip(),
        by=actor.username or actor.label,
        at=moment.now,
        reason=words.name,
    )
    return FeeRefunded(refund=refund, commitment=commitment(words)), words


def goes_on(definition: Definition, case: Case, moment: Moment) -> tuple[EffectRequest, ...]:
    """The system's move out of the state that waits for the fee, once nothing is owed."""
    if case.fee is None or not case.fee.settled:
        return ()
    waiting = next((one for one in definition.transitions_from(case.state) if one.after == AFTER_FEE), None)
    if waiting is None:
        return ()
    identifier = moment.derived_id(f"fire.{waiting.name}.{AFTER_FEE}")
    return (FireTransition(id=identifier, case=case.id, name=waiting.name, from_state=case.state),)


def may_record(definition: Definition, case: Case, actor: Actor) -> str | None:
    """Whom the actor stands in for where they record what came of a fee. Raises NotPermitted."""
    roles = definition.fee.roles if definition.fee else ()
    if actor.kind == "system":
        return None
    found = standing(actor, case, roles)
    if found is None:
        raise turned_away(actor, lambda ended: bool(ended.roles.intersection(roles)))
    return found.acting_for.username if found.acting_for else None


def _of(case: Case) -> Fee:
    if case.fee is None:
        raise NotAvailable([Refusal(code="no_fee")])
    return case.fee


def _mistakes(
    amount: str, day: date, document: str, moment: Moment, surroundings: Surroundings
) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    try:
        money = _money(amount)
        if not 0 < money <= _MOST or money != money.quantize(_CENT):
            found["amount"] = ["not_money"]
    except InvalidOperation:
        found["amount"] = ["not_money"]
    if day > local_date(moment.now, surroundings.zone):
        found["date"] = ["out_of_range"]
    if not document.strip():
        found["document"] = ["required"]
    return found


def _money(amount: str) -> Decimal:
    value = Decimal(amount.replace(",", ".").strip())
    if not value.is_finite():
        raise InvalidOperation
    return value


def _text(amount: str) -> str:
    return format(_money(amount).quantize(_CENT), "f")


def _reason(what: str, reason: str, moment: Moment) -> PersonalValue:
    if not reason.strip():
        raise InvalidInput({"reason": ["required"]})
    return personal_value(f"fee.{what}.{moment.command}", reason.strip(), moment)
