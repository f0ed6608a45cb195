"""The SMS channel against a real Kannel: what is counted is what is sent, and what became of it comes back."""

from collections.abc import Iterator
from urllib.parse import parse_qsl
from uuid import UUID

import pytest

from notifications.channel import FailureCode, PermanentFailure, RetryableFailure
from notifications.channels.kannel import KannelSender, KannelSettings
from notifications.channels.kannel_reports import read_kannel_report
from notifications.delivery_report import DeliveryStatus, settled
from notifications.sms_length import measure
from tests.notifications.given import EFFECT, a_message, at_now
from tests.notifications.kannel_gateway import PASSWORD, Gateway, Part, a_gateway, missing_programs

pytestmark = pytest.mark.skipif(bool(missing_programs()), reason=missing_programs() or "Kannel is here")
KEY = b"k" * 32


@pytest.fixture(scope="module")
def gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    with a_gateway(tmp_path_factory.mktemp("kannel")) as gateway:
        yield gateway


def sender(gateway: Gateway, password: str = PASSWORD) -> KannelSender:
    settings = KannelSettings(
        url=gateway.url,
        username="sprava",
        password=password,
        sender="1580",
        report_url=gateway.report_url,
        report_key=KEY,
    )
    return KannelSender(settings, at_now)


def sent_through(gateway: Gateway, to: str, text: str) -> list[Part]:
    sent = sender(gateway).send(a_message(to=to, text=text))
    return gateway.parts_to(to, expected=sent.parts)


@pytest.mark.parametrize(("letters", "parts"), [(70, 1), (71, 2), (134, 2), (135, 3)])
def test_cyrillic_letters_make_as_many_parts_as_we_count(gateway: Gateway, letters: int, parts: int) -> None:
    text = "Їжак" * (letters // 4) + "ґ" * (letters % 4)

    arrived = sent_through(gateway, f"+380671000{letters:03}", text)

    assert measure(text).parts == parts
    assert [(part.number, part.of) for part in arrived] == [(number, parts) for number in range(1, parts + 1)]
    assert "".join(part.payload.decode("utf-16-be") for part in arrived) == text


@pytest.mark.parametrize(
    ("text", "parts"),
    [("a" * 160, 1), ("a" * 161, 2), ("€" * 80, 1), ("€" * 81, 2), ("a" * 152 + "€" + "b" * 100, 2), ("a" * 307, 3)],
)
def test_the_short_alphabet_makes_as_many_parts_as_we_count(gateway: Gateway, text: str, parts: int) -> None:
    arrived = sent_through(gateway, f"+38067200{len(text):03}{parts}", text)

    assert measure(text).parts == parts
    assert len(arrived) == parts
    assert "".join(part.payload.decode() for part in arrived) == text


def test_no_part_begins_or_ends_in_the_middle_of_a_character(gateway: Gateway) -> None:
    arrived = sent_through(gateway, "+380673000001", "Ж" * 66 + "😀" + "Ж" * 66)

    assert [part.payload.decode("utf-16-be") for part in arrived] == ["Ж" * 66 + " ", "😀" + "Ж" * 65, "Ж"]


def test_the_texts_of_the_town_arrive_as_they_are_written(gateway: Gateway) -> None:
    text = "26-00077: відповідь – відмова.\n«100 %d & %A» + тел. 1580 {x}"

    (part,) = sent_through(gateway, "+380673000002", text)

    assert part.payload.decode("utf-16-be") == text


def test_a_delivery_report_comes_back_under_the_effect_id(gateway: Gateway) -> None:
    identity = UUID(int=EFFECT.int + 1000)

    sender(gateway).send(a_message(to="+380673000003", identity=identity))
    queries = gateway.report_queries(str(identity), expected=2)

    known: DeliveryStatus | None = None
    for query in queries:
        report = read_kannel_report(dict(parse_qsl(query, keep_blank_values=True)), KEY)
        assert (report.municipality, report.message_id) == (1, identity)
        assert report.at is not None
        known = settled(known, report.status)
    assert known is DeliveryStatus.DELIVERED


def test_a_centre_that_refuses_a_number_is_reported_and_flags_it(gateway: Gateway) -> None:
    identity = UUID(int=EFFECT.int + 1001)

    sender(gateway).send(a_message(to="+380503000004", identity=identity))
    (query,) = gateway.report_queries(str(identity), expected=1)

    status = read_kannel_report(dict(parse_qsl(query, keep_blank_values=True)), KEY).status
    assert status is DeliveryStatus.REFUSED_BY_CENTRE
    assert status.flags_address


def test_a_wrong_password_is_ours_to_mend(gateway: Gateway) -> None:
    with pytest.raises(RetryableFailure) as failure:
        sender(gateway, password="wrong").send(a_message())

    assert failure.value.code is FailureCode.NOT_AUTHORISED


def test_an_empty_text_is_never_handed_over(gateway: Gateway) -> None:
    with pytest.raises(PermanentFailure) as failure:
        sender(gateway).send(a_message(to="+380673000005", text="\u200b\u202e"))

    assert failure.value.code is FailureCode.CONTENT_REFUSED
    assert gateway.parts_to("+380673000005", expected=0) == []
