"""Kannel's delivery reports: the address it is asked to call, and the reading of such a call.

Kannel fills `%d %A %T` in an address we give with every message and fetches it. The address carries a keyed
hash of town and message, so nobody else can report on a message.
"""

import hmac
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from urllib.parse import urlencode
from uuid import UUID

from notifications.delivery_report import DeliveryReport, DeliveryStatus
from notifications.errors import InvalidReport, ReportCode
from notifications.message import Message

_STATUS = {
    "1": DeliveryStatus.DELIVERED,
    "2": DeliveryStatus.UNDELIVERED,
    "4": DeliveryStatus.BUFFERED,
    "8": DeliveryStatus.ACCEPTED_BY_CENTRE,
    "16": DeliveryStatus.REFUSED_BY_CENTRE,
}
_REASON = re.compile(r"\bstat:([A-Z]{3,10})\b|^NACK/(0x[0-9A-Fa-f]{1,8}|[0-9]{1,10})\b")
_MOMENT = re.compile(r"[0-9]{1,10}")
_TOWN = re.compile(r"[0-9]{1,9}")


def report_request_url(report_url: str, message: Message, key: bytes) -> str:
    """The address for `dlr-url`, with Kannel's own escapes left open."""
    signed = urlencode(
        {
            "town": str(message.municipality),
            "message": str(message.id),
            "seal": _seal(message.municipality, message.id, key),
        }
    )
    return f"{report_url}?{signed}&status=%d&reply=%A&at=%T"


def read_kannel_report(query: Mapping[str, str], key: bytes) -> DeliveryReport:
    """The report in a called address's query (decoded, first value of each name).

    Raises `InvalidReport`: `forged` when the seal does not fit, `unreadable` when a part is missing or not understood.
    The network's text is not kept: it may quote the message.
    """
    town, identity = query.get("town", ""), query.get("message", "")
    if _TOWN.fullmatch(town) is None:
        raise InvalidReport(ReportCode.UNREADABLE)
    try:
        message_id = UUID(identity)
    except ValueError:
        raise InvalidReport(ReportCode.UNREADABLE) from None
    given = query.get("seal", "").encode("utf-8", "replace")
    if not hmac.compare_digest(_seal(int(town), message_id, key).encode(), given):
        raise InvalidReport(ReportCode.FORGED)
    status = _STATUS.get(query.get("status", ""))
    if status is None:
        raise InvalidReport(ReportCode.UNREADABLE)
    reason = _reason(query.get("reply", ""))
    if status is DeliveryStatus.UNDELIVERED and reason == "EXPIRED":
        status = DeliveryStatus.EXPIRED
    return DeliveryReport(
        municipality=int(town), message_id=message_id, status=status, reason=reason, at=_moment(query.get("at", ""))
    )


def _seal(municipality: int, message_id: UUID, key: bytes) -> str:
    return hmac.new(key, f"kannel-report:{municipality}:{message_id}".encode(), sha256).hexdigest()


def _reason(reply: str) -> str | None:
    found = _REASON.search(reply)
    return (found.group(1) or found.group(2)) if found else None


def _moment(text: str) -> datetime | None:
    return datetime.fromtimestamp(int(text), UTC) if _MOMENT.fullmatch(text) else None
