"""A definition with a mistake is refused and seen; the town's other definitions are put in force all the same."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from runtime import publishing
from runtime.cli import main
from runtime.cli_commands import definition_publishing
from runtime.database_urls import DatabaseUrls
from runtime.demo.founding import publish_shipped
from runtime.doctor import Health, examine
from runtime.publishing import KIND, examine_root, show
from runtime.settings import load
from store.queries.incidents import open_incidents
from tests.another_version import shipped_version
from tests.town_hall import DEFINITIONS, OFFERED, TownHall, a_town
from workflow.definition.published import read_published
from workflow.definition.shared_parts import SharedParts, read_shared_parts


@pytest.fixture
def hall(fresh_database_urls: DatabaseUrls, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TownHall]:
    with a_town(fresh_database_urls, tmp_path_factory.mktemp("papers")) as made:
        yield made


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of those shipped definitions that the town has, each raised to a version that is not in force yet."""
    copy = tmp_path / "definitions"
    others = {one.name for one in DEFINITIONS.iterdir() if one.is_dir()} - {"_shared", *OFFERED}
    shutil.copytree(DEFINITIONS, copy, ignore=shutil.ignore_patterns("PUBLISHED", "fonts", *others))
    for file in copy.glob("*/request_type.yaml"):
        _change(file, f"\nversion: {shipped_version(file.parent.name)}", "\nversion: 7")
    return copy


def _change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def _spoil(root: Path) -> None:
    _change(root / "road_defect" / "request_type.yaml", "to: routed", "to: nowhere")


def _in_force(hall: TownHall) -> dict[str, int]:
    answer = hall.visitor().get("/api/v1/request-types").get_json()
    return {one["id"]: one["version"] for one in answer["items"]}


def _refused(hall: TownHall) -> list[str]:
    with hall.runtime.database.reading(1) as look:
        return [str(one.data["definition"]) for one in open_incidents(look) if one.kind == KIND]


def test_a_start_with_one_mistake_publishes_the_others_and_shows_the_refused_one(hall: TownHall, root: Path) -> None:
    # given
    _spoil(root)
    # when
    publish_shipped(hall.runtime, root)
    # then
    assert _in_force(hall) == {
        "mayor_reception": 7,
        "road_defect": shipped_version("road_defect"),
        "street_renaming_certificate": 7,
    }
    assert _refused(hall) == ["road_defect"]
    incidents = hall.signed_in("admin").get("/incidents").get_json()["items"]
    told = next(one for one in incidents if one["kind"] == KIND)
    assert told["reason"] == "definition_refused"
    # when it is mended
    _change(root / "road_defect" / "request_type.yaml", "to: nowhere", "to: routed")
    show(hall.runtime, 1, examine_root(root))
    # then
    assert _refused(hall) == []


def test_what_definitions_share_is_read_once_for_all_of_them(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Path] = []

    def counted(folder: Path) -> SharedParts:
        read.append(folder)
        return read_shared_parts(folder)

    monkeypatch.setattr(publishing, "read_shared_parts", counted)

    found = examine_root(root)

    assert len(read) == 1
    assert [one.mistakes for one in found if one.definition is None] == []
    assert len(found) > 1


def test_yaml_that_cannot_be_read_at_all_holds_up_nobody(hall: TownHall, root: Path) -> None:
    (root / "road_defect" / "request_type.yaml").write_bytes(b"a: &a [*a]\n\xff")
    found = {one.name: one.mistakes for one in examine_root(root)}
    assert found["road_defect"]
    assert not found["mayor_reception"]


def test_a_published_bundle_that_cannot_be_read_is_left_out_and_the_others_are_offered(
    hall: TownHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given: what newer code makes of an old bundle
    definitions = hall.runtime.application.definitions
    spoilt = definitions.current(1, "road_defect").digest
    monkeypatch.delitem(definitions._parsed, spoilt)  # type: ignore[attr-defined]
    sound = definitions._load  # type: ignore[attr-defined]
    monkeypatch.setattr(
        definitions, "_load", lambda content: sound(content if b"road_defect" not in content else b"{}")
    )
    # then
    assert set(_in_force(hall)) == {"mayor_reception", "street_renaming_certificate"}
    assert hall.visitor().get("/api/v1/request-types/mayor_reception").status_code == 200


def test_the_doctor_names_a_refused_definition(root: Path, tmp_path: Path) -> None:
    _spoil(root)
    found = examine(load({"SPRAVA_DATA": str(tmp_path)}), definitions=root)
    bad = next(one for one in found if one.subject == "definition road_defect")
    assert bad.health is Health.BROKEN
    assert bad.found.startswith("refused: ")
    assert bad.remedy == f"sprava definitions check {root / 'road_defect'}"


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


def test_a_dry_run_says_what_would_happen_and_changes_nothing(
    hall: TownHall, root: Path, publish: Callable[..., Result]
) -> None:
    before = _in_force(hall)
    _change(root / "road_defect" / "request_type.yaml", "version: 7", "version: 9")
    result = publish(root / "road_defect", "--dry-run")
    assert (result.exit_code, result.output) == (0, "road_defect: version 9 would be in force\n")
    assert _in_force(hall) == before


def test_publishing_puts_a_new_version_in_force_and_refuses_an_older_one(
    hall: TownHall, root: Path, publish: Callable[..., Result]
) -> None:
    file = root / "road_defect" / "request_type.yaml"
    _change(file, "version: 7", "version: 20")
    assert publish(root / "road_defect").exit_code == 0
    assert _in_force(hall)["road_defect"] == 20
    # the same files in another checkout, whose record knows nothing of it: the town itself refuses
    (root / "PUBLISHED").unlink()
    _change(file, "version: 20", "version: 19")
    for more in ((), ("--dry-run",)):
        result = publish(root / "road_defect", *more)
        assert result.exit_code == 1
        assert "a greater version is in force already" in result.output
    _change(file, "version: 19", "version: 20")
    _change(file, "title: ", "title: Інша ")
    result = publish(root / "road_defect")
    assert "says something else" in result.output


def test_what_was_published_is_noted_and_changes_only_under_the_next_number(
    hall: TownHall, root: Path, publish: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    record, file = root / "PUBLISHED", root / "road_defect" / "request_type.yaml"
    # when
    assert publish(root / "road_defect", "--dry-run").exit_code == 0
    assert not record.exists()
    assert publish(root / "road_defect").exit_code == publish(root / "road_defect").exit_code == 0
    # then
    digest = hall.runtime.application.definitions.current(1, "road_defect").digest
    assert read_published(record.read_text(encoding="utf-8")) == {"road_defect": {7: digest}}
    assert record.read_text(encoding="utf-8").count("road_defect") == 1
    assert record.read_text(encoding="utf-8").startswith("# Every version")
    # when its files change, and keep the number
    _change(file, "title: ", "title: Інша ")
    result = publish(root / "road_defect")
    assert result.exit_code == 1
    assert "published_changed" in result.output
    checked = CliRunner().invoke(main, ["definitions", "check", str(root / "road_defect")])
    assert checked.exit_code == 1
    assert "published_changed" in checked.output
    # when they get the next number, and then an older one
    _change(file, "version: 7", "version: 8")
    assert publish(root / "road_defect").exit_code == 0
    assert set(read_published(record.read_text(encoding="utf-8"))["road_defect"]) == {7, 8}
    _change(file, "version: 8", "version: 6")
    assert "version_not_increased" in publish(root / "road_defect").output
    # when the record cannot be written
    _change(file, "version: 6", "version: 9")
    monkeypatch.setattr(definition_publishing, "note_published", _full)
    result = publish(root / "road_defect")
    # then it is told, and holds up nothing
    assert result.exit_code == 0
    assert "PUBLISHED could not be written (No space left on device)" in result.output
    assert _in_force(hall)["road_defect"] == 9


def _full(*_: object) -> bool:
    raise OSError(28, "No space left on device")


def test_publishing_a_folder_with_a_mistake_tells_line_and_code(root: Path, publish: Callable[..., Result]) -> None:
    _spoil(root)
    result = publish(root / "road_defect")
    assert result.exit_code == 1
    assert "unknown_state" in result.output
    assert "line " in result.output
