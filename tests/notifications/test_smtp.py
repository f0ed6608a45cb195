import socket
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from notifications.channel import FailureCode, PermanentFailure, RetryableFailure, SendFailure
from notifications.channels.smtp import SmtpSender, SmtpSettings, Tls
from notifications.errors import InvalidSetting, SettingCode
from notifications.message import Channel
from tests.notifications.given import EFFECT, LETTER, a_message, at_now
from tests.notifications.mail_server import MailServer, a_mail_server

SETTINGS = SmtpSettings(
    host="127.0.0.1",
    tls=Tls.NONE,
    from_address="town@sprava.test",
    from_name="Місто Зразкове",
    reply_to="rada@sprava.test",
    bounces_to="bounces@sprava.test",
    link_prefix="https://sprava.test",
    timeout_seconds=3,
)
MAIL = a_message(Channel.EMAIL, text="Роботу призначено.\n\nСтежити: https://sprava.test/s/K7M2Q9TX4WPB3H")


def sender(server: MailServer, **changes: object) -> SmtpSender:
    return SmtpSender(replace(SETTINGS, port=server.port, trust=server.trust, **changes), at_now)  # type: ignore[arg-type]


def test_a_mail_says_the_same_in_plain_text_and_in_html(tmp_path: Path) -> None:
    with a_mail_server(tmp_path) as server:
        sent = sender(server).send(MAIL)

        (mail,) = server.mails
        (envelope,) = server.envelopes
    assert mail.get_content_type() == "multipart/alternative"
    plain, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert plain.get_content().split() == MAIL.text.split()
    assert "\r\n\r\n" in plain.get_content()
    assert "<p>Роботу призначено.</p>" in html.get_content()
    assert '<a href="https://sprava.test/s/K7M2Q9TX4WPB3H">' in html.get_content()
    assert mail["Subject"] == "Звернення 26-00042"
    assert mail["From"] == "Місто Зразкове <town@sprava.test>"
    assert mail["To"] == "olena@example.ua"
    assert mail["Reply-To"] == "rada@sprava.test"
    assert mail["Message-ID"] == f"<{EFFECT}@sprava.test>"
    assert mail["Date"] == "Mon, 23 Nov 2026 06:05:00 +0000"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert (envelope.mail_from, envelope.rcpt_tos) == ("bounces@sprava.test", ["olena@example.ua"])
    assert sent.provider_id == "4XyZ17"


def test_a_signed_paper_arrives_byte_for_byte_under_its_name(tmp_path: Path) -> None:
    with a_mail_server(tmp_path) as server:
        sender(server).send(replace(MAIL, attachments=(LETTER,)))

        (paper,) = server.mails[0].iter_attachments()
    assert paper.get_content() == LETTER.content
    assert paper.get_filename() == "Відповідь.pdf"
    assert paper.get_content_type() == "application/pdf"


def test_markup_and_foreign_links_stay_words(tmp_path: Path) -> None:
    hostile = '<script>alert(1)</script> & <a href="https://evil.example">тут</a> https://sprava.test.evil.example/s/x'
    with a_mail_server(tmp_path) as server:
        sender(server).send(replace(MAIL, text=hostile + "\u202e\u200b"))

        html = server.mails[0].get_body(("html",))
    assert html is not None
    assert "<script" not in html.get_content()
    assert "<a " not in html.get_content()
    assert "\u202e" not in html.get_content()


def test_a_mail_without_a_subject_takes_its_first_line(tmp_path: Path) -> None:
    with a_mail_server(tmp_path) as server:
        sender(server).send(replace(MAIL, subject=None))

        assert server.mails[0]["Subject"] == "Роботу призначено."


@pytest.mark.parametrize("tls", [Tls.STARTTLS, Tls.IMPLICIT])
def test_the_way_is_protected_and_the_password_given(tmp_path: Path, tls: Tls) -> None:
    with a_mail_server(tmp_path, tls=tls, password="mail-secret") as server:
        sender(server, tls=tls, username="sprava", password="mail-secret").send(MAIL)

        assert server.protected == [True]


def test_a_wrong_password_is_ours_to_mend_not_the_recipients_fault(tmp_path: Path) -> None:
    with (
        a_mail_server(tmp_path, tls="starttls", password="mail-secret") as server,
        pytest.raises(RetryableFailure) as failure,
    ):
        sender(server, tls=Tls.STARTTLS, username="sprava", password="wrong").send(MAIL)

    assert failure.value.code is FailureCode.NOT_AUTHORISED


def test_a_server_that_we_do_not_trust_gets_no_mail(tmp_path: Path) -> None:
    with a_mail_server(tmp_path, tls="starttls") as server:
        with pytest.raises(RetryableFailure) as failure:
            SmtpSender(replace(SETTINGS, port=server.port, tls=Tls.STARTTLS), at_now).send(MAIL)

        assert server.envelopes == []
    assert failure.value.code is FailureCode.NOT_AUTHORISED


def test_a_server_without_tls_gets_no_mail_if_tls_is_asked(tmp_path: Path) -> None:
    with a_mail_server(tmp_path) as server:
        with pytest.raises(RetryableFailure):
            sender(server, tls=Tls.STARTTLS).send(MAIL)

        assert server.envelopes == []


@pytest.mark.parametrize(
    ("stage", "reply", "kind", "code"),
    [
        ("rcpt", "550 5.1.1 No such user", PermanentFailure, FailureCode.RECIPIENT_REFUSED),
        ("rcpt", "554 5.7.1 Relay access denied", RetryableFailure, FailureCode.SENDER_REFUSED),
        ("rcpt", "451 4.7.1 Greylisted", RetryableFailure, FailureCode.PROVIDER_BUSY),
        ("mail", "553 5.7.1 Sender not owned", RetryableFailure, FailureCode.SENDER_REFUSED),
        ("data", "554 5.6.0 Content refused", PermanentFailure, FailureCode.CONTENT_REFUSED),
        ("data", "452 4.3.1 No space", RetryableFailure, FailureCode.PROVIDER_BUSY),
        ("data", "hang up", RetryableFailure, FailureCode.OUTCOME_UNKNOWN),
    ],
)
def test_each_refusal_has_its_meaning(
    tmp_path: Path, stage: str, reply: str, kind: type[SendFailure], code: FailureCode
) -> None:
    with a_mail_server(tmp_path, refuse={stage: reply}) as server, pytest.raises(kind) as failure:
        sender(server).send(MAIL)

    assert failure.value.code is code


def test_a_server_that_accepts_and_then_dies_has_accepted() -> None:
    """A retry here would be a second mail."""
    words = [b"220 hi\r\n", b"250 hi\r\n", b"250 ok\r\n", b"250 ok\r\n", b"354 go\r\n", b"250 ok\r\n"]
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def speak() -> None:
            connection, _ = listening.accept()
            with connection:
                connection.sendall(words[0])
                for reply in words[1:-1]:
                    connection.recv(65536)
                    connection.sendall(reply)
                heard = b""
                while not heard.endswith(b"\r\n.\r\n"):
                    heard += connection.recv(65536)
                connection.sendall(words[-1])

        thread = threading.Thread(target=speak)
        thread.start()
        settings = replace(SETTINGS, port=listening.getsockname()[1])
        assert SmtpSender(settings, at_now).send(MAIL).provider_id is None
        thread.join()


@pytest.mark.parametrize(
    ("changes", "code", "name"),
    [
        ({"from_address": "town@sprava.test\r\nBcc: spy@example.com"}, SettingCode.NOT_PLAIN, "from_address"),
        ({"from_name": "Місто\r\nBcc: spy@example.com"}, SettingCode.NOT_PLAIN, "from_name"),
        ({"reply_to": "nobody"}, SettingCode.NOT_PLAIN, "reply_to"),
        ({"host": ""}, SettingCode.NOT_PLAIN, "host"),
        ({"host": "mail.example", "username": "u", "password": "p"}, SettingCode.UNPROTECTED, "tls"),
    ],
)
def test_settings_that_cannot_work_are_named(changes: dict[str, object], code: SettingCode, name: str) -> None:
    with pytest.raises(InvalidSetting) as refusal:
        replace(SETTINGS, **changes)  # type: ignore[arg-type]

    assert (refusal.value.code, refusal.value.setting) == (code, name)
