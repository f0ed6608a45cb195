"""Published definitions, as a port."""

from __future__ import annotations

from typing import Protocol

from workflow.definition.model import Definition


class Definitions(Protocol):
    """Published definitions, cached by content hash for ever."""

    def pinned(self, digest: str) -> Definition:
        """The version a case runs under; DefinitionError(`definition_missing`)."""

    def current(self, municipality: int, request_type: str) -> Definition:
        """What new cases start under; NotFound(`unknown_request_type`)."""
