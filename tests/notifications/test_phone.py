import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.errors import InvalidPhone, InvalidPhoneCode
from notifications.phone import can_take_sms, mask, normalise_phone


@pytest.mark.parametrize(
    "written",
    [
        "067 123-45-67",
        "(067) 123 45 67",
        "+38 (067) 123-45-67",
        "380671234567",
        "00380671234567",
        "8 067 123 45 67",
        "tel:+380671234567",
        " 067\u00a0123\u200b45\u00ad67 ",
        "067/123.45.67",
    ],
)
def test_every_usual_way_of_writing_gives_one_number(written: str) -> None:
    assert normalise_phone(written) == "+380671234567"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("", InvalidPhoneCode.NOT_A_NUMBER),
        ("1580", InvalidPhoneCode.NOT_A_NUMBER),
        ("067 123 45 6", InvalidPhoneCode.NOT_A_NUMBER),
        ("+380 67 123 45 67 8", InvalidPhoneCode.NOT_A_NUMBER),
        ("+380671234567 +380671234568", InvalidPhoneCode.NOT_A_NUMBER),
        ("0800FLOWERS", InvalidPhoneCode.NOT_A_NUMBER),
        ("٠٦٧١٢٣٤٥٦٧", InvalidPhoneCode.NOT_A_NUMBER),
        ("067 123 45 67 доб. 5", InvalidPhoneCode.EXTENSION),
        ("067 123 45 67;ext=5", InvalidPhoneCode.EXTENSION),
        ("+1 900 234 5678", InvalidPhoneCode.PREMIUM),
        ("0" * 41, InvalidPhoneCode.TOO_LONG),
    ],
)
def test_what_is_no_persons_number_is_refused(written: str, code: InvalidPhoneCode) -> None:
    with pytest.raises(InvalidPhone) as refusal:
        normalise_phone(written)

    assert refusal.value.code is code


def test_the_region_reads_numbers_without_a_country() -> None:
    assert normalise_phone("0151 23456789", region="DE") == "+4915123456789"


def test_a_landline_takes_no_sms() -> None:
    assert can_take_sms("+380671234567")
    assert not can_take_sms("+380441234567")
    assert not can_take_sms("nonsense")


def test_a_masked_number_keeps_back_the_digits_that_open_the_second_tier() -> None:
    masked = mask("+380671234567")

    assert masked == "+380•••••••67"
    assert "4567" not in masked


@given(st.text(max_size=60))
def test_any_text_is_a_number_or_is_refused(text: str) -> None:
    try:
        number = normalise_phone(text)
    except InvalidPhone:
        return
    assert normalise_phone(number) == number
