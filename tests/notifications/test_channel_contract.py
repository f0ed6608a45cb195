"""What every channel must do, whoever is behind it. A new channel joins by one entry in `RIGS`."""

import importlib
import inspect
import io
import json
import pkgutil
import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest

import notifications.channels
from notifications.channel import FailureCode, PermanentFailure, RetryableFailure, Sender
from notifications.channels.console import ConsoleSender
from notifications.channels.file import FileSender
from notifications.channels.kannel import KannelSender, KannelSettings
from notifications.channels.post import PostSender
from notifications.channels.smtp import SmtpSender, SmtpSettings, Tls
from notifications.channels.telegram import TelegramSender, TelegramSettings
from notifications.message import Channel
from notifications.print_directory import PrintDirectory
from tests.notifications.given import ADDRESSES, EFFECT, LETTER, NOW, a_message, a_provider, at_now
from tests.notifications.mail_server import a_mail_server

SECRET = "4711:AASecretSecretSecretSecretSecret"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rig:
    """A sender, one channel it takes, and all that its provider has received so far, as one readable text."""

    sender: Sender
    channel: Channel
    received: Callable[[], str]


@contextmanager
def console(_: Path) -> Iterator[Rig]:
    stream = io.StringIO()
    yield Rig(sender=ConsoleSender(stream, at_now), channel=Channel.CONSOLE, received=stream.getvalue)


@contextmanager
def console_broken(_: Path) -> Iterator[Rig]:
    stream = io.StringIO()
    stream.close()
    yield Rig(sender=ConsoleSender(stream, at_now), channel=Channel.CONSOLE, received=str)


@contextmanager
def file(folder: Path) -> Iterator[Rig]:
    path = folder / "messages.jsonl"
    yield Rig(sender=FileSender(path, at_now), channel=Channel.FILE, received=path.read_text)


@contextmanager
def file_broken(folder: Path) -> Iterator[Rig]:
    yield Rig(sender=FileSender(folder / "absent" / "messages.jsonl", at_now), channel=Channel.FILE, received=str)


@contextmanager
def post(folder: Path) -> Iterator[Rig]:
    def received() -> str:
        return "".join(path.read_text() for path in folder.rglob("letter.json"))

    yield Rig(sender=PostSender(PrintDirectory(folder), at_now), channel=Channel.POST, received=received)


@contextmanager
def post_broken(folder: Path) -> Iterator[Rig]:
    (folder / "1").write_text("in the way")
    yield Rig(sender=PostSender(PrintDirectory(folder), at_now), channel=Channel.POST, received=str)


def kannel_at(url: str) -> KannelSender:
    settings = KannelSettings(
        url=url,
        username="sprava",
        password=SECRET,
        sender="1580",
        report_url="http://127.0.0.1:8000/sms-reports",
        report_key=b"k" * 32,
        timeout_seconds=2,
    )
    return KannelSender(settings, at_now)


def telegram_at(url: str) -> TelegramSender:
    return TelegramSender(TelegramSettings(token=SECRET, base_url=url, timeout_seconds=2), at_now)


def smtp_at(port: int) -> SmtpSender:
    settings = SmtpSettings(
        host="127.0.0.1", port=port, tls=Tls.NONE, from_address="town@sprava.test", timeout_seconds=2
    )
    return SmtpSender(settings, at_now)


@contextmanager
def kannel(_: Path) -> Iterator[Rig]:
    with a_provider() as provider:

        def received() -> str:
            return "".join(f"{request.headers}{request.body.decode()}" for request in provider.requests)

        yield Rig(sender=kannel_at(provider.url), channel=Channel.SMS, received=received)


@contextmanager
def kannel_broken(_: Path) -> Iterator[Rig]:
    yield Rig(sender=kannel_at(f"http://127.0.0.1:{closed_port()}"), channel=Channel.SMS, received=str)


@contextmanager
def telegram(_: Path) -> Iterator[Rig]:
    with a_provider() as provider:
        provider.status, provider.body = 200, b'{"ok":true,"result":{"message_id":17}}'

        def received() -> str:
            return "".join(
                f"{request.headers}{json.dumps(json.loads(request.body), ensure_ascii=False)}"
                for request in provider.requests
            )

        yield Rig(sender=telegram_at(provider.url), channel=Channel.TELEGRAM, received=received)


@contextmanager
def telegram_broken(_: Path) -> Iterator[Rig]:
    yield Rig(sender=telegram_at(f"http://127.0.0.1:{closed_port()}"), channel=Channel.TELEGRAM, received=str)


@contextmanager
def smtp(folder: Path) -> Iterator[Rig]:
    with a_mail_server(folder) as server:

        def received() -> str:
            bodies = [mail.get_body(("plain",)) for mail in server.mails]
            heads = "".join(f"{mail['To']} {mail['Message-ID']}" for mail in server.mails)
            return heads + "".join(body.get_content() for body in bodies if body is not None)

        yield Rig(sender=smtp_at(server.port), channel=Channel.EMAIL, received=received)


@contextmanager
def smtp_broken(_: Path) -> Iterator[Rig]:
    yield Rig(sender=smtp_at(closed_port()), channel=Channel.EMAIL, received=str)


def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


Rigging = Callable[[Path], AbstractContextManager[Rig]]
RIGS: dict[str, tuple[type, Rigging, Rigging]] = {
    "console": (ConsoleSender, console, console_broken),
    "file": (FileSender, file, file_broken),
    "post": (PostSender, post, post_broken),
    "kannel": (KannelSender, kannel, kannel_broken),
    "telegram": (TelegramSender, telegram, telegram_broken),
    "smtp": (SmtpSender, smtp, smtp_broken),
}


@pytest.fixture(params=RIGS)
def rig(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Rig]:
    with RIGS[request.param][1](tmp_path) as rig:
        yield rig


@pytest.fixture(params=RIGS)
def broken(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Rig]:
    with RIGS[request.param][2](tmp_path) as rig:
        yield rig


def test_every_channel_of_the_room_is_under_this_contract() -> None:
    found = {
        thing
        for module in pkgutil.iter_modules(notifications.channels.__path__, "notifications.channels.")
        for thing in vars(importlib.import_module(module.name)).values()
        if inspect.isclass(thing) and hasattr(thing, "send") and thing.__module__ == module.name
    }

    assert found == {sender for sender, _, _ in RIGS.values()}


def test_an_accepted_message_says_when(rig: Rig) -> None:
    assert rig.sender.send(a_message(rig.channel)).accepted_at == NOW


def test_the_provider_gets_the_words_and_the_effect_id(rig: Rig) -> None:
    rig.sender.send(a_message(rig.channel))

    received = rig.received()
    assert "26-00042: роботи до 26.11" in received
    assert str(EFFECT) in received


def test_a_repeat_is_sent_under_the_same_id(rig: Rig) -> None:
    for _ in range(2):
        rig.sender.send(a_message(rig.channel))

    assert str(EFFECT) in rig.received()


def test_a_message_of_a_channel_it_does_not_carry_is_refused(rig: Rig) -> None:
    for stranger in set(Channel) - rig.sender.carries:
        with pytest.raises(PermanentFailure) as failure:
            rig.sender.send(a_message(stranger))
        assert failure.value.code is FailureCode.WRONG_CHANNEL
        assert not failure.value.flags_address


def test_papers_are_carried_or_refused_and_never_lost_in_silence(rig: Rig) -> None:
    message = a_message(rig.channel, attachments=(LETTER,))
    if rig.channel in {Channel.SMS, Channel.TELEGRAM}:
        with pytest.raises(PermanentFailure) as failure:
            rig.sender.send(message)
        assert failure.value.code is FailureCode.ATTACHMENTS_NOT_CARRIED
    else:
        rig.sender.send(message)


def test_a_name_with_markup_and_hidden_characters_arrives_as_plain_words(rig: Rig) -> None:
    name = "<b>Іван</b> *Петренко* [x](https://evil.example) {link} %s %d ${HOME}"

    rig.sender.send(a_message(rig.channel, text=f"Шановний {name}\u202e\u200b\ufeff\u00ad"))

    received = rig.received()
    assert f"Шановний {name}" in received
    assert not set("\u202e\u200b\ufeff\u00ad") & set(received)


def test_a_provider_that_is_away_means_later_and_tells_no_secret(broken: Rig) -> None:
    message = a_message(broken.channel, text="Таємне слово")

    with pytest.raises(RetryableFailure) as failure:
        broken.sender.send(message)

    told = f"{failure.value!r} {failure.value} {failure.value.__cause__}"
    assert failure.value.code in {FailureCode.UNREACHABLE, FailureCode.NOT_WRITTEN}
    assert "Таємне" not in told
    assert SECRET not in told
    assert ADDRESSES[broken.channel] not in told
    assert failure.value.__suppress_context__


def test_twenty_threads_lose_no_message(rig: Rig) -> None:
    ids = [UUID(int=EFFECT.int + number) for number in range(20)]

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda one: rig.sender.send(a_message(rig.channel, identity=one)), ids))

    received = rig.received()
    assert all(str(one) in received for one in ids)


@pytest.mark.parametrize("name", ["kannel", "telegram"])
@pytest.mark.parametrize(
    "noise", [b"", b"\xff\xfe\x00", b"[" * 20000, b'{"ok":', b"null", b'"ok"', b"<html>", b'{"ok":1,"result":7}']
)
@pytest.mark.parametrize("status", [200, 204, 301, 418, 500])
def test_whatever_a_provider_answers_is_a_failure_of_ours_and_no_crash(name: str, noise: bytes, status: int) -> None:
    with a_provider() as provider:
        provider.status, provider.body = status, b"" if status == 204 else noise
        sender: Sender = kannel_at(provider.url) if name == "kannel" else telegram_at(provider.url)

        with pytest.raises((RetryableFailure, PermanentFailure)):
            sender.send(a_message(Channel.SMS if name == "kannel" else Channel.TELEGRAM))


def test_the_file_is_one_json_object_a_line_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "messages.jsonl"

    FileSender(path, at_now).send(a_message(Channel.SMS, text="Перший\nрядок", attachments=(LETTER,)))
    FileSender(path, at_now).send(a_message(Channel.EMAIL))

    first, second = (json.loads(line) for line in path.read_text().splitlines())
    assert (first["channel"], first["to"], first["text"]) == ("sms", "+380671234567", "Перший\nрядок")
    assert (first["municipality"], first["at"]) == (1, "2026-11-23T06:05:00+00:00")
    assert second["channel"] == "email"
    assert path.stat().st_mode & 0o077 == 0


def test_the_console_shows_neither_a_whole_number_nor_an_address() -> None:
    stream = io.StringIO()
    sender = ConsoleSender(stream, at_now)

    for channel in (Channel.SMS, Channel.EMAIL, Channel.POST, Channel.TELEGRAM):
        sender.send(a_message(channel))

    shown = stream.getvalue()
    assert len(shown.splitlines()) == 4
    assert not any(ADDRESSES[channel] in shown for channel in (Channel.SMS, Channel.EMAIL, Channel.TELEGRAM))
    assert "Лісова" not in shown


def test_a_terminal_without_cyrillic_is_no_failure() -> None:
    raw = io.BytesIO()
    terminal = io.TextIOWrapper(raw, encoding="ascii")

    ConsoleSender(terminal, at_now).send(a_message(Channel.SMS))

    assert b"26-00042" in raw.getvalue()
