"""What `Schema.dump` gives, faster: how each field is read and written is looked up once per schema, not per value.

The schemas stay the one description of what is shown. What this does not know goes marshmallow's own way.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from marshmallow import Schema, fields, missing

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


def _is_plain(schema: Schema, named: list[tuple[str, Any]]) -> bool:
    hooks: Mapping[str, object] = schema._hooks  # noqa: SLF001  # marshmallow tells of them nowhere else
    return not (hooks.get("pre_dump") or hooks.get("post_dump") or schema.many) and all(
        field._CHECK_ATTRIBUTE and field.dump_default is missing and "." not in (field.attribute or name)  # noqa: SLF001
        for name, field in named
    )


def _write_of(field: Any) -> _Write:
    kind = type(field)
    if kind is fields.Nested and not field.many:
        return _nested(field)
    if kind is fields.List:
        inner = _write_of(field.inner)
        return lambda value: None if value is None else [inner(one) for one in value]

    def write(value: Any) -> Any:
        return field._serialize(value, None, None)  # noqa: SLF001  # as marshmallow's own List does it

    return write


def _nested(field: Any) -> _Write:
    show = showing(field.schema)
    return lambda value: None if value is None else show(value)
