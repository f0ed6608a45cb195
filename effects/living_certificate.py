"""Nothing is signed with a certificate that has ended or was revoked: the paper would not hold from its first day."""

from __future__ import annotations

from cryptography import x509

from documents.signing.revocation import revoked_at
from effects.toolbox import Toolbox
from workflow.errors import NotAvailable, Refusal


def require_living(certificate: x509.Certificate, toolbox: Toolbox) -> None:
    """Raises NotAvailable(`certificate_expired`, `certificate_revoked`): by the calendar, and by lists at hand."""
    now = toolbox.clock.now()
    if not certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc:
        raise _refused("certificate_expired", certificate)
    for issuer in toolbox.trust.roots:
        moment = revoked_at(certificate, issuer, toolbox.trust.revocations)
        if moment is not None and moment <= now:
            raise _refused("certificate_revoked", certificate)


def _refused(code: str, certificate: x509.Certificate) -> NotAvailable:
    return NotAvailable([Refusal(code=code, data={"until": certificate.not_valid_after_utc.date().isoformat()})])
