"""What must hold after every fault run (rules.md, "Invariants after every fault run"), as questions to a database.

Each answers with what is wrong, in words; nothing means that it holds. `look` is one connection's view of one
municipality; a superuser's sees everything whatever the walls, and may plant what no role of ours could.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import timedelta
from uuid import UUID

from sqlalchemy import text

from documents.errors import DocumentError
from documents.storage.port import ContentStore
from store.queries.wanted_content import wanted_content
from store.reading import Reading
from store.verify_history import verify_history
from workflow.case import Case
from workflow.codec import case_from_json
from workflow.definition.model import Definition, Effect, EffectKind
from workflow.moment import Moment

_OLD = timedelta(seconds=60)


def histories_verify(look: Reading, check: Callable[[str, bytes, bytes], bool]) -> list[str]:
    """Chains and seals hold, no sequence has a gap, each stored case is the fold of its history."""
    return [
        f"{one.fault.value}: case {one.reference or one.case}, event {one.sequence}, seal {one.seal}"
        for one in verify_history(look, check).breaks
    ]


def acknowledged_once(look: Reading, acknowledged: Collection[str], *, unknown: int = 0) -> list[str]:
    """Every acknowledged case was opened exactly once; beside them at most the `unknown` ones, and no refused one."""
    rows = look.connection.execute(
        text(
            "SELECT c.reference, count(*) FROM cases c JOIN history h ON h.municipality = c.municipality"
            " AND h.case_id = c.id AND h.type = 'CaseOpened' WHERE c.municipality = :town GROUP BY c.reference"
        ),
        {"town": look.municipality},
    )
    opened = {str(reference): int(count) for reference, count in rows}
    wrong = [f"{one} was acknowledged and is not there" for one in sorted(set(acknowledged) - set(opened))]
    wrong += [f"{one} was opened {count} times" for one, count in opened.items() if count != 1]
    wrong += [f"{one} was acknowledged {n} times" for one, n in Counter(acknowledged).items() if n > 1]
    surplus = set(opened) - set(acknowledged)
    if len(surplus) > unknown:
        wrong.append(f"{len(surplus)} cases nobody was told of, at most {unknown} could be: {sorted(surplus)[:5]}")
    return wrong


def jobs_settled(look: Reading) -> list[str]:
    """No job is left to do, under way or failed; jobs put off to a later hour are not late."""
    rows = look.connection.execute(
        text(
            "SELECT status::text, queue_name, count(*) FROM procrastinate_jobs WHERE status::text <> 'succeeded'"
            " AND (status::text <> 'todo' OR scheduled_at IS NULL OR scheduled_at <= now()) GROUP BY 1, 2"
        )
    )
    return [f"{count} jobs of {queue} are {status}" for status, queue, count in rows]


def jobs_as_history_implies(look: Reading, definition_of: Callable[[str], Definition]) -> list[str]:
    """Every unconditional notice of an opening or a move has its one job, and no job speaks of a case that is not.

    Ids of effects derive from the command's, so that they can be worked out anew from the history alone.
    """
    wanted = Counter(_implied(look, definition_of))
    found: Counter[UUID] = Counter()
    wrong: list[str] = []
    cases = set(look.connection.execute(text("SELECT id FROM cases")).scalars())
    for args in look.connection.execute(text("SELECT args FROM procrastinate_jobs")).scalars():
        found[UUID(args["data"]["id"])] += 1
        if UUID(args["data"]["case"]) not in cases:
            wrong.append(f"a job of {args['kind']} speaks of no case: {args['data']['case']}")
    wrong += [f"effect {one} is implied by the history and has no job" for one in wanted if one not in found]
    return wrong + [f"effect {one} has {count} jobs" for one, count in found.items() if count > 1]


def told_once(look: Reading, lines: Collection[Mapping[str, object]], *, repeats: int = 0) -> list[str]:
    """`lines` are messages as handed to the provider: each sent message is among them, by its one id.

    A kill between handing over and noting it repeats a message under the same id, which providers drop: at most
    `repeats` of those.
    """
    handed = Counter(str(one["id"]) for one in lines)
    rows = look.connection.execute(
        text("SELECT id, status, case_id, person, text FROM messages WHERE municipality = :town"),
        {"town": look.municipality},
    ).all()
    wrong = [f"message {row.id} is {row.status} and was never handed over" for row in rows if str(row.id) not in handed]
    known = {str(row.id) for row in rows}
    wrong += [f"message {one} was handed over and is not known" for one in handed if one not in known]
    said = Counter((row.case_id, row.person, row.text) for row in rows)
    wrong += [f"the same was said {n} times on case {who[0]}: {who[2]}" for who, n in said.items() if n > 1]
    again = sum(handed.values()) - len(handed)
    return wrong if again <= repeats else [*wrong, f"{again} messages were handed over again, at most {repeats} could"]


def nothing_sold_twice(look: Reading) -> list[str]:
    """No place of a slot is sold beyond its capacity or beside an overlapping one; no number or code is given twice."""
    booked: dict[tuple[str, str], list[Case]] = {}
    for case in _cases(look):
        if case.booking is not None:
            booked.setdefault((case.booking.calendar, case.booking.slot), []).append(case)
    wrong = [
        f"slot {slot} is sold {len(sold)} times"
        for (_, slot), sold in booked.items()
        if sold[0].booking is not None and len(sold) > sold[0].booking.capacity
    ]
    for what, query in _DOUBLES.items():
        found = look.connection.execute(text(query), {"town": look.municipality}).scalars()
        wrong += [f"{what}: {one}" for one in found]
    return wrong


_DOUBLES = {
    "places sold while they overlap": (
        "SELECT a.slot || ' and ' || b.slot FROM bookings a JOIN bookings b ON a.municipality = b.municipality"
        " AND a.calendar = b.calendar AND a.place = b.place AND a.ctid < b.ctid AND a.starts < b.ends"
        " AND b.starts < a.ends WHERE a.municipality = :town AND a.case_id IS NOT NULL AND b.case_id IS NOT NULL"
    ),
    "a registration number given twice": (
        "SELECT min(register || ' ' || number) FROM papers WHERE municipality = :town AND number IS NOT NULL"
        " GROUP BY register, year, number HAVING count(*) > 1"
    ),
    "a check code given twice": (
        "SELECT min(code) FROM papers WHERE municipality = :town AND code IS NOT NULL GROUP BY code HAVING count(*) > 1"
    ),
    "a reference given twice": (
        "SELECT reference FROM cases WHERE municipality = :town GROUP BY reference HAVING count(*) > 1"
    ),
}


def papers_have_bytes(look: Reading, contents: ContentStore) -> list[str]:
    """Every row that names bytes finds them, unharmed; every signature stands on a paper with bytes, the seal once."""
    wrong: list[str] = []
    for one in wanted_content(look):
        try:
            contents.get(look.municipality, one.sha256)
        except DocumentError as error:
            wrong.append(f"{one.what}: {error.code}")
    versions = set(look.connection.execute(text("SELECT sha256 FROM paper_versions")).scalars())
    for case in _cases(look):
        for paper in case.papers:
            given = [one.role for one in paper.signatures if one.at is not None]
            if given and (paper.sha256 is None or paper.sha256 not in versions):
                wrong.append(f"{case.reference}: {paper.type} bears {given} and has no document")
            if given.count("seal") > 1:
                wrong.append(f"{case.reference}: {paper.type} is sealed {given.count('seal')} times")
    return wrong


def nothing_hangs(look: Reading) -> list[str]:
    """No transaction and no wait for a lock is older than a minute."""
    rows = look.connection.execute(
        text(
            "SELECT pid, state, query FROM pg_stat_activity WHERE datname = current_database()"
            " AND pid <> pg_backend_pid() AND xact_start < clock_timestamp() - CAST(:old AS interval)"
        ),
        {"old": _OLD},
    )
    return [f"process {row.pid} has been {row.state} for over a minute: {row.query[:80]}" for row in rows]


def _implied(look: Reading, definition_of: Callable[[str], Definition]) -> Iterator[UUID]:
    rows = look.connection.execute(
        text(
            "SELECT type, data, definition, at, command, correlation FROM history WHERE municipality = :town"
            " AND type IN ('CaseOpened', 'Transitioned')"
        ),
        {"town": look.municipality},
    )
    for row in rows:
        definition, data = definition_of(row.definition), json.loads(row.data)
        moment = Moment(now=row.at, command=row.command, correlation=row.correlation, seed=b"")
        for number, effect in enumerate(_effects(definition, row.type, data)):
            if effect.kind is EffectKind.NOTIFY and effect.when is None:
                yield moment.derived_id(f"effect.{number}.notify")


def _effects(definition: Definition, kind: str, data: Mapping[str, str]) -> tuple[Effect, ...]:
    if kind == "CaseOpened":
        return definition.on_start
    return next(
        one.effects
        for one in definition.transitions
        if one.name == data["name"] and data["from_state"] in one.from_states
    )


def _cases(look: Reading) -> Iterator[Case]:
    bodies = text("SELECT body FROM cases WHERE municipality = :town ORDER BY reference")
    for body in look.connection.execute(bodies, {"town": look.municipality}).scalars():
        yield case_from_json(body)
