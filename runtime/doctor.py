"""What this machine lacks to run Sprava, and the exact command that mends it. Looks, changes nothing."""

from __future__ import annotations

import ctypes.util
import importlib.metadata
import os
import platform
import shutil
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import psycopg

from documents.errors import StorageUnavailable
from documents.storage.bucket import BucketStore
from runtime import migrate
from runtime.checker_tools import checker_tools
from runtime.database_urls import libpq
from runtime.embedded_database import running_urls
from runtime.postgres_programs import EmbeddedDatabaseError, program, run_as
from runtime.server_account import ServerAccount
from runtime.settings import Settings
from workflow.definition.check_paths import check_paths
from workflow.definition.finding import Level

DEFINITIONS = Path(__file__).resolve().parent.parent / "definitions"
"""The definitions that come with this installation."""

_LEAST_PYTHON = (3, 11)
_LEAST_FREE_BYTES = 1_000_000_000
# WeasyPrint subsets fonts through this from HarfBuzz 4.1 on; without it rendering takes about five times as long.
_SLOW_WITHOUT = "harfbuzz-subset"
_FLOORS = {"flask": (3, 1, 3), "jinja2": (3, 1, 6), "marshmallow": (4, 1, 2), "weasyprint": (70, 0)}


class Health(StrEnum):
    """How much it matters."""

    GOOD = "good"
    SLOW = "slow"
    """Works, but worse than it could."""
    BROKEN = "broken"
    """Sprava does not start, or some part of it fails."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing looked at; `remedy` is a command to copy, `packages` the Debian packages it installs."""

    subject: str
    health: Health
    found: str
    remedy: str = ""
    packages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemLibrary:
    """A shared library of the system: the loader's name for it, and the packages of Debian, Fedora and Homebrew."""

    name: str
    debian: str
    fedora: str
    homebrew: str


LIBRARIES = (
    SystemLibrary(name="pango-1.0", debian="libpango-1.0-0", fedora="pango", homebrew="pango"),
    SystemLibrary(name="pangoft2-1.0", debian="libpangoft2-1.0-0", fedora="pango", homebrew="pango"),
    SystemLibrary(name="harfbuzz", debian="libharfbuzz0b", fedora="harfbuzz", homebrew="harfbuzz"),
    SystemLibrary(name="harfbuzz-subset", debian="libharfbuzz-subset0", fedora="harfbuzz", homebrew="harfbuzz"),
)


def examine(
    settings: Settings,
    *,
    find_library: Callable[[str], str | None] = ctypes.util.find_library,
    definitions: Path = DEFINITIONS,
) -> list[Finding]:
    """Everything looked at, in the order a person would mend it."""
    return [
        _python(),
        *examine_libraries(find_library),
        *_packages(),
        _postgres(settings),
        _data_folder(settings),
        *_bucket(settings),
        _port(settings),
        _database(settings),
        *_definitions(definitions),
    ]


def examine_libraries(find_library: Callable[[str], str | None] = ctypes.util.find_library) -> list[Finding]:
    """The system libraries alone: they can be looked at before anything is installed or set."""
    findings = []
    for library in LIBRARIES:
        found = find_library(library.name)
        if found:
            findings.append(Finding(subject=f"library {library.name}", health=Health.GOOD, found=found))
            continue
        findings.append(
            Finding(
                subject=f"library {library.name}",
                health=Health.SLOW if library.name == _SLOW_WITHOUT else Health.BROKEN,
                found="not installed",
                remedy=install_command([library]),
                packages=(library.debian,),
            )
        )
    return findings


def install_command(libraries: list[SystemLibrary]) -> str:
    """The command of this machine's package manager that installs the libraries."""
    if shutil.which("apt-get"):
        return "apt-get install -y --no-install-recommends " + " ".join(each.debian for each in libraries)
    if shutil.which("dnf"):
        return "dnf install -y " + " ".join(dict.fromkeys(each.fedora for each in libraries))
    if shutil.which("brew"):
        return "brew install " + " ".join(dict.fromkeys(each.homebrew for each in libraries))
    return (
        "install " + ", ".join(dict.fromkeys(each.fedora for each in libraries)) + " with the system's package manager"
    )


def _python() -> Finding:
    health = Health.GOOD if sys.version_info >= _LEAST_PYTHON else Health.BROKEN
    return Finding(
        subject="Python",
        health=health,
        found=platform.python_version(),
        remedy="" if health is Health.GOOD else "install Python 3.11 or newer, then: make setup",
    )


def _packages() -> list[Finding]:
    findings = []
    for name, least in _FLOORS.items():
        try:
            version = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            version = ""
        numbers = tuple(int(part) for part in version.split(".") if part.isdigit())
        good = numbers >= least
        findings.append(
            Finding(
                subject=f"package {name}",
                health=Health.GOOD if good else Health.BROKEN,
                found=version or "not installed",
                remedy="" if good else "make setup",
            )
        )
    return findings


def _postgres(settings: Settings) -> Finding:
    if settings.database_url is not None:
        return Finding(subject="PostgreSQL programs", health=Health.GOOD, found="not needed: DATABASE_URL is set")
    try:
        ours = ServerAccount(uid=os.geteuid(), gid=os.getegid(), switch=False)
        answer = run_as(ours, [str(program("postgres")), "--version"])
    except EmbeddedDatabaseError as error:
        return Finding(subject="PostgreSQL programs", health=Health.BROKEN, found=error.detail, remedy="make setup")
    good = answer.returncode == 0
    return Finding(
        subject="PostgreSQL programs",
        health=Health.GOOD if good else Health.BROKEN,
        found=answer.stdout.strip(),
        remedy="" if good else "make setup, or use a server of your own: DATABASE_URL=postgresql://…",
    )


def _data_folder(settings: Settings) -> Finding:
    existing = next(folder for folder in (settings.data, *settings.data.parents) if folder.exists())
    free = shutil.disk_usage(existing).free
    if not os.access(existing, os.W_OK):
        return Finding(
            subject="data folder",
            health=Health.BROKEN,
            found=f"{existing} is not writable",
            remedy=f"chown -R {os.geteuid()} {existing}, or choose another: SPRAVA_DATA=…",
        )
    return Finding(
        subject="data folder",
        health=Health.GOOD if free >= _LEAST_FREE_BYTES else Health.BROKEN,
        found=f"{settings.data}, {free // 1_000_000:,} MB free",
        remedy="" if free >= _LEAST_FREE_BYTES else "make room: at least 1,000 MB",
    )


def _bucket(settings: Settings) -> list[Finding]:
    if settings.bucket is None:
        return []
    subject = f"bucket {settings.bucket.bucket}"
    try:
        BucketStore(settings.bucket).exists(0, "0" * 64)
    except StorageUnavailable as error:
        return [
            Finding(
                subject=subject,
                health=Health.BROKEN,
                found=error.data["reason"],
                remedy="mend BUCKET_URL, BUCKET_ACCESS_KEY, BUCKET_SECRET_KEY (docs/operations/storage.md)",
            )
        ]
    return [Finding(subject=subject, health=Health.GOOD, found="answers")]


def _port(settings: Settings) -> Finding:
    subject = f"port {settings.port}"
    with socket.socket(socket.AF_INET6 if ":" in settings.host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError:
            if running_urls(settings.data) is not None:
                return Finding(subject=subject, health=Health.GOOD, found="taken by the Sprava that is running")
            return Finding(
                subject=subject,
                health=Health.BROKEN,
                found="taken by another program",
                remedy=f"stop that program, or choose another port: PORT={settings.port + 1} make run",
            )
    return Finding(subject=subject, health=Health.GOOD, found="free")


def _database(settings: Settings) -> Finding:
    urls = running_urls(settings.data)
    address = settings.database_url or (urls.app if urls else None)
    if address is None:
        made = Path(settings.data / "postgres" / "PG_VERSION").exists()
        return Finding(
            subject="database",
            health=Health.GOOD,
            found="embedded, not running now" if made else "embedded, made at the first start",
        )
    try:
        state = migrate.check(address)
    except psycopg.Error as error:
        return Finding(
            subject="database",
            health=Health.BROKEN,
            found=type(error).__name__,
            remedy=f"psql '{_without_password(address)}' -c 'SELECT 1', then mend DATABASE_URL",
        )
    return Finding(
        subject="database",
        health=Health.GOOD if state.is_current else Health.BROKEN,
        found=f"schema at {state.current}",
        remedy="" if state.is_current else f"sprava db upgrade (to {state.head})",
    )


def _definitions(root: Path) -> list[Finding]:
    """One line for each definition that would be refused; a sound one is not worth a line of its own."""
    report = check_paths((root,), shipped=DEFINITIONS, tools=checker_tools())
    errors = [one for one in report.findings if one.level is Level.ERROR]
    refused = [
        Finding(
            subject=f"definition {name}",
            health=Health.BROKEN,
            found=f"refused: {next(one.message for one in errors if one.definition == name)}",
            remedy=f"sprava definitions check {root / name}",
        )
        for name in dict.fromkeys(one.definition for one in errors)
    ]
    refused += [
        Finding(subject="definitions", health=Health.BROKEN, found=words, remedy="git checkout definitions")
        for words in report.unreadable
    ]
    if refused:
        return refused
    return [Finding(subject="definitions", health=Health.GOOD, found=f"{report.checked} without a mistake")]


def _without_password(address: str) -> str:
    before, at, after = libpq(address).rpartition("@")
    return before.rpartition(":")[0] + at + after if at else after
