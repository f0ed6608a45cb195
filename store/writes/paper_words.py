"""Words of papers and uploads: kept once each was read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import LiteralString
from uuid import UUID

from store.conversation import Conversation
from store.row_json import TableRow, row_json
from store.tables.paper_words import PaperWordRow
from store.upsert import insert_new
from workflow.moment import Moment
from workflow.ports.written import Written

_WORDS = insert_new(PaperWordRow)
_READ: dict[Written, LiteralString] = {
    Written.PAPER: """
    UPDATE papers SET text_read = %(at)s WHERE municipality = %(municipality)s::int AND id = %(source)s::uuid
    """,
    Written.ATTACHMENT: """
    UPDATE attachments SET text_read = %(at)s WHERE municipality = %(municipality)s::int AND id = %(source)s::uuid
    """,
}


def keep(
    talk: Conversation,
    kind: Written,
    source: UUID,
    case: UUID,
    readers: Sequence[str],
    words: Sequence[str],
    moment: Moment,
) -> None:
    """See `workflow.ports.UnitOfWork.keep_text`."""
    talk.tell(_READ[kind], {"source": source, "at": moment.now})
    rows: list[TableRow] = [
        {"municipality": talk.municipality, "case_id": case, "source": source, "word": word, "reader": reader}
        for word in words
        for reader in readers
    ]
    if rows:
        talk.tell(_WORDS, {"rows": row_json(rows)})
