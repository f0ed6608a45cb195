"""Names of officials as sentences want them: «А. Прикладний», «за відсутності А. Прикладного», «діяла Н. Умовна»."""

from __future__ import annotations

from documents.people import Gender, Name, gender_of, genitive, paper_form


def initialled(name: str) -> str:
    """«Андрій Прикладний» → «А. Прикладний»."""
    given, _, surname = name.strip().partition(" ")
    return f"{given[0]}. {surname}" if given and surname else name


def signature_line(position: str, name: str) -> str:
    """«Заступниця міської голови Наталія УМОВНА»: the actual position, and nobody else's name (ДСТУ 4163:2020)."""
    return f"{position} {paper_form(_name(name))}"


def of_whom(name: str, language: str) -> str:
    """In the genitive where the language has one and we know it: «Андрія Прикладного»."""
    if language != "uk":
        return name
    declined = genitive(_name(name))
    return f"{declined.given_name} {declined.surname}".strip()


def is_woman(name: str) -> bool:
    """As far as the name tells."""
    return gender_of(_name(name)) is Gender.FEMININE


def _name(name: str) -> Name:
    given, _, surname = name.strip().partition(" ")
    return Name(given_name=given, surname=surname)
