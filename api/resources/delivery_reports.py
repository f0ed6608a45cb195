"""Where the SMS gateway tells what became of a message (facts.md, "SMS": accepted is not delivered)."""

from __future__ import annotations

from typing import Literal

from flask import Response, request

from api.routes import Routes
from gate.doors import application, doors
from gate.policies import Policy
from gate.problems import GateRefusal
from notifications.channels.kannel_reports import read_kannel_report
from notifications.delivery_report import DeliveryReport, DeliveryStatus
from notifications.errors import InvalidReport, ReportCode
from workflow.actor import system
from workflow.commands.record_report import RecordReport

routes = Routes("delivery_reports", "For the SMS gateway: what became of a message.")

_REFUSED = {ReportCode.FORGED: "forged_report", ReportCode.UNREADABLE: "unreadable_report"}


@routes.get("/delivery-reports/kannel", policy=Policy.PROVIDER, content_type="text/plain")
def hear_kannel_report() -> Response:
    """One report of Kannel's; the address, sealed by us, is all the proof it needs, and it may come twice"""
    return _heard()


@routes.post("/delivery-reports/kannel", policy=Policy.PROVIDER)
def take_kannel_report() -> Response:
    """The same, for gateways set to POST: the report stands in the address all the same"""
    return _heard()


def _heard() -> Response:
    try:
        report = read_kannel_report(request.args, doors().report_key)
    except InvalidReport as error:
        raise GateRefusal(_REFUSED[error.code]) from error
    told = _told(report)
    if told is not None:
        # The sealed address names the town: a gateway serves several under one host.
        application().execute(system(report.municipality), RecordReport(identifier=report.message_id, status=told))
    return Response("ok\n", mimetype="text/plain")


def _told(report: DeliveryReport) -> Literal["delivered", "failed", "expired"] | None:
    """What is settled by it; None while the gateway still tries."""
    if not report.status.is_final:
        return None
    if report.status is DeliveryStatus.DELIVERED:
        return "delivered"
    return "failed" if report.status.flags_address else "expired"
