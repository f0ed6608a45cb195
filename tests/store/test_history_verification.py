"""Whatever is done to the histories behind our back is found, and nothing sound is accused."""

from __future__ import annotations

import hashlib
import hmac
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest

from runtime.database_urls import DatabaseUrls, libpq
from store.seals import Leaf, merkle_root
from store.verify_history import Break, Fault, Verification, verify_history
from tests.given import MONDAY_0805, order, staff
from tests.store.given import Store, new_play, open_store, signed

DISPATCHER = staff("dispatcher")
DIRECTOR = staff("utility_director")
SECRET = b"seal key of the test"


@dataclass(frozen=True)
class Key:
    """A seal key of the test: HMAC stands for the signature, since signing is not what is tested here."""

    id: str = "seal-1"

    def sign(self, message: bytes) -> bytes:
        return hmac.new(SECRET, message, hashlib.sha256).digest()


def good(_: str, message: bytes, signature: bytes) -> bool:
    return hmac.compare_digest(hmac.new(SECRET, message, hashlib.sha256).digest(), signature)


def verified(store: Store, **more: Any) -> Verification:
    with store.reading() as look:
        return verify_history(look, good, **more)


def seal(store: Store, minutes: int = 0) -> Any:
    return store.units.seal_histories(1, Key(), MONDAY_0805 + timedelta(minutes=minutes))


def town(store: Store) -> None:
    """A few cases that have lived a little, sealed twice, and one command after that."""
    plays = [new_play() for _ in range(6)]
    for play in plays:
        store.open_case(play)
        store.do(play, "route", DISPATCHER)
    seal(store)
    for play in plays[:3]:
        store.do(play, "instruct", DIRECTOR, orders=(order(),), signed=signed(play))
    for play in plays[3:5]:
        store.do(play, "ask", DIRECTOR, {"question": "Де саме?"})
    seal(store, 1)


@pytest.fixture(scope="module")
def sealed_town(database_urls: DatabaseUrls) -> Iterator[Store]:
    with open_store(database_urls) as store:
        town(store)
        yield store


def test_a_sound_town_verifies(sealed_town: Store) -> None:
    result = verified(sealed_town)
    assert result.breaks == ()
    assert (result.cases, result.seals, result.unsealed) == (6, 2, 0)
    assert result.events > 30


def test_nothing_new_gives_no_seal(sealed_town: Store) -> None:
    assert seal(sealed_town, 2) is None


def test_a_case_changed_after_its_seal_counts_as_unsealed(store: Store) -> None:
    # given
    play = new_play()
    store.open_case(play)
    first = seal(store)
    store.do(play, "route", DISPATCHER)
    # then
    assert verified(store).unsealed == 1
    # when
    second = seal(store, 1)
    # then
    assert (first.number, second.number, second.previous) == (1, 2, first.hash)
    assert verified(store).unsealed == 0


def test_a_seal_cut_off_is_missed_by_who_witnessed_it(store: Store) -> None:
    # given
    store.open_case()
    first = seal(store)
    store.open_case()
    second = seal(store, 1)
    with store.superuser() as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute("DELETE FROM seal_leaves WHERE seal = 2")
        connection.execute("DELETE FROM seals WHERE number = 2")
    # then
    assert verified(store).breaks == ()
    assert verified(store, witness={1: first.hash, 2: second.hash}).breaks == (Break(fault=Fault.SEAL_MISSING, seal=2),)


def test_a_seal_signed_by_somebody_else_is_found(sealed_town: Store) -> None:
    with sealed_town.reading() as look:
        found = verify_history(look, lambda *_: False)
    assert {one.fault for one in found.breaks} == {Fault.SEAL_SIGNATURE}


def test_the_order_of_leaves_matters_to_the_root() -> None:
    leaves = [Leaf(UUID(int=n), n, bytes([n]) * 32) for n in range(1, 8)]
    assert merkle_root(leaves) != merkle_root([leaves[1], leaves[0], *leaves[2:]])
    assert merkle_root(leaves[:1]) != merkle_root([replace(leaves[0], sequence=2)])


Tampering = Callable[[psycopg.Connection[Any], random.Random], bool]


def _row(connection: psycopg.Connection[Any], dice: random.Random) -> tuple[UUID, int]:
    rows = connection.execute("SELECT case_id, sequence FROM history ORDER BY case_id, sequence").fetchall()
    case, sequence = dice.choice(rows)
    return case, sequence


def change(connection: psycopg.Connection[Any], dice: random.Random) -> bool:
    case, sequence = _row(connection, dice)
    column, value = dice.choice(
        [
            ("actor", "'staff:mallory'"),
            ("acting_for", "'deputy'"),
            ("at", "at + interval '1 microsecond'"),
            ("at", "at - interval '3 days'"),
            ("type", "'Assigned'"),
            ("schema", "schema + 1"),
            ("data", "replace(data, 'routed', 'answered')"),
            ("data", "data || ' '"),
            ("data", "replace(data, ':', ': ')"),
            ("definition", "md5(definition)"),
            ("hash", "sha256(hash)"),
            ("previous", "sha256(coalesce(previous, ''))"),
        ]
    )
    done = connection.execute(
        f"UPDATE history SET {column} = {value} WHERE case_id = %s AND sequence = %s"
        f" AND {column} IS DISTINCT FROM {value}",
        (case, sequence),
    )
    return done.rowcount == 1


def remove(connection: psycopg.Connection[Any], dice: random.Random) -> bool:
    case, sequence = _row(connection, dice)
    return connection.execute("DELETE FROM history WHERE case_id = %s AND sequence = %s", (case, sequence)).rowcount > 0


def insert(connection: psycopg.Connection[Any], dice: random.Random) -> bool:
    case, sequence = _row(connection, dice)
    connection.execute("UPDATE history SET sequence = -sequence WHERE case_id = %s AND sequence > %s", (case, sequence))
    connection.execute(
        "INSERT INTO history SELECT municipality, case_id, sequence + 1, at, actor, acting_for, type, schema, data,"
        " definition, hash, sha256(hash), correlation, command FROM history WHERE case_id = %s AND sequence = %s",
        (case, sequence),
    )
    connection.execute("UPDATE history SET sequence = 1 - sequence WHERE case_id = %s AND sequence < 0", (case,))
    return True


def swap(connection: psycopg.Connection[Any], dice: random.Random) -> bool:
    case, sequence = _row(connection, dice)
    other = connection.execute(
        "SELECT sequence FROM history WHERE case_id = %s AND sequence <> %s ORDER BY sequence", (case, sequence)
    ).fetchall()
    second = dice.choice(other)[0]
    for old, new in ((sequence, -1), (second, sequence), (-1, second)):
        connection.execute("UPDATE history SET sequence = %s WHERE case_id = %s AND sequence = %s", (new, case, old))
    return True


def transplant(connection: psycopg.Connection[Any], dice: random.Random) -> bool:
    """The data of one case's row into another's, hash and all."""
    case, sequence = _row(connection, dice)
    done = connection.execute(
        "UPDATE history h SET data = o.data, hash = o.hash, type = o.type FROM history o"
        " WHERE h.case_id = %s AND h.sequence = %s AND o.case_id <> h.case_id AND o.sequence = h.sequence"
        " AND o.hash <> h.hash",
        (case, sequence),
    )
    return done.rowcount > 0


def truncate(connection: psycopg.Connection[Any], dice: random.Random) -> bool:
    """The tail of a history cut off, the case row put right to match."""
    case, sequence = _row(connection, dice)
    if sequence == 1:
        return False
    connection.execute("DELETE FROM history WHERE case_id = %s AND sequence >= %s", (case, sequence))
    connection.execute(
        "UPDATE cases c SET sequence = h.sequence, head = h.hash FROM history h WHERE h.case_id = c.id"
        " AND c.id = %s AND h.sequence = %s",
        (case, sequence - 1),
    )
    return True


def vanish(connection: psycopg.Connection[Any], dice: random.Random) -> bool:
    """A case gone with everything about it."""
    case, _ = _row(connection, dice)
    connection.execute("DELETE FROM history WHERE case_id = %s", (case,))
    connection.execute("DELETE FROM cases WHERE id = %s", (case,))
    return True


def rewrite(connection: psycopg.Connection[Any], dice: random.Random) -> bool:
    """The state of a case row alone, history left as it is."""
    case, _ = _row(connection, dice)
    connection.execute("UPDATE cases SET body = jsonb_set(body, '{state}', '\"answered\"') WHERE id = %s", (case,))
    return True


def unseal(connection: psycopg.Connection[Any], dice: random.Random) -> bool:
    number = dice.choice([1, 2])
    what = dice.choice(
        [
            "DELETE FROM seals WHERE number = 1",
            f"UPDATE seals SET root = sha256(root) WHERE number = {number}",
            f"UPDATE seals SET at = at + interval '1 second' WHERE number = {number}",
            f"DELETE FROM seal_leaves WHERE seal = {number} AND sequence > 8",
            f"UPDATE seals SET signature = sha256(signature) WHERE number = {number}",
        ]
    )
    return connection.execute(what).rowcount > 0


TAMPERINGS: list[Tampering] = [change, remove, insert, swap, transplant, truncate, vanish, rewrite, unseal]


def test_every_tampering_is_found(sealed_town: Store) -> None:
    tamper(sealed_town, rounds=120)


@pytest.mark.prove
def test_ten_thousand_tamperings_are_found(sealed_town: Store) -> None:
    tamper(sealed_town, rounds=10_000)


def tamper(sealed_town: Store, rounds: int) -> None:
    """Each tampering is made in a transaction that is looked into before it is rolled back."""
    dice = random.Random(20261123)
    done = dict.fromkeys((one.__name__ for one in TAMPERINGS), 0)
    missed: list[str] = []
    with (
        psycopg.connect(libpq(sealed_town.urls.admin), autocommit=True) as connection,
        sealed_town.reading_through(connection) as look,
    ):
        connection.execute("SET session_replication_role = replica")
        for constraint in ("sequence", "first", "hash"):
            connection.execute(f"ALTER TABLE history DROP CONSTRAINT IF EXISTS ck_history_{constraint}")
        while sum(done.values()) < rounds:
            tampering = TAMPERINGS[sum(done.values()) % len(TAMPERINGS)]
            connection.execute("BEGIN")
            if tampering(connection, dice):
                done[tampering.__name__] += 1
                if not verify_history(look, good).breaks:
                    missed.append(tampering.__name__)
            connection.execute("ROLLBACK")
    assert missed == []
    assert min(done.values()) > rounds // len(TAMPERINGS) // 2


def test_nothing_is_accused_when_every_tampering_was_rolled_back(sealed_town: Store) -> None:
    assert verified(sealed_town).breaks == ()
