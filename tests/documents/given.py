"""Builders for the tests of papers: fonts, a paper, an authority, keys, signed papers. Cached: they are slow."""

import dataclasses
import functools
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from asn1crypto import cms
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from documents.qr import qr_svg
from documents.rendering.pdf import render_pdf
from documents.rendering.template import render_html
from documents.signing import authority as authorities
from documents.signing.authority import Authority, issue_key, make_authority
from documents.signing.keys import SigningKey
from documents.signing.pdf_signature import Prepared, certification, complete, sign
from documents.signing.trust import TrustList

NOW = datetime(2026, 11, 25, 14, 5, tzinfo=UTC)
SHARED = Path(__file__).resolve().parents[2] / "definitions" / "_shared"
DER = Encoding.DER
CODE = "4821-7730-5526"

ANSWER = """{% extends "_shared/letterhead/letterhead.html" %}{% block text %}
<p>Ми полагодили дорогу. 25 листопада 2026 року бригада вирізала пошкоджений асфальт і поклала новий на ділянці
2 × 1,5 м навпроти будинку 8.</p>
<p>Якщо яма з'явиться знову, зателефонуйте за номером 1580 і назвіть номер {{ case.number }}.</p>
<p class="law">Підстава: статті 15 і 20 Закону України «Про звернення громадян».</p>{% endblock %}"""

CERTIFICATE = """{% extends "_shared/letterhead/certificate.html" %}{% block text %}
<p>Видана {{ subject.dative }} про те, що вулицю Комсомольську міста рішенням міської ради від 19.02.2016 № 121
перейменовано на вулицю Лісову. Нумерація будинків не змінилась: будинок 8 має той самий номер.</p>
<p>Довідку видано за місцем вимоги.</p>{% endblock %}"""


@functools.cache
def assets() -> Mapping[str, bytes]:
    return {f"asset:fonts/{path.name}": path.read_bytes() for path in (SHARED / "fonts").glob("*.ttf")}


@functools.cache
def sources() -> Mapping[str, str]:
    shared = {f"_shared/letterhead/{path.name}": path.read_text() for path in (SHARED / "letterhead").iterdir()}
    return {**shared, "answer.html": ANSWER, "certificate.html": CERTIFICATE}


def letter_context(**paper: object) -> dict[str, object]:
    return {
        "paper": {
            "title": "Про ремонт дороги на вул. Лісовій",
            "number": "1187/02-21",
            "date": "25.11.2026",
            "draft": False,
            "code": CODE,
            "verify_url": "sprava.test/verify",
            "qr_svg": qr_svg("https://sprava.test/verify/482177305526"),
            **paper,
        },
        "body": {"name": "Комунальне підприємство «Благоустрій»"},
        "case": {"number": "26-00042", "date": "23.11.2026", "title": "Яма"},
        "answered": {"number": "26-00042", "date": "23.11.2026"},
        "addressee": {
            "dative": "Олені ЗРАЗКОВІЙ",
            "address": "вул. Лісова, 8, кв. 4",
            "greeting": "Шановна пані Олено!",
        },
        "signer": {"position": "Директор", "name": "Петро ТИПОВИЙ"},
        "executor": {"name": "Василь Примірний", "phone": "1580"},
        "subject": {"dative": "Ганні Іванівні ПРИКЛАД"},
        "photos": [],
        "town": {"name": "м. Зразкове"},
    }


def letter_html(template: str = "answer.html", **paper: object) -> str:
    return render_html(sources(), template, letter_context(**paper))


@functools.cache
def paper() -> bytes:
    """An unsigned answer letter of one page."""
    return render_pdf(letter_html(), assets=assets(), identifier=b"paper-1", created=NOW, data=b'{"case":"26-00042"}')


@functools.cache
def long_paper() -> bytes:
    """An unsigned paper of three pages."""
    pages = "<p style='break-after: page'>Сторінка</p>" * 2 + "<p>Кінець</p>"
    return render_pdf(pages, assets={}, identifier=b"paper-3", created=NOW)


@functools.cache
def authority() -> Authority:
    return make_authority("Надавач м. Зразкове", NOW - timedelta(days=30))


@functools.cache
def key(name: str = "Петро Типовий", kind: str = "person") -> SigningKey:
    return issue_key(authority(), name, kind=kind, now=NOW - timedelta(days=1))


def seal_key() -> SigningKey:
    return key("Печатка КП «Благоустрій»", "seal")


def key_pem(key: SigningKey) -> bytes:
    return authorities.key_pem(key.private_key)


def cert_pem(key: SigningKey) -> bytes:
    return authorities.certificate_pem(key.certificate)


def with_chain(key: SigningKey, *chain: x509.Certificate) -> SigningKey:
    return dataclasses.replace(key, chain=chain)


def filled(prepared: Prepared, cms: bytes) -> bytes:
    return complete(prepared.state, cms)


def trust() -> TrustList:
    return TrustList(roots=(authority().certificate,))


@functools.cache
def signed_paper() -> bytes:
    """Signed by the director, two signatures to come, the seal not yet on it."""
    return sign(paper(), key(), field="director", now=NOW, certify=certification(2), name="Петро Типовий")


@functools.cache
def complete_paper() -> bytes:
    """Signed and sealed."""
    return sign(signed_paper(), seal_key(), field="seal", now=NOW)


@functools.cache
def sealed_once() -> bytes:
    """Three pages under exactly one signature: certified against any change."""
    return sign(long_paper(), seal_key(), field="seal", now=NOW, certify=certification(1))


def signed_by(key: SigningKey) -> bytes:
    """Three pages, signed by whoever holds that key."""
    return sign(long_paper(), key, field="director", now=NOW)


def cms_content(der: bytes) -> cms.SignedData:
    """The SignedData of a CMS; zeros behind it do not matter."""
    return cms.ContentInfo.load(der)["content"]
