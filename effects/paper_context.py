"""What a paper's template is given: plain words about case, people, town and the paper (definitions/README.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from documents.qr import qr_svg
from effects.case_words import Told, words_of
from effects.paper_names import addressee, signer_name
from effects.paper_photos import PaperPhotos
from effects.paper_visas import visa_rows
from effects.spoken import Length, day_words
from workflow.case import ExecutorRole, NamedSigner, Paper, PersonRole
from workflow.definition.model import DocumentRule, EffectKind, FieldType
from workflow.definition.placeholders import all_fields
from workflow.engine.calendar import local_date
from workflow.engine.readers import withheld
from workflow.town import StaffMember, Town, Unit
from workflow.values import Json

_LETTERS = frozenset({None, "letter"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperScene:
    """One paper on one day: whose names stand on it, in the order they sign (`unit` is whose body stands on top), who
    prepared it, what is shown."""

    told: Told
    paper: Paper
    rule: DocumentRule
    day: date
    named: tuple[NamedSigner, ...]
    unit: Unit | None
    executor: StaffMember | None
    photos: PaperPhotos
    public_url: str
    draft: bool = False
    large_print: bool = False


def paper_context(scene: PaperScene) -> dict[str, object]:
    """Names of the letterhead, of the language's placeholders, and the form's and inputs' own."""
    told = scene.told
    case, town = told.case, told.surroundings.town
    words = words_of(told, Length.PAPER, scene.paper.type)
    letter = scene.rule.style in _LETTERS
    signers = [{"position": _position(one, scene.unit), "name": signer_name(one.name)} for one in scene.named]
    return {
        **words,
        # Templates choose by the code; words stand in messages.
        "outcome": case.outcome or "",
        "phone": town.phone,
        "link": "",
        "paper": _paper(scene),
        "body": {"name": _body(scene.unit, town), "town_line": town.name if scene.unit and scene.unit.body else ""},
        "case": {
            "number": case.reference,
            "date": day_words(local_date(case.opened, told.surroundings.zone), Length.PAPER),
            "title": told.definition.title,
        },
        "answered": _answered(told) if letter else None,
        "addressee": _addressee(told, letter=letter),
        "signer": signers[0],
        "signers": signers,
        "executor": _executor(scene, town),
        "form": _values(scene, [one.name for one in told.definition.form], words),
        "inputs": _values(scene, _inputs(told), words),
        "visas": visa_rows(case, scene.paper.type, told.surroundings.zone),
        "photos": list(scene.photos.shown) if letter else [],
        "town": {"name": town.name, "phone": town.phone, "contacts": f"тел. {town.phone}" if town.phone else ""},
    }


def _answered(told: Told) -> dict[str, str]:
    """What a letter answers: their number and date, else our index, else the case's reference."""
    case, card = told.case, told.case.registration
    if card is None:
        opened = local_date(case.opened, told.surroundings.zone)
        return {"number": case.reference, "date": day_words(opened, Length.PAPER)}
    if card.their_number is not None:
        return {"number": card.their_number, "date": day_words(card.their_date or card.received, Length.PAPER)}
    return {"number": card.index, "date": day_words(card.day, Length.PAPER)}


def machine_readable(scene: PaperScene) -> Mapping[str, Json]:
    """The data that go inside the PDF: what the paper is, nothing about people."""
    case = scene.told.case
    return {
        "type": scene.paper.type,
        "number": scene.paper.number,
        "date": scene.day.isoformat(),
        "code": scene.paper.code,
        "case": case.reference,
        "opened": local_date(case.opened, scene.told.surroundings.zone).isoformat(),
        "request_type": case.request_type,
        "outcome": case.outcome,
        "municipality": case.municipality,
    }


def preparer(told: Told, paper: Paper) -> str | None:
    """Whom the reader may ask (a username): the newest instruction's lead executor, else who drafted the paper."""
    for resolution in reversed([one for one in told.matter.case.resolutions if one.parent is None]):
        lead = next((one for one in resolution.executors if one.role is ExecutorRole.LEAD), None)
        if lead is not None and lead.username is not None:
            return lead.username
    for transition in told.definition.transitions:
        drafts = any(
            one.kind is EffectKind.DOCUMENT and one.data.get("document") == paper.type for one in transition.effects
        )
        by = told.matter.case.last_transitions.get(transition.name, "")
        if drafts and by.startswith("staff:"):
            return by.removeprefix("staff:")
    return None


def _paper(scene: PaperScene) -> dict[str, object]:
    code = scene.paper.code or ""
    address = f"{scene.public_url}/verify/{code}" if code else ""
    return {
        "title": scene.rule.title,
        "number": scene.paper.number or "",
        "date": "" if scene.draft else day_words(scene.day, Length.PAPER),
        "draft": scene.draft,
        "code": "-".join(code[start : start + 4] for start in range(0, len(code), 4)) or None,
        "verify_url": f"{scene.public_url.partition('://')[2]}/verify",
        "qr_svg": qr_svg(address) if address else None,
        "large_print": scene.large_print,
        "quorum": [{"enough": one.any, "all": len(one.of)} for one in scene.rule.signatures if one.of],
        "sealed": any(one.seal for one in scene.rule.signatures),
    }


def _position(signer: NamedSigner, unit: Unit | None) -> str:
    """The actual position; the body's own name stands on top already and is not repeated below."""
    name = unit.name if unit and unit.body else ""
    return (signer.position.removesuffix(name).strip() if name else "") or signer.position


def _body(unit: Unit | None, town: Town) -> str:
    return (unit.body if unit else "") or town.body or town.name


def _addressee(told: Told, *, letter: bool) -> dict[str, str]:
    """A letter goes to the applicant; a certificate is about the subject, if there is one, by full name."""
    role = PersonRole.APPLICANT
    if not letter and told.case.person(PersonRole.SUBJECT) is not None:
        role = PersonRole.SUBJECT
    found = addressee(told.personal, role)
    return found if letter else {**found, "dative": found["full_dative"]}


def _executor(scene: PaperScene, town: Town) -> dict[str, str] | None:
    if scene.executor is None or scene.executor.name in {one.name for one in scene.named}:
        return None
    return {"name": scene.executor.name, "phone": town.phone}


def _inputs(told: Told) -> list[str]:
    return [one.name for transition in told.definition.transitions for one in transition.input]


def _values(scene: PaperScene, names: list[str], words: Mapping[str, str]) -> dict[str, object]:
    """Words by name; places keep their parts, yes and no stay true and false. What is withheld is empty."""
    told = scene.told
    fields = {one.name: one for one in all_fields(told.definition)}
    kept_out = withheld(told.definition, scene.paper.type)
    found: dict[str, object] = {}
    for name in names:
        value = told.value(name)
        if name in kept_out:
            found[name] = ""
        elif fields[name].type is FieldType.PLACE and isinstance(value, Mapping):
            found[name] = {"address": words[name], **{key: str(part) for key, part in value.items()}}
        elif fields[name].type is FieldType.YES_NO and isinstance(value, bool):
            found[name] = value
        else:
            found[name] = words[name]
    return found
