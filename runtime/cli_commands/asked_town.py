"""Which town a command is about."""

from __future__ import annotations

import sys

import click

from runtime.boot import Runtime
from store.queries.towns import NO_TOWN, hosts

_UNUSABLE = 2


def asked_town(runtime: Runtime, asked: int | None) -> int:
    """The town asked for, or the only one; else the command ends with 2 and names those there are."""
    with runtime.database.reading(NO_TOWN) as look:
        towns = sorted(set(hosts(look).values()))
    if asked is None and len(towns) == 1:
        return towns[0]
    if asked in towns:
        return asked
    known = ", ".join(str(one) for one in towns) or "none"
    click.echo(f"Say which town: --municipality NUMBER. Towns here: {known}.", err=True)
    sys.exit(_UNUSABLE)
