"""Laws of reviews over random moves: nothing passes on visas that were not given on the text as it is, by enough people
of whom none prepared it; and the history replays to the stored case."""

from __future__ import annotations

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.given import Play, citizen, staff
from tests.workflow.reviewed_case import CLERK, DEPUTY, IN_TURN, LAWYER, SOCIAL, drafted, standing_in
from workflow import codec
from workflow.actor import Actor
from workflow.case import Case
from workflow.commands.command_table import Command
from workflow.commands.give_visa import GiveVisa
from workflow.commands.perform_transition import PerformTransition
from workflow.commands.withdraw_review import WithdrawReview
from workflow.engine.evolve import fold
from workflow.engine.reviewed_text import reviewed_text
from workflow.engine.reviews import all_in, newest
from workflow.errors import DomainError
from workflow.review import Verdict

RULES = (
    IN_TURN,
    "reviews: {of: answer_letter, by: [deputy, social, clerk], complete: 2}",
    "reviews: {of: answer_letter, by: [deputy, deputy], complete: any, due: {length: 3, unit: working_hour}}",
    "reviews: {by: [deputy, clerk], complete: '50%'}",
)
BOTH = staff("both", "lawyer", "deputy", "social", unit=None)
PEOPLE = (LAWYER, DEPUTY, SOCIAL, CLERK, BOTH, standing_in(SOCIAL, DEPUTY), standing_in(CLERK, LAWYER))
WORDS = ("Раз. Два.", "Раз. Три.", "")


def command(play: Play, pick: int) -> Command:
    """Something somebody might try, sense or not."""
    reference = play.case.reference
    rounds = play.case.reviews
    if rounds and pick % 2:
        review = rounds[-1 - (pick // 2) % min(2, len(rounds))]
        if pick % 11 == 0:
            return WithdrawReview(reference=reference, review=review.id, reason="рано")
        verdict = tuple(Verdict)[(pick // 4) % 5 % 3]
        seen = review.text.digest if pick % 5 else "0" * 64
        return GiveVisa(reference=reference, review=review.id, verdict=verdict, remark="дату", text=seen)
    name = ("ask_visas", "mend", "mend", "to_signature", "ask_visas")[(pick // 8) % 5]
    given = {"answer_text": WORDS[(pick // 3) % 3]} if name == "mend" else {}
    return PerformTransition(reference=reference, name=name, input={key: text for key, text in given.items() if text})


def played(rule: str, picks: list[int]) -> tuple[Play, int]:
    """A random play, its rule held after every step; how many commands were taken."""
    play, taken = drafted(rule), 0
    for pick in picks:
        before = play.case
        actor: Actor = PEOPLE[(pick // 13) % len(PEOPLE)] if pick % 97 else citizen(play.case)
        play.later(minutes=pick % 700)
        if pick % 17 == 0:
            play.wake(play.now)
            before = play.case
        try:
            play.execute(command(play, pick), actor)
        except DomainError:
            assert play.case is before
        else:
            taken += 1
        holds(play, before)
    return play, taken


def holds(play: Play, before: Case) -> None:
    """The rule itself, told without the code that keeps it."""
    case, definition = play.case, play.definition
    if before.state == "reviewing" and case.state == "answering":
        assert all_in(definition, before, newest(before), {})
    if not all_in(definition, case, newest(case), {}):
        return
    (review,) = newest(case)
    assert reviewed_text(definition, case, review.document, review.transition).digest == review.text.digest
    agreed = [one for one in review.visas if one.fallen is None and one.verdict is not Verdict.NOT_AGREED]
    assert len(agreed) >= review.needed
    assert len({one.reviewer for one in agreed}) == len(agreed)
    assert len({one.acting_for or one.by for one in agreed}) == len(agreed)
    assert not {one.by for one in agreed} & set(review.prepared)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rule=st.sampled_from(RULES), picks=st.lists(st.integers(min_value=0, max_value=10_000), min_size=1, max_size=40))
def test_visas_hold_for_one_text_and_history_replays(rule: str, picks: list[int]) -> None:
    play, _taken = played(rule, picks)

    replayed: Case | None = None
    for decision, (now, label) in zip(play.decisions, play.instants, strict=True):
        stored = [codec.event_from_json(*codec.event_to_json(one)) for one in decision.events]
        replayed = fold(replayed, stored, now, label)
    assert replayed == play.case
    assert codec.case_from_json(json.loads(codec.canonical(codec.case_to_json(play.case)))) == play.case


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rule=st.sampled_from(RULES), picks=st.lists(st.integers(min_value=0, max_value=10_000), min_size=1, max_size=30))
def test_the_same_moves_give_the_same_rounds(rule: str, picks: list[int]) -> None:
    assert played(rule, picks)[0].decisions == played(rule, picks)[0].decisions


def test_random_moves_do_come_to_complete_rounds() -> None:
    """The law above would hold vacuously if nobody ever agreed."""
    play, taken = played(RULES[1], [(number * 7919 + 13) % 10_000 for number in range(300)])

    assert taken > 20
    assert {one.status for one in play.case.reviews} >= {"withdrawn"}
    events = {type(one).__name__ for decision in play.decisions for one in decision.events}
    assert {"VisaGiven", "VisasFallen", "ReviewedTextKept", "ReviewClosed"} <= events
