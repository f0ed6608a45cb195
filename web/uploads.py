"""Files that come with a form: each made harmless, stored by content, accepted as an attachment, and named by its id.

The ids go back into the form as hidden values, so that a photo is sent once and never lost by a mistake elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence

from flask import request
from werkzeug.datastructures import FileStorage

from documents.errors import UploadRefused
from gate.doors import application, doors
from gate.incoming_file import harmless, stored
from gate.limits import UPLOAD, network, take
from gate.problems import problem_of
from web.form_reading import UPLOADS
from workflow.actor import Actor
from workflow.commands.accept_attachment import AcceptAttachment
from workflow.definition.model import Field
from workflow.values import Json

_E7 = 10_000_000
_MOST_FILES = 20


def add_uploads(
    fields: Sequence[Field], given: dict[str, Json], prefix: str, actor: Actor, language: str
) -> dict[str, tuple[str, ...]]:
    """Adds the ids of new files to `given`; messages by field name for files that were refused."""
    refused: dict[str, tuple[str, ...]] = {}
    for one in fields:
        if one.type not in UPLOADS:
            continue
        kept, wrong = keep_files(f"{prefix}.{one.name}.new", actor, language)
        if wrong:
            refused[one.name] = wrong
        if kept:
            before = given.get(one.name)
            single = one.type.value in ("photo", "file")
            ids: list[Json] = [*before, *kept] if isinstance(before, list) else list(kept)
            given[one.name] = kept[-1] if single else ids
    return refused


def keep_files(name: str, actor: Actor, language: str) -> tuple[list[str], tuple[str, ...]]:
    """(ids, messages) of the files under one name of the form."""
    ids: list[str] = []
    wrong: list[str] = []
    for file in request.files.getlist(name)[:_MOST_FILES]:
        if not file.filename:
            continue
        try:
            ids.append(_keep(file, actor))
        except UploadRefused as refusal:
            wrong.append(problem_of(refusal, language).detail)
    return ids, tuple(dict.fromkeys(wrong))


def _keep(file: FileStorage, actor: Actor) -> str:
    if actor.username is None:
        take(UPLOAD, network(request.remote_addr))
    most = doors().settings.max_upload_bytes
    clean = harmless(file.stream.read(most + 1))
    place = None if clean.place is None else (round(clean.place[0] * _E7), round(clean.place[1] * _E7))

    def note(sha256: str) -> str:
        command = AcceptAttachment(media_type=clean.media_type, sha256=sha256, size=len(clean.data), place=place)
        return str(application().execute(actor, command).executed.value["id"])

    return stored(actor.municipality, clean.data, note)
