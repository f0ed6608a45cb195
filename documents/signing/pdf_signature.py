"""Puts signatures into PDF (PAdES baseline B-B, B-T with a stamp): the only door to pyHanko's signing.

Must not open keys, must not judge trust. Two ways: `sign` with a key at hand, and `prepare` → `complete` for a key
elsewhere. The town's seal is one more signature, by the seal's key. Only what a signature needs is written: dates and
metadata of the paper stay as they were, so that any other change between revisions is a forgery.
"""

import base64
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum
from io import BytesIO

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import (
    MDPPerm,
    SigFieldSpec,
    SigSeedSubFilter,
    enumerate_sig_fields,
)
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.cms_embedder import (
    PdfCMSEmbedder,
    SigIOSetup,
    SigMDPSetup,
    SigObjSetup,
)
from pyhanko.sign.signers.constants import ESIC_EXTENSION_1
from pyhanko.sign.signers.pdf_byterange import (
    DocumentTimestamp,
    PdfSignedData,
    PreparedByteRangeDigest,
    SignatureObject,
)

from documents.errors import SigningFailed
from documents.signing.cms import StampSource, build_cms, check_cms
from documents.signing.dss import ValidationData, write_validation_data
from documents.signing.signer import Signer

# Hexadecimal digits kept free: a signature with a chain of three and a time stamp fits well.
_ROOM = 24 * 1024


class DocMdp(IntEnum):
    """What a certified paper allows afterwards (ISO 32000-2, table 257)."""

    NO_CHANGES = 1
    FURTHER_SIGNATURES = 2


def certification(signatures_to_come: int) -> DocMdp:
    """The level for the first of `signatures_to_come` signatures, seals counted (rules.md, 21)."""
    return DocMdp.NO_CHANGES if signatures_to_come == 1 else DocMdp.FURTHER_SIGNATURES


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A paper with an empty signature: what to sign, and all that `complete` needs, to be stored meanwhile."""

    pdf: bytes = field(repr=False)
    digest: bytes
    state: bytes = field(repr=False)


def prepare(
    pdf: bytes,
    *,
    field: str,
    signer_certificate: x509.Certificate,
    now: datetime,
    certify: DocMdp | None = None,
    reason: str | None = None,
    name: str | None = None,
    location: str | None = None,
) -> Prepared:
    """Make room for a signature in `field` and give the SHA-256 of the ByteRange bytes.

    `certify` goes with the first signature only. Raises `SigningFailed`: `not_signable`, `field_taken`,
    `certification_must_be_first`, `no_more_signatures`.
    """
    signature = SignatureObject(
        timestamp=now,
        subfilter=SigSeedSubFilter.PADES,
        bytes_reserved=_ROOM,
        name=name,
        reason=reason,
        location=location,
    )
    placeholder, prepared = _embed(pdf, field, signature, certify)
    header = {
        "start": prepared.reserved_region_start,
        "end": prepared.reserved_region_end,
        "digest": base64.b64encode(prepared.document_digest).decode(),
        "certificate": _fingerprint(signer_certificate),
    }
    state = json.dumps(header, sort_keys=True).encode() + b"\n" + placeholder
    return Prepared(pdf=placeholder, digest=prepared.document_digest, state=state)


def complete(
    state: bytes,
    cms: bytes,
    *,
    check: Callable[[bytes, bytes], x509.Certificate] | None = None,
) -> bytes:
    """Put a CMS made elsewhere (DER, detached) into the prepared paper.

    `check(cms, digest)` gives the signer's certificate, for algorithms that we do not know (such as DSTU 4145); by
    default the CMS is verified here. Raises `SigningFailed`: as `check_cms`, `other_signer`, `too_long`,
    `damaged_state`.
    """
    prepared, signer, placeholder = _read_state(state)
    certificate = _check_here(cms, prepared.document_digest) if check is None else check(cms, prepared.document_digest)
    if _fingerprint(certificate) != signer:
        raise SigningFailed("other_signer")
    return _fill(placeholder, prepared, cms)


def sign(
    pdf: bytes,
    key: Signer,
    *,
    field: str,
    now: datetime,
    certify: DocMdp | None = None,
    reason: str | None = None,
    name: str | None = None,
    location: str | None = None,
    stamp: StampSource | None = None,
) -> bytes:
    """Sign with a key at hand. Raises as `prepare` and `complete`."""
    prepared = prepare(
        pdf,
        field=field,
        signer_certificate=key.certificate,
        now=now,
        certify=certify,
        reason=reason,
        name=name,
        location=location,
    )
    return complete(prepared.state, build_cms(prepared.digest, key, stamp=stamp))


def add_document_timestamp(
    pdf: bytes, *, field: str, stamp: Callable[[bytes], bytes], data: ValidationData | None = None
) -> bytes:
    """Append a document time stamp: raises the level of a paper whose authority was away when it was signed.

    `stamp` gives a DER token over a SHA-256 digest, or raises; it covers `data` too. Allowed also after a
    certification of level 1.
    """
    empty = DocumentTimestamp(bytes_reserved=_ROOM)  # type: ignore[no-untyped-call,unused-ignore]
    placeholder, prepared = _embed(pdf, field, empty, None, data)
    return _fill(placeholder, prepared, stamp(prepared.document_digest))


class _Writer(IncrementalPdfFileWriter):  # type: ignore[misc,unused-ignore]
    """Writes what it was given and nothing else: no new dates, no producer."""

    def _update_meta(self) -> None:
        return


def _embed(
    pdf: bytes,
    field: str,
    signature: PdfSignedData,
    certify: DocMdp | None,
    data: ValidationData | None = None,
) -> tuple[bytes, PreparedByteRangeDigest]:
    try:
        writer = _Writer(BytesIO(pdf), strict=True)
        _require_room(writer, field, certify, isinstance(signature, DocumentTimestamp))
        if data is not None and data.certificates:
            write_validation_data(writer, data)
        writer.register_extension(ESIC_EXTENSION_1)
        steps = PdfCMSEmbedder(new_field_spec=SigFieldSpec(field)).write_cms(field, writer)
        next(steps)
        mdp = None
        if certify is not None:
            mdp = SigMDPSetup(md_algorithm="sha256", certify=True, docmdp_perms=MDPPerm(int(certify)))
        steps.send(SigObjSetup(sig_placeholder=signature, mdp_setup=mdp))
        prepared, output = steps.send(SigIOSetup(md_algorithm="sha256"))
    except (
        PdfError,
        SigningError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
    ) as error:
        raise SigningFailed("not_signable", {"reason": f"{type(error).__name__}: {error}"}) from error
    return output.getvalue(), prepared


def _require_room(writer: IncrementalPdfFileWriter, field: str, certify: DocMdp | None, is_stamp: bool) -> None:
    if writer.prev.encrypted:
        raise SigningFailed("not_signable", {"reason": "encrypted"})
    taken = {name: value for name, value, _ in enumerate_sig_fields(writer.prev)}
    if taken.get(field) is not None:
        raise SigningFailed("field_taken", {"field": field})
    filled = [value.get_object() for value in taken.values() if value is not None]
    if certify is not None and filled:
        raise SigningFailed("certification_must_be_first")
    if not is_stamp and any(_forbids_signatures(one) for one in filled):
        raise SigningFailed("no_more_signatures")


def _forbids_signatures(signature: PdfSignedData) -> bool:
    for reference in signature.get("/Reference", ()):
        found = reference.get_object()
        if found.get("/TransformMethod") == "/DocMDP":
            return bool(found[pdf_name("/TransformParams")].get("/P", 2) == DocMdp.NO_CHANGES)
    return False


def _read_state(state: bytes) -> tuple[PreparedByteRangeDigest, str, bytes]:
    try:
        line, placeholder = state.split(b"\n", 1)
        header = json.loads(line)
        prepared = PreparedByteRangeDigest(
            document_digest=base64.b64decode(header["digest"]),
            reserved_region_start=int(header["start"]),
            reserved_region_end=int(header["end"]),
        )
        signer = str(header["certificate"])
    except (ValueError, KeyError, TypeError) as error:
        raise SigningFailed("damaged_state") from error
    start, end = prepared.reserved_region_start, prepared.reserved_region_end
    if hashlib.sha256(placeholder[:start] + placeholder[end:]).digest() != prepared.document_digest:
        raise SigningFailed("damaged_state")
    return prepared, signer, placeholder


def _fill(placeholder: bytes, prepared: PreparedByteRangeDigest, cms: bytes) -> bytes:
    if 2 * len(cms) > prepared.reserved_region_end - prepared.reserved_region_start - 2:
        raise SigningFailed("too_long", {"bytes": str(len(cms))})
    output = BytesIO(placeholder)
    prepared.fill_with_cms(output, cms)
    return output.getvalue()


def _check_here(cms: bytes, digest: bytes) -> x509.Certificate:
    return check_cms(cms, digest).certificate


def _fingerprint(certificate: x509.Certificate) -> str:
    return hashlib.sha256(certificate.public_bytes(serialization.Encoding.DER)).hexdigest()
