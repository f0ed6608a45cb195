"""The form of one service: its own questions, then who asks and where to answer. Read, shown again, told back for
checking.

Shared by citizens filing for themselves and staff filing for them; the pages around it are theirs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from flask import request
from werkzeug.datastructures import MultiDict

from web.errors_of import Wrong, under
from web.form_field import FormField, Mistake, Option, form_fields, mistakes_of
from web.form_reading import UPLOADS, as_posted, read_fields, read_names
from web.slot_choice import visiting_days
from web.uploads import add_uploads
from web.value_words import field_label, value_words
from web.words import words
from workflow.actor import Actor
from workflow.definition.condition import Facts
from workflow.definition.form import validate
from workflow.definition.model import Definition, FieldType
from workflow.definition.office_calendar import Calendar
from workflow.values import Json

NOTHING_WRONG = Wrong(fields={}, general=())
_NAMES = ("surname", "given_name", "patronymic")
_WAYS = ("link", "voice", "email", "post")

_BASIS = ("basis", "number", "valid_until")
_AUTOCOMPLETE = {
    "surname": "family-name",
    "given_name": "given-name",
    "patronymic": "additional-name",
    "address": "address-line1",
    "phone": "tel",
    "email": "email",
    "birth_date": "bday",
    "organisation": "organization",
}
_WIDGETS = {"phone": "tel", "email": "email", "birth_date": "date", "valid_until": "date"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """What was typed: the form's values, the applicant, the representative if somebody stands here for them."""

    form: dict[str, Json] = field(default_factory=dict)
    applicant: dict[str, Json] = field(default_factory=dict)
    representative: dict[str, Json] = field(default_factory=dict)
    refused: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def hidden(self) -> list[tuple[str, str]]:
        """Everything as hidden inputs, for the step after checking."""
        return [
            *as_posted(self.form, "form"),
            *as_posted(self.applicant, "applicant"),
            *as_posted(self.representative, "representative"),
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Questions under one heading; `folded` ones are opened by who needs them."""

    title: str
    fields: tuple[FormField, ...]
    hint: str = ""
    folded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldBack:
    """One answer as it will be sent; `name` is its field's path."""

    name: str
    label: str
    said: str


def read_filed(definition: Definition, actor: Actor, language: str) -> Filed:
    """What the request holds; new photos are kept at once, so that no mistake loses them."""
    posted: MultiDict[str, str] = request.form
    form = read_fields(definition.form, posted, "form")
    refused = add_uploads(definition.form, form, "form", actor, language)
    names = person_names(definition)
    return Filed(
        form=form,
        applicant=read_names((*names, "contact_by"), posted, "applicant"),
        representative=read_names((*_NAMES, "phone", *_BASIS), posted, "representative"),
        refused={f"form.{name}": said for name, said in refused.items()},
    )


def sections(definition: Definition, filed: Filed, wrong: Wrong, language: str) -> tuple[Section, ...]:
    """The whole form."""
    made = [
        Section(title=words("filing.matter", language), fields=_matter(definition, filed, wrong, language)),
        Section(
            title=words("filing.who", language),
            fields=_applicant(definition, filed, wrong, language),
            hint=words("filing.who_hint", language) if definition.kind.value in ("issue", "appeal") else "",
        ),
    ]
    if definition.applicant.on_behalf != "no":
        made.append(
            Section(
                title=words("filing.on_behalf", language),
                hint=words(f"filing.on_behalf.{definition.applicant.on_behalf}", language),
                fields=_representative(definition, filed, wrong, language),
                folded=not filed.representative,
            )
        )
    return tuple(made)


def mistakes(made: Sequence[Section], wrong: Wrong) -> tuple[Mistake, ...]:
    """Everything wrong, first what belongs to no field."""
    fields = [one for section in made for one in section.fields]
    shown = {one.name for one in fields}
    elsewhere = [said for name, messages in wrong.fields.items() if name not in shown for said in messages]
    return (*(Mistake(message=one) for one in dict.fromkeys((*wrong.general, *elsewhere))), *mistakes_of(fields))


def first_look(definition: Definition, filed: Filed) -> dict[str, tuple[str, ...]]:
    """Codes of mistakes that can be told before sending; the core looks again at everything."""
    gave, facts = _gave(filed), facts_of(filed)
    _clean, wrong = validate(definition.form, filed.form, facts)
    has_photo = any(one.type in UPLOADS and filed.form.get(one.name) for one in definition.form)
    found = {
        f"form.{name}": codes
        for name, codes in wrong.items()
        if not (has_photo and codes == ("required",) and _is_place(definition, name))
    }
    for wanted in sorted(definition.applicant.asked(facts) - {"nothing", "eid"}):
        if wanted == "name":
            found.update({f"applicant.{one}": ("required",) for one in ("surname", "given_name") if one not in gave})
        elif wanted not in gave:
            found[f"applicant.{wanted}"] = ("required",)
    return found


def facts_of(filed: Filed) -> Facts:
    """What conditions of fields may look at before anything is sent."""
    gave = _gave(filed)
    return Facts(fields=filed.form.get, applicant_has=lambda what: what.removeprefix("has_") in gave, outcome=None)


def told_back(definition: Definition, filed: Filed, language: str, calendar: Calendar | None) -> tuple[ToldBack, ...]:
    """Every answer, for checking before sending."""
    rows = [
        ToldBack(
            name=f"form.{one.name}",
            label=field_label(one, definition, "form", language),
            said=value_words(one, filed.form.get(one.name), definition, "form", language, calendar=calendar),
        )
        for one in definition.form
    ]
    for role, given in (("applicant", filed.applicant), ("representative", filed.representative)):
        texts = "person" if role == "applicant" else role
        rows += [
            ToldBack(
                name=f"{role}.{name}",
                label=words(f"{texts}.{name}", language),
                said=words(f"way.{value}", language) if name == "contact_by" and value in _WAYS else str(value),
            )
            for name, value in given.items()
        ]
    return tuple(one for one in rows if one.said)


def person_names(definition: Definition) -> tuple[str, ...]:
    """What the form asks of the applicant, in the order of the page."""
    rule = definition.applicant
    wanted = rule.ask | rule.may_give
    names: list[str] = []
    if "organisation" in wanted:
        names.append("organisation")
    if "name" in wanted:
        names += _NAMES
    return (*names, *(one for one in ("birth_date", "address", "phone", "email") if one in wanted))


def _matter(definition: Definition, filed: Filed, wrong: Wrong, language: str) -> tuple[FormField, ...]:
    books = any(one.type is FieldType.SLOT for one in definition.form)
    return form_fields(
        definition.form,
        definition,
        path="form",
        prefix="form",
        language=language,
        given=filed.form,
        errors=under("form", wrong),
        days=visiting_days(definition, language) if books else (),
    )


def _applicant(definition: Definition, filed: Filed, wrong: Wrong, language: str) -> tuple[FormField, ...]:
    asked = definition.applicant.ask
    made = [
        _person_field(
            "applicant",
            name,
            filed.applicant,
            wrong,
            language,
            required=name in asked or (name in ("surname", "given_name") and "name" in asked),
        )
        for name in person_names(definition)
    ]
    if {"phone", "email"} & {one.name.removeprefix("applicant.") for one in made}:
        chosen = str(filed.applicant.get("contact_by") or "link")
        made.append(
            FormField(
                name="applicant.contact_by",
                label=words("person.contact_by", language),
                widget="radio",
                required=True,
                chosen=(chosen,),
                options=tuple(Option(value=way, label=words(f"way.{way}", language)) for way in _WAYS),
                errors=wrong.fields.get("applicant.contact_by", ()),
            )
        )
    return tuple(made)


def _representative(definition: Definition, filed: Filed, wrong: Wrong, language: str) -> tuple[FormField, ...]:
    basis = _BASIS if definition.applicant.on_behalf == "with_basis" else ()
    return tuple(
        _person_field("representative", name, filed.representative, wrong, language, required=False)
        for name in (*_NAMES, "phone", *basis)
    )


def _person_field(
    role: str, name: str, given: Mapping[str, Json], wrong: Wrong, language: str, *, required: bool
) -> FormField:
    return FormField(
        name=f"{role}.{name}",
        label=words(f"{'person' if role == 'applicant' else role}.{name}", language),
        hint=words("person.address_hint", language) if (role, name) == ("applicant", "address") else "",
        widget=_WIDGETS.get(name, "text"),
        required=required,
        value=str(given.get(name) or ""),
        maximum=300,
        autocomplete=_AUTOCOMPLETE.get(name, "") if role == "applicant" else "off",
        errors=wrong.fields.get(f"{role}.{name}", ()),
    )


def _gave(filed: Filed) -> set[str]:
    gave = {name for name in filed.applicant if name != "contact_by"}
    return gave | {"name"} if {"surname", "given_name"} <= gave else gave


def _is_place(definition: Definition, name: str) -> bool:
    return any(one.name == name and one.type is FieldType.PLACE for one in definition.form)
