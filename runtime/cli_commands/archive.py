"""`sprava archive`: the filing plan, the yearly closing, what fell due, and erasures after a restore."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click

from runtime import erasure_list
from runtime.boot import Runtime
from runtime.erasures_again import apply_erasures
from runtime.filing_sweep import file_finished_of
from runtime.housekeeping import Housekeeping
from runtime.opened_runtime import opened_runtime
from runtime.retention import FallenDue, fallen_due, retain
from store.queries.filing_plan import FileLine, files_of
from store.queries.towns import hosts
from workflow.actor import system
from workflow.commands.close_files import CloseFiles
from workflow.errors import DomainError, NotAvailable

_MUNICIPALITY = click.option("--municipality", type=int, default=1, show_default=True, help="Which town.")
_DRY_RUN = click.option("--dry-run", is_flag=True, help="Say what would happen; change nothing.")


@click.group()
def archive() -> None:
    """Files of the filing plan: what lies in them, when they are closed, what may be destroyed."""


@archive.command()
@click.argument("year", type=click.IntRange(1, 9999))
@_MUNICIPALITY
def plan(year: int, municipality: int) -> None:
    """List the files of YEAR with their volumes."""
    with opened_runtime() as runtime:
        for one in _files(runtime, municipality, year):
            state = "closed" if one.closed else "open"
            keep = f"{one.keep.length} {one.keep.unit}s" if one.keep else "for ever"
            click.echo(f"{one.index}  {one.title}: {one.cases} cases, {len(one.volumes)} volumes, {keep}, {state}")


@archive.command()
@click.argument("year", type=click.IntRange(1, 9999))
@_DRY_RUN
@_MUNICIPALITY
def close(year: int, dry_run: bool, municipality: int) -> None:
    """Close the files of YEAR: they take no more cases, and their terms begin. Exit code 1 when that cannot be."""
    with opened_runtime() as runtime:
        if dry_run:
            open_ones = [one for one in _files(runtime, municipality, year) if one.closed is None]
            for one in open_ones:
                click.echo(f"{one.index}  {one.title}: {one.cases} cases, {len(one.volumes)} volumes")
            click.echo(f"{len(open_ones)} files would be closed")
            return
        file_finished_of(runtime, municipality)
        try:
            done = runtime.application.execute(system(municipality), CloseFiles(year=year)).executed
        except NotAvailable as error:
            sys.exit("; ".join(_said(one.code) for one in error.refusals))
    click.echo(f"{done.value['closed']} files closed")


@archive.command()
@_DRY_RUN
@click.option("--municipality", type=int, help="Only this town; else every one.")
def retention(dry_run: bool, municipality: int | None) -> None:
    """Erase what fell due: cases in no journal, and volumes of signed acts. Nothing else is ever destroyed by time."""
    with opened_runtime() as runtime:
        for one in _municipalities(runtime, municipality):
            due = fallen_due(runtime, one)
            for line in _told(due):
                click.echo(f"municipality {one}: {line}")
            if dry_run:
                continue
            done = 0
            while erased := retain(runtime, one):
                done += erased
            click.echo(f"municipality {one}: {done} cases erased")
        if not dry_run and runtime.keeper is not None:
            Housekeeping(runtime, runtime.keeper).clean_all()


@archive.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def erasures(file: Path) -> None:
    """Apply the list of erasures in FILE to a restored database, and everything its own list says."""
    try:
        listed = erasure_list.read(file)
    except (ValueError, KeyError, TypeError):
        sys.exit(f"{file} is no list of erasures")
    with opened_runtime() as runtime:
        if runtime.keeper is None:
            sys.exit("DATABASE_KEEPER_URL must be set: only the keeper deletes")
        try:
            click.echo(f"{apply_erasures(runtime, listed)} cases erased again")
        except DomainError as error:
            sys.exit(_said(error.code))


def _files(runtime: Runtime, municipality: int, year: int) -> tuple[FileLine, ...]:
    zone = runtime.application.surroundings(municipality).zone
    with runtime.database.reading(municipality) as look:
        return files_of(look, year, zone.key)


def _told(due: FallenDue) -> Iterator[str]:
    for (request_type, index, year, until), count in sorted(
        Counter((one.request_type, one.index, one.year, one.kept_until) for one in due.cases).items()
    ):
        yield f"{count} × {request_type}, file {index} of {year}: kept until {until}, in no journal, needs no act"
    for volume in due.volumes:
        yield (
            f"file {volume.index} of {volume.year}, volume {volume.volume}: {volume.cases} cases, "
            f"{volume.sheets} sheets; waits for an act"
        )


def _municipalities(runtime: Runtime, only: int | None) -> list[int]:
    if only is not None:
        return [only]
    with runtime.database.reading(0) as look:
        return sorted(set(hosts(look).values()))


def _said(code: str) -> str:
    return {
        "year_runs": "the year is not over yet",
        "cases_to_file": "finished cases could not be filed: see the incidents",
    }.get(code, code)
