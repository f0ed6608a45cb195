"""Telegram, by the Bot API's `sendMessage`: plain text to a chat that the citizen began.

Source: https://core.telegram.org/bots/api#sendmessage. No markup is asked for, so none can be smuggled in.
"""

import json
import re
from dataclasses import dataclass, field

from notifications.channel import FailureCode, Now, PermanentFailure, RetryableFailure, Sent, refuse_strangers
from notifications.errors import InvalidSetting, SettingCode
from notifications.hostile_text import strip_hostile
from notifications.http_post import HttpAnswer, http_post
from notifications.message import Channel, Message
from notifications.provider_url import check_provider_url

_LONGEST = 4096
_CHAT_ID = re.compile(r"-?[0-9]{1,19}")
_TOKEN = re.compile(r"[0-9]{1,20}:[A-Za-z0-9_-]{20,100}")
_UNKNOWN_CHAT = ("chat not found", "user not found", "peer_id_invalid")


@dataclass(frozen=True, slots=True, kw_only=True)
class TelegramSettings:
    """`token` is the bot's, as BotFather gives it. Raises `InvalidSetting`; the token is in no message of any error."""

    token: str = field(repr=False)
    base_url: str = "https://api.telegram.org"
    timeout_seconds: float = 10.0

    def __post_init__(self) -> None:
        check_provider_url(self.base_url, "base_url", may_be_open=False)
        if _TOKEN.fullmatch(self.token) is None:
            raise InvalidSetting(SettingCode.NOT_PLAIN, "token")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reply:
    ok: bool
    message_id: int | None
    description: str
    wait_seconds: int | None


class TelegramSender:
    """Telegram knows no key against repeats: a retry after `outcome_unknown` may show a text twice."""

    carries = frozenset({Channel.TELEGRAM})

    def __init__(self, settings: TelegramSettings, now: Now) -> None:
        self._settings = settings
        self._now = now

    def send(self, message: Message) -> Sent:
        refuse_strangers(self, message, attachments=False)
        text = strip_hostile(message.text)
        if _CHAT_ID.fullmatch(message.to) is None:
            raise PermanentFailure(FailureCode.RECIPIENT_UNKNOWN)
        if len(text.encode("utf-16-le")) // 2 > _LONGEST:
            raise PermanentFailure(FailureCode.TOO_LONG)
        answer = http_post(
            f"{self._settings.base_url.rstrip('/')}/bot{self._settings.token}/sendMessage",
            body=_body(message, text),
            headers={"Content-Type": "application/json", "X-Effect-Id": str(message.id)},
            timeout_seconds=self._settings.timeout_seconds,
        )
        return Sent(provider_id=_accepted(answer), accepted_at=self._now())


def _body(message: Message, text: str) -> bytes:
    # A preview would make Telegram's servers open the status link.
    wanted = {"chat_id": int(message.to), "text": text, "link_preview_options": {"is_disabled": True}}
    return json.dumps(wanted).encode()


def _accepted(answer: HttpAnswer) -> str:
    reply = _read(answer)
    if answer.status == 200 and reply.ok and reply.message_id is not None:
        return str(reply.message_id)
    match answer.status:
        case 429:
            raise RetryableFailure(FailureCode.RATE_LIMITED, reply=429, wait_seconds=reply.wait_seconds)
        case 401 | 404:
            raise RetryableFailure(FailureCode.NOT_AUTHORISED, reply=answer.status)
        case 403:
            raise PermanentFailure(FailureCode.RECIPIENT_BLOCKED_US, reply=403)
        case 400 if any(words in reply.description.lower() for words in _UNKNOWN_CHAT):
            raise PermanentFailure(FailureCode.RECIPIENT_UNKNOWN, reply=400)
        case 400:
            raise PermanentFailure(FailureCode.CONTENT_REFUSED, reply=400)
        case status if status >= 500:
            raise RetryableFailure(FailureCode.PROVIDER_BUSY, reply=status)
        case status:
            raise RetryableFailure(FailureCode.UNREADABLE_ANSWER, reply=status)


def _read(answer: HttpAnswer) -> _Reply:
    """The answer's fields, each only if it has the documented shape."""
    try:
        found = json.loads(answer.body)
    except (ValueError, RecursionError):
        found = None
    top = found if isinstance(found, dict) else {}
    result = top.get("result")
    parameters = top.get("parameters")
    message_id = result.get("message_id") if isinstance(result, dict) else None
    wait = parameters.get("retry_after") if isinstance(parameters, dict) else None
    return _Reply(
        ok=top.get("ok") is True,
        message_id=message_id if isinstance(message_id, int) else None,
        description=str(top.get("description", "")),
        wait_seconds=wait if isinstance(wait, int) and wait >= 0 else None,
    )
