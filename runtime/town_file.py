"""The file a real town is founded from: its settings, departments and first administrator; every mistake at once.

Nothing here writes. The format is described in docs/operations/founding.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from marshmallow import Schema, ValidationError, fields, post_load, validate

from workflow.definition.model import Period
from workflow.definition.shared_yaml import read_shared
from workflow.filing_plan import PlannedFile
from workflow.town import Addressee, StaffMember, Town, Unit

WRONG = "wrong_town_file"
_NAME = validate.Regexp(r"[a-z][a-z0-9_]{0,62}\Z", error="Not a name (a-z, 0-9 and _).")
_SHORT = validate.Length(min=1, max=200)
_HOUR = validate.Regexp(r"([01][0-9]|2[0-3]):[0-5][0-9]\Z", error="Not a time such as 21:00.")
_LONG = validate.Length(min=1, max=4000)

_KEEP = validate.Regexp(r"(?:[1-9][0-9]{0,3} (?:year|month|day)s?|forever)\Z", error="Not a time such as 5 years.")
_HOST = validate.Regexp(r"[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?\Z", error="Not a host name in small letters.")


@dataclass(frozen=True, slots=True, kw_only=True)
class TownFile:
    """What is founded. `definitions` names the request types to publish; empty for every shipped one."""

    town: Town
    units: tuple[Unit, ...]
    admin: StaffMember
    definitions: tuple[str, ...]


def read_town_file(path: Path, municipality: int) -> TownFile:
    """Raises DefinitionError(`wrong_town_file`) with every mistake and its line, OSError."""
    return read_shared(path, _TownSchema(context_municipality=municipality), TownFile, WRONG)


class _UnitSchema(Schema):
    id = fields.String(required=True, validate=_NAME)
    name = fields.String(required=True, validate=_SHORT)
    body = fields.String(load_default="", validate=validate.Length(max=200))
    phone = fields.String(load_default="", validate=validate.Length(max=40))
    head = fields.String(load_default=None, validate=_NAME)
    control = fields.String(load_default=None, validate=_NAME)


class _AddresseeSchema(Schema):
    id = fields.String(required=True, validate=_NAME)
    name = fields.String(required=True, validate=_SHORT)
    address = fields.String(load_default="", validate=validate.Length(max=300))
    email = fields.String(load_default="", validate=validate.Length(max=254))
    phone = fields.String(load_default="", validate=validate.Length(max=40))
    about = fields.String(load_default="", validate=validate.Length(max=500))


class _FileSchema(Schema):
    index = fields.String(required=True, validate=validate.Length(min=1, max=40))
    title = fields.String(required=True, validate=_SHORT)
    keep = fields.String(load_default="forever", validate=_KEEP)
    unit = fields.String(load_default=None, validate=_NAME)
    article = fields.String(load_default="", validate=validate.Length(max=100))

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> PlannedFile:
        """A line of the filing plan."""
        length, _, unit = data.pop("keep").partition(" ")
        keep = Period(length=int(length), unit=unit.removesuffix("s")) if unit else None
        return PlannedFile(keep=keep, **data)


class _AdminSchema(Schema):
    username = fields.String(required=True, validate=_NAME)
    name = fields.String(required=True, validate=_SHORT)
    position = fields.String(load_default="", validate=validate.Length(max=200))


class _TownSchema(Schema):
    name = fields.String(required=True, validate=_SHORT)
    host = fields.String(required=True, validate=_HOST)
    zone = fields.String(required=True)
    phone = fields.String(required=True, validate=validate.Length(min=1, max=40))
    body = fields.String(load_default="", validate=validate.Length(max=200))
    jurisdiction = fields.String(load_default="ukraine", validate=_NAME)
    office = fields.String(load_default="town_hall", validate=_NAME)
    offices = fields.Dict(keys=fields.String(validate=_NAME), values=fields.String(validate=_NAME), load_default=dict)
    streets = fields.Dict(keys=fields.String(), values=fields.String(), load_default=dict)
    routing = fields.List(fields.Dict(keys=fields.String(), values=fields.String()), load_default=list)
    quiet_from = fields.String(load_default="21:00", validate=_HOUR)
    quiet_until = fields.String(load_default="08:00", validate=_HOUR)
    idle_days = fields.Integer(load_default=10, strict=True, validate=validate.Range(min=1, max=365))
    addressees = fields.List(fields.Nested(_AddresseeSchema), load_default=list)
    standing_texts = fields.Dict(
        keys=fields.String(validate=_NAME), values=fields.List(fields.String(validate=_LONG)), load_default=dict
    )

    files = fields.List(fields.Nested(_FileSchema), load_default=list, validate=validate.Length(max=1000))
    units = fields.List(fields.Nested(_UnitSchema), required=True, validate=validate.Length(min=1, max=500))
    admin = fields.Nested(_AdminSchema, required=True)
    definitions = fields.List(fields.String(validate=_NAME), load_default=list)

    def __init__(self, *, context_municipality: int) -> None:
        super().__init__()
        self._municipality = context_municipality

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> TownFile:
        """Values of the core; names that point to nothing are refused."""
        units = tuple(Unit(**one) for one in data.pop("units"))
        admin, definitions = data.pop("admin"), tuple(data.pop("definitions"))
        _refuse_strangers(data, units)
        data["addressees"] = tuple(Addressee(**one) for one in data["addressees"])
        data["standing_texts"] = {box: tuple(texts) for box, texts in data["standing_texts"].items()}
        return TownFile(
            town=Town(
                municipality=self._municipality,
                **{**data, "routing": tuple(data["routing"]), "files": tuple(data["files"])},
            ),
            units=units,
            admin=StaffMember(roles=frozenset({"admin"}), unit=None, **admin),
            definitions=definitions,
        )


def _refuse_strangers(data: dict[str, Any], units: tuple[Unit, ...]) -> None:
    known = [one.id for one in units]
    mistakes: dict[str, list[str]] = {}
    try:
        ZoneInfo(data["zone"])
    except (ZoneInfoNotFoundError, ValueError, OSError):
        mistakes["zone"] = ["Not a time zone such as Europe/Kyiv."]
    twice = sorted({one for one in known if known.count(one) > 1})
    if twice:
        mistakes["units"] = [f"Named twice: {', '.join(twice)}."]
    indexes = [one.index for one in data["files"]]
    again = sorted({one for one in indexes if indexes.count(one) > 1})
    if again:
        mistakes["files"] = [f"Named twice: {', '.join(again)}."]
    lost = sorted({one.unit for one in data["files"] if one.unit is not None and one.unit not in known})
    if lost:
        mistakes["files"] = [f"There is no such department: {', '.join(lost)}."]
    named = {row.get("unit", "") for row in data["routing"]} | set(data["offices"])
    strangers = sorted(named - set(known))
    if strangers:
        mistakes["routing"] = [f"There is no such department: {', '.join(strangers)}."]
    if mistakes:
        raise ValidationError(mistakes)
