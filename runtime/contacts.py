"""How phones and e-mail addresses are read: the port `Contacts`, filled by `notifications`."""

from __future__ import annotations

from notifications.email_address import normalise_email
from notifications.errors import InvalidEmail, InvalidPhone
from notifications.phone import normalise_phone
from workflow.engine.opening import Contacts


def contacts() -> Contacts:
    """Normalised, or None where it is no phone or address."""
    return Contacts(phone=_phone, email=_email)


def _phone(text: str) -> str | None:
    try:
        return normalise_phone(text)
    except InvalidPhone:
        return None


def _email(text: str) -> str | None:
    try:
        return normalise_email(text)
    except InvalidEmail:
        return None
