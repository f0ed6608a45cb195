import json
from collections.abc import Iterator

import pytest

from notifications.channel import FailureCode, PermanentFailure, RetryableFailure, SendFailure
from notifications.channels.telegram import TelegramSender, TelegramSettings
from notifications.errors import InvalidSetting, SettingCode
from notifications.message import Channel
from tests.notifications.given import Provider, a_message, a_provider, at_now

TOKEN = "4711:AAExampleExampleExampleExample_example"


@pytest.fixture
def provider() -> Iterator[Provider]:
    with a_provider() as provider:
        provider.status, provider.body = 200, b'{"ok":true,"result":{"message_id":17}}'
        yield provider


def sender(provider: Provider) -> TelegramSender:
    return TelegramSender(TelegramSettings(token=TOKEN, base_url=provider.url, timeout_seconds=0.5), at_now)


def test_a_text_goes_to_the_chat_as_plain_text_without_preview(provider: Provider) -> None:
    hostile = "*Яма* _там_ [натисни](https://evil.example) <b>x</b> `код` \\"

    sent = sender(provider).send(a_message(Channel.TELEGRAM, text=hostile + "\u202e\u200b"))

    (request,) = provider.requests
    assert request.path == f"/bot{TOKEN}/sendMessage"
    assert json.loads(request.body) == {
        "chat_id": 4711,
        "text": hostile,
        "link_preview_options": {"is_disabled": True},
    }
    assert sent.provider_id == "17"


@pytest.mark.parametrize(
    ("status", "answer", "kind", "code"),
    [
        (400, {"description": "Bad Request: chat not found"}, PermanentFailure, FailureCode.RECIPIENT_UNKNOWN),
        (400, {"description": "Bad Request: message is too long"}, PermanentFailure, FailureCode.CONTENT_REFUSED),
        (403, {"description": "Forbidden: bot was blocked by the user"}, PermanentFailure, "recipient_blocked_us"),
        (401, {"description": "Unauthorized"}, RetryableFailure, FailureCode.NOT_AUTHORISED),
        (404, {"description": "Not Found"}, RetryableFailure, FailureCode.NOT_AUTHORISED),
        (502, {}, RetryableFailure, FailureCode.PROVIDER_BUSY),
        (200, {"ok": False}, RetryableFailure, FailureCode.UNREADABLE_ANSWER),
        (200, {"ok": True, "result": {"message_id": "17"}}, RetryableFailure, FailureCode.UNREADABLE_ANSWER),
        (200, {"ok": True, "result": [17]}, RetryableFailure, FailureCode.UNREADABLE_ANSWER),
    ],
)
def test_each_refusal_has_its_meaning(
    provider: Provider, status: int, answer: dict[str, object], kind: type[SendFailure], code: str
) -> None:
    provider.status, provider.body = status, json.dumps(answer).encode()

    with pytest.raises(kind) as failure:
        sender(provider).send(a_message(Channel.TELEGRAM))

    assert failure.value.code == code


def test_too_many_requests_tell_how_long_to_wait(provider: Provider) -> None:
    provider.status, provider.body = 429, b'{"ok":false,"parameters":{"retry_after":35}}'

    with pytest.raises(RetryableFailure) as failure:
        sender(provider).send(a_message(Channel.TELEGRAM))

    assert (failure.value.code, failure.value.wait_seconds) == (FailureCode.RATE_LIMITED, 35)


@pytest.mark.parametrize("to", ["@channel", "12 or 1", "olena", "+380671234567"])
def test_only_a_chat_that_the_citizen_began_is_written_to(provider: Provider, to: str) -> None:
    with pytest.raises(PermanentFailure) as failure:
        sender(provider).send(a_message(Channel.TELEGRAM, to=to))

    assert failure.value.code is FailureCode.RECIPIENT_UNKNOWN
    assert provider.requests == []


def test_a_text_beyond_the_limit_is_not_sent(provider: Provider) -> None:
    sender(provider).send(a_message(Channel.TELEGRAM, text="Ж" * 4096))
    with pytest.raises(PermanentFailure) as failure:
        sender(provider).send(a_message(Channel.TELEGRAM, text="Ж" * 4095 + "😀"))

    assert failure.value.code is FailureCode.TOO_LONG
    assert len(provider.requests) == 1


def test_a_token_that_would_change_the_url_is_refused() -> None:
    for token in ("4711:short", "4711:AAExampleExampleExampleExample/../x", ""):
        with pytest.raises(InvalidSetting) as refusal:
            TelegramSettings(token=token)
        assert refusal.value.code is SettingCode.NOT_PLAIN
        assert token not in str(refusal.value) or not token
