"""A certified signature on a paper, beside the same by pyHanko's own signer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import BytesIO
from time import process_time

from pyhanko.keys.pemder import load_certs_from_pemder_data, load_private_key_from_pemder_data
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko_certvalidator.registry import SimpleCertificateStore

from bench.interleave import interleaved, repeated
from bench.line import Line, Sense, at_most, compared
from documents.rendering.pdf import render_pdf
from documents.signing import authority as authorities
from documents.signing.authority import CertificateKind, issue_key, make_authority
from documents.signing.pdf_signature import DocMdp, sign

_OURS, _FLOOR = "sign", "bare pyHanko"
_TIMES = 20
_NOW = datetime(2026, 11, 25, 14, 5, tzinfo=UTC)


def run(rounds: int) -> list[Line]:
    """One page, EC P-256, no time stamp."""
    pdf = render_pdf(
        "<html lang=uk><title>Лист</title><p>Ми полагодили дорогу.", assets={}, identifier=b"1", created=_NOW
    )
    key = issue_key(
        make_authority("Надавач", _NOW - timedelta(days=30)), "Петро Типовий", kind=CertificateKind.PERSON, now=_NOW
    )
    signer = signers.SimpleSigner(
        signing_cert=next(iter(load_certs_from_pemder_data(authorities.certificate_pem(key.certificate)))),
        signing_key=load_private_key_from_pemder_data(authorities.key_pem(key.private_key), passphrase=None),
        cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]
    )

    def bare() -> object:
        metadata = signers.PdfSignatureMetadata(
            field_name="director",
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
            certify=True,
            docmdp_permissions=MDPPerm.FILL_FORMS,
            name="Петро Типовий",
        )
        return signers.sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), metadata, signer=signer).getvalue()

    def ours() -> object:
        return sign(pdf, key, field="director", now=_NOW, certify=DocMdp.FURTHER_SIGNATURES, name="Петро Типовий")

    taken = interleaved(
        {_OURS: repeated(ours, _TIMES, clock=process_time), _FLOOR: repeated(bare, _TIMES, clock=process_time)}, rounds
    )
    return [compared("signature", taken, ours=_OURS, floor=_FLOOR, sense=Sense.AT_MOST, target=at_most(1.2))]
