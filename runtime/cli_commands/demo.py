"""`sprava demo`: the town that shows what Sprava does."""

from __future__ import annotations

import sys

import click

from runtime import logs
from runtime.database import opened_database
from runtime.demo.load import load_demo
from runtime.demo_file import announce
from runtime.settings import from_environment


@click.group()
def demo() -> None:
    """The demo town Кузнецовськ."""


@demo.command()
@click.option("--untold", is_flag=True, help="Leave it to the caller to show demo.json, when the pages answer.")
def load(*, untold: bool) -> None:
    """Load it into an empty town; does nothing where there is a town already."""
    settings = from_environment()
    logs.set_up(process="demo", style=settings.log_format, level="WARNING")
    if not settings.demo:
        click.echo("SPRAVA_DEMO is not 1: the demo town has known passwords and is never loaded elsewhere.", err=True)
        sys.exit(2)
    with opened_database(settings) as opened:
        loaded = load_demo(opened, click.echo)
    if not untold:
        announce(settings.data)
    click.echo("Demo town: loaded" if loaded else "Demo town: there already")
