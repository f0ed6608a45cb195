"""What every store of papers can do. Implementations: `filesystem.py`, `bucket.py`; `mirrored.py` joins two."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredItem:
    """One stored content, named by municipality and SHA-256 (hex)."""

    municipality: int
    sha256: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StorageFinding:
    """Something wrong in the store: `storage_damaged` (other bytes than the name says) or `foreign_file`."""

    code: str
    where: str


class ContentStore(Protocol):
    """Bytes under municipality and SHA-256, never changed once written."""

    def put(self, municipality: int, data: bytes) -> str:
        """Store and give the hash. Raises `StorageUnavailable`; `StorageDamaged` if other bytes lie there."""

    def get(self, municipality: int, sha256: str) -> bytes:
        """The bytes, checked against the hash. Raises `NotStored`, `StorageDamaged`, `StorageUnavailable`."""

    def exists(self, municipality: int, sha256: str) -> bool:
        """Whether something lies under this hash."""

    def remove(self, municipality: int, sha256: str) -> None:
        """For the retention job alone, which records it. Absent content is no error."""

    def walk(self) -> Iterator[StoredItem]:
        """Everything stored, in a stable order, without reading it."""

    def check(self) -> Iterator[StorageFinding]:
        """Read everything and tell what is wrong."""
