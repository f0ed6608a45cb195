"""The pages of a filing: one question, and the last look before sending. They show; answers are taken in `drafting`."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Response, url_for

from gate.doors import application
from gate.tenant import current_municipality
from web.citizen.filing_walk import Walk
from web.citizen.questions import (
    ABOUT_YOU,
    NEAR_BY,
    TO_SEND,
    WHICH_PLACE,
    question_before,
    question_of,
    takes_photos,
)
from web.errors_of import Wrong
from web.filing import Section, mistakes, sections, told_back
from web.form_field import FormField, Option
from web.page import page
from web.places import place_field, present_name
from web.words import words

TYPED, PHOTO, OTHER = "typed", "photo", "other"


def question_page(walk: Walk, name: str, wrong: Wrong) -> Response:
    """One question with what was typed before, and what is wrong with it."""
    made = _asked_here(walk, name, wrong)
    fields = [one for section in made for one in section.fields]
    title = made[0].title
    asked = walk.asked
    before = question_before(asked, name)
    return page(
        "citizen/question.html",
        status=422 if wrong.fields or wrong.general else 200,
        service=_title(walk),
        title=title,
        hint=made[0].hint,
        single=len(made) == 1 and len(fields) == 1,
        optional=len(fields) == 1 and not fields[0].required,
        number=asked.index(name) + 1,
        count=len(asked),
        sections=made,
        mistakes=mistakes(made, wrong),
        action=url_for("web.answer_question", secret=walk.secret, name=name),
        before=url_for("web.draft_question", secret=walk.secret, name=before) if before else None,
        start=url_for("web.service", request_type=walk.definition.request_type),
        request_type=walk.definition.request_type,
        skips=_is_place(walk, name) and takes_photos(walk.definition),
    )


def last_look(walk: Walk, wrong: Wrong) -> Response:
    """Everything told back before it is sent."""
    draft, language = walk.draft, walk.language
    field = place_field(walk.definition)
    place = draft.filed.form.get(field.name) if field is not None else None
    address = str(place.get("address") or "") if isinstance(place, Mapping) else ""
    calendar = None
    if walk.definition.calendar is not None:
        calendars = application().surroundings(current_municipality()).calendars
        calendar = calendars.calendar(walk.definition.calendar)
    return page(
        "citizen/last_look.html",
        status=422 if wrong.fields or wrong.general else 200,
        title=_title(walk),
        rows=[
            (one, url_for("web.draft_question", secret=walk.secret, name=question_of(one.name)))
            for one in told_back(walk.definition, draft.filed, language, calendar)
        ],
        mistakes=mistakes((), wrong),
        join=draft.join,
        renamed=present_name(address) if address else None,
        key=draft.key,
        action=url_for("web.answer_question", secret=walk.secret, name=TO_SEND),
        before=url_for("web.draft_question", secret=walk.secret, name=question_before(walk.asked, TO_SEND) or ""),
    )


def _asked_here(walk: Walk, name: str, wrong: Wrong) -> tuple[Section, ...]:
    """The sections of one question's page."""
    if name == WHICH_PLACE:
        return (_which_place(walk, wrong),)
    if name == NEAR_BY:
        return (_near_by(walk, wrong),)
    made = sections(walk.definition, walk.draft.filed, wrong, walk.language)
    if name == ABOUT_YOU:
        return made[1:]
    field = next(one for one in made[0].fields if one.name == f"form.{name}")
    return (Section(title=field.label, fields=(field,)),)


def _which_place(walk: Walk, wrong: Wrong) -> Section:
    field = place_field(walk.definition)
    place = walk.draft.filed.form.get(field.name) if field is not None else None
    typed = str(place.get("address") or f"{place.get('lat')}, {place.get('lon')}") if isinstance(place, Mapping) else ""
    taken = ", ".join(walk.taken) if walk.taken else ""
    options = (
        Option(value=TYPED, label=words("which_place.typed", walk.language, place=typed)),
        Option(value=PHOTO, label=words("which_place.photo", walk.language, place=taken)),
    )
    return _choice(WHICH_PLACE, options, wrong, walk.language)


def _near_by(walk: Walk, wrong: Wrong) -> Section:
    options = [
        Option(
            value=one.reference,
            label=words(
                "near_by.join",
                walk.language,
                reference=one.reference,
                title=one.title,
                street=one.street or words("received.no_street", walk.language),
                day=one.day,
                state=one.state,
            ),
        )
        for one in walk.near_by
    ]
    options.append(Option(value=OTHER, label=words("near_by.other", walk.language)))
    return _choice(NEAR_BY, tuple(options), wrong, walk.language)


def _choice(name: str, options: tuple[Option, ...], wrong: Wrong, language: str) -> Section:
    key = name.replace("-", "_")
    title = words(f"{key}.title", language)
    field = FormField(
        name=name,
        label=title,
        hint=words(f"{key}.hint", language),
        widget="radio",
        required=True,
        options=options,
        errors=wrong.fields.get(name, ()),
    )
    return Section(title=title, fields=(field,))


def _is_place(walk: Walk, name: str) -> bool:
    field = place_field(walk.definition)
    return field is not None and field.name == name


def _title(walk: Walk) -> str:
    return walk.definition.text("title", walk.language) or walk.definition.title
