"""One step of a scenario becomes the command a person would give, with papers and instructions found by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from uuid import UUID, uuid5

from workflow.acquaintance import Acquaintance
from workflow.actor import Actor
from workflow.case import Paper, PaperStatus, Resolution, SignedStatement
from workflow.commands.accept_resolution import AcceptResolution
from workflow.commands.change_executor import ChangeExecutor
from workflow.commands.command_table import Command
from workflow.commands.delegate_work import DelegateWork
from workflow.commands.end_delegation import EndDelegation
from workflow.commands.explain_lateness import ExplainLateness
from workflow.commands.extend_resolution import ExtendResolution
from workflow.commands.give_visa import GiveVisa
from workflow.commands.open_case import OpenCase
from workflow.commands.orders import CheckpointOrder, ExecutorOrder, RepeatOrder, ResolutionOrder
from workflow.commands.perform_transition import PerformTransition
from workflow.commands.recall_resolution import RecallResolution
from workflow.commands.record_payment import RecordPayment
from workflow.commands.record_reading import RecordReading
from workflow.commands.record_refund import RecordRefund
from workflow.commands.register_case import RegisterCase
from workflow.commands.report_checkpoint import ReportCheckpoint
from workflow.commands.report_resolution import ReportResolution
from workflow.commands.return_document import ReturnDocument
from workflow.commands.return_resolution import ReturnResolution
from workflow.commands.scan_anew import ScanAnew
from workflow.commands.scan_paper import ScanPaper
from workflow.commands.send_document import SendDocument
from workflow.commands.void_document import VoidDocument
from workflow.commands.void_registration import VoidRegistration
from workflow.commands.waive_fee import WaiveFee
from workflow.commands.withdraw_review import WithdrawReview
from workflow.decision import Decision
from workflow.definition.model import Field, FieldType
from workflow.engine.calendar import at_local, local_date
from workflow.engine.reviews import newest
from workflow.engine.scanning import ScannedPaper
from workflow.engine.signers import next_signer
from workflow.ports.attachment import Attachment
from workflow.rehearsal.cast import APPLICANT, actor_named
from workflow.rehearsal.child_cases import child_ends, open_child
from workflow.rehearsal.expectations import CASE
from workflow.rehearsal.made_up import made_up_applicant
from workflow.rehearsal.others import others_have
from workflow.rehearsal.outside import sign
from workflow.rehearsal.play import Play
from workflow.rehearsal.scenario import Executor, Instruction, Step, StepKind
from workflow.rehearsal.voters import vote
from workflow.review import Review, Verdict
from workflow.values import Json

_FILES = UUID("6f1c2f0e-5a55-5d0e-9f3e-3f6a2a1d7c11")
"""Namespace of the ids that named files get."""

_UPLOADS = (FieldType.PHOTO, FieldType.PHOTOS, FieldType.FILE, FieldType.FILES)


class Unplayable(Exception):
    """A step that means nothing here: a name nobody bears, a paper that is not there. In plain words."""


def make_move(step: Step, play: Play) -> Decision | None:
    """Plays one step (all kinds but `until`). Raises Unplayable, and the six errors when the move is refused."""
    if not play.opened and step.kind not in (StepKind.OPEN, StepKind.TAKEN):
        raise Unplayable(f"{step.kind} comes before open: there is no case yet")
    actor = _actor(step, play)
    if step.kind is StepKind.TAKEN:
        return others_have(int(step.name), play)
    if step.kind in (StepKind.VOTE, StepKind.UNVOTE):
        return vote(step, play, actor)
    if step.kind is StepKind.SIGN:
        return sign(play, _paper(step.name, play), actor)
    if step.kind is StepKind.CHILD:
        child = open_child(step.name, play)
        if child is None:
            raise Unplayable(f"there is no open child case {step.name}")
        return child_ends(play, child, step.outcome, step.given)
    return play.execute(_COMMANDS[step.kind](step, play), actor)


def _actor(step: Step, play: Play) -> Actor:
    name = step.by
    if not name and step.kind is StepKind.SIGN:
        name = next_signer(_paper(step.name, play)) or ""
    if not name and step.kind is StepKind.SCAN:
        rule = play.definition.documents.get(step.name)
        name = next(iter(rule.scan), "") if rule is not None else ""
    if not name and step.kind is StepKind.DO:
        transition = play.definition.transition(step.name, play.case.state)
        name = transition.roles[0] if transition and transition.roles else ""
    try:
        return actor_named(name or APPLICANT, play)
    except LookupError:
        raise Unplayable(f"nobody here is called {name}; add them under people") from None


def _open(step: Step, play: Play) -> Command:
    if play.opened:
        raise Unplayable("open comes a second time: a scenario follows one case")
    given = {**made_up_applicant(play.definition), **step.applicant}
    return OpenCase(
        request_type=play.definition.request_type,
        form=_with_files(step.given, play.definition.form, play),
        applicant={name: value for name, value in given.items() if value is not None},
        representative=step.representative,
        subject=step.subject,
        channel=step.channel,
        urgent=step.urgent,
        registration=step.registration,
    )


def _do(step: Step, play: Play) -> Command:
    transition = play.definition.transition(step.name, play.case.state)
    rule = transition.resolution if transition else None
    statements = [
        SignedStatement(statement="s", signature="s", certificate="c", by=step.by, at=play.now) for _ in step.orders
    ]
    return PerformTransition(
        reference=play.case.reference,
        name=step.name,
        input=_with_files(step.given, transition.input if transition else (), play),
        resolutions=tuple(_order(one, play) for one in step.orders),
        override=step.override,
        signed=tuple(statements) if rule is not None and rule.signed else (),
        reviewers=step.reviewers,
    )


def _order(one: Instruction, play: Play) -> ResolutionOrder:
    return ResolutionOrder(
        text=one.text,
        executors=tuple(_executor(each, play) for each in one.executors),
        due=_due(one.due, play),
        control=one.control,
        checkpoints=tuple(CheckpointOrder(due=_day(day), note=note) for day, note in one.checkpoints.items()),
        repeat=RepeatOrder(every=one.every, until=_day(one.until)) if one.every else None,
    )


def _executor(one: Executor, play: Play) -> ExecutorOrder:
    is_unit = one.who in play.stage.units
    return ExecutorOrder(
        username=None if is_unit else one.who,
        unit=one.who if is_unit else None,
        role=one.role,
        due=_due(one.due, play),
    )


def _due(text: str, play: Play) -> date | datetime | None:
    if not text:
        return None
    day, _space, hour = text.partition(" ")
    try:
        on = date.fromisoformat(day)
    except ValueError:
        raise Unplayable(f"there is no such day as {day}") from None
    return at_local(on, time.fromisoformat(hour), play.stage.surroundings.zone) if hour else on


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Unplayable(f"there is no such day as {text or '…: a repeat needs until'}") from None


def _scan(step: Step, play: Play) -> Command:
    """Pages are named freely; the words are who signed by hand; a copy sent back is scanned anew."""
    named = step.given.get("pages", ["page"])
    pages = _uploaded(list(named) if isinstance(named, list | tuple) else [named], play)
    assert isinstance(pages, list)
    files = tuple(UUID(str(one)) for one in pages)
    sent_back = [one for one in play.case.papers if one.type == step.name and one.status is PaperStatus.DRAFT]
    if sent_back:
        return ScanAnew(document=sent_back[-1].id, pages=files)
    day = _day(str(step.given["date"])) if "date" in step.given else local_date(play.now, play.stage.surroundings.zone)
    paper = ScannedPaper(
        pages=files,
        signed_by=step.words or "Зразкова Олена",
        original_date=day,
        original_number=str(step.given.get("number") or ""),
    )
    return ScanPaper(reference=play.case.reference, kind=step.name, paper=paper)


def _explain(step: Step, play: Play) -> Command:
    return ExplainLateness(resolution=_resolution(step.name, play).id, text=step.words)


def _checkpoint(step: Step, play: Play) -> Command:
    return ReportCheckpoint(
        resolution=_resolution(step.name, play).id, number=step.checkpoint, text=step.words or "Триває."
    )


def _replace(step: Step, play: Play) -> Command:
    is_unit = step.executor in play.stage.units
    return ChangeExecutor(
        resolution=_resolution(step.name, play).id,
        reason=step.words,
        username=None if is_unit else step.executor,
        unit=step.executor if is_unit else None,
    )


def _delegate(step: Step, play: Play) -> Command:
    until = _due(step.due, play)
    if until is None:
        raise Unplayable("delegate needs in due until when")
    paper = None if step.name == CASE else _paper(step.name, play)
    transitions = play.definition.transitions_from(play.case.state)
    roles = play.stage.staff[step.by].roles if step.by in play.stage.staff else frozenset({step.by})
    role = next((one for move in transitions for one in move.roles if one in roles), "")
    return DelegateWork(
        reference=play.case.reference,
        to=step.to,
        reason=step.words,
        until=until,
        document=paper.id if paper else None,
        role=None if paper else role,
    )


def _undelegate(step: Step, play: Play) -> Command:
    start = "transition:" if step.name == CASE else f"sign:{_paper(step.name, play).id}:"
    found = next((one for one in play.case.delegations if one.ended is None and one.key.startswith(start)), None)
    if found is None:
        raise Unplayable(f"{step.name} is not delegated")
    return EndDelegation(reference=play.case.reference, delegation=found.id)


def _pay(step: Step, play: Play) -> Command:
    today = local_date(play.now, play.stage.surroundings.zone)
    document = step.words or f"П-{play.now.isoformat()}"
    return RecordPayment(reference=play.case.reference, amount=step.name, day=today, document=document)


def _refund(step: Step, play: Play) -> Command:
    today = local_date(play.now, play.stage.surroundings.zone)
    return RecordRefund(
        reference=play.case.reference, amount=step.name, day=today, document="В-1", reason=step.words or "Повернення."
    )


def _extend(step: Step, play: Play) -> Command:
    due = _due(step.due, play)
    if due is None:
        raise Unplayable("extend needs the new date in due")
    return ExtendResolution(resolution=_resolution(step.name, play).id, due=due, reason=step.words)


_COMMANDS: Mapping[StepKind, Callable[[Step, Play], Command]] = {
    StepKind.OPEN: _open,
    StepKind.DO: _do,
    StepKind.SCAN: _scan,
    StepKind.RETURN: lambda step, play: ReturnDocument(document=_paper(step.name, play).id, reason=step.words),
    StepKind.VOID: lambda step, play: VoidDocument(document=_paper(step.name, play).id, reason=step.words),
    StepKind.SEND: lambda step, play: SendDocument(document=_paper(step.name, play).id, way=step.way),
    StepKind.REPORT: lambda step, play: ReportResolution(
        resolution=_resolution(step.name, play).id, text=step.words or "Виконано."
    ),
    StepKind.ACCEPT: lambda step, play: AcceptResolution(resolution=_resolution(step.name, play).id),
    StepKind.REWORK: lambda step, play: ReturnResolution(resolution=_resolution(step.name, play).id, reason=step.words),
    StepKind.RECALL: lambda step, play: RecallResolution(resolution=_resolution(step.name, play).id, reason=step.words),
    StepKind.DELEGATE: _delegate,
    StepKind.PAY: _pay,
    StepKind.WAIVE: lambda step, play: WaiveFee(reference=play.case.reference, reason=step.name),
    StepKind.REFUND: _refund,
    StepKind.UNDELEGATE: _undelegate,
    StepKind.EXTEND: _extend,
    StepKind.EXPLAIN: _explain,
    StepKind.CHECKPOINT: _checkpoint,
    StepKind.REPLACE: _replace,
    StepKind.VISA: lambda step, play: GiveVisa(
        reference=play.case.reference,
        review=_review(step.name, play).id,
        verdict=Verdict(step.verdict),
        remark=step.words,
    ),
    StepKind.WITHDRAWAL: lambda step, play: WithdrawReview(
        reference=play.case.reference, review=_review(step.name, play).id, reason=step.words
    ),
    StepKind.REGISTER: lambda step, play: RegisterCase(reference=play.case.reference, card=step.given),
    StepKind.UNREGISTER: lambda step, play: VoidRegistration(reference=play.case.reference, reason=step.name),
    StepKind.READ: lambda step, play: RecordReading(
        reference=play.case.reference, acquaintance=_acquaintance(step.name, play).id
    ),
}


def _paper(name: str, play: Play) -> Paper:
    """The newest paper of that type, one still in hand first."""
    papers = [one for one in play.case.papers if one.type == name]
    if not papers:
        raise Unplayable(f"there is no paper {name} on the case yet")
    in_hand = [one for one in papers if one.status in (PaperStatus.DRAFT, PaperStatus.TO_SIGN)]
    return (in_hand or papers)[-1]


def _review(about: str, play: Play) -> Review:
    found = next((one for one in newest(play.case) if (one.document or CASE) == about), None)
    if found is None:
        raise Unplayable(f"nobody was asked to review {about}")
    return found


def _acquaintance(about: str, play: Play) -> Acquaintance:
    """The newest list about a paper of that type, or about the case."""
    papers = {one.id: one.type for one in play.case.papers}
    lists = [one for one in play.case.acquaintances if (papers.get(one.document) if one.document else CASE) == about]
    if not lists:
        raise Unplayable(f"nobody was asked to read {about}")
    return lists[-1]


def _resolution(number: str, play: Play) -> Resolution:
    found = next((one for one in play.case.resolutions if one.number == number), None)
    if found is None:
        raise Unplayable(f"there is no instruction {number} on the case")
    return found


def _with_files(given: Mapping[str, Json], fields: tuple[Field, ...], play: Play) -> Mapping[str, Json]:
    """Photos and files are named freely in a scenario: each name becomes an upload that is there."""
    uploads = {one.name for one in fields if one.type in _UPLOADS}
    return {name: _uploaded(value, play) if name in uploads else value for name, value in given.items()}


def _uploaded(value: Json, play: Play) -> Json:
    if isinstance(value, str):
        identifier = uuid5(_FILES, value)
        play.memory.files.setdefault(
            identifier,
            Attachment(id=identifier, media_type="image/jpeg", sha256="0" * 64, size=1, place=None, case=None),
        )
        return str(identifier)
    if isinstance(value, list | tuple):
        return [_uploaded(one, play) for one in value]
    return value
