"""A validator that is not ours judges our papers: veraPDF finds them PDF/A-3a and PDF/UA-1, by all its rules.

`scripts/outside_judges` installs it apart and runs this; otherwise `VERAPDF_JAR` names a jar that holds veraPDF, and
without one, or without Java, this is skipped.
"""

from __future__ import annotations

import os
import re
import subprocess
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from documents.rendering.pool import RenderPool
from documents.rendering.template import render_html
from runtime.record_templates import record_templates
from tests.documents import given
from tests.documents.rendering.shipped_pages import FOLDERS, every_page
from tests.documents.signing.test_archive_attacks import raised

PROGRAM = Path(__file__).parents[3] / "scripts" / "VeraPdf.java"
pytestmark = [
    pytest.mark.prove,
    pytest.mark.skipif("VERAPDF_JAR" not in os.environ, reason="VERAPDF_JAR names no jar: scripts/outside_judges"),
]
CONFORM = re.compile(r"(3a|ua1): (\d+) checks, (\d+) rules: conforms$")


def told(files: list[Path]) -> tuple[int, list[str]]:
    """Its exit and its lines."""
    found = subprocess.run(
        ["java", "-cp", os.environ["VERAPDF_JAR"], str(PROGRAM), *map(str, files)],
        capture_output=True,
        text=True,
        check=False,
        timeout=500,
    )
    return found.returncode, found.stdout.splitlines()


PHOTOS = (
    "<html lang=uk><title>Фото</title><h1>Фото</h1>"
    "<p><img alt=Сіре src='asset:grey.png'><img alt=Прозоре src='asset:clear.png'><img alt=Яма src='asset:page-1.jpg'>"
)


def pictures() -> dict[str, bytes]:
    """Pages of a scan, and photos of other kinds that people send."""
    found: dict[str, bytes] = {}
    for name, mode, kind in (
        ("page-1.jpg", "RGB", "JPEG"), ("page-2.jpg", "L", "JPEG"), ("grey.png", "L", "PNG"), ("clear.png", "RGBA", "PNG")
    ):  # fmt: skip
        made = BytesIO()
        Image.new(mode, (60, 80), "white").save(made, kind)
        found[f"asset:{name}"] = made.getvalue()
    return found


def scanned_copy() -> str:
    """A sheet that declares a paper signed by hand to be truly copied, and two pages of that."""
    values = {
        "title": "Довіреність", "number": "12/02-21", "date": "25 листопада 2026 р.", "body": "КП «Благоустрій»",
        "signed_by": "Зразкова Олена", "original_number": "7", "original_date": "2 листопада 2026 р.",
        "position": "Реєстратор", "name": "Оксана ЖУРНАЛЬНА", "scanned": "25.11.2026, 16:05", "code": given.CODE,
        "verify_url": "sprava.test/verify",
        "pages": [{"src": f"asset:page-{one}.jpg", "alt": f"Аркуш {one} з 2 паперу"} for one in (1, 2)],
    }  # fmt: skip
    return render_html(record_templates(given.SHARED), "_shared/records/scanned_copy.html", values)


def test_every_shipped_paper_conforms_before_and_after_it_is_signed(tmp_path: Path) -> None:
    # given: all samples of all papers, a signed and sealed one, one at the archive level, a certified copy
    papers = {"signed": given.complete_paper(), "archived": raised(given.complete_paper())}
    with closing(RenderPool()) as pool:
        for name, html in {"copy": scanned_copy(), "photos": PHOTOS}.items():
            papers[name] = pool.render(html, {**given.assets(), **pictures()}, b"p", given.NOW, b"{}")
        for folder in FOLDERS:
            for number, (document, html) in enumerate(every_page(folder)):
                papers[f"{folder.name}.{document}.{number}"] = pool.render(html, given.assets(), b"p", given.NOW, b"{}")
    files = [tmp_path / f"{name}.pdf" for name in papers]
    for file, pdf in zip(files, papers.values(), strict=True):
        file.write_bytes(pdf)
    # when
    code, lines = told(files)
    # then: each by both standards, by over a hundred rules, each asked many times
    assert (code, lines[-1]) == (0, f"{len(files)} files, 0 not as the standard says"), lines
    judged = [CONFORM.search(one) for one in lines[:-1]]
    assert len(judged) == 2 * len(files)
    assert all(one and int(one[2]) > 100 and int(one[3]) > 100 for one in judged)


def test_what_is_wrong_is_told(tmp_path: Path) -> None:
    with pikepdf.open(BytesIO(given.paper())) as paper:
        del paper.Root["/Lang"]
        paper.save(tmp_path / "speechless.pdf")
        del paper.Root["/OutputIntents"]
        paper.save(tmp_path / "colourless.pdf")

    code, lines = told([tmp_path / "speechless.pdf", tmp_path / "colourless.pdf"])

    assert (code, lines[-1]) == (1, "2 files, 3 not as the standard says")
    assert any("Natural language" in one for one in lines)
    assert any("OutputIntent" in one for one in lines)
