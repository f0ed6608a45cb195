"""Who must show a second factor when signing in: whoever has one, and outside the demo whoever signs (rules.md 12)."""

from __future__ import annotations

from gate.catalogue import offered
from gate.doors import doors
from gate.gate_settings import SecondFactorDemand
from store.queries.accounts import AccountRow
from workflow.definition.model import Definition
from workflow.town import SecondFactorKind


def awaited_factor(row: AccountRow) -> str | None:
    """`totp`, `passkey` or None. Of somebody who must and has none yet, `totp`: they enrol first."""
    if row.second_factor is not None:
        return row.second_factor
    match doors().settings.second_factor:
        case SecondFactorDemand.OFF:
            return None
        case SecondFactorDemand.SIGNERS:
            return SecondFactorKind.TOTP if _signs(row) else None
        case SecondFactorDemand.ALL:
            return SecondFactorKind.TOTP


def _signs(row: AccountRow) -> bool:
    roles = row.member.roles.union(*(absent.roles for absent in row.substitutes))
    return row.holds_key or any(roles & signing_roles(one) for one in offered())


def signing_roles(definition: Definition) -> frozenset[str]:
    """Roles whose signature stands on papers or on instructions of a request type."""
    on_papers = {role for paper in definition.documents.values() for sign in paper.signatures for role in sign.roles}
    on_instructions = {
        role
        for transition in definition.transitions
        if transition.resolution is not None and transition.resolution.signed
        for role in transition.roles
    }
    return frozenset(on_papers | on_instructions)
