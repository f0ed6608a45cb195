"""One clock: a term of the town or of a law, or an appointed hour."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from marshmallow import ValidationError, validates_schema

from workflow.definition.blocks.conditions import ConditionPiece
from workflow.definition.blocks.effect import NotifyBlock
from workflow.definition.blocks.pieces import Block, Inside, Listed, Piece, Text, Whole, Word, name_text
from workflow.definition.blocks.units import UNITS
from workflow.definition.model import Appointed, Clock, EarlyWarning, Effect, EffectKind, Expiry, Length

if TYPE_CHECKING:
    from workflow.definition.blocks.describing import JsonSchema

_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


class WarnBlock(Block):
    """`{before: 2, unit: working_day, notify: clerk}`."""

    before = Whole(least=1, most=10_000, required=True)
    unit = Word(*UNITS, required=True)
    notify = Listed(name_text())

    def make(self, read: dict[str, Any]) -> EarlyWarning:
        """Whom to tell is empty for whoever holds the case."""
        before = Length(length=read.get("before", 1), unit=read.get("unit", "working_day"))
        return EarlyWarning(before=before, notify=read.get("notify", ()))


class ExpiryNotifyBlock(NotifyBlock):
    """What a clock tells at its end."""

    def make(self, read: dict[str, Any]) -> Effect:  # type: ignore[override]
        """An effect like those of transitions."""
        data = {key: value for key, value in read.items() if value is not None and key != "when"}
        return Effect(kind=EffectKind.NOTIFY, data=data, when=read.get("when"))


class ExpiryBlock(Block):
    """`{escalate: [head, mayor]}`, `{fire: no_reply}`, `{notify: {to: applicant, text: reminder}}`."""

    escalate = Listed(name_text())
    fire = name_text(load_default=None)
    notify: Piece[Effect] = Inside(ExpiryNotifyBlock(), load_default=None)

    def make(self, read: dict[str, Any]) -> Expiry:
        """Rungs in the order written."""
        return Expiry(escalate=read.get("escalate", ()), fire=read.get("fire"), notify=read.get("notify"))


class ChangeBlock(Block):
    """`{notify: {to: applicant, text: moved_later}}`."""

    notify: Piece[Effect] = Inside(ExpiryNotifyBlock(), required=True)

    def make(self, read: dict[str, Any]) -> Effect | None:
        """The one effect there is."""
        return read.get("notify")


class AppointedBlock(Block):
    """`{field: slot, days_before: 1, time: "10:00"}`."""

    field = name_text(required=True)
    days_before = Whole(least=0, most=366, load_default=0)
    time = Text(most=5, pattern=_TIME, says="is not a time such as 10:00", load_default=None)

    def make(self, read: dict[str, Any]) -> Appointed:
        """Counted back from the field's day."""
        return Appointed(field=read.get("field", ""), days_before=read.get("days_before", 0), time=read.get("time"))


class ClockBlock(Block):
    """Exactly one of `length` with `unit`, `law`, `appointed`."""

    starts = name_text(required=True)
    stops = Listed(name_text())
    length = Whole(least=1, most=10_000, load_default=None)
    unit = Word(*UNITS, load_default=None)
    law = Text(most=100, load_default=None)
    appointed: Piece[Appointed] = Inside(AppointedBlock(), load_default=None)
    when = ConditionPiece(load_default=None)
    pauses = Listed(name_text())
    calendar = name_text(load_default=None)
    warn: Piece[EarlyWarning] = Inside(WarnBlock(), load_default=None)
    on_expiry: Piece[Expiry] = Inside(ExpiryBlock(), load_default=None)
    on_change: Piece[Effect] = Inside(ChangeBlock(), load_default=None)
    title = Text(most=200, load_default="")
    citizen = Text(most=100, load_default="")

    @validates_schema(pass_original=True, skip_on_field_errors=False)
    def has_one_term(self, _read: dict[str, Any], written: dict[str, Any], **_: Any) -> None:
        """A clock without a term never rings; one with two terms contradicts itself."""
        terms = [key for key in ("length", "law", "appointed") if key in written]
        if not terms:
            raise ValidationError({"length": ["missing_key|no term: give length and unit, or law, or appointed"]})
        if len(terms) > 1:
            raise ValidationError({terms[1]: [f"invalid_value|{terms[0]} gives the term already"]})
        if terms == ["length"] and "unit" not in written:
            raise ValidationError({"unit": ["missing_key|this key is missing"]})
        if terms != ["length"] and "unit" in written:
            raise ValidationError({"unit": [f"invalid_value|{terms[0]} gives the term already"]})

    def rules(self) -> JsonSchema:
        """One term; a unit goes with a length alone."""
        return {
            "oneOf": [
                {"required": ["length", "unit"], "properties": {"law": False, "appointed": False}},
                {"required": ["law"], "properties": {"length": False, "unit": False, "appointed": False}},
                {"required": ["appointed"], "properties": {"length": False, "unit": False, "law": False}},
            ]
        }

    def make(self, read: dict[str, Any]) -> Clock:
        """The name is the key it stands under; `schema.py` sets it."""
        return Clock(**{"name": "", "starts": "", **read})
