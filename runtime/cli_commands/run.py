"""`sprava run`: a whole Sprava on this machine."""

from __future__ import annotations

import click

from runtime import logs
from runtime.settings import from_environment
from runtime.supervisor import Supervisor


@click.command()
def run() -> None:
    """Start everything: database (unless DATABASE_URL is set), migrations, the demo town, web and worker."""
    settings = from_environment()
    logs.set_up(process="run", style=settings.log_format, level=settings.log_level)
    Supervisor(settings, say=click.echo).run()
