"""What a town offers now, and what of it is for the public."""

from __future__ import annotations

from gate.doors import application, reading
from store.queries.publications import current_digests
from workflow.definition.model import Definition, Kind

_INNER = frozenset({Kind.CORRESPONDENCE, Kind.INTERNAL, Kind.ORDER})


def offered() -> tuple[Definition, ...]:
    """The current version of every request type, by title."""
    with reading() as look:
        digests = current_digests(look)
    return tuple(sorted((application().definitions.pinned(one) for one in digests), key=lambda one: one.title))


def is_public(definition: Definition) -> bool:
    """Whether a citizen may file it: correspondence, inner papers and orders are the town hall's own."""
    return definition.kind not in _INNER
