"""A software token (SoftHSM) that stands in for the town's own device."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from documents.signing.authority import issue_key, make_authority
from documents.signing.keys import SigningKey
from tests.documents import given
from tests.given import MONDAY_0805 as MONDAY

_MODULES = [Path("/usr/lib/softhsm/libsofthsm2.so"), Path("/usr/lib64/pkcs11/libsofthsm2.so")]
MODULE = next((str(one) for one in _MODULES if one.exists()), "")
PIN = "135790"
TOKEN = "town"

needs_soft_device = pytest.mark.skipif(
    not MODULE or shutil.which("softhsm2-util") is None, reason="SoftHSM is not installed (Debian: softhsm2)"
)
OUTSIDE = issue_key(make_authority("Надавач", MONDAY), "Петро Типовий", kind="person", now=MONDAY)
"""A key that an official carries about."""


@pytest.fixture(scope="session")
def soft_device(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The label of a token with the director's key (elliptic), an authority's (RSA) and OUTSIDE.

    One for a whole process: the device's library reads its configuration once.
    """
    keys = {"director": given.key(), "stamps": given.key("Час", "tsa"), "outside": OUTSIDE}
    with _a_soft_device(tmp_path_factory.mktemp("softhsm"), keys) as label:
        yield label


@contextmanager
def _a_soft_device(folder: Path, keys: Mapping[str, SigningKey]) -> Iterator[str]:
    """Holds these keys under their labels; the token's own label."""
    (folder / "tokens").mkdir()
    config = folder / "softhsm2.conf"
    config.write_text(f"directories.tokendir = {folder}/tokens\nobjectstore.backend = file\nlog.level = ERROR\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOFTHSM2_CONF", str(config))
        _run("--init-token", "--free", "--label", TOKEN, "--so-pin", "12345678", "--pin", PIN)
        for number, (label, key) in enumerate(keys.items(), 1):
            _put(folder, label, key, number)
        yield TOKEN


def _put(folder: Path, label: str, key: SigningKey, number: int) -> None:
    """One more key."""
    file = folder / f"{label}.pem"
    file.write_bytes(key.private_key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    _run("--import", str(file), "--token", TOKEN, "--label", label, "--id", f"{number:02d}", "--pin", PIN)
    file.unlink()


def _run(*arguments: str) -> None:
    subprocess.run(["softhsm2-util", *arguments], check=True, capture_output=True)
