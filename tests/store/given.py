"""Builders for tests of the store: units of work over a test database, and played cases written through them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count
from typing import Any

import psycopg
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from runtime.database_urls import DatabaseUrls, libpq
from store.link_key import LinkKey
from store.reading import Reading
from store.references import References
from store.session import Database, PoolSize
from store.unit_of_work import UnitsOfWork
from store.vault import Vault
from tests.given import APPLICANT, MONDAY_0805, Play, moment, shipped
from workflow.actor import Actor
from workflow.case import Case, SignedStatement
from workflow.decision import Decision
from workflow.moment import Moment
from workflow.values import Json

LINK_KEY = LinkKey(id="k1", secret=b"l" * 32)
VAULT = Vault(b"v" * 32)
PLACE: Mapping[str, Json] = {"street": "Лісова", "latitude": "51.3441", "longitude": "25.8512"}
_numbers = count(1)


@dataclass(frozen=True)
class Store:
    """The store of one test database."""

    urls: DatabaseUrls
    database: Database
    units: UnitsOfWork

    @contextmanager
    def reading(self, municipality: int = 1) -> Iterator[Reading]:
        with self.database.reading(municipality) as reading:
            yield reading

    @contextmanager
    def reading_through(self, connection: psycopg.Connection[Any]) -> Iterator[Reading]:
        """A look through an autocommitting connection of the test's own, into what it has begun and not committed."""
        engine = create_engine(
            "postgresql+psycopg://",
            creator=lambda: connection,
            poolclass=StaticPool,
            isolation_level="AUTOCOMMIT",
            # The transaction is the test's to end.
            pool_reset_on_return=None,
            skip_autocommit_rollback=True,
        )
        with engine.connect() as opened:
            yield Reading(municipality=1, connection=opened, vault=VAULT)

    @contextmanager
    def superuser(self) -> Iterator[psycopg.Connection[tuple[Any, ...]]]:
        """What no policy and no grant stops: for looking at everything, and for breaking things."""
        with psycopg.connect(libpq(self.urls.admin), autocommit=True) as connection:
            yield connection

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        with self.superuser() as connection:
            return connection.execute(query.encode(), values or None).fetchall()

    def open_case(self, play: Play | None = None, **more: Any) -> Case:
        """Opens a case and records it, each with its own ids and reference."""
        played = play or new_play()
        number = next(_numbers)
        played._number = number * 1000
        more.setdefault("reference", f"26-{number:05d}")
        more.setdefault("form", {"place": {"address": "вул. Лісова, навпроти 8"}, "note": "Глибока яма"})
        more.setdefault("applicant", APPLICANT)
        decision = played.open(**more)
        self.save(played, decision, None)
        return decision.case

    def do(self, play: Play, name: str, actor: Actor, *given: Any, **more: Any) -> Decision:
        """Performs a transition and records it."""
        before = play.case
        decision = play.do(name, actor, *given, **more)
        self.save(play, decision, before)
        return decision

    def save(self, play: Play, decision: Decision, before: Case | None) -> None:
        """Writes what a play has just decided."""
        moment, actor, _ = next(one for one in play.memory.recorded if one[2] is decision)
        with self.units(1) as work:
            if before is not None:
                work.case_by_id(before.id)
            work.record(moment, actor, before, decision)
            work.commit()


def new_play(**more: Any) -> Play:
    """A pothole about to be reported."""
    return Play(definition=shipped("road_defect"), **more)


def signed(play: Play) -> list[SignedStatement]:
    """A signature on an instruction."""
    return [SignedStatement(statement="s", signature="c", certificate="k", by="utility_director", at=play.now)]


def fresh_moment(now: datetime = MONDAY_0805) -> Moment:
    """A moment of a command that no other test has."""
    return moment(now, 10_000_000 + next(_numbers))


@contextmanager
def open_store(urls: DatabaseUrls, *, connections: int = 5) -> Iterator[Store]:
    """The store as the application role has it."""
    database = Database(urls.app, vault=VAULT, pool=PoolSize(connections=connections, wait_seconds=20))
    counting = Database(urls.app, vault=VAULT, pool=PoolSize(connections=1))
    units = UnitsOfWork(database=database, references=References(counting), link_key=LINK_KEY, vault=VAULT)
    try:
        yield Store(urls=urls, database=database, units=units)
    finally:
        database.close()
        counting.close()


def elsewhere(case: Case, municipality: int) -> Case:
    """The same case in another town."""
    return replace(case, municipality=municipality)
