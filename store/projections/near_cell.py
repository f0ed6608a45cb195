"""The grid of the map: places as integers, since only integers may be searched by an index under row-level security.

Pure. A cell is 0.005 degrees each way: some 550 m north to south, 350 m east to west at 50° N.
"""

from __future__ import annotations

from math import cos, radians

CELL_E7 = 50_000
ROW = 100_000
"""Cells are numbered row by row; a row has room for all of the 72,000 cells around the earth."""

_METRES_PER_DEGREE = 111_320


def near_cell(latitude_e7: int, longitude_e7: int) -> int:
    """The number of the cell a place lies in."""
    return (latitude_e7 // CELL_E7) * ROW + (longitude_e7 // CELL_E7) % ROW


def cell_centre(cell: int) -> tuple[int, int]:
    """Latitude and longitude of the middle of a cell."""
    row, column = divmod(cell, ROW)
    west = column - ROW if column >= ROW // 2 else column
    return row * CELL_E7 + CELL_E7 // 2, west * CELL_E7 + CELL_E7 // 2


def reach_e7(latitude_e7: int, metres: int) -> tuple[int, int]:
    """How far `metres` are in 1e-7 degrees of latitude and of longitude there."""
    north = metres * 10_000_000 // _METRES_PER_DEGREE + 1
    narrowing = max(cos(radians(latitude_e7 / 1e7)), 0.01)
    return north, int(north / narrowing) + 1


def cells_around(latitude_e7: int, longitude_e7: int, metres: int) -> tuple[int, ...]:
    """Every cell a place within `metres` may lie in."""
    north, east = reach_e7(latitude_e7, metres)
    rows = range((latitude_e7 - north) // CELL_E7, (latitude_e7 + north) // CELL_E7 + 1)
    columns = range((longitude_e7 - east) // CELL_E7, (longitude_e7 + east) // CELL_E7 + 1)
    return tuple(row * ROW + column % ROW for row in rows for column in columns)
