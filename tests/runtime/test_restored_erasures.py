"""What was erased stays erased: an older backup restored gets the list of erasures again before the doors open."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner

from runtime import migrate
from runtime.backup import take_backup
from runtime.cli_commands.backup import restore
from runtime.database import with_urls
from runtime.database_urls import libpq
from runtime.embedded_database import EmbeddedDatabase
from runtime.erasure_list import NAME, read
from runtime.housekeeping import Housekeeping
from runtime.settings import load
from store.reading import Reading
from store.session import Database, PoolSize
from store.verify_history import verify_history
from tests.api.given import PERSONAL, filed
from tests.store.given import VAULT
from tests.town_hall import TownHall, a_town


@contextmanager
def a_look(url: str) -> Iterator[Reading]:
    database = Database(url, vault=VAULT, pool=PoolSize(connections=1))
    with database.reading(1) as look:
        yield look
    database.close()


def withdrawn(hall: TownHall) -> str:
    case = filed(hall)
    moved = hall.visitor().post(f"/api/v1/status/{case.token}/transitions", json={"name": "withdraw"})
    assert moved.status_code == 200, moved.text
    return case.reference


def test_an_older_backup_gets_the_erasures_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # given: a town whose backup holds what is erased afterwards
    data = tmp_path / "var"
    with EmbeddedDatabase(data) as urls:
        migrate.upgrade(urls.owner)
        with a_town(urls, data, DATABASE_KEEPER_URL=urls.keeper) as hall:
            gone, kept = withdrawn(hall), withdrawn(hall)
            take_backup(with_urls(load({"SPRAVA_DATA": str(data)}), urls), tmp_path / "backup", datetime.now(UTC))
            said = hall.signed_in("admin").post(f"/cases/{gone}/erasure", {"reason": "прохання від 24.11.2026"})
            assert said.status_code == 200, said.text
            assert hall.runtime.keeper is not None
            Housekeeping(hall.runtime, hall.runtime.keeper).clean_all()
    assert [one.reason for one in read(data / NAME)] == ["прохання від 24.11.2026"]
    assert not any(one in (data / NAME).read_text() for one in PERSONAL)

    # when: the old backup is restored elsewhere, with the list kept outside of it
    new = tmp_path / "new"
    monkeypatch.setenv("SPRAVA_DATA", str(new))
    monkeypatch.setenv("SPRAVA_DEMO", "1")
    done = CliRunner().invoke(restore, [str(tmp_path / "backup"), "--erasures", str(data / NAME)])

    # then
    assert done.exit_code == 0, done.output
    assert "1 cases erased again" in done.output
    with EmbeddedDatabase(new) as urls, psycopg.connect(libpq(urls.admin), autocommit=True) as connection:
        rows: dict[str, int] = dict(
            connection.execute(
                "SELECT c.reference, count(p.name) FROM cases c LEFT JOIN personal_values p ON p.case_id = c.id"
                " GROUP BY c.reference"
            ).fetchall()
        )
        assert rows[gone] == 0
        assert rows[kept] > 0
        texts = connection.execute("SELECT string_agg(m::text, '') FROM messages m").fetchone()
        last = connection.execute(
            "SELECT h.type, h.actor, h.data FROM history h JOIN cases c ON c.id = h.case_id"
            " WHERE c.reference = %s ORDER BY h.sequence DESC LIMIT 1",
            (gone,),
        ).fetchone()
        words = connection.execute(
            "SELECT count(*) FROM search_words w JOIN cases c ON c.id = w.case_id WHERE c.reference = %s", (gone,)
        ).fetchone()
        assert texts is not None
        assert last is not None
        assert (last[0], last[1]) == ("CaseErased", "system")
        assert "request" in json.dumps(last[2])
        assert words == (0,)
        with a_look(urls.app) as look:
            assert verify_history(look, lambda *_: True).breaks == ()


def test_a_line_cut_off_by_a_power_failure_is_left_out(tmp_path: Path) -> None:
    whole = {"municipality": 1, "case": "01920000-0000-7000-8000-000000000000", "ground": "request", "reason": "r"}
    (tmp_path / NAME).write_text(json.dumps(whole) + "\n" + json.dumps(whole) + "\n" + json.dumps(whole)[:30])
    assert len(read(tmp_path / NAME)) == 1
    (tmp_path / NAME).write_text("something else\n")
    with pytest.raises(ValueError, match="Expecting value"):
        read(tmp_path / NAME)
