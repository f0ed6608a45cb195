"""`sprava addressees` and `sprava town standing-texts`: what they enter is what the town reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from runtime.cli import main
from runtime.database_urls import DatabaseUrls
from store.queries.towns import town_of
from tests.town_hall import TownHall, a_town
from workflow.town import Town

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def hall(database_urls: DatabaseUrls, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TownHall]:
    with a_town(database_urls, tmp_path_factory.mktemp("papers")) as made:
        yield made


@pytest.fixture
def sprava(hall: TownHall, database_urls: DatabaseUrls, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("DATABASE_URL", database_urls.app)
    monkeypatch.setenv("SPRAVA_DATA", str(hall.runtime.settings.data))
    monkeypatch.setenv("SPRAVA_DEMO", "1")
    return lambda *arguments: CliRunner().invoke(main, list(arguments))


def town(hall: TownHall) -> Town:
    with hall.runtime.database.reading(1) as look:
        found = town_of(look)
    assert found is not None
    return found


def test_bodies_are_added_listed_imported_and_removed(hall: TownHall, sprava: Run, tmp_path: Path) -> None:
    # given
    before = {one.id for one in town(hall).addressees}
    assert sprava("addressees", "add", "voda", "--name", "Водоканал", "--about", "вода").exit_code == 0
    file = tmp_path / "bodies.csv"
    file.write_text(
        'id,name,address,email\nvoda,КП «Водоканал»,,\nwrong id,Ніхто,,\nroads,Служба доріг,"вул. Соборна, 1",a@example.org\n',
        encoding="utf-8",
    )
    # when
    told = sprava("addressees", "import", str(file))
    # then: the wrong line is told, the others are entered
    assert (told.exit_code, "line 3: id:" in told.stderr, told.stdout) == (1, True, "Entered: 2 of 3\n")
    names = {one.id: one.name for one in town(hall).addressees}
    assert (set(names), names["voda"]) == (before | {"voda", "roads"}, "КП «Водоканал»")
    # and: what is listed can be read back
    file.write_text(sprava("addressees", "list").stdout, encoding="utf-8")
    assert sprava("addressees", "import", str(file)).exit_code == 0
    # when
    assert sprava("addressees", "remove", "roads").exit_code == 0
    # then
    assert "roads" not in {one.id for one in town(hall).addressees}
    assert sprava("addressees", "remove", "roads").exit_code == 1


def test_standing_texts_of_the_town_come_from_a_file_and_go_back_into_one(
    hall: TownHall, sprava: Run, tmp_path: Path
) -> None:
    # given
    file = tmp_path / "texts.yaml"
    file.write_text('question:\n  - Надішліть фото.\nresolution: ["Оглянути {street}."]\n', encoding="utf-8")
    # when
    assert sprava("town", "standing-texts", str(file)).exit_code == 0
    # then
    wanted = {"question": ("Надішліть фото.",), "resolution": ("Оглянути {street}.",)}
    assert town(hall).standing_texts == wanted
    file.write_text(sprava("town", "standing-texts").stdout, encoding="utf-8")
    assert sprava("town", "standing-texts", str(file)).exit_code == 0
    assert town(hall).standing_texts == wanted
    # and: what cannot be put in is refused whole
    file.write_text('question: ["Шановна {applicant}!"]\n', encoding="utf-8")
    assert sprava("town", "standing-texts", str(file)).exit_code == 1
    assert town(hall).standing_texts == wanted
