"""Which database a command works on: the environment's, the one `sprava run` has open, or our own for a while."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager

from runtime.database_urls import DatabaseUrls
from runtime.embedded_database import EmbeddedDatabase, running_urls
from runtime.settings import Settings, SettingsError


@contextmanager
def opened_database(settings: Settings) -> Iterator[Settings]:
    """The settings with every database address filled in; an embedded server started here stops with the block."""
    if settings.database_url is not None:
        yield settings
        return
    urls = running_urls(settings.data)
    if urls is not None:
        yield with_urls(settings, urls)
        return
    with EmbeddedDatabase(settings.data, archive=settings.archive) as urls:
        yield with_urls(settings, urls)


def running_settings(settings: Settings) -> Settings:
    """The settings for a process that serves beside others: the database named, or the one `sprava run` has open here.

    Raises SettingsError when there is neither.
    """
    if settings.database_url is not None:
        return settings
    urls = running_urls(settings.data)
    if urls is None:
        raise SettingsError(("DATABASE_URL must be set: no Sprava is running with the data in SPRAVA_DATA",))
    return with_urls(settings, urls)


def with_urls(settings: Settings, urls: DatabaseUrls) -> Settings:
    """The settings with the addresses of an embedded database."""
    return dataclasses.replace(
        settings,
        database_url=urls.app,
        database_owner_url=urls.owner,
        database_keeper_url=urls.keeper,
        database_backup_url=urls.backup,
    )
