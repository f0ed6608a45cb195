"""People whom a play does not follow and who have places all the same: how many, and what follows when one goes."""

from __future__ import annotations

from workflow.decision import Decision
from workflow.effect_requests import OfferPlace
from workflow.engine.pending import pending
from workflow.engine.places import group_in
from workflow.identifier import UUID
from workflow.rehearsal.play import Play


def others_have(count: int, play: Play) -> Decision | None:
    """So many places of every group are theirs from now on; one that has become free is offered to the next."""
    fewer = count < play.memory.others
    play.memory.others = count
    rule = play.definition.places
    if not fewer or rule is None or not play.opened:
        return None
    offer = OfferPlace(
        id=UUID(int=count),
        case=play.case.id,
        request_type=play.definition.request_type,
        group=group_in(rule, play.case.values),
    )
    return Decision(case=play.case, events=(), effects=(offer,), work=pending(play.definition, play.case))
