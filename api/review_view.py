"""Rounds of reviews and lists of readers as the JSON door shows them.

No reading and no policy here: whoever calls gives exactly the personal values that may be shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workflow.acquaintance import Acquaintance, Reader
from workflow.definition.model import Definition
from workflow.engine.text_difference import difference
from workflow.review import Review, Reviewer, Visa
from workflow.values import Json


def review_view(
    review: Review, definition: Definition, personal: Mapping[str, Json], *, current: bool, with_text: bool = True
) -> dict[str, Any]:
    """Data for the ReviewShown schema. `current`: no newer round took its place."""
    marked = difference(definition, review.earlier, review.text, personal) if with_text else ()
    return {
        "id": review.id,
        "document": review.document,
        "transition": review.transition,
        "status": review.status.value,
        "current": current,
        "order": "in_turn" if review.in_turn else "parallel",
        "needed": review.needed,
        "opener": review.opener,
        "acting_for": review.acting_for,
        "opened": review.opened,
        "due": review.due_date or review.due,
        "reviewers": [_reviewer_view(one, review, personal) for one in review.reviewers],
        "visas": [_visa_view(one, personal) for one in review.visas],
        "changed": review.changed,
        "text": review.text.digest,
        "difference": marked,
        "closed": review.closed,
        "closed_by": review.closed_by,
        "reason": personal.get(review.reason) if review.reason else None,
    }


def _reviewer_view(seat: Reviewer, review: Review, personal: Mapping[str, Json]) -> dict[str, Any]:
    given = next((one for one in review.standing if one.reviewer == seat.number), None)
    return {
        "number": seat.number,
        "role": seat.role,
        "username": seat.username,
        "name": seat.name or None,
        "asked": seat in review.asked,
        "visa": _visa_view(given, personal) if given else None,
    }


def _visa_view(visa: Visa, personal: Mapping[str, Json]) -> dict[str, Any]:
    return {
        "reviewer": visa.reviewer,
        "verdict": visa.verdict.value,
        "remark": personal.get(visa.remark) if visa.remark else None,
        "by": visa.by,
        "name": visa.name,
        "position": visa.position,
        "acting_for": visa.acting_for,
        "at": visa.at,
        "fallen": visa.fallen,
    }


def acquaintance_view(listed: Acquaintance) -> dict[str, Any]:
    """Data for the AcquaintanceShown schema."""
    return {
        "id": listed.id,
        "document": listed.document,
        "asked_by": listed.asked_by,
        "asked": listed.asked,
        "due": listed.due_date or listed.due,
        "people": [_reader_view(one) for one in listed.readers],
    }


def _reader_view(reader: Reader) -> dict[str, Any]:
    return {
        "username": reader.username,
        "name": reader.name,
        "position": reader.position,
        "read": reader.read,
        "by": reader.by,
        "acting_for": reader.acting_for,
    }
