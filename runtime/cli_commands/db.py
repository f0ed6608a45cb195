"""`sprava db`: the schema, and the roles an administrator makes for a database server of the town's own."""

from __future__ import annotations

import sys

import click

from runtime import migrate
from runtime.database import opened_database
from runtime.database_roles import DATABASE, database_statements, role_statements
from runtime.settings import Settings, SettingsError, from_environment


@click.group()
def db() -> None:
    """The database: migrations and roles."""


@db.command()
@click.argument("revision", default="head")
def upgrade(revision: str) -> None:
    """Run the missing migrations, up to REVISION."""
    with opened_database(from_environment()) as settings:
        state = migrate.upgrade(_owner(settings), revision)
    click.echo(f"at {state.current}")


@db.command()
@click.argument("revision")
@click.confirmation_option(prompt="Data of dropped tables and columns will be lost. Go on?")
def downgrade(revision: str) -> None:
    """Take migrations back to REVISION (a number, -1, or base)."""
    with opened_database(from_environment()) as settings:
        state = migrate.downgrade(_owner(settings), revision)
    click.echo(f"at {state.current}")


@db.command()
def check() -> None:
    """Say whether the schema is what this code expects; exit code 1 when it is not."""
    with opened_database(from_environment()) as settings:
        state = migrate.check(settings.database_owner_url or settings.database_url or "")
    click.echo(f"at {state.current}, expected {state.head}")
    sys.exit(0 if state.is_current else 1)


@db.command()
@click.option("--database", default=DATABASE, show_default=True)
def roles(database: str) -> None:
    """Print the SQL that makes the roles: sprava db roles | psql --dbname=sprava. Then give each a \\password."""
    for statement in (*role_statements({}), *database_statements(database)):
        click.echo(f"{statement.as_string()};")


def _owner(settings: Settings) -> str:
    if settings.database_owner_url is None:
        raise SettingsError(("DATABASE_OWNER_URL must be set: migrations run as the role that owns the schema",))
    return settings.database_owner_url
