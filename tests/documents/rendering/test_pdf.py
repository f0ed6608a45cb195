"""HTML becomes tagged PDF/A-3 with the data attached; nothing is fetched; the same input gives the same bytes."""

import re
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdf
import pytest

from documents.errors import RenderingFailed
from documents.rendering.pdf import render_pdf
from tests.documents import given


def test_a_paper_is_pdf_a_3a_tagged_and_in_its_language() -> None:
    with pikepdf.open(BytesIO(given.paper())) as document:
        metadata = document.open_metadata()
        assert metadata.pdfa_status == "3A"
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Lang) == "uk"
        assert document.Root.OutputIntents[0].S == "/GTS_PDFA1"


def test_all_fonts_are_embedded_subsets(tmp_path: Path) -> None:
    (tmp_path / "paper.pdf").write_bytes(given.paper())
    listed = subprocess.run(["pdffonts", tmp_path / "paper.pdf"], capture_output=True, text=True, check=True).stdout

    rows = [line.split() for line in listed.splitlines()[2:]]
    assert rows
    assert all(row[-5:-2] == ["yes", "yes", "yes"] for row in rows)


def test_the_text_can_be_read_with_its_ukrainian_letters() -> None:
    pdf = render_pdf(
        "<style>@font-face { font-family: S; src: url(asset:fonts/SourceSerif4-Regular.ttf) }"
        "p { font-family: S }</style><p>Ґанок, єдність, їжак, ₴ 5 000, № 7</p>",
        assets=given.assets(),
        identifier=b"x",
        created=given.NOW,
    )

    assert "Ґанок, єдність, їжак, ₴ 5 000, № 7" in pypdf.PdfReader(BytesIO(pdf)).pages[0].extract_text()


def test_data_is_attached_as_data() -> None:
    with pikepdf.open(BytesIO(given.paper())) as document:
        assert document.attachments["data.json"].get_file().read_bytes() == b'{"case":"26-00042"}'
        assert str(document.Root.AF[0].AFRelationship) == "/Data"


def test_the_same_input_gives_the_same_bytes() -> None:
    again = render_pdf(
        given.letter_html(),
        assets=given.assets(),
        identifier=b"paper-1",
        created=given.NOW,
        data=b'{"case":"26-00042"}',
    )

    assert again == given.paper()


def test_qpdf_finds_nothing_wrong(tmp_path: Path) -> None:
    (tmp_path / "paper.pdf").write_bytes(given.paper())

    assert subprocess.run(["qpdf", "--check", tmp_path / "paper.pdf"], capture_output=True, check=False).returncode == 0


class Canary(BaseHTTPRequestHandler):
    touched: list[str]

    def do_GET(self) -> None:
        Canary.touched.append(self.path)
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture
def canary() -> Iterator[str]:
    Canary.touched = []
    server = HTTPServer(("127.0.0.1", 0), Canary)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


FETCHES = [
    "<img src='{url}'>",
    "<link rel=stylesheet href='{url}'>",
    "<link rel=attachment href='{url}'>",
    "<a rel=attachment href='{url}'>x</a>",
    "<style>@import '{url}';</style>",
    "<style>@import url({url});</style>",
    "<style>@font-face {{ font-family: F; src: url({url}) }} p {{ font-family: F }}</style><p>x",
    "<style>p {{ background: url({url}) }}</style><p>x",
    "<style>p::before {{ content: url({url}) }}</style><p>x",
    "<style>li {{ list-style-image: url({url}) }}</style><ul><li>x</ul>",
    "<svg width=9 height=9><image href='{url}' width=9 height=9 /></svg>",
    "<object data='{url}'>x</object>",
    "<embed src='{url}'>",
]


@pytest.mark.parametrize("html", FETCHES)
def test_nothing_is_fetched_from_the_network(html: str, canary: str) -> None:
    with pytest.raises(RenderingFailed) as caught:
        render_pdf(html.format(url=f"{canary}/c"), assets={}, identifier=b"x", created=given.NOW)

    assert (caught.value.code, Canary.touched) == ("forbidden_resource", [])


@pytest.mark.parametrize("html", FETCHES)
def test_nothing_is_read_from_the_disk(html: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("CANARY")

    with pytest.raises(RenderingFailed) as caught:
        render_pdf(html.format(url=secret.as_uri()), assets={}, identifier=b"x", created=given.NOW)

    assert caught.value.code == "forbidden_resource"


def test_a_reference_into_another_drawing_is_not_followed(canary: str) -> None:
    render_pdf(
        f"<svg width=9 height=9><use href='{canary}/a.svg#a' /></svg>", assets={}, identifier=b"x", created=given.NOW
    )

    assert Canary.touched == []


@pytest.mark.parametrize("url", ["data:text/css,p{}", "asset:../secret", "asset:unknown", "ftp://x/y", "//host/x", "x"])
def test_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(RenderingFailed) as caught:
        render_pdf(f"<link rel=stylesheet href='{url}'>", assets={}, identifier=b"x", created=given.NOW)

    assert caught.value.code == "forbidden_resource"


def test_a_base_element_does_not_open_the_disk(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("p { color: red }")

    with pytest.raises(RenderingFailed):
        render_pdf(
            f"<base href='{tmp_path.as_uri()}/'><link rel=stylesheet href='a.css'>",
            assets={},
            identifier=b"x",
            created=given.NOW,
        )


def test_a_naive_date_is_refused() -> None:
    with pytest.raises(RenderingFailed):
        render_pdf("<p>x", assets={}, identifier=b"x", created=given.NOW.replace(tzinfo=None))


@pytest.mark.parametrize(
    "hidden",
    [
        "<p style='display: none'>№ 1187</p>",
        "<p style='visibility: hidden'>№ 1187</p>",
        "<p style='font-size: 0'>№ 1187</p>",
        "<p style='position: absolute; left: -500mm'>№ 1187</p>",
        "<p>1187</p>",
    ],
)
def test_words_that_nobody_sees_are_not_on_the_paper(hidden: str) -> None:
    with pytest.raises(RenderingFailed) as caught:
        render_pdf(hidden, assets={}, identifier=b"x", created=given.NOW, shows=["№ 1187"])

    assert (caught.value.code, caught.value.data) == ("not_shown", {"words": "№ 1187"})


def test_words_are_seen_however_their_lines_are_broken() -> None:
    page = "<p style='width: 20mm; hyphens: auto; text-transform: uppercase' lang=uk>Комунальне підприємство № 1187</p>"

    render_pdf(page, assets={}, identifier=b"x", created=given.NOW, shows=["Комунальне  підприємство", "№ 1187"])


def test_a_number_stands_on_the_line_of_its_sign() -> None:
    lines = "".join(f"<p style='width: {width}mm'>Про звернення мешканців № 26-00042</p>" for width in range(25, 75, 5))

    pdf = render_pdf(lines, assets={}, identifier=b"x", created=given.NOW)

    text = pypdf.PdfReader(BytesIO(pdf)).pages[0].extract_text()
    assert text.count("\n") > 10, "some lines were broken"
    assert not re.search(r"№\s*\n", text)
