"""Why cases cannot be migrated, many cases told together: each reason once, with the cases it holds back. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from workflow.errors import Refusal

_NAMED = 20
"""How many references a reason names; the others are counted."""


@dataclass(slots=True)
class Obstacles:
    """Reasons in the order they were met."""

    found: list[tuple[Refusal, list[str]]] = field(default_factory=list)

    def add(self, reference: str, reasons: Iterable[Refusal]) -> None:
        """What holds back the case `reference`."""
        for reason in reasons:
            known = next((cases for one, cases in self.found if one == reason), None)
            if known is None:
                self.found.append((reason, [reference]))
            else:
                known.append(reference)

    def counted(self) -> tuple[Refusal, ...]:
        """The reasons; `held` says how many cases each holds back, and names twenty."""
        return tuple(
            Refusal(code=reason.code, data={**reason.data, "held": _held(cases)}) for reason, cases in self.found
        )


def _held(cases: list[str]) -> str:
    more = " …" if len(cases) > _NAMED else ""
    return f" ({len(cases)}: {', '.join(cases[:_NAMED])}{more})"
