"""`sprava definitions migrate`: running cases of a request type come under another published version, or back."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import NoReturn
from uuid import UUID

import click

from gate.problems import problem_of, refusal_message
from runtime.boot import Runtime
from runtime.migrating import carry_out
from runtime.opened_runtime import opened_runtime
from store.queries.migration_preview import Previewed, Tried, preview
from store.queries.migrations import left_cases, published_types, published_versions, run_of, so_far, unfinished_runs
from workflow.actor import system
from workflow.commands.command_table import Command
from workflow.commands.revert_migration import RevertMigration
from workflow.commands.start_migration import StartMigration
from workflow.engine.migrating import require_sound_map
from workflow.errors import DomainError, InvalidInput, NotAvailable
from workflow.migration import MigrationRun

_REFUSED, _MISUSED = 1, 2


@click.command("migrate")
@click.argument("request_type", metavar="TYPE", required=False)
@click.option("--to", type=click.IntRange(1), metavar="VERSION", help="The published version they come under.")
@click.option("--map", "pairs", metavar="OLD=NEW", multiple=True, help="Which state stands for an older one.")
@click.option("--reason", default="", help="Why: kept with the run.")
@click.option("--leave-others", is_flag=True, help="Move those that can be moved; the others stay.")
@click.option("--dry-run", is_flag=True, help="List every case and what would become of it; change nothing.")
@click.option("--revert", type=click.UUID, metavar="RUN", help="Take a run back, for cases not moved since.")
@click.option("--json", "as_json", is_flag=True, help="The dry run as data.")
@click.option("--municipality", type=int, default=1, show_default=True, help="Which town.")
def migrate_command(
    request_type: str | None,
    to: int | None,
    pairs: tuple[str, ...],
    reason: str,
    leave_others: bool,
    dry_run: bool,
    revert: UUID | None,
    as_json: bool,
    municipality: int,
) -> None:
    """Bring running cases of TYPE under a published VERSION. Interrupted, it goes on where it was: say it again.

    A case whose state has no answer in VERSION, whose open paper is gone or whose legal term would be lost holds
    everything back, with every reason at once.
    """
    states = _states(pairs)
    if (revert is None) == (request_type is None or to is None):
        raise click.UsageError("say what: migrate TYPE --to VERSION, or migrate --revert RUN")
    if not reason.strip() and not dry_run:
        raise click.UsageError("say why: --reason …")
    with opened_runtime() as runtime:
        try:
            if revert is not None:
                _carry(runtime, municipality, RevertMigration(run=revert, reason=reason))
            elif request_type is not None and to is not None:
                _require_published(runtime, municipality, request_type, to)
                if dry_run:
                    _try(runtime, municipality, request_type, to, states, as_json=as_json)
                else:
                    _go(
                        runtime,
                        municipality,
                        StartMigration(
                            request_type=request_type, to=to, reason=reason, states=states, leave_others=leave_others
                        ),
                    )
        except DomainError as error:
            _refuse(error)


def _require_published(runtime: Runtime, municipality: int, request_type: str, to: int) -> None:
    with runtime.database.reading(municipality) as look:
        versions = published_versions(look, request_type)
        types = published_types(look)
    if not versions:
        _stop(f"no request type {request_type} was ever published here; published: {', '.join(types) or 'none'}")
    if to not in versions:
        _stop(f"{request_type} has no published version {to}; published: {', '.join(map(str, versions))}")


def _states(pairs: Iterable[str]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for pair in pairs:
        old, sign, new = pair.partition("=")
        if not (old and sign and new):
            raise click.UsageError(f"--map {pair}: write it as old_state=new_state")
        if found.setdefault(old, new) != new:
            raise click.UsageError(f"--map {old}: two different states")
    return found


def _try(
    runtime: Runtime, municipality: int, request_type: str, to: int, states: Mapping[str, str], *, as_json: bool
) -> None:
    pinned = runtime.application.definitions.pinned
    with runtime.database.reading(municipality) as look:
        versions = published_versions(look, request_type)
    new = pinned(versions[to])
    require_sound_map(states, [pinned(one) for one in versions.values()], new)
    tried = Tried(
        new=new,
        states=states,
        definitions=pinned,
        surroundings=runtime.application.surroundings(municipality),
        now=runtime.clock.now(),
    )
    found = list(_previewed(runtime, municipality, tried))
    if as_json:
        click.echo(json.dumps([_plain(one) for one in found], ensure_ascii=False, indent=2))
    else:
        for one in found:
            click.echo("\n".join(_lines(one, to)))
        held = sum(bool(one.obstacles) for one in found)
        click.echo(f"{len(found)} running cases; {len(found) - held} would move, {held} cannot")
    sys.exit(_REFUSED if any(one.obstacles for one in found) else 0)


def _previewed(runtime: Runtime, municipality: int, tried: Tried) -> Iterator[Previewed]:
    cursor: str | None = None
    while True:
        with runtime.database.reading(municipality) as look:
            page = preview(look, tried, cursor=cursor)
        yield from page.items
        cursor = page.next
        if cursor is None:
            return


def _lines(one: Previewed, to: int) -> Iterator[str]:
    goal = f"{one.state} → {one.to_state}" if one.to_state not in (None, one.state) else one.state
    yield f"{one.reference}: version {one.version} → {to}, {goal}"
    for clock in one.clocks:
        yield f"  clock {clock.clock}: {clock.was or 'begins'} → {clock.will or 'stops'}"
    yield from (f"  open paper {paper.type}: {paper.status}" for paper in one.papers)
    yield from (f"  open instruction {each.number}, due {each.due or '-'}" for each in one.resolutions)
    yield from (f"  cannot: {refusal_message(each, 'en')}" for each in one.obstacles)


def _plain(one: Previewed) -> dict[str, object]:
    return {
        "reference": one.reference,
        "version": one.version,
        "state": one.state,
        "to_state": one.to_state,
        "clocks": [
            {"clock": each.clock, "law": each.law, "was": _day(each.was), "will": _day(each.will)}
            for each in one.clocks
        ],
        "papers": [{"type": each.type, "status": each.status} for each in one.papers],
        "resolutions": [{"number": each.number, "due": _day(each.due)} for each in one.resolutions],
        "obstacles": [{"code": each.code, "message": refusal_message(each, "en")} for each in one.obstacles],
    }


def _day(day: object) -> str | None:
    return None if day is None else str(day)


def _go(runtime: Runtime, municipality: int, command: StartMigration) -> None:
    with runtime.database.reading(municipality) as look:
        unfinished = next((one for one in unfinished_runs(look) if one.request_type == command.request_type), None)
    if unfinished is None:
        _carry(runtime, municipality, command)
    elif unfinished.reverts is None and unfinished.version == command.to and unfinished.states == command.states:
        click.echo(f"going on with run {unfinished.id}")
        _finish(runtime, municipality, unfinished)
    else:
        _stop(f"run {unfinished.id} (version {unfinished.version}) is not over: let the worker finish, or revert it")


def _carry(runtime: Runtime, municipality: int, command: Command) -> None:
    answer = runtime.application.execute(system(municipality), command)
    with runtime.database.reading(municipality) as look:
        run = run_of(look, UUID(str(answer.executed.value["id"])))
    assert run is not None
    click.echo(f"run {run.id}: {answer.executed.value['cases']} cases")
    _finish(runtime, municipality, run)


def _finish(runtime: Runtime, municipality: int, run: MigrationRun) -> None:
    with runtime.database.reading(municipality) as look:
        waiting = so_far(look, run).open
    with click.progressbar(length=waiting, label="cases", file=sys.stderr) as progress:
        done = carry_out(runtime, municipality, run, lambda: progress.update(1))
    click.echo(f"moved {done.moved}, left {done.stays}, put off {done.later}")
    with runtime.database.reading(municipality) as look:
        for one in left_cases(look, run.id):
            click.echo(f"{one.reference} stays: {'; '.join(refusal_message(each, 'en') for each in one.refusals)}")
    if done.later:
        click.echo("the worker goes on with those put off as soon as their messages and papers are out")


def _refuse(error: DomainError) -> NoReturn:
    told = problem_of(error, "en")
    click.echo(f"refused: {told.title if told.title == told.detail else told.detail}", err=True)
    if isinstance(error, InvalidInput):
        for name, codes in told.errors.items():
            click.echo(f"  {name}: {'; '.join(codes)}", err=True)
    if isinstance(error, NotAvailable):
        for _code, message in told.refusals:
            click.echo(f"  {message}", err=True)
    sys.exit(_REFUSED)


def _stop(words: str) -> NoReturn:
    click.echo(words, err=True)
    sys.exit(_MISUSED)
