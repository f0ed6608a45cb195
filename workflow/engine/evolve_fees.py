"""How a case's fee changes by what happened to it."""

from __future__ import annotations

from workflow.case import Case
from workflow.events import FeeAsked, FeePaid, FeeRefunded, FeeWaived
from workflow.fee import Fee
from workflow.replacing import replace


def with_fee(case: Case, event: FeeAsked | FeePaid | FeeWaived | FeeRefunded) -> Case:
    """The case after one of them; what comes without a fee asked for changes nothing."""
    moved = replace(case, sequence=case.sequence + 1)
    if isinstance(event, FeeAsked):
        return replace(moved, fee=event.fee)
    return moved if case.fee is None else replace(moved, fee=_changed(case.fee, event))


def _changed(fee: Fee, event: FeePaid | FeeWaived | FeeRefunded) -> Fee:
    match event:
        case FeePaid(payment=payment):
            return replace(fee, payments=(*fee.payments, payment))
        case FeeWaived(by=by, reason=reason):
            return replace(fee, waived=reason, waived_by=by)
        case FeeRefunded(refund=refund):
            return replace(fee, refunds=(*fee.refunds, refund))
