"""History rows of one decision, each chained to the one before. Pure."""

from __future__ import annotations

from store.chain import entry_hash
from store.row_json import TableRow
from store.row_parameters import insert_rows
from store.tables.history import HistoryRow
from workflow.actor import Actor
from workflow.codec import canonical, event_to_json
from workflow.decision import Decision
from workflow.moment import Moment

# One command's rows are one case's, at one moment, by one actor.
_SAME = frozenset(
    {"municipality", "case_id", "at", "actor", "acting_for", "definition", "correlation", "command"},
)
INSERT = insert_rows(HistoryRow, same=_SAME)


def history_rows(
    moment: Moment, actor: Actor, decision: Decision, sequence: int, head: bytes | None
) -> tuple[list[TableRow], bytes | None]:
    """Rows after row `sequence` whose hash is `head` (0 and None for a new case), and the new head."""
    case = decision.case
    rows: list[TableRow] = []
    for event in decision.events:
        sequence += 1
        kind, schema, content = event_to_json(event)
        data = canonical(content)
        previous, head = (
            head,
            entry_hash(
                case=case.id,
                sequence=sequence,
                at=moment.now,
                actor=actor.label,
                acting_for=decision.acting_for,
                kind=kind,
                schema=schema,
                data=data,
                definition=case.definition,
                previous=head,
            ),
        )
        rows.append(
            {
                "municipality": case.municipality,
                "case_id": case.id,
                "sequence": sequence,
                "at": moment.now,
                "actor": actor.label,
                "acting_for": decision.acting_for,
                "type": kind,
                "schema": schema,
                "data": data.decode(),
                "definition": case.definition,
                "previous": previous,
                "hash": head,
                "correlation": moment.correlation,
                "command": moment.command,
            }
        )
    return rows, head
