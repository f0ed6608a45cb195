"""Town, laws and calendars for decisions: laws and calendars from `definitions/_shared`, the town from its row.

Laws and calendars are read once per process; a town's row is looked at again every few seconds.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable, Mapping
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urlsplit

from workflow.definition.calendar_file import load_calendars
from workflow.definition.law_file import load_laws
from workflow.definition.plain_language import load_plain_language
from workflow.surroundings import Surroundings
from workflow.town import Town

SHIPPED = Path(__file__).resolve().parent.parent / "definitions" / "_shared"
_KEEP_SECONDS = 3.0


class SurroundingsFiles:
    """Municipality → Surroundings. `read_town` gives a town's row or None, `read_hosts` the town of every host;
    `public_url` is the installation's own address, whose host is that of a town that has no row yet."""

    def __init__(
        self,
        read_town: Callable[[int], Town | None],
        read_hosts: Callable[[], Mapping[str, int]],
        *,
        public_url: str,
        shared: Path = SHIPPED,
    ) -> None:
        self._read_town = read_town
        self._read_hosts = read_hosts
        self._public_url = public_url
        self._laws = load_laws(shared / "law")
        self._calendars = load_calendars(shared / "calendars")
        self._plain = load_plain_language(shared / "plain_language")
        self._bytes = b"".join(one.read_bytes() for one in sorted((shared / "calendars").glob("*.yaml")))
        self._known: dict[int, tuple[float, Surroundings]] = {}
        self._lock = threading.Lock()

    def __call__(self, municipality: int) -> Surroundings:
        """Raises StoreUnavailable."""
        now = time.monotonic()
        kept = self._known.get(municipality)
        if kept is not None and now - kept[0] < _KEEP_SECONDS:
            return kept[1]
        town = self._read_town(municipality) or town_to_be(municipality, urlsplit(self._public_url).hostname or "")
        alone = set(self._read_hosts().values()) <= {municipality}
        address = self._public_url if alone else own_address(town, self._public_url)
        found = Surroundings(
            town=town, laws=self._laws, calendars=self._calendars, public_url=address, plain=self._plain
        )
        with self._lock:
            self._known[municipality] = (now, found)
        return found

    def calendars_digest(self, municipality: int) -> str:
        """Tells one state of the calendars from another, as they count for a town: files, holidays, office."""
        town = self(municipality).town
        chosen = f"{version('holidays')} {town.jurisdiction} {town.office} {town.zone}"
        return hashlib.sha256(self._bytes + chosen.encode()).hexdigest()

    def forget(self) -> None:
        """Looks at the rows again next time: after the town itself was changed."""
        with self._lock:
            self._known.clear()


def own_address(town: Town, public_url: str) -> str:
    """Where people reach one of several towns: its own host under the installation's scheme and port."""
    parts = urlsplit(public_url)
    host = f"[{town.host}]" if ":" in town.host else town.host
    return f"{parts.scheme}://{host}" + (f":{parts.port}" if parts.port else "")


def town_to_be(municipality: int, host: str) -> Town:
    """What is assumed of a town until somebody has set it up."""
    return Town(
        municipality=municipality,
        name="Місто",
        host=host,
        zone="Europe/Kyiv",
        phone="",
        jurisdiction="ukraine",
        office="town_hall",
    )
