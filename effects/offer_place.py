"""Offers a place that has become free to the next in line, by a command of its own."""

from __future__ import annotations

from effects.errand import Errand
from effects.toolbox import Toolbox
from workflow.actor import system
from workflow.commands.offer_next import OfferNext
from workflow.effect_requests import OfferPlace


def run(effect: OfferPlace, errand: Errand, toolbox: Toolbox) -> None:
    """Raises Conflict when the first in line was moving just then: to be tried again."""
    toolbox.application.execute(
        system(errand.municipality),
        OfferNext(request_type=effect.request_type, group=effect.group),
        correlation=errand.correlation,
    )
