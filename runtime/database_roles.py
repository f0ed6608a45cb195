"""The database roles Sprava needs and the SQL that makes them, for the embedded database and an administrator alike.

Rights on tables are not here: each migration grants what its tables need to these names.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from psycopg import sql

DATABASE = "sprava"


class Role(StrEnum):
    """A database role; the value is its name in PostgreSQL."""

    OWNER = "sprava_owner"
    """Owns the schema and runs migrations; serves no request."""
    APP = "sprava_app"
    """Web and worker: no DDL, no superuser, under row-level security."""
    KEEPER = "sprava_keeper"
    """Deletes what may be deleted: sessions, idempotency rows, unclaimed uploads."""
    READER = "sprava_reader"
    """Reads for reports, under row-level security."""
    BACKUP = "sprava_backup"
    """Reads everything for a backup, and may take a base backup."""


_NOTHING = "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS"
_ATTRIBUTES = {
    Role.OWNER: _NOTHING,
    Role.APP: _NOTHING,
    Role.KEEPER: _NOTHING,
    Role.READER: _NOTHING,
    Role.BACKUP: "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE REPLICATION BYPASSRLS",
}

# A command is one short transaction. Migrations and backups are not commands: owner and backup have no statement limit.
_LIMITS = {
    Role.OWNER: {"lock_timeout": "10s"},
    Role.APP: {"statement_timeout": "15s", "lock_timeout": "5s", "idle_in_transaction_session_timeout": "15s"},
    Role.KEEPER: {"statement_timeout": "60s", "lock_timeout": "5s", "idle_in_transaction_session_timeout": "15s"},
    Role.READER: {
        "statement_timeout": "60s",
        "idle_in_transaction_session_timeout": "60s",
        "default_transaction_read_only": "on",
    },
    Role.BACKUP: {"default_transaction_read_only": "on"},
}


def role_statements(passwords: Mapping[Role, str]) -> list[sql.Composed]:
    """Statements that make every role, or bring it to this shape; for a superuser, any number of times.

    A role without an entry in `passwords` keeps the password it has.
    """
    statements: list[sql.Composed] = []
    for role, attributes in _ATTRIBUTES.items():
        name = sql.Identifier(role.value)
        statements.append(
            sql.SQL("DO $$ BEGIN CREATE ROLE {name}; EXCEPTION WHEN duplicate_object THEN NULL; END $$").format(
                name=name
            )
        )
        statements.append(
            sql.SQL("ALTER ROLE {name} WITH {attributes}").format(name=name, attributes=sql.SQL(attributes))
        )
        if role in passwords:
            statements.append(
                sql.SQL("ALTER ROLE {name} PASSWORD {password}").format(
                    name=name, password=sql.Literal(passwords[role])
                )
            )
        statements.extend(
            sql.SQL("ALTER ROLE {name} SET {setting} = {value}").format(
                name=name, setting=sql.Identifier(setting), value=sql.Literal(value)
            )
            for setting, value in _LIMITS[role].items()
        )
    return statements


def database_statements(database: str) -> list[sql.Composed]:
    """Statements that give an existing database to the owner role and let the other roles connect to it."""
    name = sql.Identifier(database)
    roles = sql.SQL(", ").join(sql.Identifier(role.value) for role in Role)
    return [
        sql.SQL("ALTER DATABASE {name} OWNER TO {owner}").format(name=name, owner=sql.Identifier(Role.OWNER.value)),
        sql.SQL("REVOKE ALL ON DATABASE {name} FROM PUBLIC").format(name=name),
        sql.SQL("GRANT CONNECT ON DATABASE {name} TO {roles}").format(name=name, roles=roles),
    ]
