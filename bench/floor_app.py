"""The floors: Flask routes without sign-in, policy, guards, chained history, or an answer to speak of.

Served by the same server as the real application, out of the same pool (`store/pool.py`), one for SQLAlchemy's
transactions and one in autocommit mode, each as large as the real one.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask, Response, jsonify, request
from psycopg.types.json import Jsonb
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from bench.bare_tables import BareCase, BareHistory, BareJob, BarePaper
from bench.tap import Said, kept
from store.pool import Checkout, Pool

app = Flask("floor")

_URL = os.environ["DATABASE_URL"]
_SIZE, _WAIT_SECONDS = 10, 5.0
_orm = create_engine(_URL, pool_size=_SIZE, max_overflow=0)
_orm_pool = Pool(_orm, _SIZE, _WAIT_SECONDS)
_raw_pool = Pool(
    create_engine(_URL, isolation_level="AUTOCOMMIT", pool_size=_SIZE, max_overflow=0), _SIZE, _WAIT_SECONDS
)
_recording: list[list[Said]] = kept(Path(os.environ["BENCH_RECORDING"])) if "BENCH_RECORDING" in os.environ else []


@app.get("/ready")
def ready() -> Response:
    """Whether it serves."""
    return jsonify(ready=True)


@app.post("/raw/<reference>")
def by_raw_psycopg(reference: str) -> Response:
    """Lock, update, two inserts, by psycopg."""
    name = request.get_json()["name"]
    checkout = _raw_pool.take()
    try:
        connection = checkout.driver
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
        checkout.give_back()
    return jsonify(reference=reference, state=name, version=version)


@app.post("/orm/<reference>")
def by_orm(reference: str) -> Response:
    """The same by the ORM."""
    name = request.get_json()["name"]
    with _session() as session, session.begin():
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
    taken: dict[int, Checkout] = {}
    try:
        for said in _recording[number]:
            if said.connection not in taken:
                taken[said.connection] = _raw_pool.take()
            connection = taken[said.connection].driver
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
        for checkout in taken.values():
            checkout.give_back()
    return jsonify(number=number)


@app.get("/orm/<reference>")
def read_by_orm(reference: str) -> Response:
    """One row by the ORM, answered as JSON."""
    with _session() as session:
        paper = session.scalars(select(BarePaper).where(BarePaper.reference == reference)).one()
        return jsonify(paper.body)


@contextmanager
def _session() -> Iterator[Session]:
    checkout = _orm_pool.take()
    try:
        with Session(checkout.connection(_orm)) as session:
            yield session
    finally:
        checkout.give_back()
