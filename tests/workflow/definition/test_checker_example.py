"""The example of the definition language is sound, and every single slip in it is found."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from runtime.checker_tools import checker_tools
from tests.workflow.definition.checked import EXAMPLE, ROOT, changed
from workflow.definition.check_paths import Report, check_paths
from workflow.definition.schema import read
from workflow.definition.yaml_source import load

SHIPPED = ROOT / "definitions"


def checked(*paths: Path) -> Report:
    return check_paths(paths, shipped=SHIPPED, tools=checker_tools())


def test_the_example_alone_is_silent(tmp_path: Path) -> None:
    lone = tmp_path / "example.yaml"
    lone.write_text(EXAMPLE, encoding="utf-8")

    report = checked(lone)

    assert report.findings == ()
    assert report.exit_code == 0


def test_the_example_is_silent_under_the_name_of_a_folders_file(tmp_path: Path) -> None:
    lone = tmp_path / "request_type.yaml"
    lone.write_text(EXAMPLE, encoding="utf-8")

    assert checked(lone).findings == ()


def test_the_example_as_a_folder_lacks_only_its_templates(tmp_path: Path) -> None:
    folder = tmp_path / "road_defect"
    folder.mkdir()
    (folder / "request_type.yaml").write_text(EXAMPLE, encoding="utf-8")

    assert [(one.code, one.path) for one in checked(folder).findings] == [
        ("missing_file", "documents.answer_letter.template"),
        ("missing_file", "documents.forwarding_letter.template"),
    ]


def test_the_shipped_example_says_what_the_contract_says() -> None:
    """What the shipped road defect adds are titles, labels and inputs; nothing of the example is changed."""
    example = load(EXAMPLE).tree
    shipped = load((SHIPPED / "road_defect" / "request_type.yaml").read_bytes()).tree

    assert _lacking(example, shipped, "") == []


def _lacking(wanted: object, given: object, path: str) -> list[str]:
    if isinstance(wanted, dict) and isinstance(given, dict):
        return [
            found
            for key, inner in wanted.items()
            for found in ([f"{path}.{key}"] if key not in given else _lacking(inner, given[key], f"{path}.{key}"))
        ]
    if isinstance(wanted, list) and isinstance(given, list) and all(isinstance(one, dict) for one in wanted):
        pairs = zip(wanted, given, strict=False)
        missing = [path] if len(given) < len(wanted) else []
        return missing + [found for one, other in pairs for found in _lacking(one, other, f"{path}[]")]
    return [] if wanted == given else [path]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("initial: true, ", ""), "no_initial_state"),
        (("on_expiry: {fire: no_reply}", "on_expiry: {escalate: mayor}"), "only_outsiders"),
        (("when: {applicant: has_address}, ", ""), "law_needs_identity"),
        (("guards: [has_place]", "guards: [has_plase]"), "unknown_guard"),
        (("reopens: true, ", ""), "final_with_exit"),
        (("outcome: satisfied, effects", "effects"), "outcome_missing"),
        (("{field: grounds, type: text, required: true}", "{field: grounds, type: text}"), "refusal_without_reason"),
        (("      citizen: \"Роботу зроблено, директор перевіряє.\"", ""), "missing_citizen_text"),
        (("label: \"Що саме?\", max: 4000, personal: true", "label: \"Що саме?\", personal: true, public: true"), "leaks_personal_field"),
        (("filing: {index: \"02-21\", keep: 5 years} ", ""), "no_filing"),
    ],
)  # fmt: skip
def test_a_slip_in_the_example_is_found(tmp_path: Path, change: tuple[str, str], code: str) -> None:
    lone = tmp_path / "example.yaml"
    lone.write_text(changed(EXAMPLE, change), encoding="utf-8")

    assert code in {one.code for one in checked(lone).findings}


def test_a_hundred_definitions_are_checked_in_under_five_seconds(tmp_path: Path) -> None:
    letter = "<p>{{ number }} {{ form.place }} {{ inputs.report }}</p>"
    for number in range(100):
        folder = tmp_path / f"road_defect_{number}"
        (folder / "templates").mkdir(parents=True)
        text = EXAMPLE.replace("request_type: road_defect ", f"request_type: road_defect_{number} ")
        (folder / "request_type.yaml").write_text(text, encoding="utf-8")
        for name in ("answer_letter", "forwarding_letter"):
            (folder / "templates" / f"{name}.html").write_text(letter, encoding="utf-8")

    began = time.process_time()
    report = checked(tmp_path)

    assert report.checked == 100
    assert report.findings == ()
    assert time.process_time() - began < 5


def test_a_root_is_every_folder_in_it_but_the_shared_ones(tmp_path: Path) -> None:
    (tmp_path / "_shared" / "law").mkdir(parents=True)
    (tmp_path / "leaf_fall").mkdir()

    report = checked(tmp_path)

    assert [(one.code, one.definition) for one in report.findings] == [("missing_file", "leaf_fall")]


def test_shared_parts_beside_the_path_come_before_the_shipped_ones(tmp_path: Path) -> None:
    (tmp_path / "_shared" / "law").mkdir(parents=True)
    lone = tmp_path / "example.yaml"
    lone.write_text(EXAMPLE, encoding="utf-8")

    assert {one.code for one in checked(lone).findings} == {"unknown_law"}


@pytest.mark.parametrize("name", ["nowhere.yaml", "nowhere", "empty", "picture.png"])
def test_what_cannot_be_read_is_no_finding_but_exit_code_two(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")

    report = checked(tmp_path / name)

    assert report.exit_code == 2
    assert report.findings == ()


def test_the_model_keeps_all_the_example_says() -> None:
    definition = read(load(EXAMPLE).tree).definition

    assert [one.name for one in definition.transitions][:3] == ["route", "instruct", "ask"]
    assert definition.transition("forward", "routed") is definition.transition("forward", "registered")
    assert definition.clocks["routing"].on_expiry is not None
    assert definition.filing is not None
    assert definition.filing.keep is not None
    assert definition.initial.name == "registered"
