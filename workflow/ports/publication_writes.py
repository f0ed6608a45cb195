"""Part of a transaction (unit_of_work.py): published definitions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from workflow.actor import Actor
from workflow.definition.model import Definition
from workflow.moment import Moment


class PublicationWrites(Protocol):
    """Published definitions."""

    def publish(self, definition: Definition, bundle: bytes, moment: Moment, actor: Actor) -> None: ...

    def published_digests(self, request_type: str) -> Mapping[int, str]:
        """Every published version of a request type; NotFound(`unknown_request_type`)."""
