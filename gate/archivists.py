"""Who sees the filing plan, what fell due and what was erased: whoever may also close files and draw up acts."""

from __future__ import annotations

from gate.actor import current_actor
from workflow.actor import Actor
from workflow.commands.may_archive import may_archive


def current_archivist() -> Actor:
    """Whoever asks. Raises NotPermitted."""
    actor = current_actor()
    may_archive(actor)
    return actor
