"""The papers of the shipped definitions with their sample cases, as HTML that has its number and check code."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from documents.qr import qr_svg
from documents.rendering.template import render_html
from tests.documents import given
from tests.given import DEFINITIONS
from workflow.definition.definition_files import read_folder
from workflow.definition.load import load_files
from workflow.definition.sample import sample_papers
from workflow.definition.shared_parts import read_shared_parts
from workflow.definition.yaml_source import load

FOLDERS = sorted(path.parent for path in DEFINITIONS.glob("*/request_type.yaml"))
SHARED = read_shared_parts(DEFINITIONS / "_shared").files


def every_page(folder: Path) -> Iterator[tuple[str, str]]:
    """(document, HTML) of every sample."""
    definition = load_files(read_folder(folder), SHARED)[0]
    for one in sample_papers(definition, load((folder / "sample.yaml").read_bytes()).tree):
        context = dict(one.context)
        paper = context["paper"]
        assert isinstance(paper, dict)
        checked = {"code": given.CODE, "verify_url": "sprava.test/verify", "qr_svg": qr_svg("https://sprava.test/v")}
        named = {"number": paper["number"] or "12/02-21", "date": paper["date"] or "25.11.2026", "draft": False}
        values = {**context, "paper": {**paper, **checked, **named}, "photos": []}
        yield one.document, render_html(definition.templates, one.template, values)
