"""The command line `sprava`: the table of commands, and the wording of their errors.

One file per command group stands in runtime/cli_commands/; runtime/command_group.py says when it is loaded.
"""

from __future__ import annotations

import sys

import click

from runtime.command_group import CommandGroup, Entry
from runtime.postgres_programs import EmbeddedDatabaseError, EmbeddedDatabaseFault
from runtime.run_error import RunError, RunFault
from runtime.settings import SettingsError
from store.errors import StoreUnavailable
from workflow.errors import DefinitionError

# One line per command. `sprava definitions` has a table of its own.
COMMANDS = {
    "run": Entry("run", "run", "Start everything: database, migrations, web and worker."),
    "web": Entry("web", "web", "Serve pages and API."),
    "worker": Entry("worker", "worker", "Send messages, seal papers, wake cases."),
    "demo": Entry("demo", "demo", "The demo town Кузнецовськ."),
    "db": Entry("db", "db", "The database: migrations and roles."),
    "documents": Entry("documents", "documents", "Papers and their bytes."),
    "keys": Entry("keys", "keys", "Keys that sign papers."),
    "sign": Entry("sign", "sign", "Sign a paper with a key file on this machine, over HTTP."),
    "history": Entry("history", "history", "The chained and sealed histories of cases."),
    "town": Entry("town", "town", "A real town: found it from a file, without demo people."),
    "addressees": Entry("addressees", "addressees", "Bodies that cases are forwarded to: add, list, import."),
    "fees": Entry("fees", "fees", "What cases cost: payments from the bank's list."),
    "users": Entry("users", "users", "People of the town hall: add, disable, hand their work over."),
    "backup": Entry("backup", "backup", "Write database, documents and keys to a new folder."),
    "restore": Entry("backup", "restore", "Restore a backup into an empty SPRAVA_DATA."),
    "archive": Entry("archive", "archive", "Files of the filing plan: close a year, what fell due, erasures."),
    "definitions": Entry("definitions", "definitions", "What the town offers: check, draw and publish definitions."),
    "export": Entry("export", "export", "Histories for process mining, open data, whole case files."),
    "clocks": Entry("clocks", "clocks", "Legal terms: when they end, and why."),
    "calendars": Entry("calendars", "calendars", "Working days and office hours: date running cases anew."),
    "tokens": Entry("tokens", "tokens", "Access tokens for machines: Authorization: Bearer …"),
    "doctor": Entry("doctor", "doctor", "Look at this machine; say what it lacks."),
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


class _Commands(CommandGroup):
    """Says in words, not by a traceback, what a person can mend."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except SettingsError as error:
            _complain("The settings are wrong:\n" + "\n".join(f"  {mistake}" for mistake in error.mistakes))
        except EmbeddedDatabaseError as error:
            _complain(_EMBEDDED_WORDS[error.code].format(detail=error.detail))
        except RunError as error:
            _complain(_RUN_WORDS[error.code].format(detail=error.detail))
        except StoreUnavailable as error:
            _complain(f"The database does not answer ({error.code}). Try again in a moment.")
        except DefinitionError as error:
            # Law packs and calendars of _shared: nothing can be dated without them, so nothing starts.
            _complain(f"What all definitions share cannot be read: {error.code} {dict(error.data)}")
        except Exception as error:
            words = _of_database(error)
            if words is None:
                raise
            _complain(words)
        sys.exit(_EXIT_UNUSABLE)


def _of_database(error: Exception) -> str | None:
    """By name: to import psycopg takes a third of a second, and half of the commands never ask a database."""
    kinds = {(one.__module__, one.__name__) for one in type(error).__mro__}
    if ("psycopg.errors", "UndefinedTable") in kinds:
        return "There is no town in this database yet. Start Sprava once: make run (or: sprava db upgrade)"
    return f"The database does not answer: {error}" if ("psycopg", "OperationalError") in kinds else None


@click.group(cls=_Commands, table=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Sprava: cases and papers of a town."""


def _complain(text: str) -> None:
    click.echo(text, err=True)


if __name__ == "__main__":
    main()
