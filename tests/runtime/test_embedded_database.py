"""The embedded database starts, survives kills, refuses a second owner, and trusts nobody without a password."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict
from sqlalchemy import NullPool, create_engine, make_url, text

from runtime.database_urls import DatabaseUrls, address, libpq
from runtime.embedded_database import EmbeddedDatabase, running_urls
from runtime.migrate import upgrade
from runtime.postgres_programs import EmbeddedDatabaseError, EmbeddedDatabaseFault
from runtime.server_processes import holders, read_postmaster
from store.jobs import JobQueue

ROOT = Path(__file__).resolve().parent.parent.parent

RUN_UNTIL_KILLED = """
import sys, time
from pathlib import Path
from runtime.embedded_database import EmbeddedDatabase
EmbeddedDatabase(Path(sys.argv[1])).start()
print("ready", flush=True)
time.sleep(600)
"""


@pytest.fixture
def data() -> Iterator[Path]:
    # Short: a test process has so long a folder of its own that a Unix socket would not fit below it.
    with tempfile.TemporaryDirectory(prefix="sprava-") as folder:
        place = Path(folder) / "va r+ü"
        yield place
        for pid in holders(place / "postgres"):
            os.kill(pid, signal.SIGKILL)


def write_row(urls: DatabaseUrls, text: str) -> None:
    with psycopg.connect(libpq(urls.owner)) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (text text)")
        connection.execute("INSERT INTO kept VALUES (%s)", [text])


def read_rows(urls: DatabaseUrls) -> list[str]:
    with psycopg.connect(libpq(urls.owner)) as connection:
        return [row[0] for row in connection.execute("SELECT text FROM kept ORDER BY text")]


def wait_until_gone(pids: frozenset[int]) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until and any(Path(f"/proc/{pid}").exists() for pid in pids):
        time.sleep(0.05)


def test_committed_rows_survive_a_clean_stop(data: Path) -> None:
    with EmbeddedDatabase(data) as urls:
        write_row(urls, "kept")

    with EmbeddedDatabase(data) as urls:
        assert read_rows(urls) == ["kept"]


def test_committed_rows_survive_sigkill_of_the_whole_server(data: Path) -> None:
    database = EmbeddedDatabase(data)
    urls = database.start()
    write_row(urls, "kept")

    for pid in holders(data / "postgres"):
        # A child may end by itself once its parent has been killed.
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    wait_until_gone(holders(data / "postgres"))

    assert not database.is_running()
    again = database.start()
    assert again == urls, "addresses handed out before stay true"
    assert read_rows(again) == ["kept"]
    database.stop()


def test_sigkill_of_the_owner_ends_the_server_too(data: Path) -> None:
    owner = start_in_another_process(data)
    left = holders(data / "postgres")
    assert left

    owner.kill()
    owner.communicate()
    wait_until_gone(left)

    assert holders(data / "postgres") == frozenset()


def test_a_server_left_behind_is_ended_and_its_rows_are_there(data: Path) -> None:
    database = EmbeddedDatabase(data)
    urls = database.start()
    write_row(urls, "kept")
    left_behind = database._process
    assert left_behind is not None
    # What SIGKILL of a run leaves where the parent's death is not signalled: no lock, a living server.
    assert database._lock is not None
    os.close(database._lock)
    database._lock = None

    with EmbeddedDatabase(data) as again:
        postmaster = read_postmaster(data / "postgres")

        assert postmaster is not None
        assert postmaster.pid != left_behind.pid
        assert read_rows(again) == ["kept"]
        left_behind.wait()


def test_children_of_a_killed_server_do_not_stop_the_next_start(data: Path) -> None:
    database = EmbeddedDatabase(data)
    urls = database.start()
    write_row(urls, "kept")
    postmaster = read_postmaster(data / "postgres")
    assert postmaster is not None

    os.kill(postmaster.pid, signal.SIGKILL)
    again = database.start()

    assert read_rows(again) == ["kept"]
    database.stop()


def test_a_stale_pid_file_naming_a_foreign_process_is_ignored(data: Path) -> None:
    with EmbeddedDatabase(data) as urls:
        write_row(urls, "kept")
    pid_file = data / "postgres" / "postmaster.pid"
    pid_file.write_text(f"{os.getppid()}\n{data / 'postgres'}\n1700000000\n5432\n\n127.0.0.1\n\nready\n")

    with EmbeddedDatabase(data) as urls:
        assert read_rows(urls) == ["kept"]


def test_a_half_made_cluster_is_never_taken_for_a_whole_one(data: Path) -> None:
    (data / "postgres-new-killed" / "cluster").mkdir(parents=True)
    (data / "postgres-new-killed" / "cluster" / "PG_VERSION").write_text("18\n")

    with EmbeddedDatabase(data) as urls:
        write_row(urls, "kept")
        assert read_rows(urls) == ["kept"]
        assert not list(data.glob("postgres-new-*"))


def test_a_second_owner_is_refused_and_the_first_goes_on(data: Path) -> None:
    with EmbeddedDatabase(data) as urls:
        with pytest.raises(EmbeddedDatabaseError) as caught:
            EmbeddedDatabase(data).start()

        assert caught.value.code is EmbeddedDatabaseFault.IN_USE
        write_row(urls, "kept")
        assert running_urls(data) == urls


def test_running_urls_are_none_when_nobody_owns_the_folder(data: Path) -> None:
    assert running_urls(data) is None

    with EmbeddedDatabase(data):
        pass

    assert running_urls(data) is None


def test_nobody_connects_with_a_wrong_password_even_as_the_same_user(data: Path) -> None:
    with EmbeddedDatabase(data) as urls:
        postmaster = read_postmaster(data / "postgres")
        assert postmaster is not None
        for host in (str(data / "postgres-socket"), "127.0.0.1"):
            with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
                psycopg.connect(host=host, port=postmaster.port, user="sprava_app", dbname="sprava", password="guess")
        assert (data / "postgres-passwords.json").stat().st_mode & 0o077 == 0
        assert (data / "postgres-socket").stat().st_mode & 0o077 == 0
        assert "@" in urls.app


def test_lost_passwords_are_made_anew(data: Path) -> None:
    with EmbeddedDatabase(data) as urls:
        write_row(urls, "kept")
    (data / "postgres-passwords.json").unlink()

    with EmbeddedDatabase(data) as again:
        assert again.owner != urls.owner
        assert read_rows(again) == ["kept"]


def test_a_path_too_long_for_a_socket_is_served_on_loopback(data: Path) -> None:
    deep = data / ("long" * 20) / ("path" * 10)

    with EmbeddedDatabase(deep) as urls:
        assert "@127.0.0.1:" in urls.app
        write_row(urls, "kept")
        assert read_rows(urls) == ["kept"]


@pytest.mark.parametrize("name", ["two words", "a+b", "Müller", "100% %20", "a?b&c=d#e'f\"g\\h", "дані"])
def test_a_folder_of_any_name_is_found_by_libpq_sqlalchemy_and_the_worker(data: Path, name: str) -> None:
    host = f"{data}/{name}/postgres-socket"
    url = address(role="sprava_app", password="a b+c", database="sprava", host=host, port=5433)

    for read in (conninfo_to_dict(libpq(url)), make_url(url).translate_connect_args() | make_url(url).query):
        assert read["host"] == host
        assert read["password"] == "a b+c"
        assert str(read["port"]) == "5433"


def test_a_town_works_in_a_folder_with_a_space_a_plus_and_an_umlaut(data: Path) -> None:
    with EmbeddedDatabase(data / "Müller 100%") as urls:
        assert "postgres-socket" in urls.app
        write_row(urls, "kept")
        assert upgrade(urls.owner).is_current
        engine = create_engine(urls.app, poolclass=NullPool)
        with engine.connect() as connection:
            assert connection.scalar(text("SELECT 1")) == 1
        JobQueue(urls.app, lambda _: None).run(wait=False, signals=False)
        assert read_rows(urls) == ["kept"]


@pytest.mark.parametrize(
    ("role", "superuser", "bypasses"),
    [
        ("app", False, False),
        ("owner", False, False),
        ("keeper", False, False),
        ("reader", False, False),
        ("backup", False, True),
    ],
)
def test_roles_have_no_more_power_than_their_name_says(
    database_server: DatabaseUrls, role: str, superuser: bool, bypasses: bool
) -> None:
    with psycopg.connect(libpq(getattr(database_server, role))) as connection:
        row = connection.execute(
            "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = current_user"
        ).fetchone()

    assert row == (superuser, bypasses, False, False)


@pytest.mark.parametrize("role", ["app", "keeper", "reader", "backup"])
def test_only_the_owner_may_make_tables(database_server: DatabaseUrls, role: str) -> None:
    with (
        psycopg.connect(libpq(getattr(database_server, role))) as connection,
        pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.errors.ReadOnlySqlTransaction)),
    ):
        connection.execute("CREATE TABLE mine (n int)")


def test_cyrillic_letters_change_case(database_server: DatabaseUrls) -> None:
    with psycopg.connect(libpq(database_server.app)) as connection:
        assert connection.execute("SELECT lower('ҐЄІЇ'), upper('ґєії')").fetchone() == ("ґєії", "ҐЄІЇ")


def test_personal_data_of_a_failed_statement_stays_out_of_the_server_log(data: Path) -> None:
    with EmbeddedDatabase(data) as urls, psycopg.connect(libpq(urls.owner), autocommit=True) as connection:
        connection.execute("CREATE TABLE person (phone text PRIMARY KEY)")
        connection.execute("INSERT INTO person VALUES ('+380501112233')")
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute("INSERT INTO person VALUES ('+380501112233')")

    log = (data / "postgres.log").read_text(encoding="utf-8")
    assert "duplicate key" in log
    assert "380501112233" not in log


def start_in_another_process(data: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", RUN_UNTIL_KILLED, str(data)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process
