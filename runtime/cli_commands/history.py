"""`sprava history`: whether what happened is still what is written."""

from __future__ import annotations

import sys

import click

from effects.keyring import SEAL
from gate.seal_check import seal_check
from runtime.boot import Runtime
from runtime.opened_runtime import opened_runtime
from store.queries.effect_reads import certificates_of
from store.queries.towns import hosts
from store.verify_history import Break, verify_history


@click.group()
def history() -> None:
    """The chained and sealed histories of cases."""


@history.command()
@click.option("--municipality", type=int, help="Only this town; else every one.")
def verify(municipality: int | None) -> None:
    """Check every chain and every seal; exit code 1, and where it breaks, when something does not fit."""
    sound = True
    with opened_runtime() as runtime:
        for one in _municipalities(runtime, municipality):
            sound &= _verified(runtime, one)
    sys.exit(0 if sound else 1)


def _municipalities(runtime: Runtime, only: int | None) -> list[int]:
    if only is not None:
        return [only]
    with runtime.database.reading(0) as look:
        return sorted(set(hosts(look).values()))


def _verified(runtime: Runtime, municipality: int) -> bool:
    with runtime.database.reading(municipality) as look:
        found = verify_history(look, seal_check(certificates_of(look, SEAL)))
    click.echo(
        f"municipality {municipality}: {found.cases} cases, {found.events} events, {found.seals} seals, "
        f"{found.unsealed} cases changed since the last seal, {len(found.breaks)} breaks"
    )
    for one in found.breaks:
        click.echo(f"  {_place(one)}: {one.fault.value}")
    return not found.breaks


def _place(one: Break) -> str:
    if one.seal is not None:
        return f"seal {one.seal}"
    return f"case {one.reference or one.case}, event {one.sequence}"
