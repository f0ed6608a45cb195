"""Part of a transaction (unit_of_work.py): people and units of the town hall."""

from __future__ import annotations

from typing import Protocol

from workflow.moment import Moment
from workflow.town import StaffMember, Unit


class StaffWrites(Protocol):
    """People and units of the town hall."""

    def staff(self, username: str) -> StaffMember | None: ...

    def staff_with_role(self, role: str, unit: str | None = None) -> tuple[StaffMember, ...]: ...

    def staff_of_unit(self, unit: str) -> tuple[StaffMember, ...]:
        """Everybody active of a unit, by username."""

    def unit(self, identifier: str) -> Unit | None: ...

    def add_staff(self, member: StaffMember, password_hash: str, moment: Moment) -> None: ...

    def open_work_of(self, username: str) -> int:
        """How many lines of queues and controlled instructions name somebody and are not done."""

    def set_staff_active(self, username: str, active: bool) -> None: ...

    def add_unit(self, unit: Unit) -> None: ...

    def set_password(self, username: str, password_hash: str) -> None:
        """NotFound(`unknown_user`)."""
