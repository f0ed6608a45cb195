"""Uploads: `POST /attachments`."""

from __future__ import annotations

import hashlib
from typing import Any
from uuid import UUID

from flask import Response, request

from api.routes import Routes
from api.schemas.attachments import Attachment, Upload
from api.uploaded_file import read_upload
from api.writing import perform, reply
from documents.uploads import CleanUpload
from gate.actor import current_actor
from gate.doors import doors
from gate.incoming_file import harmless, stored
from gate.limits import UPLOAD, network, take
from gate.policies import Policy
from gate.sight import seen_attachment
from gate.tenant import current_municipality
from workflow.commands.accept_attachment import AcceptAttachment
from workflow.commands.scene import Executed
from workflow.ports.idempotency import StoredReply

routes = Routes("attachments", "Photos and files, uploaded before the case or move they belong to.")

_E7 = 10_000_000


@routes.post("/attachments", policy=Policy.PUBLIC, answers=Attachment, status=201, files=Upload)
def upload() -> Response:
    """Upload a photo or a PDF; claimed by one case, dropped after 24 hours unclaimed"""
    actor = current_actor()
    if actor.username is None:
        take(UPLOAD, network(request.remote_addr))
    most = doors().settings.max_upload_bytes
    raw = read_upload(most)
    clean = harmless(raw)

    def note(sha256: str) -> Response:
        command = AcceptAttachment(
            media_type=clean.media_type, sha256=sha256, size=len(clean.data), place=_e7(clean.place)
        )
        return perform(command, lambda executed: _accepted(executed, clean), body=hashlib.sha256(raw).digest())

    return stored(actor.municipality, clean.data, note)


def _accepted(executed: Executed, clean: CleanUpload) -> StoredReply:
    view: dict[str, Any] = {
        "id": executed.value["id"],
        "media_type": clean.media_type,
        "size": len(clean.data),
    }
    if clean.place is not None:
        view["place"] = {"lat": clean.place[0], "lon": clean.place[1]}
    return reply(Attachment, view, status=201)


def _e7(place: tuple[float, float] | None) -> tuple[int, int] | None:
    return None if place is None else (round(place[0] * _E7), round(place[1] * _E7))


@routes.get("/attachments/<uuid:attachment>/content", policy=Policy.STAFF, content_type="application/octet-stream")
def get_content(attachment: UUID) -> Response:
    """The bytes of an attachment, for who may know of its case"""
    found = seen_attachment(attachment)
    response = Response(doors().storage.get(current_municipality(), found.sha256), mimetype=found.media_type)
    response.headers["Content-Disposition"] = f'inline; filename="{attachment}{_ENDINGS.get(found.media_type, "")}"'
    return response


_ENDINGS = {"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp", "application/pdf": ".pdf"}
