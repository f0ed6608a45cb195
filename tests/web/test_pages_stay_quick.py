"""A page costs at most 50 ms of the processor, asks the database no more and takes no longer when there are a hundred
thousand cases in town: the citizen's pages, and the queue, the search, the card and the board.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
import pytest
from sqlalchemy import Engine, event

from runtime.database_urls import DatabaseUrls, libpq
from tests.journeys.stage import Stage
from tests.web.cases import OLENA, answered, in_work
from tests.web.visitors import Visitor
from workflow.case import Case

CASES = 100_000
MEDIAN_SECONDS = 0.050
SLACK_SECONDS = 0.020
LINK = "the status page"
STAFF = {
    "dispatcher": (
        "/staff/",
        "/staff/?part=unclaimed",
        "/staff/?q=26-00001",
        "/staff/cases",
        "/staff/cases?q=зразкова",
    ),
    "utility_director": ("/staff/", "/staff/cases?state=in_work"),
    "mayor": ("/staff/board", "/staff/cases?overdue=1"),
    "foreman": ("/staff/today",),
}
PAGES = ("/", "/services/road_defect", "/problems", "/problems?street=вул. Лісова", "/votings", LINK)
_WORK = ("municipality", "case_id", "key")
_WORK_COPIED = ("kind", "role", "unit", "username", "clock", "due", "title", "code")
_OWN = {
    "id": "gen_random_uuid()",
    "reference": "CASE WHEN closed IS NULL THEN '20-' ELSE '21-' END || lpad(n::text, 6, '0')",
    "opened": "opened - n * interval '17 minutes'",
    "closed": "closed - n * interval '17 minutes'",
}


@contextmanager
def statements() -> Iterator[list[str]]:
    """What is asked of the database meanwhile, by the read side."""
    said: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        said.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def _said_by(visitor: Visitor, path: str) -> int:
    """How many statements one look takes; now and then a look also renews what is kept for some seconds."""
    with statements() as said:
        visitor.page(path)
    return len(said)


@pytest.mark.parametrize(("path", "most"), [("/", 6), ("/problems", 9), ("/votings", 9), ("/services/road_defect", 5)])
def test_a_page_asks_no_more_of_the_database_when_there_is_more_to_show(
    visitor: Visitor, stage: Stage, path: str, most: int
) -> None:
    # given
    counts = []
    for _ in range(2):
        visitor.page(path)
        counts.append(min(_said_by(visitor, path) for _ in range(3)))
        for number in range(5):
            stage.open("road_defect", {"place": {"address": f"вул. Довга, {number}"}}, OLENA)
    # then
    assert counts[0] == counts[1] <= most


@pytest.mark.prove
def test_a_hundred_thousand_cases_slow_no_page_down(
    visitor: Visitor, stage: Stage, database_urls: DatabaseUrls
) -> None:
    # given
    case = in_work(stage)
    link = visitor.link(case)
    answered(stage)
    before = {path: medians(visitor, link if path == LINK else path) for path in PAGES}
    small = working_pages(visitor, case)
    # when
    multiply(database_urls)
    # then: measured beside the same page of a small town, for a machine may be busy with other things
    for path in PAGES:
        now = medians(visitor, link if path == LINK else path)
        assert now.processor <= MEDIAN_SECONDS, (path, now)
        assert now.wall <= before[path].wall * 2 + SLACK_SECONDS, (path, before[path], now)
    slow = {
        name: (small[name], now)
        for name, now in working_pages(visitor, case).items()
        if now.processor > MEDIAN_SECONDS or now.wall > small[name].wall * 2 + SLACK_SECONDS
    }
    assert slow == {}


def working_pages(visitor: Visitor, case: Case) -> dict[str, Spent]:
    """What the pages of those who work cost, by who looks and at what."""
    found = {}
    for username, paths in STAFF.items():
        visitor.sign_in(username)
        for path in (*paths, f"/staff/cases/{case.reference}"):
            found[f"{username} {path}"] = medians(visitor, path)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """Medians in seconds: of the clock on the wall, and of our own processor time."""

    wall: float
    processor: float


def medians(visitor: Visitor, path: str) -> Spent:
    """Of thirty answers, after one that warms up."""
    visitor.page(path)
    walls, processors = [], []
    for _ in range(30):
        wall, processor = time.perf_counter(), time.process_time()
        visitor.get(path)
        walls.append(time.perf_counter() - wall)
        processors.append(time.process_time() - processor)
    return Spent(wall=statistics.median(walls), processor=statistics.median(processors))


def multiply(urls: DatabaseUrls) -> None:
    """Rows of two cases over and over, over three years, nineteen of twenty closed."""
    with psycopg.connect(libpq(urls.admin), autocommit=True) as connection:
        named = connection.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name = 'cases' AND is_generated = 'NEVER'"
        ).fetchall()
        columns = [str(name) for (name,) in named]
        values = ", ".join(_OWN.get(name, name) for name in columns)
        for which, count in (("IS NOT NULL", CASES * 19 // 20), ("IS NULL", CASES // 20)):
            one = f"SELECT * FROM cases WHERE request_type = 'road_defect' AND closed {which} LIMIT 1"
            query = (
                f"INSERT INTO cases ({', '.join(columns)}) "
                f"SELECT {values} FROM ({one}) one, generate_series(1, {count}) n"
            )
            connection.execute(query.encode())
            # What is open awaits somebody, as the case it was copied from does.
            if which == "IS NULL":
                wanted = ", ".join(one for one in (*_WORK, *_WORK_COPIED))
                copied = ", ".join(f"one.{name}" for name in _WORK_COPIED)
                connection.execute(
                    f"INSERT INTO work_items ({wanted}) SELECT c.municipality, c.id, one.key, {copied} FROM cases c, "
                    "(SELECT * FROM work_items LIMIT 1) one WHERE c.reference LIKE '20-%'".encode()
                )
        connection.execute("ANALYZE cases")
        connection.execute("ANALYZE work_items")
