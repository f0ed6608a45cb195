"""Fees: asked when a case is opened, paid, waived, given back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from workflow.fee import Fee, Payment, Refund
from workflow.quick_values import quicken


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeAsked:
    """The case costs this, by the rules of its definition on the day it was opened."""

    schema: ClassVar[int] = 1
    fee: Fee


@dataclass(frozen=True, slots=True, kw_only=True)
class FeePaid:
    """Money came."""

    schema: ClassVar[int] = 1
    payment: Payment


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeWaived:
    """An official waived it; the words are the personal value `reason`."""

    schema: ClassVar[int] = 1
    by: str
    reason: str
    commitment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeRefunded:
    """Money was given back."""

    schema: ClassVar[int] = 1
    refund: Refund
    commitment: str


quicken(FeeAsked, FeePaid, FeeWaived, FeeRefunded)
