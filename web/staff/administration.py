"""What an administrator looks after on one page: people, keys, units, definitions, calendars, laws, histories."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from flask import Response

from documents.signing.keys import load_certificate
from gate.actor import current_actor
from gate.administrators import require_administrator
from gate.catalogue import offered
from gate.doors import application, reading
from gate.languages import current_language
from gate.policies import Policy, policy
from gate.seal_check import seal_check
from gate.tenant import current_municipality
from store.queries.certificates import certificates_in_use
from store.queries.effect_reads import certificates_of
from store.queries.incidents import open_incidents
from store.queries.staff import all_staff
from store.queries.units import all_units
from store.verify_history import Verification, verify_history
from web import dates
from web.page import page
from workflow.definition.role_words import role_words
from workflow.engine.calendar import local_date
from workflow.surroundings import Surroundings
from workflow.values import Json

_SEAL = "seal"
_REFUSED = "publish_definition"
_SOON = timedelta(days=30)
_YEAR = timedelta(days=366)


@policy(Policy.STAFF)
def administration() -> Response:
    """The page."""
    require_administrator(current_actor())
    return _shown(None)


@policy(Policy.STAFF)
def verify_histories() -> Response:
    """Checks every chain and seal of the town now and says where one breaks."""
    require_administrator(current_actor())
    with reading() as look:
        found = verify_history(look, seal_check(certificates_of(look, _SEAL)))
    return _shown(found)


def _shown(verified: Verification | None) -> Response:
    door, language = application(), current_language()
    surroundings, now = door.surroundings(current_municipality()), door.clock.now()
    with reading() as look:
        staff, units = all_staff(look, active_only=False), all_units(look)
        keys = certificates_in_use(look)
        incidents = open_incidents(look)
    names = {one.username: one.name for one in staff}
    rooms = {one.id: one.name for one in units}
    return page(
        "staff/administration.html",
        people=[
            {
                "username": one.username,
                "name": one.name,
                "position": one.position,
                "unit": rooms.get(one.unit or "", ""),
                "roles": ", ".join(sorted(role_words(role, language) for role in one.roles)),
                "active": one.active,
                "key": _ends(keys, one.username, now, surroundings.zone),
            }
            for one in staff
        ],
        seal=_ends(keys, _SEAL, now, surroundings.zone),
        units=[
            {"name": one.name, "body": one.body, "phone": one.phone, "head": names.get(one.head or "", "")}
            for one in units
        ],
        definitions=[(one.request_type, one.text("title", language) or one.title, one.version) for one in offered()],
        calendars=_calendars(surroundings, local_date(now, surroundings.zone)),
        laws=[(one.title, one.citation, len(one.rules)) for one in surroundings.laws.packs.values()],
        incidents=len(incidents),
        refused=[_refused(one.data) for one in incidents if one.kind == _REFUSED],
        verified=verified,
    )


def _refused(data: Mapping[str, Json]) -> tuple[str, list[str]]:
    """(folder, what the checker found) of a definition that could not be published."""
    found = data.get("mistakes")
    return str(data.get("definition", "")), [str(one) for one in found] if isinstance(found, list | tuple) else []


def _ends(keys: Mapping[str, bytes], holder: str, now: datetime, zone: ZoneInfo) -> tuple[str, str] | None:
    """(last day, tone) of the certificate in use; None without a key."""
    if holder not in keys:
        return None
    ends = load_certificate(keys[holder]).not_valid_after_utc
    tone = "bad" if ends <= now else "warn" if ends <= now + _SOON else ""
    return dates.full_day(ends.astimezone(zone).date()), tone


def _calendars(surroundings: Surroundings, today: date) -> list[tuple[str, str, str, list[tuple[str, str]]]]:
    """(id, title, until when it is known, its days off of a year from today by date)."""
    found = []
    for one in sorted(surroundings.calendars.calendars.values(), key=lambda each: each.id):
        days = [
            (dates.full_day(day), name) for day, name in sorted(one.holidays.items()) if today <= day <= today + _YEAR
        ]
        found.append((one.id, one.title, dates.full_day(one.valid_to), days))
    return found
