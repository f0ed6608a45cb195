"""Part of a transaction (store/unit_of_work.py): people and units of the town hall."""

from __future__ import annotations

from store.conversation import Conversation
from store.writes import hall
from workflow.moment import Moment
from workflow.town import StaffMember, Unit


class StaffWrites:
    """See ports.staff_writes."""

    _talk: Conversation

    def staff(self, username: str) -> StaffMember | None:
        """One staff member, active or not."""
        return hall.staff(self._talk, username)

    def staff_with_role(self, role: str, unit: str | None = None) -> tuple[StaffMember, ...]:
        """Active staff with a role, in one unit if given."""
        return hall.staff_with_role(self._talk, role, unit)

    def staff_of_unit(self, unit: str) -> tuple[StaffMember, ...]:
        """Active staff of one unit."""
        return hall.staff_of_unit(self._talk, unit)

    def unit(self, identifier: str) -> Unit | None:
        """One unit."""
        return hall.unit(self._talk, identifier)

    def add_staff(self, member: StaffMember, password_hash: str, moment: Moment) -> None:
        """Conflict(`username_taken`) at the commit."""
        hall.add_staff(self._talk, member, password_hash, moment)

    def open_work_of(self, username: str) -> int:
        """How much awaits somebody by name."""
        return hall.open_work_of(self._talk, username)

    def set_staff_active(self, username: str, active: bool) -> None:
        """NotFound(`unknown_user`)."""
        hall.set_active(self._talk, username, active)

    def add_unit(self, unit: Unit) -> None:
        """Conflict(`unit_exists`) at the commit."""
        hall.add_unit(self._talk, unit)

    def set_password(self, username: str, password_hash: str) -> None:
        """NotFound(`unknown_user`)."""
        hall.set_password(self._talk, username, password_hash)
