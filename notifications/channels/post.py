"""Letters on paper: an entry in the print queue. A clerk prints, and says when it went to the post office."""

from notifications.channel import FailureCode, Now, RetryableFailure, Sent, refuse_strangers
from notifications.hostile_text import strip_hostile
from notifications.message import Channel, Message
from notifications.print_queue import PrintEntry, PrintQueue


class PostSender:
    """Puts one envelope into the queue; accepted means queued, not posted."""

    carries = frozenset({Channel.POST})

    def __init__(self, queue: PrintQueue, now: Now) -> None:
        self._queue = queue
        self._now = now

    def send(self, message: Message) -> Sent:
        refuse_strangers(self, message, attachments=True)
        at = self._now()
        entry = PrintEntry(
            id=message.id,
            municipality=message.municipality,
            address=message.to,
            subject=message.subject,
            text=strip_hostile(message.text),
            papers=message.attachments,
            queued_at=at,
        )
        try:
            self._queue.put(entry)
        except OSError:
            raise RetryableFailure(FailureCode.NOT_WRITTEN) from None
        return Sent(provider_id=str(message.id), accepted_at=at)
