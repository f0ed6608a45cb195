"""Telling people: once, by their own way, in their own variant; the link is never kept."""

from __future__ import annotations

from dataclasses import replace

import pytest

from effects import notify, send_code
from effects.errors import GiveUp, TryAgain
from notifications.channel import FailureCode, PermanentFailure, RetryableFailure
from notifications.message import Channel
from runtime.clock import VirtualClock
from tests.effects.fakes import ERRAND, LINK_KEY, ScriptedSender, toolbox
from tests.effects.given import filed
from tests.given import local, surroundings, whole
from workflow.commands.raise_alarm import RaiseAlarm
from workflow.commands.raise_incident import RaiseIncident
from workflow.commands.record_delivery import RecordDelivery
from workflow.commands.record_message import RecordMessage
from workflow.effect_requests import SendCode
from workflow.status_link import token


def test_the_link_goes_out_and_only_its_placeholder_is_kept() -> None:
    # given
    given, sender = filed(), ScriptedSender()
    # when
    notify.run(given.wanted, ERRAND, toolbox(given.town, sender))
    # then
    letters = token(LINK_KEY, given.case.id, given.case.people[0].id, 1)
    assert [one.text for one in sender.sent] == [f"26-00042: отримали. Стежити: https://sprava.test/s/{letters}"]
    kept = given.town.given(RecordMessage)[0]
    assert kept.text == "26-00042: отримали. Стежити: {link}"
    assert (kept.parts, kept.status, kept.to) == (1, "queued", "+380501234567")
    assert letters not in repr(given.town.commands)
    assert [one.status for one in given.town.given(RecordDelivery)] == ["sent"]


def test_who_asked_for_no_link_gets_the_number_to_ring() -> None:
    given, sender = filed(contact_by="voice"), ScriptedSender()
    notify.run(given.wanted, ERRAND, toolbox(given.town, sender))
    assert [one.text for one in sender.sent] == ["26-00042: отримали ваше повідомлення. Питання: тел. 1580"]


def test_a_revoked_link_is_not_sent() -> None:
    # given
    given, sender = filed(), ScriptedSender()
    people = (replace(given.case.people[0], link_revoked=True),)
    given.town.keep(replace(given.case, people=people), given.town.values[given.case.id])
    # when
    notify.run(given.wanted, ERRAND, toolbox(given.town, sender))
    # then
    assert "/s/" not in sender.sent[0].text


def test_running_twice_tells_once() -> None:
    given, sender = filed(), ScriptedSender()
    tools = toolbox(given.town, sender)
    notify.run(given.wanted, ERRAND, tools)
    notify.run(given.wanted, ERRAND, tools)
    assert len(sender.sent) == 1


def test_a_busy_provider_is_tried_again_with_the_same_id() -> None:
    # given
    given = filed()
    sender = ScriptedSender(failures=[RetryableFailure(FailureCode.PROVIDER_BUSY, wait_seconds=30)])
    tools = toolbox(given.town, sender)
    # when
    with pytest.raises(TryAgain) as again:
        notify.run(given.wanted, ERRAND, tools)
    notify.run(given.wanted, ERRAND, tools)
    # then
    assert (again.value.code, again.value.wait_seconds) == ("provider_busy", 30)
    assert {one.identifier for one in given.town.given(RecordMessage)} == {sender.sent[0].id}


def test_a_dead_number_is_flagged_and_the_next_way_is_taken() -> None:
    # given
    given = filed(email="olena@example.com")
    sender = ScriptedSender(failures=[PermanentFailure(FailureCode.RECIPIENT_UNKNOWN)])
    # when
    notify.run(given.wanted, ERRAND, toolbox(given.town, sender))
    # then
    assert [one.channel for one in sender.sent] == [Channel.EMAIL]
    assert sorted(given.town.statuses.values()) == ["failed", "sent"]


def test_whom_nobody_can_write_to_a_clerk_rings() -> None:
    # given
    given = filed()
    sender = ScriptedSender(failures=[PermanentFailure(FailureCode.RECIPIENT_UNKNOWN)])
    # when
    notify.run(given.wanted, ERRAND, toolbox(given.town, sender))
    # then
    alarms = given.town.given(RaiseAlarm)
    assert [(one.code, one.to) for one in alarms] == [("ring_citizen", ("role:operator", "role:clerk"))]


def test_who_wants_letters_gets_no_short_messages() -> None:
    given, sender = filed(contact_by="post"), ScriptedSender()
    notify.run(given.wanted, ERRAND, toolbox(given.town, sender))
    assert sender.sent == []
    assert given.town.given(RaiseAlarm) == []


def test_nobody_is_woken_at_night_but_for_what_they_have_just_done() -> None:
    # given: eleven in the evening, long after the case was filed
    given, sender = filed(), ScriptedSender()
    night = toolbox(given.town, sender, clock=VirtualClock(local("2026-11-23", "23:00")))
    # when
    with pytest.raises(TryAgain) as again:
        notify.run(given.wanted, ERRAND, night)
    # then
    assert (again.value.code, again.value.wait_seconds) == ("quiet_hours", 9 * 3600 + 1)
    assert given.town.commands == []
    # and: a case filed at night is answered at night
    late = replace(given.case, opened=local("2026-11-23", "22:55"))
    given.town.keep(late, given.town.values[late.id])
    notify.run(given.wanted, ERRAND, night)
    assert len(sender.sent) == 1


def test_the_days_budget_trips_before_anything_leaves_and_what_is_over_it_waits() -> None:
    given, sender = filed(), ScriptedSender()
    # when: over the budget twice
    for _ in range(2):
        with pytest.raises(TryAgain) as waiting:
            notify.run(given.wanted, ERRAND, toolbox(given.town, sender, sms_per_day=0))
        assert (waiting.value.code, waiting.value.wait_seconds) == ("sms_budget", 3600)
    # then: one incident of the town and day
    assert sender.sent == []
    raised = given.town.given(RaiseIncident)
    assert {(one.kind, one.case, one.once, one.data["day"]) for one in raised} == {
        ("sms_budget", None, True, "2026-11-23")
    }
    assert len({one.effect for one in raised}) == 1
    # and: nothing is lost
    given.town.counts.clear()
    notify.run(given.wanted, ERRAND, toolbox(given.town, sender))
    assert len(sender.sent) == 1


def test_a_code_counts_as_every_other_sms() -> None:
    given, sender = filed(), ScriptedSender()
    wanted = SendCode(id=given.wanted.id, case=given.case.id, person=given.case.people[0].id)
    with pytest.raises(TryAgain) as waiting:
        send_code.run(wanted, ERRAND, toolbox(given.town, sender, sms_per_day=0))
    assert waiting.value.code == "sms_budget"


def test_an_urgent_text_and_a_dangerous_case_are_told_at_night() -> None:
    given, sender = filed(), ScriptedSender()
    night = toolbox(given.town, sender, clock=VirtualClock(local("2026-11-23", "23:00")))
    quiet = given.town.definition
    texts = {**quiet.texts, given.wanted.text: replace(quiet.texts[given.wanted.text], urgent=True)}
    # when: the text is urgent
    given.town.definition = replace(quiet, texts=texts)
    notify.run(given.wanted, ERRAND, night)
    assert len(sender.sent) == 1
    # when: the text is not, the case is
    given.town.definition = quiet
    given.town.keep(replace(given.case, urgent=True), given.town.values[given.case.id])
    notify.run(replace(given.wanted, id=given.case.id), ERRAND, night)
    assert len(sender.sent) == 2


def test_a_town_has_quiet_hours_of_its_own() -> None:
    given, sender = filed(), ScriptedSender()
    given.town.around = replace(
        surroundings(), town=replace(surroundings().town, quiet_from="23:30", quiet_until="06:30")
    )
    notify.run(given.wanted, ERRAND, toolbox(given.town, sender, clock=VirtualClock(local("2026-11-23", "23:00"))))
    assert len(sender.sent) == 1
    later = VirtualClock(local("2026-11-24", "05:30"))
    with pytest.raises(TryAgain) as again:
        notify.run(replace(given.wanted, id=given.case.id), ERRAND, toolbox(given.town, sender, clock=later))
    assert again.value.wait_seconds == 3601


def test_an_email_is_headed_in_the_language_its_reader_reads() -> None:
    given, sender = filed(contact_by="email", email="olena@example.com", language="en"), ScriptedSender()
    given.town.definition = replace(given.town.definition, locales={"en": {"title": "A pothole"}})
    notify.run(given.wanted, ERRAND, toolbox(given.town, sender))
    assert [one.subject for one in sender.sent] == ["26-00042: A pothole"]


@pytest.mark.parametrize(
    ("language", "contact_by", "text"),
    [
        ("en", "link", "26-00042: received. Follow: https://sprava.test/s/{letters}"),
        ("en", "voice", "26-00042: we have received your report. Questions: 1580"),
        ("ru", "link", "26-00042: получили. Следить: https://sprava.test/s/{letters}"),
        ("ru", "voice", "26-00042: получили ваше сообщение. Вопросы: тел. 1580"),
        ("uk", "link", "26-00042: отримали. Стежити: https://sprava.test/s/{letters}"),
    ],
)
def test_each_reads_their_own_language_in_one_part(language: str, contact_by: str, text: str) -> None:
    given, sender = filed(contact_by=contact_by, language=language), ScriptedSender()
    given.town.definition = whole("road_defect")
    notify.run(given.wanted, ERRAND, toolbox(given.town, sender))
    letters = token(LINK_KEY, given.case.id, given.case.people[0].id, 1)
    assert [one.text for one in sender.sent] == [text.format(letters=letters)]
    (kept,) = given.town.given(RecordMessage)
    assert kept.parts == 1
    assert letters not in kept.text


def test_what_the_definition_does_not_say_in_a_language_is_said_in_the_town_s() -> None:
    given, sender = filed(contact_by="voice", language="en"), ScriptedSender()
    given.town.definition = replace(given.town.definition, locales={"en": {"title": "A pothole"}})
    notify.run(given.wanted, ERRAND, toolbox(given.town, sender))
    assert [one.text for one in sender.sent] == ["26-00042: отримали ваше повідомлення. Питання: тел. 1580"]


@pytest.mark.parametrize(("language", "said"), [("en", "code"), ("ru", "Никому его не говорите"), ("uk", "Нікому")])
def test_a_code_comes_in_the_language_of_whom_it_is_for(language: str, said: str) -> None:
    given, sender = filed(language=language), ScriptedSender()
    effect = SendCode(id=given.wanted.id, case=given.case.id, person=given.case.people[0].id)
    send_code.run(effect, ERRAND, toolbox(given.town, sender))
    assert said in sender.sent[0].text
    assert given.town.given(RecordMessage)[0].parts == 1


def test_what_is_no_longer_wanted_is_not_sent() -> None:
    given, sender = filed(), ScriptedSender()
    notify.run(replace(given.wanted, still_in="waiting"), ERRAND, toolbox(given.town, sender))
    assert given.town.commands == []


def test_a_text_the_definition_lacks_is_somebodys_work() -> None:
    given = filed()
    with pytest.raises(GiveUp) as stuck:
        notify.run(replace(given.wanted, text="nothing"), ERRAND, toolbox(given.town))
    assert stuck.value.code == "unknown_text"


def test_staff_are_told_on_their_screens() -> None:
    given, sender = filed(), ScriptedSender()
    notify.run(replace(given.wanted, to="mayor"), ERRAND, toolbox(given.town, sender))
    assert sender.sent == []
    assert [(one.to, one.code) for one in given.town.given(RaiseAlarm)] == [(("role:mayor",), "notice")]


def test_one_persons_broken_way_does_not_hold_up_another() -> None:
    # given two people on the case
    given = filed()
    second = replace(given.case.people[0], id=given.case.id, contact_by="voice")
    given.town.keep(replace(given.case, people=(*given.case.people, second)), given.town.values[given.case.id])
    sender = ScriptedSender(failures=[RetryableFailure(FailureCode.UNREACHABLE)])
    # when
    with pytest.raises(TryAgain):
        notify.run(given.wanted, ERRAND, toolbox(given.town, sender))
    # then
    assert [one.text for one in sender.sent] == ["26-00042: отримали ваше повідомлення. Питання: тел. 1580"]
