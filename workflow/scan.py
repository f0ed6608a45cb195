"""A paper signed by hand that was scanned in: what its electronic copy says of the original, and who answers for it.

Frozen values without personal data: who signed the original by hand is a personal value named by the scan.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """`pages` are the attachments the copy is made of, in order. `by`, `name` and `position` are whoever compared them
    with the original at `at`; `original_number` and `original_date` stand on the paper itself (no number: it has none).

    `place` is the prefix of the personal value `<place>.correspondent`: who signed the original by hand; `commitment`
    is its commitment.
    """

    pages: tuple[UUID, ...]
    by: str
    name: str
    position: str
    at: datetime
    original_date: date
    place: str
    commitment: str
    original_number: str | None = None

    @property
    def signed_by(self) -> str:
        """The name of that personal value."""
        return f"{self.place}.correspondent"
