"""How a case begins: who applies, stands here and is meant; what the form holds; the first clocks and messages.

Pure. Raises InvalidInput with every mistake at once, field paths as `form.note`, `applicant.phone`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from workflow.actor import Actor, ActorKind
from workflow.case import Assignment, Booking, Case, Person, PersonRole
from workflow.decision import Decision
from workflow.definition.condition import Facts
from workflow.definition.form import validate
from workflow.definition.model import ApplicantRule, Definition, FieldType
from workflow.engine import clocks, effects, fees, places, support
from workflow.engine.calendar import local_date
from workflow.engine.confide import confide, personal_value, uploads_of
from workflow.engine.days_ahead import days_ahead
from workflow.engine.evolve import evolve
from workflow.engine.pending import pending
from workflow.engine.street_name import street_of
from workflow.errors import InvalidInput
from workflow.events import Assigned, CaseJoined, CaseOpened, Event, SlotBooked
from workflow.identifier import UUID
from workflow.moment import Moment
from workflow.ports.attachment import Attachment
from workflow.surroundings import Surroundings
from workflow.town import StaffMember
from workflow.values import Json, PersonalValue

NAMES = ("surname", "given_name", "patronymic")
CONTACTS = ("address", "phone", "email")
OTHERS = ("organisation", "code", "birth_date", "number", "date", "scope", "notary")
WAYS = ("link", "voice", "email", "post")
MAX_LENGTH = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Contacts:
    """How the edge reads phones and addresses: normalised, or None when it is none (port; `notifications` knows)."""

    phone: Callable[[str], str | None]
    email: Callable[[str], str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """What somebody files, with what was looked up for it."""

    reference: str
    form: Mapping[str, Json]
    applicant: Mapping[str, Json]
    representative: Mapping[str, Json] | None
    subject: Mapping[str, Json] | None
    channel: str
    urgent: bool
    uploads: Mapping[UUID, Attachment]
    booking: Booking | None
    main: Case | None
    readers: Mapping[str, tuple[StaffMember, ...]]
    parent: Case | None = None


def decide_opening(
    definition: Definition,
    filing: Filing,
    actor: Actor,
    moment: Moment,
    surroundings: Surroundings,
    contacts: Contacts,
) -> Decision:
    """The decision to open a case of `definition`."""
    mistakes: dict[str, list[str]] = {}
    people, kept = _people(definition, filing, actor, moment, surroundings, contacts, mistakes)
    # What only staff fill, nobody else may give (`by: staff`).
    asked = definition.asked_of_citizens() if actor.kind is ActorKind.CITIZEN else definition
    facts = _facts(filing, people, moment, surroundings)
    form = _form(asked, filing, facts, mistakes)
    _asked_of_applicant(definition.applicant, people, facts, mistakes)
    if mistakes:
        raise InvalidInput(mistakes)
    told = confide(definition.form, form, "form", moment)
    place = _place(definition, form, filing)
    identifier = moment.command
    opened = CaseOpened(
        case=identifier,
        municipality=actor.municipality,
        reference=filing.reference,
        request_type=definition.request_type,
        definition_version=definition.version,
        definition=definition.digest,
        state=definition.initial.name,
        channel=filing.channel,
        people=people,
        values=told.values,
        places=told.places,
        attachments=uploads_of(definition.form, form),
        street=place.street,
        latitude_e7=place.latitude_e7,
        longitude_e7=place.longitude_e7,
        urgent=filing.urgent,
        parent=filing.parent.id if filing.parent else None,
        parent_reference=filing.parent.reference if filing.parent else None,
    )
    case = evolve(None, opened, moment.now, actor.label)
    events: list[Event] = [opened]

    def tell(*more: Event) -> None:
        nonlocal case
        for event in more:
            case = evolve(case, event, moment.now, actor.label)
            events.append(event)

    tell(*fees.asked(definition.fee, replace(facts, fields=form.get)))
    if filing.booking is not None:
        tell(SlotBooked(booking=filing.booking))
    unit = effects.routed_unit(case, surroundings)
    if unit is not None:
        tell(Assigned(assignment=Assignment(unit=unit, since=moment.now)))
    tell(*clocks.on_entry(definition, case, None, moment.now, surroundings))
    tell(*support.on_entry(definition, case, None, moment.now, surroundings))
    tell(*effects.drafted(definition.on_start, definition, case, moment, surroundings, filing.readers))
    if filing.main is not None:
        tell(CaseJoined(main=filing.main.id, main_reference=filing.main.reference))
    case = replace(case, version=1, changed=moment.now)
    return Decision(
        case=case,
        events=tuple(events),
        effects=(
            *effects.requested(definition.on_start, definition, case, moment, surroundings),
            *places.requested(definition, None, case, moment),
            *fees.goes_on(definition, case, moment),
        ),
        personal=(*kept, *told.personal),
        work=pending(definition, case),
    )


def _facts(filing: Filing, people: tuple[Person, ...], moment: Moment, surroundings: Surroundings) -> Facts:
    gave = next((one.gave for one in people if one.role is PersonRole.APPLICANT), frozenset())
    return Facts(
        fields=filing.form.get,
        applicant_has=lambda what: what.removeprefix("has_") in gave,
        outcome=None,
        urgent=filing.urgent,
        day_ahead=days_ahead(moment.now, surroundings),
    )


def _asked_of_applicant(
    rule: ApplicantRule, people: tuple[Person, ...], facts: Facts, mistakes: dict[str, list[str]]
) -> None:
    gave = next((one.gave for one in people if one.role is PersonRole.APPLICANT), frozenset())
    for wanted in sorted(rule.asked(facts) - {"nothing", "eid"}):
        if wanted not in gave:
            path = "applicant.surname" if wanted == "name" else f"applicant.{wanted}"
            # What was given wrongly has its mistake already.
            mistakes.setdefault(path, ["required"])


def _form(
    definition: Definition,
    filing: Filing,
    facts: Facts,
    mistakes: dict[str, list[str]],
) -> Mapping[str, Json]:
    given = dict(filing.form)
    for field in definition.form:
        # A place nobody typed is taken from the first photo's own (definitions.md).
        if field.type is FieldType.PLACE and field.name not in given:
            found = _photo_place(definition, filing)
            if found is not None:
                given[field.name] = found
    form, wrong = validate(definition.form, given, facts)
    for name, codes in wrong.items():
        mistakes.setdefault(f"form.{name}", []).extend(codes)
    if not wrong:
        for upload in uploads_of(definition.form, form):
            known = filing.uploads.get(upload)
            if known is None or known.case is not None:
                mistakes.setdefault("form.attachments", []).append("unknown_attachment")
    if filing.booking is None:
        for field in definition.form:
            if field.type is FieldType.SLOT and form.get(field.name):
                mistakes.setdefault(f"form.{field.name}", []).append("unknown_slot")
    return form


def _photo_place(definition: Definition, filing: Filing) -> Json:
    try:
        uploads = uploads_of(definition.form, filing.form)
    except ValueError:
        return None
    for upload in uploads:
        known = filing.uploads.get(upload)
        if known is not None and known.place is not None:
            latitude, longitude = known.place
            return {
                "lat": f"{latitude / 1e7:.7f}",
                "lon": f"{longitude / 1e7:.7f}",
                "from_photo": True,
            }
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    street: str | None = None
    latitude_e7: int | None = None
    longitude_e7: int | None = None


def _place(definition: Definition, form: Mapping[str, Json], filing: Filing) -> _Place:
    for field in definition.form:
        value = form.get(field.name)
        if field.type is FieldType.PLACE and isinstance(value, Mapping):
            latitude, longitude = value.get("lat"), value.get("lon")
            return _Place(
                street=_street(value),
                latitude_e7=_e7(latitude),
                longitude_e7=_e7(longitude),
            )
    street = form.get("street")
    return _Place(street=street_of(street) if isinstance(street, str) else None)


def _street(value: Mapping[str, Json]) -> str | None:
    """The street without house and flat: what may stand on the public page."""
    street = value.get("street") or value.get("address")
    return street_of(street) if isinstance(street, str) else None


def _e7(value: Json) -> int | None:
    if value is None or isinstance(value, bool):
        return None
    try:
        return round(float(str(value)) * 10_000_000)
    except ValueError:
        return None


def _people(
    definition: Definition,
    filing: Filing,
    actor: Actor,
    moment: Moment,
    surroundings: Surroundings,
    contacts: Contacts,
    mistakes: dict[str, list[str]],
) -> tuple[tuple[Person, ...], list[PersonalValue]]:
    rule = definition.applicant
    kept: list[PersonalValue] = []
    people = [_person(PersonRole.APPLICANT, filing.applicant, moment, contacts, kept, mistakes)]
    if filing.representative is not None:
        if rule.on_behalf == "no":
            mistakes.setdefault("representative", []).append("not_allowed")
        person = _person(
            PersonRole.REPRESENTATIVE,
            filing.representative,
            moment,
            contacts,
            kept,
            mistakes,
        )
        people.append(
            _with_basis(
                person,
                filing.representative,
                rule.on_behalf,
                moment,
                surroundings,
                mistakes,
            )
        )
    if filing.subject is not None:
        people.append(
            replace(
                _person(
                    PersonRole.SUBJECT,
                    filing.subject,
                    moment,
                    contacts,
                    kept,
                    mistakes,
                    reachable=False,
                ),
                informed=False,
            )
        )
    return tuple(people), kept


def _person(
    role: PersonRole,
    given: Mapping[str, Json],
    moment: Moment,
    contacts: Contacts,
    kept: list[PersonalValue],
    mistakes: dict[str, list[str]],
    *,
    reachable: bool = True,
) -> Person:
    def mistake(name: str, code: str) -> None:
        mistakes.setdefault(f"{role.value}.{name}", []).append(code)

    for name in set(given) - _KNOWN:
        mistake(name, "unknown_field")
    texts = _texts(given, contacts, mistake)
    kind = given.get("kind", "person")
    if kind not in ("person", "organisation"):
        mistake("kind", "not_a_choice")
    gave = set(texts) & {*CONTACTS, "birth_date", "organisation"}
    if {"surname", "given_name"} <= set(texts) or "organisation" in texts:
        gave.add("name")
    elif reachable and ("surname" in texts or "given_name" in texts):
        lacking = "given_name" if "surname" in texts else "surname"
        mistakes.setdefault(f"{role.value}.{lacking}", ["required"])
    language = given.get("language") or LANGUAGES[0]
    if language not in LANGUAGES:
        mistake("language", "not_a_choice")
    way = given.get("contact_by") or _usual_way(gave)
    if way not in WAYS:
        mistake("contact_by", "not_a_choice")
    elif reachable and given.get("contact_by") and not given.get(_NEEDS[str(way)]):
        mistake(_NEEDS[str(way)], "required_for_contact")
    kept.extend(personal_value(f"{role.value}.{name}", value, moment) for name, value in texts.items())
    return Person(
        id=moment.derived_id(f"person.{role.value}"),
        role=role,
        kind=str(kind),
        contact_by=str(way),
        gave=frozenset(gave),
        informed=given.get("informed") is not False,
        language=str(language),
    )


_KNOWN = frozenset({"kind", "contact_by", "basis", "valid_until", "informed", "language", *NAMES, *CONTACTS, *OTHERS})
LANGUAGES = ("uk", "en", "ru")
_NEEDS = {"link": "phone", "voice": "phone", "email": "email", "post": "address"}


def _texts(given: Mapping[str, Json], contacts: Contacts, mistake: Callable[[str, str], None]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for name in (*NAMES, *CONTACTS, *OTHERS):
        value = given.get(name)
        if value is None or value == "":
            continue
        if not isinstance(value, str):
            mistake(name, "not_a_text")
        elif len(value) > MAX_LENGTH:
            mistake(name, "too_long")
        elif value.strip():
            texts[name] = " ".join(value.split())
    for name, read, code in (("phone", contacts.phone, "not_a_phone"), ("email", contacts.email, "not_an_email")):
        if name in texts:
            found = read(texts[name])
            if found is None:
                mistake(name, code)
            else:
                texts[name] = found
    return texts


def _usual_way(gave: set[str]) -> str:
    if "phone" in gave:
        return "link"
    return "email" if "email" in gave else "post"


def _with_basis(
    person: Person,
    given: Mapping[str, Json],
    on_behalf: str,
    moment: Moment,
    surroundings: Surroundings,
    mistakes: dict[str, list[str]],
) -> Person:
    basis = given.get("basis")
    until: date | None = None
    text = given.get("valid_until")
    if text:
        try:
            until = date.fromisoformat(str(text))
        except ValueError:
            mistakes.setdefault("representative.valid_until", []).append("not_a_date")
    if on_behalf == "with_basis" and not basis:
        mistakes.setdefault("representative.basis", []).append("required")
    if until is not None and until < local_date(moment.now, surroundings.zone):
        mistakes.setdefault("representative.valid_until", []).append("expired")
    return replace(person, basis=str(basis) if basis else None, basis_until=until)
