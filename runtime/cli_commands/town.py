"""`sprava town`: founds a real town, with nobody in it but its first administrator."""

from __future__ import annotations

import json
import secrets
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click

from gate.passwords import hashed
from runtime.boot import Runtime
from runtime.opened_runtime import opened_runtime
from runtime.publishing import DEFINITIONS, Examined, examine_folder, examine_root, publish, show
from runtime.town_file import WRONG, TownFile, read_town_file
from store.queries.staff import all_staff
from store.queries.towns import town_of
from store.queries.units import all_units
from workflow.actor import system
from workflow.commands.add_staff import AddStaff
from workflow.commands.add_unit import AddUnit
from workflow.commands.put_standing_texts import PutStandingTexts
from workflow.commands.put_town import PutTown
from workflow.definition.yaml_source import SourceRefused, load
from workflow.errors import DefinitionError, DomainError, InvalidInput

_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"
_REFUSED = 1
_WORDS = {
    "unknown_town": "There is no such town: found it first.",
    "required": "This must not be empty.",
    "too_long": "This is too long.",
    "too_many": "These are too many.",
    "not_a_name": "This is not the name of an input (a-z, 0-9 and _).",
    "unknown_placeholder": "Only {number} {title} {street} {due} {answer_due} {received} can be put in.",
    "host_taken": "Another town of this installation has that host.",
    "unknown_calendar": "There is no such calendar in definitions/_shared/calendars.",
}


@click.group()
def town() -> None:
    """A real town: settings, departments, services and its first administrator."""


@town.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--municipality", type=click.IntRange(1, 1_000_000), default=1, show_default=True, help="Its number.")
def found(file: Path, municipality: int) -> None:
    """Found the town that FILE describes; prints the administrator's password, this once and never again.

    Only where nobody works yet. Broken off half-way, it is simply run again.
    """
    wanted = _read(file, municipality)
    services = _services(wanted)
    with opened_runtime() as runtime:
        with runtime.database.reading(municipality) as look:
            if all_staff(look, active_only=False):
                _refuse(f"Town {municipality} has been founded already.")
        try:
            password = _found(runtime, wanted, services)
        except InvalidInput as error:
            _refuse(*(f"{name}: {_WORDS.get(code, code)}" for name, codes in error.errors.items() for code in codes))
        except DomainError as error:
            _refuse(_WORDS.get(error.code, error.code))
    click.echo(f"Founded: {wanted.town.name}, {len(wanted.units)} departments, {len(services)} services")
    click.echo(f"Sign in as {wanted.admin.username}: {password}")


@town.command("standing-texts")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False), required=False)
@click.option("--municipality", type=click.IntRange(1, 1_000_000), default=1, show_default=True, help="Its number.")
def standing_texts(file: Path | None, municipality: int) -> None:
    """Put the ready sentences of FILE in place of the town's own; without FILE print them.

    FILE is YAML: the input they go into (`resolution` for an instruction's words), and its sentences in a list.
    """
    with opened_runtime() as runtime:
        if file is None:
            with runtime.database.reading(municipality) as look:
                there = town_of(look)
            for box, texts in sorted((there.standing_texts if there else {}).items()):
                click.echo(f"{box}:")
                for text in texts:
                    click.echo(f"  - {json.dumps(text, ensure_ascii=False)}")
            return
        wanted = _standing_texts(file)
        try:
            runtime.application.execute(system(municipality), PutStandingTexts(texts=wanted))
        except InvalidInput as error:
            _refuse(*(f"{name}: {_WORDS.get(code, code)}" for name, codes in error.errors.items() for code in codes))
        except DomainError as error:
            _refuse(_WORDS.get(error.code, error.code))
    click.echo(f"Standing texts: {sum(len(one) for one in wanted.values())}")


def _standing_texts(file: Path) -> dict[str, tuple[str, ...]]:
    try:
        tree = load(file.read_bytes()).tree
    except SourceRefused as refused:
        _refuse(*(f"line {one.line}: {one.message}" for one in refused.mistakes))
    if not isinstance(tree, dict):
        _refuse("The file must hold names of inputs with lists of sentences.")
    found: dict[str, tuple[str, ...]] = {}
    for box, texts in tree.items():
        listed = texts if isinstance(texts, list) else [texts]
        if not all(isinstance(one, str) for one in listed):
            _refuse(f"{box}: Must be a list of sentences.")
        found[box] = tuple(str(one) for one in listed)
    return found


def _read(file: Path, municipality: int) -> TownFile:
    try:
        return read_town_file(file, municipality)
    except DefinitionError as error:
        if error.code != WRONG:
            raise
        mistakes = error.data.get("mistakes")
        _refuse(*(str(one) for one in mistakes) if isinstance(mistakes, Sequence) else ())


def _services(wanted: TownFile) -> Sequence[Examined]:
    """All are examined before anything is written."""
    if not wanted.definitions:
        found = examine_root()
    else:
        missing = [one for one in wanted.definitions if not (DEFINITIONS / one).is_dir()]
        if missing:
            _refuse(f"definitions: There is no such folder: {', '.join(missing)}.")
        found = tuple(examine_folder(DEFINITIONS / one) for one in wanted.definitions)
    broken = [f"{one.name}: {mistake}" for one in found for mistake in one.mistakes]
    if broken:
        _refuse(*broken)
    return found


def _found(runtime: Runtime, wanted: TownFile, services: Sequence[Examined]) -> str:
    """The administrator comes last: until then the town counts as not founded."""
    municipality = wanted.town.municipality
    actor = system(municipality)
    calendars = runtime.application.surroundings(municipality).calendars
    for name in (wanted.town.jurisdiction, wanted.town.office, *wanted.town.offices.values()):
        calendars.calendar(name)
    runtime.application.execute(actor, PutTown(town=wanted.town))
    runtime.surroundings.forget()
    with runtime.database.reading(municipality) as look:
        there = {one.id for one in all_units(look)}
    for unit in wanted.units:
        if unit.id not in there:
            runtime.application.execute(actor, AddUnit(unit=unit))
    show(runtime, municipality, [publish(runtime, municipality, one) for one in services])
    # 80 bits, easily typed from paper.
    password = "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))
    runtime.application.execute(actor, AddStaff(member=wanted.admin, password_hash=hashed(password)))
    return password


def _refuse(*words: str) -> NoReturn:
    for one in words:
        click.echo(one, err=True)
    sys.exit(_REFUSED)
