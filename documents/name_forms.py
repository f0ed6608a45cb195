"""The forms of a person's name that a letter needs: as somebody confirmed them, else as the dictionary proposes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from documents.people import Name, paper_dative, paper_form, vocative_address


@dataclass(frozen=True, slots=True, kw_only=True)
class NameForms:
    """`name` in the nominative; `dative` without the patronymic, `full_dative` with it; `greeting` a whole line."""

    name: str
    dative: str
    full_dative: str
    greeting: str


def confirmed_or_proposed(name: Name, kept: object) -> tuple[NameForms, bool]:
    """(forms, whether they are confirmed). `kept` is what was confirmed, with the name it was confirmed of: a name that
    was corrected since is proposed anew."""
    nominative = paper_form(name, with_patronymic=True)
    if isinstance(kept, Mapping) and _same(name, kept):
        dative, full, greeting = (str(kept.get(one) or "") for one in ("dative", "full_dative", "greeting"))
        return NameForms(name=nominative, dative=dative, full_dative=full, greeting=greeting), True
    proposed = NameForms(
        name=nominative,
        dative=paper_dative(name),
        full_dative=paper_dative(name, with_patronymic=True),
        greeting=vocative_address(name),
    )
    return proposed, False


def _same(name: Name, kept: Mapping[object, object]) -> bool:
    given = (name.surname, name.given_name, name.patronymic)
    return given == tuple(kept.get(one) or "" for one in ("surname", "given_name", "patronymic"))
