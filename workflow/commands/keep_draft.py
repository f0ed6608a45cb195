"""Keeps what somebody has typed so far, unread: bytes that only the address of the draft opens (ADR 0502)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from workflow.commands.scene import Executed, Scene
from workflow.errors import InvalidInput

KEPT_FOR = timedelta(hours=24)
"""From the last answer on."""
LARGEST = 256 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepDraft:
    """`digest` is the SHA-256 of the draft's secret, `sealed` its content in the place of what was kept before."""

    digest: bytes
    sealed: bytes = field(repr=False)


def handle(command: KeepDraft, scene: Scene) -> Executed:
    """Raises InvalidInput (`too_long`) for more than anybody types."""
    if len(command.sealed) > LARGEST:
        raise InvalidInput({"form": ["too_long"]})
    scene.work.keep_draft(command.digest, command.sealed, scene.moment.now + KEPT_FOR)
    return Executed()
