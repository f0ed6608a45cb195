"""The blocks of a scenario file: what may be written, read by marshmallow into the values of `scenario.py`.

Here: shapes alone. The format is described in definitions/README.md; `scenario_file.py` reads files with these.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from marshmallow import ValidationError, validates_schema

from workflow.case import ExecutorRole
from workflow.case_channel import CaseChannel
from workflow.definition.blocks.pieces import (
    Block,
    Flag,
    Inside,
    Listed,
    Named,
    OneOf,
    Piece,
    Text,
    Whole,
    kind_of,
    mistake,
    name_text,
)
from workflow.rehearsal.scenario import Executor, Expected, Instruction, Scenario, Step, StepKind
from workflow.rehearsal.stage import staff_member
from workflow.review import Verdict
from workflow.town import StaffMember, Unit
from workflow.values import Json

_DAY = r"20[0-9]{2}-[0-9]{2}-[0-9]{2}"
_HOUR = r"([01][0-9]|2[0-3]):[0-5][0-9]"
_MOMENT = re.compile(rf"{_DAY} {_HOUR}|{_HOUR}")
_DUE = re.compile(rf"{_DAY}( {_HOUR})?")
_WHEN = "is not a moment such as 2026-11-23 08:05, or 08:05 of the same day"
_MAX_STEPS = 300


class Plain(Piece[Json]):
    """Any value; a decimal number becomes text, as everywhere in the core."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> Json:
        match value:
            case float():
                return str(value)
            case list():
                return [self._deserialize(one, attr, data) for one in value]
            case dict():
                return {str(key): self._deserialize(one, attr, data) for key, one in value.items()}
            case None | str() | int():
                return value
        raise mistake("wrong_type", f"must be a plain value, not {kind_of(value)}")


class Numbered(Piece[str]):
    """The number of an instruction: `1`, `"1.2"`."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> str:
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise mistake("wrong_type", f"must be a number such as 1 or 1.2, not {kind_of(value)}")
        return str(value)


class Places(Piece[str]):
    """How many places others have taken: `10`."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> str:
        text = str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""
        if not re.fullmatch(r"0|[1-9][0-9]{0,5}", text):
            raise mistake("invalid_value", f"{str(value)[:40]!r} is not a number of places up to 999999")
        return text


class Voters(Piece[str]):
    """How many people who have not voted yet: `99`; or one, by their phone: `"+380501112233"`."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> str:
        text = str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""
        if not re.fullmatch(r"[1-9][0-9]{0,3}|\+[0-9]{9,15}", text):
            raise mistake("invalid_value", f"{str(value)[:40]!r} is neither a number up to 9999 nor a phone")
        return text


class ExecutorBlock(Block):
    """`{who: sign_worker, due: 2026-11-23 12:00}`, or the name alone."""

    who = name_text(required=True)
    due = Text(most=16, pattern=_DUE, says="is not a day or a moment", load_default="")

    def make(self, read: dict[str, Any]) -> Executor:
        """The role comes from the key it stands under."""
        return Executor(who=read.get("who", ""), due=read.get("due", ""))


def _executor(**options: Any) -> Inside[Executor]:
    return Inside(ExecutorBlock(), short=lambda value: {"who": value} if isinstance(value, str) else value, **options)


class InstructionBlock(Block):
    """`{text: Ліквідувати яму., lead: foreman, co: [sign_worker], due: 2026-11-26}`."""

    text = Text(load_default="Виконати.")
    lead = _executor(load_default=None)
    co: Piece[tuple[Executor, ...]] = Listed(_executor())
    informed: Piece[tuple[Executor, ...]] = Listed(_executor())
    due = Text(most=16, pattern=_DUE, says="is not a day such as 2026-11-26 or a moment", load_default="")
    control = name_text(load_default=None)
    checkpoints: Piece[dict[str, str]] = Named(Text(most=200), names=re.compile(_DAY))
    every = name_text(load_default="")
    until = Text(most=10, pattern=re.compile(_DAY), says="is not a day such as 2026-11-26", load_default="")

    def make(self, read: dict[str, Any]) -> Instruction:
        """Executors in the order lead, co, informed."""
        lead = read.get("lead")
        executors = (
            *((lead,) if lead else ()),
            *(replace(one, role=ExecutorRole.CO) for one in read.get("co", ())),
            *(replace(one, role=ExecutorRole.INFORMED) for one in read.get("informed", ())),
        )
        return Instruction(
            text=read.get("text", ""),
            executors=executors,
            due=read.get("due", ""),
            control=read.get("control"),
            checkpoints=read.get("checkpoints", {}),
            every=read.get("every", ""),
            until=read.get("until", ""),
        )


class EffectLine(Piece[str]):
    """`notify done`, or `{notify: done}` as definitions write it; `{notify: {to: mayor, text: done}}`."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> str:
        if isinstance(value, str):
            return " ".join(value.split())
        if not isinstance(value, dict) or len(value) != 1:
            raise mistake("wrong_type", f"must be one effect such as notify done, not {kind_of(value)}")
        head, inner = next(iter(value.items()))
        if inner is True:
            return str(head)
        if isinstance(inner, str):
            return f"{head} {inner}"
        if isinstance(inner, dict) and set(inner) <= {"to", "text"} and "text" in inner:
            to = inner.get("to", "applicant")
            return f"{head} {inner['text']}" + ("" if to == "applicant" else f" to {to}")
        raise mistake("wrong_type", "must name one thing, such as {notify: done}")


class Tree(Piece[Mapping[str, Json]]):
    """Names with plain values."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any
    ) -> Mapping[str, Json]:
        if not isinstance(value, dict):
            raise mistake("wrong_type", f"must be names with values, not {kind_of(value)}")
        plain = Plain()
        return {str(name): plain.deserialize(inner) for name, inner in value.items()}


class ExpectedBlock(Block):
    """`{state: in_work, effects: [notify in_work], deadlines: {answer: 2026-12-23}}`."""

    state = name_text(load_default=None)
    outcome = Text(most=40, load_default=None)
    deadlines: Piece[dict[str, tuple[str, ...]]] = Named(Listed(Text(most=16)))
    effects: Piece[tuple[str, ...]] = Listed(EffectLine(), load_default=None)
    events: Piece[tuple[str, ...]] = Listed(name_text())
    refusals: Piece[tuple[str, ...]] = Listed(name_text(), load_default=None)
    errors: Piece[dict[str, tuple[str, ...]]] = Named(
        Listed(name_text()), names=re.compile(r"[a-z][a-z0-9_.]{0,100}"), load_default=None
    )
    documents: Piece[dict[str, str]] = Named(name_text())
    resolutions: Piece[dict[str, str]] = Named(name_text(), names=re.compile(r"[0-9]+(\.[0-9]+)*"))
    reviews: Piece[dict[str, str]] = Named(name_text())
    work: Piece[tuple[str, ...]] = Listed(Text(most=100), load_default=None)
    children: Piece[dict[str, str]] = Named(name_text())
    moves: Piece[dict[str, tuple[str, ...]]] = Named(Listed(name_text()))
    hidden: Piece[dict[str, tuple[str, ...]]] = Named(Listed(name_text()))
    registration = Text(most=60, load_default=None)
    fee = name_text(load_default=None)
    done = Text(most=200, load_default=None)
    check = Text(most=300, load_default=None)
    stuck: Piece[tuple[str, ...]] = Listed(name_text())
    votes = Numbered(load_default=None)
    position = Numbered(load_default=None)
    place = Text(most=100, load_default=None)

    def make(self, read: dict[str, Any]) -> Expected:
        """What is not written is not asked."""
        return Expected(line=0, **read)


class StepBlock(Block):
    """One step: a key that says what is done, and what goes with it."""

    open = Tree(load_default=None)
    do = name_text(load_default=None)
    sign = name_text(load_default=None)
    scan = name_text(load_default=None)
    return_ = name_text(data_key="return", attribute="return", load_default=None)
    void = name_text(load_default=None)
    send = name_text(load_default=None)
    report = Numbered(load_default=None)
    accept = Numbered(load_default=None)
    rework = Numbered(load_default=None)
    recall = Numbered(load_default=None)
    extend = Numbered(load_default=None)
    explain = Numbered(load_default=None)
    checkpoint = Numbered(load_default=None)
    replace = Numbered(load_default=None)
    vote = Voters(load_default=None)
    unvote = Voters(load_default=None)
    child = name_text(load_default=None)
    visa = name_text(load_default=None)
    withdrawal = name_text(load_default=None)
    read = name_text(load_default=None)
    delegate = name_text(load_default=None)
    pay = Numbered(load_default=None)
    waive = Text(most=300, load_default=None)
    refund = Numbered(load_default=None)
    undelegate = name_text(load_default=None)
    to = name_text(load_default="")
    taken = Places(load_default=None)
    register = Tree(load_default=None)
    unregister = Text(most=300, load_default=None)
    until = Text(most=16, pattern=_MOMENT, says=_WHEN, load_default=None)
    by = name_text(load_default="")
    at = Text(most=16, pattern=_MOMENT, says=_WHEN, load_default="")
    input = Tree(load_default=None)
    applicant = Tree(load_default=None)
    representative = Tree(load_default=None)
    subject = Tree(load_default=None)
    channel = name_text(load_default=CaseChannel.PAGE.value)
    urgent = Flag(load_default=False)
    resolution: Piece[tuple[Instruction, ...]] = Listed(Inside(InstructionBlock()))
    text = Text(load_default="")
    due = Text(most=10, pattern=re.compile(_DAY), says="is not a day such as 2026-11-26", load_default="")
    at_point = Whole(least=1, load_default=1)
    executor = name_text(load_default="")
    override = Text(load_default="")
    way = name_text(load_default="post")
    choice: Piece[tuple[str, ...]] = Listed(Text(most=200))
    territory = Text(most=200, load_default=None)
    outcome = name_text(load_default="satisfied")
    verdict = OneOf(Verdict, load_default=Verdict.AGREED)
    reviewers: Piece[tuple[str, ...]] = Listed(name_text())
    registration = Tree(load_default=None)
    then: Piece[Expected] = Inside(ExpectedBlock(), load_default=None)

    @validates_schema(pass_original=True, skip_on_field_errors=False)
    def does_one_thing(self, _read: dict[str, Any], original: dict[str, Any], **_: Any) -> None:
        """One head, and only the keys that go with it."""
        heads = [key for key in original if key in set(StepKind)]
        if len(heads) != 1:
            kinds = " ".join(StepKind)
            raise ValidationError(f"invalid_value|a step does one of: {kinds}; this one does {len(heads)}")
        allowed = {heads[0], "by", "at", "then", *_WITH.get(StepKind(heads[0]), ())}
        strays = [key for key in original if key in self.fields and key not in allowed]
        if strays:
            raise ValidationError({key: [f"unknown_key|does not go with {heads[0]}"] for key in strays})

    def make(self, read: dict[str, Any]) -> Step:
        """The head becomes the kind and the name."""
        kind = next((one for one in StepKind if read.get(one.value) is not None), StepKind.UNTIL)
        tree = read.get(kind.value) if kind in (StepKind.OPEN, StepKind.REGISTER) else None
        return Step(
            line=0,
            kind=kind,
            name="" if tree is not None else str(read.get(kind.value, "")),
            by=read.get("by", ""),
            at=read.get("at", ""),
            given=(read.get("input") if tree is None else tree) or {},
            applicant=read.get("applicant") or {},
            representative=read.get("representative"),
            subject=read.get("subject"),
            channel=read.get("channel", "page"),
            urgent=read.get("urgent", False),
            orders=read.get("resolution", ()),
            words=read.get("text", ""),
            due=read.get("due", ""),
            checkpoint=read.get("at_point", 1) - 1,
            executor=read.get("executor", ""),
            override=read.get("override", ""),
            way=read.get("way", "post"),
            choices=read.get("choice", ()),
            territory=read.get("territory"),
            outcome=read.get("outcome", "satisfied"),
            verdict=read.get("verdict", Verdict.AGREED),
            reviewers=read.get("reviewers", ()),
            registration=read.get("registration"),
            to=read.get("to", ""),
            then=read.get("then"),
        )


_WITH: Mapping[StepKind, tuple[str, ...]] = {
    StepKind.DO: ("input", "resolution", "reviewers", "override"),
    StepKind.OPEN: ("applicant", "representative", "subject", "channel", "urgent", "registration"),
    StepKind.SEND: ("way",),
    StepKind.SCAN: ("input", "text"),
    StepKind.VOTE: ("choice", "territory"),
    StepKind.RETURN: ("text",),
    StepKind.VOID: ("text",),
    StepKind.REPORT: ("text",),
    StepKind.REWORK: ("text",),
    StepKind.RECALL: ("text",),
    StepKind.EXTEND: ("text", "due"),
    StepKind.EXPLAIN: ("text",),
    StepKind.CHECKPOINT: ("text", "at_point"),
    StepKind.REPLACE: ("text", "executor"),
    StepKind.CHILD: ("input", "outcome"),
    StepKind.VISA: ("verdict", "text"),
    StepKind.DELEGATE: ("to", "text", "due"),
    StepKind.PAY: ("text",),
    StepKind.REFUND: ("text",),
    StepKind.WITHDRAWAL: ("text",),
}
"""What may stand with each kind of step besides `by`, `at` and `then`."""


class PersonBlock(Block):
    """`{roles: [specialist], unit: architecture}`, or the roles alone."""

    roles = Listed(name_text(), required=True, least=1)
    unit = name_text(load_default=None)

    def make(self, read: dict[str, Any]) -> StaffMember:
        """The username is the key it stands under."""
        return staff_member("", frozenset(read.get("roles", ())), read.get("unit"))


class ScenarioBlock(Block):
    """The whole file: `given` steps, the step `when`, what is expected `then`; or `steps` with their own `then`."""

    scenario = Text(most=300, required=True)
    people: Piece[dict[str, StaffMember]] = Named(
        Inside(PersonBlock(), short=lambda value: value if isinstance(value, dict) else {"roles": value})
    )
    units: Piece[dict[str, str]] = Named(Text(most=200))
    given: Piece[tuple[Step, ...]] = Listed(Inside(StepBlock()))
    when: Piece[Step] = Inside(StepBlock(), load_default=None)
    then: Piece[Expected] = Inside(ExpectedBlock(), load_default=None)
    steps: Piece[tuple[Step, ...]] = Listed(Inside(StepBlock()))

    @validates_schema(pass_original=True, skip_on_field_errors=False)
    def expects_something(self, _read: dict[str, Any], original: dict[str, Any], **_: Any) -> None:
        """A scenario that asks for nothing cannot fail."""
        if "steps" in original:
            steps = original["steps"]
            strays = [key for key in ("given", "when", "then") if key in original]
            if strays:
                raise ValidationError({key: ["unknown_key|does not go with steps"] for key in strays})
            listed = steps if isinstance(steps, list) else [steps]
            if len(listed) > _MAX_STEPS:
                raise ValidationError({"steps": [f"invalid_value|more than {_MAX_STEPS} steps"]})
            if not any(isinstance(one, dict) and one.get("then") for one in listed):
                raise ValidationError({"steps": ["missing_key|no step says what is expected then"]})
            return
        missing = [key for key in ("when", "then") if not original.get(key)]
        if missing:
            raise ValidationError({key: ["missing_key|this key is missing"] for key in missing})

    def make(self, read: dict[str, Any]) -> Scenario:
        """`given`, `when`, `then` become steps; names are set."""
        when = read.get("when")
        last = (replace(when, then=read.get("then") or when.then),) if when else ()
        people = {name: staff_member(name, one.roles, one.unit) for name, one in read.get("people", {}).items()}
        units = {name: Unit(id=name, name=title) for name, title in read.get("units", {}).items()}
        return Scenario(
            title=read.get("scenario", ""),
            steps=read.get("steps") or (*read.get("given", ()), *last),
            people=people,
            units=units,
        )
