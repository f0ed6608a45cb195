"""`sprava history verify`, `documents verify` and `documents check` say what is sound, and find what is not."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner, Result

from documents.storage.bucket_address import BucketAddress
from runtime.cli import main
from runtime.clock import SystemClock
from runtime.database_urls import DatabaseUrls, libpq
from runtime.sealer import Sealer
from tests.forwarder import a_forwarder
from tests.journeys.stage import KYIV, Stage, raise_curtain
from tests.object_store import ObjectStore

PERSON = {"surname": "Зразкова", "given_name": "Олена", "phone": "050 123 45 67", "contact_by": "link"}
PLACE = {"address": "вул. Лісова, навпроти 8", "street": "вул. Лісова"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Proven:
    """A town with one sealed answer, written to `letter`."""

    stage: Stage
    urls: DatabaseUrls
    letter: Path


@pytest.fixture(scope="module")
def proven(database_urls: DatabaseUrls, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proven]:
    folder = tmp_path_factory.mktemp("town")
    now = SystemClock().now().astimezone(KYIV)  # the commands judge certificates by the real day
    stage = raise_curtain(database_urls, folder, f"{now:%Y-%m-%d %H:%M}")
    number = stage.open("road_defect", {"place": PLACE}, PERSON).reference
    stage.do(number, "route", "dispatcher")
    given = {"grounds": "Дорога приватна.", "about": "Про дорогу"}
    case = stage.do(number, "refuse", "utility_director", given)
    stage.sign("utility_director", case.papers[0].id)
    Sealer(stage.runtime).seal_all()
    letter = folder / "letter.pdf"
    letter.write_bytes(stage.runtime.toolbox.contents.get(1, stage.paper(number).sha256 or ""))
    yield Proven(stage=stage, urls=database_urls, letter=letter)
    stage.runtime.close()


@pytest.fixture
def sprava(proven: Proven, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    settings = proven.stage.runtime.settings
    monkeypatch.setenv("DATABASE_URL", proven.urls.app)
    monkeypatch.setenv("SPRAVA_DATA", str(settings.data))
    monkeypatch.setenv("SPRAVA_PUBLIC_URL", settings.public_url)
    monkeypatch.setenv("SPRAVA_DEMO", "1")

    def run(*arguments: object) -> Result:
        return CliRunner().invoke(main, [str(one) for one in arguments])

    return run


def test_a_database_without_a_town_is_told_in_words(
    proven: Proven, sprava: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = proven.urls.for_database("without_a_town")
    with psycopg.connect(libpq(proven.urls.admin), autocommit=True) as connection:
        connection.execute("CREATE DATABASE without_a_town TEMPLATE template0")
        monkeypatch.setenv("DATABASE_URL", empty.app)
        answer = sprava("history", "verify")
        connection.execute("DROP DATABASE without_a_town WITH (FORCE)")

    assert (answer.exit_code, "no town in this database yet" in answer.stderr) == (2, True), answer.output


def test_sound_histories_verify_and_a_changed_row_is_named(proven: Proven, sprava: Callable[..., Result]) -> None:
    # when
    sound = sprava("history", "verify")
    # then
    assert sound.exit_code == 0, sound.output
    assert "1 cases" in sound.output
    assert "1 seals" in sound.output
    assert "0 breaks" in sound.output
    # when: whoever owns the table changes one word
    with psycopg.connect(libpq(proven.urls.admin), autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        before = connection.execute("SELECT actor FROM history WHERE sequence = 2").fetchone()
        assert before is not None
        connection.execute("UPDATE history SET actor = 'staff:mayor' WHERE sequence = 2")
        broken = sprava("history", "verify")
        connection.execute("UPDATE history SET actor = %s WHERE sequence = 2", before)
    # then
    assert broken.exit_code == 1
    assert "event 2: hash" in broken.output


def test_our_own_letter_is_authentic_and_a_changed_one_is_not(
    proven: Proven, sprava: Callable[..., Result], tmp_path: Path
) -> None:
    told = sprava("documents", "verify", proven.letter, "--json")
    assert told.exit_code == 0, told.output
    assert json.loads(told.stdout)["verdict"] == "authentic"
    forged = tmp_path / "forged.pdf"
    forged.write_bytes(proven.letter.read_bytes() + b"\n% and more\n")
    assert sprava("documents", "verify", forged).exit_code == 1


def test_a_letter_is_judged_without_a_database_by_an_exported_trust_list(
    proven: Proven, sprava: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given
    exported = tmp_path / "trust"
    shutil.copytree(proven.stage.runtime.settings.data / "trust", exported)
    (tmp_path / "nobody").mkdir()
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody:nothing@127.0.0.1:1/nowhere")
    # then
    told = sprava("documents", "verify", proven.letter, "--trust", exported, "--json")
    assert (told.exit_code, json.loads(told.stdout)["reasons"]) == (0, ["valid_signatures"])
    assert sprava("documents", "verify", proven.letter, "--trust", tmp_path / "nobody").exit_code == 1


def test_a_lost_paper_is_named(proven: Proven, sprava: Callable[..., Result]) -> None:
    assert sprava("documents", "check").exit_code == 0
    sha256 = proven.stage.runtime.toolbox.contents.put(1, proven.letter.read_bytes())
    path = proven.stage.runtime.settings.data / "documents" / "1" / sha256[:2] / sha256
    moved = path.rename(proven.letter.with_name("moved"))
    lost = sprava("documents", "check")
    moved.rename(path)
    assert lost.exit_code == 1
    assert f"municipality 1, {sha256}" in lost.output


def test_a_town_moves_into_a_bucket_and_back_and_every_paper_is_checked_there(
    proven: Proven,
    sprava: Callable[..., Result],
    object_store: ObjectStore,
    bucket: BucketAddress,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # given
    assert sprava("documents", "move-to", "bucket").exit_code == 2
    for name, value in object_store.environment(bucket).items():
        monkeypatch.setenv(name, value)
    # then: a bucket that holds nothing yet lacks every paper
    assert "not_stored: paper" in sprava("documents", "check").output
    # when
    moved = sprava("documents", "move-to", "bucket", "--remove")
    # then
    assert moved.exit_code == 0, moved.output
    assert list((proven.stage.runtime.settings.data / "documents" / "1").rglob("*.pdf")) == []
    checked = sprava("documents", "check")
    assert (checked.exit_code, "0 faults" in checked.output) == (0, True), checked.output
    assert sprava("documents", "verify", proven.letter).exit_code == 0
    # when: back again
    back = sprava("documents", "move-to", "files", "--remove")
    monkeypatch.delenv("BUCKET_URL")
    # then
    assert back.exit_code == 0, back.output
    assert "0 copied" not in back.output
    assert sprava("documents", "check").exit_code == 0


def test_a_check_of_a_bucket_that_is_away_calls_no_paper_lost(
    sprava: Callable[..., Result],
    object_store: ObjectStore,
    bucket: BucketAddress,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with a_forwarder(object_store.port) as wire:
        for name, value in object_store.environment(bucket, port=wire.port).items():
            monkeypatch.setenv(name, value)
        wire.cut()
        told = sprava("documents", "check")
    assert told.exit_code == 1
    assert "not_stored" not in told.output
    assert "storage_unavailable" in told.output


def test_without_an_authority_nothing_is_raised(sprava: Callable[..., Result]) -> None:
    told = sprava("documents", "raise")
    assert (told.exit_code, told.output) == (2, "TSA_URL is not set\n")
