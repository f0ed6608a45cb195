"""`sprava addressees`: the register of bodies outside the town hall that cases are forwarded to."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import click

from runtime.cli_commands.as_system import REFUSED, as_system, complain, municipality_option
from workflow.commands.drop_addressee import DropAddressee
from workflow.commands.put_addressee import PutAddressee
from workflow.errors import InvalidInput
from workflow.town import Addressee

_COLUMNS = ("id", "name", "address", "email", "phone", "about")
_WORDS = {
    "not_a_name": "An id is small letters, digits and underscores, and does not begin with a digit.",
    "required": "This must not be empty.",
    "not_an_email": "This is not an e-mail address.",
    "too_many": "The register is full.",
    "unknown_addressee": "There is no such body in the register.",
    "unknown_town": "There is no such town: found it first (sprava town found FILE).",
}


@click.group()
def addressees() -> None:
    """Bodies that cases are forwarded to: add, list, import, remove."""


@addressees.command()
@click.argument("identifier", metavar="ID")
@click.option("--name", required=True, help="As it stands on letters.")
@click.option("--address", default="", help="Where letters go.")
@click.option("--email", default="")
@click.option("--phone", default="")
@click.option("--about", default="", help="What belongs to it, in words people search by.")
@municipality_option
def add(identifier: str, name: str, address: str, email: str, phone: str, about: str, municipality: int) -> None:
    """Enter a body, or change the one of that ID."""
    body = Addressee(id=identifier, name=name, address=address, email=email, phone=phone, about=about)
    with as_system(municipality, _WORDS) as (runtime, actor):
        runtime.application.execute(actor, PutAddressee(addressee=body))
    click.echo(f"Entered: {identifier}")


@addressees.command("list")
@municipality_option
def list_(municipality: int) -> None:
    """Everything in the register as CSV, the form that `import` reads."""
    with as_system(municipality, _WORDS) as (runtime, _actor):
        found = runtime.application.surroundings(municipality).town.addressees
    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(_COLUMNS)
    for one in sorted(found, key=lambda one: one.id):
        table.writerow([getattr(one, column) for column in _COLUMNS])


@addressees.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@municipality_option
def import_(file: Path, municipality: int) -> None:
    """Enter every body of a CSV FILE with the columns id, name, and any of address, email, phone, about.

    Each line by itself: those that are wrong are told with their number, the others are entered. Running it again
    changes nothing.
    """
    with file.open(encoding="utf-8-sig", newline="") as lines:
        table = csv.DictReader(lines)
        strange = sorted(set(table.fieldnames or ()) - set(_COLUMNS))
        if strange or not {"id", "name"} <= set(table.fieldnames or ()):
            click.echo(f"The first line must name columns among: {' '.join(_COLUMNS)}", err=True)
            sys.exit(REFUSED)
        rows = [{column: str(row.get(column) or "").strip() for column in _COLUMNS} for row in table]
    entered = 0
    with as_system(municipality, _WORDS) as (runtime, actor):
        for number, row in enumerate(rows, start=2):
            try:
                runtime.application.execute(actor, PutAddressee(addressee=Addressee(**row)))
                entered += 1
            except InvalidInput as error:
                complain(error, _WORDS, f"line {number}: ")
    click.echo(f"Entered: {entered} of {len(rows)}")
    if entered < len(rows):
        sys.exit(REFUSED)


@addressees.command()
@click.argument("identifier", metavar="ID")
@municipality_option
def remove(identifier: str, municipality: int) -> None:
    """Take a body out of the register; what was forwarded to it stays on record."""
    with as_system(municipality, _WORDS) as (runtime, actor):
        runtime.application.execute(actor, DropAddressee(addressee=identifier))
    click.echo(f"Removed: {identifier}")
