"""Builds and checks detached CMS signatures (CAdES baseline B) over a SHA-256 digest.

Must not know PDF, and must not judge trust: whether a certificate is good is `trust.py`'s question.
RFC 5652, RFC 5035 (signing-certificate-v2), RFC 6211 (algorithm protection), ETSI EN 319 122-1.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from asn1crypto import algos, cms, core, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from documents.errors import SigningFailed
from documents.signing.der import der_length
from documents.signing.signer import Signer

# Takes the SHA-256 of a signature value, gives a DER time stamp token, or None when the authority is away.
StampSource = Callable[[bytes], bytes | None]

_HASHES: dict[str, type[hashes.SHA256] | type[hashes.SHA384] | type[hashes.SHA512]] = {
    "sha256": hashes.SHA256,
    "sha384": hashes.SHA384,
    "sha512": hashes.SHA512,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedCms:
    """A CMS that fits its digest: who signed, with which other certificates, and what time it claims."""

    certificate: x509.Certificate
    others: tuple[x509.Certificate, ...]
    claimed_at: datetime | None
    stamped: bool


def build_cms(
    digest: bytes,
    key: Signer,
    *,
    signing_time: datetime | None = None,
    stamp: StampSource | None = None,
) -> bytes:
    """Sign a SHA-256 digest. `signing_time` is left out in PDF, where the dictionary carries it (PAdES). DER."""
    certificate = asn1_x509.Certificate.load(key.certificate.public_bytes(serialization.Encoding.DER))
    mechanism = _mechanism(key)
    attributes = cms.CMSAttributes(_signed_attributes(digest, certificate, mechanism, signing_time))
    signature = key.sign(attributes.dump())
    signer: dict[str, object] = {
        "version": "v1",
        "sid": cms.SignerIdentifier(
            {
                "issuer_and_serial_number": cms.IssuerAndSerialNumber(
                    {
                        "issuer": certificate.issuer,
                        "serial_number": certificate.serial_number,
                    }
                )
            }
        ),
        "digest_algorithm": algos.DigestAlgorithm({"algorithm": "sha256"}),
        "signature_algorithm": mechanism,
        "signed_attrs": attributes,
        "signature": signature,
    }
    token = None if stamp is None else stamp(hashlib.sha256(signature).digest())
    if token is not None:
        signer["unsigned_attrs"] = cms.CMSAttributes(
            [_attribute("signature_time_stamp_token", cms.ContentInfo.load(token))]
        )
    chain = [
        asn1_x509.Certificate.load(one.public_bytes(serialization.Encoding.DER))
        for one in (key.certificate, *key.chain)
    ]
    signed = cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": cms.DigestAlgorithms([algos.DigestAlgorithm({"algorithm": "sha256"})]),
            "encap_content_info": cms.ContentInfo({"content_type": "data"}),
            "certificates": cms.CertificateSet([cms.CertificateChoices("certificate", one) for one in chain]),
            "signer_infos": cms.SignerInfos([cms.SignerInfo(signer)]),
        }
    )
    return bytes(cms.ContentInfo({"content_type": "signed_data", "content": signed}).dump())


def check_cms(der: bytes, digest: bytes) -> CheckedCms:
    """Read a detached CMS and hold it against a SHA-256 digest.

    Raises `SigningFailed`: `not_a_signature`, `unsupported_algorithm`, `wrong_digest`, `certificate_not_bound`,
    `signature_does_not_fit`.
    """
    try:
        return _check(der, digest)
    except (ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        raise SigningFailed("not_a_signature", {"reason": type(error).__name__}) from error


def signature_algorithms(der: bytes) -> tuple[str, str]:
    """Names or dotted identifiers of digest and signature algorithm. Raises `SigningFailed("not_a_signature")`."""
    try:
        info = _signer(_signed_data(der))
        return (
            str(info["digest_algorithm"]["algorithm"].native),
            str(info["signature_algorithm"]["algorithm"].native),
        )
    except (ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        raise SigningFailed("not_a_signature", {"reason": type(error).__name__}) from error


def is_tight(signed: cms.SignedData, signer: bytes) -> bool:
    """Whether all that the signature does not cover follows from what it does, so that nothing can be hung on it.

    `signer` is the certificate in DER. Certificates and unsigned attributes are the caller's to judge.
    """
    info = _signer(signed)
    by_serial = info["sid"].name == "issuer_and_serial_number"
    encapsulates = signed["encap_content_info"]["content_type"].native != "data"
    issuer = asn1_x509.Certificate.load(signer).issuer.dump()
    return (
        [one.dump() for one in signed["digest_algorithms"]] == [info["digest_algorithm"].dump()]
        and info["version"].native == ("v1" if by_serial else "v3")
        and signed["version"].native == ("v3" if encapsulates or not by_serial else "v1")
        and signed["crls"].native is None
        and (not by_serial or info["sid"].chosen["issuer"].dump() == issuer)
    )


def _check(der: bytes, digest: bytes) -> CheckedCms:
    if der_length(der) != len(der):
        raise SigningFailed("not_a_signature", {"reason": "not_der"})
    signed = _signed_data(der)
    if signed["encap_content_info"]["content"].native is not None:
        raise SigningFailed("not_a_signature", {"reason": "not_detached"})
    info = _signer(signed)
    attributes = {one["type"].native: one["values"] for one in info["signed_attrs"]}
    if len(attributes) != len(info["signed_attrs"]):
        raise SigningFailed("not_a_signature", {"reason": "repeated_attribute"})
    if attributes["content_type"][0].native != "data":
        raise SigningFailed("not_a_signature", {"reason": "content_type"})
    if info["digest_algorithm"]["algorithm"].native != "sha256":
        raise SigningFailed(
            "unsupported_algorithm",
            {"digest": str(info["digest_algorithm"]["algorithm"].native)},
        )
    if attributes["message_digest"][0].native != digest:
        raise SigningFailed("wrong_digest")
    certificates = [one.chosen for one in signed["certificates"] if one.name == "certificate"]
    sid = info["sid"].chosen
    holder = next((one for one in certificates if _is_signer(one, sid)), None)
    if holder is None:
        raise SigningFailed("not_a_signature", {"reason": "no_certificate"})
    bound = attributes.get("signing_certificate_v2")
    if bound is None or not _is_bound(holder, bound[0]["certs"][0]):
        raise SigningFailed("certificate_not_bound")
    protection = attributes.get("cms_algorithm_protection")
    if not is_tight(signed, holder.dump()) or not _is_protected(info, protection):
        raise SigningFailed("not_a_signature", {"reason": "loose"})
    signer = x509.load_der_x509_certificate(holder.dump())
    _verify(
        signer,
        info["signature_algorithm"],
        bytes(info["signature"]),
        info["signed_attrs"].untag().dump(True),
    )
    claimed = attributes.get("signing_time")
    unsigned = info["unsigned_attrs"]
    return CheckedCms(
        certificate=signer,
        others=tuple(x509.load_der_x509_certificate(one.dump()) for one in certificates if one is not holder),
        claimed_at=None if claimed is None else claimed[0].native,
        stamped=any(one["type"].native == "signature_time_stamp_token" for one in unsigned or ()),
    )


def _signed_data(der: bytes) -> cms.SignedData:
    content = cms.ContentInfo.load(der, strict=True)
    if content["content_type"].native != "signed_data":
        raise SigningFailed("not_a_signature", {"reason": "content_type"})
    return content["content"]


def _signer(signed: cms.SignedData) -> cms.SignerInfo:
    if len(signed["signer_infos"]) != 1:
        raise SigningFailed("not_a_signature", {"reason": "signer_count"})
    return signed["signer_infos"][0]


def _is_signer(certificate: asn1_x509.Certificate, sid: core.Asn1Value) -> bool:
    if isinstance(sid, cms.IssuerAndSerialNumber):
        same_issuer = certificate.issuer.dump() == sid["issuer"].dump()
        return bool(same_issuer and certificate.serial_number == sid["serial_number"].native)
    return bool(certificate.key_identifier == sid.native)


def _is_bound(certificate: asn1_x509.Certificate, identifier: tsp.ESSCertIDv2) -> bool:
    name = identifier["hash_algorithm"]["algorithm"].native
    if name not in _HASHES:
        return False
    return bool(hashlib.new(name, certificate.dump()).digest() == identifier["cert_hash"].native)


def _is_protected(info: cms.SignerInfo, protection: core.SetOf | None) -> bool:
    if protection is None:
        return True
    named = protection[0]
    return bool(
        named["digest_algorithm"].dump() == info["digest_algorithm"].dump()
        and named["signature_algorithm"].native == info["signature_algorithm"].native
    )


def _verify(
    certificate: x509.Certificate,
    mechanism: algos.SignedDigestAlgorithm,
    signature: bytes,
    signed: bytes,
) -> None:
    key = certificate.public_key()
    try:
        digest = _HASHES[mechanism.hash_algo]()
        if isinstance(key, ec.EllipticCurvePublicKey) and mechanism.signature_algo == "ecdsa":
            key.verify(signature, signed, ec.ECDSA(digest))
        elif isinstance(key, RSAPublicKey) and mechanism.signature_algo == "rsassa_pkcs1v15":
            key.verify(signature, signed, padding.PKCS1v15(), digest)
        else:
            raise SigningFailed(
                "unsupported_algorithm",
                {"signature": str(mechanism["algorithm"].native)},
            )
    except InvalidSignature as error:
        raise SigningFailed("signature_does_not_fit") from error
    except (KeyError, ValueError) as error:
        raise SigningFailed("unsupported_algorithm", {"signature": str(mechanism["algorithm"].native)}) from error


def _signed_attributes(
    digest: bytes,
    certificate: asn1_x509.Certificate,
    mechanism: algos.SignedDigestAlgorithm,
    signing_time: datetime | None,
) -> list[cms.CMSAttribute]:
    identifier = tsp.ESSCertIDv2(
        {
            "hash_algorithm": {"algorithm": "sha256"},
            "cert_hash": hashlib.sha256(certificate.dump()).digest(),
            "issuer_serial": {
                "issuer": [asn1_x509.GeneralName({"directory_name": certificate.issuer})],
                "serial_number": certificate.serial_number,
            },
        }
    )
    protection = cms.CMSAlgorithmProtection(
        {
            "digest_algorithm": algos.DigestAlgorithm({"algorithm": "sha256"}),
            "signature_algorithm": mechanism,
        }
    )
    attributes = [
        _attribute("content_type", "data"),
        _attribute("message_digest", digest),
        _attribute("signing_certificate_v2", tsp.SigningCertificateV2({"certs": [identifier]})),
        _attribute("cms_algorithm_protection", protection),
    ]
    if signing_time is not None:
        time = core.UTCTime(signing_time.astimezone(UTC).replace(microsecond=0))
        attributes.append(_attribute("signing_time", cms.Time({"utc_time": time})))
    return attributes


def _attribute(name: str, value: object) -> cms.CMSAttribute:
    return cms.CMSAttribute({"type": cms.CMSAttributeType(name), "values": (value,)})


def _mechanism(key: Signer) -> algos.SignedDigestAlgorithm:
    return algos.SignedDigestAlgorithm({"algorithm": "sha256_ecdsa" if key.is_elliptic else "sha256_rsa"})
