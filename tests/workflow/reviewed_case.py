"""A case whose answer is reviewed, played up to the round: for tests of reviews and acquaintance."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from tests.given import DEFINITIONS, Play, definition_of, local, staff
from workflow.actor import ActingFor, Actor
from workflow.commands.command_table import Command
from workflow.commands.give_visa import GiveVisa
from workflow.commands.perform_transition import PerformTransition
from workflow.decision import Decision
from workflow.definition.model import Definition
from workflow.engine.reviews import newest
from workflow.rehearsal.scenario_paths import put_on_stage
from workflow.review import Review, Verdict
from workflow.town import StaffMember

FOLDER = Path(__file__).parent / "reviewed_answer"
TEXT = (FOLDER / "request_type.yaml").read_text(encoding="utf-8")
IN_TURN = (
    "reviews: {of: answer_letter, by: [deputy, social], order: in_turn, complete: all, "
    "due: {length: 2, unit: working_day}}"
)

JOIN = "guards: [all_reviews_in]"
JOINED = f"roles: [lawyer], {JOIN}"

LAWYER = staff("lawyer", unit=None, name="Юрій Правник")
DEPUTY = staff("deputy", unit=None, name="Наталія Умовна", position="Заступниця міської голови")
SOCIAL = staff("social", unit=None, name="Ольга Соціальна")
CLERK = staff("clerk", unit=None)
MAYOR = staff("mayor", unit=None)

ANSWER = "Дах відремонтовано. Допомогу виплатять."


def definition(rule: str = IN_TURN, movers: str = "[lawyer]") -> Definition:
    """The definition with its templates; `rule` in the place of its `reviews`, `movers` past the join."""
    assert IN_TURN in TEXT
    assert JOINED in TEXT
    whole = put_on_stage(FOLDER, shipped=DEFINITIONS).definition
    return replace(
        definition_of(TEXT.replace(IN_TURN, rule).replace(JOINED, f"roles: {movers}, {JOIN}")),
        templates=whole.templates,
    )


def drafted(rule: str = IN_TURN, movers: str = "[lawyer]") -> Play:
    """A case whose answer the lawyer has drafted, Wednesday 09.12.2026, 10:00."""
    play = Play(definition(rule, movers), now=local("2026-12-09", "10:00"))
    members = {
        one.username or "": StaffMember(
            username=one.username or "", name=one.name, position=one.position, roles=one.roles, unit=one.unit
        )
        for one in (LAWYER, DEPUTY, SOCIAL, CLERK, MAYOR)
    }
    play.memory.staff_members = members
    play.open({"subject": "Тече дах."})
    play.do("draft", LAWYER, {"answer_text": ANSWER})
    return play


def under_review(rule: str = IN_TURN, *people: str, movers: str = "[lawyer]") -> Play:
    """The same, sent for visas; `people` are named as reviewers."""
    play = drafted(rule, movers)
    ask(play, LAWYER, *people)
    return play


def ask(play: Play, actor: Actor, *people: str) -> Decision:
    """Asks for visas."""
    return act(play, actor, PerformTransition(reference=play.case.reference, name="ask_visas", reviewers=people))


def act(play: Play, actor: Actor, command: Command) -> Decision:
    """A command that changes something."""
    decision = play.execute(command, actor)
    assert decision is not None
    return decision


def review(play: Play) -> Review:
    """The round that counts."""
    (found,) = newest(play.case)
    return found


def visa(
    play: Play, actor: Actor, verdict: Verdict = Verdict.AGREED, remark: str = "", *, text: str | None = None
) -> Decision:
    """A visa on the round that counts."""
    found = review(play)
    return act(
        play,
        actor,
        GiveVisa(reference=play.case.reference, review=found.id, verdict=verdict, remark=remark, text=text),
    )


def standing_in(actor: Actor, absent: Actor) -> Actor:
    """`actor` while `absent` is on leave."""
    substitution = ActingFor(
        username=absent.username or "",
        name=absent.name,
        position=absent.position,
        roles=absent.roles,
        unit=absent.unit,
        order_number="214-к",
        order_date=date(2026, 11, 27),
        since=local("2026-12-01", "00:00"),
        until=local("2026-12-15", "00:00"),
    )
    return replace(actor, substitutes=(substitution,))
