"""`sprava town found`: a real town out of a file, where a citizen can file at once."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from runtime.app import build_app
from runtime.boot import boot
from runtime.cli import main
from runtime.clock import VirtualClock
from runtime.database_urls import DatabaseUrls
from runtime.settings import load
from store.queries.staff import all_staff
from store.queries.towns import town_of
from tests.api.given import POTHOLE
from tests.town_hall import MONDAY
from workflow.definition.model import Period

DOCUMENTED = (Path(__file__).parents[2] / "docs" / "operations" / "founding.md").read_text(encoding="utf-8")
FILE = re.findall(r"```yaml\n(.*?)```", DOCUMENTED, re.DOTALL)[0]
SECRET = secrets.token_urlsafe(48)

Found = Callable[[str], Result]


@pytest.fixture
def environment(fresh_database_urls: DatabaseUrls, tmp_path: Path) -> dict[str, str]:
    return {
        "DATABASE_URL": fresh_database_urls.app,
        "SPRAVA_DATA": str(tmp_path / "data"),
        "SPRAVA_DEMO": "0",
        "SPRAVA_SECRET_KEY": SECRET,
        "SPRAVA_PUBLIC_URL": "https://sprava.example.org",
    }


@pytest.fixture
def found(environment: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Found:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    def run(text: str) -> Result:
        file = tmp_path / "town.yaml"
        file.write_text(text, encoding="utf-8")
        return CliRunner().invoke(main, ["town", "found", str(file)])

    return run


def test_a_founded_town_takes_a_case_and_has_nobody_but_its_administrator(
    found: Found, environment: dict[str, str]
) -> None:
    # when
    result = found(FILE)
    # then
    assert result.exit_code == 0, result.output
    assert "Founded: Місто Зразкове, 2 departments, 1 services" in result.output
    password = result.output.strip().rpartition(" ")[2]
    runtime = boot(load(environment), clock=VirtualClock(MONDAY))
    try:
        host = "https://sprava.example.org"
        visitor = build_app(runtime).test_client()
        filed = visitor.post("/api/v1/cases", base_url=host, json=POTHOLE)
        assert filed.status_code == 201, filed.text
        assert filed.get_json()["status_url"].startswith(f"{host}/s/")
        signed_in = {"username": "admin", "password": password}
        assert visitor.post("/api/v1/session", base_url=host, json=signed_in).status_code == 200
        with runtime.database.reading(1) as look:
            assert [one.username for one in all_staff(look, active_only=False)] == ["admin"]
            town = town_of(look)
        assert town is not None
        assert (town.name, town.phone, town.streets) == (
            "Місто Зразкове",
            "1580",
            {"вул. Комсомольська": "вул. Лісова"},
        )
        assert [(one.index, one.keep, one.unit, one.article) for one in town.files] == [
            ("02-21", Period(length=5, unit="year"), "utility", "82-б")
        ]
    finally:
        runtime.close()


def test_a_town_is_founded_once(found: Found) -> None:
    assert found(FILE).exit_code == 0

    again = found(FILE)

    assert again.exit_code == 1
    assert "has been founded already" in again.output


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("zone: Europe/Kyiv", "zone: Europe/Nowhere", "Not a time zone"),
        ("unit: utility}", "unit: utilty}", "There is no such department: utilty."),
        ("definitions: [road_defect]", "definitions: [road_defekt]", "There is no such folder: road_defekt."),
        ("office: town_hall", "office: nowhere", "no such calendar"),
        ("host: sprava.example.org", "host: Https://x", "line 2, host"),
        ('phone: "1580"      ', 'fone: "1580"       ', "fone"),
        ("keep: 5 years", "keep: 5 decades", "Not a time such as 5 years."),
        ("unit: utility, article", "unit: utilty, article", "There is no such department: utilty."),
        ("- {id: council_office", "- {id: utility", "Named twice: utility."),
    ],
)
def test_a_mistake_is_told_and_nothing_is_founded(found: Found, old: str, new: str, said: str) -> None:
    assert FILE.count(old) == 1

    refused = found(FILE.replace(old, new))

    assert refused.exit_code == 1, refused.output
    assert said in refused.output
    assert "Founded" not in refused.output
