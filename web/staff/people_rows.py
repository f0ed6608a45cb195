"""The people of a case and what was typed, for who may see it: three people are kept apart, each by their own name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from web import dates
from web.form_reading import UPLOADS
from web.value_words import field_label, plain_words, value_words
from web.words import known, words
from workflow.case import Case, Person
from workflow.definition.model import Definition, Field, Privacy
from workflow.definition.office_calendar import Calendar
from workflow.values import Json

_ORDER = ("organisation", "code", "birth_date", "address", "phone", "email", "number", "date", "scope", "notary")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """One person: `role` in words, name and the rest as (label, value)."""

    role: str
    name: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A file of the case with words for who cannot see it."""

    id: UUID
    words: str


def people_rows(case: Case, personal: Mapping[str, Json], language: str) -> tuple[PersonRow, ...]:
    """Everybody on the case; without permission only that they exist and how they are told."""
    return tuple(_person(one, personal, language) for one in case.people)


def value_rows(
    case: Case, definition: Definition, personal: Mapping[str, Json], calendar: Calendar | None, language: str
) -> tuple[tuple[str, str], ...]:
    """(question, answer) of the form, then of what was asked later."""
    rows = [
        (
            field_label(one, definition, "form", language),
            _hidden(one, case, personal, language)
            or value_words(one, value_of(case, one.name, personal), definition, "form", language, calendar=calendar),
        )
        for one in definition.form
        if one.type not in UPLOADS
    ]
    form = {one.name for one in definition.form}
    for path, one in _inputs(definition):
        if one.name in case.values and one.name not in form and one.type not in UPLOADS:
            form.add(one.name)
            value = value_of(case, one.name, personal)
            rows.append(
                (
                    field_label(one, definition, path, language),
                    _hidden(one, case, personal, language)
                    or value_words(one, value, definition, path, language, calendar=calendar),
                )
            )
    rows += [
        (words("case.added", language), plain_words(personal[name], language))
        for name in sorted(case.values)
        if name.startswith("added.") and name in personal
    ]
    return tuple((label, said) for label, said in rows if said)


def _hidden(one: Field, case: Case, personal: Mapping[str, Json], language: str) -> str:
    """«приховано» for a sensitive value that was given and is not for this reader."""
    place = case.places.get(one.name)
    hidden = one.privacy is Privacy.SENSITIVE and place is not None and place not in personal
    return words("case.hidden", language) if hidden else ""


def pictures(case: Case, definition: Definition, language: str) -> tuple[Picture, ...]:
    """Every file: the applicant's by its question, a report's by the input it came with, the rest as added later."""
    found: dict[UUID, str] = {}
    for path, one in (*(("form", each) for each in definition.form), *_inputs(definition)):
        if one.type in UPLOADS:
            label = field_label(one, definition, path, language)
            for identifier in _ids(case.values.get(one.name)):
                found.setdefault(identifier, label)
    for identifier in case.attachments:
        found.setdefault(identifier, words("case.added_file", language))
    return tuple(
        Picture(id=identifier, words=words("case.file", language, number=number, label=label))
        for number, (identifier, label) in enumerate(found.items(), start=1)
    )


def value_of(case: Case, name: str, personal: Mapping[str, Json]) -> Json:
    """A value of the case, from among the personal ones where it is kept there."""
    place = case.places.get(name)
    return personal.get(place) if place is not None else case.values.get(name)


def _person(one: Person, personal: Mapping[str, Json], language: str) -> PersonRow:
    def value(name: str) -> str:
        return str(personal.get(f"{one.role.value}.{name}") or "")

    name = " ".join(part for part in (value("surname"), value("given_name"), value("patronymic")) if part)
    facts = [(words(f"person.{each}", language), value(each)) for each in _ORDER if value(each)]
    facts.append((words("case.told_by", language), words(f"way.{one.contact_by}", language)))
    if one.basis:
        facts.append((words("representative.basis", language), one.basis))
    if one.basis_until is not None:
        facts.append((words("representative.valid_until", language), dates.full_day(one.basis_until)))
    return PersonRow(
        role=known(f"role.{one.role.value}", language) or one.role.value,
        name=name or words("case.hidden", language),
        facts=tuple(facts),
    )


def _inputs(definition: Definition) -> list[tuple[str, Field]]:
    return [
        (f"transitions.{transition.name}.input", one)
        for transition in definition.transitions
        for one in transition.input
    ]


def _ids(value: Json) -> list[UUID]:
    found = []
    for one in value if isinstance(value, list | tuple) else [value]:
        try:
            found.append(UUID(str(one)))
        except ValueError:
            continue
    return found
