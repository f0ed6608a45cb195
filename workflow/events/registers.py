"""Places in an ordered register."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from workflow.position import Position
from workflow.quick_values import quicken


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterEntered:
    """The case got a position in an ordered register, by the move `why`."""

    schema: ClassVar[int] = 1
    position: Position
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterMoved:
    """Its category changed, and with it whom it goes before; the turn stays."""

    schema: ClassVar[int] = 1
    position: Position
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterLeft:
    """It has no position any more."""

    schema: ClassVar[int] = 1
    register: str
    why: str


quicken(RegisterEntered, RegisterMoved, RegisterLeft)
