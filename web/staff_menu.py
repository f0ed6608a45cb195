"""Where staff may go from every page: what their role has a use for."""

from __future__ import annotations

from gate.actor import current_actor
from gate.control_staff import is_control_staff
from workflow.actor import ActorKind
from workflow.commands.may_archive import ARCHIVISTS

_ALL = (
    ("web.queue", "staff.queue"),
    ("web.case_list", "staff.cases"),
    ("web.taking", "staff.take"),
    ("web.reception", "staff.reception"),
)
_KEEPS = (("web.journals", "staff.journals"), ("web.filing_plan", "staff.filing"))
_BOARD = ("web.board_page", "staff.board")


def staff_menu() -> tuple[tuple[str, str], ...]:
    """(endpoint, key of its words) in order."""
    actor = current_actor()
    if actor.kind is not ActorKind.STAFF:
        return ()
    controls = (_BOARD,) if is_control_staff(actor) else ()
    keeps = _KEEPS if actor.roles & ARCHIVISTS else ()
    return (*_ALL, *controls, *keeps)
