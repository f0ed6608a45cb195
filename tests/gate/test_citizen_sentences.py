"""The sentence of every state that a case can come into reads whole on the status page: nothing in it is left blank."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from gate.citizen_status import citizen_status
from tests.given import DEFINITIONS, shipped
from tests.workflow.rehearsal.stories import STAGE
from workflow.case import Case
from workflow.definition.model import Definition
from workflow.rehearsal.play import Play
from workflow.rehearsal.walk import walked

NAMES = sorted(path.parent.name for path in DEFINITIONS.glob("*/request_type.yaml"))
WALKS = 5
BEGIN = datetime(2026, 11, 23, 6, 5, tzinfo=UTC)
GAP = re.compile(r"\s[.,;:]|[:№«]\s*[.,»]|\s\s|[:№]\s*$|\b(?:до|в|о|by|at)\s*[.,]")


def _sentence(case: Case, definition: Definition, play: Play, language: str) -> str:
    status = citizen_status(
        case,
        definition,
        (),
        (),
        play.memory.personal(case.id),
        version=lambda _digest: definition,
        unit="КП «Благоустрій»",
        surroundings=play.stage.surroundings,
        language=language,
    )
    return status.citizen_text


@pytest.mark.parametrize("name", NAMES)
def test_no_sentence_of_a_shipped_definition_has_a_gap(name: str) -> None:
    # given
    definition = shipped(name)
    gaps: dict[str, str] = {}
    for number in range(WALKS):
        # when
        play = walked(definition, STAGE, BEGIN, f"sentences/{number}")[1]
        for decision in play.decisions:
            for language in ("uk", "en", "ru"):
                said = _sentence(decision.case, definition, play, language)
                if GAP.search(said):
                    gaps[f"{decision.case.state}, {language}"] = said
    # then
    assert gaps == {}


def test_a_visit_is_told_with_day_hour_and_room() -> None:
    # given
    definition = shipped("mayor_reception")
    play = walked(definition, STAGE, BEGIN, "sentences/1")[1]
    booked = play.decisions[0].case
    # when
    said = _sentence(booked, definition, play, "uk")
    # then
    assert re.fullmatch(r"Вас записано: середа, \d{1,2} [а-я]+, 1[56]:[024]0, каб\. \d+\.", said), said
