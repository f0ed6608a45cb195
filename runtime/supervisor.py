"""What `sprava run` does: database, migrations, demo town, web and worker as children, and an orderly end.

Everything it starts ends with it, also when it is killed. It runs no request and no job itself.
"""

from __future__ import annotations

import http.client
import logging
import signal
import socket
import sys
import time
from collections.abc import Callable
from types import FrameType

from runtime import migrate
from runtime.child import Child
from runtime.database import with_urls
from runtime.demo_file import demo_accounts, sign_in_table
from runtime.embedded_database import EmbeddedDatabase
from runtime.parent_death import kill_with_parent
from runtime.run_error import RunError, RunFault
from runtime.settings import Settings, child_environment, reachable

_LOG = logging.getLogger(__name__)
_TEND_SECONDS = 0.2
_STOP_SECONDS = 25.0
_ANSWER_SECONDS = 90.0

Say = Callable[[str], None]


class Supervisor:
    """Runs a whole Sprava. `say` prints one line of progress; `command` is how a child `sprava …` is called."""

    def __init__(self, settings: Settings, say: Say, command: tuple[str, ...] = (sys.executable, "-m", "runtime.cli")):
        self._settings = settings
        self._say = say
        self._command = command
        self._stopping = False
        self._database: EmbeddedDatabase | None = None
        self._children: list[Child] = []

    def run(self) -> None:
        """Starts everything and stays until SIGTERM or SIGINT. Raises RunError, EmbeddedDatabaseError."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._on_signal)
        try:
            _require_free_port(self._settings.host, self._settings.port)
            self._open_database()
            self._migrate()
            self._load_demo()
            self._start_children()
            self._wait_for_an_answer()
            self._greet()
            self._tend()
        finally:
            self._stop()

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self._stopping = True

    def _open_database(self) -> None:
        if self._settings.database_url is not None:
            self._say("Database: the one DATABASE_URL names")
            return
        self._say(f"Database: starting PostgreSQL in {self._settings.data / 'postgres'} …")
        self._database = EmbeddedDatabase(self._settings.data, archive=self._settings.archive)
        self._settings = with_urls(self._settings, self._database.start())

    def _migrate(self) -> None:
        assert self._settings.database_url is not None
        if self._settings.database_owner_url is None:
            state = migrate.check(self._settings.database_url)
            if not state.is_current:
                raise RunError(RunFault.SCHEMA_BEHIND, f"{state.current} → {state.head}")
            return
        self._say("Migrations: bringing the schema up to date …")
        state = migrate.upgrade(self._settings.database_owner_url)
        self._say(f"Migrations: at {state.current}")

    def _load_demo(self) -> None:
        if not self._settings.demo or self._stopping:
            return
        self._say("Demo town: loading, unless it is there already …")
        load = [*self._command, "demo", "load", "--untold"]
        loader = Child("demo", load, child_environment(self._settings, privileged=True))
        self._children = [loader]
        loader.start()
        while not self._stopping:
            code = loader.tend()
            if code is not None:
                loader.ask_to_stop()
                self._children = []
                if code != 0:
                    raise RunError(RunFault.DEMO_FAILED, str(code))
                return
            time.sleep(_TEND_SECONDS)

    def _start_children(self) -> None:
        if self._stopping:
            return
        environ = child_environment(self._settings, privileged=False)
        # The web server can lose a SIGTERM while it replaces a crashed process of its own; those do end in order.
        self._children = [Child("web", [*self._command, "web"], environ, when_we_die=kill_with_parent)]
        self._children += [
            Child(f"worker {number}", [*self._command, "worker"], environ)
            for number in range(1, self._settings.worker_processes + 1)
        ]
        for child in self._children:
            self._say(f"Starting {child.name} …")
            child.start()

    def _wait_for_an_answer(self) -> None:
        until = time.monotonic() + _ANSWER_SECONDS
        while not self._stopping and not _answers(self._settings.host, self._settings.port):
            if time.monotonic() > until:
                raise RunError(RunFault.NO_ANSWER, str(self._settings.port))
            self._tend_once()
            time.sleep(_TEND_SECONDS)

    def _greet(self) -> None:
        if self._stopping:
            return
        url = self._settings.public_url
        self._say(f"\nSprava is running.\n  citizens  {url}/\n  staff     {url}/signin\n  API       {url}/api/docs")
        accounts = demo_accounts(self._settings.data) if self._settings.demo else ()
        if accounts:
            self._say(f"\n{sign_in_table(accounts)}")
        self._say("\nStop with Ctrl-C.")

    def _tend(self) -> None:
        while not self._stopping:
            self._tend_once()
            time.sleep(_TEND_SECONDS)

    def _tend_once(self) -> None:
        if self._database is not None and not self._database.is_running() and not self._stopping:
            _LOG.error("the database server has ended; starting it again")
            self._database.start()
        for child in self._children:
            code = child.tend()
            if code is not None and not self._stopping:
                _LOG.error("%s has ended with %s; starting it again", child.name, code)

    def _stop(self) -> None:
        if self._children:
            self._say("Stopping …")
        for child in self._children:
            child.ask_to_stop()
        until = time.monotonic() + _STOP_SECONDS
        for child in self._children:
            if not child.wait_stopped(until - time.monotonic()):
                _LOG.warning("%s did not stop in time and was killed", child.name)
        if self._database is not None:
            self._database.stop()
        self._say("Stopped.")


def _require_free_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError:
            raise RunError(RunFault.PORT_FORBIDDEN, str(port)) from None
        except OSError:
            raise RunError(RunFault.PORT_TAKEN, str(port)) from None


def _answers(host: str, port: int) -> bool:
    connection = http.client.HTTPConnection(reachable(host), port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        connection.getresponse().read()
    except (OSError, http.client.HTTPException):
        return False
    else:
        return True
    finally:
        connection.close()
