"""E-mail addresses: checked, put into one form, and kept from carrying a second header or a second recipient.

The form is that of RFC 5321 without quoted local parts and without address literals: no citizen has one.
"""

import re

from notifications.errors import InvalidEmail, InvalidEmailCode
from notifications.hostile_text import has_control, has_invisible

_LONGEST = 254
_LONGEST_LOCAL = 64
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_TOP_LABEL = re.compile(r"[a-z]{2,63}|xn--[a-z0-9-]{1,59}")


def normalise_email(text: str) -> str:
    """The address with its domain in lower-case ASCII (an international one in its `xn--` form); blanks around it go.

    Raises `InvalidEmail`. `not_plain` is what an attempt at header injection gives; `not_one_address` a list or
    a name beside the address.
    """
    if has_control(text.strip(" \t\r\n"), lines=False) or has_invisible(text):
        raise InvalidEmail(InvalidEmailCode.NOT_PLAIN)
    address = text.strip()
    if not address:
        raise InvalidEmail(InvalidEmailCode.EMPTY)
    if re.search(r"[\s,;<>\"()\[\]:\\]", address) or address.count("@") != 1:
        raise InvalidEmail(InvalidEmailCode.NOT_ONE_ADDRESS)
    local, _, domain = address.partition("@")
    if len(local) > _LONGEST_LOCAL or _LOCAL.fullmatch(local) is None:
        raise InvalidEmail(InvalidEmailCode.LOCAL_PART)
    address = f"{local}@{_domain(domain)}"
    if len(address) > _LONGEST:
        raise InvalidEmail(InvalidEmailCode.TOO_LONG)
    return address


def mask_email(address: str) -> str:
    """The address for screens and logs: one letter and the domain, `o•••@example.ua`."""
    local, _, domain = address.partition("@")
    return f"{local[:1]}•••@{domain}"


def _domain(domain: str) -> str:
    try:
        ascii_domain = domain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise InvalidEmail(InvalidEmailCode.DOMAIN) from None
    labels = ascii_domain.split(".")
    sound = len(labels) > 1 and all(_LABEL.fullmatch(label) for label in labels)
    if not sound or _TOP_LABEL.fullmatch(labels[-1]) is None:
        raise InvalidEmail(InvalidEmailCode.DOMAIN)
    return ascii_domain
