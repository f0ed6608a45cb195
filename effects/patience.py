"""How long an effect is tried: exponential pauses with jitter, and after how many tries somebody has to look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """`tries` in all; the pause after the first is `first` seconds, doubling up to `longest`."""

    tries: int
    first: float = 5.0
    longest: float = 3600.0

    def pause(self, attempt: int, draw: float) -> float:
        """Seconds to wait after try number `attempt` (from 1); `draw` from 0 to 1 spreads the tries of many jobs.

        Between half of the doubled pause and all of it: two workers that failed together do not meet again.
        """
        whole = min(self.first * 2.0 ** min(attempt - 1, 40), self.longest)
        return whole * (0.5 + 0.5 * draw)


# About five hours for words to people and calls to machines; about ten minutes for our own follow-ups, which fail for
# reasons that do not go away by themselves.
_PATIENT = Patience(tries=14)
_BRIEF = Patience(tries=8, first=2.0, longest=300.0)

PATIENCE: Mapping[str, Patience] = {
    "notify": _PATIENT,
    "tell_staff": _BRIEF,
    "seal_document": _PATIENT,
    "copy_scan": _BRIEF,
    # An authority may be away for a night; the signatures hold for years meanwhile.
    "upgrade_document": Patience(tries=19, first=15.0, longest=2 * 3600.0),
    "fire_transition": _BRIEF,
    "follow_main": _BRIEF,
    "open_child": _BRIEF,
    "return_to_parent": _BRIEF,
    "cancel_child": _BRIEF,
    "pass_lead": _BRIEF,
    "dispatch_document": _PATIENT,
    "call_webhook": _PATIENT,
    # Whoever asked for a code waits in front of the page.
    "send_link": Patience(tries=8, first=2.0, longest=60.0),
    "send_code": Patience(tries=8, first=2.0, longest=60.0),
    "seek_place": _BRIEF,
    "offer_place": _BRIEF,
    "send_vote_code": Patience(tries=8, first=2.0, longest=60.0),
}


def patience(kind: str) -> Patience:
    """The patience with one kind of effect; brief with a kind nobody knows."""
    return PATIENCE.get(kind, _BRIEF)
