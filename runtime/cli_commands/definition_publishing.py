"""`sprava definitions publish`: puts definitions in force in a town; says and asks what becomes of running cases."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from runtime.boot import Runtime
from runtime.migrating import carry_out
from runtime.opened_runtime import opened_runtime
from runtime.published_record import RECORD, note_published
from runtime.publishing import Examined, examine_folder, examine_root, objection, publish, show
from runtime.publishing_plan import Fate, Impact, PublishingPlan, impacts, mistakes_of, read_plan, ruling
from store.queries.migrations import unfinished_runs
from workflow.definition.definition_files import MAIN
from workflow.errors import DefinitionError

_REFUSED = 1
_WORDS = {
    "version_published": "this version is in force already and says something else; raise `version:`",
    "version_not_increased": "a greater version is in force already; raise `version:` above it",
    "migration_running": "cases are being brought under another version already; let the worker finish",
}


@click.command("publish")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--dry-run", is_flag=True, help="Say what would happen, and change nothing.")
@click.option(
    "--plan",
    "plan_file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A YAML file that decides for running cases, change by change: pin, migrate or refuse.",
)
@click.option("--municipality", type=int, default=1, show_default=True, help="Which town.")
def publish_command(folder: Path, dry_run: bool, plan_file: Path | None, municipality: int) -> None:
    """Put FOLDER in force: new cases begin under it. FOLDER may be a root of several.

    What is in force now is noted in PUBLISHED beside the folders: its files change no more but under the next version.
    Each is checked first; one that is refused is told with its mistakes and holds up no other. Running cases take
    changed texts over by themselves; for any other change they stay with their version, unless a plan (or an answer,
    on a terminal) says migrate. Exit code 1 if anything was refused.
    """
    found = (examine_folder(folder),) if (folder / MAIN).exists() else examine_root(folder)
    if not found:
        raise click.UsageError(f"no definition is in {folder}")
    if plan_file is not None and len(found) > 1:
        raise click.UsageError("a plan is for one definition: name its folder")
    given = None if plan_file is None else _plan(plan_file)
    with opened_runtime() as runtime:
        done = []
        for one in found:
            plan = given if given is not None or dry_run else _asked(runtime, municipality, one)
            if dry_run:
                done.append(_tried(runtime, municipality, one, plan or PublishingPlan()))
            else:
                done.append(publish(runtime, municipality, one, plan))
                _carry_out(runtime, municipality, one)
        if not dry_run:
            show(runtime, municipality, done)
    for one in done:
        _tell(one, dry_run=dry_run)
        if not dry_run:
            _note(folder.absolute().parent if (folder / MAIN).exists() else folder, one)
    sys.exit(_REFUSED if any(one.mistakes for one in done) else 0)


def _plan(file: Path) -> PublishingPlan:
    try:
        return read_plan(file)
    except DefinitionError as wrong:
        mistakes = wrong.data.get("mistakes")
        told = [str(one) for one in mistakes] if isinstance(mistakes, list) else []
        raise click.UsageError("\n".join([f"{file} is wrong:", *told])) from None


def _asked(runtime: Runtime, municipality: int, found: Examined) -> PublishingPlan | None:
    """What a person at a terminal decides; None where there is nothing to ask or nobody."""
    if found.definition is None or not sys.stdin.isatty():
        return None
    touched = impacts(runtime, municipality, found.definition)
    weighed = {change.where: change for one in touched for change in one.weighed}
    if not weighed:
        return None
    click.echo("\n".join(_impact(touched)))
    choice = click.Choice([one.value for one in Fate])
    fates = {where: Fate(click.prompt(change.words, type=choice, default="pin")) for where, change in weighed.items()}
    reason = click.prompt("Why") if Fate.MIGRATE in fates.values() else ""
    return PublishingPlan(changes=fates, reason=reason)


def _tried(runtime: Runtime, municipality: int, found: Examined, plan: PublishingPlan) -> Examined:
    if found.definition is None:
        return found
    code = objection(runtime, municipality, found)
    if code is not None:
        return Examined(name=found.name, mistakes=(code,))
    touched = impacts(runtime, municipality, found.definition)
    ruled = ruling(touched, plan)
    for line in _impact(touched):
        click.echo(line)
    for version in ruled.migrated:
        click.echo(f"  cases under version {version} would come along")
    for version in ruled.pinned:
        click.echo(f"  cases under version {version} would stay with it")
    mistakes = mistakes_of(runtime, municipality, found.definition, plan, ruled)
    return Examined(name=found.name, mistakes=mistakes) if mistakes else found


def _impact(touched: Iterable[Impact]) -> Iterator[str]:
    for one in touched:
        yield f"  {one.cases} running under version {one.version}:"
        yield from (f"    {change.kind.value:10}{change.words}" for change in one.difference.changes)


def _carry_out(runtime: Runtime, municipality: int, found: Examined) -> None:
    with runtime.database.reading(municipality) as look:
        ordered = [one for one in unfinished_runs(look) if one.request_type == found.name]
    for run in ordered:
        done = carry_out(runtime, municipality, run)
        click.echo(f"{found.name}: run {run.id}: moved {done.moved}, left {done.stays}, put off {done.later}")


def _tell(one: Examined, *, dry_run: bool) -> None:
    if one.definition is None:
        click.echo(f"{one.name}: refused")
        for mistake in one.mistakes:
            click.echo(f"  {_WORDS.get(mistake, mistake)}")
        return
    click.echo(f"{one.name}: version {one.definition.version} {'would be' if dry_run else 'is'} in force")


def _note(root: Path, one: Examined) -> None:
    if one.definition is None:
        return
    try:
        note_published(root, one.definition.request_type, one.definition.version, one.definition.digest)
    except OSError as error:
        click.echo(
            f"{one.name}: {root / RECORD} could not be written ({error.strerror}): note it there by hand", err=True
        )
