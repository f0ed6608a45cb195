"""Who acts in a role at a moment, absences followed to whoever stands in."""

from __future__ import annotations

from datetime import datetime

from store.queries.staff import all_staff
from store.queries.substitutions import substitutions_from
from store.reading import Reading
from workflow.town import StaffMember


def role_holders(look: Reading, role: str, at: datetime) -> tuple[StaffMember, ...]:
    """Active people by name, each once: who holds `role` and is there, else whoever acts for them, as far as that
    leads."""
    staff = {one.username: one for one in all_staff(look)}
    acting = {
        one.substitution.absent: one.substitution.acting
        for one in substitutions_from(look, at)
        if one.substitution.since <= at
    }
    found: dict[str, StaffMember] = {}
    for member in staff.values():
        if role in member.roles:
            there = _there(member.username, acting)
            if there in staff:
                found[there] = staff[there]
    return tuple(found.values())


def _there(username: str, acting: dict[str, str]) -> str:
    seen = {username}
    while username in acting and acting[username] not in seen:
        username = acting[username]
        seen.add(username)
    return username
