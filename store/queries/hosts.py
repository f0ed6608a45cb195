"""Which host name belongs to which municipality: the one look that needs none."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select

from store.reading import Reading
from store.tables.towns import TownRow


def municipalities_by_host(look: Reading) -> Mapping[str, int]:
    """Every town of the installation, host names in small letters."""
    rows = look.connection.execute(select(TownRow.host, TownRow.municipality))
    return {row.host.lower(): row.municipality for row in rows}
