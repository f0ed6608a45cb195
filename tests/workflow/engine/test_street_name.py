"""The public part of an address is its street and nothing more."""

from __future__ import annotations

import pytest

from workflow.engine.street_name import street_of


@pytest.mark.parametrize(
    ("address", "street"),
    [
        ("вул. Лісова, 8, кв. 4", "вул. Лісова"),
        ("вул. Лісова 8", "вул. Лісова"),
        ("вулиця Лісова 8/2 кв 4", "вулиця Лісова"),
        ("Лісова 8", "Лісова"),
        ("вул. Лісова навпроти 8", "вул. Лісова"),
        ("вул. Лісова біля дому Зразкової", "вул. Лісова"),
        ("вул. Лісова буд. 8", "вул. Лісова"),
        ("вул. Лісова (біля 8)", "вул. Лісова"),
        ("вул. 8 Березня 5", "вул. 8 Березня"),
        ("вул. 1-го Травня, 3", "вул. 1-го Травня"),
        ("просп. Героїв України 12-А", "просп. Героїв України"),
        ("Лісова", "Лісова"),
    ],
)
def test_house_flat_and_landmark_are_left_out(address: str, street: str) -> None:
    assert street_of(address) == street


@pytest.mark.parametrize("address", ["", "  ", "8", "8, кв. 4", ", 8", "вул."])
def test_an_address_without_a_name_has_no_street(address: str) -> None:
    assert street_of(address) is None
