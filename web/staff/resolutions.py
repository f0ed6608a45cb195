"""The protocol between executor and controller as plain forms: report, ask for a date, accept, return, recall,
pass on.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import cast
from uuid import UUID

from flask import Response, redirect, request, url_for

from gate.actor import current_actor
from gate.doors import application
from gate.languages import current_language
from gate.policies import Policy, policy
from gate.problems import GateRefusal
from gate.sight import Seen, seen_case_of_resolution, shown_values
from gate.tenant import current_municipality
from web.form_reading import typed
from web.once import perform_once
from web.staff.case_page import problem_words, shown_case
from web.staff.order_form import read_orders
from web.uploads import keep_files
from workflow.commands.accept_resolution import AcceptResolution
from workflow.commands.change_executor import ChangeExecutor
from workflow.commands.command_table import Command
from workflow.commands.explain_lateness import ExplainLateness
from workflow.commands.extend_resolution import ExtendResolution
from workflow.commands.issue_resolution import IssueResolution
from workflow.commands.recall_resolution import RecallResolution
from workflow.commands.report_checkpoint import ReportCheckpoint
from workflow.commands.report_resolution import ReportResolution
from workflow.commands.request_extension import RequestExtension
from workflow.commands.return_resolution import ReturnResolution
from workflow.definition.model import ResolutionRule
from workflow.errors import DomainError, InvalidInput


@policy(Policy.STAFF)
def act_on_resolution(resolution: UUID, action: str) -> Response:
    """Does one of the things that may be done with a resolution."""
    case = seen_case_of_resolution(resolution)
    seen = Seen(case=case, personal=shown_values(case))
    make = _ACTIONS.get(action)
    if make is None:
        raise GateRefusal("not_found")
    path = url_for("web.case_page", reference=seen.case.reference, said=action)
    try:
        perform_once(current_actor(), make(resolution, seen.case.reference), lambda _: path)
    except DomainError as error:
        return shown_case(seen, None, wrong=problem_words(error))
    return cast("Response", redirect(path, 303))


def _report(resolution: UUID, _reference: str) -> Command:
    ids, wrong = keep_files("attachments.new", current_actor(), current_language())
    if wrong:
        raise InvalidInput({"attachments": ["unknown_attachment"]})
    return ReportResolution(
        resolution=resolution,
        text=typed(request.form, "text"),
        attachments=tuple(UUID(one) for one in ids),
    )


def _ask(resolution: UUID, _reference: str) -> Command:
    return RequestExtension(resolution=resolution, due=_day(), reason=typed(request.form, "reason"))


def _extend(resolution: UUID, _reference: str) -> Command:
    return ExtendResolution(resolution=resolution, due=_day(), reason=typed(request.form, "reason"))


def _accept(resolution: UUID, _reference: str) -> Command:
    return AcceptResolution(resolution=resolution)


def _return(resolution: UUID, _reference: str) -> Command:
    return ReturnResolution(resolution=resolution, reason=typed(request.form, "reason"))


def _recall(resolution: UUID, _reference: str) -> Command:
    return RecallResolution(resolution=resolution, reason=typed(request.form, "reason"))


def _pass_on(resolution: UUID, reference: str) -> Command:
    surroundings = application().surroundings(current_municipality())
    (order,) = read_orders(ResolutionRule(control="author"), surroundings, f"pass.{resolution}")
    return IssueResolution(reference=reference, order=order, parent=resolution)


def _explain(resolution: UUID, _reference: str) -> Command:
    return ExplainLateness(resolution=resolution, text=typed(request.form, "text"))


def _checkpoint(resolution: UUID, _reference: str) -> Command:
    case = seen_case_of_resolution(resolution)
    found = case.resolution(resolution)
    points = found.checkpoints if found is not None else ()
    number = next((index for index, one in enumerate(points) if one.report is None), len(points))
    return ReportCheckpoint(resolution=resolution, number=number, text=typed(request.form, "text"))


def _replace(resolution: UUID, _reference: str) -> Command:
    kind, _, name = typed(request.form, "who").partition(":")
    return ChangeExecutor(
        resolution=resolution,
        reason=typed(request.form, "reason"),
        username=name if kind == "user" else None,
        unit=name if kind == "unit" else None,
    )


_ACTIONS: dict[str, Callable[[UUID, str], Command]] = {
    "report": _report,
    "extension": _ask,
    "extend": _extend,
    "explain": _explain,
    "checkpoint": _checkpoint,
    "replace": _replace,
    "accept": _accept,
    "return": _return,
    "recall": _recall,
    "pass_on": _pass_on,
}


def _day() -> date:
    try:
        return date.fromisoformat(typed(request.form, "due"))
    except ValueError:
        raise InvalidInput({"due": ["required"]}) from None
