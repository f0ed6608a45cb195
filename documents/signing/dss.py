"""The store of validation data inside a PDF (DSS): what a signature needs to be judged when its issuers are gone.

ETSI EN 319 142-1, 5.4.2. What is found there was written by whoever made the file: it only counts as far as issuers
signed it (`revocation.py`), and a certificate there is no more than a stone for building a chain.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, StreamObject, pdf_name
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter

from documents.signing.revocation import Revocations

_STORE, _CERTIFICATES, _LISTS, _RESPONSES = "/DSS", "/Certs", "/CRLs", "/OCSPs"


@dataclass(frozen=True, slots=True, kw_only=True)
class ValidationData:
    """Certificates of chains, and what their issuers said of them."""

    certificates: tuple[x509.Certificate, ...] = ()
    revocations: Revocations = Revocations()  # noqa: RUF009 - a frozen value


def read_validation_data(reader: PdfFileReader) -> ValidationData:
    """What the file holds; nothing when it holds none. Raises whatever broken data make the parsers raise."""
    if _STORE not in reader.root:
        return ValidationData()
    store = reader.root[_STORE]
    return ValidationData(
        certificates=tuple(x509.load_der_x509_certificate(one) for one in _streams(store, _CERTIFICATES)),
        revocations=Revocations(
            lists=tuple(x509.load_der_x509_crl(one) for one in _streams(store, _LISTS)),
            responses=tuple(ocsp.load_der_ocsp_response(one) for one in _streams(store, _RESPONSES)),
        ),
    )


def write_validation_data(writer: BasePdfFileWriter, data: ValidationData) -> None:
    """Adds to what the file holds already; what is there is not written again. No entries per signature (VRI), which
    the standard discourages."""
    is_new = _STORE not in writer.root
    store = writer.root[_STORE] if not is_new else _empty()
    der = Encoding.DER
    _add(writer, store, _CERTIFICATES, (one.public_bytes(der) for one in data.certificates))
    _add(writer, store, _LISTS, (one.public_bytes(der) for one in data.revocations.lists))
    _add(writer, store, _RESPONSES, (one.public_bytes(der) for one in data.revocations.responses))
    if is_new:
        writer.root[pdf_name(_STORE)] = writer.add_object(store)
        writer.update_root()  # type: ignore[no-untyped-call,unused-ignore]
    else:
        writer.update_container(store)


def _empty() -> DictionaryObject:
    return DictionaryObject({pdf_name("/Type"): pdf_name(_STORE)})  # type: ignore[no-untyped-call,unused-ignore]


def _streams(store: DictionaryObject, kind: str) -> list[bytes]:
    return [one.get_object().data for one in store.get(kind, ())]


def _add(writer: BasePdfFileWriter, store: DictionaryObject, kind: str, values: Iterable[bytes]) -> None:
    known = set(_streams(store, kind))
    fresh = [one for one in dict.fromkeys(values) if one not in known]
    if not fresh:
        return
    references = list(store.raw_get(kind)) if kind in store else []
    for value in fresh:
        stream = StreamObject(stream_data=value)  # type: ignore[no-untyped-call,unused-ignore]
        stream.compress()  # type: ignore[no-untyped-call,unused-ignore]
        references.append(writer.add_object(stream))
    store[pdf_name(kind)] = ArrayObject(references)
