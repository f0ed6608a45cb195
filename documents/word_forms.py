"""What a word is looked up by, whatever its ending: «дорогу», «дороги» → «дорога»; дорогами; roads → road.

Ukrainian and Russian words by their dictionaries, both at once, since nobody says in which language a letter is: a word
known to one of them is that language's. English by the endings of its plural (Harman 1991, the S-stemmer).
"""

from functools import lru_cache

from documents.dictionary import dictionary

_LANGUAGES = ("uk", "ru")
_KEPT = 20_000
_SHORT = 3


@lru_cache(maxsize=_KEPT)
def word_forms(word: str) -> frozenset[str]:
    """Dictionary forms of a lower-case word, several where it may be of several words; itself where none is known."""
    if word.isascii():
        return frozenset({_singular(word)}) if word.isalpha() else frozenset({word})
    known = {
        parse.normal_form for language in _LANGUAGES for parse in dictionary(language).parse(word) if parse.is_known
    }
    # Names of people and villages stand in no dictionary: the guess for one ending fits the guess for another.
    guessed = (parses[0].normal_form for parses in (dictionary("uk").parse(word),) if parses)
    return frozenset(known) or frozenset({word, *guessed})


def _singular(word: str) -> str:
    if len(word) <= _SHORT:
        return word
    if word.endswith("ies") and not word.endswith(("eies", "aies")):
        return word[:-3] + "y"
    if word.endswith("es") and not word.endswith(("aes", "ees", "oes")):
        return word[:-1]
    if word.endswith("s") and not word.endswith(("us", "ss")):
        return word[:-1]
    return word
