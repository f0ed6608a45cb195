"""What the town was told of and what came of it, as a list and a map: street and state, never who; figures that leave
nothing out. The map is made of the list's own lines, so neither says more than the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from flask import Response, request

from gate.catalogue import offered
from gate.doors import application, reading
from gate.languages import current_language
from gate.limits import STATUS, network, take
from gate.outcome_words import outcome_words
from gate.policies import Policy, policy
from gate.tenant import current_municipality
from store.queries.public_list import PublicCase, PublicFilters, public_cases
from store.queries.statistics import GroupBy, statistics
from web import dates
from web.page import page
from web.words import words
from workflow.actor import system
from workflow.definition.model import Definition
from workflow.definition.visibility import is_open_to_all, needs_publishing, public_fields, public_states
from workflow.engine.calendar import day_start, local_date

_PAGE = 50
_PERIOD = timedelta(days=29)
_E7 = 10_000_000
_LONGEST = 100
_NOT_DONE = frozenset({"refused", "explained", "returned", "not_considered", "forwarded"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicLine:
    """One matter as everybody may know it; `place` is the middle of its square of some hundred metres."""

    title: str
    street: str
    opened: str
    state: str
    again: bool
    place: tuple[float, float] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the reader wants to see; empty parts ask nothing."""

    request_type: str = ""
    street: str = ""
    stage: str = ""
    since: str = ""

    def given(self) -> dict[str, str]:
        """What was asked, as the address says it."""
        parts = {"type": self.request_type, "street": self.street, "stage": self.stage, "since": self.since}
        return {name: said for name, said in parts.items() if said}


@policy(Policy.PUBLIC)
def public_list() -> Response:
    """The list, with the figures of the last thirty days."""
    take(STATUS, network(request.remote_addr))
    door = application()
    municipality = current_municipality()
    now, zone = door.clock.now(), door.surroundings(municipality).zone
    today = local_date(now, zone)
    public = {one.request_type: one for one in offered() if is_open_to_all(one)}
    asked = _asked(public)
    wanted = {name: one for name, one in public.items() if asked.request_type in ("", name)}
    starts, ends = day_start(today - _PERIOD, zone), day_start(today + timedelta(days=1), zone)
    with reading() as look:
        found = public_cases(
            look,
            {name: public_states(one) for name, one in wanted.items()},
            published=frozenset(name for name, one in wanted.items() if needs_publishing(one)),
            filters=_filters(asked, zone),
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
        asked=asked,
        types=[(name, one.text("title", language) or one.title) for name, one in public.items()],
        today=today.isoformat(),
    )


def _asked(public: Mapping[str, Definition]) -> Asked:
    """What the address asks for; what makes no sense asks nothing."""
    given = {name: request.args.get(name, "").strip()[:_LONGEST] for name in ("type", "street", "stage", "since")}
    return Asked(
        request_type=given["type"] if given["type"] in public else "",
        street=given["street"],
        stage=given["stage"] if given["stage"] in ("open", "closed") else "",
        since=given["since"] if _day(given["since"]) else "",
    )


def _filters(asked: Asked, zone: ZoneInfo) -> PublicFilters:
    since = _day(asked.since)
    return PublicFilters(
        street=asked.street or None,
        since=day_start(since, zone) if since else None,
        open={"open": True, "closed": False}.get(asked.stage),
    )


def _line(one: PublicCase, definition: Definition, zone: ZoneInfo, language: str) -> PublicLine:
    state = definition.text(f"states.{one.state}.title", language) or definition.states[one.state].title
    said = [_result(one, definition, language) if one.outcome and one.closed else state]
    if one.closed is not None:
        said.append(dates.full_day(local_date(one.closed, zone)))
    return PublicLine(
        title=definition.text("title", language) or definition.title,
        street=one.street or words("received.no_street", language),
        opened=dates.full_day(local_date(one.opened, zone)),
        state=", ".join(said),
        again=one.reopened > 0,
        place=None if one.centre is None else (one.centre[0] / _E7, one.centre[1] / _E7),
    )


def _result(one: PublicCase, definition: Definition, language: str) -> str:
    """The outcome, and why where it was no yes: in the words that the definition lets everybody read."""
    outcome = outcome_words(one.outcome, language)
    if one.outcome not in _NOT_DONE:
        return outcome
    asked = {field.name for field in definition.form}
    reasons = [one.values.get(field.name) for field in public_fields(definition) if field.name not in asked]
    told = " ".join(reason for reason in reasons if isinstance(reason, str))
    return words("problems.because", language, outcome=outcome, reason=told) if told else outcome


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
