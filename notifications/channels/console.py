"""Messages on a terminal, one line each: for trying the town out. Nothing leaves."""

from typing import TextIO

from notifications.channel import FailureCode, Now, RetryableFailure, Sent
from notifications.email_address import mask_email
from notifications.hostile_text import one_line
from notifications.message import Channel, Message
from notifications.phone import mask


class ConsoleSender:
    """Prints `[sms] +380•••••••67: text (id)`. Takes every channel: it can stand in for all."""

    carries = frozenset(Channel)

    def __init__(self, stream: TextIO, now: Now) -> None:
        self._stream = stream
        self._now = now

    def send(self, message: Message) -> Sent:
        papers = "".join(f" <{one_line(paper.name)}>" for paper in message.attachments)
        words = one_line(f"{message.subject}: {message.text}" if message.subject else message.text)
        line = f"[{message.channel}] {_shown_address(message)}: {words}{papers} ({message.id})\n"
        # A terminal may be unable to show Cyrillic; that is no reason to fail.
        encoding = self._stream.encoding or "utf-8"
        try:
            self._stream.write(line.encode(encoding, "replace").decode(encoding))
            self._stream.flush()
        except (OSError, ValueError):
            raise RetryableFailure(FailureCode.NOT_WRITTEN) from None
        return Sent(provider_id=None, accepted_at=self._now())


def _shown_address(message: Message) -> str:
    if message.channel is Channel.SMS:
        return mask(message.to)
    if "@" in message.to:
        return mask_email(message.to)
    return "…"
