"""Commands of the command line act as the system of one town, and say in words why they were refused."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import click

from runtime.boot import Runtime
from runtime.opened_runtime import opened_runtime
from workflow.actor import Actor, system
from workflow.errors import DomainError, InvalidInput, NotAvailable

REFUSED = 1
"""The exit status."""

municipality_option = click.option("--municipality", type=int, default=1, show_default=True, help="Which town.")


@contextmanager
def as_system(municipality: int, words: Mapping[str, str]) -> Iterator[tuple[Runtime, Actor]]:
    """What a town's system works with. A refusal is told by `words` (code → sentence) and ends with REFUSED."""
    with opened_runtime() as runtime:
        try:
            yield runtime, system(municipality)
        except DomainError as error:
            complain(error, words)
            sys.exit(REFUSED)


def complain(error: DomainError, words: Mapping[str, str], before: str = "") -> None:
    """A line for each reason, each beginning with `before`."""
    for line in _reasons(error, words):
        click.echo(f"{before}{line}", err=True)


def _reasons(error: DomainError, words: Mapping[str, str]) -> Iterator[str]:
    match error:
        case InvalidInput():
            for field, codes in error.errors.items():
                yield from (f"{field}: {words.get(code, code)}" for code in codes)
        case NotAvailable():
            yield from (words.get(refusal.code, refusal.code) for refusal in error.refusals)
        case _:
            yield words.get(error.code, error.code)
