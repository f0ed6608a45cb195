"""`sprava clocks explain`, as people and programs call it."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

from runtime.cli import main


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["clocks", "explain", *arguments])


def test_an_appeal_is_explained_as_json() -> None:
    # when
    result = _run("ua_appeals.art_20", "2026-11-23T08:05", "--json")
    # then
    told = json.loads(result.stdout)
    assert result.exit_code == 0
    assert (told["date"], told["deadline"]) == ("2026-12-23", "2026-12-23T22:00:00Z")
    assert [step["why"] for step in told["steps"]] == [
        "Отримано 23.11.2026.",
        "Закон дає один місяць від дня надходження: 23.12.2026.",
        "Це робочий день, тому дата не зсувається.",
    ]


def test_a_pause_and_an_office_may_be_named() -> None:
    # when
    result = _run(
        *("ua_publicinfo.art_20", "2026-11-24T10:19", "--calendar", "service_centre"),
        *("--pause", "2026-11-24T15:30..2026-11-26T11:00", "--json"),
    )
    # then
    assert json.loads(result.stdout)["date"] == "2026-12-03"


def test_people_get_numbered_lines_in_their_language() -> None:
    # when
    result = _run("ua_appeals.art_20", "2026-11-23", "--language", "en")
    # then
    assert result.stdout.splitlines()[:2] == ["2026-12-23  (2026-12-23T22:00:00Z)", "1. Received on 23.11.2026."]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("ua_appeals.art_99", "2026-11-23"), 1, "ua_appeals.art_20"),
        (("ua_appeals.art_20", "2026-11-23", "--calendar", "atlantis"), 1, "service_centre"),
        (("ua_appeals.art_20", "2099-11-23"), 1, "does not know"),
        (("ua_appeals.art_20", "yesterday"), 2, "start"),
        (("ua_appeals.art_20", "2026-11-23", "--pause", "2026-11-24"), 2, "pause"),
    ],
)
def test_what_cannot_be_explained_is_refused_in_words(arguments: tuple[str, ...], code: int, said: str) -> None:
    # when
    result = _run(*arguments)
    # then
    assert result.exit_code == code
    assert said in result.stderr
