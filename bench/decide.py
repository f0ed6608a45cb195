"""A decision with everything it weighs and folds, beside the bare state machine that only looks the move up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from time import process_time
from uuid import UUID

from transitions import Machine

from bench.interleave import interleaved, repeated
from bench.line import Line, Sense, at_most, compared
from runtime.surroundings_files import SHIPPED
from workflow.actor import Actor, ActorKind, visitor
from workflow.case import Case
from workflow.commands.open_case import OpenCase
from workflow.definition.definition_files import read_folder
from workflow.definition.load import load_files
from workflow.definition.model import Definition
from workflow.definition.shared_parts import read_shared_parts
from workflow.engine.decide import Wish, decide
from workflow.engine.resolutions import Hall
from workflow.moment import Moment
from workflow.rehearsal.play import Play
from workflow.rehearsal.stage import read_stage

_OURS, _LOOKED_UP, _ON_A_MODEL = "decide + evolve", "trigger on a bare cursor", "trigger on a model"
_MOVE = "route"
# Turns of about the same length: what else the machine does then hits all contestants alike.
_TIMES, _BARE_TIMES = 200, 2400
_MONDAY = datetime(2026, 11, 23, 8, 5, tzinfo=UTC)
_HALL = Hall(staff={}, units={})


def run(rounds: int) -> list[Line]:
    """`route` of a road defect: out of one state into another, one clock stopped and one started."""
    definition, _ = load_files(read_folder(SHIPPED.parent / "road_defect"), read_shared_parts(SHIPPED).files)
    stage = read_stage(SHIPPED)
    play = Play(definition=definition, stage=stage, now=_MONDAY)
    play.execute(
        OpenCase(
            request_type="road_defect",
            form={"place": {"address": "вул. Лісова, навпроти 8"}, "note": "Глибока яма"},
            applicant={"surname": "Зразкова", "given_name": "Олена", "phone": "+380501234567", "address": "Лісова, 8"},
        ),
        visitor(1),
    )
    taken = interleaved(
        {
            _OURS: repeated(_decision(definition, play.case, play), _TIMES, clock=process_time),
            _LOOKED_UP: repeated(_trigger(definition, play.case.state), _BARE_TIMES, clock=process_time),
            _ON_A_MODEL: repeated(_trigger_on_model(definition, play.case.state), _BARE_TIMES, clock=process_time),
        },
        rounds,
    )
    return [
        compared("decide", taken, ours=_OURS, floor=_LOOKED_UP, sense=Sense.AT_MOST, target=at_most(10)),
        compared("decide", taken, ours=_OURS, floor=_ON_A_MODEL, sense=Sense.AT_MOST),
    ]


def _decision(definition: Definition, case: Case, play: Play) -> Callable[[], object]:
    actor = Actor(
        kind=ActorKind.STAFF, municipality=1, username="dispatcher", roles=frozenset({"dispatcher"}), unit="utility"
    )
    moment = Moment(now=_MONDAY, command=UUID(int=7 << 76 | 2 << 62), correlation=UUID(int=1), seed=bytes(32))
    surroundings, wish = play.stage.surroundings, Wish(name=_MOVE)
    return lambda: decide(definition, case, actor, wish, moment, surroundings, _HALL)


def _trigger(definition: Definition, state: str) -> Callable[[], object]:
    event = _machine(definition, None).events[_MOVE]
    return lambda: event.trigger(_Cursor(state))


def _trigger_on_model(definition: Definition, state: str) -> Callable[[], object]:
    model = _Cursor(state)
    machine = _machine(definition, model)

    def work() -> object:
        machine.set_state(state, model)
        return model.trigger(_MOVE)  # type: ignore[attr-defined]  # the library hangs it on the model

    return work


def _machine(definition: Definition, model: object | None) -> Machine:
    return Machine(
        model=model,
        states=[*definition.states, "previous"],
        initial=next(name for name, state in definition.states.items() if state.initial),
        auto_transitions=False,
        transitions=[
            {"trigger": one.name, "source": source, "dest": one.to or source}
            for one in definition.transitions
            for source in one.from_states
        ],
    )


class _Cursor:
    def __init__(self, state: str) -> None:
        self.state = state
