"""People and units of the town hall."""

from __future__ import annotations

from typing import LiteralString

from store.conversation import Conversation
from store.wire import Row
from workflow.errors import NotFound
from workflow.moment import Moment
from workflow.town import StaffMember, Unit

_STAFF: LiteralString = """
SELECT username, name, position, roles, unit, active FROM staff WHERE municipality = %(municipality)s::int
"""
_ONE: LiteralString = _STAFF + " AND username = %(username)s"
_WITH_ROLE: LiteralString = (
    _STAFF
    + """
AND active AND %(role)s = ANY(roles) AND (%(unit)s::text IS NULL OR unit = %(unit)s::text) ORDER BY username
"""
)
_OF_UNIT: LiteralString = _STAFF + " AND active AND unit = %(unit)s ORDER BY username"
_ADD_STAFF: LiteralString = """
INSERT INTO staff (municipality, username, name, position, roles, unit, active, password_hash, added)
VALUES (%(municipality)s, %(username)s, %(name)s, %(position)s, %(roles)s, %(unit)s, %(active)s, %(hash)s, %(at)s)
"""
_SET_ACTIVE: LiteralString = """
UPDATE staff SET active = %(active)s WHERE municipality = %(municipality)s::int AND username = %(username)s
RETURNING username
"""
_OPEN_WORK: LiteralString = """
SELECT (SELECT count(*) FROM work_items WHERE municipality = %(municipality)s::int AND username = %(username)s)
    + (SELECT count(*) FROM resolutions WHERE municipality = %(municipality)s::int AND controller = %(username)s
       AND status IN ('open', 'reported'))
"""
_SET_HASH: LiteralString = """
UPDATE staff SET password_hash = %(hash)s WHERE municipality = %(municipality)s::int AND username = %(username)s
RETURNING username
"""
_UNIT: LiteralString = """
SELECT id, name, body, phone, head, control FROM units WHERE municipality = %(municipality)s::int AND id = %(id)s
"""
_ADD_UNIT: LiteralString = """
INSERT INTO units (municipality, id, name, body, phone, head, control)
VALUES (%(municipality)s, %(id)s, %(name)s, %(body)s, %(phone)s, %(head)s, %(control)s)
"""


def staff(talk: Conversation, username: str) -> StaffMember | None:
    """One staff member, active or not."""
    rows = talk.ask(_ONE, {"username": username})
    return _member(rows[0]) if rows else None


def staff_with_role(talk: Conversation, role: str, unit: str | None) -> tuple[StaffMember, ...]:
    """Active staff with a role, in one unit if given."""
    return tuple(_member(row) for row in talk.ask(_WITH_ROLE, {"role": role, "unit": unit}))


def staff_of_unit(talk: Conversation, unit: str) -> tuple[StaffMember, ...]:
    """Active staff of one unit."""
    return tuple(_member(row) for row in talk.ask(_OF_UNIT, {"unit": unit}))


def add_staff(talk: Conversation, member: StaffMember, password_hash: str, moment: Moment) -> None:
    """Conflict(`username_taken`) at the commit."""
    talk.tell(
        _ADD_STAFF,
        {
            "username": member.username,
            "name": member.name,
            "position": member.position,
            "roles": sorted(member.roles),
            "unit": member.unit,
            "active": member.active,
            "hash": password_hash,
            "at": moment.now,
        },
    )


def open_work_of(talk: Conversation, username: str) -> int:
    """How many lines of queues name somebody, and open instructions they control."""
    return int(talk.ask(_OPEN_WORK, {"username": username})[0][0])


def set_active(talk: Conversation, username: str, active: bool) -> None:
    """NotFound(`unknown_user`)."""
    if not talk.ask(_SET_ACTIVE, {"username": username, "active": active}):
        raise NotFound("unknown_user")


def set_password(talk: Conversation, username: str, password_hash: str) -> None:
    """NotFound(`unknown_user`)."""
    if not talk.ask(_SET_HASH, {"username": username, "hash": password_hash}):
        raise NotFound("unknown_user")


def unit(talk: Conversation, identifier: str) -> Unit | None:
    """One unit."""
    rows = talk.ask(_UNIT, {"id": identifier})
    if not rows:
        return None
    found, name, body, phone, head, control = rows[0]
    return Unit(id=found, name=name, body=body, phone=phone, head=head, control=control)


def add_unit(talk: Conversation, one: Unit) -> None:
    """Conflict(`unit_exists`) at the commit."""
    values = {"id": one.id, "name": one.name, "body": one.body, "phone": one.phone}
    talk.tell(_ADD_UNIT, {**values, "head": one.head, "control": one.control})


def _member(row: Row) -> StaffMember:
    return StaffMember(
        username=row[0], name=row[1], position=row[2], roles=frozenset(row[3]), unit=row[4], active=row[5]
    )
