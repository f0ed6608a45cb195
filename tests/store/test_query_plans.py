"""Every list query, as the application role under row-level security, is served by indexes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import event

from runtime.database_urls import DatabaseUrls
from store.queries import (
    accounts,
    alarms,
    awaiting,
    board,
    control,
    effect_reads,
    filing_plan,
    history,
    incidents,
    links,
    messages,
    papers,
    post_list,
    public_list,
    repeat_places,
    replies,
    retention,
    slots,
    statistics,
    timers,
    unread_texts,
    weekly_reports,
    work_queue,
)
from store.queries.case_filters import CaseFilters, Near
from store.queries.case_list import count_cases, list_cases
from store.queries.journals import JournalFilters, list_journal
from store.queries.whole_case import whole_case
from store.reading import Glance, Reading
from tests.given import MONDAY_0805, staff
from tests.store.given import Store, open_store
from tests.store.seeding import CASES, seed_town
from workflow.actor import Actor
from workflow.ports.idempotency import IdempotencyKey

NOW = MONDAY_0805
KYIV = ZoneInfo("Europe/Kyiv")
SOME = UUID(int=7)
MAYOR = staff("mayor", "mayor", unit=None)
FOREMAN = staff("user_13", "role_3", unit="unit_13")
# Small by nature: a town has few of these rows, and reading them all is right.
SMALL = {
    "files",
    "volumes",
    "staff",
    "substitutions",
    "units",
    "towns",
    "publications",
    "presences",
    "unlocks",
    "api_tokens",
    "case_keys",
    "weekly_reports",
    "saved_searches",
}


@pytest.fixture(scope="module")
def town(database_urls: DatabaseUrls) -> Iterator[Store]:
    with open_store(database_urls) as store:
        seed_town(store)
        yield store


def listed(actor: Actor = MAYOR, **filters: Any) -> Callable[[Reading], object]:
    return lambda look: list_cases(look, actor, CaseFilters(now=NOW, **filters), limit=50)


def paged(query: Callable[..., Any], *arguments: Any, **more: Any) -> Callable[[Reading], object]:
    """The first page and the second."""

    def run(look: Reading) -> object:
        first = query(look, *arguments, **more, limit=20, cursor=None)
        return query(look, *arguments, **more, limit=20, cursor=first.next)

    return run


def journal(**more: Any) -> JournalFilters:
    words = CaseFilters(now=NOW, q=more.get("q"))
    return JournalFilters(journal="incoming", year=2024, words=words, **more)


def glance(look: Reading) -> Glance:
    """What asks for one statement's answer, over the connection that is listened to."""
    return Glance(
        municipality=look.municipality,
        ask=lambda query, values: [
            tuple(row) for row in look.connection.exec_driver_sql(query, {"municipality": look.municipality, **values})
        ],
    )


QUERIES: dict[str, Callable[[Reading], object]] = {
    "cases, newest first": listed(),
    "cases, second page": paged(list_cases, MAYOR, CaseFilters(now=NOW)),
    "cases, oldest first, second page": paged(list_cases, MAYOR, CaseFilters(now=NOW, sort="opened")),
    "cases by due, second page": paged(list_cases, MAYOR, CaseFilters(now=NOW, sort="due")),
    "cases of a type": listed(request_type="type_3"),
    "cases in a state": listed(state="state_4"),
    "cases of a unit": listed(unit="unit_7"),
    "cases of a person": listed(assignee="user_42"),
    "cases by channel": listed(channel="phone"),
    "overdue cases": listed(overdue=True, sort="due"),
    "cases not overdue": listed(overdue=False),
    "cases due soon": listed(due_before=NOW + timedelta(hours=3), sort="due"),
    "cases of today": listed(created_after=NOW - timedelta(days=1)),
    "cases by reference": listed(q="25-00042"),
    "cases by a word's beginning": listed(q="слово00"),
    "cases by two words": listed(q="слово0042 38050"),
    "cases by the words of papers": listed(FOREMAN, q="папір0042 слово0042"),
    "papers without a stamp": lambda look: papers.papers_without_stamp(look, NOW, None, 50),
    "texts nobody has read": lambda look: unread_texts.unread_texts(look, 50),
    "cases by phone": listed(q="+380 50 000 42"),
    "cases nearby": listed(near=Near(latitude_e7=513500000, longitude_e7=258500000, metres=50)),
    "cases of a foreman": listed(FOREMAN),
    "cases of a foreman, in a state": listed(FOREMAN, state="state_4"),
    "how many cases of a unit": lambda look: count_cases(look, MAYOR, CaseFilters(now=NOW, unit="unit_7")),
    "cases whose papers wait": listed(open=True, counts="pick_up", sort="opened"),
    "queue of a foreman": paged(work_queue.work_queue, FOREMAN),
    "history of a case": paged(history.history_of, SOME),
    "states a case entered": lambda look: history.states_entered(look, SOME),
    "who is awaited on a case": lambda look: awaiting.awaiting(look, SOME),
    "messages of a case": paged(messages.messages_of, SOME),
    "message by provider": lambda look: messages.message_of_provider(look, "sms", "p25-00042"),
    "alarms of a role": paged(alarms.alarms_for, FOREMAN),
    "incidents of a case": lambda look: incidents.open_incidents(look, case=SOME),
    "letters to be posted": lambda look: post_list.letters_waiting(look, limit=20),
    "timers due": lambda look: timers.due_timers(look, NOW - timedelta(days=1)),
    "next timer": timers.next_timer,
    "slots taken": lambda look: slots.taken_places(look, "mayor_reception", date(2026, 11, 1), date(2026, 11, 3), NOW),
    "day list": lambda look: slots.day_list(look, "mayor_reception", ["type_1"], NOW - timedelta(days=1), NOW),
    "paper by id": lambda look: papers.paper_by_id(look, SOME),
    "paper by code": lambda look: papers.paper_by_code(look, "25-00042x"),
    "paper by bytes": lambda look: papers.paper_by_bytes(look, "00" * 32),
    "a journal": lambda look: list_journal(look, MAYOR, journal()),
    "a journal by a correspondent's word": lambda look: list_journal(look, MAYOR, journal(q="слово0042")),
    "a journal by their number": lambda look: list_journal(look, MAYOR, journal(q="їх-42")),
    "a journal by days": lambda look: list_journal(look, MAYOR, journal(since=NOW.date(), until=NOW.date())),
    "public register, filtered": lambda look: public_list.public_cases(
        look,
        {"type_1": frozenset({"state_1"}), "type_2": frozenset({"state_4"})},
        filters=public_list.PublicFilters(state="state_1", since=NOW - timedelta(days=30)),
        limit=20,
    ),
    "a year's files": lambda look: filing_plan.files_of(look, 2025, "Europe/Kyiv"),
    "a file's cases": paged(filing_plan.cases_in_file, MAYOR, 2025, "02-21"),
    "cases to file": lambda look: filing_plan.cases_to_file(look, 50),
    "volumes due": lambda look: retention.volumes_due(look, date(2031, 1, 1)),
    "cases due": lambda look: retention.cases_due(look, date(2031, 1, 1), 50),
    "how many cases are due": lambda look: retention.count_cases_due(look, date(2031, 1, 1)),
    "acts waiting": retention.acts_waiting,
    "cases on an act": lambda look: retention.references_on_act(look, SOME, 50),
    "erasures to do": lambda look: retention.erasures(look, waiting=True, limit=50),
    "public register": lambda look: public_list.public_cases(look, {"type_1": frozenset({"state_1"})}, limit=20),
    "figures of a day": lambda look: statistics.statistics(
        look, MAYOR, NOW - timedelta(days=1), NOW, NOW, statistics.GroupBy.UNIT
    ),
    "a week's board": lambda look: board.board(look, MAYOR, board.week_of(NOW.date(), KYIV), NOW, KYIV, 10),
    "a board of a past week": lambda look: board.board(
        look, MAYOR, board.week_of(NOW.date() - timedelta(days=14), KYIV), NOW, KYIV, 10
    ),
    "idle cases, listed": lambda look: list_cases(
        look, MAYOR, board.filters_of(board.Figure.IDLE, board.week_of(NOW.date(), KYIV), NOW, 10), limit=50
    ),
    "places reported again": lambda look: repeat_places.repeat_places(look, MAYOR, NOW),
    "instructions missed": lambda look: look.connection.execute(
        control.missed_query(look, NOW, NOW - timedelta(days=7), 50)
    ).all(),
    "report of a week": lambda look: weekly_reports.weekly_report(look, NOW.date()),
    "case by reference": lambda look: effect_reads.case_by_reference(look, "26-00001"),
    "case whole": lambda look: whole_case(glance(look), "26-00001"),
    "personal values": lambda look: effect_reads.personal_values(look, SOME),
    "status link": lambda look: links.find_link(look, b"x" * 32),
    "session": lambda look: accounts.account_of_session(glance(look), b"x" * 32, NOW),
    "session with case and reply": lambda look: accounts.account_with_case(
        lambda query, values: glance(look).ask(query.replace("FOR UPDATE OF c", ""), values),
        1,
        b"x" * 32,
        "26-00001",
        NOW,
        "key",
    ),
    "stored reply": lambda look: replies.stored_reply(glance(look), IdempotencyKey(scope="public", key="k", body="b")),
}


@pytest.mark.parametrize("name", QUERIES)
def test_a_list_is_served_by_indexes(town: Store, name: str) -> None:
    # given
    said: list[tuple[str, Any]] = []
    with town.reading() as look:
        listen = lambda *event_: said.append((event_[2], event_[3]))  # noqa: E731
        event.listen(look.connection, "before_cursor_execute", listen)
        # when
        QUERIES[name](look)
        event.remove(look.connection, "before_cursor_execute", listen)
        plans = [
            json.loads(
                json.dumps(look.connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {query}", values).scalar_one())
            )
            for query, values in said
        ]
    # then
    assert plans
    for plan in plans:
        scanned = {node["Relation Name"] for node in nodes(plan[0]["Plan"]) if node["Node Type"] == "Seq Scan"}
        assert scanned <= SMALL, json.dumps(plan, indent=1)


def test_the_plans_were_made_over_a_town_large_enough(town: Store) -> None:
    with town.reading() as look:
        assert look.connection.exec_driver_sql("SELECT count(*) FROM cases").scalar_one() == CASES / 2 + 1


def test_a_comparison_that_leaks_would_be_seen(town: Store) -> None:
    """The proof that this test can fail: LIKE is not leakproof, so it reads the whole table."""
    with town.reading() as look:
        plan = look.connection.exec_driver_sql(
            "EXPLAIN (FORMAT JSON) SELECT case_id FROM search_words WHERE word LIKE %(w)s", {"w": "слово00%"}
        ).scalar_one()
    conditions = [node.get("Index Cond", "") for node in nodes(plan[0]["Plan"])]
    assert not any("word" in condition for condition in conditions)


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for inner in plan.get("Plans", []):
        yield from nodes(inner)
