"""Part of a transaction (store/unit_of_work.py): published definitions."""

from __future__ import annotations

from collections.abc import Mapping

from store.conversation import Conversation
from store.writes import migrations, publications
from workflow.actor import Actor
from workflow.definition.model import Definition
from workflow.moment import Moment


class PublicationWrites:
    """See ports.publication_writes."""

    _talk: Conversation

    def publish(self, definition: Definition, bundle: bytes, moment: Moment, actor: Actor) -> None:
        """Puts a version in force; Conflict(`version_published`), Conflict(`version_not_increased`)."""
        publications.publish(self._talk, definition, bundle, moment, actor)

    def published_digests(self, request_type: str) -> Mapping[int, str]:
        """NotFound(`unknown_request_type`)."""
        return migrations.published_digests(self._talk, request_type)
