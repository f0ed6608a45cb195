"""Names as papers write them: addressees in the dative, signers as «Ім'я ПРІЗВИЩЕ» (КМУ 55, ДСТУ 4163:2020)."""

from __future__ import annotations

from collections.abc import Mapping

from documents.name_forms import confirmed_or_proposed
from documents.people import Name, paper_form
from workflow.case import PersonRole
from workflow.values import Json


def addressee(personal: Mapping[str, Json], role: PersonRole) -> dict[str, str]:
    """`{dative, full_dative, name, address, greeting}`; a letter greets by name, a certificate names the patronymic."""

    def gave(name: str) -> str:
        value = personal.get(f"{role.value}.{name}")
        return str(value) if value else ""

    address = gave("address")
    if gave("organisation"):
        title = gave("organisation")
        return {"dative": title, "full_dative": title, "name": title, "address": address, "greeting": "Доброго дня!"}
    name = Name(surname=gave("surname"), given_name=gave("given_name"), patronymic=gave("patronymic"))
    if not name.surname:
        return {"dative": "", "full_dative": "", "name": "", "address": address, "greeting": "Доброго дня!"}
    forms, _confirmed = confirmed_or_proposed(name, personal.get(f"{role.value}.forms"))
    return {
        "dative": forms.dative,
        "full_dative": forms.full_dative,
        "name": forms.name,
        "address": address,
        "greeting": forms.greeting,
    }


def signer_name(name: str) -> str:
    """«Петро ТИПОВИЙ» from «Петро Типовий»."""
    given, _, surname = name.rpartition(" ")
    return paper_form(Name(surname=surname, given_name=given))
