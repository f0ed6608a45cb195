"""Ukrainian names for papers: the dative of the addressee, the vocative of the greeting, «Ім'я ПРІЗВИЩЕ».

Proposals only: a clerk confirms them once per person. The dictionary (pymorphy3) knows given names and surnames that
are words; the rules below know how surnames of each ending behave. Must not know cases, letters or languages other
than Ukrainian. Rules: Український правопис 2019, §§ 87, 102, 105, 106 (dative in -у, -ю on papers, as is usual).
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from documents.dictionary import dictionary

_VOWELS = "аеєиіїоуюя"
_APOSTROPHES = str.maketrans({"\u2019": "'", "\u02bc": "'", "`": "'"})
# Shifts inside the stem that the dictionary of surnames does not show.
_IRREGULAR = {"швець": "шевцю", "жнець": "женцю", "кисіль": "киселю"}
# Before the -і of the dative: Ольга – Ользі, Квітка – Квітці, Соломаха – Соломасі.
_SOFTENED = {"г": "з", "к": "ц", "х": "с"}
_ADJECTIVE_ENDINGS = (
    "ський",
    "цький",
    "зький",
    "ська",
    "цька",
    "зька",
    "ова",
    "ева",
    "єва",
    "ьова",
    "йова",
    "їна",
    "іна",
)


class Gender(StrEnum):
    """As a language needs it for forms of address."""

    MASCULINE = "masculine"
    FEMININE = "feminine"


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A person's name in the nominative, or in the case that a function here says. `gender` None: guess it."""

    surname: str
    given_name: str
    patronymic: str = ""
    gender: Gender | None = None


def gender_of(name: Name) -> Gender | None:
    """The given gender, else what patronymic, given name and surname tell, in this order; None if they do not."""
    if name.gender is not None:
        return name.gender
    patronymic, surname = _plain(name.patronymic), _plain(name.surname)
    if patronymic.endswith(("івна", "ївна", "овна")):
        return Gender.FEMININE
    if patronymic.endswith("ич"):
        return Gender.MASCULINE
    return _gender_of_given_name(_plain(name.given_name)) or _gender_of_surname(surname)


def dative(name: Name) -> Name:
    """To whom: Олена Зразкова → Олені Зразковій. Unchanged where the gender cannot be told."""
    gender = gender_of(name)
    if gender is None:
        return name
    return replace(
        name,
        surname=_by_parts(name.surname, lambda part: _surname_dative(part, gender)),
        given_name=_by_parts(name.given_name, lambda part: _given_name_dative(part, gender)),
        patronymic=_by_parts(name.patronymic, lambda part: _patronymic_dative(part, gender)),
        gender=gender,
    )


def genitive(name: Name) -> Name:
    """Of whom: Андрій Прикладний → Андрія Прикладного. Unchanged where the gender cannot be told.

    Made from the nominative and the dative, whose endings tell how a word is declined.
    """
    there = dative(name)
    return replace(
        there,
        surname=_genitive_of(name.surname, there.surname),
        given_name=_genitive_of(name.given_name, there.given_name),
        patronymic=_genitive_of(name.patronymic, there.patronymic),
    )


def _genitive_of(nominative: str, given: str) -> str:
    if given == nominative:
        return nominative
    if given.endswith("ому"):
        return given[:-2] + "го"
    if nominative.endswith("а"):
        return nominative[:-1] + ("ої" if given.endswith("ій") else "и")
    if nominative.endswith("я"):
        if given.endswith("ій"):
            return nominative[:-1] + "ьої"
        return nominative[:-1] + ("ї" if given.endswith("ї") else "і")
    if given.endswith("ю"):
        return given[:-1] + "я"
    return given[:-1] + "а" if given.endswith("у") else given


def vocative_address(name: Name) -> str:
    """The greeting of a letter: «Шановна пані Олено!», «Шановний пане Степане!»; «Доброго дня!» if unsure."""
    gender = gender_of(name)
    if gender is None or not name.given_name.strip():
        return "Доброго дня!"
    called = _by_parts(name.given_name, lambda part: _given_name_vocative(part, gender))
    return f"Шановна пані {called}!" if gender is Gender.FEMININE else f"Шановний пане {called}!"


def paper_form(name: Name, *, with_patronymic: bool = False) -> str:
    """«Ім'я ПРІЗВИЩЕ», as ДСТУ 4163:2020 wants it in a signature."""
    middle = [name.patronymic.strip()] if with_patronymic else []
    return " ".join(part for part in (name.given_name.strip(), *middle, name.surname.strip().upper()) if part)


def paper_dative(name: Name, *, with_patronymic: bool = False) -> str:
    """«Олені ЗРАЗКОВІЙ», «Ганні Іванівні ПРИКЛАД»: the addressee of a letter or certificate."""
    return paper_form(dative(name), with_patronymic=with_patronymic)


def _surname_dative(word: str, gender: Gender) -> str:
    return _surname_of_woman(word) if gender is Gender.FEMININE else _surname_of_man(word)


def _surname_of_woman(word: str) -> str:
    if word[-1] not in "ая":
        return word  # Приклад, Шевченко, Мельник do not change
    if word.endswith(_ADJECTIVE_ENDINGS) or _is_only_adjective(word, "femn"):
        return word[:-1] + ("ій" if word.endswith("а") else "їй" if word[-2:-1] in _VOWELS else "ій")
    return _noun_in_a(word)


def _surname_of_man(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("ий"):
        return word[:-2] + "ому"
    if word.endswith("ій") and _is_only_adjective(word, "masc"):
        return word[:-2] + "ьому"
    if word.endswith("ой") and len(word) > 4:
        return word[:-2] + "ому"
    if word[-1] in "ая":
        return _noun_in_a(word)
    if word.endswith("о"):
        return word[:-1] + "у"
    if word[-1] in _VOWELS:
        return word  # Дюма, Гете and the like
    if word.endswith(("ов", "ев", "єв", "ин", "ін", "їн")):
        return word + "у"
    return _from_dictionary(word, ("Surn", "anim", "inan"), "masc", "datv") or _man_by_ending(word)


def _man_by_ending(word: str) -> str:
    if word.endswith("єць"):
        return word[:-3] + "йцю"
    if word.endswith("ець") and len(word) > 4:
        return word[:-3] + ("ьцю" if word[-4] == "л" else "цю")
    if word[-1] in "йь":
        return word[:-1] + "ю"
    return word + "у"


def _noun_in_a(word: str) -> str:
    """Feminine and masculine nouns in -а, -я: Скиба – Скибі, Зоря – Зорі, Гамалія – Гамалії."""
    stem = word[:-1]
    if word.endswith("я"):
        return stem + ("ї" if stem[-1:] in _VOWELS or stem.endswith("'") else "і")
    return stem[:-1] + _SOFTENED.get(stem[-1:], stem[-1:]) + "і"


def _given_name_dative(word: str, gender: Gender) -> str:
    known = _from_dictionary(word, ("Name",), _tag(gender), "datv")
    if known is not None:
        return known
    if word[-1] in "ая":
        return _noun_in_a(word)
    if gender is Gender.FEMININE:
        return word[:-1] + "і" if word.endswith("ь") else word
    if word.endswith("о"):
        return word[:-1] + "у"
    return word if word[-1] in _VOWELS else _man_by_ending(word)


def _given_name_vocative(word: str, gender: Gender) -> str:
    known = _from_dictionary(word, ("Name",), _tag(gender), "voct")
    if known is not None:
        return known
    if word.endswith("а"):
        return word[:-1] + "о"
    if word.endswith("я"):
        return word[:-1] + ("є" if word[-2:-1] in _VOWELS or word[-2:-1] == "'" else "е")
    if gender is Gender.FEMININE or word[-1] in "еєиіїую":
        return word
    if word.endswith("о"):
        return word[:-1] + "е"
    return word[:-1] + "ю" if word[-1] in "йь" else word + "е"


def _patronymic_dative(word: str, gender: Gender) -> str:
    if gender is Gender.FEMININE:
        return word[:-1] + "і" if word.endswith("на") else word
    return word + "у" if word.endswith("ч") else word


def _gender_of_given_name(word: str) -> Gender | None:
    known = {
        tag
        for parse in dictionary("uk").parse(word)
        if {"Name", "nomn"} <= set(parse.tag.grammemes) and "plur" not in parse.tag
        for tag in ("masc", "femn")
        if tag in parse.tag
    }
    if known == {"femn"}:
        return Gender.FEMININE
    if known == {"masc"}:
        return Gender.MASCULINE
    if not word or known:
        return None
    return Gender.FEMININE if word[-1] in "ая" else Gender.MASCULINE if word[-1] not in _VOWELS else None


def _gender_of_surname(word: str) -> Gender | None:
    if word.endswith(("ська", "цька", "зька", "ова", "ева", "єва")):
        return Gender.FEMININE
    return Gender.MASCULINE if word.endswith(("ський", "цький", "зький", "ов", "ев", "єв")) else None


def _is_only_adjective(word: str, gender: str) -> bool:
    """Whether the dictionary knows this word as an adjective and not as a noun: Віконна, but not Калина. Nouns that
    decline as adjectives (уповноважена) are adjectives here."""
    parses = [one for one in dictionary("uk").parse(word) if "nomn" in one.tag and one.is_known]
    adjective = any("ADJF" in one.tag and gender in one.tag for one in parses)
    nouns = [one for one in parses if "NOUN" in one.tag and not one.normal_form.endswith("ий")]
    return adjective and not nouns


def _from_dictionary(word: str, kinds: tuple[str, ...], gender: str, case: str) -> str | None:
    """The form that the dictionary has for the first kind of word it knows; of two datives the one in -у, -ю."""
    parses = [one for one in dictionary("uk").parse(word) if one.is_known and "NOUN" in one.tag]
    for kind in kinds:
        for parse in parses:
            if {kind, gender, "nomn"} <= set(parse.tag.grammemes) and parse.normal_form == word:
                forms = [one.word for one in parse.lexeme if case in one.tag and "plur" not in one.tag]
                short = [form for form in forms if case == "datv" and form[-1] in "ую"]
                if forms:
                    return str((short or forms)[0])
    return None


def _by_parts(text: str, change: Callable[[str], str]) -> str:
    """Change every part of a double name, keep its capitals and its kind of apostrophe."""
    return "-".join(_like(part, change(_plain(part))) if _plain(part) else part for part in text.strip().split("-"))


def _like(original: str, changed: str) -> str:
    for apostrophe in "\u2019\u02bc`":
        if apostrophe in original:
            changed = changed.replace("'", apostrophe)
    if original.isupper() and len(original) > 1:
        return changed.upper()
    return changed[:1].upper() + changed[1:] if original[:1].isupper() else changed


def _plain(text: str) -> str:
    return text.strip().translate(_APOSTROPHES).lower()


def _tag(gender: Gender) -> str:
    return "femn" if gender is Gender.FEMININE else "masc"
