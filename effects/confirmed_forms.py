"""Adds to the personal values of a case how letters write its people, where somebody confirmed that."""

from __future__ import annotations

from collections.abc import Mapping

from effects.records import Records
from workflow.case import Case
from workflow.commands.confirm_name import NAMES
from workflow.values import Json


def with_forms(case: Case, personal: Mapping[str, Json], records: Records) -> Mapping[str, Json]:
    """`personal`, with `<role>.forms`: confirmed on this case, else the newest of another case for the same name."""
    found: dict[str, Json] = dict(personal)
    for person in case.people:
        named = {name: str(personal.get(f"{person.role.value}.{name}") or "") for name in NAMES}
        if not named["surname"]:
            continue
        own = personal.get(person.forms or "")
        found[f"{person.role.value}.forms"] = records.confirmed_forms(case.municipality, named) if own is None else own
    return found
