"""Reviews and lists of readers of a case for its page, each with what whoever reads it may do about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from web import dates
from web.paper_file import paper_title
from web.words import counted, words
from workflow.acquaintance import Acquaintance, Reader
from workflow.actor import Actor
from workflow.case import Case
from workflow.definition.model import Definition
from workflow.engine.reviews import may_give, may_withdraw, newest
from workflow.engine.text_difference import Mark, changed_sentences, difference
from workflow.review import Review, Reviewer, ReviewStatus, Verdict, Visa
from workflow.town import StaffMember
from workflow.values import Json

_TONES: Mapping[Verdict, str] = {
    Verdict.AGREED: "good",
    Verdict.AGREED_WITH_REMARKS: "warn",
    Verdict.NOT_AGREED: "bad",
}
_ROUND_TONES: Mapping[ReviewStatus, str] = {ReviewStatus.COMPLETE: "good", ReviewStatus.FAILED: "bad"}


@dataclass(frozen=True, slots=True, kw_only=True)
class VisaRow:
    """One reviewer: who, what they said and when, or that they are awaited."""

    who: str
    said: str
    at: str
    remark: str
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceRow:
    """One sentence of the text; `mark` is kept, removed or added; `label` only where another field begins."""

    mark: str
    text: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRow:
    """One round. `changed` says how much changed since the fallen visas, `text` is the digest of what is
    shown, given back with a visa."""

    id: str
    title: str
    status: str
    tone: str
    sent: str
    due: str
    seats: tuple[VisaRow, ...]
    fallen: tuple[VisaRow, ...]
    sentences: tuple[SentenceRow, ...]
    changed: str
    text: str
    may_give: bool
    may_withdraw: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingRow:
    """One list of readers; `mine` when the reader of the page has yet to read."""

    id: str
    title: str
    due: str
    people: tuple[str, ...]
    mine: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Who reads the page, when, in which language; `staff` to name who holds a role."""

    actor: Actor
    staff: Sequence[StaffMember]
    now: datetime
    zone: ZoneInfo
    language: str

    def name(self, username: str) -> str:
        """The official's name, else the username."""
        return next((one.name for one in self.staff if one.username == username), username)


def review_rows(
    case: Case, definition: Definition, personal: Mapping[str, Json], reading: Reading
) -> tuple[ReviewRow, ...]:
    """The rounds that count, newest last."""
    return tuple(_row(one, case, definition, personal, reading) for one in newest(case))


def _row(one: Review, case: Case, definition: Definition, personal: Mapping[str, Json], reading: Reading) -> ReviewRow:
    language = reading.language
    return ReviewRow(
        id=str(one.id),
        title=_about(one.document, definition, language),
        status=words(f"review.status.{one.status.value}", language),
        tone=_ROUND_TONES.get(one.status, ""),
        sent=words(
            "review.sent", language, by=reading.name(one.opener), at=dates.full_moment(one.opened, reading.zone)
        ),
        due=dates.time_left(one.due, reading.now, reading.zone, language)
        if one.due is not None and one.status is ReviewStatus.OPEN
        else "",
        seats=tuple(_seat(seat, one, personal, reading) for seat in one.reviewers),
        fallen=tuple(_visa(visa, personal, reading) for visa in one.visas if visa.fallen is not None),
        sentences=tuple(_sentences(one, definition, personal)),
        changed=_changes(one, definition, personal, language),
        text=one.text.digest,
        may_give=may_give(case, one, reading.actor),
        may_withdraw=may_withdraw(case, one, reading.actor),
        reason=str(personal.get(one.reason) or "") if one.reason else "",
    )


def _changes(one: Review, definition: Definition, personal: Mapping[str, Json], language: str) -> str:
    """«зміни після візи: 1 речення»; empty while the text stands as it was asked about."""
    if one.earlier is None:
        return ""
    marked = difference(definition, one.earlier, one.text, personal)
    return words("review.changes", language, count=counted(changed_sentences(marked), "sentence", language))


def _about(document: str | None, definition: Definition, language: str) -> str:
    rule = definition.documents.get(document or "")
    if document is None or rule is None:
        return words("review.of_case", language)
    return definition.text(f"documents.{document}.title", language) or rule.title


def _seat(seat: Reviewer, review: Review, personal: Mapping[str, Json], reading: Reading) -> VisaRow:
    given = next((one for one in review.standing if one.reviewer == seat.number), None)
    if given is not None:
        return _visa(given, personal, reading)
    holders = [one.name for one in reading.staff if seat.role in one.roles and one.active]
    who = seat.name or ", ".join(holders) or (seat.role or "")
    said = "review.waiting" if seat in review.asked else "review.later"
    return VisaRow(who=who, said=words(said, reading.language), at="", remark="", tone="")


def _visa(visa: Visa, personal: Mapping[str, Json], reading: Reading) -> VisaRow:
    who = f"{visa.position} {visa.name}".strip()
    if visa.acting_for is not None:
        who = words("history.acting_for", reading.language, who=who, absent=reading.name(visa.acting_for))
    return VisaRow(
        who=who,
        said=words(f"review.verdict.{visa.verdict.value}", reading.language),
        at=dates.short_moment(visa.at, reading.zone),
        remark=str(personal.get(visa.remark) or "") if visa.remark else "",
        tone=_TONES[visa.verdict],
    )


def _sentences(review: Review, definition: Definition, personal: Mapping[str, Json]) -> Iterator[SentenceRow]:
    before = ""
    for one in difference(definition, review.earlier, review.text, personal):
        label = one.label or one.field
        yield SentenceRow(mark=Mark(one.mark).value, text=one.text, label="" if label == before else label)
        before = label


def reading_rows(case: Case, definition: Definition, reading: Reading) -> tuple[ReadingRow, ...]:
    """Every list, in the order they were asked for."""
    return tuple(_list(one, case, definition, reading) for one in case.acquaintances)


def _list(one: Acquaintance, case: Case, definition: Definition, reading: Reading) -> ReadingRow:
    paper = case.paper(one.document) if one.document is not None else None
    names = {reading.actor.username, *(absent.username for absent in reading.actor.substitutes)}
    return ReadingRow(
        id=str(one.id),
        title=words("review.of_case", reading.language)
        if paper is None
        else paper_title(paper, definition, reading.language),
        due=dates.full_day(one.due_date) if one.due_date is not None else "",
        people=tuple(_reader(each, reading) for each in one.readers),
        mine=any(each.username in names for each in one.waiting),
    )


def _reader(one: Reader, reading: Reading) -> str:
    if one.read is None:
        return words("acquaintance.waiting", reading.language, name=one.name)
    name = one.name
    if one.acting_for is not None:
        name = words("history.acting_for", reading.language, who=reading.name(one.by or ""), absent=one.name)
    return words("acquaintance.read", reading.language, name=name, at=dates.short_moment(one.read, reading.zone))
