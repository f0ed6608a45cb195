"""Says a short thing to one person at once, by the first way that reaches them: a code, a new link."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from effects.errand import Errand
from effects.errors import GiveUp
from effects.follow_up_id import follow_up_id
from effects.people_told import card
from effects.sending import Words, has_left, is_closed, send
from effects.toolbox import Toolbox
from notifications.message import Channel
from notifications.recipients import ContactBy, Way, ways_to_reach
from workflow.case import Case, Person


def tell_directly(
    effect: UUID,
    case: Case,
    person: Person,
    said: Callable[[], Words],
    errand: Errand,
    toolbox: Toolbox,
    *,
    channels: frozenset[Channel] = frozenset({Channel.SMS, Channel.TELEGRAM, Channel.EMAIL}),
) -> None:
    """Raises TryAgain, GiveUp(`no_way_to_send`). `said` is asked at the moment of sending, however late that is."""
    for way in _ways(person, case, errand, toolbox):
        if way.channel not in channels:
            continue
        identifier = follow_up_id(effect, str(person.id), way.channel)
        if has_left(identifier, errand, toolbox):
            return
        if is_closed(identifier, errand, toolbox):
            continue
        words = replace(said(), subject=case.reference)
        if send(identifier, words, case, person, way.channel, way.to, errand, toolbox):
            return
    raise GiveUp("no_way_to_send")


def _ways(person: Person, case: Case, errand: Errand, toolbox: Toolbox) -> tuple[Way, ...]:
    contact = card(person, toolbox.records.personal(errand.municipality, case.id))
    # Whoever asked for letters still has the phone that they gave for this.
    return ways_to_reach(replace(contact, contact_by=ContactBy.LINK))
