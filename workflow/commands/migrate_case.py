"""Brings one running case under the version of a migration run, or back: a transaction of its own, at most once."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from workflow.case import Case
from workflow.commands.may_administer import may_administer
from workflow.commands.scene import Executed, Scene
from workflow.engine.migrating import before_of, foreseen, taken_back
from workflow.errors import Refusal
from workflow.events import Event
from workflow.migration import MigratedCase, MigrationRun


@dataclass(frozen=True, slots=True, kw_only=True)
class MigrateCase:
    """By the run `run`, which says whereto."""

    run: UUID
    case: UUID


MOVED, LATER, STAYS, DONE = "moved", "later", "stays", "done"
"""It moved; outside work is under way, so it is asked again; it cannot, and why is noted; there was nothing to do."""


def handle(command: MigrateCase, scene: Scene) -> Executed:
    """`{"result": moved | later | stays | done}`. Raises NotPermitted, NotFound, DefinitionError.

    Later, because what was wanted outside names states, texts and papers of the version that wanted it.
    """
    may_administer(scene.actor)
    case = scene.work.case_by_id(command.case)
    run = scene.work.migration(command.run)
    if run.finished is not None or case.request_type != run.request_type or scene.work.migrated(run.id, case.id):
        return Executed(case=case, value={"result": DONE})
    if case.closed is not None or (run.reverts is None and case.definition == run.digest):
        return _left(scene, run, case, ())
    if scene.work.effects_under_way(case.id):
        return Executed(case=case, value={"result": LATER})
    if run.reverts is not None:
        return _back(scene, run, run.reverts, case)
    old, new = scene.definitions.pinned(case.definition), scene.definitions.pinned(run.digest)
    seen = foreseen(old, new, run.states, case, run.id, scene.moment.now, scene.surroundings)
    if seen.obstacles:
        return _left(scene, run, case, seen.obstacles)
    return _moved(scene, run, case, run.digest, seen.events)


def _back(scene: Scene, run: MigrationRun, reverts: UUID, case: Case) -> Executed:
    noted = scene.work.migrated(reverts, case.id)
    if noted is None:
        return _left(scene, run, case, ())
    if noted.sequence != case.sequence:
        return _left(scene, run, case, (Refusal(code="moved_since"),))
    events = taken_back(noted.before, case, run.id, reverts, scene.moment.now)
    return _moved(scene, run, case, noted.before.digest, events)


def _moved(scene: Scene, run: MigrationRun, case: Case, digest: str, events: tuple[Event, ...]) -> Executed:
    executed = scene.tell(case, scene.definitions.pinned(digest), *events)
    assert executed.case is not None
    done = MigratedCase(sequence=executed.case.sequence, before=before_of(case))
    scene.work.note_migrated(run.id, case.id, done, scene.moment.now)
    return Executed(case=executed.case, value={"result": MOVED})


def _left(scene: Scene, run: MigrationRun, case: Case, reasons: tuple[Refusal, ...]) -> Executed:
    scene.work.note_left(run.id, case.id, reasons, scene.moment.now)
    return Executed(case=case, value={"result": STAYS if reasons else DONE})
