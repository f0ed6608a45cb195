"""Is this paper real? By its twelve digits or by the file itself; the verdict in words (journey B6).

What the paper says about a person is shown only to who knows the last four letters of their surname.
"""

from __future__ import annotations

import hmac
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import cast

from flask import Response, redirect, request, url_for

from documents.model import Verdict
from documents.people import Gender, Name, gender_of
from documents.signing.second_parser import read_again
from gate.doors import application, doors, reading
from gate.languages import current_language
from gate.limits import VERIFY, Limit, network, take
from gate.policies import Policy, policy
from gate.problems import GateRefusal, problem_of
from gate.verification import CheckedPaper, check_code, check_file
from store.queries.effect_reads import personal_values
from store.queries.history import history_of
from store.queries.papers import FoundPaper
from store.queries.staff import all_staff
from web import dates
from web.form_token import check_form_token, form_token
from web.page import page
from web.paper_file import paper_title
from web.words import known, words
from workflow.case import PaperSignature, PaperStatus
from workflow.engine.calendar import local_date

LETTERS = Limit(name="verify_letters", times=3, seconds=600)
_DIGITS = 12
_NEEDED = 4
_ROLES = ("subject", "applicant", "representative")
_MOST_EVENTS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperVerdict:
    """The check page's answer. `tone` good, bad or unknown; `text` the paper's words once somebody proved to know
    whose it is.
    """

    tone: str
    head: str
    sentences: tuple[str, ...]
    code: str = ""
    may_compare: bool = False
    text: str = ""
    wrong: str = ""


@policy(Policy.PUBLIC)
def verify() -> Response:
    """The two ways to ask."""
    return page("citizen/verify.html", verdict=None, typed="", wrong="", form_token=form_token("verify"))


@policy(Policy.PUBLIC)
def verify_given() -> Response:
    """Takes the digits or the file."""
    check_form_token("verify")
    language = current_language()
    file = request.files.get("file")
    if file is not None and file.filename:
        take(VERIFY, network(request.remote_addr))
        most = doors().settings.max_upload_bytes
        data = file.stream.read(most + 1)
        if len(data) > most:
            raise GateRefusal("too_large")
        return _answer(_told(check_file(data), language))
    typed = request.form.get("code", "").strip()[:40]
    digits = "".join(letter for letter in typed if letter.isdecimal())
    if len(digits) != _DIGITS:
        return page(
            "citizen/verify.html",
            status=422,
            verdict=None,
            typed=typed,
            wrong=words("verify.twelve", language),
            form_token=form_token("verify"),
        )
    return cast("Response", redirect(url_for("web.verify_code", code=digits), 303))


@policy(Policy.PUBLIC)
def verify_code(code: str) -> Response:
    """The verdict on a code."""
    take(VERIFY, network(request.remote_addr))
    return _answer(_told(check_code(code), current_language()))


@policy(Policy.PUBLIC)
def verify_text(code: str) -> Response:
    """The paper's own words, after the last four letters of the surname; wrong three times, wait."""
    check_form_token("verify")
    language = current_language()
    checked = check_code(code)
    if checked.found is None or not _is_whole(checked.found):
        return _answer(_told(checked, language))
    typed = request.form.get("letters", "").strip().lower()
    try:
        take(LETTERS, checked.found.paper.code or code, network(request.remote_addr))
    except GateRefusal as refusal:
        answer = _answer(_told(checked, language, wrong=problem_of(refusal, language).detail))
        answer.status_code = 429
        answer.headers["Retry-After"] = str(LETTERS.seconds)
        return answer
    if not _knows(checked.found, typed):
        answer = _answer(_told(checked, language, wrong=words("verify.wrong_letters", language)))
        answer.status_code = 422
        return answer
    return _answer(_told(checked, language, text=_text(checked.found)))


def _answer(verdict: PaperVerdict) -> Response:
    return page("citizen/verify.html", verdict=verdict, typed="", wrong="", form_token=form_token("verify"))


def _told(checked: CheckedPaper, language: str, *, text: str = "", wrong: str = "") -> PaperVerdict:
    found = checked.found
    if found is None or found.paper.number is None or found.paper.date is None:
        return _without_paper(checked, language)
    paper = found.paper
    if checked.verdict is not Verdict.AUTHENTIC:
        return PaperVerdict(
            tone="bad",
            head=words("verify.not_authentic", language),
            sentences=_reasons(checked, language),
        )
    sentences = [_named(found, language), *_copied(found, language)]
    for one in paper.signatures:
        if one.at:
            sentences += [_signed(one, found, language), *_behind(one, language)]
    sentences += [
        words("verify.quorum", language, enough=str(enough), all=str(len(roles)))
        for roles, enough in Counter(one.of for one in paper.signatures if one.of).items()
    ]
    if paper.status in (PaperStatus.VOID, PaperStatus.REPLACED):
        head = words("verify.void", language, day=_voided(found))
        sentences.append(words("verify.void_reason", language, reason=paper.void_reason or ""))
        replaced = found.case.paper(paper.replaced_by) if paper.replaced_by is not None else None
        if replaced is not None and replaced.number is not None:
            sentences.append(words("verify.replaced", language, number=replaced.number))
        return PaperVerdict(tone="bad", head=head, sentences=tuple(sentences))
    compare = "verify.compare" if paper.scan is None else "verify.compare_copy"
    sentences += [words("verify.not_void", language), words(compare, language)]
    return PaperVerdict(
        tone="good",
        head=words("verify.authentic" if paper.scan is None else "verify.authentic_copy", language),
        sentences=tuple(sentences),
        code=paper.code or "",
        may_compare=_is_whole(found),
        text=text,
        wrong=wrong,
    )


def _without_paper(checked: CheckedPaper, language: str) -> PaperVerdict:
    heads = {
        Verdict.AUTHENTIC: ("good", "verify.authentic_foreign"),
        Verdict.NOT_AUTHENTIC: ("bad", "verify.not_authentic"),
        Verdict.UNKNOWN: ("unknown", "verify.unknown"),
    }
    tone, key = heads[checked.verdict]
    signers = [
        words("verify.foreign_signer", language, name=one.signer) for one in checked.facts if one.valid and one.signer
    ]
    return PaperVerdict(
        tone=tone, head=words(key, language), sentences=(*_reasons(checked, language), *dict.fromkeys(signers))
    )


def _reasons(checked: CheckedPaper, language: str) -> tuple[str, ...]:
    said = [known(f"reason.{reason}", language) or words("reason.other", language) for reason in checked.reasons]
    return tuple(dict.fromkeys(said))


def _named(found: FoundPaper, language: str) -> str:
    definition = application().definitions.pinned(found.case.definition)
    day = found.paper.date or date.min
    return words(
        "verify.named",
        language,
        title=paper_title(found.paper, definition, language),
        number=found.paper.number,
        day=dates.full_day(day),
        body=_body(found),
    )


def _copied(found: FoundPaper, language: str) -> list[str]:
    """That it is a copy, of which paper, and that no electronic signature of that paper exists."""
    scan = found.paper.scan
    if scan is None:
        return []
    day, number = dates.full_day(scan.original_date), scan.original_number
    original = words("verify.copy_numbered", language, number=number, day=day) if number else ""
    return [original or words("verify.copy", language, day=day), words("verify.copy_by_hand", language)]


def _body(found: FoundPaper) -> str:
    town = application().surroundings(found.case.municipality).town
    return town.body or town.name


def _signed(one: PaperSignature, found: FoundPaper, language: str) -> str:
    zone = application().surroundings(found.case.municipality).zone
    day = dates.full_day(local_date(one.at, zone)) if one.at else ""
    if found.paper.scan is not None:
        key = "verify.copy_sealed" if one.role == "seal" else "verify.copy_signed"
        return words(key, language, name=one.name or "", position=one.position or "", day=day)
    if one.role == "seal":
        return words("verify.sealed", language, day=day)
    given, _, surname = (one.name or "").partition(" ")
    gender = gender_of(Name(surname=surname, given_name=given)) if surname else None
    key = {Gender.FEMININE: "verify.signed_by_her", Gender.MASCULINE: "verify.signed_by_him"}.get(
        gender or Gender.MASCULINE, "verify.signed_by_him"
    )
    return words(key if gender else "verify.signed", language, name=one.name, position=one.position, day=day)


def _behind(one: PaperSignature, language: str) -> list[str]:
    """The absent official somebody stood in for, and who handed this very paper to them: both names are told here."""
    said = []
    if one.acting_for is not None:
        with reading() as look:
            names = {each.username: each.name for each in all_staff(look, active_only=False)}
        said.append(words("verify.acting_for", language, absent=names.get(one.acting_for, one.acting_for)))
    if one.delegated_by is not None:
        said.append(words("verify.delegated_by", language, name=one.delegated_by))
    return said


def _voided(found: FoundPaper) -> str:
    """The day the paper lost its force, from the history."""
    with reading() as look:
        events = history_of(look, found.case.id, cursor=None, limit=_MOST_EVENTS).items
    zone = application().surroundings(found.case.municipality).zone
    days = [
        one.at for one in events if one.type == "DocumentVoided" and one.data.get("document") == str(found.paper.id)
    ]
    return dates.full_day(local_date(days[-1], zone)) if days else ""


def _is_whole(found: FoundPaper) -> bool:
    """Complete, and with words to compare: a copy is a picture, and only its mark could be read out."""
    return found.paper.goes_out and found.paper.sha256 is not None


def _knows(found: FoundPaper, typed: str) -> bool:
    """Whether these are the last four letters of the surname of somebody the paper is about."""
    with reading() as look:
        personal = personal_values(look, found.case.id)
    surnames = [str(personal.get(f"{role}.surname") or "").lower() for role in _ROLES]
    wanted = [surname[-_NEEDED:] for surname in surnames if surname]
    return any(hmac.compare_digest(one.encode(), typed.encode()) for one in wanted)


def _text(found: FoundPaper) -> str:
    data = doors().storage.get(found.case.municipality, found.paper.sha256 or "")
    again = read_again(data)
    return again.text if again is not None else ""
