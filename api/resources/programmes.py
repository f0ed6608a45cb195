"""Milestones of programmes: `POST /cases/{reference}/milestones/{number}`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response

from api.routes import Routes
from api.schemas.cases import CaseShown
from api.schemas.resolutions import Nothing
from api.writing import case_reply, perform
from gate.actor import current_actor
from gate.policies import Policy
from gate.sight import may_touch
from workflow.commands.reach_milestone import ReachMilestone

routes = Routes("programmes", "The long lane: promises and their milestones.")


@routes.post("/cases/<reference>/milestones/<int:number>", policy=Policy.STAFF, takes=Nothing, answers=CaseShown)
def reach_milestone(reference: str, number: int, body: Mapping[str, Any]) -> Response:
    """Say that a milestone was reached; the citizen is told where the definition says by which text"""
    actor = current_actor()
    may_touch(reference)
    return perform(ReachMilestone(reference=reference, number=number), lambda executed: case_reply(executed, actor))
