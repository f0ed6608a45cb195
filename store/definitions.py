"""Published definitions: `workflow.ports.Definitions` over the bundles in the database, parsed once per process."""

from __future__ import annotations

import threading
from collections.abc import Callable

from sqlalchemy import select

from store.reading import Reading
from store.session import Database
from store.tables.publications import BundleRow, PublicationRow
from workflow.definition.model import Definition
from workflow.errors import DefinitionError, NotFound

_NO_TOWN = 0
"""Bundles are readable without a town: they are known by their hash and public."""


class PublishedDefinitions:
    """Parsed definitions are kept for ever, since a digest never means anything else; which is current is read anew."""

    def __init__(self, database: Database, load: Callable[[bytes], Definition]) -> None:
        self._database = database
        self._load = load
        self._parsed: dict[str, Definition] = {}
        self._parsing = threading.Lock()

    def pinned(self, digest: str) -> Definition:
        """The version with that digest; DefinitionError(`definition_missing`)."""
        found = self._parsed.get(digest)
        if found is not None:
            return found
        with self._parsing:
            if digest not in self._parsed:
                with self._database.reading(_NO_TOWN) as look:
                    self._parsed[digest] = self._load(_content(look, digest))
            return self._parsed[digest]

    def current(self, municipality: int, request_type: str) -> Definition:
        """What new cases start under; NotFound(`unknown_request_type`)."""
        with self._database.reading(municipality) as look:
            digest = _newest(look, request_type)
        if digest is None:
            raise NotFound("unknown_request_type", request_type=request_type)
        return self.pinned(digest)


def _content(look: Reading, digest: str) -> bytes:
    # Two towns may have published the same bundle: either row will do.
    query = select(BundleRow.content).where(BundleRow.digest == digest).limit(1)
    content = look.connection.execute(query).scalar_one_or_none()
    if content is None:
        raise DefinitionError("definition_missing", digest=digest)
    return bytes(content)


def _newest(look: Reading, request_type: str) -> str | None:
    query = (
        select(PublicationRow.digest)
        .where(PublicationRow.municipality == look.municipality, PublicationRow.request_type == request_type)
        .order_by(PublicationRow.version.desc())
        .limit(1)
    )
    digest: str | None = look.connection.execute(query).scalar_one_or_none()
    return digest
