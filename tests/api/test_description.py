"""The API describes itself, completely and without help from others."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from tests.api.openapi_snapshot import SNAPSHOT, described
from tests.town_hall import TownHall

CONTRACT = """
POST /session · GET /session · DELETE /session · GET /request-types · GET /request-types/{identifier} · POST /attachments
POST /cases · GET /cases · GET /cases/{reference} · GET /cases/{reference}/deadlines · GET /cases/{reference}/transitions
POST /cases/{reference}/transitions · GET /cases/{reference}/history · GET /cases/{reference}/resolutions
POST /cases/{reference}/resolutions · POST /cases/{reference}/resolution-drafts · POST /resolutions/{resolution}/reports
POST /resolutions/{resolution}/extension-requests · POST /resolutions/{resolution}/extension
POST /resolutions/{resolution}/acceptance · POST /resolutions/{resolution}/return · POST /resolutions/{resolution}/recall
POST /resolutions/{resolution}/resolutions · GET /cases/{reference}/documents · GET /documents/{document}
POST /documents/{document}/opening · GET /documents/{document}/content · POST /documents/{document}/signatures
POST /signing-sessions · POST /documents/{document}/signatures/prepare · POST /documents/{document}/signatures/complete
POST /documents/{document}/return · POST /documents/{document}/void · POST /verifications · GET /verifications/{code}
GET /work-queue · GET /messages · GET /substitutions · POST /substitutions · GET /status/{token}
POST /status/{token}/code · POST /status/{token}/unlock · POST /status/{token}/transitions · GET /calendars/{identifier}/slots
POST /calendars/{identifier}/holds · GET /statistics
"""
"""The first issue's rows of the surface clients rely on."""


@pytest.fixture(scope="module")
def description() -> dict[str, Any]:
    return described()


def test_the_surface_is_what_was_agreed(description: dict[str, Any]) -> None:
    agreed = json.loads(SNAPSHOT.read_text(encoding="utf-8"))

    assert description == agreed, "a wanted change? python -m tests.api.openapi_snapshot"


def test_every_row_of_the_contract_is_described(description: dict[str, Any]) -> None:
    made = {
        f"{method.upper()} {path.removeprefix('/api/v1')}"
        for path, operations in description["paths"].items()
        for method in operations
        if method in ("get", "post", "delete")
    }

    assert {row.strip() for row in re.split("[·\n]", CONTRACT) if row.strip()} <= made


def test_every_reference_leads_somewhere(description: dict[str, Any]) -> None:
    text = json.dumps(description)

    for reference in set(re.findall(r'"\$ref": "#/([^"]+)"', text)):
        place: Any = description
        for step in reference.split("/"):
            place = place[step]


def test_every_operation_says_what_it_does_for_whom_and_how_it_fails(description: dict[str, Any]) -> None:
    for path, operations in description["paths"].items():
        for method, operation in operations.items():
            if method == "parameters":
                continue
            assert operation.get("summary"), (method, path)
            assert operation["x-policy"]
            assert {"default", "429", "503"} <= operation["responses"].keys()
            assert ("404" in operation["responses"]) == ("{" in path)
            assert ("412" in operation["responses"]) == (method == "post" and "/cases/{reference}/" in path)


def test_every_default_is_a_value_that_may_be_sent(description: dict[str, Any]) -> None:
    for name, schema in description["components"]["schemas"].items():
        for member, value in schema.get("properties", {}).items():
            if isinstance(value.get("default"), str):
                assert len(value["default"]) >= value.get("minLength", 0), (name, member)


def test_every_text_that_comes_in_is_bounded(description: dict[str, Any]) -> None:
    taken = {
        name: schema for name, schema in description["components"]["schemas"].items() if _is_taken(name, description)
    }

    assert len(taken) > 10
    for name, schema in taken.items():
        for member, value in schema["properties"].items():
            kinds = value.get("type", [])
            if "string" in ([kinds] if isinstance(kinds, str) else kinds) and "enum" not in value:
                assert {"maxLength", "format", "pattern"} & set(value) or member in ("due", "from", "to"), (
                    name,
                    member,
                )
            if kinds == "array" and name != "TransitionTaken":
                assert "maxItems" in value, (name, member)


def _is_taken(name: str, description: dict[str, Any]) -> bool:
    bodies = json.dumps(
        [
            operation.get("requestBody", {})
            for operations in description["paths"].values()
            for method, operation in operations.items()
            if method != "parameters"
        ]
    )
    return f'schemas/{name}"' in bodies or name in ("PersonTaken", "RepresentativeTaken", "Order", "ExecutorTaken")


def test_the_page_needs_nothing_from_others(town_hall: TownHall) -> None:
    page = town_hall.visitor().get("/api/docs")
    with town_hall.visitor().get("/api/docs/api_docs.css") as style:
        sheet = style.get_data(as_text=True)

    assert (page.status_code, page.mimetype) == (200, "text/html")
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", page.text)
    assert "<script" not in page.text
    assert "style=" not in page.text
    assert "/api/v1/cases/{reference}/transitions" in page.text
    assert "summary" in sheet
    assert "url(" not in sheet
