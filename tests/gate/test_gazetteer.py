"""Streets of a town: their names, and the one nearest to a point."""

from __future__ import annotations

from typing import Any

import pytest

from gate.gazetteer import Gazetteer, gazetteer_of
from runtime.settings import load
from runtime.street_file import DEMO_STREETS, read_streets


def line(name: str, *points: tuple[float, float], **more: Any) -> dict[str, Any]:
    """A street as GeoJSON has it: longitude first."""
    return {
        "type": "Feature",
        "properties": {"name": name, "kind": "street"} | more,
        "geometry": {"type": "LineString", "coordinates": [[east, north] for north, east in points]},
    }


def of(*features: object) -> Gazetteer:
    return gazetteer_of({"type": "FeatureCollection", "features": list(features)})


def test_the_nearest_street_is_measured_to_its_parts_and_not_to_its_ends() -> None:
    # given: a long street that passes by, and a short one whose end is nearer than the long one's ends
    found = of(
        line("вул. Довга", (51.0, 25.0), (51.0, 25.1)),
        line("вул. Коротка", (51.002, 25.05), (51.01, 25.05)),
    )
    # then
    assert found.nearest((51.0003, 25.05)) == "вул. Довга"
    assert found.nearest((51.0018, 25.05)) == "вул. Коротка"
    assert found.nearest((51.05, 25.05)) is None


def test_parts_of_one_street_are_one_name_and_other_lines_are_none() -> None:
    found = of(
        line("вул. Лісова", (51.0, 25.0), (51.1, 25.0)),
        line("вул. Лісова", (51.2, 25.0), (51.3, 25.0)),
        line("Стир", (51.0, 25.2), (51.1, 25.2), kind="river"),
        line("вул. Нова", (51.0, 25.3), (51.1, 25.3), kind="", highway="residential"),
    )
    assert found.names == ("вул. Лісова", "вул. Нова")
    assert found.nearest((51.25, 25.0)) == "вул. Лісова"


@pytest.mark.parametrize(
    "document",
    [
        [],
        {"features": 1},
        {"features": []},
        {"features": [{}]},
        {"features": ["x"]},
        {"features": [line("a", (1.0, 2.0)) | {"geometry": {"type": "LineString", "coordinates": [["x"]]}}]},
    ],
)
def test_what_is_no_list_of_streets_is_refused(document: Any) -> None:
    with pytest.raises(ValueError, match=r"no street|cannot be read"):
        gazetteer_of(document)


def test_a_file_that_is_not_there_is_told_at_the_start(tmp_path: Any) -> None:
    with pytest.raises(Exception, match="SPRAVA_STREETS must be the path of a GeoJSON file"):
        load({"SPRAVA_STREETS": str(tmp_path / "none.json")})


def test_the_demo_town_brings_its_own_streets() -> None:
    assert "вул. Лісова" in read_streets(DEMO_STREETS).names
    assert "вул. Лісова" in load({"SPRAVA_DEMO": "1"}).map.streets.names
