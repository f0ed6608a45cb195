"""A field of a form as the page shows it: which widget, its label, what was typed before, what is wrong with it.

Made from the fields of a definition or by hand; `templates/macros.html` draws it. Reading back is `form_reading.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from gate.field_words import label_of
from web.words import words
from workflow.definition.model import Definition, Field, FieldType
from workflow.values import Json

_LONG_TEXT = 300
_MANY_OPTIONS = 7
_SHORT_SCALE = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One choice."""

    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotDay:
    """A day of a calendar of visits: its free times under its heading; none on a day that is `full` or closed.

    `id` is the day (ISO), `short` «ср 25.11», `column` its day of the week, 1 is Monday.
    """

    id: str
    title: str
    short: str
    column: int
    options: tuple[Option, ...] = ()
    full: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceParts:
    """What was typed of a place."""

    address: str = ""
    lat: str = ""
    lon: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """`widget`: an input type, or `textarea select radio checkboxes slots place uploads hidden`."""

    name: str
    label: str
    widget: str = "text"
    hint: str = ""
    required: bool = False
    value: str = ""
    chosen: tuple[str, ...] = ()
    parts: PlaceParts = field(default_factory=PlaceParts)
    options: tuple[Option, ...] = ()
    days: tuple[SlotDay, ...] = ()
    errors: tuple[str, ...] = ()
    maximum: int | None = None
    rows: int = 4
    many: bool = False
    accept: str = ""
    autocomplete: str = ""
    inputmode: str = ""
    pattern: str = ""
    short: bool = False
    standing: tuple[str, ...] = ()
    """ready sentences that a press of a button puts into the box"""
    advice: tuple[str, ...] = ()
    """how the words that stand in it could be plainer: no mistake, said once they were looked at"""

    def wrong(self, messages: tuple[str, ...]) -> FormField:
        """The same field with messages at it."""
        return replace(self, errors=messages)

    @property
    def id(self) -> str:
        """What labels and the list of mistakes point at."""
        return self.name.replace(".", "-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """One line of the list of mistakes over a form; `id` empty when it belongs to no field."""

    message: str
    label: str = ""
    id: str = ""


def mistakes_of(fields: Sequence[FormField]) -> tuple[Mistake, ...]:
    """What is wrong, in the order of the form."""
    return tuple(Mistake(id=one.id, label=one.label, message=" ".join(one.errors)) for one in fields if one.errors)


def form_fields(
    fields: Sequence[Field],
    definition: Definition,
    *,
    path: str,
    prefix: str,
    language: str,
    given: Mapping[str, Json],
    errors: Mapping[str, Sequence[str]],
    days: tuple[SlotDay, ...] = (),
) -> tuple[FormField, ...]:
    """Fields of a definition. `path` is where their words stand (`form`, `transitions.answer.input`), `prefix`
    goes before
    their names in the form, `errors` holds messages by field name, `days` the free slots."""
    return tuple(
        _field(
            one, definition, f"{path}.{one.name}", f"{prefix}.{one.name}", language, given.get(one.name), days, errors
        )
        for one in fields
    )


def _field(
    one: Field,
    definition: Definition,
    path: str,
    name: str,
    language: str,
    value: Json,
    days: tuple[SlotDay, ...],
    errors: Mapping[str, Sequence[str]],
) -> FormField:
    label = label_of(one, definition, path, language)
    return FormField(
        name=name,
        label=label,
        widget=_widget(one),
        hint=definition.text(f"{path}.hint", language) or one.hint,
        required=one.required,
        value=_typed(value),
        chosen=_chosen(value),
        parts=_parts(value),
        options=_options(one, definition, path, language),
        days=days,
        errors=tuple(errors.get(one.name, ())),
        maximum=_maximum(one),
        rows=4 if (one.maximum or _LONG_TEXT + 1) > _LONG_TEXT else 2,
        many=one.type in (FieldType.PHOTOS, FieldType.FILES),
        accept=_ACCEPTED.get(one.type, ""),
        inputmode=_KEYBOARDS.get(one.type, ""),
        short=_is_scale(one) or one.type is FieldType.YES_NO,
    )


_WIDGETS: Mapping[FieldType, str] = {
    FieldType.DATE: "date",
    FieldType.TIME: "time",
    FieldType.CHOICES: "checkboxes",
    FieldType.YES_NO: "radio",
    FieldType.PHONE: "tel",
    FieldType.EMAIL: "email",
    FieldType.PLACE: "place",
    FieldType.PHOTO: "uploads",
    FieldType.PHOTOS: "uploads",
    FieldType.FILE: "uploads",
    FieldType.FILES: "uploads",
    FieldType.SLOT: "slots",
}
_PICTURES = "image/jpeg,image/png,image/webp"
_ACCEPTED: Mapping[FieldType, str] = {
    FieldType.PHOTO: _PICTURES,
    FieldType.PHOTOS: _PICTURES,
    FieldType.FILE: f"{_PICTURES},application/pdf",
    FieldType.FILES: f"{_PICTURES},application/pdf",
}
_KEYBOARDS: Mapping[FieldType, str] = {
    FieldType.INTEGER: "numeric",
    FieldType.NUMBER: "decimal",
    FieldType.MONEY: "decimal",
}


def _widget(one: Field) -> str:
    if _is_scale(one):
        return "radio"
    if one.type is FieldType.CHOICE:
        return "select" if len(one.options) > _MANY_OPTIONS else "radio"
    if one.type is FieldType.TEXT:
        return "textarea" if one.maximum is None or one.maximum > _LONG_TEXT else "text"
    return _WIDGETS.get(one.type, "text")


def _is_scale(one: Field) -> bool:
    """A mark from one to five is pressed, not typed."""
    return (
        one.type is FieldType.INTEGER
        and one.minimum is not None
        and one.maximum is not None
        and 0 < one.maximum - one.minimum < _SHORT_SCALE
    )


def _options(one: Field, definition: Definition, path: str, language: str) -> tuple[Option, ...]:
    if one.type is FieldType.YES_NO:
        return (Option(value="yes", label=words("yes", language)), Option(value="no", label=words("no", language)))
    if _is_scale(one):
        return tuple(
            Option(value=str(mark), label=str(mark)) for mark in range(one.minimum or 0, (one.maximum or 0) + 1)
        )
    return tuple(
        Option(value=value, label=definition.text(f"{path}.options.{value}", language) or label)
        for value, label in one.options
    )


def _maximum(one: Field) -> int | None:
    return one.maximum if one.type is FieldType.TEXT else None


def _typed(value: Json) -> str:
    if isinstance(value, bool) or value is None or isinstance(value, Mapping | list | tuple):
        return ""
    return str(value)


def _chosen(value: Json) -> tuple[str, ...]:
    if isinstance(value, bool):
        return ("yes" if value else "no",)
    if isinstance(value, list | tuple):
        return tuple(str(one) for one in value)
    return (str(value),) if isinstance(value, str | int) and value != "" else ()


def _parts(value: Json) -> PlaceParts:
    if isinstance(value, str):
        return PlaceParts(address=value)
    if not isinstance(value, Mapping):
        return PlaceParts()
    return PlaceParts(**{name: str(value[name]) for name in ("address", "lat", "lon") if name in value})
