"""Passwords are kept as argon2id, and an unknown name takes as long as a known one."""

from __future__ import annotations

import time

from gate.passwords import fits, hashed


def test_a_password_fits_its_own_hash_alone() -> None:
    stored = hashed("correct horse")

    assert stored.startswith("$argon2id$")
    assert fits("correct horse", stored)
    assert not fits("correct horsf", stored)


def test_two_hashes_of_one_password_differ() -> None:
    assert hashed("same") != hashed("same")


def test_nobody_has_a_password_and_a_damaged_hash_fits_none() -> None:
    assert not fits("anything", None)
    assert not fits("anything", "not a hash")


def test_an_unknown_name_costs_the_same_work() -> None:
    stored = hashed("secret")

    def seconds(known: str | None) -> float:
        started = time.perf_counter()
        for _ in range(3):
            fits("wrong", known)
        return time.perf_counter() - started

    assert seconds(None) > 0.4 * seconds(stored)
