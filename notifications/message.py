"""The message: words on their way to one person, and the channel that takes them.

Values only. Nothing here sends, and nothing here knows what a case is.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from notifications.errors import InvalidMessage, InvalidMessageCode
from notifications.hostile_text import has_control, has_invisible


class Channel(StrEnum):
    """Every way in which words leave the town. `console` and `file` keep them inside, for trying out."""

    SMS = "sms"
    EMAIL = "email"
    POST = "post"
    TELEGRAM = "telegram"
    CONSOLE = "console"
    FILE = "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A paper that goes with a message: its shown name, its media type (`application/pdf`), its bytes."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message to one address.

    `id` is the effect id: the same on every retry, so that provider and receiver can drop a repeat.
    `to` is an E.164 number, an e-mail address, a chat id, or for `post` the address lines.
    `subject` is used by e-mail and post. The printed form (`repr`) names no person, so it may be logged.
    Raises `InvalidMessage` for what must never reach a provider.
    """

    id: UUID
    municipality: int
    channel: Channel
    to: str = field(repr=False)
    subject: str | None = field(repr=False)
    text: str = field(repr=False)
    attachments: tuple[Attachment, ...] = field(default=(), repr=False)

    def __post_init__(self) -> None:
        several_lines = self.channel is Channel.POST
        if not self.to.strip():
            raise InvalidMessage(InvalidMessageCode.NO_RECIPIENT)
        if has_control(self.to, lines=several_lines) or has_invisible(self.to):
            raise InvalidMessage(InvalidMessageCode.RECIPIENT_NOT_PLAIN)
        if self.subject is not None and has_control(self.subject, lines=False):
            raise InvalidMessage(InvalidMessageCode.SUBJECT_NOT_PLAIN)
        if not self.text.strip():
            raise InvalidMessage(InvalidMessageCode.NO_TEXT)
        if has_control(self.text, lines=True):
            raise InvalidMessage(InvalidMessageCode.TEXT_NOT_PLAIN)
        if any(has_control(each.name + each.media_type, lines=False) for each in self.attachments):
            raise InvalidMessage(InvalidMessageCode.ATTACHMENT_NOT_PLAIN)
