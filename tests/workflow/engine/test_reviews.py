"""Rounds of reviews through the pure core: who may say what, when a round is complete, what a changed text does."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from tests.given import Play, citizen, local, staff
from tests.workflow.reviewed_case import (
    ANSWER,
    CLERK,
    DEPUTY,
    IN_TURN,
    LAWYER,
    MAYOR,
    SOCIAL,
    act,
    ask,
    drafted,
    review,
    standing_in,
    under_review,
    visa,
)
from workflow import codec
from workflow.actor import system
from workflow.commands.open_document import OpenDocument
from workflow.commands.withdraw_review import WithdrawReview
from workflow.effect_requests import FireTransition, TellStaff
from workflow.engine.available import available
from workflow.engine.evolve import fold
from workflow.engine.pending import pending
from workflow.engine.reviews import all_in, newest, quorum
from workflow.engine.text_difference import Mark, difference
from workflow.engine.timers import timers
from workflow.errors import Conflict, InvalidInput, NotAvailable, NotPermitted
from workflow.events import ReviewClosed, ReviewedTextKept, VisaGiven, VisasFallen
from workflow.review import ReviewStatus, Verdict
from workflow.work_item import WorkKind

PARALLEL = "reviews: {of: answer_letter, by: [deputy, social, clerk], complete: %s}"
NAMED = "reviews: {of: answer_letter, people: required, order: in_turn}"
OF_CASE = "reviews: {by: [deputy]}"


def reasons(refused: pytest.ExceptionInfo[NotAvailable]) -> list[str]:
    return [one.code for one in refused.value.refusals]


def waits(play: Play) -> list[str]:
    return [
        f"{one.kind.value} {one.username or one.role}"
        for one in pending(play.definition, play.case)
        if one.kind in (WorkKind.REVIEW, WorkKind.WORK)
    ]


def open_to(play: Play, name: str) -> bool:
    offers = available(play.definition, play.case, LAWYER, play.now, play.stage.surroundings)
    return next(one.allowed for one in offers if one.name == name)


def test_in_turn_the_next_reviewer_gets_work_when_the_former_agreed() -> None:
    play = under_review()
    assert waits(play) == ["review deputy"]

    visa(play, DEPUTY)

    assert waits(play) == ["review social"]
    assert not open_to(play, "to_signature")
    visa(play, SOCIAL)
    assert (waits(play), review(play).status, open_to(play, "to_signature")) == ([], ReviewStatus.COMPLETE, True)


def test_whoever_comes_later_waits_for_the_others() -> None:
    play = under_review()

    with pytest.raises(NotAvailable) as refused:
        visa(play, SOCIAL)

    assert reasons(refused) == ["not_your_turn"]


def test_a_visa_is_given_once() -> None:
    play = under_review()
    visa(play, DEPUTY)

    with pytest.raises(NotAvailable) as refused:
        visa(play, DEPUTY)

    assert reasons(refused) == ["already_reviewed"]


def test_nobody_else_gives_a_visa() -> None:
    play = under_review()

    for actor in (CLERK, MAYOR, citizen(play.case), system(1)):
        with pytest.raises(NotPermitted):
            visa(play, actor)


@pytest.mark.parametrize("verdict", [Verdict.AGREED_WITH_REMARKS, Verdict.NOT_AGREED])
def test_whoever_does_not_simply_agree_says_why(verdict: Verdict) -> None:
    play = under_review()

    with pytest.raises(InvalidInput) as wrong:
        visa(play, DEPUTY, verdict, "  ")

    assert wrong.value.errors == {"remark": ("required",)}


def test_words_of_a_visa_leave_only_a_commitment_in_the_history() -> None:
    play = under_review()

    decision = visa(play, DEPUTY, Verdict.AGREED_WITH_REMARKS, "Олені вказати дату")

    assert "Олені" not in repr(decision.events)
    assert [one.value for one in decision.personal] == ["Олені вказати дату"]


@pytest.mark.parametrize(
    ("complete", "count", "needed"),
    [("all", 3, 3), ("any", 3, 1), ("2", 3, 2), ("50%", 3, 2), ("1%", 3, 1), ("100%", 3, 3), ("67%", 3, 3)],
)
def test_how_many_must_agree(complete: str, count: int, needed: int) -> None:
    assert quorum(complete, count) == needed


@pytest.mark.parametrize(
    ("complete", "verdicts", "status"),
    [
        ("any", "n", ReviewStatus.OPEN),
        ("any", "ny", ReviewStatus.COMPLETE),
        ("any", "nnn", ReviewStatus.FAILED),
        ("2", "yn", ReviewStatus.OPEN),
        ("2", "yny", ReviewStatus.COMPLETE),
        ("2", "nn", ReviewStatus.FAILED),
        ("50%", "yy", ReviewStatus.COMPLETE),
        ("all", "yy", ReviewStatus.OPEN),
        ("all", "n", ReviewStatus.FAILED),
    ],
)
def test_in_parallel_a_round_ends_as_soon_as_its_end_is_certain(
    complete: str, verdicts: str, status: ReviewStatus
) -> None:
    play = under_review(PARALLEL % complete)

    for actor, said in zip((SOCIAL, DEPUTY, CLERK), verdicts, strict=False):
        visa(play, actor, Verdict.AGREED if said == "y" else Verdict.NOT_AGREED, "" if said == "y" else "ні")

    assert review(play).status is status


def test_a_failed_round_gives_the_work_back_to_whoever_asked() -> None:
    play = under_review()

    decision = visa(play, DEPUTY, Verdict.NOT_AGREED, "немає дати")

    assert waits(play) == ["work lawyer"]
    assert [(one.to, one.code) for one in decision.effects if isinstance(one, TellStaff)] == [
        (("user:lawyer",), "review_failed")
    ]
    with pytest.raises(NotAvailable) as refused:
        play.do("to_signature", LAWYER)
    assert reasons(refused) == ["all_reviews_in"]


def test_a_changed_text_drops_the_visas_says_which_words_and_asks_again() -> None:
    play = under_review()
    visa(play, DEPUTY)
    visa(play, SOCIAL, Verdict.AGREED_WITH_REMARKS, "вказати дату виплати")
    play.now = local("2026-12-10", "09:00")

    decision = play.do("mend", LAWYER, {"answer_text": "Дах відремонтовано. Допомогу виплатять 15 грудня."})

    (fallen,) = [one for one in decision.events if isinstance(one, VisasFallen)]
    assert (fallen.changed, fallen.by) == (("answer_text",), "lawyer")
    found = review(play)
    assert (found.status, found.standing, len(found.visas)) == (ReviewStatus.OPEN, (), 2)
    assert found.due_date is not None
    assert found.due_date.isoformat() == "2026-12-14"
    assert waits(play) == ["review deputy"]
    marked = difference(play.definition, found.earlier, found.text, play.memory.personal(play.case.id))
    assert [(one.mark, one.text) for one in marked] == [
        (Mark.KEPT, "Дах відремонтовано."),
        (Mark.REMOVED, "Допомогу виплатять."),
        (Mark.ADDED, "Допомогу виплатять 15 грудня."),
    ]
    assert marked[0].label == "Текст відповіді"


def test_the_difference_is_against_what_was_agreed_however_often_the_text_changed_since() -> None:
    play = under_review()
    visa(play, DEPUTY)

    play.do("mend", LAWYER, {"answer_text": "Раз."})
    play.do("mend", LAWYER, {"answer_text": "Два."})

    found = review(play)
    marked = difference(play.definition, found.earlier, found.text, play.memory.personal(play.case.id))
    assert [one.text for one in marked if one.mark is Mark.REMOVED] == ["Дах відремонтовано.", "Допомогу виплатять."]
    assert [one.text for one in marked if one.mark is Mark.ADDED] == ["Два."]


def test_the_same_words_again_keep_the_visas() -> None:
    play = under_review()
    visa(play, DEPUTY)
    visa(play, SOCIAL)

    decision = play.do("mend", LAWYER, {"answer_text": ANSWER})

    assert [type(one) for one in decision.events if "Review" in type(one).__name__] == [ReviewedTextKept]
    assert open_to(play, "to_signature")


def test_what_the_template_does_not_use_is_not_its_text() -> None:
    play = under_review()
    visa(play, DEPUTY)

    play.do("mend", LAWYER, {"note": "подзвонити"})

    assert len(review(play).standing) == 1


def test_another_template_holds_the_case_until_it_is_reviewed() -> None:
    play = under_review()
    visa(play, DEPUTY)
    visa(play, SOCIAL)
    assert all_in(play.definition, play.case, newest(play.case), {})

    letter = play.definition.templates["answer_letter.html"]
    changed = replace(
        play.definition, templates={**play.definition.templates, "answer_letter.html": letter + "<p>І ще.</p>"}
    )

    assert not all_in(changed, play.case, newest(play.case), {})


def test_a_move_that_would_write_the_text_anew_does_not_pass_on_its_old_visas() -> None:
    play = under_review()
    visa(play, DEPUTY)
    visa(play, SOCIAL)

    assert all_in(play.definition, play.case, newest(play.case), {"note": "інше"})
    assert not all_in(play.definition, play.case, newest(play.case), {"answer_text": "Зовсім інше."})


def test_a_reviewer_agrees_to_the_text_they_were_shown_and_to_no_other() -> None:
    play = under_review()
    shown = review(play).text.digest
    play.do("mend", LAWYER, {"answer_text": "Інше."})

    with pytest.raises(Conflict) as stale:
        visa(play, DEPUTY, text=shown)

    assert stale.value.code == "text_changed"
    visa(play, DEPUTY, text=review(play).text.digest)


def test_nobody_reviews_what_they_prepared() -> None:
    both = staff("lawyer", "lawyer", "deputy", unit=None)
    play = drafted()
    ask(play, both)

    with pytest.raises(NotAvailable) as refused:
        visa(play, both)

    assert reasons(refused) == ["separation"]
    visa(play, DEPUTY)


def test_whoever_wrote_the_text_prepared_it_though_another_asked_for_the_visas() -> None:
    writer = staff("writer", "lawyer", "deputy", unit=None)
    play = drafted()
    play.do("mend", writer, {"answer_text": "Моє."})
    ask(play, LAWYER)

    with pytest.raises(NotAvailable) as refused:
        visa(play, writer)

    assert reasons(refused) == ["separation"]


def test_nobody_reviews_on_behalf_of_whoever_prepared() -> None:
    both = staff("lawyer", "lawyer", "deputy", unit=None)
    play = drafted()
    ask(play, both)

    with pytest.raises(NotAvailable) as refused:
        visa(play, standing_in(staff("nobody", "other", unit=None), both))

    assert reasons(refused) == ["separation"]


def test_one_person_gives_no_two_visas_of_a_round() -> None:
    both = staff("two_hats", "deputy", "social", unit=None)
    play = under_review()
    visa(play, both)

    with pytest.raises(NotAvailable) as refused:
        visa(play, both)

    assert reasons(refused) == ["separation"]


def test_a_definition_may_lift_the_separation() -> None:
    both = staff("lawyer", "lawyer", "deputy", "social", unit=None)
    play = drafted(IN_TURN.replace("}}", "}, separation: false}"))
    ask(play, both)

    visa(play, both)
    visa(play, both)

    assert review(play).status is ReviewStatus.COMPLETE


def test_who_stands_in_for_a_reviewer_gives_the_visa_under_both_names() -> None:
    play = under_review()

    decision = visa(play, standing_in(SOCIAL, DEPUTY))

    (given,) = [one for one in decision.events if isinstance(one, VisaGiven)]
    assert (given.by, given.acting_for, given.name, decision.acting_for) == (
        "social",
        "deputy",
        "Ольга Соціальна",
        "deputy",
    )
    visa(play, SOCIAL)
    assert review(play).status is ReviewStatus.COMPLETE


def test_named_people_review_in_the_order_they_were_named() -> None:
    play = under_review(NAMED, "social", "clerk")

    assert waits(play) == ["review social"]
    assert [one.name for one in review(play).reviewers] == ["Ольга Соціальна", "Clerk"]
    visa(play, SOCIAL)
    assert waits(play) == ["review clerk"]


@pytest.mark.parametrize(
    ("rule", "people", "code"),
    [
        (NAMED, (), "required"),
        (NAMED, ("ghost",), "unknown_user"),
        (NAMED, ("social", "social"), "twice"),
        (NAMED.replace("}", ", complete: 3}"), ("social", "deputy"), "too_few"),
        (IN_TURN, ("social",), "reviewers_not_expected"),
    ],
)
def test_the_people_named_are_weighed(rule: str, people: tuple[str, ...], code: str) -> None:
    play = drafted(rule)

    with pytest.raises(InvalidInput) as wrong:
        ask(play, LAWYER, *people)

    assert wrong.value.errors == {"reviewers": (code,)}
    assert play.case.reviews == ()


def test_only_who_asked_takes_a_round_back_and_says_why() -> None:
    play = under_review()

    def back(actor: object, reason: str) -> None:
        act(play, actor, WithdrawReview(reference=play.case.reference, review=review(play).id, reason=reason))  # type: ignore[arg-type]

    with pytest.raises(NotPermitted):
        back(DEPUTY, "рано")
    with pytest.raises(InvalidInput):
        back(LAWYER, " ")
    back(standing_in(CLERK, LAWYER), "ще не готово")
    assert review(play).status is ReviewStatus.WITHDRAWN
    with pytest.raises(NotAvailable) as twice:
        back(LAWYER, "ще раз")
    assert reasons(twice) == ["wrong_state"]
    with pytest.raises(NotAvailable):
        visa(play, DEPUTY)


def test_asking_anew_takes_the_place_of_the_round_before() -> None:
    play = under_review()
    first = review(play)
    visa(play, DEPUTY)

    decision = ask(play, LAWYER)

    (closed,) = [one for one in decision.events if isinstance(one, ReviewClosed)]
    assert (closed.review, closed.why) == (first.id, "asked_anew")
    assert (review(play).id != first.id, review(play).standing, review(play).earlier) == (True, (), first.text)


def test_a_paper_under_review_is_not_opened_for_signature() -> None:
    play = under_review()
    visa(play, DEPUTY)
    visa(play, SOCIAL)
    play.do("to_signature", LAWYER)
    play.do("mend", LAWYER, {"answer_text": "Інше."})

    with pytest.raises(NotAvailable) as refused:
        play.execute(OpenDocument(document=play.case.papers[0].id), MAYOR)

    assert reasons(refused) == ["all_reviews_in"]
    assert not any(one.kind is WorkKind.SIGN for one in pending(play.definition, play.case))


def test_a_case_that_ends_asks_no_reviewer_any_more() -> None:
    play = under_review()

    play.do("withdraw", citizen(play.case))

    assert (review(play).status, waits(play), timers(play.case)) == (ReviewStatus.WITHDRAWN, [], ())


def test_reviews_of_the_case_itself_fall_with_its_form_alone() -> None:
    play = under_review(OF_CASE)
    visa(play, DEPUTY)

    play.do("mend", LAWYER, {"answer_text": "Інше.", "note": "теж"})

    assert review(play).status is ReviewStatus.COMPLETE


def test_the_last_visa_fires_a_move_of_the_system_that_waits_for_it() -> None:
    play = under_review()
    moves = tuple(
        replace(one, roles=("system",)) if one.name == "to_signature" else one for one in play.definition.transitions
    )
    play.definition = replace(play.definition, transitions=moves)

    first, last = visa(play, DEPUTY), visa(play, SOCIAL)

    assert first.effects == ()
    assert [one.name for one in last.effects if isinstance(one, FireTransition)] == ["to_signature"]


def test_each_rung_of_the_clock_comes_once() -> None:
    play = under_review()

    woken = play.wake(local("2026-12-20", "12:00"))

    told = [one for decision in woken for one in decision.effects if isinstance(one, TellStaff)]
    assert [(one.code, one.to) for one in told] == [
        ("review_near", ("role:deputy",)),
        ("review_overdue", ("role:deputy", "user:lawyer")),
    ]


def test_an_older_case_without_reviews_still_loads() -> None:
    play = drafted()
    row = codec.case_to_json(play.case)

    assert "reviews" not in row
    assert codec.case_from_json(row) == play.case


def test_replaying_the_history_of_a_reviewed_case_gives_the_stored_one() -> None:
    play = under_review()
    visa(play, DEPUTY)
    visa(play, SOCIAL, Verdict.AGREED_WITH_REMARKS, "дату")
    play.do("mend", LAWYER, {"answer_text": "Інше."})
    play.wake(local("2026-12-20", "12:00"))
    visa(play, DEPUTY, Verdict.NOT_AGREED, "ні")

    replayed = None
    for decision, (now, label) in zip(play.decisions, play.instants, strict=True):
        stored = [codec.event_from_json(*codec.event_to_json(one)) for one in decision.events]
        replayed = fold(replayed, stored, now, label)

    assert replayed == play.case
    assert codec.case_from_json(json.loads(codec.canonical(codec.case_to_json(play.case)))) == play.case
