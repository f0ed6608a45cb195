"""A trust list as one text, to be carried to another process, or to a machine without Sprava's data."""

import base64
import json
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from documents.errors import KeyUnusable
from documents.signing.keys import load_certificate
from documents.signing.trust import TrustList

_FORMAT = "sprava-trust-list-1"


def trust_list_to_text(trust: TrustList, made: datetime) -> bytes:
    """UTF-8 JSON: PEM certificates, lists as base64 of their DER."""
    value = {
        "format": _FORMAT,
        "made": made.isoformat(timespec="seconds"),
        "roots": [one.public_bytes(Encoding.PEM).decode() for one in trust.roots],
        "time_stamp_roots": [one.public_bytes(Encoding.PEM).decode() for one in trust.time_stamp_roots],
        "revocation_lists": [
            base64.b64encode(one.public_bytes(Encoding.DER)).decode() for one in trust.revocation_lists
        ],
    }
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def trust_list_from_text(data: bytes) -> TrustList:
    """The way back. Raises ValueError for anything else."""
    try:
        value = json.loads(data)
        if value["format"] != _FORMAT:
            raise ValueError("not a trust list of this version")
        return TrustList(
            roots=tuple(load_certificate(one.encode()) for one in value["roots"]),
            time_stamp_roots=tuple(load_certificate(one.encode()) for one in value["time_stamp_roots"]),
            revocation_lists=tuple(
                x509.load_der_x509_crl(base64.b64decode(one, validate=True)) for one in value["revocation_lists"]
            ),
        )
    except (KeyError, TypeError, AttributeError, KeyUnusable) as error:
        raise ValueError("not a trust list") from error
