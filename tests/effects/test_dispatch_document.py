"""How a complete paper leaves: as the definition, the form or the person says, and once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from effects import dispatch_document
from effects.dispatch_document import Delivery, way_of
from effects.errors import GiveUp, TryAgain
from effects.people_told import card
from notifications.channel import FailureCode, PermanentFailure, RetryableFailure
from tests.effects.fakes import ERRAND, FakeTown, ScriptedSender, toolbox
from tests.effects.given import filed
from tests.given import MONDAY_0805
from workflow.case import Case, Paper, PaperSignature, PaperStatus
from workflow.commands.queue_post import QueuePost
from workflow.commands.record_message import RecordMessage
from workflow.commands.send_document import SendDocument
from workflow.effect_requests import DispatchDocument

DOCUMENT = UUID(int=50)
WANTED = DispatchDocument(id=UUID(int=51), case=UUID(int=52), document=DOCUMENT)


class OnePaper:
    """A content store with one paper in it."""

    def get(self, municipality: int, sha256: str) -> bytes:
        return b"%PDF-1.7 the paper"


def complete(**applicant: Any) -> tuple[FakeTown, Case]:
    """A case with a complete answer."""
    given = filed(**applicant)
    paper = Paper(
        id=DOCUMENT,
        type="answer_letter",
        status=PaperStatus.COMPLETE,
        drafted=MONDAY_0805,
        signatures=(PaperSignature(role="utility_director"),),
        number="1187/02-21",
        code="482177305526",
        sha256="ab" * 32,
    )
    case = given.town.keep(replace(given.case, papers=(paper,)), given.town.values[given.case.id])
    return given.town, case


def run(town: FakeTown, sender: ScriptedSender | None = None) -> None:
    dispatch_document.run(WANTED, ERRAND, toolbox(town, sender, contents=OnePaper()))


@pytest.mark.parametrize(
    ("applicant", "form", "way"),
    [
        ({"contact_by": "link"}, None, Delivery.LINK),
        ({"contact_by": "voice"}, None, Delivery.POST),
        ({"contact_by": "voice", "address": None}, None, Delivery.COUNTER),
        ({"contact_by": "post"}, None, Delivery.POST),
        ({"contact_by": "email", "email": "olena@example.com"}, None, Delivery.EMAIL),
        ({"contact_by": "link"}, "post", Delivery.POST),
        ({"contact_by": "post"}, "counter", Delivery.COUNTER),
    ],
)
def test_the_form_decides_before_the_persons_own_way(
    applicant: dict[str, Any], form: str | None, way: Delivery
) -> None:
    town, case = complete(**applicant)
    if form is not None:
        case = replace(case, values={**case.values, "delivery": form})
    contact = card(case.people[0], town.values[case.id])
    assert way_of(town.definition, case, case.papers[0], contact) is way


def test_a_letter_goes_onto_the_post_list_once_per_effect() -> None:
    town, case = complete(contact_by="post")
    run(town)
    assert town.given(QueuePost) == [QueuePost(identifier=WANTED.id, case=case.id, document=DOCUMENT)]


def test_an_e_mail_carries_the_paper_and_the_case_says_that_it_left() -> None:
    # given
    town, _ = complete(contact_by="email", email="olena@example.com")
    sender = ScriptedSender()
    # when
    run(town, sender)
    run(town, sender)
    # then
    assert len(sender.sent) == 1
    message = sender.sent[0]
    assert message.to == "olena@example.com"
    assert message.attachments[0].content.startswith(b"%PDF-")
    assert "№ 1187/02-21" in message.text
    assert "https://sprava.test/verify/482177305526" in message.text
    assert {one.way for one in town.given(SendDocument)} == {"email"}


@pytest.mark.parametrize(
    ("language", "begins", "title"),
    [("uk", "Доброго дня!", "Відповідь"), ("en", "Good day!", "An answer"), ("ru", "Здравствуйте!", "Відповідь")],
)
def test_the_words_around_the_paper_are_in_the_language_of_whoever_reads_them(
    language: str, begins: str, title: str
) -> None:
    # given: a service whose papers have English titles
    town, _ = complete(contact_by="email", email="olena@example.com", language=language)
    town.definition = replace(town.definition, locales={"en": {"documents.answer_letter.title": "An answer"}})
    sender = ScriptedSender()
    # when
    run(town, sender)
    # then
    message = sender.sent[0]
    assert message.text.startswith(begins)
    assert title in message.text
    assert message.subject == f"26-00042: {title}"


def test_a_mailbox_that_is_full_is_tried_again() -> None:
    town, _ = complete(contact_by="email", email="olena@example.com")
    sender = ScriptedSender(failures=[RetryableFailure(FailureCode.PROVIDER_BUSY)])
    with pytest.raises(TryAgain):
        run(town, sender)
    run(town, sender)
    assert len({one.identifier for one in town.given(RecordMessage)}) == 1
    assert len(sender.sent) == 1


def test_a_mailbox_that_is_gone_is_somebodys_work() -> None:
    town, _ = complete(contact_by="email", email="olena@example.com")
    sender = ScriptedSender(failures=[PermanentFailure(FailureCode.RECIPIENT_UNKNOWN)])
    for _ in range(2):
        with pytest.raises(GiveUp) as stuck:
            run(town, sender)
        assert stuck.value.code == "mail_refused"
    assert town.given(SendDocument) == []


def test_without_an_address_there_is_no_letter() -> None:
    town, case = complete(contact_by="link")
    town.keep(replace(case, values={**case.values, "delivery": "email"}), town.values[case.id])
    with pytest.raises(GiveUp) as stuck:
        run(town)
    assert stuck.value.code == "no_address"


@pytest.mark.parametrize("change", [{"status": PaperStatus.VOID}, {"sent": {"way": "post"}}])
def test_a_paper_that_lost_its_force_or_has_left_is_not_sent(change: dict[str, Any]) -> None:
    town, case = complete(contact_by="post")
    town.keep(replace(case, papers=(replace(case.papers[0], **change),)), town.values[case.id])
    run(town)
    assert town.commands == []
