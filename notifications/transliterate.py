"""Ukrainian in Latin letters, so that a text fits 160 characters instead of 70.

Source: resolution of the Cabinet of Ministers of Ukraine № 55 of 27.01.2010. One way only.
"""

import re

# fmt: off
_ANYWHERE = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "zh", "з": "z", "и": "y",
    "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
    "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ь": "",
    "ю": "iu", "я": "ia",
}
# fmt: on
_AT_START = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
_APOSTROPHES = "'’ʼ‘`"
_WORD = re.compile(rf"[А-ЩЬЮЯЄІЇҐа-щьюяєіїґ]+(?:[{_APOSTROPHES}][А-ЩЬЮЯЄІЇҐа-щьюяєіїґ]+)*")


def transliterate(text: str) -> str:
    """Every Ukrainian word of `text` in Latin letters; links, digits, signs and foreign letters stay as they are.

    «зг» is `zgh`; the soft sign, and an apostrophe inside a word, are not rendered. A word in capitals stays in
    capitals («ЩО» is `SHCHO`), a single capital starts its letters with one («Що» is `Shcho`).
    """
    return _WORD.sub(lambda found: _word(found.group(0)), text)


def _word(word: str) -> str:
    letters = [char for char in word if char not in _APOSTROPHES]
    shouted = len(letters) > 1 and all(char.isupper() for char in letters)
    return "".join(_letter(letters, index, shouted=shouted) for index in range(len(letters)))


def _letter(letters: list[str], index: int, *, shouted: bool) -> str:
    letter = letters[index]
    low = letter.lower()
    latin = _AT_START.get(low, _ANYWHERE[low]) if index == 0 else _ANYWHERE[low]
    if low == "г" and index > 0 and letters[index - 1].lower() == "з":
        latin = "gh"
    if not letter.isupper():
        return latin
    return latin.upper() if shouted else latin.capitalize()
