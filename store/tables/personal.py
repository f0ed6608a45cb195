"""Personal values of a case, the key that opens the sensitive ones, and the words a case is found by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.table import PREFIX, Table, of_case


class PersonalValueRow(Table):
    """One value by its place (`applicant.phone`): in the clear in `value`, or a sensitive one encrypted in `sealed`.

    `key` opens the commitment in the history; it goes with the value.
    """

    __tablename__ = "personal_values"

    municipality: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[Mapping[str, Any] | None]
    sealed: Mapped[bytes | None]
    key: Mapped[bytes]

    __table_args__ = (of_case(), CheckConstraint("(value IS NULL) <> (sealed IS NULL)", name="one_form"))


class CaseKeyRow(Table):
    """A case's own key, wrapped by the server's key."""

    __tablename__ = "case_keys"

    municipality: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(primary_key=True)
    wrapped: Mapped[bytes]

    __table_args__ = (of_case(),)


class SearchWordRow(Table):
    """One lower-case word, or a phone's digits, by which staff find a case."""

    __tablename__ = "search_words"

    municipality: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(primary_key=True)
    word: Mapped[str] = mapped_column(PREFIX, primary_key=True)

    __table_args__ = (of_case(), Index("ix_search_words_word", "municipality", "word", "case_id"))
