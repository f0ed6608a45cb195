"""Moving a case past the join is agreeing, for whoever is asked: the visa stands in the round, under the same rules."""

from __future__ import annotations

import pytest

from tests.given import Play
from tests.workflow.reviewed_case import DEPUTY, IN_TURN, LAWYER, SOCIAL, act, standing_in, under_review, visa
from workflow.actor import Actor
from workflow.commands.perform_transition import PerformTransition
from workflow.decision import Decision
from workflow.effect_requests import FireTransition
from workflow.engine.available import available
from workflow.engine.reviews import newest
from workflow.errors import NotAvailable
from workflow.events import ReviewClosed, Transitioned, VisaGiven
from workflow.review import ReviewStatus

PARALLEL = "reviews: {of: answer_letter, by: [deputy, social], complete: all}"


def joined_by_reviewers(rule: str) -> Play:
    """A round under way; both reviewers, the lawyer and the system may move the case past it."""
    return under_review(rule, movers="[deputy, social, lawyer, system]")


def move(play: Play, actor: Actor) -> Decision:
    return act(play, actor, PerformTransition(reference=play.case.reference, name="to_signature"))


def open_to(play: Play, actor: Actor) -> bool:
    offers = available(play.definition, play.case, actor, play.now, play.stage.surroundings)
    return next(one.allowed for one in offers if one.name == "to_signature")


def test_the_last_reviewer_agrees_by_moving_the_case_on() -> None:
    # given
    play = joined_by_reviewers(PARALLEL)
    visa(play, DEPUTY)
    assert open_to(play, SOCIAL)
    # when
    decision = move(play, SOCIAL)
    # then
    told = [type(one) for one in decision.events if isinstance(one, VisaGiven | ReviewClosed | Transitioned)]
    assert told == [VisaGiven, ReviewClosed, Transitioned]
    (found,) = newest(play.case)
    assert found.status is ReviewStatus.COMPLETE
    assert [one.by for one in found.visas] == ["deputy", "social"]
    assert play.case.state == "answering"
    assert not any(isinstance(one, FireTransition) for one in decision.effects)


@pytest.mark.parametrize("rule", [PARALLEL, IN_TURN])
def test_one_visa_of_two_does_not_move_the_case(rule: str) -> None:
    # given
    play = joined_by_reviewers(rule)
    before = play.case
    # when
    assert not open_to(play, DEPUTY)
    with pytest.raises(NotAvailable) as refused:
        move(play, DEPUTY)
    # then: nor is the visa given on the way
    assert [one.code for one in refused.value.refusals] == ["all_reviews_in"]
    assert play.case == before


def test_whoever_wrote_the_text_agrees_to_nothing_by_moving_on() -> None:
    play = joined_by_reviewers("reviews: {of: answer_letter, by: [lawyer], complete: all}")
    with pytest.raises(NotAvailable) as refused:
        move(play, LAWYER)
    assert [one.code for one in refused.value.refusals] == ["all_reviews_in"]


def test_a_deputy_agrees_by_moving_in_the_name_of_the_absent() -> None:
    # given
    play = joined_by_reviewers("reviews: {of: answer_letter, by: [social], complete: all}")
    # when
    decision = move(play, standing_in(DEPUTY, SOCIAL))
    # then
    (given,) = newest(play.case)[0].visas
    assert (given.by, given.acting_for) == ("deputy", "social")
    assert play.case.state == "answering"
    assert decision.acting_for in (None, "social")
