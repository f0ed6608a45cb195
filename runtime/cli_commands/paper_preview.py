"""`sprava documents preview`: a paper of a definition as it will look, with its sample case. No database."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import closing
from difflib import get_close_matches
from pathlib import Path

import click

from documents.errors import DocumentError, TemplateFailed
from documents.paper_picture import plain_picture
from documents.rendering.pool import RenderPool
from documents.rendering.template import render_html
from runtime.cli_commands.shipped import SHIPPED
from runtime.clock import SystemClock
from runtime.font_assets import font_assets
from workflow.definition.definition_files import MAIN, read_folder
from workflow.definition.load import load_files
from workflow.definition.model import Definition
from workflow.definition.sample import sample_papers
from workflow.definition.shared_parts import read_shared_parts
from workflow.definition.specimen import specimen
from workflow.definition.yaml_source import SourceRefused, load
from workflow.errors import DefinitionError
from workflow.values import Json

_SAMPLE = "sample.yaml"


class _Unusable(click.ClickException):
    exit_code = 2


@click.command("preview")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--document", "asked", help="Which of its papers; the first one if not said.")
@click.option("--outcome", help="With which outcome; the first sample if not said.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Where to write; DOCUMENT.pdf.")
def preview(folder: Path, asked: str | None, outcome: str | None, output: Path | None) -> None:
    """Draw a paper of the definition in FOLDER with the case of its sample.yaml, or with the names of its fields."""
    # The renderer takes longer to begin than all the rest: it begins first, and the definition is read meanwhile.
    with closing(RenderPool(workers=1)) as pool:
        definition = _definition(folder)
        name = _document(definition, asked)
        values = _values(folder, definition, name, outcome)
        template = definition.documents[name].template
        try:
            pdf = _drawn(render_html(definition.templates, template, values), values, pool)
        except TemplateFailed as error:
            raise _Unusable(_mistake(error, folder, template)) from error
        except DocumentError as error:
            raise _Unusable(f"{template} became no PDF: {error}") from error
    made = output or Path(f"{name}.pdf")
    made.write_bytes(pdf)
    click.echo(f"{made}: {name} of {definition.request_type}, {len(pdf)} bytes")


def _definition(folder: Path) -> Definition:
    if not (folder / MAIN).is_file():
        near = [one.name for one in folder.parent.iterdir() if (one / MAIN).is_file()] if folder.parent.is_dir() else []
        like = _like(folder.name, near)
        raise _Unusable(f"{folder} is no definition: there is no {MAIN} in it.{like}")
    try:
        parts = read_shared_parts(_shared(folder))
        return load_files(read_folder(folder), parts.files)[0]
    except DefinitionError as error:
        raise _Unusable(
            f"{folder}: {error.code}. `sprava definitions check {folder}` says what is wrong and where."
        ) from error


def _document(definition: Definition, asked: str | None) -> str:
    names = [name for name, rule in definition.documents.items() if not rule.scan]
    if not names:
        raise _Unusable(f"{definition.request_type} has no papers.")
    if asked is None:
        return names[0]
    if asked in names:
        return asked
    known = ", ".join(names)
    raise _Unusable(f"{definition.request_type} has no document {asked}.{_like(asked, names)} It has: {known}.")


def _values(folder: Path, definition: Definition, name: str, outcome: str | None) -> dict[str, Json]:
    sample = folder / _SAMPLE
    if not sample.is_file():
        return specimen(definition, definition.documents[name], outcome or "")
    try:
        papers = sample_papers(definition, load(sample.read_bytes()).tree)
    except SourceRefused as refused:
        raise _Unusable("\n".join(f"{sample}:{one.line}: {one.message}" for one in refused.mistakes)) from refused
    except DefinitionError as error:
        raise _Unusable(f"{sample}: {error.data.get('message', error.code)}") from error
    fitting = [one for one in papers if one.document == name]
    chosen = [one for one in fitting if outcome in (None, one.context.get("outcome"))]
    if chosen:
        return dict(chosen[0].context)
    if not fitting:
        raise _Unusable(f"{sample} has no paper with `document: {name}`.")
    known = ", ".join(sorted({str(one.context.get("outcome")) for one in fitting}))
    raise _Unusable(f"{sample} has no {name} with the outcome {outcome}; it has: {known}.")


def _drawn(html: str, values: Mapping[str, Json], pool: RenderPool) -> bytes:
    identifier = hashlib.sha256(html.encode()).digest()[:16]
    assets = {**font_assets(SHIPPED / "_shared"), **_photos(values)}
    return pool.render(html, assets, identifier, SystemClock().now())


def _mistake(error: TemplateFailed, folder: Path, template: str) -> str:
    told = error.data
    name = told.get("template", template)
    file = _shared(folder).parent / name if name.startswith("_shared/") else folder / "templates" / name
    if error.code == "undeclared_template_field":
        words = f"{told['field']} is not there: neither a field, an input nor known of the case and the paper"
    else:
        words = told.get("reason", error.code)
    return f"{file}:{told.get('line', '1')}: {words}"


def _shared(folder: Path) -> Path:
    """What lies beside the folder, else what is shipped."""
    beside = folder.resolve().parent / "_shared"
    return beside if beside.is_dir() else SHIPPED / "_shared"


def _like(name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, n=1)
    return f" Did you mean {near[0]}?" if near else ""


def _photos(values: Mapping[str, Json]) -> Mapping[str, bytes]:
    """A sample names photos that nobody took: a plain picture stands for each."""
    photos = values.get("photos")
    named = [one.get("src") for one in photos if isinstance(one, Mapping)] if isinstance(photos, list | tuple) else []
    return {str(one): plain_picture() for one in named if one}
