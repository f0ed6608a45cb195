"""What somebody typed into a form, as the plain values that commands take. Nothing is judged here: the core does that.

Text that a database or a PDF cannot hold (NUL, lone surrogates) is dropped on the way in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from werkzeug.datastructures import MultiDict

from workflow.definition.model import Field, FieldType
from workflow.values import Json

_LISTS = frozenset({FieldType.CHOICES, FieldType.PHOTOS, FieldType.FILES})
UPLOADS = frozenset({FieldType.PHOTO, FieldType.PHOTOS, FieldType.FILE, FieldType.FILES})
_LONGEST = 20_000


def typed(posted: MultiDict[str, str], name: str) -> str:
    """One value without what nobody can see or keep."""
    text = posted.get(name, "")[:_LONGEST].replace("\r\n", "\n").replace("\x00", "")
    return text.encode("utf-8", "ignore").decode("utf-8").strip()


def typed_day(text: str) -> date | None:
    """A date as pickers send it; None for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def read_fields(fields: Sequence[Field], posted: MultiDict[str, str], prefix: str) -> dict[str, Json]:
    """Values by field name; a field left empty is left out. New files are not read here (`uploads.py`)."""
    given: dict[str, Json] = {}
    for one in fields:
        value = _value(one, posted, f"{prefix}.{one.name}")
        if value not in ("", None, [], {}):
            given[one.name] = value
    return given


def read_names(names: Sequence[str], posted: MultiDict[str, str], prefix: str) -> dict[str, Json]:
    """Plain texts by name, the empty ones left out."""
    return {name: text for name in names if (text := typed(posted, f"{prefix}.{name}"))}


def as_posted(values: Mapping[str, Json], prefix: str) -> list[tuple[str, str]]:
    """Values as hidden inputs give them: what `read_fields` reads back."""
    pairs: list[tuple[str, str]] = []
    for name, value in values.items():
        key = f"{prefix}.{name}"
        if isinstance(value, Mapping):
            pairs += [(f"{key}.{part}", str(inner)) for part, inner in value.items()]
        elif isinstance(value, list | tuple):
            pairs += [(key, str(inner)) for inner in value]
        elif isinstance(value, bool):
            pairs.append((key, "yes" if value else "no"))
        elif value is not None:
            pairs.append((key, str(value)))
    return pairs


def _value(one: Field, posted: MultiDict[str, str], name: str) -> Json:
    if one.type is FieldType.PLACE:
        return _place(posted, name)
    if one.type in _LISTS:
        return list(posted.getlist(name)[:100])
    if one.type is FieldType.YES_NO:
        text = typed(posted, name)
        return {"yes": True, "no": False}.get(text, text)
    return typed(posted, name)


def _place(posted: MultiDict[str, str], name: str) -> Json:
    parts: dict[str, Json] = {part: typed(posted, f"{name}.{part}") for part in ("address", "lat", "lon")}
    return {part: text for part, text in parts.items() if text}
