"""A clerk counts signatures given on paper: those with a phone are held against the votes, the others are counted."""

from __future__ import annotations

from dataclasses import dataclass

from workflow.commands.cast_vote import reach
from workflow.commands.scene import Executed, Scene
from workflow.commands.tally_view import tally_view
from workflow.engine.permitted import standing
from workflow.engine.support import may_vote
from workflow.errors import InvalidInput, NotAvailable, NotPermitted, Refusal
from workflow.events import SignaturesEntered

MOST = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterSignatures:
    """`unnamed` signatures without a phone, and `phones` of the others as they were written."""

    reference: str
    unnamed: int = 0
    phones: tuple[str, ...] = ()


def handle(command: EnterSignatures, scene: Scene) -> Executed:
    """`{"counted", "repeated", …the tally}`. Raises NotFound, NotPermitted, NotAvailable(`voting_closed`,
    `no_paper`), InvalidInput. Who had voted before is `repeated` and counts once."""
    case = scene.work.case(command.reference)
    definition = scene.definitions.pinned(case.definition)
    roles = definition.support.paper if definition.support else ()
    support = may_vote(case, "eid", scene.moment.now)
    if not roles or support.choices:
        raise NotAvailable([Refusal(code="no_paper")])
    if standing(scene.actor, case, roles) is None:
        raise NotPermitted("not_permitted")
    identities = _identities(command, scene)
    new = sum(scene.work.add_vote(case.id, one, scene.moment.now, paper=True) for one in sorted(identities))
    counted = new + command.unnamed
    repeated = len(command.phones) - new
    before, after = scene.work.count_votes(case.id, 0, counted)
    reach(scene, case, support, before, after)
    told = scene.tell(case, definition, SignaturesEntered(counted=counted, repeated=repeated))
    view = tally_view(support, scene.work.tally(case.id))
    return Executed(case=told.case, value={"counted": counted, "repeated": repeated, **view})


def _identities(command: EnterSignatures, scene: Scene) -> frozenset[str]:
    read = [scene.contacts.phone(one) for one in command.phones]
    mistakes = {f"phones.{index}": ["not_a_phone"] for index, one in enumerate(read) if one is None}
    if command.unnamed < 0 or not 0 < command.unnamed + len(command.phones) <= MOST:
        mistakes["unnamed"] = ["out_of_range"]
    if mistakes:
        raise InvalidInput(mistakes)
    return frozenset(f"phone:{one}" for one in read)
