"""Town, laws and calendars for decisions: laws and calendars from `definitions/_shared`, the town from its row.

Laws and calendars are read once per process; a town's row is looked at again every few seconds.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

from workflow.definition.calendar_file import load_calendars
from workflow.definition.law_file import load_laws
from workflow.surroundings import Surroundings
from workflow.town import Town

SHIPPED = Path(__file__).resolve().parent.parent / "definitions" / "_shared"
_KEEP_SECONDS = 3.0


class SurroundingsFiles:
    """Municipality → Surroundings. `read_town` gives a town's row or None; `host` names one that has none yet."""

    def __init__(self, read_town: Callable[[int], Town | None], *, host: str, shared: Path = SHIPPED) -> None:
        self._read_town = read_town
        self._host = host
        self._laws = load_laws(shared / "law")
        self._calendars = load_calendars(shared / "calendars")
        self._known: dict[int, tuple[float, Surroundings]] = {}
        self._lock = threading.Lock()

    def __call__(self, municipality: int) -> Surroundings:
        """Raises StoreUnavailable."""
        now = time.monotonic()
        with self._lock:
            kept = self._known.get(municipality)
        if kept is not None and now - kept[0] < _KEEP_SECONDS:
            return kept[1]
        town = self._read_town(municipality) or town_to_be(municipality, self._host)
        found = Surroundings(town=town, laws=self._laws, calendars=self._calendars)
        with self._lock:
            self._known[municipality] = (now, found)
        return found

    def forget(self) -> None:
        """Looks at the rows again next time: after the town itself was changed."""
        with self._lock:
            self._known.clear()


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
