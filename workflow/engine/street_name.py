"""The street out of an address: what may stand on public surfaces, without house, flat or what was added in words.

Pure. A number belongs to the street only while its name has not been said yet: «вул. 8 Березня 5» is «вул. 8 Березня».
What is not plainly a street is none: «біля магазину Зразкової» names a place, and perhaps a person.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_PARTS = re.compile(r"[,;\n(]")
_KIND = re.compile(
    r"(вул|вулиц\w*|пров|провул\w*|просп\w*|пл|площ\w*|бульв\w*|б-р|узв\w*|шосе|наб|набережн\w*|майдан\w*|тупик\w*"
    r"|проїзд\w*|ул|улиц\w*|пер|переул\w*|st|street)\.?",
    re.IGNORECASE,
)
# fmt: off
_PLACE_WORDS = frozenset(
    {
        "біля", "навпроти", "напроти", "проти", "поруч", "перед", "коло", "за", "між", "поблизу", "неподалік",
        "позаду", "вздовж", "під", "над", "у", "в", "на", "де", "із", "з", "до", "від", "ріг", "розі", "кут", "та",
        "і", "й", "а", "або", "и", "напротив", "возле", "рядом", "около", "между", "под", "во", "от", "near",
        "opposite", "at", "by", "behind", "and", "the", "corner", "of", "in", "on",
    }
)
# fmt: on
_LANDMARK = re.compile(
    r"(школ|магазин(у|ом)?$|маркет|парк(у|ом)?$|рин(ок|ку)$|рын(ок|ка|ке)$|зупинк|остановк|міст$|мост(у|ом|а)?$"
    r"|лікарн(я|і|ею)$|больниц|сад(ок|ку|ка)$|церкв|храм|двор|двір|подвір|кафе|аптек|пошт(а|и|ою)$|почт(а|ы|ой)$"
    r"|банк(у|ом)?$|стадіон(у|ом)?$|стадион$|кладовищ|озер(о|а)$|річк(а|и|ою)$|ліс(у|ом)?$|пам.?ятник|памятник|будин|дім$"
    r"|дом(у|ом)?$|гараж(і|ів|у)?$|вокзал(у|ом)?$|станці(я|ї|єю)$|завод(у|ом)?$|поле$|shop$|school$|house$|park$)",
    re.IGNORECASE,
)
_INNER = re.compile(r"(буд\w*|кв|квартира|корп\w*|під\w*|дом|house|flat)\.?\d*", re.IGNORECASE)
_NUMBER = re.compile(r"\d+[\w/.-]*")


def street_of(address: str) -> str | None:
    """«вул. Лісова, 8, кв. 4», «вул. Лісова 8», «школа, вул. Лісова» → «вул. Лісова»; None if no street is named."""
    parts = [part.split() for part in _PARTS.split(address.strip())]
    for words in parts:
        kinds = [place for place, word in enumerate(words) if _KIND.fullmatch(word)]
        if kinds:
            return _after(words[kinds[0] :]) or _before(words[: kinds[0]], words[kinds[0]])
    return _bare(parts[0])


def _after(words: Sequence[str]) -> str | None:
    """The kind of street and the name that follows it."""
    kept, named = [words[0]], False
    for word in words[1:]:
        if word.lower() in _PLACE_WORDS or _KIND.fullmatch(word):
            break
        if named and (word[0].isdigit() or _INNER.fullmatch(word)):
            break
        kept.append(word)
        named = named or word[0].isalpha()
    return " ".join(kept) if named else None


def _before(words: Sequence[str], kind: str) -> str | None:
    """«Лісова вулиця»: the one word before it."""
    if not words or not _is_name(words[-1]):
        return None
    return f"{words[-1]} {kind}"


def _bare(words: Sequence[str]) -> str | None:
    """«Лісова», «Лесі Українки 5»: one word, or several with a house number behind them."""
    name: list[str] = []
    for word in words:
        if word[0].isdigit() or word.lower() in _PLACE_WORDS or _INNER.fullmatch(word):
            break
        name.append(word)
    numbered = len(words) > len(name) and _NUMBER.fullmatch(words[len(name)]) is not None
    if not name or not all(_is_name(word) for word in name) or (len(name) > 1 and not numbered):
        return None
    return " ".join(name)


def _is_name(word: str) -> bool:
    return word[0].isalpha() and word[0].isupper() and word.lower() not in _PLACE_WORDS and not _LANDMARK.match(word)
