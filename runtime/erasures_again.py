"""After a restore: what the list of erasures names is erased again, before the doors open."""

from __future__ import annotations

from collections.abc import Iterable

from runtime.boot import Runtime
from runtime.erasure_list import ListedErasure, erase_listed
from runtime.housekeeping import Housekeeping
from store.queries.towns import hosts


def apply_erasures(runtime: Runtime, listed: Iterable[ListedErasure]) -> int:
    """Decides what the list says of cases that are there and not erased, and carries out the whole list of the
    database, done or not; how many were new. The runtime must have the keeper's address."""
    assert runtime.keeper is not None
    done = erase_listed(runtime, listed)
    house = Housekeeping(runtime, runtime.keeper)
    with runtime.database.reading(0) as look:
        municipalities = sorted(set(hosts(look).values()))
    for municipality in municipalities:
        house.erase_again(municipality)
    house.clean_all()
    return done
