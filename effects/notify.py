"""Tells people what the definition says they are told: each by their own way, in their own variant, once.

The text is kept with `{link}` in it and filled only on sending (rules.md 14).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time, timedelta
from zoneinfo import ZoneInfo

from effects.case_words import in_words, words_of, work_due
from effects.errand import Errand
from effects.errors import GiveUp, TryAgain
from effects.follow_up_id import follow_up_id
from effects.people_told import Listener, listeners
from effects.reader_language import template_for, words_in
from effects.sending import FAILED, QUEUED, Words, send
from effects.spoken import Length
from effects.telling import told_of
from effects.toolbox import Toolbox
from notifications.compose import compose
from notifications.errors import MalformedText, MissingValue
from notifications.message import Channel
from notifications.quiet_hours import next_allowed
from notifications.recipients import Way
from workflow.actor import system
from workflow.case import Case, Person
from workflow.commands.add_work import AddWork
from workflow.commands.raise_alarm import RaiseAlarm
from workflow.commands.record_report import MESSAGE_FAILED, WHO_RINGS
from workflow.definition.model import Definition, TextPair
from workflow.effect_requests import Notify
from workflow.status_link import token

LINK = "{link}"
# Whoever has just filed is awake and waits for the answer.
_AWAKE = timedelta(minutes=15)


def run(effect: Notify, errand: Errand, toolbox: Toolbox) -> None:
    """Raises TryAgain, GiveUp(`unknown_text`, `missing_value`). Who has been told before is not told again."""
    records = toolbox.records
    case = records.case(errand.municipality, effect.case)
    if effect.still_in and case.state != effect.still_in:
        return
    definition = toolbox.definition(case.definition)
    if effect.to != "applicant" and not effect.to.startswith("person:"):
        _alarm_role(effect, errand, toolbox)
        return
    pair = definition.texts.get(effect.text)
    if pair is None:
        raise GiveUp("unknown_text", text=effect.text)
    telling = _telling(effect, case, definition, pair, errand, toolbox)
    later: TryAgain | None = None
    for listener in telling.listeners:
        try:
            _tell(listener, telling)
        except TryAgain as again:
            # One person's broken way does not hold up the others.
            later = again
    if later is not None:
        raise later


@dataclass(frozen=True, slots=True, kw_only=True)
class _Telling:
    effect: Notify
    case: Case
    definition: Definition
    pair: TextPair
    words: dict[str, str]
    listeners: tuple[Listener, ...]
    waits_for_answer: bool
    errand: Errand
    toolbox: Toolbox

    @property
    def zone(self) -> ZoneInfo:
        return self.toolbox.surroundings(self.errand.municipality).zone

    @property
    def quiet(self) -> tuple[time, time]:
        """The town's quiet hours, by its own clock."""
        town = self.toolbox.surroundings(self.errand.municipality).town
        return time.fromisoformat(town.quiet_from), time.fromisoformat(town.quiet_until)


def _telling(
    effect: Notify, case: Case, definition: Definition, pair: TextPair, errand: Errand, toolbox: Toolbox
) -> _Telling:
    told = told_of(case, toolbox, toolbox.clock.now())
    # What the case said when it wanted the message comes before what it says by now.
    words = {**words_of(told, Length.MESSAGE), **in_words(effect.values), **work_due(told)}
    words["phone"] = told.surroundings.town.phone
    state = definition.states.get(case.state)
    return _Telling(
        effect=effect,
        case=case,
        definition=definition,
        pair=pair,
        words=words,
        listeners=listeners(case, effect.to, told.personal),
        waits_for_answer=state is not None and state.waits_for == "applicant",
        errand=errand,
        toolbox=toolbox,
    )


def _tell(listener: Listener, telling: _Telling) -> None:
    effect, toolbox, errand = telling.effect, telling.toolbox, telling.errand
    for way in listener.ways:
        if effect.channel is not None and way.channel != effect.channel:
            continue
        identifier = follow_up_id(effect.id, str(listener.person.id), way.channel)
        status = toolbox.records.message_status(errand.municipality, identifier)
        if status == FAILED:
            continue
        if status not in (None, QUEUED):
            return
        bad = toolbox.records.is_flagged(errand.municipality, way.channel, way.to, toolbox.clock.now())
        if status is None and bad:
            continue
        if way.channel is Channel.SMS:
            _wait_for_morning(telling)
        words = _words(listener.person, way, telling)
        if send(identifier, words, telling.case, listener.person, way.channel, way.to, errand, toolbox):
            return
    if not listener.by_paper or telling.waits_for_answer:
        _ask_to_ring(listener.person, telling)


def _words(person: Person, way: Way, telling: _Telling) -> Words:
    """The text as it is kept, and as it is sent. Raises GiveUp(`missing_value`, `malformed_text`)."""
    definition, case = telling.definition, telling.case
    template, language = template_for(definition, telling.effect.text, telling.pair, way.variant, person.language)
    words = words_in(language, telling.words, telling.effect.values.get("outcome"), case, definition)
    letters = token(telling.toolbox.link_key, telling.case.id, person.id, person.generation)
    try:
        kept = compose(template, {**words, "link": LINK})
        full = compose(template, {**words, "link": f"{telling.toolbox.address(case.municipality)}/s/{letters}"})
    except MissingValue as error:
        raise GiveUp("missing_value", text=telling.effect.text, name=error.name) from error
    except MalformedText as error:
        raise GiveUp("malformed_text", text=telling.effect.text) from error
    title = telling.definition.text("title", person.language) or telling.words["title"]
    return Words(sent=full, kept=kept, subject=f"{telling.case.reference}: {title}")


def _wait_for_morning(telling: _Telling) -> None:
    now = telling.toolbox.clock.now()
    if telling.case.urgent or telling.pair.urgent or now - telling.case.opened < _AWAKE:
        return
    allowed = next_allowed(now, telling.zone, telling.quiet)
    if allowed > now:
        raise TryAgain("quiet_hours", wait_seconds=int((allowed - now).total_seconds()) + 1)


def _ask_to_ring(person: Person, telling: _Telling) -> None:
    """Nobody can be written to: a clerk gets the work to ring."""
    telling.toolbox.application.execute(
        system(telling.errand.municipality),
        RaiseAlarm(
            identifier=follow_up_id(telling.effect.id, str(person.id), "ring"),
            case=telling.case.id,
            to=("role:operator", "role:clerk"),
            code="ring_citizen",
            data={"person": str(person.id), "text": telling.effect.text},
        ),
        correlation=telling.errand.correlation,
    )
    telling.toolbox.application.execute(
        system(telling.errand.municipality),
        AddWork(
            case=telling.case.id,
            work=follow_up_id(telling.effect.id, str(person.id), "work"),
            code=MESSAGE_FAILED,
            role=WHO_RINGS,
        ),
        correlation=telling.errand.correlation,
    )


def _alarm_role(effect: Notify, errand: Errand, toolbox: Toolbox) -> None:
    toolbox.application.execute(
        system(errand.municipality),
        RaiseAlarm(
            identifier=effect.id,
            case=effect.case,
            to=(f"role:{effect.to}",),
            code="notice",
            data={"text": effect.text, **effect.values},
        ),
        correlation=errand.correlation,
    )
