"""Who is told by which channel, in which variant, and what is tried when that fails. Values in, values out.

Nothing here knows a case or sends anything; the texts of both variants belong to the definition.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from notifications.message import Channel
from notifications.phone import can_take_sms


class ContactBy(StrEnum):
    """What the person chose."""

    LINK = "link"
    VOICE = "voice"
    EMAIL = "email"
    POST = "post"


class Variant(StrEnum):
    """Which of a text's two forms: with the status link, or for a button phone with the number to ring."""

    LINK = "link"
    VOICE = "voice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A person's card as far as telling goes. `phone` is E.164; `telegram` a chat id; `address` the lines of a letter.

    `failed` holds the channels whose address on this card has proved bad and was not yet looked at by a clerk.
    """

    contact_by: ContactBy
    phone: str | None = field(default=None, repr=False)
    email: str | None = field(default=None, repr=False)
    address: str | None = field(default=None, repr=False)
    telegram: str | None = field(default=None, repr=False)
    failed: frozenset[Channel] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way to reach a person: `to` is what `Message.to` takes."""

    channel: Channel
    variant: Variant
    to: str = field(repr=False)


_ORDER: dict[ContactBy, tuple[tuple[Channel, Variant], ...]] = {
    ContactBy.LINK: (
        (Channel.SMS, Variant.LINK),
        (Channel.TELEGRAM, Variant.LINK),
        (Channel.EMAIL, Variant.LINK),
        (Channel.POST, Variant.VOICE),
    ),
    ContactBy.VOICE: ((Channel.SMS, Variant.VOICE), (Channel.POST, Variant.VOICE)),
    ContactBy.EMAIL: ((Channel.EMAIL, Variant.LINK), (Channel.SMS, Variant.LINK), (Channel.POST, Variant.VOICE)),
    ContactBy.POST: ((Channel.POST, Variant.VOICE), (Channel.SMS, Variant.VOICE)),
}


def ways_to_reach(contact: Contact) -> tuple[Way, ...]:
    """The ways to try, the chosen one first; each next one is for when the one before has failed for good.

    Whoever asked for no link never gets one, not even in a fallback. Empty: nobody can be written to, and a clerk
    must ring (the caller opens that work).
    """
    return tuple(_open_ways(contact))


def _open_ways(contact: Contact) -> Iterator[Way]:
    for channel, variant in _ORDER[contact.contact_by]:
        to = _address(contact, channel)
        if to and channel not in contact.failed:
            yield Way(channel=channel, variant=variant, to=to)


def _address(contact: Contact, channel: Channel) -> str | None:
    match channel:
        case Channel.SMS:
            return contact.phone if contact.phone and can_take_sms(contact.phone) else None
        case Channel.EMAIL:
            return contact.email
        case Channel.POST:
            return contact.address
        case Channel.TELEGRAM:
            return contact.telegram
        case _:
            return None
