"""Reads a person's key file (PKCS#12): key, certificate, certificates above it.

Only files under PBES2 with AES are opened, as the browser does too; a file in the old protection is told from a wrong
password, since its owner can do something about it.
"""

from asn1crypto import core
from asn1crypto import pkcs12 as asn1_pkcs12
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import pkcs12

from documents.errors import KeyUnusable, WrongPin
from documents.signing.keys import SigningKey

_MODERN = "pbes2"


def open_key_file(data: bytes, password: str) -> SigningKey:
    """Raises `WrongPin`, or `KeyUnusable`: `old_protection` (with its `algorithm`), `unreadable_key`,
    `unsupported_key` (an algorithm that this program does not sign with), `no_key_inside`."""
    _require_modern(data)
    try:
        key, certificate, others = pkcs12.load_key_and_certificates(data, password.encode())
    except ValueError as error:
        # The library gives one message for a wrong password and for a broken integrity code.
        raise WrongPin from error
    except UnsupportedAlgorithm as error:
        raise KeyUnusable("unsupported_key") from error
    if key is None or certificate is None:
        raise KeyUnusable("no_key_inside")
    if not isinstance(key, EllipticCurvePrivateKey | RSAPrivateKey):
        raise KeyUnusable("unsupported_key")
    chain = tuple(one for one in others if one.issuer != one.subject)
    return SigningKey(private_key=key, certificate=certificate, chain=chain)


def _require_modern(data: bytes) -> None:
    try:
        safe = asn1_pkcs12.Pfx.load(data, strict=True).authenticated_safe
        used = [name for content in safe for name in _protections(content)]
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise KeyUnusable("unreadable_key", {"reason": type(error).__name__}) from error
    for name in used:
        if name != _MODERN:
            raise KeyUnusable("old_protection", {"algorithm": name})


def _protections(content: core.Sequence) -> list[str]:
    """Names of the encryption schemes around one part of the file."""
    if content["content_type"].native == "encrypted_data":
        return [str(content["content"]["encrypted_content_info"]["content_encryption_algorithm"]["algorithm"].native)]
    bags = asn1_pkcs12.SafeContents.load(bytes(content["content"]))
    return [
        str(bag["bag_value"]["encryption_algorithm"]["algorithm"].native)
        for bag in bags
        if bag["bag_id"].native == "pkcs8_shrouded_key_bag"
    ]
