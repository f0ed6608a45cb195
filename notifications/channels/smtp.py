"""E-mail by a mail server of the town's, over SMTP (RFC 5321), protected by TLS unless the settings say otherwise.

Each mail has one recipient, the words in plain text and again in HTML, and the papers. Its Message-ID comes from the
effect id: a mail sent twice is shown once by most mailboxes.
"""

import html
import re
import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from enum import StrEnum

from notifications.channel import FailureCode, Now, PermanentFailure, RetryableFailure, Sent, refuse_strangers
from notifications.email_address import normalise_email
from notifications.errors import InvalidEmail, InvalidSetting, SettingCode
from notifications.hostile_text import has_control, one_line, strip_hostile
from notifications.message import Channel, Message
from notifications.provider_url import is_loopback

_QUEUED_AS = re.compile(rb"queued as ([A-Za-z0-9._-]{1,64})")


class Tls(StrEnum):
    """How the way to the server is protected: not at all, after STARTTLS (port 587), or from the first byte (465)."""

    NONE = "none"
    STARTTLS = "starttls"
    IMPLICIT = "implicit"


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpSettings:
    """The server and who writes. `link_prefix` is the town's public address: only links that begin with it become
    clickable in the HTML part. `bounces_to` takes returned mail, else `from_address` does. Raises `InvalidSetting`.
    """

    host: str
    port: int = 587
    tls: Tls = Tls.STARTTLS
    from_address: str
    from_name: str = ""
    bounces_to: str | None = None
    reply_to: str | None = None
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    link_prefix: str | None = None
    timeout_seconds: float = 20.0
    trust: ssl.SSLContext | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        if not self.host or has_control(self.host, lines=False):
            raise InvalidSetting(SettingCode.NOT_PLAIN, "host")
        if has_control(self.from_name, lines=False):
            raise InvalidSetting(SettingCode.NOT_PLAIN, "from_name")
        for name, value in (
            ("from_address", self.from_address),
            ("bounces_to", self.bounces_to),
            ("reply_to", self.reply_to),
        ):
            _check_address(name, value)
        if self.password is not None and self.tls is Tls.NONE and not is_loopback(self.host):
            raise InvalidSetting(SettingCode.UNPROTECTED, "tls")


class SmtpSender:
    """One connection per mail: nothing is kept that could break between two."""

    carries = frozenset({Channel.EMAIL})

    def __init__(self, settings: SmtpSettings, now: Now) -> None:
        self._settings = settings
        self._now = now

    def send(self, message: Message) -> Sent:
        refuse_strangers(self, message, attachments=True)
        try:
            to = normalise_email(message.to)
        except InvalidEmail:
            raise PermanentFailure(FailureCode.RECIPIENT_UNKNOWN) from None
        mail = self._mail(message, to)
        client = self._connected()
        try:
            reply = _handed_over(client, self._settings.bounces_to or self._settings.from_address, to, mail)
        finally:
            # The server has answered; whether it also says goodbye changes nothing.
            with suppress(smtplib.SMTPException, OSError):
                client.quit()
            client.close()
        found = _QUEUED_AS.search(reply)
        return Sent(provider_id=found.group(1).decode("ascii") if found else None, accepted_at=self._now())

    def _mail(self, message: Message, to: str) -> bytes:
        settings = self._settings
        mail = EmailMessage(policy=SMTP)
        try:
            mail["From"] = Address(display_name=settings.from_name, addr_spec=settings.from_address)
            mail["To"] = Address(addr_spec=to)
            mail["Subject"] = one_line(message.subject or message.text.strip().split("\n")[0])
            mail["Date"] = format_datetime(self._now())
            mail["Message-ID"] = f"<{message.id}@{settings.from_address.rpartition('@')[2]}>"
            mail["Auto-Submitted"] = "auto-generated"
            if settings.reply_to:
                mail["Reply-To"] = Address(addr_spec=settings.reply_to)
            text = strip_hostile(message.text)
            mail.set_content(text, cte="base64")
            mail.add_alternative(_as_html(text, settings.link_prefix), subtype="html", cte="base64")
            for paper in message.attachments:
                maintype, _, subtype = paper.media_type.partition("/")
                mail.add_attachment(paper.content, maintype=maintype, subtype=subtype, filename=one_line(paper.name))
        except (ValueError, LookupError, MessageError):
            raise PermanentFailure(FailureCode.CONTENT_REFUSED) from None
        return mail.as_bytes()

    def _connected(self) -> smtplib.SMTP:
        settings = self._settings
        trust = settings.trust or ssl.create_default_context()
        client: smtplib.SMTP | None = None
        try:
            if settings.tls is Tls.IMPLICIT:
                client = smtplib.SMTP_SSL(settings.host, settings.port, timeout=settings.timeout_seconds, context=trust)
            else:
                client = smtplib.SMTP(settings.host, settings.port, timeout=settings.timeout_seconds)
            if settings.tls is Tls.STARTTLS:
                client.starttls(context=trust)
            if settings.username is not None and settings.password is not None:
                client.login(settings.username, settings.password)
        except (smtplib.SMTPException, OSError) as failure:
            if client is not None:
                client.close()
            raise _before_sending(failure) from None
        return client


def _check_address(name: str, value: str | None) -> None:
    try:
        if value is not None and normalise_email(value) != value:
            raise InvalidSetting(SettingCode.NOT_PLAIN, name)
    except InvalidEmail:
        raise InvalidSetting(SettingCode.NOT_PLAIN, name) from None


def _handed_over(client: smtplib.SMTP, sender: str, to: str, mail: bytes) -> bytes:
    """The server's last words on an accepted mail."""
    try:
        client.ehlo_or_helo_if_needed()
        code, _ = client.mail(sender)
        if code != 250:
            raise RetryableFailure(FailureCode.SENDER_REFUSED, reply=code)
        code, words = client.rcpt(to)
        if code not in {250, 251}:
            raise _recipient_refusal(code, words)
        code, words = client.data(mail)
    except smtplib.SMTPResponseException as failure:
        raise _refusal(failure.smtp_code, FailureCode.CONTENT_REFUSED) from None
    except (smtplib.SMTPException, OSError):
        raise RetryableFailure(FailureCode.OUTCOME_UNKNOWN) from None
    if code != 250:
        raise _refusal(code, FailureCode.CONTENT_REFUSED)
    return words


def _recipient_refusal(code: int, words: bytes) -> PermanentFailure | RetryableFailure:
    """RFC 3463: an enhanced status of class 5.7 is about policy, that is about us and not about the address."""
    if words.startswith(b"5.7."):
        return RetryableFailure(FailureCode.SENDER_REFUSED, reply=code)
    return _refusal(code, FailureCode.RECIPIENT_REFUSED)


def _refusal(code: int, permanent: FailureCode) -> PermanentFailure | RetryableFailure:
    """RFC 5321, 4.2.1: a reply of 5xx is for good, one of 4xx for now."""
    if code >= 500:
        return PermanentFailure(permanent, reply=code)
    return RetryableFailure(FailureCode.PROVIDER_BUSY, reply=code)


def _before_sending(failure: smtplib.SMTPException | OSError) -> RetryableFailure:
    match failure:
        case smtplib.SMTPAuthenticationError():
            return RetryableFailure(FailureCode.NOT_AUTHORISED, reply=failure.smtp_code)
        case smtplib.SMTPResponseException():
            return RetryableFailure(FailureCode.PROVIDER_BUSY, reply=failure.smtp_code)
        case smtplib.SMTPNotSupportedError() | ssl.SSLError():
            return RetryableFailure(FailureCode.NOT_AUTHORISED)
        case _:
            return RetryableFailure(FailureCode.UNREACHABLE)


def _as_html(text: str, link_prefix: str | None) -> str:
    paragraphs = "".join(
        f"<p>{_linked(html.escape(part), link_prefix).replace(chr(10), '<br>')}</p>" for part in text.split("\n\n")
    )
    return f'<!doctype html><html><head><meta charset="utf-8"></head><body>{paragraphs}</body></html>'


def _linked(escaped: str, link_prefix: str | None) -> str:
    if not link_prefix:
        return escaped
    ours = re.compile(rf"{re.escape(html.escape(link_prefix.rstrip('/')))}/[A-Za-z0-9/_-]*")
    return ours.sub(lambda found: f'<a href="{found.group(0)}">{found.group(0)}</a>', escaped)
