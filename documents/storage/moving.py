"""From one store to another: everything copied, read back and compared before anything is taken away.

Names are hashes, so it may be broken off and begun again, and may run while a town works.
"""

from dataclasses import dataclass

from documents.errors import StorageDamaged
from documents.storage.port import ContentStore, StorageFinding


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """How many were copied, lay there already, and were taken away here; `damaged` ones stay where they are."""

    copied: int
    present: int
    removed: int
    damaged: tuple[StorageFinding, ...]


def move(source: ContentStore, target: ContentStore, *, remove: bool) -> Moved:
    """`remove`: takes away from `source` what was read back whole from `target`. Raises `StorageUnavailable`."""
    copied = present = removed = 0
    damaged: list[StorageFinding] = []
    for one in source.walk():
        try:
            if target.exists(one.municipality, one.sha256):
                present += 1
            else:
                target.put(one.municipality, source.get(one.municipality, one.sha256))
                copied += 1
            target.get(one.municipality, one.sha256)
        except StorageDamaged as error:
            damaged.append(StorageFinding(code=error.code, where=f"{one.municipality} {one.sha256}"))
            continue
        if remove:
            source.remove(one.municipality, one.sha256)
            removed += 1
    return Moved(copied=copied, present=present, removed=removed, damaged=tuple(damaged))
