"""What `Schema.dump` gives, faster: how each field is read and written is looked up once per schema, not per value.

The schemas stay the one description of what is shown. What this does not know goes marshmallow's own way. A `Shown`
does nothing before or after its fields (no `pre_dump`, no `post_dump`): what is shown is prepared by the views.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from marshmallow import Schema, fields, missing

from api.schemas.strict import Shown

_Write: TypeAlias = Callable[[Any], Any]


def showing(schema: Schema) -> _Write:
    """`schema.dump` of one object."""
    named: list[tuple[str, Any]] = list(schema.dump_fields.items())
    if not _is_plain(schema, named):
        return schema.dump
    plan = [
        (field.data_key or name, field.attribute or name, _WRITTEN_AS_THEY_ARE.get(type(field)), _write_of(field))
        for name, field in named
    ]

    def show(value: Any) -> dict[str, Any]:
        if type(value) is dict or isinstance(value, Mapping):
            return {
                key: one if type(one := value[name]) is as_it_is else write(one)
                for key, name, as_it_is, write in plan
                if name in value
            }
        found = ((key, write, getattr(value, name, missing)) for key, name, _, write in plan)
        return {key: write(one) for key, write, one in found if one is not missing}

    return show


_WRITTEN_AS_THEY_ARE: Mapping[type, type] = {fields.String: str, fields.Boolean: bool}


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


def _write_of(field: Any) -> _Write:
    kind = type(field)
    if kind is fields.Nested and not field.many:
        return _nested(field)
    if kind is fields.List:
        inner = _write_of(field.inner)
        return lambda value: None if value is None else [inner(one) for one in value]
    return lambda value: field.serialize("", value, accessor=_itself)


def _itself(value: Any, _name: str, _default: object) -> Any:
    """What a field is to write is here already."""
    return value


def _nested(field: Any) -> _Write:
    show = showing(field.schema)
    return lambda value: None if value is None else show(value)
