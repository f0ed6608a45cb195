"""`sprava web`: the web server alone."""

from __future__ import annotations

import logging

import click

from runtime import logs
from runtime.server import serve
from runtime.settings import from_environment


@click.command()
def web() -> None:
    """Serve pages and API; needs DATABASE_URL or a Sprava running with the same SPRAVA_DATA."""
    settings = from_environment()
    logs.set_up(process="web", style=settings.log_format, level=settings.log_level)
    for name in settings.unknown:
        logging.getLogger(__name__).warning("the setting %s means nothing: misspelt?", name)
    serve(settings)
