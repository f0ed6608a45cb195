"""Citizens of the demo town: invented people with invented telephones."""

from __future__ import annotations

from collections.abc import Mapping

from workflow.values import Json

_PEOPLE = (
    ("Зразкова", "Олена", "", "вул. Лісова, 8, кв. 4", "link"),
    ("Сусідська", "Ганна", "Петрівна", "вул. Лісова, 10, кв. 1", "voice"),
    ("Пішоходенко", "Андрій", "Миколайович", "вул. Соборна, 3, кв. 17", "link"),
    ("Велосипедна", "Ірина", "", "вул. Садова, 21", "link"),
    ("Водій", "Тарас", "Богданович", "вул. Енергетиків, 5, кв. 60", "link"),
    ("Городницька", "Марта", "Іванівна", "вул. Шкільна, 14", "voice"),
    ("Листоноша", "Павло", "", "вул. Річкова, 2", "email"),
    ("Квітникар", "Софія", "Олегівна", "вул. Садова, 9", "link"),
    ("Бабенко", "Ніна", "Василівна", "вул. Миру, 30, кв. 8", "post"),
    ("Майстренко", "Юрій", "", "вул. Заводська, 1", "link"),
    ("Приймальний", "Степан", "Романович", "вул. Енергетиків, 12, кв. 36", "voice"),
    ("Школярська", "Дарина", "", "вул. Шкільна, 7, кв. 22", "link"),
)


def citizen(number: int) -> Mapping[str, Json]:
    """The applicant of that number, round and round."""
    surname, given_name, patronymic, address, contact_by = _PEOPLE[number % len(_PEOPLE)]
    found: dict[str, Json] = {
        "surname": surname,
        "given_name": given_name,
        "phone": f"+38067111{number % len(_PEOPLE):02d}{number % 90 + 10}",
        "address": address,
        "contact_by": contact_by,
    }
    if patronymic:
        found["patronymic"] = patronymic
    if contact_by == "email":
        found["email"] = f"demo{number}@example.com"
    return found
