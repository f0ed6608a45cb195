"""Which passwords may be set (rules.md 12, ASVS 5.0 V6.2): long enough, and not one that everybody tries first.

No rule asks for digits or signs: length is what helps (NIST SP 800-63B). The list is the part of zxcvbn's (MIT
licence) that is long enough to be asked about.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from gate.passwords import MAX_LENGTH

LEAST_ALONE = 15
LEAST_WITH_SECOND_FACTOR = 8

_LIST = Path(__file__).with_name("common_passwords.txt")


def password_mistake(password: str, *, second_factor: bool, own_words: Iterable[str] = ()) -> str | None:
    """None, or what is wrong: `too_short`, `too_long`, `common_password`. `own_words` are names the person goes by."""
    if len(password) < (LEAST_WITH_SECOND_FACTOR if second_factor else LEAST_ALONE):
        return "too_short"
    if len(password) > MAX_LENGTH:
        return "too_long"
    return "common_password" if _is_guessable(password.casefold(), own_words) else None


def _is_guessable(password: str, own_words: Iterable[str]) -> bool:
    rest = password
    for word in sorted({one.casefold() for one in own_words if len(one) > 2}, key=len, reverse=True):
        rest = rest.replace(word, "")
    # A name with a year behind it, or a short piece said again and again, is as good as on the list.
    bare = rest.strip("0123456789 .,!?-_")
    named = rest != password and len(bare) < LEAST_WITH_SECOND_FACTOR // 2
    return named or len(set(password)) < 5 or _repeats(password) or not _common().isdisjoint({password, bare})


def _repeats(password: str) -> bool:
    return (password + password).find(password, 1) < len(password)


@cache
def _common() -> frozenset[str]:
    return frozenset(_LIST.read_text(encoding="utf-8").split())
