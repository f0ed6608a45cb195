"""Gathers all that words about a case are made of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from effects.case_words import Told
from effects.confirmed_forms import with_forms
from effects.toolbox import Toolbox
from workflow.case import Case
from workflow.values import Json

_NOTHING_AHEAD: Mapping[str, Json] = {}


def told_of(case: Case, toolbox: Toolbox, now: datetime, ahead: Mapping[str, Json] = _NOTHING_AHEAD) -> Told:
    """The case with its personal values, town and unit, and the case it has joined; `ahead` are personal values that
    are not kept yet. Raises StoreUnavailable."""
    records, municipality = toolbox.records, case.municipality
    unit = case.assignment.unit if case.assignment else None
    found = records.unit(municipality, unit) if unit else None
    return Told(
        case=case,
        definition=toolbox.definition(case.definition),
        personal=with_forms(case, {**records.personal(municipality, case.id), **ahead}, records),
        surroundings=toolbox.surroundings(municipality),
        now=now,
        unit_name=found.name if found else "",
        main=told_of(records.case(municipality, case.main), toolbox, now) if case.main else None,
    )
