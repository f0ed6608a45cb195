"""Guards a definition may name, and what each takes. A new guard is a line here and a function in the engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Argument(StrEnum):
    """What a guard is told."""

    NONE = "none"
    FIELD = "field"
    TRANSITION = "transition"
    LEVEL = "level"
    CALENDAR = "calendar"


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardShape:
    """`optional`: the argument may be left out. `happens`: it comes true by itself, the system may fire on it."""

    argument: Argument
    meaning: str
    optional: bool = False
    happens: bool = False


IDENTITY_LEVELS = ("name", "phone", "address", "eid")
"""How sure we are who somebody is, weakest first."""

GUARDS: Mapping[str, GuardShape] = MappingProxyType(
    {
        "has_place": GuardShape(argument=Argument.NONE, meaning="the case has a place"),
        "has_field": GuardShape(argument=Argument.FIELD, meaning="the field or input was given"),
        "has_attachment": GuardShape(argument=Argument.NONE, meaning="something is attached to the case"),
        "open_resolutions_none": GuardShape(
            argument=Argument.NONE, meaning="no controlled resolution of the case is open", happens=True
        ),
        "all_reviews_in": GuardShape(argument=Argument.NONE, meaning="the round of reviews is complete", happens=True),
        "not_same_as": GuardShape(
            argument=Argument.TRANSITION, meaning="whoever performed that transition may not perform this one"
        ),
        "identity": GuardShape(argument=Argument.LEVEL, meaning="the applicant is known at least this well"),
        "threshold_reached": GuardShape(argument=Argument.NONE, meaning="enough people support it", happens=True),
        "registered": GuardShape(argument=Argument.NONE, meaning="the case is registered in its journal"),
        "fee_settled": GuardShape(argument=Argument.NONE, meaning="the fee is paid or waived, or there is none to pay"),
        "slot_held": GuardShape(argument=Argument.NONE, meaning="a slot is held for the case"),
        "within_hours": GuardShape(argument=Argument.CALENDAR, meaning="the office is open now", optional=True),
    }
)
