import pytest

from notifications.delivery_report import DeliveryStatus, settled

D = DeliveryStatus


@pytest.mark.parametrize(
    ("heard", "holds"),
    [
        ([D.ACCEPTED_BY_CENTRE, D.DELIVERED], D.DELIVERED),
        ([D.DELIVERED, D.ACCEPTED_BY_CENTRE], D.DELIVERED),
        ([D.BUFFERED, D.ACCEPTED_BY_CENTRE], D.BUFFERED),
        ([D.ACCEPTED_BY_CENTRE, D.BUFFERED, D.EXPIRED], D.EXPIRED),
        ([D.UNDELIVERED, D.BUFFERED], D.UNDELIVERED),
        ([D.EXPIRED, D.DELIVERED], D.DELIVERED),
        ([D.DELIVERED, D.UNDELIVERED], D.DELIVERED),
    ],
)
def test_reports_out_of_order_and_twice_end_in_the_truth(heard: list[D], holds: D) -> None:
    known: D | None = None
    for status in heard + heard:
        known = settled(known, status)

    assert known is holds


def test_a_phone_that_was_off_for_three_days_is_not_a_bad_number() -> None:
    assert D.EXPIRED.is_failure
    assert not D.EXPIRED.flags_address
    assert D.UNDELIVERED.flags_address
    assert D.REFUSED_BY_CENTRE.flags_address
    assert not D.DELIVERED.is_failure
    assert not D.BUFFERED.is_final
