"""Personal values of a case: written beside its history, sensitive ones sealed, the others findable by their words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import LiteralString
from uuid import UUID

from store.conversation import Conversation
from store.personal_values import LONG_CASE, decoded
from store.projections.search_words import words_of
from store.row_json import TableRow, row_json
from store.tables.personal import CaseKeyRow, PersonalValueRow, SearchWordRow
from store.upsert import insert, insert_new, upsert
from store.vault import Vault, plain
from workflow.case import Case
from workflow.moment import Moment
from workflow.values import Json, PersonalValue

_UPSERT = upsert(PersonalValueRow)
_INSERT_KEY = insert(CaseKeyRow)
_INSERT_WORDS = insert_new(SearchWordRow)
_VALUES: LiteralString = """
SELECT v.name, v.value, v.sealed, k.wrapped FROM personal_values v
LEFT JOIN case_keys k ON k.municipality = v.municipality AND k.case_id = v.case_id
WHERE v.municipality = %(municipality)s::int AND v.case_id = %(case)s::uuid
"""
# Of a long case without its earlier inputs, as queries/whole_case.py gives them.
_SHOWN: LiteralString = (
    _VALUES + "AND (%(places)s::text[] IS NULL OR v.name NOT LIKE 'input.%%' OR v.name = ANY (%(places)s::text[]))"
)
_KEY: LiteralString = """
SELECT wrapped FROM case_keys WHERE municipality = %(municipality)s::int AND case_id = %(case)s::uuid
"""


class PersonalWriter:
    """Reads and writes personal values in one transaction."""

    def __init__(self, talk: Conversation, vault: Vault) -> None:
        self._talk = talk
        self._vault = vault
        self._keys: dict[UUID, bytes] = {}

    def values(self, case: UUID) -> Mapping[str, Json]:
        """Every value by name, decrypted."""
        rows = self._talk.ask(_VALUES, {"case": case})
        return decoded(rows, self._vault, self._talk.municipality, case)

    def values_at_commit(self, case: Case) -> Mapping[str, Json]:
        """The values that showing the case takes, in the packet that ends the transaction."""
        is_long = case.sequence >= LONG_CASE and not case.reviews
        places = list(case.places.values()) if is_long else None
        rows = self._talk.ask_and_commit(_SHOWN, {"case": case.id, "places": places})
        return decoded(rows, self._vault, self._talk.municipality, case.id)

    def write(self, case: Case, values: Sequence[PersonalValue], moment: Moment, *, is_new: bool) -> None:
        """Keeps `values`, replacing earlier ones of the same name."""
        if values:
            rows = [self._row(case, one, moment, is_new) for one in values]
            self._talk.tell(_UPSERT, {"rows": row_json(rows)})
        street = [case.street] if is_new and case.street else []
        words = words_of([*street, *(one.value for one in values if not one.sensitive)])
        if words:
            found: list[TableRow] = [
                {"municipality": case.municipality, "case_id": case.id, "word": word} for word in words
            ]
            self._talk.tell(_INSERT_WORDS, {"rows": row_json(found)})

    def _row(self, case: Case, one: PersonalValue, moment: Moment, is_new: bool) -> TableRow:
        sealed = None
        if one.sensitive:
            key = self._case_key(case, moment, is_new)
            sealed = self._vault.seal(key, plain(one.value), case.municipality, case.id, one.name, moment)
        return {
            "municipality": case.municipality,
            "case_id": case.id,
            "name": one.name,
            "value": None if one.sensitive else {"is": one.value},
            "sealed": sealed,
            "key": one.key,
        }

    def _case_key(self, case: Case, moment: Moment, is_new: bool) -> bytes:
        if case.id in self._keys:
            return self._keys[case.id]
        rows = [] if is_new else self._talk.ask(_KEY, {"case": case.id})
        if rows:
            key = self._vault.case_key(case.municipality, case.id, bytes(rows[0][0]))
        else:
            key, wrapped = self._vault.new_case_key(case.municipality, case.id, moment)
            row: TableRow = {"municipality": case.municipality, "case_id": case.id, "wrapped": wrapped}
            self._talk.tell(_INSERT_KEY, {"rows": row_json([row])})
        self._keys[case.id] = key
        return key
