"""`sprava export …`: what other programs make something of. No personal data leaves, but in a case file."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TextIO

import click

from runtime.cli_commands.asked_town import asked_town
from runtime.cli_commands.case_file import case_file_command
from runtime.ocel_database import write_ocel_database
from runtime.open_data import write_open_data
from runtime.opened_runtime import opened_runtime
from store.queries.event_log import logged_cases
from store.queries.publications import current_digests
from store.reading import Reading
from workflow.engine.calendar import day_start
from workflow.event_log.log_case import LogCase
from workflow.event_log.ocel import ocel
from workflow.event_log.ocel_xml import ocel_xml
from workflow.event_log.xes import xes

_UNUSABLE = 2
_DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.group("export")
def export() -> None:
    """Histories for process mining and open data, without personal data; and whole case files, with it."""


export.add_command(case_file_command)


def _of_histories(format_of: Callable[..., None]) -> Callable[..., None]:
    """The options that both formats of histories take, in the order of the help."""
    options = (
        click.option("--type", "request_type", help="Only cases of this request type."),
        click.option("--from", "first", type=_DAY, help="Only cases opened on this day or later: 2026-11-01."),
        click.option("--to", "last", type=_DAY, help="Only cases opened on this day or earlier."),
        click.option("--municipality", type=int, help="Which town, where there are several."),
        click.option(
            "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="A file; else standard output."
        ),
    )
    for option in reversed(options):
        format_of = option(format_of)
    return format_of


@export.command("xes")
@_of_histories
def xes_command(output: Path | None, **asked: Any) -> None:
    """The ways cases went, as XES (IEEE 1849-2016): a trace for each case."""
    with _log(**asked) as cases:
        _write(xes(cases()), output)


@export.command("ocel")
@click.option(
    "--format", "form", type=click.Choice(["json", "xml", "sqlite"]), default="json", show_default=True,
    help="Which of the standard's formats; sqlite needs -o.",
)  # fmt: skip
@_of_histories
def ocel_command(form: str, output: Path | None, **asked: Any) -> None:
    """Cases, papers, instructions and clocks with what happened to them, as OCEL 2.0."""
    if form == "sqlite" and output is None:
        raise click.UsageError("a database cannot be written to standard output: name its file with -o")
    with _log(**asked) as cases:
        if form == "sqlite" and output is not None:
            with _told_of(output):
                write_ocel_database(output, cases)
        else:
            _write(ocel_xml(cases) if form == "xml" else ocel(cases), output)


@export.command("open-data")
@click.option("--municipality", type=int, help="Which town, where there are several.")
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path, file_okay=False), help="The folder to write into."
)
def open_data_command(municipality: int | None, output: Path) -> None:
    """What everybody may see, as cases.csv, cases.json and their description dataset.jsonld. Run it daily."""
    with opened_runtime() as runtime:
        town = asked_town(runtime, municipality)
        definitions, surroundings = runtime.application.definitions, runtime.application.surroundings(town)
        with runtime.database.reading(town) as look:
            offered = tuple(definitions.pinned(digest) for digest in current_digests(look))
            with _told_of(output):
                count = write_open_data(
                    output, look, offered, definitions.pinned,
                    town=surroundings.town.name, url=runtime.settings.public_url, now=runtime.clock.now(),
                )  # fmt: skip
    click.echo(f"{count} cases written to {output}")


class _Log:
    """The cases asked for; may be called again, and gives the same ones: one look sees one moment."""

    def __init__(self, look: Reading, request_type: str | None, since: datetime | None, until: datetime | None) -> None:
        self._look, self._type, self._since, self._until = look, request_type, since, until

    def __call__(self) -> Iterator[LogCase]:
        return logged_cases(self._look, request_type=self._type, since=self._since, until=self._until)


@contextmanager
def _log(
    request_type: str | None, first: datetime | None, last: datetime | None, municipality: int | None
) -> Iterator[_Log]:
    if first and last and last < first:
        raise click.UsageError("--to is before --from: no case was opened then.")
    with opened_runtime() as runtime:
        town = asked_town(runtime, municipality)
        zone = runtime.application.surroundings(town).zone
        since = day_start(first.date(), zone) if first else None
        until = day_start(last.date() + timedelta(days=1), zone) if last else None
        with runtime.database.reading(town) as look:
            yield _Log(look, request_type, since, until)


def _write(pieces: Iterable[str], output: Path | None) -> None:
    if output is None:
        _pour(pieces, sys.stdout)
        return
    with _told_of(output), output.open("w", encoding="utf-8") as file:
        _pour(pieces, file)


@contextmanager
def _told_of(output: Path) -> Iterator[None]:
    """Ends the command in words where nothing can be written."""
    try:
        yield
    except OSError as error:
        click.echo(f"{output} cannot be written: {error.strerror}", err=True)
        sys.exit(_UNUSABLE)


def _pour(pieces: Iterable[str], into: TextIO) -> None:
    into.writelines(pieces)
