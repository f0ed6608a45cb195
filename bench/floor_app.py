"""The floors: Flask routes without sign-in, policy, guards, chained history, or an answer to speak of.

Served by the same server as the real application. One pool per process, of the kind and size that the real one has.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import psycopg
from flask import Flask, Response, jsonify, request
from psycopg.types.json import Jsonb
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session
from sqlalchemy.pool import PoolProxiedConnection

from bench.bare_tables import BareCase, BareHistory, BareJob, BarePaper
from bench.tap import Said, kept

app = Flask("floor")

_URL = os.environ["DATABASE_URL"]
_POOL = {"pool_size": 10, "max_overflow": 0, "pool_use_lifo": True}
_orm = create_engine(_URL, **_POOL)
_raw = create_engine(_URL, isolation_level="AUTOCOMMIT", **_POOL)
_recording: list[list[Said]] = kept(Path(os.environ["BENCH_RECORDING"])) if "BENCH_RECORDING" in os.environ else []


@app.get("/ready")
def ready() -> Response:
    """Whether it serves."""
    return jsonify(ready=True)


@app.post("/raw/<reference>")
def by_raw_psycopg(reference: str) -> Response:
    """Lock, update, two inserts, by psycopg."""
    name = request.get_json()["name"]
    pooled = _raw.raw_connection()
    try:
        connection = _driver(pooled.driver_connection)
        with connection.transaction():
            row = connection.execute(
                "SELECT state, version FROM bare_cases WHERE reference = %s FOR UPDATE", [reference]
            ).fetchone()
            assert row is not None
            version = row[1] + 1
            connection.execute(
                "UPDATE bare_cases SET state = %s, version = %s, changed = now() WHERE reference = %s",
                [name, version, reference],
            )
            connection.execute(
                "INSERT INTO bare_history (reference, version, type, data) VALUES (%s, %s, %s, %s)",
                [reference, version, "transitioned", Jsonb({"name": name, "from": row[0]})],
            )
            connection.execute(
                "INSERT INTO bare_jobs (reference, kind, arguments) VALUES (%s, %s, %s)",
                [reference, "notify", Jsonb({"reference": reference})],
            )
    finally:
        pooled.close()
    return jsonify(reference=reference, state=name, version=version)


@app.post("/orm/<reference>")
def by_orm(reference: str) -> Response:
    """The same by the ORM."""
    name = request.get_json()["name"]
    with Session(_orm) as session, session.begin():
        case = session.scalars(select(BareCase).where(BareCase.reference == reference).with_for_update()).one()
        before, case.state, case.version = case.state, name, case.version + 1
        version = case.version
        session.add(
            BareHistory(reference=reference, version=version, type="transitioned", data={"name": name, "from": before})
        )
        session.add(BareJob(reference=reference, kind="notify", arguments={"reference": reference}))
    return jsonify(reference=reference, state=name, version=version)


@app.post("/same/<int:number>")
def by_the_same_statements(number: int) -> Response:
    """What the real application said for its request of this number, statement by statement."""
    taken: dict[int, PoolProxiedConnection] = {}
    try:
        for said in _recording[number]:
            if said.connection not in taken:
                taken[said.connection] = _raw.raw_connection()
            connection = _driver(taken[said.connection].driver_connection)
            if said.pipelined:
                with connection.pipeline():
                    for query, values in said.statements:
                        cursor = connection.execute(query, values)
            else:
                for query, values in said.statements:
                    cursor = connection.execute(query, values)
            if cursor.description is not None:
                cursor.fetchall()
    finally:
        for pooled in taken.values():
            pooled.close()
    return jsonify(number=number)


@app.get("/orm/<reference>")
def read_by_orm(reference: str) -> Response:
    """One row by the ORM, answered as JSON."""
    with Session(_orm) as session:
        paper = session.scalars(select(BarePaper).where(BarePaper.reference == reference)).one()
        return jsonify(paper.body)


def _driver(connection: object) -> psycopg.Connection[tuple[Any, ...]]:
    assert isinstance(connection, psycopg.Connection)
    return connection
