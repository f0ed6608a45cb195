"""The shared letterhead: what must stand on a letter stands there, in its place and order."""

import subprocess
from pathlib import Path

import pytest

from documents.rendering.pdf import render_pdf
from documents.rendering.template import names_used, paths_used
from tests.documents import given


def text_of(html: str, folder: Path) -> str:
    pdf = render_pdf(html, assets=given.assets(), identifier=b"x", created=given.NOW)
    (folder / "paper.pdf").write_bytes(pdf)
    shown = subprocess.run(
        ["pdftotext", "-layout", folder / "paper.pdf", "-"], capture_output=True, text=True, check=True
    ).stdout
    return " ".join(shown.split())


def test_a_letter_has_its_requisites_in_order(tmp_path: Path) -> None:
    text = text_of(given.letter_html(), tmp_path)

    parts = [
        "КОМУНАЛЬНЕ ПІДПРИЄМСТВО «БЛАГОУСТРІЙ»",
        "25.11.2026 № 1187/02-21",
        "На № 26-00042 від 23.11.2026",
        "Олені ЗРАЗКОВІЙ вул. Лісова, 8, кв. 4",
        "Про ремонт дороги на вул. Лісовій",
        "Шановна пані Олено!",
        "Ми полагодили дорогу.",
        "Підстава: статті 15 і 20",
        "Директор Петро ТИПОВИЙ",
        "(підписано КЕП, електронна печатка)",
        "Василь Примірний, 1580",
        "Перевірити: QR або sprava.test/verify, код 4821-7730-5526",
    ]
    places = [text.find(part) for part in parts]
    assert -1 not in places, parts[places.index(-1)]
    assert places == sorted(places)


def test_a_draft_says_so_and_carries_neither_number_nor_signature(tmp_path: Path) -> None:
    html = given.letter_html(draft=True, number=None, date=None, code=None, qr_svg=None)

    text = text_of(html, tmp_path)

    assert "ПРОЄКТ" in text
    assert "підписано" not in text
    assert "Перевірити" not in text


def test_a_finished_letter_is_no_draft(tmp_path: Path) -> None:
    assert "ПРОЄКТ" not in text_of(given.letter_html(), tmp_path)


def test_a_certificate_has_its_name_in_the_middle_and_no_addressee(tmp_path: Path) -> None:
    text = text_of(given.letter_html("certificate.html", title="Довідка"), tmp_path)

    assert "ДОВІДКА" in text
    assert "Видана Ганні Іванівні ПРИКЛАД про те, що вулицю Комсомольську" in text
    assert "Шановна" not in text
    assert "ЗРАЗКОВІЙ" not in text


def test_large_print_tells_that_the_contents_are_the_same(tmp_path: Path) -> None:
    text = text_of(given.letter_html(large_print=True), tmp_path)

    assert "Збільшений друк, зміст той самий, оригінал № 1187/02-21" in text


@pytest.mark.parametrize("template", ["answer.html", "certificate.html"])
def test_a_short_letter_fits_one_page(template: str, tmp_path: Path) -> None:
    pdf = render_pdf(given.letter_html(template), assets=given.assets(), identifier=b"x", created=given.NOW)
    (tmp_path / "paper.pdf").write_bytes(pdf)

    told = subprocess.run(["pdfinfo", tmp_path / "paper.pdf"], capture_output=True, text=True, check=True).stdout
    assert "Pages:           1\n" in told
    assert "A4" in told


def test_the_letterhead_needs_only_what_every_paper_has() -> None:
    source = given.sources()["_shared/letterhead/letterhead.html"]

    assert names_used(source) == {
        "paper", "body", "town", "answered", "addressee", "signer", "signers", "executor", "photos"
    }  # fmt: skip
    assert "paper.qr_svg" in paths_used(source)
