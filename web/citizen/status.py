"""The status page behind a link, and the moves a citizen makes there. GET changes nothing, ever (rules.md 14)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast
from uuid import UUID

from flask import Response, redirect, request, url_for

from gate.citizen_status import Move
from gate.citizen_view import citizen_view
from gate.doors import application
from gate.languages import current_language
from gate.limits import STATUS, network, take
from gate.policies import Policy, policy
from gate.problems import GateRefusal, problem_of
from gate.status_access import Visit, unlock, visit, write_unlock_cookie
from gate.tenant import current_municipality
from web.citizen.received_page import promised_steps
from web.citizen.status_page import status_page, takes_personal_papers
from web.errors_of import Wrong, errors_of
from web.form_field import FormField, Mistake, form_fields, mistakes_of
from web.form_reading import read_fields
from web.form_token import check_form_token, form_token
from web.once import form_key, fresh_key, perform_once
from web.page import page
from web.paper_file import large_print_file, paper_file, paper_title
from web.slot_choice import visiting_days
from web.uploads import add_uploads, keep_files
from web.words import known, words
from workflow.case import Case
from workflow.commands.add_papers import AddPapers
from workflow.commands.perform_transition import PerformTransition
from workflow.definition.model import Definition, Field, FieldType
from workflow.errors import DomainError, InvalidInput
from workflow.values import Json

_ANY_PAPER = (Field(name="attachments", type=FieldType.FILES),)
_NOTHING = Wrong(fields={}, general=())
_DIGITS = 4
_HOW = ("partly", "no", "disagree")
_DANGEROUS = frozenset({"withdraw", "cancel"})


@policy(Policy.STATUS_LINK)
def status(token: str) -> Response:
    """Where the matter stands."""
    return _shown(token, visit(token))


@policy(Policy.STATUS_LINK)
def received(token: str) -> Response:
    """What happens next, right after filing."""
    seen = visit(token)
    language = current_language()
    definition = _definition(seen.case)
    surroundings = application().surroundings(current_municipality())
    view = citizen_view(seen, seen.case, language)
    steps = promised_steps(seen.case, definition, application().clock.now(), surroundings.zone, language)
    return page(
        "citizen/received.html",
        token=token,
        reference=seen.case.reference,
        view=view,
        steps=steps,
        kind=definition.kind.value,
        without_address="address" not in seen.person.gave and definition.kind.value == "issue",
        said=words("received.once_more", language) if request.args.get("again") else "",
    )


@policy(Policy.STATUS_LINK)
def unlock_link(token: str) -> Response:
    """The last four digits open the second tier for ten minutes."""
    seen = visit(token)
    check_form_token(_subject(seen))
    typed = request.form.get("last4", "").strip()
    # Anything but four digits is a wrong guess: it must not meet the filler that stands for a missing phone.
    last4 = typed if len(typed) == _DIGITS and typed.isdecimal() else ""
    language = current_language()
    try:
        secret, _expires = unlock(seen, last4)
    except GateRefusal as refusal:
        problem = problem_of(refusal, language)
        answer = _shown(token, seen, unlock_error=problem.detail)
        answer.status_code = problem.status
        if problem.retry_after is not None:
            answer.headers["Retry-After"] = str(problem.retry_after)
        return answer
    response = _to(url_for("web.status", token=token))
    write_unlock_cookie(response, secret)
    return response


@policy(Policy.STATUS_LINK)
def citizen_paper(token: str, document: UUID) -> Response:
    """A complete paper, once the second tier is open."""
    return paper_file(visit(token).open_paper(document), current_municipality())


@policy(Policy.STATUS_LINK)
def citizen_paper_in_large_print(token: str, document: UUID) -> Response:
    """The same paper in large letters, once the second tier is open."""
    take(STATUS, network(request.remote_addr))
    return large_print_file(visit(token).open_paper(document), current_municipality())


@policy(Policy.STATUS_LINK)
def move_form(token: str, name: str) -> Response:
    """The form of one move."""
    seen = visit(token)
    return _move_page(token, seen, _move(seen, name), {}, _NOTHING)


@policy(Policy.STATUS_LINK)
def move(token: str, name: str) -> Response:
    """Performs a move of the citizen's."""
    take(STATUS, network(request.remote_addr))
    seen = visit(token)
    check_form_token(_subject(seen))
    language = current_language()
    wanted = _asked(seen, name)
    if takes_personal_papers(wanted, _definition(seen.case)) and not seen.unlocked:
        raise GateRefusal("locked")
    given = read_fields(wanted.input, request.form, "input")
    refused = add_uploads(wanted.input, given, "input", seen.actor, language)
    if refused:
        return _move_page(token, seen, wanted, given, Wrong(fields=refused, general=()))
    command = PerformTransition(reference=seen.case.reference, name=name, input=_spoken(name, given, language))
    try:
        path = perform_once(seen.actor, command, lambda _: url_for("web.status", token=token, said=name))
    except DomainError as error:
        return _move_page(token, seen, wanted, given, errors_of(error, language))
    return _to(path)


@policy(Policy.STATUS_LINK)
def add_form(token: str) -> Response:
    """The form for photos and words that were forgotten."""
    return _add_page(token, visit(token), "", (), _NOTHING)


@policy(Policy.STATUS_LINK)
def add(token: str) -> Response:
    """Adds photos or words."""
    take(STATUS, network(request.remote_addr))
    seen = visit(token)
    check_form_token(_subject(seen))
    language = current_language()
    if _add_is_locked(seen):
        raise GateRefusal("locked")
    note = request.form.get("input.note", "").replace("\x00", "").strip()
    ids, wrong = keep_files("input.attachments.new", seen.actor, language)
    attachments = tuple(UUID(one) for one in (*request.form.getlist("input.attachments"), *ids) if _is_uuid(one))
    if wrong:
        return _add_page(token, seen, note, attachments, Wrong(fields={"attachments": wrong}, general=()))
    command = AddPapers(reference=seen.case.reference, attachments=attachments, note=note)
    try:
        path = perform_once(seen.actor, command, lambda _: url_for("web.status", token=token, said="add"))
    except InvalidInput as error:
        return _add_page(token, seen, note, attachments, errors_of(error, language))
    return _to(path)


def _shown(token: str, seen: Visit, *, unlock_error: str = "") -> Response:
    language = current_language()
    door = application()
    case, definition = seen.case, _definition(seen.case)
    surroundings = door.surroundings(current_municipality())
    view = status_page(
        citizen_view(seen, case, language),
        case,
        definition,
        surroundings.laws,
        now=door.clock.now(),
        zone=surroundings.zone,
        language=language,
    )
    complete = [one for one in case.papers if one.goes_out]
    papers = None
    if seen.unlocked:
        papers = [
            {
                "id": one.id,
                "title": paper_title(one, definition, language),
                "number": one.number,
                "date": one.date,
                # A scan has no words of ours that could be printed larger.
                "has_words": one.content is not None,
            }
            for one in complete
        ]
    return page(
        "citizen/status.html",
        _form_values(token, seen, view.ask, {}, _NOTHING),
        token=token,
        reference=case.reference,
        page=view,
        closed=case.closed is not None,
        papers=papers,
        has_papers=bool(complete),
        ask_locked=view.ask is not None and takes_personal_papers(view.ask, definition) and not seen.unlocked,
        unlock_error=unlock_error,
        said=_said(language),
    )


def _said(language: str) -> str:
    name = request.args.get("said", "")
    if not name:
        return ""
    return known(f"said.{name}", language) or words("said.any", language)


def _move_page(token: str, seen: Visit, wanted: Move, given: Mapping[str, Json], wrong: Wrong) -> Response:
    language = current_language()
    how = request.args.get("how", "")
    definition = _definition(seen.case)
    title = known(f"move.title.{how}" if how in _HOW else f"move.title.{wanted.name}", language) or wanted.title
    answer = page(
        "citizen/move.html",
        _form_values(token, seen, wanted, given, wrong, how=how, back=True),
        token=token,
        reference=seen.case.reference,
        title=title,
        hint=known(f"move.hint.{wanted.name}", language) or "",
        locked=takes_personal_papers(wanted, definition) and not seen.unlocked,
        unlock_error="",
    )
    if wrong.fields or wrong.general:
        answer.status_code = 422
    return answer


def _form_values(
    token: str,
    seen: Visit,
    wanted: Move | None,
    given: Mapping[str, Json],
    wrong: Wrong,
    *,
    how: str = "",
    back: bool = False,
) -> dict[str, object]:
    """What `move_form.html` and `unlock.html` need."""
    language = current_language()
    made: list[FormField] = []
    name = wanted.name if wanted is not None else ""
    if wanted is not None:
        if name == "dispute":
            made.append(FormField(name="how", label="", widget="hidden", value=how if how in _HOW else "no"))
        made += _fields(seen, wanted, given, wrong)
    return {
        "fields": made,
        "mistakes": _mistakes(made, wrong),
        "action": url_for("web.move", token=token, name=name, how=how or None) if name else "",
        "submit": known(f"move.submit.{name}", language) or (wanted.title if wanted is not None else ""),
        "dangerous": name in _DANGEROUS,
        "back": back,
        "key": form_key() if request.method == "POST" else fresh_key(),
        "form_token": form_token(_subject(seen)),
    }


def _fields(seen: Visit, wanted: Move, given: Mapping[str, Json], wrong: Wrong) -> Sequence[FormField]:
    language = current_language()
    definition = _definition(seen.case)
    books = any(one.type is FieldType.SLOT for one in wanted.input)
    return form_fields(
        wanted.input,
        definition,
        path=f"transitions.{wanted.name}.input",
        prefix="input",
        language=language,
        given=given,
        errors=wrong.fields,
        days=visiting_days(definition, language) if books else (),
    )


def _mistakes(made: Sequence[FormField], wrong: Wrong) -> tuple[Mistake, ...]:
    at_fields = {one.name.rpartition(".")[2] for one in made}
    elsewhere = [message for name, said in wrong.fields.items() if name not in at_fields for message in said]
    return (*(Mistake(message=one) for one in (*wrong.general, *elsewhere)), *mistakes_of(made))


def _add_page(token: str, seen: Visit, note: str, attachments: Sequence[UUID], wrong: Wrong) -> Response:
    language = current_language()
    made = (
        FormField(
            name="input.note",
            label=words("add.note", language),
            widget="textarea",
            value=note,
            maximum=4000,
            errors=tuple(wrong.fields.get("note", ())),
        ),
        FormField(
            name="input.attachments",
            label=words("add.photos", language),
            widget="uploads",
            many=True,
            accept="image/jpeg,image/png,image/webp,image/heic,application/pdf",
            chosen=tuple(str(one) for one in attachments),
            hint=words("add.photos_hint", language),
            errors=tuple(wrong.fields.get("attachments", ())),
        ),
    )
    answer = page(
        "citizen/move.html",
        token=token,
        reference=seen.case.reference,
        title=words("status.add", language),
        hint="",
        locked=_add_is_locked(seen),
        unlock_error="",
        fields=made,
        mistakes=_mistakes(made, wrong),
        action=url_for("web.add", token=token),
        submit=words("add.submit", language),
        dangerous=False,
        back=True,
        key=form_key() if request.method == "POST" else fresh_key(),
        form_token=form_token(_subject(seen)),
    )
    if wrong.fields or wrong.general:
        answer.status_code = 422
    return answer


def _add_is_locked(seen: Visit) -> bool:
    paper = Move(name="add", title="", input=_ANY_PAPER)
    return takes_personal_papers(paper, _definition(seen.case)) and not seen.unlocked


def _asked(seen: Visit, name: str) -> Move:
    """The move by name; one that is over or was never there is answered by the core, with its reasons."""
    try:
        return _move(seen, name)
    except GateRefusal:
        return Move(name=name, title="", input=())


def _move(seen: Visit, name: str) -> Move:
    view = citizen_view(seen, seen.case, current_language())
    found = next((one for one in view.moves if one.name == name), None)
    if found is None:
        raise GateRefusal("not_found")
    return found


def _spoken(name: str, given: Mapping[str, Json], language: str) -> Mapping[str, Json]:
    """A dispute of work says first whether all of it or a part is not done."""
    how = request.form.get("how", "no")
    if name != "dispute" or "what" not in given or how == "disagree":
        return given
    start = words("status.check_partly" if how == "partly" else "status.check_no", language)
    return {**given, "what": f"{start}: {given['what']}"}


def _definition(case: Case) -> Definition:
    return application().definitions.pinned(case.definition)


def _subject(seen: Visit) -> str:
    return f"{seen.case.id}/{seen.person.id}/{seen.person.generation}"


def _to(path: str) -> Response:
    return cast("Response", redirect(path, 303))


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
