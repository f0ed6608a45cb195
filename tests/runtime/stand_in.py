"""A small `sprava` for tests of the supervisor: real supervisor, database and web server around a tiny application.

Called as `python -m tests.runtime.stand_in COMMAND`. What a child does can be spoiled through files in $SPRAVA_DATA.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from runtime.demo_file import keep_untold
from runtime.server import serve
from runtime.settings import Settings, from_environment
from runtime.supervisor import Supervisor

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

COMMAND = (sys.executable, "-m", "tests.runtime.stand_in")


def app(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Answers with its process number and which database addresses it was given; /slow takes a second."""
    if environ["PATH_INFO"] == "/slow":
        time.sleep(1)
    start_response("200 OK", [("Content-Type", "application/json")])
    addresses = sorted(name for name in os.environ if name.startswith("DATABASE_"))
    return [json.dumps({"pid": os.getpid(), "addresses": addresses}).encode()]


def load_demo(settings: Settings) -> None:
    """Writes the file of sign-ins, or fails when the test wants it to."""
    if (settings.data / "spoil-demo").exists():
        sys.exit("the demo is spoilt")
    account = {
        "username": "zrazkova",
        "password": "letmein-please-15",
        "pin": "482913",
        "name": "Олена",
        "roles": ["clerk"],
    }
    keep_untold(settings.data, {"accounts": [account]})


def work(settings: Settings) -> None:
    """Notes each start, then waits to be ended."""
    with (settings.data / "worker-starts").open("a", encoding="ascii") as file:
        file.write(f"{os.getpid()}\n")
    time.sleep(600)


def main(arguments: list[str]) -> None:
    """Does one command."""
    settings = from_environment()
    match arguments:
        case ["run"]:
            Supervisor(settings, click.echo, COMMAND).run()
        case ["demo", "load", "--untold"]:
            load_demo(settings)
        case ["web"]:
            serve(settings, "tests.runtime.stand_in:app")
        case ["worker"]:
            work(settings)
        case _:
            sys.exit(f"unknown: {arguments}")


if __name__ == "__main__":
    main(sys.argv[1:])
