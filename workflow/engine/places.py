"""Places of a group: which states hold one, what is taken and given back when a case moves. Pure.

A place is booked like a slot, without an end: `bookings` keeps it from being given twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from workflow.case import Booking, Case
from workflow.definition.model import Definition, PlacesRule
from workflow.effect_requests import EffectRequest, OfferPlace, SeekPlace
from workflow.events import Event, SlotBooked, SlotReleased
from workflow.moment import Moment
from workflow.values import Json

ALL = "all"
"""The one group of a pool that is not divided."""

_WITHOUT_END = datetime(2999, 12, 31, tzinfo=UTC)


def group_in(rule: PlacesRule, values: Mapping[str, Json]) -> str:
    """The group a case with these values belongs to."""
    value = values.get(rule.by) if rule.by else None
    return value if isinstance(value, str) else ALL


def capacity_of(rule: PlacesRule, group: str) -> int:
    """How many places that group has; none if the definition does not know it."""
    return dict(rule.capacity).get(group, 0)


def pool_of(rule: PlacesRule) -> str:
    """Under which name the store keeps the places."""
    return f"places:{rule.pool}"


def place_needed(definition: Definition, case: Case, target: str, values: Mapping[str, Json]) -> str | None:
    """The group in which a move to `target` needs a place that the case has not got yet, or None."""
    rule = definition.places
    if rule is None or target not in rule.held:
        return None
    group = group_in(rule, values)
    held = case.booking is not None and (case.booking.calendar, case.booking.slot) == (pool_of(rule), group)
    return None if held else group


def on_move(definition: Definition, case: Case, now: datetime) -> tuple[Event, ...]:
    """Places taken and given back by the move that has just brought `case` where it is."""
    rule = definition.places
    if rule is None:
        return ()
    held = case.booking if case.booking is not None and case.booking.calendar == pool_of(rule) else None
    given_back = (SlotReleased(calendar=held.calendar, slot=held.slot),) if held else ()
    if case.state not in rule.held:
        return given_back
    group = group_in(rule, case.values)
    if held is not None and held.slot == group:
        return ()
    place = Booking(
        calendar=pool_of(rule), slot=group, starts=now, ends=_WITHOUT_END, capacity=capacity_of(rule, group)
    )
    return (*given_back, SlotBooked(booking=place))


def requested(definition: Definition, before: Case | None, case: Case, moment: Moment) -> tuple[EffectRequest, ...]:
    """What the system has to look into: a place for this case, or the next in line for one that has become free."""
    rule = definition.places
    if rule is None:
        return ()
    wanted: list[EffectRequest] = []
    entered = before is None or before.state != case.state
    if entered and case.state == rule.wanted:
        wanted.append(SeekPlace(id=moment.derived_id("seek_place"), case=case.id))
    freed = before.booking if before is not None else None
    groups = []
    if freed is not None and freed.calendar == pool_of(rule) and case.booking != freed:
        groups.append(freed.slot)
    if entered and case.state == rule.waiting:
        # A place may have become free while this one was joining the list.
        groups.append(group_in(rule, case.values))
    for group in dict.fromkeys(groups):
        offer = OfferPlace(
            id=moment.derived_id(f"offer_place.{group}"), case=case.id, request_type=case.request_type, group=group
        )
        wanted.append(offer)
    return tuple(wanted)
