"""How several votings stand at once, for a list of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from store.reading import Reading
from store.tables.cases import CaseRow
from store.tables.votes import TallyRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """`total` with signatures on paper; `threshold` None for a poll; `open` while votes are counted."""

    total: int
    threshold: int | None
    open: bool


def standings(look: Reading, references: Sequence[str]) -> dict[str, Standing]:
    """By reference; a case that was never opened for votes has none."""
    threshold = CaseRow.body["support"]["threshold"].as_integer()
    query = (
        select(CaseRow.reference, TallyRow.votes, TallyRow.paper, TallyRow.closed, threshold.label("threshold"))
        .join(TallyRow, (TallyRow.municipality == CaseRow.municipality) & (TallyRow.case_id == CaseRow.id))
        .where(CaseRow.municipality == look.municipality, CaseRow.reference.in_(references))
    )
    return {
        row.reference: Standing(total=row.votes + row.paper, threshold=row.threshold, open=row.closed is None)
        for row in look.connection.execute(query)
    }
