"""Words of papers and of PDFs that people sent, by which those who may read them find the case."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.table import PREFIX, Table, of_case


class PaperWordRow(Table):
    """One lower-case word in its dictionary form. `source` is the paper or attachment it stands in, `reader` a role
    that may read that one, or empty: whoever may read the case."""

    __tablename__ = "paper_words"

    municipality: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(primary_key=True)
    source: Mapped[UUID] = mapped_column(primary_key=True)
    word: Mapped[str] = mapped_column(PREFIX, primary_key=True)
    reader: Mapped[str] = mapped_column(primary_key=True)

    __table_args__ = (of_case(), Index("ix_paper_words_word", "municipality", "word", "reader", "case_id"))
