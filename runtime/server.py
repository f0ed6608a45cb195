"""The web server: Granian in front of the WSGI application (docs/adr/0102-wsgi-server.md says why and how fast)."""

from __future__ import annotations

import gc
import multiprocessing
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING
from wsgiref.types import WSGIApplication

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

from runtime import logs
from runtime.demo_file import announce
from runtime.parent_death import end_with_parent
from runtime.settings import Settings, from_environment

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

TARGET = "wsgi:app"

# Enough threads that a slow query does not hold up the others, and no more than the machine can turn over.
_THREADS = min(8, 2 * multiprocessing.cpu_count() + 1)
# Requests one process takes on at a time; the others wait in the socket, where another process can take them.
_BACKLOG = 64
_STOP_SECONDS = 20
# The root logger of runtime/logs.py writes these lines too.
_LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "loggers": {"_granian": {"handlers": [], "level": "WARNING", "propagate": True}},
}
# How many more values than before, then how many smaller looks before each greater one (Python: 700, 10, 10).
_BETWEEN_LOOKS = (20_000, 10, 20)
_HEADER_MILLISECONDS = 10_000
_ROOT = Path(__file__).resolve().parent.parent


def serve(settings: Settings, target: str = TARGET) -> None:
    """Serves until SIGTERM or SIGINT; answers under way are finished. `target` is `module:name` of a WSGI callable."""

    # A process that replaces a crashed one is made while threads run here: it must not be a copy of this one.
    multiprocessing.set_start_method("spawn", force=True)
    Granian(
        target=target,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=_HEADER_MILLISECONDS),
        websockets=False,
        workers=settings.web_processes,
        blocking_threads=_THREADS,
        backpressure=_BACKLOG,
        respawn_failed_workers=True,
        respawn_interval=0.5,
        workers_kill_timeout=_STOP_SECONDS,
        working_dir=_ROOT,
        log_level=LogLevels.warning,
        # Access lines would carry status tokens; `gate` logs requests itself.
        log_access=False,
        process_name=None,
        log_dictconfig=_LOGGING,
    ).serve(target_loader=_load)


def _load(target: str) -> WSGIApplication:
    # Runs in each serving process: they end with this one even when it is killed, and free the port.
    end_with_parent()
    settings = from_environment()
    logs.set_up(process="web", style=settings.log_format, level=settings.log_level)
    module, _colon, name = target.partition(":")
    application: WSGIApplication = getattr(import_module(module), name)
    _look_for_cycles_seldom()
    return _announcing(application, settings.data) if settings.demo else application


def _announcing(application: WSGIApplication, data: Path) -> WSGIApplication:
    """The application, which shows demo.json with its first answer. Not before: whoever waits for the file asks at
    once, and until then the port refuses. Not later: nor may it be missing when the pages answer."""
    told = False

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        nonlocal told
        if not told:
            announce(data)
            told = True
        return application(environ, start_response)

    return answer


def _look_for_cycles_seldom() -> None:
    """What was loaded stays, so it is never looked through again; what a request makes goes by counting references,
    and the few cycles among it can wait until some requests' worth has come together."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_BETWEEN_LOOKS)
