import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.email_address import mask_email, normalise_email
from notifications.errors import InvalidEmail, InvalidEmailCode


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("olena@example.ua", "olena@example.ua"),
        ("  Olena.Zr+town@Example.UA ", "Olena.Zr+town@example.ua"),
        ("rada@місто.укр", "rada@xn--l1aeie2h.xn--j1amh"),
        ("o'brien@example.com", "o'brien@example.com"),
    ],
)
def test_an_address_gets_one_form(written: str, address: str) -> None:
    assert normalise_email(written) == address


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("a@example.ua\r\nBcc: spy@example.com", InvalidEmailCode.NOT_PLAIN),
        ("a@example.ua\nspy@example.com", InvalidEmailCode.NOT_PLAIN),
        ("a\x00@example.ua", InvalidEmailCode.NOT_PLAIN),
        ("a\u2028b@example.ua", InvalidEmailCode.NOT_PLAIN),
        ("a\u202eb@example.ua", InvalidEmailCode.NOT_PLAIN),
        ("a\u200b@example.ua", InvalidEmailCode.NOT_PLAIN),
        ("a@example.ua, b@example.ua", InvalidEmailCode.NOT_ONE_ADDRESS),
        ("a@example.ua;b@example.ua", InvalidEmailCode.NOT_ONE_ADDRESS),
        ("Олена <a@example.ua>", InvalidEmailCode.NOT_ONE_ADDRESS),
        ('"a b"@example.ua', InvalidEmailCode.NOT_ONE_ADDRESS),
        ("a@b@example.ua", InvalidEmailCode.NOT_ONE_ADDRESS),
        ("a@[127.0.0.1]", InvalidEmailCode.NOT_ONE_ADDRESS),
        ("example.ua", InvalidEmailCode.NOT_ONE_ADDRESS),
        ("", InvalidEmailCode.EMPTY),
        ("@example.ua", InvalidEmailCode.LOCAL_PART),
        (".a@example.ua", InvalidEmailCode.LOCAL_PART),
        ("a..b@example.ua", InvalidEmailCode.LOCAL_PART),
        ("олена@example.ua", InvalidEmailCode.LOCAL_PART),
        ("a" * 65 + "@example.ua", InvalidEmailCode.LOCAL_PART),
        ("a@localhost", InvalidEmailCode.DOMAIN),
        ("a@127.0.0.1", InvalidEmailCode.DOMAIN),
        ("a@-example.ua", InvalidEmailCode.DOMAIN),
        ("a@example..ua", InvalidEmailCode.DOMAIN),
        ("a@" + "b" * 64 + ".ua", InvalidEmailCode.DOMAIN),
        ("a@" + ".".join(["b" * 60] * 5) + ".ua", InvalidEmailCode.TOO_LONG),
    ],
)
def test_what_is_not_one_plain_address_is_refused(written: str, code: InvalidEmailCode) -> None:
    with pytest.raises(InvalidEmail) as refusal:
        normalise_email(written)

    assert refusal.value.code is code


def test_a_masked_address_shows_one_letter() -> None:
    assert mask_email("olena@example.ua") == "o•••@example.ua"


@given(st.one_of(st.text(max_size=80), st.emails()))
def test_any_text_is_one_ascii_line_with_one_at_sign_or_is_refused(text: str) -> None:
    try:
        address = normalise_email(text)
    except InvalidEmail:
        return
    assert address.isascii()
    assert address.isprintable()
    assert address.count("@") == 1
    assert normalise_email(address) == address
