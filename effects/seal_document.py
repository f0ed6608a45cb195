"""Sets the municipality's seal on a paper that all people have signed."""

from __future__ import annotations

import hashlib

from cryptography.hazmat.primitives.serialization import Encoding

from documents.signing.pdf_signature import certification, sign
from effects.errand import Errand
from effects.errors import GiveUp, TryAgain
from effects.keyring import SEAL
from effects.living_certificate import require_living
from effects.signature_field import field_name
from effects.toolbox import Toolbox
from workflow.actor import system
from workflow.case import PaperStatus
from workflow.commands.record_seal import RecordSeal
from workflow.effect_requests import SealDocument
from workflow.engine.signers import next_signer
from workflow.errors import Conflict, NotAvailable


def run(effect: SealDocument, errand: Errand, toolbox: Toolbox) -> None:
    """Nothing when sealed already, returned or voided meanwhile.

    Raises GiveUp(`no_seal_key`, `certificate_expired`, `certificate_revoked`).
    """
    case = toolbox.records.case_of_paper(errand.municipality, effect.document)
    paper = case.paper(effect.document)
    if paper is None or paper.sha256 is None:
        return
    if paper.status is not PaperStatus.TO_SIGN or next_signer(paper) != SEAL:
        return
    kept = toolbox.records.key(errand.municipality, SEAL)
    if kept is None:
        raise GiveUp("no_seal_key")
    key = toolbox.keyring.open_seal(kept)
    try:
        require_living(key.certificate, toolbox)
    except NotAvailable as error:
        raise GiveUp(error.refusals[0].code) from error
    town = toolbox.surroundings(errand.municipality).town
    given = sum(one.at is not None for one in paper.signatures)
    sealed = sign(
        toolbox.contents.get(errand.municipality, paper.sha256),
        key,
        field=field_name(given),
        now=toolbox.clock.now(),
        certify=certification(len(paper.signatures)) if given == 0 else None,
        name=town.body or town.name,
        stamp=toolbox.stamp,
    )
    try:
        toolbox.application.execute(
            system(errand.municipality),
            RecordSeal(
                document=paper.id,
                shown=paper.sha256,
                sha256=toolbox.contents.put(errand.municipality, sealed),
                certificate=hashlib.sha256(key.certificate.public_bytes(Encoding.DER)).hexdigest(),
                holder=town.body or town.name,
            ),
            correlation=errand.correlation,
        )
    except Conflict as error:
        raise TryAgain(error.code) from error
