"""Tables for the floors: a row to lock and change, two to add, one to read. No policies on them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import psycopg
from psycopg.types.json import Jsonb
from sqlalchemy import BigInteger, DateTime, Identity, Integer, Text, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from runtime.database_urls import DatabaseUrls, libpq

_DDL = """
CREATE TABLE bare_cases (
    reference text PRIMARY KEY, state text NOT NULL, version integer NOT NULL,
    changed timestamptz NOT NULL DEFAULT now());
CREATE TABLE bare_history (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, reference text NOT NULL, version integer NOT NULL,
    type text NOT NULL, data jsonb NOT NULL, at timestamptz NOT NULL DEFAULT now());
CREATE TABLE bare_jobs (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, reference text NOT NULL, kind text NOT NULL,
    arguments jsonb NOT NULL);
CREATE TABLE bare_papers (
    reference text PRIMARY KEY, state text NOT NULL, version integer NOT NULL, body jsonb NOT NULL);
GRANT SELECT, INSERT, UPDATE ON bare_cases, bare_history, bare_jobs, bare_papers TO sprava_app;
"""


class Bare(DeclarativeBase):
    """The floors' own tables."""


class BareCase(Bare):
    """What is locked and changed."""

    __tablename__ = "bare_cases"
    reference: Mapped[str] = mapped_column(Text, primary_key=True)
    state: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(Integer)
    changed: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


class BareHistory(Bare):
    """What is added."""

    __tablename__ = "bare_history"
    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    reference: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(Integer)
    type: Mapped[str] = mapped_column(Text)
    data: Mapped[dict[str, Any]] = mapped_column(JSONB)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


class BareJob(Bare):
    """What is added too."""

    __tablename__ = "bare_jobs"
    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    reference: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    arguments: Mapped[dict[str, Any]] = mapped_column(JSONB)


class BarePaper(Bare):
    """What is read: as much as the real application answers with."""

    __tablename__ = "bare_papers"
    reference: Mapped[str] = mapped_column(Text, primary_key=True)
    state: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(Integer)
    body: Mapped[dict[str, Any]] = mapped_column(JSONB)


def make_bare_tables(urls: DatabaseUrls, references: list[str]) -> None:
    """Makes them, with a row to change per reference."""
    with psycopg.connect(libpq(urls.owner), autocommit=True) as connection:
        connection.execute(_DDL)
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO bare_cases (reference, state, version) VALUES (%s, 'registered', 1)",
                [(one,) for one in references],
            )
        connection.execute("ANALYZE")


def fill_papers(urls: DatabaseUrls, answers: dict[str, dict[str, Any]]) -> None:
    """Puts answers of the real application where the floor reads."""
    with psycopg.connect(libpq(urls.owner), autocommit=True) as connection, connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO bare_papers (reference, state, version, body) VALUES (%s, %s, 1, %s)",
            [(reference, str(body["state"]), Jsonb(body)) for reference, body in answers.items()],
        )
        cursor.execute("ANALYZE bare_papers")
