"""What every table shares: one metadata with fixed constraint names, and how Python types are stored.

Rows are read as tuples by Core; nothing here has behaviour, relationships or events.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    Boolean,
    Date,
    DateTime,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    MetaData,
    Text,
    Uuid,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import DeclarativeBase

NAMES = {
    "pk": "pk_%(table_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(referred_table_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}


class Table(DeclarativeBase):
    """Every table of ours. `municipality` begins each primary and foreign key (house.md, "Keys")."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar = {
        str: Text,
        int: Integer,
        bool: Boolean,
        bytes: LargeBinary,
        date: Date,
        datetime: DateTime(timezone=True),
        UUID: Uuid,
        Mapping[str, Any]: JSONB,
        list[str]: ARRAY(Text),
    }


PREFIX = Text(collation="C")
"""Text searched by its beginning: only under this collation is «begins with» a leakproof range an index serves."""


def of_case() -> ForeignKeyConstraint:
    """The tie of a row to its case in the same municipality."""
    return ForeignKeyConstraint(["municipality", "case_id"], ["cases.municipality", "cases.id"])
