"""Whose signatures this installation believes: certificates in `$SPRAVA_DATA/trust`, one PEM file per authority.

`tsa-*.pem` are time stamping authorities, `*.crl` revocation lists (DER); every other `*.pem` is a root.
"""

from __future__ import annotations

from pathlib import Path

from cryptography import x509

from documents.signing.keys import load_certificate
from documents.signing.trust import TrustList

FOLDER = "trust"


def trust_list(data: Path) -> TrustList:
    """Everything in the folder; an empty list when there is none. Raises KeyUnusable, ValueError for a broken file."""
    return trust_in(data / FOLDER)


def trust_in(folder: Path) -> TrustList:
    """The same from any folder, such as a copy of that one on a machine without Sprava's data."""
    if not folder.is_dir():
        return TrustList(roots=())
    pems = sorted(folder.glob("*.pem"))
    return TrustList(
        roots=tuple(load_certificate(one.read_bytes()) for one in pems if not one.name.startswith("tsa-")),
        time_stamp_roots=tuple(load_certificate(one.read_bytes()) for one in pems if one.name.startswith("tsa-")),
        revocation_lists=tuple(x509.load_der_x509_crl(one.read_bytes()) for one in sorted(folder.glob("*.crl"))),
    )
