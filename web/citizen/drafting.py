"""Filing, one question a page (journey A1): every answer is kept at once, so that nothing typed is lost on a mistake,
by the back button, or when the network or the evening ends.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import cast

from flask import Response, redirect, request, url_for

from gate.actor import current_actor
from gate.drafts import fresh_secret, keep_draft, kept_draft
from gate.limits import OPENING, network, take
from gate.policies import Policy, policy
from gate.problems import GateRefusal, field_message
from web.citizen.draft import Draft, draft_of
from web.citizen.filing_walk import Walk, public_definition, walk_of
from web.citizen.question_page import OTHER, PHOTO, TYPED, last_look, question_page
from web.citizen.questions import (
    ABOUT_YOU,
    NEAR_BY,
    TO_SEND,
    WHICH_PLACE,
    next_question,
    question_of,
    questions,
    takes_photos,
)
from web.errors_of import Wrong, errors_of
from web.filing import NOTHING_WRONG, Filed, first_look, read_filed
from web.once import fresh_key, open_once
from web.page import page
from web.places import place_field
from workflow.case import Case, Person, PersonRole
from workflow.commands.open_case import OpenCase
from workflow.definition.model import FieldType
from workflow.errors import DomainError


@policy(Policy.PUBLIC)
def start_draft(request_type: str) -> Response:
    """Begins: a draft of its own under a fresh address."""
    definition = public_definition(request_type)
    secret = fresh_secret()
    draft = Draft(request_type=request_type, key=fresh_key(), filed=Filed())
    keep_draft(secret, draft.content(), current_actor(), request.remote_addr)
    return _to(secret, questions(definition, draft, doubtful_place=False, near_by=False)[0])


@policy(Policy.PUBLIC)
def draft_question(secret: str, name: str) -> Response:
    """One question, with what was typed before."""
    content = kept_draft(secret)
    if content is None:
        return page("citizen/forgotten.html", status=410)
    walk = walk_of(secret, draft_of(content))
    if walk.draft.sent is not None:
        return cast("Response", redirect(f"{walk.draft.sent}/received", 303))
    if name == TO_SEND:
        missing = _first_wrong(walk)
        return _to(secret, missing) if missing is not None else last_look(walk, NOTHING_WRONG)
    if name not in walk.asked:
        return _to(secret, next_question(walk.asked, walk.draft))
    return question_page(walk, name, NOTHING_WRONG)


@policy(Policy.PUBLIC)
def answer_question(secret: str, name: str) -> Response:
    """Keeps the answer and goes on; a mistake is kept too, and told."""
    content = kept_draft(secret)
    draft = draft_of(content) if content is not None else _begun_again()
    if draft.sent is not None:
        return cast("Response", redirect(f"{draft.sent}/received", 303))
    walk = walk_of(secret, draft)
    if name == TO_SEND:
        return _send(walk)
    if name == WHICH_PLACE:
        return _choose_place(walk)
    if name == NEAR_BY:
        return _choose_join(walk)
    if name not in walk.asked:
        return _to(secret, next_question(walk.asked, walk.draft))
    return _answer(walk, name)


def _answer(walk: Walk, name: str) -> Response:
    filed = _read(walk, name)
    codes = _of_question(first_look(walk.definition, filed), walk, name)
    skipped = request.form.get("skip") == PHOTO and takes_photos(walk.definition)
    if skipped:
        codes = {one: said for one, said in codes.items() if said != ("required",)}
    found = {one: tuple(field_message(code, walk.language) for code in said) for one, said in codes.items()}
    wrong = Wrong(fields={**found, **_of_question(filed.refused, walk, name)}, general=())
    draft = walk.draft.with_answer(name, filed, right=not wrong.fields)
    if _changed(walk, name, filed):
        draft = replace(draft.asks_again(WHICH_PLACE, NEAR_BY), join=None)
    _keep(walk, draft)
    walk = walk_of(walk.secret, draft)
    if wrong.fields:
        return question_page(walk, name, wrong)
    return _to(walk.secret, next_question(walk.asked, draft, after=name))


def _choose_place(walk: Walk) -> Response:
    field, chosen = place_field(walk.definition), request.form.get(WHICH_PLACE)
    if field is None or chosen not in (TYPED, PHOTO):
        return question_page(walk, WHICH_PLACE, _must_choose(WHICH_PLACE, walk.language))
    form = dict(walk.draft.filed.form)
    if chosen == PHOTO and walk.taken is not None:
        form[field.name] = {"lat": walk.taken[0], "lon": walk.taken[1], "from_photo": True}
    draft = walk.draft.with_answer(WHICH_PLACE, replace(walk.draft.filed, form=form), right=True)
    _keep(walk, draft)
    return _to(walk.secret, next_question(walk_of(walk.secret, draft).asked, draft, after=WHICH_PLACE))


def _choose_join(walk: Walk) -> Response:
    chosen = request.form.get(NEAR_BY)
    known = {one.reference for one in walk.near_by}
    if chosen != OTHER and chosen not in known:
        return question_page(walk, NEAR_BY, _must_choose(NEAR_BY, walk.language))
    draft = replace(
        walk.draft.with_answer(NEAR_BY, walk.draft.filed, right=True), join=None if chosen == OTHER else chosen
    )
    _keep(walk, draft)
    return _to(walk.secret, next_question(walk.asked, draft, after=NEAR_BY))


def _send(walk: Walk) -> Response:
    missing = _first_wrong(walk)
    if missing is not None:
        return _to(walk.secret, missing)
    actor = current_actor()
    filed = walk.draft.filed
    command = OpenCase(
        request_type=walk.definition.request_type,
        form=filed.form,
        applicant=filed.applicant,
        representative=filed.representative or None,
        join=walk.draft.join,
    )
    try:
        if actor.username is None:
            take(OPENING, network(request.remote_addr))
        path, _reference = open_once(actor, command, _reader)
    except (DomainError, GateRefusal) as error:
        wrong = errors_of(error, walk.language)
        if "join" in wrong.fields:
            # What it was to join has been closed meanwhile: it goes as a report of its own once looked at again.
            _keep(walk, replace(walk.draft.asks_again(NEAR_BY), join=None))
        return last_look(walk, wrong)
    _keep(walk, replace(walk.draft, sent=path))
    return cast("Response", redirect(f"{path}/received", 303))


def _begun_again() -> Draft:
    """What was kept is gone: the answer that just came is the first of a draft anew, and none is lost with it."""
    request_type = request.form.get("request_type", "")
    public_definition(request_type)
    return Draft(request_type=request_type, key=fresh_key(), filed=Filed())


def _read(walk: Walk, name: str) -> Filed:
    """The draft's values with this question's own in their place."""
    before = walk.draft.filed
    posted = read_filed(walk.definition, current_actor(), walk.language)
    if name == ABOUT_YOU:
        return replace(posted, form=before.form)
    form = {one: value for one, value in before.form.items() if one != name}
    if name in posted.form:
        form[name] = posted.form[name]
    return replace(before, form=form, refused=posted.refused)


def _of_question(found: Mapping[str, tuple[str, ...]], walk: Walk, name: str) -> dict[str, tuple[str, ...]]:
    return {path: said for path, said in found.items() if question_of(path) == name}


def _first_wrong(walk: Walk) -> str | None:
    """The first question that is open or whose answer will not do."""
    wrong = {question_of(path) for path in first_look(walk.definition, walk.draft.filed)}
    return next((one for one in walk.asked if one in wrong or one not in walk.draft.answered), None)


def _changed(walk: Walk, name: str, filed: Filed) -> bool:
    """Whether the place may be another than before."""
    field = next((one for one in walk.definition.form if one.name == name), None)
    about_place = field is not None and field.type in (FieldType.PLACE, FieldType.PHOTO, FieldType.PHOTOS)
    return about_place and filed.form.get(name) != walk.draft.filed.form.get(name)


def _must_choose(name: str, language: str) -> Wrong:
    return Wrong(fields={name: (field_message("required", language),)}, general=())


def _keep(walk: Walk, draft: Draft) -> None:
    keep_draft(walk.secret, draft.content(), current_actor(), request.remote_addr)


def _reader(case: Case) -> Person:
    """Whoever sits at this page: the representative if there is one, else the applicant."""
    return case.person(PersonRole.REPRESENTATIVE) or case.people[0]


def _to(secret: str, name: str) -> Response:
    return cast("Response", redirect(url_for("web.draft_question", secret=secret, name=name), 303))
