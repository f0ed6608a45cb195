"""What a case costs and what came of it: asked, paid, waived, given back. Frozen values; money is decimal text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum


class FeeStatus(StrEnum):
    """Where a fee stands. NOTHING: the service costs nothing in this case."""

    NOTHING = "nothing"
    DUE = "due"
    PAID = "paid"
    WAIVED = "waived"


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """Money that came: on which day, by which document of the bank or till; recorded by whom."""

    amount: str
    day: date
    document: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Refund:
    """Money given back; `reason` names the personal value that says why."""

    amount: str
    day: date
    document: str
    by: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fee:
    """The amount is frozen when the case is opened. `ground`: why it is waived by itself, in the definition's words;
    `waived` names the personal value of an official's reason instead."""

    amount: str
    ground: str | None = None
    waived: str | None = None
    waived_by: str | None = None
    payments: tuple[Payment, ...] = ()
    refunds: tuple[Refund, ...] = ()

    @property
    def received(self) -> Decimal:
        """Everything that came, less what was given back."""
        return total(self.payments) - total(self.refunds)

    @property
    def status(self) -> FeeStatus:
        """Where it stands now. What was given back does not make a settled fee due again."""
        if Decimal(self.amount) == 0:
            return FeeStatus.NOTHING
        if self.ground is not None or self.waived is not None:
            return FeeStatus.WAIVED
        return FeeStatus.PAID if total(self.payments) >= Decimal(self.amount) else FeeStatus.DUE

    @property
    def settled(self) -> bool:
        """Whether nothing is owed any more."""
        return self.status is not FeeStatus.DUE


def total(moves: tuple[Payment, ...] | tuple[Refund, ...]) -> Decimal:
    """The sum of their amounts."""
    return sum((Decimal(one.amount) for one in moves), Decimal(0))
