"""The page of a case file that people read: plain HTML, no scripts, nothing from elsewhere. In Ukrainian, as kept."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from documents.rendering.template import render_html
from gate.case_file_material import CaseFile, KeptFile, day_words, moment_words, paper_title, value_in
from gate.filing_words import keep_words
from gate.outcome_words import outcome_words
from store.queries.case_record import ChainLink
from workflow.case import Paper, PaperSignature, PaperStatus, PersonRole, Resolution
from workflow.definition.model import Definition
from workflow.registration import Registration
from workflow.values import Json

_TEMPLATE = "_shared/records/case_file.html"
_PEOPLE = {PersonRole.APPLICANT: "Заявник", PersonRole.REPRESENTATIVE: "Представник", PersonRole.SUBJECT: "Про кого"}

_PARTS = ("surname", "given_name", "patronymic", "organisation", "code", "address", "phone", "email")
CODES = {
    "running": "триває",
    "paused": "зупинено",
    "stopped": "виконано",
    "blown": "прострочено",
    "lead": "відповідальний",
    "co": "співвиконавець",
    "informed": "до відома",
    "open": "виконують",
    "reported": "звіт подано",
    "accepted": "прийнято, знято з контролю",
    "recalled": "відкликано",
    "draft": "проєкт",
    "to_sign": "на підписі",
    "complete": "підписано",
    "void": "анульовано",
    "replaced": "замінено",
    "seal": "печатка",
}
"""What the kept codes mean; a test holds that none is missing."""


_COPIED = "копію засвідчено"
"""The paper itself was signed by hand."""


def case_file_page(
    file: CaseFile,
    chain: Sequence[ChainLink],
    kept: Sequence[KeptFile],
    told: Sequence[Mapping[str, str]],
    withheld: frozenset[str],
) -> str:
    case, definition = file.case, file.definition
    context: dict[str, object] = {
        "town": file.town,
        "number": case.reference,
        "title": definition.title,
        "state": definition.states[case.state].title,
        "outcome": outcome_words(case.outcome, "uk"),
        "opened": moment_words(case.opened, file),
        "closed": moment_words(case.closed, file) if case.closed else "",
        "filing": f"{definition.filing.index}, зберігати: {keep_words(definition.filing.keep, 'uk')}"
        if definition.filing
        else "",
        "people": [*_people(file)],
        "given": [{"name": _label(definition, name), "value": _plain(value_in(file, name))} for name in case.values],
        "clocks": [
            {
                "name": definition.clocks[one.clock].title if one.clock in definition.clocks else one.clock,
                "law": f"{one.law}, ст. {one.article}" if one.law and one.article else one.law or "",
                "date": day_words(one.date),
                "state": CODES[one.state.value],
            }
            for one in case.deadlines
        ],
        "instructions": [_instruction(one, file) for one in case.resolutions],
        "cards": [_card(one, file) for one in case.registrations],
        "papers": [_paper(one, file) for one in case.papers],
        "files": [{"path": one.path, "sha256": one.sha256, "what": one.what} for one in kept],
        "messages": list(told),
        "events": [
            {
                "sequence": one.sequence,
                "at": moment_words(one.at, file),
                "actor": one.actor,
                "acting_for": one.acting_for or "",
                "what": _event(one, definition),
                "hash": one.hash.hex(),
            }
            for one in chain
        ],
        "withheld": len(withheld),
        "packed": moment_words(file.now, file),
    }
    return render_html(file.templates, _TEMPLATE, context)


def _people(file: CaseFile) -> Iterator[Mapping[str, str]]:
    for role, title in _PEOPLE.items():
        if file.case.person(role) is None:
            continue
        prefix = f"{role.value}."
        given = {name.removeprefix(prefix): value for name, value in file.personal.items() if name.startswith(prefix)}
        order = [*(one for one in _PARTS if one in given), *sorted(set(given) - set(_PARTS))]
        gave = [_plain(given[one]) for one in order]
        yield {"name": title, "value": ", ".join(each for each in gave if each)}


def _instruction(one: Resolution, file: CaseFile) -> dict[str, object]:
    executors = ", ".join(f"{each.name} ({CODES[each.role.value]})" for each in one.executors)
    return {
        "number": one.number,
        "author": f"{one.author_position} {one.author_name}".strip(),
        "issued": moment_words(one.issued, file),
        "text": _plain(file.personal.get(one.text)),
        "executors": executors,
        "due": day_words(one.due_date) if one.due_date else "",
        "status": CODES[one.status.value],
        "reports": [
            {"by": each.by, "at": moment_words(each.at, file), "text": _plain(file.personal.get(each.text))}
            for each in one.reports
        ],
    }


def _card(one: Registration, file: CaseFile) -> dict[str, object]:
    theirs = " від ".join(
        each for each in (one.their_number, day_words(one.their_date) if one.their_date else None) if each
    )
    said = {
        "": _plain(file.personal.get(f"{one.place}.correspondent")),
        "їх №": theirs,
        "аркушів": "" if one.sheets is None else f"{one.sheets} + {one.enclosures or 0}",
        "зміст": _plain(file.personal.get(f"{one.place}.summary")),
        "анульовано": f"{moment_words(one.voided, file)} {_plain(file.personal.get(one.void_reason or ''))}".strip(),
    }
    return {
        "index": f"№ {one.index} від {day_words(one.day)}",
        "said": "; ".join(f"{name} {value}".strip() for name, value in said.items() if value),
    }


def _paper(one: Paper, file: CaseFile) -> dict[str, object]:
    return {
        "title": paper_title(file, one),
        "status": _COPIED if one.scan and one.status is PaperStatus.COMPLETE else CODES[one.status.value],
        "code": one.code or "",
        "signatures": [
            ("копію засвідчено: " if one.scan is not None else "") + _signature(each, file)
            for each in one.signatures
            if each.at is not None
        ],
        "reason": one.void_reason or "",
    }


def _signature(one: PaperSignature, file: CaseFile) -> str:
    position = one.position or CODES.get(one.role, one.role)
    return f"{position} {one.name or ''}, {moment_words(one.at, file)}".strip()


def _event(one: ChainLink, definition: Definition) -> str:
    data = json.loads(one.data)
    if one.type != "Transitioned":
        return one.type
    named = next((each.title for each in definition.transitions if each.name == data["name"]), "") or data["name"]
    state = definition.states.get(data["to_state"])
    return f"{named} → {state.title if state else data['to_state']}"


def _label(definition: Definition, name: str) -> str:
    asked = (*definition.form, *(field for one in definition.transitions for field in one.input))
    return next((one.label for one in asked if one.name == name and one.label), name)


def _plain(value: Json) -> str:
    if isinstance(value, Mapping):
        return ", ".join(_plain(each) for each in value.values() if each not in (None, ""))
    if isinstance(value, list | tuple):
        return ", ".join(_plain(each) for each in value)
    if isinstance(value, bool):
        return "так" if value else "ні"
    return "" if value is None else str(value)
