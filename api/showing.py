"""What `Schema.dump` gives, faster: how each field is read and written is looked up once per schema, not per value.

The schemas stay the one description of what is shown. What this does not know goes marshmallow's own way. A `Shown`
does nothing before or after its fields (no `pre_dump`, no `post_dump`): what is shown is prepared by the views.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeAlias

from marshmallow import Schema, fields, missing

from api.schemas.kinds import Free, Instant, instant_text
from api.schemas.strict import Shown

_Write: TypeAlias = Callable[[Any], Any]
_Way: TypeAlias = tuple[frozenset[type], _Write]


def showing(schema: Schema) -> _Write:
    """`schema.dump` of one object."""
    named: list[tuple[str, Any]] = list(schema.dump_fields.items())
    if not _is_plain(schema, named):
        return schema.dump
    plan = [(field.data_key or name, field.attribute or name, *_way_of(field)) for name, field in named]

    def show(value: Any) -> dict[str, Any]:
        if type(value) is dict or isinstance(value, Mapping):
            return {
                key: one if type(one := value[name]) in as_they_are else write(one)
                for key, name, as_they_are, write in plan
                if name in value
            }
        found = ((key, write, getattr(value, name, missing)) for key, name, _, write in plan)
        return {key: write(one) for key, write, one in found if one is not missing}

    return show


_READ_BY_THEMSELVES = (fields.Constant, fields.Function, fields.Method)


def _is_plain(schema: Schema, named: list[tuple[str, Any]]) -> bool:
    return (
        isinstance(schema, Shown)
        and not schema.many
        and all(
            not isinstance(field, _READ_BY_THEMSELVES)
            and field.dump_default is missing
            and "." not in (field.attribute or name)
            for name, field in named
        )
    )


def _way_of(field: Any) -> _Way:
    """Which types a field writes as they are, and how it writes any other."""
    kind = type(field)
    known = _WAYS.get(kind)
    if known is not None:
        return known
    if kind is fields.Date and field.format in (None, "iso"):
        slowly = _slowly(field)
        return _NOTHING, lambda value: value.isoformat() if type(value) is date else slowly(value)
    if kind is fields.Nested and not field.many:
        return _NOTHING, _nested(field)
    if kind is fields.List:
        return _NOTHING, _listed(_way_of(field.inner))
    if kind is fields.Dict and type(field.key_field) is fields.String and field.value_field is not None:
        return _NOTHING, _by_name(_way_of(field.value_field))
    is_number_as_text = kind is fields.Integer and field.as_string
    return frozenset() if is_number_as_text else _AS_THEY_ARE.get(kind, frozenset()), _slowly(field)


def _itself(value: Any, _name: str, _default: object) -> Any:
    """What a field is to write is here already."""
    return value


def _slowly(field: Any) -> _Write:
    def write(value: Any) -> Any:
        return field.serialize("", value, accessor=_itself)

    return write


_NOTHING = frozenset({type(None)})
_AS_THEY_ARE: Mapping[type, frozenset[type]] = {
    fields.String: _NOTHING | {str},
    fields.Boolean: _NOTHING | {bool},
    fields.Integer: _NOTHING | {int},
}
"""Of fields that write any other value marshmallow's way."""
_WAYS: Mapping[type, _Way] = {
    fields.UUID: (_NOTHING | {str}, lambda value: None if value is None else str(value)),
    Instant: (_NOTHING, lambda value: None if value is None else instant_text(value)),
    Free: (_NOTHING | {str, dict, list, int, bool}, lambda value: value),
}


def _listed(way: _Way) -> _Write:
    as_they_are, write = way
    return lambda value: None if value is None else [one if type(one) in as_they_are else write(one) for one in value]


def _by_name(way: _Way) -> _Write:
    as_they_are, write = way
    return lambda value: (
        None
        if value is None
        else {str(name): one if type(one) in as_they_are else write(one) for name, one in value.items()}
    )


def _nested(field: Any) -> _Write:
    show = showing(field.schema)
    return lambda value: None if value is None else show(value)
