"""Handing all work of somebody who leaves to a successor: case by case, so that a batch broken off is run again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from runtime.boot import Runtime
from store.queries.leaving import awaits_alone, cases_naming
from store.queries.staff import all_staff
from store.queries.substitutions import substitutions_from
from workflow.actor import Actor
from workflow.commands.hand_over_case import HandOverCase
from workflow.errors import InvalidInput, NotFound
from workflow.town import StaffMember


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver:
    """A report in plain words: `moved` by case, `left` what somebody has to move by hand, `lacking` what else is to be
    settled because somebody leaves."""

    moved: tuple[str, ...]
    left: tuple[str, ...]
    lacking: tuple[str, ...]


def hand_over_all(
    runtime: Runtime, actor: Actor, leaver: str, successor: str, order_number: str, order_date: date
) -> HandedOver:
    """Raises NotFound(`unknown_user`), InvalidInput."""
    municipality = actor.municipality
    with runtime.database.reading(municipality) as look:
        people = {one.username: one for one in all_staff(look, active_only=False)}
        cases = cases_naming(look, leaver)
    member = people.get(leaver)
    if member is None:
        raise NotFound("unknown_user")
    # Asked before anything moves: without a single case the command would never be asked.
    if successor == leaver:
        raise InvalidInput({"to": ["same_person"]})
    if successor not in people or not people[successor].active:
        raise InvalidInput({"to": ["unknown_user"]})
    moved: list[str] = []
    left: list[str] = []
    for one in cases:
        command = HandOverCase(
            case=one.id, leaver=leaver, successor=successor, order_number=order_number, order_date=order_date
        )
        value = runtime.application.execute(actor, command).executed.value
        parts, stays = _listed(value["moved"]), _listed(value["stays"])
        if parts:
            moved.append(f"{one.reference}: {_counted(parts)}")
        left += [f"{one.reference}: {_stayed(part)}" for part in stays]
    return HandedOver(moved=tuple(moved), left=tuple(left), lacking=tuple(_lacking(runtime, municipality, member)))


def _lacking(runtime: Runtime, municipality: int, leaver: StaffMember) -> Iterator[str]:
    with runtime.database.reading(municipality) as look:
        alone = awaits_alone(look, leaver.username, leaver.roles)
        acts = [one.substitution for one in substitutions_from(look, runtime.clock.now())]
    for role, count in alone.items():
        yield f"{count} in queues await the role {role}, which nobody else holds there: give it to somebody"
    for each in acts:
        if each.acting == leaver.username:
            yield f"{leaver.username} acts for {each.absent}: enter who does so instead"


_WORDS = {
    "assignment": "case assigned",
    "executor": "instruction to carry out",
    "author": "instruction given",
    "control": "instruction under control",
    "review": "review",
    "owner": "review asked for",
    "acquaintance": "to read",
    "work": "work by hand",
    "delegation": "delegated work, back where it came from",
}
_WHY = {
    "twice": "the successor has a part in it already, give it to somebody else",
    "separation": "the successor wrote the text, somebody else must review it",
}


def _stayed(part: str) -> str:
    named, _, why = part.partition(" ")
    return f"{_WORDS[named.partition(':')[0]]}: {_WHY[why]}"


def _counted(parts: tuple[str, ...]) -> str:
    counts = Counter(part.partition(":")[0] for part in parts)
    return ", ".join(f"{_WORDS[kind]} ({count})" if count > 1 else _WORDS[kind] for kind, count in counts.items())


def _listed(value: object) -> tuple[str, ...]:
    return tuple(str(one) for one in value) if isinstance(value, list | tuple) else ()
