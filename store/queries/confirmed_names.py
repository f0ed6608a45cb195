"""Forms of names that a clerk has confirmed, on whichever case: forms belong to a name, whoever bears it."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import and_, select

from store.projections.search_words import words
from store.reading import Reading
from store.tables.personal import PersonalValueRow, SearchWordRow
from workflow.values import Json

_MOST = 200


def confirmed_forms(look: Reading, named: Mapping[str, str]) -> Mapping[str, Json] | None:
    """The newest forms of exactly this name (`surname`, `given_name`, `patronymic`), as `ConfirmName` keeps them."""
    known = words(named.get("surname", ""))
    if not known:
        return None
    query = (
        select(PersonalValueRow.value)
        .join(
            SearchWordRow,
            and_(
                SearchWordRow.municipality == PersonalValueRow.municipality,
                SearchWordRow.case_id == PersonalValueRow.case_id,
            ),
        )
        .where(
            SearchWordRow.municipality == look.municipality,
            SearchWordRow.word == known[0],
            PersonalValueRow.name >= "forms.",
            PersonalValueRow.name < "forms/",
        )
        .order_by(PersonalValueRow.case_id.desc())
        .limit(_MOST)
    )
    kept = [row.value["is"] for row in look.connection.execute(query) if row.value]
    same = [
        one for one in kept if isinstance(one, Mapping) and all(one.get(name) == text for name, text in named.items())
    ]
    return max(same, key=lambda one: str(one.get("at")), default=None)
