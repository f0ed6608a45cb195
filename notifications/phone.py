"""Telephone numbers as people write them, made into the one form that providers take.

The rules of numbering come from the `phonenumbers` library; this is the only file that imports it.
"""

import re

import phonenumbers

from notifications.errors import InvalidPhone, InvalidPhoneCode
from notifications.hostile_text import one_line

_LONGEST = 40
_WRITTEN = re.compile(r"(?:tel:)?\+?[0-9(][0-9 ().\-/]*")
_EXTENSION = re.compile(r"ext|доб|вн|#|;", re.IGNORECASE)
_OLD_TRUNK = re.compile(r"80[0-9]{9}")
_PAID = {phonenumbers.PhoneNumberType.PREMIUM_RATE, phonenumbers.PhoneNumberType.SHARED_COST}
_TAKES_SMS = {
    phonenumbers.PhoneNumberType.MOBILE,
    phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE,
    phonenumbers.PhoneNumberType.PERSONAL_NUMBER,
}


def normalise_phone(text: str, region: str = "UA") -> str:
    """E.164, such as `+380671234567`. `region` (ISO 3166) reads numbers written without a country.

    Raises `InvalidPhone`: not a number of the country's plan, a short number, an extension, a premium-rate number.
    Only ASCII digits and the usual signs are read, so no letters stand for digits.
    """
    written = one_line(text)
    if len(written) > _LONGEST:
        raise InvalidPhone(InvalidPhoneCode.TOO_LONG)
    if _EXTENSION.search(written):
        raise InvalidPhone(InvalidPhoneCode.EXTENSION)
    if _WRITTEN.fullmatch(written) is None:
        raise InvalidPhone(InvalidPhoneCode.NOT_A_NUMBER)
    number = _parsed(_without_old_trunk(written, region), region)
    if phonenumbers.number_type(number) in _PAID:
        raise InvalidPhone(InvalidPhoneCode.PREMIUM)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def can_take_sms(phone: str) -> bool:
    """Whether an E.164 number may be a mobile one. A landline takes no SMS: ring, or write a letter."""
    try:
        number = phonenumbers.parse(phone)
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.number_type(number) in _TAKES_SMS


def mask(phone: str) -> str:
    """The number for screens and logs: the country and the last two digits, `+380•••••••67`.

    Never the last four: they open the second tier of a status link.
    """
    digits = phone.removeprefix("+")
    kept = 3 if len(digits) > 7 else 0
    hidden = max(len(digits) - kept - 2, 0)
    return f"+{digits[:kept]}{'•' * hidden}{digits[kept + hidden :]}"


def _without_old_trunk(written: str, region: str) -> str:
    """Ukrainians still write `8 067 …`, the trunk prefix that was abolished in 2009."""
    digits = re.sub(r"[^0-9+]", "", written)
    return digits[1:] if region == "UA" and _OLD_TRUNK.fullmatch(digits) else digits


def _parsed(digits: str, region: str) -> phonenumbers.PhoneNumber:
    try:
        number = phonenumbers.parse(digits, region)
    except phonenumbers.NumberParseException:
        raise InvalidPhone(InvalidPhoneCode.NOT_A_NUMBER) from None
    if not phonenumbers.is_valid_number(number):
        raise InvalidPhone(InvalidPhoneCode.NOT_A_NUMBER)
    return number
