"""Running cases of one request type under another version: what would become of each, the order, and the way back.

A version that is not chosen keeps its cases: pinned. Nothing here decides; the same commands as the API's do.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast
from uuid import UUID

from flask import Response, redirect, request, url_for

from gate.actor import current_actor
from gate.administrators import require_administrator
from gate.doors import application, reading
from gate.languages import current_language
from gate.policies import Policy, policy
from gate.problems import GateRefusal, refusal_message
from gate.tenant import current_municipality
from store.queries.migration_preview import Previewed, Tried, preview
from store.queries.migrations import left_cases, published_versions, running_by_digest, runs_so_far
from store.queries.staff import all_staff
from web import dates
from web.errors_of import errors_of
from web.form_reading import typed
from web.once import fresh_key, perform_once
from web.page import page
from web.words import words
from workflow.commands.command_table import Command
from workflow.commands.revert_migration import RevertMigration
from workflow.commands.start_migration import StartMigration
from workflow.definition.model import Definition
from workflow.engine.migrating import require_sound_map
from workflow.errors import DomainError

_STATE = "state."
_AT_ONCE = 100


@policy(Policy.STAFF)
def migrations_page(request_type: str) -> Response:
    """The versions with their running cases; with `to` chosen, what would become of every case."""
    require_administrator(current_actor())
    return _shown(request_type)


@policy(Policy.STAFF)
def order_migration(request_type: str) -> Response:
    """Orders that the cases of the chosen versions come along; the worker carries it out."""
    require_administrator(current_actor())
    to = typed(request.form, "to")
    command = StartMigration(
        request_type=request_type,
        to=int(to) if to.isdecimal() and len(to) < 10 else 0,
        reason=typed(request.form, "reason")[:500],
        states=_map(request.form),
        leave_others=typed(request.form, "leave_others") == "yes",
        sources=_numbers(request.form.getlist("from")),
    )
    return _ordered(request_type, command)


@policy(Policy.STAFF)
def take_back_migration(request_type: str, run: UUID) -> Response:
    """Orders that a run is taken back, for cases to which nothing has happened since."""
    require_administrator(current_actor())
    return _ordered(request_type, RevertMigration(run=run, reason=typed(request.form, "reason")[:500]))


def _ordered(request_type: str, command: Command) -> Response:
    path = url_for("web.migrations_page", request_type=request_type, said="ordered")
    try:
        perform_once(current_actor(), command, lambda _: path)
    except DomainError as error:
        wrong = errors_of(error, current_language())
        told = (*wrong.general, *(said for messages in wrong.fields.values() for said in messages))
        return _shown(request_type, wrong=told)
    return cast("Response", redirect(path, 303))


def _shown(request_type: str, wrong: tuple[str, ...] = ()) -> Response:
    door, language = application(), current_language()
    zone = door.surroundings(current_municipality()).zone
    given = request.form if request.method == "POST" else request.args
    with reading() as look:
        versions = published_versions(look, request_type)
        if not versions:
            raise GateRefusal("unknown_request_type")
        running = running_by_digest(look, request_type)
        runs = runs_so_far(look, request_type)
        left = {one.run.id: left_cases(look, one.run.id) for one in runs if one.left}
        people = {f"staff:{one.username}": one.name for one in all_staff(look, active_only=False)}
    pinned = {number: door.definitions.pinned(digest) for number, digest in versions.items()}
    newest = pinned[max(pinned)]
    to = _chosen(given.get("to", ""), pinned)
    sources = tuple(one for one in _numbers(given.getlist("from")) if one in pinned and one != to)
    tried = None
    if to is not None:
        mapped = {old: new for old, new in _map(given).items() if new in pinned[to].states}
        tried = _tried(pinned, to, mapped, sources, versions)
    return page(
        "staff/migrations.html",
        status=422 if wrong else 200,
        title=newest.text("title", language) or newest.title,
        request_type=request_type,
        versions=[(number, running.get(digest, 0)) for number, digest in sorted(versions.items(), reverse=True)],
        to=to,
        sources=sources,
        tried=tried,
        gone=_gone(pinned, to, sources, language) if to is not None else [],
        mapped=_map(given),
        targets=[(one.name, one.title) for one in pinned[to].states.values()] if to is not None else [],
        runs=[
            {
                "id": one.run.id,
                "to": one.run.version,
                "back": one.run.reverts is not None,
                "reason": one.run.reason,
                "by": people.get(one.run.by, ""),
                "at": dates.full_moment(one.run.at, zone),
                "moved": one.moved,
                "left": [
                    (each.reference, [refusal_message(why, language) for why in each.refusals])
                    for each in left.get(one.run.id, ())
                ],
                "open": one.open,
                "finished": one.run.finished is not None,
            }
            for one in runs
        ],
        reason=typed(request.form, "reason"),
        wrong=wrong,
        said=words("migrations.ordered", language) if request.args.get("said") and not wrong else "",
        key=fresh_key(),
    )


def _tried(
    pinned: Mapping[int, Definition],
    to: int,
    mapped: Mapping[str, str],
    sources: tuple[int, ...],
    versions: Mapping[int, str],
) -> dict[str, object]:
    door, language = application(), current_language()
    try:
        require_sound_map(mapped, list(pinned.values()), pinned[to])
    except DomainError as error:
        found = errors_of(error, language)
        return {"wrong": [*found.general, *(one for said in found.fields.values() for one in said)], "cases": []}
    trial = Tried(
        new=pinned[to],
        states=mapped,
        definitions=door.definitions.pinned,
        surroundings=door.surroundings(current_municipality()),
        now=door.clock.now(),
        sources=tuple(versions[one] for one in sources),
    )
    with reading() as look:
        found_page = preview(look, trial, cursor=request.args.get("cursor"), limit=_AT_ONCE)
    olds = {one.version: one for one in pinned.values()}
    return {
        "wrong": [],
        "cases": [_case(one, olds, pinned[to], language) for one in found_page.items],
        "next": found_page.next,
    }


def _case(one: Previewed, olds: Mapping[int, Definition], new: Definition, language: str) -> dict[str, object]:
    old = olds[one.version]
    clocks = []
    for line in one.clocks:
        clock = new.clocks.get(line.clock) or old.clocks.get(line.clock)
        days = [dates.full_day(day) if day else "–" for day in (line.was, line.will)]
        clocks.append(f"{(clock.title if clock else '') or line.clock}: {' → '.join(days)}")
    return {
        "reference": one.reference,
        "version": one.version,
        "state": _title(old, one.state, language),
        "to_state": _title(new, one.to_state, language) if one.to_state and one.to_state in new.states else "",
        "clocks": clocks,
        "papers": [old.documents[each.type].title if each.type in old.documents else each.type for each in one.papers],
        "resolutions": [
            f"{each.number}{f', {dates.full_day(each.due)}' if each.due else ''}" for each in one.resolutions
        ],
        "obstacles": [refusal_message(why, language) for why in one.obstacles],
    }


def _title(definition: Definition, state: str, language: str) -> str:
    return definition.text(f"states.{state}.title", language) or definition.states[state].title


def _gone(pinned: Mapping[int, Definition], to: int, sources: tuple[int, ...], language: str) -> list[tuple[str, str]]:
    """States of older versions that the chosen one has no more: (name, title)."""
    found: dict[str, str] = {}
    for number, old in pinned.items():
        if number != to and (not sources or number in sources):
            for state in old.states.values():
                if state.name not in pinned[to].states and not state.final:
                    found.setdefault(state.name, _title(old, state.name, language))
    return list(found.items())


def _chosen(text: str, pinned: Mapping[int, Definition]) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 10 and int(text) in pinned else None


def _numbers(values: list[str]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(int(one) for one in values if one.isdecimal() and len(one) < 10))


def _map(given: Mapping[str, str]) -> dict[str, str]:
    """`state.OLD=NEW`, those left empty left out."""
    return {name.removeprefix(_STATE): value for name, value in given.items() if name.startswith(_STATE) and value}
