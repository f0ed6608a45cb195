"""Which papers signed by hand somebody may scan in on a case."""

from __future__ import annotations

from workflow.actor import Actor
from workflow.case import Case
from workflow.definition.model import Definition
from workflow.engine.permitted import standing


def scanned_kinds(definition: Definition, case: Case, actor: Actor) -> tuple[str, ...]:
    """The documents that the actor may scan in now."""
    if case.closed is not None:
        return ()
    return tuple(
        name
        for name, rule in definition.documents.items()
        if rule.scan and standing(actor, case, rule.scan) is not None
    )
