"""Towns of the installation: readable by every tenant, for the host is looked up before any tenant is known."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select

from store.reading import Reading
from store.tables.towns import TownRow
from workflow.codec import from_json
from workflow.town import Town

NO_TOWN = 0
"""A look into no municipality: hosts are read before any is known."""


def town_of(look: Reading) -> Town | None:
    """The town of the municipality looked into, as decisions read it; None until it is set up."""
    query = select(TownRow.settings).where(TownRow.municipality == look.municipality)
    settings = look.connection.execute(query).scalar_one_or_none()
    return None if settings is None else from_json(settings, Town)


def hosts(look: Reading) -> Mapping[str, int]:
    """Municipality by host name in small letters, all of them."""
    rows = look.connection.execute(select(TownRow.host, TownRow.municipality).order_by(TownRow.municipality))
    return {row.host.lower(): row.municipality for row in rows}
