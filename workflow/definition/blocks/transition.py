"""One transition with what it demands: input, guards, resolution, forwarding, reviews, effects."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from marshmallow import ValidationError, validates_schema

from workflow.definition.blocks.conditions import ConditionPiece
from workflow.definition.blocks.effect import effects_piece
from workflow.definition.blocks.field import FieldBlock, blank_field
from workflow.definition.blocks.guard import GuardPiece
from workflow.definition.blocks.pieces import (
    MISSING,
    Block,
    DescribedPiece,
    Flag,
    Inside,
    Listed,
    OneOf,
    Piece,
    Text,
    Whole,
    Word,
    kind_of,
    mistake,
    name_text,
)
from workflow.definition.blocks.units import UNITS, LengthBlock
from workflow.definition.model import (
    ExtensionRule,
    Field,
    ForwardingRule,
    Guard,
    Length,
    Outcome,
    ProgrammeRule,
    ResolutionRule,
    ReviewRule,
    Transition,
)

if TYPE_CHECKING:
    from workflow.definition.blocks.describing import Describer, JsonSchema

_STATE = re.compile(r"\*|[a-z][a-z0-9_]{0,62}")
_NEEDED = ("required", "optional", "none")


class ResolutionBlock(Block):
    """`{executors: required, due: required, signed: true, control: author}`."""

    executors = Word(*_NEEDED, load_default="required")
    due = Word(*_NEEDED, load_default="required")
    signed = Flag(load_default=False)
    control = name_text(load_default="none")
    several = Flag(load_default=False)

    def make(self, read: dict[str, Any]) -> ResolutionRule:
        """What is not said takes the model's default."""
        return ResolutionRule(**read)


class ForwardingBlock(Block):
    """`{law: ua_appeals.art_7, answer: ua_appeals.art_20}`."""

    law = Text(most=100, required=True)
    answer = Text(most=100, load_default=None)

    def make(self, read: dict[str, Any]) -> ForwardingRule:
        """The rule that allows it."""
        return ForwardingRule(law=read.get("law", ""), answer=read.get("answer"))


class ProgrammeBlock(Block):
    """`programme: true`, or `{told: milestone}`."""

    told = name_text(load_default=None)

    def make(self, read: dict[str, Any]) -> ProgrammeRule:
        """Whether citizens are told, and by which text."""
        return ProgrammeRule(told=read.get("told"))


class Quorum(DescribedPiece[str]):
    """`all`, `any`, a number, or a share such as `50%`."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> str:
        if isinstance(value, bool) or not isinstance(value, int | str):
            raise mistake("wrong_type", f"must be all, any, a number or a share, not {kind_of(value)}")
        if not re.fullmatch(r"all|any|-?[0-9]{1,6}%?", str(value)):
            raise mistake("invalid_value", f"{str(value)[:60]!r} is none of: all, any, a number, a share such as 50%")
        return str(value)

    def described(self, write: Describer) -> JsonSchema:
        """A number, or words."""
        return {"anyOf": [{"type": "integer"}, {"type": "string", "pattern": "^(all|any|-?[0-9]{1,6}%?)$"}]}


class ReviewsBlock(Block):
    """`{by: [head_of_architecture, lawyer], order: in_turn, complete: all}`, `of: answer_letter` and `due` too."""

    by = Listed(name_text(), least=1)
    order = Word("parallel", "in_turn", load_default="parallel")
    complete = Quorum(load_default="all")
    of = name_text(load_default=None)
    due: Piece[Length] = Inside(LengthBlock(), load_default=None)
    people = Word("none", "optional", "required", load_default="none")
    separation = Flag(load_default=True)

    @validates_schema(pass_original=True, skip_on_field_errors=False)
    def somebody_reviews(self, _read: dict[str, Any], original: dict[str, Any], **_: Any) -> None:
        """Roles, unless whoever asks has to name the people."""
        if "by" not in original and original.get("people") != "required":
            raise ValidationError({"by": [MISSING]})

    def rules(self) -> JsonSchema:
        """Roles, or people who have to be named."""
        named: JsonSchema = {"required": ["people"], "properties": {"people": {"const": "required"}}}
        return {"anyOf": [{"required": ["by"]}, named]}

    def make(self, read: dict[str, Any]) -> ReviewRule:
        """What is not said takes the model's default."""
        return ReviewRule(**read)


class ExtendsBlock(Block):
    """`{clock: answer, law: ua_appeals.art_20_extended}` or `{clock: service, length: 15, unit: working_day}`."""

    clock = name_text(required=True)
    law = Text(most=100, load_default=None)
    length = Whole(least=1, most=10_000, load_default=None)
    unit = Word(*UNITS, load_default=None)

    def make(self, read: dict[str, Any]) -> ExtensionRule:
        """The clock and its new term."""
        return ExtensionRule(
            clock=read.get("clock", ""), law=read.get("law"), length=read.get("length"), unit=read.get("unit")
        )


class TransitionBlock(Block):
    """`{name: route, from: registered, to: routed, roles: [dispatcher]}` and all that may stand with it."""

    name = name_text(required=True)
    from_states = Listed(
        Text(most=100, pattern=_STATE, says="is not the name of a state"), data_key="from", required=True, least=1
    )
    to = name_text(load_default=None)
    roles = Listed(name_text())
    title = Text(most=200, load_default="")
    guards: Piece[tuple[Guard, ...]] = Listed(GuardPiece())
    input: Piece[tuple[Field, ...]] = Listed(Inside(FieldBlock()), blank=blank_field)
    resolution: Piece[ResolutionRule] = Inside(ResolutionBlock(), load_default=None)
    forwarding: Piece[ForwardingRule] = Inside(
        ForwardingBlock(), short=lambda value: {"law": value} if isinstance(value, str) else value, load_default=None
    )
    effects = effects_piece()
    outcome = OneOf(Outcome, load_default=None)
    after = name_text(load_default=None)
    reopens = Flag(load_default=False)
    within: Piece[Length] = Inside(LengthBlock(), load_default=None)
    when = ConditionPiece(load_default=None)
    key = Text(most=1, load_default="")
    reviews: Piece[ReviewRule] = Inside(ReviewsBlock(), load_default=None)
    extends: Piece[ExtensionRule] = Inside(ExtendsBlock(), load_default=None)
    done = Text(most=100, load_default="")
    programme: Piece[ProgrammeRule] = Inside(
        ProgrammeBlock(), short=lambda value: {} if value is True else value, load_default=None
    )

    override_of = name_text(load_default=None)
    substitution = Word("allowed", "forbidden", load_default="allowed")
    delegation = Word("allowed", "forbidden", load_default="allowed")

    def make(self, read: dict[str, Any]) -> Transition:
        """`from: "*"` is resolved by `schema.py`, which knows the states."""
        said = {key: value for key, value in read.items() if key not in ("substitution", "delegation")}
        said["substitutable"] = read.get("substitution") != "forbidden"
        said["delegable"] = read.get("delegation") != "forbidden"
        return Transition(**{"name": "", "from_states": (), "to": None, "roles": (), **said})


def blank_transition() -> Transition:
    """Stands where a transition could not be read, so that the others keep their places."""
    return Transition(name="", from_states=(), to=None, roles=())
