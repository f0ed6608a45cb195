"""Papers as files: `root/<municipality>/<first two digits>/<sha256>`.

Temporary file → fsync → link into place → fsync of the directory: after `put` returns, a power cut loses nothing, and
nobody ever sees half a paper. Nothing is overwritten.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from documents.errors import NotStored, StorageDamaged, StorageUnavailable
from documents.storage.address import address, addressed
from documents.storage.port import StorageFinding, StoredItem

_TEMPORARY = ".incoming-"


class FilesystemStore:
    """A `ContentStore` on a local or mounted disk."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def put(self, municipality: int, data: bytes) -> str:
        """See `ContentStore`. Storing the same bytes twice is one file."""
        sha256 = hashlib.sha256(data).hexdigest()
        target = self._path(municipality, sha256)
        try:
            if target.exists():
                self._require_same(target, sha256)
                return sha256
            self._make_folder(target.parent)
            self._write(target, data)
        except OSError as error:
            raise StorageUnavailable(data={"reason": error.strerror or type(error).__name__}) from error
        return sha256

    def get(self, municipality: int, sha256: str) -> bytes:
        """See `ContentStore`."""
        try:
            data = self._path(municipality, sha256).read_bytes()
        except FileNotFoundError as error:
            raise NotStored(data={"sha256": sha256}) from error
        except OSError as error:
            raise StorageUnavailable(data={"reason": error.strerror or type(error).__name__}) from error
        if hashlib.sha256(data).hexdigest() != sha256:
            raise StorageDamaged(data={"sha256": sha256})
        return data

    def exists(self, municipality: int, sha256: str) -> bool:
        """See `ContentStore`."""
        return self._path(municipality, sha256).is_file()

    def remove(self, municipality: int, sha256: str) -> None:
        """See `ContentStore`."""
        target = self._path(municipality, sha256)
        try:
            target.unlink(missing_ok=True)
            if target.parent.is_dir():
                _sync_folder(target.parent)
        except OSError as error:
            raise StorageUnavailable(data={"reason": error.strerror or type(error).__name__}) from error

    def walk(self) -> Iterator[StoredItem]:
        """See `ContentStore`."""
        for path in self._files():
            found = addressed(path.relative_to(self._root).as_posix())
            if found is not None:
                yield StoredItem(municipality=found[0], sha256=found[1], size=path.stat().st_size)

    def check(self) -> Iterator[StorageFinding]:
        """See `ContentStore`."""
        for path in self._files():
            where = path.relative_to(self._root).as_posix()
            if path.name.startswith(_TEMPORARY):
                continue  # a `put` under way, or cut off before it returned: nobody relies on it
            if addressed(where) is None:
                yield StorageFinding(code="foreign_file", where=where)
            elif hashlib.sha256(path.read_bytes()).hexdigest() != path.name:
                yield StorageFinding(code="storage_damaged", where=where)

    def _path(self, municipality: int, sha256: str) -> Path:
        return self._root / address(municipality, sha256)

    def _files(self) -> Iterator[Path]:
        if self._root.is_dir():
            yield from sorted(path for path in self._root.rglob("*") if path.is_file())

    def _require_same(self, target: Path, sha256: str) -> None:
        if hashlib.sha256(target.read_bytes()).hexdigest() != sha256:
            raise StorageDamaged(data={"sha256": sha256})

    def _make_folder(self, folder: Path) -> None:
        missing = [one for one in (folder, *folder.parents) if not one.exists()]
        folder.mkdir(parents=True, exist_ok=True)
        for one in missing:
            _sync_folder(one.parent)

    def _write(self, target: Path, data: bytes) -> None:
        handle, name = tempfile.mkstemp(prefix=_TEMPORARY, dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fchmod(file.fileno(), 0o440)
                os.fsync(file.fileno())
            try:
                os.link(name, target)  # unlike a rename, never replaces
            except FileExistsError:
                self._require_same(target, target.name)
        finally:
            Path(name).unlink()
        _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
