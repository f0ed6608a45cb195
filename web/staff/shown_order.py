"""A resolution as it will be signed, shown before the PIN: what it says in lines, and the very bytes.

The form carries the moment and the SHA-256 of what was shown; signing takes those bytes or none (rules.md 13).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from flask import request

from web import dates
from web.words import words
from workflow.case import ExecutorRole
from workflow.commands.orders import ResolutionOrder
from workflow.engine.calendar import local_date
from workflow.ports.signing_desk import ShownStatements

LOOK = "look"
"""The button that shows instead of signing."""

_SEPARATOR = " "
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownOrder:
    """One resolution: `lines` as people read it, `content` the canonical JSON that is signed, `sha256` its hash."""

    lines: tuple[str, ...]
    content: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """All resolutions of one move; `hidden` goes back with the form."""

    orders: tuple[ShownOrder, ...]
    hidden: tuple[tuple[str, str], ...]


def shown_orders(
    name: str,
    orders: Sequence[ResolutionOrder],
    statements: ShownStatements,
    names: Mapping[str, str],
    zone: ZoneInfo,
    language: str,
) -> Shown:
    """What the move `name` would sign; `names` maps usernames and units to names."""
    return Shown(
        orders=tuple(
            ShownOrder(lines=_lines(order, names, zone, language), content=data.decode(), sha256=sha256)
            for order, data, sha256 in zip(orders, statements.content, statements.sha256, strict=True)
        ),
        hidden=(
            (f"{name}.shown_at", statements.at.isoformat()),
            (f"{name}.shown", _SEPARATOR.join(statements.sha256)),
        ),
    )


def shown_before(name: str) -> ShownStatements | None:
    """What the form says was shown; None if nothing was. What makes no sense was shown to nobody."""
    hashes = tuple(request.form.get(f"{name}.shown", "").split())
    if not hashes:
        return None
    try:
        at = datetime.fromisoformat(request.form.get(f"{name}.shown_at", ""))
    except ValueError:
        at = _NEVER
    return ShownStatements(at=at if at.tzinfo is not None else _NEVER, sha256=hashes)


def _lines(order: ResolutionOrder, names: Mapping[str, str], zone: ZoneInfo, language: str) -> tuple[str, ...]:
    lead = [_who(one.username, one.unit, names) for one in order.executors if one.role is ExecutorRole.LEAD]
    others = [_who(one.username, one.unit, names) for one in order.executors if one.role is not ExecutorRole.LEAD]
    said = [order.text]
    if lead:
        said.append(words("shown.lead", language, names=", ".join(lead)))
    if others:
        said.append(words("shown.others", language, names=", ".join(others)))
    if order.due is not None:
        said.append(words("shown.due", language, day=dates.full_day(_day(order.due, zone))))
    return tuple(said)


def _who(username: str | None, unit: str | None, names: Mapping[str, str]) -> str:
    known = username or unit or ""
    return names.get(known, known)


def _day(due: date | datetime, zone: ZoneInfo) -> date:
    return local_date(due, zone) if isinstance(due, datetime) else due
