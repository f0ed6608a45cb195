"""Splits what a citizen or official gave into what history may hold and what is kept apart as personal values.

Free text counts as personal without being marked: people write names into it. An event then holds the commitment
(values.py); `places` says under which name the value itself is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from workflow.codec import canonical
from workflow.definition.model import Field, FieldType, Privacy
from workflow.identifier import UUID
from workflow.moment import Moment
from workflow.quick_values import quicken
from workflow.values import Json, PersonalValue

_ALWAYS_PERSONAL = frozenset(
    {
        FieldType.TEXT,
        FieldType.PHONE,
        FieldType.EMAIL,
        FieldType.ADDRESS,
        FieldType.PLACE,
        FieldType.PERSON,
        FieldType.ORGANISATION,
        FieldType.SIGNATURE_OF,
    }
)
UPLOADS = frozenset({FieldType.PHOTO, FieldType.PHOTOS, FieldType.FILE, FieldType.FILES})


@dataclass(frozen=True, slots=True, kw_only=True)
class Confided:
    """`values` for the event, `places` name → name of the personal value, `personal` the values kept apart."""

    values: Mapping[str, Json]
    places: Mapping[str, str]
    personal: tuple[PersonalValue, ...]


def confide(fields: Iterable[Field], given: Mapping[str, Json], prefix: str, moment: Moment) -> Confided:
    """`given` validated values of `fields`, split; personal ones are kept as `prefix.<name>`."""
    values: dict[str, Json] = {}
    places: dict[str, str] = {}
    personal: list[PersonalValue] = []
    for field in fields:
        if field.name not in given:
            continue
        value = given[field.name]
        if field.privacy is Privacy.PLAIN and (field.public or field.type not in _ALWAYS_PERSONAL):
            values[field.name] = value
            continue
        kept = personal_value(
            f"{prefix}.{field.name}",
            value,
            moment,
            sensitive=field.privacy is Privacy.SENSITIVE,
        )
        values[field.name] = {"sealed": commitment(kept)}
        places[field.name] = kept.name
        personal.append(kept)
    return Confided(values=values, places=places, personal=tuple(personal))


def personal_value(name: str, value: Json, moment: Moment, *, sensitive: bool = False) -> PersonalValue:
    """A personal value with the commitment key of this command."""
    return PersonalValue(name=name, value=value, key=moment.derived_key(name), sensitive=sensitive)


def commitment(value: PersonalValue) -> str:
    """What an event holds instead of the value."""
    return value.commitment(canonical(value.value))


def uploads_of(fields: Iterable[Field], given: Mapping[str, Json]) -> tuple[UUID, ...]:
    """Ids of every photo and file among `given`, in the order of the fields."""
    found: list[UUID] = []
    for field in fields:
        if field.type in UPLOADS and field.name in given:
            value = given[field.name]
            listed = value if isinstance(value, list | tuple) else [value]
            found.extend(UUID(str(one)) for one in listed if one is not None)
    return tuple(found)


quicken(Confided)
