"""Effects: what is wanted outside, one key naming the kind: `{notify: {to: applicant, text: done}}`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from marshmallow import ValidationError, fields, validates_schema

from workflow.definition.blocks.conditions import ConditionPiece
from workflow.definition.blocks.pieces import (
    MISSING,
    NAME,
    Block,
    DescribedPiece,
    Listed,
    Named,
    Text,
    Whole,
    Word,
    kind_of,
    mistake,
    name_text,
    read_block,
    shortened,
)
from workflow.definition.blocks.units import UNITS
from workflow.definition.condition import Condition
from workflow.definition.model import Effect, EffectKind
from workflow.values import Json

if TYPE_CHECKING:
    from workflow.definition.blocks.describing import Describer, JsonSchema

CHANNELS = ("sms", "email", "post", "telegram", "voice")


class EffectBlock(Block):
    """The keys of one kind of effect. `make` gives plain data without what was not said."""

    def make(self, read: dict[str, Any]) -> dict[str, Any]:
        """Only what was written."""
        return {key: value for key, value in read.items() if value is not None}


class NotifyBlock(EffectBlock):
    """`{to: applicant, text: done, when: {outcome: satisfied}, channel: sms}`."""

    to = name_text(required=True)
    text = name_text(required=True)
    when = ConditionPiece(load_default=None)
    channel = Word(*CHANNELS, load_default=None)


class DocumentEffectBlock(EffectBlock):
    """`document: answer_letter`."""

    document = name_text(required=True)


class AssignBlock(EffectBlock):
    """`assign: {unit: roads}`; `by` names a routing table."""

    unit = name_text(load_default=None)
    role = name_text(load_default=None)
    user = Text(most=100, load_default=None)
    by = name_text(load_default=None)


class ForwardBlock(EffectBlock):
    """`forward: true`, or to a body of the addressee register."""

    to = name_text(load_default=None)


class ChildBlock(EffectBlock):
    """`child: {request_type: inquiry, fields: {what: note}, wait: all, returns: {area: size}}`.

    `fields` maps its fields to ours, `returns` names of ours to what it has at its end.
    """

    request_type = name_text(required=True)
    fields_ = Named(name_text(), data_key="fields", attribute="fields")
    wait = Word("all", "any", "none", load_default="none")
    returns = Named(name_text())
    applicant = Word("same", "town", load_default=None)


class SlotBlock(EffectBlock):
    """`book: slot`: the slot field to book or release; `book: true` is the only one there is."""

    field = name_text(load_default=None)
    calendar = name_text(load_default=None)


class PublishBlock(EffectBlock):
    """`publish: true`."""


class WebhookBlock(EffectBlock):
    """`webhook: {name: gis}`; the address is a setting of the town."""

    name = name_text(required=True)


class DueBlock(Block):
    """`{length: 2, unit: working_day}`."""

    length = Whole(least=1, most=10_000, required=True)
    unit = Word(*UNITS, required=True)

    def make(self, read: dict[str, Any]) -> dict[str, Any]:
        """Plain data."""
        return dict(read)


class DuePiece(DescribedPiece[dict[str, Json]]):
    """When a work is due."""

    _block = DueBlock()

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> dict[str, Json]:
        plain: dict[str, Json] = read_block(self._block, value)
        return plain

    def described(self, write: Describer) -> JsonSchema:
        """A length."""
        return write.block(self._block)


class WorkBlock(EffectBlock):
    """`work: {role: clerk, title: Зателефонувати, due: {length: 1, unit: working_day}}`."""

    role = name_text(required=True)
    title = Text(most=300, required=True)
    due = DuePiece(load_default=None)


class AcquaintBlock(EffectBlock):
    """`acquaint: {roles: [foreman], units: [utility], document: order, due: {length: 3, unit: working_day}}`."""

    roles = Listed(name_text(), load_default=None)
    units = Listed(name_text(), load_default=None)
    document = name_text(load_default=None)
    due = DuePiece(load_default=None)

    @validates_schema(pass_original=True, skip_on_field_errors=False)
    def names_somebody(self, _read: dict[str, Any], original: dict[str, Any], **_: Any) -> None:
        """At least one role or unit."""
        if not original.get("roles") and not original.get("units"):
            raise ValidationError({"roles": [MISSING]})

    def rules(self) -> JsonSchema:
        """At least one role or unit."""
        some: JsonSchema = {"not": {"const": []}}
        return {"anyOf": [{"required": [name], "properties": {name: some}} for name in ("roles", "units")]}

    def make(self, read: dict[str, Any]) -> dict[str, Any]:
        """Only what was written."""
        return {key: list(value) if isinstance(value, tuple) else value for key, value in super().make(read).items()}


_BLOCKS: Mapping[EffectKind, tuple[EffectBlock, str | None]] = {
    EffectKind.NOTIFY: (NotifyBlock(), None),
    EffectKind.DOCUMENT: (DocumentEffectBlock(), "document"),
    EffectKind.ASSIGN: (AssignBlock(), None),
    EffectKind.FORWARD: (ForwardBlock(), "to"),
    EffectKind.CHILD: (ChildBlock(), "request_type"),
    EffectKind.BOOK: (SlotBlock(), "field"),
    EffectKind.RELEASE: (SlotBlock(), "field"),
    EffectKind.PUBLISH: (PublishBlock(), None),
    EffectKind.WEBHOOK: (WebhookBlock(), "name"),
    EffectKind.WORK: (WorkBlock(), None),
    EffectKind.ACQUAINT: (AcquaintBlock(), None),
}
"""The keys of each kind, and which of them a bare string gives."""

_SWITCHES = (EffectKind.FORWARD, EffectKind.PUBLISH, EffectKind.BOOK, EffectKind.RELEASE)


class EffectPiece(DescribedPiece[Effect]):
    """One effect: `{document: answer_letter}`, with `when` beside or inside it; or a bare `publish`."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> Effect:
        if isinstance(value, str):
            kind, _space, argument = value.partition(" ")
            value = {kind: argument or True}
        if not isinstance(value, dict):
            raise mistake("wrong_type", f"must be an effect, not {kind_of(value)}")
        heads = [key for key in value if key != "when"]
        if len(heads) != 1:
            raise mistake("invalid_value", "one entry names one effect")
        if heads[0] not in set(EffectKind):
            raise ValidationError({heads[0]: [f"unknown_effect|there is no effect {shortened(heads[0])}"]})
        return _read(EffectKind(heads[0]), value)

    def described(self, write: Describer) -> JsonSchema:
        """One key of the kinds, `when` beside it; or a bare string."""
        return write.once("Effect", lambda: {"anyOf": [*_described_kinds(write)]})


def _described_kinds(write: Describer) -> Iterator[JsonSchema]:
    named = "|".join(kind.value for kind, (_block, short) in _BLOCKS.items() if short)
    switches = "|".join(kind.value for kind in _SWITCHES)
    yield {"type": "string", "pattern": f"^(({switches}) ?|({named}) {NAME.pattern})$"}
    for kind, (block, short) in _BLOCKS.items():
        spellings: list[Json] = [write.block(block)]
        if short:
            short_piece = block.fields[short]
            assert isinstance(short_piece, DescribedPiece)
            spellings.append(short_piece.described(write))
        if kind in _SWITCHES:
            spellings.append({"const": True})
        yield {
            "type": "object",
            "properties": {kind.value: {"anyOf": spellings}, "when": ConditionPiece().described(write)},
            "additionalProperties": False,
            "required": [kind.value],
        }


def _read(kind: EffectKind, value: Mapping[str, Any]) -> Effect:
    block, short = _BLOCKS[kind]
    errors: dict[str, Any] = {}
    when: Condition | None = None
    data: dict[str, Any] = {}
    if "when" in value:
        try:
            when = ConditionPiece().deserialize(value["when"])
        except ValidationError as error:
            errors["when"] = error.messages
    try:
        data = read_block(block, _full(kind, short, value[kind.value]))
    except ValidationError as error:
        errors[kind.value] = error.messages
        data = error.valid_data if isinstance(error.valid_data, dict) else {}
    inner = data.pop("when", None)
    effect = Effect(kind=kind, data=data, when=inner if when is None else when)
    if errors:
        raise ValidationError(errors, valid_data=effect)  # type: ignore[arg-type]
    return effect


def _full(kind: EffectKind, short: str | None, value: Any) -> Any:
    if isinstance(value, str) and short is not None:
        return {short: value}
    if value is True and kind in _SWITCHES:
        return {}
    return value


def effects_piece() -> fields.Field[tuple[Effect, ...]]:
    """A list of effects."""
    return Listed(EffectPiece())
