"""Published definitions: bundles by content hash, kept once read; which one is current is asked for each new case."""

from __future__ import annotations

import threading
from collections.abc import Callable

from sqlalchemy import select

from store.session import Database
from store.tables.publications import BundleRow, PublicationRow
from workflow.definition.model import Definition
from workflow.errors import DefinitionError, NotFound


class PublishedDefinitions:
    """`workflow.ports.Definitions`. `load` makes a definition of a bundle's bytes; bundles are public to every town."""

    def __init__(self, database: Database, load: Callable[[bytes], Definition]) -> None:
        self._database = database
        self._load = load
        self._known: dict[str, Definition] = {}
        self._lock = threading.Lock()

    def pinned(self, digest: str) -> Definition:
        """The version a case runs under; DefinitionError(`definition_missing`)."""
        with self._lock:
            known = self._known.get(digest)
        if known is not None:
            return known
        with self._database.reading(0) as look:
            content = look.connection.execute(
                select(BundleRow.content).where(BundleRow.digest == digest).limit(1)
            ).scalar_one_or_none()
        if content is None:
            raise DefinitionError("definition_missing", digest=digest)
        definition = self._load(bytes(content))
        with self._lock:
            self._known[digest] = definition
        return definition

    def current(self, municipality: int, request_type: str) -> Definition:
        """What new cases start under; NotFound(`unknown_request_type`)."""
        query = (
            select(PublicationRow.digest)
            .where(PublicationRow.municipality == municipality, PublicationRow.request_type == request_type)
            .order_by(PublicationRow.version.desc())
            .limit(1)
        )
        with self._database.reading(municipality) as look:
            digest = look.connection.execute(query).scalar_one_or_none()
        if digest is None:
            raise NotFound("unknown_request_type")
        return self.pinned(digest)
