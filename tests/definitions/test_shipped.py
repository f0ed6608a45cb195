"""Every shipped definition is silent in the checker, can be published, and its papers say what its sample wants."""

from __future__ import annotations

from pathlib import Path

import pytest

from documents.rendering.template import render_html
from notifications.sms_length import measure
from runtime.checker_tools import checker_tools
from workflow.definition.bundle import bundle_from_bytes
from workflow.definition.check_paths import check_paths
from workflow.definition.definition_files import read_folder
from workflow.definition.load import load_bundle, load_files
from workflow.definition.model import Definition
from workflow.definition.sample import SamplePaper, sample_papers
from workflow.definition.shared_parts import read_shared_parts
from workflow.definition.yaml_source import load

ROOT = Path(__file__).parents[2] / "definitions"
FOLDERS = sorted(path.parent for path in ROOT.glob("*/request_type.yaml"))
SHARED = read_shared_parts(ROOT / "_shared")


def definition_of(folder: Path) -> Definition:
    return load_files(read_folder(folder), SHARED.files)[0]


PAPERS = [
    pytest.param(folder, paper, id=f"{folder.name}-{paper.document}-{number}")
    for folder in FOLDERS
    for number, paper in enumerate(
        sample_papers(definition_of(folder), load((folder / "sample.yaml").read_bytes()).tree)
    )
]


def test_all_are_silent() -> None:
    report = check_paths((), shipped=ROOT, tools=checker_tools())

    assert report.checked == len(FOLDERS) >= 3
    assert report.findings == ()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda one: one.name)
def test_a_published_bundle_gives_the_same_definition_again(folder: Path) -> None:
    definition, bundle = load_files(read_folder(folder), SHARED.files)

    again = load_bundle(bundle_from_bytes(bundle.to_bytes()))

    assert again == definition
    assert definition.digest == bundle.digest
    assert set(definition.locales) == {"en", "ru"}
    assert ("_shared/letterhead/letterhead.html" in definition.templates) == bool(definition.documents)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda one: one.name)
def test_every_document_that_is_drawn_has_a_sample(folder: Path) -> None:
    definition = definition_of(folder)
    papers = sample_papers(definition, load((folder / "sample.yaml").read_bytes()).tree)

    assert {one.document for one in papers} == {name for name, rule in definition.documents.items() if not rule.scan}


@pytest.mark.parametrize(("folder", "paper"), PAPERS)
def test_a_paper_says_what_its_sample_wants(folder: Path, paper: SamplePaper) -> None:
    html = render_html(definition_of(folder).templates, paper.template, dict(paper.context))

    text = " ".join(html.replace("&#39;", "'").split())
    assert [words for words in paper.shows if words not in text] == []
    assert "None" not in text


JOURNEY_TEXTS = [
    ("road_defect", "registered", "link", "26-00042: отримали. Стежити: https://sprava.test/s/K7M2Q9TX4WPB3H"),
    ("road_defect", "in_work", "voice", "26-00043: роботи до 26.11. Питання: тел. 1580"),
    ("road_defect", "done", "voice", "26-00043: зроблено. Не так? Дзвоніть 1580"),
    ("road_defect", "refused", "voice", "26-00077: відповідь – відмова. Питання: тел. 1580"),
    ("street_renaming_certificate", "accepted", "link", "26-00051: прийняли. Стежити: https://sprava.test/s/T4X9WQ7MHP2KBC"),
    ("street_renaming_certificate", "accepted_without_sheet", "voice", "26-00051: заяву прийнято. Бракує 1 аркуша. Питання: тел. 1580"),
    ("street_renaming_certificate", "sheet_wanted", "link", "26-00051: потрібен аркуш. Деталі: https://sprava.test/s/T4X9WQ7MHP2KBC"),
    ("street_renaming_certificate", "sheet_wanted", "voice", "26-00051: чекаємо 2-гу сторінку свідоцтва. Питання: тел. 1580"),
    ("street_renaming_certificate", "ready", "link", "26-00051: довідка готова. ЦНАП: https://sprava.test/s/T4X9WQ7MHP2KBC"),
    ("street_renaming_certificate", "ready", "voice", "26-00051: довідка готова. ЦНАП: ср 8-17:15, чт 8-20. Тел. 1580"),
    ("mayor_reception", "booked", "voice", "Прийом у міського голови: ср 25.11, 15:00, каб. 12. Тел. 1580"),
    ("mayor_reception", "reminder", "voice", "Завтра 25.11 о 15:00 прийом, каб. 12. Не зможете – тел. 1580"),
    ("mayor_reception", "instructed", "voice", "26-00064: дано 3 доручення. Відповідь до 25.12. Тел. 1580"),
    ("mayor_reception", "answered", "voice", "26-00064: відповідь надіслано поштою 10.12. Питання: тел. 1580"),
]  # fmt: skip


@pytest.mark.parametrize(("request_type", "text", "variant", "message"), JOURNEY_TEXTS)
def test_the_journeys_read_the_very_texts(request_type: str, text: str, variant: str, message: str) -> None:
    pair = definition_of(ROOT / request_type).texts[text]
    values = {
        "number": message[:8], "phone": "1580", "due": "26.11", "answer_due": "25.12", "today": "10.12",
        "slot": "ср 25.11, 15:00", "slot_date": "25.11", "slot_time": "15:00", "room": "каб. 12", "instructions": "3",
        "wanted": "2-гу сторінку свідоцтва", "link": message.rpartition(" ")[2],
    }  # fmt: skip

    rendered = (pair.link if variant == "link" else pair.voice or "").format(**values)

    assert rendered == message
    assert measure(rendered).parts == 1
