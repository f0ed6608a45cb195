"""Every shipped service stands in the catalogue, and whoever fills its form in gets a case: over the real database."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from runtime.publishing import examine_root, publish
from tests.given import DEFINITIONS
from tests.town_hall import TownHall
from workflow.definition.definition_files import read_folder
from workflow.definition.load import load_files
from workflow.definition.model import Definition, FieldType, Kind
from workflow.definition.shared_parts import read_shared_parts
from workflow.rehearsal.made_up import made_up_applicant
from workflow.rehearsal.scenario import StepKind
from workflow.rehearsal.scenario_file import read_scenario

FOLDERS = sorted(path.parent for path in DEFINITIONS.glob("*/request_type.yaml"))
INNER = {Kind.CORRESPONDENCE, Kind.INTERNAL, Kind.ORDER}
UPLOADS = {FieldType.PHOTO, FieldType.PHOTOS, FieldType.FILE, FieldType.FILES}


@pytest.fixture(scope="module")
def everything(town_hall: TownHall) -> TownHall:
    """The town with every shipped definition published."""
    for found in examine_root(DEFINITIONS):
        assert publish(town_hall.runtime, 1, found).mistakes == ()
    return town_hall


def _definition(folder: Path) -> Definition:
    return load_files(read_folder(folder), read_shared_parts(DEFINITIONS / "_shared").files)[0]


SHIPPED = [one for one in map(_definition, FOLDERS) if one.kind not in INNER]
PUBLIC = [one for one in SHIPPED if one.applicant.filed_by == "anyone"]
BY_STAFF = [one for one in SHIPPED if one.applicant.filed_by == "staff"]


def _filing(definition: Definition) -> dict[str, Any]:
    """The form of the first scenario that begins well, as a citizen gives it, without photos and files."""
    for path in sorted((DEFINITIONS / definition.request_type / "scenarios").glob("*.yaml")):
        step = read_scenario(path.read_bytes()).steps[0]
        if step.kind is not StepKind.OPEN or (step.then is not None and step.then.is_refusal):
            continue
        asked = {one.name for one in definition.asked_of_citizens().form if one.type not in UPLOADS}
        filing: dict[str, Any] = {
            "request_type": definition.request_type,
            "form": {name: value for name, value in step.given.items() if name in asked},
            "applicant": {**made_up_applicant(definition), **step.applicant},
            "channel": "page",
        }
        return filing | ({"representative": dict(step.representative)} if step.representative else {})
    raise LookupError(f"no scenario of {definition.request_type} opens a case")


def test_the_catalogue_shows_every_service(everything: TownHall) -> None:
    listed = everything.visitor().get("/api/v1/request-types").get_json()["items"]

    assert {one["id"] for one in listed} == {one.request_type for one in PUBLIC}


@pytest.mark.parametrize("definition", PUBLIC, ids=lambda one: one.request_type)
def test_a_citizen_files_it(everything: TownHall, definition: Definition) -> None:
    answer = everything.visitor().post("/api/v1/cases", json=_filing(definition))

    assert answer.status_code == 201, answer.text
    shown = everything.visitor().get(f"/api/v1/cases/{answer.get_json()['reference']}")
    assert shown.status_code == 401
    staff = everything.signed_in("registrar").get(f"/cases/{answer.get_json()['reference']}").get_json()
    assert (staff["request_type"], staff["state"]) == (definition.request_type, definition.initial.name)


@pytest.mark.parametrize("definition", BY_STAFF, ids=lambda one: one.request_type)
def test_what_only_staff_begin_a_citizen_does_not_file(everything: TownHall, definition: Definition) -> None:
    filing = _filing(definition)

    assert everything.visitor().post("/api/v1/cases", json=filing).status_code == 403
    answer = everything.signed_in("registrar").post("/cases", filing | {"channel": "phone"})
    assert answer.status_code == 201, answer.text
