"""A package has the same bytes for the same entries, and a list of hashes; a path outside is refused."""

from __future__ import annotations

import hashlib
import io
import zipfile

import pytest

from documents.package import PackageEntry, write_package


def packed(*entries: PackageEntry) -> bytes:
    out = io.BytesIO()
    write_package(out, entries)
    return out.getvalue()


def test_the_same_entries_give_the_same_bytes() -> None:
    entries = (PackageEntry("index.html", "Справа".encode()), PackageEntry("papers/1.pdf", b"%PDF"))

    assert packed(*entries) == packed(*entries)


def test_the_list_of_hashes_names_every_file() -> None:
    package = zipfile.ZipFile(io.BytesIO(packed(PackageEntry("a/b.txt", b"one"))))

    assert package.namelist() == ["a/b.txt", "SHA256SUMS"]
    assert package.read("SHA256SUMS").decode() == f"{hashlib.sha256(b'one').hexdigest()}  a/b.txt\n"


@pytest.mark.parametrize("path", ["../a", "/a", "a//b", "a/./b", "", "a\\b", "SHA256SUMS"])
def test_a_path_that_leads_elsewhere_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match="no place"):
        packed(PackageEntry(path, b""))


def test_a_path_stands_once() -> None:
    with pytest.raises(ValueError, match="no place"):
        packed(PackageEntry("a", b"1"), PackageEntry("a", b"2"))
