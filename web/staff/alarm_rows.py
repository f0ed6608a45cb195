"""Alarms of one person as lines of a page: each with the words of its case that the reader may see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gate.doors import application, reading
from gate.tenant import current_municipality
from store.queries.alarms import Alarm
from store.queries.awaiting import awaiting
from store.queries.effect_reads import case_by_reference, personal_values
from store.queries.substitutions import substitutions_from
from store.queries.units import all_units
from store.reading import Reading
from web import dates
from web.staff.alarm_words import Setting, alarm_words
from workflow.actor import Actor
from workflow.case import Case
from workflow.policy import Action, allows, scope
from workflow.town import StaffMember
from workflow.values import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmRow:
    """One alarm in words."""

    reference: str | None
    said: str
    at: str
    offers: tuple[tuple[str, str], ...] = ()
    phone: str = ""
    resolution: str = ""


def told_alarms(
    alarms: Sequence[Alarm], actor: Actor, staff: Mapping[str, StaffMember], language: str
) -> list[AlarmRow]:
    """In the order given."""
    if not alarms:
        return []
    now = application().clock.now()
    surroundings = application().surroundings(current_municipality())
    with reading() as look:
        acting = {
            one.substitution.absent: one.substitution.acting
            for one in substitutions_from(look, now)
            if one.substitution.since <= now
        }
        units = {one.id: one for one in all_units(look)}
        known = {one.reference: _seen(look, actor, one.reference) for one in alarms if one.reference is not None}
    setting = Setting(
        reader=actor, staff=staff, units=units, acting=acting, now=now, surroundings=surroundings, language=language
    )
    rows = []
    for one in alarms:
        case, values = known.get(one.reference or "", (None, {}))
        told = alarm_words(one, case, values, setting)
        rows.append(
            AlarmRow(
                reference=one.reference,
                said=told.said,
                at=dates.short_moment(one.at, surroundings.zone),
                offers=told.offers,
                phone=told.phone,
                resolution=told.resolution,
            )
        )
    return rows


def _seen(look: Reading, actor: Actor, reference: str) -> tuple[Case | None, Mapping[str, Json]]:
    case = case_by_reference(look, reference)
    waiting = awaiting(look, case.id)
    if not allows(scope(actor, Action.READ), case, waiting):
        return None, {}
    may = allows(scope(actor, Action.READ_PERSONAL), case, waiting)
    return case, personal_values(look, case.id) if may else {}
