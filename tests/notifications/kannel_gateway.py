"""A real Kannel on loopback: bearerbox, smsbox and Kannel's own fake SMS centre, with a configuration made just now.

Numbers that begin with +38050 are routed to a second centre, which refuses them all.
"""

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote_to_bytes

from tests.notifications.given import Provider, a_provider

FAKE_CENTRE = Path("/usr/lib/kannel/test/fakesmsc")
PASSWORD = "kannel-secret"
_PATH = os.environ.get("PATH", "") + ":/usr/sbin:/sbin"
_GOT = re.compile(r"Got message \d+: <(\S+) (\S+) (.*)>$", re.MULTILINE)
_CONCATENATED = re.compile(r"udh %05%00%03(%?.{1,2}?)%(..)%(..) data (.*)", re.DOTALL)

CONFIGURATION = """
group = core
admin-port = {admin}
admin-interface = "127.0.0.1"
admin-password = "{password}"
smsbox-port = {boxes}
smsbox-interface = "127.0.0.1"
box-deny-ip = "*.*.*.*"
box-allow-ip = "127.0.0.1"
dlr-storage = internal

group = smsc
smsc = fake
smsc-id = fake
port = {fake}
connect-allow-ip = 127.0.0.1
denied-prefix = "+38050"

group = smsc
smsc = http
system-type = generic
smsc-id = refusing
port = {refusing}
send-url = "{refusing_url}?to=%P"
status-success-regex = "never"
status-permfail-regex = "unknown subscriber"
allowed-prefix = "+38050"

group = smsbox
bearerbox-host = 127.0.0.1
sendsms-port = {sendsms}
sendsms-interface = "127.0.0.1"
sendsms-chars = "0123456789+"

group = sendsms-user
username = sprava
password = "{password}"
max-messages = 6
concatenation = true

group = sms-service
keyword = default
max-messages = 0
text = ""
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One SMS as the centre got it. `payload` is UTF-16BE for Cyrillic, UTF-8 for the short alphabet."""

    to: str
    number: int
    of: int
    payload: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Gateway:
    url: str
    report_url: str
    reports: Provider
    centre_output: Path

    def parts_to(self, to: str, *, expected: int) -> list[Part]:
        """The parts for one number, once the expected count has come; a little longer, so that one too many is seen."""
        waited_for(lambda: len(self._parts(to)) >= expected)
        time.sleep(0.2)
        return self._parts(to)

    def report_queries(self, identity: str, *, expected: int) -> list[str]:
        """The queries of the reports on one message, once the expected count has come."""

        def found() -> list[str]:
            return [request.path.partition("?")[2] for request in self.reports.requests if identity in request.path]

        waited_for(lambda: len(found()) >= expected)
        return found()

    def _parts(self, to: str) -> list[Part]:
        return [_part(*got) for got in _GOT.findall(self.centre_output.read_text()) if got[1] == to]


def missing_programs() -> str:
    """What has to be installed for a real gateway, as a sentence; empty if nothing."""
    missing = [name for name in ("bearerbox", "smsbox") if shutil.which(name, path=_PATH) is None]
    if missing or not FAKE_CENTRE.exists():
        return "Kannel is not installed (Debian packages kannel and kannel-extras)"
    return ""


@contextmanager
def a_gateway(folder: Path) -> Iterator[Gateway]:
    with ExitStack() as stack:
        reports, refusing = stack.enter_context(a_provider()), stack.enter_context(a_provider())
        reports.status, reports.body = 200, b"ok"
        refusing.status, refusing.body = 200, b"unknown subscriber"
        ports = dict(zip(("admin", "boxes", "fake", "refusing", "sendsms"), _free_ports(5), strict=True))
        configuration = folder / "kannel.conf"
        configuration.write_text(CONFIGURATION.format(password=PASSWORD, refusing_url=f"{refusing.url}/sms", **ports))
        output = folder / "centre.log"
        stack.enter_context(_running(folder, "bearerbox", "-v", "1", str(configuration)))
        waited_for(lambda: _listens(ports["fake"]) and _listens(ports["boxes"]))
        stack.enter_context(
            _running(
                folder,
                str(FAKE_CENTRE),
                "-H",
                "127.0.0.1",
                "-r",
                str(ports["fake"]),
                "-m",
                "0",
                "1 2 text nop",
                log=output,
            )
        )
        stack.enter_context(_running(folder, "smsbox", "-v", "1", str(configuration)))
        waited_for(lambda: _listens(ports["sendsms"]))
        yield Gateway(
            url=f"http://127.0.0.1:{ports['sendsms']}/cgi-bin/sendsms",
            report_url=f"{reports.url}/sms-reports",
            reports=reports,
            centre_output=output,
        )


def waited_for(happened: Callable[[], bool], seconds: float = 15) -> None:
    """Return as soon as it has happened; fail after `seconds`."""
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "it has not happened in time"
        time.sleep(0.05)


@contextmanager
def _running(folder: Path, *command: str, log: Path | None = None) -> Iterator[None]:
    with (log or folder / f"{Path(command[0]).name}.log").open("wb") as output:
        process = subprocess.Popen(
            command, stdout=output, stderr=subprocess.STDOUT, cwd=folder, env={**os.environ, "PATH": _PATH}
        )
        try:
            yield
        finally:
            process.terminate()
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _free_ports(count: int) -> list[int]:
    with ExitStack() as stack:
        probes = [stack.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(count)]
        return [int(probe.getsockname()[1]) for probe in probes]


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _part(_sender: str, to: str, rest: str) -> Part:
    pieces = _CONCATENATED.fullmatch(rest)
    if pieces is not None:
        _, of, number, payload = pieces.groups()
        return Part(to=to, number=int(number, 16), of=int(of, 16), payload=_bytes(payload))
    kind, _, payload = rest.partition(" ")
    return Part(to=to, number=1, of=1, payload=payload.encode() if kind == "text" else _bytes(payload))


def _bytes(payload: str) -> bytes:
    return unquote_to_bytes(payload.replace("+", " "))
