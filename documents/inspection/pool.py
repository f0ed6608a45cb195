"""Foreign PDFs are read in limited child processes: one that loops or eats memory costs a child and some seconds.

What could not be read in that time is not believed and not kept. The children start at the first such file.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import datetime

from documents.errors import ChildFailed, UploadRefused
from documents.inspection.wire import known_to_json, marks_from_bytes, verification_from_bytes
from documents.limited.pool import LimitedPool
from documents.model import FoundMarks, KnownMarks, Reason, Verdict, Verification
from documents.pdf_cleaning import CleanPdf
from documents.signing.trust import TrustList
from documents.signing.trust_list_text import trust_list_to_text


class InspectionPool:
    """`seconds` of time and `memory_mb` of address space per file. Safe between threads."""

    def __init__(self, trust: TrustList, *, workers: int = 1, seconds: float = 20, memory_mb: int = 1024) -> None:
        self._trust = trust
        self._pool = LimitedPool("documents.inspection.child", workers=workers, seconds=seconds, memory_mb=memory_mb)

    def marks_in(self, pdf: bytes) -> FoundMarks:
        """As `documents.signing.marks.marks_in`; nothing is found in what cannot be read."""
        answer = self._ask({"what": "marks"}, pdf)
        return FoundMarks() if answer is None else marks_from_bytes(answer[1])

    def verify(self, pdf: bytes, known: KnownMarks, now: datetime) -> Verification:
        """As `documents.signing.verification.verify` of a file that the store does not know; what cannot be read is
        not authentic, `malformed`."""
        header = {"what": "verify", "known": known_to_json(known), "now": now.isoformat()}
        answer = self._ask(header, pdf, trust_list_to_text(self._trust, now))
        if answer is not None:
            return verification_from_bytes(answer[1])
        sha256 = hashlib.sha256(pdf).hexdigest()
        return Verification(verdict=Verdict.NOT_AUTHENTIC, reasons=(Reason.MALFORMED,), sha256=sha256)

    def clean_pdf(self, data: bytes) -> CleanPdf:
        """As `documents.pdf_cleaning.clean_pdf`; what cannot be read is refused as `not_readable`."""
        answer = self._told({"what": "clean"}, data)
        return CleanPdf(page_count=int(answer[1]), data=answer[2])

    def page_pictures(self, pdf: bytes) -> Iterator[bytes]:
        """Every page as `documents.pdf_pages.page_picture` makes it, each within limits of its own; what cannot be read
        is refused as `not_readable`."""
        for number in range(int(self._told({"what": "pages"}, pdf)[1])):
            yield self._told({"what": "page", "number": number}, pdf)[1]

    def close(self) -> None:
        """Ends the children, if there are any."""
        self._pool.close()

    def _told(self, header: Mapping[str, object], file: bytes) -> list[bytes]:
        answer = self._ask(header, file)
        if answer is None:
            raise UploadRefused("not_readable", {"reason": "limits"})
        if answer[0] == b"refused":
            told = json.loads(answer[1])
            raise UploadRefused(str(told["code"]), {str(name): str(value) for name, value in told["data"].items()})
        return answer

    def _ask(self, header: Mapping[str, object], *more: bytes) -> list[bytes] | None:
        try:
            answer = self._pool.ask([json.dumps(header).encode(), *more])
        except ChildFailed:
            return None
        return None if answer[0] == b"failed" else answer
