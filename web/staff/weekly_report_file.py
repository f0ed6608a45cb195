"""A weekly report as it was made."""

from __future__ import annotations

from datetime import date

from flask import Response

from gate.actor import current_actor
from gate.control_staff import require_control_staff
from gate.doors import reading
from gate.policies import Policy, policy
from store.queries.weekly_reports import weekly_report
from workflow.errors import NotFound


@policy(Policy.STAFF)
def weekly_report_file(monday: str) -> Response:
    """The PDF; NotFound for a week without one."""
    require_control_staff(current_actor())
    with reading() as look:
        content = weekly_report(look, _day(monday))
    if content is None:
        raise NotFound("not_found")
    response = Response(content, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="report-{monday}.pdf"'
    return response


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NotFound("not_found") from None
