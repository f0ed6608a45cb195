"""Votes and support without a database: rules frozen at opening, who may vote, what happens at threshold and end."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.given import Play, definition_of, shipped, staff, surroundings
from workflow.actor import visitor
from workflow.commands.cast_vote import CastVote
from workflow.commands.enter_signatures import EnterSignatures
from workflow.effect_requests import FireTransition
from workflow.errors import Conflict, DefinitionError, InvalidInput, NotAvailable, NotFound
from workflow.rehearsal.outside import settle
from workflow.rehearsal.scenario import Step, StepKind
from workflow.rehearsal.voters import vote

QUESTION = definition_of((Path(__file__).parent / "voting.yaml").read_text(encoding="utf-8"))
CLERK = staff("clerk")


def asked(*, population: int | None = 42_000) -> Play:
    play = Play(QUESTION)
    around = surroundings()
    play.stage = replace(play.stage, surroundings=replace(around, town=replace(around.town, population=population)))
    play.open({"what": "Чи садити тут липи?"})
    return play


def opened(*, population: int | None = 42_000) -> Play:
    play = asked(population=population)
    play.do("start", CLERK)
    return play


def cast(play: Play, phone: str, *choices: str, territory: str | None = "north") -> None:
    command = CastVote(
        reference=play.case.reference, identity=f"phone:{phone}", choices=choices or ("yes",), territory=territory
    )
    play.execute(command, visitor(1))


def many(play: Play, count: int) -> None:
    step = Step(line=0, kind=StepKind.VOTE, name=str(count), choices=("yes",), territory="north")
    settle(play, vote(step, play, visitor(1)))


def refusals(error: NotAvailable) -> list[str]:
    return [one.code for one in error.refusals]


@pytest.mark.parametrize(("population", "needed"), [(999, 50), (42_000, 100), (700_000, 500), (2_900_000, 1000)])
def test_the_threshold_follows_the_population_when_voting_opens(population: int, needed: int) -> None:
    support = opened(population=population).case.support
    assert support is not None
    assert support.threshold == needed


def test_the_rules_stay_as_they_were_when_the_town_grows_meanwhile() -> None:
    play = opened(population=4_000)
    around = play.stage.surroundings
    play.stage = replace(play.stage, surroundings=replace(around, town=replace(around.town, population=90_000)))

    many(play, 75)

    assert play.case.state == "done"
    assert play.case.support is not None
    assert play.case.support.threshold == 75


def test_a_town_that_does_not_say_how_many_live_there_opens_no_voting_by_population() -> None:
    play = asked(population=None)
    with pytest.raises(DefinitionError) as refused:
        play.do("start", CLERK)
    assert refused.value.code == "population_unknown"
    assert play.case.state == "fresh"


def test_nobody_votes_before_it_opens_and_nobody_after_the_last_day() -> None:
    play = asked()
    with pytest.raises(NotFound):
        cast(play, "+380501")
    play.do("start", CLERK)
    deadline = play.case.deadline("window")
    assert deadline is not None
    # the sweep is late: the clock has run out and nobody has woken the case yet
    play.now = deadline.deadline
    with pytest.raises(NotAvailable) as refused:
        cast(play, "+380501")
    assert refusals(refused.value) == ["voting_closed"]


def test_one_identity_votes_once_and_each_case_counts_for_itself() -> None:
    play = opened()
    cast(play, "+380501")
    with pytest.raises(Conflict) as refused:
        cast(play, "+380501", "no")
    assert refused.value.code == "already_voted"
    assert play.memory.tally(play.case.id).total == 1


@pytest.mark.parametrize(
    ("choices", "territory", "errors"),
    [
        ((), "north", {"choice": ("required",)}),
        (("maybe",), "north", {"choice": ("not_one_of",)}),
        (("yes", "yes"), "north", {"choice": ("too_many",)}),
        (("yes",), None, {"territory": ("required",)}),
        (("yes",), "west", {"territory": ("not_one_of",)}),
    ],
)
def test_a_vote_that_makes_no_sense_is_told_every_mistake(
    choices: tuple[str, ...], territory: str | None, errors: dict[str, tuple[str, ...]]
) -> None:
    play = opened()
    command = CastVote(reference=play.case.reference, identity="phone:1", choices=choices, territory=territory)
    with pytest.raises(InvalidInput) as refused:
        play.execute(command, visitor(1))
    assert refused.value.errors == errors


def test_a_voter_of_the_north_cannot_vote_in_the_south() -> None:
    play = opened()
    cast(play, "+380501", territory="north")
    elsewhere = Play(QUESTION)
    elsewhere.memory.territories = play.memory.territories
    elsewhere.open({"what": "А тут?"}, reference="26-00043")
    elsewhere.do("start", CLERK)
    with pytest.raises(NotAvailable) as refused:
        cast(elsewhere, "+380501", territory="south")
    assert refusals(refused.value) == ["other_territory"]


def test_exactly_the_vote_that_fills_the_threshold_wants_the_move() -> None:
    play = opened(population=100)
    for number in range(52):
        cast(play, f"+38050{number}")
    fired = [one for one in play.memory.deferred if isinstance(one, FireTransition)]
    assert [(one.name, one.from_state) for one in fired] == [("enough", "open")]
    assert play.memory.tally(play.case.id).total == 52


def test_votes_and_paper_make_one_tally() -> None:
    play = Play(shipped("petition"))
    play.open(
        {"subject": "Освітити стежку до школи", "demand": "Просимо поставити шість ліхтарів.", "addressed_to": "mayor"}
    )
    play.do("publish", staff("registrar"))
    for number in range(60):
        cast_support(play, number)
    play.execute(
        EnterSignatures(reference=play.case.reference, unnamed=38, phones=("+380500000001", "+380670000001")), CLERK
    )
    assert play.memory.tally(play.case.id).total == 99
    assert play.memory.deferred == []
    cast_support(play, 60)
    assert len(play.memory.deferred) == 1


def cast_support(play: Play, number: int) -> None:
    command = CastVote(reference=play.case.reference, identity=f"phone:+38050{number:07d}")
    play.execute(command, visitor(1))


def test_a_guarded_move_waits_for_the_threshold() -> None:
    play = opened(population=100)
    with pytest.raises(NotAvailable) as refused:
        play.do("stop", CLERK)
    assert refusals(refused.value) == ["threshold_reached"]
    for number in range(50):
        cast(play, f"+38050{number}")
    play.do("stop", CLERK)
    assert play.case.state == "done"


def test_a_last_vote_before_the_end_counts_although_the_move_it_wants_comes_after() -> None:
    play = opened(population=100)
    for number in range(50):
        cast(play, f"+38050{number}")
    play.memory.deferred.clear()  # the worker has not come to it
    for decision in play.wake(play.now + timedelta(days=11)):
        settle(play, decision)
    assert play.case.state == "done"


def test_the_tally_is_frozen_when_voting_closes() -> None:
    play = opened()
    cast(play, "+380501", "yes", "both")
    cast(play, "+380502", "no")
    for decision in play.wake(play.now + timedelta(days=11)):
        settle(play, decision)
    support = play.case.support
    assert play.case.state == "short"
    assert support is not None
    assert support.tally is not None
    assert support.tally.choices == {"both": 1, "no": 1, "yes": 1}
    assert support.tally.votes == 2
