"""The registration card of a paper that came or was made: what a journal says of it (facts.md, "records practice").

Frozen values without personal data: the correspondent's name and the summary are personal values named by the card.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

CARD_FIELDS = (
    "correspondent",
    "their_number",
    "their_date",
    "delivery",
    "sheets",
    "enclosures",
    "summary",
    "occurrence",
    "category",
)
"""What a definition may make obligatory on its cards."""


class Journal(StrEnum):
    """The journals a definition may register its cases in."""

    INCOMING = "incoming"
    OUTGOING = "outgoing"
    INTERNAL = "internal"
    APPEALS = "appeals"
    ORDERS = "orders"


class Delivery(StrEnum):
    """How a paper came."""

    COUNTER = "counter"
    POST = "post"
    COURIER = "courier"
    EMAIL = "email"
    PAGE = "page"
    EXCHANGE = "exchange"
    FAX = "fax"
    INNER = "inner"


class Occurrence(StrEnum):
    """Whether the same matter came before, in another copy, or from many."""

    FIRST = "first"
    REPEATED = "repeated"
    DUPLICATE = "duplicate"
    COLLECTIVE = "collective"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One end of a link between letters: the index in our journal, its day, the reference of its case."""

    journal: str
    index: str
    date: date
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """One card. `index` is `number/file`; `day` the local day it was registered, `received` the day it came.

    `place` is the prefix of its personal values `<place>.correspondent`, `<place>.summary`, whose `commitments` stand
    here. `sheets` and `enclosures` count sheets. `answers` is the letter of ours that this one answers. A void card
    keeps its number; `void_reason` names the personal value that says why.
    """

    id: UUID
    journal: str
    year: int
    number: int
    index: str
    day: date
    received: date
    by: str
    place: str
    kind: str = "person"
    their_number: str | None = None
    their_date: date | None = None
    delivery: str | None = None
    sheets: int | None = None
    enclosures: int | None = None
    occurrence: str = Occurrence.FIRST.value
    category: str | None = None
    answers: Answer | None = None
    commitments: Mapping[str, str] = field(default_factory=dict)
    voided: datetime | None = None
    voided_by: str | None = None
    void_reason: str | None = None
