"""`sprava fees`: payments from the bank's list."""

from __future__ import annotations

import csv
import sys
from datetime import date
from pathlib import Path

import click

from runtime.opened_runtime import opened_runtime
from workflow.actor import system
from workflow.commands.record_payment import RecordPayment
from workflow.errors import DomainError, InvalidInput, NotAvailable

_COLUMNS = ("reference", "amount", "date", "document")
_REFUSED = 1
_WORDS = {
    "unknown_case": "there is no such case",
    "no_fee": "this service is free",
    "fee_settled": "the fee is paid or waived already: give the money back or find whose it is",
    "other_amount": "this document is on record with another amount",
    "not_money": "not money such as 50 or 120.50",
    "out_of_range": "a day to come",
    "required": "must not be empty",
}


@click.group()
def fees() -> None:
    """What cases cost: payments from the bank's list."""


@fees.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--municipality", type=int, default=1, show_default=True, help="Which town.")
def import_(file: Path, municipality: int) -> None:
    """Record every payment of a CSV FILE with the columns reference, amount, date, document.

    Each line by itself: what is wrong is told with its number. The same document counts once, so a file may be
    read again.
    """
    with file.open(encoding="utf-8-sig", newline="") as lines:
        table = csv.DictReader(lines)
        if not set(_COLUMNS) <= set(table.fieldnames or ()):
            click.echo(f"The first line must name the columns {' '.join(_COLUMNS)}", err=True)
            sys.exit(_REFUSED)
        rows = [{column: str(row.get(column) or "").strip() for column in _COLUMNS} for row in table]
    recorded = known = 0
    with opened_runtime() as runtime:
        for number, row in enumerate(rows, start=2):
            try:
                command = RecordPayment(
                    reference=row["reference"],
                    amount=row["amount"],
                    day=date.fromisoformat(row["date"]),
                    document=row["document"],
                )
                value = runtime.application.execute(system(municipality), command).executed.value
            except ValueError:
                click.echo(f"line {number}: {row['reference']}: {row['date']!r} is no day such as 2026-11-23", err=True)
            except DomainError as error:
                click.echo(f"line {number}: {row['reference']}: {_said(error)}", err=True)
            else:
                recorded, known = recorded + (not value["known"]), known + bool(value["known"])
    click.echo(f"Recorded: {recorded}, known before: {known}, of {len(rows)}")
    if recorded + known < len(rows):
        sys.exit(_REFUSED)


def _said(error: DomainError) -> str:
    codes = [error.code]
    if isinstance(error, InvalidInput):
        codes = [code for found in error.errors.values() for code in found]
    elif isinstance(error, NotAvailable):
        codes = [one.code for one in error.refusals]
    return ", ".join(_WORDS.get(code, code) for code in codes)
