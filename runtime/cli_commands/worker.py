"""`sprava worker`: background work alone."""

from __future__ import annotations

import click

from runtime import logs
from runtime.boot import boot
from runtime.database import running_settings
from runtime.settings import from_environment
from runtime.worker import work


@click.command()
def worker() -> None:
    """Send messages, seal papers, wake cases; needs DATABASE_URL or a Sprava running with the same SPRAVA_DATA."""
    settings = from_environment()
    logs.set_up(process="worker", style=settings.log_format, level=settings.log_level)
    work(boot(running_settings(settings)))
