"""Who acts for whom: `GET POST /substitutions`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import Response

from api.routes import Answer, Routes
from api.schemas.kinds import instant_text
from api.schemas.lists import listed
from api.schemas.substitutions import EndTaken, SubstitutionShown, SubstitutionsQuery, SubstitutionTaken
from api.writing import perform, reply
from gate.doors import application, reading
from gate.policies import Policy
from gate.tenant import current_municipality
from store.queries.substitutions import substitutions_from
from workflow.codec import from_json
from workflow.commands.add_substitution import AddSubstitution
from workflow.commands.end_substitution import EndSubstitution
from workflow.engine.calendar import at_local, local_date
from workflow.town import Substitution

routes = Routes("substitutions", "One official acts for an absent one, for a period, by an order.")

_MIDNIGHT = time(0)
_LONG_AGO = datetime(1900, 1, 1, tzinfo=UTC)


@routes.get("/substitutions", policy=Policy.STAFF, query=SubstitutionsQuery, answers=listed(SubstitutionShown))
def get_substitutions(query: Mapping[str, Any]) -> Answer:
    """Substitutions that hold or will hold, in the order they begin; `all` shows past ones too"""
    since = _LONG_AGO if query["all"] else application().clock.now()
    with reading() as look:
        found = substitutions_from(look, since)
    return {"items": [{"id": one.id, **_view(one.substitution)} for one in found], "next": None}


@routes.post("/substitutions", policy=Policy.STAFF, takes=SubstitutionTaken, answers=SubstitutionShown, status=201)
def add_substitution(body: Mapping[str, Any]) -> Response:
    """Enter a substitution: by the absent official, personnel or an administrator"""
    wanted = Substitution(
        absent=body["absent"],
        acting=body["acting"],
        since=_start(body["since"]),
        until=_end(body["until"]),
        order_number=body["order_number"],
        order_date=body["order_date"],
    )
    return perform(
        AddSubstitution(substitution=wanted),
        lambda executed: reply(SubstitutionShown, {"id": executed.value["id"], **_view(wanted)}, status=201),
    )


@routes.post("/substitutions/<uuid:substitution>/end", policy=Policy.STAFF, takes=EndTaken, answers=SubstitutionShown)
def end_substitution(substitution: UUID, body: Mapping[str, Any]) -> Response:
    """End a substitution early, now or at `at`; one that has not begun never will"""
    return perform(
        EndSubstitution(substitution=substitution, at=body["at"]),
        lambda executed: reply(
            SubstitutionShown, {"id": substitution, **_view(from_json(dict(executed.value), Substitution))}
        ),
    )


def _start(given: date | datetime) -> datetime:
    return given if isinstance(given, datetime) else at_local(given, _MIDNIGHT, _zone())


def _end(given: date | datetime) -> datetime:
    """The first instant after it: a day counts to its end."""
    return given if isinstance(given, datetime) else at_local(given + timedelta(days=1), _MIDNIGHT, _zone())


def _view(one: Substitution) -> dict[str, Any]:
    return {
        "absent": one.absent,
        "acting": one.acting,
        "since": _day_or_instant(one.since, one.since),
        "until": _day_or_instant(one.until, one.until - timedelta(microseconds=1)),
        "order_number": one.order_number,
        "order_date": one.order_date,
    }


def _day_or_instant(bound: datetime, within: datetime) -> str:
    """The day, if the bound is a local midnight; else the instant."""
    zone = _zone()
    midnight = bound.astimezone(zone).time() == _MIDNIGHT
    return local_date(within, zone).isoformat() if midnight else instant_text(bound)


def _zone() -> ZoneInfo:
    return application().surroundings(current_municipality()).zone
