"""A substitution ends early, or never begins: from that moment the work is the absent official's again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from workflow.actor import ActorKind
from workflow.codec import to_json
from workflow.commands.scene import Executed, Scene
from workflow.engine.return_digest import return_morning
from workflow.errors import InvalidInput, NotAvailable, NotPermitted, Refusal
from workflow.replacing import replace


@dataclass(frozen=True, slots=True, kw_only=True)
class EndSubstitution:
    """At `at` (None: now), which lies neither in the past nor after the end it has."""

    substitution: UUID
    at: datetime | None = None


def handle(command: EndSubstitution, scene: Scene) -> Executed:
    """The substitution as it is now. By the absent official, personnel (registrar) or an administrator.

    Raises NotFound(`unknown_substitution`), NotPermitted, NotAvailable(`wrong_state`: over already), InvalidInput.
    """
    found = scene.work.substitution(command.substitution)
    actor, now = scene.actor, scene.moment.now
    if actor.kind is not ActorKind.SYSTEM and not (
        actor.username == found.absent or actor.roles & {"admin", "registrar"}
    ):
        raise NotPermitted("not_permitted")
    if found.until <= now:
        raise NotAvailable([Refusal(code="wrong_state", data={"until": found.until.isoformat()})])
    at = command.at or now
    if at < now:
        raise InvalidInput({"at": ["in_the_past"]})
    if at > found.until:
        raise InvalidInput({"at": ["too_big"]})
    # One that has not begun is put off for good: a period without length holds at no moment.
    until = max(at, found.since)
    back = return_morning(until, scene.surroundings) if until > found.since else None
    scene.work.end_substitution(command.substitution, until, back)
    ended = to_json(replace(found, until=until))
    return Executed(value=ended if isinstance(ended, dict) else {})
