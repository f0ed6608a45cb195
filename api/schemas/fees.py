"""Fees: what a case costs and what came of it."""

from __future__ import annotations

from marshmallow import fields

from api.schemas.kinds import LONG, Instant, text
from api.schemas.strict import Shown, Taken


class MoneyMoved(Shown):
    """A payment or a refund."""

    amount = fields.String(required=True)
    date = fields.Date(attribute="day", required=True)
    document = fields.String(required=True)
    by = fields.String(required=True)
    at = Instant(required=True)
    reason = fields.String(allow_none=True)


class FeeShown(Shown):
    """`status`: nothing, due, paid, waived. `ground`: why it is free, by the definition; `reason`: why an official
    waived it. `received` is what came, less what was given back."""

    amount = fields.String(required=True)
    purpose = fields.String()
    status = fields.String(required=True, metadata={"enum": ["nothing", "due", "paid", "waived"]})
    received = fields.String(required=True)
    ground = fields.String(allow_none=True)
    reason = fields.String(allow_none=True)
    waived_by = fields.String(allow_none=True)
    payments = fields.List(fields.Nested(MoneyMoved), required=True)
    refunds = fields.List(fields.Nested(MoneyMoved), required=True)


class PaymentTaken(Taken):
    """Money that came; `document` is the number of the bank's or the till's paper."""

    amount = text(20, required=True)
    date = fields.Date(required=True)
    document = text(100, required=True)


class WaiverTaken(Taken):
    """Why it is waived."""

    reason = text(LONG, required=True)


class RefundTaken(PaymentTaken):
    """Money given back, and why."""

    reason = text(LONG, required=True)
