"""SMS by a Kannel gateway (1.4), over its `sendsms` interface.

Sent by POST with `X-Kannel-*` headers, so that password, number and link stand in no URL. Kannel answers 202 as soon as
it has the text; whether a phone got it comes later, by `kannel_reports.py`. The gateway's user needs
`concatenation = true` and `max-messages` of at least `max_parts`: Kannel cuts what is longer, without a word.
Its `access-log` writes whole texts, links included: set an `access-log-format` without `%a` and `%b`, and a
`log-level` of 1 or more.
"""

import re
from dataclasses import dataclass, field

from notifications.channel import FailureCode, Now, PermanentFailure, RetryableFailure, Sent, refuse_strangers
from notifications.channels.kannel_reports import report_request_url
from notifications.errors import InvalidSetting, SettingCode
from notifications.http_post import HttpAnswer, http_post
from notifications.message import Channel, Message
from notifications.provider_url import check_provider_url
from notifications.sms_length import SmsEncoding, measure, normalise, padded_for_blind_splitting

_E164 = re.compile(r"\+[1-9][0-9]{6,14}")
_HEADER_SAFE = re.compile(r"[\x21-\x7e]+(?: [\x21-\x7e]+)*")
_CODING = {SmsEncoding.GSM7: "0", SmsEncoding.UCS2: "2"}
_EVERY_REPORT = "31"
_SHORTEST_KEY = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class KannelSettings:
    """`url` is the whole address of sendsms, `sender` the town's short number or name, `smsc` an optional route.

    `report_url` is where Kannel may call us back; `report_key` (≥ 32 bytes) signs those calls. `may_be_open` permits
    plain http to another machine. Raises `InvalidSetting`.
    """

    url: str
    username: str
    password: str = field(repr=False)
    sender: str
    report_url: str
    report_key: bytes = field(repr=False)
    smsc: str | None = None
    validity_minutes: int = 72 * 60
    max_parts: int = 6
    timeout_seconds: float = 10.0
    may_be_open: bool = False

    def __post_init__(self) -> None:
        check_provider_url(self.url, "url", may_be_open=self.may_be_open)
        check_provider_url(self.report_url, "report_url", may_be_open=self.may_be_open)
        if set("%?#") & set(self.report_url):
            raise InvalidSetting(SettingCode.NOT_PLAIN, "report_url")
        for name, value in (("username", self.username), ("password", self.password), ("sender", self.sender)):
            if _HEADER_SAFE.fullmatch(value) is None:
                raise InvalidSetting(SettingCode.NOT_PLAIN, name)
        if self.smsc is not None and _HEADER_SAFE.fullmatch(self.smsc) is None:
            raise InvalidSetting(SettingCode.NOT_PLAIN, "smsc")
        if len(self.report_key) < _SHORTEST_KEY:
            raise InvalidSetting(SettingCode.WEAK_KEY, "report_key")
        if not 1 <= self.max_parts <= 255:
            raise InvalidSetting(SettingCode.OUT_OF_RANGE, "max_parts")
        if self.validity_minutes < 1:
            raise InvalidSetting(SettingCode.OUT_OF_RANGE, "validity_minutes")


class KannelSender:
    """Kannel drops no repeats: the effect id goes into its access log (`account`) and into every report of it."""

    carries = frozenset({Channel.SMS})

    def __init__(self, settings: KannelSettings, now: Now) -> None:
        self._settings = settings
        self._now = now

    def send(self, message: Message) -> Sent:
        refuse_strangers(self, message, attachments=False)
        # Kannel reads a blank in the number as a list of numbers.
        if _E164.fullmatch(message.to) is None:
            raise PermanentFailure(FailureCode.RECIPIENT_UNKNOWN)
        length = measure(message.text)
        if length.parts > self._settings.max_parts:
            raise PermanentFailure(FailureCode.TOO_LONG)
        if length.parts == 0:
            raise PermanentFailure(FailureCode.CONTENT_REFUSED)
        answer = http_post(
            self._settings.url,
            body=padded_for_blind_splitting(normalise(message.text)).encode(),
            headers=self._headers(message, _CODING[length.encoding]),
            timeout_seconds=self._settings.timeout_seconds,
        )
        _check(answer)
        return Sent(provider_id=None, accepted_at=self._now(), parts=length.parts)

    def _headers(self, message: Message, coding: str) -> dict[str, str]:
        settings = self._settings
        headers = {
            "Content-Type": "text/plain; charset=UTF-8",
            "X-Kannel-Username": settings.username,
            "X-Kannel-Password": settings.password,
            "X-Kannel-From": settings.sender,
            "X-Kannel-To": message.to,
            "X-Kannel-Coding": coding,
            "X-Kannel-Charset": "UTF-8",
            "X-Kannel-Validity": str(settings.validity_minutes),
            "X-Kannel-Account": str(message.id),
            "X-Kannel-DLR-Mask": _EVERY_REPORT,
            "X-Kannel-DLR-Url": report_request_url(settings.report_url, message, settings.report_key),
        }
        return headers if settings.smsc is None else {**headers, "X-Kannel-SMSC": settings.smsc}


def _check(answer: HttpAnswer) -> None:
    """202 is accepted, whether handed on (`0:`) or queued because no centre is connected just now (`3:`)."""
    words = answer.body.decode("ascii", "replace").lower()
    match answer.status:
        case 202:
            return
        case 403:
            raise RetryableFailure(FailureCode.NOT_AUTHORISED, reply=403)
        case 400 if "denied by white" in words:
            raise PermanentFailure(FailureCode.RECIPIENT_REFUSED, reply=400)
        case 400 if "sender missing" in words:
            raise RetryableFailure(FailureCode.SENDER_REFUSED, reply=400)
        case 400:
            raise PermanentFailure(FailureCode.PROVIDER_REFUSED, reply=400)
        case 429:
            raise RetryableFailure(FailureCode.RATE_LIMITED, reply=429)
        case status if status >= 500:
            raise RetryableFailure(FailureCode.PROVIDER_BUSY, reply=status)
        case status:
            raise RetryableFailure(FailureCode.UNREADABLE_ANSWER, reply=status)
