"""Fees: `POST /cases/{reference}/fee/payments`, `/fee/waiver`, `/fee/refunds`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response

from api.routes import Routes
from api.schemas.cases import CaseShown
from api.schemas.fees import PaymentTaken, RefundTaken, WaiverTaken
from api.writing import case_reply, perform
from gate.actor import current_actor
from gate.policies import Policy
from gate.sight import may_touch
from workflow.commands.command_table import Command
from workflow.commands.record_payment import RecordPayment
from workflow.commands.record_refund import RecordRefund
from workflow.commands.waive_fee import WaiveFee

routes = Routes("fees", "What a case costs, and what came of it.")


@routes.post("/cases/<reference>/fee/payments", policy=Policy.STAFF, takes=PaymentTaken, answers=CaseShown)
def record_payment(reference: str, body: Mapping[str, Any]) -> Response:
    """Record money that came; the same document twice is one payment"""
    command = RecordPayment(reference=reference, amount=body["amount"], day=body["date"], document=body["document"])
    return _performed(reference, command)


@routes.post("/cases/<reference>/fee/waiver", policy=Policy.STAFF, takes=WaiverTaken, answers=CaseShown)
def waive_fee(reference: str, body: Mapping[str, Any]) -> Response:
    """Waive what is due, with a reason"""
    return _performed(reference, WaiveFee(reference=reference, reason=body["reason"]))


@routes.post("/cases/<reference>/fee/refunds", policy=Policy.STAFF, takes=RefundTaken, answers=CaseShown)
def record_refund(reference: str, body: Mapping[str, Any]) -> Response:
    """Record money given back, never more than came"""
    command = RecordRefund(
        reference=reference,
        amount=body["amount"],
        day=body["date"],
        document=body["document"],
        reason=body["reason"],
    )
    return _performed(reference, command)


def _performed(reference: str, command: Command) -> Response:
    actor = current_actor()
    may_touch(reference)
    return perform(command, lambda executed: case_reply(executed, actor))
