"""Work of somebody who left, handed over for good."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from workflow.quick_values import quicken


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkHandedOver:
    """Everything open on a case that was `leaver`'s by name is `successor`'s from now on, by an order.

    `what` says which parts: `assignment`, `executor:RESOLUTION`, `author:RESOLUTION`, `control:RESOLUTION`,
    `review:REVIEW:SEAT`, `owner:REVIEW`, `acquaintance:LIST`, `work:ID`, `delegation:ID`.
    """

    schema: ClassVar[int] = 1
    leaver: str
    leaver_name: str
    successor: str
    name: str
    position: str
    order_number: str
    order_date: date
    what: tuple[str, ...]


quicken(WorkHandedOver)
