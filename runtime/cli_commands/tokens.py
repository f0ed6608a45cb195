"""`sprava tokens`: access tokens for machines, which call the API as a member of staff."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import click

from gate.bearer import fresh_token, token_digest
from runtime.boot import Runtime, boot
from runtime.database import running_settings
from runtime.settings import from_environment
from workflow.actor import Actor, system
from workflow.commands.add_token import AddToken
from workflow.commands.end_token import EndToken
from workflow.errors import DomainError

_MUNICIPALITY = click.option("--municipality", type=int, default=1, show_default=True, help="Which town.")
_WORDS = {
    "name_taken": "There is a token of that name already.",
    "unknown_token": "There is no live token of that name.",
    "invalid_input": "There is no active member of staff of that username.",
}


@click.group()
def tokens() -> None:
    """Access tokens for machines: Authorization: Bearer …"""


@tokens.command()
@click.argument("name", required=False)
@click.option("--user", "username", help="Username the token acts as.  [default: NAME]")
@click.option("--days", type=click.IntRange(1, 3650), default=365, show_default=True, help="How long it is valid.")
@_MUNICIPALITY
def add(name: str | None, username: str | None, days: int, municipality: int) -> None:
    """Make a token and print it: this once and never again. NAME is what `end` calls it; without one, as the user."""
    called, acting = name or username, username or name
    if called is None or acting is None:
        raise click.UsageError("Say whom the token acts as: sprava tokens add NAME --user USERNAME")
    token = fresh_token()
    with _running(municipality) as (runtime, actor):
        expires = runtime.clock.now() + timedelta(days=days)
        command = AddToken(digest=token_digest(token), name=called, username=acting, expires=expires)
        runtime.application.execute(actor, command)
    click.echo(token)


@tokens.command()
@click.argument("name")
@_MUNICIPALITY
def end(name: str, municipality: int) -> None:
    """End a token at once."""
    with _running(municipality) as (runtime, actor):
        runtime.application.execute(actor, EndToken(name=name))
    click.echo(f"Ended: {name}")


@contextmanager
def _running(municipality: int) -> Iterator[tuple[Runtime, Actor]]:
    runtime = boot(running_settings(from_environment()))
    try:
        yield runtime, system(municipality)
    except DomainError as error:
        click.echo(_WORDS.get(error.code, error.code), err=True)
        sys.exit(1)
    finally:
        runtime.close()
