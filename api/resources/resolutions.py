"""Instructions: the tree of a case, issuing them, and what executors and controllers do with them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Response

from api.case_view import draft_view, resolution_view
from api.orders import order_of
from api.resources.transitions import signed_orders
from api.routes import Answer, Routes
from api.schemas.lists import listed
from api.schemas.resolutions import (
    AskedDate,
    DraftShown,
    DraftTaken,
    IssueTaken,
    NewDate,
    NewExecutor,
    Nothing,
    Reason,
    ReportTaken,
    ResolutionShown,
    Words,
)
from api.withheld import WITHHELD
from api.writing import case_headers, perform, replayed, reply
from gate.actor import current_actor
from gate.policies import Policy
from gate.problems import GateRefusal
from gate.sight import may_touch, may_touch_resolution, seen_case, seen_case_of_resolution, shown_values
from workflow.case import Case
from workflow.commands.accept_resolution import AcceptResolution
from workflow.commands.change_executor import ChangeExecutor
from workflow.commands.command_table import Command
from workflow.commands.draft_resolution import DraftResolution
from workflow.commands.explain_lateness import ExplainLateness
from workflow.commands.extend_resolution import ExtendResolution
from workflow.commands.issue_resolution import IssueResolution
from workflow.commands.orders import ResolutionOrder
from workflow.commands.recall_resolution import RecallResolution
from workflow.commands.report_checkpoint import ReportCheckpoint
from workflow.commands.report_resolution import ReportResolution
from workflow.commands.request_extension import RequestExtension
from workflow.commands.return_resolution import ReturnResolution
from workflow.commands.scene import Executed
from workflow.errors import NotFound
from workflow.ports.idempotency import StoredReply

routes = Routes("resolutions", "Instructions of officials: text, executors, due date, control, reports.")


@routes.get("/cases/<reference>/resolutions", policy=Policy.STAFF, answers=listed(ResolutionShown))
def get_resolutions(reference: str) -> Answer:
    """The tree of instructions on a case; `parent` says which stands under which"""
    case = seen_case(reference)
    values = shown_values(case)
    return {"items": [resolution_view(one, values) for one in case.resolutions], "next": None}


@routes.post(
    "/cases/<reference>/resolutions", policy=Policy.STAFF, takes=IssueTaken, answers=ResolutionShown, status=201
)
def issue_resolution(reference: str, body: Mapping[str, Any]) -> Response:
    """Issue an instruction; with `draft` what is not said is taken from the proposal"""
    may_touch(reference)
    order = _order(reference, body)
    return _issue(reference, order, None, body)


@routes.post(
    "/cases/<reference>/resolution-drafts", policy=Policy.STAFF, takes=DraftTaken, answers=DraftShown, status=201
)
def draft_resolution(reference: str, body: Mapping[str, Any]) -> Response:
    """Propose an instruction for the official to accept or change"""
    may_touch(reference)
    return perform(DraftResolution(reference=reference, order=order_of(body)), _draft_reply)


@routes.post(
    "/resolutions/<uuid:resolution>/reports",
    policy=Policy.STAFF,
    takes=ReportTaken,
    answers=ResolutionShown,
    status=201,
)
def report_resolution(resolution: UUID, body: Mapping[str, Any]) -> Response:
    """Report on an instruction"""
    return _change(
        resolution,
        ReportResolution(resolution=resolution, text=body["text"], attachments=tuple(body["attachments"])),
        status=201,
    )


@routes.post(
    "/resolutions/<uuid:resolution>/extension-requests",
    policy=Policy.STAFF,
    takes=AskedDate,
    answers=ResolutionShown,
    status=201,
)
def request_extension(resolution: UUID, body: Mapping[str, Any]) -> Response:
    """Ask for a later date, before the old one has passed"""
    return _change(
        resolution, RequestExtension(resolution=resolution, due=body["due"], reason=body["reason"]), status=201
    )


@routes.post(
    "/resolutions/<uuid:resolution>/explanations",
    policy=Policy.STAFF,
    takes=Words,
    answers=ResolutionShown,
    status=201,
)
def explain_lateness(resolution: UUID, body: Mapping[str, Any]) -> Response:
    """Say why the date was missed; it stays missed, and only who set it may set another"""
    return _change(resolution, ExplainLateness(resolution=resolution, text=body["text"]), status=201)


@routes.post(
    "/resolutions/<uuid:resolution>/checkpoints/<int:number>/reports",
    policy=Policy.STAFF,
    takes=Words,
    answers=ResolutionShown,
    status=201,
)
def report_checkpoint(resolution: UUID, number: int, body: Mapping[str, Any]) -> Response:
    """Report at an interim checkpoint, counted from 1"""
    return _change(
        resolution, ReportCheckpoint(resolution=resolution, number=number - 1, text=body["text"]), status=201
    )


@routes.post("/resolutions/<uuid:resolution>/executor", policy=Policy.STAFF, takes=NewExecutor, answers=ResolutionShown)
def change_executor(resolution: UUID, body: Mapping[str, Any]) -> Response:
    """Put another executor in somebody's place: only who gave the instruction may"""
    return _change(
        resolution,
        ChangeExecutor(
            resolution=resolution,
            reason=body["reason"],
            username=body["user"],
            unit=body["unit"],
            instead_of=body["instead_of"],
        ),
    )


@routes.post("/resolutions/<uuid:resolution>/extension", policy=Policy.STAFF, takes=NewDate, answers=ResolutionShown)
def extend_resolution(resolution: UUID, body: Mapping[str, Any]) -> Response:
    """Set a new date: only who set the old one may"""
    return _change(resolution, ExtendResolution(resolution=resolution, due=body["due"], reason=body["reason"]))


@routes.post("/resolutions/<uuid:resolution>/acceptance", policy=Policy.STAFF, takes=Nothing, answers=ResolutionShown)
def accept_resolution(resolution: UUID, body: Mapping[str, Any]) -> Response:
    """Accept the work and take the instruction off control"""
    return _change(resolution, AcceptResolution(resolution=resolution))


@routes.post("/resolutions/<uuid:resolution>/return", policy=Policy.STAFF, takes=Reason, answers=ResolutionShown)
def return_resolution(resolution: UUID, body: Mapping[str, Any]) -> Response:
    """Send the report back for rework"""
    return _change(resolution, ReturnResolution(resolution=resolution, reason=body["reason"]))


@routes.post("/resolutions/<uuid:resolution>/recall", policy=Policy.STAFF, takes=Reason, answers=ResolutionShown)
def recall_resolution(resolution: UUID, body: Mapping[str, Any]) -> Response:
    """Withdraw an instruction"""
    return _change(resolution, RecallResolution(resolution=resolution, reason=body["reason"]))


@routes.post(
    "/resolutions/<uuid:resolution>/resolutions",
    policy=Policy.STAFF,
    takes=IssueTaken,
    answers=ResolutionShown,
    status=201,
)
def issue_below(resolution: UUID, body: Mapping[str, Any]) -> Response:
    """Pass an instruction on: a sub-resolution, never due after the one above"""
    case = seen_case_of_resolution(resolution)
    return _issue(case.reference, _order(case.reference, body), resolution, body)


def _issue(reference: str, order: ResolutionOrder, parent: UUID | None, body: Mapping[str, Any]) -> Response:
    if (before := replayed(current_actor())) is not None:
        return before
    signed = signed_orders(current_actor(), reference, None, (order,), body)
    command = IssueResolution(reference=reference, order=order, parent=parent, signed=signed[0] if signed else None)
    return perform(command, lambda executed: _resolution_reply(executed, UUID(str(executed.value["id"])), 201))


def _change(resolution: UUID, command: Command, *, status: int = 200) -> Response:
    may_touch_resolution(resolution)
    return perform(command, lambda executed: _resolution_reply(executed, resolution, status))


def _draft_reply(executed: Executed) -> StoredReply:
    case = _case(executed)
    return reply(DraftShown, draft_view(case, WITHHELD), status=201, headers=case_headers(case))


def _resolution_reply(executed: Executed, resolution: UUID, status: int) -> StoredReply:
    case = _case(executed)
    found = case.resolution(resolution)
    if found is None:
        raise NotFound("unknown_resolution")
    return reply(ResolutionShown, resolution_view(found, WITHHELD), status=status, headers=case_headers(case))


def _case(executed: Executed) -> Case:
    if executed.case is None:
        raise LookupError("a command without a case")
    return executed.case


def _order(reference: str, body: Mapping[str, Any]) -> ResolutionOrder:
    """The order asked for; what is not said comes from the proposal, if one is named."""
    proposed = _proposed(reference, body["draft"]) if body["draft"] is not None else {}
    merged = {name: body[name] if body[name] is not None else proposed.get(name) for name in _SAID}
    if not merged["text"]:
        raise GateRefusal("invalid_input", errors={"text": ("required",)})
    return order_of({**merged, "executors": merged["executors"] or []})


_SAID = ("text", "executors", "due", "control", "checkpoints", "repeat", "about")


def _proposed(reference: str, draft: UUID) -> Mapping[str, Any]:
    case = seen_case(reference)
    view = draft_view(case, shown_values(case))
    if view is None or view["id"] != str(draft):
        raise GateRefusal("invalid_input", errors={"draft": ("invalid_value",)})
    return _loaded(view)


def _loaded(view: Mapping[str, Any]) -> Mapping[str, Any]:
    """A proposal as if it had just been sent."""
    executors = [
        {"user": one.get("username"), "unit": one.get("unit"), "role": one.get("role", "lead"), "due": one.get("due")}
        for one in view["executors"]
    ]
    sent = {"text": view["text"], "executors": executors, "due": view["due"], "control": view["control"]}
    loaded: Mapping[str, Any] = DraftTaken().load(sent)
    return loaded
