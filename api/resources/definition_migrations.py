"""Running cases come under another version: `GET POST /definitions/{id}/migrations`, and the way back.

A run is carried out by the worker; what is answered here is the order, or what would become of every case.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Response

from api.routes import Answer, Routes
from api.schemas.definition_migrations import (
    MigrationAnswer,
    MigrationShown,
    MigrationTaken,
    MigrationWhole,
    ReasonTaken,
)
from api.schemas.lists import listed
from api.writing import perform, reply
from gate.actor import current_actor
from gate.doors import application, reading
from gate.languages import current_language
from gate.policies import Policy
from gate.problems import GateRefusal, refusal_message
from gate.tenant import current_municipality
from store.queries.migration_preview import Previewed, Tried, preview
from store.queries.migrations import RunSoFar, left_cases, published_versions, run_of, runs_so_far, so_far
from workflow.commands.may_administer import may_administer
from workflow.commands.revert_migration import RevertMigration
from workflow.commands.scene import Executed
from workflow.commands.start_migration import StartMigration
from workflow.engine.migrating import require_sound_map
from workflow.errors import NotFound, Refusal
from workflow.ports.idempotency import StoredReply

routes = Routes("migrations", "Running cases come under another published version of their definition, or back.")


@routes.get("/definitions/<identifier>/migrations", policy=Policy.STAFF, answers=listed(MigrationShown))
def get_migrations(identifier: str) -> Answer:
    """Runs of a request type, the newest first; for administrators"""
    may_administer(current_actor())
    with reading() as look:
        if not published_versions(look, identifier):
            raise GateRefusal("unknown_request_type")
        found = runs_so_far(look, identifier)
    return {"items": [_view(one) for one in found], "next": None}


@routes.get("/definitions/<identifier>/migrations/<uuid:run>", policy=Policy.STAFF, answers=MigrationWhole)
def get_migration(identifier: str, run: UUID) -> Answer:
    """One run, with the cases it could not move and why; for administrators"""
    may_administer(current_actor())
    with reading() as look:
        found = run_of(look, run)
        if found is None or found.request_type != identifier:
            raise GateRefusal("unknown_migration")
        left = left_cases(look, run)
        shown = _view(so_far(look, found))
    lines = [{"reference": one.reference, "obstacles": _obstacles(one.refusals)} for one in left]
    return {**shown, "left_cases": lines}


@routes.post(
    "/definitions/<identifier>/migrations",
    policy=Policy.STAFF,
    takes=MigrationTaken,
    answers=MigrationAnswer,
    status=202,
)
def start_migration(identifier: str, body: Mapping[str, Any]) -> Response | Answer:
    """Order that running cases come under version `to`, or with `dry_run` see what would become of each"""
    if body["dry_run"]:
        return _tried(identifier, body)
    command = StartMigration(
        request_type=identifier,
        to=body["to"],
        reason=body["reason"],
        states=body["states"],
        leave_others=body["leave_others"],
        sources=tuple(body["sources"]),
    )
    return perform(command, _ordered)


@routes.post(
    "/definitions/<identifier>/migrations/<uuid:run>/revert",
    policy=Policy.STAFF,
    takes=ReasonTaken,
    answers=MigrationAnswer,
    status=202,
)
def revert_migration(identifier: str, run: UUID, body: Mapping[str, Any]) -> Response:
    """Order that a run is taken back, for cases to which nothing has happened since"""
    may_administer(current_actor())
    with reading() as look:
        found = run_of(look, run)
    if found is None or found.request_type != identifier:
        raise GateRefusal("unknown_migration")
    return perform(RevertMigration(run=run, reason=body["reason"]), _ordered)


def _ordered(executed: Executed) -> StoredReply:
    made = {"id": executed.value["id"], "cases": executed.value["cases"], "items": [], "next": None}
    return reply(MigrationAnswer, made, status=202)


def _tried(identifier: str, body: Mapping[str, Any]) -> Answer:
    may_administer(current_actor())
    door = application()
    with reading() as look:
        versions = published_versions(look, identifier)
    if not versions:
        raise GateRefusal("unknown_request_type")
    unknown = [one for one in (body["to"], *body["sources"]) if one not in versions]
    if unknown:
        raise NotFound("unknown_version", version=unknown[0], known=", ".join(map(str, versions)))
    new = door.definitions.pinned(versions[body["to"]])
    require_sound_map(body["states"], [door.definitions.pinned(one) for one in versions.values()], new)
    tried = Tried(
        new=new,
        states=body["states"],
        definitions=door.definitions.pinned,
        surroundings=door.surroundings(current_municipality()),
        now=door.clock.now(),
        sources=tuple(versions[one] for one in body["sources"]),
    )
    with reading() as look:
        page = preview(look, tried, cursor=body["cursor"], limit=body["limit"])
    return {"id": None, "cases": None, "items": [_foreseen(one) for one in page.items], "next": page.next}, 200


def _foreseen(one: Previewed) -> dict[str, Any]:
    return {
        "reference": one.reference,
        "version": one.version,
        "state": one.state,
        "to_state": one.to_state,
        "clocks": one.clocks,
        "papers": one.papers,
        "resolutions": one.resolutions,
        "obstacles": _obstacles(one.obstacles),
    }


def _obstacles(refusals: tuple[Refusal, ...]) -> list[dict[str, str]]:
    language = current_language()
    return [{"code": one.code, "message": refusal_message(one, language)} for one in refusals]


def _view(one: RunSoFar) -> dict[str, Any]:
    run = one.run
    return {
        "id": run.id,
        "to": run.version,
        "states": run.states,
        "reason": run.reason,
        "by": run.by,
        "at": run.at,
        "reverts": run.reverts,
        "finished": run.finished,
        "moved": one.moved,
        "left": one.left,
        "open": one.open,
    }
