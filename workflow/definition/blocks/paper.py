"""One document: its template, journal and signatures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from marshmallow import ValidationError, validates_schema

from workflow.definition.blocks.conditions import ConditionPiece
from workflow.definition.blocks.pieces import MISSING, Block, Inside, Listed, Piece, Text, Whole, Word, name_text
from workflow.definition.model import DocumentRule, SignatureRule
from workflow.definition.requisites import Requisite

if TYPE_CHECKING:
    from workflow.definition.blocks.describing import JsonSchema

_TEMPLATE = re.compile(r"(_shared/)?[a-z0-9_]+(/[a-z0-9_]+)*\.html")

_DRAWN = frozenset({"template", "when", "style", "contents", "readers"})
_WHY = {"register": "it takes a number of its journal", "signatures": "somebody declares the copy true"}


class SignatureBlock(Block):
    """`{role: utility_director}`, `{seal: municipality}` or `{any: 2, of: [chair, member, secretary]}`."""

    role = name_text(load_default=None)
    seal = Word("municipality", load_default=None)
    any = Whole(least=1, most=50, load_default=0)
    of = Listed(name_text(), load_default=())

    @validates_schema(pass_original=True, skip_on_field_errors=False)
    def is_one(self, _read: dict[str, Any], written: dict[str, Any], **_: Any) -> None:
        """A role signs, or some of several, or the seal is set."""
        if sum(key in written for key in ("role", "seal", "any")) != 1:
            raise ValidationError("invalid_value|a signature is a role's, the seal, or of any of several roles")
        if ("any" in written) != ("of" in written):
            raise ValidationError("missing_key|any says how many sign, of says out of which roles")

    def rules(self) -> JsonSchema:
        """One of the three."""
        return {"oneOf": [{"required": ["role"]}, {"required": ["seal"]}, {"required": ["any", "of"]}]}

    def make(self, read: dict[str, Any]) -> SignatureRule:
        """One of the three."""
        return SignatureRule(
            role=read.get("role"), seal=read.get("seal"), any=read.get("any", 0), of=tuple(read.get("of", ()))
        )


class DocumentBlock(Block):
    """`{title: Відповідь, template: answer_letter.html, register: outgoing, signatures: […]}`; signed by hand and
    scanned in: `{title: Довіреність, scan: [clerk], register: incoming, signatures: [{role: clerk}]}`."""

    title = Text(most=200, required=True)
    template = Text(
        most=100, pattern=_TEMPLATE, says="is not the name of a template (snake_case.html)", load_default=""
    )
    register = name_text(load_default=None)
    signatures: Piece[tuple[SignatureRule, ...]] = Listed(Inside(SignatureBlock()))
    when = ConditionPiece(load_default=None)
    delivery = Word("applicant", "counter", "email", "post", "inner", load_default=None)
    style = Word("letter", "certificate", "act", "plain", load_default=None)
    readers = Listed(name_text(), load_default=())
    delegation = Word("allowed", "forbidden", load_default="allowed")
    contents = Listed(Word(*Requisite), load_default=())
    scan = Listed(name_text(), load_default=())

    @validates_schema(pass_original=True, skip_on_field_errors=False)
    def is_drawn_or_scanned(self, _read: dict[str, Any], written: dict[str, Any], **_: Any) -> None:
        """Our own words have a template; what was signed by hand is scanned, registered, and declared true by
        somebody."""
        if "scan" not in written:
            if "template" not in written:
                raise ValidationError({"template": [MISSING]})
            return
        for key in ("register", "signatures"):
            if not written.get(key):
                raise ValidationError({key: [f"missing_key|a paper that is scanned in needs it: {_WHY[key]}"]})
        for key in sorted(_DRAWN & set(written)):
            raise ValidationError({key: ["invalid_value|is for papers that we write, and this one is scanned in"]})

    def rules(self) -> JsonSchema:
        """One of the two."""
        scanned = {"required": ["scan", "register", "signatures"]}
        return {"oneOf": [{"required": ["template"]}, scanned]}

    def make(self, read: dict[str, Any]) -> DocumentRule:
        """The name is the key it stands under; `schema.py` sets it."""
        said = {key: value for key, value in read.items() if key != "delegation"}
        said |= {"delegable": read.get("delegation") != "forbidden", "readers": tuple(read.get("readers", ()))}
        said |= {"contents": tuple(str(one) for one in read.get("contents", ())), "scan": tuple(read.get("scan", ()))}
        return DocumentRule(**{"name": "", "title": "", "template": "", "register": None, "signatures": (), **said})
