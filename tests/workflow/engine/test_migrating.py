"""A running case comes under another version: its state, its clocks, its instructions; and why it may not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from gate.deadline_words import sentence
from tests.given import Play, citizen, order, shipped, staff, surroundings
from workflow import codec
from workflow.case import Case, DeadlineState, SignedStatement
from workflow.definition.model import Clock, Definition
from workflow.engine.evolve import fold
from workflow.engine.migrating import Foreseen, before_of, foreseen, require_sound_map, taken_back
from workflow.errors import InvalidInput
from workflow.events import DeadlineSet, DeadlineStopped, DefinitionChanged

RUN, BACK = UUID(int=77), UUID(int=78)
FORM = {"place": {"address": "вул. Лісова, 8", "street": "вул. Лісова"}}
OLENA = {"surname": "Зразкова", "given_name": "Олена", "phone": "+380501234567", "address": "вул. Лісова, 8"}


def in_work() -> Play:
    play = Play(shipped("road_defect"))
    play.open(FORM, OLENA)
    play.do("route", staff("dispatcher"))
    signed = SignedStatement(statement="s", signature="c", certificate="k", by="utility_director", at=play.now)
    play.do("instruct", staff("utility_director"), {}, [order(due=date(2026, 11, 26))], signed=[signed])
    return play


def second(old: Definition, **changes: object) -> Definition:
    return replace(old, version=old.version + 1, digest="2" * 64, **changes)  # type: ignore[arg-type]


def renamed(old: Definition, was: str, now: str) -> Definition:
    """The same with another name for a state."""

    def name(state: str | None) -> str | None:
        return now if state == was else state

    def names(states: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(str(name(one)) for one in states)

    return second(
        old,
        states={str(name(key)): replace(one, name=str(name(key))) for key, one in old.states.items()},
        transitions=tuple(replace(one, from_states=names(one.from_states), to=name(one.to)) for one in old.transitions),
        clocks={
            key: replace(one, starts=str(name(one.starts)), stops=names(one.stops), pauses=names(one.pauses))
            for key, one in old.clocks.items()
        },
    )


def with_clock(old: Definition, clock: Clock) -> Definition:
    return second(old, clocks={**old.clocks, clock.name: clock})


def without_clock(old: Definition, name: str) -> Definition:
    return second(old, clocks={key: one for key, one in old.clocks.items() if key != name})


def seen(play: Play, new: Definition, **states: str) -> Foreseen:
    return foreseen(play.definition, new, states, play.case, RUN, play.now, surroundings())


def after(play: Play, found: Foreseen) -> Case:
    assert not found.obstacles
    stored = [codec.event_from_json(*codec.event_to_json(one)) for one in found.events]
    return fold(play.case, stored, play.now, "staff:admin")


def codes(found: Foreseen) -> list[str]:
    assert not found.events
    return [one.code for one in found.obstacles]


def test_texts_alone_change_the_version_and_nothing_else() -> None:
    play = in_work()
    new = second(play.definition, title="Яма на дорозі")
    moved = after(play, seen(play, new))
    expected = replace(
        play.case, definition=new.digest, definition_version=new.version, sequence=moved.sequence, version=moved.version
    )
    assert moved == replace(expected, changed=moved.changed)
    assert moved.sequence == play.case.sequence + 1


def test_a_renamed_state_is_taken_over_with_the_instructions_that_lead_into_it() -> None:
    play = in_work()
    new = renamed(play.definition, "in_work", "doing")
    assert codes(seen(play, new)) == ["state_unmapped"]
    moved = after(play, seen(play, new, in_work="doing"))
    assert (moved.state, moved.resolutions[0].into) == ("doing", "doing")
    assert moved.entered == play.case.entered


def test_a_question_returns_to_the_renamed_state_it_was_asked_from() -> None:
    play = in_work()
    play.do("ask", staff("foreman"), {"question": "З якого боку?"})
    new = renamed(play.definition, "in_work", "doing")
    moved = after(play, seen(play, new, in_work="doing"))
    assert (moved.state, moved.asked_from) == ("waiting", "doing")


def test_a_term_of_the_town_is_dated_anew_from_its_own_beginning_with_a_step_that_says_so() -> None:
    play = in_work()
    service = play.definition.clocks["service"]
    new = with_clock(play.definition, replace(service, length=5))
    was, moved = play.case.deadline("service"), after(play, seen(play, new))
    line = moved.deadline("service")
    assert was is not None
    assert line is not None
    assert (was.date, line.date, line.started) == (date(2026, 12, 7), date(2026, 11, 30), was.started)
    assert (
        sentence(line.steps[-1], "uk")
        == f"23.11.2026 справа перейшла на нову версію правил ({play.definition.version} → {new.version}); раніше – 07.12.2026."
    )
    others = {one.clock for one in moved.deadlines if one != play.case.deadline(one.clock)}
    assert others == {"service"}


def test_what_was_missed_stays_missed() -> None:
    play = in_work()
    play.wake(play.now + timedelta(days=20))
    was = play.case.deadline("service")
    assert was is not None
    assert was.state is DeadlineState.BLOWN
    new = with_clock(play.definition, replace(play.definition.clocks["service"], length=90))
    assert after(play, seen(play, new)).deadline("service") == was


def test_a_term_of_the_town_that_is_no_more_stops() -> None:
    play = in_work()
    found = seen(play, without_clock(play.definition, "service"))
    assert [one.clock for one in found.events if isinstance(one, DeadlineStopped)] == ["service"]
    assert after(play, found).deadline("service") is not None


def test_a_legal_term_neither_disappears_nor_loses_its_law_nor_ends_later() -> None:
    play = in_work()
    law = play.definition.clocks["answer"]
    assert codes(seen(play, without_clock(play.definition, "answer"))) == ["legal_clock_lost"]
    own = replace(law, law=None, length=60, unit="calendar_day")
    assert codes(seen(play, with_clock(play.definition, own))) == ["legal_clock_lost"]
    ended = replace(law, stops=("in_work",))
    assert codes(seen(play, with_clock(play.definition, ended))) == ["legal_clock_lost"]
    longer = replace(law, law="ua_appeals.art_20_extended")
    assert codes(seen(play, with_clock(play.definition, longer))) == ["legal_term_longer"]
    shorter = replace(law, law="ua_publicinfo.art_20")
    assert not seen(play, with_clock(play.definition, shorter)).obstacles


def test_a_new_clock_begins_where_the_case_is_or_with_the_case_and_not_behind_its_end() -> None:
    play = in_work()
    here = Clock(name="here", starts="in_work", length=3, unit="working_day")
    whole = Clock(name="whole", starts="registered", length=30, unit="calendar_day")
    over = Clock(name="over", starts="registered", stops=("routed",), length=1, unit="working_day")
    new = second(play.definition, clocks={**play.definition.clocks, "here": here, "whole": whole, "over": over})
    moved = after(play, seen(play, new))
    begun = {one.clock: one.started for one in moved.deadlines if one.clock in ("here", "whole", "over")}
    assert begun == {"here": play.case.entered, "whole": play.case.opened}


def test_all_that_holds_a_case_back_is_told_at_once() -> None:
    play = in_work()
    play.do("finish", staff("foreman"), {"report": "Готово.", "why_no_photo": "темно"})
    play.do("accept", staff("utility_director"), {"about": "Про дорогу"})
    old = play.definition
    new = renamed(without_clock(replace(old, documents={}), "answer"), "answering", "writing")
    assert codes(seen(play, new)) == ["state_unmapped", "document_open", "legal_clock_lost"]
    assert codes(seen(play, new, answering="writing")) == ["document_open", "legal_clock_lost"]


def test_no_case_is_ended_by_a_change_of_rules() -> None:
    play = in_work()
    new = second(
        play.definition,
        states={**play.definition.states, "in_work": replace(play.definition.states["in_work"], final=True)},
    )
    assert codes(seen(play, new)) == ["state_final"]


def test_a_map_with_mistakes_names_every_line() -> None:
    old = shipped("road_defect")
    with pytest.raises(InvalidInput) as refused:
        require_sound_map({"nowhere": "routed", "routed": "elsewhere", "in_work": "answered"}, [old], old)
    assert refused.value.errors == {
        "states.nowhere": ("unknown_state",),
        "states.routed": ("unknown_state",),
        "states.in_work": ("final_state",),
    }


def test_the_way_back_gives_state_instructions_and_clocks_as_they_were() -> None:
    play = in_work()
    old = play.definition
    changed = renamed(with_clock(old, replace(old.clocks["service"], length=5)), "in_work", "doing")
    new = replace(
        changed,
        clocks={**changed.clocks, "whole": Clock(name="whole", starts="registered", length=9, unit="working_day")},
    )
    before = before_of(play.case)
    moved = after(play, seen(play, new, in_work="doing"))
    assert codec.from_json(codec.to_json(before), type(before)) == before
    events = taken_back(before, moved, BACK, RUN, play.now)
    back = fold(moved, events, play.now, "system")
    assert isinstance(events[0], DefinitionChanged)
    assert events[0].reverts == RUN
    kept = replace(back, deadlines=tuple(one for one in back.deadlines if one.clock != "whole"))
    assert replace(kept, sequence=0, version=0, changed=play.now) == replace(
        play.case, sequence=0, version=0, changed=play.now
    )
    extra = back.deadline("whole")
    assert extra is not None
    assert extra.state is DeadlineState.STOPPED


def test_the_case_goes_on_under_its_new_version() -> None:
    play = in_work()
    new = renamed(play.definition, "in_work", "doing")
    moved = after(play, seen(play, new, in_work="doing"))
    play.memory.cases[moved.id] = moved
    play.definition = new
    play.do("ask", staff("foreman"), {"question": "З якого боку?"})
    play.do("answer", citizen(play.case), {"reply": "З лівого."})
    assert play.case.state == "doing"
    play.do("finish", staff("foreman"), {"report": "Готово.", "why_no_photo": "темно"})
    assert (play.case.state, play.case.resolutions[0].status.value) == ("reported", "reported")


def test_what_is_foreseen_is_the_same_for_the_same_inputs() -> None:
    play = in_work()
    new = with_clock(play.definition, replace(play.definition.clocks["service"], length=5))
    assert seen(play, new) == seen(play, new)
    assert any(isinstance(one, DeadlineSet) for one in seen(play, new).events)
