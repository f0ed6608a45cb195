"""`sprava calendars`: running cases follow a changed calendar."""

from __future__ import annotations

import click

from runtime.calendar_watch import apply_calendars
from runtime.opened_runtime import opened_runtime


@click.group()
def calendars() -> None:
    """Working days and office hours: date running cases anew."""


@calendars.command()
@click.option("--municipality", type=int, default=1, show_default=True, help="Which town.")
def apply(municipality: int) -> None:
    """Date every running case anew by today's calendars; the worker does the same when it sees them changed."""
    with opened_runtime() as runtime:
        moved = apply_calendars(runtime, municipality, force=True)
    click.echo(f"Dated anew: {moved}")
