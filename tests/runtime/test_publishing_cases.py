"""Publishing says what becomes of running cases: texts go by themselves, the rest is pinned, migrated or refused."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from runtime.cli import main
from runtime.database_urls import DatabaseUrls
from tests.another_version import shipped_version
from tests.api.given import FiledCase, filed
from tests.town_hall import DEFINITIONS, TownHall, a_town

OLD = shipped_version("road_defect")


@pytest.fixture
def hall(fresh_database_urls: DatabaseUrls, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TownHall]:
    with a_town(fresh_database_urls, tmp_path_factory.mktemp("papers")) as made:
        yield made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "definitions" / "road_defect"
    shutil.copytree(DEFINITIONS / "road_defect", copy)
    shutil.copytree(DEFINITIONS / "_shared", copy.parent / "_shared", ignore=shutil.ignore_patterns("fonts"))
    return copy


@pytest.fixture
def publish(
    hall: TownHall, fresh_database_urls: DatabaseUrls, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Result]:
    monkeypatch.setenv("DATABASE_URL", fresh_database_urls.app)
    monkeypatch.setenv("SPRAVA_DATA", str(hall.runtime.settings.data))
    monkeypatch.setenv("SPRAVA_DEMO", "1")

    def run(*arguments: object) -> Result:
        return CliRunner().invoke(main, ["definitions", "publish", *map(str, arguments)])

    return run


def rewrite(folder: Path, version: int, *changes: tuple[str, str]) -> None:
    file = folder / "request_type.yaml"
    text = file.read_text(encoding="utf-8")
    was = next(line for line in text.splitlines() if line.startswith("version: "))
    for old, new in ((was, f"version: {version}"), *changes):
        assert old in text, old
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")


def version_of(hall: TownHall, one: FiledCase) -> int:
    return hall.runtime.toolbox.records.case_by_reference(1, one.reference).definition_version


def test_texts_go_by_themselves_and_anything_else_as_it_is_decided(
    hall: TownHall, folder: Path, publish: Callable[..., Result], tmp_path: Path
) -> None:
    # given
    case = filed(hall)
    hall.work()
    plan = tmp_path / "plan.yaml"

    # texts alone: the case comes along
    rewrite(folder, OLD + 1, ("title: Отримано,", "title: Одержано,"))
    tried = publish(folder, "--dry-run")
    assert f"cases under version {OLD} would come along" in tried.output
    assert "text      state registered, title: Отримано → Одержано" in tried.output
    done = publish(folder)
    assert (done.exit_code, version_of(hall, case)) == (0, OLD + 1), done.output
    assert "moved 1, left 0, put off 0" in done.output

    # a term: the case stays, and the dry run says so
    rewrite(folder, OLD + 2, ("length: 10, unit: working_day", "length: 7, unit: working_day"))
    tried = publish(folder, "--dry-run")
    assert f"cases under version {OLD + 1} would stay with it" in tried.output
    assert "behaviour clock service, length: 10 → 7" in tried.output
    assert (publish(folder).exit_code, version_of(hall, case)) == (0, OLD + 1)

    # a plan that refuses the change publishes nothing
    rewrite(folder, OLD + 3)
    plan.write_text('changes: {"clock service, length": refuse}\n', encoding="utf-8")
    refused = publish(folder, "--plan", plan)
    assert (refused.exit_code, "the plan refuses it: clock service, length" in refused.output) == (1, True)

    # nor does one with mistakes: all of them are told
    plan.write_text(
        'changes: {"clock nothing, length": migrate}\ndefault: migrate\nstates: {nowhere: routed}\n', encoding="utf-8"
    )
    refused = publish(folder, "--plan", plan, "--dry-run")
    assert refused.exit_code == 1
    for words in (
        "what does not change: clock nothing, length",
        "says no reason",
        "plan's states.nowhere: unknown_state",
    ):
        assert words in refused.output, refused.output
    plan.write_text("changes: {x: perhaps}\ndefalt: pin\n", encoding="utf-8")
    wrong = publish(folder, "--plan", plan)
    assert wrong.exit_code == 2
    assert "line 1, changes.x" in wrong.output
    assert "line 2, defalt" in wrong.output

    # one that migrates it brings the case along
    plan.write_text('changes: {"clock service, length": migrate}\nreason: Коротший строк\n', encoding="utf-8")
    done = publish(folder, "--plan", plan)
    assert (done.exit_code, version_of(hall, case)) == (0, OLD + 3), done.output

    # a legal term that would be lost holds the publication back, whatever the plan
    law = next(
        line
        for line in (folder / "request_type.yaml").read_text(encoding="utf-8").splitlines()
        if line.startswith("  answer:  ")
    )
    rewrite(folder, OLD + 4, (law, law.replace("law: ua_appeals.art_20", "length: 60, unit: calendar_day")))
    plan.write_text("default: migrate\nreason: Довший строк\n", encoding="utf-8")
    refused = publish(folder, "--plan", plan)
    assert refused.exit_code == 1
    assert "The legal term “answer” would disappear (1: " in refused.output
    catalogue = hall.visitor().get("/api/v1/request-types/road_defect").get_json()
    assert (catalogue["version"], version_of(hall, case)) == (OLD + 3, OLD + 3)
