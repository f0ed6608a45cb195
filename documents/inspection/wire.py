"""What is asked of the process that reads foreign files, and what it answers, as JSON: no pickles cross this line."""

import json
from datetime import datetime
from typing import Any

from documents.model import (
    FoundMarks,
    KnownMarks,
    Reason,
    SignatureFact,
    SignatureKind,
    SignatureLevel,
    Verdict,
    Verification,
)


def known_to_json(known: KnownMarks) -> dict[str, list[str]]:
    """Marks that are ours."""
    return {
        "codes": sorted(known.codes),
        "numbers": sorted(known.numbers),
        "phrases": sorted(known.phrases),
        "certificates": sorted(known.certificates),
    }


def known_from_json(value: dict[str, list[str]]) -> KnownMarks:
    """The way back."""
    return KnownMarks(**{name: frozenset(several) for name, several in value.items()})


def marks_to_bytes(found: FoundMarks) -> bytes:
    """Marks that a file bears."""
    value = {
        "codes": sorted(found.codes),
        "numbers": sorted(found.numbers),
        "certificates": sorted(found.certificates),
        "text": found.text,
    }
    return json.dumps(value).encode()


def marks_from_bytes(data: bytes) -> FoundMarks:
    """The way back."""
    value = json.loads(data)
    return FoundMarks(
        codes=frozenset(value["codes"]),
        numbers=frozenset(value["numbers"]),
        certificates=frozenset(value["certificates"]),
        text=str(value["text"]),
    )


def verification_to_bytes(judged: Verification) -> bytes:
    """A verdict with its reasons and signatures."""
    value = {
        "verdict": judged.verdict,
        "reasons": judged.reasons,
        "sha256": judged.sha256,
        "level": judged.level,
        "signatures": [_fact_to_json(one) for one in judged.signatures],
    }
    return json.dumps(value).encode()


def verification_from_bytes(data: bytes) -> Verification:
    """The way back."""
    value = json.loads(data)
    return Verification(
        verdict=Verdict(value["verdict"]),
        reasons=tuple(Reason(one) for one in value["reasons"]),
        sha256=str(value["sha256"]),
        level=None if value["level"] is None else SignatureLevel(value["level"]),
        signatures=tuple(_fact_from_json(one) for one in value["signatures"]),
    )


def _fact_to_json(one: SignatureFact) -> dict[str, object]:
    return {
        "field": one.field,
        "kind": one.kind,
        "signer": one.signer,
        "issuer": one.issuer,
        "certificate_sha256": one.certificate_sha256,
        "claimed_at": _moment(one.claimed_at),
        "stamped_at": _moment(one.stamped_at),
        "docmdp": one.docmdp,
        "covers_whole_file": one.covers_whole_file,
        "valid": one.valid,
        "reasons": one.reasons,
    }


def _fact_from_json(value: dict[str, Any]) -> SignatureFact:
    told = {
        **value,
        "kind": SignatureKind(value["kind"]),
        "claimed_at": _instant(value["claimed_at"]),
        "stamped_at": _instant(value["stamped_at"]),
        "reasons": tuple(Reason(one) for one in value["reasons"]),
    }
    return SignatureFact(**told)


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _instant(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
