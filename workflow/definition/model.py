"""A definition as frozen values: what one version of a request type says, after schema and checker let it through.

Pure: no file, no YAML, no clock (house.md, "Floors"). `schema.py` makes these from YAML; the engine only reads them.
Extensions of the fixed core are marked *extension*; the core's names are definitions.md's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from workflow.definition.condition import Condition, Facts, holds
from workflow.registration import Journal
from workflow.values import Json


class Kind(StrEnum):
    """What sort of matter a request type is; labels of outcomes depend on it."""

    ISSUE = "issue"
    CERTIFICATE = "certificate"
    APPOINTMENT = "appointment"
    APPEAL = "appeal"
    PETITION = "petition"
    IDEA = "idea"
    POLL = "poll"
    REGISTER = "register"
    ENROLMENT = "enrolment"
    ACTION = "action"
    PROJECT = "project"
    CORRESPONDENCE = "correspondence"
    INTERNAL = "internal"
    ORDER = "order"
    OTHER = "other"


class Outcome(StrEnum):
    """The formal result of a case, separate from its state."""

    SATISFIED = "satisfied"
    PARTLY = "partly"
    EXPLAINED = "explained"
    REFUSED = "refused"
    FORWARDED = "forwarded"
    RETURNED = "returned"
    NOT_CONSIDERED = "not_considered"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


class FieldType(StrEnum):
    """Types of form fields and inputs (definitions.md)."""

    TEXT = "text"
    NUMBER = "number"
    INTEGER = "integer"
    DATE = "date"
    TIME = "time"
    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO = "yes_no"
    PHONE = "phone"
    EMAIL = "email"
    PLACE = "place"
    ADDRESS = "address"
    PHOTO = "photo"
    PHOTOS = "photos"
    FILE = "file"
    FILES = "files"
    PERSON = "person"
    ORGANISATION = "organisation"
    SLOT = "slot"
    MONEY = "money"
    SIGNATURE_OF = "signature_of"


class Privacy(StrEnum):
    """How a field's value is kept: in the open, among personal values, or encrypted with the case's key."""

    PLAIN = "plain"
    PERSONAL = "personal"
    SENSITIVE = "sensitive"


@dataclass(frozen=True, slots=True, kw_only=True)
class DaysAhead:
    """*extension* A day counted from today: `days` calendar or working days ahead; 0 is today."""

    days: int
    unit: str = "calendar_day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One form field or transition input.

    `minimum` and `maximum` bound numbers, lengths of texts and counts of photos and files.
    `earliest` and `latest` *extension* bound a date by days ahead of the day it is given.
    `by` *extension*: `staff` keeps a form field off the citizen's form.
    `options` are (value, label) of `choice` and `choices`. `of` is the role whose signature `signature_of` wants.
    `readers` *extension*: the roles that read a sensitive field; none named means those that move the case.
    """

    name: str
    type: FieldType
    label: str = ""
    hint: str = ""
    required: bool = False
    minimum: int | None = None
    maximum: int | None = None
    options: tuple[tuple[str, str], ...] = ()
    privacy: Privacy = Privacy.PLAIN
    public: bool = False
    when: Condition | None = None
    unless: Condition | None = None
    of: str | None = None
    by: str = "anyone"
    readers: tuple[str, ...] = ()
    earliest: DaysAhead | None = None
    latest: DaysAhead | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedWhen:
    """*extension* Something the applicant must give only where a condition on the form holds."""

    what: str
    when: Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicantRule:
    """Whom the form asks for: `ask` must be given, `may_give` may be; `on_behalf` is no, free or with_basis.

    What is asked under a condition stands in `ask_when`, and may always be given. Where `filed_by` is staff, the town
    begins the matter itself: it is on no list of services.
    """

    ask: frozenset[str] = frozenset()
    may_give: frozenset[str] = frozenset()
    on_behalf: str = "no"
    ask_when: tuple[AskedWhen, ...] = ()
    filed_by: str = "anyone"
    """*extension* `anyone`, or `staff`."""

    def asked(self, facts: Facts) -> frozenset[str]:
        """What must be given with a form that says what `facts` say."""
        return self.ask | {one.what for one in self.ask_when if holds(one.when, facts)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """`5 years`, `1 month`: for retention and filing."""

    length: int
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """The file of the filing plan a case ends in, and how long it is kept (None: for ever)."""

    index: str
    keep: Period | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationRule:
    """*extension* The journal a case is registered in by one of `roles`, and what its card must say (`required`).

    `categories` are (key, label): the applicant's categories a card may name.
    """

    journal: Journal
    roles: tuple[str, ...]
    required: frozenset[str] = frozenset()
    categories: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A place a case can be in. `citizen` is the plain sentence of the status page.

    *extension* `done` is what had happened when a case came here («Призначили роботу»), `doing` what goes on while it
    is here («Ремонт»), `check` what the citizen is asked in the end, by outcome («Яму справді засипано?»).
    """

    name: str
    title: str
    citizen: str = ""
    initial: bool = False
    final: bool = False
    outcome: Outcome | None = None
    waits_for: str | None = None
    public: bool | None = None
    done: str = ""
    doing: str = ""
    check: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """A named condition in Python (`has_place`, `has_field F` …) with its argument, or a condition as data."""

    name: str
    argument: str | None = None
    condition: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionRule:
    """What a transition demands of the resolution that comes with it.

    Each of `executors` and `due` is `required`, `optional` or `none`; `control` is `none`, `author` or a role.
    `several` *extension*: the transition issues a list of resolutions (a reception's instructions).
    """

    executors: str = "required"
    due: str = "required"
    signed: bool = False
    control: str = "none"
    several: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ForwardingRule:
    """Forwarding outside one's competence: the law that allows it and sets the days; None: no law sets any.

    `answer` *extension*: the law under which the other body answers; None: that of the case's own answer.
    `bodies` *extension*: (id, condition): the first that fits goes for the addressee nobody named.
    """

    law: str | None = None
    answer: str | None = None
    bodies: tuple[tuple[str, Condition | None], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeRule:
    """*extension* The transition puts the case into a programme; `told` is the text sent at each milestone."""

    told: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """`{length: 15, unit: calendar_day}`: a term without a start."""

    length: int
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRule:
    """*extension* The transition asks for reviews (погодження) by these roles.

    `order` is `parallel` or `in_turn`; the round is complete when `complete` agree: `all`, `any`, a number, or a
    share such as `50%`. A transition with the guard `all_reviews_in` joins them.

    `of` is the paper whose text is reviewed (None: the case, by its form). `due` is the time for all visas. `people`
    says whether whoever asks names the reviewers: none, optional (instead of the roles) or required. Without
    `separation` people may review what they prepared, and one person may give two visas of a round.
    """

    by: tuple[str, ...] = ()
    order: str = "parallel"
    complete: str = "all"
    of: str | None = None
    due: Length | None = None
    people: str = "none"
    separation: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionRule:
    """*extension* The transition lengthens a running clock: under another rule of law, or up to a total term."""

    clock: str
    law: str | None = None
    length: int | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRule:
    """*extension* What an answer with some outcome must hold: of each group of fields and inputs one."""

    needs: tuple[tuple[str, ...], ...]


class EffectKind(StrEnum):
    """Wanted outside work a definition may name (definitions.md, "Effects")."""

    NOTIFY = "notify"
    DOCUMENT = "document"
    ASSIGN = "assign"
    FORWARD = "forward"
    CHILD = "child"
    BOOK = "book"
    RELEASE = "release"
    PUBLISH = "publish"
    WEBHOOK = "webhook"
    WORK = "work"
    ACQUAINT = "acquaint"


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """One effect with its own keys as plain data, for example kind NOTIFY, data {to: applicant, text: done}."""

    kind: EffectKind
    data: Mapping[str, Json]
    when: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """A named permitted move. `to` None stays; `to` "previous" returns to where it was asked from.

    `from_states` is resolved: `*` has become every state that is not final. `override_of` *extension*: the role
    that may finish a case in spite of open controlled resolutions, with a reason. `done` *extension*: what the
    citizen reads that it did, in place of the words of the state it leads into.
    """

    name: str
    from_states: tuple[str, ...]
    to: str | None
    roles: tuple[str, ...]
    title: str = ""
    guards: tuple[Guard, ...] = ()
    input: tuple[Field, ...] = ()
    resolution: ResolutionRule | None = None
    forwarding: ForwardingRule | None = None
    effects: tuple[Effect, ...] = ()
    outcome: Outcome | None = None
    after: str | None = None
    reopens: bool = False
    within: Length | None = None
    when: Condition | None = None
    key: str = ""
    reviews: ReviewRule | None = None
    extends: ExtensionRule | None = None
    done: str = ""
    override_of: str | None = None
    """*extension* the role that may go on in spite of open controlled resolutions, with a reason"""
    substitutable: bool = True
    """*extension* False: nobody does it for somebody absent"""
    delegable: bool = True
    """*extension* False: whoever it awaits hands it to nobody"""
    programme: ProgrammeRule | None = None

    @property
    def by_system(self) -> bool:
        """Fired by a clock, an effect or a document, never by a person."""
        return self.roles == ("system",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expiry:
    """What a clock does at its end: escalate rung after rung, fire a transition, notify."""

    escalate: tuple[str, ...] = ()
    fire: str | None = None
    notify: Effect | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlyWarning:
    """Before the deadline: how long before, and whom to tell (empty: whoever holds the case)."""

    before: Length
    notify: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointed:
    """*extension* A clock set from a slot or date field rather than from an instant of the history.

    `{field: slot, days_before: 1, time: "10:00"}` is ten in the morning of the day before the slot.
    """

    field: str
    days_before: int = 0
    time: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A legal or town term by name. Exactly one of (`length`, `unit`), `law`, `appointed` is given.

    `starts` is a state; `stops` are states or documents; `pauses` *extension*: states in which it stands still;
    `calendar` *extension*: the office whose hours count (None: the town's default); `citizen` *extension*: what is
    ahead of the citizen, in place of `title` («Відповідь вам»).
    """

    name: str
    starts: str
    stops: tuple[str, ...] = ()
    length: int | None = None
    unit: str | None = None
    law: str | None = None
    appointed: Appointed | None = None
    when: Condition | None = None
    pauses: tuple[str, ...] = ()
    calendar: str | None = None
    warn: EarlyWarning | None = None
    on_expiry: Expiry | None = None
    on_change: Effect | None = None
    """*extension* what the citizen is told when a changed calendar moves the date later"""
    title: str = ""
    citizen: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureRule:
    """Who signs a paper: a role, `seal` for the municipality's seal set by the system, or `any` so many `of` some
    roles (*extension*), each once."""

    role: str | None = None
    seal: str | None = None
    any: int = 0
    of: tuple[str, ...] = ()

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles that may give it; none for the seal."""
        return self.of or ((self.role,) if self.role else ())


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRule:
    """A paper of the case: its template, journal, and the signatures it needs in order.

    `readers` *extension*: the roles that alone read it, which lets it print sensitive fields (ADR 0104). `scan`
    *extension*: the roles that scan it in from paper; it then has no template, and its signatures are on the copy.
    """

    name: str
    title: str
    template: str
    register: str | None
    signatures: tuple[SignatureRule, ...]
    when: Condition | None = None
    delivery: str | None = None
    style: str | None = None
    readers: tuple[str, ...] = ()
    delegable: bool = True
    """*extension* False: whoever is to sign it hands it to nobody"""
    contents: tuple[str, ...] = ()
    """*extension* what must stand on it, instead of what its style asks for (`requisites.py`)"""
    scan: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPair:
    """One message in two variants: with the status link, and for a button phone with the number to ring.

    `urgent` *extension*: sent in quiet hours too.
    """

    link: str
    voice: str | None = None
    urgent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportRule:
    """*extension* Votes and support: taken in the state `opens`, until the clock `clock` rings.

    `identity` is how well a voter must be known (`phone` or `eid`). The threshold is a number or, by population, a
    provision of `_shared/law`; neither for a poll. `at_threshold` and `at_end` are the system's transitions. `choices`
    are (value, label) of a poll, `several` of them or one; `hidden`: its result is shown only when it has ended.
    `paper` are the roles who count signatures on paper. `territories` (value, label): each voter has one of them, and
    stays with it.
    """

    opens: str
    clock: str
    identity: str = "phone"
    threshold: int | None = None
    law: str | None = None
    at_threshold: str | None = None
    at_end: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    several: bool = False
    hidden: bool = False
    withdraw: bool = False
    paper: tuple[str, ...] = ()
    territories: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRule:
    """*extension* An ordered register: cases have a position in it while they are in the states `kept_in`.

    `first` are values of the choice field `category`, the most privileged first; within a category the earlier entry
    goes first. `rule` is the published rule in words.
    """

    name: str
    kept_in: tuple[str, ...]
    category: str | None = None
    first: tuple[str, ...] = ()
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacesRule:
    """*extension* Places that are given without an end: cases hold one while they are in the states `held`.

    `capacity` is (group, places) by the value of the choice field `by`, or of the one group `all`. In the state
    `wanted` the system gives a place (`admit`) or puts the case on the waiting list (`wait`, to `waiting`), and
    `offer` is its move out of there once a place has become free.
    """

    pool: str
    capacity: tuple[tuple[str, int], ...]
    held: tuple[str, ...]
    by: str | None = None
    wanted: str | None = None
    admit: str | None = None
    wait: str | None = None
    waiting: str | None = None
    offer: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeRule:
    """*extension* What a service costs: one `amount`, or `amounts` by the choice field `by`. Money is decimal text.

    `waived` are (ground in words, condition): the first that holds when the case is opened makes it free. `roles`
    record payments, waivers and refunds.
    """

    amount: str = "0.00"
    by: str | None = None
    amounts: tuple[tuple[str, str], ...] = ()
    purpose: str = ""
    roles: tuple[str, ...] = ()
    waived: tuple[tuple[str, Condition | None], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """One version of a request type, whole. `digest` is the SHA-256 of the published bundle (hex)."""

    request_type: str
    version: int
    kind: Kind
    title: str
    summary: str
    applicant: ApplicantRule
    roles: tuple[str, ...]
    form: tuple[Field, ...]
    states: Mapping[str, State]
    transitions: tuple[Transition, ...]
    clocks: Mapping[str, Clock]
    documents: Mapping[str, DocumentRule]
    texts: Mapping[str, TextPair]
    on_start: tuple[Effect, ...] = ()
    filing: Filing | None = None
    calendar: str | None = None
    """*extension* The calendar whose slots an appointment books."""
    needs: tuple[tuple[str, str], ...] = ()
    """*extension* Papers a citizen needs: (key, label); shown before starting and ticked at the counter."""
    public: bool | None = None
    support: SupportRule | None = None
    register: RegisterRule | None = None
    places: PlacesRule | None = None
    answers: Mapping[str, AnswerRule] = field(default_factory=dict)
    """*extension* Outcome → what its answer must hold."""
    plain_language: str | None = None
    """*extension* `warn` or `hold`: what becomes of an answer that is hard to read."""
    standing_texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """*extension* Ready sentences by the input they go into; `resolution` for an instruction's words."""
    registration: RegistrationRule | None = None
    fee: FeeRule | None = None
    locales: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    templates: Mapping[str, str] = field(default_factory=dict)
    digest: str = ""

    @property
    def initial(self) -> State:
        """The one state a case starts in."""
        return next(state for state in self.states.values() if state.initial)

    def transitions_from(self, state: str) -> tuple[Transition, ...]:
        """Every transition that may leave (or stay in) `state`, in the order written."""
        return tuple(one for one in self.transitions if state in one.from_states)

    def transition(self, name: str, state: str) -> Transition | None:
        """The transition of that name out of `state`, or None."""
        return next(
            (one for one in self.transitions if one.name == name and state in one.from_states),
            None,
        )

    def asked_of_citizens(self) -> Definition:
        """The same with the form that citizens fill: without the fields that are for staff."""
        return replace(self, form=tuple(one for one in self.form if one.by != "staff"))

    def text(self, path: str, language: str) -> str | None:
        """A text in another language by its path (`states.registered.title`), or None."""
        return self.locales.get(language, {}).get(path)
