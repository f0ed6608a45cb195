"""A made-up case for one document: every template is filled with it before a citizen sees a paper. Pure.

The values that a paper must show are words that stand nowhere else, so that it is seen whether it prints them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from workflow.definition.model import Definition, DocumentRule, Field, FieldType
from workflow.definition.paper_values import paper_values
from workflow.definition.placeholders import PLACEHOLDERS, all_fields
from workflow.definition.requisites import Printed
from workflow.values import Json

_WORDS, _DAY = "слова", "23.11.2026"
_APART = re.compile(r"""\.split\(\s*["']([^"'\\]+)["']""")
_PARTS, _MOST_SIGNS = 12, 2
_PLACED: Mapping[str, Json] = {
    name: one.longest if one.longest[0].isdigit() else _WORDS for name, one in PLACEHOLDERS.items()
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeUpPaper:
    """`values` to fill the template with; `what` says of which case: its outcome, and how much is given."""

    values: Mapping[str, Json]
    printed: Printed
    what: str


def made_up_papers(definition: Definition, rule: DocumentRule, source: str) -> Iterator[MadeUpPaper]:
    """For each outcome a case can have: with everything given, and with what is required alone.

    `source` is the text of the template and of all it uses: what it takes apart at a sign has enough of such parts.
    """
    words = _WORDS
    for sign in sorted(set(_APART.findall(source)))[:_MOST_SIGNS]:
        words = sign.join([words] * _PARTS)
    for outcome in outcomes_of(definition) or ("",):
        for full in (True, False):
            yield _made_up(definition, rule, outcome, words, full=full)


def outcomes_of(definition: Definition) -> tuple[str, ...]:
    """The outcomes that a case of the definition can have, in the order it names them."""
    states = [state.outcome for state in definition.states.values()]
    found = [*states, *(one.outcome for one in definition.transitions)]
    return tuple(dict.fromkeys(str(one) for one in found if one))


def _made_up(definition: Definition, rule: DocumentRule, outcome: str, words: str, *, full: bool) -> MadeUpPaper:
    letter = rule.style in (None, "letter")
    signers = [role for one in rule.signatures for role in one.roles]
    printed = Printed(
        author="qauthorq",
        date="07.02.2031",
        number="97310/00-00" if rule.register else "",
        answered="31-97310" if letter else "",
        addressee="qaddresseeq",
        signers=[(f"qposition{place}q", f"qname{place}q") for place in range(len(signers) or 1)],
    )
    values = filled_in(definition, rule, printed, outcome, partial(_value, words=words, full=full), full=full)
    what = f"{outcome or 'no outcome'}, {'everything' if full else 'only what is required'} given"
    return MadeUpPaper(values=values, printed=printed, what=what)


def filled_in(
    definition: Definition,
    rule: DocumentRule,
    printed: Printed,
    outcome: str,
    value: Callable[[Field], Json],
    *,
    full: bool = True,
) -> dict[str, Json]:
    """Everything a template is given: what stands on every paper as `printed` says, and a `value` for each field."""
    declared = [one for transition in definition.transitions for one in transition.input]
    values = paper_values(
        definition,
        {one.name: value(one) for one in definition.form},
        {one.name: value(one) for one in declared},
        {**_PLACED, **_known(printed, rule, outcome, full=full)},
    )
    return {**values, **{one.name: _WORDS for one in all_fields(definition) if values.get(one.name) is None}}


def _known(printed: Printed, rule: DocumentRule, outcome: str, *, full: bool) -> dict[str, Json]:
    signers: list[Json] = [{"position": position, "name": name} for position, name in printed.signers]
    answered: Json = {"number": printed.answered, "date": "05.03.2030"} if printed.answered else None
    return {
        "outcome": outcome,
        "link": "",
        "paper": {
            "title": rule.title or _WORDS,
            "number": printed.number,
            "date": printed.date,
            "draft": False,
            "sealed": any(one.seal for one in rule.signatures),
            "quorum": [{"enough": one.any, "all": len(one.of)} for one in rule.signatures if one.of],
            "code": None,
            "verify_url": "sprava.test/verify",
            "qr_svg": None,
            "large_print": False,
        },
        "body": {"name": printed.author, "town_line": ""},
        "case": {"number": "26-00042", "date": "23.11.2026", "title": _WORDS},
        "answered": answered,
        "addressee": {
            "dative": printed.addressee,
            "full_dative": printed.addressee,
            "name": printed.addressee,
            "address": _WORDS if full else "",
            "greeting": "Доброго дня!",
        },
        "signer": signers[0],
        "signers": signers,
        "executor": {"name": _WORDS, "phone": "1580"} if full else None,
        "visas": [],
        "photos": [],
        "town": {"name": _WORDS, "phone": "1580", "contacts": "тел. 1580"},
    }


def _value(one: Field, *, words: str, full: bool) -> Json:
    """As a real paper gets it: words, the parts of a place, yes or no; empty where it was not given."""
    if not (full or one.required):
        return ""
    if one.type is FieldType.PLACE:
        return {"address": _WORDS, "street": _WORDS, "house": "1"}
    if one.type is FieldType.YES_NO:
        return True
    if one.type is FieldType.DATE:
        return _DAY
    return one.options[0][1] if one.options else words
