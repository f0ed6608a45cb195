"""What becomes of running cases when a version is published: its differences from the versions they run under, and what
is decided for each: pin, migrate or refuse (definitions.md, "Versions")."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from marshmallow import Schema, fields, post_load, validate

from gate.problems import refusal_message
from runtime.boot import Runtime
from store.queries.migration_preview import Tried, preview
from store.queries.migrations import published_versions, running_by_digest, unfinished_runs
from workflow.definition.diff import Change, ChangeKind, Difference, difference
from workflow.definition.model import Definition
from workflow.definition.shared_yaml import read_shared
from workflow.engine.migrating import require_sound_map
from workflow.engine.obstacles import Obstacles
from workflow.errors import InvalidInput

WRONG = "wrong_plan_file"
ONLY_TEXTS = "Only texts differ."
"""The reason of a migration that nobody had to decide."""
_NAME = validate.Length(min=1, max=64)
_LINE = validate.Length(min=1, max=500)


class Fate(StrEnum):
    """Of one change: running cases stay as they are, take it over, or it is not to be published at all."""

    PIN = "pin"
    MIGRATE = "migrate"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishingPlan:
    """`changes` maps a change by its place (`transition route, roles`, as `diff` tells it) to its fate; `default` is
    that of changes not named. The rest is as in StartMigration."""

    changes: Mapping[str, Fate] = field(default_factory=dict)
    default: Fate = Fate.PIN
    states: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""
    leave_others: bool = False


def read_plan(path: Path) -> PublishingPlan:
    """Raises DefinitionError(`wrong_plan_file`) with every mistake and its line, OSError."""
    return read_shared(path, _PlanSchema(), PublishingPlan, WRONG)


class _PlanSchema(Schema):
    changes = fields.Dict(keys=fields.String(validate=_LINE), values=fields.Enum(Fate, by_value=True))
    default = fields.Enum(Fate, by_value=True)
    states = fields.Dict(keys=fields.String(validate=_NAME), values=fields.String(validate=_NAME))
    reason = fields.String(validate=_LINE)
    leave_others = fields.Boolean()

    @post_load
    def _made(self, data: dict[str, Any], **_: Any) -> PublishingPlan:
        return PublishingPlan(**data)


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """Cases that run under an older version, and what the new one changes of it."""

    version: int
    cases: int
    difference: Difference

    @property
    def weighed(self) -> tuple[Change, ...]:
        """Changes that ask what becomes of the cases: more than texts and the number."""
        return tuple(one for one in self.difference.changes if one.kind in (ChangeKind.BEHAVIOUR, ChangeKind.PAPER))


def impacts(runtime: Runtime, municipality: int, new: Definition) -> tuple[Impact, ...]:
    """For every older version that cases run under, the oldest first."""
    with runtime.database.reading(municipality) as look:
        versions = published_versions(look, new.request_type)
        running = running_by_digest(look, new.request_type)
    pinned = runtime.application.definitions.pinned
    return tuple(
        Impact(version=version, cases=running[digest], difference=difference(pinned(digest), new))
        for version, digest in versions.items()
        if running.get(digest) and digest != new.digest
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What a plan comes to: `migrated` are versions whose cases come along, `pinned` those whose cases stay, `refused`
    the changes that are not to be published, `unknown` places of the plan at which nothing changes."""

    migrated: tuple[int, ...] = ()
    pinned: tuple[int, ...] = ()
    refused: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def ruling(found: tuple[Impact, ...], plan: PublishingPlan) -> Ruling:
    """A case runs under one version whole, so one pinned change keeps it where it is. Texts alone go by themselves,
    unless the plan names one of them. Pure."""
    migrated: list[int] = []
    pinned: list[int] = []
    refused: dict[str, None] = {}
    places = {one.where for each in found for one in each.difference.changes}
    for impact in found:
        named = [one for one in impact.difference.changes if one in impact.weighed or one.where in plan.changes]
        fates = {one.where: plan.changes.get(one.where, plan.default) for one in named}
        refused.update(dict.fromkeys(where for where, fate in fates.items() if fate is Fate.REFUSE))
        (pinned if Fate.PIN in fates.values() else migrated).append(impact.version)
    return Ruling(
        migrated=tuple(migrated),
        pinned=tuple(pinned),
        refused=tuple(refused),
        unknown=tuple(where for where in plan.changes if where not in places),
    )


def mistakes_of(
    runtime: Runtime, municipality: int, new: Definition, plan: PublishingPlan, ruled: Ruling
) -> tuple[str, ...]:
    """Why `new` is not to be published with `plan`, in words: all of it, and nothing written."""
    told = [f"the plan refuses it: {where}" for where in ruled.refused]
    told += [f"the plan names what does not change: {where}" for where in ruled.unknown]
    if plan.changes and ruled.migrated and not plan.reason:
        told.append("the plan migrates cases and says no reason")
    if not ruled.migrated:
        return tuple(told)
    with runtime.database.reading(municipality) as look:
        if any(one.request_type == new.request_type for one in unfinished_runs(look)):
            return (*told, "migration_running")
        versions = published_versions(look, new.request_type)
    sources = tuple(versions[one] for one in ruled.migrated)
    pinned = runtime.application.definitions.pinned
    try:
        require_sound_map(plan.states, [pinned(one) for one in sources], new)
    except InvalidInput as wrong:
        return (*told, *(f"the plan's {name}: {', '.join(codes)}" for name, codes in wrong.errors.items()))
    if not plan.leave_others:
        told += _obstacles(runtime, municipality, new, plan, sources)
    return tuple(told)


def _obstacles(
    runtime: Runtime, municipality: int, new: Definition, plan: PublishingPlan, sources: tuple[str, ...]
) -> list[str]:
    pinned = runtime.application.definitions.pinned
    tried = Tried(
        new=new,
        states=plan.states,
        definitions=pinned,
        surroundings=runtime.application.surroundings(municipality),
        now=runtime.clock.now(),
        sources=sources,
    )
    held, cursor = Obstacles(), None
    while True:
        with runtime.database.reading(municipality) as look:
            page = preview(look, tried, cursor=cursor)
        for one in page.items:
            held.add(one.reference, one.obstacles)
        cursor = page.next
        if cursor is None:
            return [refusal_message(one, "en") for one in held.counted()]
