"""Whatever people write into any field stands on the paper as words, or not at all; and the longest list is whole."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from documents.model import KnownMarks, Verdict
from documents.rendering.pdf import render_pdf
from documents.rendering.pool import RenderPool
from documents.rendering.template import render_html
from documents.signing.pdf_signature import sign
from documents.signing.verification import verify
from tests.documents import given

NAME = "Роман <b>О'Тест</b>"
HOSTILE = (
    f'{NAME}</p><script>x()</script><img src="http://127.0.0.1:9/x">{{{{ paper.code }}}}'
    "\N{RIGHT-TO-LEFT OVERRIDE}\N{ZERO WIDTH SPACE}) Tj <</S/JavaScript>>"
)
OURS = frozenset({"qr_svg"})
"""made by the town itself, and held to be a drawing of its own"""


def hostile(value: object, name: str = "") -> object:
    """Every word of a context replaced."""
    match value:
        case str() if name not in OURS:
            return HOSTILE
        case Mapping():
            return {key: hostile(one, str(key)) for key, one in value.items()}
        case list():
            return [hostile(one) for one in value]
        case _:
            return value


@pytest.mark.parametrize("template", ["answer.html", "certificate.html"])
def test_a_hostile_name_in_every_field_is_words_on_the_paper(template: str, tmp_path: Path) -> None:
    context = hostile(given.letter_context())
    assert isinstance(context, dict)

    html = render_html(given.sources(), template, context)
    pdf = render_pdf(html, assets=given.assets(), identifier=b"hostile", created=given.NOW)

    (tmp_path / "paper.pdf").write_bytes(pdf)
    text = subprocess.run(["pdftotext", tmp_path / "paper.pdf", "-"], capture_output=True, text=True, check=True).stdout
    assert "<script>" not in html
    assert "<script>x()</script>" in " ".join(text.split())
    assert "{{ paper.code }}" in " ".join(text.split())
    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in text
    assert b"/JavaScript" not in pdf


def test_a_hostile_name_of_a_signer_is_words_in_the_signature() -> None:
    key = given.key(HOSTILE[:20])

    pdf = sign(given.long_paper(), key, field="director", now=given.NOW, name=HOSTILE, reason=HOSTILE, location=HOSTILE)

    verified = verify(pdf, stored=None, known_marks=KnownMarks(), trust=given.trust(), now=given.NOW)
    assert (verified.verdict, verified.signatures[0].signer) == (Verdict.AUTHENTIC, HOSTILE[:20])


ROWS = "".join(f"<tr><td>{number}</td><td>Зразкова Олена</td></tr>" for number in range(1, 5001))


def test_a_list_too_long_for_the_limits_fails_and_is_never_a_shorter_list() -> None:
    pool = RenderPool(seconds=1)
    try:
        with pytest.raises(Exception, match="rendering_timed_out"):
            pool.render(f"<html lang=uk><title>Список</title><table>{ROWS}</table>", {}, b"x", given.NOW)
    finally:
        pool.close()


@pytest.mark.prove
def test_a_list_of_five_thousand_rows_is_whole(tmp_path: Path) -> None:
    pool = RenderPool()
    try:
        pdf = pool.render(f"<html lang=uk><title>Список</title><table>{ROWS}</table>", {}, b"x", given.NOW)
    finally:
        pool.close()
    (tmp_path / "list.pdf").write_bytes(pdf)
    text = subprocess.run(["pdftotext", tmp_path / "list.pdf", "-"], capture_output=True, text=True, check=True).stdout

    found = {int(word) for word in text.split() if word.isdecimal()}
    assert found.issuperset(range(1, 5001))
