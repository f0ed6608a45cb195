"""A session that takes the place of another: its id changes whenever what it may do grows (rules.md 12)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from workflow.commands.scene import Scene


@dataclass(frozen=True, slots=True, kw_only=True)
class FreshSession:
    """`digest` is the SHA-256 of the new cookie's opaque id; `proven` when the second factor was shown to the session
    before, if it was."""

    digest: bytes
    csrf: str
    expires: datetime
    proven: datetime | None = None


def begin(scene: Scene, username: str, fresh: FreshSession, *, proven: datetime | None) -> None:
    """Writes the row of a complete session; `proven` is when the second factor was shown."""
    scene.work.add_session(
        fresh.digest, username, fresh.csrf, None, fresh.expires, scene.moment, second_factor_at=proven
    )
