"""`sprava export case-file`: the one export with personal data in it."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from documents.errors import DocumentError
from runtime.case_file_export import export_case_file
from runtime.cli_commands.asked_town import asked_town
from runtime.opened_runtime import opened_runtime
from workflow.errors import NotFound

_UNUSABLE = 2


@click.command("case-file")
@click.argument("reference")
@click.option("--municipality", type=int, help="Which town, where there are several.")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The ZIP.")
def case_file_command(reference: str, municipality: int | None, output: Path) -> None:
    """Everything one case is, personal data too, as a ZIP that is readable without Sprava."""
    with opened_runtime() as runtime:
        town = asked_town(runtime, municipality)
        try:
            export_case_file(runtime, town, reference, output)
        except NotFound:
            click.echo(f"There is no case {reference} in this town.", err=True)
            sys.exit(_UNUSABLE)
        except DocumentError as error:
            click.echo(f"The file of {reference} cannot be made, something of it is not whole: {error.code}", err=True)
            sys.exit(1)
        except OSError as error:
            click.echo(f"{output} cannot be written: {error.strerror}", err=True)
            sys.exit(_UNUSABLE)
    click.echo(f"Case {reference} written to {output}")
