"""Limits that all processes share: counted in PostgreSQL before what is limited is tried (rules.md 15)."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass

from gate.doors import application, doors
from gate.problems import GateRefusal
from gate.tenant import current_municipality
from workflow.actor import system
from workflow.commands.clear_attempts import ClearAttempts
from workflow.commands.count_attempt import CountAttempt


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """At most `times` within `seconds`; `name` keeps counters apart."""

    name: str
    times: int
    seconds: int


SIGN_IN = Limit(name="sign_in", times=10, seconds=900)
SIGN_IN_ADDRESS = Limit(name="sign_in_address", times=300, seconds=900)
SECOND_FACTOR = Limit(name="second_factor", times=5, seconds=900)
ENROL = Limit(name="enrol", times=20, seconds=3600)
UNLOCK = Limit(name="unlock", times=5, seconds=600)
CODE = Limit(name="code", times=3, seconds=600)
RENEWAL = Limit(name="renewal", times=5, seconds=86400)
RENEWAL_ADDRESS = Limit(name="renewal_address", times=30, seconds=3600)
STATUS = Limit(name="status", times=600, seconds=600)
OPENING = Limit(name="opening", times=120, seconds=3600)
UPLOAD = Limit(name="upload", times=240, seconds=3600)
VOTE = Limit(name="vote", times=5, seconds=600)
VOTE_CODE = Limit(name="vote_code", times=3, seconds=600)
VOTE_CODE_PREFIX = Limit(name="vote_code_prefix", times=600, seconds=3600)
VOTE_CODE_ADDRESS = Limit(name="vote_code_address", times=60, seconds=3600)
DRAFT = Limit(name="draft", times=1200, seconds=3600)
HOLD = Limit(name="hold", times=60, seconds=3600)
VERIFY = Limit(name="verify", times=120, seconds=600)


def take(limit: Limit, *who: str) -> None:
    """Counts one try for `who`; GateRefusal `too_many_requests` when there were too many already."""
    answer = application().execute(
        system(current_municipality()), CountAttempt(key=_key(limit, who), window_seconds=limit.seconds)
    )
    count = answer.executed.value["count"]
    if isinstance(count, int) and count > limit.times * _generosity(who):
        raise GateRefusal("too_many_requests", retry_after=limit.seconds)


def give_back(limit: Limit, *who: str) -> None:
    """Forgets the tries of `who`, after one succeeded."""
    application().execute(system(current_municipality()), ClearAttempts(key=_key(limit, who)))


def network(address: str | None) -> str:
    """Whom a limit on addresses means: one IPv4 address, or the IPv6 /64 that one customer gets."""
    try:
        parsed = ipaddress.ip_address(address or "")
    except ValueError:
        return "unknown"
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)


def _generosity(who: tuple[str, ...]) -> int:
    return 100 if doors().settings.demo and who[-1:] in (("127.0.0.1",), ("::/64",)) and len(who) == 1 else 1


def _key(limit: Limit, who: tuple[str, ...]) -> str:
    return "|".join((limit.name, *who))
