"""`sprava export xes | ocel` over a real database: the cases asked for, and not a word of anybody's in them."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result

from runtime.cli import main
from runtime.database_urls import DatabaseUrls
from runtime.open_data import COLUMNS, csv_cell
from tests.journeys.stage import Stage, raise_curtain

PERSON = {"surname": "Канарейкова", "given_name": "Зеновія", "phone": "050 765 43 21", "contact_by": "link"}
PLACE = {"address": "вул. Канаркова, навпроти 8", "street": "вул. Канаркова"}
CANARIES = ("Канарейкова", "Зеновія", "7654321", "765 43 21", "Канаркова", "Пташиний", "Співучий", "utility_director@")
NAMESPACE = "{http://www.xes-standard.org/}"


@pytest.fixture(scope="module")
def stage(database_urls: DatabaseUrls, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    made = raise_curtain(database_urls, tmp_path_factory.mktemp("town"), "2026-11-23 08:05")
    number = made.open("road_defect", {"place": PLACE, "note": "Пташиний спів заважає"}, PERSON).reference
    made.do(number, "route", "dispatcher")
    made.do(number, "refuse", "utility_director", {"grounds": "Співучий двір приватний.", "about": "Про Співучий двір"})
    made.at("2026-11-25 09:00")
    made.open("street_lamp", {"place": PLACE, "what": "dark"}, PERSON)
    yield made
    made.runtime.close()


@pytest.fixture
def export(stage: Stage, database_urls: DatabaseUrls, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.setenv("DATABASE_URL", database_urls.app)
    monkeypatch.setenv("SPRAVA_DATA", str(stage.runtime.settings.data))
    monkeypatch.setenv("SPRAVA_PUBLIC_URL", stage.runtime.settings.public_url)
    monkeypatch.setenv("SPRAVA_DEMO", "1")
    return lambda *words: CliRunner().invoke(main, ["export", *(str(one) for one in words)])


def traces(result: Result) -> list[list[str]]:
    assert result.exit_code == 0, result.output
    log = ET.fromstring(result.stdout)
    return [
        [one.attrib["value"] for event in trace.iter(f"{NAMESPACE}event") for one in event if one.attrib["key"] == "concept:name"]
        for trace in log.iter(f"{NAMESPACE}trace")
    ]  # fmt: skip


def test_every_case_is_a_trace_of_its_moves(export: Callable[..., Result]) -> None:
    assert traces(export("xes")) == [["CaseOpened", "route", "refuse"], ["CaseOpened"]]


def test_cases_are_chosen_by_type_and_by_days_of_the_town(export: Callable[..., Result]) -> None:
    assert traces(export("xes", "--type", "street_lamp")) == [["CaseOpened"]]
    assert traces(export("xes", "--from", "2026-11-24")) == [["CaseOpened"]]
    assert traces(export("xes", "--to", "2026-11-23")) == [["CaseOpened", "route", "refuse"]]
    assert traces(export("xes", "--type", "no_such_type")) == []


def test_the_object_centric_log_knows_the_papers_and_clocks(export: Callable[..., Result], tmp_path: Path) -> None:
    file = tmp_path / "log.json"

    assert export("ocel", "-o", file).exit_code == 0

    log = json.loads(file.read_text(encoding="utf-8"))
    kinds = [one["type"] for one in log["objects"]]
    assert kinds.count("case") == 2
    assert kinds.count("document") == 1
    assert kinds.count("clock") >= 3
    assert "Transitioned" in {one["type"] for one in log["events"]}


def test_not_a_word_of_anybody_leaves(export: Callable[..., Result]) -> None:
    for format_ in ("xes", "ocel"):
        said = export(format_).stdout
        assert [one for one in CANARIES if one in said] == []
        assert "staff:" not in said


def test_open_data_are_the_public_register_and_nothing_more(export: Callable[..., Result], tmp_path: Path) -> None:
    folder = tmp_path / "open" / "data"

    assert export("open-data", "-o", folder).exit_code == 0
    assert export("open-data", "-o", folder).exit_code == 0

    assert sorted(one.name for one in folder.iterdir()) == ["cases.csv", "cases.json", "dataset.jsonld"]
    rows = json.loads((folder / "cases.json").read_text(encoding="utf-8"))
    table = list(csv.DictReader((folder / "cases.csv").read_text(encoding="utf-8").splitlines()))
    assert [one["reference"] for one in rows] == [one["reference"] for one in table]
    assert {one["request_type"] for one in rows} == {"road_defect", "street_lamp"}
    assert set(rows[0]) == set(table[0]) == set(COLUMNS)
    described = json.loads((folder / "dataset.jsonld").read_text(encoding="utf-8"))
    assert {one["dct:title"] for one in described["dcat:distribution"]} == {"cases.csv", "cases.json"}
    for file in folder.iterdir():
        said = file.read_text(encoding="utf-8")
        # A street is public, a house and whoever asked are not.
        assert [one for one in CANARIES if one in said and one != "Канаркова"] == []
        assert "навпроти 8" not in said


@pytest.mark.parametrize("words", ['=HYPERLINK("http://x")', "+380", "-1", "@x", "\t=1", " =1", "＝1"])
def test_what_a_table_program_would_run_is_told_as_words(words: str) -> None:
    assert csv_cell(words) == f"'{words}"


def test_days_the_wrong_way_round_and_unknown_towns_are_told(export: Callable[..., Result], tmp_path: Path) -> None:
    wrong = export("xes", "--from", "2026-11-24", "--to", "2026-11-23")
    stranger = export("xes", "--municipality", "999")
    nowhere = export("ocel", "-o", tmp_path / "none" / "log.json")
    no_day = export("xes", "--from", "yesterday")

    assert (wrong.exit_code, stranger.exit_code, nowhere.exit_code, no_day.exit_code) == (2, 2, 2, 2)
    assert "--to is before --from" in wrong.stderr
    assert "--municipality NUMBER" in stranger.stderr
    assert "cannot be written: No such file or directory" in nowhere.stderr
    assert "'yesterday' does not match the format" in no_day.stderr
