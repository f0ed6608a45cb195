"""`sprava doctor`: what this machine lacks, and the command that mends it."""

from __future__ import annotations

import json
import sys

import click

from runtime.doctor import Health, examine, examine_libraries
from runtime.settings import from_environment

_MARKS = {Health.GOOD: "ok  ", Health.SLOW: "slow", Health.BROKEN: "BAD "}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON list instead of lines.")
@click.option("--packages", is_flag=True, help="Only the names of the Debian packages that are missing.")
def doctor(as_json: bool, packages: bool) -> None:
    """Look at this machine; exit code 1 when something is broken."""
    if packages:
        for finding in examine_libraries():
            for package in finding.packages:
                click.echo(package)
        return
    findings = examine(from_environment())
    if as_json:
        rows = [
            {"subject": each.subject, "health": each.health, "found": each.found, "remedy": each.remedy}
            for each in findings
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for each in findings:
            click.echo(f"{_MARKS[each.health]}  {each.subject}: {each.found}")
            if each.remedy:
                click.echo(f"      mend it with: {each.remedy}")
    sys.exit(1 if any(each.health is Health.BROKEN for each in findings) else 0)
