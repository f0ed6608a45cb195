"""Whose names stand on a paper: whoever opens it, then who will sign after them, each with the actual position.

The bytes are made once, before the first signature, so the names that come later have to be known then (ADR 0103).
"""

from __future__ import annotations

from collections.abc import Sequence

from effects.toolbox import Toolbox
from workflow.actor import Actor
from workflow.case import Case, NamedSigner, Paper
from workflow.engine import papers
from workflow.engine.permitted import Standing
from workflow.engine.signers import printed_roles
from workflow.errors import NotAvailable, Refusal
from workflow.town import StaffMember


def named_signers(
    case: Case, paper: Paper, actor: Actor, toolbox: Toolbox, wanted: Sequence[str] = ()
) -> tuple[NamedSigner, ...]:
    """The people in the order they sign, seals left out: `actor`, and who holds each other role now or acts for
    them; of a group all who may sign.

    Of several, the one among `wanted` (usernames), else the only one of the case's own unit. Raises
    NotAvailable(`signer_unclear`).
    """
    own = papers.signer(case, paper, actor).role
    first, *later = printed_roles(paper)
    return (
        *(_me(actor, own) if role == own else _holder(role, case, toolbox, wanted) for role in first),
        *(_holder(role, case, toolbox, wanted) for step in later for role in step),
    )


def likely_signers(case: Case, paper: Paper, toolbox: Toolbox) -> tuple[NamedSigner, ...]:
    """The same before anybody opens it: where several might sign, the line stays empty."""
    return tuple(_likely(role, case, toolbox) for step in printed_roles(paper) for role in step)


def signing_body(standing: Standing, own: str | None) -> str | None:
    """The unit whose body stands on the paper: the absent official's when somebody signs for them, else one's own."""
    return standing.acting_for.unit if standing.acting_for else own


def _me(actor: Actor, role: str) -> NamedSigner:
    return NamedSigner(role=role, username=actor.username or "", name=actor.name, position=actor.position)


def _holder(role: str, case: Case, toolbox: Toolbox, wanted: Sequence[str]) -> NamedSigner:
    holders = toolbox.records.holders(case.municipality, role, toolbox.clock.now())
    found = [one for one in holders if one.username in wanted] or list(holders)
    if len(found) > 1:
        found = _of_its_unit(found, case) or found
    if len(found) != 1:
        raise NotAvailable([Refusal(code="signer_unclear", data={"role": role})])
    (one,) = found
    return NamedSigner(role=role, username=one.username, name=one.name, position=one.position)


def _likely(role: str, case: Case, toolbox: Toolbox) -> NamedSigner:
    try:
        return _holder(role, case, toolbox, ())
    except NotAvailable:
        return NamedSigner(role=role, username="", name="", position="")


def _of_its_unit(found: Sequence[StaffMember], case: Case) -> list[StaffMember]:
    unit = case.assignment.unit if case.assignment else None
    own = [one for one in found if unit is not None and one.unit == unit]
    return own if len(own) == 1 else []
