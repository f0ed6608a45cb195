"""Which town a request is for: by its Host header and the table of towns; one town alone answers to every trusted
host (rules.md 11)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from flask import Flask, g, request

from gate.problems import GateRefusal

_KEEP = timedelta(minutes=1)
# An installation that nobody has set up yet has one town to be.
_FIRST = 1


class Towns:
    """Hosts and their municipalities, read again at most once a minute."""

    def __init__(self, read: Callable[[], Mapping[str, int]], now: Callable[[], datetime]) -> None:
        self._read = read
        self._now = now
        self._known: Mapping[str, int] = {}
        self._until = datetime.min.replace(tzinfo=UTC)

    def municipality(self, host: str) -> int:
        """The municipality of a host name without port; GateRefusal `wrong_host`."""
        found = self._find(self._hosts(), host)
        if found is None:
            raise GateRefusal("wrong_host")
        return found

    def _hosts(self) -> Mapping[str, int]:
        now = self._now()
        if not self._known or now > self._until:
            self._known = self._read()
            self._until = now + _KEEP
        return self._known

    @staticmethod
    def _find(hosts: Mapping[str, int], host: str) -> int | None:
        if host in hosts:
            return hosts[host]
        towns = set(hosts.values()) or {_FIRST}
        return towns.pop() if len(towns) == 1 else None


def plug_tenant(app: Flask, towns: Towns) -> None:
    """Every request is for one town before anything else is asked."""

    @app.before_request
    def choose() -> None:
        if request.endpoint in WITHOUT_TOWN:
            return
        g.municipality = towns.municipality(urlsplit(f"//{request.host}").hostname or "")


WITHOUT_TOWN = frozenset({"health.alive", "health.ready"})
"""What is asked of the process, whatever the host and the town; nobody is signed in there."""


def current_municipality() -> int:
    """The municipality of the request."""
    return int(g.municipality)
