"""Somebody without an account asks for the code that proves their phone before they vote."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from workflow.commands.scene import Executed, Scene
from workflow.effect_requests import SendVoteCode
from workflow.engine.support import may_vote

KEPT_FOR = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestVoteCode:
    """`phone` as it is dialled, `language` as the voter reads."""

    reference: str
    phone: str
    language: str = "uk"


def handle(command: RequestVoteCode, scene: Scene) -> Executed:
    """Wants the message; nothing is voted yet. Raises NotFound(`unknown_case`), NotAvailable (`voting_closed`)."""
    case = scene.work.look_at(command.reference)
    may_vote(case, "phone", scene.moment.now)
    identifier = scene.moment.derived_id("vote_code")
    # A job holds no phone: it stands in a row of its own until the message is sent, and no longer than an hour.
    scene.work.add_vote_code(identifier, case.id, command.phone, scene.moment.now + KEPT_FOR)
    scene.work.defer([SendVoteCode(id=identifier, case=case.id, language=command.language)], scene.moment)
    return Executed()
