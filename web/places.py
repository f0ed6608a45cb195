"""What is known about the place of a filing: where its photos were taken, what the street is called now, who else has
told of it. Reads; decides nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from math import cos, hypot, radians
from uuid import UUID

from gate.doors import application, reading
from gate.tenant import current_municipality
from store.queries.attachment_places import attachment_places
from store.queries.case_filters import Near
from store.queries.public_list import PublicFilters, public_cases
from web import dates
from web.filing import Filed
from web.form_reading import UPLOADS
from workflow.definition.model import Definition, Field, FieldType, Kind
from workflow.definition.visibility import is_open_to_all, needs_publishing, public_states
from workflow.engine.calendar import local_date
from workflow.engine.street_name import street_of
from workflow.values import Json

_E7 = 10_000_000
_METRES_PER_DEGREE = 111_320
_SAME_PLACE_METRES = 100
_NEAR_METRES = 50
_NEAR_DAYS = timedelta(days=14)
_MOST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Somebody else's open report, as everybody may know it."""

    reference: str
    title: str
    street: str
    state: str
    day: str


def place_field(definition: Definition) -> Field | None:
    """The field that says where."""
    return next((one for one in definition.form if one.type is FieldType.PLACE), None)


def photo_place(definition: Definition, filed: Filed) -> tuple[str, str] | None:
    """Latitude and longitude of the first photo that knows its own."""
    identifiers = [UUID(str(one)) for one in _uploads(definition, filed) if _is_uuid(str(one))]
    if not identifiers:
        return None
    with reading() as look:
        known = attachment_places(look, identifiers)
    found = next((known[one] for one in identifiers if one in known), None)
    return None if found is None else (f"{found[0] / _E7:.7f}", f"{found[1] / _E7:.7f}")


def is_doubtful(typed: Json, taken: tuple[str, str] | None) -> bool:
    """Whether a typed place may be another than the photo's: an address cannot be compared, a point can."""
    if taken is None or not isinstance(typed, Mapping) or not typed or typed.get("from_photo") is True:
        return False
    if typed.get("lat") is None or typed.get("lon") is None:
        return bool(typed.get("address"))
    try:
        north, east = (float(str(typed[name])) for name in ("lat", "lon"))
    except ValueError:
        return False
    there = float(taken[0]), float(taken[1])
    metres = hypot(there[0] - north, (there[1] - east) * cos(radians(north))) * _METRES_PER_DEGREE
    return metres > _SAME_PLACE_METRES


def present_name(address: str) -> tuple[str, str] | None:
    """(former, present) name of the street in `address` when it was renamed."""
    street = street_of(address)
    if street is None:
        return None
    known = application().surroundings(current_municipality()).town.streets
    bare = _bare(street)
    return next(((old, new) for old, new in known.items() if _bare(old) == bare), None)


def told_near_by(definition: Definition, filed: Filed, language: str) -> tuple[Told, ...]:
    """Open public reports of the same kind of the last two weeks: near a point, else in the street."""
    field = place_field(definition)
    place = filed.form.get(field.name) if field is not None else None
    if definition.kind is not Kind.ISSUE or not is_open_to_all(definition) or not isinstance(place, Mapping):
        return ()
    near = _near(place)
    street = street_of(str(place.get("address") or ""))
    if near is None and street is None:
        return ()
    door = application()
    zone = door.surroundings(current_municipality()).zone
    filters = PublicFilters(
        since=door.clock.now() - _NEAR_DAYS, open=True, near=near, street=street if near is None else None
    )
    name = definition.request_type
    with reading() as look:
        found = public_cases(
            look,
            {name: public_states(definition)},
            published=frozenset({name}) if needs_publishing(definition) else frozenset(),
            filters=filters,
            limit=_MOST,
        )
    told = []
    for one in found.items:
        pinned = door.definitions.pinned(one.definition)
        told.append(
            Told(
                reference=one.reference,
                title=pinned.text("title", language) or pinned.title,
                street=one.street or "",
                state=pinned.text(f"states.{one.state}.title", language) or pinned.states[one.state].title,
                day=dates.full_day(local_date(one.opened, zone)),
            )
        )
    return tuple(told)


def _near(place: Mapping[str, Json]) -> Near | None:
    try:
        latitude, longitude = (round(float(str(place[name])) * _E7) for name in ("lat", "lon"))
    except (KeyError, ValueError):
        return None
    return Near(latitude_e7=latitude, longitude_e7=longitude, metres=_NEAR_METRES)


def _uploads(definition: Definition, filed: Filed) -> list[Json]:
    found: list[Json] = []
    for one in definition.form:
        value = filed.form.get(one.name)
        if one.type in UPLOADS and value:
            found += list(value) if isinstance(value, list | tuple) else [value]
    return found


def _bare(street: str) -> str:
    """«вул. Комсомольська» and «Комсомольська» are one street."""
    return street.lower().replace("вулиця ", "").replace("вул. ", "").replace("ул. ", "").strip()


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
