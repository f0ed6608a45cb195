"""Loads the demo town: people, keys, request types, and cases that went through the real commands on past days."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from zoneinfo import ZoneInfo

from runtime.boot import Runtime, boot
from runtime.clock import SystemClock, VirtualClock
from runtime.demo.counter_stories import CERTIFICATES, RECEPTIONS, Certificate, Reception
from runtime.demo.credentials import Credentials, fresh_credentials
from runtime.demo.founding import found_town
from runtime.demo.hands import Hands
from runtime.demo.past_days import PastDays
from runtime.demo.road_stories import ROADS, Road, Story
from runtime.demo.telling import tell
from runtime.demo.town import MUNICIPALITY
from runtime.demo_file import keep_untold, readdress
from runtime.settings import Settings
from store.queries.publications import current_digests
from store.queries.towns import hosts
from workflow.status_link import token

_ZONE = ZoneInfo("Europe/Kyiv")
_DAYS_LIVED = 20

Say = Callable[[str], None]


def load_demo(settings: Settings, say: Say) -> bool:
    """Loads into an empty town; False, and nothing changed, when there is one already. `say` prints progress."""
    days = PastDays(now=SystemClock().now(), zone=_ZONE)
    clock = VirtualClock(days.at(_DAYS_LIVED, "07:30"))
    runtime = boot(settings, clock=clock)
    try:
        with runtime.database.reading(0) as look:
            if hosts(look):
                readdress(settings.data, settings.public_url)
                return False
        _load(runtime, clock, days, say)
    finally:
        runtime.close()
    return True


def _load(runtime: Runtime, clock: VirtualClock, days: PastDays, say: Say) -> None:
    say("  founding the town: departments, people, keys, request types …")
    credentials = fresh_credentials()
    found_town(runtime, credentials)
    # Written before any case: whatever happens next, there is a way to sign in.
    write_demo_file(runtime, credentials, ())
    hands = Hands(runtime=runtime, credentials={one.person.username: one for one in credentials}, days=days)
    stories = _stories(hands, _offered(runtime))
    steps = 0

    def step(_moment: object) -> None:
        nonlocal steps
        steps += 1
        if steps % 25 == 0:
            say(f"  living through {_DAYS_LIVED} working days: {steps} steps, {len(hands.opened)} cases …")

    tell(runtime, clock, stories, until=days.now, step=step)
    write_demo_file(runtime, credentials, hands.opened)
    say(f"  {len(hands.opened)} cases, {len(credentials)} people")


def _stories(hands: Hands, offered: frozenset[str]) -> list[Story]:
    """Stories of what the town offers: a definition that was refused takes only its own along."""
    roads = [make(Road(hands, number, back)) for number, (make, back) in enumerate(ROADS)]
    certificates = [
        make(Certificate(hands, number, back)) for number, (make, back) in enumerate(CERTIFICATES, start=100)
    ]
    receptions = [make(Reception(hands, number, weeks)) for number, (make, weeks) in enumerate(RECEPTIONS, start=200)]
    told = {"road_defect": roads, "street_renaming_certificate": certificates, "mayor_reception": receptions}
    return [story for request_type, stories in told.items() if request_type in offered for story in stories]


def _offered(runtime: Runtime) -> frozenset[str]:
    with runtime.database.reading(MUNICIPALITY) as look:
        digests = current_digests(look)
    return frozenset(runtime.application.definitions.pinned(one).request_type for one in digests)


def write_demo_file(runtime: Runtime, credentials: Sequence[Credentials], references: Sequence[str]) -> None:
    """What `demo.json` will say (api.md), kept until it is told."""
    content = {
        "url": runtime.settings.public_url,
        "accounts": [
            {
                "username": one.person.username,
                "password": one.password,
                "pin": one.pin,
                "name": one.person.name,
                "roles": sorted(one.person.roles),
                "unit": one.person.unit,
            }
            for one in credentials
        ],
        "cases": [_case(runtime, reference) for reference in references],
    }
    keep_untold(runtime.settings.data, content)


def _case(runtime: Runtime, reference: str) -> dict[str, str]:
    case = runtime.toolbox.records.case_by_reference(MUNICIPALITY, reference)
    person = case.people[0]
    letters = token(runtime.keys.links, case.id, person.id, person.generation)
    return {
        "reference": reference,
        "request_type": case.request_type,
        "status_url": f"{runtime.settings.public_url}/s/{letters}",
    }
