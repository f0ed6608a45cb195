"""The addresses of one database, one per role. Only values live here; nothing connects."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from urllib.parse import quote, urlencode

DRIVER = "postgresql+psycopg"


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseUrls:
    """SQLAlchemy addresses (`postgresql+psycopg://…`) of the same database for each role that may open it.

    `admin` is the superuser and exists only for the embedded database: it makes databases and roles, serves no request.
    """

    app: str = dataclasses.field(repr=False)
    owner: str = dataclasses.field(repr=False)
    keeper: str = dataclasses.field(repr=False)
    reader: str = dataclasses.field(repr=False)
    backup: str = dataclasses.field(repr=False)
    admin: str = dataclasses.field(repr=False)

    def for_database(self, name: str) -> DatabaseUrls:
        """The same roles and server, another database."""
        return DatabaseUrls(
            **{field.name: _renamed(getattr(self, field.name), name) for field in dataclasses.fields(self)}
        )


def address(*, role: str, password: str, database: str, host: str, port: int) -> str:
    """One SQLAlchemy address; `host` is an IP address, or the absolute folder of a Unix socket."""
    credentials = f"{quote(role, safe='')}:{quote(password, safe='')}"
    if host.startswith("/"):
        # libpq knows %20 alone: a plus is a plus to it.
        place = urlencode({"host": host, "port": port}, quote_via=quote)
        return f"{DRIVER}://{credentials}@/{quote(database, safe='')}?{place}"
    return f"{DRIVER}://{credentials}@{host}:{port}/{quote(database, safe='')}"


def libpq(url: str) -> str:
    """The same address as libpq, psycopg and the PostgreSQL programs spell it."""
    return "postgresql://" + url.removeprefix(f"{DRIVER}://").removeprefix("postgresql://")


def _renamed(url: str, database: str) -> str:
    before, _, query = url.partition("?")
    server, _, _ = before.rpartition("/")
    return f"{server}/{quote(database, safe='')}" + (f"?{query}" if query else "")
