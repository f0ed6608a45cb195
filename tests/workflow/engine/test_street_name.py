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
        ("Лесі Українки 5", "Лесі Українки"),
        ("Лісова вулиця, 8", "Лісова вулиця"),
        ("біля школи, вул. Лісова", "вул. Лісова"),
        ("Школа № 3 на вул. Лісовій", "вул. Лісовій"),
        ("двір Зразкових (вул. Лісова 4)", "вул. Лісова"),
        ("ріг вул. Лісової та вул. Тихої", "вул. Лісової"),
        ("вул. Садова, магазин Зразкової", "вул. Садова"),
        ("Садова 3", "Садова"),
    ],
)
def test_house_flat_and_landmark_are_left_out(address: str, street: str) -> None:
    assert street_of(address) == street


@pytest.mark.parametrize("address", ["", "  ", "8", "8, кв. 4", ", 8", "вул."])
def test_an_address_without_a_name_has_no_street(address: str) -> None:
    assert street_of(address) is None


@pytest.mark.parametrize(
    "landmark",
    [
        "біля магазину Зразкової",
        "магазин «Рута»",
        "Магазин Зразкової",
        "навпроти школи",
        "Олена Зразкова, перший під'їзд",
        "у дворі Зразкових 4",
        "там, де торік була яма",
        "Парк, третя лавка",
        "за гаражами",
    ],
)
def test_a_landmark_is_no_street(landmark: str) -> None:
    assert street_of(landmark) is None
