"""A ceremony: one PIN, then a hundred papers, the key unwrapped anew for each; beside a hundred bare signatures."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from time import process_time

from bench.interleave import interleaved, repeated
from bench.line import Line, Sense, at_most, compared
from documents.rendering.pdf import render_pdf
from documents.signing.authority import CertificateKind, issue_key, make_authority
from documents.signing.keys import new_session_secret
from documents.signing.pdf_signature import DocMdp, sign
from documents.signing.signer import Signer
from effects.keyring import Keyring

_OURS, _FLOOR = "ceremony", "bare signatures"
_PAPERS = 100
_NOW = datetime(2026, 11, 25, 14, 5, tzinfo=UTC)
_PIN = "135790"


def run(rounds: int) -> list[Line]:
    """A hundred times one page, EC P-256; the ceremony with its PIN, which is slow on purpose."""
    page = "<html lang=uk><title>Лист</title><p>Ми полагодили дорогу."
    pdf = render_pdf(page, assets={}, identifier=b"1", created=_NOW)
    authority = make_authority("Надавач", _NOW - timedelta(days=30))
    key = issue_key(authority, "Петро Типовий", kind=CertificateKind.PERSON, now=_NOW)
    keyring = Keyring(server_key=b"k" * 32)
    kept = keyring.keep(key, "director", _PIN)

    def signed(signer: Signer) -> None:
        sign(pdf, signer, field="director", now=_NOW, certify=DocMdp.FURTHER_SIGNATURES, name="Петро Типовий")

    def ours() -> object:
        secret = new_session_secret()
        wrapped = keyring.wrap(keyring.open(kept, _PIN), secret, "one")
        for _ in range(_PAPERS):
            signed(keyring.unwrap(wrapped, secret, "one"))
        return None

    def bare() -> object:
        for _ in range(_PAPERS):
            signed(key)
        return None

    taken = interleaved(
        {_OURS: repeated(ours, 1, clock=process_time), _FLOOR: repeated(bare, 1, clock=process_time)}, rounds
    )
    return [compared("ceremony", taken, ours=_OURS, floor=_FLOOR, sense=Sense.AT_MOST, target=at_most(1.1))]
