"""An upload, already cleaned and stored by content, becomes an attachment that a case may claim."""

from __future__ import annotations

from dataclasses import dataclass

from workflow.commands.scene import Executed, Scene
from workflow.ports.attachment import Attachment


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptAttachment:
    """`place` latitude and longitude in 1e-7 degrees, read from the photo before its metadata was dropped."""

    media_type: str
    sha256: str
    size: int
    place: tuple[int, int] | None = None


def handle(command: AcceptAttachment, scene: Scene) -> Executed:
    """`{"id"}`: 128 random bits, the value of photo and file fields."""
    attachment = Attachment(
        id=scene.moment.derived_id("attachment." + scene.moment.seed.hex()),
        media_type=command.media_type,
        sha256=command.sha256,
        size=command.size,
        place=command.place,
        case=None,
    )
    scene.work.add_attachment(attachment, scene.moment)
    return Executed(value={"id": str(attachment.id)})
