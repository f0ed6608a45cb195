"""Messages in a file, one JSON object a line: what the demo town and tests read. Nothing leaves."""

import base64
import fcntl
import json
import os
from pathlib import Path

from notifications.channel import FailureCode, Now, RetryableFailure, Sent
from notifications.hostile_text import strip_hostile
from notifications.message import Channel, Message


class FileSender:
    """Appends `{"id","municipality","channel","to","subject","text","attachments","at"}`; takes every channel.

    `at` is RFC 3339 in UTC; an attachment is `{"name","media_type","content"}` with base64 content. A repeat of a
    message is a second line with the same `id`. Several processes may write to one file.
    """

    carries = frozenset(Channel)

    def __init__(self, path: Path, now: Now) -> None:
        self._path = path
        self._now = now

    def send(self, message: Message) -> Sent:
        at = self._now()
        line = json.dumps(
            {
                "id": str(message.id),
                "municipality": message.municipality,
                "channel": message.channel,
                "to": message.to,
                "subject": message.subject,
                "text": strip_hostile(message.text),
                "attachments": [
                    {
                        "name": paper.name,
                        "media_type": paper.media_type,
                        "content": base64.b64encode(paper.content).decode("ascii"),
                    }
                    for paper in message.attachments
                ],
                "at": at.isoformat(),
            },
            ensure_ascii=False,
        )
        try:
            self._append(line.encode() + b"\n")
        except OSError:
            raise RetryableFailure(FailureCode.NOT_WRITTEN) from None
        return Sent(provider_id=None, accepted_at=at)

    def _append(self, line: bytes) -> None:
        # Links and addresses are in it: the file is for its owner only.
        descriptor = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
        with os.fdopen(descriptor, "ab") as file:
            # A long line may take more than one write.
            fcntl.flock(file, fcntl.LOCK_EX)
            file.write(line)
