"""Places reported again: at least three reports of one kind within fifty metres."""

from __future__ import annotations

from store.queries.repeat_places import Spot, gathered

METRE = 90
"""Of latitude, in 1e-7 degrees."""


def spot(number: int, metres: int, kind: str = "road_defect") -> Spot:
    return Spot(
        reference=f"26-{number:05d}",
        request_type=kind,
        street=None,
        latitude_e7=513_500_000 + metres * METRE,
        longitude_e7=258_500_000,
    )


def test_three_within_fifty_metres_are_a_place_and_two_are_none() -> None:
    assert gathered([spot(1, 0), spot(2, 30)]) == ()
    (place,) = gathered([spot(1, 0), spot(2, 30), spot(3, 45)])
    assert [one.reference for one in place.spots] == ["26-00001", "26-00002", "26-00003"]


def test_reports_of_another_kind_or_farther_away_do_not_count() -> None:
    assert gathered([spot(1, 0), spot(2, 30), spot(3, 20, "street_lamp")]) == ()
    assert gathered([spot(1, 0), spot(2, 30), spot(3, 120)]) == ()


def test_a_crowded_corner_is_one_place_not_many() -> None:
    found = gathered([spot(number, number * 4) for number in range(10)])
    assert [len(one.spots) for one in found] == [10]


def test_two_corners_are_two_places_the_fuller_first() -> None:
    near = [spot(number, number) for number in range(3)]
    far = [spot(10 + number, 5_000 + number) for number in range(4)]
    assert [len(one.spots) for one in gathered(near + far)] == [4, 3]


def test_a_place_on_the_edge_of_a_square_of_the_grid_is_found() -> None:
    for start in range(0, 200, 7):
        assert len(gathered([spot(number, start + number * 20) for number in range(3)])) == 1, start
