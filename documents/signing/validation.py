"""Reads every signature in a PDF and checks it strictly: the only door to pyHanko's validation.

Must not give verdicts on papers; that is `verification.py`. pyHanko's own summary is never taken: it accepts appended
bytes, shadow "replace" files and one signature shown in two fields (rules.md, 21).
"""

import hashlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import BytesIO

from asn1crypto import cms
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel, StandardDiffPolicy
from pyhanko.sign.diff_analysis.form_rules_api import FormUpdatingRule
from pyhanko.sign.diff_analysis.rules.file_structure_rules import (
    CatalogModificationRule,
    ObjectStreamRule,
    XrefStreamRule,
)
from pyhanko.sign.diff_analysis.rules.form_field_rules import (
    DSSCompareRule,
    SigFieldCreationRule,
    SigFieldModificationRule,
)
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.general import SignedDataCerts, extract_signer_info
from pyhanko.sign.validation.generic_cms import (
    extract_certs_for_validation,
    extract_tst_data_iter,
    validate_sig_integrity,
)
from pyhanko.sign.validation.pdf_embedded import (
    EmbeddedPdfSignature,
    collect_embedded_signatures,
)
from pyhanko_certvalidator.sig_validate import DEFAULT_SIGNATURE_VALIDATOR

from documents.model import Reason, SignatureFact, SignatureKind
from documents.signing.cms import is_tight
from documents.signing.der import der_length
from documents.signing.dss import ValidationData, read_validation_data
from documents.signing.quick_hex import read_hex_quickly
from documents.signing.signature_reading import SignatureReading, good_until, level_of
from documents.signing.trust import Judgement, TrustList, judge_certificate

logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)
read_hex_quickly()

_DIGESTS = frozenset({"sha256", "sha384", "sha512"})
_KEYS = frozenset({"rsa", "rsassa_pss", "ec", "ed25519", "ed448"})
# Only what signing adds: signature fields, their values, the store of validation data. No form filling, no
# annotations, no new metadata, and no objects that nothing refers to.
_ONLY_SIGNATURES = StandardDiffPolicy(
    global_rules=[
        CatalogModificationRule(),  # type: ignore[no-untyped-call,unused-ignore]
        XrefStreamRule().as_qualified(ModificationLevel.LTA_UPDATES),
        ObjectStreamRule().as_qualified(ModificationLevel.LTA_UPDATES),
        DSSCompareRule().as_qualified(ModificationLevel.LTA_UPDATES),
    ],
    form_rule=FormUpdatingRule(
        field_rules=[
            SigFieldCreationRule(),  # type: ignore[no-untyped-call,unused-ignore]
            SigFieldModificationRule(),
        ]
    ),
    ignore_orphaned_objects=False,
)


@dataclass(frozen=True, slots=True)
class _Checked:
    reasons: tuple[Reason, ...]
    certificate: asn1_x509.Certificate | None = None
    stamped_at: datetime | None = None
    path: tuple[x509.Certificate, ...] = ()
    stamp_path: tuple[x509.Certificate, ...] = ()


@dataclass(frozen=True, slots=True)
class _Stamp:
    """A time stamp token: its moment, its certificate and the chain of that, and the reason against it, if any."""

    moment: datetime | None = None
    certificate: asn1_x509.Certificate | None = None
    problem: Reason | None = None
    path: tuple[x509.Certificate, ...] = ()


def read_signatures(pdf: bytes, trust: TrustList, now: datetime) -> SignatureReading:
    """Never raises on hostile input: whatever cannot be read is a reason."""
    try:
        reader = PdfFileReader(BytesIO(pdf), strict=True)
        if reader.encrypted:
            return SignatureReading(reasons=(Reason.ENCRYPTED,))
        if reader.xrefs.hybrid_xrefs_present:
            return SignatureReading(reasons=(Reason.MALFORMED,))  # shows one file to old readers, another to new ones
        embedded = collect_embedded_signatures(reader)
        data = read_validation_data(reader)
    except Exception:
        return SignatureReading(reasons=(Reason.MALFORMED,))
    witnesses = _Witnesses(trust=_with(trust, data), others=data.certificates, now=now)
    facts: list[SignatureFact] = []
    ends: list[int] = []
    paths: list[tuple[x509.Certificate, ...]] = []
    stamp_paths: list[tuple[x509.Certificate, ...]] = []
    # The newest first: a trusted time over a signature is known before the signature is judged.
    for one in reversed(embedded):
        try:
            fact, checked = _fact(one, pdf, witnesses)
            end = int(one.byte_range[2]) + int(one.byte_range[3])
        except Exception:
            return SignatureReading(signatures=tuple(facts[::-1]), reasons=(Reason.UNREADABLE_SIGNATURE,))
        facts.append(fact)
        ends.append(end)
        paths.append(checked.path)
        stamp_paths.append(checked.stamp_path)
        if fact.valid and fact.stamped_at is not None:
            witnesses = witnesses.after(fact.stamped_at)
    reading = SignatureReading(
        signatures=tuple(facts[::-1]),
        signed_ends=tuple(ends[::-1]),
        reasons=_reasons_of_file(embedded, ends, pdf),
        paths=tuple(paths[::-1]),
        stamp_paths=tuple(one for one in stamp_paths if one),
    )
    return replace(reading, level=level_of(reading, data.revocations), good_until=good_until(reading))


@dataclass(frozen=True, slots=True)
class _Witnesses:
    """What a signature is judged by: the trust list, certificates found, now, and the earliest trusted time stamp
    among the later signatures of the file, each of which covers all that came before it."""

    trust: TrustList
    others: tuple[x509.Certificate, ...]
    now: datetime
    covered_at: datetime | None = None

    def after(self, moment: datetime) -> "_Witnesses":
        return replace(self, covered_at=_earliest(self.covered_at, moment))


def _with(trust: TrustList, data: ValidationData) -> TrustList:
    return replace(
        trust,
        revocation_lists=trust.revocation_lists + data.revocations.lists,
        ocsp_responses=trust.ocsp_responses + data.revocations.responses,
    )


def _earliest(*moments: datetime | None) -> datetime | None:
    return min((one for one in moments if one is not None), default=None)


def _reasons_of_file(embedded: Sequence[EmbeddedPdfSignature], ends: Sequence[int], pdf: bytes) -> tuple[Reason, ...]:
    reasons: list[Reason] = []
    places = {tuple(int(number) for number in one.byte_range) for one in embedded}
    objects = {one.sig_field.raw_get("/V").reference for one in embedded}
    if len(places) != len(embedded) or len(objects) != len(embedded):
        reasons.append(Reason.REPEATED_SIGNATURE)
    if pdf.count(b"/ByteRange") != len(places):
        reasons.append(Reason.STRAY_SIGNATURE)
    if embedded and max(ends) != len(pdf):
        reasons.append(Reason.BYTES_NOT_COVERED)
    return tuple(reasons)


def _fact(one: EmbeddedPdfSignature, pdf: bytes, witnesses: _Witnesses) -> tuple[SignatureFact, _Checked]:
    is_stamp = one.sig_object_type == "/DocTimeStamp"
    checked = _Checked((Reason.IRREGULAR_BYTE_RANGE,))
    if _is_regular(one, pdf):
        checked = _check_document_stamp(one, witnesses) if is_stamp else _check_signature(one, witnesses)
    reasons = list(checked.reasons) or _later_changes(one, pdf)
    certificate = checked.certificate
    docmdp = one.docmdp_level
    fact = SignatureFact(
        field=str(one.field_name),
        kind=SignatureKind.DOCUMENT_TIME_STAMP if is_stamp else SignatureKind.SIGNATURE,
        signer="" if certificate is None else _common_name(certificate, subject=True),
        issuer="" if certificate is None else _common_name(certificate, subject=False),
        certificate_sha256="" if certificate is None else hashlib.sha256(certificate.dump()).hexdigest(),
        claimed_at=None if is_stamp else _aware(one.self_reported_timestamp),
        stamped_at=checked.stamped_at,
        docmdp=None if docmdp is None else int(docmdp.value),
        covers_whole_file=int(one.byte_range[2]) + int(one.byte_range[3]) == len(pdf),
        valid=not reasons,
        reasons=tuple(dict.fromkeys(reasons)),
    )
    return fact, checked


def _is_regular(one: EmbeddedPdfSignature, pdf: bytes) -> bool:
    """The byte range starts at 0 and leaves out exactly the hexadecimal contents."""
    numbers = [int(number) for number in one.byte_range]
    if len(numbers) != 4 or numbers[0] != 0 or min(numbers) < 0 or numbers[2] + numbers[3] > len(pdf):
        return False
    gap = pdf[numbers[1] : numbers[2]]
    return gap[:1] == b"<" and gap[-1:] == b">" and _is_hex(gap[1:-1], bytes(one.pkcs7_content))


def _later_changes(one: EmbeddedPdfSignature, pdf: bytes) -> list[Reason]:
    """What is wrong with the revisions after this signature; they may add signatures and their data only."""
    if int(one.byte_range[2]) + int(one.byte_range[3]) == len(pdf):
        return []
    one.coverage = one.evaluate_signature_coverage()  # type: ignore[assignment,unused-ignore]
    difference = one.evaluate_modifications(_ONLY_SIGNATURES)
    if not isinstance(difference, DiffResult) or difference.modification_level > ModificationLevel.FORM_FILLING:
        return [Reason.CHANGED_AFTER_SIGNING]
    if one.docmdp_level is MDPPerm.NO_CHANGES and difference.modification_level > ModificationLevel.LTA_UPDATES:
        return [Reason.CHANGE_FORBIDDEN]
    return []


def _is_hex(digits: bytes, contents: bytes) -> bool:
    """Hexadecimal digits in one spelling, of exactly one CMS in DER and then zeros: no signature covers this place,
    so nothing may hide in it."""
    try:
        value = bytes.fromhex(digits.decode("ascii"))
    except ValueError:
        return False
    length = der_length(value)
    is_uniform = digits in (digits.upper(), digits.lower()) and len(digits) == 2 * len(value)
    return is_uniform and value == contents and length is not None and not value[length:].strip(b"\0")


def _check_signature(one: EmbeddedPdfSignature, witnesses: _Witnesses) -> _Checked:
    if not _is_supported(one.signer_info):
        # With a key that we do know, an unknown algorithm is not another country's standard but a lie.
        is_foreign = any(held.chosen.public_key.algorithm not in _KEYS for held in one.signed_data["certificates"])
        return _Checked((Reason.UNSUPPORTED_ALGORITHM if is_foreign else Reason.INVALID_SIGNATURE,))
    certificate = one.signer_cert
    broken = _integrity(one.signer_info, certificate, "data", one.compute_digest())
    if one.signed_data["encap_content_info"]["content"].native is not None:
        broken = Reason.UNREADABLE_SIGNATURE
    if broken is None and not _is_bound(one):
        broken = Reason.CERTIFICATE_NOT_BOUND
    if broken is not None:
        return _Checked((broken,), certificate)
    own = _signature_stamp(one.signer_info, witnesses)
    stamped_at = _earliest(own.moment, witnesses.covered_at)
    others = [*(_modern(other) for other in one.other_embedded_certs), *witnesses.others]
    judgement = judge_certificate(_modern(certificate), others, witnesses.trust, stamped_at or witnesses.now)
    loose = None if judgement.reason or _is_whole(one.signed_data, judgement) else Reason.UNSIGNED_CONTENT
    reasons = tuple(reason for reason in (judgement.reason, own.problem, loose) if reason is not None)
    return _Checked(reasons, certificate, stamped_at, judgement.path, own.path)


def _check_document_stamp(one: EmbeddedPdfSignature, witnesses: _Witnesses) -> _Checked:
    imprint = one.compute_digest(one.external_md_algorithm)
    stamp = _stamp(one.signed_data, imprint, witnesses)
    if stamp.problem is not None:
        return _Checked((stamp.problem,), stamp.certificate)
    return _Checked((), stamp.certificate, stamp.moment, stamp.path)


def _is_bound(one: EmbeddedPdfSignature) -> bool:
    """PAdES signatures must name their certificate in the signed attributes; the match itself is checked before."""
    if one.sig_object.get("/SubFilter") != "/ETSI.CAdES.detached":
        return True
    names = {attribute["type"].native for attribute in one.signer_info["signed_attrs"]}
    return bool(names & {"signing_certificate", "signing_certificate_v2"})


def _signature_stamp(info: cms.SignerInfo, witnesses: _Witnesses) -> _Stamp:
    """The first trusted time stamp inside a signature; without one the last problem, or nothing at all."""
    found = _Stamp()
    for signed_data in extract_tst_data_iter(info, signed=False):
        imprint_of = signed_data["encap_content_info"]["content"].parsed["message_imprint"]
        algorithm = imprint_of["hash_algorithm"]["algorithm"].native
        if algorithm not in _DIGESTS:
            found = _Stamp(problem=Reason.UNTRUSTED_TIME_STAMP)
            continue
        imprint = hashlib.new(algorithm, info["signature"].native).digest()
        found = _stamp(signed_data, imprint, witnesses)
        if found.problem is None:
            return found
    return found


def _stamp(signed_data: cms.SignedData, imprint: bytes, witnesses: _Witnesses) -> _Stamp:
    """A time stamp token, held against `imprint` and the trust list at its own moment."""
    info = extract_signer_info(signed_data)
    content = signed_data["encap_content_info"]["content"]
    found: SignedDataCerts = extract_certs_for_validation(signed_data)
    certificate = found.signer_cert
    algorithm = info["digest_algorithm"]["algorithm"].native
    distrusted = _Stamp(certificate=certificate, problem=Reason.UNTRUSTED_TIME_STAMP)
    if not _is_supported(info) or content.parsed["message_imprint"]["hashed_message"].native != imprint:
        return distrusted
    digest = hashlib.new(
        algorithm,
        content.native if isinstance(content.native, bytes) else bytes(content),
    ).digest()
    moment = _aware(content.parsed["gen_time"].native)
    if _integrity(info, certificate, "tst_info", digest) is not None or moment is None:
        return distrusted
    others = [*(_modern(other) for other in found.other_certs), *witnesses.others]
    judgement = judge_certificate(_modern(certificate), others, witnesses.trust, moment, for_time_stamp=True)
    is_good = judgement.reason is None and _is_whole(signed_data, judgement)
    return _Stamp(moment, certificate, path=judgement.path) if is_good else distrusted


def _is_whole(signed_data: cms.SignedData, judgement: Judgement) -> bool:
    """What the signature does not cover inside the CMS must follow from what it does: nothing may be hung on it."""
    unsigned = [one["type"].native for one in extract_signer_info(signed_data)["unsigned_attrs"] or ()]
    certificates = [one.chosen.dump() for one in signed_data["certificates"]]
    path = [one.public_bytes(Encoding.DER) for one in judgement.path]
    return (
        is_tight(signed_data, path[-1])
        and unsigned in ([], ["signature_time_stamp_token"])
        and len(set(certificates)) == len(certificates)
        and set(path).issuperset(certificates)
    )


def _is_supported(info: cms.SignerInfo) -> bool:
    try:
        mechanism = info["signature_algorithm"]
        known = mechanism.signature_algo in {
            "rsassa_pkcs1v15",
            "rsassa_pss",
            "ecdsa",
            "ed25519",
            "ed448",
        }
    except ValueError:
        return False
    return known and info["digest_algorithm"]["algorithm"].native in _DIGESTS


def _integrity(
    info: cms.SignerInfo,
    certificate: asn1_x509.Certificate,
    content_type: str,
    digest: bytes,
) -> Reason | None:
    try:
        intact, valid = validate_sig_integrity(
            info,
            certificate,
            expected_content_type=content_type,
            actual_digest=digest,
            sig_validator=DEFAULT_SIGNATURE_VALIDATOR,
        )
    except Exception:
        return Reason.INVALID_SIGNATURE
    if not intact:
        return Reason.BROKEN_DIGEST
    return None if valid else Reason.INVALID_SIGNATURE


def _modern(certificate: asn1_x509.Certificate) -> x509.Certificate:
    return x509.load_der_x509_certificate(certificate.dump())


def _common_name(certificate: asn1_x509.Certificate, *, subject: bool) -> str:
    modern = _modern(certificate)
    names = (modern.subject if subject else modern.issuer).get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(names[0].value) if names else ""


def _aware(moment: datetime | None) -> datetime | None:
    if moment is None:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
