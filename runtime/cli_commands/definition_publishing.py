"""`sprava definitions publish`: puts definitions in force in a town. Alone among its neighbours it needs a database."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from runtime.boot import Runtime
from runtime.opened_runtime import opened_runtime
from runtime.publishing import Examined, examine_folder, examine_root, objection, publish, show
from workflow.definition.definition_files import MAIN

_REFUSED = 1
_WORDS = {
    "version_published": "this version is in force already and says something else; raise `version:`",
    "version_not_increased": "a greater version is in force already; raise `version:` above it",
}


@click.command("publish")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--dry-run", is_flag=True, help="Say what would happen, and change nothing.")
@click.option("--municipality", type=int, default=1, show_default=True, help="Which town.")
def publish_command(folder: Path, dry_run: bool, municipality: int) -> None:
    """Put FOLDER in force: new cases begin under it, running ones stay with theirs. FOLDER may be a root of several.

    Each is checked first; one that is refused is told with its mistakes and holds up no other. Exit code 1 if any was.
    """
    found = (examine_folder(folder),) if (folder / MAIN).exists() else examine_root(folder)
    if not found:
        raise click.UsageError(f"no definition is in {folder}")
    with opened_runtime() as runtime:
        if dry_run:
            done = [_tried(runtime, municipality, one) for one in found]
        else:
            done = [publish(runtime, municipality, one) for one in found]
            show(runtime, municipality, done)
    for one in done:
        _tell(one, dry_run=dry_run)
    sys.exit(_REFUSED if any(one.mistakes for one in done) else 0)


def _tried(runtime: Runtime, municipality: int, found: Examined) -> Examined:
    code = None if found.definition is None else objection(runtime, municipality, found)
    return found if code is None else Examined(name=found.name, mistakes=(code,))


def _tell(one: Examined, *, dry_run: bool) -> None:
    if one.definition is None:
        click.echo(f"{one.name}: refused")
        for mistake in one.mistakes:
            click.echo(f"  {_WORDS.get(mistake, mistake)}")
        return
    click.echo(f"{one.name}: version {one.definition.version} {'would be' if dry_run else 'is'} in force")
