from collections.abc import Iterator
from dataclasses import replace

import pytest

from notifications.channel import FailureCode, PermanentFailure, RetryableFailure, SendFailure
from notifications.channels.kannel import KannelSender, KannelSettings
from notifications.errors import InvalidSetting, SettingCode
from tests.notifications.given import EFFECT, Provider, a_message, a_provider, at_now

SETTINGS = KannelSettings(
    url="http://127.0.0.1:13013/cgi-bin/sendsms",
    username="sprava",
    password="kannel-secret",
    sender="1580",
    report_url="http://127.0.0.1:8000/sms-reports",
    report_key=b"k" * 32,
    timeout_seconds=0.5,
)


@pytest.fixture
def provider() -> Iterator[Provider]:
    with a_provider() as provider:
        yield provider


def sender(provider: Provider, **changes: object) -> KannelSender:
    return KannelSender(replace(SETTINGS, url=f"{provider.url}/cgi-bin/sendsms", **changes), at_now)  # type: ignore[arg-type]


def test_a_cyrillic_text_goes_out_in_ucs2_for_three_days_with_reports_asked(provider: Provider) -> None:
    sent = sender(provider).send(a_message(text="26-00042: відповідь – відмова"))

    (request,) = provider.requests
    assert request.body.decode() == "26-00042: відповідь – відмова"
    assert request.headers["x-kannel-coding"] == "2"
    assert request.headers["x-kannel-charset"] == "UTF-8"
    assert request.headers["x-kannel-validity"] == "4320"
    assert request.headers["x-kannel-dlr-mask"] == "31"
    assert request.headers["x-kannel-to"] == "+380671234567"
    assert request.headers["x-kannel-account"] == str(EFFECT)
    assert f"message={EFFECT}" in request.headers["x-kannel-dlr-url"]
    assert request.headers["x-kannel-dlr-url"].endswith("&status=%d&reply=%A&at=%T")
    assert sent.parts == 1
    assert sent.provider_id is None


def test_a_latin_text_goes_out_in_seven_bits(provider: Provider) -> None:
    sent = sender(provider).send(a_message(text="26-00042: done – “see” " + "a" * 130))

    assert provider.requests[0].headers["x-kannel-coding"] == "0"
    assert provider.requests[0].body.startswith(b'26-00042: done - "see" ')
    assert sent.parts == 1


def test_secrets_stand_in_no_url(provider: Provider) -> None:
    sender(provider).send(a_message())

    assert provider.requests[0].path == "/cgi-bin/sendsms"


def test_queued_for_later_is_accepted_too(provider: Provider) -> None:
    provider.body = b"3: Queued for later delivery"

    assert sender(provider).send(a_message()).parts == 1


@pytest.mark.parametrize(
    ("status", "body", "kind", "code"),
    [
        (403, b"Authorization failed for sendsms", RetryableFailure, FailureCode.NOT_AUTHORISED),
        (400, b"Number(s) has/have been denied by white- and/or black-lists.", PermanentFailure, "recipient_refused"),
        (400, b"Sender missing and no global set, rejected", RetryableFailure, FailureCode.SENDER_REFUSED),
        (400, b"Empty text not allowed", PermanentFailure, FailureCode.PROVIDER_REFUSED),
        (429, b"", RetryableFailure, FailureCode.RATE_LIMITED),
        (503, b"Temporal failure, try again later.", RetryableFailure, FailureCode.PROVIDER_BUSY),
        (200, b"<html>Sign in to the network</html>", RetryableFailure, FailureCode.UNREADABLE_ANSWER),
        (404, b"", RetryableFailure, FailureCode.UNREADABLE_ANSWER),
    ],
)
def test_each_refusal_of_the_gateway_has_its_meaning(
    provider: Provider, status: int, body: bytes, kind: type[SendFailure], code: str
) -> None:
    provider.status, provider.body = status, body

    with pytest.raises(kind) as failure:
        sender(provider).send(a_message())

    assert failure.value.code == code
    assert failure.value.reply == status


def test_a_gateway_that_hangs_up_leaves_the_outcome_unknown(provider: Provider) -> None:
    provider.silent_seconds = 0.01

    with pytest.raises(RetryableFailure) as failure:
        sender(provider).send(a_message())

    assert failure.value.code is FailureCode.OUTCOME_UNKNOWN
    assert failure.value.__suppress_context__


def test_a_gateway_that_says_nothing_in_time_leaves_the_outcome_unknown(provider: Provider) -> None:
    provider.silent_seconds = 1

    with pytest.raises(RetryableFailure) as failure:
        sender(provider, timeout_seconds=0.2).send(a_message())

    assert failure.value.code is FailureCode.OUTCOME_UNKNOWN


def test_a_redirect_is_not_followed(provider: Provider) -> None:
    provider.status, provider.location = 302, f"{provider.url}/elsewhere"

    with pytest.raises(RetryableFailure):
        sender(provider).send(a_message())

    assert [request.path for request in provider.requests] == ["/cgi-bin/sendsms"]


@pytest.mark.parametrize("to", ["0671234567", "+380671234567 +380509999999", "+38067", "olena@example.ua"])
def test_what_is_not_one_number_never_reaches_the_gateway(provider: Provider, to: str) -> None:
    with pytest.raises(PermanentFailure) as failure:
        sender(provider).send(a_message(to=to))

    assert failure.value.code is FailureCode.RECIPIENT_UNKNOWN
    assert failure.value.flags_address
    assert provider.requests == []


def test_a_text_that_the_gateway_would_cut_is_not_sent(provider: Provider) -> None:
    assert sender(provider, max_parts=2).send(a_message(text="Ж" * 134)).parts == 2
    with pytest.raises(PermanentFailure) as failure:
        sender(provider, max_parts=2).send(a_message(text="Ж" * 135))

    assert failure.value.code is FailureCode.TOO_LONG
    assert not failure.value.flags_address
    assert len(provider.requests) == 1


@pytest.mark.parametrize(
    ("changes", "code", "name"),
    [
        ({"url": "ftp://gateway/"}, SettingCode.NOT_A_URL, "url"),
        ({"url": "file:///etc/passwd"}, SettingCode.NOT_A_URL, "url"),
        ({"url": "http://gateway.example/"}, SettingCode.UNPROTECTED, "url"),
        ({"report_url": "http://127.0.0.1/x?a=%41"}, SettingCode.NOT_PLAIN, "report_url"),
        ({"sender": "1580\r\nX-Kannel-To: +1"}, SettingCode.NOT_PLAIN, "sender"),
        ({"sender": "Місто"}, SettingCode.NOT_PLAIN, "sender"),
        ({"password": ""}, SettingCode.NOT_PLAIN, "password"),
        ({"report_key": b"short"}, SettingCode.WEAK_KEY, "report_key"),
        ({"max_parts": 0}, SettingCode.OUT_OF_RANGE, "max_parts"),
        ({"validity_minutes": 0}, SettingCode.OUT_OF_RANGE, "validity_minutes"),
    ],
)
def test_settings_that_cannot_work_are_named(changes: dict[str, object], code: SettingCode, name: str) -> None:
    with pytest.raises(InvalidSetting) as refusal:
        replace(SETTINGS, **changes)  # type: ignore[arg-type]

    assert (refusal.value.code, refusal.value.setting) == (code, name)


def test_a_gateway_on_another_machine_needs_https_or_a_plain_word() -> None:
    assert replace(SETTINGS, url="https://gateway.example/").url
    assert replace(SETTINGS, url="http://gateway.example/", may_be_open=True).url
