from itertools import product

import pytest

from notifications.message import Channel
from notifications.recipients import Contact, ContactBy, Variant, ways_to_reach

MOBILE, LANDLINE = "+380671234567", "+380441234567"


def told(contact: Contact) -> list[tuple[str, str]]:
    return [(way.channel.value, way.variant.value) for way in ways_to_reach(contact)]


def everything(contact_by: ContactBy, failed: frozenset[Channel] = frozenset()) -> Contact:
    return Contact(
        contact_by=contact_by, phone=MOBILE, email="o@example.ua", address="вул. Лісова, 8", telegram="7", failed=failed
    )


@pytest.mark.parametrize(
    ("contact_by", "ways"),
    [
        (ContactBy.LINK, [("sms", "link"), ("telegram", "link"), ("email", "link"), ("post", "voice")]),
        (ContactBy.VOICE, [("sms", "voice"), ("post", "voice")]),
        (ContactBy.EMAIL, [("email", "link"), ("sms", "link"), ("post", "voice")]),
        (ContactBy.POST, [("post", "voice"), ("sms", "voice")]),
    ],
)
def test_the_chosen_way_comes_first_and_the_others_follow(contact_by: ContactBy, ways: list[tuple[str, str]]) -> None:
    assert told(everything(contact_by)) == ways


def test_whoever_asked_for_no_link_never_gets_one() -> None:
    for contact_by, failed in product(
        (ContactBy.VOICE, ContactBy.POST), ({Channel.SMS}, {Channel.POST}, set[Channel]())
    ):
        ways = ways_to_reach(everything(contact_by, frozenset(failed)))
        assert all(way.variant is Variant.VOICE for way in ways)


def test_a_flagged_number_is_left_out_and_the_next_way_taken() -> None:
    contact = everything(ContactBy.LINK, frozenset({Channel.SMS, Channel.TELEGRAM}))

    assert told(contact) == [("email", "link"), ("post", "voice")]


def test_a_landline_gets_no_sms() -> None:
    assert told(Contact(contact_by=ContactBy.VOICE, phone=LANDLINE, address="вул. Лісова, 8")) == [("post", "voice")]


def test_nobody_to_write_to_is_an_empty_answer() -> None:
    assert told(Contact(contact_by=ContactBy.VOICE, phone=LANDLINE)) == []
    assert told(Contact(contact_by=ContactBy.EMAIL)) == []


def test_each_way_carries_the_address_of_its_channel() -> None:
    assert [way.to for way in ways_to_reach(everything(ContactBy.EMAIL))] == ["o@example.ua", MOBILE, "вул. Лісова, 8"]


def test_a_printed_contact_names_nobody() -> None:
    assert "1234567" not in repr(everything(ContactBy.LINK))
    assert "1234567" not in repr(ways_to_reach(everything(ContactBy.LINK)))
