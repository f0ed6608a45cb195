"""Cases: filed, listed, shown."""

from __future__ import annotations

from marshmallow import fields, validate

from api.schemas.deadlines import Deadline
from api.schemas.delegations import DelegationShown
from api.schemas.documents import DocumentShown
from api.schemas.fees import FeeShown
from api.schemas.filing_plan import ErasedShown, FiledShown
from api.schemas.forwarding import ForwardingShown
from api.schemas.kinds import Due, Free, Instant, name, text
from api.schemas.lists import Page
from api.schemas.programmes import ProgrammeShown
from api.schemas.registrations import CardTaken, RegistrationShown
from api.schemas.resolutions import DraftShown, ResolutionShown
from api.schemas.strict import Shown, Taken
from api.schemas.transitions import TransitionShown
from api.schemas.work import WorkShown
from workflow.case_channel import CaseChannel


class PersonTaken(Taken):
    """A person or an organisation, as somebody gives them."""

    kind = fields.String(load_default="person", validate=validate.OneOf(["person", "organisation"]))
    surname = text()
    given_name = text()
    patronymic = text(shortest=0)
    organisation = text()
    code = text(20)
    birth_date = fields.Date()
    address = text()
    phone = text(40)
    email = text(254)
    contact_by = fields.String(validate=validate.OneOf(["link", "voice", "email", "post"]))
    language = fields.String(validate=validate.OneOf(["uk", "en", "ru"]))


class RepresentativeTaken(PersonTaken):
    """Who stands here for somebody, and on what ground."""

    basis = text(64)
    number = text(64)
    date = fields.Date()
    valid_until = fields.Date()
    scope = text()
    notary = text()


class CaseTaken(Taken):
    """What somebody files."""

    request_type = name(required=True)
    form = fields.Dict(keys=fields.String(), values=Free(allow_none=True), load_default=dict)
    applicant = fields.Nested(PersonTaken, load_default=dict)
    representative = fields.Nested(RepresentativeTaken, load_default=None, allow_none=True)
    subject = fields.Nested(PersonTaken, load_default=None, allow_none=True)
    channel = fields.String(
        load_default="page",
        validate=validate.Length(min=1, max=32),
        metadata={"description": f"{', '.join(CaseChannel)}, or a way of the town's own; of a visitor the page"},
    )
    join = fields.String(load_default=None, allow_none=True, validate=validate.Length(min=1, max=20))
    urgent = fields.Boolean(load_default=False)
    registration = fields.Nested(CardTaken, load_default=None, allow_none=True)


class CaseOpened(Shown):
    """What the one who filed is told; `status_url` opens what a citizen may see."""

    reference = fields.String(required=True)
    state = fields.String(required=True)
    status_url = fields.String(allow_none=True, required=True)
    deadlines = fields.List(fields.Nested(Deadline), required=True)


class CasesQuery(Page):
    """Filters of the list; `near` is `lat,lon` or `lat,lon,metres`."""

    request_type = name()
    state = name()
    unit = name()
    assignee = name()
    channel = name()
    overdue = fields.Boolean()
    due_before = Due()
    created_after = Due()
    q = text(100)
    near = text(64)
    sort = fields.String(load_default="-opened", validate=validate.OneOf(["-opened", "opened", "due"]))


class CaseLine(Shown):
    """One case in a list: no personal data."""

    reference = fields.String(required=True)
    request_type = fields.String(required=True)
    title = fields.String()
    state = fields.String(required=True)
    state_title = fields.String()
    outcome = fields.String(allow_none=True)
    channel = fields.String()
    opened = Instant()
    closed = Instant(allow_none=True)
    due = Instant(allow_none=True)
    overdue = fields.Boolean()
    urgent = fields.Boolean()
    street = fields.String(allow_none=True)
    unit = fields.String(allow_none=True)
    assignee = fields.String(allow_none=True)
    main = fields.String(allow_none=True)


class PersonShown(Shown):
    """A person on a case; what the reader may not see is absent."""

    id = fields.UUID()
    kind = fields.String()
    surname = fields.String()
    given_name = fields.String()
    patronymic = fields.String()
    organisation = fields.String()
    code = fields.String()
    birth_date = fields.String()
    address = fields.String()
    phone = fields.String()
    email = fields.String()
    contact_by = fields.String()
    informed = fields.Boolean()
    basis = fields.String(allow_none=True)
    number = fields.String()
    date = fields.String()
    valid_until = fields.Date(allow_none=True)
    scope = fields.String()
    notary = fields.String()
    gave = fields.List(fields.String())


class AssignmentShown(Shown):
    """Who handles the case."""

    unit = fields.String(allow_none=True)
    role = fields.String(allow_none=True)
    user = fields.String(attribute="username", allow_none=True)
    since = Instant(allow_none=True)


class LinkShown(Shown):
    """Another case this one is tied to."""

    kind = fields.String(metadata={"enum": ["main", "follower", "parent", "child", "answers", "answered_by"]})
    reference = fields.String(allow_none=True)


class ChildShown(Shown):
    """A case opened under this one."""

    reference = fields.String(allow_none=True, required=True)
    request_type = fields.String(required=True)
    status = fields.String(required=True, metadata={"enum": ["wanted", "open", "ended", "cancelled"]})
    wait = fields.String(required=True, metadata={"enum": ["all", "any", "none"]})
    outcome = fields.String(allow_none=True, required=True)
    opened = Instant(allow_none=True)
    ended = Instant(allow_none=True)


class BookingShown(Shown):
    """The slot of an appointment."""

    calendar = fields.String()
    slot = fields.String()
    starts = Instant()
    ends = Instant()


class CaseShown(Shown):
    """A case whole, by policy; the answer of a write also tells what can be done next."""

    reference = fields.String(required=True)
    request_type = fields.String(required=True)
    version = fields.Integer(required=True, metadata={"description": "of the definition the case runs under"})
    title = fields.String()
    kind = fields.String()
    state = fields.String(required=True)
    state_title = fields.String()
    outcome = fields.String(allow_none=True, required=True)
    channel = fields.String()
    opened = Instant()
    changed = Instant()
    closed = Instant(allow_none=True)
    urgent = fields.Boolean()
    street = fields.String(allow_none=True)
    form = Free(required=True)
    inputs = Free()
    hidden = fields.List(fields.String(), metadata={"description": "given, but not for this reader"})
    applicant = fields.Nested(PersonShown, allow_none=True, required=True)
    representative = fields.Nested(PersonShown)
    subject = fields.Nested(PersonShown)
    deadlines = fields.List(fields.Nested(Deadline), required=True)
    assignments = fields.List(fields.Nested(AssignmentShown), required=True)
    resolutions = fields.List(fields.Nested(ResolutionShown), required=True)
    resolution_draft = fields.Nested(DraftShown, allow_none=True)
    documents = fields.List(fields.Nested(DocumentShown), required=True)
    attachments = fields.List(fields.UUID())
    booking = fields.Nested(BookingShown, allow_none=True)
    links = fields.List(fields.Nested(LinkShown), required=True)
    forwarding = fields.Nested(ForwardingShown, allow_none=True)
    delegations = fields.List(fields.Nested(DelegationShown))
    fee = fields.Nested(FeeShown, allow_none=True)
    programme = fields.Nested(ProgrammeShown, allow_none=True)
    published = Instant(allow_none=True)
    children = fields.List(fields.Nested(ChildShown))
    work = fields.List(fields.Nested(WorkShown))
    registration = fields.Nested(RegistrationShown, allow_none=True)
    filed = fields.Nested(FiledShown, allow_none=True)
    erased = fields.Nested(ErasedShown, allow_none=True)
    transitions = fields.List(fields.Nested(TransitionShown))


class PapersTaken(Taken):
    """Forgotten papers and words, added to a running case."""

    attachments = fields.List(fields.UUID(), load_default=list, validate=validate.Length(max=20))
    note = fields.String(load_default="", validate=validate.Length(max=4_000))


class JoinTaken(Taken):
    """The earlier case about the same matter."""

    main = text(20, required=True)


class LinkTaken(Taken):
    """Whose status link gets a new generation, or ends."""

    person = fields.UUID(required=True)
    revoke = fields.Boolean(load_default=False)
