"""Visas as the inner sheet of a paper prints them: «погоджено, 02.12, 09:20»."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from effects.paper_names import signer_name
from workflow.case import Case
from workflow.engine.reviews import newest
from workflow.review import Review, Verdict, Visa

_WORDS: Mapping[Verdict, str] = {
    Verdict.AGREED: "погоджено",
    Verdict.AGREED_WITH_REMARKS: "погоджено із зауваженнями",
    Verdict.NOT_AGREED: "не погоджено",
}


def visa_rows(case: Case, document: str, zone: ZoneInfo) -> list[dict[str, str]]:
    """Visas on the present text, in the order of the reviewers: those of the paper's own round, else of every round.

    `name` and `position` are the acting person's own (facts.md: no «за» on paper); remarks are not printed.
    """
    rounds = newest(case)
    own = [one for one in rounds if one.document == document]
    return [_row(visa, zone) for one in own or rounds for visa in _in_order(one)]


def _in_order(review: Review) -> list[Visa]:
    return sorted(review.standing, key=lambda one: one.reviewer)


def _row(visa: Visa, zone: ZoneInfo) -> dict[str, str]:
    at = visa.at.astimezone(zone)
    verdict = _WORDS[visa.verdict]
    return {
        "position": visa.position,
        "name": signer_name(visa.name),
        "verdict": visa.verdict.value,
        "words": f"{verdict}, {at:%d.%m}, {at:%H:%M}",
    }
