"""What a town offers now, and what of it is for the public."""

from __future__ import annotations

import logging

from gate.doors import application, reading
from store.queries.publications import current_digests
from workflow.definition.model import Definition, Kind
from workflow.errors import DefinitionError

_LOG = logging.getLogger("sprava.gate")
_INNER = frozenset({Kind.CORRESPONDENCE, Kind.INTERNAL, Kind.ORDER})


def offered() -> tuple[Definition, ...]:
    """The current version of every request type, by title; one that cannot be read is left out, the others go on."""
    with reading() as look:
        digests = current_digests(look)
    found = [one for one in map(_readable, digests) if one is not None]
    return tuple(sorted(found, key=lambda one: one.title))


def is_public(definition: Definition) -> bool:
    """Whether a citizen may file it: correspondence, inner papers and orders are the town hall's own, and so is what
    only staff begin (a call back after closing)."""
    return definition.kind not in _INNER and definition.applicant.filed_by == "anyone"


def _readable(digest: str) -> Definition | None:
    try:
        return application().definitions.pinned(digest)
    except DefinitionError as error:
        _LOG.exception("the published definition %s cannot be read: %s", digest, error.code)
        return None
