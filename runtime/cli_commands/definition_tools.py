"""`sprava definitions test | simulate | diff | schema | new`: definitions played, compared and begun. No database.

Registers on the group of `definitions.py`, which the table of commands takes from here.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from runtime.cli_commands.definitions import SHIPPED, definitions
from workflow.rehearsal.scenario_paths import Played, Rehearsal, run_scenarios

__all__ = ["definitions"]

_PATHS = click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True))


@definitions.command("test")
@_PATHS
@click.option("--json", "as_json", is_flag=True, help="A list of scenarios with their failures.")
def scenarios_command(paths: tuple[Path, ...], as_json: bool) -> None:
    """Play the scenarios of definitions. PATH: a root, one folder, or one scenario file; default: all shipped."""
    rehearsal = run_scenarios(paths, shipped=SHIPPED)
    if as_json:
        click.echo(json.dumps([_plain(one) for one in rehearsal.played], ensure_ascii=False, indent=2))
    else:
        _tell(rehearsal)
    for words in rehearsal.unreadable:
        click.echo(words, err=True)
    sys.exit(rehearsal.exit_code)


def _plain(one: Played) -> dict[str, object]:
    failures = [{"line": failure.line, "message": failure.words} for failure in one.failures]
    return {"definition": one.definition, "file": str(one.file), "scenario": one.title, "failures": failures}


def _tell(rehearsal: Rehearsal) -> None:
    for one in rehearsal.played:
        click.echo(f"{'failed' if one.failures else 'ok':7}{one.definition}: {one.title or one.file.name}")
        for failure in one.failures:
            click.echo(f"       {one.file}:{failure.line}: {failure.words}")
    failed = sum(bool(one.failures) for one in rehearsal.played)
    click.echo(f"{len(rehearsal.played)} scenarios, {failed} failed")
