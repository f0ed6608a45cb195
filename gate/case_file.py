"""The case file: everything one case is, as a package that can be read in twenty years without Sprava.

`index.html` for people, `index.json` for programs, the history as it was hashed with the seals over it, every paper,
signed instruction and attachment. What the reader may not read is left out, and the index says so. The way to check it
by plain Python stands in docs/operations/case-file.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from documents.package import PackageEntry
from gate.case_file_material import CaseFile, KeptFile, moment_words, paper_title, value_in
from gate.case_file_page import case_file_page
from store.chain import instant
from store.queries.case_record import ChainLink, SealedHead, chain_of, seals_over
from store.queries.effect_reads import attachments
from store.queries.messages import messages_of
from store.reading import Reading
from workflow.case import Case
from workflow.codec import canonical, case_to_json
from workflow.ports.attachment import Attachment
from workflow.values import Json

FORMAT = "sprava-case-file/1"
_ENDINGS = {"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp"}
_MESSAGES = 500


def case_file(file: CaseFile, look: Reading) -> Iterator[PackageEntry]:
    """Every entry, in one order. Raises NotStored, StorageDamaged: a file with a hole is none."""
    chain = tuple(chain_of(look, file.case.id))
    seals = tuple(seals_over(look, file.case.id))
    uploads = attachments(look, file.case.attachments)
    withheld = _withheld(file)
    kept = [*_papers(file), *_instructions(file), *_uploaded(file, uploads, withheld)]
    messages = messages_of(look, file.case.id, limit=_MESSAGES).items
    told = [{"at": moment_words(one.at, file), "channel": one.channel, "text": one.text} for one in reversed(messages)]
    yield PackageEntry("index.html", case_file_page(file, chain, kept, told, withheld).encode())
    yield PackageEntry("index.json", _index(file, kept, told, withheld))
    yield PackageEntry("history.jsonl", b"".join(_link(file.case.id, one) for one in chain))
    yield PackageEntry("seals.jsonl", b"".join(_seal(one) for one in seals))
    for number, certificate in enumerate(file.certificates, start=1):
        yield PackageEntry(f"seal-certificates/{number}.der", certificate)
    for one in kept:
        yield PackageEntry(one.path, file.storage.get(file.case.municipality, one.sha256))


def _papers(file: CaseFile) -> Iterator[KeptFile]:
    for place, paper in enumerate(file.case.papers, start=1):
        if paper.sha256 is not None and paper.type not in file.closed:
            yield KeptFile(path=f"papers/{place}-{paper.type}.pdf", sha256=paper.sha256, what=paper_title(file, paper))


def _instructions(file: CaseFile) -> Iterator[KeptFile]:
    for one in file.case.resolutions:
        if one.signed is not None:
            what = f"Резолюція {one.number}, {one.author_name}"
            yield KeptFile(path=f"instructions/{one.number}.json", sha256=one.signed.statement, what=what)
            yield KeptFile(path=f"instructions/{one.number}.p7s", sha256=one.signed.signature, what=f"{what}: підпис")


def _uploaded(file: CaseFile, uploads: Mapping[UUID, Attachment], withheld: frozenset[str]) -> Iterator[KeptFile]:
    for place, identifier in enumerate(dict.fromkeys(file.case.attachments), start=1):
        found = uploads.get(identifier)
        if found is not None and str(identifier) not in withheld:
            ending = _ENDINGS.get(found.media_type, ".bin")
            yield KeptFile(path=f"attachments/{place}{ending}", sha256=found.sha256, what=f"Додано: {found.media_type}")


def _withheld(file: CaseFile) -> frozenset[str]:
    """Names of fields the reader may not read, and the uploads that no readable field names when there are such."""
    if not file.hidden:
        return frozenset()
    shown = json.dumps([value_in(file, name) for name in file.case.values], default=str)
    return file.hidden | {str(one) for one in file.case.attachments if str(one) not in shown}


def _index(
    file: CaseFile, kept: Sequence[KeptFile], told: Sequence[Mapping[str, str]], withheld: frozenset[str]
) -> bytes:
    """`case` is the record as kept, personal values stand under `personal` by the places it names."""
    stated = {
        "format": FORMAT,
        "town": file.town,
        "packed": instant(file.now),
        "case": case_to_json(file.case),
        "personal": dict(file.personal),
        "labels": {one.name: one.label for one in file.definition.form},
        "states": {name: state.title for name, state in file.definition.states.items()},
        "files": [{"path": one.path, "sha256": one.sha256, "what": one.what} for one in kept],
        "messages": list(told),
        "withheld": sorted(withheld),
    }
    return json.dumps(stated, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"


def _link(case: UUID, one: ChainLink) -> bytes:
    """One line: what was hashed, and `hash`. Without `hash`, as canonical JSON, its SHA-256 is `hash`."""
    stated = {
        "case": str(case),
        "sequence": one.sequence,
        "at": instant(one.at),
        "actor": one.actor,
        "acting_for": one.acting_for,
        "type": one.type,
        "schema": one.schema,
        "data": json.loads(one.data),
        "definition": one.definition,
        "previous": None if one.previous is None else one.previous.hex(),
        "hash": one.hash.hex(),
    }
    return canonical(stated) + b"\n"


def _seal(one: SealedHead) -> bytes:
    seal = one.seal
    stated: dict[str, Json] = {
        "statement": json.loads(seal.statement),
        "signature": seal.signature.hex(),
        "sequence": one.sequence,
        "path": [{"side": side, "hash": digest.hex()} for side, digest in one.path],
    }
    return canonical(stated) + b"\n"


def file_name(case: Case) -> str:
    """What the package is called: `case-26-00042.zip`."""
    return f"case-{case.reference}.zip"
