"""What the maps of this installation stand on: tiles of its own source, in the demo a drawing of the town."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from gate.doors import doors


@dataclass(frozen=True, slots=True, kw_only=True)
class MapGround:
    """Texts for the attributes of a map; empty where there is none. `outline` is the address of a drawing (GeoJSON)."""

    tiles: str = ""
    credit: str = ""
    centre: str = ""
    outline: str = ""

    @property
    def stands(self) -> bool:
        """Whether there is anything to find a place on."""
        return bool(self.tiles or self.outline)


def map_ground() -> MapGround:
    """Of the process that answers."""
    settings = doors().settings
    drawn = settings.demo and not settings.map.tiles
    return MapGround(
        tiles=settings.map.tiles,
        credit=settings.map.credit,
        centre=",".join(str(one) for one in settings.map.centre or ()),
        outline=url_for("web.static", filename="demo_town.json") if drawn else "",
    )
