"""A group of commands known by a table: a command's file is imported when the command is called, never for the help.

So `sprava doctor` runs where libraries that others import are missing, and `sprava clocks explain` does not wait for a
PDF renderer to load. This is the one place that imports by name.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import NamedTuple

import click


class Entry(NamedTuple):
    """Where a command lies: the module under runtime.cli_commands and the click command in it; one line of help."""

    module: str
    attribute: str
    help: str


class CommandGroup(click.Group):
    """Finds its commands in `table` (name → Entry), in that order."""

    def __init__(self, name: str | None = None, *, table: Mapping[str, Entry], **settings: object) -> None:
        super().__init__(name, **settings)  # type: ignore[arg-type]  # click's own keyword arguments, handed on
        self.table = table

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        entry = self.table.get(cmd_name)
        if entry is None:
            return None
        command = getattr(import_module(f"runtime.cli_commands.{entry.module}"), entry.attribute)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.help) for name, entry in self.table.items()])
