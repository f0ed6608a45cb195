"""The street out of an address: what may stand on public surfaces, without house, flat or what was added in words.

Pure. A number belongs to the street only while its name has not been said yet: «вул. 8 Березня 5» is «вул. 8 Березня».
"""

from __future__ import annotations

import re

_PARTS = re.compile(r"[,;\n(]")
_KIND = re.compile(
    r"(вул|вулиц[яіюе]|пров|провул\w*|просп\w*|площ?а?|бульв\w*|б-р|узвіз|шосе|наб|набережна|майдан|тупик|проїзд"
    r"|ул|улица|пер|переулок|проспект|st|street)\.?",
    re.IGNORECASE,
)
_PLACE_WORDS = frozenset({"біля", "навпроти", "поруч", "перед", "коло", "напротив", "возле", "near", "opposite"})
_INNER = re.compile(r"(буд\w*|кв|квартира|корп\w*|під\w*|дом|house|flat)\.?\d*", re.IGNORECASE)


def street_of(address: str) -> str | None:
    """«вул. Лісова, 8, кв. 4», «вул. Лісова 8», «вул. Лісова навпроти 8» → «вул. Лісова»; None if nothing is left."""
    kept: list[str] = []
    named = False
    for word in _PARTS.split(address.strip(), maxsplit=1)[0].split():
        if named and (word[0].isdigit() or word.lower() in _PLACE_WORDS or _INNER.fullmatch(word)):
            break
        kept.append(word)
        named = named or (word[0].isalpha() and _KIND.fullmatch(word) is None)
    return " ".join(kept) if named else None
