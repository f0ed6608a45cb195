"""Which sender takes which channel, by the settings. The only place that names providers."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from notifications.channel import Now, Sender
from notifications.channels.console import ConsoleSender
from notifications.channels.file import FileSender
from notifications.channels.kannel import KannelSender
from notifications.channels.kannel import KannelSettings as Kannel
from notifications.channels.smtp import SmtpSender, Tls
from notifications.channels.smtp import SmtpSettings as Smtp
from notifications.channels.telegram import TelegramSender
from notifications.channels.telegram import TelegramSettings as Telegram
from notifications.message import Channel
from runtime.settings import MailEncryption, MailProvider, Settings, SmsProvider

MESSAGES_FILE = "messages.jsonl"
REPORTS_PATH = "/api/v1/delivery-reports/kannel"
_TLS = {
    MailEncryption.NONE: Tls.NONE,
    MailEncryption.STARTTLS: Tls.STARTTLS,
    MailEncryption.TLS: Tls.IMPLICIT,
}


def senders_for(settings: Settings, *, now: Now, report_key: bytes) -> Mapping[Channel, Sender]:
    """A sender for every channel people can be reached by here. Raises InvalidSetting."""
    senders: dict[Channel, Sender] = {
        Channel.SMS: _sms(settings, now, report_key),
        Channel.EMAIL: _mail(settings, now),
    }
    if settings.telegram is not None:
        telegram = Telegram(token=settings.telegram.token, base_url=settings.telegram.url)
        senders[Channel.TELEGRAM] = TelegramSender(telegram, now)
    return senders


def _sms(settings: Settings, now: Now, report_key: bytes) -> Sender:
    if settings.sms is SmsProvider.KANNEL and settings.kannel is not None:
        return KannelSender(
            Kannel(
                url=settings.kannel.url,
                username=settings.kannel.username,
                password=settings.kannel.password,
                sender=settings.kannel.sender,
                report_url=settings.public_url + REPORTS_PATH,
                report_key=report_key,
            ),
            now,
        )
    return _inside(settings, now, console=settings.sms is SmsProvider.CONSOLE)


def _mail(settings: Settings, now: Now) -> Sender:
    if settings.mail is MailProvider.SMTP and settings.smtp is not None:
        return SmtpSender(
            Smtp(
                host=settings.smtp.host,
                port=settings.smtp.port,
                tls=_TLS[settings.smtp.encryption],
                from_address=settings.smtp.sender,
                username=settings.smtp.username or None,
                password=settings.smtp.password or None,
                link_prefix=settings.public_url,
            ),
            now,
        )
    return _inside(settings, now, console=settings.mail is MailProvider.CONSOLE)


def _inside(settings: Settings, now: Now, *, console: bool) -> Sender:
    return ConsoleSender(sys.stdout, now) if console else FileSender(settings.data / MESSAGES_FILE, now)
