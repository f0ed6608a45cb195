"""A store that keeps a second copy elsewhere as things come: the archive folder of a town.

The copy never stops work: what could not be copied is told to the log and caught up with later (`copy_missing`).
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass

from documents.errors import StorageDamaged, StorageUnavailable
from documents.storage.port import ContentStore, StorageFinding, StoredItem

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class MirroredStore:
    """A `ContentStore` that answers from `main` alone."""

    main: ContentStore
    copy: ContentStore

    def put(self, municipality: int, data: bytes) -> str:
        """See `ContentStore`."""
        sha256 = self.main.put(municipality, data)
        try:
            self.copy.put(municipality, data)
        except (StorageUnavailable, StorageDamaged) as error:
            _LOG.warning("no copy in the archive yet: %s", error.code)
        return sha256

    def get(self, municipality: int, sha256: str) -> bytes:
        """See `ContentStore`."""
        return self.main.get(municipality, sha256)

    def exists(self, municipality: int, sha256: str) -> bool:
        """See `ContentStore`."""
        return self.main.exists(municipality, sha256)

    def remove(self, municipality: int, sha256: str) -> None:
        """See `ContentStore`. What is erased must not lie in the archive: both, or it is tried again."""
        self.copy.remove(municipality, sha256)
        self.main.remove(municipality, sha256)

    def walk(self) -> Iterator[StoredItem]:
        """See `ContentStore`."""
        return self.main.walk()

    def check(self) -> Iterator[StorageFinding]:
        """See `ContentStore`."""
        return self.main.check()

    def copy_missing(self) -> int:
        """Copies what the archive lacks; how many. Raises StorageUnavailable."""
        missing = [one for one in self.main.walk() if not self.copy.exists(one.municipality, one.sha256)]
        for one in missing:
            self.copy.put(one.municipality, self.main.get(one.municipality, one.sha256))
        return len(missing)
