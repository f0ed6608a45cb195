"""What an official signs when giving an instruction: everything that was shown, as plain JSON (rules.md 13)."""

from __future__ import annotations

from datetime import date, datetime

from workflow.actor import Actor
from workflow.case import Case
from workflow.commands.orders import ResolutionOrder
from workflow.values import Json


def resolution_statement(case: Case, transition: str, order: ResolutionOrder, actor: Actor, now: datetime) -> Json:
    """One order as it is signed; `acting_for` names every absent official the signer stands in for at that moment."""
    return {
        "statement": "resolution",
        "municipality": case.municipality,
        "case": str(case.id),
        "reference": case.reference,
        "transition": transition,
        "text": order.text,
        "executors": [
            {"username": one.username, "unit": one.unit, "role": one.role.value, "due": _written(one.due)}
            for one in order.executors
        ],
        "due": _written(order.due),
        "control": order.control,
        **_later(order),
        "author": {
            "username": actor.username,
            "name": actor.name,
            "position": actor.position,
            "acting_for": [
                {"username": one.username, "order_number": one.order_number, "order_date": one.order_date.isoformat()}
                for one in actor.substitutes
            ],
        },
        "at": now.isoformat(),
    }


def _later(order: ResolutionOrder) -> dict[str, Json]:
    """Checkpoints and repeat, where there are any: what comes again stands under this very signature."""
    said: dict[str, Json] = {}
    if order.checkpoints:
        said["checkpoints"] = [{"due": one.due.isoformat(), "note": one.note} for one in order.checkpoints]
    if order.repeat is not None:
        repeat = order.repeat
        said["repeat"] = {"every": repeat.every, "step": repeat.step, "until": repeat.until.isoformat()}
    return said


def _written(due: date | datetime | None) -> str | None:
    return due.isoformat() if due is not None else None
