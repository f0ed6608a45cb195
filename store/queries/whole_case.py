"""A case with all that showing it to staff takes, in one statement: who is awaited on it, and its personal values,
which stay sealed until somebody may see them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, LiteralString

from store.personal_values import LONG_CASE, decoded
from store.reading import Glance
from store.vault import Vault
from workflow.case import Case
from workflow.codec import case_from_json
from workflow.errors import NotFound
from workflow.policy import awaited
from workflow.values import Json

# A case that asks and is answered a hundred times keeps every question and every reply: of inputs a long case gives
# those that its values stand in today. Where texts are compared (reviews) earlier ones are wanted too. OFFSET keeps the
# places from being looked up anew for every value.
_BY_REFERENCE: LiteralString = """
SELECT c.body,
    (SELECT json_agg(json_build_array(w.role, w.username, w.unit))
     FROM work_items w WHERE w.municipality = %(municipality)s AND w.case_id = c.id),
    (SELECT json_agg(json_build_array(p.name, p.value, encode(p.sealed, 'hex')))
     FROM personal_values p WHERE p.municipality = %(municipality)s AND p.case_id = c.id
     AND (c.places IS NULL OR p.name NOT LIKE 'input.%%' OR p.name = ANY (c.places))),
    (SELECT k.wrapped FROM case_keys k WHERE k.municipality = %(municipality)s AND k.case_id = c.id)
FROM (
    SELECT id, body, CASE WHEN sequence >= %(long)s AND NOT jsonb_exists(body, 'reviews')
        THEN ARRAY(SELECT s.value FROM jsonb_each_text(body -> 'places') s) END AS places
    FROM cases WHERE municipality = %(municipality)s AND reference = %(reference)s
    OFFSET 0
) c
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeCase:
    """A case; `awaiting` as `policy.allows` takes it. Without the earlier inputs of a long case: messages have them."""

    case: Case
    awaiting: frozenset[str]
    kept: tuple[tuple[str, Any, str | None], ...] = field(repr=False)
    """name, value in the clear, sealed value in hexadecimal"""
    wrapped: bytes | None = field(repr=False)

    def personal_values(self, vault: Vault) -> Mapping[str, Json]:
        """The personal values by name, decrypted: for whoever may see them."""
        rows = (
            (name, value, None if sealed is None else bytes.fromhex(sealed), self.wrapped)
            for name, value, sealed in self.kept
        )
        return decoded(rows, vault, self.case.municipality, self.case.id)


def whole_case(glance: Glance, reference: str) -> WholeCase:
    """NotFound(`unknown_case`)."""
    rows = glance.ask(_BY_REFERENCE, {"municipality": glance.municipality, "reference": reference, "long": LONG_CASE})
    if not rows:
        raise NotFound("unknown_case")
    body, waiting, kept, wrapped = rows[0]
    return WholeCase(
        case=case_from_json(body),
        awaiting=frozenset[str]().union(*(awaited(*one) for one in waiting or ())),
        kept=tuple((name, value, sealed) for name, value, sealed in kept or ()),
        wrapped=None if wrapped is None else bytes(wrapped),
    )
