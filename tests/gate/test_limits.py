"""Whom a limit on addresses means."""

from __future__ import annotations

import pytest

from gate.limits import network


@pytest.mark.parametrize(
    ("address", "who"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        (None, "unknown"),
        ("not an address", "unknown"),
    ],
)
def test_an_ipv6_customer_is_one_network(address: str | None, who: str) -> None:
    assert network(address) == who
