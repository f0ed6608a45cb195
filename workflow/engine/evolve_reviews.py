"""How one round of reviews, and one list of readers, is changed by what happened to it. Pure, for `evolve`."""

from __future__ import annotations

from workflow.acquaintance import Acquaintance
from workflow.events import AcquaintanceRead, ReviewClosed, VisaGiven, VisasFallen
from workflow.replacing import replace
from workflow.review import Review, ReviewStatus, Visa


def with_visa(review: Review, event: VisaGiven) -> Review:
    """The round with one visa more."""
    visa = Visa(
        reviewer=event.reviewer,
        verdict=event.verdict,
        by=event.by,
        name=event.name,
        position=event.position,
        acting_for=event.acting_for,
        at=event.at,
        remark=event.remark,
    )
    return replace(review, visas=(*review.visas, visa))


def with_fallen_visas(review: Review, event: VisasFallen) -> Review:
    """The round begun again over the new text; whoever changed it has prepared it too."""
    hands = (event.by, *((event.acting_for,) if event.acting_for else ()))
    return replace(
        review,
        text=event.text,
        # The difference is shown against what somebody had agreed to, however often it changed since.
        earlier=review.text if review.standing else review.earlier,
        changed=event.changed,
        visas=tuple(one if one.fallen is not None else replace(one, fallen=event.at) for one in review.visas),
        prepared=tuple(dict.fromkeys((*review.prepared, *hands))),
        status=ReviewStatus.OPEN,
        due_date=event.due_date,
        due=event.due,
        warn_at=event.warn_at,
        overdue_at=event.overdue_at,
        warned=False,
        overdue_told=0,
        closed=None,
        closed_by=None,
        reason=None,
    )


def closed(review: Review, event: ReviewClosed) -> Review:
    """The round at its end."""
    return replace(review, status=event.status, closed=event.at, closed_by=event.by, reason=event.reason)


def with_reading(listed: Acquaintance, event: AcquaintanceRead) -> Acquaintance:
    """The list with one reader more who has read."""
    return replace(
        listed,
        readers=tuple(
            replace(one, read=event.at, by=event.by, acting_for=event.acting_for)
            if one.username == event.reader
            else one
            for one in listed.readers
        ),
    )
