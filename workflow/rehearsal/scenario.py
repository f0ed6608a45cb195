"""A scenario as frozen values: what happens to a case, step by step, and what is expected of each step.

The format people write is read by `scenario_file.py` and described in definitions/README.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from workflow.case import ExecutorRole
from workflow.town import StaffMember, Unit
from workflow.values import Json


class StepKind(StrEnum):
    """What a step does. A paper is named by its type, an instruction by its number; what is reviewed or read by the
    paper's type, or `case`."""

    OPEN = "open"
    DO = "do"
    SIGN = "sign"
    SCAN = "scan"
    RETURN = "return"
    VOID = "void"
    SEND = "send"
    REPORT = "report"
    ACCEPT = "accept"
    REWORK = "rework"
    RECALL = "recall"
    EXTEND = "extend"
    EXPLAIN = "explain"
    CHECKPOINT = "checkpoint"
    REPLACE = "replace"
    VOTE = "vote"
    UNVOTE = "unvote"
    CHILD = "child"
    VISA = "visa"
    WITHDRAWAL = "withdrawal"
    READ = "read"
    DELEGATE = "delegate"
    PAY = "pay"
    WAIVE = "waive"
    REFUND = "refund"
    UNDELEGATE = "undelegate"
    TAKEN = "taken"
    REGISTER = "register"
    UNREGISTER = "unregister"
    UNTIL = "until"


@dataclass(frozen=True, slots=True, kw_only=True)
class Executor:
    """Who executes an instruction: a username or a unit of the scenario. `due` as in `Instruction`."""

    who: str
    role: ExecutorRole = ExecutorRole.LEAD
    due: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Instruction:
    """A resolution as the scenario gives it. `due` is a day `2026-11-26` (its end) or a local moment; empty: none."""

    text: str
    executors: tuple[Executor, ...] = ()
    due: str = ""
    control: str | None = None
    checkpoints: Mapping[str, str] = field(default_factory=dict)
    """day → note"""
    every: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What must be true after a step; None: not asked. Lists are whole: nothing more may have come.

    `refusals` and `errors` are given when the step must be refused, for these reasons and no other. `deadlines` maps
    a clock to a day, a local moment, a deadline's state or `none`. `effects` are written as `spoken.py` says them,
    `work` as `KIND WHO`, `moves` maps a name to the transitions that are offered to them,
    `hidden` to the sensitive fields kept from them. `events` are the ones that
    must be among those that happened. `votes` is how many support the case, `position` the category
    (or group) it stands in a register with, `place` the group it has a place in; `none` for neither.
    `done` is what the citizen reads that the newest move did, `check` what they are asked in the end (`none`).
    `registration` is the index of the card in force, or `none`; `fee` is where it stands, `none` where there is none.
    """

    line: int
    state: str | None = None
    outcome: str | None = None
    deadlines: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    effects: tuple[str, ...] | None = None
    events: tuple[str, ...] = ()
    refusals: tuple[str, ...] | None = None
    errors: Mapping[str, tuple[str, ...]] | None = None
    documents: Mapping[str, str] = field(default_factory=dict)
    resolutions: Mapping[str, str] = field(default_factory=dict)
    reviews: Mapping[str, str] = field(default_factory=dict)
    work: tuple[str, ...] | None = None
    children: Mapping[str, str] = field(default_factory=dict)
    moves: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    hidden: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    registration: str | None = None
    fee: str | None = None
    done: str | None = None
    check: str | None = None
    stuck: tuple[str, ...] = ()
    votes: str | None = None
    position: str | None = None
    place: str | None = None

    @property
    def is_refusal(self) -> bool:
        """Whether the step must be refused."""
        return self.refusals is not None or self.errors is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step. `name` is the transition, paper, instruction or moment; `by` who does it (empty: whoever must).

    `at` is a local moment `2026-11-23 08:05`, or `08:05` of the same day; empty: at once. `given` is the form or the
    input, or what a child case has at its end; photos and files are named freely. `words` are a report's or a reason;
    `way` is how a paper was sent; `outcome` is how a child case ended;
    `checkpoint` counts from 1; `executor` is the new one.
    input; photos and files are named freely. `words` are a report's or a reason; `way` is how a
    paper was sent; `checkpoint` counts from 1; `executor` is the new one. `verdict` is a
    visa's; `reviewers` are the people named by whoever asks for visas.
    `checkpoint` counts from 1; `executor` is the new one. `choices` and
    `territory` go with a vote, whose `name` is how many voted or one voter's phone.
    input; photos and files are named freely. `words` are a report's or a reason; `way` is how a
    paper was sent; `checkpoint` counts from 1; `executor` is the new one. `choices` and `territory` go with a vote,
    whose `name` is how many voted or one voter's phone; that of `taken` is how many places others have.
    `registration` is the card an opening comes with.
    """

    line: int
    kind: StepKind
    name: str
    by: str = ""
    at: str = ""
    given: Mapping[str, Json] = field(default_factory=dict)
    applicant: Mapping[str, Json] = field(default_factory=dict)
    representative: Mapping[str, Json] | None = None
    subject: Mapping[str, Json] | None = None
    channel: str = "page"
    urgent: bool = False
    orders: tuple[Instruction, ...] = ()
    words: str = ""
    checkpoint: int = 0
    executor: str = ""
    override: str = ""
    due: str = ""
    way: str = "post"
    choices: tuple[str, ...] = ()
    territory: str | None = None
    outcome: str = ""
    verdict: str = "agreed"
    reviewers: tuple[str, ...] = ()
    registration: Mapping[str, Json] | None = None
    to: str = ""
    """to whom a piece of work is handed"""
    then: Expected | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A story with its steps, and the people and units it names beside one official per role."""

    title: str
    steps: tuple[Step, ...]
    people: Mapping[str, StaffMember] = field(default_factory=dict)
    units: Mapping[str, Unit] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """What did not come as the scenario says: at which line of its file, in plain words."""

    line: int
    words: str
