"""Cases as effects find them: filed through the real core, with their personal values and what was wanted outside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.effects.fakes import FakeTown
from tests.given import APPLICANT, Play, shipped
from workflow.case import Case
from workflow.decision import Decision
from workflow.effect_requests import Notify

PLACE = {"street": "вул. Лісова", "address": "вул. Лісова, навпроти 8"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """A pothole that was filed, the town that knows it, and the message it wants."""

    town: FakeTown
    play: Play
    case: Case
    wanted: Notify


def filed(**applicant: Any) -> Filed:
    """A pothole by Olena, with what is changed about her; None takes something away."""
    play = Play(shipped("road_defect"))
    person = {name: value for name, value in {**APPLICANT, **applicant}.items() if value is not None}
    decision = play.open({"place": PLACE}, applicant=person)
    wanted = next(one for one in decision.effects if isinstance(one, Notify))
    town = FakeTown(definition=play.definition)
    town.keep(decision.case, personal_of(play))
    return Filed(town=town, play=play, case=decision.case, wanted=wanted)


def personal_of(play: Play) -> dict[str, Any]:
    """Every personal value kept so far."""
    return {value.name: value.value for decision in play.decisions for value in decision.personal}


def last(play: Play) -> Decision:
    """The newest decision."""
    return play.decisions[-1]
