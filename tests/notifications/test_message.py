import pytest

from notifications.errors import InvalidMessage, InvalidMessageCode
from notifications.message import Attachment, Channel
from tests.notifications.given import a_message


@pytest.mark.parametrize(
    ("subject", "text", "to", "code"),
    [
        ("Тема\r\nBcc: spy@example.com", "слова", "+380671234567", InvalidMessageCode.SUBJECT_NOT_PLAIN),
        ("Тема\u2028Bcc: spy@example.com", "слова", "+380671234567", InvalidMessageCode.SUBJECT_NOT_PLAIN),
        ("Тема", "слова\x00", "+380671234567", InvalidMessageCode.TEXT_NOT_PLAIN),
        ("Тема", "слова\x1b[2J", "+380671234567", InvalidMessageCode.TEXT_NOT_PLAIN),
        ("Тема", "слова \ud800", "+380671234567", InvalidMessageCode.TEXT_NOT_PLAIN),
        ("Тема", " \n ", "+380671234567", InvalidMessageCode.NO_TEXT),
        ("Тема", "слова", "+380671234567\n+380509999999", InvalidMessageCode.RECIPIENT_NOT_PLAIN),
        ("Тема", "слова", "+38067\u200b1234567", InvalidMessageCode.RECIPIENT_NOT_PLAIN),
        ("Тема", "слова", "  ", InvalidMessageCode.NO_RECIPIENT),
    ],
)
def test_a_message_that_could_break_a_provider_cannot_be_made(
    subject: str, text: str, to: str, code: InvalidMessageCode
) -> None:
    with pytest.raises(InvalidMessage) as refusal:
        a_message(subject=subject, text=text, to=to)

    assert refusal.value.code is code


def test_a_paper_whose_name_adds_a_header_is_refused() -> None:
    evil = Attachment(name="a.pdf\r\nX-Evil: 1", media_type="application/pdf", content=b"")

    with pytest.raises(InvalidMessage) as refusal:
        a_message(Channel.EMAIL, attachments=(evil,))

    assert refusal.value.code is InvalidMessageCode.ATTACHMENT_NOT_PLAIN


def test_only_a_letter_has_an_address_of_several_lines() -> None:
    assert "\n" in a_message(Channel.POST).to
    with pytest.raises(InvalidMessage):
        a_message(Channel.EMAIL, to="a@example.ua\nb@example.ua")


def test_the_printed_form_of_a_message_names_nobody() -> None:
    printed = repr(a_message(text="Шановна пані Олено"))

    assert "Олено" not in printed
    assert "1234567" not in printed
