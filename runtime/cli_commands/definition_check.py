"""`sprava definitions …`: the definition language on the command line. No database."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import asdict, replace
from pathlib import Path
from typing import NoReturn

import click

from runtime.checker_tools import checker_tools
from runtime.cli_commands.shipped import SHIPPED
from workflow.definition.check_paths import Report, check_paths
from workflow.definition.definition_files import MAIN, read_file, read_folder
from workflow.definition.diagram import mermaid
from workflow.definition.diagram_svg import svg
from workflow.definition.drawing_words import LANGUAGES
from workflow.definition.finding import Finding, Level
from workflow.definition.graph import MAX_EDGES, GraphTooLarge
from workflow.definition.locale_source import read_locale
from workflow.definition.model import Definition
from workflow.definition.schema import read
from workflow.definition.yaml_source import SourceRefused, load

_UNREADABLE = 2


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="A list of findings instead of lines for people.")
def check_command(paths: tuple[Path, ...], as_json: bool) -> None:
    """Find every mistake. PATH: a root of definitions, one folder, or one YAML file; default: all that are shipped."""
    report = check_paths(paths, shipped=SHIPPED, tools=checker_tools())
    if as_json:
        click.echo(json.dumps([asdict(one) for one in report.findings], ensure_ascii=False, indent=2))
    else:
        _tell(report)
    for words in report.unreadable:
        click.echo(words, err=True)
    sys.exit(report.exit_code)


def _tell(report: Report) -> None:
    for one in report.findings:
        click.echo(_line(one))
    errors = sum(one.level is Level.ERROR for one in report.findings)
    warnings = len(report.findings) - errors
    click.echo(f"{report.checked} checked, {errors} errors, {warnings} warnings")


def _line(one: Finding) -> str:
    where = f"{one.definition}:{one.line}"
    return f"{where}: {one.level} {one.code}: {one.message}" + (f" [{one.path}]" if one.path else "")


@click.command("diagram")
@click.argument("path", type=click.Path(path_type=Path, exists=True))
@click.option("--svg", "as_svg", is_flag=True, help="A picture (SVG) instead of Mermaid text.")
@click.option(
    "--lang", "language", type=click.Choice(LANGUAGES), help="Of the words: uk unless said.", default=LANGUAGES[0]
)
def diagram_command(path: Path, as_svg: bool, language: str) -> None:
    """Print the states and moves of one definition: Mermaid text, or a picture. PATH: folder or file."""
    definition = _read(path)
    try:
        click.echo(svg(definition, language) if as_svg else mermaid(definition, language), nl=False)
    except GraphTooLarge:
        _stop([f"{path}: more than {MAX_EDGES} ways between the states, nobody could read the picture"])


def _read(path: Path) -> Definition:
    try:
        files = read_folder(path) if path.is_dir() else read_file(path, in_root=False)
    except OSError as error:
        _stop([f"{path}: {error.strerror}"])
    if files.main is None:
        _stop([f"{path}: there is no {MAIN} in this folder; name the folder of one definition"])
    try:
        reading = read(load(files.main).tree)
        locales = [read_locale(name, load(data)) for name, data in files.locales.items()]
    except SourceRefused as refused:
        _stop(one.message for one in refused.mistakes)
    if reading.mistakes:
        _stop(one.message for one in reading.mistakes)
    return replace(reading.definition, locales={one.language: one.texts for one in locales})


def _stop(messages: Iterable[str]) -> NoReturn:
    for message in messages:
        click.echo(message, err=True)
    sys.exit(_UNREADABLE)
