"""Child cases as decisions: when the parent goes on, what comes back, and what a lost child means."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from tests.given import Play, citizen, definition_of, moment, staff
from workflow import codec
from workflow.actor import system
from workflow.case import Case, Child, ChildStatus
from workflow.commands.cancel_child_case import CancelChildCase
from workflow.commands.end_child import EndChild
from workflow.definition.model import Definition
from workflow.effect_requests import CancelChild, FireTransition, OpenChild, ReturnToParent
from workflow.engine import children
from workflow.engine.evolve import fold
from workflow.errors import NotAvailable
from workflow.rehearsal.child_cases import child_ends

OFFERED = Path(__file__).parents[2] / "definitions" / "offered"
CERTIFICATE = (OFFERED / "house_certificate" / "request_type.yaml").read_text(encoding="utf-8")
REQUEST = (OFFERED / "archive_request" / "request_type.yaml").read_text(encoding="utf-8")


def asked(text: str = CERTIFICATE) -> Play:
    play = Play(definition_of(text))
    play.open({"house": "вул. Лісова, 8"})
    play.do("ask_archive", staff("s", "specialist"))
    return play


def two(wait: str) -> Play:
    """A certificate that asks two archives and waits for `wait`."""
    effect = "      - child: {request_type: archive_request, fields: {house: house}, wait: all"
    assert effect in CERTIFICATE
    other = effect.replace("archive_request", "land_request").replace("wait: all", f"wait: {wait}") + "}\n"
    return asked(CERTIFICATE.replace(effect, other + effect.replace("wait: all", f"wait: {wait}")))


def wanted(play: Play, request_type: str) -> Child:
    return next(one for one in play.case.children if one.request_type == request_type)


def fired(play: Play) -> list[str]:
    return [one.name for one in play.decisions[-1].effects if isinstance(one, FireTransition)]


def test_the_move_itself_wants_the_child_and_one_job_opens_it() -> None:
    play = asked()
    (child,) = play.case.children
    requests = [one for one in play.decisions[-1].effects if isinstance(one, OpenChild)]
    assert [(one.case, one.child) for one in requests] == [(play.case.id, child.id)]
    assert child.fields == {"house": "house"}
    assert child.status is ChildStatus.WANTED


def test_a_parent_that_waits_for_all_goes_on_with_the_last() -> None:
    play = two("all")
    child_ends(play, wanted(play, "land_request"), "satisfied", {})
    assert fired(play) == []
    child_ends(play, wanted(play, "archive_request"), "explained", {})
    assert fired(play) == ["archive_answered"]


def test_a_parent_that_waits_for_any_goes_on_with_the_first_and_once() -> None:
    play = two("any")
    child_ends(play, wanted(play, "land_request"), "satisfied", {})
    assert fired(play) == ["archive_answered"]
    assert children.awaited(play.case) == (), "the other one holds nobody up"
    child_ends(play, wanted(play, "archive_request"), "satisfied", {})
    assert fired(play) == []


def test_an_end_told_twice_is_told_once() -> None:
    play = asked()
    child = play.case.children[0]
    assert child_ends(play, child, "satisfied", {"area": 54}) is not None
    assert play.execute(EndChild(child=child.id, parent=play.case.id), system(1)) is None
    assert play.case.values["area"] == 54


def test_a_case_cannot_finish_while_it_waits() -> None:
    play = asked()
    with pytest.raises(NotAvailable) as refused:
        play.do("give", staff("h", "head"))
    assert [one.code for one in refused.value.refusals] == ["open_children"]
    child_ends(play, play.case.children[0], "satisfied", {})
    play.do("give", staff("h", "head"))
    assert play.case.outcome == "satisfied"


def test_who_withdraws_lets_go_of_an_open_child() -> None:
    play = asked()
    child = play.case.children[0]
    play.memory.cases[play.case.id] = replace(
        play.case, children=(replace(child, status=ChildStatus.OPEN, reference="26-00050"),)
    )
    decision = play.do("withdraw", citizen(play.case))
    assert [one.case for one in decision.effects if isinstance(one, CancelChild)] == [child.id]
    assert play.case.children[0].status is ChildStatus.CANCELLED


def request_under(parent: UUID, definition: Definition) -> Play:
    play = Play(definition)
    play.open({"house": "вул. Лісова, 8"}, applicant={})
    play.memory.cases[play.case.id] = replace(play.case, parent=parent, parent_reference="26-00041")
    return play


def test_a_child_that_ends_tells_its_parent_and_a_case_without_one_tells_nobody() -> None:
    parent = UUID(int=41)
    play = request_under(parent, definition_of(REQUEST))
    decision = play.do("answer", staff("a", "archivist"), {"area": 54})
    assert [one.parent for one in decision.effects if isinstance(one, ReturnToParent)] == [parent]
    lone = Play(definition_of(REQUEST))
    lone.open({"house": "вул. Лісова, 8"}, applicant={})
    assert not any(
        isinstance(one, ReturnToParent) for one in lone.do("answer", staff("a", "archivist"), {"area": 54}).effects
    )


def test_a_child_let_go_is_withdrawn_and_where_it_cannot_be_somebody_is_asked_to_close_it() -> None:
    parent = UUID(int=41)
    play = request_under(parent, definition_of(REQUEST))
    play.execute(CancelChildCase(child=play.case.id, parent=parent), system(1))
    assert play.case.outcome == "withdrawn"
    text = REQUEST.replace("  - {name: withdraw, from: asked, to: withdrawn, roles: [archive_head]}\n", "")
    play = request_under(parent, definition_of(text))
    for _ in range(2):
        play.execute(CancelChildCase(child=play.case.id, parent=parent), system(1))
    assert (play.case.state, [(one.code, one.role) for one in play.case.works]) == (
        "asked",
        [("parent_ended", "archivist")],
    )


def test_a_system_transition_that_nothing_else_fires_comes_after_the_child_too() -> None:
    play = asked(CERTIFICATE.replace(", after: child", ""))
    child_ends(play, play.case.children[0], "satisfied", {})
    assert fired(play) == ["archive_answered"]


def test_history_replayed_with_children_is_the_stored_case() -> None:
    play = two("all")
    child_ends(play, wanted(play, "land_request"), "satisfied", {"area": 54})
    child_ends(play, wanted(play, "archive_request"), "satisfied", {"area": 60, "owner": "x"})
    replayed: Case | None = None
    for decision, (now, label) in zip(play.decisions, play.instants, strict=True):
        stored = [codec.event_from_json(*codec.event_to_json(one)) for one in decision.events]
        replayed = fold(replayed, stored, now, label)
    assert replayed == play.case
    assert codec.case_from_json(codec.case_to_json(play.case)) == play.case


def test_what_is_personal_in_the_child_is_personal_in_the_parent() -> None:
    play = asked()
    child = play.case.children[0]
    request = request_under(play.case.id, definition_of(REQUEST))
    request.do("answer", staff("a", "archivist"), {"area": 54, "owner": "Зразкова"})
    personal = request.memory.personal(request.case.id)
    event, kept = children.ended(child, request.case, personal, request.definition, moment(request.now))
    assert event.values["area"] == 54
    assert set(event.places) == {"owner"}
    assert [(one.name, one.value) for one in kept] == [(f"child.{child.id}.owner", "Зразкова")]
    assert "Зразкова" not in repr(event)
