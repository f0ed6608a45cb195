"""A paper signed by hand, scanned in from the card: its pages, and what is read off it; other pages for a bad copy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast
from uuid import UUID

from flask import Response, redirect, request, url_for

from gate.actor import current_actor
from gate.doors import application
from gate.languages import current_language
from gate.policies import Policy, policy
from gate.sight import seen_case, seen_case_of_document
from web.errors_of import Wrong, errors_of
from web.form_field import FormField, Option, mistakes_of
from web.form_reading import typed, typed_day
from web.once import form_key, fresh_key, perform_once
from web.page import page
from web.paper_file import paper_name
from web.staff.scan_kinds import scanned_kinds
from web.uploads import keep_files
from web.words import words
from workflow.case import Case
from workflow.commands.scan_anew import ScanAnew
from workflow.commands.scan_paper import ScanPaper
from workflow.engine.scanning import LONGEST_NAME, LONGEST_NUMBER, ScannedPaper
from workflow.errors import DomainError, NotPermitted

_ACCEPT = "image/jpeg,image/png,image/webp,application/pdf"
_NOTHING = Wrong(fields={}, general=())


@policy(Policy.STAFF)
def scan_form(reference: str) -> Response:
    """The form; NotPermitted(`not_permitted`) for whoever scans nothing in here."""
    return _shown(seen_case(reference), _NOTHING, fresh_key(), ())


@policy(Policy.STAFF)
def scan_paper(reference: str) -> Response:
    """Takes the pages and what is read off the paper; the copy is made by the worker."""
    case, language = seen_case(reference), current_language()
    pages, refused = _pages(language)
    command = ScanPaper(
        reference=reference,
        kind=typed(request.form, "type"),
        paper=ScannedPaper(
            pages=pages,
            signed_by=typed(request.form, "signed_by"),
            original_date=typed_day(typed(request.form, "date")),
            original_number=typed(request.form, "number"),
        ),
    )
    if refused:
        return _shown(case, Wrong(fields={"attachments": refused}, general=()), form_key(), pages)
    path = url_for("web.case_page", reference=reference, said="scanned")
    try:
        perform_once(current_actor(), command, lambda _: path)
    except DomainError as error:
        return _shown(case, errors_of(error, language), form_key(), pages)
    return cast("Response", redirect(path, 303))


@policy(Policy.STAFF)
def scan_anew(document: UUID) -> Response:
    """Other pages for a copy that was sent back; its number stays."""
    case, language = seen_case_of_document(document), current_language()
    pages, refused = _pages(language)
    if refused:
        return _again(case, document, Wrong(fields={"attachments": refused}, general=()))
    path = url_for("web.case_page", reference=case.reference, said="scanned")
    try:
        perform_once(current_actor(), ScanAnew(document=document, pages=pages), lambda _: path)
    except DomainError as error:
        return _again(case, document, errors_of(error, language))
    return cast("Response", redirect(path, 303))


@policy(Policy.STAFF)
def scan_anew_form(document: UUID) -> Response:
    """The pages alone."""
    return _again(seen_case_of_document(document), document, _NOTHING)


def _pages(language: str) -> tuple[tuple[UUID, ...], tuple[str, ...]]:
    """Those kept from before a mistake, then the new ones; messages for files that were refused."""
    ids, refused = keep_files("attachments.new", current_actor(), language)
    kept = [one for one in request.form.getlist("attachments") if _is_id(one)]
    return tuple(UUID(one) for one in (*kept, *ids)), refused


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _shown(case: Case, wrong: Wrong, key: str, pages: Sequence[UUID]) -> Response:
    language = current_language()
    definition = application().definitions.pinned(case.definition)
    kinds = scanned_kinds(definition, case, current_actor())
    if not kinds:
        raise NotPermitted("not_permitted")
    options = tuple(Option(value=one, label=paper_name(definition, one, language)) for one in kinds)
    chosen = typed(request.form, "type") or (kinds[0] if len(kinds) == 1 else "")
    fields = (
        _field("type", wrong, widget="select", options=options, chosen=(chosen,)),
        _uploads(wrong, pages),
        _field("signed_by", wrong, maximum=LONGEST_NAME),
        _field("number", wrong, maximum=LONGEST_NUMBER, required=False),
        _field("date", wrong, widget="date"),
    )
    return _page(case, fields, wrong, key, url_for("web.scan_paper", reference=case.reference), "scan.title")


def _again(case: Case, document: UUID, wrong: Wrong) -> Response:
    key = form_key() if wrong is not _NOTHING else fresh_key()
    return _page(case, (_uploads(wrong, ()),), wrong, key, url_for("web.scan_anew", document=document), "scan.again")


def _page(case: Case, fields: tuple[FormField, ...], wrong: Wrong, key: str, action: str, title: str) -> Response:
    known = {one.name for one in fields}
    stray = tuple(said for name, several in wrong.fields.items() if name not in known for said in several)
    return page(
        "staff/scan.html",
        status=422 if wrong.fields or wrong.general else 200,
        reference=case.reference,
        title=words(title, current_language()),
        action=action,
        fields=fields,
        mistakes=mistakes_of(fields),
        general=(*wrong.general, *stray),
        key=key,
    )


def _uploads(wrong: Wrong, pages: Sequence[UUID]) -> FormField:
    kept = tuple(str(one) for one in pages)
    return _field("attachments", wrong, widget="uploads", many=True, accept=_ACCEPT, chosen=kept)


def _field(
    name: str,
    wrong: Wrong,
    *,
    widget: str = "text",
    required: bool = True,
    maximum: int | None = None,
    options: tuple[Option, ...] = (),
    chosen: tuple[str, ...] = (),
    many: bool = False,
    accept: str = "",
) -> FormField:
    language = current_language()
    return FormField(
        name=name,
        label=words(f"scan.{name}", language),
        hint=words("scan.attachments_hint", language) if name == "attachments" else "",
        widget=widget,
        required=required,
        value=typed(request.form, name),
        maximum=maximum,
        options=options,
        chosen=chosen,
        many=many,
        accept=accept,
        errors=tuple(wrong.fields.get(name, ())),
    )
