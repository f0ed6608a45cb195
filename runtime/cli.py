"""The command line `sprava`: the table of commands, and the wording of their errors.

One file per command group stands in runtime/cli_commands/.
A command's file is imported when the command is called, by name and only here: `sprava doctor` must run on a machine
where libraries that others import are missing, and `sprava clocks explain` need not wait for a PDF renderer to load.
"""

from __future__ import annotations

import sys
from importlib import import_module

import click
import psycopg

from runtime.postgres_programs import EmbeddedDatabaseError, EmbeddedDatabaseFault
from runtime.settings import SettingsError
from runtime.supervisor import RunError, RunFault
from store.errors import StoreUnavailable
from workflow.errors import DefinitionError

# One line per command: its name, the module under runtime.cli_commands, and the click command there.
COMMANDS = {
    "run": ("run", "run"),
    "web": ("web", "web"),
    "worker": ("worker", "worker"),
    "demo": ("demo", "demo"),
    "db": ("db", "db"),
    "documents": ("documents", "documents"),
    "keys": ("keys", "keys"),
    "history": ("history", "history"),
    "users": ("users", "users"),
    "backup": ("backup", "backup"),
    "restore": ("backup", "restore"),
    "definitions": ("definition_publishing", "definitions"),
    "clocks": ("clocks", "clocks"),
    "tokens": ("tokens", "tokens"),
    "doctor": ("doctor", "doctor"),
}

_EXIT_UNUSABLE = 2

_EMBEDDED_WORDS = {
    EmbeddedDatabaseFault.PROGRAMS_MISSING: "The PostgreSQL programs are not installed ({detail}). Run: make setup",
    EmbeddedDatabaseFault.PROGRAMS_UNUSABLE: "The PostgreSQL programs do not run here:\n{detail}",
    EmbeddedDatabaseFault.IN_USE: (
        "Another Sprava is running with the data in {detail}. Stop it, or choose another folder: SPRAVA_DATA=…"
    ),
    EmbeddedDatabaseFault.OTHER_VERSION: (
        "The data were written by PostgreSQL {detail}. Take a backup with that version of Sprava and restore it here."
    ),
    EmbeddedDatabaseFault.INITDB_FAILED: "The database could not be made:\n{detail}",
    EmbeddedDatabaseFault.START_FAILED: "The database server did not start:\n{detail}",
}
_RUN_WORDS = {
    RunFault.PORT_TAKEN: "Port {detail} is taken by another program. Stop it, or choose another: PORT=8001 make run",
    RunFault.PORT_FORBIDDEN: "This account may not listen on port {detail}. Choose one above 1023: PORT=8000 make run",
    RunFault.SCHEMA_BEHIND: (
        "The database is at another migration than this code expects ({detail}), and DATABASE_OWNER_URL is not set. "
        "Run: DATABASE_OWNER_URL=… sprava db upgrade"
    ),
    RunFault.DEMO_FAILED: "The demo town could not be loaded (exit code {detail}); what went wrong is said above.",
    RunFault.NO_ANSWER: "The web server does not answer on port {detail}; what went wrong is said above.",
}


class _Commands(click.Group):
    """Finds commands by the table, and says in words, not by a traceback, what a person can mend."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, attribute = COMMANDS[cmd_name]
        command = getattr(import_module(f"runtime.cli_commands.{module}"), attribute)
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except SettingsError as error:
            _complain("The settings are wrong:\n" + "\n".join(f"  {mistake}" for mistake in error.mistakes))
        except EmbeddedDatabaseError as error:
            _complain(_EMBEDDED_WORDS[error.code].format(detail=error.detail))
        except RunError as error:
            _complain(_RUN_WORDS[error.code].format(detail=error.detail))
        except psycopg.OperationalError as error:
            _complain(f"The database does not answer: {error}")
        except StoreUnavailable as error:
            _complain(f"The database does not answer ({error.code}). Try again in a moment.")
        except DefinitionError as error:
            # Law packs and calendars of _shared: nothing can be dated without them, so nothing starts.
            _complain(f"What all definitions share cannot be read: {error.code} {dict(error.data)}")
        sys.exit(_EXIT_UNUSABLE)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Sprava: cases and papers of a town."""


def _complain(text: str) -> None:
    click.echo(text, err=True)


if __name__ == "__main__":
    main()
