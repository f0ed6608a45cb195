"""How a matter came to the town: ways that have words of their own on cards and on the board.

The list is open: a town may have a kiosk, a library or a telephone assistant that names itself. What is not listed here
is kept as it was named and said as another way (api.md fixes no list).
"""

from __future__ import annotations

from enum import StrEnum


class CaseChannel(StrEnum):
    """`internal` is the town's own: a child case, an act, a memo. Not by which way people are told (notifications)."""

    PAGE = "page"
    COUNTER = "counter"
    PHONE = "phone"
    POST = "post"
    EMAIL = "email"
    TELEGRAM = "telegram"
    OPEN311 = "open311"
    WALK_IN = "walk_in"
    INTERNAL = "internal"


CITIZENS_OWN = frozenset({CaseChannel.PAGE, CaseChannel.TELEGRAM, CaseChannel.OPEN311, CaseChannel.EMAIL})
"""What came over the counter or by telephone only staff can say."""

FROM_AFAR = frozenset(
    {CaseChannel.PHONE, CaseChannel.POST, CaseChannel.EMAIL, CaseChannel.TELEGRAM, CaseChannel.OPEN311}
)
"""Whose matter came so does not stand here, and cannot be received without an appointment."""
