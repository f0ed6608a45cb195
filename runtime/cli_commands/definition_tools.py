"""`sprava definitions test | simulate | diff | schema | new`: definitions played, compared and begun. No database."""

from __future__ import annotations

import json
import sys
from difflib import get_close_matches
from pathlib import Path
from typing import NoReturn

import click

from runtime.cli_commands.shipped import SHIPPED
from runtime.cli_commands.simulation_table import plain, table
from workflow.definition.diff import Difference, difference
from workflow.definition.format_schema import format_schema
from workflow.definition.starter import starter_files
from workflow.errors import InvalidInput
from workflow.rehearsal.scenario_paths import (
    NotPlayable,
    OnStage,
    Played,
    Rehearsal,
    definition_folders,
    put_on_stage,
    run_scenarios,
)
from workflow.rehearsal.simulate import Simulation, summary, walks

_UNREADABLE = 2
_PATHS = click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True))


@click.command("test")
@_PATHS
@click.option("--json", "as_json", is_flag=True, help="A list of scenarios with their failures.")
@click.option("--untried", is_flag=True, help="Name the moves that no scenario makes, and end with 1 if there are any.")
def scenarios_command(paths: tuple[Path, ...], as_json: bool, untried: bool) -> None:
    """Play the scenarios of definitions. PATH: a root, one folder, or one scenario file; default: all shipped."""
    rehearsal = run_scenarios(paths, shipped=SHIPPED)
    if as_json:
        click.echo(json.dumps([_plain(one) for one in rehearsal.played], ensure_ascii=False, indent=2))
    else:
        _tell(rehearsal)
    for words in rehearsal.unreadable:
        click.echo(words, err=True)
    for name, moves in rehearsal.untried.items() if untried else ():
        click.echo(f"{name}: no scenario makes {', '.join(moves)}", err=as_json)
    sys.exit(rehearsal.exit_code or int(untried and bool(rehearsal.untried)))


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


@click.command("simulate")
@click.argument("count", metavar="N", type=click.IntRange(1, 1_000_000))
@click.argument("path", required=False, type=click.Path(path_type=Path), default=SHIPPED)
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed gives the same walks.")
@click.option("--json", "as_json", is_flag=True, help="A list of figures instead of tables for people.")
def simulate_command(count: int, path: Path, seed: int, as_json: bool) -> None:
    """Let N made-up cases walk at random under a virtual clock. PATH: a root, one folder, or the name of a shipped one;
    default: all shipped.

    Shows states never visited, the time in each, clocks that ran out, what held moves back, and where the system
    itself got stuck.
    """
    found = [_simulated(here, count, seed) for here in _on_stage(path)]
    if as_json:
        click.echo(json.dumps([plain(one) for one in found], ensure_ascii=False, indent=2))
    else:
        click.echo("\n\n".join("\n".join(table(one)) for one in found))


def _simulated(here: OnStage, count: int, seed: int) -> Simulation:
    name = here.definition.request_type
    steps = walks(here.definition, here.stage, count, seed)
    with click.progressbar(steps, length=count, label=name, file=sys.stderr) as progress:
        return summary(here.definition, progress)


def _on_stage(path: Path) -> list[OnStage]:
    shipped = {one.name: one for one in definition_folders(SHIPPED)}
    if not path.is_dir():
        if str(path) not in shipped:
            near = get_close_matches(str(path), shipped, n=1)
            _stop(f"{path} is no folder and no shipped definition{f'; did you mean {near[0]}?' if near else ''}")
        path = shipped[str(path)]
    try:
        return [put_on_stage(folder, shipped=SHIPPED) for folder in definition_folders(path)]
    except NotPlayable as error:
        _stop(f"{path}: {error}")


def _stop(words: str) -> NoReturn:
    click.echo(words, err=True)
    sys.exit(_UNREADABLE)


@click.command("schema")
def schema_command() -> None:
    """Print the format as JSON Schema: with it an editor completes and checks while you type."""
    click.echo(json.dumps(format_schema(), ensure_ascii=False, indent=2))


@click.command("new")
@click.argument("name")
@click.option(
    "--root",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    default=SHIPPED,
    help="Where definitions lie; default: those that are shipped.",
)
def new_command(name: str, root: Path) -> None:
    """Begin a definition: a small folder that passes the checker and its own scenario. NAME: snake_case, for ever."""
    try:
        files = starter_files(SHIPPED / "_shared" / "starter", name)
    except InvalidInput:
        _stop(f"{name!r} is not a name: a-z, 0-9 and _, beginning with a letter, at most 63 characters")
    folder = root / name
    try:
        folder.mkdir()
    except FileExistsError:
        _stop(f"{folder} exists already; choose another name")
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(text.replace(f"definitions/{name}", str(folder)), encoding="utf-8")
        click.echo(f"wrote {file}")
    click.echo(f"Change it, then: sprava definitions check {folder} && sprava definitions test {folder}")


@click.command("diff")
@click.argument("old", metavar="A", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.argument("new", metavar="B", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--json", "as_json", is_flag=True, help='{"only_texts", "changes"} instead of lines for people.')
def diff_command(old: Path, new: Path, as_json: bool) -> None:
    """Say what definition B changes of definition A. Ends with 0 when nothing differs, 1 when something does."""
    found = difference(_one_on_stage(old).definition, _one_on_stage(new).definition)
    if as_json:
        changes = [
            {"kind": one.kind.value, "where": one.where, "was": one.was, "now": one.now} for one in found.changes
        ]
        click.echo(json.dumps({"only_texts": found.only_texts, "changes": changes}, ensure_ascii=False, indent=2))
    else:
        for one in found.changes:
            click.echo(f"{one.kind.value:10}{one.words}")
        click.echo(_verdict(found))
    sys.exit(int(bool(found.changes)))


def _verdict(found: Difference) -> str:
    if not found.changes:
        return "Nothing differs."
    if found.only_texts:
        return "Only texts differ: running cases take them over by themselves."
    return "More than texts differ: running cases stay with the version they began under."


def _one_on_stage(folder: Path) -> OnStage:
    try:
        return put_on_stage(folder, shipped=SHIPPED)
    except NotPlayable as error:
        _stop(str(error))
