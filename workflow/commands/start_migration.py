"""Orders that running cases of a request type come under another published version. Moves none of them yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from workflow.case import Case
from workflow.commands.may_administer import may_administer
from workflow.commands.scene import Executed, Scene
from workflow.engine.migrating import foreseen, require_sound_map
from workflow.engine.obstacles import Obstacles
from workflow.errors import InvalidInput, NotAvailable, NotFound
from workflow.migration import MigrationRun

_BATCH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class StartMigration:
    """`states` maps states of older versions to those of version `to`; `sources` are the versions whose cases are
    meant, none: all others.

    Cases that cannot move hold the whole run back, each with its reasons, unless `leave_others`: then they stay with
    their version. `reason` is kept beside the run and tells no citizen's data.
    """

    request_type: str
    to: int
    reason: str
    states: Mapping[str, str] = field(default_factory=dict)
    leave_others: bool = False
    sources: tuple[int, ...] = ()


def handle(command: StartMigration, scene: Scene) -> Executed:
    """`{"id", "cases"}`. Raises NotPermitted, NotFound(`unknown_request_type`, `unknown_version`), InvalidInput
    (`reason`, `states.NAME`), Conflict(`migration_running`), NotAvailable with every obstacle."""
    may_administer(scene.actor)
    if not command.reason.strip():
        raise InvalidInput({"reason": ("required",)})
    published = scene.work.published_digests(command.request_type)
    digest = published.get(command.to)
    unknown = [one for one in (command.to, *command.sources) if one not in published]
    if digest is None or unknown:
        known = ", ".join(str(one) for one in sorted(published))
        raise NotFound("unknown_version", version=unknown[0], known=known)
    new = scene.definitions.pinned(digest)
    olds = {one: scene.definitions.pinned(one) for one in published.values()}
    require_sound_map(command.states, olds.values(), new)
    run = MigrationRun(
        id=scene.moment.command,
        request_type=command.request_type,
        version=command.to,
        digest=digest,
        reason=command.reason.strip(),
        by=scene.actor.label,
        at=scene.moment.now,
        states=dict(command.states),
        sources=tuple(published[one] for one in command.sources),
    )
    scene.work.start_migration(run)
    count, held = 0, Obstacles()
    for case in _running(scene, run):
        count += 1
        old = olds[case.definition]
        seen = foreseen(old, new, run.states, case, run.id, scene.moment.now, scene.surroundings)
        held.add(case.reference, seen.obstacles)
    if held.found and not command.leave_others:
        raise NotAvailable(held.counted(), "migration_refused")
    return Executed(value={"id": str(run.id), "cases": count})


def _running(scene: Scene, run: MigrationRun) -> Iterator[Case]:
    after: UUID | None = None
    while batch := scene.work.running_cases(run, after, _BATCH):
        yield from batch
        after = batch[-1].id
