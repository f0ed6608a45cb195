"""`sprava clocks …`: why a legal term ends when it does. No database."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

import click

from gate.deadline_words import ToldDeadline, told_deadline
from workflow.definition.calendar_file import load_calendars
from workflow.definition.law_file import load_laws
from workflow.engine.explain import explain
from workflow.errors import DefinitionError, InvalidInput

SHARED = Path(__file__).resolve().parents[2] / "definitions" / "_shared"
"""The law packs and calendars that come with this installation."""

_REFUSED = 1
_WORDS = {
    "unknown_law": "There is no rule with a term named {law}. Known: {known}",
    "unknown_calendar": "There is no calendar {calendar}. Known: {known}",
    "calendar_out_of_range": "The calendar {calendar} does not know {day}.",
    "office_without_hours": "The calendar {calendar} has no opening hours; name an office: --calendar …",
    "law_file_invalid": "{file} is wrong:\n{mistakes}",
    "calendar_file_invalid": "{file} is wrong:\n{mistakes}",
}


@click.group()
def clocks() -> None:
    """Legal terms: when they end, and why."""


@clocks.command("explain")
@click.argument("rule", metavar="PACK.RULE")
@click.argument("start")
@click.option("--calendar", metavar="NAME", help="An office or a jurisdiction; default: the law's own.")
@click.option("--pause", "pauses", metavar="FROM..TO", multiple=True, help="A pause; FROM.. for one that lasts.")
@click.option("--language", type=click.Choice(("uk", "en", "ru")), default="uk", show_default=True)
@click.option("--json", "as_json", is_flag=True, help='{"deadline", "date", "steps"} instead of lines for people.')
def explain_command(
    rule: str, start: str, calendar: str | None, pauses: tuple[str, ...], language: str, as_json: bool
) -> None:
    """The last day of a rule's term begun at START, with the steps that led there.

    START and both ends of a pause are ISO: 2026-11-23T08:05 is local, an offset may be given, a date alone means the
    day's beginning.
    """
    try:
        laws, calendars = load_laws(SHARED / "law"), load_calendars(SHARED / "calendars")
    except DefinitionError as unreadable:
        _refuse(unreadable)
    try:
        found = explain(rule, start, pauses=pauses, calendar=calendar, laws=laws, calendars=calendars)
    except InvalidInput as wrong:
        raise click.UsageError(f"{' and '.join(wrong.errors)}: not such as 2026-11-23T08:05") from None
    except DefinitionError as refused:
        _refuse(refused, laws.rule_ids() if refused.code == "unknown_law" else calendars.calendars)
    told = told_deadline(found.deadline, language)
    click.echo(json.dumps(told, ensure_ascii=False, indent=2) if as_json else _lines(told))


def _lines(told: ToldDeadline) -> str:
    steps = [f"{number}. {step['why']}" for number, step in enumerate(told["steps"], start=1)]
    return "\n".join([f"{told['date']}  ({told['deadline']})", *steps])


def _refuse(refused: DefinitionError, known: Iterable[str] = ()) -> NoReturn:
    mistakes = refused.data.get("mistakes")
    lines = "\n".join(f"  {one}" for one in mistakes) if isinstance(mistakes, list) else ""
    data = {**refused.data, "known": ", ".join(sorted(known)), "mistakes": lines}
    click.echo(_WORDS.get(refused.code, refused.code).format(**data), err=True)
    sys.exit(_REFUSED)
