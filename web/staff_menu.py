"""Where staff may go from every page: what their role has a use for."""

from __future__ import annotations

from gate.access_points import is_access_point
from gate.actor import current_actor
from gate.administrators import ADMINISTRATOR
from gate.control_staff import is_control_staff
from workflow.actor import ActorKind
from workflow.commands.may_archive import ARCHIVISTS

_TAKING = ("web.taking", "staff.take")
_ALL = (
    ("web.queue", "staff.queue"),
    ("web.case_list", "staff.cases"),
    _TAKING,
    ("web.reception", "staff.reception"),
)
_COLLECTION = ("web.waiting_papers", "staff.collection")
_HANDS_OVER = frozenset({"clerk", "operator", "registrar", "executive_secretary"})
_KEEPS = (("web.journals", "staff.journals"), ("web.filing_plan", "staff.filing"))
_BOARD = ("web.board_page", "staff.board")
_SUBSTITUTIONS = ("web.substitutions", "staff.substitutions")
_ADMINISTRATION = ("web.administration", "staff.administration")
_FEES = ("web.fees_page", "fees.title")
_CASHIERS = frozenset({"cashier", "accountant"})
_PLAIN = frozenset({"foreman", "operator", "clerk", "dispatcher", "specialist"})
"""Whose absence nobody signs for: they are not bothered with it on every page."""


def staff_menu() -> tuple[tuple[str, str], ...]:
    """(endpoint, key of its words) in order."""
    actor = current_actor()
    if actor.kind is not ActorKind.STAFF:
        return ()
    if is_access_point(actor):
        return (_TAKING,)
    found = [*_ALL]
    if actor.roles & _HANDS_OVER:
        found.append(_COLLECTION)
    if is_control_staff(actor):
        found.append(_BOARD)
    if not actor.roles <= _PLAIN:
        found.append(_SUBSTITUTIONS)
    if actor.roles & ARCHIVISTS:
        found += _KEEPS
    if actor.roles & _CASHIERS:
        found.append(_FEES)
    if ADMINISTRATOR in actor.roles:
        found.append(_ADMINISTRATION)
    return tuple(found)
