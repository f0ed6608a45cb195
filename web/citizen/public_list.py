"""What the town was told of and what came of it: street and state, never who; figures that leave nothing out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from flask import Response, request

from gate.catalogue import offered
from gate.doors import application, reading
from gate.languages import current_language
from gate.limits import STATUS, network, take
from gate.outcome_words import outcome_words
from gate.policies import Policy, policy
from gate.tenant import current_municipality
from store.queries.public_list import PublicCase, public_cases
from store.queries.statistics import GroupBy, statistics
from web import dates
from web.page import page
from web.words import words
from workflow.actor import system
from workflow.definition.model import Definition
from workflow.definition.visibility import is_open_to_all, needs_publishing, public_states
from workflow.engine.calendar import day_start, local_date

_PAGE = 50
_PERIOD = timedelta(days=29)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicLine:
    """One matter as everybody may know it."""

    title: str
    street: str
    opened: str
    state: str
    again: bool


@policy(Policy.PUBLIC)
def public_list() -> Response:
    """The list, with the figures of the last thirty days."""
    take(STATUS, network(request.remote_addr))
    door = application()
    municipality = current_municipality()
    now, zone = door.clock.now(), door.surroundings(municipality).zone
    today = local_date(now, zone)
    public = {one.request_type: one for one in offered() if is_open_to_all(one)}
    starts, ends = day_start(today - _PERIOD, zone), day_start(today + timedelta(days=1), zone)
    with reading() as look:
        found = public_cases(
            look,
            {name: public_states(one) for name, one in public.items()},
            published=frozenset(name for name, one in public.items() if needs_publishing(one)),
            cursor=request.args.get("after"),
            limit=_PAGE,
        )
        # Counts alone leave this page, so the whole town's may be counted.
        groups = statistics(look, system(municipality), starts, ends, now, GroupBy.NOTHING)
    language = current_language()
    return page(
        "citizen/problems.html",
        lines=[_line(one, door.definitions.pinned(one.definition), zone, language) for one in found.items],
        after=found.next,
        figures=groups[0] if groups else None,
    )


def _line(one: PublicCase, definition: Definition, zone: ZoneInfo, language: str) -> PublicLine:
    state = definition.text(f"states.{one.state}.title", language) or definition.states[one.state].title
    said = [outcome_words(one.outcome, language) if one.outcome and one.closed else state]
    if one.closed is not None:
        said.append(dates.full_day(local_date(one.closed, zone)))
    return PublicLine(
        title=definition.text("title", language) or definition.title,
        street=one.street or words("received.no_street", language),
        opened=dates.full_day(local_date(one.opened, zone)),
        state=", ".join(said),
        again=one.reopened > 0,
    )
